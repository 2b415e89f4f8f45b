"""A list whose rows are all in memory: for lists of at most a few thousand rows and for tests.

Answers at once; searches in the shown texts without regard to capitals.
"""

from array import array
from collections.abc import Mapping, Sequence
from concurrent.futures import Future
from typing import Any

from berkas.kit.spine import BLANK, NOT_BLANK, RANGE_KINDS, SpineRequest, Value
from berkas.rules.fields import Column


class MemorySource:
    """Rows by id, in the order given. `values` are the stored values by column key, for filters and sorting;
    without them the shown texts are used."""

    def __init__(
        self,
        columns: Sequence[Column],
        rows: Mapping[int, tuple[str, ...]],
        values: Mapping[int, Mapping[str, Any]] | None = None,
    ) -> None:
        self.columns: Sequence[Column] = tuple(columns)
        self._places = {column.key: place for place, column in enumerate(self.columns)}
        self._ranged = {column.key for column in self.columns if column.kind in RANGE_KINDS}
        self._rows = dict(rows)
        self._values = dict(values or {})

    def replace(
        self, rows: Mapping[int, tuple[str, ...]], values: Mapping[int, Mapping[str, Any]] | None = None
    ) -> None:
        """Hold other rows from now on; the view must be told to refresh."""
        self._rows = dict(rows)
        self._values = dict(values or {})

    def spine(self, request: SpineRequest) -> "Future[array[int]]":
        """Ids of the rows that answer, in order."""
        words = request.text.casefold().split()
        found = [record for record in self._rows if self._answers(record, words, request.filters)]
        if request.sort_key:
            found.sort(key=lambda record: self._order(record, request.sort_key), reverse=request.descending)
        future: Future[array[int]] = Future()
        future.set_result(array("q", found[: request.limit]))
        return future

    def rows(self, ids: Sequence[int]) -> Mapping[int, tuple[str, ...]]:
        """Texts by id."""
        return {record: self._rows[record] for record in ids if record in self._rows}

    def interrupt(self) -> None:
        """Nothing runs that could be stopped."""

    def _answers(self, record: int, words: Sequence[str], filters: Mapping[str, Any]) -> bool:
        text = " ".join(self._rows[record]).casefold()
        return all(word in text for word in words) and all(
            self._fits(key, self._value(record, key), wanted) for key, wanted in filters.items()
        )

    def _fits(self, key: str, value: Value, wanted: Value) -> bool:
        empty = value is None or value in ("", ())
        if wanted in (BLANK, NOT_BLANK):
            return empty == (wanted == BLANK)
        if isinstance(wanted, bool):
            return value == wanted
        if isinstance(wanted, str):
            return wanted.casefold() in str(value or "").casefold()
        if key in self._ranged:
            least, most = wanted
            return not empty and (least is None or value >= least) and (most is None or value <= most)
        if empty:
            return BLANK in wanted
        return any(code in wanted for code in (value if isinstance(value, tuple) else (value,)))

    def _value(self, record: int, key: str) -> Value:
        if record in self._values:
            return self._values[record].get(key)
        return self._rows[record][self._places[key]] if key in self._places else None

    def _order(self, record: int, key: str) -> tuple[bool, Value, int]:
        value = self._value(record, key)
        return value is not None, "" if value is None else value, record
