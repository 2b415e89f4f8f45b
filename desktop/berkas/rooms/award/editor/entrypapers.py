"""The papers of one unit, from the page of its criteria: looked at as they are saved, issued, saved for a
word processor or a screen reader; its proofs handed out as files.
"""

from dataclasses import replace
from pathlib import Path

from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from berkas.desk import Desk
from berkas.desk.papermenu import add_paper, issue_asked
from berkas.engine.exporting import note_export
from berkas.engine.issuing import Stamp, Subject
from berkas.kit import dialogs
from berkas.kit.jobs import Report
from berkas.rooms.award.commands.proofs import keep_pattern
from berkas.rooms.award.editor.dossierdialog import DossierDialog
from berkas.rooms.award.queries.proofnames import PLACES, pattern_of
from berkas.rooms.award.queries.sheet import EntryPlace, Sheet
from berkas.rooms.award.report import ENTRY_DOCUMENTS
from berkas.rooms.award.report.checkpaper import CHECK
from berkas.rooms.award.report.choices import USUAL, Bulk, DossierChoices
from berkas.rooms.award.report.dossier import DOSSIER, dossier_kind, draw_html
from berkas.rooms.award.report.gather import gather_dossier
from berkas.rooms.award.report.proofset import write_proofs
from berkas.rules.vocabulary import EvidenceKind
from berkas.sheets.write import replacing
from berkas_db.tables import AwardEntry


def choose_paper(owner: QWidget, desk: Desk, sheet: Sheet, below: QPushButton) -> None:
    """Offer every paper about a unit under a button."""
    place = sheet.place
    subject = Subject(place.key, place.unit_name, AwardEntry, place.id)
    menu = QMenu(owner)
    menu.addAction("Dossier dengan pilihan…", lambda: ask_dossier(owner, desk, sheet, subject))
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


def ask_dossier(owner: QWidget, desk: Desk, sheet: Sheet, subject: Subject) -> None:
    """Ask what of the dossier is wanted, then look at it, save its page for a screen reader, or issue it."""
    acts = {
        "Lihat": lambda chosen: _look(owner, desk, subject, chosen),
        "Simpan HTML…": lambda chosen: _save_html(owner, desk, subject, chosen),
        "Terbitkan…": lambda chosen: issue_asked(owner, desk, dossier_kind(chosen), subject),
    }
    DossierDialog(sheet.place.unit_name, bulk_of(sheet), acts, owner).exec()


def bulk_of(sheet: Sheet) -> Bulk:
    """How much there is to print."""
    own = [use for use in sheet.uses if not use.needs_new_photo]
    photos = sum(use.kind is EvidenceKind.FOTO for use in own)
    questions = [question for question in sheet.route.questions if question.section.scored]
    return Bulk(len(questions), photos, len(own), sum(use.pages or 0 for use in own), 14)


def _look(owner: QWidget, desk: Desk, subject: Subject, chosen: DossierChoices) -> None:
    """The usual one may have been issued and then is what was issued; any other is a draft of its own."""
    other = replace(dossier_kind(chosen), key=f"{DOSSIER.key}-pilihan")
    desk.show_paper(owner, DOSSIER if chosen == USUAL else other, subject)


def _save_html(owner: QWidget, desk: Desk, subject: Subject, chosen: DossierChoices) -> None:
    name = f"dossier-{subject.key}.html".replace(":", "-").replace("/", "-")
    path = dialogs.save_file(owner, "Simpan dossier sebagai HTML", name, ("Halaman HTML (*.html)",))
    if path is None:
        return

    def work(report: Report) -> Path:
        report.report(0, 1, "Menyusun halaman HTML")
        today = desk.today()
        values = desk.book.read(gather_dossier, desk.rulebook, subject, today).result()
        page = draw_html(values, Stamp(today), chosen).encode()
        with replacing(path, overwrite=True) as stream:
            stream.write(page)
            note_export(desk.book, desk.actor, DOSSIER.title, 1, "html")
        return path

    desk.run(owner, "Menyimpan HTML", work, lambda saved: desk.say(f"Disimpan sebagai {saved.name}."))


def hand_out(owner: QWidget, desk: Desk, sheet: Sheet, *, zipped: bool) -> None:
    """Write all proofs that may leave under the office's names."""
    if zipped:
        name = f"bukti-{sheet.place.key}.zip".replace(":", "-")
        target = dialogs.save_file(owner, "Serahkan bukti sebagai ZIP", name, ("Arsip ZIP (*.zip)",))
    else:
        target = dialogs.open_folder(owner, "Pilih folder kosong untuk bukti")
    if target is None:
        return

    def work(report: Report) -> int:
        pattern = desk.book.read(pattern_of).result()
        stays = write_proofs(
            desk.book, desk.actor, sheet.place.id, target, pattern=pattern, progress=report.report
        )
        return len(stays)

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
