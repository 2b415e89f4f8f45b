"""Whether the proof an item asks for is there: kind, least count, greatest age. Imports only other rules."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from berkas.rules.answers import Answer
from berkas.rules.instruments.model import Evidence, Item
from berkas.rules.vocabulary import EvidenceKind

_PAPERS = frozenset({EvidenceKind.DOKUMEN, EvidenceKind.PINDAIAN, EvidenceKind.LEMBAR_KERJA})
"""What passes where a document is asked for."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of proof under an item. ``sha256``: the same file counts once. ``taken_on``: ISO day or ""."""

    kind: EvidenceKind
    sha256: str
    taken_on: str = ""


@dataclass(frozen=True, slots=True)
class Standing:
    """How one demand stands: pieces that count, of how many; and those too old to count."""

    need: Evidence
    there: int
    too_old: int

    @property
    def is_met(self) -> bool:
        """Whether nothing is missing."""
        return self.there >= self.need.least

    @property
    def words(self) -> str:
        """“1 dari 2 foto (1 lebih tua dari 365 hari)”."""
        kind = self.need.kind.label.lower() if self.need.kind is not None else "bukti"
        old = f" ({self.too_old} lebih tua dari {self.need.max_age_days} hari)" if self.too_old else ""
        return f"{self.there} dari {self.need.least} {kind}{old}"


def standings(item: Item, answer: Answer | None, pieces: Sequence[Piece], on: date) -> tuple[Standing, ...]:
    """The demands of an item with this answer, on the day of the assessment; none without an answer.

    A piece without a day counts: nobody can say that it is too old.
    """
    needs = [need for need in item.evidence if not need.answers or answer in need.answers]
    return tuple(_standing(need, pieces, on) for need in needs) if answer is not None else ()


def _standing(need: Evidence, pieces: Sequence[Piece], on: date) -> Standing:
    fitting = {piece.sha256: piece for piece in pieces if _fits(need.kind, piece.kind)}.values()
    if need.max_age_days is None:
        return Standing(need, len(fitting), 0)
    oldest = (on - timedelta(days=need.max_age_days)).isoformat()
    old = sum(1 for piece in fitting if piece.taken_on and piece.taken_on < oldest)
    return Standing(need, len(fitting) - old, old)


def _fits(wanted: EvidenceKind | None, kind: EvidenceKind) -> bool:
    if wanted is EvidenceKind.DOKUMEN:
        return kind in _PAPERS
    return wanted is None or kind is wanted
