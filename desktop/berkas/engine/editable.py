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
from berkas.paper.parts import Part


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
            parts(values, Stamp(datetime.now(UTC).date())),
            title=title,
            letterhead=values.office.letterhead,
            page=values.office.size.value,
        )
        return stream.getvalue()

    return write
