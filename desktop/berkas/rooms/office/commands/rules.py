"""Installs the limits of a class that the office brings itself, as a text it was given."""

import hashlib

from sqlalchemy import select

from berkas.engine.access import Right, require
from berkas.engine.due import recompute_open
from berkas.engine.rulebook import Override, RulebookError, RuleKind, read_tables
from berkas.rules.clocks import Clock, canonical, parse_clock
from berkas.rules.definition import DefinitionError
from berkas_db.changes import Step
from berkas_db.errors import Refused
from berkas_db.tables import ClockOverride

_NEXT = "Perbaiki berkas itu, lalu pasang lagi. Belum ada yang berubah."


def install_clock(step: Step, text: str, name: str) -> int:
    """Put the office's own limits of a class beside the shipped ones; returns how many due dates moved.

    Complaints keep the version they began with; a version of the same key is replaced.
    """
    require(step.actor, Right.MANAGE_OFFICE)
    try:
        tables, _place = read_tables(Override(RuleKind.CLOCK, name, text))
        clock = parse_clock(tables, file=name)
    except (RulebookError, DefinitionError) as error:
        raise Refused(str(error), _NEXT) from error
    for version in clock.versions:
        _keep(step, Clock(clock.cls, clock.label, (version,)))
    moved = recompute_open(step)
    step.say(f"Batas waktu {clock.label} dipasang")
    return moved


def _keep(step: Step, clock: Clock) -> None:
    version = clock.versions[0]
    text = canonical(clock)
    values = {
        "title": version.label or clock.label,
        "canonical_text": text,
        "sha256": hashlib.sha256(text.encode()).hexdigest(),
        "status": "rumusan_kantor",
        "source": version.source or None,
        "valid_from": (version.valid_from.isoformat() if version.valid_from else "0001-01-01"),
        "valid_until": version.valid_until.isoformat() if version.valid_until else None,
        "installed_at": step.now,
        "installed_by_id": step.actor.user_id,
    }
    known = step.session.execute(
        select(ClockOverride.id).where(
            ClockOverride.class_key == clock.cls.value, ClockOverride.clock_version == version.key
        )
    ).scalar_one_or_none()
    if known is None:
        own = {"class_key": clock.cls.value, "clock_version": version.key}
        step.insert(ClockOverride, own | values)
    else:
        step.update(ClockOverride, known, values)
