"""Writes visits, interviews, surveys and outreach events of a sample. Imports no Qt."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from berkas.engine.rulebook import Rulebook
from berkas.rooms.visits.commands import (
    follow_up_flags,
    save_assessment,
    save_event,
    save_survey_period,
    save_visit,
)
from berkas.rules.answers import KEYPAD_SIGNS, Answer, Answers
from berkas.rules.instruments import Instrument, Route
from berkas.rules.vocabulary import Missing
from berkas.sheets.answers import read_answers
from berkas.shell.demo.names import id_of, resolved, with_source
from berkas.shell.demo.reading import SampleError, SampleOffice, Values
from berkas.shell.demo.registers import NEW, REASON
from berkas_db.changes import Step
from berkas_db.tables import Obh

_BY_SIGN: Mapping[str, Missing] = {sign: code for code, sign in KEYPAD_SIGNS.items()}
NOT_ASKED = "."
"""In a row of keyed digits: the question was not asked."""


@dataclass(frozen=True, slots=True)
class Survey:
    """A survey period as written, with the answers of its respondents."""

    record: Values
    respondents: tuple[Answers, ...]


def read_surveys(office: SampleOffice, rulebook: Rulebook) -> list[Survey]:
    """The survey periods with what stands in their answer files. Raises SampleError for a wrong cell."""
    return [_survey(office, record, rulebook) for record in office["survei"]]


def _survey(office: SampleOffice, record: Values, rulebook: Rulebook) -> Survey:
    name = record.get("answers")
    if not name:
        return Survey(record, ())
    sheet = read_answers(office.folder / name, rulebook.instrument(record["instrument_key"]))
    if sheet.problems:
        raise SampleError(f"{name}, {sheet.problems[0].cell}: {sheet.problems[0].message}")
    return Survey(record, sheet.respondents)


def write_visits(step: Step, office: SampleOffice, rulebook: Rulebook) -> None:
    """Visits with places, teams and names to trace; the interviews of invented OBH with their red flags."""
    for record in office["kegiatan"]:
        save_visit(step, resolved(step, with_source(record)), reason=REASON, **NEW)
    usual = office.single("wawancara_dasar")
    for record in office["wawancara"]:
        values = resolved(step, record, but=("mutu", "jawaban"))
        answers = _interview(step, record, usual, rulebook.instrument(record["instrument"]))
        saved = save_assessment(step, values, answers, reason=REASON)
        follow_up_flags(step, saved)
    step.say("Kegiatan dan wawancara contoh dimasukkan")


def _interview(step: Step, record: Values, usual: Values, instrument: Instrument) -> Answers:
    """The answers of one interview: the usual ones, the keyed digits, and what is different here."""
    obh = id_of(step, Obh, "code", record["obh_id"])
    given: dict[str, Answer] = {
        "IDN01": record["recipient_id"],
        "IDN10": record["interview_on"],
        "KAS01": str(obh),
    }
    given |= {key: tuple(value) if isinstance(value, list) else value for key, value in usual.items()}
    given |= dict(keyed_digits(record.get("mutu", {}))) | record.get("jawaban", {})
    asked = {question.key for question in Route(instrument).asked(given)}
    return {key: answer for key, answer in given.items() if key in asked}


def keyed_digits(rows: Mapping[str, str]) -> Iterator[tuple[str, Answer]]:
    """Answers from digits as a clerk keys them, by the first letters of the item keys."""
    for stem, digits in rows.items():
        for number, sign in enumerate(digits, 1):
            if sign != NOT_ASKED:
                yield f"{stem}{number:02}", _BY_SIGN.get(sign, sign)


def write_surveys(step: Step, office: SampleOffice, surveys: list[Survey]) -> None:
    """Outreach events with their aspirations, and survey periods with every respondent."""
    for record in office["acara"]:
        save_event(step, resolved(step, record), reason=REASON, **NEW)
    for survey in surveys:
        own = with_source(resolved(step, survey.record, but=("is_example", "answers")))
        period = save_survey_period(step, own, **NEW)
        for number, answers in enumerate(survey.respondents, 1):
            head = {
                "survey_period_id": period,
                "respondent_code": f"R-{number:03}",
                "interview_on": survey.record["period_until"],
                "mode": "kertas",
            }
            save_assessment(step, head, answers, reason=REASON)
    step.say("Survei dan acara contoh dimasukkan")
