"""What is due across the office: late, today, soon; and all open due dates counted again.

Answers for the today room and for exports. Imports no Qt.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, literal, null, or_, select, union_all
from sqlalchemy.orm import InstrumentedAttribute, Session

from berkas.engine.access import Right, require
from berkas.engine.due.keeping import (
    BY_UNIT,
    Case,
    complaint_case,
    happenings,
    keep,
    objection_case,
    plans_of,
    ppid_case,
    supervision_case,
)
from berkas.engine.due.planning import pauses_of
from berkas.engine.due.requests import date_requests
from berkas.engine.due.rules import calendar_of, sentences, version_of
from berkas.rules.calendar import Calendar
from berkas.rules.clocks import ClockVersion, due_date
from berkas.rules.vocabulary import ComplaintClass, ComplaintStatus, FollowupStatus
from berkas.rules.vocabulary import ComplaintEvent as Kind
from berkas_db.changes import Step
from berkas_db.tables import (
    Complaint,
    ComplaintEvent,
    Due,
    Followup,
    LegalCase,
    PpidRequest,
    Supervision,
    SupervisionFinding,
)

OPEN_COMPLAINTS = tuple(status.value for status in ComplaintStatus if status.is_open)
OPEN_FOLLOWUPS = tuple(status.value for status in FollowupStatus if status.is_open)


@dataclass(frozen=True, slots=True)
class OpenDue:
    """One line of “what is due”: the kind of record (its table) and its id, what people call it, the step,
    the day, and working days left (negative: late; 0: today)."""

    kind: str
    id: int
    code: str
    title: str
    step: str
    due_on: date
    left: int
    owner_id: int | None


def open_dues(
    session: Session,
    today: date,
    *,
    within: int = 3,
    most: int = 500,
    owner_id: int | None = None,
    since: date = date.min,
    until: date | None = None,
) -> list[OpenDue]:
    """Everything late, due today or within some working days, earliest first, at most `most` lines.

    `since` leaves out what was due before that day, `until` takes the place of `within`.

    The title of a restricted or secret record is not given away: its code stands alone.
    """
    calendar = calendar_of(session)
    last = (until or calendar.add_working_days(today, within)).isoformat()
    sources = (_complaints, _requests, _supervisions, _followups, _cases)
    parts = [part(since.isoformat(), last) for part in sources]
    found = union_all(*(part.order_by("due_on").limit(most).subquery().select() for part in parts)).subquery()
    statement = select(found).order_by(found.c.due_on, found.c.code).limit(most)
    if owner_id is not None:
        statement = statement.where(found.c.owner_id == owner_id)
    return [
        OpenDue(
            row.kind, row.id, row.code, row.title, row.step or "", date.fromisoformat(row.due_on),
            calendar.count_between(today, date.fromisoformat(row.due_on)), row.owner_id,
        )
        for row in session.execute(statement)
    ]  # fmt: skip


def count_late(session: Session, today: date) -> int:
    """How many open complaints are late; by index only."""
    statement = select(func.count()).where(
        Complaint.trashed_at.is_(None), Complaint.next_due_on < today.isoformat()
    )
    return session.execute(statement).scalar_one()


def _complaints(since: str, until: str) -> Select:
    """By the snapshot on the record, which closing empties: no status is asked, so the index answers."""
    return select(
        literal("complaint").label("kind"),
        Complaint.id,
        Complaint.number.label("code"),
        func.iif(
            or_(Complaint.is_restricted, Complaint.is_secret), "Pengaduan rahasia", Complaint.title
        ).label("title"),
        Complaint.next_step.label("step"),
        Complaint.next_due_on.label("due_on"),
        Complaint.owner_id,
    ).where(Complaint.trashed_at.is_(None), Complaint.next_due_on.between(since, until))


def _requests(since: str, until: str) -> Select:
    return select(
        literal("ppid_request").label("kind"),
        PpidRequest.id,
        PpidRequest.number.label("code"),
        PpidRequest.information.label("title"),
        PpidRequest.next_step.label("step"),
        PpidRequest.next_due_on.label("due_on"),
        PpidRequest.owner_id,
    ).where(PpidRequest.trashed_at.is_(None), PpidRequest.next_due_on.between(since, until))


def _supervisions(since: str, until: str) -> Select:
    return (
        select(
            literal("supervision").label("kind"),
            Supervision.id,
            Supervision.code,
            SupervisionFinding.text.label("title"),
            literal("Tindak lanjut temuan").label("step"),
            SupervisionFinding.due_on,
            null().label("owner_id"),
        )
        .join(Supervision, Supervision.id == SupervisionFinding.supervision_id)
        .where(
            SupervisionFinding.trashed_at.is_(None),
            Supervision.trashed_at.is_(None),
            SupervisionFinding.status.in_(OPEN_FOLLOWUPS),
            SupervisionFinding.due_on.between(since, until),
        )
    )


def _cases(since: str, until: str) -> Select:
    """Requests for legal aid that the OBH has not answered; an answer empties the day."""
    return select(
        literal("legal_case").label("kind"),
        LegalCase.id,
        LegalCase.code,
        LegalCase.title,
        literal("Jawaban OBH atas permohonan").label("step"),
        LegalCase.answer_due_on.label("due_on"),
        null().label("owner_id"),
    ).where(LegalCase.trashed_at.is_(None), LegalCase.answer_due_on.between(since, until))


def _followups(since: str, until: str) -> Select:
    return select(
        literal("followup").label("kind"),
        Followup.id,
        Followup.code,
        func.iif(Followup.is_secret, "Tindak lanjut rahasia", Followup.title).label("title"),
        literal("Tindak lanjut").label("step"),
        Followup.due_on,
        Followup.owner_user_id.label("owner_id"),
    ).where(
        Followup.trashed_at.is_(None),
        Followup.status.in_(OPEN_FOLLOWUPS),
        Followup.due_on.between(since, until),
    )


def recompute_open(step: Step) -> int:
    """Count all open due dates again, after holidays, a working week or a rule changed: of complaints, of
    requests for information with their objections, of corrective actions, of unanswered requests for aid.

    Returns how many dates moved. Only what moved is written.
    """
    require(step.actor, Right.MANAGE_OFFICE)
    changed = _recompute_complaints(step) + _recompute_others(step) + date_requests(step)
    if changed:
        step.say(f"{changed} jatuh tempo dihitung ulang")
    return changed


def replan(step: Step, clock_key: str, version_key: str) -> int:
    """Plan the open cases under one rule anew, after its steps were filled in; how many dates moved.

    The caller has checked the right and names the step.
    """
    complaints = select(Complaint.id).where(
        Complaint.clock_key == clock_key,
        Complaint.clock_version == version_key,
        Complaint.status.in_(OPEN_COMPLAINTS),
        Complaint.trashed_at.is_(None),
    )
    found = [complaint_case(step.session, id_) for id_ in step.session.execute(complaints).scalars().all()]
    if clock_key == ComplaintClass.PPID:
        requests = select(PpidRequest.id).where(
            PpidRequest.clock_version == version_key, PpidRequest.closed_on.is_(None)
        )
        found += [ppid_case(step.session, id_) for id_ in step.session.execute(requests).scalars().all()]
    return sum(_keep_moved(step, case, Due.__table__.c[case.link]) for case in found)


def _keep_moved(step: Step, case: Case, link: ColumnElement[int | None]) -> int:
    """Plan one case again; how many of its dates moved, or came."""
    kept = select(Due.step_key, Due.due_on).where(link == case.id)
    there = {row.step_key: row.due_on for row in step.session.execute(kept)}
    new = {one.step.key: one.due.due for one in plans_of(step.session, case)}
    moved = sum(there.get(key) != (day.isoformat() if day else None) for key, day in new.items())
    if moved or there.keys() != new.keys():
        keep(step, case)
    return moved


def _recompute_complaints(step: Step) -> int:
    counting = _Counting(step.session)
    moved: set[int] = set()
    changed = 0
    rows = step.session.execute(_running()).all()
    for row in rows:
        new = counting.due_on(row)
        if new != row.due_on:
            step.update(Due, row.id, {"due_on": new})
            moved.add(row.complaint_id)
            changed += 1
    for complaint_id in sorted(moved):
        _snapshot(step, complaint_id)
    return changed


_OTHER_CASES: tuple[tuple[InstrumentedAttribute[int | None], Callable[[Session, int], Case | None]], ...] = (
    (Due.ppid_request_id, ppid_case),
    (Due.ppid_objection_id, objection_case),
    (Due.supervision_finding_id, supervision_case),
)


def _recompute_others(step: Step) -> int:
    """The cases beside complaints, few enough to be planned whole."""
    changed = 0
    for link, case_of in _OTHER_CASES:
        open_ones = select(link).where(link.is_not(None), Due.done_on.is_(None)).distinct()
        for id_ in step.session.execute(open_ones).scalars().all():
            case = case_of(step.session, id_) if id_ is not None else None
            if case is None:
                continue
            changed += _keep_moved(step, case, Due.__table__.c[case.link])
    return changed


def _running() -> Select:
    return (
        select(
            Due.id, Due.complaint_id, Due.clock_key, Due.clock_version, Due.step_key, Due.start_on,
            Due.due_on, Due.extended_days, Complaint.unit_id,
        )
        .join(Complaint, Complaint.id == Due.complaint_id)
        .where(
            Due.done_on.is_(None),
            Due.not_applicable_reason.is_(None),
            Due.start_on.is_not(None),
            Due.days.is_not(None),
            Complaint.trashed_at.is_(None),
        )
    )  # fmt: skip


class _Counting:
    """Counts many rows, keeping rules and calendars it has met."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._versions: dict[tuple[str, str], ClockVersion] = {}
        self._calendars: dict[int | None, Calendar] = {}
        self._paused = set(
            session.execute(
                select(ComplaintEvent.complaint_id).where(ComplaintEvent.kind == Kind.JEDA_MULAI.value)
            ).scalars()
        )

    def due_on(self, row: Any) -> str | None:  # noqa: ANN401  a row of `_running`
        """The due date of a row of `_running`, as stored."""
        key = (row.clock_key, row.clock_version)
        if key not in self._versions:
            self._versions[key] = version_of(self._session, *key)
        unit_id = row.unit_id if row.clock_key in BY_UNIT else None
        if unit_id not in self._calendars:
            self._calendars[unit_id] = calendar_of(self._session, unit_id)
        with sentences():
            stops = []
            if row.complaint_id in self._paused:
                stops = pauses_of(happenings(self._session, row.complaint_id))
            found = due_date(
                self._versions[key].step(row.step_key),
                date.fromisoformat(row.start_on),
                self._calendars[unit_id],
                pauses=[pause for pause in stops if pause.step in ("", row.step_key)],
                extended=row.extended_days,
            )
        return found.isoformat() if found else None


def _snapshot(step: Step, complaint_id: int) -> None:
    """Put the next step of a complaint on its record again, from its rows."""
    rows = step.session.execute(
        select(Due.label, Due.due_on, Due.side)
        .where(
            and_(
                Due.complaint_id == complaint_id,
                Due.done_on.is_(None),
                Due.not_applicable_reason.is_(None),
                Due.start_on.is_not(None),
            )
        )
        .order_by(Due.sort)
    )
    running = sorted(rows, key=lambda row: (row.side == "pelapor", row.due_on or "9999"))
    label, due_on = (running[0].label, running[0].due_on) if running else (None, None)
    step.update(Complaint, complaint_id, {"next_step": label, "next_due_on": due_on})
