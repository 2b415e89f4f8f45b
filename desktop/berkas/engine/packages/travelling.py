"""Which rows of an office travel between its copies, and how a row is spelt on the way.

A row is named by its uid; a reference to another row is `{"ref": [table, uid]}`, to kept bytes
`{"ref": ["attachment", sha256]}`. Local numbers (`id`, `version`) never travel.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, cast

from sqlalchemy import select
from sqlalchemy.orm import Session

from berkas_db.images import decode, encode, models, shape_of
from berkas_db.tables import Base

STAYS = frozenset(
    {
        *("book_info", "office", "setting", "saved_filter", "recovery_code", "app_user", "attachment"),
        *("number_counter", "number_pattern", "issued_document", "document_print", "report_sent"),
        *("replica", "exchange_base", "package_conflict", "package_seen", "merged_record"),
        *("retention_rule", "retention_list", "retention_item", "likeness_verdict", "score"),
        *("clock_override", "reporting_duty"),
    }
)
"""What belongs to one copy only: its settings and accounts, its counters, the papers it issued."""

SHARED_LISTS = frozenset(
    {
        *("ministry", "regency", "letterhead", "instrument_version", "term", "text_module", "result_band"),
        *("accreditation_period", "category_rule", "requirement", "tariff", "official", "position_held"),
        *("holiday_extra",),
    }
)
"""Lists of the office that records name: put in where they are missing, never changed by a package."""

PEOPLE = "app_user"
BYTES = "attachment"
_PERSON = ("login", "full_name", "role")
"""What travels of an account: enough to say who did something; never a password."""


@dataclass(frozen=True, slots=True)
class Link:
    """A column that names another row."""

    column: str
    table: str
    nullable: bool


@cache
def travelling() -> Mapping[str, type[Base]]:
    """Every table whose rows travel, by its name."""
    return {
        name: model
        for name, model in models().items()
        if model.__journaled__ and shape_of(model).keyed and name not in STAYS
    }


@cache
def links_of(model: type[Base]) -> tuple[Link, ...]:
    """The references of a table."""
    return tuple(
        Link(column.name, key.column.table.name, bool(column.nullable))
        for column in shape_of(model).table.columns
        for key in column.foreign_keys
    )


@cache
def inbound(table: str) -> tuple[tuple[type[Base], Link], ...]:
    """Which travelling tables name rows of this one, and in which column."""
    return tuple(
        (model, link) for model in travelling().values() for link in links_of(model) if link.table == table
    )


@cache
def fields_of(model: type[Base]) -> tuple[str, ...]:
    """The columns of a row that travel: no secret, and nothing that names what stays."""
    shape = shape_of(model)
    staying = {link.column for link in links_of(model) if not _may_be_named(link.table)}
    return tuple(name for name in shape.fields if name not in shape.secrets | staying)


def _may_be_named(table: str) -> bool:
    return table in travelling() or table in {PEOPLE, BYTES}


class Names:
    """Translates between local numbers and names that travel; remembers what it has looked up."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self._uids: dict[tuple[str, int], str | None] = {}
        self._ids: dict[tuple[str, str], int | None] = {}

    def uid(self, table: str, id: int) -> str | None:
        """The travelling name of a local row; None when it is gone."""
        key = (table, id)
        if key not in self._uids:
            column = self._name_column(table)
            found = self.session.execute(select(column).where(column.table.c.id == id)).scalar_one_or_none()
            self._uids[key] = found
        return self._uids[key]

    def id(self, table: str, uid: str) -> int | None:
        """The local number of a row with this name; None when it is not here."""
        key = (table, uid)
        if self._ids.get(key) is None:
            column = self._name_column(table)
            found = self.session.execute(select(column.table.c.id).where(column == uid)).scalar_one_or_none()
            self._ids[key] = found
        return self._ids[key]

    def learn(self, table: str, uid: str, id: int) -> None:
        """Remember that this name stands for this local row, also when the row carries another name here."""
        self._ids[table, uid] = id

    @staticmethod
    def _name_column(table: str) -> Any:  # noqa: ANN401  a column of any table
        columns = cast("Any", models()[table].__table__).c
        return columns.sha256 if table == BYTES else columns.uid


def spelt(model: type[Base], image: Mapping[str, Any], names: Names) -> dict[str, Any]:
    """A local image (field → JSON value) as it travels. A reference to a row that is gone is empty."""
    told = {name: image[name] for name in fields_of(model) if name in image}
    for link in links_of(model):
        value = told.get(link.column)
        if value is not None:
            uid = names.uid(link.table, int(value))
            told[link.column] = {"ref": [link.table, uid]} if uid else None
    return told


def row_spelt(model: type[Base], row: Mapping[Any, Any], names: Names) -> dict[str, Any]:
    """A row as it stands now, as it travels."""
    return spelt(model, {name: encode(row[name]) for name in fields_of(model)}, names)


def person_spelt(row: Mapping[Any, Any]) -> dict[str, Any]:
    """An account as it travels."""
    return {name: row[name] for name in _PERSON}


def refs_in(values: Mapping[str, Any]) -> Iterator[tuple[str, str, str]]:
    """(field, table, name) of each reference in travelling values."""
    for field, value in values.items():
        if isinstance(value, dict) and "ref" in value:
            table, uid = cast("tuple[str, str]", value["ref"])
            yield field, table, uid


def local(values: Mapping[str, Any], names: Names) -> tuple[dict[str, Any], list[str]]:
    """Travelling values as columns here, and the fields whose reference is not known here (yet)."""
    told: dict[str, Any] = {}
    unknown: list[str] = []
    for field, value in values.items():
        if isinstance(value, dict) and "ref" in value:
            table, uid = cast("tuple[str, str]", value["ref"])
            told[field] = names.id(table, uid)
            if told[field] is None:
                unknown.append(field)
        else:
            told[field] = decode(value)
    return told, unknown


def read_rows(session: Session, model: type[Base], ids: Iterable[int]) -> Iterator[Mapping[Any, Any]]:
    """Rows by their numbers, in steady order, a few hundred at a time."""
    table = shape_of(model).table
    wanted = sorted(set(ids))
    for start in range(0, len(wanted), 400):
        part = wanted[start : start + 400]
        yield from session.execute(select(table).where(table.c.id.in_(part)).order_by(table.c.id)).mappings()
