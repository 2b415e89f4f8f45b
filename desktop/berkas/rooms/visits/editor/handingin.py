"""Hands a keyed sheet to the book: over what another window saved, after its doubts, or not at all."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from PySide6.QtWidgets import QWidget

from berkas.desk import Desk
from berkas.desk.conflicts import Words, saving_over, settle
from berkas.desk.drafting import Drafting
from berkas.engine.history import office_zone
from berkas.engine.merging import RecordConflict, Seen, over
from berkas.engine.records import Doubtful
from berkas.kit import dialogs
from berkas.kit.answers import AnswerForm
from berkas.rooms.visits.commands.keyed import (
    ANSWERS,
    answer_rows,
    load_with_answers,
    save_with_answers,
    with_answers,
)
from berkas.rooms.visits.editor.answerpairs import answer_pair
from berkas.rooms.visits.editor.keyhold import KeyHold
from berkas.rooms.visits.editor.keyinghead import KeyingHead
from berkas.rooms.visits.editor.keyingtop import KeyingTop
from berkas.rooms.visits.fields.interview import KEYING
from berkas.rooms.visits.queries.assessments import Sheet
from berkas_db.changes import Changes
from berkas_db.errors import BookError
from berkas_db.tables import Assessment


class HandingIn:
    """One sheet at a time: head and answers in one step."""

    def __init__(  # noqa: PLR0917  the parts of the view it belongs to
        self,
        view: QWidget,
        desk: Desk,
        top: KeyingTop,
        head: KeyingHead,
        hold: KeyHold,
        drafting: Drafting,
        *,
        saved: Callable[[Changes], None],
        again: Callable[[str], None],
    ) -> None:
        """`saved` is told of a save; `again` saves once more, with the reason somebody gave."""
        self._view, self._desk, self._top, self._head = view, desk, top, head
        self._hold, self._drafting = hold, drafting
        self._saved, self._again = saved, again
        self._sheet: Sheet | None = None
        self._form: AnswerForm | None = None
        self.was_refused = False
        """Whether a field of the head stood in the way of the last save."""

    def hand_in(
        self, head: Mapping[str, Any], form: AnswerForm, sheet: Sheet | None, reason: str = ""
    ) -> None:
        """Save head and answers in one step; `sheet` None: a new one."""
        self._sheet, self._form = sheet, form
        self.was_refused = False
        self._hold.hold()
        self._write({**head, ANSWERS: answer_rows(form.answers())}, reason)

    def _write(self, values: Mapping[str, Any], reason: str, seen: Seen | None = None) -> None:
        self._top.save_button.setEnabled(False)
        self._top.say("Menyimpan…")
        sheet = self._sheet
        save = save_with_answers
        if sheet is not None:
            seen = seen or Seen(with_answers(sheet))
            save = saving_over(load_with_answers, save_with_answers, Assessment, seen)
        self._desk.change_or(
            self._view,
            self._saved,
            lambda error: self._not_saved(error, reason),
            self._drafting.saving(save),
            values,
            id=sheet.record.id if sheet else None,
            version=sheet.record.version if sheet else None,
            reason=reason,
        )

    def _compare(self, conflict: RecordConflict, reason: str) -> None:
        """Both windows' head and answers side by side; what is chosen is saved over the version just seen."""
        words = Words(self._desk.book, KEYING, own=partial(answer_pair, self._form))
        chosen = settle(self._view, conflict, words, self._desk.glance(office_zone), "lembar")
        if chosen is None:
            self._top.say(f"Belum tersimpan. {conflict}", "peringatan")
            return
        self._write(chosen, reason, over(conflict))

    def _not_saved(self, error: BaseException, reason: str) -> None:
        self._hold.drop()
        self._drafting.not_saved()
        self._top.save_button.setEnabled(True)
        if isinstance(error, RecordConflict):
            self._compare(error, reason)
        elif isinstance(error, Doubtful):
            given = ask_reason(self._view, error)
            if given:
                self._again(given)
            else:
                self._top.say("Belum tersimpan.", "peringatan")
        elif isinstance(error, BookError):
            self._top.say(f"Belum tersimpan. {error} {error.next_step}".strip(), "bahaya")
            known = {field.key for field in KEYING}
            fields = [key for key in getattr(error, "fields", ()) if key in known]
            self.was_refused = bool(fields)
            if fields:
                self._top.head_button.setChecked(True)
                self._head.focus(fields[0])
        else:
            self._top.say("Belum tersimpan karena kegagalan program.", "bahaya")
            self._desk.failed(error)


def ask_reason(view: QWidget, error: Doubtful) -> str | None:
    """Why the doubted answers shall stand all the same; nothing when somebody goes back."""
    sentences = "\n".join(dict.fromkeys(doubt.message for doubt in error.doubts))
    return dialogs.ask_text(view, "Periksa kembali", sentences, label="Alasan tetap menyimpan", yes="Simpan")
