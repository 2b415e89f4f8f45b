"""Letters of a visit: every shipped text about a visit is filled from it, and names no respondent."""

from collections.abc import Callable
from datetime import date

import pytest
from sqlalchemy import select

from berkas.engine.letter_texts import shipped_texts, texts_about
from berkas.engine.letters import begin_letter, give_number, letter_values
from berkas.rooms.visits.commands import save_visit
from berkas.rooms.visits.queries.visits import obhs_of_visit
from berkas.rooms.visits.report.letters import visit_letter_values
from berkas_db.book import Book
from berkas_db.changes import ANYONE, Actor
from berkas_db.errors import Refused
from berkas_db.tables import Letter, LetterCopy

TODAY = date(2025, 6, 10)
HOURS = {"from_time": "09:00", "until_time": "12:00"}
Make = Callable[..., int]


@pytest.fixture
def visit(book: Book, make_unit: Make, make_obh: Make, make_official: Make) -> int:
    unit, obh, official = make_unit(), make_obh(), make_official()
    values = {
        "title": "monitoring dan evaluasi bantuan hukum (contoh)",
        "state": "terlaksana",
        "from_date": "2025-06-12",
        "purposes": ("monev_bankum",),
        "recommendations": "memberi tahu klien bahwa layanan gratis\nmendampingi sejak penyidikan",
        "members": [{"official_id": official, "role": "ketua"}],
        "places": [
            {
                "kind": "upt",
                "unit_id": unit,
                "on_date": "2025-06-12",
                "from_time": "09:00",
                "until_time": "12:00",
            },
            {"kind": "kantor_pbh", "obh_id": obh, "on_date": "2025-06-12"},
        ],
        "letters": [{"number": "W.8.HN.04.03-17", "letter_on": "2025-06-09"}],
    }
    return book.change(save_visit, ANYONE, values, id=None, version=None).result().value


def test_every_text_about_a_visit_is_filled(book: Book, visit: int) -> None:
    values = book.read(visit_letter_values, visit, TODAY).result()
    texts = book.read(texts_about, "kegiatan", TODAY).result()
    assert len(texts) >= 7
    for text in texts:
        assert set(text.form.fields) <= set(values), text.key
        filled = text.form.filled(values | {"pbh": "LBH Melati (contoh)"})
        assert "{jadwal}" not in filled.body
        assert filled.subject


def test_a_letter_begins_from_its_text_and_is_numbered_once(book: Book, visit: int) -> None:
    values = book.read(visit_letter_values, visit, TODAY).result()
    letter = (
        book.change(begin_letter, ANYONE, "pemberitahuan_monev", values, TODAY, about_id=visit).result().value
    )
    kept = book.read(letter_values, letter).result()
    assert kept.to[0] == "Kepala Lapas Kelas IIA Contoh"
    assert "| 1 | Kamis, 12 Juni 2025 | 09.00–12.00 | Lapas Kelas IIA Contoh |" in kept.body
    assert (kept.number, kept.annexes) == ("", "1 (satu) berkas, RAHASIA")
    assert kept.copies == ("Kepala Kantor Wilayah Direktorat Jenderal Pemasyarakatan setempat",)
    number = book.change(give_number, ANYONE, letter).result().value
    assert book.read(letter_values, letter).result().number == number
    with pytest.raises(Refused, match="sudah bernomor"):
        book.change(give_number, ANYONE, letter).result()


def test_a_letter_stands_between_two_numbers(book: Book, visit: int) -> None:
    values = book.read(visit_letter_values, visit, TODAY).result()

    def begin() -> int:
        return (
            book.change(begin_letter, ANYONE, "pesan_singkat_monev", values, TODAY, about_id=visit)
            .result()
            .value
        )

    first, second, late, later = begin(), begin(), begin(), begin()
    for each in (first, second):
        book.change(give_number, ANYONE, each).result()
    numbers = [book.change(give_number, ANYONE, each, after=1).result().value for each in (late, later)]
    assert numbers == ["001.a/VI/2025", "001.b/VI/2025"]
    with pytest.raises(Refused, match="belum pernah diberikan"):
        book.change(give_number, ANYONE, begin(), after=9).result()


def test_a_text_for_the_press_is_not_printed_while_it_names_somebody(
    book: Book, visit: int, make_recipient: Make
) -> None:
    recipient = make_recipient()
    traces = {"traces": [{"recipient_id": recipient}]}
    book.change(save_visit, ANYONE, traces, id=visit, version=None).result()
    values = book.read(visit_letter_values, visit, TODAY).result()
    letter = (
        book.change(begin_letter, ANYONE, "siaran_pers_monev", values, TODAY, about_id=visit).result().value
    )
    said = book.read(letter_values, letter).result()
    assert "mewawancarai penerima bantuan hukum." in said.body
    body = f"{said.body}\n\nResponden PB-2025-001 puas."
    book.change(lambda step: step.update(Letter, letter, {"body": body}), ANYONE).result()
    with pytest.raises(Refused, match="belum dapat dicetak"):
        book.read(letter_values, letter).result()


def test_undoing_the_beginning_leaves_no_copies(book: Book, visit: int) -> None:
    values = book.read(visit_letter_values, visit, TODAY).result()
    book.change(begin_letter, ANYONE, "pemberitahuan_monev", values, TODAY, about_id=visit).result()
    book.undo(ANYONE).result()
    assert book.read(lambda session: session.execute(select(LetterCopy.id)).all()).result() == []


def test_who_only_reads_begins_no_letter(book: Book, visit: int) -> None:
    watcher = Actor(None, "Pengawas Contoh", "pengawas")
    with pytest.raises(Refused, match="tidak berhak"):
        book.change(begin_letter, watcher, "surat_umum", {}, TODAY, about_id=visit).result()


def test_the_obh_of_a_visit_are_those_traced_or_met(book: Book, visit: int) -> None:
    assert book.read(obhs_of_visit, visit).result() == []


def test_every_shipped_text_says_whose_words_it_is() -> None:
    assert shipped_texts()
    assert all(form.status == "rumusan_kantor" for form in shipped_texts().values())
