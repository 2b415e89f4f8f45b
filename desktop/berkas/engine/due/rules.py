"""The rules and the working days of this office, as its book has them now; a clock's refusals as sentences.

Imports no Qt.
"""

from collections.abc import Generator
from contextlib import contextmanager
from datetime import date
from functools import lru_cache

from sqlalchemy import select
from sqlalchemy.orm import Session

from berkas.engine.installed import office_holidays, office_rules
from berkas.engine.officesettings import keep_office_setting, office_setting
from berkas.engine.rulebook import Override, Rulebook, RulebookError
from berkas.rules.calendar import MONDAY_TO_FRIDAY, Calendar
from berkas.rules.clocks import Clock, ClockVersion, DeadlineError
from berkas_db.changes import Step
from berkas_db.errors import Refused
from berkas_db.tables import Office, Unit


@lru_cache(maxsize=4)
def _rulebook(overrides: tuple[Override, ...]) -> Rulebook:
    return Rulebook.load(overrides)


def rulebook_of(session: Session) -> Rulebook:
    """The rulebook with what the office installed; files are read once."""
    return _rulebook(tuple(office_rules(session)))


def calendar_of(session: Session, unit_id: int | None = None) -> Calendar:
    """The working days of the office, or of a unit with its own week, regency and closures."""
    week = session.execute(select(Office.working_week)).scalar_one_or_none()
    regency_id = None
    if unit_id is not None:
        row = session.execute(
            select(Unit.working_week, Unit.regency_id).where(Unit.id == unit_id)
        ).one_or_none()
        if row is not None:
            week, regency_id = row
    extra = office_holidays(session, regency_id=regency_id, unit_id=unit_id)
    with sentences():
        return rulebook_of(session).calendar(
            *extra, working_week=_days(week), decreed=declared_years(session)
        )


_DECLARED = "tahun_libur_ditetapkan"


def declared_years(session: Session) -> dict[int, str]:
    """Years whose holidays the office declared complete, each with its decree."""
    return {int(year): str(decree) for year, decree in (office_setting(session, _DECLARED) or {}).items()}


def declare_year(step: Step, year: int, decree: str) -> None:
    """Keep that the holidays of a year are complete under a decree; without one, take that back.

    The caller has checked the right and names the step.
    """
    kept = declared_years(step.session)
    kept.pop(year, None)
    if decree.strip():
        kept[year] = decree.strip()
    keep_office_setting(step, _DECLARED, {str(year): kept[year] for year in sorted(kept)})


def clock_of(session: Session, clock_key: str) -> Clock:
    """The clock of a class. Raises Refused."""
    with sentences():
        return rulebook_of(session).clock(clock_key)


def version_on(session: Session, clock_key: str, day: date) -> ClockVersion:
    """The version a case that begins on a day falls under, for ever. Raises Refused."""
    clock = clock_of(session, clock_key)
    with sentences():
        return clock.version_on(day)


def version_of(session: Session, clock_key: str, version_key: str) -> ClockVersion:
    """The version an older case keeps. Raises Refused."""
    clock = clock_of(session, clock_key)
    with sentences():
        return clock.version(version_key)


@contextmanager
def sentences() -> Generator[None]:
    """Turn what the rules refuse into a refusal of the command."""
    try:
        yield
    except (DeadlineError, RulebookError, LookupError) as error:
        raise Refused(str(error.args[0]) if error.args else str(error)) from error


def _days(week: str | None) -> frozenset[int]:
    """“12345” is Monday to Friday."""
    days = frozenset(int(digit) - 1 for digit in week or "" if digit in "1234567")
    return days or MONDAY_TO_FRIDAY
