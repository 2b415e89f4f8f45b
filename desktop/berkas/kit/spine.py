"""The question a list asks and the shape of whoever answers it; no Qt here.

A list is a *spine* (ids only, in order) and windows of finished texts by id. Imports only the field tables.
"""

from array import array
from collections.abc import Mapping, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, field
from typing import Any, Protocol

from berkas.rules.fields import Column, Kind

Value = Any
"""A stored value of a field, or what a filter is set to."""
RANGE_KINDS = frozenset({Kind.DATE, Kind.INTEGER, Kind.DECIMAL, Kind.RUPIAH})
"""Kinds that are filtered from a least to a most."""
BLANK = "(kosong)"
"""A filter value: only rows where the column is empty."""
NOT_BLANK = "(terisi)"
"""A filter value: only rows where the column is filled."""


@dataclass(frozen=True, slots=True)
class SpineRequest:
    """What a list asks for.

    `filters` holds only filters that are on, by key: a tuple of codes (BLANK may be among them), a bool, a
    pair (least, most) with None for an open end, a text, BLANK or NOT_BLANK. `sort_key` empty: the source's
    own order. `limit` asks for the first rows only.
    """

    text: str = ""
    filters: Mapping[str, Any] = field(default_factory=dict[str, Any])
    sort_key: str = ""
    descending: bool = False
    limit: int | None = None


class RowSource(Protocol):
    """Where the rows of a list come from."""

    columns: Sequence[Column]

    def spine(self, request: SpineRequest) -> "Future[array[int]]":
        """Ids in order, on another thread. A question that was interrupted may end in any error."""
        ...

    def rows(self, ids: Sequence[int]) -> Mapping[int, tuple[str, ...]]:
        """One finished text per column, by id, for at most one window of ids.

        Called on the window's thread: answer within 50 ms or raise TimeoutError, and the list asks again.
        """
        ...

    def interrupt(self) -> None:
        """Stop the spine that is being read; called when a newer question makes it useless."""
        ...


@dataclass(frozen=True, slots=True)
class Selection:
    """What is selected in a list. `all_but` given: everything `request` finds except these ids.

    Otherwise `ids`, in the order of the list. `count` is the number of selected rows.
    """

    request: SpineRequest
    all_but: frozenset[int] | None
    ids: tuple[int, ...]
    count: int
