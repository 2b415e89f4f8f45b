"""`usulan-p2ham`: the letter that proposes units to the assessors, with the recapitulation as its annex."""

from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from berkas.engine.editable import write_word
from berkas.engine.issuing import DocumentKind, Stamp, Subject
from berkas.engine.rulebook import Rulebook
from berkas.paper.document import render
from berkas.paper.frame import Frame
from berkas.paper.parts import (
    Align,
    CarbonCopies,
    Heading,
    LetterOpening,
    Listing,
    NewPage,
    Para,
    Part,
    Signatures,
    Table,
    TableColumn,
)
from berkas.rooms.award.report.gather import day, gather_recap, round_subjects
from berkas.rooms.award.report.recap import recap_parts
from berkas.rooms.award.report.values import AnnexLine, RecapValues, UnitCounts
from berkas.rules.numbers import terbilang
from berkas.rules.vocabulary import IssuedState
from berkas_db.tables import AwardEntry, AwardRound, IssuedDocument, SignOff, Unit

_STATEMENT = "pernyataan-keabsahan"
_PROPOSED = "diusulkan"
_ALONG = {
    "berita-acara": "Berita acara verifikasi",
    _STATEMENT: "Surat pernyataan keabsahan data dukung",
    "dossier": "Dokumen hasil verifikasi beserta data dukung",
}
"""Papers that go along for each proposed unit, in this order."""
ADDRESSEE = "Direktur Jenderal yang membidangi hak asasi manusia"


def gather(session: Session, rulebook: Rulebook, subject: Subject, on: date) -> RecapValues:
    """The recapitulation with the papers that go along with the letter."""
    values = gather_recap(session, rulebook, subject, on)
    return replace(values, annexes=tuple(_annexes(session, values)))


def _annexes(session: Session, values: RecapValues) -> Iterable[AnnexLine]:
    """For each proposed unit its papers as they were issued; one that is not issued says so."""
    keys = {f"{values.round.code}:{unit.code}": unit.name for unit in proposed_units(values)}
    rows = session.execute(
        select(
            IssuedDocument.kind,
            IssuedDocument.subject_key,
            IssuedDocument.number,
            IssuedDocument.issued_on,
            IssuedDocument.pages,
        ).where(
            IssuedDocument.kind.in_(_ALONG),
            IssuedDocument.subject_key.in_(keys),
            IssuedDocument.state == IssuedState.TERBIT.value,
        )
    )
    issued = {(row.subject_key, row.kind): row for row in rows}
    signed = _statements(session, keys)
    for key, unit in keys.items():
        for kind, title in _ALONG.items():
            row = issued.get((key, kind))
            if kind == _STATEMENT:
                on = signed.get(key)
                words = "ditandatangani" if on else "belum ditandatangani"
                yield AnnexLine(title, unit, words, day(on), "", is_missing=not on)
            elif row is None:
                yield AnnexLine(title, unit, "belum diterbitkan", "", "", is_missing=True)
            else:
                yield AnnexLine(title, unit, row.number or "", day(row.issued_on), str(row.pages))


def _statements(session: Session, keys: Collection[str]) -> dict[str, str]:
    """When the statement of a unit was signed in the revision at work, by the key of the unit."""
    rows = session.execute(
        select(AwardRound.code, Unit.code.label("unit"), SignOff.signed_on)
        .join(AwardEntry, AwardEntry.id == SignOff.entry_id)
        .join(AwardRound, AwardRound.id == AwardEntry.round_id)
        .join(Unit, Unit.id == AwardEntry.unit_id)
        .where(SignOff.paper == "keabsahan_data_dukung", SignOff.revision == AwardEntry.revision)
    )
    found = {f"{row.code}:{row.unit}": row.signed_on for row in rows if row.signed_on}
    return {key: on for key, on in found.items() if key in keys}


def proposed_units(values: RecapValues) -> list[UnitCounts]:
    """The units marked as proposed, by name; in the office's own order where one was switched on."""
    proposed = [unit for unit in values.units if unit.proposal == _PROPOSED]
    if values.ranking is None:
        return proposed
    places = {unit.name: place for place, unit in enumerate(values.ranking.units)}
    return sorted(proposed, key=lambda unit: places.get(unit.name, len(places)))


def draw(values: RecapValues, stamp: Stamp) -> bytes:
    """The letter, then its annex on turned sheets."""
    frame = Frame(
        f"Usulan unit P2HAM Tahun {values.round.year}",
        size=values.office.size,
        letterhead=values.office.letterhead,
        code=stamp.code,
        issued_at=stamp.issued_at,
        author=values.office.name,
        subject=values.round.title,
        keywords=values.round.code,
    )
    return render((*letter_parts(values, stamp), *_annex(values)), frame)


def _annex(values: RecapValues) -> tuple[Part, ...]:
    return (
        NewPage(),
        Heading("Lampiran I. Daftar lampiran"),
        annex_table(values),
        NewPage(landscape=True),
        Heading("Lampiran II. Rekapitulasi hasil verifikasi"),
        *recap_parts(values, level=2),
    )


def annex_table(values: RecapValues) -> Part:
    """What lies with the letter: the recapitulation, then the papers of each unit with number and pages."""
    rows = [
        (line.title, line.unit, line.number, line.on or "–", line.pages or "–") for line in values.annexes
    ]
    whole = ("Rekapitulasi hasil verifikasi", "seluruh unit", "Lampiran II", "–", "–")
    return Table(
        (
            TableColumn("No", mm=11, align=Align.CENTRE),
            TableColumn("Dokumen", share=3),
            TableColumn("Unit", share=3),
            TableColumn("Nomor", share=2),
            TableColumn("Tanggal", share=1.5),
            TableColumn("Halaman", mm=19, align=Align.CENTRE),
        ),
        [(str(number), *row) for number, row in enumerate((whole, *rows), 1)],
        note="Dokumen yang belum diterbitkan atau belum ditandatangani belum dapat diserahkan."
        if any(line.is_missing for line in values.annexes)
        else "",
    )


def docx(values: RecapValues) -> bytes:
    """The same for a word processor, to be signed in the ministry's own application."""
    parts = (*letter_parts(values, Stamp(date.min)), *_annex(values))
    office = values.office
    return write_word("Surat usulan P2HAM", parts, office.size, letterhead=office.letterhead)


def letter_parts(values: RecapValues, stamp: Stamp) -> Iterable[Part]:
    """The letter itself."""
    proposed = proposed_units(values)
    count = len(values.annexes) + 1
    others = len(values.units) - len(proposed)
    yield LetterOpening(
        number=stamp.number,
        date=values.office.place_date,
        to=tuple(line for line in (ADDRESSEE, values.round.ministry, "di Jakarta") if line),
        subject=f"Usulan unit untuk {values.round.award_name} Tahun {values.round.year}",
        nature="Biasa",
        attachment=f"{count} ({terbilang(count)}) dokumen",
    )
    yield Para(
        f"Berdasarkan {values.round.legal_basis}, {values.office.name} telah melakukan verifikasi lapangan "
        f"terhadap {len(values.units)} ({terbilang(len(values.units))}) unit. Dari hasil verifikasi itu kami "
        f"mengusulkan {len(proposed)} ({terbilang(len(proposed))}) unit berikut untuk dinilai:",
        first_line=True,
    )
    yield Table(
        (
            TableColumn("No", mm=11, align=Align.CENTRE),
            TableColumn("Unit", share=3),
            TableColumn("Jenis", share=2),
            TableColumn("Verifikasi", share=1.5),
            TableColumn("Kriteria terpenuhi", share=1.5, align=Align.CENTRE),
        ),
        [
            (
                str(number),
                unit.name,
                unit.kind,
                unit.verified_on or "–",
                f"{unit.fulfilled} dari {unit.asked}",
            )
            for number, unit in enumerate(proposed, 1)
        ],
        empty="Belum ada unit yang ditandai “Diusulkan”.",
    )
    if others:
        yield Para(
            f"Sebanyak {others} ({terbilang(others)}) unit lain belum kami usulkan; keterangannya tercantum "
            "dalam lampiran.",
            first_line=True,
        )
    yield Para("Bersama surat ini kami sampaikan:", first_line=True)
    yield Listing(
        (
            "rekapitulasi hasil verifikasi seluruh unit;",
            "berita acara verifikasi setiap unit yang diusulkan;",
            "surat pernyataan keabsahan data dukung setiap unit yang diusulkan; dan",
            "dokumen hasil verifikasi beserta data dukung setiap unit yang diusulkan.",
        )
    )
    yield Para("Rinciannya tercantum dalam Lampiran I.", first_line=True)
    yield Para("Atas perhatian dan kerja sama Saudara, kami ucapkan terima kasih.", first_line=True)
    yield Signatures((values.office.head,))
    yield CarbonCopies(("Kepala unit yang diusulkan.",))


PROPOSAL = DocumentKind(
    key="usulan-p2ham",
    title="Surat usulan P2HAM",
    room="award",
    subjects=round_subjects,
    gather=gather,
    draw=draw,
    docx=docx,
)
