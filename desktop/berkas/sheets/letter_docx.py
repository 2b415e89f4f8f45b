"""The few things python-docx has no words for: fields, borders, shading, repeated heads.

Imports nothing of the project.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

if TYPE_CHECKING:
    from docx.oxml.xmlchemy import BaseOxmlElement
    from docx.styles.style import BaseStyle
    from docx.table import Table, _Cell, _Row
    from docx.text.paragraph import Paragraph


_AFTER_BORDERS = ("w:shd", "w:tabs", "w:spacing", "w:ind", "w:contextualSpacing", "w:jc", "w:rPr", "w:sectPr")
_AFTER_SHADE = ("w:noWrap", "w:tcMar", "w:textDirection", "w:tcFitText", "w:vAlign", "w:hideMark")
_AFTER_INDENT = ("w:tblBorders", "w:shd", "w:tblLayout", "w:tblCellMar", "w:tblLook")
_AFTER_COMPAT = ("w:docVars", "w:rsids", "m:mathPr", "w:attachedSchema", "w:themeFontLang",
                 "w:clrSchemeMapping", "w:doNotIncludeSubdocsInStats", "w:shapeDefaults", "w:decimalSymbol",
                 "w:listSeparator")  # fmt: skip
"""What must come after an element: the format fixes the order, and strict word processors refuse another."""


def element(tag: str, **attributes: str) -> BaseOxmlElement:
    """An element such as `w:tblHeader` with attributes of the same namespace."""
    made = OxmlElement(tag)
    for name, value in attributes.items():
        made.set(qn(f"w:{name}"), value)
    return made


def add_field(paragraph: Paragraph, code: str, size: float) -> None:
    """A field the word processor fills in (PAGE, NUMPAGES), in type of this size."""
    instruction = element("w:instrText")
    instruction.text = code
    begin, end = element("w:fldChar", fldCharType="begin"), element("w:fldChar", fldCharType="end")
    for piece in (begin, instruction, end):
        run = paragraph.add_run()
        run.font.size = Pt(size)
        run._r.append(piece)  # noqa: SLF001


def line_below(paragraph: Paragraph, *, kind: str = "single", size: int = 6) -> None:
    """A line under a paragraph; `size` in eighths of a point."""
    borders = element("w:pBdr")
    borders.append(element("w:bottom", val=kind, sz=str(size), space="4", color="000000"))
    paragraph._p.get_or_add_pPr().insert_element_before(borders, *_AFTER_BORDERS)  # noqa: SLF001


def shade(cell: _Cell, colour: str) -> None:
    """A grey that survives photocopying."""
    fill = element("w:shd", val="clear", color="auto", fill=colour)
    cell._tc.get_or_add_tcPr().insert_element_before(fill, *_AFTER_SHADE)  # noqa: SLF001


def repeat_head(row: _Row) -> None:
    """Print this row again at the top of each page."""
    row._tr.get_or_add_trPr().append(element("w:tblHeader", val="true"))  # noqa: SLF001


def keep_whole(row: _Row) -> None:
    """Never tear this row apart at the end of a page."""
    row._tr.get_or_add_trPr().append(element("w:cantSplit", val="true"))  # noqa: SLF001


def keep_with_next(row: _Row) -> None:
    """Keep this row on the page of what follows."""
    for cell in row.cells:
        for paragraph in cell.paragraphs:
            paragraph.paragraph_format.keep_with_next = True


def keep_spaces(settings: BaseOxmlElement) -> None:
    """Never stretch a justified line that ends by hand."""
    found = settings.find(qn("w:compat"))
    if found is None:
        found = element("w:compat")
        settings.insert_element_before(found, *_AFTER_COMPAT)
    found.insert(0, element("w:doNotExpandShiftReturn"))


def say_language(style: BaseStyle, language: str) -> None:
    """Spell-check the text of a style in this language."""
    style.element.get_or_add_rPr().append(element("w:lang", val=language, eastAsia=language))


def set_type(style: BaseStyle, font: str, size: float) -> None:
    """One typeface in black for every script; headings lose the template's blue."""
    style.font.name, style.font.size = font, Pt(size)  # pyright: ignore[reportAttributeAccessIssue]
    style.font.color.rgb = RGBColor(0, 0, 0)  # pyright: ignore[reportAttributeAccessIssue]
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for name in list(fonts.attrib):
        del fonts.attrib[name]
    for script in ("ascii", "hAnsi", "cs", "eastAsia"):
        fonts.set(qn(f"w:{script}"), font)


def set_widths(table: Table, widths: Sequence[float], *, indent: float = 0.0) -> None:
    """Widths in mm; both the columns and the cells say it, because word processors read one or the other."""
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Mm(width)
        for cell in column.cells:
            cell.width = Mm(width)
    if indent:
        shift = element("w:tblInd", w=str(int(Mm(indent).twips)), type="dxa")
        table._tbl.tblPr.insert_element_before(shift, *_AFTER_INDENT)  # noqa: SLF001


def drop_first_paragraph(cell: _Cell) -> None:
    """Take away the empty paragraph that every new cell holds."""
    first = cell.paragraphs[0]._p  # noqa: SLF001
    first.getparent().remove(first)
