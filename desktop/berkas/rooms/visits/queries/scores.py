"""Counts of a visit and the office's own scores per OBH over a period.

A visit meets one or two clients of an OBH: it shows counts only. A score needs the least number of
respondents over a period; litigation and non-litigation, and versions, are never merged.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import case, func, select
from sqlalchemy.orm import Session

from berkas.engine.assessing import answers_of_many, instrument_of
from berkas.engine.letterheads import office_facts
from berkas.rooms.visits.fields.visit import AT_HOME, HOME
from berkas.rooms.visits.queries.forms import Reconciliation, reconcile
from berkas.rules.instruments import Instrument, Item, Kind, Route
from berkas.rules.scoring import Score, score
from berkas.rules.vocabulary import AssessmentState, TraceResult
from berkas_db.tables import Assessment, InstrumentVersion, Obh, Trace, Unit, VisitPlace

COUNTED = (AssessmentState.LENGKAP, AssessmentState.TERVERIFIKASI, AssessmentState.TERKUNCI)
"""States whose sheets count; drafts never do."""
_COUNTED = tuple(state.value for state in COUNTED)


PARTS = {"monev_litigasi": "Litigasi", "monev_nonlitigasi": "Nonlitigasi"}
"""The forms of interviews by their keys; the two are never merged."""


@dataclass(frozen=True, slots=True)
class ObhScore:
    """Interviews about one OBH under one version of one form; `score` is None below `least`."""

    obh_id: int
    obh_code: str
    obh_name: str
    instrument: Instrument
    respondents: int
    least: int
    score: Score | None
    version_id: int = 0
    edition: str = ""

    @property
    def part(self) -> str:
        """Litigation or non-litigation in words; another form by its title."""
        return PARTS.get(self.instrument.key, self.instrument.title)

    @property
    def why_not(self) -> str:
        """Why there is no figure; empty when there is one."""
        if self.score is None:
            return f"Belum cukup responden ({self.respondents} dari sedikitnya {self.least})."
        return "" if self.score.index is not None else "; ".join(self.score.notes)


def least_for(session: Session, instrument: Instrument) -> int:
    """From how many respondents on a figure of this instrument is shown: the office's or the form's."""
    return max(office_facts(session).least_respondents, instrument.scoring.least_respondents)


def interviews_between(
    session: Session, first: date, last: date, *, obh_id: int | None = None
) -> Sequence[Any]:
    """The interviews that count from `first` to `last`, by OBH, form and version."""
    statement = (
        select(
            Assessment.id,
            Assessment.obh_id,
            Assessment.instrument_version_id,
            Assessment.interview_on,
            InstrumentVersion.key,
            InstrumentVersion.edition,
            Obh.code,
            Obh.name,
        )
        .join(Obh, Obh.id == Assessment.obh_id)
        .join(InstrumentVersion, InstrumentVersion.id == Assessment.instrument_version_id)
        .where(
            Assessment.trashed_at.is_(None),
            Assessment.state.in_(_COUNTED),
            Assessment.interview_on.between(first.isoformat(), last.isoformat()),
            InstrumentVersion.key.startswith("monev_"),
        )
        .order_by(Obh.name, Obh.id, InstrumentVersion.key, Assessment.instrument_version_id, Assessment.id)
    )
    if obh_id is not None:
        statement = statement.where(Assessment.obh_id == obh_id)
    return session.execute(statement).all()


def obh_scores(session: Session, first: date, last: date, *, obh_id: int | None = None) -> list[ObhScore]:
    """Every OBH with interviews held from `first` to `last`, by name, a line per form and version."""
    groups: dict[tuple[int, int], list[Any]] = {}
    for row in interviews_between(session, first, last, obh_id=obh_id):
        groups.setdefault((row.obh_id, row.instrument_version_id), []).append(row)
    found: list[ObhScore] = []
    for (who, version_id), rows in groups.items():
        instrument = instrument_of(session, version_id)
        least = least_for(session, instrument)
        figure = _scored(session, instrument, [row.id for row in rows]) if len(rows) >= least else None
        found.append(
            ObhScore(
                who,
                rows[0].code,
                rows[0].name,
                instrument,
                len(rows),
                least,
                figure,
                version_id,
                rows[0].edition,
            )
        )
    return found


def _scored(session: Session, instrument: Instrument, ids: Sequence[int]) -> Score:
    answers = answers_of_many(session, ids, pass_=None)
    return score(instrument, [answers.get(id_, {}) for id_ in ids])


@dataclass(frozen=True, slots=True)
class Tally:
    """How many interviews stand behind a word; nothing else may be said of so few."""

    name: str
    number: int


@dataclass(frozen=True, slots=True)
class ItemTally:
    """How often each answer of an item was given; `other` counts the three codes, skipped and empty ones."""

    item: Item
    numbers: Mapping[str, int]
    other: int


@dataclass(frozen=True, slots=True)
class FormTally:
    """Answers of one form over a whole visit; `items` is empty when fewer than `least` answered."""

    instrument: Instrument
    respondents: int
    drafts: int
    stopped: int
    least: int
    items: tuple[ItemTally, ...]


@dataclass(frozen=True, slots=True)
class VisitCounts:
    """What a visit may say in numbers: per place, per OBH and per form, never place by OBH.

    People are those interviewed and those traced and found, each once.
    """

    people: int
    sheets: int
    drafts: int
    by_place: tuple[Tally, ...]
    by_obh: tuple[Tally, ...]
    forms: tuple[FormTally, ...]


def visit_counts(session: Session, visit_id: int) -> VisitCounts:
    """Count the sheets of a visit; answers are summed over all OBH of the visit together."""
    rows = session.execute(
        select(
            Assessment.id,
            Assessment.state,
            Assessment.place_id,
            Assessment.obh_id,
            Assessment.recipient_id,
            Assessment.respondent_code,
            Assessment.instrument_version_id,
            Assessment.stopped_item,
        )
        .where(Assessment.visit_id == visit_id, Assessment.trashed_at.is_(None))
        .order_by(Assessment.instrument_version_id, Assessment.id)
    ).all()
    counted = [row for row in rows if row.state in _COUNTED]
    people = _people(session, visit_id, rows)
    about = [obh_id for _place, obh_id in people if obh_id]
    return VisitCounts(
        people=len(people),
        sheets=len(rows),
        drafts=len(rows) - len(counted),
        by_place=_tallies(_place_names(session, visit_id), [place for place, _obh in people]),
        by_obh=_tallies(_obh_names(session, about), about),
        forms=tuple(_forms(session, rows)),
    )


def visit_numbers(session: Session, visit_id: int) -> tuple[VisitCounts, Reconciliation]:
    """The counts of a visit and whether its paper forms add up."""
    return visit_counts(session, visit_id), reconcile(session, visit_id)


def _forms(session: Session, rows: Sequence[Any]) -> list[FormTally]:
    versions = list(dict.fromkeys(row.instrument_version_id for row in rows))
    found: list[FormTally] = []
    for version_id in versions:
        own = [row for row in rows if row.instrument_version_id == version_id]
        counted = [row for row in own if row.state in _COUNTED]
        asked = [row.id for row in counted if row.stopped_item is None]
        instrument = instrument_of(session, version_id)
        least = least_for(session, instrument) if instrument.kind is Kind.WAWANCARA else 1
        items = _items(session, instrument, asked) if len(asked) >= least else ()
        drafts, stopped = len(own) - len(counted), len(counted) - len(asked)
        found.append(FormTally(instrument, len(asked), drafts, stopped, least, items))
    return found


def _items(session: Session, instrument: Instrument, ids: Sequence[int]) -> tuple[ItemTally, ...]:
    """Scored items of the first scale with how often each answer was given."""
    route = Route(instrument)
    answers = [route.counted(one) for one in answers_of_many(session, ids, pass_=None).values()]
    items = [item for section in route.sections if section.scored for item in section.items if item.scale]
    scale = items[0].scale if items else ""
    found: list[ItemTally] = []
    for item in items:
        if item.scale != scale:
            continue
        codes = [option.code for option in instrument.options(item)]
        given = [str(one.get(item.key)) for one in answers]
        numbers = {code: given.count(code) for code in codes}
        found.append(ItemTally(item, numbers, len(ids) - sum(numbers.values())))
    return tuple(found)


def _tallies(names: Mapping[int | None, str], keys: Sequence[int | None]) -> tuple[Tally, ...]:
    numbers: dict[str, int] = {name: 0 for key, name in names.items() if key is not None}
    for key in keys:
        name = names.get(key, "Tempat tidak dicatat")
        numbers[name] = numbers.get(name, 0) + 1
    return tuple(Tally(name, number) for name, number in numbers.items())


def _place_names(session: Session, visit_id: int) -> dict[int | None, str]:
    rows = session.execute(
        select(
            VisitPlace.id,
            case(
                (VisitPlace.kind == HOME, AT_HOME),
                else_=func.coalesce(Unit.name, Obh.name, VisitPlace.name),
            ),
        )
        .outerjoin(Unit, Unit.id == VisitPlace.unit_id)
        .outerjoin(Obh, Obh.id == VisitPlace.obh_id)
        .where(VisitPlace.visit_id == visit_id)
        .order_by(VisitPlace.sort, VisitPlace.id)
    )
    return {row[0]: row[1] or "" for row in rows}


def _people(session: Session, visit_id: int, rows: Sequence[Any]) -> list[tuple[int | None, int | None]]:
    """Place and OBH of everybody met: whoever was traced and found, and whoever has a sheet, each once.

    A sheet that does not say which recipient it belongs to may be about anybody who was found: such sheets
    add to the number only when there are more sheets than people known. Nobody is counted twice, and the
    number never falls because a first sheet was keyed.
    """
    traces = session.execute(
        select(Trace.recipient_id, Trace.place_id, Trace.obh_id)
        .where(Trace.visit_id == visit_id, Trace.result == TraceResult.DITEMUKAN.value)
        .order_by(Trace.sort, Trace.id)
    )
    met: dict[object, tuple[int | None, int | None]] = {
        row.recipient_id: (row.place_id, row.obh_id) for row in traces
    }
    asked: dict[object, tuple[int | None, int | None]] = {}
    for row in rows:
        who: object = row.recipient_id or row.respondent_code or ("lembar", row.id)
        place, obh_id = met.get(who, (None, None))
        asked[who] = (row.place_id or place, row.obh_id or obh_id)
    named = {row.recipient_id for row in rows if row.recipient_id is not None}
    known = met | {who: place for who, place in asked.items() if who in named}
    return list((asked if len(asked) > len(known) else known).values())


def _obh_names(session: Session, ids: Sequence[int]) -> dict[int | None, str]:
    found = session.execute(select(Obh.id, Obh.name).where(Obh.id.in_(set(ids))).order_by(Obh.name))
    return {row.id: row.name for row in found}
