"""Writes the opposite of journal rows, many at a time, and refuses where somebody has been since.

Rows come last first, as undo walks an entry backwards; neighbours of one kind become one statement, so that
taking back an import costs about what the import cost. Imports nothing of the project but the floor's own
changes, images, recording and errors.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NoReturn

from sqlalchemy.exc import IntegrityError

from berkas_db.changes import Step
from berkas_db.connect import raw_of
from berkas_db.errors import Refused, explain_integrity
from berkas_db.images import decode, dependents, labels, shape_of
from berkas_db.recording import DELETED, INSERTED, UPDATED, Kept
from berkas_db.rows import Row
from berkas_db.tables.base import Base

_BATCH = 500
_IN_WORDS = "Ubah catatan itu langsung bila masih perlu."


@dataclass(frozen=True, slots=True)
class Opposite:
    """A row of the journal that is to be turned round: the row's keys, and its values before and after."""

    id: int
    uid: str
    kept: Kept

    def before(self) -> dict[str, Any]:
        """The values the row shall have again."""
        return {name: decode(self.kept.before.get(name)) for name in self.kept.names}

    def after(self) -> dict[str, Any]:
        """The values the row must have now."""
        return {name: decode(self.kept.after.get(name)) for name in self.kept.names}


class Inversion:
    """One entry being turned round. `add` its rows last first, then `finish`."""

    def __init__(self, step: Step, journal_id: int, refusal: str) -> None:
        self.refusal = refusal
        self._step = step
        self._journal_id = journal_id
        self._kind: tuple[str, type[Base], tuple[str, ...]] | None = None
        self._ids: set[int] = set()
        self._pending: list[Opposite] = []

    def add(self, action: str, model: type[Base], opposite: Opposite) -> None:
        """The next row. Raises `Refused` with the reason when a row cannot be turned round."""
        turned = action if action in {INSERTED, DELETED} else UPDATED
        kind = (turned, model, opposite.kept.names if turned == UPDATED else ())
        alone = any(dependent.model is model for dependent in dependents(model))
        full = len(self._pending) >= (1 if alone else _BATCH)
        if kind != self._kind or full or opposite.id in self._ids:
            self.finish()
            self._kind = kind
        self._pending.append(opposite)
        self._ids.add(opposite.id)

    def finish(self) -> None:
        """Write what is pending."""
        if self._kind is None or not self._pending:
            return
        action, model, _names = self._kind
        rows = {INSERTED: self._take_out, DELETED: self._bring_back, UPDATED: self._change_back}
        try:
            rows[action](model, self._pending)
        except IntegrityError as error:
            known = explain_integrity(str(error.orig), labels())
            if known is None:
                raise
            raise Refused(f"{self.refusal}. {known}", _IN_WORDS) from error
        self._pending = []
        self._ids = set()

    def _take_out(self, model: type[Base], opposites: Sequence[Opposite]) -> None:
        shape = shape_of(model)
        now = self._unchanged(model, opposites)
        for opposite, row in zip(opposites, now, strict=True):
            after = opposite.after()
            if any(row[name] != after.get(name) for name in shape.fields):
                self._refuse(model, opposite.uid)
        hung = self._step.rows.hung_on(model, [opposite.id for opposite in opposites])
        if hung is not None:
            id_, dependent, row = hung
            own = next(opposite.uid for opposite in opposites if opposite.id == id_)
            self._refuse(model, own, (dependent.model, shape_of(dependent.model).uid_of(row)))
        self._step.rows.delete_many(model, now)

    def _bring_back(self, model: type[Base], opposites: Sequence[Opposite]) -> None:
        shape = shape_of(model)
        there = self._step.rows.read_many(model, [opposite.id for opposite in opposites])
        for opposite in opposites:
            if opposite.id in there:
                self._refuse(model, opposite.uid)
        blank = dict.fromkeys(shape.fields)
        self._step.rows.put_back(
            model,
            [
                {"id": each.id, **blank, **each.before()} | ({"uid": each.uid} if shape.keyed else {})
                for each in opposites
            ],
        )

    def _change_back(self, model: type[Base], opposites: Sequence[Opposite]) -> None:
        now = self._unchanged(model, opposites)
        self._step.rows.rewrite_many(
            model, [(row, each.before()) for row, each in zip(now, opposites, strict=True)]
        )

    def _unchanged(self, model: type[Base], opposites: Sequence[Opposite]) -> list[Row]:
        """The rows as they stand, when they stand as the entry left them."""
        there = self._step.rows.read_many(model, [opposite.id for opposite in opposites])
        found: list[Row] = []
        for opposite in opposites:
            row = there.get(opposite.id)
            if row is None or any(row[name] != value for name, value in opposite.after().items()):
                self._refuse(model, opposite.uid)
            found.append(row)
        return found

    def _refuse(self, model: type[Base], uid: str, leaning: tuple[type[Base], str] | None = None) -> NoReturn:
        """Say which later step stands in the way; `leaning` is the row that hangs on the one meant."""
        lean = self._later(*leaning) if leaning else ""
        later = self._later(model, uid)
        if leaning is not None:
            why = "catatan lain sudah bergantung padanya" + (f" (“{lean}”)" if lean else "")
        elif later:
            why = f"catatannya sudah diubah lagi (“{later}”)"
        else:
            why = "catatannya sudah berubah"
        raise Refused(f"{self.refusal} karena {why}.", _IN_WORDS)

    def _later(self, model: type[Base], uid: str) -> str:
        row = raw_of(self._step.rows.connection).execute(
            "SELECT ifnull(t.label, '') FROM journal_row r LEFT JOIN journal_text t ON t.id = r.journal_id"
            " WHERE r.table_name = ? AND r.row_uid = ? AND r.journal_id > ? ORDER BY r.id DESC LIMIT 1",
            (shape_of(model).name, uid, self._journal_id),
        )
        found = row.fetchone()
        return found[0] if found else ""
