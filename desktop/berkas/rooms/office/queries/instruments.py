"""Reads the versions of an instrument with their sheets, and the figures of the same answers under two of
them.

Sheets that are only drafts are left out; what is assessed is named, respondents are only counted.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from berkas.engine.assessing import instrument_of
from berkas.engine.instrument_versions import BothScores, score_under_both, versions_of
from berkas.engine.letterheads import office_facts
from berkas.rules.instruments import Instrument
from berkas.rules.instruments.difference import removed_items
from berkas.rules.vocabulary import AssessmentState
from berkas_db.tables import (
    Assessment,
    InstrumentVersion,
    LegalCase,
    Obh,
    OutreachEvent,
    Posbankum,
    Service,
    Unit,
)


@dataclass(frozen=True, slots=True)
class SubjectFigures:
    """What one OBH, unit or service has under both versions; figures only where enough respondents count."""

    name: str
    both: BothScores
    is_enough: bool


@dataclass(frozen=True, slots=True)
class Comparison:
    """The sheets of one version, scored as they stand and under another version.

    `renamed` are old item keys with the new ones that were taken for the same; `dropped` the labels of items
    whose answers have no place in the other version. `least` is the office's least number of respondents.
    """

    before: Instrument
    after: Instrument
    whole: BothScores
    lines: tuple[SubjectFigures, ...]
    least: int
    renamed: Mapping[str, str]
    dropped: tuple[str, ...]

    @property
    def is_enough(self) -> bool:
        """Whether the figure of the whole may be told."""
        return self.whole.before.n >= self.least


_NAMED = (
    (Obh, Obh.name, Assessment.obh_id),
    (Unit, Unit.name, Assessment.unit_id),
    (Service, Service.name, Assessment.service_id),
    (LegalCase, LegalCase.code, Assessment.case_id),
    (OutreachEvent, OutreachEvent.title, Assessment.event_id),
    (Posbankum, Posbankum.name, Assessment.posbankum_id),
)


def editions_of(session: Session, key: str) -> set[str]:
    """The editions under which texts of an instrument are kept."""
    statement = select(InstrumentVersion.edition).where(InstrumentVersion.key == key)
    return set(session.execute(statement).scalars())


def older_with_sheets(session: Session, version_id: int) -> list[tuple[int, str, int]]:
    """Other versions of the same instrument with sheets that may be moved: id, edition, how many."""
    key = session.execute(
        select(InstrumentVersion.key).where(InstrumentVersion.id == version_id)
    ).scalar_one()
    return [
        (each.id, each.edition, each.movable)
        for each in versions_of(session, key)
        if each.movable and each.id != version_id
    ]


def items_of_both(
    session: Session, from_id: int, to_id: int
) -> tuple[dict[str, str], dict[str, str], Mapping[str, str]]:
    """Items that are gone and items that came, each with its words, and which of them may be the same."""
    before, after = instrument_of(session, from_id), instrument_of(session, to_id)
    gone = {key: item.label for key, item in before.items.items() if key not in after.items}
    came = {key: item.label for key, item in after.items.items() if key not in before.items}
    return gone, came, removed_items(before, after)


def compare_versions(session: Session, from_id: int, to_id: int) -> Comparison | None:
    """The finished sheets of one version scored under both, as a whole and by what is assessed.

    None when the version has no finished sheet.
    """
    groups = _groups(session, from_id)
    if not groups:
        return None
    ids = sorted(each for group in groups.values() for each in group)
    least = office_facts(session).least_respondents
    lines: list[SubjectFigures] = []
    for name, group in sorted(groups.items()):
        both = score_under_both(session, group, to_id)
        lines.append(SubjectFigures(name, both, both.before.n >= least))
    before, after = instrument_of(session, from_id), instrument_of(session, to_id)
    removed = removed_items(before, after)
    return Comparison(
        before=before,
        after=after,
        whole=score_under_both(session, ids, to_id),
        lines=tuple(lines),
        least=least,
        renamed={old: new for old, new in removed.items() if new},
        dropped=tuple(before.items[old].label for old, new in removed.items() if not new),
    )


def _groups(session: Session, version_id: int) -> dict[str, list[int]]:
    names: Any = func.coalesce(
        *(
            select(shown).where(model.id == link).correlate(Assessment).scalar_subquery()
            for model, shown, link in _NAMED
        )
    )
    rows = session.execute(
        select(names, Assessment.id)
        .where(
            Assessment.instrument_version_id == version_id,
            Assessment.trashed_at.is_(None),
            Assessment.state != AssessmentState.DRAF.value,
        )
        .order_by(Assessment.id)
    )
    found: dict[str, list[int]] = {}
    for name, id_ in rows:
        found.setdefault(str(name or "tanpa nama"), []).append(id_)
    return found
