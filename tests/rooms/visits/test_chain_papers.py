"""The papers of one visit beside the report: berita acara, nominative list, photos, press; also as DOCX."""

import io
from collections.abc import Callable
from datetime import date

import docx
import pytest
from pypdf import PdfReader

from berkas.engine.evidence import prepare, uses_of
from berkas.engine.issuing import DocumentKind, Subject, draft, issue
from berkas.engine.rulebook import Rulebook
from berkas.media.sample import sample_photo
from berkas.rooms.visits.commands import save_visit
from berkas.rooms.visits.commands.photos import add_photos, describe_photo, remove_photo
from berkas.rooms.visits.report import (
    ASSIGNMENT,
    ATTENDANCE,
    DOCUMENTS,
    MINUTES,
    MONEV,
    NOMINATIVE,
    PHOTOS,
    PRESS,
)
from berkas.rooms.visits.report.ba import subjects_of
from berkas_db.book import Book
from berkas_db.changes import ANYONE
from berkas_db.errors import Refused
from berkas_db.tables import VisitPlace

Make = Callable[..., int]
RULES = Rulebook.load()
ON = date(2025, 6, 16)
KEY = "KEG-2025-001"


def said(pdf: bytes) -> str:
    return " ".join(" ".join(page.extract_text().split()) for page in PdfReader(io.BytesIO(pdf)).pages)


def printed(book: Book, kind: DocumentKind, key: str = KEY) -> str:
    return said(draft(book, RULES, kind, book.read(kind.find, key).result(), ON))


@pytest.fixture
def visit(
    make_visit: Make, make_unit: Make, make_official: Make, make_obh: Make, make_recipient: Make
) -> int:
    unit, other = make_unit(), make_unit("LPKA-X", "LPKA Kelas II Contoh", "lpka")
    obh = make_obh()
    results = ("ditemukan", "menolak", "bebas", "ditemukan", None)
    return make_visit(
        places=[
            {"kind": "upt", "unit_id": unit, "on_date": "2025-06-12", "from_time": "09.00",
             "received_by": "Budi Contoh, Kasi Binadik"},
            {"kind": "upt", "unit_id": other, "on_date": "2025-06-12"},
        ],
        members=[{"official_id": make_official(), "role": "ketua"}],
        traces=[
            {"recipient_id": make_recipient(f"PB-2025-00{number}", is_child=number == 5), "obh_id": obh,
             "place": 2 if number == 5 else 1, "result": result}
            for number, result in enumerate(results, 1)
        ],
        letters=[{"number": "W.7-HN.04.03-12", "letter_on": "2025-06-10"}],
    )  # fmt: skip


def test_every_place_has_its_own_minutes(book: Book, visit: int) -> None:
    places = book.read(subjects_of, visit, KEY).result()
    assert [place.title for place in places] == ["Lapas Kelas IIA Contoh", "LPKA Kelas II Contoh"]
    first, second = (printed(book, MINUTES, place.key) for place in places)
    for words in (
        "Kamis tanggal dua belas bulan Juni tahun dua ribu dua puluh lima",
        "Siti Contoh",
        "Budi Contoh, Kasi Binadik",
        "W.7-HN.04.03-12",
        "ditelusuri: 4 (empat) orang; ditemukan: 3 (tiga) orang",
        "Tidak ditemui: bebas 1",
    ):
        assert words in first
    for hidden in ("menolak", "PB-2025", "LBH Melati"):
        assert hidden not in first
    assert "pada LPKA Kelas II Contoh" in second
    assert "Budi Contoh" not in second


def test_minutes_keep_their_key_when_places_change_their_order(book: Book, visit: int) -> None:
    first = book.read(subjects_of, visit, KEY).result()[0]
    book.change(issue, ANYONE, RULES, MINUTES, first, ON).result()
    ids = [int(place.key.split(":")[1]) for place in book.read(subjects_of, visit, KEY).result()]
    units = book.glance(lambda s: {one.id: one.unit_id for one in s.query(VisitPlace).all()})
    rows = [
        {"id": id_, "kind": "upt", "on_date": "2025-06-12", "unit_id": units[id_]} for id_ in reversed(ids)
    ]
    book.change(save_visit, ANYONE, {"places": rows}, id=visit, version=None, reason="contoh").result()
    again = book.read(subjects_of, visit, KEY).result()
    assert {place.key: place.title for place in again}[first.key] == first.title


def test_the_nominative_list_hides_where_a_child_is(book: Book, visit: int) -> None:
    del visit
    text = printed(book, NOMINATIVE)
    assert "INTERNAL" in text
    assert text.count("LBH Melati") == 4
    assert "LPKA Kelas II Contoh" not in text
    assert "PB-2025-005 – – –" in text


def test_a_photo_is_printed_only_after_somebody_looked_at_it(book: Book, visit: int) -> None:
    proof = prepare(sample_photo("ruang_kunjungan", 1, size=(400, 300)), "foto.jpg")
    (use,) = book.change(add_photos, ANYONE, visit, [proof], place="Lapas Contoh").result().value
    assert "1 foto tidak dicetak" in printed(book, PHOTOS)
    book.change(describe_photo, ANYONE, use, {"caption": "Ruang kunjungan", "must_cover": False}).result()
    text = printed(book, PHOTOS)
    assert "Ruang kunjungan" in text
    assert "tidak dicetak" not in text
    book.change(remove_photo, ANYONE, use).result()
    assert book.read(uses_of, "visit_id", visit).result() == []
    with pytest.raises(Refused, match="sudah tidak ada"):
        book.change(remove_photo, ANYONE, use).result()


def test_the_press_text_is_printed_once_it_names_nobody(book: Book, visit: int) -> None:
    def write(text: str) -> None:
        book.change(
            save_visit, ANYONE, {"press_text": text}, id=visit, version=None, reason="contoh"
        ).result()

    subject = Subject(KEY, "Monev", None, visit)
    with pytest.raises(Refused, match="belum ditulis"):
        draft(book, RULES, PRESS, subject, ON)
    write("Kantor Contoh Pantau Bantuan Hukum\nResponden PB-2025-001 puas.")
    with pytest.raises(Refused, match="belum dapat dicetak"):
        draft(book, RULES, PRESS, subject, ON)
    write("Kantor Contoh Pantau Bantuan Hukum\nPenerima bantuan hukum menyampaikan tanggapan.")
    text = printed(book, PRESS)
    assert "Kantor Contoh Pantau Bantuan Hukum" in text
    assert "menyampaikan tanggapan" in text


def docx_of(book: Book, kind: DocumentKind, key: str) -> bytes:
    subject = book.read(kind.find, key).result()
    assert kind.docx is not None
    return kind.docx(book.read(kind.gather, RULES, subject, ON).result())


def test_papers_of_a_visit_open_again_as_docx(book: Book, visit: int) -> None:
    text = {"press_text": "Kegiatan berlangsung tertib."}
    book.change(save_visit, ANYONE, text, id=visit, version=None).result()
    place = book.read(subjects_of, visit, KEY).result()[0].key
    for kind, key in ((ASSIGNMENT, KEY), (ATTENDANCE, KEY), (MINUTES, place), (MONEV, KEY), (PRESS, KEY)):
        opened = docx.Document(io.BytesIO(docx_of(book, kind, key)))
        words = " ".join(
            [paragraph.text for paragraph in opened.paragraphs]
            + [cell.text for table in opened.tables for row in table.rows for cell in row.cells]
        )
        assert "PB-2025" not in words or kind is ATTENDANCE, kind.key
        assert len(words) > 60, kind.key


def test_every_paper_of_the_chain_can_be_printed_by_key() -> None:
    keys = {kind.key for kind in DOCUMENTS}
    assert {"ba-monev", "daftar-nominatif", "foto-kegiatan", "laporan-panwasda", "siaran-pers"} <= keys
