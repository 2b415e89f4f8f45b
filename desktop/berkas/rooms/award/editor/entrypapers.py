"""The papers of one unit, from the page of its criteria: looked at as they are saved, issued, saved for a
word processor; its proofs handed out as files.
"""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from berkas.desk import Desk
from berkas.desk.papermenu import add_paper
from berkas.engine.issuing import Subject
from berkas.kit import dialogs
from berkas.kit.jobs import Report
from berkas.rooms.award.commands.proofs import keep_pattern
from berkas.rooms.award.editor.dossierwork import add_dossier
from berkas.rooms.award.queries.proofnames import PLACES, NamedProof, pattern_of
from berkas.rooms.award.queries.sheet import EntryPlace, Sheet
from berkas.rooms.award.report import ENTRY_DOCUMENTS
from berkas.rooms.award.report.checkpaper import CHECK
from berkas.rooms.award.report.proofset import write_proofs, write_round_proofs
from berkas_db.tables import AwardEntry


def choose_paper(owner: QWidget, desk: Desk, sheet: Sheet, below: QPushButton) -> None:
    """Offer every paper about a unit under a button."""
    place = sheet.place
    subject = Subject(place.key, place.unit_name, AwardEntry, place.id)
    menu = QMenu(owner)
    add_dossier(menu, owner, desk, subject)
    for kind in ENTRY_DOCUMENTS:
        add_paper(menu.addMenu(kind.title), owner, desk, kind, subject)
    menu.addSeparator()
    menu.addAction("Serahkan bukti sebagai ZIP…", lambda: hand_out(owner, desk, sheet, zipped=True))
    menu.addAction("Serahkan bukti ke folder…", lambda: hand_out(owner, desk, sheet, zipped=False))
    menu.addAction("Pola nama berkas bukti…", lambda: ask_pattern(owner, desk))
    menu.popup(below.mapToGlobal(below.rect().bottomLeft()))


def print_check(owner: QWidget, desk: Desk, place: EntryPlace) -> None:
    """Show what the check finds as it is printed."""
    desk.show_paper(owner, CHECK, Subject(place.key, place.unit_name, AwardEntry, place.id))


def hand_out(owner: QWidget, desk: Desk, sheet: Sheet, *, zipped: bool) -> None:
    """Write all proofs of a unit that may leave under the office's names."""
    _hand_out(owner, desk, sheet.place.key, partial(write_proofs, entry_id=sheet.place.id), zipped=zipped)


def hand_out_round(owner: QWidget, desk: Desk, round_id: int, key: str, *, zipped: bool) -> None:
    """The same for all units of a round, each in its own folder."""
    _hand_out(owner, desk, key, partial(write_round_proofs, round_id=round_id), zipped=zipped)


def _hand_out(
    owner: QWidget, desk: Desk, key: str, write: Callable[..., Sequence[NamedProof]], *, zipped: bool
) -> None:
    if zipped:
        name = f"bukti-{key}.zip".replace(":", "-")
        target = dialogs.save_file(owner, "Serahkan bukti sebagai ZIP", name, ("Arsip ZIP (*.zip)",))
    else:
        target = dialogs.open_folder(owner, "Pilih folder kosong untuk bukti")
    if target is None:
        return

    def work(report: Report) -> int:
        pattern = desk.book.read(pattern_of).result()
        return len(write(desk.book, desk.actor, target=target, pattern=pattern, progress=report.report))

    def done(stays: int) -> None:
        left = f" {stays} bukti tinggal karena belum ditutup." if stays else ""
        desk.say(f"Bukti ditulis ke {target.name}.{left}")

    desk.run(owner, "Menyerahkan bukti", work, done)


def ask_pattern(owner: QWidget, desk: Desk) -> None:
    """Ask for the pattern of the names."""
    known = "; ".join(f"{{{place}}} {words}" for place, words in PLACES)
    typed = dialogs.ask_text(
        owner,
        "Pola nama berkas bukti",
        f"Garis miring membuat folder. Yang dapat dipakai: {known}.",
        label="Pola",
        yes="Simpan",
        text=desk.glance(pattern_of),
    )
    if typed:
        desk.change(owner, lambda _changes: desk.say("Pola nama berkas bukti disimpan."), keep_pattern, typed)
