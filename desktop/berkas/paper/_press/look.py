"""Sizes, spaces and greys of a paper, all derived from its frame. Lengths in points unless said otherwise."""

from __future__ import annotations

from dataclasses import dataclass

from berkas.paper.frame import Frame, Saving
from berkas.paper.parts import Tone
from berkas.paper.words import Words

MM = 72 / 25.4
LEFT, RIGHT, TOP, BOTTOM = 30 * MM, 20 * MM, 20 * MM, 25 * MM
"""Margins of the office's rule: left at least 3 cm for the holes, right and top 2 cm, bottom 2.5 cm."""
KOP_TOP = 11 * MM
COPY_LINE = 0.75
"""The thinnest line of a paper that is made to be photocopied: more than a pixel at 150 dots an inch."""
ALL = 10_000
"""`keep` of a block that must stay with the next one as a whole."""


@dataclass(frozen=True, slots=True)
class Style:
    """How a stretch of text looks. `grey` 0 is black."""

    size: float
    leading: float
    bold: bool = False
    italic: bool = False
    grey: float = 0.0


@dataclass(frozen=True, slots=True)
class Look:
    """The styles and spaces of one paper."""

    scale: float
    toner: bool
    body: Style
    small: Style
    large: Style
    copies: bool = False

    @classmethod
    def of(cls, frame: Frame) -> Look:
        """The look of `frame`. In large print small text is as large as the rest."""
        body = frame.type_size
        small = body * 0.83 if body < 14 else body
        large = body * 1.2
        return cls(
            scale=body / 11,
            toner=frame.saving is not Saving.NONE,
            body=Style(body, body * 1.3),
            small=Style(small, small * 1.25),
            large=Style(large, large * 1.3),
            copies=frame.saving is Saving.COPIES,
        )

    def tone(self, tone: Tone) -> Style:
        """The style of a tone."""
        return {Tone.NORMAL: self.body, Tone.SMALL: self.small, Tone.LARGE: self.large}[tone]

    def sized(self, points: float, *, bold: bool = False, italic: bool = False, grey: float = 0.0) -> Style:
        """A style of `points` at the usual type size, grown with large print."""
        size = points * self.scale
        return Style(size, size * 1.25, bold, italic, self.ink(grey))

    def fine(self, points: float, *, bold: bool = False) -> Style:
        """A style of the page furniture, which must fit into the margins whatever the type size."""
        size = points * min(self.scale, 1.3)
        return Style(size, size * 1.25, bold)

    def ink(self, grey: float) -> float:
        """The grey a thing is drawn in; black where it must outlive a photocopier."""
        return 0.0 if self.copies else grey

    def line(self, width: float) -> float:
        """The width a line is drawn in."""
        return max(width, COPY_LINE) if self.copies else width

    @property
    def gap(self) -> float:
        """Space between paragraphs."""
        return self.body.size * 0.55

    @property
    def head_fill(self) -> float:
        """Grey of table heads: dark enough to survive a photocopy, light enough to read on; white to save
        toner."""
        return 1.0 if self.toner else 0.85

    @property
    def band_fill(self) -> float:
        """Grey of rows that name a group."""
        return 1.0 if self.toner else 0.93


def strong(style: Style) -> Style:
    """The same style in bold."""
    return Style(style.size, style.leading, bold=True, italic=style.italic, grey=style.grey)


def is_empty(words: Words) -> bool:
    """Whether nothing would be printed."""
    return not words if isinstance(words, str) else not any(words)
