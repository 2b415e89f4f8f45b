"""Inserts many new respondents of a survey at the price of few statements: a keyed batch, a whole file.

A sheet that needs more than that (a check it breaks, a red flag, a stop) goes the way of every other sheet.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import Any

from berkas.engine.assessing import code_stem, first_answers, install
from berkas.engine.due import rulebook_of
from berkas.engine.numbering import next_code
from berkas.engine.records import refuse_hard, today_of
from berkas.engine.rulebook import RulebookError
from berkas.rooms.visits.commands.assessments import save_assessment
from berkas.rooms.visits.fields.interview import HEAD
from berkas.rules.answers import Answer
from berkas.rules.fields import problems
from berkas.rules.instruments import Route
from berkas.rules.vocabulary import AssessmentState, InterviewMode
from berkas_db.changes import Step
from berkas_db.errors import Refused
from berkas_db.tables import Answer as AnswerRow
from berkas_db.tables import Assessment, SurveyPeriod

_AT_ONCE = 500
"""How many sheets are handed to the book together."""
_HEAD = tuple(field for field in HEAD if field.key == "respondent_code")


@dataclass(frozen=True, slots=True)
class Respondent:
    """A new respondent: code and answers; the day (ISO) and the way of the interview where they are known."""

    code: str
    answers: Mapping[str, Answer]
    on: str = ""
    mode: str = ""


def insert_respondents(
    step: Step, period: SurveyPeriod, respondents: Sequence[Respondent], *, reason: str = ""
) -> list[int]:
    """New sheets of a period, in the order given. Returns their ids. The caller has asked for the right."""
    if period.is_closed:
        raise Refused(f"Periode {period.label} sudah ditutup; isian baru tidak diterima.")
    try:
        instrument = rulebook_of(step.session).instrument(period.instrument_key)
    except RulebookError as error:
        raise Refused(str(error)) from error
    route = Route(instrument)
    today = today_of(step)
    first = next_code(step, Assessment, code_stem(instrument.key), width=4)
    stem, _, serial = first.rpartition("-")
    common: dict[str, Any] = {
        "instrument_version_id": install(step, instrument),
        "survey_period_id": period.id,
        "subject_kind": "layanan" if period.service_id else "unit",
        "service_id": period.service_id,
        "unit_id": None if period.service_id else period.unit_id,
        "entered_on": today.isoformat(),
        "keyed_by_id": step.actor.user_id,
    }
    ids: list[int] = []
    waiting = iter(enumerate(respondents, int(serial)))
    while part := list(islice(waiting, _AT_ONCE)):
        heads = list(_heads(part, route, stem, common, today))
        plain = [place for place, head in enumerate(heads) if head is not None]
        made = step.insert_many(Assessment, [head for head in heads if head is not None])
        found = dict(zip(plain, made, strict=True))
        rows = [
            row
            for place, id_ in found.items()
            for row in first_answers(instrument, id_, part[place][1].answers)
        ]
        step.insert_many(AnswerRow, rows)
        for place, (number, each) in enumerate(part):
            if place not in found:
                values = {
                    "survey_period_id": period.id,
                    "respondent_code": each.code,
                    "code": f"{stem}-{number:04}",
                    **_met(each, today),
                }
                found[place] = save_assessment(step, values, each.answers, reason=reason)
        ids += [found[place] for place in range(len(part))]
    return ids


def _heads(
    part: Sequence[tuple[int, Respondent]], route: Route, stem: str, common: Mapping[str, Any], today: date
) -> Iterator[dict[str, Any] | None]:
    """The row of each sheet; None for one that needs more than a row."""
    known = {question.key for question in route.questions}
    for number, each in part:
        if foreign := sorted(set(each.answers) - known):
            raise Refused(f"Butir {foreign[0]} tidak ada pada instrumen {route.instrument.title}.")
        refuse_hard(problems(_HEAD, {"respondent_code": each.code}, today=today))
        progress = route.progress(each.answers)
        if progress.broken or progress.stopped_at or route.red_flags(each.answers):
            yield None
            continue
        state = AssessmentState.LENGKAP if progress.is_complete else AssessmentState.DRAF
        yield dict(common) | {
            "code": f"{stem}-{number:04}",
            "respondent_code": each.code,
            **_met(each, today),
            "state": state.value,
            "open_errors": len(progress.open_required) + len(progress.problems),
        }


def _met(each: Respondent, today: date) -> dict[str, str]:
    """When and how the respondent was asked; on paper and today where nobody says otherwise."""
    return {"interview_on": each.on or today.isoformat(), "mode": each.mode or InterviewMode.KERTAS.value}
