"""Retensi: rules are empty until the office enters them; due identities are codes; the list is printed."""

import io
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from pypdf import PdfReader
from pytestqt.qtbot import QtBot

from berkas.desk import Desk
from berkas.engine import identities, retention
from berkas.engine.issuing import draft, issue
from berkas.engine.rulebook import Rulebook
from berkas.kit import dialogs, theme
from berkas.rooms.office.editor import retention as editor
from berkas.rooms.office.editor.retention import RetentionPage
from berkas.rooms.office.report import PROPOSAL
from berkas_db.book import Book
from berkas_db.changes import ANYONE, Step
from berkas_db.tables import Aspiration, Identity

NAME = "Contoh Rahasia Nama 7731"
RULES = Rulebook.load()
RULE = {"active_years": 1, "inactive_years": 1, "disposition": "musnah", "legal_basis": "JRA contoh"}
TODAY = date(2026, 6, 12)


def somebody(step: Step) -> int:
    person = identities.put(step, {"name": NAME})
    step.insert(
        Aspiration, {"code": "ASP-1", "on_date": "2020-06-12", "identity_id": person, "text": "Usul (contoh)"}
    )
    return person


@pytest.fixture
def page(book: Book, qapp: Any, qtbot: QtBot) -> Iterator[RetentionPage]:  # noqa: ANN401
    if not qapp.styleSheet():
        theme.apply(qapp)
    book.change(somebody, ANYONE).result()
    desk = Desk(book, ANYONE, RULES, lambda: TODAY)
    made = RetentionPage(desk)
    qtbot.addWidget(made)
    made.resize(1100, 700)
    made.show()
    qtbot.waitExposed(made)
    yield made
    desk.close()


def test_rules_are_entered_then_codes_are_due_and_taken_out(
    page: RetentionPage, book: Book, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    qtbot.waitUntil(lambda: page.rules_words.text().startswith("Belum diisi: Perkara"))
    monkeypatch.setattr(editor, "ask_form", lambda *_a, **_k: dict(RULE))
    page.ask_rule("aspirasi")
    qtbot.waitUntil(lambda: "aktif 1 tahun, inaktif 1 tahun, lalu musnah" in page.rules_words.text())
    qtbot.waitUntil(lambda: page.table.grid.model().rowCount() == 1)
    model = page.table.grid.model()
    texts = [str(model.index(0, column).data()) for column in range(model.columnCount())]
    assert "ID-00001" in texts
    assert not any(NAME in each for each in texts)
    assert "1 Juni 2027" in page.copies_words.text()
    page.table.select(1)
    monkeypatch.setattr(dialogs, "ask_text", lambda *_a, **_k: "batas retensi lewat")
    monkeypatch.setattr(dialogs, "ask_word", lambda *_a, **_k: True)
    monkeypatch.setattr(page, "_chosen", lambda: [1])
    page._ask_anonymise()
    qtbot.waitUntil(lambda: book.glance(lambda s: s.query(Identity).one().name) is None)
    qtbot.waitUntil(lambda: page.table.grid.model().rowCount() == 0)


def test_the_proposal_is_printed_with_codes_and_says_what_it_needs(book: Book) -> None:
    book.change(somebody, ANYONE).result()
    book.change(retention.save_rule, ANYONE, "aspirasi", RULE).result()
    book.change(retention.make_list, ANYONE).result()
    (subject,) = book.read(PROPOSAL.subjects).result()
    pdf = draft(book, RULES, PROPOSAL, subject, TODAY)
    said = " ".join(" ".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages).split())
    for words in ("ASP-1", "12 Juni 2022", "JRA contoh", "penilaian", "ANRI Nomor 25 Tahun 2012", "DRAF"):
        assert words in said
    assert NAME not in said
    issued = book.change(issue, ANYONE, RULES, PROPOSAL, subject, TODAY).result().value
    assert issued.number
