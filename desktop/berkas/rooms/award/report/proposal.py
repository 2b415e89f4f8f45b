"""`usulan-p2ham`: the letter that proposes units to the assessors, with the recapitulation as its annex."""

from collections.abc import Iterable
from datetime import date

from berkas.engine.editable import write_word
from berkas.engine.issuing import DocumentKind, Stamp
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
from berkas.rooms.award.report.gather import gather_recap, round_subjects
from berkas.rooms.award.report.recap import recap_parts
from berkas.rooms.award.report.values import RecapValues
from berkas.rules.numbers import terbilang

ADDRESSEE = "Direktur Jenderal yang membidangi hak asasi manusia"


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
        NewPage(landscape=True),
        Heading("Lampiran. Rekapitulasi hasil verifikasi"),
        *recap_parts(values, level=2),
    )


def docx(values: RecapValues) -> bytes:
    """The same for a word processor, to be signed in the ministry's own application."""
    parts = (*letter_parts(values, Stamp(date.min)), *_annex(values))
    office = values.office
    return write_word("Surat usulan P2HAM", parts, office.size, letterhead=office.letterhead)


def letter_parts(values: RecapValues, stamp: Stamp) -> Iterable[Part]:
    """The letter itself."""
    proposed = [unit for unit in values.units if unit.proposal == "diusulkan"]
    others = len(values.units) - len(proposed)
    yield LetterOpening(
        number=stamp.number,
        date=values.office.place_date,
        to=tuple(line for line in (ADDRESSEE, values.round.ministry, "di Jakarta") if line),
        subject=f"Usulan unit untuk {values.round.award_name} Tahun {values.round.year}",
        nature="Biasa",
        attachment="1 (satu) berkas",
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
            "berita acara verifikasi setiap unit yang diusulkan; dan",
            "dokumen hasil verifikasi beserta data dukung setiap unit yang diusulkan.",
        )
    )
    yield Para("Atas perhatian dan kerja sama Saudara, kami ucapkan terima kasih.", first_line=True)
    yield Signatures((values.office.head,))
    yield CarbonCopies(("Kepala unit yang diusulkan.",))


PROPOSAL = DocumentKind(
    key="usulan-p2ham",
    title="Surat usulan P2HAM",
    room="award",
    subjects=round_subjects,
    gather=gather_recap,
    draw=draw,
    docx=docx,
)
