"""What the papers of the award are made of: plain values, gathered once, drawn without reading anything
more.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from berkas.paper.frame import Letterhead, Size
from berkas.paper.parts import Signer
from berkas.rooms.award.queries.matters import FindingLine, Matters
from berkas.rooms.award.queries.ranking import Ranked
from berkas.rules.answers import Answer
from berkas.rules.instruments import Instrument
from berkas.rules.preflight import Preflight


@dataclass(frozen=True, slots=True)
class OfficeValues:
    """Letterhead, paper and place of a paper."""

    name: str
    city: str
    letterhead: Letterhead | None
    size: Size
    place_date: str
    head: Signer


@dataclass(frozen=True, slots=True)
class RoundValues:
    """A round as papers name it. Dates as words, "" when unknown."""

    code: str
    year: int
    title: str
    award_name: str
    regulation: str
    legal_basis: str
    legal_basis_on: str
    ministry: str
    team_decree: str
    evidence_period: str
    repair_until: str
    is_example: bool
    stages: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True)
class Member:
    """One of the team."""

    role: str
    name: str
    nip: str
    rank: str
    position: str
    is_team: bool = True


@dataclass(frozen=True, slots=True)
class ProofValues:
    """One proof as it is printed. `number` runs through the dossier; `image` is None when nothing may be
    shown.
    """

    number: int
    is_photo: bool
    item_key: str
    item_place: str
    name: str
    place: str
    taken: str
    taker: str
    alt: str
    image: bytes | None
    withheld: bool
    shared: str
    is_wide: bool
    pages: int | None
    file_name: str
    pdf: bytes | None = None
    sha256: str = ""


@dataclass(frozen=True, slots=True)
class DossierValues:
    """One unit in a round, complete. Answers and notes by item key."""

    office: OfficeValues
    round: RoundValues
    key: str
    unit: str
    unit_word: str
    unit_address: str
    unit_ministry: str
    authority: str
    instrument: Instrument
    unit_kind: str
    answers: Mapping[str, Answer]
    own_answers: Mapping[str, Answer]
    notes: Mapping[str, str]
    proofs: tuple[ProofValues, ...]
    team: tuple[Member, ...]
    head: Member
    verified_words: str
    verified_on: str
    place: str
    assignment: str
    minutes_number: str
    conclusion: str
    repair_until: str
    second_look_on: str
    findings: tuple[FindingLine, ...]
    matters: Matters
    check: Preflight
    recap: "RecapValues | None" = None


@dataclass(frozen=True, slots=True)
class UnitCounts:
    """One unit in the recapitulation. `by_scale`: scale key → answer code → how often; `open` unanswered
    criteria.
    """

    name: str
    code: str
    kind: str
    stage: str
    verified_on: str
    by_scale: Mapping[str, Mapping[str, int]]
    asked: int
    answered: int
    fulfilled: int
    proofs: int
    blocking: int
    warnings: int
    open_findings: int
    is_ready: bool
    proposal: str
    result: str


@dataclass(frozen=True, slots=True)
class CriterionCounts:
    """One criterion over all units that were asked it: answer code → how often."""

    place: str
    label: str
    scale: str
    counts: Mapping[str, int]
    asked: int


@dataclass(frozen=True, slots=True)
class SectionCounts:
    """The criteria of one section of one kind of unit."""

    title: str
    scale: str
    units: int
    rows: tuple[CriterionCounts, ...]


@dataclass(frozen=True, slots=True)
class RecapValues:
    """All units of a round."""

    office: OfficeValues
    round: RoundValues
    instrument: Instrument
    units: tuple[UnitCounts, ...]
    sections: tuple[SectionCounts, ...] = field(default=())
    alike: "AlikeValues | None" = None
    ranking: "RankingValues | None" = None
    annexes: "tuple[AnnexLine, ...]" = ()


@dataclass(frozen=True, slots=True)
class RankingValues:
    """The order of the units: the stated rule, what it rests on, the units in it."""

    rule: str
    basis: str
    units: tuple[Ranked, ...]


@dataclass(frozen=True, slots=True)
class AnnexLine:
    """A paper that goes along with the letter of proposal: its number in words, its day, its pages ("" where
    unknown); `is_missing` while it is not issued or not signed.
    """

    title: str
    unit: str
    number: str
    on: str
    pages: str
    is_missing: bool = False


@dataclass(frozen=True, slots=True)
class AlikeValues:
    """Photos of the round that show the same: unit, criterion and caption of both, and how alike ("97 %");
    `unlooked` pairs were not compared closely.
    """

    pairs: tuple[tuple[str, str, str], ...]
    unlooked: int
