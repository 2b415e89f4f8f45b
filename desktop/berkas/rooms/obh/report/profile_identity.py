"""Who an OBH is, in full: legal facts, every address and branch, documents with their validity, agreements.

The bank account stays in the register: nobody needs it on a profile.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from berkas.engine.lookup import term_choices
from berkas.engine.officepaper import day
from berkas.paper.parts import Align, Heading, KeyValues, Part, Table, TableColumn, Tone
from berkas_db.tables import Agreement, Obh, Regency

Row = tuple[str, ...]
ON_FIRST_PAGE = 4
"""How many accreditations the one page shows; all of them stand behind it when there are more."""


@dataclass(frozen=True, slots=True)
class IdentityValues:
    """Finished words: pairs of label and fact, and the rows of each table."""

    facts: tuple[tuple[str, str], ...]
    addresses: tuple[Row, ...]
    documents: tuple[Row, ...]
    agreements: tuple[Row, ...]


def gather_identity(session: Session, obh_id: int, values: Mapping[str, Any], on: date) -> IdentityValues:
    """Read what the first page leaves out of the OBH whose sheet holds `values`."""
    kinds = {kind: _words(session, kind) for kind in ("jenis_alamat", "jenis_dokumen_obh", "status_kantor")}
    towns = {row[0]: row[1] for row in session.execute(select(Regency.id, Regency.name))}
    return IdentityValues(
        facts=tuple(pair for pair in _facts(session, obh_id, values, kinds["status_kantor"]) if pair[1]),
        addresses=tuple(
            (
                kinds["jenis_alamat"].get(row["kind"], "–"),
                ", ".join(part for part in (row["address"], row["village"], row["district"]) if part),
                towns.get(row["regency_id"], ""),
                _span(row["valid_from"], row["valid_until"]),
            )
            for row in values["addresses"]
        ),
        documents=tuple(
            (
                kinds["jenis_dokumen_obh"].get(row["kind"], "–"),
                ", ".join(part for part in (row["title"], row["number"]) if part),
                day(row["issued_on"]),
                _until(row["valid_until"], on),
            )
            for row in values["documents"]
        ),
        agreements=_agreements(session, obh_id, on),
    )


def _words(session: Session, kind: str) -> dict[str, str]:
    return {choice.code: choice.label for choice in term_choices(session, kind)}


def _facts(
    session: Session, obh_id: int, values: Mapping[str, Any], offices: Mapping[str, str]
) -> Sequence[tuple[str, str]]:
    deed = " tanggal ".join(part for part in (values["deed_number"], day(values["deed_on"])) if part)
    names = session.execute(
        select(Obh.id, Obh.name)
        .where(or_(Obh.id == values["parent_id"], Obh.parent_id == obh_id), Obh.trashed_at.is_(None))
        .order_by(Obh.name)
    ).all()
    return (
        ("Nama singkat", values["short_name"] or ""),
        ("Nama lain", "; ".join(row["name"] for row in values["aliases"])),
        ("Berdiri", day(values["founded_on"])),
        ("Akta pendirian", deed),
        ("Notaris", values["notary"] or ""),
        ("NPWP", values["tax_number"] or ""),
        ("Status kantor", offices.get(values["office_status"] or "", "")),
        ("Tanggal Stopela", day(values["stopela_on"])),
        ("Laman", values["website"] or ""),
        ("Nomor pada Sidbankum", values["sidbankum_id"] or ""),
        ("Kantor pusat", "; ".join(name for id_, name in names if id_ == values["parent_id"])),
        ("Kantor cabang", "; ".join(name for id_, name in names if id_ != values["parent_id"])),
    )


def _span(first: str | None, last: str | None) -> str:
    begin = f"sejak {day(first)}" if first else ""
    end = f"sampai {day(last)}" if last else ""
    return " ".join(part for part in (begin, end) if part) or "–"


def _until(last: str | None, on: date) -> str:
    if last is None:
        return "tidak dibatasi"
    return f"{day(last)}{' (kedaluwarsa)' if last < on.isoformat() else ''}"


def _agreements(session: Session, obh_id: int, on: date) -> tuple[Row, ...]:
    rows = session.execute(
        select(Agreement.number, Agreement.title, Agreement.valid_from, Agreement.valid_until)
        .where(Agreement.obh_id == obh_id)
        .order_by(Agreement.valid_from, Agreement.id)
    )
    return tuple((number or "–", title, day(first), _until(last, on)) for number, title, first, last in rows)


def identity_parts(values: IdentityValues, history: Sequence[Row]) -> tuple[Part, ...]:
    """The pages' beginning: nothing is said of what the register does not have, but for documents."""
    return (
        Heading("Identitas"),
        *((KeyValues(values.facts, label_width=52, tone=Tone.SMALL),) if values.facts else ()),
        *_history(history),
        Table(
            columns=(
                TableColumn("Jenis", mm=32),
                TableColumn("Alamat", share=3),
                TableColumn("Kabupaten/kota", share=1.5),
                TableColumn("Masa", share=1.5),
            ),
            rows=values.addresses,
            caption="Alamat",
            empty="Belum ada alamat yang dicatat.",
        ),
        Table(
            columns=(
                TableColumn("Jenis", share=1.5),
                TableColumn("Dokumen", share=3),
                TableColumn("Tanggal", mm=32),
                TableColumn("Berlaku sampai", share=1.5),
            ),
            rows=values.documents,
            caption="Dokumen dan masa berlakunya",
            empty="Belum ada dokumen yang dicatat.",
        ),
        *_agreement_parts(values),
    )


def _history(history: Sequence[Row]) -> tuple[Part, ...]:
    if len(history) <= ON_FIRST_PAGE:
        return ()
    return (history_table(history, "Riwayat akreditasi seluruhnya"),)


def history_table(history: Sequence[Row], caption: str) -> Table:
    """Periods with category, result and decree, oldest first."""
    return Table(
        columns=(
            TableColumn("Periode", mm=26),
            TableColumn("Kategori", mm=20, align=Align.CENTRE),
            TableColumn("Hasil", share=1),
            TableColumn("Nomor SK", share=2),
            TableColumn("Tanggal SK", mm=32),
        ),
        rows=history,
        caption=caption,
        empty="Belum ada akreditasi yang dicatat.",
    )


def _agreement_parts(values: IdentityValues) -> tuple[Part, ...]:
    if not values.agreements:
        return ()
    return (
        Table(
            columns=(
                TableColumn("Nomor", share=1.4),
                TableColumn("Tentang", share=3),
                TableColumn("Berlaku sejak", mm=32),
                TableColumn("Berlaku sampai", share=1.5),
            ),
            rows=values.agreements,
            caption="Perjanjian kerja sama",
        ),
    )
