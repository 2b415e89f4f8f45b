"""Writes entries of the list of public information (DIP) with their consequence tests."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import select

from berkas.engine.access import Right, require
from berkas.engine.records import (
    keep_doubts,
    refuse_hard,
    row_problems,
    save_children,
    save_record,
    today_of,
    values_before,
)
from berkas.rooms.complaints.fields.information import (
    EXCLUDED,
    INFORMATION,
    TESTS,
    consequence_checks,
    information_checks,
)
from berkas.rooms.complaints.queries.information import is_tested
from berkas.rules.fields import Problem, Severity, problems
from berkas_db.changes import Step
from berkas_db.tables import ConsequenceTest, PublicInformation

_STEM = "DIP-"


def save_information(
    step: Step, values: Mapping[str, Any], *, id: int | None, version: int | None, reason: str = ""
) -> int:
    """Keep one entry with its tests. Information is withheld by a test; without one that is a doubt."""
    require(step.actor, Right.RECORD)
    today = today_of(step)
    whole = values_before(step, PublicInformation, id) | dict(values)
    rows: Sequence[Mapping[str, Any]] = values.get(TESTS.key, ())
    found = problems(INFORMATION, whole, today=today, checks=(information_checks,))
    found += row_problems(TESTS.key, TESTS.title, TESTS.fields, rows, today=today)
    found += consequence_checks(rows)
    tested = bool(rows) if TESTS.key in values else id is not None and is_tested(step.session, id)
    if whole.get("category") == EXCLUDED and not tested:
        sentence = "Informasi dikecualikan sesudah uji konsekuensi; ujinya belum dicatat."
        found.append(Problem("category", sentence, Severity.SOFT))
    refuse_hard(found)
    own = {key: value for key, value in values.items() if key != TESTS.key}
    if not whole.get("number"):
        own["number"] = _next_number(step)
    saved = save_record(step, PublicInformation, own, id=id, version=version)
    if TESTS.key in values:
        save_children(step, ConsequenceTest, "information_id", saved, rows)
    keep_doubts(step, PublicInformation, saved, found, reason)
    step.say(f"Informasi publik {own.get('number') or whole['number']} disimpan", reason)
    return saved


def _next_number(step: Step) -> str:
    """`DIP-001` and so on; entries in the trash keep theirs."""
    taken = step.session.execute(
        select(PublicInformation.number).where(PublicInformation.number.startswith(_STEM))
    ).scalars()
    serials = [int(number[len(_STEM) :]) for number in taken if number[len(_STEM) :].isdigit()]
    return f"{_STEM}{max(serials, default=0) + 1:03}"
