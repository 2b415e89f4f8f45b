"""Text into lines and lines onto the page: wrapping, justification, bold and underlined runs.

Our own instead of reportlab's paragraphs: no markup to escape, no text lost, and lines can be counted
before they are drawn.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from reportlab.pdfgen.canvas import Canvas

from berkas.paper._press.fonts import ASCENT, DESCENT, clean, face, text_width
from berkas.paper._press.look import Style
from berkas.paper.parts import Align
from berkas.paper.words import Run, Words

_WIDEST_STRETCH = 0.6
"""How much wider than usual a space of a justified line may be, in ems."""
_BREAK_AFTER = re.compile(r"(?<=[-/\\._@,;:|])")


@dataclass(frozen=True, slots=True)
class Bit:
    """A stretch of one face on one line."""

    text: str
    face: str
    underline: bool = False


@dataclass(frozen=True, slots=True)
class TextLine:
    """A laid line: its bits, natural width, and whether it ends a paragraph (then it is never justified)."""

    bits: tuple[Bit, ...]
    width: float
    ends: bool


_Word: TypeAlias = tuple[tuple[Bit, ...], float]
"""An unbreakable word: its bits and their width."""


def lay(words: Words, style: Style, width: float, *, first_indent: float = 0.0) -> list[TextLine]:
    """`words` cut into lines of at most `width` points. Empty text is one empty line; "\\n" breaks a line.

    A word wider than the line is cut where it must, after a hyphen or a slash where it can: nothing runs
    over.
    """
    lines: list[TextLine] = []
    for number, tokens in enumerate(_paragraphs(words, style)):
        lines.extend(_fill(tokens, style, width, first_indent if number == 0 else 0.0))
    return lines


def _paragraphs(words: Words, style: Style) -> Iterable[list[_Word]]:
    runs: Sequence[str | Run] = (words,) if isinstance(words, str) else words
    paragraphs: list[list[list[Bit]]] = [[]]
    glued = False
    for run in runs:
        styled = Run(run) if isinstance(run, str) else run
        name = face(bold=style.bold or styled.bold, italic=style.italic or styled.italic)
        for number, text in enumerate(clean(styled.text).split("\n")):
            if number:
                paragraphs.append([])
                glued = False
            if text[:1] == " ":
                glued = False
            for word in text.split(" "):
                if not word:
                    continue
                bit = Bit(word, name, styled.underline)
                if glued and paragraphs[-1]:
                    paragraphs[-1][-1].append(bit)
                else:
                    paragraphs[-1].append([bit])
                glued = False
            glued = bool(text) and text[-1] != " "
    return [[_token(bits, style) for bits in paragraph] for paragraph in paragraphs]


def _token(bits: Sequence[Bit], style: Style) -> _Word:
    return tuple(bits), sum(text_width(bit.text, bit.face, style.size) for bit in bits)


def _fill(tokens: list[_Word], style: Style, width: float, first_indent: float) -> list[TextLine]:
    space = text_width(" ", face(bold=style.bold, italic=style.italic), style.size)
    lines: list[TextLine] = []
    current: list[_Word] = []
    used = 0.0
    room = width - first_indent
    pending = list(reversed(tokens))
    while pending:
        token = pending.pop()
        wide = token[1] + (space if current else 0.0)
        if used + wide <= room + 0.01:
            current.append(token)
            used += wide
        elif not current:
            head, tail = _cut(token, style, room)
            lines.append(_line([head], space, ends=not pending and tail is None))
            room = width
            if tail is not None:
                pending.append(tail)
        else:
            lines.append(_line(current, space, ends=False))
            room = width
            current, used = [], 0.0
            pending.append(token)
    if current or not lines:
        lines.append(_line(current, space, ends=True))
    return lines


def _line(tokens: Sequence[_Word], space: float, *, ends: bool) -> TextLine:
    """Join tokens with spaces; neighbours of one face become one bit."""
    bits: list[Bit] = []
    for number, (token, _) in enumerate(tokens):
        for position, bit in enumerate(token):
            gap = " " if number and position == 0 else ""
            last = bits[-1] if bits else None
            if last is not None and last.face == bit.face and last.underline == bit.underline:
                bits[-1] = Bit(last.text + gap + bit.text, bit.face, bit.underline)
            elif last is not None and gap:
                bits[-1] = Bit(last.text + gap, last.face, last.underline)
                bits.append(bit)
            else:
                bits.append(bit)
    width = sum(wide for _, wide in tokens) + space * max(0, len(tokens) - 1)
    return TextLine(tuple(bits), width, ends)


def _cut(token: _Word, style: Style, room: float) -> tuple[_Word, _Word | None]:
    """The longest beginning of a word that fits, at least one letter, and what is left of it."""
    taken: list[Bit] = []
    used = 0.0
    bits = token[0]
    for number, bit in enumerate(bits):
        wide = text_width(bit.text, bit.face, style.size)
        if used + wide <= room + 0.01:
            taken.append(bit)
            used += wide
            continue
        length = _fitting(bit, style, room - used, at_least=0 if taken else 1)
        rest = [Bit(bit.text[length:], bit.face, bit.underline)] if length < len(bit.text) else []
        if length:
            taken.append(Bit(bit.text[:length], bit.face, bit.underline))
        rest.extend(bits[number + 1 :])
        return _token(taken, style), _token(rest, style) if rest else None
    return _token(taken, style), None


def _fitting(bit: Bit, style: Style, room: float, *, at_least: int) -> int:
    used = 0.0
    length = 0
    for letter in bit.text:
        used += text_width(letter, bit.face, style.size)
        if used > room + 0.01:
            break
        length += 1
    pieces = _BREAK_AFTER.split(bit.text[:length])
    soft = length - len(pieces[-1])
    if soft > length // 2:
        length = soft
    return max(length, at_least)


def breakable(text: str) -> list[str]:
    """The pieces of a text that are only parted where nothing else helps."""
    return [piece for word in text.split() for piece in _BREAK_AFTER.split(word)]


def natural_width(words: Words, style: Style) -> float:
    """Width of the words on one line."""
    return max((line.width for line in lay(words, style, 1e9)), default=0.0)


def draw_lines(
    canvas: Canvas,
    lines: Sequence[TextLine],
    style: Style,
    at: tuple[float, float],
    width: float,
    *,
    align: Align = Align.LEFT,
    justify: bool = False,
    first_indent: float = 0.0,
) -> None:
    """Draw laid lines downwards from `at` (left edge, top)."""
    x, top = at
    text = canvas.beginText()
    text.setFillGray(style.grey)
    baseline = top - (style.leading - (ASCENT + DESCENT) * style.size) / 2 - ASCENT * style.size
    underlines: list[tuple[float, float, float]] = []
    spaced = False
    for number, line in enumerate(lines):
        indent = first_indent if number == 0 else 0.0
        room = width - indent
        left = x + indent
        if align is Align.RIGHT:
            left += room - line.width
        elif align is Align.CENTRE:
            left += (room - line.width) / 2
        gaps = sum(_gaps(bit) for bit in line.bits) if justify and not line.ends else 0
        extra = (room - line.width) / gaps if gaps else 0.0
        if extra or spaced:
            text.setWordSpace(extra)
            spaced = bool(extra)
        text.setTextOrigin(left, baseline)
        for bit in line.bits:
            text.setFont(bit.face, style.size)
            text.textOut(bit.text)
            wide = text_width(bit.text, bit.face, style.size) + extra * _gaps(bit)
            if bit.underline:
                underlines.append((left, baseline, wide))
            left += wide
        baseline -= style.leading
    if spaced:
        text.setWordSpace(0)
    canvas.drawText(text)
    _draw_underlines(canvas, underlines, style)


def can_justify(lines: Sequence[TextLine], style: Style, width: float) -> bool:
    """Whether lines of `width` points can be brought to it without gaping; decided for a whole paragraph, so
    that no ragged line stands among straight ones."""
    return len(lines) > 1 and all(
        width - line.width <= _WIDEST_STRETCH * style.size * max(sum(_gaps(bit) for bit in line.bits), 1)
        for line in lines
        if not line.ends
    )


def _gaps(bit: Bit) -> int:
    return bit.text.count(" ") + bit.text.count("\xa0")


def _draw_underlines(canvas: Canvas, underlines: Sequence[tuple[float, float, float]], style: Style) -> None:
    if not underlines:
        return
    canvas.setStrokeGray(style.grey)
    canvas.setLineWidth(style.size * 0.06)
    for left, baseline, wide in underlines:
        canvas.line(left, baseline - style.size * 0.13, left + wide, baseline - style.size * 0.13)


def draw_text(
    canvas: Canvas,
    words: Words,
    style: Style,
    at: tuple[float, float],
    width: float,
    *,
    align: Align = Align.LEFT,
) -> float:
    """Lay and draw words; returns the height they took."""
    lines = lay(words, style, width)
    draw_lines(canvas, lines, style, at, width, align=align)
    return len(lines) * style.leading


def shrink_to_fit(words: Words, style: Style, width: float, lines: int = 1, least: float = 0.5) -> Style:
    """The largest style not above `style` in which the words take at most `lines` lines; `least` is a
    share."""
    for step in range(100, int(least * 100) - 1, -2):
        share = step / 100
        tried = Style(style.size * share, style.leading * share, style.bold, style.italic, style.grey)
        if len(lay(words, tried, width)) <= lines:
            return tried
    return Style(style.size * least, style.leading * least, style.bold, style.italic, style.grey)
