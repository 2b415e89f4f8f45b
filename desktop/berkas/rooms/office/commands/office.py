"""Saves the office itself: its form, letterheads, officials, number patterns and own holidays."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import select

from berkas.engine.access import Right, require
from berkas.engine.due import recompute_open
from berkas.engine.records import (
    refuse_hard,
    row_problems,
    save_children,
    save_record,
    today_of,
    values_before,
)
from berkas.rooms.office.fields.office import (
    HOLIDAY,
    LETTERHEAD,
    OFFICE,
    OFFICIAL,
    PATTERN,
    POSITIONS,
    pattern_checks,
    validity_checks,
)
from berkas.rules.fields import Check, Field, problems
from berkas_db.changes import Step
from berkas_db.errors import Refused
from berkas_db.tables import (
    Base,
    BookInfo,
    HolidayExtra,
    Letterhead,
    NumberPattern,
    Office,
    Official,
    PositionHeld,
)


def save_office(
    step: Step, values: Mapping[str, Any], *, id: int | None = 1, version: int | None = None, reason: str = ""
) -> int:
    """Save the one office of this file; its time zone is kept with the book."""
    require(step.actor, Right.MANAGE_OFFICE)
    zone = step.session.execute(select(BookInfo.time_zone)).scalar_one()
    own = values_before(step, Office, 1) | {"time_zone": zone} | dict(values)
    refuse_hard(problems(OFFICE, own, today=today_of(step)))
    if own["time_zone"] != zone:
        step.update(BookInfo, 1, {"time_zone": own["time_zone"]})
    saved = save_record(step, Office, values, id=id or 1, version=version)
    count_again(step, "Pengaturan kantor disimpan", reason)
    return saved


def save_letterhead(
    step: Step, values: Mapping[str, Any], *, id: int | None, version: int | None, reason: str = ""
) -> int:
    """Save a letterhead; when it becomes the default one, the others no longer are.

    `logo` among the values is the bytes of a JPEG or PNG, or None to print without one.
    """
    require(step.actor, Right.MANAGE_OFFICE)
    own = dict(values)
    if "logo" in own:
        own["logo_attachment_id"] = _keep_logo(step, own.pop("logo"))
    saved = _save(step, Letterhead, LETTERHEAD, own, id=id, version=version, checks=(validity_checks,))
    if values.get("is_default"):
        others = select(Letterhead.id).where(Letterhead.id != saved, Letterhead.is_default.is_(True))
        for other in step.session.execute(others).scalars().all():
            step.update(Letterhead, other, {"is_default": False})
    step.say("Kop surat disimpan", reason)
    return saved


def _keep_logo(step: Step, data: bytes | None) -> int | None:
    if data is None:
        return None
    require(step.actor, Right.MANAGE_OFFICE)
    from berkas.media.photo import PhotoError, open_photo

    try:
        kind = open_photo(data).kind
    except PhotoError as error:
        raise Refused(f"Lambang: {error}", fields=("logo",)) from error
    return step.attach(data, f"lambang.{'png' if kind == 'png' else 'jpg'}", f"image/{kind}")


def save_official(
    step: Step, values: Mapping[str, Any], *, id: int | None, version: int | None, reason: str = ""
) -> int:
    """Save an official; positions are rows with dates."""
    require(step.actor, Right.MANAGE_OFFICE)
    held: Sequence[Mapping[str, Any]] = values.get("positions", ())
    refuse_hard(
        [
            *row_problems(POSITIONS.key, POSITIONS.title, POSITIONS.fields, held, today=today_of(step)),
            *(problem for row in held for problem in validity_checks(row)),
        ]
    )
    saved = _save(step, Official, OFFICIAL, values, id=id, version=version)
    if "positions" in values:
        save_children(step, PositionHeld, "official_id", saved, held)
    step.say("Pejabat disimpan", reason)
    return saved


def save_pattern(
    step: Step, values: Mapping[str, Any], *, id: int | None, version: int | None, reason: str = ""
) -> int:
    """Save how the numbers of a kind of document are written."""
    require(step.actor, Right.MANAGE_OFFICE)
    checks = (pattern_checks, validity_checks)
    saved = _save(step, NumberPattern, PATTERN, values, id=id, version=version, checks=checks)
    step.say("Pola nomor disimpan", reason)
    return saved


def save_holiday(
    step: Step, values: Mapping[str, Any], *, id: int | None, version: int | None, reason: str = ""
) -> int:
    """Save a day the office adds to, or takes out of, the holiday table."""
    saved = put_holiday(step, values, id=id, version=version)
    count_again(step, "Hari libur kantor disimpan", reason)
    return saved


def put_holiday(step: Step, values: Mapping[str, Any], *, id: int | None, version: int | None) -> int:
    """Write such a day; who writes several lets the due dates be counted again once, at the end."""
    return _save(step, HolidayExtra, HOLIDAY, values, id=id, version=version)


def remove_holiday(step: Step, id: int) -> None:
    """Take back a day of the office's own; the journal keeps it."""
    require(step.actor, Right.MANAGE_OFFICE)
    step.delete(HolidayExtra, id)
    count_again(step, "Hari libur kantor dihapus")


def count_again(step: Step, words: str, reason: str = "") -> None:
    """Due dates of open complaints follow the holidays; the step says how many moved."""
    moved = recompute_open(step)
    step.say(f"{words}; {moved} jatuh tempo bergeser" if moved else words, reason)


def _save(
    step: Step,
    model: type[Base],
    fields: Sequence[Field],
    values: Mapping[str, Any],
    *,
    id: int | None,
    version: int | None,
    checks: Iterable[Check] = (),
) -> int:
    require(step.actor, Right.MANAGE_OFFICE)
    refuse_hard(
        problems(fields, values_before(step, model, id) | dict(values), today=today_of(step), checks=checks)
    )
    return save_record(step, model, values, id=id, version=version)
