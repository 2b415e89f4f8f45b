"""Counts the requests for public information of a period, for the yearly report; numbers only, never who."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from statistics import median
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from berkas.engine import due
from berkas.engine.lookup import term_choices
from berkas.engine.periods import Span, months_of_year
from berkas.rooms.complaints.fields.registers import REQUESTERS
from berkas.rooms.complaints.queries.recap import Breakdown, in_order, most_first
from berkas.rules.calendar import Calendar
from berkas.rules.dates import MONTHS
from berkas.rules.fields import Choice
from berkas.rules.vocabulary import InformationDecision
from berkas_db.tables import Due, PpidObjection, PpidRequest, PublicInformation

OPEN = "Belum diputus"


@dataclass(frozen=True, slots=True)
class PpidYear:
    """Everything counted of one period.

    `days` are working days from registration to the written notice of each answered request, sorted.
    `limits` are requests answered within the limit, beyond it, still running, and running beyond it.
    """

    span: Span
    received: int
    breakdowns: tuple[Breakdown, ...]
    months: tuple[tuple[str, int], ...]
    days: tuple[int, ...]
    limits: tuple[int, int, int, int]
    extended: int
    cost: int
    objections: int
    decided: int
    disputes: int
    listed: int

    @property
    def middle(self) -> float | None:
        """Median of the days."""
        return float(median(self.days)) if self.days else None

    @property
    def worst(self) -> int | None:
        """The longest of them."""
        return self.days[-1] if self.days else None


def ppid_year(session: Session, span: Span, on: date) -> PpidYear:
    """Count the requests received in a period as they stand on a day."""
    rows = session.execute(_requests(span)).all()
    calendar = due.calendar_of(session)
    objections, decided, disputes = _objections(session, span)
    return PpidYear(
        span=span,
        received=len(rows),
        breakdowns=_breakdowns(session, rows),
        months=_months(span, rows),
        days=tuple(sorted(_days(row, calendar) for row in rows if row.notice_on)),
        limits=_limits(session, span, on),
        extended=sum(row.extended_on is not None for row in rows),
        cost=sum(row.cost or 0 for row in rows),
        objections=objections,
        decided=decided,
        disputes=disputes,
        listed=session.execute(
            select(func.count()).select_from(PublicInformation).where(PublicInformation.trashed_at.is_(None))
        ).scalar_one(),
    )


def _requests(span: Span) -> Any:  # noqa: ANN401  a select
    table = PpidRequest.__table__.c
    return select(
        table.received_on, table.channel, table.requester_kind, table.decision, table.refusal_reason,
        table.notice_on, table.extended_on, table.cost,
    ).where(table.trashed_at.is_(None), _within(table.received_on, span))  # fmt: skip


def _within(column: Any, span: Span) -> Any:  # noqa: ANN401  a column and a condition on it
    return column.between(span.first.isoformat(), span.last.isoformat())


def _breakdowns(session: Session, rows: Sequence[Any]) -> tuple[Breakdown, ...]:
    channels = _words(term_choices(session, "saluran"))
    reasons = _words(term_choices(session, "alasan_penolakan"))
    kinds = _words(REQUESTERS)
    order = [*(each.label for each in InformationDecision), OPEN]
    refused = (reasons.get(row.refusal_reason) or row.refusal_reason for row in rows if row.refusal_reason)
    decided = (InformationDecision.label_of(row.decision) or OPEN if row.decision else OPEN for row in rows)
    return (
        in_order("keputusan", "Menurut keputusan", "Keputusan", decided, order),
        most_first(
            "pemohon", "Menurut pemohon", "Pemohon", (kinds.get(row.requester_kind, "") for row in rows)
        ),
        most_first(
            "saluran",
            "Menurut saluran",
            "Saluran",
            (channels.get(row.channel) or row.channel for row in rows),
        ),
        most_first("alasan", "Alasan penolakan", "Alasan", refused),
    )


def _words(choices: Sequence[Choice]) -> dict[str, str]:
    return {choice.code: choice.label for choice in choices}


def _months(span: Span, rows: Sequence[Any]) -> tuple[tuple[str, int], ...]:
    """Requests by month where the period is a year; shorter periods are told as a whole."""
    if (span.first.month, span.last.month) != (1, len(MONTHS)) or span.first.year != span.last.year:
        return ()
    found = Counter(row.received_on[:7] for row in rows)
    return tuple((each.title.split()[0][:3], found[each.key]) for each in months_of_year(span.first.year))


def _days(row: Any, calendar: Calendar) -> int:  # noqa: ANN401  a row of `_requests`
    return calendar.count_between(date.fromisoformat(row.received_on), date.fromisoformat(row.notice_on))


def _limits(session: Session, span: Span, on: date) -> tuple[int, int, int, int]:
    rows = session.execute(
        select(Due.due_on, Due.done_on)
        .join(PpidRequest, PpidRequest.id == Due.ppid_request_id)
        .where(
            PpidRequest.trashed_at.is_(None),
            _within(PpidRequest.received_on, span),
            Due.due_on.is_not(None),
            Due.not_applicable_reason.is_(None),
        )
    )
    found = [(row.due_on or "", row.done_on or "") for row in rows]
    today = on.isoformat()
    return (
        sum(1 for end, done in found if done and done <= end),
        sum(1 for end, done in found if done and done > end),
        sum(1 for end, done in found if not done and end >= today),
        sum(1 for end, done in found if not done and end < today),
    )


def _objections(session: Session, span: Span) -> tuple[int, int, int]:
    rows = session.execute(
        select(PpidObjection.decided_on, PpidObjection.dispute_on)
        .join(PpidRequest, PpidRequest.id == PpidObjection.request_id)
        .where(
            PpidObjection.trashed_at.is_(None),
            PpidRequest.trashed_at.is_(None),
            _within(PpidObjection.received_on, span),
        )
    ).all()
    return len(rows), sum(bool(row.decided_on) for row in rows), sum(bool(row.dispute_on) for row in rows)
