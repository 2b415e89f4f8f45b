"""Parts into blocks, in order: numbers the headings, knows which way the sheet lies, ties signatures to
their text."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from berkas.paper import parts as p
from berkas.paper import pictures as d
from berkas.paper._press import answers, charts, photos, prose, signatures, strip, tables
from berkas.paper._press.attached import attached
from berkas.paper._press.blocks import Block, Mark, Ruled, Space, Stack, TextBlock, Turn
from berkas.paper._press.contents import ContentsLine
from berkas.paper._press.cover import CoverPage
from berkas.paper._press.flow import Flowing
from berkas.paper._press.grid import Grid
from berkas.paper._press.look import ALL, MM
from berkas.paper._press.poster import PosterPage
from berkas.paper._press.press import Press

_LINES_ABOVE_SIGNATURES = 3


class Composer:
    """Turns the parts of one paper into blocks."""

    def __init__(self, press: Press, content: Sequence[p.Part]) -> None:
        self._press = press
        self.look = press.look
        self._content = content
        self._landscape = press.frame.landscape
        self._marks = tuple(_marks(content))
        self._next_mark = 0

    def blocks(self) -> list[Flowing]:
        """All blocks of the paper."""
        made: list[Flowing] = []
        for part in self._content:
            self._add(part, made)
        return made

    def _add(self, part: p.Part, made: list[Flowing]) -> None:
        if isinstance(part, p.NewPage):
            if part.landscape is not None:
                self._landscape = part.landscape
            made.append(Turn(part.landscape, part.letterhead))
            return
        if isinstance(part, p.Signatures):
            self._hold_above(made)
        made.extend(_BUILDERS[type(part)](self, part))

    # ------------------------------------------------------------------ geometry

    @property
    def width(self) -> float:
        """Width of the text area as the sheet lies now."""
        return self._press.text_room(landscape=self._landscape)[0]

    @property
    def height(self) -> float:
        """Height of the text area as the sheet lies now."""
        return self._press.text_room(landscape=self._landscape)[1]

    # ------------------------------------------------------------------ builders

    def heading(self, part: p.Heading) -> Iterable[Flowing]:
        """A heading with its bookmark."""
        return [prose.heading(part, self.look, self._take_mark() if part.listed else None)]

    def title(self, part: p.Title) -> Iterable[Flowing]:
        """The head of a paper, with its bookmark when it is listed."""
        return prose.title(part, self.look, self._take_mark() if part.listed else None)

    def contents(self, part: p.Contents) -> Iterable[Flowing]:
        """The table of contents."""
        yield TextBlock(
            part.title.upper(), self.look.sized(13, bold=True), align=p.Align.CENTRE, after=4 * MM, keep=ALL
        )
        for mark in self._marks:
            if mark.level <= part.depth:
                yield ContentsLine(mark, self.look)

    def attached(self, part: p.Attached) -> Iterable[Flowing]:
        """The pages of an attached PDF."""
        mark = self._take_mark() if part.listed else None
        heights = tuple(self._press.text_room(landscape=turned)[1] for turned in (False, True))
        return attached(part, mark, heights=(heights[0], heights[1]), landscape=self._landscape)

    def together(self, part: p.Together) -> Iterable[Flowing]:
        """Parts that should not be parted; a page break inside them is left out."""
        inner: list[Flowing] = []
        for child in part.parts:
            self._add(child, inner)
        return [Stack([block for block in inner if isinstance(block, Block)])]

    # ------------------------------------------------------------------ ties

    def _take_mark(self) -> Mark:
        mark = self._marks[self._next_mark]
        self._next_mark += 1
        return mark

    def _hold_above(self, made: list[Flowing]) -> None:
        """Tie the last three lines before a signature to it."""
        wanted = _LINES_ABOVE_SIGNATURES
        for block in reversed(made):
            if not isinstance(block, Block) or wanted <= 0:
                return
            lines = self._lines_of(block, wanted)
            block.keep = wanted if isinstance(block, Grid) or lines > wanted else ALL
            wanted -= lines

    def _lines_of(self, block: Block, wanted: int) -> int:
        """Lines of text a block brings along; tables and pictures as many as wanted."""
        if isinstance(block, TextBlock):
            return len(block.lines(self.width))
        if isinstance(block, prose.Framed):
            return block.line_count(self.width)
        return 0 if isinstance(block, Space) else wanted


def _marks(content: Iterable[p.Part]) -> Iterator[Mark]:
    """All listed headings and attachments, in order."""
    for index, (text, level) in enumerate(_headings(content)):
        yield Mark(index, text, level)


def _headings(content: Iterable[p.Part]) -> Iterator[tuple[str, int]]:
    for part in content:
        if isinstance(part, p.Title) and part.listed:
            yield part.text, 1
        elif isinstance(part, p.Heading) and part.listed:
            yield part.text, part.level
        elif isinstance(part, p.Attached) and part.listed:
            yield part.title, 2
        elif isinstance(part, p.Together):
            yield from _headings(part.parts)


_BUILDERS: dict[type[Any], Callable[[Composer, Any], Iterable[Flowing]]] = {
    p.Title: Composer.title,
    p.Heading: Composer.heading,
    p.Para: lambda paper, part: [prose.paragraph(part, paper.look)],
    p.Listing: lambda paper, part: prose.listing(part, paper.look),
    p.KeyValues: lambda paper, part: [prose.key_values(part, paper.look, paper.width)],
    p.LetterOpening: lambda paper, part: [prose.LetterHead(part, paper.look)],
    p.CarbonCopies: lambda paper, part: [prose.carbon_copies(part, paper.look)],
    p.Notice: lambda paper, part: [prose.Framed(part, paper.look)],
    p.Gap: lambda _, part: [Space(part.height * MM)],
    p.Line: lambda _, part: [Ruled(2 * MM)],
    p.Table: lambda paper, part: tables.table(part, paper.look, paper.width),
    p.Criteria: lambda paper, part: tables.criteria(part, paper.look, paper.width),
    p.Findings: lambda paper, part: tables.findings(part, paper.look, paper.width),
    p.Counts: lambda paper, part: tables.counts(part, paper.look, paper.width),
    p.Signatures: lambda paper, part: signatures.signatures(part, paper.look, paper.width),
    p.Contents: Composer.contents,
    p.Together: Composer.together,
    p.Attached: Composer.attached,
    d.Cover: lambda _, part: [CoverPage(part)],
    d.Poster: lambda _, part: [PosterPage(part)],
    d.Photos: lambda paper, part: photos.photos(part, paper.look, paper.height),
    d.BarChart: lambda paper, part: charts.bar_chart(part, paper.look),
    d.LineChart: lambda paper, part: charts.line_chart(part, paper.look),
    d.DayStrip: lambda paper, part: strip.day_strip(part, paper.look),
    d.Question: lambda paper, part: [answers.QuestionBlock(part, paper.look)],
    d.QuestionGrid: lambda paper, part: answers.question_grid(part, paper.look, paper.width),
}
