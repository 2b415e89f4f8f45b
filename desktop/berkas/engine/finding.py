"""Finds records of all kinds by what is typed: number, code or words; for the search box of the window.

Shows what people may call a record by, never an identity: recipients are codes, a case is its number, and
what is restricted is neither searched nor shown to roles that may not read it. Imports no Qt and no room.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, or_, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from berkas.engine.access import Right, may
from berkas.engine.narrowing import on_day
from berkas_db.changes import Actor
from berkas_db.search import matching
from berkas_db.tables import (
    Agreement,
    Aspiration,
    Assessment,
    AwardEntry,
    AwardRound,
    Base,
    Complaint,
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
_NAME_OF_ENTRY = select(Unit.name).where(Unit.id == AwardEntry.unit_id).scalar_subquery()
_ROUND_OF_ENTRY = select(AwardRound.code).where(AwardRound.id == AwardEntry.round_id).scalar_subquery()


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
    tables: tuple[str, ...]
    uses: InstrumentedAttribute[Any] | None = None
    """Where the part only uses a proof: its column that names the proof, which is what is searched."""

    def matching(self, typed: str) -> Select[int]:
        """Ids of the records whose parts answer; what was trashed answers no more."""
        columns = self.key.class_.__table__.c
        if self.uses is not None:
            proofs = select(Evidence.id).where(
                Evidence.trashed_at.is_(None),
                or_(*(matching(Evidence.__table__.c.id, table, typed) for table in self.tables)),
            )
            return select(self.key).where(self.key.is_not(None), self.uses.in_(proofs))
        found = or_(*(matching(columns.id, table, typed) for table in self.tables))
        statement = select(self.key).where(self.key.is_not(None), found)
        return statement.where(columns.trashed_at.is_(None)) if "trashed_at" in columns else statement


@dataclass(frozen=True, slots=True)
class _Source:
    """How one kind of record is found: its short name first, then its title when it may be shown.

    `day` is the date people know it by; `kind` the tab that opens it, where it is not named like the table.
    """

    room: str
    model: type[Base]
    word: str
    shown: tuple[Any, ...]
    tables: tuple[str, ...]
    open_to_all: ColumnElement[bool] | None = field(default=None)
    parts: tuple[_Part, ...] = ()
    day: Any = None
    kind: str = ""
    only: ColumnElement[bool] | None = field(default=None)


_PROOF = ("evidence_fts", "evidence_trigram")
_LETTER = ("letter_fts", "letter_trigram")
_RESTRICTED = select(Complaint.id).where(Complaint.is_restricted)
_OPEN_LETTER = and_(
    Letter.is_secret.is_(False), or_(Letter.complaint_id.is_(None), Letter.complaint_id.not_in(_RESTRICTED))
)


def _proofs(key: InstrumentedAttribute[Any]) -> _Part:
    """The captions and file names of the proofs a record uses."""
    return _Part(key, _PROOF, EvidenceUse.evidence_id)


_SOURCES = (
    _Source(
        "obh",
        Obh,
        "OBH",
        (Obh.name, Obh.code),
        ("obh_fts", "obh_trigram"),
        parts=(_Part(ObhAlias.obh_id, ("obh_alias_fts",)), _Part(Agreement.obh_id, ("agreement_fts",))),
    ),
    _Source("obh", Person, "Orang", (Person.name,), ("person_fts", "person_trigram")),
    _Source(
        "obh",
        LegalCase,
        "Perkara",
        (LegalCase.code,),
        ("legal_case_fts", "legal_case_trigram"),
        day=LegalCase.request_on,
    ),
    _Source("obh", Recipient, "Penerima", (Recipient.code,), ("recipient_fts", "recipient_trigram")),
    _Source(
        "obh",
        Reimbursement,
        "Reimbursement",
        (Reimbursement.code,),
        ("reimbursement_fts",),
        day=Reimbursement.submitted_on,
    ),
    _Source(
        "obh",
        Posbankum,
        "Posbankum",
        (Posbankum.name, Posbankum.code),
        ("posbankum_fts", "posbankum_trigram"),
    ),
    _Source(
        "visits",
        Visit,
        "Kegiatan",
        (Visit.code, Visit.title),
        ("visit_fts", "visit_trigram"),
        parts=(_Part(Evidence.visit_id, _PROOF), _proofs(EvidenceUse.visit_id)),
        day=Visit.from_date,
    ),
    _Source(
        "visits",
        Assessment,
        "Lembar",
        (Assessment.code,),
        ("assessment_fts",),
        day=Assessment.interview_on,
        only=func.coalesce(Assessment.survey_period_id, Assessment.award_entry_id, 0) == 0,
    ),
    _Source(
        "visits",
        OutreachEvent,
        "Acara",
        (OutreachEvent.code, OutreachEvent.title),
        ("outreach_event_fts",),
        parts=(_Part(Evidence.event_id, _PROOF), _proofs(EvidenceUse.event_id)),
        day=OutreachEvent.on_date,
    ),
    _Source("award", AwardRound, "Putaran P2HAM", (AwardRound.code, AwardRound.title), ("award_round_fts",)),
    _Source(
        "award",
        AwardEntry,
        "Unit dalam putaran",
        (_NAME_OF_ENTRY, _ROUND_OF_ENTRY, AwardEntry.verification_number),
        ("award_entry_fts",),
        parts=(_proofs(EvidenceUse.award_entry_id),),
        day=AwardEntry.verified_on,
    ),
    _Source("award", Innovation, "Inovasi", (Innovation.name,), ("innovation_fts",)),
    _Source(
        "complaints",
        Complaint,
        "Pengaduan",
        (Complaint.number, Complaint.title),
        ("complaint_fts", "complaint_trigram"),
        Complaint.is_restricted.is_(False),
        parts=(
            _Part(ComplaintEvent.complaint_id, ("complaint_event_fts",)),
            _proofs(EvidenceUse.complaint_id),
        ),
        day=Complaint.received_on,
    ),
    _Source(
        "complaints",
        Aspiration,
        "Aspirasi",
        (Aspiration.code,),
        ("aspiration_fts",),
        day=Aspiration.on_date,
    ),
    _Source(
        "complaints",
        Supervision,
        "Pengawasan",
        (Supervision.code, Supervision.report_number),
        ("supervision_fts",),
        parts=(
            _Part(SupervisionFinding.supervision_id, ("supervision_finding_fts",)),
            _proofs(EvidenceUse.supervision_id),
        ),
        day=Supervision.on_date,
    ),
    _Source(
        "complaints",
        PpidRequest,
        "Permohonan PPID",
        (PpidRequest.number,),
        ("ppid_request_fts", "ppid_request_trigram"),
        day=PpidRequest.received_on,
    ),
    _Source(
        "complaints",
        PublicInformation,
        "Informasi publik",
        (PublicInformation.number, PublicInformation.title),
        ("public_information_fts",),
    ),
    _Source(
        "followups",
        Finding,
        "Temuan",
        (Finding.code, Finding.title),
        ("finding_fts", "finding_trigram"),
        Finding.is_secret.is_(False),
        day=Finding.found_on,
    ),
    _Source(
        "followups",
        Followup,
        "Tindak lanjut",
        (Followup.code, Followup.title),
        ("followup_fts", "followup_trigram"),
        Followup.is_secret.is_(False),
        parts=(_proofs(EvidenceUse.followup_id),),
        day=Followup.due_on,
    ),
    _Source(
        "office",
        Unit,
        "Unit",
        (Unit.name, Unit.code),
        ("unit_fts", "unit_trigram"),
        parts=(
            _Part(UnitAlias.unit_id, ("unit_alias_fts",)),
            _Part(Sop.unit_id, ("sop_fts",)),
            _Part(Evidence.unit_id, _PROOF),
        ),
    ),
    _Source("office", Official, "Pejabat", (Official.name,), ("official_fts",)),
    _Source(
        "office",
        Letter,
        "Surat keluar",
        (Letter.number, Letter.subject),
        _LETTER,
        _OPEN_LETTER,
        day=Letter.letter_on,
        only=Letter.direction == "keluar",
    ),
    _Source(
        "office",
        Letter,
        "Surat masuk",
        (Letter.number, Letter.subject),
        _LETTER,
        _OPEN_LETTER,
        day=Letter.letter_on,
        kind="surat_masuk",
        only=Letter.direction == "masuk",
    ),
    _Source(
        "office",
        IssuedDocument,
        "Dokumen terbit",
        (IssuedDocument.number, IssuedDocument.title),
        ("issued_document_fts", "issued_document_trigram"),
        day=IssuedDocument.issued_on,
    ),
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
    answers = or_(
        *(matching(columns.id, table, typed) for table in source.tables),
        *(columns.id.in_(part.matching(typed)) for part in source.parts),
        *((on_day(source.day, typed),) if source.day is not None else ()),
    )
    statement = select(columns.id, *source.shown).where(answers).order_by(columns.id.desc()).limit(EACH)
    if "trashed_at" in columns:
        statement = statement.where(columns.trashed_at.is_(None))
    if source.only is not None:
        statement = statement.where(source.only)
    if source.open_to_all is not None and not sees_all:
        statement = statement.where(source.open_to_all)
    kind = source.kind or source.model.__tablename__
    return [
        Found(source.room, kind, row[0], " · ".join(str(part) for part in row[1:] if part), source.word)
        for row in session.execute(statement)
    ]
