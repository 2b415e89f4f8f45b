"""The page with real widgets and a real book: keys pressed, rows that appear, errors beside fields."""

from collections.abc import Iterator
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit
from pytestqt.qtbot import QtBot
from shiboken6 import delete
from tests.kit.speaking import assert_mnemonics_unique, assert_speaks
from tests.rooms.complaints.desk_office import Office

from berkas.desk import Desk, Place, RecordPage, identitypanel
from berkas.engine.rulebook import Rulebook
from berkas.kit import theme
from berkas.rooms.complaints.editor.complaintpage import ComplaintPage
from berkas.rooms.complaints.page import Page
from berkas.rules.vocabulary import ComplaintEvent
from berkas_db.changes import ANYONE
from berkas_db.tables import Complaint

TODAY = date(2025, 4, 14)


@pytest.fixture
def page(office: Office, qtbot: QtBot, qapp: QApplication) -> Iterator[Page]:
    theme.apply(qapp)
    desk = Desk(office.book, ANYONE, Rulebook.load(), lambda: TODAY)
    shown = Page(desk)
    shown.resize(1366, 768)
    with qtbot.waitActive(shown):
        shown.show()
        shown.activateWindow()
    yield shown
    delete(shown)
    desk.close()


def complaints(page: Page) -> ComplaintPage:
    part = page.page("complaint")
    assert isinstance(part, ComplaintPage)
    return part


def show(page: Page, qtbot: QtBot, id_: int) -> ComplaintPage:
    page.visit(Place("complaints", "complaint", id_))
    part = complaints(page)
    qtbot.waitUntil(lambda: part.life.life is not None and part.life.life.id == id_)
    return part


def fill(part: ComplaintPage, **values: object) -> None:
    for key, value in values.items():
        part.sheet.form.set_value(key, value)


def notes(part: ComplaintPage) -> str:
    return " ".join(label.text() for label in part.sheet.form.findChildren(QLabel) if not label.isHidden())


def test_a_complaint_is_typed_saved_and_appears(page: Page, office: Office, qtbot: QtBot) -> None:
    part = complaints(page)
    search = part.table.findChild(QLineEdit)
    assert isinstance(search, QLineEdit)
    search.setFocus()
    qtbot.keyClick(search, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(part.sheet.is_showing)
    fill(part, stream="mutu_layanan")
    qtbot.waitUntil(lambda: part.sheet.form.values().get("complaint_class") == "pengaduan_tidak_berkadar")
    fill(part, unit_id="1", received_on="2025-03-26", channel="surat", title="Antrean lama (contoh)",
         body="Empat jam.", is_anonymous=True)  # fmt: skip
    qtbot.waitUntil(lambda: "25 April 2025" in notes(part))
    assert part.preview.isVisibleTo(part.sheet)
    assert "Penyelesaian" in part.preview.caption.text()
    field = part.sheet.form.editor("title").input
    field.setFocus()
    qtbot.keyClick(field, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: part.record is not None)
    assert part.record is not None
    assert part.record.title == "001/III/2025"
    qtbot.waitUntil(lambda: part.life.life is not None)
    assert office.row(Complaint, part.record.id).next_due_on == "2025-04-09"


def test_an_error_stands_beside_its_field(page: Page, qtbot: QtBot) -> None:
    part = complaints(page)
    part.start_new()
    fill(part, stream="mutu_layanan", unit_id="1", received_on="2025-04-10", event_on="2025-04-12",
         channel="surat", complaint_class="aspirasi", title="Usul (contoh)", body="Isi.",
         is_anonymous=True)  # fmt: skip
    part.sheet.save()
    assert "Tanggal kejadian tidak boleh sesudah tanggal diterima" in notes(part)
    assert part.record is None


def test_similar_complaints_are_named_while_the_title_is_typed(
    page: Page, office: Office, qtbot: QtBot
) -> None:
    office.complaint()
    part = complaints(page)
    part.start_new()
    fill(part, title="Antrean kunjungan yang lama sekali")
    qtbot.waitUntil(lambda: "Mirip: 001/III/2025" in notes(part))


def test_the_stream_decides_what_is_asked(page: Page, qtbot: QtBot) -> None:
    part = complaints(page)
    part.start_new()
    form = part.sheet.form
    assert not form.editor("notary").isVisibleTo(form)
    for _again in range(2):
        fill(part, stream="notaris")
        assert form.editor("notary").isVisibleTo(form), "at once: a quick Tab goes there"
        assert not form.editor("unit_id").isVisibleTo(form)
        form.mark_saved()
        part.start_new()


def test_the_class_follows_the_one_complained_about_until_it_is_chosen(page: Page, qtbot: QtBot) -> None:
    part = complaints(page)
    part.start_new()
    form = part.sheet.form
    for stream, cls in (("mutu_layanan", "pengaduan_tidak_berkadar"), ("notaris", "pengaduan_berkadar")):
        fill(part, stream=stream)
        qtbot.waitUntil(lambda cls=cls: form.values().get("complaint_class") == cls)
    fill(part, complaint_class="aspirasi", stream="mutu_layanan")
    qtbot.waitUntil(lambda: not form.editor("notary").isVisibleTo(form))
    assert form.values()["complaint_class"] == "aspirasi"
    form.mark_saved()


def test_a_step_of_work_is_done_in_place(page: Page, office: Office, qtbot: QtBot) -> None:
    part = show(page, qtbot, office.complaint())
    assert [button.text() for button in part.life.move_buttons()] == ["Verifikasi", "Salurkan", "Jawab"]
    part.life.start_move(ComplaintEvent.DIJAWAB)
    card = part.life.card
    assert card.form is not None
    card.accept()
    assert "Isi jawaban wajib diisi" in " ".join(label.text() for label in card.findChildren(QLabel))
    card.form.set_value("note", "Loket ditambah.")
    qtbot.mouseClick(card.go, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: part.life.life is not None and part.life.life.status == "dijawab")
    assert not card.isVisible()
    assert "Tutup" in [button.text() for button in part.life.move_buttons()]


def test_tab_goes_from_the_questions_of_a_step_to_its_button(
    page: Page, office: Office, qtbot: QtBot
) -> None:
    part = show(page, qtbot, office.complaint())
    part.life.start_move(ComplaintEvent.DIVERIFIKASI)
    card = part.life.card
    assert card.form is not None
    on = card.form.editor("on_date").input
    assert isinstance(on, QLineEdit)
    assert on.selectedText() == on.text() != "", "the first key typed replaces the offered date"
    card.form.focus("note")
    qtbot.keyClick(card.form.editor("note").input, Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is card.go
    card.close_card()


def test_a_complaint_that_is_undone_leaves_the_sheet(page: Page, office: Office, qtbot: QtBot) -> None:
    part = show(page, qtbot, office.complaint())
    part.desk.undo(part, lambda _changes: None)
    qtbot.waitUntil(lambda: not part.sheet.is_showing())
    assert part.record is None


def test_a_refused_step_keeps_what_was_typed(page: Page, office: Office, qtbot: QtBot) -> None:
    part = show(page, qtbot, office.complaint())
    part.life.start_move(ComplaintEvent.DITERUSKAN)
    card = part.life.card
    assert card.form is not None
    card.form.set_value("recipient", "Lapas Contoh")
    card.accept()
    qtbot.waitUntil(card.go.isEnabled)
    words = " ".join(label.text() for label in card.findChildren(QLabel))
    assert "tidak disalurkan kepada yang diadukan" in words
    assert card.form.values()["recipient"] == "Lapas Contoh"
    card.close_card()


def test_the_complainant_is_a_code_until_a_reason_is_given(
    page: Page, office: Office, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    part = show(page, qtbot, office.complaint(is_anonymous=False, reporter_name="Budi Contoh"))
    assert part.sheet.form.all_values()["reporter_code"] == "ID-00001"
    assert not part.sheet.form.editor("reporter_name").isVisibleTo(part.sheet.form)
    qtbot.waitUntil(lambda: part.identity.code.text() == "Kode ID-00001")
    monkeypatch.setattr(identitypanel, "ask_reason", lambda *_a, **_k: "mengirim jawaban")
    part.identity.look.click()
    qtbot.waitUntil(lambda: "Nama: Budi Contoh" in part.identity.shown.text())
    part.identity.hide_button.click()
    assert not part.identity.shown.text()


def test_a_complaint_goes_to_the_trash(page: Page, office: Office, qtbot: QtBot) -> None:
    id_ = office.complaint()
    part = show(page, qtbot, id_)
    qtbot.waitUntil(lambda: part.select(id_) and part.table.selection().count == 1)
    part.table.grid.setFocus()
    qtbot.keyClick(part.table.grid, Qt.Key.Key_Delete, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: office.row(Complaint, id_).trashed_at is not None)


def test_every_day_of_the_strip_can_be_heard(page: Page, office: Office, qtbot: QtBot) -> None:
    part = show(page, qtbot, office.complaint())
    strip = part.life.dues.strip
    heard = strip.accessibleDescription()
    assert "Jumat, 25 April 2025: hari ke-14" in heard
    assert "Hari Raya Idul Fitri" in heard
    assert "Hari Raya Idul Fitri" in part.life.dues.free.text()


@pytest.mark.parametrize(
    "kind",
    ["box_opening", "supervision", "aspiration", "ppid_request", "reporting_duty", "public_information"],
)
def test_every_register_opens_an_empty_form(page: Page, qtbot: QtBot, kind: str) -> None:
    page.visit(Place("complaints", kind))
    part = page.page(kind)
    assert isinstance(part, RecordPage)
    part.start_new()
    assert part.sheet.is_showing()
    assert part.may_leave()
    names = [part.sheet.form.editor(field.key).input.accessibleName() for field in part.spec.fields]
    assert all(names)
    assert len(set(names)) == len(names)


def test_the_page_speaks(page: Page, office: Office, qtbot: QtBot) -> None:
    page.hide()
    part = ComplaintPage(page.desk)
    part.resize(1366, 768)
    part.show()
    id_ = office.complaint()
    part.visit(id_)
    qtbot.waitUntil(lambda: part.select(id_))
    qtbot.waitUntil(lambda: part.life.life is not None and part.table.selection().count == 1)
    try:
        assert_speaks(part)
        assert_mnemonics_unique(part)
    finally:
        delete(part)
