"""An event's photos, and what its participants knew before and after it."""

from datetime import date
from io import BytesIO
from typing import Any

import pytest
from pypdf import PdfReader
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from berkas.desk import Desk
from berkas.engine.evidence import prepare, uses_of
from berkas.engine.issuing import draft
from berkas.engine.rulebook import Rulebook
from berkas.kit import theme
from berkas.media.sample import sample_photo
from berkas.rooms.visits.commands import save_assessment, save_event
from berkas.rooms.visits.commands.photos import add_event_photos, describe_event_photo, remove_event_photo
from berkas.rooms.visits.editor.eventpage import EventPage
from berkas.rooms.visits.editor.keyinghead import KeyingHead
from berkas.rooms.visits.queries.eventsheets import event_sheets
from berkas.rooms.visits.report import EVENT
from berkas_db.book import Book
from berkas_db.changes import ANYONE
from berkas_db.errors import Refused

RULES = Rulebook.load()
NEW: dict[str, Any] = {"title": "Penyuluhan (contoh)", "on_date": "2025-06-12", "kind": "penyuluhan",
                       "place": "Balai"}  # fmt: skip
KNOWS = ("ACA_TEMPAT", "ACA_LAPOR", "ACA_WAKTU", "ACA_PPID", "ACA_BANKUM")


@pytest.fixture
def event(book: Book) -> int:
    return book.change(save_event, ANYONE, NEW, id=None, version=None).result().value


def ask(book: Book, event: int, number: int, moment: str, said: str) -> None:
    values = {"instrument": "evaluasi_acara", "event_id": str(event), "respondent_code": f"P-{number:02}",
              "interview_on": "2025-06-12"}  # fmt: skip
    answers = {"ACA_SAAT": moment} | dict.fromkeys(KNOWS, said)
    book.change(save_assessment, ANYONE, values, answers, reason="contoh").result()


def text(book: Book) -> str:
    subject = book.read(EVENT.subjects).result()[0]
    pages = PdfReader(BytesIO(draft(book, RULES, EVENT, subject, date(2025, 6, 13)))).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


def test_shares_before_and_after_stand_in_the_report(book: Book, event: int) -> None:
    assert "sebelum dan sesudah" not in text(book)
    for number in range(4):
        ask(book, event, number, "sebelum", "tahu" if number == 0 else "belum")
    for number in range(4, 8):
        ask(book, event, number, "sesudah", "ragu" if number == 4 else "tahu")
    (found,) = book.glance(event_sheets, event)
    assert (found.before, found.after, found.items[0].before, found.items[0].after) == (4, 4, (1, 4), (3, 4))
    said = text(book)
    for wanted in ("Sebelum (4 orang)", "25%", "Sesudah (4 orang)", "75%", "rumusan kantor"):
        assert wanted in said, wanted


def test_of_two_people_only_the_number_is_told(book: Book, event: int) -> None:
    ask(book, event, 1, "sebelum", "tahu")
    ask(book, event, 2, "sebelum", "belum")
    said = text(book)
    assert "Sebelum (2 orang)" in said
    assert "50%" not in said
    assert "kurang dari 3 responden" in said


def test_photos_are_printed_once_somebody_looked(book: Book, event: int) -> None:
    proof = prepare(sample_photo("ruang_kunjungan", 1, size=(400, 300)), "foto.jpg")
    (use,) = book.change(add_event_photos, ANYONE, event, [proof]).result().value
    assert "1 foto tidak dicetak" in text(book)
    book.change(describe_event_photo, ANYONE, use, {"caption": "Tanya jawab", "must_cover": False}).result()
    said = text(book)
    assert "Tanya jawab" in said
    assert "tidak dicetak" not in said
    book.change(remove_event_photo, ANYONE, use).result()
    assert book.glance(uses_of, "event_id", event) == []
    with pytest.raises(Refused, match="Acara ini sudah tidak ada"):
        book.change(add_event_photos, ANYONE, 99, [proof]).result()


def test_the_page_shows_photos_and_the_head_asks_for_the_event(
    book: Book, event: int, qtbot: QtBot, qapp: QApplication
) -> None:
    if not qapp.styleSheet():
        theme.apply(qapp)
    desk = Desk(book, ANYONE, RULES, lambda: date(2025, 6, 13))
    page = EventPage(desk)
    qtbot.addWidget(page)
    page.resize(1200, 700)
    page.show()
    page.visit(event)
    qtbot.waitUntil(lambda: page.record is not None and page.photos.visit_id == event)
    assert page.photos.isVisibleTo(page.sheet)
    owner = QWidget()
    qtbot.addWidget(owner)
    head = KeyingHead(desk, owner, QPushButton(owner), desk.lookup)
    for key, wanted, left_out in (
        ("evaluasi_acara", "event_id", "unit_id"),
        ("monev_posbankum", "posbankum_id", "unit_id"),
    ):
        head.show_head(RULES.instrument(key), {}, has_places=True, has_number=True)
        assert head.editor(wanted).isVisibleTo(head), key
        assert not head.editor(left_out).isVisibleTo(head), key
    desk.close()
