"""Pairs of records that look alike and nobody has judged yet; and the judgement “bukan data ganda”.

Every pair carries why it was found: a queue nobody understands is a queue nobody works through.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from typing import Any

from rapidfuzz import fuzz
from sqlalchemy import select
from sqlalchemy.orm import Session

from berkas.engine.access import Right, require
from berkas.rules.fields import Field
from berkas_db.changes import Actor, Step
from berkas_db.errors import Refused
from berkas_db.images import shape_of
from berkas_db.tables import Base, LikenessVerdict

DIFFERENT = "bukan_ganda"
JOINED = "digabung"
SURE = 100
MOST_PAIRS = 500
"""How many pairs a queue shows at once; the surest come first."""

_LARGE_BLOCK = 120
_WINDOW = 12
_LETTERS = 4


@dataclass(frozen=True, slots=True)
class Pair:
    """Two records, what they are called, how sure (0-100), and why: sentences without personal data."""

    first: int
    second: int
    titles: tuple[str, str]
    likeness: int
    reasons: tuple[str, ...]


Retire = Callable[[Step, int, int, str], None]
"""`(step, gone, kept, reason)`: what becomes of the record whose rows have moved to the other."""


@dataclass(frozen=True, slots=True)
class LikenessKind:
    """A kind of record that can stand in the book twice.

    `find` gives pairs, judged or not, that the person may know of. `fields` are compared one by one. Rows of
    the tables in `stay` remain with the record that goes. `retire` ends that record (by default it goes to
    the trash). `settled` is called last and mends what the room derives from its rows.
    """

    key: str
    title: str
    model: type[Base]
    fields: Sequence[Field]
    find: Callable[[Session, Actor], Iterable[Pair]]
    stay: frozenset[str] = frozenset()
    retire: Retire | None = None
    settled: Callable[[Step, int], None] = lambda _step, _kept: None
    fixed: frozenset[str] = field(default_factory=frozenset[str])
    """Fields that stay as they are on the kept record, such as a number that was issued."""
    marks: frozenset[str] = field(default_factory=frozenset[str])
    """Yes-or-no fields that protect somebody: a yes on either record is a yes on the one that stays."""


def open_pairs(session: Session, kind: LikenessKind, actor: Actor) -> list[Pair]:
    """The pairs nobody has judged, the surest first."""
    judged = _judged(session, kind.model)
    uids = _uids(session, kind.model)
    found = [
        pair
        for pair in kind.find(session, actor)
        if tuple(sorted((uids.get(pair.first, ""), uids.get(pair.second, "")))) not in judged
    ]
    found.sort(key=lambda pair: (-pair.likeness, pair.first, pair.second))
    return found[:MOST_PAIRS]


def call_different(step: Step, kind: LikenessKind, first: int, second: int, reason: str = "") -> None:
    """Remember that two records are not the same thing, so that nobody is asked again."""
    require(step.actor, Right.RECORD)
    low, high = sorted(_uid(step.session, kind.model, id_) for id_ in (first, second))
    if low == high:
        raise Refused("Pilih dua catatan yang berbeda.")
    keep_verdict(step, kind.model, (low, high), DIFFERENT, reason)
    step.say(f"{kind.title}: dua catatan dinyatakan bukan data ganda", reason)


def keep_verdict(
    step: Step, model: type[Base], uids: tuple[str, str], verdict: str, reason: str = ""
) -> None:
    """Write what was decided about two records, over what was decided before."""
    table = shape_of(model).name
    low, high = sorted(uids)
    values = {
        "verdict": verdict,
        "reason": reason.strip() or None,
        "decided_by_id": step.actor.user_id,
        "decided_at": step.now,
    }
    known = step.session.execute(
        select(LikenessVerdict.id).where(
            LikenessVerdict.record_kind == table,
            LikenessVerdict.low_uid == low,
            LikenessVerdict.high_uid == high,
        )
    ).scalar_one_or_none()
    if known is None:
        step.insert(LikenessVerdict, {"record_kind": table, "low_uid": low, "high_uid": high} | values)
    else:
        step.update(LikenessVerdict, known, values)


def _judged(session: Session, model: type[Base]) -> set[tuple[str, ...]]:
    statement = select(LikenessVerdict.low_uid, LikenessVerdict.high_uid).where(
        LikenessVerdict.record_kind == shape_of(model).name
    )
    return {(row.low_uid, row.high_uid) for row in session.execute(statement)}


def _uids(session: Session, model: type[Base]) -> Mapping[int, str]:
    table: Any = shape_of(model).table.c
    return {row[0]: row[1] for row in session.execute(select(table.id, table.uid))}


def _uid(session: Session, model: type[Base], id: int) -> str:
    table: Any = shape_of(model).table.c
    found = session.execute(select(table.uid).where(table.id == id)).scalar_one_or_none()
    if found is None:
        raise Refused("Catatan ini sudah tidak ada. Muat ulang daftar untuk melihat keadaan terakhir.")
    return found


# finding


class Reasons:
    """Gathers why two records are alike; the same pair found twice is one pair with two reasons."""

    def __init__(self) -> None:
        self._found: dict[tuple[int, int], dict[str, int]] = defaultdict(dict)

    def add(self, first: int, second: int, likeness: int, reason: str) -> None:
        """One reason why two records are alike."""
        if first != second:
            self._found[min(first, second), max(first, second)][reason] = likeness

    def same(self, values: Iterable[tuple[int, str]], reason: str, *, likeness: int = SURE) -> None:
        """Records that carry the same value; empty ones are passed over, and what many share says nothing."""
        groups: dict[str, set[int]] = defaultdict(set)
        for id_, value in values:
            if value:
                groups[value].add(id_)
        for ids in groups.values():
            if 1 < len(ids) <= _WINDOW:
                for first, second in combinations(sorted(ids), 2):
                    self.add(first, second, likeness, reason)

    def pairs(self, titles: Mapping[int, str]) -> list[Pair]:
        """What was found, with the words for each record."""
        return [
            Pair(
                first,
                second,
                (titles[first], titles[second]),
                max(reasons.values()),
                tuple(sorted(reasons, key=lambda reason: -reasons[reason])),
            )
            for (first, second), reasons in self._found.items()
            if first in titles and second in titles
        ]


def alike(first: str, second: str) -> int:
    """How alike two folded names are, 0 to 100; one that holds the whole of the other is nearly the same."""
    if first == second:
        return SURE
    few, many = sorted((first.split(), second.split()), key=len)
    if len(few) > 1 and set(few) < set(many):
        return 95
    return round(fuzz.ratio(first, second))


def alike_names(names: Sequence[tuple[int, str]], least: int) -> Iterator[tuple[int, int, int]]:
    """Pairs of different records whose folded names are at least so alike: (id, id, likeness).

    Only names that share the beginning of a word are compared; where very many do, only neighbours in the
    alphabet, so that ten thousand names take a moment and not a day.
    """
    seen: set[tuple[int, int]] = set()
    for place, other in _near(names):
        (first, one), (second, two) = names[place], names[other]
        pair = (min(first, second), max(first, second))
        if first == second or pair in seen:
            continue
        seen.add(pair)
        likeness = alike(one, two)
        if likeness >= least:
            yield *pair, likeness


def _near(names: Sequence[tuple[int, str]]) -> Iterator[tuple[int, int]]:
    blocks: dict[str, list[int]] = defaultdict(list)
    for place, (_id, name) in enumerate(names):
        for beginning in {word[:_LETTERS] for word in name.split()}:
            blocks[beginning].append(place)
    for places in blocks.values():
        if len(places) <= _LARGE_BLOCK:
            yield from combinations(places, 2)
            continue
        ordered = sorted(places, key=lambda place: names[place][1])
        for start, place in enumerate(ordered):
            for other in ordered[start + 1 : start + _WINDOW]:
                yield place, other
