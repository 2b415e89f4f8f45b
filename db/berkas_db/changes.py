"""What a command is handed and what it leaves behind: the actor, the step, and the changes.

A command is a plain function `command(step, …)`. All rows are written through the step, which records them
for journal and undo. It knows no threads and no files. Imports nothing of the project but the floor's own
rows, attachments and tables.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from berkas_db import attachments
from berkas_db.connect import raw_of
from berkas_db.errors import Conflict
from berkas_db.images import encode, shape_of
from berkas_db.recording import FORGOTTEN, NOBODY, RESTORED, TRASHED, Subject, forget
from berkas_db.rows import Row, RowWriter
from berkas_db.tables.base import Base
from berkas_db.tables.system import AppUser, Draft, JournalEntry, JournalRow

NO_USER = "belum ada pengguna"


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts. `role` is one of admin, petugas, verifikator, pimpinan, pengawas."""

    user_id: int | None
    name: str
    role: str


ANYONE = Actor(None, NO_USER, "admin")


@dataclass(frozen=True, slots=True)
class Changes:
    """What one committed command did.

    `kinds` are table names; `touched` maps them to the ids inserted, updated or deleted; `created` to the
    ids inserted, in order; `journal_id` is the entry's position, nothing when nothing was written; `value` is
    what the command returned; `can_undo` says whether undo takes it back.
    """

    kinds: frozenset[str] = frozenset()
    touched: Mapping[str, frozenset[int]] = field(
        default_factory=lambda: MappingProxyType[str, frozenset[int]]({})
    )
    created: Mapping[str, tuple[int, ...]] = field(
        default_factory=lambda: MappingProxyType[str, tuple[int, ...]]({})
    )
    journal_id: int | None = None
    value: Any = None
    can_undo: bool = False


class Step:
    """One command at work: reads through `session`, writes through the methods, all in one transaction.

    `now` is the instant of the step, UTC ISO text with milliseconds and `Z`. Values are given in the types of
    the columns. A refused command raises, and then nothing of it stays.
    """

    def __init__(self, session: Session, actor: Actor, now: str) -> None:
        self.session = session
        self.actor = actor
        self.now = now
        self.label = ""
        self.reason = ""
        self.can_undo = True
        self.rows = RowWriter(session, now)

    def insert(self, model: type[Base], values: Mapping[str, Any]) -> int:
        """Insert a row and return its id. `uid`, `version` and the instants are set here."""
        return self.rows.insert(model, values)["id"]

    def insert_many(self, model: type[Base], rows: Iterable[Mapping[str, Any]]) -> list[int]:
        """Insert many rows at the price of few statements (an import); ids in the order given."""
        return self.rows.insert_many(model, rows)

    def update(
        self, model: type[Base], id: int, values: Mapping[str, Any], *, version: int | None = None
    ) -> None:
        """Change the values that differ; nothing is written when none does.

        With `version`, the row must still be the one that was read: otherwise `Conflict`. Raises `Refused`
        when the row is gone.
        """
        row = self.rows.require(model, id)
        self._check_version(model, row, values, version)
        self.rows.update(model, row, values)

    def update_many(self, model: type[Base], ids: Iterable[int], values: Mapping[str, Any]) -> int:
        """Give many rows the same values (a bulk change); returns how many really changed."""
        return self.rows.update_many(model, ids, values)

    def delete(self, model: type[Base], id: int) -> None:
        """Delete a child row with all that hangs on it. Records people know go to the trash instead."""
        self.rows.delete(model, self.rows.require(model, id))

    def trash(self, model: type[Base], id: int, *, version: int | None = None) -> None:
        """Put a record into the trash; one that lies there already stays as it is."""
        row = self.rows.require(model, id)
        if row["trashed_at"] is None:
            values = {"trashed_at": self.now}
            self._check_version(model, row, values, version)
            self.rows.update(model, row, values, action=TRASHED)

    def restore(self, model: type[Base], id: int) -> None:
        """Take a record out of the trash."""
        self.rows.update(model, self.rows.require(model, id), {"trashed_at": None}, action=RESTORED)

    def attach(self, data: bytes, name: str, media_type: str) -> int:
        """Keep bytes, once per SHA-256; returns the attachment's id."""
        return attachments.store(self.rows, data, name, media_type)

    def note(self, action: str, model: type[Base] | None, id: int | None, detail: Mapping[str, Any]) -> None:
        """A journal line without a change of rows: a paper issued, an identity seen, an export."""
        subject = NOBODY
        if model is not None:
            shape = shape_of(model)
            row = self.rows.require(model, id) if id is not None else None
            subject = Subject(shape.name, id or 0, shape.uid_of(row) if row else "")
        self.rows.recorder.add(action, subject, {}, {name: encode(value) for name, value in detail.items()})

    def say(self, label: str, reason: str = "") -> None:
        """The name people see of this step, for example “Pengaduan 12/2025 disimpan”, and its reason."""
        self.label = label
        self.reason = reason

    def cannot_undo(self) -> None:
        """This step stays: it left the office (an issued paper), or cannot be taken back otherwise."""
        self.can_undo = False

    def forget(self, model: type[Base], id: int, fields: Iterable[str] | None = None) -> None:
        """Remove from the journal what it holds of this row (or of some fields): values, salts and words.

        The row itself is changed by the command beforehand. The chain still verifies; undo ends here.
        """
        shape = shape_of(model)
        uid = shape.uid_of(self.rows.require(model, id))
        self.rows.recorder.flush()
        forget(raw_of(self.rows.connection), shape.name, uid, fields)
        self.rows.recorder.add(FORGOTTEN, Subject(shape.name, id, uid), {}, {})
        self.cannot_undo()

    def drop_draft(self, kind: str, record_uid: str | None) -> None:
        """The saved record takes the place of this actor's draft of it."""
        self.rows.connection.execute(
            delete(Draft).where(
                Draft.actor_id.is_(self.actor.user_id)
                if self.actor.user_id is None
                else Draft.actor_id == self.actor.user_id,
                Draft.kind == kind,
                func.ifnull(Draft.record_uid, "") == (record_uid or ""),
            )
        )

    def finish(self, value: Any, *, action: str | None = None) -> Changes:  # noqa: ANN401  a command's value
        """Write the journal entry, if anything was recorded, and say what changed. Only the book calls it."""
        if self.session.new or self.session.dirty or self.session.deleted:
            raise TypeError("a command changed an entity; rows are written through the step only")
        if not self.rows.has_entry:
            return Changes(value=value)
        recorder = self.rows.recorder
        kind = action or ("ubah" if recorder.changed_rows else recorder.first_action)
        position = recorder.finish(
            at=self.now,
            actor_id=self.actor.user_id,
            action=kind,
            label=self.label or "Perubahan data",
            reason=self.reason,
        )
        touched = {table: frozenset(ids) for table, ids in self.rows.touched.items()}
        created = {table: tuple(ids) for table, ids in self.rows.created.items()}
        return Changes(
            frozenset(touched),
            MappingProxyType(touched),
            MappingProxyType(created),
            position,
            value,
            self.can_undo and bool(recorder.changed_rows) and not recorder.has_secrets,
        )

    def _check_version(
        self, model: type[Base], row: Row, values: Mapping[str, Any], version: int | None
    ) -> None:
        if version is None or not shape_of(model).edited or row["version"] == version:
            return
        differing = [name for name, value in values.items() if row[name] != value]
        if not differing:
            return
        raise Conflict(
            f"Catatan ini sudah disimpan lebih dahulu oleh {self._last_writer(model, row)}.",
            "Bandingkan kedua isian, lalu simpan yang benar.",
            yours={name: values[name] for name in differing},
            theirs={name: row[name] for name in differing},
        )

    def _last_writer(self, model: type[Base], row: Row) -> str:
        shape = shape_of(model)
        name = self.session.execute(
            select(AppUser.full_name)
            .select_from(JournalRow)
            .join(JournalEntry, JournalEntry.id == JournalRow.journal_id)
            .outerjoin(AppUser, AppUser.id == JournalEntry.actor_id)
            .where(JournalRow.table_name == shape.name, JournalRow.row_uid == shape.uid_of(row))
            .order_by(JournalRow.id.desc())
            .limit(1)
        ).scalar()
        return name or "jendela lain"
