"""Papers for the tests: one of every kind, and how to read a PDF back."""

from datetime import date, timedelta
from io import BytesIO

import pypdfium2
from PIL import Image
from pypdf import PdfReader

from berkas.paper.frame import Frame, Letterhead, PaperCode, Size
from berkas.paper.parts import (
    Align,
    Band,
    CarbonCopies,
    Contents,
    Count,
    Counts,
    Criteria,
    Criterion,
    Finding,
    Findings,
    Heading,
    Item,
    KeyValues,
    LetterOpening,
    Listing,
    Marker,
    NewPage,
    Notice,
    Para,
    Part,
    Signatures,
    Signer,
    Table,
    TableColumn,
    Tick,
    Title,
)
from berkas.paper.pictures import (
    Ask,
    Bar,
    BarChart,
    Cover,
    DayStrip,
    LineChart,
    PhotoItem,
    Photos,
    Poster,
    Question,
    QuestionGrid,
    Series,
    Step,
    StripDay,
)
from berkas.paper.words import bold

LONG_NAME = (
    "Lembaga Pemasyarakatan Kelas IIA Contoh Wilayah Kepulauan yang Namanya Panjang Sekali "
    "Sampai Seratus Dua Puluh Huruf Lebih"
)
SENTENCE = (
    "Tim verifikasi melihat dan mencoba sendiri seluruh fasilitas layanan serta mencatat kekurangannya. "
)
ISSUED = "2025-06-12T03:10:00.000Z"


def jpeg(shade: int = 120, size: tuple[int, int] = (64, 48)) -> bytes:
    buffer = BytesIO()
    Image.new("RGB", size, (shade % 256, (shade * 7) % 256, 90)).save(buffer, "JPEG")
    return buffer.getvalue()


def logo() -> bytes:
    buffer = BytesIO()
    Image.new("RGBA", (60, 60), (20, 40, 120, 200)).save(buffer, "PNG")
    return buffer.getvalue()


HEAD = Letterhead(
    ("KEMENTERIAN HUKUM REPUBLIK INDONESIA", "KANTOR WILAYAH KEPULAUAN CONTOH"),
    "Jalan Contoh Nomor 1, Pangkal Contoh",
    ("Telepon (0717) 000000", "Surel kanwil@contoh.go.id"),
    logo(),
)
CODE = PaperCode(
    "K7QF2M9X4TRD", "BERKAS1|BA-12|0|2041|20250612T031000Z|" + "9f86d081884c7d65" * 4, "W.7-HA.01.01-12"
)
SIGN = Signatures(
    (
        Signer(("Kepala Lapas Contoh,",), "Budi Contoh", "19700101 199503 1 001"),
        Signer(
            ("a.n. Kepala Kantor Wilayah,", "Ketua Tim Verifikasi,"), "Siti Contoh", "19800101 200501 2 001"
        ),
        Signer(("Saksi,",)),
    ),
    "Pangkal Contoh, 12 Juni 2025",
)
CRITERIA = Criteria(
    ("Ada", "Proses", "Tidak"),
    (
        Band("Bagi pengunjung"),
        Criterion("1", "Maklumat pelayanan", "Ada", "Foto 1", code="II.a.1"),
        Criterion("2", LONG_NAME, "Tidak", "", "perlu foto baru"),
        Criterion("3", "Jalan landai", None, outside="tidak dapat dinilai"),
    ),
    caption="II.a Fasilitas bagi pengunjung",
)
BERITA_ACARA: tuple[Part, ...] = (
    Title("Berita Acara Verifikasi", "W.7-HA.01.01-12", "Pelayanan Publik Berbasis HAM"),
    Para(
        (
            "Pada hari ini ",
            bold("Kamis"),
            " tanggal dua belas bulan Juni tahun dua ribu dua puluh lima. ",
            SENTENCE * 2,
        )
    ),
    KeyValues((("Nama", "Siti Contoh"), ("Jabatan", f"Kepala {LONG_NAME}"), ("NIP", ""))),
    CRITERIA,
    Counts((Count("Ada", 2), Count("Tidak", 1)), caption="Rekapitulasi"),
    Findings(
        (
            Finding(
                "1",
                "Loket belum terpisah",
                "Pisahkan loket",
                "II.a.11",
                "Kasubbag TU",
                "30 Juni 2025",
                "terbuka",
            ),
        )
    ),
    Notice("Rumusan kantor, bukan naskah resmi.", "Keterangan"),
    Para(SENTENCE * 2),
    SIGN,
)
LETTER: tuple[Part, ...] = (
    LetterOpening(
        "W.7-1741", "Pangkal Contoh, 12 Juni 2025", ("Direktur Jenderal HAM", "di Jakarta"), "Usulan predikat"
    ),
    Para(SENTENCE * 3, first_line=True),
    Listing(
        ("Berkas verifikasi;", Item("Rekapitulasi:", Listing(("per kriteria;", "per unit."), Marker.LETTER)))
    ),
    Signatures((Signer(("Kepala Kantor Wilayah,",), "Ratna Contoh", "19750101 200003 2 002"),)),
    CarbonCopies(("Inspektur Jenderal.",)),
)


def register(count: int) -> Table:
    columns = (
        TableColumn("No", mm=12, align=Align.CENTRE),
        TableColumn("Nomor", mm=26, group="Pengaduan"),
        TableColumn("Perihal", share=3, group="Pengaduan"),
        TableColumn("Selesai", mm=18, align=Align.CENTRE),
    )
    rows = [
        (str(n + 1), f"PGD-{n + 1:05d}", SENTENCE[: 20 + n * 7 % 70], Tick(done=n % 2 == 0))
        for n in range(count)
    ]
    return Table(columns, rows, caption="Register Pengaduan", note="Sumber: register kantor.")


def strip() -> DayStrip:
    start = date(2025, 3, 26)
    days = [start + timedelta(days=n) for n in range(20)]
    return DayStrip(
        tuple(
            StripDay(
                day,
                None if day.weekday() > 4 else n,
                "akhir pekan" if day.weekday() > 4 else "",
                "diterima" if n == 0 else "",
            )
            for n, day in enumerate(days)
        ),
        "Tenggat jawaban",
    )


CHARTS: tuple[Part, ...] = (
    Title("Lembar grafik"),
    BarChart(
        "Pengaduan per kelas", (Bar("Pengawasan", 12), Bar(LONG_NAME, 3), Bar("Aspirasi", None)), "berkas"
    ),
    LineChart(
        "Indeks",
        ("Jan", "Feb", "Mar"),
        (Series("SKM", (82.5, None, 84.0)), Series("SPAK", (90.0, 91.0, 92.0))),
    ),
    strip(),
)
FORM: tuple[Part, ...] = (
    Title("Wawancara"),
    Question("1", "Responden bersedia diwawancarai", options=(("1", "Ya"), ("2", "Tidak"))),
    Question("2", "NIK", Ask.DIGITS, boxes=16),
    Question("3", "Tahap yang didampingi", Ask.MULTI, tuple((str(n), f"Tahap ke-{n}") for n in range(1, 8))),
    Question("4", "Saran", Ask.TEXT, lines=3),
    QuestionGrid(
        (("1", "Jarang"), ("2", "Sering")), (("5", "Sopan"), ("6", "Mudah dihubungi"), ("7", LONG_NAME))
    ),
)
POSTER = Poster(
    "Ingin mengadu? Begini caranya",
    "Gratis dan rahasia",
    tuple(Step(f"Langkah {n}", SENTENCE) for n in range(1, 5)),
    (("5 hari kerja", "pemeriksaan"), ("10 hari kerja", "jawaban")),
    (("Telepon", "(0717) 000000"),),
    "Identitas pelapor dirahasiakan.",
    "https://contoh.go.id",
    "Pindai",
    ("KANTOR WILAYAH KEPULAUAN CONTOH",),
    logo(),
)


def photos(count: int, per_page: int = 4) -> Photos:
    return Photos(
        tuple(
            PhotoItem(
                jpeg(n),
                f"Keterangan foto {n + 1}",
                "II.a.1",
                "Pintu utama",
                "12 Juni 2025 10.42",
                "Siti Contoh",
            )
            for n in range(count)
        ),
        per_page,
    )


DOSSIER: tuple[Part, ...] = (
    Cover(
        "Berkas Verifikasi",
        LONG_NAME,
        ("KANTOR WILAYAH CONTOH",),
        (("Nomor", "12"),),
        ("Pangkal Contoh", "2025"),
        logo(),
    ),
    Contents(),
    NewPage(letterhead=True),
    Heading("Berita acara"),
    *BERITA_ACARA,
    NewPage(),
    Heading("Dokumentasi foto"),
    photos(5),
    NewPage(landscape=True),
    Heading("Register"),
    Heading("Pengaduan", 2),
    register(60),
)
ISSUE = {
    "code": CODE,
    "issued_at": ISSUED,
    "author": "Kanwil Contoh",
    "subject": "P2HAM",
    "keywords": "contoh",
}
KINDS: dict[str, tuple[tuple[Part, ...], Frame]] = {
    "berita acara": (BERITA_ACARA, Frame("Berita Acara", letterhead=HEAD, **ISSUE)),
    "berita acara F4": (BERITA_ACARA, Frame("Berita Acara", Size.F4, letterhead=HEAD, **ISSUE)),
    "berita acara huruf besar": (BERITA_ACARA, Frame("Berita Acara", letterhead=HEAD, type_size=18, **ISSUE)),
    "surat": (LETTER, Frame("Surat", letterhead=HEAD, **ISSUE)),
    "register": ((register(150),), Frame("Register", landscape=True, letterhead=HEAD, **ISSUE)),
    "grafik": (CHARTS, Frame("Grafik", **ISSUE)),
    "formulir": (FORM, Frame("Formulir", letterhead=HEAD, watermark="")),
    "formulir huruf besar": (FORM, Frame("Formulir", type_size=18, watermark="")),
    "poster": ((POSTER,), Frame("Poster", watermark="")),
    "berkas": (DOSSIER, Frame("Berkas", letterhead=HEAD, duplex=True, **ISSUE)),
}


def pages(pdf: bytes) -> list[str]:
    """The text of every page."""
    return [page.extract_text() for page in PdfReader(BytesIO(pdf)).pages]


def squeezed(text: str) -> str:
    """Text without white space: line breaks of the paper do not matter."""
    return "".join(text.split())


def picture(pdf: bytes, page: int = 0, dpi: int = 60) -> Image.Image:
    """A page as a grey picture."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        return document[page].render(scale=dpi / 72).to_pil().convert("L")
    finally:
        document.close()
