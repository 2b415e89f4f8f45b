"""A case as it is typed into the official system: entries in order, recipients by code. Reads only."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from berkas.engine.lookup import term_choices
from berkas.engine.officesettings import office_setting
from berkas.engine.records import GONE
from berkas.engine.retyping import RetypeLine
from berkas.rooms.obh.fields.cases import CASE, case_keys
from berkas.rooms.obh.fields.retyping import LABELS, SETTING, read_order
from berkas.rooms.obh.queries.claims import case_money
from berkas.rules.fields import Field, Kind
from berkas.rules.vocabulary import PersonStatus, Sex
from berkas_db.errors import Refused
from berkas_db.tables import CasePerson, CaseRecipient, LegalCase, Obh, Person, Recipient, Unit

OURS = "Urutan rumusan kantor; urutan layar Sidbankum belum dicatat."
WRITTEN = "Urutan menurut catatan kantor, bukan dari Sidbankum."
_FIELDS = {field.key: field for field in CASE}


@dataclass(frozen=True, slots=True)
class RetypedCase:
    """One case, ready to be typed elsewhere. `order` is the office's order as text, empty for ours."""

    id: int
    code: str
    facts: tuple[tuple[str, str], ...]
    lines: tuple[RetypeLine, ...]
    order: str
    typed_on: str

    @property
    def said(self) -> str:
        """Whose order it is, in a sentence."""
        return WRITTEN if self.order else OURS


def order_text(session: Session) -> str:
    """The office's order as text; empty when it keeps ours."""
    return str(office_setting(session, SETTING) or "")


def retyped_case(session: Session, case_id: int) -> RetypedCase:
    """One case in the order in which it is typed; what it does not have says so."""
    case = session.get(LegalCase, case_id)
    if case is None:
        raise Refused(GONE)
    answers = _answers(session, case)
    order = order_text(session)
    kept = case_keys({field.name: getattr(case, field.name) for field in LegalCase.__table__.columns})
    lines: list[RetypeLine] = []
    number = 0
    for heading, key in read_order(order):
        if heading:
            if lines and lines[-1].heading:
                lines.pop()
            lines.append(RetypeLine(heading=heading))
            continue
        if key in _FIELDS and key not in kept:
            continue
        number += 1
        lines.append(RetypeLine("", number, key, LABELS[key], answers.get(key, "")))
    return RetypedCase(
        case_id,
        case.code,
        (("Perkara", case.code), ("Judul", case.title), ("PBH", answers["obh"])),
        tuple(lines),
        order,
        _day(case.sidbankum_on),
    )


def _answers(session: Session, case: LegalCase) -> dict[str, str]:
    found = {key: _words(session, _FIELDS[key], getattr(case, key)) for key in LABELS if key in _FIELDS}
    people = session.execute(
        select(Recipient.code, Recipient.sex, Recipient.is_child, CaseRecipient.status_then, Recipient.status,
               Unit.name)
        .join(CaseRecipient, CaseRecipient.recipient_id == Recipient.id)
        .outerjoin(Unit, Unit.id == Recipient.unit_id)
        .where(CaseRecipient.case_id == case.id)
        .order_by(CaseRecipient.id)
    ).all()  # fmt: skip
    found["obh"] = session.get_one(Obh, case.obh_id).name
    found["recipients"] = ", ".join(row.code for row in people)
    found["sex"] = ", ".join(Sex.label_of(row.sex) for row in people if row.sex)
    found["status"] = ", ".join(PersonStatus.label_of(row.status_then or row.status) for row in people)
    found["unit"] = ", ".join(dict.fromkeys(row.name for row in people if row.name))
    workers = session.execute(
        select(Person.name, Person.title_after)
        .join(CasePerson, CasePerson.person_id == Person.id)
        .where(CasePerson.case_id == case.id)
        .order_by(CasePerson.id)
    )
    found["people"] = "; ".join(", ".join(part for part in row if part) for row in workers)
    money = case_money(session, case.id)
    found["claimed"] = str(money.claimed) if money.rows else ""
    found["stages"] = ", ".join(row[1] for row in money.rows if row[1])
    return found


def _words(session: Session, field: Field, value: object) -> str:
    """A value as somebody types it elsewhere: words for codes, dates day first."""
    if value is None or value == "":
        return ""
    if field.kind is Kind.DATE:
        return _day(str(value))
    if field.kind is Kind.CHOICE and field.source.startswith("istilah:"):
        kind = field.source.removeprefix("istilah:")
        words = {each.code: each.label for each in term_choices(session, kind)}
        return words.get(str(value), str(value))
    if field.choices:
        return next((choice.label for choice in field.choices if choice.code == value), str(value))
    return str(value)


def _day(text: str | None) -> str:
    if not text:
        return ""
    year, month, day = text.split("-")
    return f"{day}-{month}-{year}"
