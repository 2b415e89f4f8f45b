"""An instrument out to a workbook and back: read in the background, every fault in one list, differences
first, then installed under an edition; nothing half-loaded.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Concatenate

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from berkas.desk import Desk
from berkas.engine.exporting import note_export
from berkas.engine.rulebook import Override, RulebookError, RuleKind, read_tables
from berkas.kit import dialogs
from berkas.kit.jobs import Report
from berkas.rooms.office.commands import install_edition
from berkas.rooms.office.editor.instrument_dialog import run
from berkas.rooms.office.editor.instrument_differences import DifferencesDialog
from berkas.rooms.office.editor.instrument_faults import COLUMNS, FaultsDialog
from berkas.rooms.office.editor.instrument_moving import move_sheets
from berkas.rooms.office.queries.instruments import editions_of, older_with_sheets
from berkas.rules.instruments import Instrument, canonical
from berkas.rules.instruments.all_faults import read_with_all_faults
from berkas.rules.instruments.leaf_reading import SheetFault, from_leaves
from berkas.rules.instruments.leaves import to_leaves
from berkas.rules.nearness import nearest
from berkas.rules.numbers import show_integer
from berkas.sheets.errors import SheetError
from berkas.sheets.instrument_book import read_instrument_book, write_instrument_book
from berkas.sheets.write import write_table
from berkas_db.changes import Changes, Step
from berkas_db.errors import Refused

WORKBOOK = ("Buku kerja (*.xlsx)",)
READ = ("Buku kerja atau definisi (*.xlsx *.ods *.toml)",)
_LARGEST = 4 * 1024 * 1024

Lines = Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Loaded:
    """What a file says: an instrument, or its faults."""

    file: str
    instrument: Instrument | None
    faults: tuple[SheetFault, ...]


def export_instrument(owner: QWidget, desk: Desk, instrument: Instrument) -> None:
    """Ask for a place and write the instrument there as a workbook."""
    name = f"Instrumen {instrument.key} versi {instrument.version}.xlsx".replace("/", "-")
    path = dialogs.save_file(owner, "Ekspor ke buku kerja", name, WORKBOOK)
    if path is None:
        return

    def work(report: Report) -> Path:
        report.report(0, 1, f"Menulis {path.name}")
        note_export(desk.book, desk.actor, f"Instrumen {instrument.key}", len(instrument.items), "xlsx")
        write_instrument_book(path, to_leaves(instrument), overwrite=True)
        return path

    desk.run(
        owner,
        f"Menulis {path.name}",
        work,
        lambda done: desk.say(f"Instrumen tersimpan sebagai {done.name}."),
    )


def read_file(path: Path) -> Loaded:
    """Read a workbook, or a definition (TOML), whole.

    Raises SheetError or RulebookError when it cannot be read at all.
    """
    if path.suffix.lower() == ".toml":
        return _read_definition(path)
    instrument, faults = from_leaves(read_instrument_book(path), file=path.name)
    return Loaded(path.name, instrument, faults)


def _read_definition(path: Path) -> Loaded:
    """A definition as the help describes it; its faults stand under their keys."""
    try:
        text = path.read_text(encoding="utf-8") if path.stat().st_size <= _LARGEST else ""
    except (OSError, UnicodeDecodeError):
        text = ""
    if not text.strip():
        raise SheetError(f"{path.name} kosong, terlalu besar, atau bukan teks UTF-8. Pilih berkas lain.")
    tables, _place = read_tables(Override(RuleKind.INSTRUMENT, path.name, text))
    instrument, found = read_with_all_faults(tables, file=path.name)
    faults = tuple(SheetFault(error.key, f"{error.reason[:1].upper()}{error.reason[1:]}.") for error in found)
    return Loaded(path.name, None if faults else instrument, faults)


def load_instrument(
    owner: QWidget, desk: Desk, *, then: Callable[[str], object], edit: Callable[[Instrument], object]
) -> None:
    """Ask for a workbook or a definition and read it.

    `then` gets the key of what was installed; `edit` opens it unsaved.
    """
    paths = dialogs.open_files(owner, "Muat dari buku kerja", READ, many=False)
    if not paths:
        return

    def work(report: Report) -> Loaded:
        report.report(0, 1, f"Membaca {paths[0].name}")
        return read_file(paths[0])

    desk.run(
        owner, f"Membaca {paths[0].name}", work, lambda loaded: show_loaded(owner, desk, loaded, then, edit)
    )


def show_loaded(
    owner: QWidget,
    desk: Desk,
    loaded: Loaded,
    then: Callable[[str], object],
    edit: Callable[[Instrument], object],
) -> None:
    """The faults of what was read, or what it changes."""
    if loaded.instrument is None:
        lines = [(fault.place, fault.sentence) for fault in loaded.faults]
        dialog = FaultsDialog(
            owner, file=loaded.file, lines=lines, export=lambda lines: export_faults(owner, lines)
        )
        run(dialog)
        return
    instrument = loaded.instrument
    base = in_force(desk, instrument.key)
    if base is None and not _is_new_on_purpose(owner, desk, instrument):
        return
    if base is not None and canonical(base) == canonical(instrument):
        dialogs.say(owner, "Tidak ada perbedaan", f"{loaded.file} sama dengan instrumen yang berlaku.")
        return
    install(owner, desk, instrument, then=then, edit=edit)


def in_force(desk: Desk, key: str) -> Instrument | None:
    """The instrument of this key as it applies now."""
    try:
        return desk.rulebook.instrument(key)
    except RulebookError:
        return None


def _is_new_on_purpose(owner: QWidget, desk: Desk, instrument: Instrument) -> bool:
    near = nearest(instrument.key, desk.rulebook.instrument_keys())
    likely = f" Mungkin maksudnya “{near}”; perbaiki Kunci pada lembar Instrumen." if near else ""
    return dialogs.ask(
        owner,
        "Instrumen baru",
        f"Kunci “{instrument.key}” belum dikenal.{likely} Pasang sebagai instrumen baru?",
        yes="Lihat isinya",
    )


def export_faults(owner: QWidget, lines: Lines) -> None:
    """Write the list of faults into a file; it holds nothing of the office's records."""
    path = dialogs.save_file(
        owner, "Ekspor daftar masalah", "Masalah buku kerja.xlsx", (*WORKBOOK, "CSV (*.csv)")
    )
    if path is not None:
        write_table(path, COLUMNS, lines, title="Masalah", overwrite=True)


def install(
    owner: QWidget,
    desk: Desk,
    instrument: Instrument,
    *,
    then: Callable[[str], object],
    edit: Callable[[Instrument], object] | None = None,
    command: Callable[[], Callable[Concatenate[Step, ...], int]] = lambda: install_edition,
    refused: Callable[[], object] | None = None,
) -> None:
    """Show the differences, ask for the edition, install, and offer to move running sheets.

    `command` gives `install_edition`, perhaps wrapped by whoever keeps drafts; `refused` hears of a refusal.
    """
    base = in_force(desk, instrument.key)

    def ask(taken: set[str]) -> None:
        known = taken | ({base.version} if base is not None else set())
        dialog = DifferencesDialog(
            owner, before=base, after=instrument, taken=known, to_editor=edit is not None
        )

        def wanted(edition: str) -> None:
            dialog.install.setEnabled(False)
            desk.change_or(dialog, installed, failed, command(), canonical(instrument), edition)

        def installed(changes: Changes) -> None:
            dialog.accept()
            desk.say(f"{instrument.title} dipasang dan berlaku.", undoable=True)
            then(instrument.key)
            offer_moving(owner, desk, changes.value)

        def failed(error: BaseException) -> None:
            dialog.install.setEnabled(True)
            if refused is not None:
                refused()
            if isinstance(error, Refused):
                dialog.refuse(f"{error} {error.next_step}".strip())
            else:
                desk.failed(error)

        def to_editor() -> None:
            dialog.reject()
            if (open_ := edit) is not None:
                QTimer.singleShot(0, owner, lambda: open_(instrument))

        dialog.edition_wanted.connect(wanted)
        dialog.editor_wanted.connect(to_editor)
        run(dialog)

    desk.read(owner, ask, editions_of, instrument.key)


def offer_moving(owner: QWidget, desk: Desk, version_id: int) -> None:
    """Running sheets of older versions stay there unless the person moves them now."""

    def ask(older: list[tuple[int, str, int]]) -> None:
        if not older:
            return
        said = ", ".join(f"{show_integer(count)} pada versi {edition}" for _id, edition, count in older)
        chosen = dialogs.choose(
            owner,
            "Lembar yang berjalan",
            f"Lembar yang dapat dipindahkan: {said}. Bila dibiarkan, lembar itu tetap pada versinya.",
            [f"Pindahkan dari versi {edition}…" for _id, edition, _count in older],
            no="Biarkan",
        )
        if chosen is not None:
            from_id, edition, _count = older[chosen]
            move_sheets(
                desk, owner, from_id=from_id, to_id=version_id, before=edition, after="yang baru dipasang"
            )

    desk.read(owner, ask, older_with_sheets, version_id)
