"""Proofs under the questions while a sheet is keyed: dropped, counted against what is asked, taken away.

On a sheet that is not saved yet they wait and are kept when it is.
"""

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

from PySide6.QtWidgets import QWidget

from berkas.desk import Desk
from berkas.engine.evidence import EvidenceError, Proof, Use, read_piece, thumbnails, uses_of
from berkas.kit import dialogs
from berkas.kit.answers import AnswerForm, Thumb
from berkas.kit.jobs import Report
from berkas.rooms.visits.commands.sheetproofs import (
    add_sheet_proofs,
    describe_sheet_proof,
    remove_sheet_proof,
)
from berkas.rooms.visits.editor.photos import PhotoDialog
from berkas.rules.instruments import Item
from berkas.rules.instruments.proofs import Piece, standings
from berkas_db.attachments import read_attachment
from berkas_db.book import Reading

_WAITS = "Disimpan bersama lembarnya."


class SheetProofs(QWidget):
    """Follows one form; shows nothing of its own."""

    def __init__(self, desk: Desk, parent: QWidget, *, day: Callable[[], date]) -> None:
        super().__init__(parent)
        self.hide()
        self.desk = desk
        self.form: AnswerForm | None = None
        self.sheet_id: int | None = None
        self.uses: list[Use] = []
        self.waiting: dict[str, list[Proof]] = {}
        self._day = day
        self._pictures: dict[int, bytes] = {}

    def follow(self, form: AnswerForm) -> None:
        """Take what is dropped on a new form; one whose questions ask for no proof is left alone."""
        self.form = form
        if not self._items():
            return
        form.evidence_dropped.connect(self.take)
        form.evidence_removed.connect(self._remove)
        form.evidence_opened.connect(lambda _item, use_id: self.describe(use_id))
        form.changed.connect(lambda _key: self._show_notes())

    def open(self, sheet_id: int | None) -> None:
        """Show the proofs of a sheet; of a new one, none yet."""
        self.sheet_id, self.uses, self._pictures = sheet_id, [], {}
        self.waiting.clear()
        if not self._items():
            return
        self._show()
        if sheet_id is not None:
            self.desk.read(self, lambda found: self._found(sheet_id, *found), _proofs_of, sheet_id)

    def hand_in(self, sheet_id: int) -> None:
        """Keep what waited for the sheet that has just been saved."""
        if waiting := {item: tuple(proofs) for item, proofs in self.waiting.items()}:
            self.waiting.clear()
            self.desk.change(self, self._kept, add_sheet_proofs, sheet_id, waiting)

    def take(self, item: str, pieces: Sequence[Path | bytes]) -> None:
        """Open files in the background and keep those that can be."""

        def work(report: Report) -> tuple[list[Proof], list[str]]:
            ready: list[Proof] = []
            refused: list[str] = []
            for place, piece in enumerate(pieces):
                report.report(place, len(pieces), f"Membuka berkas {place + 1} dari {len(pieces)}")
                try:
                    ready.append(read_piece(piece, place + 1))
                except EvidenceError as error:
                    refused.append(str(error))
            return ready, refused

        sheet_id = self.sheet_id
        self.desk.run(self, "Menambah bukti", work, lambda taken: self._taken(sheet_id, item, *taken))

    def describe(self, use_id: int) -> None:
        """One proof large with its form; one that waits is described after the sheet is saved."""
        use = next((one for one in self.uses if one.id == use_id), None)
        if use is None:
            return
        attachment = use.print_attachment_id or use.thumb_attachment_id
        picture = self.desk.glance(read_attachment, attachment) if attachment is not None else b""
        typed = PhotoDialog(self, self.desk, use, picture).ask()
        if typed is not None:
            self.desk.change(self, self._kept, describe_sheet_proof, use.id, typed, version=use.version)

    def _taken(self, sheet_id: int | None, item: str, ready: list[Proof], refused: list[str]) -> None:
        if refused:
            dialogs.say(self, "Tambah bukti", "\n".join(refused[:5]))
        if not ready:
            return
        if sheet_id is not None:
            self.desk.change(self, self._kept, add_sheet_proofs, sheet_id, {item: ready})
        elif self.sheet_id is None:
            self.waiting.setdefault(item, []).extend(ready)
            self._show()

    def _kept(self, _changes: object) -> None:
        if self.sheet_id is not None:
            self.open(self.sheet_id)

    def _remove(self, item: str, use_id: int) -> None:
        if use_id < 0:  # one that waits
            del self.waiting[item][-use_id - 1]
            self._show()
        else:
            self.desk.change(self, self._kept, remove_sheet_proof, use_id)

    def _found(self, sheet_id: int, uses: list[Use], pictures: dict[int, bytes]) -> None:
        if sheet_id == self.sheet_id:
            self.uses, self._pictures = uses, pictures
            self._show()

    def _items(self) -> list[Item]:
        items = self.form.instrument.items.values() if self.form is not None else ()
        return [item for item in items if item.evidence]

    def _show(self) -> None:
        if self.form is None:
            return
        for item in self._items():
            kept = [
                Thumb(use.id, use.shown_name, self._pictures.get(use.evidence_id, b""), "")
                for use in self.uses
                if use.item_code == item.key
            ]
            waiting = [
                Thumb(-place, proof.name, proof.photo.thumbnail if proof.photo else b"", _WAITS)
                for place, proof in enumerate(self.waiting.get(item.key, ()), start=1)
            ]
            self.form.set_evidence(item.key, [*kept, *waiting])
        self._show_notes()

    def _show_notes(self) -> None:
        """Under each question: how many of the proofs it asks for are there."""
        if self.form is None:
            return
        answers = self.form.answers()
        for item in self._items():
            pieces = [
                *(
                    Piece(use.kind, use.sha256, use.taken_on)
                    for use in self.uses
                    if use.item_code == item.key
                ),
                *(_piece(proof) for proof in self.waiting.get(item.key, ())),
            ]
            found = standings(item, answers.get(item.key), pieces, self._day())
            words = "; ".join(one.words for one in found)
            met = all(one.is_met for one in found)
            self.form.set_item_note(item.key, words, "" if met else "peringatan")


def _piece(proof: Proof) -> Piece:
    taken = proof.photo.taken_at if proof.photo is not None else None
    return Piece(proof.kind, proof.sha256, taken.date().isoformat() if taken is not None else "")


def _proofs_of(session: Reading, sheet_id: int) -> tuple[list[Use], dict[int, bytes]]:
    uses = uses_of(session, "assessment_id", sheet_id)
    return uses, thumbnails(session, uses)
