"""Makes a new, whole office of the rows that could be read of a damaged one.

The schema is that of the version the rows came from, then the ladder. Ids stay. The journal is kept up to its
last good entry; with it, rows that are gone are made again and values that changed by themselves are put
right. What points nowhere lets go or is left out. Imports nothing of the project but the floor's own parts.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from sqlalchemy.orm import Session

from berkas_db.connect import BookFile, DriverConnection, driver, raw_of, settle
from berkas_db.errors import BookDamaged
from berkas_db.images import decode, models, shape_of
from berkas_db.journal import verify_chain
from berkas_db.key import APPLICATION_ID
from berkas_db.migrate import latest, upgrade
from berkas_db.reconcile import differences, journaled_tables, record_differences
from berkas_db.recording import (
    DELETED,
    HASH_BYTES,
    NOBODY,
    VALUE_CHANGES,
    Recorder,
    field_hash,
    salt_at,
    unpack,
)
from berkas_db.search import rebuild_search
from berkas_db.stamps import now, uuid7
from berkas_db.tables.office import Office
from berkas_db.tables.system import BookInfo

RESCUED = "selamatkan"
NAMELESS = "Kantor yang diselamatkan"

_ROUNDS = 20


@dataclass(slots=True)
class Rebuilt:
    """What became of the rows: taken per table, refused by the new file, let go, left out, made again."""

    taken: dict[str, int] = field(default_factory=dict[str, int])
    refused: dict[str, int] = field(default_factory=dict[str, int])
    let_go: dict[str, int] = field(default_factory=dict[str, int])
    left_out: dict[str, int] = field(default_factory=dict[str, int])
    made_again: dict[str, int] = field(default_factory=dict[str, int])
    corrected: int = 0
    journal_kept: int = 0
    journal_lost: int = 0


class Rebuilding:
    """A new office in the making. Rows come in table by table, then `finish`."""

    def __init__(self, file: BookFile, version: int) -> None:
        self._file = file
        self.facts = Rebuilt()
        with file.connected("rwc") as connection:
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
            upgrade(connection, until=version)
        self._version = version
        self._connection = file.connect("rw")
        self._connection.execute("PRAGMA foreign_keys = OFF")
        self._triggers: list[str] = []
        self._set_triggers_aside()
        self._columns = {
            name: {
                column
                for (column,) in self._connection.execute("SELECT name FROM pragma_table_info(?)", (name,))
            }
            for (name,) in self._connection.execute(
                "SELECT name FROM sqlite_schema WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%'"
            ).fetchall()
        }

    def take(self, table: str, columns: Sequence[str], rows: Iterable[tuple[Any, ...]]) -> None:
        """Put rows in under their own ids, over what a new office brings along."""
        kept = [place for place, name in enumerate(columns) if name in self._columns.get(table, ())]
        if not kept:
            return
        names = ", ".join(f'"{columns[place]}"' for place in kept)
        marks = ", ".join("?" * len(kept))
        statement = f'INSERT OR REPLACE INTO "{table}" ({names}) VALUES ({marks})'
        taken = refused = 0
        connection = self._connection
        connection.execute("BEGIN IMMEDIATE")
        for row in rows:
            try:
                connection.execute(statement, tuple(row[place] for place in kept))
                taken += 1
            except (driver.IntegrityError, driver.DataError, driver.InterfaceError, OverflowError):
                refused += 1
        connection.execute("COMMIT")
        self.facts.taken[table] = taken
        if refused:
            self.facts.refused[table] = refused

    def finish(self, detail: dict[str, Any]) -> Rebuilt:
        """Join the rows to an office again and write the entry that says so."""
        connection = self._connection
        connection.execute("BEGIN IMMEDIATE")
        self._complete()
        connection.execute("COMMIT")
        if self._version < latest():
            self._in_order()
            upgrade(connection)
            connection.execute("PRAGMA foreign_keys = OFF")
            self._set_triggers_aside()
        connection.execute("BEGIN IMMEDIATE")
        for table in journaled_tables():
            self._put_right(table)
        connection.execute("COMMIT")
        self._with_session(self._cut_journal)
        self._in_order()
        connection.close()
        self._with_session(partial(_record, detail=detail, lost=self.facts.journal_lost))
        with self._file.connected("rw") as last:
            checked = last.execute("PRAGMA quick_check(1)").fetchone()
            last.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        if checked is None or checked[0] != "ok":
            raise BookDamaged("Berkas kantor yang baru tidak lulus pemeriksaan.", "Ulangi penyelamatan.")
        return self.facts

    def close(self) -> None:
        """Let the unfinished file go. Calling it after `finish` does nothing."""
        self._connection.close()

    def _set_triggers_aside(self) -> None:
        """They guard and complete what people do; these rows are as they were."""
        triggers = self._connection.execute(
            "SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'"
        ).fetchall()
        self._triggers = [sql for _name, sql in triggers]
        for name, _sql in triggers:
            self._connection.execute(f'DROP TRIGGER "{name}"')

    def _in_order(self) -> None:
        """References lead somewhere again, and the triggers stand."""
        self._connection.execute("BEGIN IMMEDIATE")
        self._release_dangling()
        for sql in self._triggers:
            self._connection.execute(sql)
        self._connection.execute("COMMIT")

    def _with_session(self, work: Callable[[Session], object]) -> None:
        engine = self._file.engine("rw")
        try:
            with engine.connect() as connection:
                settle(connection, "writer")
                with connection.begin(), Session(bind=connection, autoflush=False) as session:
                    work(session)
        finally:
            engine.dispose()

    def _complete(self) -> None:
        """The two rows without which nothing opens."""
        at = now()
        for table, model, values in (
            ("book_info", BookInfo, {"replica_uid": uuid7()}),
            ("office", Office, {"name": NAMELESS}),
        ):
            if not self._connection.execute(f'SELECT 1 FROM "{table}" LIMIT 1').fetchone():
                row = {"id": 1, "uid": uuid7(), "created_at": at, "updated_at": at, **values}
                row = {name: value for name, value in row.items() if name in shape_of(model).table.columns}
                marks = ", ".join("?" * len(row))
                self._connection.execute(
                    f'INSERT INTO "{table}" ({", ".join(row)}) VALUES ({marks})', tuple(row.values())
                )

    def _cut_journal(self, session: Session) -> None:
        """Keep the chain up to the last entry before its first problem."""
        report = verify_chain(session)
        raw = raw_of(session.connection())
        (count,) = raw.execute("SELECT count(*) FROM journal").fetchone() or (0,)
        good = report.problems[0].position - 1 if report.problems else count
        if report.problems:
            rows = "(SELECT id FROM journal_row WHERE journal_id > ?)"
            raw.execute(f"DELETE FROM journal_value WHERE id IN {rows}", (good,))
            raw.execute("DELETE FROM journal_value WHERE id NOT IN (SELECT id FROM journal_row)")
            raw.execute("DELETE FROM journal_row WHERE journal_id > ?", (good,))
            for table in ("journal_text", "undo_step", "journal"):
                raw.execute(f"DELETE FROM {table} WHERE id > ?", (good,))
        self.facts.journal_kept = good
        self.facts.journal_lost = count - good

    def _release_dangling(self) -> None:
        """Empty the references that lead nowhere; where one must not be empty, leave the row out."""
        connection = self._connection
        for _ in range(_ROUNDS):
            broken = connection.execute("PRAGMA foreign_key_check").fetchall()
            if not broken:
                return
            for table, rowid, _parent, place in broken:
                self._release(table, rowid, place)
        raise BookDamaged("Rujukan antarcatatan tidak dapat dirapikan.", "Pulihkan dari cadangan.")

    def _release(self, table: str, rowid: int, place: int) -> None:
        connection = self._connection
        columns = [
            name
            for (name,) in connection.execute(
                'SELECT "from" FROM pragma_foreign_key_list(?) WHERE id = ?', (table, place)
            ).fetchall()
        ]
        must = {
            name
            for (name,) in connection.execute(
                'SELECT name FROM pragma_table_info(?) WHERE "notnull" = 1 OR pk > 0', (table,)
            )
        }
        if not must.intersection(columns):
            emptied = ", ".join(f'"{name}" = NULL' for name in columns)
            try:
                connection.execute(f'UPDATE "{table}" SET {emptied} WHERE rowid = ?', (rowid,))
            except driver.IntegrityError:
                pass
            else:
                self.facts.let_go[table] = self.facts.let_go.get(table, 0) + 1
                return
        connection.execute(f'DELETE FROM "{table}" WHERE rowid = ?', (rowid,))
        self.facts.left_out[table] = self.facts.left_out.get(table, 0) + 1

    # the journal as witness

    def _put_right(self, table: str) -> None:
        """Give rows the values the journal proves by their hashes, and bring back rows that only it knows."""
        raw = self._connection
        for found in list(differences(raw, table)):
            if found.is_gone:
                self._make_again(table, found.subject.row_uid)
            elif not found.is_new:
                proven = _proven(raw, table, found.subject.row_uid).values
                values = {name: decode(proven[name]) for name in found.before if name in proven}
                if not values:
                    continue
                marks = ", ".join(f'"{name}" = ?' for name in values)
                place = (*values.values(), found.subject.row_id)
                if _tried(raw, f'UPDATE "{table}" SET {marks} WHERE id = ?', place):
                    self.facts.corrected += len(values)

    def _make_again(self, table: str, uid: str) -> None:
        row = _last_row(self._connection, table, uid)
        if row is None:
            return
        names = ", ".join(f'"{name}"' for name in row)
        marks = ", ".join("?" * len(row))
        statement = f'INSERT INTO "{table}" ({names}) VALUES ({marks})'
        if _tried(self._connection, statement, tuple(row.values())):
            self.facts.made_again[table] = self.facts.made_again.get(table, 0) + 1


def _record(session: Session, *, detail: Mapping[str, Any], lost: int) -> None:
    rebuild_search(session)
    raw = raw_of(session.connection())
    recorder = Recorder(raw)
    record_differences(raw, recorder, journaled_tables())
    recorder.add(RESCUED, NOBODY, {}, {**detail, "entri_jurnal_hilang": lost})
    recorder.finish(
        at=now(),
        actor_id=None,
        action=RESCUED,
        label="Kantor diselamatkan dari berkas yang rusak",
        reason="",
    )


def _tried(raw: DriverConnection, statement: str, values: tuple[Any, ...]) -> bool:
    """Run it in a savepoint of its own: what the new file refuses leaves nothing behind."""
    raw.execute("SAVEPOINT satu")
    try:
        raw.execute(statement, values)
    except (driver.IntegrityError, driver.DataError, driver.InterfaceError):
        raw.execute("ROLLBACK TO satu")
        raw.execute("RELEASE satu")
        return False
    raw.execute("RELEASE satu")
    return True


@dataclass(slots=True)
class _Proven:
    """The last values of a row whose hashes hold; `doubtful` fields were removed, lost or changed."""

    row_id: int = 0
    at: str = ""
    values: dict[str, Any] = field(default_factory=dict[str, Any])
    doubtful: set[str] = field(default_factory=set[str])


def _proven(raw: DriverConnection, table: str, uid: str) -> _Proven:
    found = _Proven()
    for row_id, action, at, fields, hashes, salts, before, after in _entries(raw, table, uid):
        if action == DELETED:
            found = _Proven()
            continue
        found.row_id, found.at = row_id, at
        names = str(fields).split(",") if fields else []
        try:
            kept = unpack(fields, salts, before, after)
        except (ValueError, TypeError):
            found.doubtful.update(names)
            continue
        for place, name in enumerate(names):
            one, other = kept.before.get(name), kept.after.get(name)
            expected = hashes[place * HASH_BYTES : (place + 1) * HASH_BYTES]
            if name not in kept.removed and field_hash(salt_at(salts, place), name, one, other) == expected:
                found.values[name] = other
                found.doubtful.discard(name)
            else:
                found.values.pop(name, None)
                found.doubtful.add(name)
    return found


def _last_row(raw: DriverConnection, table: str, uid: str) -> dict[str, Any] | None:
    """A whole row as the journal proves it; nothing when a value cannot be proven."""
    shape = shape_of(models()[table])
    proven = _proven(raw, table, uid)
    if not proven.values or proven.doubtful - shape.secrets:
        return None
    row: dict[str, Any] = {"id": proven.row_id}
    if shape.keyed:
        row["uid"] = uid
    if shape.edited:
        row["version"] = 1
    if shape.stamped:
        row |= {"created_at": proven.at, "updated_at": proven.at}
    return row | {
        name: decode(value)
        for name, value in proven.values.items()
        if name in shape.fields and value is not None
    }


def _entries(raw: DriverConnection, table: str, uid: str) -> Iterator[tuple[Any, ...]]:
    actions = ", ".join(f"'{action}'" for action in sorted(VALUE_CHANGES))
    yield from raw.execute(
        "SELECT r.row_id, r.action, j.at, r.fields, r.hashes, v.salts, v.before, v.after FROM journal_row r"
        " JOIN journal j ON j.id = r.journal_id JOIN journal_value v ON v.id = r.id"
        f" WHERE r.table_name = ? AND r.row_uid = ? AND r.action IN ({actions}) ORDER BY r.id",
        (table, uid),
    ).fetchall()
