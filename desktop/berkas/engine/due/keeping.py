"""Due dates as rows of the book, and the next one on the record itself, made again after every event.

Every kind of case is described once: where its events are, which clock it has. Imports no Qt.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from berkas.engine.due.planning import Happening, StepPlan, next_open, plan
from berkas.engine.due.rules import calendar_of, sentences, version_of, version_on
from berkas.rules.calendar import Calendar
from berkas.rules.clocks import ClockVersion, StepDue, due_date, if_started_on
from berkas.rules.vocabulary import ComplaintClass
from berkas.rules.vocabulary import ComplaintEvent as Kind
from berkas_db.changes import Step
from berkas_db.errors import Refused
from berkas_db.tables import (
    Base,
    Complaint,
    ComplaintEvent,
    Due,
    Letter,
    PpidObjection,
    PpidRequest,
    Supervision,
    SupervisionFinding,
)

BY_UNIT = frozenset({ComplaintClass.STANDAR_UPT.value, ComplaintClass.OMBUDSMAN_KOREKTIF.value})
"""Classes whose days are those of the unit, not of the office."""


@dataclass(frozen=True, slots=True)
class Case:
    """A record with a clock: which link of `due` it uses, its rule, its days, and what happened to it."""

    model: type[Base]
    link: str
    id: int
    clock_key: str
    version: ClockVersion
    unit_id: int | None
    owner_id: int | None
    happenings: tuple[Happening, ...]
    snapshot: bool

    @property
    def calendar_unit(self) -> int | None:
        """The unit whose working days count, or None for the office's."""
        return self.unit_id if self.clock_key in BY_UNIT else None


def complaint_case(session: Session, id: int) -> Case:
    """A complaint under the rule it started with. Raises Refused when rule or complaint is gone."""
    row = _row(session, Complaint, id)
    return Case(
        Complaint, "complaint_id", id, row.clock_key,
        version_of(session, row.clock_key, row.clock_version),
        row.unit_id, row.owner_id, tuple(happenings(session, id)), snapshot=True,
    )  # fmt: skip


def happenings(session: Session, complaint_id: int) -> list[Happening]:
    """What happened to a complaint, in order; the day of service counts as an event of its own."""
    event = ComplaintEvent
    rows = session.execute(
        select(event.kind, event.on_date, event.step_key, event.note, event.days, event.attachment_id,
               Letter.number, Letter.subject)
        .outerjoin(Letter, Letter.id == event.letter_id)
        .where(event.complaint_id == complaint_id)
        .order_by(event.on_date, event.id)
    )  # fmt: skip
    found: list[Happening] = []
    for kind, on, step, note, days, attachment, number, subject in rows:
        document = number or subject or ("lampiran" if attachment else "")
        found.append(
            Happening(Kind(kind), date.fromisoformat(on), step or "", note or "", days or 0, document)
        )
    return found


def ppid_case(session: Session, id: int) -> Case:
    """A request for information; its dates are its events."""
    row = _row(session, PpidRequest, id)
    happened = [Happening(Kind.DICATAT, date.fromisoformat(row.received_on))]
    if row.extended_on:
        happened.append(
            Happening(Kind.DIPERPANJANG, date.fromisoformat(row.extended_on), "jawaban", days=7,
                      document=row.extension_reason or "")
        )  # fmt: skip
    if row.notice_on:
        kind = Kind.DITOLAK if row.decision in ("ditolak", "tidak_dikuasai") else Kind.DIJAWAB
        happened.append(Happening(kind, date.fromisoformat(row.notice_on)))
    if row.closed_on:
        happened.append(Happening(Kind.DITUTUP, date.fromisoformat(row.closed_on)))
    key = ComplaintClass.PPID.value
    return Case(
        PpidRequest, "ppid_request_id", id, key, version_of(session, key, row.clock_version),
        None, row.owner_id, tuple(happened), snapshot=True,
    )  # fmt: skip


def objection_case(session: Session, id: int) -> Case:
    """An objection to the superior: counted from the refusal, the objection and the decision."""
    row = _row(session, PpidObjection, id)
    refused_on = session.execute(
        select(PpidRequest.notice_on).where(PpidRequest.id == row.request_id)
    ).scalar_one()
    dated = (
        (Kind.DITOLAK, refused_on),
        (Kind.DIAJUKAN_KEBERATAN, row.received_on),
        (Kind.DIPUTUS, row.decided_on),
        (Kind.DITUTUP, row.dispute_on),
    )
    happened = tuple(Happening(kind, date.fromisoformat(on)) for kind, on in dated if on)
    key = ComplaintClass.PPID_KEBERATAN.value
    version = version_on(session, key, date.fromisoformat(row.received_on))
    return Case(PpidObjection, "ppid_objection_id", id, key, version, None, None, happened, snapshot=False)


def supervision_case(session: Session, id: int) -> Case | None:
    """A corrective action of the Ombudsman, counted from its report; None while no report has come."""
    finding = _row(session, SupervisionFinding, id)
    supervision = _row(session, Supervision, finding.supervision_id)
    if not supervision.report_on:
        return None
    key = ComplaintClass.OMBUDSMAN_KOREKTIF.value
    begins = date.fromisoformat(supervision.report_on)
    version = version_on(session, key, begins)
    first = version.steps[0]
    happened = [Happening(Kind.PRODUK_OMBUDSMAN_DITERIMA, begins)]
    if first.extension is not None:
        happened += [
            Happening(Kind.DIPERPANJANG, begins, first.key, days=first.extension.days,
                      document=finding.basis or supervision.report_number or "surat Ombudsman")
        ] * finding.extensions  # fmt: skip
    if finding.done_on:
        happened.append(Happening(Kind.DIJAWAB, date.fromisoformat(finding.done_on)))
    return Case(
        SupervisionFinding, "supervision_finding_id", id, key, version,
        supervision.unit_id, None, tuple(happened), snapshot=False,
    )  # fmt: skip


def plans_of(session: Session, case: Case, calendar: Calendar | None = None) -> list[StepPlan]:
    """All steps of a case with their strips. Raises Refused with the rule's sentence."""
    days = calendar or calendar_of(session, case.calendar_unit)
    with sentences():
        return plan(case.version, case.happenings, days)


def keep(step: Step, case: Case) -> list[StepPlan]:
    """Make the rows of `due` of one case, and the next step on its record, agree with what happened."""
    plans = plans_of(step.session, case)
    link = Due.__table__.c[case.link]
    rows = step.session.execute(select(Due.id, Due.step_key).where(link == case.id))
    there = {row.step_key: row.id for row in rows}
    for sort, one in enumerate(plans):
        values = _due_values(case, one, sort)
        known = there.pop(one.step.key, None)
        if known is None:
            step.insert(Due, values)
        else:
            step.update(Due, known, values)
    for gone in there.values():
        step.delete(Due, gone)
    if case.snapshot:
        step.update(case.model, case.id, next_values(plans))
    return plans


def next_values(plans: Sequence[StepPlan]) -> dict[str, Any]:
    """The next step and its due date, as lists sort by them."""
    coming = next_open(plans)
    due = coming.due.due if coming else None
    return {
        "next_step": coming.step.label if coming else None,
        "next_due_on": due.isoformat() if due else None,
    }


def _due_values(case: Case, one: StepPlan, sort: int) -> dict[str, Any]:
    due = one.due
    return {
        case.link: case.id,
        "clock_key": case.clock_key,
        "clock_version": case.version.key,
        "step_key": one.step.key,
        "label": one.step.label,
        "side": one.step.side.value,
        "days": one.step.days,
        "day_unit": one.step.unit.value if one.step.unit else None,
        "start_on": due.start.isoformat() if due.start else None,
        "due_on": due.due.isoformat() if due.due else None,
        "done_on": one.done_on.isoformat() if one.done_on else None,
        "paused_days": due.paused_days,
        "extended_days": due.extended_days,
        "not_applicable_reason": one.not_applicable or None,
        "source": one.step.source,
        "owner_id": case.owner_id,
        "sort": sort,
    }


@dataclass(frozen=True, slots=True)
class Preview:
    """Due dates of a record that is still being typed. `source` and `note` stand beside them."""

    version: ClockVersion
    dues: tuple[StepDue, ...]

    @property
    def first(self) -> StepDue | None:
        """The earliest known due date."""
        known = [due for due in self.dues if due.due is not None and not due.alternative]
        return min(known, key=lambda due: due.due or date.max, default=None)


def preview(
    session: Session,
    clock_key: str,
    received_on: date,
    *,
    service_on: date | None = None,
    unit_id: int | None = None,
) -> Preview:
    """Every step as it would run from what is typed; steps that wait for a later event have no date yet.

    Raises Refused with the sentence to show beside the date or class.
    """
    version = version_on(session, clock_key, received_on)
    calendar = calendar_of(session, unit_id if clock_key in BY_UNIT else None)
    happened = [Happening(Kind.DITERIMA, received_on), Happening(Kind.DICATAT, received_on)]
    if service_on is not None:
        happened.insert(0, Happening(Kind.LAYANAN_DITERIMA, service_on))
    happened.append(Happening(Kind.PRODUK_OMBUDSMAN_DITERIMA, received_on))
    with sentences():
        dues = [
            due
            for one in plan(version, happened, calendar)
            for due in (one.due, one.other)
            if due is not None
        ]
    return Preview(version, tuple(dues))


def answer_due(session: Session, completed: str | None) -> str | None:
    """The last day (ISO) on which an OBH answers a request for legal aid that was complete on a day."""
    if not completed:
        return None
    start, key = date.fromisoformat(completed), ComplaintClass.PERMOHONAN_BANKUM.value
    with sentences():
        due = due_date(version_on(session, key, start).step("jawaban"), start, calendar_of(session))
    return due.isoformat() if due is not None else None


def as_if_started(session: Session, clock_key: str, day: date, unit_id: int | None = None) -> Preview:
    """Every step as if the event that starts it fell on one day, with the office's own days and rules."""
    version = version_on(session, clock_key, day)
    with sentences():
        return Preview(version, tuple(if_started_on(version, day, calendar_of(session, unit_id))))


def _row(session: Session, model: type[Base], id: int) -> Any:  # noqa: ANN401  a row of any table
    row = session.get(model, id, populate_existing=True)
    if row is None:
        raise Refused("Catatan ini sudah tidak ada. Muat ulang daftar untuk melihat keadaan terakhir.")
    return row
