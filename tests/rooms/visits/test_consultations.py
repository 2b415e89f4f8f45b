"""Public consultations: berita acara and minutes from the survey, the event, and what was agreed."""

import io
from collections.abc import Callable
from datetime import date

import pytest
from pypdf import PdfReader

from berkas.engine.issuing import draft
from berkas.engine.rulebook import Rulebook
from berkas.rooms.visits.commands import save_event
from berkas.rooms.visits.queries.consultations import consultations
from berkas.rooms.visits.report import CONSULTATION_DOCUMENTS
from berkas_db.book import Book
from berkas_db.changes import ANYONE

from .surveying import all_of, keyed_rows, put_period

Make = Callable[..., int]
RULES = Rulebook.load()
HELD = {"on_date": "2025-06-20", "place": "Aula contoh", "participants": 24,
        "result": "Loket ketiga dibuka; kursi ditambah"}  # fmt: skip
PROBLEMS = [{"element": "Waktu", "problem": "Antrean hari Senin (contoh)"}]


def printed(book: Book, place: int, key: str) -> str:
    kind = CONSULTATION_DOCUMENTS[place]
    subject = book.read(kind.find, key).result()
    pdf = draft(book, RULES, kind, subject, date(2025, 7, 1))
    pages = PdfReader(io.BytesIO(pdf)).pages
    return " ".join(" ".join(page.extract_text().split()) for page in pages)


@pytest.fixture
def unit(make_unit: Make) -> int:
    return make_unit()


def test_a_consultation_without_an_event_leaves_room_for_the_hand(book: Book, unit: int) -> None:
    put_period(book, unit, code="S1", consultations=[HELD], problems=PROBLEMS)
    said = printed(book, 0, "LAPAS-X:S1:2025-06-20")
    assert "Rumusan kantor, bukan naskah resmi" in said
    assert "Jumat tanggal dua puluh bulan Juni" in said
    assert "24 (dua puluh empat) orang" in said
    assert "Indeks : belum ada" in said
    assert "2. kursi ditambah" in said
    assert "Antrean hari Senin (contoh)" in said
    notes = printed(book, 1, "LAPAS-X:S1:2025-06-20")
    assert "Notulis" in notes
    assert "Jumat, 20 Juni 2025" in notes


def test_an_event_brings_who_came_and_what_was_said(book: Book, unit: int) -> None:
    own = {
        "title": "FKP contoh", "kind": "forum_konsultasi_publik", "on_date": "2025-06-20", "place": "Aula",
        "moderator": "Pemandu Contoh", "summary": "Hasil survei dipaparkan.",
        "participants": [{"participant_group": "masyarakat", "men": 5, "women": 4}],
        "aspirations": [{"text": "Loket ditambah.", "participant_group": "masyarakat",
                         "status": "belum_ditindaklanjuti"}],
    }  # fmt: skip
    event = book.change(save_event, ANYONE, own, id=None, version=None).result().value
    put_period(book, unit, keyed_rows(), code="S1", consultations=[HELD | {"event_id": event}])
    said = printed(book, 0, "LAPAS-X:S1:2025-06-20")
    assert "9 (sembilan) orang" in said
    assert "survei internal, bukan nilai resmi" in said
    assert "Loket ditambah." in said
    notes = printed(book, 1, "LAPAS-X:S1:2025-06-20")
    assert "Pemandu Contoh" in notes
    assert "Hasil survei dipaparkan." in notes


def test_the_official_figure_stands_alone(book: Book, unit: int) -> None:
    put_period(book, unit, [all_of("4") for _ in range(40)], code="S1", consultations=[HELD],
               official_index=3.52, official_scale=4, official_source="3AS contoh")  # fmt: skip
    said = printed(book, 0, "LAPAS-X:S1:2025-06-20")
    assert "3,52 (skala 4)" in said
    assert "survei internal" not in said
    assert "100,00" not in said


def test_two_on_one_day_have_keys_of_their_own(book: Book, unit: int) -> None:
    period = put_period(book, unit, code="S1", consultations=[HELD, HELD | {"place": "Balai"}])
    lines = book.read(consultations, period_id=period).result()
    assert [one.key for one in lines] == ["LAPAS-X:S1:2025-06-20", "LAPAS-X:S1:2025-06-20:2"]
    assert "Balai" in printed(book, 0, lines[1].key)
