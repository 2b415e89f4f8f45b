"""Choices that come from the book: reference terms and records, for forms, imports and the command line.

A source is `istilah:KIND` for a reference term, otherwise the name of a kind of record in RECORDS. Text
“=CODE” asks for exactly that one.
"""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import Session

from berkas.rules.fields import Choice
from berkas_db.tables import (
    AccreditationPeriod,
    Agreement,
    AppUser,
    Attachment,
    AwardRound,
    Base,
    CasePacket,
    Contract,
    LegalCase,
    Letter,
    Letterhead,
    Ministry,
    Obh,
    Official,
    OutreachEvent,
    Person,
    Posbankum,
    PositionHeld,
    PublicInformation,
    Recipient,
    Regency,
    Service,
    Term,
    Unit,
    Visit,
)

MOST = 30
"""How many choices are offered at once; typing more narrows them."""

_Record = tuple[type[Base], ColumnElement[Any] | Any, tuple[Any, ...]]

RECORDS: dict[str, _Record] = {
    "obh": (Obh, Obh.name, (Obh.code, Obh.short_name)),
    "unit": (Unit, Unit.name, (Unit.code, Unit.short_name)),
    "kabupaten": (Regency, Regency.name, (Regency.code,)),
    "kementerian": (Ministry, Ministry.name, (Ministry.short_name,)),
    "pejabat": (Official, Official.name, (Official.nip,)),
    "pengguna": (AppUser, AppUser.full_name, (AppUser.login,)),
    "periode_akreditasi": (AccreditationPeriod, AccreditationPeriod.name, (AccreditationPeriod.code,)),
    "perkara": (
        LegalCase,
        LegalCase.code,
        (
            LegalCase.title,
            LegalCase.court_number,
            select(Obh.name).where(Obh.id == LegalCase.obh_id).scalar_subquery(),
        ),
    ),
    "penerima": (Recipient, Recipient.code, ()),
    "paket": (CasePacket, CasePacket.code, (CasePacket.service_kind,)),
    "kontrak": (
        Contract,
        Contract.number,
        (select(Obh.name).where(Obh.id == Contract.obh_id).scalar_subquery(),),
    ),
    "layanan": (Service, Service.name, (Service.code,)),
    "kegiatan": (Visit, Visit.title, (Visit.code,)),
    "putaran": (AwardRound, AwardRound.title, (AwardRound.code,)),
    "orang": (Person, Person.name, (Person.title_after,)),
    "perjanjian": (Agreement, Agreement.title, (Agreement.number,)),
    "surat": (Letter, Letter.subject, (Letter.number,)),
    "jabatan": (
        PositionHeld,
        PositionHeld.position,
        (select(Official.name).where(Official.id == PositionHeld.official_id).scalar_subquery(),),
    ),
    "kop": (Letterhead, Letterhead.name, ()),
    "lampiran": (Attachment, Attachment.name, ()),
    "posbankum": (Posbankum, Posbankum.name, (Posbankum.code, Posbankum.district)),
    "informasi": (PublicInformation, PublicInformation.title, (PublicInformation.number,)),
    "acara": (OutreachEvent, OutreachEvent.title, (OutreachEvent.code,)),
}
"""Source name → the record, the column shown first, and the columns shown as a hint and searched as well."""


def choices_for(session: Session, source: str, typed: str) -> Sequence[Choice]:
    """Choices of a source for the text typed so far; codes of records are their ids as text."""
    if source.startswith("istilah:"):
        return _terms(session, source.removeprefix("istilah:"), typed)
    model, shown, hints = RECORDS[source]
    table = model.__table__
    statement = select(table.c.id, shown, *hints)
    if "trashed_at" in table.c:
        statement = statement.where(table.c.trashed_at.is_(None))
    if typed.startswith("="):
        if not typed[1:].isdigit():
            return ()
        statement = select(table.c.id, shown, *hints).where(table.c.id == int(typed[1:]))
    elif typed.strip():
        words = [column.icontains(typed.strip(), autoescape=True) for column in (shown, *hints)]
        statement = statement.where(or_(*words))
    rows = session.execute(statement.order_by(shown, table.c.id).limit(MOST))
    return [
        Choice(str(row[0]), str(row[1]), " · ".join(str(part) for part in row[2:] if part)) for row in rows
    ]


def term_choices(session: Session, kind: str) -> tuple[Choice, ...]:
    """All words of a reference vocabulary, in the office's order."""
    return tuple(_terms(session, kind, ""))


def _terms(session: Session, kind: str, typed: str) -> Sequence[Choice]:
    statement = select(Term.code, Term.label, Term.help).where(Term.kind == kind)
    if typed.startswith("="):
        statement = statement.where(Term.code == typed[1:])
    elif typed.strip():
        statement = statement.where(Term.label.icontains(typed.strip(), autoescape=True))
    rows = session.execute(statement.order_by(Term.sort, Term.label))
    return [Choice(code, label, help_ or "") for code, label, help_ in rows]
