"""Second keying with real keys: the queue, blind keying, the tone, the three ways, the certificate."""

import io
import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot
from tests.kit.speaking import assert_mnemonics_unique, assert_speaks
from tests.twokeyers import key_survey

from berkas.desk import Desk, Place
from berkas.desk.draftlist import go_on
from berkas.engine import hashing
from berkas.engine.accounts import create_first_account, save_account
from berkas.engine.assessing import answers_of
from berkas.engine.issuing import draft
from berkas.engine.keying_batches import Batch
from berkas.engine.keying_quality import quality_of
from berkas.engine.rulebook import Rulebook
from berkas.engine.second_keying import draw_sample
from berkas.engine.unfinished import unfinished
from berkas.kit import dialogs, theme
from berkas.rooms.visits.commands.assessments import save_assessment
from berkas.rooms.visits.commands.surveys import save_survey_period
from berkas.rooms.visits.commands.visits import save_visit
from berkas.rooms.visits.editor.secondpage import SecondPage
from berkas.rooms.visits.page import SECOND, Page
from berkas.rooms.visits.report.certificate import CERTIFICATE
from berkas.rules.answers import Answer
from berkas.rules.vocabulary import AnswerPass
from berkas_db.book import Book
from berkas_db.changes import ANYONE, Actor
from berkas_db.tables import Obh, Unit

RULES = Rulebook.load()
RINA, BUDI = Actor(2, "Rina Contoh", "petugas"), Actor(3, "Budi Contoh", "verifikator")
REFUSED: dict[str, Answer] = {"CON01": "ya", "CON02": "ya", "CON03": "tidak"}
"""An interview that ends after the third question: short to key."""


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("kantor") / "contoh.berkas"
    hasher, hashing._HASHER = hashing._HASHER, hashing.PasswordHasher(time_cost=1, memory_cost=64)
    try:
        with Book.create(path, office_name="Kantor Wilayah Contoh") as book:
            book.change(
                create_first_account, ANYONE, "ani", "Ani Contoh", "sampan biru lewat teluk 42"
            ).result()
            admin = Actor(1, "Ani Contoh", "admin")
            for login, name, role in (("rina", RINA.name, RINA.role), ("budi", BUDI.name, BUDI.role)):
                values = {"login": login, "full_name": name, "role": role}
                book.change(save_account, admin, values, id=None, version=None).result()
            obh = {"code": "OBH-X", "name": "LBH Melati (contoh)", "is_example": True}
            book.change(lambda step: step.insert(Obh, obh), admin).result()
            visit = {"title": "Monev (contoh)", "state": "terlaksana", "from_date": "2025-06-12",
                     "purposes": ("monev_bankum",), "is_example": True}  # fmt: skip
            book.change(save_visit, admin, visit, id=None, version=None).result()
            for number in (1, 2):
                own = {
                    "instrument": "monev_litigasi", "obh_id": 1, "visit_id": 1,
                    "interview_on": "2025-06-12", "respondent_code": f"R-{number:02}", "mode": "tatap_muka",
                }  # fmt: skip
                book.change(save_assessment, RINA, own, REFUSED).result()
            book.change(draw_sample, BUDI, Batch(1), seed=5).result()
    finally:
        hashing._HASHER = hasher
    return path


@pytest.fixture
def book(office: Path, tmp_path: Path) -> Iterator[Book]:
    path = tmp_path / "contoh.berkas"
    shutil.copy(office, path)
    with Book.open(path) as opened:
        yield opened


@pytest.fixture
def page(book: Book, qtbot: QtBot, qapp: QApplication) -> Iterator[Page]:
    if not qapp.styleSheet():
        theme.apply(qapp)
    desk = Desk(book, BUDI, RULES, lambda: date(2025, 6, 16))
    made = Page(desk)
    qtbot.addWidget(made)
    made.resize(1366, 768)
    made.show()
    qtbot.waitExposed(made)
    made.activateWindow()
    made.visit(Place("visits", SECOND, 1))
    yield made
    desk.close()


@pytest.fixture
def beeps(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    heard: list[str] = []
    monkeypatch.setattr(QApplication, "beep", lambda: heard.append("nada"))
    return heard


def queue(page: Page, qtbot: QtBot) -> SecondPage:
    shown = page.page(SECOND)
    assert isinstance(shown, SecondPage)
    qtbot.waitUntil(lambda: shown.found is not None and shown.queue.rowCount() == len(shown.found.queue))
    return shown


def press(qtbot: QtBot, keys: str) -> None:
    for key in keys:
        here = QApplication.focusWidget()
        assert here is not None
        if key == "⏎":
            qtbot.keyClick(here, Qt.Key.Key_Return)
        else:
            qtbot.keyClicks(here, key)


@pytest.fixture
def keying(page: Page, qtbot: QtBot) -> Page:
    shown = queue(page, qtbot)
    shown.queue.setFocus()
    shown.queue.selectRow(0)
    shown.key_button.click()
    qtbot.waitUntil(lambda: page.second.form is not None and page.second.form.isVisible())
    qtbot.waitUntil(lambda: "CON01" in typing(page))
    return page


def typing(page: Page) -> str:
    cursor = page.second.typing_at()
    return "" if cursor is None else cursor.field


def read(book: Book, id_: int, pass_: AnswerPass) -> dict[str, Answer]:
    return book.read(answers_of, id_, pass_=pass_).result()


def test_the_first_answers_are_never_shown(keying: Page) -> None:
    view = keying.second
    assert view.form is not None
    assert "CON01" not in view.form.answers()
    assert not view.band.isVisible()
    assert "responden R-01" in view.place.text()


def test_two_equal_keyings_go_on_without_a_stop_and_the_next_sheet_stands_ready(
    keying: Page, qtbot: QtBot, book: Book, beeps: list[str]
) -> None:
    press(qtbot, "1⏎1⏎2⏎⏎⏎⏎")
    qtbot.waitUntil(lambda: keying.second.sheet is not None and keying.second.sheet.id == 2)
    assert beeps == []
    assert read(book, 1, AnswerPass.AKHIR) == REFUSED
    qtbot.waitUntil(lambda: "CON01" in typing(keying))
    press(qtbot, "1⏎1⏎2⏎⏎⏎⏎")
    qtbot.waitUntil(lambda: keying.stack.currentWidget() is not keying.second)
    shown = queue(keying, qtbot)
    qtbot.waitUntil(lambda: "2 dari 2 lembar diketik dua kali" in shown.words.text())
    assert book.read(quality_of, Batch(1)).result().is_passed


@pytest.mark.parametrize(("way", "final"), [("1", "ya"), ("2", "tidak"), ("3", "ya")])
def test_a_difference_halts_with_a_tone_until_one_of_three_keys(
    keying: Page, qtbot: QtBot, beeps: list[str], way: str, final: str
) -> None:
    view, book = keying.second, keying.desk.book
    press(qtbot, "1⏎2⏎")
    assert view.band.isVisible()
    assert beeps == ["nada"]
    assert (view.band.first.text(), view.band.second.text()) == ("Ya", "Tidak")
    press(qtbot, "9")
    assert beeps == ["nada", "nada"]
    assert_mnemonics_unique(view)
    press(qtbot, way)
    assert not view.band.isVisible()
    if way == "3":
        assert "CON02" in typing(keying)
        press(qtbot, "1⏎")
    assert view.form is not None
    assert view.form.answers()["CON02"] == final
    if final == "ya":
        press(qtbot, "2⏎⏎⏎⏎")
        qtbot.waitUntil(lambda: read(book, 1, AnswerPass.AKHIR) == REFUSED)
        assert read(book, 1, AnswerPass.KEDUA)["CON02"] == "tidak"
        (rate,) = [one for one in book.read(quality_of, Batch(1)).result().keyers if one.keyer == BUDI.name]
        assert rate.second.second_wrong == 1


def test_days_and_records_are_read_out_in_words(keying: Page) -> None:
    form = keying.second.form
    assert form is not None
    assert form.words_of("KAS01", "1") == "LBH Melati (contoh)"
    dated = next(each.key for each in form.route.questions if each.item.type.value == "tanggal")
    assert form.words_of(dated, "2025-06-12") == "12 Juni 2025"
    assert form.words_of("CON03", "tidak") == "Tidak"


def test_half_a_second_keying_is_gone_on_with_where_it_was_left(
    keying: Page, qtbot: QtBot, beeps: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    view, book = keying.second, keying.desk.book
    press(qtbot, "1⏎2⏎1")
    assert beeps == ["nada"]
    qtbot.waitUntil(lambda: any(one.typed["settled"] for one in book.read(unfinished, BUDI).result()))
    monkeypatch.setattr(dialogs, "choose", lambda *_a, **_k: 0)
    view.leave()
    (draft,) = book.read(unfinished, BUDI).result()
    keying.desk.opening.connect(keying.visit)
    go_on(keying.desk, draft)
    qtbot.waitUntil(lambda: view.form is not None and view.form.answers().get("CON02") == "ya")
    assert view.blind()["CON02"] == "tidak"
    assert view.form is not None
    qtbot.waitUntil(lambda: "CON03" in typing(keying))
    press(qtbot, "2⏎⏎⏎⏎")
    qtbot.waitUntil(lambda: read(book, 1, AnswerPass.AKHIR) == REFUSED)
    assert book.read(unfinished, BUDI).result() == []


def test_an_answer_settled_and_then_changed_is_a_third_one(
    keying: Page, qtbot: QtBot, beeps: list[str]
) -> None:
    view = keying.second
    press(qtbot, "1⏎2⏎2")
    assert view.form is not None
    view.form.focus_item("CON02")
    press(qtbot, "1")
    assert view.blind()["CON02"] == "tidak"
    press(qtbot, "⏎")
    assert not view.band.isVisible()
    assert view.typed()["settled"] == {"CON02": "ketik_ulang"}
    assert beeps == ["nada"]


def test_who_may_key_it_blind_does_not_see_the_first_answers(
    page: Page, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []
    monkeypatch.setattr(dialogs, "say", lambda _parent, _title, sentence: said.append(sentence))
    page.key_sheet(1)
    qtbot.waitUntil(lambda: bool(said))
    assert "menunggu ketik kedua" in said[0]
    assert page.keying.form is None
    assert page.stack.currentWidget() is not page.keying
    page.desk.actor = RINA
    page.key_sheet(1)
    qtbot.waitUntil(lambda: page.keying.form is not None)


def test_the_page_says_who_may_not_and_speaks(page: Page, qtbot: QtBot, book: Book) -> None:
    shown = queue(page, qtbot)

    def why(row: int) -> str:
        item = shown.queue.item(row, 6)
        return "" if item is None else item.text()

    assert [why(row) for row in range(2)] == ["", ""]
    page.desk.actor = RINA
    shown.visit(1)
    qtbot.waitUntil(lambda: "Anda ketik sendiri" in why(0))
    assert not shown.key_button.isEnabled()
    assert not shown.draw_button.isEnabled()
    assert_mnemonics_unique(shown)
    assert_speaks(page)
    labels = " ".join(label.text() for label in shown.findChildren(QLabel))
    assert "0 dari 2 lembar" in labels


def test_the_certificate_says_what_was_found(book: Book) -> None:
    subject = book.read(CERTIFICATE.find, "KEG-2025-001").result()
    pdf = draft(book, RULES, CERTIFICATE, subject, date(2025, 6, 16))
    text = " ".join(" ".join(page.extract_text().split()) for page in PdfReader(io.BytesIO(pdf)).pages)
    for words in ("Rina Contoh", "LBH Melati (contoh)", "rumusan kantor", "benih", "sementara"):
        assert words.casefold() in text.casefold()


def test_a_survey_leads_to_its_own_second_keying(page: Page, book: Book, qtbot: QtBot) -> None:
    admin = Actor(1, "Ani Contoh", "admin")
    unit = {"code": "LAPAS-X", "name": "Lapas Contoh", "kind": "lapas", "is_example": True}
    book.change(lambda step: step.insert(Unit, unit), admin).result()
    period = {
        "unit_id": 1, "instrument_key": "skm", "label": "Semester I 2025", "period_from": "2025-01-01",
        "period_until": "2025-06-30",
    }  # fmt: skip
    book.change(save_survey_period, admin, period, id=None, version=None).result()
    key_survey(book, 3)
    page.page("survey_period").second_wanted.emit(1)
    shown = page.page(SECOND)
    qtbot.waitUntil(lambda: shown.found is not None and shown.found.batch == Batch(period_id=1))
    assert shown.chooser.code_and_title[1] == "Semester I 2025, Lapas Contoh"
    book.change(draw_sample, BUDI, Batch(period_id=1), seed=5).result()
    qtbot.waitUntil(lambda: shown.queue.rowCount() == 2)
    page.visit(Place("visits", SECOND, 1))
    qtbot.waitUntil(lambda: shown.found is not None and shown.found.batch == Batch(1))
