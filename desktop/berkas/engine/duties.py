"""Reports that are owed: a paper of ours that was sent is put to the period of the duty it fulfils.

Imports no Qt and no room.
"""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import select

from berkas.engine.access import Right, require
from berkas.engine.records import today_of
from berkas.rules.vocabulary import DutyState, IssuedState, Rhythm
from berkas_db.changes import Step
from berkas_db.errors import Refused
from berkas_db.tables import IssuedDocument, Letter, ReportingDuty, ReportSent

_MONTHS = {1: Rhythm.BULANAN, 3: Rhythm.TRIWULANAN, 6: Rhythm.SEMESTERAN, 12: Rhythm.TAHUNAN}


def rhythm_of(first: date, last: date) -> Rhythm | None:
    """How often a report over these days is owed; None for days that are no usual period."""
    return _MONTHS.get((last.year - first.year) * 12 + last.month - first.month + 1)


def note_sent(
    step: Step, kind: str, key: str, first: date, last: date, *, letter_id: int | None = None
) -> int:
    """Say that the report `kind`:`key` over a period was sent today, with its covering letter.

    The issued paper of that key is linked. The period is added to the duty when nobody planned it. Refused
    when no duty in force is printed from this kind of paper in this rhythm. Returns the id of the period.
    """
    require(step.actor, Right.RECORD)
    duty = _duty(step, kind, first, last)
    today = today_of(step).isoformat()
    issued = step.session.execute(
        select(IssuedDocument.id, IssuedDocument.number)
        .where(
            IssuedDocument.kind == kind,
            IssuedDocument.subject_key == key,
            IssuedDocument.state == IssuedState.TERBIT.value,
        )
        .order_by(IssuedDocument.id.desc())
        .limit(1)
    ).one_or_none()
    letter = step.session.get(Letter, letter_id) if letter_id is not None else None
    number = letter.number if letter is not None and not letter.is_number_pending else None
    own = {
        "state": DutyState.TERKIRIM.value,
        "sent_on": today,
        "number": number or (issued.number if issued else None),
        "sent_by_id": step.actor.user_id,
        "letter_id": letter_id,
        "issued_document_id": issued.id if issued else None,
    }
    planned = step.session.execute(
        select(ReportSent.id, ReportSent.state).where(
            ReportSent.duty_id == duty.id,
            ReportSent.period_from == first.isoformat(),
            ReportSent.period_until == last.isoformat(),
        )
    ).one_or_none()
    if planned is None:
        days = {"duty_id": duty.id, "period_from": first.isoformat(), "period_until": last.isoformat()}
        kept = step.insert(ReportSent, own | days | {"due_on": _due(duty, last).isoformat()})
    else:
        kept = planned.id
        step.update(ReportSent, kept, own)
        if planned.state == DutyState.BELUM_DIKIRIM.value:
            plan_next(step, duty.id)
    step.say(f"{duty.name} dicatat terkirim")
    return kept


@dataclass(frozen=True, slots=True)
class Planned:
    """How many periods were put into the calendar, and how many were left out because their day is past."""

    added: int
    past: int


def plan_year(step: Step, duty_id: int, today: date) -> Planned:
    """Put the periods of a duty that end in the year of `today` into its calendar; those there stay.

    What was to be sent before `today` is left out: it would stand as late although nobody knows whether it
    was sent. Who still owes it enters the period by hand.
    """
    require(step.actor, Right.RECORD)
    duty = step.session.get_one(ReportingDuty, duty_id)
    there = set(
        step.session.execute(select(ReportSent.period_until).where(ReportSent.duty_id == duty_id)).scalars()
    )
    missing = [
        each for each in periods_of(Rhythm(duty.rhythm), today.year) if each[1].isoformat() not in there
    ]
    new = [each for each in missing if _due(duty, each[1]) >= today]
    for first, last in new:
        days = {"period_from": first.isoformat(), "period_until": last.isoformat()}
        step.insert(ReportSent, days | {"duty_id": duty_id, "due_on": _due(duty, last).isoformat()})
    if not new and missing:
        raise Refused(
            f"Batas waktu semua periode {today.year} untuk “{duty.name}” sudah lewat.",
            "Tambahkan sendiri periode yang masih harus dikirim.",
        )
    if not new:
        raise Refused(f"Jadwal {today.year} untuk “{duty.name}” sudah lengkap.")
    step.say(f"Jadwal {today.year} untuk “{duty.name}” disusun: {len(new)} periode")
    return Planned(len(new), len(missing) - len(new))


def plan_next(step: Step, duty_id: int) -> None:
    """When the last planned period was sent, put the one after it into the calendar."""
    duty = step.session.get_one(ReportingDuty, duty_id)
    newest = step.session.execute(
        select(ReportSent.period_until, ReportSent.state)
        .where(ReportSent.duty_id == duty_id)
        .order_by(ReportSent.period_until.desc())
        .limit(1)
    ).one_or_none()
    if newest is None or newest.state == DutyState.BELUM_DIKIRIM.value:
        return
    ended = date.fromisoformat(newest.period_until)
    rhythm = Rhythm(duty.rhythm)
    coming = (each for year in (ended.year, ended.year + 1) for each in periods_of(rhythm, year))
    first, last = next(each for each in coming if each[1] > ended)
    days = {"period_from": first.isoformat(), "period_until": last.isoformat()}
    step.insert(ReportSent, days | {"duty_id": duty_id, "due_on": _due(duty, last).isoformat()})


def periods_of(rhythm: Rhythm, year: int) -> list[tuple[date, date]]:
    """First and last day of every period that ends in a year; weeks run from Monday to Sunday."""
    if rhythm is Rhythm.MINGGUAN:
        begin = date(year, 1, 1)
        sunday = begin + timedelta(days=6 - begin.weekday())
        ends = (sunday + timedelta(weeks=number) for number in range(54))
        return [(end - timedelta(days=6), end) for end in ends if end.year == year]
    months = next(number for number, each in _MONTHS.items() if each is rhythm)
    return [
        (date(year, begin, 1), date(year, begin + months - 1, monthrange(year, begin + months - 1)[1]))
        for begin in range(1, 13, months)
    ]


def _duty(step: Step, kind: str, first: date, last: date) -> ReportingDuty:
    rhythm = rhythm_of(first, last)
    found = step.session.execute(
        select(ReportingDuty)
        .where(
            ReportingDuty.document_kind == kind,
            ReportingDuty.rhythm == (rhythm.value if rhythm else ""),
            ReportingDuty.trashed_at.is_(None),
        )
        .order_by(ReportingDuty.id)
        .limit(1)
    ).scalar_one_or_none()
    if found is None:
        words = rhythm.label.lower() if rhythm else "untuk masa ini"
        raise Refused(
            f"Belum ada kewajiban laporan {words} yang dicetak dari Berkas.",
            "Catat di Pengaduan, Kewajiban laporan, dengan “Dicetak dari Berkas” terisi.",
        )
    return found


def _due(duty: ReportingDuty, last: date) -> date:
    """The day of the month after the period, as the duty says; its last day when it says none. A weekly
    report is due when its week ends.
    """
    if duty.rhythm == Rhythm.MINGGUAN.value:
        return last
    month = last.year * 12 + last.month - 1 + duty.due_month_offset
    year, place = month // 12, month % 12 + 1
    longest = monthrange(year, place)[1]
    return date(year, place, min(duty.due_day or longest, longest))
