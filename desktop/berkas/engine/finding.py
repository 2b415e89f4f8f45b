"""Finds records of all kinds by what is typed: number, code or words; for the search box of the window.

Shows what people may call a record by, never an identity: recipients are codes, a case is its number, and
what is restricted is neither searched nor shown to roles that may not read it. Imports no Qt and no room.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, cast

from sqlalchemy import ColumnElement, Row, Select, Table, and_, func, or_, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from berkas.engine.access import Right, may
from berkas.engine.narrowing import on_day
from berkas_db.changes import Actor
from berkas_db.search import matching_any, tables_over
from berkas_db.tables import (
    Agreement,
    Aspiration,
    Assessment,
    AwardEntry,
    AwardRound,
    Base,
    Complaint,
    ComplaintAttachment,
    ComplaintEvent,
    Evidence,
    EvidenceUse,
    Finding,
    Followup,
    Innovation,
    IssuedDocument,
    LegalCase,
    Letter,
    Obh,
    ObhAlias,
    ObhDocument,
    Official,
    OutreachEvent,
    Person,
    Posbankum,
    PpidRequest,
    PublicInformation,
    Recipient,
    Reimbursement,
    Sop,
    Supervision,
    SupervisionFinding,
    Unit,
    UnitAlias,
    Visit,
)

EACH = 5
"""How many records of a kind are offered at once."""
_LEAST_LETTERS = 2

SearchTables = Mapping[str, tuple[str, ...]]
"""The search tables of the book, by the table they search."""


@dataclass(frozen=True, slots=True)
class Found:
    """A record by the room and kind that open it, its id, and the words a person knows it by."""

    room: str
    kind: str
    id: int
    title: str
    word: str


@dataclass(frozen=True, slots=True)
class _Part:
    """What belongs to a record and is searched for it: notes, other names, captions and file names."""

    key: InstrumentedAttribute[Any]
    """The part's column that holds the record's id."""
    through: InstrumentedAttribute[Any] | None = None
    """Where the part only points to what is searched (a proof, a kept file): its column that does."""

    def matching(self, known: SearchTables, typed: str) -> Select[int]:
        """Ids of the records whose parts answer; what was trashed answers no more."""
        part = cast("Table", self.key.class_.__table__)
        statement = select(self.key).where(self.key.is_not(None))
        if self.through is None:
            return statement.where(*_answering(part, known, typed))
        [reference] = self.through.property.columns[0].foreign_keys
        searched = reference.column.table
        return statement.where(
            self.through.in_(select(searched.c.id).where(*_answering(searched, known, typed)))
        )


@dataclass(frozen=True, slots=True)
class _Source:
    """How one kind of record is found, and how it is called: its short name first, then its title.

    `day` is the date people know it by; `kind` the tab that opens it, where it is not named like the table;
    `only` which rows of the table are meant; `open_to_all` which of them everybody may find.
    """

    room: str
    model: type[Base]
    word: str
    shown: tuple[Any, ...]
    parts: tuple[_Part, ...] = ()
    day: Any = None
    kind: str = ""
    only: ColumnElement[bool] | None = None
    open_to_all: ColumnElement[bool] | None = None


_NAME_OF_ENTRY = select(Unit.name).where(Unit.id == AwardEntry.unit_id).scalar_subquery()
_ROUND_OF_ENTRY = select(AwardRound.code).where(AwardRound.id == AwardEntry.round_id).scalar_subquery()
_INTERVIEW = func.coalesce(Assessment.survey_period_id, Assessment.award_entry_id, 0) == 0
_RESTRICTED = select(Complaint.id).where(Complaint.is_restricted)
_OPEN_LETTER = and_(
    Letter.is_secret.is_(False), or_(Letter.complaint_id.is_(None), Letter.complaint_id.not_in(_RESTRICTED))
)


def _proofs(key: InstrumentedAttribute[Any]) -> _Part:
    """The captions and file names of the proofs a record uses."""
    return _Part(key, EvidenceUse.evidence_id)


def _letters(direction: str, word: str, kind: str) -> _Source:
    shown, only = (Letter.number, Letter.subject), Letter.direction == direction
    return _Source(
        "office", Letter, word, shown, day=Letter.letter_on, kind=kind, only=only, open_to_all=_OPEN_LETTER
    )


_OBH = (
    _Source(
        "obh", Obh, "OBH", (Obh.name, Obh.code),
        parts=(
            _Part(ObhAlias.obh_id),
            _Part(Agreement.obh_id),
            _Part(ObhDocument.obh_id, ObhDocument.attachment_id),
        ),
    ),
    _Source("obh", Person, "Orang", (Person.name,)),
    _Source("obh", LegalCase, "Perkara", (LegalCase.code,), day=LegalCase.request_on),
    _Source("obh", Recipient, "Penerima", (Recipient.code,)),
    _Source("obh", Reimbursement, "Reimbursement", (Reimbursement.code,), day=Reimbursement.submitted_on),
    _Source("obh", Posbankum, "Posbankum", (Posbankum.name, Posbankum.code)),
)  # fmt: skip
_VISITS = (
    _Source(
        "visits", Visit, "Kegiatan", (Visit.code, Visit.title), day=Visit.from_date,
        parts=(_Part(Evidence.visit_id), _proofs(EvidenceUse.visit_id)),
    ),
    _Source("visits", Assessment, "Lembar", (Assessment.code,), day=Assessment.interview_on, only=_INTERVIEW),
    _Source(
        "visits", OutreachEvent, "Acara", (OutreachEvent.code, OutreachEvent.title),
        day=OutreachEvent.on_date,
        parts=(_Part(Evidence.event_id), _proofs(EvidenceUse.event_id)),
    ),
)  # fmt: skip
_AWARD = (
    _Source("award", AwardRound, "Putaran P2HAM", (AwardRound.code, AwardRound.title)),
    _Source(
        "award", AwardEntry, "Unit dalam putaran",
        (_NAME_OF_ENTRY, _ROUND_OF_ENTRY, AwardEntry.verification_number), day=AwardEntry.verified_on,
        parts=(_proofs(EvidenceUse.award_entry_id),),
    ),
    _Source("award", Innovation, "Inovasi", (Innovation.name,)),
)  # fmt: skip
_COMPLAINTS = (
    _Source(
        "complaints", Complaint, "Pengaduan", (Complaint.number, Complaint.title), day=Complaint.received_on,
        parts=(
            _Part(ComplaintEvent.complaint_id),
            _Part(ComplaintAttachment.complaint_id),
            _Part(ComplaintAttachment.complaint_id, ComplaintAttachment.attachment_id),
            _proofs(EvidenceUse.complaint_id),
        ),
        open_to_all=Complaint.is_restricted.is_(False),
    ),
    _Source("complaints", Aspiration, "Aspirasi", (Aspiration.code,), day=Aspiration.on_date),
    _Source(
        "complaints", Supervision, "Pengawasan", (Supervision.code, Supervision.report_number),
        day=Supervision.on_date,
        parts=(_Part(SupervisionFinding.supervision_id), _proofs(EvidenceUse.supervision_id)),
    ),
    _Source(
        "complaints", PpidRequest, "Permohonan PPID", (PpidRequest.number,), day=PpidRequest.received_on
    ),
    _Source(
        "complaints", PublicInformation, "Informasi publik",
        (PublicInformation.number, PublicInformation.title),
    ),
)  # fmt: skip
_FOLLOWUPS = (
    _Source(
        "followups", Finding, "Temuan", (Finding.code, Finding.title), day=Finding.found_on,
        open_to_all=Finding.is_secret.is_(False),
    ),
    _Source(
        "followups", Followup, "Tindak lanjut", (Followup.code, Followup.title), day=Followup.due_on,
        parts=(_proofs(EvidenceUse.followup_id),), open_to_all=Followup.is_secret.is_(False),
    ),
)  # fmt: skip
_OFFICE = (
    _Source(
        "office", Unit, "Unit", (Unit.name, Unit.code),
        parts=(_Part(UnitAlias.unit_id), _Part(Sop.unit_id), _Part(Evidence.unit_id)),
    ),
    _Source("office", Official, "Pejabat", (Official.name,)),
    _letters("keluar", "Surat keluar", "letter"),
    _letters("masuk", "Surat masuk", "surat_masuk"),
    _Source(
        "office", IssuedDocument, "Dokumen terbit", (IssuedDocument.number, IssuedDocument.title),
        day=IssuedDocument.issued_on,
    ),
)  # fmt: skip
_SOURCES = (*_OBH, *_VISITS, *_AWARD, *_COMPLAINTS, *_FOLLOWUPS, *_OFFICE)


def find_records(session: Session, actor: Actor, typed: str) -> list[Found]:
    """Records that answer what was typed, at most `EACH` of a kind, the newest first.

    Nothing for fewer than two letters or digits.
    """
    if len(typed.strip()) < _LEAST_LETTERS:
        return []
    known, sees_all = tables_over(session), may(actor, Right.SEE_CONFIDENTIAL)
    statements = ((source, _statement(source, known, typed, sees_all=sees_all)) for source in _SOURCES)
    return [_found(source, row) for source, statement in statements for row in session.execute(statement)]


def hidden_from(session: Session, actor: Actor, model: type[Base]) -> frozenset[int]:
    """Ids of the records of one kind that this person may not find."""
    rules = [source.open_to_all for source in _SOURCES if source.model is model]
    if may(actor, Right.SEE_CONFIDENTIAL) or not rules or rules[0] is None:
        return frozenset()
    ids = select(model.__table__.c.id)
    return frozenset(session.scalars(ids.where(model.__table__.c.id.not_in(ids.where(rules[0])))))


def _statement(
    source: _Source, known: SearchTables, typed: str, *, sees_all: bool
) -> Select[*tuple[Any, ...]]:
    table = cast("Table", source.model.__table__)
    answers = or_(
        matching_any(table.c.id, known[table.name], typed),
        *(table.c.id.in_(part.matching(known, typed)) for part in source.parts),
        *((on_day(source.day, typed),) if source.day is not None else ()),
    )
    statement = select(table.c.id, *source.shown).where(answers, *_kept(table))
    if source.only is not None:
        statement = statement.where(source.only)
    if source.open_to_all is not None and not sees_all:
        statement = statement.where(source.open_to_all)
    return statement.order_by(table.c.id.desc()).limit(EACH)


def _answering(table: Table, known: SearchTables, typed: str) -> Iterable[ColumnElement[bool]]:
    return (matching_any(table.c.id, known[table.name], typed), *_kept(table))


def _kept(table: Table) -> Iterable[ColumnElement[bool]]:
    """What was trashed is not found."""
    return (table.c.trashed_at.is_(None),) if "trashed_at" in table.c else ()


def _found(source: _Source, row: Row[Any]) -> Found:
    title = " · ".join(str(part) for part in row[1:] if part)
    return Found(source.room, source.kind or source.model.__tablename__, row[0], title, source.word)
