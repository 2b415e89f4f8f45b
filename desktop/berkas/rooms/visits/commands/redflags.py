"""Red flags: what a respondent told that is followed up in confidence, with a date of its own and no name.

Payment asked, not really accompanied, a signature that is not theirs: the instrument says which answers.
Neither finding nor follow-up says who answered; whoever may see it finds the sheet by its link, by code.
"""

from collections.abc import Sequence

from sqlalchemy import select

from berkas.engine.access import Right, require
from berkas.engine.assessing import answers_of, instrument_of
from berkas.engine.due import calendar_of
from berkas.engine.numbering import next_code
from berkas.engine.records import GONE, today_of
from berkas.rooms.visits.fields.interview import RED_FLAG_DAYS
from berkas.rules.answers import Answers
from berkas.rules.instruments import Instrument, Item, Route
from berkas.rules.vocabulary import AnswerPass, FollowupOrigin
from berkas_db.changes import Step
from berkas_db.errors import Refused
from berkas_db.tables import Assessment, Finding, Followup


def follow_up_flags(step: Step, id: int, *, items: Sequence[str] | None = None) -> list[int]:
    """Open a confidential follow-up for every red flag of a sheet that has none yet. Returns their ids.

    `items` keeps it to some of the flagged items.
    """
    require(step.actor, Right.RECORD)
    row = _sheet(step, id)
    instrument = instrument_of(step.session, row.instrument_version_id)
    answers = answers_of(step.session, id, pass_=AnswerPass(row.scored_pass))
    made = open_flags(step, id, instrument, answers, items=items)
    step.say(f"{len(made)} tindak lanjut rahasia dibuka")
    return made


def open_flags(
    step: Step, id: int, instrument: Instrument, answers: Answers, *, items: Sequence[str] | None = None
) -> list[int]:
    """The same for answers that are at hand, inside the step that saves them."""
    require(step.actor, Right.RECORD)
    flags = [item for item in Route(instrument).red_flags(answers) if items is None or item.key in items]
    if not flags:
        return []
    known = set(step.session.execute(select(Finding.item_code).where(Finding.assessment_id == id)).scalars())
    row = _sheet(step, id)
    return [_open(step, row, item) for item in flags if item.key not in known]


def _sheet(step: Step, id: int) -> Assessment:
    row = step.session.get(Assessment, id, populate_existing=True)
    if row is None:
        raise Refused(GONE)
    return row


def _open(step: Step, row: Assessment, item: Item) -> int:
    """Finding and follow-up of one flag; the id of the latter."""
    today = today_of(step)
    title = item.red_flag or item.label
    common = {
        "source": FollowupOrigin.WAWANCARA.value,
        "title": title,
        "obh_id": row.obh_id,
        "unit_id": row.unit_id,
        "due_on": calendar_of(step.session).add_working_days(today, RED_FLAG_DAYS).isoformat(),
        "is_secret": True,
    }
    finding = step.insert(
        Finding,
        common
        | {
            "code": next_code(step, Finding, f"TMN-{today.year}"),
            "text": f"{title}. Terungkap pada wawancara; nama tidak dicantumkan.",
            "assessment_id": row.id,
            "visit_id": row.visit_id,
            "item_code": item.key,
            "found_on": row.interview_on or today.isoformat(),
        },
    )
    return step.insert(
        Followup,
        common
        | {
            "code": next_code(step, Followup, f"TL-{today.year}"),
            "finding_id": finding,
            "task": "Dalami keterangan ini tanpa menyebut responden kepada pihak mana pun.",
            "start_on": today.isoformat(),
            "owner_user_id": step.actor.user_id,
            "owner_name": step.actor.name,
        },
    )
