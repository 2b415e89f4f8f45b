"""The register of letters: saved, numbered, printed as PDF and DOCX, kept as issued; texts of the office."""

import io
from collections.abc import Callable
from datetime import date
from typing import Any

import docx
import pypdf
import pytest

from berkas.engine.issuing import Stamp, Subject, draft, issue
from berkas.engine.letter_texts import letter_text, shipped_texts
from berkas.engine.letters import give_number
from berkas.engine.rulebook import Rulebook
from berkas.rooms.office.commands.letters import begin_general, save_incoming, save_outgoing, save_text
from berkas.rooms.office.queries.letters import load_letter
from berkas.rooms.office.report.letter import LETTER
from berkas.rooms.office.report.register import REGISTER
from berkas.rules.letter_form import write_letter_form
from berkas_db.book import Book
from berkas_db.errors import Refused

TODAY = date(2025, 6, 12)
Change = Callable[..., Any]
BODY = """\
Sehubungan dengan pemeriksaan, kami sampaikan:

Hari : Kamis
Tempat : Aula **utama**

1. pertama
2. kedua

| No | Nama |
| 1 | Pejabat Contoh |

Terima kasih."""


@pytest.fixture
def letter(change: Change) -> int:
    values = {
        "subject": "Undangan rapat contoh",
        "recipient": "Kepala Unit Contoh\ndi Kota Contoh",
        "letter_on": "2025-06-12",
        "nature": "segera",
        "body": BODY,
        "copies": [{"recipient": "Arsip contoh"}, {"recipient": "Kepala Bagian Contoh"}],
        "initials": [{"name": "Pemaraf Contoh", "initialled_on": "2025-06-11"}],
    }
    return change(save_outgoing, values, id=None, version=None)


def pages(pdf: bytes) -> str:
    return "\n".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(pdf)).pages)


def test_a_letter_is_drawn_with_head_lines_and_parafs(book: Book, letter: int) -> None:
    subject = book.read(LETTER.find, f"SURAT-{letter}").result()
    text = pages(draft(book, Rulebook.load(), LETTER, subject, TODAY))
    head = ("Segera", "Undangan rapat contoh", "Yth.", "Kepala Unit Contoh", "nomor menyusul")
    lines = ("Aula utama", "kedua", "Pejabat Contoh", "Tembusan", "Arsip contoh", "Pemaraf Contoh")
    for words in (*head, *lines):
        assert words in text, words


def test_an_issued_letter_has_its_number_no_parafs_and_stays(book: Book, letter: int, change: Change) -> None:
    subject = book.read(LETTER.find, f"SURAT-{letter}").result()
    with pytest.raises(Refused, match="belum bernomor"):
        change(issue, Rulebook.load(), LETTER, subject, TODAY)
    number = change(give_number, letter)
    subject = book.read(LETTER.find, number).result()
    issued = change(issue, Rulebook.load(), LETTER, subject, TODAY)
    text = pages(issued.pdf)
    assert issued.number == number
    assert number in text
    assert "Pemaraf Contoh" not in text


def test_the_same_letter_is_a_word_file(book: Book, letter: int) -> None:
    subject = book.read(LETTER.find, f"SURAT-{letter}").result()
    values = book.read(LETTER.gather, Rulebook.load(), subject, TODAY).result()
    assert LETTER.docx is not None
    document = docx.Document(io.BytesIO(LETTER.docx(values)))
    said = "\n".join(paragraph.text for paragraph in document.paragraphs)
    cells = {cell.text for table in document.tables for row in table.rows for cell in row.cells}
    assert "Terima kasih." in said
    assert {"Undangan rapat contoh", "Pejabat Contoh"} <= cells


def test_copies_may_change_places(book: Book, letter: int, change: Change) -> None:
    record = book.read(load_letter, letter).result()
    turned = list(reversed(record.values["copies"]))
    change(save_outgoing, {"copies": turned}, id=letter, version=record.version)
    after = book.read(load_letter, letter).result()
    assert [row["recipient"] for row in after.values["copies"]] == ["Kepala Bagian Contoh", "Arsip contoh"]


def test_blank_fields_of_a_text_are_said_and_need_a_reason(change: Change) -> None:
    values = {"subject": "Contoh", "letter_on": "2025-06-12", "body": "Kepada {nama}"}
    with pytest.raises(Refused, match=r"isian kosong: \{nama\}"):
        change(save_outgoing, values, id=None, version=None)
    assert change(save_outgoing, values, id=None, version=None, reason="diisi tangan")


def test_an_incoming_letter_keeps_its_senders_number(book: Book, change: Change) -> None:
    values = {"sender": "Kantor Contoh", "number": "X-7", "received_on": "2025-06-12", "subject": "Jawaban"}
    letter = change(save_incoming, values, id=None, version=None)
    assert book.read(load_letter, letter).result().subtitle == "X-7"
    with pytest.raises(Refused, match="nomor pengirimnya"):
        change(give_number, letter)


def test_the_offices_own_text_replaces_the_shipped_one_from_its_day(book: Book, change: Change) -> None:
    own = write_letter_form(shipped_texts()["surat_umum"]).replace("terima kasih", "terima kasih banyak")
    change(save_text, {"key": "surat_umum", "valid_from": "2025-06-12", "body": own}, id=None, version=None)
    before = book.read(letter_text, "surat_umum", date(2025, 6, 11)).result()
    after = book.read(letter_text, "surat_umum", TODAY).result()
    assert "banyak" not in before.form.body
    assert "banyak" in after.form.body
    with pytest.raises(Refused, match="tidak memuat garis"):
        change(save_text, {"key": "x", "body": "tanpa kepala"}, id=None, version=None)


def test_a_letter_about_nothing_begins_from_a_general_text(book: Book, change: Change) -> None:
    letter = change(begin_general, "nota_dinas_umum", TODAY)
    assert book.read(load_letter, letter).result().values["is_number_pending"]
    subject = book.read(LETTER.find, f"SURAT-{letter}").result()
    assert "NOTA DINAS" in pages(draft(book, Rulebook.load(), LETTER, subject, TODAY))


def test_the_register_has_every_numbered_paper(book: Book, change: Change) -> None:
    first = change(begin_general, "surat_umum", TODAY)
    own = {"subject": "Undangan rapat", "recipient": "Kepala Lapas Contoh"}
    change(save_outgoing, own, id=first, version=None)
    number = change(give_number, first)
    secret = change(begin_general, "surat_umum", TODAY)
    change(save_outgoing, {"subject": "Nama yang ditelusuri", "is_secret": True}, id=secret, version=None)
    change(give_number, secret)
    waiting = change(begin_general, "surat_umum", TODAY)
    change(save_outgoing, {"subject": "Balasan"}, id=waiting, version=None)
    subject = book.read(LETTER.find, number).result()
    change(issue, Rulebook.load(), LETTER, subject, TODAY)
    rules = Rulebook.load()
    year = book.read(REGISTER.find, "2025").result()
    values = book.read(REGISTER.gather, rules, year, TODAY).result()
    assert values.numbered[0].to == "Kepala Lapas Contoh"
    assert [one.about for one in values.numbered] == ["Undangan rapat", "RAHASIA"]
    assert [one.about for one in values.pending] == ["Balasan"]
    assert number in pages(REGISTER.draw(values, Stamp(TODAY)))
    with pytest.raises(Refused, match="empat angka"):
        book.read(REGISTER.gather, rules, Subject("dua ribu", ""), TODAY).result()
