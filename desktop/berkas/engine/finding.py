"""Finds records of all kinds by what is typed: number, code or words; for the search box of the window.

Shows what people may call a record by, never an identity: recipients are codes, a case is its number, and
what is restricted is neither searched nor shown to roles that may not read it. Imports no Qt and no room.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import Session

from berkas.engine.access import Right, may
from berkas_db.changes import Actor
from berkas_db.search import matching
from berkas_db.tables import (
    AwardRound,
    Base,
    Complaint,
    Finding,
    Followup,
    LegalCase,
    Obh,
    OutreachEvent,
    Posbankum,
    PpidRequest,
    Recipient,
    Unit,
    Visit,
)

EACH = 5
"""How many records of a kind are offered at once."""
_LEAST_LETTERS = 2


@dataclass(frozen=True, slots=True)
class Found:
    """A record by the room and kind that open it, its id, and the words a person knows it by."""

    room: str
    kind: str
    id: int
    title: str
    word: str


@dataclass(frozen=True, slots=True)
class _Source:
    """How one kind of record is found: its short name first, then its title when it may be shown."""

    room: str
    model: type[Base]
    word: str
    shown: tuple[Any, ...]
    tables: tuple[str, ...]
    open_to_all: ColumnElement[bool] | None = field(default=None)


_SOURCES = (
    _Source("obh", Obh, "OBH", (Obh.name, Obh.code), ("obh_fts", "obh_trigram")),
    _Source("office", Unit, "Unit", (Unit.name, Unit.code), ("unit_fts", "unit_trigram")),
    _Source(
        "complaints",
        Complaint,
        "Pengaduan",
        (Complaint.number, Complaint.title),
        ("complaint_fts", "complaint_trigram"),
        Complaint.is_restricted.is_(False),
    ),
    _Source("visits", Visit, "Kegiatan", (Visit.code, Visit.title), ("visit_fts", "visit_trigram")),
    _Source(
        "visits",
        OutreachEvent,
        "Acara",
        (OutreachEvent.code, OutreachEvent.title),
        ("outreach_event_fts",),
    ),
    _Source("award", AwardRound, "Putaran P2HAM", (AwardRound.code, AwardRound.title), ("award_round_fts",)),
    _Source(
        "followups",
        Finding,
        "Temuan",
        (Finding.code, Finding.title),
        ("finding_fts", "finding_trigram"),
        Finding.is_secret.is_(False),
    ),
    _Source(
        "followups",
        Followup,
        "Tindak lanjut",
        (Followup.code, Followup.title),
        ("followup_fts", "followup_trigram"),
        Followup.is_secret.is_(False),
    ),
    _Source("obh", LegalCase, "Perkara", (LegalCase.code,), ("legal_case_trigram",)),
    _Source("obh", Recipient, "Penerima", (Recipient.code,), ("recipient_trigram",)),
    _Source(
        "obh",
        Posbankum,
        "Posbankum",
        (Posbankum.name, Posbankum.code),
        ("posbankum_fts", "posbankum_trigram"),
    ),
    _Source("complaints", PpidRequest, "Permohonan PPID", (PpidRequest.number,), ("ppid_request_trigram",)),
)


def find_records(session: Session, actor: Actor, typed: str) -> list[Found]:
    """Records that answer what was typed, at most `EACH` of a kind, the newest first.

    Nothing for fewer than two letters or digits.
    """
    if len(typed.strip()) < _LEAST_LETTERS:
        return []
    sees_all = may(actor, Right.SEE_CONFIDENTIAL)
    return [found for source in _SOURCES for found in _of_kind(session, source, typed, sees_all=sees_all)]


def _of_kind(session: Session, source: _Source, typed: str, *, sees_all: bool) -> Sequence[Found]:
    columns = source.model.__table__.c
    statement = (
        select(columns.id, *source.shown)
        .where(
            columns.trashed_at.is_(None),
            or_(*(matching(columns.id, table, typed) for table in source.tables)),
        )
        .order_by(columns.id.desc())
        .limit(EACH)
    )
    if source.open_to_all is not None and not sees_all:
        statement = statement.where(source.open_to_all)
    rows = session.execute(statement)
    kind = source.model.__tablename__
    return [
        Found(source.room, kind, row[0], " · ".join(str(part) for part in row[1:] if part), source.word)
        for row in rows
    ]
