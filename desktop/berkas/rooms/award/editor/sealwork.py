"""What is done about repairing, signing and locking on the page of one unit."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from berkas.desk.keptfile import show_kept_file
from berkas.engine.access import Right, may
from berkas.engine.evidence import Proof
from berkas.engine.issuing import Subject
from berkas.engine.records import Doubtful
from berkas.kit import dialogs
from berkas.rooms.award.commands.repairing import save_task
from berkas.rooms.award.commands.signing import lock_entry, note_signatures, open_revision
from berkas.rooms.award.editor.sealpanel import SignDialog, read_scan
from berkas.rooms.award.queries.repair import Repair, repair_of
from berkas.rooms.award.queries.revisions import compared, seal_view
from berkas.rooms.award.report.taskslips import SLIPS
from berkas_db.changes import Changes
from berkas_db.tables import AwardEntry

if TYPE_CHECKING:
    from berkas.rooms.award.editor.verification import VerificationView


class SealWork:
    """The hands of the page on its tasks, signatures and lock."""

    def __init__(self, page: VerificationView) -> None:
        self.page = page
        repair, seal = page.repair, page.seal
        repair.saved.connect(self._save_task)
        repair.wanted.connect(page.go_to)
        repair.slips_wanted.connect(self._print_slips)
        seal.sign_wanted.connect(self.sign)
        seal.lock_wanted.connect(self.lock)
        seal.open_wanted.connect(self.reopen)
        seal.scan_wanted.connect(lambda scan: show_kept_file(page, page.desk, scan))
        seal.compare_wanted.connect(self._compare)
        page.side.currentChanged.connect(lambda _place: self.refresh())

    def refresh(self) -> None:
        """Read anew what the panel in front shows."""
        page = self.page
        if page.view is None:
            return
        here = page.side.currentWidget()
        if here is page.repair:
            page.desk.read(page, page.repair.show_repair, repair_of, page.entry_id)
        elif here is page.seal:
            writes = may(page.desk.actor, Right.VERIFY) and not page.desk.book.read_only
            page.seal.set_read_only(not writes)
            page.desk.read(page, page.seal.show_seal, seal_view, page.entry_id)

    def put_task_back(self, gap: str, typed: Any) -> None:  # noqa: ANN401  as the form gave it
        """Show the panel of repairs with what was half typed about one gap; a closed gap is left out."""
        page = self.page

        def shown(repair: Repair) -> None:
            page.repair.show_repair(repair)
            if page.repair.choose(gap):
                page.repair.form.set_typed(typed)

        page.side.setCurrentWidget(page.repair)
        page.desk.read(page, shown, repair_of, page.entry_id)

    def _save_task(self, gap: str, values: Mapping[str, Any]) -> None:
        page = self.page

        def done(_changes: Changes) -> None:
            if page.repair.gap is not None and page.repair.gap.key == gap:
                page.repair.form.mark_saved()
            page.drafting.touch()
            self.refresh()

        page.desk.change_or(page, done, page.not_saved, save_task, page.entry_id, gap, values)

    def _print_slips(self) -> None:
        page = self.page
        if page.view is not None and page.may_leave():
            place = page.view.sheet.place
            page.desk.show_paper(page, SLIPS, Subject(place.key, place.unit_name, AwardEntry, place.id))

    def sign(self, paper: str) -> None:
        """Note that a paper was signed, with its scan."""
        page = self.page
        if page.view is None or not page.may_leave():
            return
        found = SignDialog(page, paper, page.desk.lookup, page.desk.today).ask()
        if found is None:
            return
        signed_on, path = found

        def opened(scan: Proof | str | None) -> None:
            if isinstance(scan, str):
                page.show_band(scan)
                return
            self._change(
                f"Tanda tangan {_PAPER_WORDS[paper]} dicatat.", note_signatures, signed_on, paper, scan
            )

        page.desk.run(page, "Membuka pindaian", lambda _report: read_scan(path), opened)

    def lock(self) -> None:
        """Lock the dossier as it is saved; what is still wrong wants a reason."""
        page = self.page
        if page.view is None or not page.may_leave():
            return
        if dialogs.ask(
            page,
            "Sahkan dan kunci",
            "Jawaban, catatan, bukti, tim, dan temuan unit ini dikunci dengan segel. Sesudah itu perbaikan "
            "hanya lewat revisi baru.",
            yes="Kunci",
        ):
            self._lock("")

    def _lock(self, reason: str) -> None:
        page = self.page

        def refused(error: BaseException) -> None:
            if not isinstance(error, Doubtful):
                page.not_saved(error)
                return
            typed = dialogs.ask_text(
                page, "Kunci walaupun belum lengkap", str(error), label="Alasan", yes="Kunci dengan alasan"
            )
            if typed:
                self._lock(typed)

        def done(_changes: Changes) -> None:
            page.desk.say("Berkas unit ini disahkan dan dikunci.")
            page.open(page.entry_id, self.refresh)

        page.desk.change_or(page, done, refused, lock_entry, page.entry_id, reason=reason)

    def reopen(self) -> None:
        """Open the locked dossier for a correction that says why."""
        typed = dialogs.ask_text(
            self.page,
            "Buka revisi baru",
            "Revisi yang sudah dikunci tetap disimpan dengan segel dan tanda tangannya. Revisi baru "
            "ditandatangani lagi.",
            label="Alasan perbaikan",
            yes="Buka revisi",
        )
        if typed:
            self._change("Revisi baru dibuka.", open_revision, typed)

    def _compare(self, older: int, newer: int | None) -> None:
        page = self.page
        page.desk.read(page, page.seal.show_changes, compared, page.entry_id, older, newer)

    def _change(self, words: str, command: Callable[..., object], *given: object) -> None:
        page = self.page

        def done(_changes: Changes) -> None:
            page.desk.say(words, undoable=True)
            page.open(page.entry_id, self.refresh)

        page.desk.change_or(page, done, page.not_saved, command, page.entry_id, *given)


_PAPER_WORDS = {"keabsahan_data_dukung": "surat pernyataan", "berita_acara": "berita acara"}
