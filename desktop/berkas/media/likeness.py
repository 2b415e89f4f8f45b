"""Whether two photos show the same: quick fingerprints to find candidates, a closer look to decide.

A fingerprint holds the signs of the 64 lowest frequencies of the picture (a cosine transform of 32 × 32
grey points). Brightness, size and JPEG quality hardly change them; turning and mirroring only change signs
and exchange the axes, so turned copies are found from the fingerprint alone. Rooms of one kind look alike
at so few frequencies: a second mark holds where 256 places of the picture are lighter than what lies around
them. Both are also made of parts of the picture, so that cropped copies and pictures of a screen are found.
Whoever must not accuse wrongly asks `resemblance` about the candidates.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from io import BytesIO
from typing import NamedTuple

from PIL import Image, ImageChops, ImageFilter, ImageStat

Box = tuple[float, float, float, float]
"""Left, top, right and bottom of a part of a picture, in points."""

_GRID = 32
_LOW = 8
_COSINES = tuple(
    tuple(math.cos(math.pi * (2 * place + 1) * wave / (2 * _GRID)) for place in range(_GRID))
    for wave in range(_LOW)
)
_DETAIL = 16
_CLOSE = 64
_SPREAD = 32.0
_PLACES = (0.0, 0.5, 1.0)


def fingerprint_of(image: Image.Image, box: Box | None = None) -> int:
    """The fingerprint of an upright image or of a box of it; bit 8·row + column is set where that frequency
    is positive."""
    grey = image.resize((_GRID, _GRID), Image.Resampling.BOX, box=box).convert("L").tobytes()
    rows = [grey[start : start + _GRID] for start in range(0, _GRID * _GRID, _GRID)]
    across = [
        [sum(cosine * point for cosine, point in zip(wave, row, strict=True)) for wave in _COSINES]
        for row in rows
    ]
    bits = 0
    for down, wave in enumerate(_COSINES):
        for column in range(_LOW):
            total = sum(cosine * line[column] for cosine, line in zip(wave, across, strict=True))
            if total > 0 and (down or column):
                bits |= 1 << (_LOW * down + column)
    return bits


class Mark(NamedTuple):
    """What is kept of one part of a picture: its fingerprint, and 256 signs of its details."""

    broad: int
    fine: int


def marks_of(image: Image.Image) -> tuple[Mark, ...]:
    """The marks of an upright picture of some 320 points: the whole, the part inside an even border, and 18
    parts that leave out a twentieth or a tenth of it."""
    grey = image.convert("L")
    return tuple(Mark(fingerprint_of(image, box), _fine(grey, box)) for box in _boxes(grey))


def _boxes(grey: Image.Image) -> list[Box]:
    whole = (0.0, 0.0, float(grey.width), float(grey.height))
    return [whole, core_of(grey), *_crops(grey.size, (0.05, 0.1))]


def nearest_mark(marks: Sequence[Mark], other: Sequence[Mark], view: int = 0) -> tuple[float, int, int]:
    """How far the nearest part of a picture is from the whole or the core of another one, seen in one of the
    eight ways of `views`: the signs that differ, four fine ones for one broad one; then which part, and
    whether the whole (0) or the core (1)."""
    return min(
        (
            (mark.broad ^ broad).bit_count() + fine_distance(mark.fine, target.fine, view) / 4,
            place,
            number,
        )
        for number, target in enumerate(other[:2])
        for broad in (views(target.broad)[view],)
        for place, mark in enumerate(marks)
    )


def show_marks(marks: Sequence[Mark]) -> str:
    """Marks as one text, to be kept."""
    return " ".join(f"{mark.broad:016x}{mark.fine:064x}" for mark in marks)


def read_marks(text: str) -> tuple[Mark, ...]:
    """Marks from their text."""
    return tuple(Mark(int(each[:16], 16), int(each[16:], 16)) for each in text.split())


def _fine(grey: Image.Image, box: Box) -> int:
    """Which places are lighter than their surroundings by more than the middle of all places."""
    small = grey.resize((2 * _DETAIL, 2 * _DETAIL), Image.Resampling.BOX, box=box)
    fine = ImageChops.subtract(small, small.filter(ImageFilter.GaussianBlur(4)), scale=1, offset=128)
    levels = fine.resize((_DETAIL, _DETAIL), Image.Resampling.BOX).tobytes()
    middle = sorted(levels)[len(levels) // 2]
    return sum(1 << place for place, level in enumerate(levels) if level >= middle)


def fine_distance(one: int, other: int, view: int = 0) -> int:
    """How many of 256 places differ, the other picture seen in one of the eight ways of `views`."""
    return (one ^ (other if view == 0 else _fine_view(other, view))).bit_count()


@lru_cache(maxsize=4096)
def _fine_view(fine: int, view: int) -> int:
    """The signs of a picture that is turned or mirrored."""
    exchanged, mirrored, upside_down = view & 4, view & 2, view & 1
    bits, last = 0, _DETAIL - 1
    for down in range(_DETAIL):
        for across in range(_DETAIL):
            row, column = (last - down if upside_down else down), (last - across if mirrored else across)
            if exchanged:
                row, column = column, row
            if fine >> (_DETAIL * row + column) & 1:
                bits |= 1 << (_DETAIL * down + across)
    return bits


def core_of(grey: Image.Image) -> Box:
    """The part of a grey picture inside an even border such as the bars of a screen; at most two fifths are
    taken off each side."""
    top, bottom = _even_ends(_rows(grey))
    inner = grey.crop((0, top, grey.width, bottom)).transpose(Image.Transpose.TRANSPOSE)
    left, right = _even_ends(_rows(inner))
    return float(left), float(top), float(right), float(bottom)


def _rows(grey: Image.Image) -> list[bytes]:
    points, width = grey.tobytes(), grey.width
    return [points[start : start + width] for start in range(0, width * grey.height, width)]


def _even_ends(lines: Sequence[bytes]) -> tuple[int, int]:
    """Where the lines between the even ones at both ends begin and end."""
    most = len(lines) * 2 // 5
    first = next((place for place in range(most) if not _is_even(lines[place])), most)
    last = next((place for place in range(most) if not _is_even(lines[-1 - place])), most)
    return first, len(lines) - last


def _is_even(line: bytes) -> bool:
    middle = sorted(line)[len(line) // 2]
    near = sum(line.count(level) for level in range(max(0, middle - 10), min(256, middle + 11)))
    return near >= 0.9 * len(line)


def distance(one: int, other: int, *, turned: bool = True) -> int:
    """How many of the 63 signs differ: 0 the same picture, about 31 unrelated ones.

    With `turned` the smallest distance over the eight ways to turn and mirror the other picture.
    """
    if not turned:
        return (one ^ other).bit_count()
    return min((one ^ view).bit_count() for view in views(other))


@lru_cache(maxsize=4096)
def views(fingerprint: int) -> tuple[int, ...]:
    """The fingerprints of the picture turned by quarter turns and mirrored, itself first."""
    return tuple(
        base ^ (_ODD_COLUMNS if mirrored else 0) ^ (_ODD_ROWS if upside_down else 0)
        for base in (fingerprint, _exchanged(fingerprint))
        for mirrored in (False, True)
        for upside_down in (False, True)
    )


def resemblance(
    one: bytes, other: bytes, known: tuple[Sequence[Mark], Sequence[Mark]] | None = None
) -> float:
    """How far two photos (thumbnails suffice) show the same, from about 0 to 1: details compared point by
    point.

    Borders, crops of up to a tenth on either side and turned or mirrored copies are tried; the nearest part
    is moved edge by edge until it fits. Takes some 60 ms; `known` marks of both spare making them.
    """
    (first, boxes), (second, other_boxes) = _grey(one), _grey(other)
    own, mark = fingerprint_of(first), fingerprint_of(second)
    nearest = min(range(len(_TURNS)), key=lambda number: (own ^ views(mark)[number]).bit_count())
    marks, plain = known or (marks_of(first), marks_of(second))
    best = 0.0
    for number in dict.fromkeys((0, nearest)):
        turned = second
        for turn in _TURNS[number]:
            turned = turned.transpose(turn)
        others, their_boxes = (marks_of(turned), _boxes(turned)) if number else (plain, other_boxes)
        seen, shown = _Seen(first, boxes, marks), _Seen(turned, their_boxes, others)
        best = max(best, _best_match(seen, shown), _best_match(shown, seen))
    return best


@lru_cache(maxsize=512)
def _grey(data: bytes) -> tuple[Image.Image, list[Box]]:
    grey = Image.open(BytesIO(data), formats=("JPEG", "PNG")).convert("L")
    return grey, _boxes(grey)


class _Seen(NamedTuple):
    """A grey picture with its parts and their marks."""

    grey: Image.Image
    boxes: list[Box]
    marks: Sequence[Mark]


def _best_match(first: _Seen, second: _Seen) -> float:
    """The best likeness of a part of the first picture with the whole or the core of the second."""
    _, part, number = nearest_mark(first.marks, second.marks)
    target = _details(second.grey, second.boxes[number])
    box = first.boxes[part]
    likeness = _match(_details(first.grey, box), target)
    for share in (0.03, 0.015, 0.01, 0.005, 0.003):
        likeness, box = _moved(first.grey, target, likeness, box, share)
    return likeness


def _moved(
    picture: Image.Image,
    target: Image.Image,
    likeness: float,
    box: Box,
    share: float,
) -> tuple[float, Box]:
    """A box with each edge moved by a share of the picture when that fits better."""
    width, height = picture.size
    for edge, size in enumerate((width, height, width, height)):
        for step in (-share * size, share * size):
            moved = list(box)
            moved[edge] = min(max(moved[edge] + step, 0.0), float(size))
            tried = (moved[0], moved[1], moved[2], moved[3])
            if tried[2] - tried[0] < width / 2 or tried[3] - tried[1] < height / 2:
                continue
            better = _match(_details(picture, tried), target)
            if better > likeness:
                likeness, box = better, tried
    return likeness, box


def _details(image: Image.Image, box: Box | None) -> Image.Image:
    """What is left of a small copy without its broad light and shade, at one strength."""
    small = image.resize((_CLOSE, _CLOSE), Image.Resampling.BOX, box=box)
    fine = ImageChops.subtract(small, small.filter(ImageFilter.GaussianBlur(5)), scale=1, offset=128)
    statistics = ImageStat.Stat(fine)
    mean, spread = statistics.mean[0], max(statistics.stddev[0], 1.0)
    return fine.point([round((level - mean) * _SPREAD / spread + 128) for level in range(256)])


def _match(one: Image.Image, other: Image.Image) -> float:
    rms = ImageStat.Stat(ImageChops.difference(one, other)).rms[0]
    return 1 - rms * rms / (2 * _SPREAD * _SPREAD)


def _crops(size: tuple[int, int], cuts: Iterable[float]) -> Iterator[Box]:
    width, height = size
    for cut in cuts:
        for across in _PLACES:
            for down in _PLACES:
                left, top = width * cut * across, height * cut * down
                yield (left, top, left + width * (1 - cut), top + height * (1 - cut))


def _exchanged(fingerprint: int) -> int:
    bits = 0
    for row in range(_LOW):
        for column in range(_LOW):
            if fingerprint >> (_LOW * row + column) & 1:
                bits |= 1 << (_LOW * column + row)
    return bits


_ODD_COLUMNS = sum(1 << (_LOW * row + column) for row in range(_LOW) for column in range(1, _LOW, 2))
_ODD_ROWS = sum(1 << (_LOW * row + column) for row in range(1, _LOW, 2) for column in range(_LOW))

_MIRROR, _FLIP = Image.Transpose.FLIP_LEFT_RIGHT, Image.Transpose.FLIP_TOP_BOTTOM
_TURNS: tuple[tuple[Image.Transpose, ...], ...] = tuple(
    (*exchange, *mirror, *flip)
    for exchange in ((), (Image.Transpose.TRANSPOSE,))
    for mirror in ((), (_MIRROR,))
    for flip in ((), (_FLIP,))
)
"""How to turn the picture itself, in the order of `views`."""
