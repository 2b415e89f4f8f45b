"""What is done with proofs and findings on the page of one unit: taken in, seen, described, taken away."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from berkas.engine.evidence import Use, print_copy
from berkas.rooms.award.commands.entries import add_finding
from berkas.rooms.award.commands.verification import describe_proof, remove_proof
from berkas.rooms.award.editor.intake import Taken, refusals, take_in
from berkas_db.changes import Changes

if TYPE_CHECKING:
    from berkas.rooms.award.editor.verification import VerificationView


class ProofWork:
    """The hands of the page on its proofs."""

    def __init__(self, page: VerificationView) -> None:
        self.page = page
        item = page.item
        item.finding_wanted.connect(self._add_finding)
        item.proof.save_requested.connect(self._describe)
        item.proof.remove_requested.connect(self.remove)

    def use(self, use_id: int) -> Use | None:
        """A proof of this unit by the id of its use."""
        view = self.page.view
        return next((use for use in view.sheet.uses if use.id == use_id), None) if view else None

    def take(self, key: str, pieces: Sequence[Path | bytes]) -> None:
        """Take files in under a criterion, in the background."""
        page = self.page
        entry_id, desk = page.entry_id, page.desk

        def taken(result: Taken) -> None:
            if result.refused:
                page.show_band(refusals(result))
            if result.uses and entry_id == page.entry_id:
                page.reload(lambda: self.open(key, result.uses[-1]))

        desk.run(
            page, "Menambahkan bukti", lambda report: take_in(desk, entry_id, key, pieces, report), taken
        )

    def open(self, key: str, use_id: int) -> None:
        """Show one proof beside its criterion."""
        page, use = self.page, self.use(use_id)
        if use is None or page.view is None:
            return
        page.make_current(key)
        page.side.setCurrentWidget(page.item)
        uses = page.view.sheet.uses
        shared = len({each.item_code for each in uses if each.evidence_id == use.evidence_id}) > 1
        page.item.proof.show_proof(
            use,
            page.mark(key),
            page.view.warnings.get(use_id, ""),
            page.view.pictures.get(use.evidence_id),
            shared=shared,
        )
        page.item.ensureWidgetVisible(page.item.proof.head)
        if use.print_attachment_id is not None:
            page.desk.read(page, lambda data: page.item.proof.show_large(use_id, data), print_copy, use)

    def enter(self, key: str, use_id: int) -> None:
        """Somebody chose a proof: the cursor goes to what is written about it, for Tab would leave the
        criterion first and the proof with it."""
        self.open(key, use_id)
        if self.page.item.proof.use is not None:
            self.page.item.proof.form.focus()

    def _describe(self, use_id: int, values: Mapping[str, Any]) -> None:
        page, use = self.page, self.use(use_id)
        if use is None:
            return

        def done(_changes: Changes) -> None:
            page.item.proof.form.mark_saved()
            page.drafting.touch()
            page.reload(lambda: self.open(use.item_code, use_id))

        page.desk.change_or(page, done, page.not_saved, describe_proof, use_id, values, version=use.version)

    def remove(self, use_id: int) -> None:
        """Take a proof from its criterion."""
        page = self.page
        if page.item.proof.use is not None and page.item.proof.use.id == use_id:
            page.item.proof.show_nothing()
        page.desk.change(page, lambda _c: page.reload(), remove_proof, use_id)

    def _add_finding(self, key: str, values: Mapping[str, Any]) -> None:
        page = self.page
        full = {**values, "found_on": page.desk.today().isoformat()}

        def done(_changes: Changes) -> None:
            page.item.clear_finding()
            page.drafting.touch()
            page.desk.say("Temuan dicatat.", undoable=True)

        page.desk.change_or(page, done, page.not_saved, add_finding, page.entry_id, full, item_code=key)
