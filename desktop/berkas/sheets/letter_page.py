"""A letter on an A4 or F4 sheet in python-docx: margins, type, and one method for each kind of part.

Imports only the rules and its neighbours. Loaded only when a letter is written.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import TYPE_CHECKING, BinaryIO

import docx
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK
from docx.image.image import Image
from docx.shared import Mm, Pt
from docx.text.paragraph import Paragraph

from berkas.rules.identity import show_nip
from berkas.rules.numbers import to_roman
from berkas.sheets import letter_docx as ooxml
from berkas.sheets import letter_values as shapes
from berkas.sheets.cells import cleaned

if TYPE_CHECKING:
    from docx.section import Section
    from docx.table import Table, _Cell

FONT = "Arial"
_SMALL = 9
_LONG_LINE = 100
_MARGINS = {"top": 20, "bottom": 25, "left": 30, "right": 20}
"""In mm, after the rules for official letters: room for holes at the left."""

_ALIGN = {
    "kiri": WD_ALIGN_PARAGRAPH.LEFT,
    "tengah": WD_ALIGN_PARAGRAPH.CENTER,
    "kanan": WD_ALIGN_PARAGRAPH.RIGHT,
}
_DOTS = "." * 40
_LOGO_HEIGHT = 22
_TALLEST = 0.8
"""The height of a photo in a grid, in widths."""
_WORDS_HELD, _ROWS_HELD = 2, 2
"""Paragraphs, or rows of a table, that stay with the signatures below them."""
_SHADE = "D9D9D9"
_LEAST_SHARED = 0.2
"""The part of a line that columns without a width of their own always get together."""


class LetterPage:
    """A document in the making; `save` ends it."""

    def __init__(self, size: tuple[int, int], title: str, *, landscape: bool = False) -> None:
        self._size = size
        self._document = docx.Document()
        self._document.core_properties.title = cleaned(title)[0][:255]
        self._document.core_properties.author = ""
        self._document.core_properties.comments = ""
        self._document.core_properties.language = "id-ID"
        self._section = self._document.sections[0]
        self._set_up(self._section, landscape=landscape)
        self._section.different_first_page_header_footer = True
        for footer in (self._section.first_page_footer, self._section.footer):
            self._number_pages(footer.paragraphs[0])
        ooxml.keep_spaces(self._document.settings.element)
        self._set_type()

    def save(self, stream: BinaryIO) -> None:
        """Write the document."""
        self._document.save(stream)

    def _set_up(self, section: Section, *, landscape: bool) -> None:
        width, height = reversed(self._size) if landscape else self._size
        section.orientation = WD_ORIENT.LANDSCAPE if landscape else WD_ORIENT.PORTRAIT
        section.page_width, section.page_height = Mm(width), Mm(height)
        section.top_margin, section.bottom_margin = Mm(_MARGINS["top"]), Mm(_MARGINS["bottom"])
        section.left_margin, section.right_margin = Mm(_MARGINS["left"]), Mm(_MARGINS["right"])
        section.header_distance = section.footer_distance = Mm(12)

    def _set_type(self) -> None:
        styles = self._document.styles
        ooxml.say_language(styles["Normal"], "id-ID")
        for name, size in (("Normal", 11), ("Heading 1", 11), ("Heading 2", 11), ("Heading 3", 11)):
            ooxml.set_type(styles[name], FONT, size)
        normal = styles["Normal"].paragraph_format  # pyright: ignore[reportAttributeAccessIssue]
        normal.space_after, normal.line_spacing = Pt(6), 1.1

    @staticmethod
    def _number_pages(paragraph: Paragraph) -> None:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        for words, field in (("Halaman ", "PAGE"), (" dari ", "NUMPAGES")):
            paragraph.add_run(words).font.size = Pt(_SMALL)
            ooxml.add_field(paragraph, field, _SMALL)

    @property
    def _width(self) -> float:
        """The width of a line, in mm."""
        section = self._document.sections[-1]
        landscape = section.orientation == WD_ORIENT.LANDSCAPE
        return self._size[1 if landscape else 0] - _MARGINS["left"] - _MARGINS["right"]

    def letterhead(self, kop: shapes.Letterhead) -> None:
        """The kop at the head of page one, so that it stays when the text below is rewritten."""
        header = self._section.first_page_header
        grid = header.add_table(1, 2, Mm(self._width))
        grid.autofit = False
        logo_width = 28 if kop.logo else 1
        widths = (logo_width, self._width - logo_width)
        ooxml.set_widths(grid, widths)
        if kop.logo:
            place = grid.cell(0, 0).paragraphs[0]
            place.paragraph_format.space_after = Pt(0)
            place.add_run().add_picture(io.BytesIO(kop.logo), height=Mm(_LOGO_HEIGHT))
        text = grid.cell(0, 1)
        lines = [(line, 13 if index == 0 else 12, True) for index, line in enumerate(kop.lines)]
        lines += [(line, 9, False) for line in (kop.address, ", ".join(kop.contacts)) if line]
        for index, (line, size, strong) in enumerate(lines):
            paragraph = text.paragraphs[0] if index == 0 else text.add_paragraph()
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
            paragraph.paragraph_format.space_after = Pt(0)
            run = paragraph.add_run(cleaned(line)[0])
            run.bold, run.font.size = strong, Pt(size)
        rule = header.paragraphs[0]
        rule._p.getparent().append(rule._p)  # noqa: SLF001 - the empty paragraph every header begins with goes below
        rule.paragraph_format.space_after = Pt(6)
        ooxml.line_below(rule, kind="thinThickSmallGap", size=18)

    def opening(self, part: shapes.Opening) -> None:
        """Nomor, Sifat, Lampiran, Hal at the left, the date at the right, then Yth."""
        rows = (
            ("Nomor", part.number or _DOTS[:20]),
            ("Sifat", part.nature),
            ("Lampiran", part.attachment),
            ("Hal", part.subject),
        )
        grid = self._grid(len(rows), (22, 4, self._width - 84, 58))
        for index, (label, words) in enumerate(rows):
            for column, text in enumerate((label, ":", words, part.date if index == 0 else "")):
                self._write(grid.cell(index, column), text)
        grid.cell(0, 3).paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.RIGHT
        self.gap(4)
        for index, line in enumerate(part.to):
            self._paragraph(f"Yth. {line}" if index == 0 else line, after=0)
        self.gap(4)

    def title(self, part: shapes.Title) -> None:
        """Centred, in bold capitals."""
        lines = [(part.text.upper(), True), (part.number, False), (part.name, True)]
        lines += [(line, False) for line in part.lines]
        for text, strong in lines:
            if text:
                paragraph = self._paragraph(text, after=0)
                paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
                paragraph.paragraph_format.keep_with_next = True
                paragraph.runs[0].bold = strong
        self.gap(4)

    def heading(self, part: shapes.Heading) -> None:
        """A heading that word processors list in their outline."""
        self._document.add_heading(cleaned(part.text)[0], level=min(max(part.level, 1), 3))

    def para(self, part: shapes.Para) -> None:
        """A paragraph; long ones on wide lines are justified when nothing else is asked."""
        paragraph = self._paragraph(part.words)
        usual = WD_ALIGN_PARAGRAPH.JUSTIFY if len(paragraph.text) > _LONG_LINE else WD_ALIGN_PARAGRAPH.LEFT
        paragraph.alignment = _ALIGN.get(part.align, usual)
        paragraph.paragraph_format.left_indent = Mm(part.indent)
        if part.first_line:
            paragraph.paragraph_format.first_line_indent = Mm(12.5)

    def listing(self, part: shapes.Listing, *, indent: float = 0.0) -> None:
        """A list; its numbers are typed, so that they survive every word processor."""
        left = indent + part.indent
        for number, item in enumerate(part.items, part.start):
            words, below = (item.words, item.below) if isinstance(item, shapes.Item) else (item, None)
            paragraph = self._paragraph((f"{_counted(part.marker, number)}\t", *_runs(words)), after=3)
            paragraph.paragraph_format.left_indent = Mm(left + 8)
            paragraph.paragraph_format.first_line_indent = Mm(-8)
            paragraph.paragraph_format.tab_stops.add_tab_stop(Mm(left + 8))
            if below is not None:
                self.listing(below, indent=left + 8)

    def key_values(self, part: shapes.KeyValues) -> None:
        """`label : value` lines with the colons under each other."""
        rest = self._width - part.indent - part.label_width - 4
        grid = self._grid(len(part.rows), (part.label_width, 4, rest), indent=part.indent)
        for index, (label, words) in enumerate(part.rows):
            value = words or (_DOTS if part.dotted else "-")
            for column, text in enumerate((label, ":", value)):
                self._write(grid.cell(index, column), text)
        self.gap(2)

    def table(self, part: shapes.Table) -> None:
        """A table with thin lines and a grey head on every page."""
        if part.caption:
            caption = self._paragraph(part.caption, after=3)
            caption.runs[0].bold = True
            caption.paragraph_format.keep_with_next = True
        rows = part.rows or [[part.empty, *([None] * (len(part.columns) - 1))]]
        grid = self._grid(1 + len(rows), _widths(part.columns, self._width), style="Table Grid")
        ooxml.repeat_head(grid.rows[0])
        for index, column in enumerate(part.columns):
            label = f"{column.group}: {column.label}" if column.group else column.label
            self._write(grid.cell(0, index), label, align="tengah", bold=True, size=10)
            ooxml.shade(grid.cell(0, index), _SHADE)
        for number, row in enumerate(rows):
            cells = grid.rows[number + 1].cells
            ooxml.keep_whole(grid.rows[number + 1])
            if part.row_height:
                grid.rows[number + 1].height = Mm(part.row_height)
            if isinstance(row, shapes.Band) or not part.rows:
                words = row.words if isinstance(row, shapes.Band) else part.empty
                self._write(cells[0].merge(cells[-1]), words, bold=isinstance(row, shapes.Band), size=10)
                continue
            for column, cell, value in zip(part.columns, cells, row, strict=True):
                self._write(cell, _cell_words(value), align=column.align, bold=number in part.totals, size=10)
        if part.note:
            self._paragraph(part.note).runs[0].font.size = Pt(9)
        self.gap(3)

    def signatures(self, part: shapes.Signatures) -> None:
        """Blocks side by side that no page tears apart; one alone stands at the right."""
        if part.intro:
            self._paragraph(part.intro)
        self._hold_above()
        self.gap(4)
        self._document.paragraphs[-1].paragraph_format.keep_with_next = True
        columns = max(part.columns, 2)
        for start in range(0, len(part.signers), columns):
            row = part.signers[start : start + columns]
            grid = self._grid(1, [self._width / columns] * columns)
            ooxml.keep_whole(grid.rows[0])
            places = range(columns - len(row), columns)
            for place, signer in zip(places, row, strict=True):
                is_last = signer is row[-1] and start == 0
                self._signer(grid.cell(0, place), signer, part.place_date if is_last else "", part.room)

    def _hold_above(self) -> None:
        """Signatures never stand alone on a page: the last words above go with them, or the last rows."""
        held = 0
        for block in reversed(list(self._document.iter_inner_content())):
            if isinstance(block, Paragraph):
                block.paragraph_format.keep_with_next = True
                held += bool(block.text.strip())
            else:
                for row in block.rows[-_ROWS_HELD:]:
                    ooxml.keep_with_next(row)
                return
            if held >= _WORDS_HELD:
                return

    def _signer(self, cell: _Cell, signer: shapes.Signer, place_date: str, room: float) -> None:
        above = [line for line in (place_date, *signer.role) if line]
        below = [signer.rank, f"NIP {show_nip(signer.nip)}" if signer.nip else ""]
        for line in above:
            self._append(cell, line)
        name = self._append(cell, signer.name or _DOTS)
        name.paragraph_format.space_before = Mm(room)
        name.runs[0].bold = bool(signer.name)
        for line in filter(None, below):
            self._append(cell, line)
        ooxml.drop_first_paragraph(cell)
        for paragraph in cell.paragraphs:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
            paragraph.paragraph_format.space_after = Pt(0)
            paragraph.paragraph_format.keep_with_next = True

    def copies(self, part: shapes.Copies) -> None:
        """Tembusan, numbered when there are several."""
        self.gap(4)
        lines = [
            f"{number}. {line}" if len(part.items) > 1 else line for number, line in enumerate(part.items, 1)
        ]
        above = self._document.paragraphs[-1]
        for line in (part.label, *lines):
            above.paragraph_format.keep_with_next = True
            above = self._paragraph(line, after=0)

    def photos(self, part: shapes.Photos) -> None:
        """Two photos beside each other, each with what it shows, where, when and by whom."""
        if not part.photos:
            self._paragraph(part.empty)
            return
        width = (self._width - 4) / 2
        grid = self._grid((len(part.photos) + 1) // 2, (width + 2, width + 2))
        for place, photo in enumerate(part.photos):
            ooxml.keep_whole(grid.rows[place // 2])
            cell = grid.cell(place // 2, place % 2)
            picture = cell.paragraphs[0]
            picture.paragraph_format.keep_with_next = True
            picture.add_run().add_picture(io.BytesIO(photo.image), **_fitted(photo.image, width))
            about = ", ".join(filter(None, (photo.place, photo.taken, photo.taker)))
            for words in filter(None, (f"{place + 1}. {photo.caption}", about)):
                caption = self._append(cell, words)
                caption.paragraph_format.space_after = Pt(2)
                caption.runs[0].font.size = Pt(_SMALL)
        self.gap(3)

    def notice(self, part: shapes.Notice) -> None:
        """A framed remark."""
        grid = self._grid(1, (self._width,), style="Table Grid")
        words = (f"{part.title} " if part.title else "", *_runs(part.words))
        self._write(grid.cell(0, 0), words, size=10)
        if part.title:
            grid.cell(0, 0).paragraphs[0].runs[0].bold = True
        self.gap(3)

    def new_page(self, part: shapes.NewPage) -> None:
        """A new page, turned when asked for."""
        turned = self._document.sections[-1].orientation == WD_ORIENT.LANDSCAPE
        if part.landscape is None or part.landscape == turned:
            self._document.add_paragraph().add_run().add_break(WD_BREAK.PAGE)
            return
        section = self._document.add_section(WD_SECTION.NEW_PAGE)
        section.different_first_page_header_footer = False
        self._set_up(section, landscape=part.landscape)

    def gap(self, height: float) -> None:
        """White space, in mm."""
        space = self._document.add_paragraph().paragraph_format
        space.space_after = space.space_before = Pt(0)
        space.line_spacing = Mm(height)

    def line(self) -> None:
        """A thin line across the page."""
        ooxml.line_below(self._document.add_paragraph())

    def _paragraph(self, words: shapes.Words, *, after: float = 6) -> Paragraph:
        paragraph = self._document.add_paragraph()
        _fill(paragraph, words)
        paragraph.paragraph_format.space_after = Pt(after)
        return paragraph

    def _grid(
        self, rows: int, widths: Sequence[float], *, style: str = "Normal Table", indent: float = 0.0
    ) -> Table:
        grid = self._document.add_table(rows, len(widths), style=style)
        grid.alignment = WD_TABLE_ALIGNMENT.LEFT
        grid.autofit = False
        ooxml.set_widths(grid, widths, indent=indent)
        return grid

    @staticmethod
    def _append(cell: _Cell, words: shapes.Words) -> Paragraph:
        paragraph = cell.add_paragraph()
        _fill(paragraph, words)
        return paragraph

    @staticmethod
    def _write(
        cell: _Cell, words: shapes.Words, *, align: str = "kiri", bold: bool = False, size: float = 11
    ) -> None:
        paragraph = cell.paragraphs[0]
        _fill(paragraph, words)
        paragraph.alignment = _ALIGN.get(align, WD_ALIGN_PARAGRAPH.LEFT)
        paragraph.paragraph_format.space_after = Pt(1)
        for run in paragraph.runs:
            run.font.size = Pt(size)
            run.bold = run.bold or bold


def _fitted(image: bytes, width: float) -> dict[str, Mm]:
    """The width or the height a picture is shrunk to, so that an upright one does not fill the page."""
    read = Image.from_blob(image)
    tallest = width * _TALLEST
    if read.px_height * width > tallest * read.px_width:
        return {"height": Mm(tallest)}
    return {"width": Mm(width)}


def _runs(words: shapes.Words) -> Sequence[str | shapes.Run]:
    return (words,) if isinstance(words, str) else tuple(words)


def _fill(paragraph: Paragraph, words: shapes.Words) -> None:
    for word in _runs(words):
        text = word if isinstance(word, str) else word.text
        run = paragraph.add_run(cleaned(text)[0])
        if not isinstance(word, str):
            run.bold, run.italic, run.underline = (
                word.bold or None,
                word.italic or None,
                word.underline or None,
            )


def _cell_words(value: shapes.Cell) -> shapes.Words:
    if value is None:
        return ""
    if isinstance(value, shapes.Tick):
        return "✓" if value.done else "☐"
    return value


def _widths(columns: Sequence[shapes.TableColumn], whole: float) -> list[float]:
    """Millimetres for each column: fixed ones first, the rest by their shares; too many shrink evenly."""
    fixed = sum(column.mm or 0.0 for column in columns)
    shares = sum(column.share for column in columns if column.mm is None)
    free = max(whole - fixed, whole * _LEAST_SHARED) if shares else 0.0
    widths = [column.mm if column.mm is not None else free * column.share / shares for column in columns]
    shrink = min(1.0, whole / sum(widths))
    return [width * shrink for width in widths]


def _counted(marker: str, number: int) -> str:
    """The mark of the numbered item of a list that begins with `marker`."""
    if marker.startswith("1"):
        return f"{number}{marker[1:]}"
    if marker.startswith("a"):
        return f"{chr(ord('a') + (number - 1) % 26)}{marker[1:]}"
    return f"{to_roman(number)}{marker[1:]}" if marker.startswith("I") else marker
