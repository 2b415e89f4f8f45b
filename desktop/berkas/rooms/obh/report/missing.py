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
from berkas.paper.parts import Align, Band, KeyValues, Para, Part, Signatures, Table, TableColumn, Title
from berkas.rooms.obh.fields.accreditation import REQUIREMENT_STATES
from berkas.rooms.obh.queries.board import board, documents_of, rule_lines, state_on
from berkas.rooms.obh.queries.obh import board_period
from berkas.rooms.obh.report.subjects import obh_subjects
from berkas.rules.accreditation import RuleLine, category_sentence
from berkas.rules.dates import show_medium
from berkas.rules.numbers import show_integer
from berkas_db.errors import Refused
from berkas_db.tables import AccreditationPeriod

STATES = {choice.code: choice.label for choice in REQUIREMENT_STATES} | {"belum_diperiksa": "Belum diperiksa"}

_TO_DO = {
    "belum_diperiksa": "Serahkan dokumennya untuk diperiksa.",
    "kedaluwarsa": "Masa berlakunya sudah lewat; serahkan yang terbaru.",
}
"""What is asked of the OBH when nobody wrote a reason."""


@dataclass(frozen=True, slots=True)
class Lacking:
    """One requirement that is not complete."""

    label: str
    state: str
    reason: str
    document: str
    valid_until: str
    source: str


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
    rules: tuple[RuleLine, ...]


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
    documents = dict(documents_of(session, subject.id))
    lacking = tuple(
        Lacking(
            row["label"],
            STATES[state],
            row["reason"] or _TO_DO.get(state, ""),
            documents.get(str(row["document_id"]), ""),
            day(row["valid_until"]),
            row["source"] or "",
        )
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
        tuple(rule_lines(session, subject.id, period)),
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
                TableColumn("Keadaan", mm=27),
                TableColumn("Yang harus diperbaiki", share=3),
                TableColumn("Dokumen terakhir", share=2.4),
                TableColumn("Berlaku sampai", mm=28),
            ),
            rows=[
                (
                    str(number),
                    f"{row.label}\nDasar: {row.source}" if row.source else row.label,
                    row.state,
                    row.reason or "–",
                    row.document or "–",
                    row.valid_until or "–",
                )
                for number, row in enumerate(values.lacking, 1)
            ],
            caption="Yang belum lengkap",
            empty="Semua persyaratan sudah lengkap.",
        ),
        *_rule_parts(values),
        Para(
            "Perbaikan disampaikan kepada Kantor Wilayah. Daftar ini memuat hasil pemeriksaan kantor "
            "sampai tanggal di atas dan bukan penetapan akreditasi."
        ),
        Signatures((values.office.signer,), place_date=values.office.place_date),
    )


def _rule_parts(values: MissingValues) -> tuple[Part, ...]:
    """The least numbers of each category against what is there; a category is never proposed."""
    if not values.rules:
        return ()
    rows: list[Band | tuple[str, ...]] = []
    notes: dict[str, None] = {}
    for category in sorted({line.category for line in values.rules}):
        own = [line for line in values.rules if line.category == category]
        rows.append(Band(category_sentence(category, own)))
        for line in own:
            counted = "–" if line.counted is None else show_integer(line.counted.number)
            from_where = line.counted.source if line.counted else ""
            rows.append(
                (
                    f"{line.measure}{' *' if line.mark else ''}",
                    show_integer(line.least),
                    counted,
                    line.verdict,
                    from_where,
                )
            )
            notes[line.regulation] = None
            if line.mark:
                notes[f"* {line.mark}: {line.source}"] = None
    return (
        Table(
            columns=(
                TableColumn("Ukuran", share=3),
                TableColumn("Paling sedikit", mm=25, align=Align.RIGHT),
                TableColumn("Ada", mm=17, align=Align.RIGHT),
                TableColumn("Keterangan", mm=32),
                TableColumn("Dihitung dari", share=2.6),
            ),
            rows=rows,
            caption="Angka menurut aturan kategori",
            note=f"{'; '.join(notes)}. Kategori ditetapkan dengan SK, tidak oleh perhitungan ini.",
        ),
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
