"""What a person arranged in a list (columns, widths, sorting, named filters), as a plain value to keep.

Reading never fails: what does not fit the list any more is left out. No Qt.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from berkas.kit.spine import Value
from berkas.rules.fields import Column


@dataclass(frozen=True, slots=True)
class NamedFilter:
    """A text and filters that somebody gave a name."""

    name: str
    text: str = ""
    filters: Mapping[str, Value] = field(default_factory=dict[str, Value])


@dataclass(frozen=True, slots=True)
class TableState:
    """`columns`: keys of the shown columns from left to right; `widths` in pixels."""

    columns: tuple[str, ...] = ()
    widths: Mapping[str, int] = field(default_factory=dict[str, int])
    sort_key: str = ""
    descending: bool = False
    named: tuple[NamedFilter, ...] = ()


def to_plain(state: TableState) -> dict[str, Any]:
    """JSON-ready."""
    return {
        "columns": list(state.columns),
        "widths": dict(state.widths),
        "sort_key": state.sort_key,
        "descending": state.descending,
        "named": [
            {"name": each.name, "text": each.text, "filters": dict(each.filters)} for each in state.named
        ],
    }


def from_plain(plain: Mapping[str, Any], columns: Sequence[Column]) -> TableState:
    """The state as far as it fits these columns."""
    known = {column.key: column for column in columns}
    shown = tuple(key for key in _sequence(plain.get("columns")) if key in known)
    widths = _mapping(plain.get("widths"))
    sort_key = plain.get("sort_key")
    sortable = isinstance(sort_key, str) and sort_key in known and known[sort_key].sortable
    return TableState(
        columns=shown,
        widths={key: width for key, width in widths.items() if key in known and _is_width(width)},
        sort_key=str(sort_key) if sortable else "",
        descending=bool(sortable and plain.get("descending")),
        named=tuple(_named(each) for each in _sequence(plain.get("named")) if isinstance(each, Mapping)),
    )


def _named(plain: Mapping[str, Any]) -> NamedFilter:
    filters = _mapping(plain.get("filters"))
    return NamedFilter(
        str(plain.get("name", "")),
        str(plain.get("text", "")),
        {key: tuple(value) if isinstance(value, list) else value for key, value in filters.items()},
    )


def _is_width(value: Value) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 20 <= value <= 4000


def _sequence(value: Value) -> Sequence[Any]:
    return value if isinstance(value, list | tuple) else ()


def _mapping(value: Value) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}
