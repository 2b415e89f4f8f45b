"""What a clock says about one case: every step with its due date, whether it is done, and which comes next.

Pure: events and a calendar in, plans out. A case is anything that has events: a complaint, a request for
information, an objection, a corrective action. Imports no SQL and no Qt.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from berkas.rules.calendar import Calendar
from berkas.rules.clocks import ClockVersion, DeadlineError, Extended, Pause, Step, StepDue, deadlines
from berkas.rules.clocks import due_state as state_of
from berkas.rules.vocabulary import ComplaintEvent, DueState, StepSide

_ENDS_CASE = {
    ComplaintEvent.DITUTUP: "Sudah ditutup.",
    ComplaintEvent.DICABUT: "Dicabut pelapor.",
    ComplaintEvent.DILIMPAHKAN: "Sudah dilimpahkan.",
    ComplaintEvent.DIGABUNG: "Digabung dengan pengaduan lain.",
}
_ANSWERS = frozenset(
    {
        ComplaintEvent.DIJAWAB,
        ComplaintEvent.DIPUTUS,
        ComplaintEvent.DIBERITAHUKAN,
        ComplaintEvent.DITUTUP,
    }
)


@dataclass(frozen=True, slots=True)
class Happening:
    """One thing that happened to a case. `step` names the step an extension, a pause or a mark is about;
    `document` is the letter or paper that proves it."""

    kind: ComplaintEvent
    on: date
    step: str = ""
    note: str = ""
    days: int = 0
    document: str = ""


@dataclass(frozen=True, slots=True)
class StepPlan:
    """One step of a case: its due date by its own way of counting, the other reading when there is one,
    the day it was fulfilled, and why it does not apply any more."""

    due: StepDue
    other: StepDue | None
    done_on: date | None
    not_applicable: str = ""

    @property
    def step(self) -> Step:
        """The step of the rule."""
        return self.due.step

    @property
    def is_open(self) -> bool:
        """Whether it runs: begun, not fulfilled, not marked as not applicable."""
        return self.due.start is not None and self.done_on is None and not self.not_applicable

    def state(self, today: date, calendar: Calendar) -> DueState:
        """How it looks from a day."""
        return state_of(self.due, today=today, calendar=calendar, done_on=self.done_on)


def plan(version: ClockVersion, happenings: Sequence[Happening], calendar: Calendar) -> list[StepPlan]:
    """Every step of the rule over what happened, given in order. Raises DeadlineError with the sentence.

    Reopening a case sets its answering steps running again under their first due date.
    """
    starts = {happening.kind: happening.on for happening in happenings}
    counted = deadlines(
        version,
        starts,
        calendar,
        pauses=pauses_of(happenings),
        extensions=[
            Extended(one.step, one.days, one.document)
            for one in happenings
            if one.kind is ComplaintEvent.DIPERPANJANG
        ],
    )
    reopened = _last(happenings, ComplaintEvent.DIBUKA_KEMBALI)
    ended = _ended(happenings[reopened + 1 :])
    marks = {one.step: one.note for one in happenings if one.kind is ComplaintEvent.LANGKAH_TIDAK_BERLAKU}
    plans: list[StepPlan] = []
    for due in counted:
        if due.alternative:
            plans[-1] = StepPlan(plans[-1].due, due, plans[-1].done_on, plans[-1].not_applicable)
            continue
        done = _done_on(due, happenings, reopened)
        why = marks.get(due.step.key, "")
        if not why and done is None:
            why = ended
        plans.append(StepPlan(due, None, done, why))
    return plans


def next_open(plans: Iterable[StepPlan]) -> StepPlan | None:
    """The step somebody has to do next: the earliest due date of the office's side, then the complainant's;
    steps without a known date come last."""
    running = [one for one in plans if one.is_open]
    if not running:
        return None
    return min(running, key=lambda one: (one.step.side is StepSide.PELAPOR, one.due.due or date.max))


def pauses_of(happenings: Sequence[Happening]) -> list[Pause]:
    """The pauses, each from its beginning to the day it ended; the ending day is still a pause, as the day
    a count begins is not counted either. Raises DeadlineError for two pauses at once or an end without one.
    """
    found: list[Pause] = []
    begun: Happening | None = None
    for one in happenings:
        if one.kind is ComplaintEvent.JEDA_MULAI:
            if begun is not None:
                raise DeadlineError("Jeda sebelumnya belum diakhiri. Akhiri dahulu jeda itu.")
            begun = one
        elif one.kind is ComplaintEvent.JEDA_SELESAI:
            if begun is None:
                raise DeadlineError("Tidak ada jeda yang sedang berjalan.")
            found.append(Pause(begun.on, one.on, begun.note, begun.document, begun.step))
            begun = None
    if begun is not None:
        found.append(Pause(begun.on, None, begun.note, begun.document, begun.step))
    return found


def _last(happenings: Sequence[Happening], kind: ComplaintEvent) -> int:
    return max((place for place, one in enumerate(happenings) if one.kind is kind), default=-1)


def _ended(happenings: Sequence[Happening]) -> str:
    return next((_ENDS_CASE[one.kind] for one in reversed(happenings) if one.kind in _ENDS_CASE), "")


def _done_on(due: StepDue, happenings: Sequence[Happening], reopened: int) -> date | None:
    """The first event that fulfils a begun step; of an answer only one after the case was reopened."""
    start = due.start
    if start is None:
        return None
    answering = all(end in _ANSWERS for end in due.step.ends) and due.step.side is not StepSide.PELAPOR
    return next(
        (
            one.on
            for place, one in enumerate(happenings)
            if one.kind in due.step.ends and one.on >= start and (place > reopened or not answering)
        ),
        None,
    )
