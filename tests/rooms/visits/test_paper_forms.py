"""Numbered paper forms: asked for in one dialog, every page with number and code, every size and variant."""

from collections.abc import Sequence
from datetime import date
from io import BytesIO

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from sqlalchemy.orm import Session
from tests.kit.speaking import assert_mnemonics_unique, assert_speaks
from tests.rooms.visits.conftest import Make

from berkas.engine.due import rulebook_of
from berkas.engine.issuing import Stamp, Subject
from berkas.engine.rulebook import Rulebook
from berkas.kit import theme
from berkas.rooms.visits.commands import make_forms
from berkas.rooms.visits.editor.formsdialog import FormsDialog
from berkas.rooms.visits.report.form import FORM
from berkas_db.book import Book
from berkas_db.changes import ANYONE
from berkas_db.tables import Visit

DAY = date(2025, 6, 12)


def today() -> date:
    return DAY


@pytest.fixture
def dialog(qtbot: QtBot, qapp: object) -> FormsDialog:
    if not getattr(qapp, "styleSheet")():  # noqa: B009  the application is not typed here
        theme.apply(qapp)  # pyright: ignore[reportArgumentType]
    made = FormsDialog(None, Rulebook.load().instruments(), today)  # pyright: ignore[reportArgumentType]
    qtbot.addWidget(made)
    made.show()
    return made


def test_the_dialog_offers_the_interview_first_and_all_variants(dialog: FormsDialog) -> None:
    assert dialog.form.values() == {
        "instrument": "monev_litigasi", "number": 10, "variant": "biasa", "page": "a4",
    }  # fmt: skip
    assert_speaks(dialog)
    assert_mnemonics_unique(dialog)


def test_a_wrong_number_is_said_beside_it(dialog: FormsDialog, qtbot: QtBot) -> None:
    dialog.form.set_value("number", 201)
    qtbot.mouseClick(dialog.go, Qt.MouseButton.LeftButton)
    assert dialog.isVisible()
    assert [problem.key for problem in dialog.form.problems()] == ["number"]
    dialog.form.set_value("number", 2)
    qtbot.mouseClick(dialog.go, Qt.MouseButton.LeftButton)
    assert not dialog.isVisible()


def drawn(session: Session, visit: int) -> bytes:
    subject = Subject("", "", Visit, visit)
    values = FORM.gather(session, rulebook_of(session), subject, DAY)
    return FORM.draw(values, Stamp(DAY))


@pytest.mark.parametrize(("variant", "page", "high"), [
    ("biasa", "a4", 297), ("biasa", "f4", 330), ("huruf_besar", "f4", 330), ("gambar", "a4", 297),
])  # fmt: skip
def test_every_page_of_every_form_has_its_number_and_code(
    book: Book, make_visit: Make, variant: str, page: str, high: int
) -> None:
    visit = make_visit()
    own = {"variant": variant, "page": page}
    book.change(make_forms, ANYONE, visit, "monev_nonlitigasi", 2, **own).result()
    pdf = book.glance(drawn, visit)
    pages = PdfReader(BytesIO(pdf)).pages
    numbers = [_number(each.extract_text()) for each in pages]
    assert set(numbers) == {"0001", "0002"}
    assert numbers == sorted(numbers), "one form after the other"
    assert numbers.count("0001") == numbers.count("0002")
    assert {round(float(each.mediabox.height) / 72 * 25.4) for each in pages} == {high}
    first = _before(pages[0].extract_text(), ["Rumusan kantor", "Persetujuan wawancara", "boleh menolak"])
    assert first == sorted(first), "reservation, then consent, before every question"


def _number(text: str) -> str:
    assert "-F00" in text
    return text.partition("Formulir ")[2][:4]


def _before(text: str, words: Sequence[str]) -> list[int]:
    squeezed = " ".join(text.split())
    return [squeezed.index(each) for each in words]
