"""After how many minutes without a touch the window locks itself: a choice of the office. No Qt."""

from sqlalchemy.orm import Session

from berkas.engine.access import Right, require
from berkas.engine.officesettings import keep_office_setting, office_setting
from berkas_db.changes import Step
from berkas_db.errors import Refused

DEFAULT_MINUTES = 10
MOST_MINUTES = 240
_KEY = "kunci_layar_menit"


def lock_minutes(session: Session) -> int:
    """Minutes until the window locks itself; 0 means never."""
    value = office_setting(session, _KEY)
    return value if isinstance(value, int) and 0 <= value <= MOST_MINUTES else DEFAULT_MINUTES


def set_lock_minutes(step: Step, minutes: int) -> None:
    """Choose the minutes; 0 turns the lock by itself off."""
    require(step.actor, Right.MANAGE_OFFICE)
    if not 0 <= minutes <= MOST_MINUTES:
        raise Refused(
            f"Waktu kunci 0 sampai {MOST_MINUTES} menit.", "Isi 0 bila tidak dikehendaki.", ("minutes",)
        )
    keep_office_setting(step, _KEY, minutes)
    step.say(
        f"Layar terkunci sendiri sesudah {minutes} menit" if minutes else "Kunci layar otomatis dimatikan"
    )
