"""Finds photos that show the same among thousands: kept marks first, a closer look only where they agree.

All broad marks of a set stand side by side in one large number, so that one mark is compared with all of
them in a few operations. Imports no Qt and no room.
"""

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import reduce
from typing import NamedTuple

from berkas.media.likeness import Mark, nearest_mark, resemblance, views

_LANE = 8
_MOST_KEPT = 50_000


@dataclass(frozen=True, slots=True)
class LikenessRules:
    """From when on two photos count as alike; measured, and the office may change them.

    `broad`: signs of 63 that may differ for a pair to be looked at. `far`: the greatest distance of
    `nearest_mark`; `sure`: up to here no closer look is needed. `resemblance`: the least likeness, 0 to 1, of
    the closer look. `looks`: the most closer looks of one check.
    """

    broad: int = 10
    far: float = 12.0
    sure: float = 3.0
    resemblance: float = 0.97
    looks: int = 1500


@dataclass(frozen=True, slots=True)
class Picture:
    """A photo to be compared: its hash, its marks, and where its small copy is read."""

    sha256: str
    marks: tuple[Mark, ...]
    small: Callable[[], bytes]


@dataclass(frozen=True, slots=True)
class Alike:
    """Two places in the lists compared, and how alike in percent."""

    first: int
    second: int
    percent: int


class Lanes:
    """Marks side by side in one number; asks of all of them at once how many signs differ."""

    def __init__(self, marks: Sequence[int]) -> None:
        self._count = len(marks)
        packed = b"".join(mark.to_bytes(_LANE, "little") for mark in marks)
        self._packed = int.from_bytes(packed, "little")
        self._ones = self._each(1)
        self._odd, self._pairs, self._fours = (self._each(int(digits * _LANE, 16)) for digits in
                                               ("55", "33", "0f"))  # fmt: skip
        self._low, self._high = self._each(0x7F), self._each(0x80)

    def _each(self, value: int) -> int:
        return int.from_bytes(value.to_bytes(_LANE, "little") * self._count, "little")

    def within(self, mark: int, most: int) -> Iterator[int]:
        """The places of the marks that differ from this one in at most so many signs (below 64)."""
        bits = self._packed ^ (mark * self._ones)
        bits -= (bits >> 1) & self._odd
        bits = (bits & self._pairs) + ((bits >> 2) & self._pairs)
        bits = (bits + (bits >> 4)) & self._fours
        bits += bits >> 8
        bits += bits >> 16
        bits = (bits + (bits >> 32)) & self._low
        near = ((bits + self._ones * (127 - most)) & self._high) ^ self._high
        if not near:
            return
        found = near.to_bytes(_LANE * self._count, "little")[::_LANE]
        place = found.find(0x80)
        while place >= 0:
            yield place
            place = found.find(0x80, place + 1)


def alike_among(pictures: Sequence[Picture], rules: LikenessRules) -> tuple[list[Alike], int]:
    """Pairs of one list that show the same, each once, and how many pairs were not looked at any more."""
    key = _key_of(rules, pictures)
    if key not in _CANDIDATES:
        lanes = _lanes(pictures)
        found = {
            (min(place, other), max(place, other))
            for place, picture in enumerate(pictures)
            for other in _near(lanes, _asked(picture), rules)
            if place != other
        }
        _remember(key, _candidates(pictures, pictures, sorted(found), rules))
    return _confirmed(pictures, pictures, _CANDIDATES[key], rules)


def alike_between(
    own: Sequence[Picture], others: Sequence[Picture], rules: LikenessRules
) -> tuple[list[Alike], int]:
    """Pairs of one list with another, and how many pairs were not looked at any more."""
    if not own or not others:
        return [], 0
    key = _key_of(rules, own, others)
    if key not in _CANDIDATES:
        _remember(key, _candidates(own, others, sorted(_found_between(own, others, rules)), rules))
    return _confirmed(own, others, _CANDIDATES[key], rules)


def _found_between(
    own: Sequence[Picture], others: Sequence[Picture], rules: LikenessRules
) -> set[tuple[int, int]]:
    lanes = _lanes(others)
    found = {(place, other) for place, picture in enumerate(own)
             for other in _near(lanes, _asked(picture), rules)}  # fmt: skip
    lanes = _lanes(own)
    for other, picture in enumerate(others):
        parts = {mark.broad for mark in picture.marks[1:]}
        found |= {(place, other) for place in _near(lanes, parts, rules)}
    return found


def _lanes(pictures: Sequence[Picture]) -> Lanes:
    """The whole and the core of every picture, one after the other."""
    return Lanes([mark.broad for picture in pictures for mark in picture.marks[:2]])


def _asked(picture: Picture) -> set[int]:
    """The picture seen in eight ways, and its parts as they are."""
    return {*views(picture.marks[0].broad), *(mark.broad for mark in picture.marks[1:])}


def _near(lanes: Lanes, marks: Iterable[int], rules: LikenessRules) -> set[int]:
    none: set[int] = set()
    return reduce(
        set.union, ({place // 2 for place in lanes.within(mark, rules.broad)} for mark in marks), none
    )


class _Pairs(NamedTuple):
    """Pairs that are the same for certain, and those that a closer look decides, the nearest first."""

    sure: list[Alike]
    close: list[tuple[float, int, int]]


_CANDIDATES: dict[str, _Pairs] = {}
"""The pairs of the sets of photos that were compared last; pictures with these hashes never change."""
_MOST_SETS = 32


def _key_of(rules: LikenessRules, *sets: Sequence[Picture]) -> str:
    told = hashlib.sha256(f"{rules.broad} {rules.far} {rules.sure}".encode())
    for pictures in sets:
        told.update(b"|")
        for picture in pictures:
            told.update(picture.sha256.encode())
    return told.hexdigest()


def _remember(key: str, pairs: _Pairs) -> None:
    if len(_CANDIDATES) >= _MOST_SETS:
        _CANDIDATES.clear()
    _CANDIDATES[key] = pairs


def _candidates(
    own: Sequence[Picture], others: Sequence[Picture], pairs: Sequence[tuple[int, int]], rules: LikenessRules
) -> _Pairs:
    found: list[Alike] = []
    close: list[tuple[float, int, int]] = []
    for first, second in pairs:
        one, two = own[first], others[second]
        if one.sha256 == two.sha256:
            found.append(Alike(first, second, 100))
            continue
        apart = _apart(one.marks, two.marks)
        if apart <= rules.sure:
            found.append(Alike(first, second, 99))
        elif apart <= rules.far:
            close.append((apart, first, second))
    return _Pairs(found, sorted(close))


def _confirmed(
    own: Sequence[Picture], others: Sequence[Picture], pairs: _Pairs, rules: LikenessRules
) -> tuple[list[Alike], int]:
    found, close = list(pairs.sure), pairs.close
    known = [each for each in close if _key(own[each[1]], others[each[2]]) in _LOOKED]
    fresh = [each for each in close if _key(own[each[1]], others[each[2]]) not in _LOOKED]
    for _apart_by, first, second in (*known, *fresh[: rules.looks]):
        likeness = _look(own[first], others[second])
        if likeness >= rules.resemblance:
            found.append(Alike(first, second, min(99, round(100 * likeness))))
    found.sort(key=lambda pair: (pair.first, pair.second))
    return found, max(0, len(fresh) - rules.looks)


def _apart(one: Sequence[Mark], two: Sequence[Mark]) -> float:
    """The distance of the nearest parts, upright or in the way the whole pictures agree best."""
    ways = views(two[0].broad)
    view = min(range(len(ways)), key=lambda number: (one[0].broad ^ ways[number]).bit_count())
    nearest = min(nearest_mark(one, two)[0], nearest_mark(two, one)[0])
    return min(nearest, nearest_mark(one, two, view)[0]) if view else nearest


_LOOKED: dict[tuple[str, str], float] = {}
"""What the closer looks of this run of the program found; pictures with these hashes never change."""


def _key(one: Picture, two: Picture) -> tuple[str, str]:
    return (one.sha256, two.sha256) if one.sha256 < two.sha256 else (two.sha256, one.sha256)


def _look(one: Picture, two: Picture) -> float:
    key = _key(one, two)
    known = _LOOKED.get(key)
    if known is None:
        if len(_LOOKED) >= _MOST_KEPT:
            _LOOKED.clear()
        known = _LOOKED[key] = resemblance(one.small(), two.small(), (one.marks, two.marks))
    return known
