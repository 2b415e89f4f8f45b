"""Strips of days as they are printed."""

from datetime import date

from berkas.paper.pictures import DayStrip, StripDay
from berkas.rules.clocks import StepDue, free_days
from berkas.rules.dates import show_long


def strip(due: StepDue, *, done_on: date | None = None, with_sources: bool = True) -> DayStrip:
    """A step's days as a calendar, with the start and the due date marked, and under it the free days with
    their decrees; `with_sources`: also what is known of the rule."""
    last = due.strip[-1].date if due.strip else None
    days = tuple(
        StripDay(
            day.date,
            day.day,
            _short(day.why),
            mark=_mark(number, day.date == last and due.due is not None, day.date == done_on),
        )
        for number, day in enumerate(due.strip)
    )
    ends = f"jatuh tempo {show_long(due.due)}" if due.due else "jatuh tempo belum dapat dihitung"
    unit = due.unit.label if due.unit else "hari"
    free = f"Tidak dihitung: {'; '.join(free_days(due.strip))}." if free_days(due.strip) else ""
    note = " ".join(filter(None, (free, due.note if with_sources else "")))
    return DayStrip(days, caption=f"{due.step.label}: {due.days} {unit}, {ends}", note=note)


def limit(due: StepDue) -> str:
    """“14 hari kerja”, or that no limit is known."""
    return f"{due.days} {due.unit.label}" if due.days is not None and due.unit else "tidak diketahui"


def _mark(number: int, is_due: bool, is_done: bool) -> str:
    if number == 0:
        return "mulai"
    if is_due:
        return "jatuh tempo"
    return "terpenuhi" if is_done else ""


def _short(why: str) -> str:
    """The reason without the decree, which stands under the calendar once; plain days say nothing."""
    return "" if why in ("Hari kerja", "Hari kalender") else why.split(" (", maxsplit=1)[0]
