"""Half-typed work that waits in the office file: what it is, when it was typed, whether its record moved on.

The draft itself says where it belongs and what its owner calls it; drafts of other users are never read.
Imports no Qt and no room.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import null, select
from sqlalchemy.orm import Session

from berkas.engine.history import office_zone
from berkas.rules.dates import TimeZone, local_moment, show_short, show_time
from berkas_db.changes import Actor
from berkas_db.drafts import DraftLine, find_draft, list_drafts
from berkas_db.tables import Base

NEW = "baru"


@dataclass(frozen=True, slots=True)
class Unfinished:
    """One draft.

    `kind` is what the editor calls itself (a table's name, perhaps with a part after a point). `room` and
    `place` open it, with `record_id` when its record is there. `word` and `title` are what its owner calls
    it. `when` is "12 Jun 2025 pukul 10.42". `version` is the record's when it was read. `is_new`: its record
    was never saved. `has_moved`: its record was saved by somebody since. `typed` and `more` are the editor's.
    """

    id: int
    kind: str
    record_uid: str | None
    record_id: int | None
    room: str
    place: str
    word: str
    title: str
    when: str
    version: int | None
    is_new: bool
    has_moved: bool
    is_trashed: bool
    typed: Any
    more: Mapping[str, Any]
    cursor: tuple[str, int] | None
    writer: str = ""
    """The window it was written from; two windows of one person may have the same record open."""

    @property
    def name(self) -> str:
        """What it is, in a line: “Pengaduan 12/2025”, “OBH baru”."""
        word = self.word[:1].upper() + self.word[1:]
        return f"{word} {NEW if self.is_new or not self.title else self.title}"

    @property
    def is_lost(self) -> bool:
        """Its record is no longer in the book; it can only be thrown away."""
        return not self.is_new and self.record_id is None


def pack(
    *,
    room: str,
    place: str,
    word: str,
    title: str,
    is_new: bool,
    version: int | None,
    typed: Any,  # noqa: ANN401  JSON of the editor's own shape
    more: Mapping[str, Any],
    cursor: tuple[str, int] | None,
    writer: str = "",
) -> str:
    """What `Unfinished` reads back, as the text of a draft."""
    return json.dumps(
        {
            "room": room,
            "place": place,
            "word": word,
            "title": title,
            "is_new": is_new,
            "version": version,
            "typed": typed,
            "more": dict(more),
            "cursor": None if cursor is None else list(cursor),
            "writer": writer,
        },
        ensure_ascii=False,
    )


def unfinished(session: Session, actor: Actor) -> list[Unfinished]:
    """This person's drafts, newest first."""
    zone = office_zone(session)
    return [_read(session, line, zone) for line in list_drafts(session, actor)]


def unfinished_of(session: Session, actor: Actor, kind: str, record_uid: str) -> Unfinished | None:
    """This person's draft of one record, when there is one."""
    line = find_draft(session, actor, kind, record_uid)
    return None if line is None else _read(session, line, office_zone(session))


def _read(session: Session, line: DraftLine, zone: TimeZone) -> Unfinished:
    kept = json.loads(line.values_json)
    is_new = bool(kept.get("is_new", line.record_uid is None))
    record_id, version, is_trashed = (None, None, False) if is_new else _record(session, line)
    moment = local_moment(line.updated_at, zone)
    cursor = kept.get("cursor")
    return Unfinished(
        id=line.id,
        kind=line.kind,
        record_uid=line.record_uid,
        record_id=record_id,
        room=str(kept.get("room", "")),
        place=str(kept.get("place", "")),
        word=str(kept.get("word", "isian")),
        title=str(kept.get("title", "")),
        when=f"{show_short(moment.date())} pukul {show_time(moment)}",
        version=kept.get("version"),
        is_new=is_new,
        has_moved=not is_new and version != kept.get("version"),
        is_trashed=is_trashed,
        typed=kept.get("typed", {}),
        more=kept.get("more", {}),
        cursor=None if cursor is None else (str(cursor[0]), int(cursor[1])),
        writer=str(kept.get("writer", "")),
    )


def _record(session: Session, line: DraftLine) -> tuple[int | None, int | None, bool]:
    """Id and version of the record now, and whether it lies in the trash; nothing when it is gone."""
    table = Base.metadata.tables.get(line.kind.partition(".")[0])
    if table is None or "uid" not in table.c or "version" not in table.c:
        return None, None, False
    trashed = table.c.trashed_at if "trashed_at" in table.c else null()
    row = session.execute(
        select(table.c.id, table.c.version, trashed).where(table.c.uid == line.record_uid)
    ).one_or_none()
    return (None, None, False) if row is None else (row[0], row[1], row[2] is not None)
