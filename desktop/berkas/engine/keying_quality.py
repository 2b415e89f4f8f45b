"""How well a batch was keyed: its piles, their samples, the rate per keyer, what a certificate says.

A batch is a visit or a survey period; a pile is what one person keyed in it about one OBH, or of one survey.
A fault of the first keying is an answer that was not the agreed one. Reads only; imports no Qt and no room.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from berkas.engine.assessing import answers_of_many, instrument_of
from berkas.engine.keying_batches import Batch
from berkas.rules.instruments import Route
from berkas.rules.second_keying import compared
from berkas.rules.vocabulary import AnswerPass, AssessmentState, SampleOutcome
from berkas_db.tables import (
    AppUser,
    Assessment,
    Keying,
    KeyingDifference,
    KeyingSample,
    Obh,
    Office,
    Service,
    SurveyPeriod,
    Unit,
)

NO_KEYER = "tanpa akun"
_COMPLETE = tuple(state.value for state in AssessmentState if state is not AssessmentState.DRAF)


@dataclass(frozen=True, slots=True)
class Tally:
    """Answers compared, how many differed, and how many of each keying were not the agreed ones."""

    compared: int = 0
    different: int = 0
    first_wrong: int = 0
    second_wrong: int = 0

    def __add__(self, other: "Tally") -> "Tally":
        return Tally(
            self.compared + other.compared,
            self.different + other.different,
            self.first_wrong + other.first_wrong,
            self.second_wrong + other.second_wrong,
        )

    @property
    def percent(self) -> Decimal | None:
        """Faults of the first keying per hundred answers compared; None when none were."""
        if not self.compared:
            return None
        return Decimal(self.first_wrong) * 100 / Decimal(self.compared)


@dataclass(frozen=True, slots=True)
class PileSheet:
    """A complete sheet of a pile. `second_id` is whoever keys or keyed it a second time."""

    id: int
    code: str
    state: str
    sample_id: int | None
    second_id: int | None
    is_done: bool

    @property
    def is_free(self) -> bool:
        """Whether it can still be drawn."""
        return self.state == AssessmentState.LENGKAP.value and self.sample_id is None and not self.is_done


@dataclass(frozen=True, slots=True)
class Pile:
    """What one person keyed about one OBH in one visit, or of one survey period.

    `obh` is the OBH, or what was surveyed.
    """

    keyer_id: int | None
    keyer: str
    obh_id: int | None
    obh: str
    sheets: tuple[PileSheet, ...]
    outcome: SampleOutcome | None
    """None: nothing was drawn."""
    seeds: tuple[int, ...]
    limit: Decimal
    tally: Tally

    @property
    def sampled(self) -> tuple[int, ...]:
        """The rows of its sample."""
        return tuple(sheet.sample_id for sheet in self.sheets if sheet.sample_id is not None)

    @property
    def done(self) -> int:
        """Sheets that are keyed twice."""
        return sum(sheet.is_done for sheet in self.sheets)

    @property
    def open_samples(self) -> int:
        """Sheets of the sample that still wait; one that was locked meanwhile waits no longer."""
        return sum(sheet.sample_id is not None and _waits(sheet) for sheet in self.sheets)

    @property
    def awaited(self) -> tuple[PileSheet, ...]:
        """Sheets to be keyed a second time: the sample, or all of them once the sample was over the limit."""
        everything = self.outcome is SampleOutcome.ULANG_SEMUA
        return tuple(
            sheet for sheet in self.sheets if _waits(sheet) and (everything or sheet.sample_id is not None)
        )

    @property
    def is_over(self) -> bool:
        """Whether the rate is over the limit."""
        return self.tally.percent is not None and self.tally.percent > self.limit


@dataclass(frozen=True, slots=True)
class KeyerRate:
    """What one person keyed: sheets, those keyed a second time by others, and their faults."""

    keyer: str
    sheets: int
    checked: int
    tally: Tally
    second_sheets: int
    second: Tally
    """Of the sheets this person keyed as the second one; `first_wrong` counts the other's."""


@dataclass(frozen=True, slots=True)
class Quality:
    """What the certificate of a batch says."""

    sheets: int
    drafts: int
    piles: tuple[Pile, ...]
    keyers: tuple[KeyerRate, ...]
    sample_percent: int
    limit: Decimal

    @property
    def is_drawn(self) -> bool:
        """Whether a sample was drawn at all."""
        return any(pile.outcome is not None for pile in self.piles)

    @property
    def awaited(self) -> int:
        """Sheets that wait for their second keying."""
        return sum(len(pile.awaited) for pile in self.piles)

    @property
    def tally(self) -> Tally:
        """All piles together."""
        return sum((pile.tally for pile in self.piles), Tally())

    @property
    def is_passed(self) -> bool:
        """Whether every pile was drawn from and none waits any more."""
        drawn = all(pile.outcome is not None for pile in self.piles)
        return bool(self.piles) and drawn and not self.awaited


@dataclass(slots=True)
class _Heap:
    """A pile being put together."""

    keyer: str
    obh: str
    sheets: list[PileSheet] = field(default_factory=list[PileSheet])
    outcomes: set[str] = field(default_factory=set[str])
    seeds: set[int] = field(default_factory=set[int])
    limits: set[float] = field(default_factory=set[float])


def piles_of(session: Session, batch: Batch) -> tuple[Pile, ...]:
    """The piles of a batch by keyer and OBH, with everything their second keying has shown so far."""
    heaps = _heaps(session, batch)
    done = [sheet.id for heap in heaps.values() for sheet in heap.sheets if sheet.is_done]
    tallies = tallies_of(session, done)
    limit = _office(session).keying_limit_percent
    return tuple(
        Pile(
            keyer_id,
            heap.keyer,
            obh_id,
            heap.obh,
            tuple(heap.sheets),
            _outcome(heap.outcomes),
            tuple(sorted(heap.seeds)),
            Decimal(str(min(heap.limits, default=limit))),
            sum((tallies.get(sheet.id, Tally()) for sheet in heap.sheets), Tally()),
        )
        for (keyer_id, obh_id), heap in heaps.items()
    )


def pile_of(session: Session, batch: Batch, sheet_id: int) -> Pile | None:
    """The pile a sheet lies in, with the rate of its sample alone while that is what is judged."""
    for pile in piles_of(session, batch):
        if any(sheet.id == sheet_id for sheet in pile.sheets):
            sample = [sheet.id for sheet in pile.sheets if sheet.sample_id is not None and sheet.is_done]
            return replace(pile, tally=sum(tallies_of(session, sample).values(), Tally()))
    return None


def tallies_of(session: Session, sheet_ids: Sequence[int]) -> dict[int, Tally]:
    """How the two keyings of sheets compare; sheets that are not keyed twice are left out."""
    first = answers_of_many(session, sheet_ids, pass_=AnswerPass.PERTAMA)
    final = answers_of_many(session, sheet_ids, pass_=AnswerPass.AKHIR)
    versions = _versions(session, sheet_ids)
    wrong = _wrong(session, sheet_ids)
    routes = {version: Route(instrument_of(session, version)) for version in set(versions.values())}
    found: dict[int, Tally] = {}
    for id_ in sheet_ids:
        if id_ in final and id_ in versions:
            questions = compared(routes[versions[id_]], first.get(id_, {}), final[id_])
            own = wrong.get(id_, Tally())
            found[id_] = replace(own, compared=max(len(questions), own.different))
    return found


def quality_of(session: Session, batch: Batch) -> Quality:
    """Everything the certificate of a batch says."""
    office = _office(session)
    piles = piles_of(session, batch)
    drafts = session.execute(
        select(func.count()).where(batch.within(), Assessment.state == AssessmentState.DRAF.value)
    ).scalar_one()
    return Quality(
        sum(len(pile.sheets) for pile in piles),
        drafts,
        piles,
        keyer_rates(session, piles),
        office.keying_sample_percent,
        Decimal(str(office.keying_limit_percent)),
    )


def drawn_quality(session: Session, batch: Batch) -> Quality | None:
    """The same where a sample was drawn at all, else None; for a report of many thousand respondents."""
    drawn = (
        select(KeyingSample.id)
        .join(Assessment, Assessment.id == KeyingSample.assessment_id)
        .where(batch.within())
        .limit(1)
    )
    return None if session.execute(drawn).first() is None else quality_of(session, batch)


def keyer_rates(session: Session, piles: Iterable[Pile]) -> tuple[KeyerRate, ...]:
    """The rate per keyer over piles, by name; whoever only keyed as the second one is there too."""
    names: dict[int | None, str] = {}
    first: dict[int | None, tuple[int, int, Tally]] = {}
    seconds: dict[int | None, list[int]] = {}
    for pile in piles:
        names[pile.keyer_id] = pile.keyer
        sheets, checked, tally = first.get(pile.keyer_id, (0, 0, Tally()))
        first[pile.keyer_id] = (sheets + len(pile.sheets), checked + pile.done, tally + pile.tally)
        for sheet in pile.sheets:
            if sheet.is_done:
                seconds.setdefault(sheet.second_id, []).append(sheet.id)
    names |= _names(session, [id_ for id_ in seconds if id_ is not None and id_ not in names])
    rates: list[KeyerRate] = []
    for id_, name in names.items():
        own = seconds.get(id_, [])
        second = sum(tallies_of(session, own).values(), Tally())
        sheets, checked, tally = first.get(id_, (0, 0, Tally()))
        rates.append(KeyerRate(name, sheets, checked, tally, len(own), second))
    return tuple(sorted(rates, key=lambda rate: rate.keyer))


def _heaps(session: Session, batch: Batch) -> dict[tuple[int | None, int | None], _Heap]:
    begun = (
        select(Keying.keyed_by_id, Keying.finished_at, Keying.assessment_id)
        .where(Keying.answer_pass == AnswerPass.KEDUA.value)
        .subquery()
    )
    rows = session.execute(
        select(
            Assessment.id,
            Assessment.code,
            Assessment.state,
            Assessment.keyed_by_id,
            Assessment.obh_id,
            AppUser.full_name,
            Obh.name,
            begun.c.keyed_by_id.label("second_id"),
            begun.c.finished_at,
            KeyingSample.id.label("sample_id"),
            KeyingSample.outcome,
            KeyingSample.seed,
            KeyingSample.limit_percent,
        )
        .outerjoin(AppUser, AppUser.id == Assessment.keyed_by_id)
        .outerjoin(Obh, Obh.id == Assessment.obh_id)
        .outerjoin(begun, begun.c.assessment_id == Assessment.id)
        .outerjoin(KeyingSample, KeyingSample.assessment_id == Assessment.id)
        .where(batch.within(), Assessment.state.in_(_COMPLETE))
        .order_by(AppUser.full_name, Obh.name, Assessment.id)
    )
    heaps: dict[tuple[int | None, int | None], _Heap] = {}
    nameless = _surveyed(session, batch) or "tanpa OBH"
    for row in rows:
        key = (row.keyed_by_id, row.obh_id)
        heap = heaps.setdefault(key, _Heap(row.full_name or NO_KEYER, row.name or nameless))
        done = row.finished_at is not None
        heap.sheets.append(PileSheet(row.id, row.code, row.state, row.sample_id, row.second_id, done))
        if row.sample_id is not None:
            heap.outcomes.add(row.outcome)
            heap.limits.add(row.limit_percent)
            heap.seeds |= {row.seed} if row.seed is not None else set()
    return heaps


def _surveyed(session: Session, batch: Batch) -> str:
    """The service or unit a survey period is about; empty for a visit."""
    if batch.period_id is None:
        return ""
    return session.execute(
        select(func.coalesce(Service.name, Unit.name))
        .select_from(SurveyPeriod)
        .join(Unit, Unit.id == SurveyPeriod.unit_id)
        .outerjoin(Service, Service.id == SurveyPeriod.service_id)
        .where(SurveyPeriod.id == batch.period_id)
    ).scalar_one()


def _outcome(outcomes: set[str]) -> SampleOutcome | None:
    """Over the limit once is over the limit; what was drawn later makes a pile wait again."""
    for one in (SampleOutcome.ULANG_SEMUA, SampleOutcome.MENUNGGU, SampleOutcome.LOLOS):
        if one.value in outcomes:
            return one
    return None


def _waits(sheet: PileSheet) -> bool:
    return sheet.state == AssessmentState.LENGKAP.value and not sheet.is_done


def _wrong(session: Session, sheet_ids: Sequence[int]) -> dict[int, Tally]:
    rows = session.execute(
        select(
            KeyingDifference.assessment_id,
            func.count(),
            func.sum(KeyingDifference.final_value.is_distinct_from(KeyingDifference.first_value)),
            func.sum(KeyingDifference.final_value.is_distinct_from(KeyingDifference.second_value)),
        )
        .where(KeyingDifference.assessment_id.in_(sheet_ids))
        .group_by(KeyingDifference.assessment_id)
    )
    return {row[0]: Tally(0, row[1], int(row[2]), int(row[3])) for row in rows}


def _versions(session: Session, ids: Sequence[int]) -> Mapping[int, int]:
    rows = session.execute(
        select(Assessment.id, Assessment.instrument_version_id).where(Assessment.id.in_(ids))
    )
    return {row[0]: row[1] for row in rows}


def _names(session: Session, ids: Sequence[int]) -> dict[int | None, str]:
    rows = session.execute(select(AppUser.id, AppUser.full_name).where(AppUser.id.in_(ids)))
    return {row[0]: row[1] for row in rows}


def _office(session: Session) -> Office:
    return session.execute(select(Office)).scalar_one()
