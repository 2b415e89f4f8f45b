"""Photos of a whole round that show the same, within units and across them: what one paper about all needs.

Imports no Qt and no room.
"""

from dataclasses import dataclass, replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from berkas.engine.alikephotos import LikenessRules, alike_among
from berkas.engine.photoreuse import picture_of
from berkas_db.tables import AwardEntry, Evidence, EvidenceUse, Unit

LOOKS = 300
"""The most closer looks for a paper about a round: some twenty seconds."""


@dataclass(frozen=True, slots=True)
class Where:
    """A use of a photo: whose, under which criterion, and how the photo is called."""

    unit: str
    item_code: str
    name: str


@dataclass(frozen=True, slots=True)
class AlikePair:
    """Two uses of what seems to be one photo. `percent` 100: the very same file."""

    first: Where
    second: Where
    percent: int


def alike_in_round(
    session: Session, round_id: int, rules: LikenessRules
) -> tuple[tuple[AlikePair, ...], int]:
    """Pairs of uses of a round that show the same, in the order of the units, and how many pairs were not
    looked at closely. One photo under several criteria of one unit is the unit's own check.
    """
    statement = (
        select(
            Evidence.id,
            Evidence.sha256,
            Evidence.marks,
            Evidence.thumb_attachment_id,
            EvidenceUse.item_code,
            Evidence.caption,
            Evidence.code,
            Unit.name,
        )
        .join(EvidenceUse, EvidenceUse.evidence_id == Evidence.id)
        .join(AwardEntry, AwardEntry.id == EvidenceUse.award_entry_id)
        .join(Unit, Unit.id == AwardEntry.unit_id)
        .where(
            AwardEntry.round_id == round_id,
            AwardEntry.trashed_at.is_(None),
            Evidence.trashed_at.is_(None),
            EvidenceUse.needs_new_photo.is_(False),
            Evidence.thumb_attachment_id.is_not(None),
        )
        .order_by(Unit.name, EvidenceUse.item_code, EvidenceUse.id)
    )
    rows = list({(row.id, row.name): row for row in session.execute(statement)}.values())
    pictures = [picture_of(session, row.sha256, row.marks or "", row.thumb_attachment_id) for row in rows]
    pairs, unlooked = alike_among(pictures, replace(rules, looks=min(rules.looks, LOOKS)))
    places = [Where(row.name, row.item_code or "", row.caption or row.code) for row in rows]
    found = [AlikePair(places[pair.first], places[pair.second], pair.percent) for pair in pairs]
    return tuple(found), unlooked
