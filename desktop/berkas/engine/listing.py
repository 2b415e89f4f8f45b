"""One way to list records: ids in order first, rows by id afterwards, the same for screen, export and
command line.

A room declares a `Listing`; searching, filtering, sorting by index and showing then work alike
everywhere. Nothing here knows a window.
"""

import sys
from array import array
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from operator import getitem
from typing import Any

from sqlalchemy import ColumnElement, Select, asc, desc, func, or_, select
from sqlalchemy.orm import Session

from berkas.engine.narrowing import day_span, on_day
from berkas.rules.fields import Choice, Column, Kind, show
from berkas_db.search import matching
from berkas_db.tables import Base

BATCH = 2000
"""Rows per step of a long walk (export, report)."""
NEAR = 20_000
"""Rows from the beginning of a list among which its first answers are sought before the whole is asked."""


@dataclass(frozen=True, slots=True)
class ListRequest:
    """What a list asks for: typed text, filters by name, one sort column; `limit` asks for the first rows
    only.
    """

    text: str = ""
    filters: Mapping[str, Any] = field(default_factory=dict[str, Any])
    sort: str = ""
    descending: bool = False
    limit: int | None = None


@dataclass(frozen=True, slots=True)
class Shown:
    """A column of a list: what it is called, where its value comes from, how a stored code reads.

    A sortable column is sorted by its own value, which therefore stands in the model itself and in an
    index that ends in the id.
    """

    column: Column
    value: ColumnElement[Any]
    words: tuple[Choice, ...] = ()


class _Said(dict[Any, str]):
    """Words of one column by stored value, each made once: a window repeats its states, classes and dates."""

    def __init__(self, shown: Shown) -> None:
        super().__init__()
        self._shown = shown

    def __missing__(self, value: Any) -> str:  # noqa: ANN401  any stored value
        words = self[value] = show(self._shown.column, value, choices=self._shown.words)
        return words


Filter = Callable[[Any], ColumnElement[bool]]


@dataclass(frozen=True, slots=True)
class Listing:
    """A list over one kind of record.

    `join` adds what the shown values need to a select (outer joins only, so that the number of rows stays
    that of the model). `search` names the record's full-text table, empty when there is none; `found` finds
    typed text in another way (names kept in another table) and then takes its place. `only` narrows the
    whole list.
    """

    model: type[Base]
    shown: tuple[Shown, ...]
    filters: Mapping[str, Filter]
    sort: str
    descending: bool = False
    search: str = ""
    join: Callable[[Any], Any] = lambda select_: select_
    found: Callable[[str], ColumnElement[bool]] | None = None
    only: Callable[[], ColumnElement[bool]] | None = None

    @property
    def columns(self) -> tuple[Column, ...]:
        """The columns in their first order."""
        return tuple(shown.column for shown in self.shown)

    def ids(self, session: Session, request: ListRequest) -> "array[int]":
        """Ids in order.

        All of them come as one value, eight bytes for each id. Fetched one by one, a million rows pass the
        interpreter's lock to and fro a million times, and the window's thread may wait for it until the last.
        """
        if request.limit is not None:
            return self._first(session, request, request.limit)
        digits = func.printf("%016x", self.question(request).subquery().c.id)
        packed = session.execute(select(func.unhex(func.group_concat(digits, "")))).scalar_one()
        found = array("q")
        found.frombytes(packed or b"")
        if sys.byteorder == "little":
            found.byteswap()
        return found

    def _first(self, session: Session, request: ListRequest, limit: int) -> "array[int]":
        """The first ids. Where all answers would have to be sorted first, they are sought near the beginning:
        many answers have enough there, and few are soon sorted."""
        question = self.question(request)
        if _sorts(session, question):
            near = array("q", session.execute(self.near(request)).scalars())
            if len(near) == limit:
                return near
        return array("q", session.execute(question).scalars())

    def near(self, request: ListRequest) -> Select[int]:
        """What answers among the first rows of the whole list, in its order.

        `ifnull` keeps SQLite from beginning with the condition's own index instead.
        """
        begun = ListRequest(sort=request.sort, descending=request.descending, limit=NEAR)
        first = self.question(begun).subquery()
        statement = select(first.c.id).join(self.model.__table__, self._column("id") == first.c.id)
        for condition in self._narrowing(request):
            statement = statement.where(func.ifnull(condition, 0) != 0)
        return statement.limit(request.limit)

    def question(self, request: ListRequest) -> Select[int]:
        """The statement behind `ids`; tests read its query plan."""
        identity = self._column("id")
        statement = select(identity)
        for condition in self._conditions(request):
            statement = statement.where(condition)
        order = self._order(request)
        direction = desc if self._descends(request) else asc
        statement = statement.order_by(*(direction(part) for part in (*order, identity)))
        return statement.limit(request.limit) if request.limit is not None else statement

    def count(self, session: Session, request: ListRequest) -> int:
        """How many records answer the request."""
        statement = select(func.count()).select_from(self.model.__table__)
        for condition in self._conditions(request):
            statement = statement.where(condition)
        return session.execute(statement).scalar_one()

    def values(self, session: Session, ids: Sequence[int]) -> dict[int, tuple[Any, ...]]:
        """Stored values of the shown columns by id; for exports."""
        identity = self._column("id")
        statement = self.join(
            select(identity, *(shown.value for shown in self.shown)).select_from(self.model)
        )
        rows = session.execute(statement.where(identity.in_(list(ids))))
        return {row[0]: tuple(row[1:]) for row in rows}

    def rows(self, session: Session, ids: Sequence[int]) -> dict[int, tuple[str, ...]]:
        """Finished words of the shown columns by id; one window of a list at a time."""
        said = [_Said(shown) for shown in self.shown]
        return {id_: tuple(map(getitem, said, row)) for id_, row in self.values(session, ids).items()}

    def walk(self, session: Session, request: ListRequest) -> Iterator[tuple[Any, ...]]:
        """Every answering record's stored values, in order, in batches; for exports and the command line."""
        ids = self.ids(session, request)
        for start in range(0, len(ids), BATCH):
            batch = ids[start : start + BATCH]
            values = self.values(session, batch)
            yield from (values[id_] for id_ in batch if id_ in values)

    def _conditions(self, request: ListRequest) -> Iterator[ColumnElement[bool]]:
        if "trashed_at" in self.model.__table__.c:
            yield self._column("trashed_at").is_(None)
        if self.only is not None:
            yield self.only()
        yield from self._narrowing(request)

    def _narrowing(self, request: ListRequest) -> Iterator[ColumnElement[bool]]:
        for name, wanted in request.filters.items():
            if wanted is not None and wanted not in ("", ()):
                yield self.filters[name](wanted)
        if not request.text.strip():
            return
        if self.found is not None:
            yield self._or_dated(self.found(request.text), request.text)
        elif self.search:
            yield self._or_dated(matching(self._column("id"), self.search, request.text), request.text)

    def _or_dated(self, words: ColumnElement[bool], typed: str) -> ColumnElement[bool]:
        """What was typed as words, or as a day or month in one of the dates the list can be sorted by."""
        if day_span(typed) is None:
            return words
        dates = (each for each in self.shown if each.column.kind is Kind.DATE and each.column.sortable)
        return or_(words, *(on_day(each.value, typed) for each in dates))

    def _order(self, request: ListRequest) -> tuple[ColumnElement[Any], ...]:
        key = request.sort or self.sort
        chosen = next((shown for shown in self.shown if shown.column.key == key), None)
        return (chosen.value,) if chosen is not None else (self._column(key),)

    def _descends(self, request: ListRequest) -> bool:
        return request.descending if request.sort else self.descending

    def _column(self, name: str) -> ColumnElement[Any]:
        return self.model.__table__.c[name]


def _sorts(session: Session, statement: Select[int]) -> bool:
    """Whether SQLite has no index that gives the answers in order. Its plan does not look at the values."""
    connection = session.connection()
    compiled = statement.compile(connection, compile_kwargs={"render_postcompile": True})
    values = (None,) * len(compiled.positiontup or ())
    plan = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {compiled}", values)
    return any("TEMP B-TREE" in step[3] for step in plan)
