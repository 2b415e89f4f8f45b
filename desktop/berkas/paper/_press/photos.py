"""Photos in a grid with what proves them: item code, caption, place, date, taker."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from berkas.paper._press.blocks import Block, TextBlock, Whole
from berkas.paper._press.images import draw_photo, fitted, photo_size
from berkas.paper._press.look import MM, Look
from berkas.paper._press.text import TextLine, draw_lines, lay
from berkas.paper.parts import Align
from berkas.paper.pictures import PhotoItem, Photos
from berkas.paper.words import Words, bold

if TYPE_CHECKING:
    from berkas.paper._press.press import Press

_SHAPES = {2: (1, 2), 4: (2, 2), 6: (2, 3)}
_GUTTER = 6 * MM
_HEADING_ROOM = 14 * MM
_LEAST_IMAGE = 40 * MM
UNREADABLE = "Foto tidak dapat dibaca"


def photos(part: Photos, look: Look, page_height: float) -> list[Block]:
    """One block per row of photos; rows are as tall as the page allows, with room for a heading above the
    first."""
    if not part.photos:
        return [TextBlock(part.empty, look.body, after=look.gap)]
    across, down = _SHAPES.get(part.per_page, _SHAPES[4])
    height = (page_height - _HEADING_ROOM * look.scale - (down - 1) * _GUTTER) / down
    if look.scale > 1.3 and down > 2:
        height *= 1.4  # long captions leave room for two rows only
    return [
        PhotoRow(part.photos[start : start + across], start, across, height, look)
        for start in range(0, len(part.photos), across)
    ]


class PhotoRow(Whole):
    """Photos side by side, each in a thin frame with its caption under it."""

    def __init__(self, row: Sequence[PhotoItem], start: int, across: int, height: float, look: Look) -> None:
        self._row = row
        self._start = start
        self._across = across
        self._height = height
        self._style = look.sized(9)
        self.before = self.after = _GUTTER

    def measure(self, width: float) -> float:
        wide = self._wide(width)
        tallest = max(len(lines) for lines in self._captions(wide)) * self._style.leading + 2 * MM
        return max(self._height, _LEAST_IMAGE + tallest)

    def paint(self, press: Press, x: float, top: float, width: float) -> None:
        wide = self._wide(width)
        captions = self._captions(wide)
        room = self.measure(width) - max(len(lines) for lines in captions) * self._style.leading - 2 * MM
        # Captions stand on one line across the row, right under the tallest photo.
        used = max(self._size(photo, wide, room)[1] for photo in self._row)
        for number, (photo, lines) in enumerate(zip(self._row, captions, strict=True)):
            left = x + number * (wide + _GUTTER)
            self._picture(press, photo, (left, top), wide, used)
            draw_lines(press.canvas, lines, self._style, (left, top - used - 1.5 * MM), wide)

    def _size(self, photo: PhotoItem, wide: float, room: float) -> tuple[float, float]:
        pixels = photo_size(photo.image)
        return (wide, min(room, wide * 0.75)) if pixels is None else fitted(pixels, wide, room)

    def _picture(
        self, press: Press, photo: PhotoItem, at: tuple[float, float], wide: float, room: float
    ) -> None:
        left, top = at
        if photo_size(photo.image) is None:
            press.box(left, top - room, wide, room, line=0.5, grey=0.4)
            lines = lay(UNREADABLE, self._style, wide)
            draw_lines(press.canvas, lines, self._style, (left, top - room / 2), wide, align=Align.CENTRE)
            return
        image_wide, image_high = self._size(photo, wide, room)
        edge = left + (wide - image_wide) / 2
        bottom = top - room + (room - image_high)
        draw_photo(press.canvas, photo.image, (edge, bottom, image_wide, image_high))
        press.box(edge, bottom, image_wide, image_high, line=0.4, grey=0.45)

    def _wide(self, width: float) -> float:
        return (width - (self._across - 1) * _GUTTER) / self._across

    def _captions(self, wide: float) -> list[list[TextLine]]:
        return [
            lay(caption_words(photo, self._start + number + 1), self._style, wide)
            for number, photo in enumerate(self._row)
        ]


def caption_words(photo: PhotoItem, number: int) -> Words:
    """ "Foto 3 (butir II.a.10). Caption" and the lines of place, date and taker."""
    head = (
        f"Foto {photo.number or number}" + (f" (butir {photo.item_code})" if photo.item_code else "") + ". "
    )
    proof = proof_line(photo)
    return (bold(head), photo.caption or "Tanpa keterangan", f"\n{proof}" if proof else "")


def proof_line(photo: PhotoItem) -> str:
    """Place and date, then the taker, as far as known."""
    where = ", ".join(part for part in (photo.place, photo.taken) if part)
    taker = f"Diambil oleh {photo.taker}" if photo.taker else ""
    return "\n".join(part for part in (where, taker) if part)
