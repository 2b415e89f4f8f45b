"""What is computed from other rows must still be so: due dates, answers of their instrument, fingerprints.

Says which records are no longer what counting them again gives, and counts one of them again. Imports no Qt
and no room.
"""

from collections.abc import Iterator

from sqlalchemy import select
from sqlalchemy.orm import Session

from berkas.engine.access import Right, require
from berkas.engine.assessing import instrument_of
from berkas.engine.due.keeping import Case, complaint_case, keep, next_values, plans_of, ppid_case
from berkas.engine.due.planning import StepPlan
from berkas.engine.due.rules import calendar_of
from berkas.engine.invariants import MOST, Broken
from berkas.rules.calendar import Calendar
from berkas.rules.instruments import Instrument, fingerprint, parse_canonical
from berkas.rules.vocabulary import ComplaintStatus
from berkas_db.changes import Step
from berkas_db.errors import Refused
from berkas_db.tables import Answer, Assessment, Complaint, Due, InstrumentVersion, PpidRequest

DUE_MOVED = "jatuh_tempo"
_OPEN = tuple(status.value for status in ComplaintStatus if status.is_open)


def recounted(session: Session) -> list[Broken]:
    """Every record that counting again gives otherwise; sentences name codes only."""
    return [*_instruments(session), *_answers(session), *_dues(session)]


def count_again(step: Step, table: str, id: int) -> None:
    """Make the due dates of one complaint or request agree with what happened to it."""
    require(step.actor, Right.RECORD)
    if table == Complaint.__tablename__:
        keep(step, complaint_case(step.session, id))
    else:
        keep(step, ppid_case(step.session, id))
    step.say("Jatuh tempo dihitung ulang", "pemeriksaan berkas kantor")


def _instruments(session: Session) -> Iterator[Broken]:
    columns = (InstrumentVersion.id, InstrumentVersion.key, InstrumentVersion.edition)
    statement = select(*columns, InstrumentVersion.canonical_text, InstrumentVersion.sha256)
    for id_, key, edition, text, kept in session.execute(statement.order_by(InstrumentVersion.id)):
        try:
            holds = fingerprint(parse_canonical(text)) == kept
        except ValueError:
            holds = False
        if not holds:
            sentence = f"Naskah instrumen {key} edisi {edition} tidak lagi sesuai dengan sidiknya."
            yield Broken("sidik_instrumen", "instrument_version", id_, sentence)


def _answers(session: Session) -> Iterator[Broken]:
    """Answers to questions their instrument does not ask, one line per sheet."""
    used = select(Assessment.instrument_version_id, Answer.item_code).join(
        Assessment, Assessment.id == Answer.assessment_id
    )
    told = 0
    for version_id, code in session.execute(used.distinct()).all():
        try:
            known = _is_asked(instrument_of(session, version_id), code)
        except ValueError:
            continue  # the version itself is broken, which is told above
        if known:
            continue
        for id_, sheet in _sheets_with(session, version_id, code):
            told += 1
            if told <= MOST:
                sentence = f"Lembar isian {sheet} menjawab butir {code} yang tidak ada pada instrumennya."
                yield Broken("butir_asing", "assessment", id_, sentence)


def _is_asked(instrument: Instrument, code: str) -> bool:
    """A party stands behind a colon; a column of a table item behind its last dot."""
    bare = code.partition(":")[0]
    return bare in instrument.items or code.rpartition(".")[0].partition(":")[0] in instrument.items


def _sheets_with(session: Session, version_id: int, code: str) -> list[tuple[int, str]]:
    statement = (
        select(Assessment.id, Assessment.code)
        .join(Answer, Answer.assessment_id == Assessment.id)
        .where(Assessment.instrument_version_id == version_id, Answer.item_code == code)
        .distinct()
        .limit(MOST)
    )
    return [(id_, sheet) for id_, sheet in session.execute(statement)]


def _dues(session: Session) -> Iterator[Broken]:
    calendars: dict[int | None, Calendar] = {}
    complaints = select(Complaint.id, Complaint.number).where(
        Complaint.trashed_at.is_(None), Complaint.status.in_(_OPEN)
    )
    for id_, number in session.execute(complaints.order_by(Complaint.id)).all():
        yield from _due_of(session, "complaint", id_, f"Pengaduan {number}", calendars)
    requests = select(PpidRequest.id, PpidRequest.number).where(
        PpidRequest.trashed_at.is_(None), PpidRequest.closed_on.is_(None)
    )
    for id_, number in session.execute(requests.order_by(PpidRequest.id)).all():
        yield from _due_of(session, "ppid_request", id_, f"Permohonan informasi {number}", calendars)


def _due_of(
    session: Session, table: str, id: int, name: str, calendars: dict[int | None, Calendar]
) -> Iterator[Broken]:
    try:
        case = complaint_case(session, id) if table == "complaint" else ppid_case(session, id)
        if case.calendar_unit not in calendars:
            calendars[case.calendar_unit] = calendar_of(session, case.calendar_unit)
        plans = plans_of(session, case, calendars[case.calendar_unit])
    except Refused as refusal:
        yield Broken(
            "aturan_hilang", table, id, f"{name}: jatuh tempo tidak dapat dihitung. {refusal.message}"
        )
        return
    wrong = _wrong_due(session, case, plans)
    if wrong:
        yield Broken(DUE_MOVED, table, id, f"{name}: {wrong}")


def _wrong_due(session: Session, case: Case, plans: list[StepPlan]) -> str:
    """What does not agree, in words; empty when everything does."""
    kept = {
        step: (due_on, done_on)
        for step, due_on, done_on in session.execute(
            select(Due.step_key, Due.due_on, Due.done_on).where(Due.__table__.c[case.link] == case.id)
        )
    }
    for one in plans:
        counted = one.due.due.isoformat() if one.due.due else None
        if one.step.key not in kept:
            return f"langkah “{one.step.label}” tidak ada pada daftar jatuh tempo."
        if kept[one.step.key][0] != counted:
            return (
                f"jatuh tempo langkah “{one.step.label}” tercatat {kept[one.step.key][0] or 'kosong'}, "
                f"seharusnya {counted or 'kosong'}."
            )
    record = session.execute(
        select(case.model.__table__.c.next_due_on, case.model.__table__.c.next_step).where(
            case.model.__table__.c.id == case.id
        )
    ).one()
    wanted = next_values(plans)
    if record.next_due_on != wanted["next_due_on"]:
        return (
            f"tenggat berikutnya tercatat {record.next_due_on or 'kosong'}, "
            f"seharusnya {wanted['next_due_on'] or 'kosong'}."
        )
    return ""
