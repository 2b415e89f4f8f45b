"""All open due dates counted again, after holidays, a working week or a rule changed. Imports no Qt."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, select
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
from berkas.engine.due.lists import OPEN_COMPLAINTS
from berkas.engine.due.planning import pauses_of
from berkas.engine.due.requests import date_requests
from berkas.engine.due.rules import calendar_of, sentences, version_of
from berkas.rules.calendar import Calendar
from berkas.rules.clocks import ClockVersion, due_date
from berkas.rules.vocabulary import ComplaintClass, StepSide
from berkas.rules.vocabulary import ComplaintEvent as Kind
from berkas_db.changes import Step
from berkas_db.tables import Complaint, ComplaintEvent, Due, PpidRequest


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
    """Few statements however many dates move: rows that come to the same day are written together."""
    counting = _Counting(step.session)
    moved: dict[str | None, list[int]] = defaultdict(list)
    complaints: set[int] = set()
    for row in step.session.execute(_running()).all():
        new = counting.due_on(row)
        if new != row.due_on:
            moved[new].append(row.id)
            complaints.add(row.complaint_id)
    for due_on, ids in moved.items():
        step.update_many(Due, ids, {"due_on": due_on})
    _snapshot(step, sorted(complaints))
    return sum(map(len, moved.values()))


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
        self._known: dict[tuple[str, str, str, str, int, int | None], str | None] = {}
        self._paused = set(
            session.execute(
                select(ComplaintEvent.complaint_id).where(ComplaintEvent.kind == Kind.JEDA_MULAI.value)
            ).scalars()
        )

    def due_on(self, row: Any) -> str | None:  # noqa: ANN401  a row of `_running`
        """The due date of a row of `_running`, as stored; the same count is made once."""
        if row.complaint_id in self._paused:
            return self._counted(row)
        unit_id = row.unit_id if row.clock_key in BY_UNIT else None
        count = (row.clock_key, row.clock_version, row.step_key, row.start_on, row.extended_days, unit_id)
        if count not in self._known:
            self._known[count] = self._counted(row)
        return self._known[count]

    def _counted(self, row: Any) -> str | None:  # noqa: ANN401
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


_CHUNK = 500


def _snapshot(step: Step, complaints: Sequence[int]) -> None:
    """Put the next step of complaints on their records again, from their rows."""
    coming: dict[tuple[str | None, str | None], list[int]] = defaultdict(list)
    for begin in range(0, len(complaints), _CHUNK):
        chunk = complaints[begin : begin + _CHUNK]
        running = (
            select(Due.complaint_id, Due.label, Due.due_on, Due.side)
            .where(
                Due.complaint_id.in_(chunk),
                Due.done_on.is_(None),
                Due.not_applicable_reason.is_(None),
                Due.start_on.is_not(None),
            )
            .order_by(Due.complaint_id, Due.sort)
        )
        first: dict[int | None, Any] = {}
        for row in step.session.execute(running):
            known = first.get(row.complaint_id)
            if known is None or _rank(row) < _rank(known):
                first[row.complaint_id] = row
        for id_ in chunk:
            row = first.get(id_)
            coming[(row.label, row.due_on) if row else (None, None)].append(id_)
    for (label, due_on), ids in coming.items():
        step.update_many(Complaint, ids, {"next_step": label, "next_due_on": due_on})


def _rank(row: Any) -> tuple[bool, str]:  # noqa: ANN401  a row of `_snapshot`
    """The office's side first, then the earlier day."""
    return row.side == StepSide.PELAPOR, row.due_on or "9999"
