"""Counts the complaints of a period: by channel, class, status, unit and age, and how timely the office was.

Numbers only: no title, no name. What may leave the office is decided where they are shown.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from statistics import median
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from berkas.engine import due
from berkas.engine.periods import Span
from berkas.rooms.complaints.queries.complaints import A_NOTARY
from berkas.rules.calendar import Calendar
from berkas.rules.vocabulary import ComplaintClass, ComplaintStatus, StepSide
from berkas_db.tables import Complaint, Due, Obh, Term, Unit

AGES = ((7, "0–7 hari"), (14, "8–14 hari"), (30, "15–30 hari"), (60, "31–60 hari"))
"""The last day of each band of age, in calendar days; older than all of them is one band more."""
OLDEST = "lebih dari 60 hari"
NOWHERE = "Tidak dicatat"


@dataclass(frozen=True, slots=True)
class Breakdown:
    """How many complaints fell to each word of one kind, most first or in the order of the words."""

    key: str
    title: str
    label: str
    rows: tuple[tuple[str, int], ...]

    @property
    def total(self) -> int:
        """All of them together."""
        return sum(number for _label, number in self.rows)


@dataclass(frozen=True, slots=True)
class Timeliness:
    """How one class kept its limits. `people` are the complaints behind the line.

    `days` are working days from receipt to the first answer, decision or closing of each answered complaint,
    sorted. Steps without a known limit count in none of the four numbers.
    """

    label: str
    people: int
    on_time: int
    late: int
    running: int
    overdue: int
    days: tuple[int, ...]

    @property
    def middle(self) -> float | None:
        """Median of the days; None where nothing has been answered."""
        return float(median(self.days)) if self.days else None

    @property
    def worst(self) -> int | None:
        """The longest of them."""
        return self.days[-1] if self.days else None


@dataclass(frozen=True, slots=True)
class Recap:
    """Everything counted of one period. `run`: received and closed in each period
    up to it, from the first in which anything happened."""

    span: Span
    received: int
    breakdowns: tuple[Breakdown, ...]
    timeliness: tuple[Timeliness, ...]
    run: tuple[tuple[str, int, int], ...]

    def breakdown(self, key: str) -> Breakdown:
        """One of the breakdowns: saluran, kelas, keadaan, unit or umur."""
        return next(each for each in self.breakdowns if each.key == key)


def recap(session: Session, spans: Sequence[Span], on: date) -> Recap:
    """Count the last of some periods as it stands on a day; the ones before it for the run only."""
    span = spans[-1]
    flows = [(each.title, *_flow(session, each)) for each in spans]
    begun = next((place for place, (_title, *numbers) in enumerate(flows) if any(numbers)), len(flows) - 1)
    rows = _received(session, span)
    channels: dict[str, str] = {
        row[0]: row[1] for row in session.execute(select(Term.code, Term.label).where(Term.kind == "saluran"))
    }
    classes = (ComplaintClass.label_of(row.complaint_class) or NOWHERE for row in rows)
    states = (ComplaintStatus.label_of(row.status) or NOWHERE for row in rows)
    ages = (_age(row.received_on, on) for row in rows if ComplaintStatus(row.status).is_open)
    return Recap(
        span,
        len(rows),
        (
            most_first(
                "saluran",
                "Menurut saluran",
                "Saluran",
                (channels.get(row.channel) or row.channel for row in rows),
            ),
            most_first("kelas", "Menurut kelas", "Kelas", classes),
            in_order(
                "keadaan", "Menurut keadaan", "Keadaan", states, [status.label for status in ComplaintStatus]
            ),
            most_first("unit", "Menurut yang diadukan", "Unit, PBH, atau instansi", map(_target, rows)),
            in_order(
                "umur",
                "Umur pengaduan yang masih terbuka",
                "Umur",
                ages,
                [*(words for _days, words in AGES), OLDEST],
            ),
        ),
        _timeliness(session, span, rows, on),
        tuple(flows[begun:]),
    )


def _received(session: Session, span: Span) -> Sequence[Any]:
    return session.execute(
        select(
            Complaint.id, Complaint.received_on, Complaint.channel, Complaint.complaint_class,
            Complaint.status, Complaint.answered_on, Complaint.decided_on, Complaint.closed_on,
            Complaint.notary, Complaint.other_agency, Unit.name.label("unit"), Obh.name.label("obh"),
        )
        .outerjoin(Unit, Unit.id == Complaint.unit_id)
        .outerjoin(Obh, Obh.id == Complaint.obh_id)
        .where(Complaint.trashed_at.is_(None), _within(Complaint.received_on, span))
    ).all()  # fmt: skip


def _within(column: Any, span: Span) -> Any:  # noqa: ANN401  a column and a condition on it
    return column.between(span.first.isoformat(), span.last.isoformat())


def _flow(session: Session, span: Span) -> tuple[int, int]:
    """Received and closed in one period."""

    def number(column: Any) -> int:  # noqa: ANN401  a column
        return session.execute(
            select(func.count()).where(Complaint.trashed_at.is_(None), _within(column, span))
        ).scalar_one()

    return number(Complaint.received_on), number(Complaint.closed_on)


def _target(row: Any) -> str:  # noqa: ANN401  a row of `_received`
    """Who was complained about, never a person: notaries are one group."""
    return row.unit or row.obh or (A_NOTARY if row.notary else "") or row.other_agency or NOWHERE


def _age(received_on: str, on: date) -> str:
    days = (on - date.fromisoformat(received_on)).days
    return next((words for most, words in AGES if days <= most), OLDEST)


def most_first(key: str, title: str, label: str, words: Iterable[str]) -> Breakdown:
    """Count words, the most frequent first."""
    found = Counter(words)
    return Breakdown(key, title, label, tuple(sorted(found.items(), key=lambda pair: (-pair[1], pair[0]))))


def in_order(key: str, title: str, label: str, words: Iterable[str], order: Sequence[str]) -> Breakdown:
    """Count words in an order of their own."""
    found = Counter(words)
    return Breakdown(key, title, label, tuple((each, found[each]) for each in order if found[each]))


def _timeliness(session: Session, span: Span, rows: Sequence[Any], on: date) -> tuple[Timeliness, ...]:
    kept = _steps(session, span, on)
    calendar = due.calendar_of(session)
    lines: list[Timeliness] = []
    for cls in ComplaintClass:
        own = [row for row in rows if row.complaint_class == cls.value]
        if own:
            days = tuple(sorted(day for row in own if (day := _answered_in(row, calendar)) is not None))
            lines.append(Timeliness(cls.label, len(own), *kept.get(cls.value, (0, 0, 0, 0)), days))
    return tuple(lines)


def _answered_in(row: Any, calendar: Calendar) -> int | None:  # noqa: ANN401  a row of `_received`
    """Working days until the first answer, decision or closing."""
    ends = [end for end in (row.answered_on, row.decided_on, row.closed_on) if end]
    if not ends:
        return None
    return max(calendar.count_between(date.fromisoformat(row.received_on), date.fromisoformat(min(ends))), 0)


def _steps(session: Session, span: Span, on: date) -> dict[str, tuple[int, int, int, int]]:
    """Steps of the office's side by class: on time, late, running within the limit, running beyond it."""
    today = on.isoformat()
    done, open_ = Due.done_on.is_not(None), Due.done_on.is_(None)
    counted = (
        func.sum(done & (Due.done_on <= Due.due_on)),
        func.sum(done & (Due.done_on > Due.due_on)),
        func.sum(open_ & (Due.due_on >= today)),
        func.sum(open_ & (Due.due_on < today)),
    )
    rows = session.execute(
        select(Complaint.complaint_class, *counted)
        .join(Complaint, Complaint.id == Due.complaint_id)
        .where(
            Complaint.trashed_at.is_(None),
            _within(Complaint.received_on, span),
            Due.side != StepSide.PELAPOR.value,
            Due.due_on.is_not(None),
            Due.not_applicable_reason.is_(None),
        )
        .group_by(Complaint.complaint_class)
    )
    return {row[0]: (row[1] or 0, row[2] or 0, row[3] or 0, row[4] or 0) for row in rows}
