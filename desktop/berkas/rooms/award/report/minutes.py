"""`berita-acara`: the minutes of a verification, with the date in words and room for wet signatures."""

from collections.abc import Iterable

from berkas.engine.editable import write_word
from berkas.engine.issuing import DocumentKind, Stamp
from berkas.paper.document import render
from berkas.paper.frame import Frame
from berkas.paper.parts import Heading, KeyValues, Listing, NewPage, Para, Part, Title
from berkas.rooms.award.report.gather import entry_subjects, gather_minutes, minutes_number
from berkas.rooms.award.report.pieces import (
    count_sentence,
    criteria_parts,
    findings_part,
    instrument_notice,
    signatures,
    team_table,
)
from berkas.rooms.award.report.values import DossierValues
from berkas.rules.identity import show_nip

NUMBER_FOLLOWS = "(nomor menyusul)"
DOTS = "…………………………"
NAME = "Pelayanan Publik Berbasis Hak Asasi Manusia"


def draw(values: DossierValues, stamp: Stamp) -> bytes:
    """The minutes with the criteria and the findings as annexes."""
    parts = (*minutes_parts(values, number=stamp.number), *_annexes(values))
    return render(parts, frame(values, stamp, f"Berita Acara Verifikasi {values.unit}"))


def docx(values: DossierValues) -> bytes:
    """The same for a word processor, to be signed in the ministry's own application."""
    parts = (*minutes_parts(values), *_annexes(values))
    office = values.office
    return write_word("Berita Acara Verifikasi", parts, office.size, letterhead=office.letterhead)


def frame(values: DossierValues, stamp: Stamp, title: str) -> Frame:
    """The sheet of a paper about one unit."""
    return Frame(
        title,
        size=values.office.size,
        letterhead=values.office.letterhead,
        code=stamp.code,
        issued_at=stamp.issued_at,
        subject=f"{NAME}, {values.unit}",
        author=values.office.name,
        keywords=values.key,
    )


def minutes_parts(values: DossierValues, *, number: str = "", listed: bool = False) -> Iterable[Part]:
    """The minutes themselves, down to the signatures; `listed` when they are a chapter of a dossier."""
    yield Title(
        "Berita Acara Verifikasi",
        number=values.minutes_number or number or NUMBER_FOLLOWS,
        name=f"{NAME}\npada {values.unit}",
        listed=listed,
    )
    when = values.verified_words or f"{DOTS} tanggal {DOTS} bulan {DOTS} tahun {DOTS}"
    where = f"{values.unit}, {values.unit_address}" if values.unit_address else values.unit
    yield Para(f"Pada hari ini {when}, bertempat di {where}, kami yang bertanda tangan di bawah ini:")
    yield team_table(values.team)
    yield Para(f"selaku Tim Verifikasi pada {values.office.name}, berdasarkan:")
    yield Listing(tuple(_grounds(values)))
    yield Para(f"telah melakukan verifikasi lapangan terhadap pemenuhan kriteria {NAME} pada:")
    yield KeyValues(
        (
            ("Unit", values.unit),
            ("Jenis unit", values.unit_word),
            ("Kementerian", values.unit_ministry),
            ("Kepala unit", values.head.name),
            ("NIP", show_nip(values.head.nip)),
            ("Jabatan", values.head.position),
        ),
        indent=6,
        dotted=True,
    )
    yield Para("dengan hasil sebagai berikut:")
    yield Listing(tuple(_results(values)))
    yield Para(
        "Rincian hasil per kriteria, data dukung, dan temuan tercantum dalam lampiran yang merupakan bagian "
        "tidak terpisahkan dari berita acara ini."
    )
    yield Para(
        "Demikian berita acara ini dibuat dengan sebenarnya dalam 2 (dua) rangkap, masing-masing bagi Tim "
        "Verifikasi dan bagi unit, untuk dipergunakan sebagaimana mestinya."
    )
    yield signatures(values, _place_date(values))


def _place_date(values: DossierValues) -> str:
    city = values.office.city or DOTS
    return f"{city}, {values.verified_on or DOTS}"


def _grounds(values: DossierValues) -> Iterable[str]:
    dated = f" ({values.round.legal_basis_on})" if values.round.legal_basis_on else ""
    yield f"{values.round.legal_basis}{dated};"
    decree = values.round.team_decree or f"nomor {DOTS}"
    yield f"Surat Keputusan Tim Verifikasi {_numbered(decree)};"
    if values.authority:
        yield f"{values.authority.rstrip('.;')};"
    yield f"Surat Tugas {_numbered(values.assignment or f'nomor {DOTS}')}."


def _numbered(text: str) -> str:
    return text if text.casefold().startswith("nomor") else f"Nomor {text}"


def _results(values: DossierValues) -> Iterable[str]:
    yield count_sentence(values)
    photos = sum(proof.is_photo for proof in values.proofs)
    yield f"Data dukung yang diperiksa: {photos} foto dan {len(values.proofs) - photos} dokumen."
    if values.conclusion:
        yield values.conclusion
    if values.findings:
        until = f" paling lambat {values.repair_until}" if values.repair_until else ""
        yield f"Terdapat {len(values.findings)} temuan yang harus ditindaklanjuti{until}."
    else:
        yield "Tidak terdapat temuan." if values.verified_on else f"Temuan: {DOTS}"
    if values.second_look_on:
        yield f"Pemeriksaan kedua dilaksanakan pada {values.second_look_on}."


def _annexes(values: DossierValues) -> Iterable[Part]:
    yield NewPage()
    yield Heading("Lampiran I. Hasil verifikasi per kriteria")
    yield from instrument_notice(values.instrument)
    yield from criteria_parts(values)
    yield Heading("Lampiran II. Temuan dan saran")
    yield findings_part(values)


MINUTES = DocumentKind(
    key="berita-acara",
    title="Berita acara verifikasi",
    room="award",
    subjects=entry_subjects,
    gather=gather_minutes,
    draw=draw,
    alone=1,
    numbered=minutes_number,
    docx=docx,
)
