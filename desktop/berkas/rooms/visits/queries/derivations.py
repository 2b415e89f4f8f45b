"""Where a figure comes from: its steps, its items with weights, and every single answer by respondent code.

A figure about an OBH or of a survey exists from the least number of respondents on; below it there is
nothing to open. Litigation and non-litigation, and versions of a form, are derivations of their own.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from sqlalchemy import ColumnElement, select, true
from sqlalchemy.orm import Session

from berkas.engine.assessing import answers_of_many, instrument_of
from berkas.engine.keying_batches import awaited_among, refuse_waiting
from berkas.engine.letterheads import office_facts
from berkas.engine.officepaper import INTERNAL
from berkas.engine.periods import Span
from berkas.engine.records import GONE
from berkas.rooms.visits.queries.assessments import SUBJECT_NAME
from berkas.rooms.visits.queries.scores import COUNTED, interviews_between, least_for
from berkas.rules.answers import KEYPAD_SIGNS, Answers
from berkas.rules.instruments import Instrument, Kind, RuleName
from berkas.rules.numbers import show_integer
from berkas.rules.scoring import EMPTY, NOT_ASKED, Score, score
from berkas.rules.scoring.figures import show
from berkas.rules.scoring.tally import Sheet, Tally, count
from berkas.rules.vocabulary import AnswerPass
from berkas_db.errors import Refused
from berkas_db.tables import Assessment, InstrumentVersion, Obh, Service, SurveyPeriod, Unit

SIGNS: Mapping[str, str] = {code.value: sign for code, sign in KEYPAD_SIGNS.items()} | {
    EMPTY: "·",
    NOT_ASKED: "×",
}
"""What stands in a table of answers where no answer counts."""

WAITS = "…"
"""In place of an answer that is shown only once its sheet was keyed twice."""
LEGEND = (
    "* tidak tahu; / menolak menjawab; - tidak berlaku; · tidak dijawab; × tidak ditanyakan; "
    f"{WAITS} menunggu ketik kedua"
)
SURVEY_INTERNAL = "Survei internal kantor; nilai resmi adalah yang terbit pada aplikasi pusat."


@dataclass(frozen=True, slots=True)
class Respondent:
    """One filled sheet behind a figure. `answers`: a code or a sign for each item, in the items' order."""

    assessment_id: int
    code: str
    sheet: str
    on: str
    keying: str
    answers: tuple[str, ...]
    index: Fraction | None


@dataclass(frozen=True, slots=True)
class ItemLine:
    """One scored item: its weight in words, its counted answers, their sum and mean."""

    key: str
    label: str
    section: str
    weight: str
    n: int
    left_out: int
    formula: str
    total: Fraction
    mean: Fraction | None

    def told(self, number: int) -> tuple[str, ...]:
        """The line as screen and paper show it: number, code, item, weight, sum, counted, left out, mean."""
        return (
            str(number),
            self.key,
            self.label,
            self.weight,
            f"{self.formula} = {show(self.total)}" if self.formula and self.n else "–",
            show_integer(self.n),
            show_integer(self.left_out),
            show(self.mean) if self.mean is not None else "–",
        )


@dataclass(frozen=True, slots=True)
class Derivation:
    """A figure and everything it was computed from. `key` is the subject of its paper, empty for none."""

    title: str
    period: str
    key: str
    instrument: Instrument
    edition: str
    digest: str
    score: Score
    mark: str
    least: int
    items: tuple[ItemLine, ...]
    respondents: tuple[Respondent, ...]

    @property
    def rounding(self) -> str:
        """How often and how the figure is rounded, in words."""
        places = self.instrument.scoring.decimals
        return f"satu kali pada akhir, setengah ke atas, {places} angka di belakang koma"

    @property
    def options(self) -> str:
        """What the codes in the table of answers mean, with the values that were added up."""
        told: dict[str, str] = {}
        for section in self.instrument.sections:
            for item in section.items if section.scored else ():
                for option in self.instrument.options(item):
                    value = (
                        "" if option.value is None else f" (nilai {float(option.value):g})".replace(".", ",")
                    )
                    told.setdefault(option.code, f"{option.code} = {option.label}{value}")
        return "; ".join(told.values())


def obh_derivation(session: Session, obh_id: int, version_id: int, span: Span) -> Derivation:
    """The figure of one OBH under one version of one form over a period; Refused below the least number."""
    ids = [
        row.id
        for row in interviews_between(session, span.first, span.last, obh_id=obh_id)
        if row.instrument_version_id == version_id
    ]
    instrument = instrument_of(session, version_id)
    obh = session.get(Obh, obh_id)
    if obh is None:
        raise Refused(GONE)
    least = least_for(session, instrument)
    _enough(len(ids), least)
    edition, digest = _version(session, version_id)
    return _derived(
        session, ids, instrument, edition=edition, digest=digest, least=least, mark=INTERNAL,
        title=f"{obh.name}: {instrument.title}", period=span.title,
        key=f"{obh.code}:{span.key}:{instrument.key}:{edition}",
    )  # fmt: skip


def survey_derivation(session: Session, period_id: int) -> Derivation:
    """The index of one survey period; Refused while too few answered or versions are mixed."""
    period = session.get(SurveyPeriod, period_id, populate_existing=True)
    if period is None or period.trashed_at:
        raise Refused("Periode survei ini sudah tidak ada.")
    unit = session.execute(select(Unit.code, Unit.name).where(Unit.id == period.unit_id)).one()
    return _surveyed(
        session, Assessment.survey_period_id == period_id, unit.name, period.label,
        f"survei:{unit.code}:{period.code}",
    )  # fmt: skip


def survey_span_derivation(
    session: Session, instrument_key: str, unit_id: int, span: Span, *, service_id: int | None = None
) -> Derivation:
    """The index of a unit, or of one of its services, over all respondents of the periods in a span."""
    unit = session.execute(select(Unit.code, Unit.name).where(Unit.id == unit_id)).one_or_none()
    if unit is None:
        raise Refused(GONE)
    of_service = SurveyPeriod.service_id == service_id if service_id is not None else true()
    own = select(SurveyPeriod.id).where(
        SurveyPeriod.trashed_at.is_(None),
        SurveyPeriod.instrument_key == instrument_key,
        SurveyPeriod.unit_id == unit_id,
        of_service,
        SurveyPeriod.period_from >= span.first.isoformat(),
        SurveyPeriod.period_until <= span.last.isoformat(),
    )
    name, key = unit.name, f"siklus:{instrument_key.upper()}:{span.key}:{unit.code}"
    if service_id is not None:
        service = session.execute(select(Service.code, Service.name).where(Service.id == service_id)).one()
        name, key = f"{service.name} pada {name}", f"{key}/{service.code}"
    return _surveyed(session, Assessment.survey_period_id.in_(own), name, span.title, key)


def _surveyed(session: Session, which: ColumnElement[bool], name: str, period: str, key: str) -> Derivation:
    """The index over the sheets that count among these; one version of one survey."""
    rows = session.execute(
        select(Assessment.id, Assessment.instrument_version_id)
        .where(
            which,
            Assessment.trashed_at.is_(None),
            Assessment.state.in_([state.value for state in COUNTED]),
        )
        .order_by(Assessment.id)
    ).all()
    versions = {row.instrument_version_id for row in rows}
    if len(versions) > 1:
        raise Refused("Indeks tidak dihitung: jawaban memakai lebih dari satu versi instrumen.")
    if not versions:
        _enough(0, office_facts(session).least_respondents)
    version_id = versions.pop()
    instrument = instrument_of(session, version_id)
    least = least_for(session, instrument)
    _enough(len(rows), least)
    edition, digest = _version(session, version_id)
    return _derived(
        session, [row.id for row in rows], instrument, edition=edition, digest=digest, least=least,
        mark=SURVEY_INTERNAL, title=f"{instrument.title}, {name}", period=period, key=key,
    )  # fmt: skip


def sheet_derivation(session: Session, assessment_id: int) -> Derivation:
    """The counts of one sheet. What one respondent alone said is looked at on screen and not printed."""
    row = session.execute(
        select(
            Assessment.code, Assessment.instrument_version_id, Assessment.interview_on, SUBJECT_NAME
        ).where(Assessment.id == assessment_id)
    ).one_or_none()
    if row is None:
        raise Refused(GONE)
    refuse_waiting(session, [assessment_id])
    instrument = instrument_of(session, row.instrument_version_id)
    edition, digest = _version(session, row.instrument_version_id)
    is_person = instrument.kind in (Kind.WAWANCARA, Kind.SURVEI)
    return _derived(
        session, [assessment_id], instrument, edition=edition, digest=digest, least=1,
        mark=INTERNAL if instrument.kind is Kind.WAWANCARA else "",
        title=f"{row[3] or row.code}: {instrument.title}", period="",
        key="" if is_person else f"lembar:{row.code}",
    )  # fmt: skip


def _enough(number: int, least: int) -> None:
    if number < least:
        raise Refused(
            f"Belum cukup responden ({number} dari sedikitnya {least}); belum ada nilai yang dirinci."
        )


def _version(session: Session, version_id: int) -> tuple[str, str]:
    row = session.execute(
        select(InstrumentVersion.edition, InstrumentVersion.sha256).where(InstrumentVersion.id == version_id)
    ).one()
    return row.edition, row.sha256[:12]


def _derived(
    session: Session,
    ids: Sequence[int],
    instrument: Instrument,
    *,
    title: str,
    period: str,
    key: str,
    edition: str,
    digest: str,
    least: int,
    mark: str,
) -> Derivation:
    answers = answers_of_many(session, ids, pass_=None)
    given: list[Answers] = [answers.get(id_, {}) for id_ in ids]
    figure = score(instrument, given)
    sheet = count(instrument, given)
    return Derivation(
        title=title,
        period=period,
        key=key,
        instrument=instrument,
        edition=edition,
        digest=digest,
        score=figure,
        mark=mark,
        least=least,
        items=tuple(_item(instrument, tally, sheet) for tally in sheet.tallies),
        respondents=_respondents(session, ids, given, figure, sheet),
    )


def _item(instrument: Instrument, tally: Tally, sheet: Sheet) -> ItemLine:
    question = tally.question
    valued = instrument.scoring.rule is not RuleName.HITUNG
    return ItemLine(
        key=question.key,
        label=tally.label,
        section=question.section.label,
        weight=_weight(instrument, tally, sheet),
        n=tally.n,
        left_out=tally.uncounted(),
        formula=tally.total_formula() if valued else "",
        total=tally.total(),
        mean=tally.total() / tally.n if valued and tally.n else None,
    )


def _weight(instrument: Instrument, tally: Tally, sheet: Sheet) -> str:
    """What an item weighs, as the rule of the instrument has it."""
    section = tally.question.section
    match instrument.scoring.rule:
        case RuleName.SKM_14_2017 | RuleName.RATA_RATA_DARI_RATA_RATA:
            return f"1/{len(sheet.tallies)}"
        case RuleName.RATA_RATA_DIMENSI:
            fellows = sum(each.question.section.dimension == section.dimension for each in sheet.tallies)
            dimensions = {
                each.question.section.dimension: each.question.section.weight for each in sheet.tallies
            }
            share = section.weight / sum(dimensions.values())
            return f"sama di antara {fellows} butir; dimensi {share}"
        case RuleName.JUMLAH | RuleName.BAGIAN:
            weight = tally.question.item.weight
            return str(Fraction(1) if weight is None else weight)
        case RuleName.HITUNG:
            return "–"


def _respondents(
    session: Session, ids: Sequence[int], given: Sequence[Answers], figure: Score, sheet: Sheet
) -> tuple[Respondent, ...]:
    heads = _heads(session, ids)
    indexes = {one.no: one.index for one in figure.respondents}
    waiting = awaited_among(session, ids)
    return tuple(
        Respondent(
            id_,
            heads[id_].respondent_code or "tanpa kode",
            heads[id_].code,
            heads[id_].interview_on or "",
            AnswerPass.label_of(heads[id_].scored_pass),
            tuple(WAITS if id_ in waiting else _shown(tally, answers, chosen) for tally in sheet.tallies),
            None if id_ in waiting else indexes.get(number),
        )
        for number, (id_, answers, chosen) in enumerate(zip(ids, given, sheet.chosen, strict=True), 1)
    )


def _shown(tally: Tally, answers: Answers, chosen: Mapping[str, Any]) -> str:
    """The code that counts, or the sign that says why none does."""
    key = tally.question.key
    if key not in chosen:
        return SIGNS[NOT_ASKED]
    if chosen[key] is not None:
        return chosen[key].code
    return SIGNS.get(str(answers.get(key) or EMPTY), SIGNS[EMPTY])


def _heads(session: Session, ids: Sequence[int]) -> dict[int, Any]:
    found: dict[int, Any] = {}
    for start in range(0, len(ids), 500):
        statement = select(
            Assessment.id,
            Assessment.code,
            Assessment.respondent_code,
            Assessment.interview_on,
            Assessment.scored_pass,
        ).where(Assessment.id.in_(ids[start : start + 500]))
        found |= {row.id: row for row in session.execute(statement)}
    return found
