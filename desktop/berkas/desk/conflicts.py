"""What a window says when somebody saved the same record first: both values in words, and the choice.

Words come from the fields of the form and its rows; personal values of others are not shown. Knows the kit
and the engine's merging; knows no room.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, cast

from PySide6.QtWidgets import QWidget

from berkas.engine.merging import Clash, RecordConflict, Seen, decide, save_merged
from berkas.engine.wording import value_words
from berkas.kit.comparison import Pair, choose_sides
from berkas.rules.dates import show_instant
from berkas.rules.fields import Field, Rows
from berkas.rules.vocabulary import TimeZone
from berkas_db.book import Book
from berkas_db.changes import Step
from berkas_db.tables import Base

REMOVED = "(baris ini dihapus)"
HIDDEN = "(isi terlindung)"


class Words:
    """The words for what clashed in one kind of record."""

    def __init__(
        self,
        book: Book,
        fields: Sequence[Field],
        rows: Sequence[Rows] = (),
        own: Callable[[Clash], Pair | None] = lambda _clash: None,
    ) -> None:
        """`own` may answer for what is neither a field nor a plain row, as the answers of a sheet are."""
        self._own = own
        self._book = book
        self._fields = {each.key: each for each in fields}
        self._rows = {each.key: each for each in rows}

    def pair(self, clash: Clash) -> Pair:
        """One clash in words."""
        if (known := self._own(clash)) is not None:
            return known
        theirs, yours = self._side(clash, clash.theirs), self._side(clash, clash.yours)
        if self._is_personal(clash) and clash.theirs is not None:
            theirs = HIDDEN
        return Pair(self._label(clash), theirs, yours)

    def label(self, key: str) -> str:
        """What a field, or a kind of rows, is called."""
        rows = self._rows.get(key)
        if rows is not None:
            return rows.title
        known = self._fields.get(key)
        return known.label if known else ""

    def _label(self, clash: Clash) -> str:
        rows = self._rows.get(clash.key)
        if clash.row is None or rows is None:
            return self.label(clash.key) or clash.key
        inner = self._inner(clash)
        return f"{rows.row_name}: {inner.label}" if inner else rows.row_name

    def _inner(self, clash: Clash) -> Field | None:
        rows = self._rows.get(clash.key)
        return next((each for each in rows.fields if each.key == clash.field), None) if rows else None

    def _is_personal(self, clash: Clash) -> bool:
        known = self._inner(clash) if clash.row is not None else self._fields.get(clash.key)
        return known is not None and known.personal

    def _side(self, clash: Clash, value: Any) -> str:  # noqa: ANN401  a stored value
        rows = self._rows.get(clash.key)
        if clash.row is not None and not clash.field:
            return REMOVED if value is None else self._row(rows, value)
        known = self._inner(clash) if clash.row is not None else self._fields.get(clash.key)
        if known is None:
            return "" if value is None else str(value)
        return self._book.glance(value_words, known, value)

    def _row(self, rows: Rows | None, value: Mapping[str, Any]) -> str:
        filled = [each for each in (rows.fields if rows else ()) if value.get(each.key) not in (None, "", ())]
        return "\n".join(f"{each.label}: {self._inside(each, value[each.key])}" for each in filled)

    def _inside(self, known: Field, value: object) -> str:
        return HIDDEN if known.personal else self._book.glance(value_words, known, value)


def settle(
    parent: QWidget, conflict: RecordConflict, words: Words, zone: TimeZone, word: str
) -> dict[str, Any] | None:
    """Let the person compare and choose; the values to save then, or None to go back to the sheet."""
    moment = f" pada {show_instant(conflict.at, zone)}" if conflict.at else ""
    chosen = choose_sides(
        parent,
        title="Sudah disimpan lebih dahulu",
        sentence=f"Sementara Anda mengisi, {word} ini disimpan oleh {conflict.who}{moment}. "
        "Pilih untuk setiap isian yang berbeda.",
        theirs=f"Tersimpan oleh {conflict.who}{moment}",
        pairs=[words.pair(clash) for clash in conflict.clashes],
        taken=taken_words(conflict.taken, words),
    )
    return None if chosen is None else decide(conflict, chosen)


def taken_words(taken: Sequence[str], words: Words) -> list[str]:
    """What was taken over without a question, by name; keys without a name of their own are left out."""
    return list(dict.fromkeys(cast("list[str]", [label for key in taken if (label := words.label(key))])))


def saving_over(
    load: Callable[..., Any], save: Callable[..., int], model: type[Base], seen: Seen
) -> Callable[..., int]:
    """The room's command that saves a record, made to merge with what was saved since it was read."""

    def save_over(
        step: Step,
        values: Mapping[str, Any],
        *,
        id: int | None,
        version: int | None,
        reason: str = "",
    ) -> int:
        del id, version  # the record seen tells both
        return save_merged(step, load, save, seen, values, model=model, reason=reason)

    return save_over
