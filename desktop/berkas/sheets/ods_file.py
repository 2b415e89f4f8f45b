"""ODS files written row by row with the standard library: one sheet, frozen heading, A4 or F4 landscape.

No library that is kept well writes ODS as a stream; the part of the format a list needs is small (OASIS
OpenDocument 1.3, part 3). Every cell carries its own type, so that text never becomes a formula. Imports only
its neighbours.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime, time
from typing import BinaryIO, Literal
from xml.sax.saxutils import escape, quoteattr

from berkas.rules.fields import Kind
from berkas.sheets.cells import MOST_ROWS, Cell, column_letters
from berkas.sheets.errors import SheetError
from berkas.sheets.values import Heading, column_width
from berkas.sheets.xlsx_file import FIRST_DAY, sheet_name

MIMETYPE = "application/vnd.oasis.opendocument.spreadsheet"
_PAPER = {"A4": ("29.7cm", "21cm"), "F4": ("33.02cm", "21.59cm")}
"""Width and height of the page lying on its side; F4 is folio, 8.5 × 13 inches."""
_CENTIMETRES = 0.19
"""The width of one letter of the usual font."""
_WIDEST = 80
_FLUSH_AT = 1 << 16

_SPACES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{space}:1.0"'
    for name, space in (
        ("office", "office"), ("table", "table"), ("text", "text"), ("style", "style"),
        ("number", "datastyle"), ("fo", "xsl-fo-compatible"), ("config", "config"),
        ("manifest", "manifest"),
    )
)  # fmt: skip
_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
_DATE = (
    '<number:date-style style:name="tgl" number:language="id" number:country="ID"><number:day/>'
    '<number:text> </number:text><number:month number:textual="true"/><number:text> </number:text>'
    '<number:year number:style="long"/>'
)
_STYLES_OF_CELLS = (
    f"{_DATE}</number:date-style>"
    + _DATE.replace('"tgl"', '"saat"')
    + '<number:text> </number:text><number:hours number:style="long"/><number:text>.</number:text>'
    '<number:minutes number:style="long"/></number:date-style>'
    '<number:number-style style:name="bulat"><number:number number:min-integer-digits="1"/>'
    "</number:number-style>"
    '<number:number-style style:name="desimal"><number:number number:decimal-places="2" '
    'number:min-integer-digits="1" number:grouping="true"/></number:number-style>'
    '<number:number-style style:name="rupiah"><number:text>Rp</number:text><number:number '
    'number:decimal-places="0" number:min-integer-digits="1" number:grouping="true"/></number:number-style>'
    '<style:style style:name="kepala" style:family="table-cell"><style:table-cell-properties '
    'fo:background-color="#d9d9d9" fo:border="0.02cm solid #000000" fo:wrap-option="wrap"/>'
    '<style:text-properties fo:font-weight="bold"/></style:style>'
    '<style:style style:name="kata" style:family="table-cell"><style:table-cell-properties '
    'fo:wrap-option="wrap" style:vertical-align="top"/></style:style>'
    + "".join(
        f'<style:style style:name="sel-{name}" style:family="table-cell" style:data-style-name="{name}">'
        '<style:table-cell-properties style:vertical-align="top"/></style:style>'
        for name in ("tgl", "saat", "bulat", "desimal", "rupiah")
    )
    + '<style:style style:name="lembar" style:family="table" style:master-page-name="Cetak"/>'
)
_NUMBERS = {Kind.RUPIAH: "sel-rupiah", Kind.INTEGER: "sel-bulat", Kind.DECIMAL: "sel-desimal"}


@contextmanager
def opened(
    stream: BinaryIO, columns: Sequence[Heading], *, title: str, page: Literal["A4", "F4"]
) -> Iterator[OdsSink]:
    """A sink that writes to `stream`; the file is whole when the block ends well."""
    name = sheet_name(title)
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as pack:
        pack.writestr(zipfile.ZipInfo("mimetype"), MIMETYPE)  # first and not packed, as the format wants it
        for part, text in (
            ("META-INF/manifest.xml", _manifest()),
            ("styles.xml", _page_styles(title, page)),
            ("settings.xml", _settings(name)),
        ):
            pack.writestr(part, _HEAD + text)
        with pack.open("content.xml", "w", force_zip64=True) as content:
            text = io.TextIOWrapper(content, encoding="utf-8", newline="")
            sink = OdsSink(text, columns, name)
            yield sink
            text.flush()
            text.detach()


class OdsSink:
    """Writes rows into the one sheet of a file; holds nothing back but what fills a buffer."""

    def __init__(self, text: io.TextIOWrapper, columns: Sequence[Heading], name: str) -> None:
        self._text, self._columns = text, columns
        self._waiting: list[str] = []
        self._size = 0
        self._name, self._last = name, 1
        widths = "".join(
            f'<style:style style:name="k{place}" style:family="table-column"><style:table-column-properties '
            f'style:column-width="{max(1, min(column_width(each), _WIDEST)) * _CENTIMETRES + 0.3:.2f}cm"/>'
            "</style:style>"
            for place, each in enumerate(columns)
        )
        self._put(
            f'{_HEAD}<office:document-content {_SPACES} office:version="1.3"><office:automatic-styles>'
            f"{_STYLES_OF_CELLS}{widths}</office:automatic-styles><office:body><office:spreadsheet>"
            f'<table:table table:name={quoteattr(name)} table:style-name="lembar">'
            + "".join(f'<table:table-column table:style-name="k{place}"/>' for place in range(len(columns)))
        )

    def heading(self, labels: Sequence[str]) -> None:
        """Write the labels; they stand at the head of every printed page."""
        cells = "".join(_words(label, "kepala") for label in labels)
        self._put(
            f"<table:table-header-rows><table:table-row>{cells}</table:table-row></table:table-header-rows>"
        )

    def row(self, number: int, values: Sequence[Cell]) -> None:
        """Write one row. Raises SheetError past the last row a sheet can hold."""
        if number > MOST_ROWS:
            sentence = f"Satu lembar memuat paling banyak {MOST_ROWS - 1} baris. Ekspor sebagai .csv."
            raise SheetError(sentence)
        self._last = number
        cells = "".join(
            _cell(column.kind, value) for column, value in zip(self._columns, values, strict=True)
        )
        self._put(f"<table:table-row>{cells}</table:table-row>")

    def finish(self) -> None:
        """Close the sheet and put the filter arrows over all that was written."""
        last = column_letters(max(len(self._columns) - 1, 0))
        place = f"'{self._name.replace(chr(39), chr(39) * 2)}'"
        area = quoteattr(f"{place}.A1:{place}.{last}{self._last}")
        self._put(
            '</table:table><table:database-ranges><table:database-range table:name="daftar" '
            f'table:target-range-address={area} table:display-filter-buttons="true"/></table:database-ranges>'
            "</office:spreadsheet></office:body></office:document-content>"
        )
        self._text.write("".join(self._waiting))
        self._waiting.clear()

    def _put(self, text: str) -> None:
        self._waiting.append(text)
        self._size += len(text)
        if self._size > _FLUSH_AT:
            self._text.write("".join(self._waiting))
            self._waiting.clear()
            self._size = 0


def _cell(kind: Kind, value: Cell) -> str:
    if value is None:
        return "<table:table-cell/>"
    if isinstance(value, int | float) and not isinstance(value, bool):
        style = f' table:style-name="{_NUMBERS[kind]}"' if kind in _NUMBERS else ""
        return f'<table:table-cell{style} office:value-type="float" office:value="{value!r}"/>'
    if isinstance(value, date) and value.year >= FIRST_DAY.year:
        style = "sel-saat" if isinstance(value, datetime) else "sel-tgl"
        return (
            f'<table:table-cell table:style-name="{style}" office:value-type="date" '
            f'office:date-value="{value.isoformat()}"/>'
        )
    if isinstance(value, time):
        return _words(f"{value.hour:02}.{value.minute:02}", "kata")
    return _words(str(value), "kata")


def _words(text: str, style: str) -> str:
    """Text in paragraphs; spaces in a row, tabs and line ends survive."""
    return (
        f'<table:table-cell table:style-name="{style}" office:value-type="string">'
        + "".join(f"<text:p>{_spaced(line)}</text:p>" for line in text.split("\n"))
        + "</table:table-cell>"
    )


def _spaced(line: str) -> str:
    safe = escape(line).replace("\t", "<text:tab/>")
    if safe.startswith(" "):
        safe = f"<text:s/>{safe[1:]}"
    while "  " in safe:
        safe = safe.replace("  ", " <text:s/>", 1)
    if safe.endswith(" "):
        safe = f"{safe[:-1]}<text:s/>"
    return safe


def _manifest() -> str:
    parts = "".join(
        f'<manifest:file-entry manifest:full-path="{part}" manifest:media-type="{kind}"/>'
        for part, kind in (
            ("/", MIMETYPE), ("content.xml", "text/xml"), ("styles.xml", "text/xml"),
            ("settings.xml", "text/xml"),
        )
    )  # fmt: skip
    return f'<manifest:manifest {_SPACES} manifest:version="1.3">{parts}</manifest:manifest>'


def _page_styles(title: str, page: Literal["A4", "F4"]) -> str:
    width, height = _PAPER[page]
    shown = escape(" ".join(title.split())[:100])
    return (
        f'<office:document-styles {_SPACES} office:version="1.3"><office:automatic-styles>'
        '<style:page-layout style:name="halaman"><style:page-layout-properties '
        f'fo:page-width="{width}" fo:page-height="{height}" style:print-orientation="landscape" '
        'fo:margin="1.2cm" style:scale-to-X="1" style:scale-to-Y="0" style:print="grid"/>'
        "<style:header-style/><style:footer-style/></style:page-layout></office:automatic-styles>"
        '<office:master-styles><style:master-page style:name="Cetak" style:page-layout-name="halaman">'
        f"<style:header><text:p>{shown}</text:p></style:header><style:footer><text:p>Halaman "
        "<text:page-number>1</text:page-number> dari <text:page-count>1</text:page-count></text:p>"
        "</style:footer></style:master-page></office:master-styles></office:document-styles>"
    )


def _settings(name: str) -> str:
    def item(key: str, kind: str, value: str) -> str:
        return f'<config:config-item config:name="{key}" config:type="{kind}">{value}</config:config-item>'

    frozen = "".join((
        item("VerticalSplitMode", "short", "2"),
        item("VerticalSplitPosition", "int", "1"),
        item("PositionBottom", "int", "1"),
    ))  # fmt: skip
    return (
        f'<office:document-settings {_SPACES} office:version="1.3"><office:settings>'
        '<config:config-item-set config:name="ooo:view-settings"><config:config-item-map-indexed '
        'config:name="Views"><config:config-item-map-entry><config:config-item-map-named '
        f'config:name="Tables"><config:config-item-map-entry config:name={quoteattr(name)}>{frozen}'
        "</config:config-item-map-entry></config:config-item-map-named></config:config-item-map-entry>"
        "</config:config-item-map-indexed></config:config-item-set></office:settings>"
        "</office:document-settings>"
    )
