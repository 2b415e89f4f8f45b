"""Due dates of the steps of a clock, each with its strip of days.

The start is not counted; the strip shows every day from the start to the due date, whether it is counted,
as which number, and why. The counted days always add up to the limit. Imports nothing of the project but
the other rules.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from berkas.rules.calendar import Calendar
from berkas.rules.clocks.model import Clock, ClockVersion, Step
from berkas.rules.dates import MONTHS_SHORT, WEEKDAYS, show_medium
from berkas.rules.vocabulary import ComplaintEvent, DayUnit, DueState

_ONE_DAY = timedelta(days=1)


class DeadlineError(ValueError):
    """A pause or extension that the rule does not allow; the text is the sentence to show."""


@dataclass(frozen=True, slots=True)
class Pause:
    """Days that do not count, both ends included; `last` None while the pause goes on.

    `step` empty: it stops every running step. Reason and document are needed, or DeadlineError is raised.
    """

    first: date
    last: date | None
    reason: str
    document: str
    step: str = ""

    def __post_init__(self) -> None:
        """Refuse a pause nobody could explain later."""
        if not self.reason.strip() or not self.document.strip():
            raise DeadlineError("Jeda memerlukan alasan dan dokumen. Isi keduanya.")
        if self.last is not None and self.last < self.first:
            raise DeadlineError("Jeda tidak boleh berakhir sebelum dimulai. Periksa tanggalnya.")

    def stops(self, day: date) -> bool:
        """Whether a day falls into the pause."""
        return self.first <= day <= (self.last or date.max)


@dataclass(frozen=True, slots=True)
class Extended:
    """One extension that was given to a step, with the letter that gave it."""

    step: str
    days: int
    letter: str = ""


@dataclass(frozen=True, slots=True)
class StripDay:
    """One day of a strip: its number among the counted days, or None, and why."""

    date: date
    day: int | None
    counted: bool
    why: str
    paused: bool = False


@dataclass(frozen=True, slots=True)
class StepDue:
    """When one step is due by one way of counting.

    `start` None: the event that starts it has not happened. `due` None: not started, no limit known, or a
    pause is still going on. `alternative` marks the second reading of a rule that can be read both ways.
    """

    step: Step
    unit: DayUnit | None
    start: date | None
    due: date | None
    alternative: bool = False
    extended_days: int = 0
    strip: tuple[StripDay, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def days(self) -> int | None:
        """The limit with its extensions, or None when no limit is known."""
        return None if self.step.days is None else self.step.days + self.extended_days

    @property
    def paused_days(self) -> int:
        """Days of the strip that would have counted but for a pause."""
        return sum(day.paused for day in self.strip)

    @property
    def note(self) -> str:
        """All notes as one text."""
        return " ".join(self.notes)


def deadlines(
    version: ClockVersion,
    start_events: Mapping[ComplaintEvent, date],
    calendar: Calendar,
    *,
    pauses: Iterable[Pause] = (),
    extensions: Iterable[Extended] = (),
) -> list[StepDue]:
    """The due dates of every step, in the order of the rule; two entries for a step with both readings.

    `start_events` holds for each event the last day it happened. Raises DeadlineError when an extension is
    not allowed by its step.
    """
    stops, given = list(pauses), list(extensions)
    for one in given:
        if one.step not in {step.key for step in version.steps}:
            sentence = f"Perpanjangan untuk langkah “{one.step}” tidak ada dalam aturan {version.label}."
            raise DeadlineError(sentence)
    found: list[StepDue] = []
    for step in version.steps:
        added = extended_days(step, [one for one in given if one.step == step.key])
        here = [pause for pause in stops if pause.step in ("", step.key)]
        start = start_events.get(step.start)
        for unit in _readings(step):
            due = StepDue(step, unit, start, None, unit is not step.unit, added)
            found.append(_counted(due, version, calendar, here))
    return found


def due_date(
    step: Step, start: date, calendar: Calendar, *, pauses: Sequence[Pause] = (), extended: int = 0
) -> date | None:
    """Only the due date of a step by its own way of counting, for many records at once; None when unknown."""
    if step.days is None or step.unit is None:
        return None
    if pauses:
        return _walk(step, start, calendar, unit=step.unit, days=step.days + extended, pauses=pauses)[1]
    if step.unit is DayUnit.KALENDER:
        return start + timedelta(days=step.days + extended)
    return calendar.add_working_days(start, step.days + extended)


def if_started_on(version: ClockVersion, day: date, calendar: Calendar) -> list[StepDue]:
    """Every step as if the event that starts it fell on one given day."""
    return deadlines(version, dict.fromkeys((step.start for step in version.steps), day), calendar)


def due_state(
    due: StepDue, *, today: date, calendar: Calendar, done_on: date | None = None, soon: int = 3
) -> DueState:
    """How a due date looks from `today`; `soon` working days before it the colour changes."""
    if done_on is not None:
        return DueState.TERPENUHI
    if due.start is None:
        return DueState.BELUM_MULAI
    if due.due is None:
        return DueState.TANPA_BATAS if due.days is None else DueState.JEDA
    if due.due < today:
        return DueState.TERLAMBAT
    if due.due == today:
        return DueState.HARI_INI
    return DueState.SEGERA if calendar.count_between(today, due.due) <= soon else DueState.BERJALAN


_PLAIN = ("Hari kerja", "Hari kalender", *WEEKDAYS)


def is_plain(why: str) -> bool:
    """Whether a reason is only that of an ordinary day or weekend."""
    return why in _PLAIN


def free_days(days: Sequence[StripDay]) -> list[str]:
    """The holidays and pauses of a strip with their decrees, one line each; plain weekends are left out."""
    lines: dict[str, list[str]] = {}
    for day in days[1:]:
        if not day.counted and not is_plain(day.why):
            lines.setdefault(day.why, []).append(f"{day.date.day} {MONTHS_SHORT[day.date.month - 1]}")
    return [f"{', '.join(dates)}: {why}" for why, dates in lines.items()]


def as_json(clock: Clock, start: date, dues: Sequence[StepDue]) -> dict[str, Any]:
    """The document of ``berkas deadline --json``: dates as ISO text, unknown limits as null."""
    return {
        "class": clock.cls.value,
        "start": start.isoformat(),
        "steps": [
            {
                "step": due.step.key,
                "days": due.days,
                "unit": due.unit.value if due.unit else None,
                "due": due.due.isoformat() if due.due else None,
                "source": due.step.source,
                "note": due.note,
                "strip": [
                    {"date": day.date.isoformat(), "day": day.day, "counted": day.counted, "why": day.why}
                    for day in due.strip
                ],
            }
            for due in dues
        ],
    }


def _readings(step: Step) -> tuple[DayUnit | None, ...]:
    if step.unit is None or not step.both_readings:
        return (step.unit,)
    other = DayUnit.KALENDER if step.unit is DayUnit.KERJA else DayUnit.KERJA
    return (step.unit, other)


def extended_days(step: Step, given: Sequence[Extended]) -> int:
    """Days added to a step by extensions, each checked against its rule. Raises DeadlineError."""
    if not given:
        return 0
    allowed = step.extension
    if allowed is None:
        sentence = f"{step.label}: aturan ini tidak mengenal perpanjangan."
        raise DeadlineError(sentence)
    if len(given) > allowed.times:
        sentence = f"{step.label}: perpanjangan paling banyak {allowed.times} kali."
        raise DeadlineError(sentence)
    for one in given:
        if not 1 <= one.days <= allowed.days:
            sentence = f"{step.label}: satu perpanjangan 1 sampai {allowed.days} hari."
            raise DeadlineError(sentence)
        if allowed.letter and not one.letter.strip():
            sentence = f"{step.label}: perpanjangan memerlukan surat. Isi nomor atau perihal suratnya."
            raise DeadlineError(sentence)
    return sum(one.days for one in given)


def _counted(due: StepDue, version: ClockVersion, calendar: Calendar, pauses: Sequence[Pause]) -> StepDue:
    """The step with its strip, due date and notes."""
    notes = _rule_notes(due, version)
    if due.days is None or due.unit is None or due.start is None:
        return replace(due, notes=tuple(notes))
    strip, day, stopped = _walk(due.step, due.start, calendar, unit=due.unit, days=due.days, pauses=pauses)
    counted = replace(due, due=day, strip=tuple(strip))
    notes += _count_notes(counted, stopped, calendar)
    return replace(counted, notes=tuple(notes))


def _walk(
    step: Step, start: date, calendar: Calendar, *, unit: DayUnit, days: int, pauses: Sequence[Pause]
) -> tuple[list[StripDay], date | None, Pause | None]:
    """The strip, the due date, and the pause without end that keeps it from being known."""
    strip = [StripDay(start, None, counted=False, why=f"{step.start.label}, tidak dihitung")]
    day, number = start, 0
    while number < days:
        day += _ONE_DAY
        counts = unit is DayUnit.KALENDER or calendar.is_working(day)
        pause = next((pause for pause in pauses if pause.stops(day)), None)
        if pause is not None and pause.last is None:
            return strip, None, pause
        if counts and pause is not None:
            why = f"Jeda: {pause.reason} ({pause.document})"
            strip.append(StripDay(day, None, counted=False, why=why, paused=True))
        elif counts:
            number += 1
            strip.append(StripDay(day, number, counted=True, why=_why_counted(day, unit, calendar)))
        else:
            strip.append(StripDay(day, None, counted=False, why=calendar.why(day)))
    return strip, day, None


def _why_counted(day: date, unit: DayUnit, calendar: Calendar) -> str:
    if unit is DayUnit.KERJA:
        return calendar.why(day)
    return "Hari kalender" if calendar.is_working(day) else f"Hari kalender; {calendar.why(day)}"


def _rule_notes(due: StepDue, version: ClockVersion) -> list[str]:
    """What must be said of the rule itself, whatever the dates."""
    step, notes = due.step, list[str]()
    if step.days is None:
        notes.append("Batas waktu langkah ini tidak diketahui; kantor dapat menetapkannya.")
    if step.both_readings and due.unit is not None:
        other = DayUnit.KALENDER if due.unit is DayUnit.KERJA else DayUnit.KERJA
        notes.append(f"Dihitung dengan {due.unit.label}; tafsir {other.label} ditampilkan tersendiri.")
    if step.extension is not None:
        letter = " dengan surat" if step.extension.letter else ""
        notes.append(f"Dapat diperpanjang {step.extension.times} kali {step.extension.days} hari{letter}.")
        notes += [step.extension.note] if step.extension.note else []
    if step.on_silence:
        notes.append(f"Bila lewat: {step.on_silence}")
    notes += [text for text in (step.note, version.note) if text]
    notes.append(f"Keterangan sumber: {step.confidence.label}.")
    return notes


def _count_notes(due: StepDue, stopped: Pause | None, calendar: Calendar) -> list[str]:
    """What must be said of this count: extension, open pause, a due date on a free day, cautions."""
    notes: list[str] = []
    if due.extended_days:
        notes.append(f"Termasuk perpanjangan {due.extended_days} hari dari batas {due.step.days} hari.")
    if stopped is not None:
        notes.append(
            f"Jeda berjalan sejak {show_medium(stopped.first)} ({stopped.reason}); "
            "jatuh tempo dihitung setelah jeda selesai."
        )
    if due.due is None or len(due.strip) < 2:
        return notes
    if due.unit is DayUnit.KERJA:
        return notes + [caution.message for caution in calendar.cautions(due.strip[1].date, due.due)]
    if not calendar.is_working(due.due):
        before = due.due
        while not calendar.is_working(before):
            before -= _ONE_DAY
        notes.append(
            f"Jatuh tempo pada hari libur ({_free_day(due.due, calendar)}); hari kerja terakhir sebelumnya "
            f"{show_medium(before)}."
        )
    return notes


def _free_day(day: date, calendar: Calendar) -> str:
    """The holiday's name, or the weekday."""
    return ", ".join(holiday.name for holiday in calendar.holidays_on(day)) or WEEKDAYS[day.weekday()]
