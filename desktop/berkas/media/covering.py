"""Covers parts of a picture for good: the copy holds no trace of what lay under the cover.

A solid block, never a blur: a blurred face or sign can be worked out again. Imports nothing of the project.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO

from PIL import Image, ImageDraw

_COLOUR = (70, 70, 70)
_QUALITY = 85
LEAST = 0.01
"""The least width and height of a cover, as a share of the picture."""


@dataclass(frozen=True, slots=True)
class Area:
    """A rectangle of a picture in shares of its width and height, so that it fits every copy of it."""

    left: float
    top: float
    width: float
    height: float

    def within(self) -> "Area":
        """The part of it that lies in the picture, at least one hundredth in both directions."""
        left, top = min(max(self.left, 0.0), 1 - LEAST), min(max(self.top, 0.0), 1 - LEAST)
        right = max(min(self.left + self.width, 1.0), left + LEAST)
        bottom = max(min(self.top + self.height, 1.0), top + LEAST)
        return Area(left, top, right - left, bottom - top)


def covered(picture: bytes, areas: Sequence[Area]) -> bytes:
    """The picture as a JPEG without any metadata, with every area filled by one colour."""
    with Image.open(BytesIO(picture), formats=("JPEG", "PNG")) as opened:
        image = opened.convert("RGB")
    brush = ImageDraw.Draw(image)
    for area in (each.within() for each in areas):
        left, top = int(area.left * image.width), int(area.top * image.height)
        right = int(-(-(area.left + area.width) * image.width // 1))
        bottom = int(-(-(area.top + area.height) * image.height // 1))
        brush.rectangle((left, top, right, bottom), fill=_COLOUR)
    buffer = BytesIO()
    image.save(buffer, "JPEG", quality=_QUALITY)
    return buffer.getvalue()
