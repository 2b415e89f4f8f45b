"""After how many minutes without a touch the window locks itself: a choice of the office. No Qt."""

import json

from sqlalchemy import select
from sqlalchemy.orm import Session

from berkas.engine.access import Right, require
from berkas_db.changes import Step
from berkas_db.errors import Refused
from berkas_db.tables import Setting

DEFAULT_MINUTES = 10
MOST_MINUTES = 240
_KEY = "kunci_layar_menit"


def lock_minutes(session: Session) -> int:
    """Minutes until the window locks itself; 0 means never."""
    found = session.execute(_of_office(Setting.value_json)).scalar_one_or_none()
    value = json.loads(found) if found else DEFAULT_MINUTES
    return value if isinstance(value, int) and 0 <= value <= MOST_MINUTES else DEFAULT_MINUTES


def set_lock_minutes(step: Step, minutes: int) -> None:
    """Choose the minutes; 0 turns the lock by itself off."""
    require(step.actor, Right.MANAGE_OFFICE)
    if not 0 <= minutes <= MOST_MINUTES:
        raise Refused(
            f"Waktu kunci 0 sampai {MOST_MINUTES} menit.", "Isi 0 bila tidak dikehendaki.", ("minutes",)
        )
    found = step.session.execute(_of_office(Setting.id)).scalar_one_or_none()
    value = {"value_json": json.dumps(minutes)}
    if found is None:
        step.insert(Setting, {"key": _KEY} | value)
    else:
        step.update(Setting, found, value)
    step.say(
        f"Layar terkunci sendiri sesudah {minutes} menit" if minutes else "Kunci layar otomatis dimatikan"
    )


def _of_office(column: object):  # noqa: ANN202  a select
    return select(column).where(Setting.key == _KEY, Setting.user_id.is_(None))  # pyright: ignore[reportArgumentType, reportCallIssue]
