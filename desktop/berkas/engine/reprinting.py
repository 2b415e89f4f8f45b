"""Only the changed pages of a revised paper, under the page numbers of the revision that lies in the binder.

The first sheet says what to take out and what to put in. Imports no Qt and no room.
"""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from berkas.engine.issuing import COMPOSED, options_of
from berkas.engine.letterheads import office_facts
from berkas.engine.twins import parts_of
from berkas.paper.attachments import join
from berkas.paper.changes import PageChanges, changed_pages, compare, page_prints
from berkas.paper.document import render
from berkas.paper.frame import Frame, Size, grouped
from berkas.paper.parts import Align, KeyValues, Para, Part, Table, TableColumn, Title
from berkas.rules import dates
from berkas.rules.vocabulary import IssuedState
from berkas_db.attachments import read_attachment
from berkas_db.errors import Refused
from berkas_db.tables import IssuedDocument


@dataclass(frozen=True, slots=True)
class Revision:
    """One issue of a paper: its row, its number among the revisions, when, how many pages."""

    id: int
    revision: int
    issued_on: str
    pages: int

    @property
    def words(self) -> str:
        """ "Revisi 0, terbit 12 Juni 2025, 40 halaman"."""
        day = dates.show_medium(date.fromisoformat(self.issued_on))
        return f"Revisi {self.revision}, terbit {day}, {self.pages} halaman"


def earlier_revisions(session: Session, id: int) -> tuple[Revision, ...]:
    """The issues before this one of the same paper, the newest first."""
    row = _row(session, id)
    found = session.execute(
        select(IssuedDocument)
        .where(
            IssuedDocument.kind == row.kind,
            IssuedDocument.subject_key == row.subject_key,
            IssuedDocument.number == row.number,
            IssuedDocument.revision < row.revision,
        )
        .order_by(IssuedDocument.revision.desc())
    ).scalars()
    return tuple(Revision(one.id, one.revision, one.issued_on, one.pages) for one in found)


def in_force(session: Session, kind: str, key: str) -> int | None:
    """The issued paper in force about a subject, or None."""
    statement = select(IssuedDocument.id).where(
        IssuedDocument.kind == kind,
        IssuedDocument.subject_key == key,
        IssuedDocument.state == IssuedState.TERBIT.value,
    )
    return session.execute(statement.order_by(IssuedDocument.id.desc()).limit(1)).scalar()


def replacement(session: Session, id: int, since: int | None = None) -> bytes:
    """The changed pages since a revision (None: the one before), with the sheet that says where they go.

    Raises Refused when there is no such revision, or no page changed.
    """
    row = _row(session, id)
    known = {each.revision: each.id for each in earlier_revisions(session, id)}
    if not known:
        raise Refused("Dokumen ini belum pernah direvisi.", "Cetak dokumennya secara utuh.")
    wanted = max(known) if since is None else since
    if wanted not in known:
        told = ", ".join(map(str, sorted(known)))
        raise Refused(f"Revisi {wanted} tidak ada.", f"Revisi sebelumnya: {told}.")
    older = _row(session, known[wanted])
    newer_pdf = read_attachment(session, row.attachment_id)
    changes = compare(page_prints(read_attachment(session, older.attachment_id)), page_prints(newer_pdf))
    if not changes.changed and not changes.taken_out:
        raise Refused(f"Tidak ada halaman yang berubah sejak revisi {wanted}.", "Tidak perlu mencetak ulang.")
    sheet = render(_sheet(older, row, changes), _frame(session, row))
    if not changes.changed:
        return sheet
    return join([sheet, changed_pages(newer_pdf, changes, duplex=_duplex(session, row))])


def _row(session: Session, id: int) -> IssuedDocument:
    row = session.get(IssuedDocument, id)
    if row is None:
        raise Refused("Dokumen terbit ini tidak ada.", "Muat ulang daftar.")
    return row


def _kept_frame(session: Session, row: IssuedDocument) -> Frame | None:
    return parts_of(session, row)[1] if COMPOSED in options_of(row) else None


def _duplex(session: Session, row: IssuedDocument) -> bool:
    frame = _kept_frame(session, row)
    return frame is not None and frame.duplex


def _frame(session: Session, row: IssuedDocument) -> Frame:
    """The sheet itself is no part of the paper: it carries neither code nor DRAF."""
    frame = _kept_frame(session, row)
    size: Size = frame.size if frame is not None else office_facts(session).size
    return Frame("Lembar Penggantian Halaman", size=size, watermark="", page_numbers=False)


def _sheet(older: IssuedDocument, newer: IssuedDocument, changes: PageChanges) -> tuple[Part, ...]:
    rows = [_line(changes, page) for page in changes.changed]
    rows += [(str(page), "–", "dikeluarkan, tidak ada pengganti") for page in changes.taken_out]
    return (
        Title("Lembar Penggantian Halaman", name=newer.title),
        KeyValues(
            (
                ("Nomor dokumen", newer.number or "–"),
                ("Revisi dalam bundel", _revision(older)),
                ("Revisi baru", _revision(newer)),
            )
        ),
        Para(
            "Keluarkan halaman pada kolom pertama dari bundel dan masukkan penggantinya. Nomor halaman lain "
            "tidak berubah; halaman itu tetap berlaku dengan kode revisi saat dicetak."
        ),
        Table(
            (
                TableColumn("Keluarkan halaman", share=1.2, align=Align.CENTRE),
                TableColumn("Masukkan halaman", share=1.2, align=Align.CENTRE),
                TableColumn("Keterangan", share=3),
            ),
            rows,
            note=f"{len(changes.changed)} dari {len(changes.labels)} halaman berubah.",
        ),
    )


def _line(changes: PageChanges, page: int) -> tuple[str, str, str]:
    label = changes.labels[page - 1]
    if not label.replace("–", "").isdigit():
        return "–", label, "halaman tambahan"
    return label, label, "diganti"


def _revision(row: IssuedDocument) -> str:
    day = dates.show_medium(date.fromisoformat(row.issued_on))
    return f"{row.revision}, terbit {day}, kode {grouped(row.code12)}"
