"""Half-keyed sheets: kept while keying, gone on with later on the same question."""

from collections.abc import Callable, Iterator
from datetime import date

import pytest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from berkas.desk import Desk, Place
from berkas.desk.draftlist import go_on
from berkas.engine.rulebook import Rulebook
from berkas.engine.unfinished import Unfinished, unfinished
from berkas.kit import dialogs, theme
from berkas.rooms.visits.page import KEYING, Page
from berkas_db.book import Book
from berkas_db.changes import ANYONE

Make = Callable[..., int]


@pytest.fixture
def page(book: Book, qtbot: QtBot, qapp: QApplication) -> Iterator[Page]:
    if not qapp.styleSheet():
        theme.apply(qapp)
    desk = Desk(book, ANYONE, Rulebook.load(), lambda: date(2025, 6, 12))
    made = Page(desk)
    qtbot.addWidget(made)
    desk.opening.connect(made.visit)
    made.resize(1366, 768)
    made.show()
    qtbot.waitExposed(made)
    made.activateWindow()
    yield made
    desk.close()


def drafts(book: Book) -> list[Unfinished]:
    return book.read(unfinished, ANYONE).result()


def test_a_half_keyed_sheet_of_a_visit_is_gone_on_with(
    page: Page, make_visit: Make, make_obh: Make, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    book = page.desk.book
    visit = make_visit()
    page.key_visit(visit)
    view = page.keying
    assert view.form is not None
    view.form.focus_item("CON01")
    here = QApplication.focusWidget()
    assert here is not None
    qtbot.keyClicks(here, "1")
    view.head.focus("interview_on")
    line = view.head.editor("interview_on").input
    assert isinstance(line, QLineEdit)
    line.clear()
    qtbot.keyClicks(line, "31 feb")
    qtbot.waitUntil(lambda: bool(drafts(book)) and drafts(book)[0].typed["head"]["interview_on"] == "31 feb")
    given = view.form.answers()["CON01"]
    monkeypatch.setattr(dialogs, "choose", lambda *_a, **_k: 0)
    view.leave()
    page.key_sheet(0)
    assert view.visit_id is None
    assert not view.is_changed()
    (draft,) = drafts(book)
    assert (draft.name, draft.place) == ("Lembar baru", KEYING)
    go_on(page.desk, draft)
    assert view.visit_id == visit
    assert view.form.answers()["CON01"] == given
    assert line.text() == "31 feb"
    qtbot.waitUntil(line.hasFocus)
    line.clear()
    qtbot.keyClicks(line, "12/6/2025")
    view.head.set_value("obh_id", str(make_obh()))
    view.save()
    qtbot.waitUntil(lambda: len(view.saved_ids) == 1)
    assert drafts(book) == []


def test_half_typed_text_of_an_answer_is_kept_with_its_place(
    page: Page,
    make_obh: Make,
    make_interview: Make,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    book = page.desk.book
    id_ = make_interview(make_obh())
    page.visit(Place("visits", KEYING, id_))
    view = page.keying
    qtbot.waitUntil(lambda: view.sheet is not None)
    form = view.form
    assert form is not None
    dated = next(each.key for each in form.route.questions if each.item.type.value == "tanggal")
    assert form.focus_item(dated)
    line = QApplication.focusWidget()
    assert isinstance(line, QLineEdit)
    line.clear()
    qtbot.keyClicks(line, "32 maret")
    line.setCursorPosition(2)
    qtbot.keyClicks(line, "x")
    qtbot.waitUntil(lambda: bool(drafts(book)) and dated in drafts(book)[0].typed["answers"]["half"])
    monkeypatch.setattr(dialogs, "choose", lambda *_a, **_k: 0)
    view.leave()
    page.visit(Place("visits", KEYING, id_))
    qtbot.waitUntil(view.drafting.band.isVisible)
    assert [each.label for each in view.compare(drafts(book)[0].typed)]
    view.drafting.band.resume.click()
    qtbot.waitUntil(lambda: isinstance(QApplication.focusWidget(), QLineEdit))
    again = QApplication.focusWidget()
    assert isinstance(again, QLineEdit)
    assert (again.text(), again.cursorPosition()) == ("32x maret", 3)
    assert view.form is not None
    assert dated in {problem.key for problem in view.form.problems()}
