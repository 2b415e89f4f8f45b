"""What has to be known about a dossier before it is looked through: plain values, gathered by the caller.

A value of None means "nobody looked": it becomes a line of what could not be checked, never a silent pass.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from berkas.rules.answers import Answer, Answers, is_given, is_value
from berkas.rules.instruments import Evidence, Question, Route
from berkas.rules.vocabulary import EvidenceKind, FaultSeverity


@dataclass(frozen=True, slots=True)
class ProofFacts:
    """One piece of evidence under one criterion. ``key`` is what the caller finds it by again.

    Dates are ISO; ``taken_on`` is when the picture was taken, apart from when it was added. ``readable``,
    ``blank``, ``blurred``: None when nobody looked. Sizes in pixels, None for what is no picture.
    """

    key: str
    name: str
    kind: EvidenceKind
    sha256: str
    caption: str = ""
    taken_on: str | None = None
    readable: bool | None = None
    blank: bool | None = None
    blurred: bool | None = None
    width: int | None = None
    height: int | None = None

    @property
    def is_photo(self) -> bool:
        """Whether the rules for photos apply."""
        return self.kind is EvidenceKind.FOTO


@dataclass(frozen=True, slots=True)
class CriterionFacts:
    """One criterion with its answer and its proofs. ``place`` is what a person reads ("a.3 Toilet khusus
    …")."""

    key: str
    place: str
    answer: Answer | None
    requirements: tuple[Evidence, ...] = ()
    proofs: tuple[ProofFacts, ...] = ()

    @property
    def is_answered(self) -> bool:
        """Whether anybody wrote anything, the three codes included."""
        return is_given(self.answer)

    @property
    def due(self) -> tuple[Evidence, ...]:
        """The requirements that apply to the answer given."""
        if not self.is_answered:
            return ()
        answer = self.answer if is_value(self.answer) else None
        return tuple(need for need in self.requirements if not need.answers or answer in need.answers)


@dataclass(frozen=True, slots=True)
class EarlierUse:
    """The same bytes used in another unit or another year; ``place`` says where."""

    sha256: str
    place: str


@dataclass(frozen=True, slots=True)
class NearPair:
    """Two proofs that look alike. ``second`` is a proof key of this dossier, or "" with ``place``
    elsewhere."""

    first: str
    second: str
    place: str
    percent: int


@dataclass(frozen=True, slots=True)
class SignerFacts:
    """One signature the dossier needs."""

    key: str
    role: str
    name: str = ""
    nip: str = ""
    signed_on: str | None = None
    needs_nip: bool = True


@dataclass(frozen=True, slots=True)
class LetterFacts:
    """One letter the dossier rests on (decree of the team, letter of assignment, statement of the head)."""

    key: str
    label: str
    number: str = ""
    dated: str | None = None


@dataclass(frozen=True, slots=True)
class OpenMatter:
    """A finding, complaint or report that is still open; ``label`` names it without any person."""

    key: str
    label: str
    due: str | None = None


@dataclass(frozen=True, slots=True)
class DossierFacts:
    """A unit in a round. What is None was not looked at. ``statement_signed``: the
    head's statement that the proofs are true."""

    unit: str
    is_covered: bool
    period_from: str
    period_until: str
    criteria: tuple[CriterionFacts, ...]
    signed_on: str | None = None
    earlier_uses: tuple[EarlierUse, ...] | None = None
    near_pairs: tuple[NearPair, ...] | None = None
    signers: tuple[SignerFacts, ...] = ()
    letters: tuple[LetterFacts, ...] = ()
    findings: tuple[OpenMatter, ...] | None = None
    complaints: tuple[OpenMatter, ...] | None = None
    ombudsman: tuple[OpenMatter, ...] | None = None
    statement_signed: bool | None = None


@dataclass(frozen=True, slots=True)
class PreflightRules:
    """What the office asks of a dossier. ``severities`` overrides the default of a code; None switches it
    off."""

    least_width: int = 800
    least_height: int = 600
    severities: Mapping[str, FaultSeverity | None] = field(default_factory=dict[str, FaultSeverity | None])


def criteria_facts(
    route: Route, answers: Answers, proofs: Mapping[str, Sequence[ProofFacts]]
) -> tuple[CriterionFacts, ...]:
    """The scored criteria that apply, from answers and from proofs by item key."""
    return tuple(
        CriterionFacts(
            question.key,
            f"{place_of(question)} {question.item.label}",
            answers.get(question.key),
            question.item.evidence,
            tuple(proofs.get(question.key, ())),
        )
        for question in route.asked(answers)
        if question.section.scored
    )


def place_of(question: Question) -> str:
    """``a.3``: the number a reader finds on paper, or the item's key where the section has none."""
    section, item = question.section.letter or question.section.no, question.item
    return f"{section}.{item.no}" if section and item.no else item.key
