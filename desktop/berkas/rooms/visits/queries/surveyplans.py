"""Problems that surveys showed, with the plans made of them (RTL) and what became of the plans."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from berkas.rules.vocabulary import FollowupStatus
from berkas_db.tables import AppUser, Followup, Official, Service, SurveyPeriod, SurveyProblem, Unit


@dataclass(frozen=True, slots=True)
class Plan:
    """One task out of a problem. Days are ISO dates or empty."""

    code: str
    task: str
    owner: str
    start_on: str
    due_on: str
    status: str
    result: str
    reported_on: str
    closed_on: str

    @property
    def state(self) -> str:
        """Where it stands, in words."""
        return FollowupStatus.label_of(self.status)

    @property
    def is_done(self) -> bool:
        """Whether somebody else than its owner has closed it as done."""
        return self.status == FollowupStatus.SELESAI.value


@dataclass(frozen=True, slots=True)
class SurveyFault:
    """A problem of one survey period; `excluded` is why it is outside the unit's authority."""

    id: int
    period: str
    unit: str
    service: str
    element: str
    problem: str
    excluded: str
    finding_id: int | None
    plans: tuple[Plan, ...]


def faults_of(session: Session, period_ids: Sequence[int]) -> tuple[SurveyFault, ...]:
    """The problems of these periods with their plans, in the order of units, services and periods.

    A plan that was marked secret is left out.
    """
    rows = session.execute(
        select(SurveyProblem, SurveyPeriod.label, Unit.name, Service.name)
        .join(SurveyPeriod, SurveyPeriod.id == SurveyProblem.survey_period_id)
        .join(Unit, Unit.id == SurveyPeriod.unit_id)
        .outerjoin(Service, Service.id == SurveyPeriod.service_id)
        .where(SurveyProblem.survey_period_id.in_(list(period_ids)))
        .order_by(Unit.name, Service.name, SurveyPeriod.period_from, SurveyPeriod.id, SurveyProblem.sort)
    ).all()
    plans = _plans(session, [row[0].finding_id for row in rows if row[0].finding_id is not None])
    return tuple(
        SurveyFault(
            id=fault.id,
            period=label,
            unit=unit,
            service=service or "",
            element=fault.element,
            problem=fault.problem,
            excluded=(fault.exclusion_reason or "tanpa alasan") if fault.is_excluded else "",
            finding_id=fault.finding_id,
            plans=tuple(plans.get(fault.finding_id, ())) if fault.finding_id is not None else (),
        )
        for fault, label, unit, service in rows
    )


def _plans(session: Session, finding_ids: Sequence[int]) -> dict[int, list[Plan]]:
    owner = func.coalesce(Followup.owner_name, Official.name, AppUser.full_name, "")
    rows = session.execute(
        select(Followup, owner)
        .outerjoin(Official, Official.id == Followup.owner_official_id)
        .outerjoin(AppUser, AppUser.id == Followup.owner_user_id)
        .where(
            Followup.finding_id.in_(list(finding_ids)),
            Followup.trashed_at.is_(None),
            Followup.is_secret.is_(False),
        )
        .order_by(Followup.due_on, Followup.id)
    )
    found: dict[int, list[Plan]] = {}
    for task, who in rows:
        plan = Plan(
            code=task.code,
            task=task.task or task.title,
            owner=who,
            start_on=task.start_on,
            due_on=task.due_on or "",
            status=task.status,
            result=task.result_text or "",
            reported_on=task.reported_on or "",
            closed_on=task.closed_on or "",
        )
        if task.finding_id is not None:
            found.setdefault(task.finding_id, []).append(plan)
    return found
