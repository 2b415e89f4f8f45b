"""When the office was last copied from this program: remembered in the book, shown on the page of the day."""

import json

from sqlalchemy import select
from sqlalchemy.orm import Session

from berkas_db.changes import Step
from berkas_db.tables import Setting

_KEY = "cadangan_terakhir"


def last_copy(session: Session) -> str | None:
    """The instant of the last copy made from the window, or None."""
    found = session.execute(
        select(Setting.value_json).where(Setting.key == _KEY, Setting.user_id.is_(None))
    ).scalar_one_or_none()
    return json.loads(found) if found else None


def note_copy(step: Step) -> None:
    """Remember that a checked copy was made just now."""
    found = step.session.execute(
        select(Setting.id).where(Setting.key == _KEY, Setting.user_id.is_(None))
    ).scalar_one_or_none()
    value = {"value_json": json.dumps(step.now)}
    if found is None:
        step.insert(Setting, {"key": _KEY} | value)
    else:
        step.update(Setting, found, value)
    step.say("Cadangan dibuat")
