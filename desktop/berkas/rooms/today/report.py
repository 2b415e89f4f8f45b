"""The sheet of the day for the wall and the Monday meeting."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from berkas.engine.issuing import DocumentKind, Stamp, Subject
from berkas.engine.letterheads import office_facts
from berkas.engine.officepaper import OfficePart, office_part
from berkas.engine.rulebook import Rulebook
from berkas.paper.document import render
from berkas.paper.parts import Align, Heading, Para, Part, Table, TableColumn, Title
from berkas.rooms.today.queries import Board, Group, board
from berkas.rules.dates import show_long
from berkas_db.changes import ANYONE

_COLUMNS = (
    TableColumn("No", mm=10, align=Align.CENTRE),
    TableColumn("Nomor atau kode", mm=34),
    TableColumn("Perihal", share=3),
    TableColumn("Langkah", share=2),
    TableColumn("Penanggung jawab", share=1.6),
    TableColumn("Batas waktu", share=1.6),
)


_OFF_THE_WALL = frozenset({"draf", "cadangan", "akun", "retensi"})
"""Half-typed work belongs to one person; the state of copies and accounts is nobody's who walks by."""


@dataclass(frozen=True, slots=True)
class DayValues:
    """Everything the sheet shows."""

    office: OfficePart
    board: Board


def gather(session: Session, rulebook: Rulebook, subject: Subject, on: date) -> DayValues:
    """Read the day once; drafts belong to one person and stay off the wall."""
    del rulebook, subject
    return DayValues(office_part(session, on), board(session, ANYONE, on))


def draw(values: DayValues, stamp: Stamp) -> bytes:
    """The pages."""
    frame = values.office.frame(f"Lembar hari ini {show_long(stamp.on)}", watermark="")
    return render(parts(values), frame)


def parts(values: DayValues) -> tuple[Part, ...]:
    """A table for each group that has lines, in the order of urgency."""
    groups = [group for group in values.board.groups if group.lines and group.key not in _OFF_THE_WALL]
    head: tuple[Part, ...] = (
        Title("Lembar Hari Ini", name=show_long(values.board.today)),
        Para(_pressing(values.board.pressing)),
    )
    if not groups:
        return (*head, Para("Tidak ada yang lewat, jatuh tempo, atau akan berakhir."))
    return (*head, *(part for group in groups for part in _table(group)))


def _pressing(count: int) -> str:
    if not count:
        return "Tidak ada yang lewat batas waktu atau jatuh tempo hari ini."
    return f"{count} hal lewat batas waktu atau jatuh tempo hari ini."


def _table(group: Group) -> tuple[Part, ...]:
    rows = [
        (str(number), line.code or "-", line.title, line.what, line.owner or "–", line.when)
        for number, line in enumerate(group.lines, 1)
    ]
    table = Table(_COLUMNS, rows)
    left_out = group.count - len(rows)
    more = (Para(f"Dan {left_out} lagi; lihat daftarnya di program."),) if left_out else ()
    return Heading(f"{group.title} ({group.count_words})"), table, *more


def _whole_office(session: Session) -> list[Subject]:
    return [Subject("KANTOR", office_facts(session).name)]


DOCUMENTS = (
    DocumentKind("lembar-hari-ini", "Lembar Hari Ini", "today", _whole_office, gather, draw, plain=True),
)
