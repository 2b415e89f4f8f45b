"""Keeps the limits of a class that the office brings itself: typed in the form, or as a text it was given."""

import hashlib
from collections.abc import Mapping
from typing import Any

from sqlalchemy import select

from berkas.engine import due
from berkas.engine.access import Right, require
from berkas.engine.records import refuse_hard, row_problems, today_of
from berkas.engine.rulebook import Override, RulebookError, RuleKind, read_tables
from berkas.rooms.office.fields.clocks import (
    CLOCK,
    STEPS,
    as_values,
    clock_checks,
    code_of,
    definition,
    limits_changed,
)
from berkas.rooms.office.queries.clocks import cases_under
from berkas.rules.clocks import Clock, ClockVersion, canonical, parse_clock
from berkas.rules.definition import DefinitionError
from berkas.rules.fields import problems
from berkas.rules.vocabulary import ComplaintClass
from berkas_db.changes import Step
from berkas_db.errors import Refused
from berkas_db.tables import ClockOverride

_NEXT = "Perbaiki berkas itu, lalu pasang lagi. Belum ada yang berubah."


def save_clock(
    step: Step, values: Mapping[str, Any], *, id: int | None, version: int | None, reason: str = ""
) -> int:
    """Save one rule of a class with its steps; open due dates are counted again. Returns its id.

    Refused: a rule without steps, one that overlaps another of the office's own, and another limit for cases
    that began under this very rule (a new rule from a date does that); a limit nobody knew may be filled in.
    """
    require(step.actor, Right.MANAGE_OFFICE)
    old = _kept(step, id)
    whole = (as_values(old, old.versions[0]) if old else {}) | dict(values)
    whole.setdefault(STEPS.key, [])
    today = today_of(step)
    found = problems(CLOCK, whole, today=today, checks=(clock_checks,))
    found += row_problems(STEPS.key, STEPS.title, STEPS.fields, whole[STEPS.key], today=today)
    refuse_hard(found)
    whole["clock_version"] = code_of(str(whole.get("clock_version") or whole["title"]))
    label = due.clock_of(step.session, whole["class_key"]).label
    try:
        clock = parse_clock(definition(whole, label), file="aturan ini")
    except DefinitionError as error:
        raise Refused(str(error), "Perbaiki isiannya.") from error
    if old and (old.cls, old.versions[0].key) != (clock.cls, clock.versions[0].key):
        raise Refused(
            "Kelas dan kode aturan yang sudah disimpan tidak dapat diganti.",
            "Susun aturan baru dari daftar batas waktu.",
            ("class_key",),
        )
    _refuse_overlap(step, clock, but=id)
    _refuse_other_limits(step, clock)
    saved = _keep(step, clock, version=version)
    moved = _count_again(step, clock)
    step.say(f"Batas waktu {label} disimpan{f'; {moved} jatuh tempo bergeser' if moved else ''}", reason)
    return saved


def remove_clock(step: Step, id: int) -> None:
    """Take back a rule of the office's own that no case began under."""
    require(step.actor, Right.MANAGE_OFFICE)
    clock = _kept(step, id)
    if clock is None:
        raise Refused("Aturan ini sudah tidak ada. Muat ulang daftar.")
    used = cases_under(step.session, clock.cls.value, clock.versions[0].key)
    if used:
        raise Refused(
            f"Aturan ini dipakai {used} perkara, maka tidak dihapus.", "Isi “Sampai” untuk mengakhirinya."
        )
    step.delete(ClockOverride, id)
    step.say(f"Batas waktu {clock.label} dihapus")


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
    moved = 0
    for version in clock.versions:
        one = Clock(clock.cls, clock.label, (version,))
        _refuse_other_limits(step, one)
        _keep(step, one)
        moved += _count_again(step, one)
    step.say(f"Batas waktu {clock.label} dipasang")
    return moved


def declare_holidays(step: Step, year: int, decree: str) -> None:
    """Keep that the holidays of a year are complete under a decree; an empty decree takes that back.

    Refused for a year of which no holiday is known.
    """
    require(step.actor, Right.MANAGE_OFFICE)
    days = due.calendar_of(step.session).holidays_in(year)
    if decree.strip() and not days:
        raise Refused(
            f"Belum ada satu pun hari libur tahun {year}.", "Catat dahulu harinya pada bagian Libur kantor."
        )
    due.declare_year(step, year, decree)
    step.say(
        f"Hari libur {year} {'dinyatakan lengkap' if decree.strip() else 'tidak lagi dinyatakan lengkap'}"
    )


def _kept(step: Step, id: int | None) -> Clock | None:
    row = step.session.get(ClockOverride, id, populate_existing=True) if id is not None else None
    if row is None:
        return None
    tables, place = read_tables(Override(RuleKind.CLOCK, row.class_key, row.canonical_text))
    return parse_clock(tables, file=place)


def _refuse_overlap(step: Step, clock: Clock, *, but: int | None) -> None:
    """Two rules of the office's own for one class never cover the same day."""
    new = clock.versions[0]
    begins, ends = new.valid_from, new.valid_until
    rows = step.session.execute(
        select(ClockOverride.id, ClockOverride.title, ClockOverride.valid_from, ClockOverride.valid_until)
        .where(ClockOverride.class_key == clock.cls.value, ClockOverride.clock_version != new.key)
    )  # fmt: skip
    for row in rows:
        after = ends is not None and ends.isoformat() < row.valid_from
        before = row.valid_until is not None and begins is not None and row.valid_until < begins.isoformat()
        if row.id != but and not after and not before:
            raise Refused(
                f"Masa berlakunya bertindihan dengan “{row.title}”.",
                "Isi “Sampai” pada aturan yang lama.",
                ("valid_from",),
            )


def _refuse_other_limits(step: Step, clock: Clock) -> None:
    """What cases began under keeps its limits."""
    new = clock.versions[0]
    old = _in_force(step, clock.cls, new.key)
    used = cases_under(step.session, clock.cls.value, new.key) if old else 0
    changed = limits_changed(old, new) if old and used else ()
    if changed:
        raise Refused(
            f"{used} perkara sudah berjalan menurut aturan ini; batas “{changed[0]}” tidak dapat diganti.",
            "Susun aturan baru dengan tanggal mulai; perkara lama tetap memakai aturannya.",
            (STEPS.key,),
        )


def _in_force(step: Step, cls: ComplaintClass, key: str) -> ClockVersion | None:
    try:
        return due.version_of(step.session, cls.value, key)
    except Refused:
        return None


def _count_again(step: Step, clock: Clock) -> int:
    """Due dates follow the rule: steps that came or were filled in are planned anew, the rest counted."""
    return due.replan(step, clock.cls.value, clock.versions[0].key)


def _keep(step: Step, clock: Clock, *, version: int | None = None) -> int:
    rule = clock.versions[0]
    text = canonical(clock)
    values = {
        "title": rule.label or clock.label,
        "canonical_text": text,
        "sha256": hashlib.sha256(text.encode()).hexdigest(),
        "status": "rumusan_kantor",
        "source": rule.source or None,
        "valid_from": (rule.valid_from.isoformat() if rule.valid_from else "0001-01-01"),
        "valid_until": rule.valid_until.isoformat() if rule.valid_until else None,
        "installed_at": step.now,
        "installed_by_id": step.actor.user_id,
    }
    known = step.session.execute(
        select(ClockOverride.id).where(
            ClockOverride.class_key == clock.cls.value, ClockOverride.clock_version == rule.key
        )
    ).scalar_one_or_none()
    if known is None:
        own = {"class_key": clock.cls.value, "clock_version": rule.key}
        return step.insert(ClockOverride, own | values)
    step.update(ClockOverride, known, values, version=version)
    return known
