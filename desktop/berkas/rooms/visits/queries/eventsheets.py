"""Reads what participants of an event knew before and after it, from the sheets keyed about it.

Any instrument about an event whose choice says “sebelum” and “sesudah” is read; the two are never paired.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from berkas.engine.assessing import answers_of_many, instrument_of
from berkas.rules.answers import Answer
from berkas.rules.instruments import Instrument, Item
from berkas_db.tables import Assessment

BEFORE, AFTER = "sebelum", "sesudah"


@dataclass(frozen=True, slots=True)
class Known:
    """One question: how many knew it and how many answered, before and after."""

    label: str
    before: tuple[int, int]
    after: tuple[int, int]


@dataclass(frozen=True, slots=True)
class EventSheets:
    """All sheets of one instrument about an event."""

    title: str
    notice: str
    before: int
    after: int
    items: tuple[Known, ...]


def event_sheets(session: Session, event_id: int) -> tuple[EventSheets, ...]:
    """By instrument version, in the order of their first sheet."""
    rows = session.execute(
        select(Assessment.id, Assessment.instrument_version_id)
        .where(Assessment.event_id == event_id, Assessment.trashed_at.is_(None))
        .order_by(Assessment.id)
    ).all()
    by_version: dict[int, list[int]] = {}
    for row in rows:
        by_version.setdefault(row.instrument_version_id, []).append(row.id)
    found = (_sheets(session, version, ids) for version, ids in by_version.items())
    return tuple(each for each in found if each is not None)


def _sheets(session: Session, version: int, ids: Sequence[int]) -> EventSheets | None:
    instrument = instrument_of(session, version)
    moment = _moment(instrument)
    if moment is None:
        return None
    answers = answers_of_many(session, ids, pass_=None)
    groups: dict[str, list[Mapping[str, Answer]]] = {BEFORE: [], AFTER: []}
    for own in answers.values():
        if (said := own.get(moment.key)) in groups:
            groups[str(said)].append(own)
    items = tuple(
        Known(item.label, _count(instrument, item, groups[BEFORE]), _count(instrument, item, groups[AFTER]))
        for section in instrument.sections
        if section.scored
        for item in section.items
    )
    return EventSheets(instrument.title, instrument.notice, len(groups[BEFORE]), len(groups[AFTER]), items)


def _moment(instrument: Instrument) -> Item | None:
    """The choice that says whether a sheet is from before or after."""
    for item in instrument.items.values():
        if {BEFORE, AFTER} <= {option.code for option in instrument.options(item)}:
            return item
    return None


def _count(instrument: Instrument, item: Item, sheets: Sequence[Mapping[str, Answer]]) -> tuple[int, int]:
    knows = {option.code for option in instrument.options(item) if option.fulfils}
    codes = {option.code for option in instrument.options(item)}
    said = [own.get(item.key) for own in sheets]
    return sum(each in knows for each in said), sum(each in codes for each in said)
