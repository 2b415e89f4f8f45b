"""`kekurangan-obh`: the list, for the OBH itself, of what its accreditation still lacks."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from berkas.engine.issuing import DocumentKind, Stamp, Subject
from berkas.engine.officepaper import OfficePart, day, office_part
from berkas.engine.rulebook import Rulebook
from berkas.paper.document import render
from berkas.paper.parts import Align, KeyValues, Para, Part, Signatures, Table, TableColumn, Title
from berkas.rooms.obh.fields.accreditation import REQUIREMENT_STATES
from berkas.rooms.obh.queries.board import board, state_on
from berkas.rooms.obh.queries.obh import board_period
from berkas.rooms.obh.report.subjects import obh_subjects
from berkas.rules.dates import show_medium
from berkas_db.errors import Refused
from berkas_db.tables import AccreditationPeriod

STATES = {choice.code: choice.label for choice in REQUIREMENT_STATES} | {"belum_diperiksa": "Belum diperiksa"}


@dataclass(frozen=True, slots=True)
class Lacking:
    """One requirement that is not complete."""

    label: str
    state: str
    reason: str
    valid_until: str
    source: str = ""


@dataclass(frozen=True, slots=True)
class MissingValues:
    """All values of the paper."""

    office: OfficePart
    name: str
    code: str
    period: str
    on: str
    complete: int
    of: int
    lacking: tuple[Lacking, ...]


def gather(session: Session, _rulebook: Rulebook, subject: Subject, on: date) -> MissingValues:
    """Read the requirement board of the OBH's newest period as it stands on `on`."""
    assert subject.id is not None  # noqa: S101  subjects of this kind are OBH
    period = board_period(session, subject.id)
    if period is None:
        raise Refused("Belum ada periode akreditasi. Catat periodenya pada Pengaturan Kantor.")
    rows: list[tuple[dict[str, Any], str]] = [
        (row, state_on(row["state"], row["valid_until"], on)) for row in board(session, subject.id, period)
    ]
    name = session.execute(
        select(AccreditationPeriod.name).where(AccreditationPeriod.id == period)
    ).scalar_one()
    lacking = tuple(
        Lacking(row["label"], STATES[state], row["reason"] or "", day(row["valid_until"]))
        for row, state in rows
        if state != "lengkap"
    )
    return MissingValues(
        office_part(session, on),
        subject.title,
        subject.key,
        name,
        show_medium(on),
        len(rows) - len(lacking),
        len(rows),
        lacking,
    )


def parts(values: MissingValues, stamp: Stamp) -> tuple[Part, ...]:
    """The pages."""
    return (
        Title("Daftar Kekurangan Persyaratan Akreditasi", number=stamp.number, name=values.name),
        KeyValues(
            (
                ("Pemberi Bantuan Hukum", values.name),
                ("Kode", values.code),
                ("Periode akreditasi", values.period),
                ("Keadaan pada", values.on),
                ("Persyaratan lengkap", f"{values.complete} dari {values.of}"),
            ),
            label_width=52,
        ),
        Table(
            columns=(
                TableColumn("No", mm=11, align=Align.CENTRE),
                TableColumn("Persyaratan", share=3),
                TableColumn("Keadaan", mm=30),
                TableColumn("Yang harus diperbaiki", share=3),
                TableColumn("Berlaku sampai", mm=32),
            ),
            rows=[
                (str(number), row.label, row.state, row.reason, row.valid_until)
                for number, row in enumerate(values.lacking, 1)
            ],
            caption="Yang belum lengkap",
            empty="Semua persyaratan sudah lengkap.",
        ),
        Para(
            "Perbaikan disampaikan kepada Kantor Wilayah. Daftar ini memuat hasil pemeriksaan kantor "
            "sampai tanggal di atas dan bukan penetapan akreditasi."
        ),
        Signatures((values.office.signer,), place_date=values.office.place_date),
    )


def draw(values: MissingValues, stamp: Stamp) -> bytes:
    """PDF bytes."""
    frame = values.office.frame(f"Daftar kekurangan persyaratan {values.code}", stamp)
    return render(parts(values, stamp), frame)


MISSING = DocumentKind(
    key="kekurangan-obh",
    title="Daftar kekurangan persyaratan",
    room="obh",
    subjects=obh_subjects,
    gather=gather,
    draw=draw,
)
