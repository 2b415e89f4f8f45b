"""Rows on the clipboard so that a spreadsheet takes them as clean cells.

Two forms of the same rows: tab-separated text, and a table whose text cells are declared as text, so that
identity numbers keep their digits and nothing that begins with `=` becomes a formula.
"""

import html
from collections.abc import Iterable, Sequence

from PySide6.QtCore import QMimeData

from berkas.rules import numbers
from berkas.rules.fields import Column, Kind

_FORMULA_STARTS = ("=", "+", "@", "\t", "\r")
_AS_TEXT = "mso-number-format:'\\@'"


def mime(columns: Sequence[Column], rows: Iterable[Sequence[str]]) -> QMimeData:
    """Heading and rows as clipboard data; each row has one text per column."""
    plain = ["\t".join(_flat(column.label) for column in columns)]
    marked = ["<tr>" + "".join(f"<th>{html.escape(column.label)}</th>" for column in columns) + "</tr>"]
    for row in rows:
        cells = [_number(column, text) for column, text in zip(columns, row, strict=True)]
        plain.append(
            "\t".join(
                _safe(_flat(text)) if number is None else number
                for text, number in zip(row, cells, strict=True)
            )
        )
        marked.append(
            "<tr>"
            + "".join(
                f'<td style="{_AS_TEXT}">{html.escape(text)}</td>' if number is None else f"<td>{number}</td>"
                for text, number in zip(row, cells, strict=True)
            )
            + "</tr>"
        )
    data = QMimeData()
    data.setText("\n".join(plain) + "\n")
    data.setHtml("<html><body><table>" + "".join(marked) + "</table></body></html>")
    return data


def _number(column: Column, text: str) -> str | None:
    """A whole number without points and signs of money, or None when the cell is text."""
    try:
        if column.kind is Kind.INTEGER:
            return str(numbers.parse_integer(text))
        if column.kind is Kind.RUPIAH:
            return str(numbers.parse_rupiah(text))
        if column.kind is Kind.DECIMAL:
            numbers.parse_decimal(text)
            return text.replace(".", "")
    except ValueError:
        return None
    return None


def _flat(text: str) -> str:
    return " ".join(text.split())


def _safe(text: str) -> str:
    risky = text.startswith(_FORMULA_STARTS) or (text.startswith("-") and not text[1:2].isdigit())
    return f"'{text}" if risky and len(text) > 1 else text
