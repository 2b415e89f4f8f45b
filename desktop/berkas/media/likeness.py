"""Whether two photos show the same: quick fingerprints to find candidates, a closer look to decide.

A fingerprint holds the signs of the 64 lowest frequencies of the picture (a cosine transform of 32 × 32
grey points). Brightness, size and JPEG quality hardly change them; turning and mirroring only change signs
and exchange the axes, so turned copies are found from the fingerprint alone. Rooms of one kind look alike
at so few frequencies: whoever must not accuse wrongly asks `resemblance` about the candidates.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from functools import lru_cache
from io import BytesIO

from PIL import Image, ImageChops, ImageFilter, ImageStat

_GRID = 32
_LOW = 8
_COSINES = tuple(
    tuple(math.cos(math.pi * (2 * place + 1) * wave / (2 * _GRID)) for place in range(_GRID))
    for wave in range(_LOW)
)
_CLOSE = 64
_SPREAD = 32.0
_PLACES = (0.0, 0.5, 1.0)


def fingerprint_of(image: Image.Image, box: tuple[float, float, float, float] | None = None) -> int:
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


def fingerprints_of_crops(image: Image.Image, cut: float = 0.1) -> tuple[int, ...]:
    """Fingerprints of the image with the share `cut` of each side taken off, in nine places."""
    return tuple(fingerprint_of(image, box) for box in _crops(image.size, (cut,)))


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


def resemblance(one: bytes, other: bytes) -> float:
    """How far two photos (thumbnails suffice) show the same, from about 0 to 1: details compared point by
    point.

    Crops of up to a tenth on either side and turned or mirrored copies are tried. Takes some 20 ms.
    """
    first, second = (Image.open(BytesIO(data), formats=("JPEG", "PNG")).convert("L") for data in (one, other))
    own, mark = fingerprint_of(first), fingerprint_of(second)
    nearest = min(range(len(_TURNS)), key=lambda number: (own ^ views(mark)[number]).bit_count())
    best = 0.0
    for number in dict.fromkeys((0, nearest)):
        turned = second
        for turn in _TURNS[number]:
            turned = turned.transpose(turn)
        best = max(best, _best_match(first, turned))
    return best


def _best_match(first: Image.Image, second: Image.Image) -> float:
    whole, other = _details(first, None), _details(second, None)
    matches = [_match(whole, other)]
    matches += [_match(_details(first, box), other) for box in _crops(first.size, (0.05, 0.1))]
    matches += [_match(whole, _details(second, box)) for box in _crops(second.size, (0.05, 0.1))]
    return max(matches)


def _details(image: Image.Image, box: tuple[float, float, float, float] | None) -> Image.Image:
    """What is left of a small copy without its broad light and shade, at one strength."""
    small = image.resize((_CLOSE, _CLOSE), Image.Resampling.BOX, box=box)
    fine = ImageChops.subtract(small, small.filter(ImageFilter.GaussianBlur(5)), scale=1, offset=128)
    statistics = ImageStat.Stat(fine)
    mean, spread = statistics.mean[0], max(statistics.stddev[0], 1.0)
    return fine.point([round((level - mean) * _SPREAD / spread + 128) for level in range(256)])


def _match(one: Image.Image, other: Image.Image) -> float:
    rms = ImageStat.Stat(ImageChops.difference(one, other)).rms[0]
    return 1 - rms * rms / (2 * _SPREAD * _SPREAD)


def _crops(size: tuple[int, int], cuts: Iterable[float]) -> Iterator[tuple[float, float, float, float]]:
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
