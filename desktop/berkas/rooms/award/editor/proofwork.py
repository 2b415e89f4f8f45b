"""What is done with proofs and findings on the page of one unit: taken in, seen, described, taken away."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from berkas.engine.covering import Cover, covers_of, uncovered
from berkas.engine.evidence import EvidenceError, Proof, Use, print_copy, read_piece
from berkas.engine.proofrevisions import revisions_of
from berkas.kit import dialogs
from berkas.kit.covercanvas import DrawnCover
from berkas.kit.covering import CoverDialog
from berkas.kit.evidencestrip import PATTERNS
from berkas.kit.folderpick import FolderPick
from berkas.media.covering import Area
from berkas.rooms.award.commands.entries import add_finding
from berkas.rooms.award.commands.proofs import (
    accept_lent,
    cover_proof,
    describe_together,
    revise_proof,
    share_proof,
)
from berkas.rooms.award.commands.verification import describe_proof, remove_proof
from berkas.rooms.award.editor.intake import NAMED, Taken, sentences, take_in, words_about
from berkas.rooms.award.editor.proofdialogs import RevisionsDialog, ShareDialog, TogetherDialog
from berkas.rules.fields import choices_of
from berkas.rules.vocabulary import CoverKind, EvidenceKind
from berkas_db.changes import Changes

if TYPE_CHECKING:
    from berkas.rooms.award.editor.verification import VerificationView

_FOLDER = "award.folder"
"""Under this name the folder of the scanner or camera is remembered on this computer."""


class ProofWork:
    """The hands of the page on its proofs."""

    def __init__(self, page: VerificationView) -> None:
        self.page = page
        item = page.item
        item.finding_wanted.connect(self._add_finding)
        item.proof.save_requested.connect(self._describe)
        item.proof.remove_requested.connect(self.remove)
        item.proof.cover_requested.connect(self.cover)
        item.proof.replace_requested.connect(self.replace)
        item.proof.share_requested.connect(self.share)
        item.proof.accept_requested.connect(self._accept)
        item.proof.history_requested.connect(self._show_revisions)
        item.proof.together_requested.connect(self.describe_together)

    def use(self, use_id: int) -> Use | None:
        """A proof of this unit by the id of its use."""
        view = self.page.view
        return next((use for use in view.sheet.uses if use.id == use_id), None) if view else None

    def take(self, key: str, pieces: Sequence[Path | bytes]) -> None:
        """Take files in under a criterion, in the background."""
        page = self.page
        entry_id, desk = page.entry_id, page.desk

        def taken(result: Taken) -> None:
            page.taking_in -= 1
            words = words_about(result)
            if words:
                page.show_band(words, sentences(result) if len(sentences(result)) > NAMED else ())
            if entry_id == page.entry_id:
                page.reload(lambda: self.open(key, result.uses[-1]) if result.uses else None)

        page.taking_in += 1
        desk.run(
            page, "Menambahkan bukti", lambda report: take_in(desk, entry_id, key, pieces, report), taken
        )

    def take_from_folder(self) -> None:
        """Choose among the files of the folder a scanner or a camera writes to, for the current criterion."""
        page = self.page
        if page.view is None or not page.item.key:
            return
        key = page.item.key
        known = {(use.file_name, use.size) for use in page.view.sheet.uses}
        folder = Path(page.desk.list_state(_FOLDER).get("sort_key") or Path.home())
        pick = FolderPick(page, folder, known=known, moved=self._remember_folder)
        chosen = pick.ask()
        if chosen:
            self.take(key, chosen)

    def _remember_folder(self, folder: Path) -> None:
        self.page.desk.keep_list_state(_FOLDER, {"sort_key": str(folder)})

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

    # what becomes of a proof

    def cover(self, use_id: int) -> None:
        """Cover faces, cell blocks and locks in the copy that is printed."""
        page, use = self.page, self.use(use_id)
        if use is None or use.kind is not EvidenceKind.FOTO or not page.may_change:
            return
        picture = page.desk.glance(uncovered, use.evidence_id)
        drawn = [
            DrawnCover(each.area.left, each.area.top, each.area.width, each.area.height, each.what.value)
            for each in page.desk.glance(covers_of, use.evidence_id)
        ]
        title = f"Tutup bagian foto: {use.shown_name}"
        kept = CoverDialog(page, title, picture, drawn, choices_of(CoverKind)).ask()
        if kept is None or kept == drawn:
            return
        covers = [
            Cover(Area(each.left, each.top, each.width, each.height), CoverKind(each.kind)) for each in kept
        ]
        self._change(use, cover_proof, use_id, covers)

    def replace(self, use_id: int) -> None:
        """Put a better file in the place of a proof, with the reason; the older one stays kept."""
        page, use = self.page, self.use(use_id)
        chosen = dialogs.open_files(page, "Berkas pengganti", PATTERNS) if use is not None else []
        if use is None or not chosen:
            return
        path, reason = chosen[0], ""
        if not use.needs_new_photo:
            typed = dialogs.ask_text(
                page,
                "Ganti bukti",
                f"{use.shown_name} diganti dengan {path.name}. Yang lama tetap disimpan sebagai revisi.",
                label="Alasan",
                yes="Ganti",
            )
            if typed is None:
                return
            reason = typed
        page.desk.run(
            page,
            "Membuka berkas pengganti",
            lambda _report: _opened(path),
            lambda proof: self._put_in_place(use, proof, reason),
        )

    def _put_in_place(self, use: Use, proof: Proof | str, reason: str) -> None:
        if isinstance(proof, str):
            self.page.show_band(proof)
        else:
            self._change(use, revise_proof, use.id, proof, reason)

    def share(self, use_id: int) -> None:
        """Put a proof under a further criterion."""
        page, use = self.page, self.use(use_id)
        if use is None or page.view is None:
            return
        there = {each.item_code for each in page.view.sheet.uses if each.evidence_id == use.evidence_id}
        criteria = [(key, words) for key, words in page.criteria() if key not in there]
        found = ShareDialog(page, use.shown_name, criteria).ask() if criteria else None
        if found is not None:
            self._change(use, share_proof, use_id, *found)

    def describe_together(self, use_id: int) -> None:
        """The same place, day and taker for all proofs of a criterion."""
        page, use = self.page, self.use(use_id)
        if use is None or page.view is None or not page.may_leave():
            return
        ids = [each.id for each in page.view.sheet.uses_under(use.item_code) if not each.needs_new_photo]
        values = TogetherDialog(page, len(ids), page.desk.lookup, page.desk.today).ask() if ids else None
        if values is not None:
            self._change(use, describe_together, ids, values)

    def _accept(self, use_id: int) -> None:
        use = self.use(use_id)
        if use is not None:
            self._change(use, accept_lent, use_id)

    def _show_revisions(self, use_id: int) -> None:
        page, use = self.page, self.use(use_id)
        if use is not None:
            revisions = page.desk.glance(revisions_of, use.evidence_id)
            RevisionsDialog(page, use.shown_name, revisions).run()

    def _change(self, use: Use, command: Callable[..., object], *given: object) -> None:
        """Change a proof and show it again; one that went elsewhere is shown as the first of its place."""
        page = self.page

        def done(_changes: Changes) -> None:
            page.reload(lambda: self._open_again(use))

        page.desk.change_or(page, done, page.not_saved, command, *given)

    def _open_again(self, use: Use) -> None:
        view = self.page.view
        if self.use(use.id) is not None:
            self.open(use.item_code, use.id)
        elif view is not None and (there := view.sheet.uses_under(use.item_code)):
            self.open(use.item_code, there[-1].id)


def _opened(path: Path) -> Proof | str:
    """The file that takes a proof's place, or the sentence why it cannot."""
    try:
        return read_piece(path)
    except EvidenceError as error:
        return str(error)
