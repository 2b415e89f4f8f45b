"""Text parts as blocks: titles, headings, paragraphs, lists, key and value, the head of a letter, notices."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from berkas.paper._press.blocks import Block, Mark, Stack, TextBlock, Whole
from berkas.paper._press.grid import Grid
from berkas.paper._press.look import ALL, MM, Look, Style, is_empty, strong
from berkas.paper._press.rows import GridLayout, GridStyle, Row
from berkas.paper._press.text import TextLine, draw_lines, lay, natural_width
from berkas.paper.parts import (
    Align,
    CarbonCopies,
    Heading,
    Item,
    KeyValues,
    LetterOpening,
    Listing,
    Marker,
    Notice,
    NoticeKind,
    Para,
    Title,
)
from berkas.rules.numbers import to_roman

if TYPE_CHECKING:
    from berkas.paper._press.press import Press

_DOTS = "." * 60


def title(part: Title, look: Look, mark: Mark | None = None) -> list[Block]:
    """The centred head of a paper."""
    head = look.sized(13, bold=True)
    blocks: list[Block] = [
        TextBlock(part.text.upper(), head, align=Align.CENTRE, before=2 * MM, keep=ALL, mark=mark)
    ]
    if part.number:
        number = TextBlock(f"Nomor: {part.number}", look.body, align=Align.CENTRE, before=1, keep=ALL)
        blocks.append(number)
    if part.name:
        blocks.append(
            TextBlock(part.name, look.sized(11.5, bold=True), align=Align.CENTRE, before=3 * MM, keep=ALL)
        )
    blocks.extend(TextBlock(line, look.body, align=Align.CENTRE, before=1, keep=ALL) for line in part.lines)
    blocks[-1].after = 2 * look.body.leading * 0.8
    return blocks


def heading(part: Heading, look: Look, mark: Mark | None) -> Block:
    """A heading that stays with what follows."""
    sizes = {1: look.sized(12, bold=True), 2: look.sized(11, bold=True)}
    style = sizes.get(part.level, look.sized(11, bold=True, italic=True))
    before = {1: 6 * MM, 2: 4 * MM}.get(part.level, 3 * MM)
    return TextBlock(part.text, style, align=Align.LEFT, before=before, after=2 * MM, keep=ALL, mark=mark)


def paragraph(part: Para, look: Look) -> Block:
    """A paragraph."""
    style = look.tone(part.tone)
    return TextBlock(
        part.words,
        style,
        align=part.align,
        after=look.gap if part.gap is None else part.gap * MM,
        indent=part.indent * MM,
        first_indent=12 * MM if part.first_line else 0.0,
    )


def listing(part: Listing, look: Look, indent: float = 0.0) -> Iterator[Block]:
    """A list, item by item, with what stands under each."""
    style = look.body
    markers = [marker_text(part.marker, part.start + number) for number in range(len(part.items))]
    wide = max((natural_width(marker, style) for marker in markers), default=0.0)
    at = indent + part.indent * MM
    hang = max(7 * MM * min(look.scale, 1.4), wide + 2 * MM)
    for number, (marker, entry) in enumerate(zip(markers, part.items, strict=True), start=1):
        item = entry if isinstance(entry, Item) else Item(entry)
        is_last = number == len(markers) and item.below is None and not indent
        after = look.gap * (1.0 if is_last else 0.5)
        yield TextBlock(item.words, style, after=after, indent=at + hang, marker=marker, marker_at=at)
        if item.below is not None:
            yield from listing(item.below, look, at + hang)


def marker_text(marker: Marker, number: int) -> str:
    """The marker of the `number`-th item, counted from 1."""
    match marker:
        case Marker.NUMBER:
            return f"{number}."
        case Marker.BRACKET:
            return f"{number})"
        case Marker.LETTER:
            return f"{letters(number)}."
        case Marker.ROMAN:
            return f"{to_roman(number)}."
        case Marker.DASH:
            return "–"


def letters(number: int) -> str:
    """1 is a, 26 is z, 27 is aa."""
    text = ""
    while number > 0:
        number, rest = divmod(number - 1, 26)
        text = chr(ord("a") + rest) + text
    return text


def key_values(part: KeyValues, look: Look, width: float) -> Block:
    """Aligned `label : value` lines."""
    style = look.tone(part.tone)
    indent = part.indent * MM
    label = min(part.label_width * MM * min(look.scale, 1.4), (width - indent) * 0.45)
    colon = 4 * MM
    room = (width - indent - label - colon) / max(natural_width(".", style), 0.1)
    empty = _DOTS[: int(room)] if part.dotted else "–"
    rows = [Row((None, name, ":", empty if is_empty(value) else value)) for name, value in part.rows]
    return _plain_grid((indent, label, colon, width - indent - label - colon), rows, style, look)


def _plain_grid(widths: tuple[float, ...], rows: list[Row], style: Style, look: Look) -> Grid:
    plain = GridStyle(style, pad_x=0.0, pad_y=style.size * 0.08, lines=False)
    return Grid(GridLayout(widths, [Align.LEFT] * len(widths), plain), rows, after=look.gap)


class LetterHead(Whole):
    """Nomor, Sifat, Lampiran, Hal at the left; the date at the right on the first line; then Yth."""

    def __init__(self, part: LetterOpening, look: Look) -> None:
        self._part = part
        self._style = look.body
        self._look = look
        self.after = look.body.leading
        self.keep = ALL

    def measure(self, width: float) -> float:
        return sum(len(lines) for _, lines in self._rows(width)) * self._style.leading + self._to_height(
            width
        )

    def paint(self, press: Press, x: float, top: float, width: float) -> None:
        y = top
        canvas = press.canvas
        style = self._style
        draw_lines(canvas, lay(self._part.date, style, width), style, (x, y), width, align=Align.RIGHT)
        label = self._label_width()
        for name, lines in self._rows(width):
            draw_lines(canvas, lay(name, style, width), style, (x, y), width)
            draw_lines(canvas, lay(":", style, width), style, (x + label, y), width)
            draw_lines(canvas, lines, style, (x + label + 4 * MM, y), width)
            y -= len(lines) * style.leading
        y -= style.leading
        for number, line in enumerate(self._part.to):
            words = f"Yth. {line}" if number == 0 else line
            lines = lay(words, style, width * 0.7)
            draw_lines(canvas, lines, style, (x, y), width)
            y -= len(lines) * style.leading

    def _label_width(self) -> float:
        return natural_width("Lampiran ", self._style) + 1 * MM

    def _rows(self, width: float) -> list[tuple[str, list[TextLine]]]:
        part, style = self._part, self._style
        beside = width - self._label_width() - 4 * MM
        date = natural_width(part.date, style) + 6 * MM
        return [
            ("Nomor", lay(part.number or "–", style, max(beside - date, beside * 0.35))),
            ("Sifat", lay(part.nature, style, beside * 0.65)),
            ("Lampiran", lay(part.attachment, style, beside * 0.65)),
            ("Hal", lay(part.subject, style, beside * 0.65)),
        ]

    def _to_height(self, width: float) -> float:
        style = self._style
        addressed = (f"Yth. {line}" if n == 0 else line for n, line in enumerate(self._part.to))
        return (sum(len(lay(line, style, width * 0.7)) for line in addressed) + 1) * style.leading


def carbon_copies(part: CarbonCopies, look: Look) -> Block:
    """Tembusan, kept together."""
    style = look.small
    blocks: list[Block] = [TextBlock(part.label, style, align=Align.LEFT, before=4 * MM)]
    blocks.extend(
        TextBlock(item, style, align=Align.LEFT, indent=6 * MM, marker=f"{number}.")
        for number, item in enumerate(part.items, start=1)
    )
    return Stack(blocks)


class Framed(Whole):
    """A framed remark with a bar at the left, kept whole."""

    def __init__(self, part: Notice, look: Look) -> None:
        self._part = part
        self._look = look
        self.before = self.after = look.gap + 1
        self._important = part.kind is not NoticeKind.INFO
        self.keep = ALL if part.with_next else 0

    def measure(self, width: float) -> float:
        lines = self._title(width), self._body(width)
        height = len(lines[0]) * self._head.leading + len(lines[1]) * self._look.small.leading
        return height + 2 * self._pad

    def paint(self, press: Press, x: float, top: float, width: float) -> None:
        height = self.measure(width)
        bar = 1.6 * MM if self._important else 0.8 * MM
        press.box(x, top - height, width, height, line=0.9 if self._important else 0.5, grey=0.25)
        press.fill(x, top - height, bar, height, 0.25)
        inner = width - 2 * self._pad - bar
        left, y = x + bar + self._pad, top - self._pad
        title = self._title(width)
        draw_lines(press.canvas, title, self._head, (left, y), inner)
        y -= len(title) * self._head.leading
        draw_lines(press.canvas, self._body(width), self._look.small, (left, y), inner)

    def line_count(self, width: float) -> int:
        """How many lines of text stand in the frame."""
        return len(self._title(width)) + len(self._body(width))

    @property
    def _pad(self) -> float:
        return 2 * MM

    @property
    def _head(self) -> Style:
        return strong(self._look.small)

    def _title(self, width: float) -> list[TextLine]:
        text = self._part.title or ("RAHASIA" if self._part.kind is NoticeKind.SECRET else "")
        return lay(text, self._head, width - 2 * self._pad - 1.6 * MM) if text else []

    def _body(self, width: float) -> list[TextLine]:
        return lay(self._part.words, self._look.small, width - 2 * self._pad - 1.6 * MM)
