"""Papers as editable word files: superiors correct in a word processor, and letters go on to the ministry's
own application for certified signing.

The same parts that become pages become paragraphs and tables. Imports no Qt.
"""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from io import BytesIO
from typing import Protocol, TypeVar

from berkas.engine.issuing import Stamp
from berkas.engine.officepaper import OfficePart
from berkas.paper.parts import Align, Counts, Findings, Part, Table, TableColumn


class OfficeValues(Protocol):
    """Gathered values of a paper of the office."""

    @property
    def office(self) -> OfficePart:
        """What the paper takes from the office."""
        ...


V = TypeVar("V", bound=OfficeValues)


def editable(title: str, parts: Callable[[V, Stamp], Sequence[Part]]) -> Callable[[V], bytes]:
    """What writes a kind of paper as DOCX bytes: its parts under the office's kop, without code."""

    def write(values: V) -> bytes:
        from berkas.sheets.letters import write_letter

        stream = BytesIO()
        write_letter(
            stream,
            [_plain(part) for part in parts(values, Stamp(datetime.now(UTC).date()))],
            title=title,
            letterhead=values.office.letterhead,
            page=values.office.size.value,
        )
        return stream.getvalue()

    return write


def _plain(part: Part) -> Part:
    """A part that only the printed page has, as the table it is."""
    match part:
        case Counts():
            rows = [(one.label, str(one.number)) for one in part.rows]
            total = str(sum(one.number for one in part.rows))
            return Table(
                (TableColumn(part.label, share=3), TableColumn("Banyaknya", share=1, align=Align.RIGHT)),
                [*rows, (part.total, total)] if rows else [],
                caption=part.caption,
                empty=part.empty,
            )
        case Findings():
            columns = (
                TableColumn("No", mm=11),
                TableColumn("Temuan", share=3),
                TableColumn("Saran", share=3),
                TableColumn("Batas waktu", share=1.5),
                TableColumn("Keadaan", share=2.2),
            )
            found = [(one.number, one.text, one.advice, one.due, one.state) for one in part.rows]
            return Table(columns, found, caption=part.caption, empty=part.empty)
        case _:
            return part
