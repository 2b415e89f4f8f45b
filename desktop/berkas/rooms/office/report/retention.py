"""`usul-musnah`: the list of records whose retention is over, proposed for destruction. Codes only.

The paper proposes; it destroys nothing. Destruction needs the retention schedule, appraisal and approval
(Peraturan Kepala ANRI 25/2012).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from berkas.engine.issuing import DocumentKind, Stamp, Subject
from berkas.engine.officepaper import OfficePart, day, office_part
from berkas.engine.retention import KINDS, list_key
from berkas.engine.rulebook import Rulebook
from berkas.paper.document import render
from berkas.paper.parts import Align, Notice, NoticeKind, Para, Part, Signatures, Table, TableColumn, Title
from berkas.rules.dates import show_long
from berkas_db.tables import RetentionItem, RetentionList, RetentionRule

NEEDS = (
    "Daftar ini hanya mengusulkan. Pemusnahan arsip memerlukan jadwal retensi arsip (JRA), penilaian, dan "
    "persetujuan yang berwenang menurut Peraturan Kepala ANRI Nomor 25 Tahun 2012. Berkas tidak memusnahkan "
    "catatan apa pun."
)


@dataclass(frozen=True, slots=True)
class ProposalValues:
    """All values of the paper: kind, key, day and basis of each record."""

    office: OfficePart
    made_on: str
    rows: tuple[tuple[str, str, str, str], ...]


def subjects(session: Session) -> Sequence[Subject]:
    """Every list that was made, oldest first."""
    rows = session.execute(select(RetentionList.id, RetentionList.made_on).order_by(RetentionList.id))
    return [
        Subject(
            list_key(row.id, row.made_on),
            f"Usulan {show_long(date.fromisoformat(row.made_on))}",
            RetentionList,
            row.id,
        )
        for row in rows
    ]


def gather(session: Session, _rulebook: Rulebook, subject: Subject, on: date) -> ProposalValues:
    """Read one list as it was made."""
    words: dict[str, str] = {choice.code: choice.label for choice in KINDS}
    made_on = session.execute(
        select(RetentionList.made_on).where(RetentionList.id == subject.id)
    ).scalar_one()
    item = RetentionItem
    items = session.execute(
        select(item.record_kind, item.record_key, item.due_on, RetentionRule.legal_basis)
        .outerjoin(RetentionRule, RetentionRule.id == item.rule_id)
        .where(item.list_id == subject.id)
        .order_by(item.id)
    )
    rows = tuple(
        (words[row.record_kind], str(row.record_key), day(row.due_on), row.legal_basis or "") for row in items
    )
    return ProposalValues(office_part(session, on), show_long(date.fromisoformat(made_on)), rows)


def parts(values: ProposalValues, stamp: Stamp) -> tuple[Part, ...]:
    """The pages."""
    return (
        Title("Daftar Usulan Pemusnahan Arsip", number=stamp.number, name=values.office.name),
        Notice(NEEDS, kind=NoticeKind.IMPORTANT),
        Para(f"Catatan yang masa retensinya sudah lewat pada {values.made_on}:"),
        Table(
            columns=(
                TableColumn("No", mm=11, align=Align.CENTRE),
                TableColumn("Jenis", share=2),
                TableColumn("Nomor atau kode", share=2),
                TableColumn("Batas retensi", mm=36),
                TableColumn("Dasar", share=3),
                TableColumn("Hasil penilaian", share=2),
            ),
            rows=[(str(number), *row, "") for number, row in enumerate(values.rows, 1)],
            note="Orang hanya disebut dengan kodenya. Kolom hasil penilaian diisi oleh panitia penilai.",
        ),
        Signatures((values.office.signer,), place_date=values.office.place_date),
    )


def draw(values: ProposalValues, stamp: Stamp) -> bytes:
    """PDF bytes."""
    return render(parts(values, stamp), values.office.frame("Daftar usulan pemusnahan arsip", stamp))


PROPOSAL = DocumentKind(
    key="usul-musnah",
    title="Daftar usulan pemusnahan",
    room="office",
    subjects=subjects,
    gather=gather,
    draw=draw,
)
