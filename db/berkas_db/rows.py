"""Writes rows inside one transaction and records each with its images: the one place where rows change.

`Step` is what commands see of it; undo uses it directly. Imports nothing of the project but the floor's own
images, recording and errors.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, cast

from sqlalchemy import (
    ColumnElement,
    Connection,
    bindparam,
    delete,
    func,
    insert,
    literal,
    select,
    text,
    update,
)
from sqlalchemy.orm import Session
from sqlalchemy.orm.util import identity_key

from berkas_db.connect import raw_of
from berkas_db.errors import Refused
from berkas_db.images import Dependent, Shape, dependents, encode, shape_of
from berkas_db.recording import DELETED, INSERTED, UPDATED, Recorder, Subject
from berkas_db.search import BULK, erased_at_once
from berkas_db.stamps import uuid7
from berkas_db.tables.base import Base
from berkas_db.tables.system import JournalRow

Row = Mapping[Any, Any]

_BATCH = 500


class RowWriter:
    """Inserts, updates and deletes rows of journalled tables, and remembers which ones."""

    def __init__(self, session: Session, now: str) -> None:
        self._session = session
        self._now = now
        self._recorder: Recorder | None = None
        self.touched: dict[str, set[int]] = {}
        self.created: dict[str, list[int]] = {}

    @property
    def connection(self) -> Connection:
        """The connection of the open transaction."""
        return self._session.connection()

    @property
    def recorder(self) -> Recorder:
        """The entry of this transaction, begun at its first row."""
        if self._recorder is None:
            self._recorder = Recorder(raw_of(self.connection))
        return self._recorder

    @property
    def has_entry(self) -> bool:
        """Whether anything was recorded."""
        return self._recorder is not None

    def read(self, model: type[Base], id: int) -> Row | None:
        """All columns of one row as they stand now."""
        table = shape_of(model).table
        return self.connection.execute(select(table).where(table.c.id == id)).mappings().one_or_none()

    def require(self, model: type[Base], id: int) -> Row:
        """All columns of one row, or `Refused` when it is gone."""
        row = self.read(model, id)
        if row is None:
            raise Refused("Catatan ini sudah tidak ada.", "Muat ulang daftar untuk melihat keadaan terakhir.")
        return row

    def insert(self, model: type[Base], values: Mapping[str, Any], *, version: int = 1) -> Row:
        """Insert a row and return it as stored. `values` may hold `id` and `uid` (a row that comes back)."""
        shape = _writable(model, values)
        given = self._complete(shape, values, version)
        stored = self.connection.execute(insert(shape.table).returning(*shape.table.columns), given)
        row = stored.mappings().one()
        self._record(INSERTED, shape, row, {}, shape.image(row))
        self._mark(shape, row["id"], created=True)
        return row

    def insert_many(self, model: type[Base], rows: Iterable[Mapping[str, Any]]) -> list[int]:
        """Insert many rows with few statements; ids in the order given."""
        shape = shape_of(model)
        pending: list[dict[str, Any]] = []
        ids: list[int] = []
        next_id = self._next_id(shape)
        for values in rows:
            _writable(model, values)
            pending.append({"id": next_id, **self._complete(shape, values, 1)})
            next_id += 1
            if len(pending) == _BATCH:
                ids += self._insert_batch(shape, pending)
                pending = []
        if pending:
            ids += self._insert_batch(shape, pending)
        return ids

    def update(
        self, model: type[Base], row: Row, values: Mapping[str, Any], *, action: str = UPDATED
    ) -> bool:
        """Write the values that differ from `row`; false when none does, and then nothing is written."""
        shape = _writable(model, values)
        changed = {name: value for name, value in values.items() if row[name] != value}
        if not changed:
            return False
        given = changed | self._bump(shape, row)
        table = shape.table
        stored = self.connection.execute(
            update(table)
            .where(table.c.id == row["id"])
            .values(given)
            .returning(*(table.c[name] for name in changed))
        )
        after = {name: encode(value) for name, value in stored.mappings().one().items()}
        before = {name: encode(row[name]) for name in changed}
        self._record(action, shape, row, before, after)
        self._mark(shape, row["id"])
        self._stale(model, row["id"])
        return True

    def update_many(self, model: type[Base], ids: Iterable[int], values: Mapping[str, Any]) -> int:
        """Give many rows the same values with few statements; the number of rows that really changed."""
        shape = _writable(model, values)
        wanted = list(ids)
        count = 0
        with erased_at_once(raw_of(self.connection), {shape.name} if len(wanted) > BULK else ()):
            for start in range(0, len(wanted), _BATCH):
                count += self._update_batch(model, shape, wanted[start : start + _BATCH], values)
        return count

    def delete(self, model: type[Base], row: Row) -> None:
        """Delete a row, and first, recorded one by one, what SQLite would delete or empty with it."""
        shape = _writable(model, {})
        for dependent in self.hanging(model, row["id"]):
            for child in self._children(dependent, row["id"]):
                if dependent.rule == "CASCADE":
                    self.delete(dependent.model, child)
                else:
                    self.update(dependent.model, child, {dependent.column.name: None})
        self.connection.execute(delete(shape.table).where(shape.table.c.id == row["id"]))
        self._record(DELETED, shape, row, shape.image(row), {})
        self._mark(shape, row["id"])
        self._stale(model, row["id"], gone=True)

    def delete_many(self, model: type[Base], rows: Sequence[Row]) -> None:
        """Delete rows on which nothing hangs (see `hung_on`) with one statement, each recorded."""
        shape = _writable(model, {})
        ids = [row["id"] for row in rows]
        self.connection.execute(delete(shape.table).where(shape.table.c.id.in_(ids)))
        for row in rows:
            self._record(DELETED, shape, row, shape.image(row), {})
            self._mark(shape, row["id"])
            self._stale(model, row["id"], gone=True)

    def put_back(self, model: type[Base], rows: Sequence[Mapping[str, Any]]) -> None:
        """Insert rows that were there before, with their ids, uids and all columns of their images.

        Each carries a version above every one it had, so that nobody's old copy of it passes for the present.
        """
        shape = _writable(model, {})
        versions = self._recorded_often(shape, [str(row.get("uid") or row["id"]) for row in rows])
        given = [
            self._complete(shape, row, 1 + versions.get(str(row.get("uid") or row["id"]), 0)) for row in rows
        ]
        self.connection.execute(insert(shape.table), given)
        for row in given:
            self._record(INSERTED, shape, row, {}, shape.image(row))
            self._mark(shape, row["id"], created=True)

    def rewrite_many(self, model: type[Base], changes: Sequence[tuple[Row, Mapping[str, Any]]]) -> None:
        """Write to each row values of its own, all with the same columns; what does not differ stays."""
        shape = _writable(model, changes[0][1])
        moved = [
            (row, changed)
            for row, values in changes
            if (changed := {name: value for name, value in values.items() if row[name] != value})
        ]
        if not moved:
            return
        table = shape.table
        names = list(changes[0][1])
        assigned: dict[str, ColumnElement[Any]] = {name: bindparam(f"new_{name}") for name in names}
        if shape.edited:
            assigned |= {"version": table.c.version + 1, "updated_at": literal(self._now)}
        self.connection.execute(
            update(table).where(table.c.id == bindparam("row_id")).values(assigned),
            [
                {"row_id": row["id"]} | {f"new_{name}": changed.get(name, row[name]) for name in names}
                for row, changed in moved
            ],
        )
        for row, changed in moved:
            before = {name: encode(row[name]) for name in changed}
            after = {name: encode(value) for name, value in changed.items()}
            self._record(UPDATED, shape, row, before, after)
            self._mark(shape, row["id"])
            self._stale(model, row["id"])

    def read_many(self, model: type[Base], ids: Sequence[int]) -> dict[int, Row]:
        """All columns of rows as they stand now, by id; rows that are gone are left out."""
        table = shape_of(model).table
        rows = self.connection.execute(select(table).where(table.c.id.in_(ids))).mappings()
        return {row["id"]: row for row in rows}

    def hung_on(self, model: type[Base], ids: Sequence[int]) -> tuple[int, Dependent, Row] | None:
        """One of these rows on which another row hangs that would go or be emptied with it, and that row."""
        for dependent in dependents(model):
            table = shape_of(dependent.model).table
            question = select(table).where(table.c[dependent.column.name].in_(ids)).limit(1)
            found = self.connection.execute(question).mappings().one_or_none()
            if found is not None:
                return found[dependent.column.name], dependent, found
        return None

    def hanging(self, model: type[Base], id: int) -> list[Dependent]:
        """Where rows hang on this one that would go or be emptied with it."""
        raw = raw_of(self.connection)
        return [
            dependent
            for dependent in dependents(model)
            if raw.execute(
                f'SELECT 1 FROM "{dependent.column.table.name}" WHERE "{dependent.column.name}" = ? LIMIT 1',
                (id,),
            ).fetchone()
        ]

    def _children(self, dependent: Dependent, parent: int) -> Sequence[Row]:
        question = select(shape_of(dependent.model).table).where(dependent.column == parent)
        return self.connection.execute(question).mappings().all()

    def _complete(self, shape: Shape, values: Mapping[str, Any], version: int) -> dict[str, Any]:
        given = dict(values)
        if shape.keyed and not given.get("uid"):
            given["uid"] = uuid7()
        if shape.stamped and not given.get("created_at"):
            given["created_at"] = self._now
        if shape.edited:
            given |= {"version": version, "updated_at": self._now}
        return given

    def _bump(self, shape: Shape, row: Row) -> dict[str, Any]:
        return {"version": row["version"] + 1, "updated_at": self._now} if shape.edited else {}

    def _recorded_often(self, shape: Shape, uids: Sequence[str]) -> dict[str, int]:
        rows = self.connection.execute(
            select(JournalRow.row_uid, func.count())
            .where(JournalRow.table_name == shape.name, JournalRow.row_uid.in_(uids))
            .group_by(JournalRow.row_uid)
        )
        return {row[0]: row[1] for row in rows}

    def _next_id(self, shape: Shape) -> int:
        highest = self.connection.execute(select(func.ifnull(func.max(shape.table.c.id), 0))).scalar_one()
        counted = self.connection.execute(
            text("SELECT seq FROM sqlite_sequence WHERE name = :name"), {"name": shape.name}
        ).scalar()
        return max(highest, counted or 0) + 1

    def _insert_batch(self, shape: Shape, rows: list[dict[str, Any]]) -> list[int]:
        for same in _by_keys(rows):
            self.connection.execute(insert(shape.table), same)
        first, last = rows[0]["id"], rows[-1]["id"]
        table = shape.table
        stored = self.connection.execute(select(table).where(table.c.id.between(first, last)))
        self._record_batch(shape, list(stored.keys()), stored)
        ids = range(first, last + 1)
        self.touched.setdefault(shape.name, set()).update(ids)
        self.created.setdefault(shape.name, []).extend(ids)
        return list(ids)

    def _record_batch(self, shape: Shape, names: Sequence[str], stored: Iterable[Sequence[Any]]) -> None:
        """Record inserted rows by the places of their columns: many rows are not looked up name by name."""
        places = [(name, names.index(name)) for name in shape.fields]
        id_at, uid_at = names.index("id"), names.index("uid" if shape.keyed else "id")
        add, name, secrets = self.recorder.add, shape.name, shape.secrets
        for row in stored:
            image = {field: encode(row[place]) for field, place in places}
            add(INSERTED, Subject(name, row[id_at], str(row[uid_at])), {}, image, secrets)

    def _update_batch(
        self, model: type[Base], shape: Shape, ids: Sequence[int], values: Mapping[str, Any]
    ) -> int:
        table = shape.table
        rows = self.connection.execute(select(table).where(table.c.id.in_(ids))).mappings().all()
        moved: list[int] = []
        for row in rows:
            changed = [name for name, value in values.items() if row[name] != value]
            if not changed:
                continue
            before = {name: encode(row[name]) for name in changed}
            after = {name: encode(values[name]) for name in changed}
            self._record(UPDATED, shape, row, before, after)
            self._mark(shape, row["id"])
            self._stale(model, row["id"])
            moved.append(row["id"])
        bump = {"version": table.c.version + 1, "updated_at": self._now} if shape.edited else {}
        if moved:
            self.connection.execute(update(table).where(table.c.id.in_(moved)).values(dict(values) | bump))
        return len(moved)

    def _record(
        self, action: str, shape: Shape, row: Row, before: dict[str, Any], after: dict[str, Any]
    ) -> None:
        subject = Subject(shape.name, row["id"], shape.uid_of(row))
        self.recorder.add(action, subject, before, after, shape.secrets)

    def _mark(self, shape: Shape, id: int, *, created: bool = False) -> None:
        self.touched.setdefault(shape.name, set()).add(id)
        if created:
            self.created.setdefault(shape.name, []).append(id)

    def _stale(self, model: type[Base], id: int, *, gone: bool = False) -> None:
        """An entity the command has read must not go on showing what it was."""
        entity = self._session.identity_map.get(identity_key(model, id))
        if entity is None:
            return
        if gone:
            self._session.expunge(entity)
        else:
            self._session.expire(entity)


def _writable(model: type[Base], values: Mapping[str, Any]) -> Shape:
    if not model.__journaled__:
        raise TypeError(f"{model.__tablename__} is not written through a step")
    shape = shape_of(model)
    if unknown := sorted(values.keys() - shape.columns):
        raise TypeError(f"{shape.name} has no column {', '.join(unknown)}")
    return shape


def _by_keys(rows: Iterable[dict[str, Any]]) -> list[list[dict[str, Any]]]:
    """Rows with the same set of columns together, as one statement for many rows needs it."""
    groups: dict[frozenset[str], list[dict[str, Any]]] = {}
    for row in rows:
        groups.setdefault(frozenset(row), []).append(row)
    return list(cast("dict[Any, list[dict[str, Any]]]", groups).values())
