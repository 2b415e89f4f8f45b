"""Numbers are counted once each, by pattern and year; a refused command uses none."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from berkas.engine.numbering import next_code, next_number
from berkas_db.book import Book
from berkas_db.changes import ANYONE, Step
from berkas_db.errors import Refused
from berkas_db.tables import BookInfo, NumberPattern, Unit

DAY = date(2025, 6, 12)


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Book]:
    with Book.create(tmp_path / "contoh.berkas", office_name="Kantor Contoh") as made:
        yield made


def number(book: Book, kind: str = "berita-acara", on: date = DAY, classification: str = "") -> str:
    def command(step: Step) -> str:
        return next_number(step, kind, on, classification=classification)

    return book.change(command, ANYONE).result().value


def pattern(book: Book, kind: str, text: str, begins: str = "2025-01-01", **more: object) -> None:
    def command(step: Step) -> int:
        own = {"document_kind": kind, "pattern": text, "valid_from": begins}
        return step.insert(NumberPattern, own | more)

    book.change(command, ANYONE).result()


def test_without_a_pattern_a_plain_serial_is_written(book: Book) -> None:
    assert [number(book), number(book)] == ["001/VI/2025", "002/VI/2025"]


def test_every_year_begins_anew_and_old_years_go_on(book: Book) -> None:
    pattern(book, "berita-acara", "BA-{urut}/{tahun}", "2024-01-01")
    days = (date(2024, 12, 31), date(2025, 1, 1), date(2024, 12, 30))
    assert [number(book, on=day) for day in days] == ["BA-1/2024", "BA-1/2025", "BA-2/2024"]


def test_the_general_pattern_serves_what_has_none_of_its_own(book: Book) -> None:
    pattern(book, "umum", "W.7.{klasifikasi}-{urut}", classification="UM.01.01")
    pattern(book, "berita-acara", "BA-{urut}")
    assert number(book) == "BA-1"
    assert number(book, "surat-tugas") == "W.7.UM.01.01-1"
    assert number(book, "surat-tugas", classification="HN.04.03") == "W.7.HN.04.03-2"


def test_the_pattern_of_the_day_is_used_and_begins_where_the_office_says(book: Book) -> None:
    pattern(book, "berita-acara", "LAMA-{urut}", "2020-01-01", valid_until="2025-06-30")
    pattern(book, "berita-acara", "BARU-{urut}", "2025-07-01", first_serial=40)
    assert number(book) == "LAMA-1"
    assert [number(book, on=date(2025, 7, 1)) for _ in range(2)] == ["BARU-40", "BARU-41"]


def test_a_refused_command_uses_no_number(book: Book) -> None:
    def refuses(step: Step) -> None:
        next_number(step, "berita-acara", DAY)
        raise Refused("tidak jadi")

    with pytest.raises(Refused):
        book.change(refuses, ANYONE).result()
    assert number(book) == "001/VI/2025"


def test_a_copy_of_the_office_writes_its_prefix(book: Book) -> None:
    def part(step: Step) -> None:
        step.update(BookInfo, 1, {"number_prefix": "B-"})

    book.change(part, ANYONE).result()
    assert number(book) == "B-001/VI/2025"


def test_codes_go_on_behind_the_largest_also_of_trashed_ones(book: Book) -> None:
    def units(step: Step) -> list[str]:
        for code in ("LAPAS-002", "LAPAS-009", "LAPAS-X", "LAPASTIK-050"):
            step.insert(Unit, {"code": code, "name": code, "kind": "lapas"})
        step.trash(Unit, 2)
        return [next_code(step, Unit, "LAPAS"), next_code(step, Unit, "RUTAN", width=2)]

    assert book.change(units, ANYONE).result().value == ["LAPAS-010", "RUTAN-01"]


def test_a_paper_has_its_usual_classification_unless_its_own_pattern_says_another(book: Book) -> None:
    def pattern(step: Step, kind: str, classification: str) -> None:
        step.insert(
            NumberPattern,
            {
                "document_kind": kind,
                "pattern": "W.8.{klasifikasi}-{urut}",
                "classification": classification,
                "valid_from": "2025-01-01",
            },
        )

    def numbered(step: Step) -> str:
        return next_number(step, "surat-tugas", DAY, usual="HN.04.03")

    book.change(pattern, ANYONE, "umum", "HH.01.01").result()
    assert book.change(numbered, ANYONE).result().value == "W.8.HN.04.03-1"
    book.change(pattern, ANYONE, "surat-tugas", "KP.04.01").result()
    assert book.change(numbered, ANYONE).result().value == "W.8.KP.04.01-1"
