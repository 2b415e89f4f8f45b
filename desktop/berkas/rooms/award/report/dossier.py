"""`dossier`: everything about one unit in a round, from the cover to the photos, in one bound paper."""

from collections.abc import Iterable
from dataclasses import replace
from functools import partial

from berkas.engine.issuing import DocumentKind, Stamp
from berkas.paper.document import render
from berkas.paper.frame import Frame
from berkas.paper.parts import (
    Align,
    Attached,
    Contents,
    Heading,
    NewPage,
    Notice,
    NoticeKind,
    Para,
    Part,
    Table,
    TableColumn,
    Tone,
)
from berkas.paper.pictures import Cover, PhotoItem, Photos
from berkas.paper.twin import render_html
from berkas.paper.words import italic
from berkas.rooms.award.report.checkpaper import check_parts
from berkas.rooms.award.report.choices import USUAL, DossierChoices
from berkas.rooms.award.report.gather import day, entry_subjects, gather_dossier
from berkas.rooms.award.report.minutes import NAME, NUMBER_FOLLOWS, frame, minutes_parts
from berkas.rooms.award.report.pieces import (
    counts_parts,
    criteria_parts,
    findings_part,
    instrument_notice,
)
from berkas.rooms.award.report.recap import units_parts
from berkas.rooms.award.report.values import DossierValues, ProofValues

HIDDEN = "pengaduan rahasia tidak dirinci di sini."


def draw(values: DossierValues, stamp: Stamp, choices: DossierChoices = USUAL) -> bytes:
    """The whole dossier; a draft ends with what is still missing."""
    return render(*compose(values, stamp, choices))


def compose(
    values: DossierValues, stamp: Stamp, choices: DossierChoices = USUAL
) -> tuple[tuple[Part, ...], Frame]:
    """The parts and the frame of the dossier: what its pages and its twins are made of."""
    return dossier_parts(values, stamp, choices), dossier_frame(values, stamp, choices)


def draw_html(values: DossierValues, stamp: Stamp, choices: DossierChoices = USUAL) -> str:
    """The same as one page that a screen reader can follow."""
    return render_html(*compose(values, stamp, choices))


def dossier_kind(choices: DossierChoices) -> DocumentKind:
    """The dossier as it was chosen to be printed; number, code and what it is made of stay the dossier's."""
    return replace(
        DOSSIER,
        draw=partial(draw, choices=choices),
        compose=partial(compose, choices=choices),
        choices=choices.as_kept(),
    )


def dossier_frame(values: DossierValues, stamp: Stamp, choices: DossierChoices) -> Frame:
    """The sheet of a dossier."""
    return replace(
        frame(values, stamp, f"Hasil Verifikasi P2HAM {values.unit}"),
        size=choices.size or values.office.size,
        saving=choices.saving,
        duplex=choices.duplex,
        type_size=choices.type_size,
    )


def dossier_parts(values: DossierValues, stamp: Stamp, choices: DossierChoices) -> tuple[Part, ...]:
    """Everything that was chosen, in the order of the dossier."""
    shown = values if choices.remarks else replace(values, notes={})
    parts: list[Part] = [_cover(shown, stamp), Contents()]
    if choices.has("berita_acara"):
        parts += [NewPage(letterhead=True), *minutes_parts(shown, listed=True)]
    body = [
        *(_results(shown) if choices.has("kriteria") else ()),
        *(_matters(shown) if choices.has("pengaduan") else ()),
        *(_past(shown) if choices.has("riwayat") else ()),
        *(_proof_list(shown) if choices.has("daftar_bukti") else ()),
    ]
    if body:
        parts += [NewPage(), *body]
    if choices.has("foto"):
        parts += _photos(shown, choices.per_page)
    if choices.has("lampiran"):
        parts += _documents(shown)
    if shown.recap is not None and choices.has("rekapitulasi"):
        heading = Heading("Rekapitulasi seluruh unit dalam putaran")
        parts += [NewPage(landscape=True), heading, *units_parts(shown.recap)]
    if stamp.code is None and choices.remarks:
        parts += [NewPage(landscape=False), *_check(shown)]
    return tuple(parts)


def _cover(values: DossierValues, stamp: Stamp) -> Part:
    kop = values.office.letterhead
    details = (
        ("Putaran", values.round.title),
        ("Naskah kriteria", values.round.regulation),
        ("Tanggal verifikasi", values.verified_on),
        ("Nomor berita acara", values.minutes_number or NUMBER_FOLLOWS),
        ("Kepala unit", values.head.name),
        ("Nomor dokumen", stamp.number or NUMBER_FOLLOWS),
    )
    return Cover(
        title="Dokumen Hasil Verifikasi",
        subject=f"{NAME}\n{values.unit}",
        office=kop.lines if kop else (values.office.name,),
        details=details,
        lines=tuple(line for line in (values.office.city, str(values.round.year)) if line),
        logo=kop.logo if kop else None,
    )


def _results(values: DossierValues) -> Iterable[Part]:
    yield Heading("Hasil verifikasi per kriteria")
    yield Para(
        "Nomor foto dan dokumen pada kolom Data Pendukung merujuk ke daftar data dukung.",
        tone=Tone.SMALL,
    )
    yield from instrument_notice(values.instrument)
    yield from criteria_parts(values)
    yield Heading("Hitungan jawaban")
    yield from counts_parts(values)
    yield Heading("Temuan, saran, dan batas perbaikan")
    yield findings_part(values)


def _matters(values: DossierValues) -> Iterable[Part]:
    year, matters = values.round.year, values.matters
    yield Heading(f"Pengaduan tentang unit pada tahun {year}")
    yield Table(
        (
            TableColumn("No", mm=11, align=Align.CENTRE),
            TableColumn("Nomor register", share=1.6),
            TableColumn("Diterima", share=1.3),
            TableColumn("Kelas", share=2.2),
            TableColumn("Keadaan", share=1.6),
            TableColumn("Selesai", share=1.3),
        ),
        [
            (
                str(number),
                line.number,
                day(line.received_on),
                line.complaint_class.label,
                line.status.label,
                day(line.closed_on) or "–",
            )
            for number, line in enumerate(matters.complaints, 1)
        ],
        empty=f"Tidak ada pengaduan tentang unit ini yang tercatat pada tahun {year}.",
        note=f"{matters.hidden} {HIDDEN}" if matters.hidden else "",
    )
    yield Heading(f"Pengawasan Ombudsman pada tahun {year}")
    yield Table(
        (
            TableColumn("No", mm=11, align=Align.CENTRE),
            TableColumn("Pokok dan komponen", share=1.7),
            TableColumn("Temuan", share=2.4),
            TableColumn("Saran atau tindakan korektif", share=2),
            TableColumn("Batas", share=1.1),
            TableColumn("Keadaan", share=1.3),
        ),
        [
            (
                str(number),
                "\n".join(part for part in (line.subject, line.component, day(line.on_date)) if part),
                line.text or "–",
                line.advice or (line.kind.label if line.kind else "–"),
                day(line.due_on) or "–",
                line.status.label if line.status else "–",
            )
            for number, line in enumerate(matters.supervision, 1)
        ],
        empty=f"Tidak ada pengawasan Ombudsman terhadap unit ini yang tercatat pada tahun {year}.",
    )


def _past(values: DossierValues) -> Iterable[Part]:
    yield Heading("Penghargaan terdahulu dan inovasi")
    yield Table(
        (
            TableColumn("Tahun", mm=18, align=Align.CENTRE),
            TableColumn("Penghargaan", share=3),
            TableColumn("Keputusan", share=2),
        ),
        [(str(year_), award, number or "–") for year_, award, number in values.matters.history],
        empty="Belum ada penghargaan terdahulu yang tercatat.",
    )
    yield Table(
        (TableColumn("Inovasi", share=2), TableColumn("Uraian", share=4), TableColumn("Sejak", share=1.3)),
        [(name, text or "–", day(since) or "–") for name, text, since in values.matters.innovations],
        empty="Belum ada inovasi yang tercatat.",
    )


def _proof_list(values: DossierValues) -> Iterable[Part]:
    """The index of evidence; what nobody noted of any proof has no column, so that captions have room."""
    noted = (
        (TableColumn("Tempat", share=1.8), [proof.place for proof in values.proofs]),
        (TableColumn("Diambil", mm=24), [proof.taken for proof in values.proofs]),
        (TableColumn("Oleh", share=1.5), [proof.taker for proof in values.proofs]),
    )
    shown = [(column, words) for column, words in noted if any(words)]
    yield Heading("Daftar data dukung")
    yield Table(
        (
            TableColumn("Nomor", mm=23),
            TableColumn("Butir", mm=20, align=Align.CENTRE),
            TableColumn("Keterangan", share=3.2),
            *(column for column, _words in shown),
        ),
        [
            (
                f"{'Foto' if proof.is_photo else 'Dokumen'} {proof.number}",
                proof.item_place,
                "; ".join(part for part in (proof.name or "Tanpa keterangan", proof.shared) if part),
                *(words[place] or "–" for _column, words in shown),
            )
            for place, proof in enumerate(values.proofs)
        ],
        empty="Belum ada data dukung.",
    )


def _photos(values: DossierValues, per_page: int | None) -> Iterable[Part]:
    """Photo pages; by themselves six to a page when all lie, otherwise four. What must be covered is named,
    not shown.
    """
    photos = [proof for proof in values.proofs if proof.is_photo]
    if photos:
        yield NewPage()
    yield Heading("Dokumentasi foto")
    shown = tuple(_photo(proof, proof.image) for proof in photos if proof.image is not None)
    yield Photos(
        shown,
        per_page=per_page or (6 if all(proof.is_wide for proof in photos) else 4),
        empty="Belum ada foto yang dapat dicetak.",
    )
    withheld = ", ".join(str(proof.number) for proof in photos if proof.image is None)
    if withheld:
        yield Notice(
            f"Foto {withheld} tidak dicetak karena memperlihatkan yang harus ditutup.",
            kind=NoticeKind.IMPORTANT,
        )


def _photo(proof: ProofValues, image: bytes) -> PhotoItem:
    return PhotoItem(
        image=image,
        caption=proof.name,
        item_code=proof.item_place,
        place=proof.place,
        taken=proof.taken,
        taker=proof.taker,
        alt=proof.alt or proof.name,
        number=proof.number,
    )


def _documents(values: DossierValues) -> list[Part]:
    """PDF documents, page by page."""
    attached = [proof for proof in values.proofs if proof.pdf is not None]
    if not attached:
        return []
    return [
        NewPage(),
        Heading("Lampiran dokumen"),
        *(
            Attached(
                proof.pdf or b"",
                f"Dokumen {proof.number} (butir {proof.item_place}): {proof.name or proof.file_name}",
            )
            for proof in attached
        ),
    ]


def _check(values: DossierValues) -> Iterable[Part]:
    """What is still missing: on drafts only, never on an issued dossier."""
    yield Heading("Periksa kelengkapan (hanya pada draf)")
    yield from check_parts(values.check)
    yield Para((italic("Bagian ini tidak ikut dalam dokumen yang diterbitkan."),), tone=Tone.SMALL)


DOSSIER = DocumentKind(
    key="dossier",
    title="Dokumen hasil verifikasi",
    room="award",
    subjects=entry_subjects,
    gather=gather_dossier,
    draw=draw,
    alone=1,
    compose=compose,
    choices=USUAL.as_kept(),
)
