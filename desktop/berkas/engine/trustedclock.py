"""Whether this computer's clock may decide what is old enough to be removed for good.

A clock that leapt forward would make everything look old. Imports no Qt and no room.
"""

from datetime import datetime, timedelta

from sqlalchemy import func, select

from berkas_db.changes import Step
from berkas_db.errors import Refused
from berkas_db.tables import JournalEntry

MOST_DAYS = 30


def require_trusted_clock(step: Step, kept: str) -> None:
    """Refuse when the last entry of another day than today is from the future, or older than 30 days.

    Entries of today prove nothing: signing in writes one with whatever the clock says. `kept` begins the
    sentence and says what stays as it is.
    """
    day = func.substr(JournalEntry.at, 1, 10)
    last = step.session.execute(
        select(JournalEntry.at).where(day != step.now[:10]).order_by(JournalEntry.id.desc()).limit(1)
    ).scalar()
    if last is None:
        return
    leap = datetime.fromisoformat(step.now) - datetime.fromisoformat(last)
    if leap < timedelta(0) or leap > timedelta(days=MOST_DAYS):
        raise Refused(
            f"{kept}: jam komputer berselisih {abs(leap.days)} hari dengan hari kerja terakhir.",
            "Periksa tanggal komputer. Bila benar, kerjakan besok.",
        )
