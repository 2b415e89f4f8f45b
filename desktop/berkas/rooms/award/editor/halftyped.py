"""What is half typed on the page of one unit: judgements, notes, a finding, the words about a proof.

A `kit.typed.TypedPart` over the view, so that drafts treat it like any form.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from berkas.kit.typed import Compared, Cursor, cursor_position, put_cursor
from berkas.kit.typedanswers import as_json, from_json
from berkas.rules.answers import Answer
from berkas.rules.vocabulary import AnswerPass

if TYPE_CHECKING:
    from berkas.rooms.award.editor.verification import VerificationView

_NOTE = "catatan"


class HalfTyped:
    """Reads the view and writes into it. Only what differs from what is saved travels."""

    def __init__(self, view: VerificationView) -> None:
        self._view = view

    def is_changed(self) -> bool:
        """Whether something typed is not saved."""
        return self._view.is_changed()

    def typed(self, *, whole: bool = False) -> dict[str, Any]:
        """Per judgement what was changed and taken away; finding and proof with what they belong to."""
        del whole
        view, item = self._view, self._view.item
        kept: dict[str, Any] = {"pass": view.pass_.value, "passes": {}}
        for pass_, (answers, notes) in view.unsaved().items():
            saved_answers, saved_notes = self._saved(pass_)
            kept["passes"][pass_.value] = {
                "answers": as_json({k: v for k, v in answers.items() if saved_answers.get(k) != v}),
                "gone": [key for key in saved_answers if key not in answers],
                "notes": {k: v for k, v in notes.items() if saved_notes.get(k, "") != v},
            }
        if view.form is not None:
            kept["half"] = view.form.typed()["half"]
        if item.finding.is_changed():
            kept["finding"] = {"item": item.key, "typed": item.finding.typed(whole=True)}
        if item.proof.use is not None and item.proof.is_changed():
            kept["proof"] = {"use": item.proof.use.id, "typed": item.proof.form.typed()}
        if view.repair.gap is not None and view.repair.is_changed():
            kept["repair"] = {"gap": view.repair.gap.key, "typed": view.repair.form.typed()}
        return kept

    def set_typed(self, typed: Mapping[str, Any]) -> None:
        """Put it all back over what is saved now."""
        view = self._view
        for code, kept in typed.get("passes", {}).items():
            pass_ = AnswerPass(code)
            saved_answers, saved_notes = self._saved(pass_)
            answers = dict(saved_answers) | from_json(kept["answers"])
            for key in kept["gone"]:
                answers.pop(key, None)
            view.put_back(pass_, answers, dict(saved_notes) | kept["notes"])
        view.show_pass(AnswerPass(typed.get("pass", view.pass_.value)))
        if view.form is not None:
            view.form.set_half(typed.get("half", {}))
        proof, finding = typed.get("proof"), typed.get("finding")
        if proof is not None and view.show_use(proof["use"]):
            view.item.proof.form.set_typed(proof["typed"])
        if finding is not None:
            view.make_current(finding["item"])
            view.item.finding.set_typed(finding["typed"])
        if (task := typed.get("repair")) is not None:
            view.sealing.put_task_back(task["gap"], task["typed"])

    def typing_at(self) -> Cursor | None:
        """On a criterion, in its note, in the finding or in the words about a proof."""
        item, form = self._view.item, self._view.form
        if item.note.hasFocus():
            return Cursor(f"{_NOTE}/{item.key}", cursor_position(item.note))
        for name, part in (
            ("temuan", item.finding),
            ("bukti", item.proof.form),
            ("tugas", self._view.repair.form),
            ("kriteria", form),
        ):
            cursor = None if part is None else part.typing_at()
            if cursor is not None:
                return cursor.inside(name)
        return None

    def type_at(self, cursor: Cursor) -> None:
        """Back to where the keyboard was."""
        name, inner = cursor.split()
        item, form = self._view.item, self._view.form
        if name == _NOTE:
            self._view.make_current(inner.field)
            item.note.setFocus()
            put_cursor(item.note, inner.position)
        elif name == "temuan":
            item.finding.type_at(inner)
        elif name == "bukti" and item.proof.use is not None:
            item.proof.form.type_at(inner)
        elif name == "tugas":
            self._view.repair.form.type_at(inner)
        elif form is not None:
            form.type_at(inner)

    def compare(self, typed: Mapping[str, Any]) -> list[Compared]:
        """Criterion by criterion, then what is typed beside them."""
        view = self._view
        found: list[Compared] = []
        for code, kept in typed.get("passes", {}).items():
            pass_ = AnswerPass(code)
            saved_answers, saved_notes = self._saved(pass_)
            answers = from_json(kept["answers"])
            for key in [*answers, *kept["gone"]]:
                label = f"{pass_.label}: {view.label_of(key)}"
                words = view.words_of(key, saved_answers.get(key)), view.words_of(key, answers.get(key))
                found.append(Compared(label, *words))
            found += [
                Compared(f"{pass_.label}, catatan: {view.label_of(key)}", saved_notes.get(key, ""), note)
                for key, note in kept["notes"].items()
            ]
        if "finding" in typed:
            found += view.item.finding.compare(typed["finding"]["typed"])
        return found

    def _saved(self, pass_: AnswerPass) -> tuple[Mapping[str, Answer], Mapping[str, str]]:
        shown = self._view.view
        return ({}, {}) if shown is None else (shown.sheet.answers[pass_], shown.sheet.notes[pass_])
