"""Which proofs of a record show the same, and which of an award entry stand in other dossiers too.

Imports no Qt and no room.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from io import BytesIO

from PIL import Image
from sqlalchemy import select
from sqlalchemy.orm import Session

from berkas.engine.alikephotos import Alike, LikenessRules, Picture, alike_among, alike_between
from berkas.engine.evidence import Use
from berkas.media.likeness import Mark, marks_of, read_marks
from berkas_db.attachments import read_attachment
from berkas_db.tables import AwardEntry, AwardRound, Evidence, EvidenceUse, Unit


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """The same or a look-alike proof in another dossier: where, whether the very same file, how alike."""

    own_id: int
    key: str
    unit: str
    item_code: str
    percent: int
    is_same: bool


@dataclass(frozen=True, slots=True)
class Reuse:
    """Pairs of different proofs of one record that show the same with their percent; the proofs of other
    dossiers; how many pairs were not looked at closely.
    """

    within: Sequence[tuple[Use, Use, int]] = ()
    elsewhere: Sequence[Elsewhere] = ()
    unlooked: int = 0


@dataclass(frozen=True, slots=True)
class _Kept:
    """A proof of another dossier."""

    evidence_id: int
    sha256: str
    key: str
    unit: str
    item_code: str
    marks: str = field(repr=False)
    thumb_id: int | None


def reuse_of(
    session: Session,
    uses: Sequence[Use],
    rules: LikenessRules,
    *,
    entry_id: int | None = None,
    near: bool = True,
) -> Reuse:
    """Compare the proofs of one record with each other and, with `entry_id`, with those of all other award
    entries. Without `near` only the very same files of other dossiers are found, which takes no time.
    """
    if not near:
        kept = _others(session, entry_id) if entry_id is not None else []
        return Reuse((), _sorted(_same(uses, kept)))
    photos = list({use.evidence_id: use for use in uses if use.thumb_attachment_id is not None}.values())
    pictures = [picture_of(session, use.sha256, use.marks, use.thumb_attachment_id) for use in photos]
    pairs, unlooked = alike_among(pictures, rules)
    within = [(photos[pair.first], photos[pair.second], pair.percent) for pair in pairs]
    if entry_id is None:
        return Reuse(within, (), unlooked)
    others = _others(session, entry_id)
    found = dict(_same(uses, others))
    shown = {row.evidence_id: row for row in others if row.thumb_id is not None}
    rows = list(shown.values())
    theirs = [picture_of(session, row.sha256, row.marks, row.thumb_id) for row in rows]
    pairs, more = alike_between(pictures, theirs, rules)
    places: dict[int, list[_Kept]] = {}
    for row in others:
        places.setdefault(row.evidence_id, []).append(row)
    for pair in pairs:
        for row in places[rows[pair.second].evidence_id]:
            _note(found, photos[pair.first], row, pair)
    return Reuse(within, _sorted(found), unlooked + more)


def _sorted(found: Mapping[tuple[int, str], Elsewhere]) -> list[Elsewhere]:
    return sorted(found.values(), key=lambda one: (one.own_id, one.key))


def _note(found: dict[tuple[int, str], Elsewhere], use: Use, row: _Kept, pair: Alike) -> None:
    """The nearest proof of each other dossier counts."""
    known = found.get((use.evidence_id, row.key))
    if known is None or (not known.is_same and known.percent < pair.percent):
        same = use.sha256 == row.sha256
        found[use.evidence_id, row.key] = Elsewhere(
            use.evidence_id, row.key, row.unit, row.item_code, pair.percent, same
        )


def _same(uses: Iterable[Use], others: Iterable[_Kept]) -> Mapping[tuple[int, str], Elsewhere]:
    """The very same files, documents too."""
    by_hash: dict[str, list[_Kept]] = {}
    for row in others:
        by_hash.setdefault(row.sha256, []).append(row)
    return {
        (use.evidence_id, row.key): Elsewhere(
            use.evidence_id, row.key, row.unit, row.item_code, 100, is_same=True
        )
        for use in uses
        for row in by_hash.get(use.sha256, ())
    }


def _others(session: Session, entry_id: int) -> list[_Kept]:
    statement = (
        select(
            Evidence.id,
            Evidence.sha256,
            Evidence.marks,
            Evidence.thumb_attachment_id,
            EvidenceUse.item_code,
            AwardRound.code.label("round"),
            Unit.code.label("unit"),
            Unit.name,
        )
        .join(EvidenceUse, EvidenceUse.evidence_id == Evidence.id)
        .join(AwardEntry, AwardEntry.id == EvidenceUse.award_entry_id)
        .join(AwardRound, AwardRound.id == AwardEntry.round_id)
        .join(Unit, Unit.id == AwardEntry.unit_id)
        .where(
            EvidenceUse.award_entry_id != entry_id,
            EvidenceUse.needs_new_photo.is_(False),  # what a round lends is that round's own
            Evidence.trashed_at.is_(None),
            AwardEntry.trashed_at.is_(None),
        )
        .order_by(Evidence.id)
    )
    return [
        _Kept(
            row.id,
            row.sha256,
            f"{row.round}:{row.unit}",
            row.name,
            row.item_code or "",
            row.marks or "",
            row.thumb_attachment_id,
        )
        for row in session.execute(statement)
    ]


def picture_of(session: Session, sha256: str, marks: str, thumb_id: int | None) -> Picture:
    """A kept photo as it is compared; its small copy is read only when it is looked at closely."""

    def small() -> bytes:
        return read_attachment(session, thumb_id or 0)

    return Picture(sha256, _marks(marks) if marks else _made(sha256, small()), small)


@lru_cache(maxsize=20_000)
def _marks(text: str) -> tuple[Mark, ...]:
    return read_marks(text)


_MADE: dict[str, tuple[Mark, ...]] = {}
"""Marks of photos kept before marks were, by their hash."""


def _made(sha256: str, small: bytes) -> tuple[Mark, ...]:
    known = _MADE.get(sha256)
    if known is None:
        with Image.open(BytesIO(small), formats=("JPEG", "PNG")) as picture:
            known = _MADE[sha256] = marks_of(picture.convert("RGB"))
    return known
