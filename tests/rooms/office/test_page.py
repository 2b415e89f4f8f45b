"""The room in real windows: typed with keys, saved in a real office file, seen in the lists."""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot
from tests.kit.speaking import assert_mnemonics_unique, assert_speaks
from tests.rooms.office.conftest import Change

from berkas import paths
from berkas.desk import Desk, Place, RecordPage
from berkas.engine.installed import office_rules
from berkas.engine.issuing import Issued, Subject, issue
from berkas.engine.printregister import Printing, fingerprint, note_printing
from berkas.engine.records import trash_records
from berkas.engine.rulebook import Rulebook
from berkas.kit import dialogs, theme
from berkas.media.sample import sample_photo
from berkas.rooms.obh.commands import save_obh
from berkas.rooms.obh.report import OBH_DOCUMENTS
from berkas.rooms.office.editor import rules
from berkas.rooms.office.editor.clocks import OWN_CLOCKS, ClockPage
from berkas.rooms.office.editor.identity import OfficePage
from berkas.rooms.office.editor.keeping import DocumentsPage, HistoryPage, KeepingPage, TrashPage
from berkas.rooms.office.editor.letterhead import LetterheadPage
from berkas.rooms.office.editor.printings import PrintingsPage
from berkas.rooms.office.editor.records import HolidayPage, PatternPage, UnitPage
from berkas.rooms.office.editor.rules import RulesPage
from berkas.rooms.office.page import Page
from berkas.rooms.office.queries.office import load_letterhead, load_office
from berkas_db.book import Book
from berkas_db.changes import ANYONE
from berkas_db.tables import Obh, Unit

TODAY = date(2025, 6, 12)
CONTROL = Qt.KeyboardModifier.ControlModifier
RECORDS = ["letterhead", "official", "unit", "number_pattern", "holiday_extra", "term", OWN_CLOCKS]
OTHERS = [
    "office",
    "instrument_version",
    "clock_override",
    "libur",
    "issued_document",
    "sampah",
    "riwayat",
    "cadangan",
]


@pytest.fixture
def desk(book: Book, qapp: QApplication) -> Iterator[Desk]:
    if not qapp.styleSheet():
        theme.apply(qapp)
    made = Desk(book, ANYONE, Rulebook.load(), lambda: TODAY)

    def rules_anew() -> None:
        made.rulebook = Rulebook.load(book.read(office_rules).result())

    made.changed.connect(rules_anew)  # as an open office does, before any page hears of it
    yield made
    made.close()


@pytest.fixture
def page(desk: Desk, qtbot: QtBot) -> Page:
    made = Page(desk)
    qtbot.addWidget(made)
    made.resize(1366, 768)
    made.show()
    qtbot.waitExposed(made)
    made.activateWindow()
    return made


T = TypeVar("T")


def shown(page: Page, kind: str, sort: type[T]) -> T:
    page.visit(Place("office", kind))
    found = page.page(kind)
    assert isinstance(found, sort)
    return found


def line_of(page: RecordPage | OfficePage, key: str) -> QLineEdit:
    line = page.sheet.form.editor(key).input
    assert isinstance(line, QLineEdit)
    return line


def column(page: RecordPage | TrashPage | HistoryPage | RulesPage | KeepingPage, place: int) -> list[str]:
    model = page.table.grid.model()
    return [str(model.index(row, place).data()) for row in range(model.rowCount())]


def answer(words: list[str], press: str = "") -> None:
    """Close the dialog that stands there, or press one of its buttons; keep what it said."""
    dialog = QApplication.activeModalWidget()
    if dialog is None:
        QTimer.singleShot(20, lambda: answer(words, press))
        return
    words.append(" ".join(label.text() for label in dialog.findChildren(QLabel)))
    buttons = [
        button for button in dialog.findChildren(QPushButton) if button.text().replace("&", "") == press
    ]
    if buttons:
        buttons[0].click()
    else:
        dialog.close()


@pytest.mark.parametrize("kind", RECORDS)
def test_every_record_tab_is_used_by_keyboard_and_by_ear(page: Page, qtbot: QtBot, kind: str) -> None:
    record = shown(page, kind, RecordPage)
    record.start_new()
    qtbot.waitUntil(record.sheet.is_showing)
    qtbot.wait(50)
    assert_mnemonics_unique(record)
    assert_speaks(page)
    record.sheet.form.mark_saved()


@pytest.mark.parametrize("kind", OTHERS)
def test_every_other_tab_is_used_by_keyboard_and_by_ear(page: Page, qtbot: QtBot, kind: str) -> None:
    page.visit(Place("office", kind))
    qtbot.wait(150)
    assert_speaks(page)
    assert page.may_leave()


def test_the_office_is_typed_and_saved(page: Page, qtbot: QtBot, book: Book) -> None:
    office = shown(page, "office", OfficePage)
    qtbot.waitUntil(lambda: line_of(office, "name").text() == "Kantor Wilayah Contoh")
    qtbot.waitUntil(line_of(office, "name").hasFocus)
    qtbot.keyClicks(line_of(office, "province"), "Kepulauan Contoh")
    assert office.sheet.is_changed()
    qtbot.keyClick(line_of(office, "province"), Qt.Key.Key_S, CONTROL)
    qtbot.waitUntil(lambda: book.glance(load_office).values["province"] == "Kepulauan Contoh")
    qtbot.waitUntil(lambda: not office.sheet.is_changed())
    qtbot.waitUntil(lambda: "Tersimpan" in office.sheet.state_line())


def test_typed_text_on_the_office_is_not_left_without_asking(page: Page, qtbot: QtBot) -> None:
    office = shown(page, "office", OfficePage)
    qtbot.waitUntil(lambda: line_of(office, "name").text() != "")
    qtbot.keyClicks(line_of(office, "city"), "Kota")
    words: list[str] = []
    QTimer.singleShot(20, lambda: answer(words, "Buang"))
    assert page.may_leave()
    assert "belum disimpan" in words[0]


def test_a_letterhead_is_typed_drawn_and_saved(
    page: Page, qtbot: QtBot, book: Book, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    record = shown(page, "letterhead", LetterheadPage)
    record.start_new()
    qtbot.keyClicks(line_of(record, "name"), "Kop contoh")
    qtbot.keyClicks(line_of(record, "line1"), "KEMENTERIAN CONTOH")
    qtbot.keyClick(line_of(record, "line1"), Qt.Key.Key_Tab)
    qtbot.waitUntil(lambda: not record.image.pixmap().isNull(), timeout=20000)
    without = record.image.pixmap().toImage()
    picture = tmp_path / "lambang.jpg"
    picture.write_bytes(sample_photo("loket", 1, size=(320, 320), taken_at=None))
    monkeypatch.setattr(dialogs, "open_files", lambda *_a, **_k: [picture])
    record.logo.choose()
    qtbot.waitUntil(lambda: record.image.pixmap().toImage() != without, timeout=20000)
    qtbot.keyClick(record.sheet, Qt.Key.Key_S, CONTROL)
    qtbot.waitUntil(lambda: record.record is not None and not record.has_changes())
    assert record.record is not None
    assert book.glance(load_letterhead, record.record.id).values["logo"] == picture.read_bytes()


def test_a_file_that_is_no_picture_is_not_taken_as_an_emblem(
    page: Page, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    record = shown(page, "letterhead", LetterheadPage)
    record.start_new()
    (tmp_path / "lambang.png").write_bytes(b"bukan gambar")
    monkeypatch.setattr(dialogs, "open_files", lambda *_a, **_k: [tmp_path / "lambang.png"])
    words: list[str] = []
    QTimer.singleShot(20, lambda: answer(words))
    record.logo.choose()
    assert "bukan gambar PNG atau JPEG" in words[0]
    assert record.logo.logo is None
    record.sheet.form.mark_saved()


def test_a_pattern_shows_the_number_it_would_give(page: Page, qtbot: QtBot) -> None:
    record = shown(page, "number_pattern", PatternPage)
    record.start_new()
    qtbot.keyClicks(line_of(record, "pattern"), "W.7.{klasifikasi}-{urut:3}")
    labels = [label.text() for label in record.sheet.form.findChildren(QLabel)]
    assert "Contoh nomor berikutnya: W.7.UM.01.01-001" in labels
    qtbot.keyClicks(line_of(record, "pattern"), "{")
    labels = [label.text() for label in record.sheet.form.findChildren(QLabel) if label.isVisible()]
    assert not any("Contoh nomor berikutnya" in label for label in labels)
    record.sheet.form.mark_saved()


def test_a_unit_is_typed_and_stands_in_the_list(page: Page, qtbot: QtBot) -> None:
    record = shown(page, "unit", UnitPage)
    qtbot.keyClick(QApplication.focusWidget() or page, Qt.Key.Key_N, CONTROL)
    qtbot.waitUntil(line_of(record, "name").hasFocus)
    qtbot.keyClicks(line_of(record, "name"), "Lapas Kelas IIA Contoh")
    record.sheet.form.set_value("kind", "lapas")
    qtbot.keyClick(line_of(record, "name"), Qt.Key.Key_S, CONTROL)
    qtbot.waitUntil(lambda: column(record, 1) == ["LAPAS-001"] or "LAPAS-001" in column(record, 0))


def test_a_unit_without_kind_is_told_beside_its_field(page: Page, qtbot: QtBot) -> None:
    record = shown(page, "unit", UnitPage)
    record.start_new()
    qtbot.keyClicks(line_of(record, "name"), "Lapas Kelas IIA Contoh")
    qtbot.keyClick(record.sheet, Qt.Key.Key_S, CONTROL)
    assert record.record is None
    assert "perlu diperbaiki" in record.sheet.state_line()
    record.sheet.form.mark_saved()


def test_a_holiday_is_kept_and_taken_back(page: Page, qtbot: QtBot, desk: Desk) -> None:
    record = shown(page, "holiday_extra", HolidayPage)
    record.start_new()
    values = {"on_date": "2025-11-21", "name": "Hari jadi (contoh)", "kind": "daerah", "decree": "SK contoh"}
    for key, value in values.items():
        record.sheet.form.set_value(key, value)
    record.sheet.save()
    qtbot.waitUntil(lambda: len(column(record, 0)) == 1)
    qtbot.waitUntil(lambda: record.record is not None)
    record.remove()
    qtbot.waitUntil(lambda: column(record, 0) == [])
    desk.undo(page, lambda _changes: None)
    qtbot.waitUntil(lambda: len(column(record, 0)) == 1)


# rules


@pytest.mark.parametrize("same", [True, False])
def test_the_list_of_clocks_leads_to_a_rule_of_the_office(
    page: Page, qtbot: QtBot, desk: Desk, same: bool
) -> None:
    clocks = shown(page, "clock_override", RulesPage)
    clocks.rule_wanted.emit("aspirasi", same)
    own = page.page(OWN_CLOCKS)
    assert isinstance(own, ClockPage)
    form = own.sheet.form
    assert form.values()["class_key"] == "aspirasi"
    assert (form.values().get("clock_version") == "praktik_sp4n") is same
    form.set_value("title", "Keputusan contoh 2025")
    form.set_value("source", "Keputusan contoh nomor 1")
    own.sheet.save()
    qtbot.waitUntil(lambda: own.record is not None)
    clocks = shown(page, "clock_override", RulesPage)
    clocks.choose_key("aspirasi")
    assert "Keputusan contoh 2025" in clocks.words.toPlainText()
    clocks.rule_wanted.emit("aspirasi", True)  # noqa: FBT003
    qtbot.waitUntil(lambda: own.record is not None and own.record.title == "Keputusan contoh 2025")
    own.remove()
    qtbot.waitUntil(lambda: own.record is None)


def test_a_year_to_come_stands_in_the_list_and_says_what_is_missing(page: Page, qtbot: QtBot) -> None:
    years = shown(page, "libur", RulesPage)
    years.choose_key("2027")
    assert "Hari libur 2027" in years.words.toPlainText()


def test_the_first_rule_is_open_and_another_is_shown_by_keys(page: Page, qtbot: QtBot) -> None:
    instruments = shown(page, "instrument_version", RulesPage)
    qtbot.waitUntil(lambda: len(column(instruments, 0)) > 20)
    assert instruments.words.toPlainText().startswith(column(instruments, 0)[0][:20])
    instruments.visit(2)
    assert instruments.words.toPlainText().startswith(column(instruments, 0)[1][:20])
    qtbot.waitUntil(instruments.table.grid.hasFocus)
    qtbot.keyClick(instruments.table.grid, Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: instruments.chosen == desk_keys(page)[2])
    qtbot.waitUntil(lambda: instruments.words.toPlainText().startswith(column(instruments, 0)[2][:20]))


def desk_keys(page: Page) -> tuple[str, ...]:
    return page.desk.rulebook.instrument_keys()


def test_an_instrument_is_seen_on_paper(page: Page, qtbot: QtBot) -> None:
    instruments = shown(page, "instrument_version", RulesPage)
    place = desk_keys(page).index("skm") + 1
    instruments.visit(place)
    assert (
        "bukan naskah resmi" in instruments.words.toPlainText() or "resmi" in instruments.words.toPlainText()
    )
    words: list[str] = []
    button = next(b for b in instruments.findChildren(QPushButton) if "pada kertas" in b.text())
    QTimer.singleShot(20, lambda: answer(words))
    button.click()
    qtbot.waitUntil(lambda: bool(words), timeout=20000)


def test_a_date_is_tried_with_the_holidays_of_the_office(page: Page, qtbot: QtBot, change: Change) -> None:
    from berkas.rooms.office.commands import save_holiday

    values = {"on_date": "2025-06-16", "name": "Hari jadi contoh", "kind": "daerah", "decree": "SK contoh"}
    change(save_holiday, values, id=None, version=None)
    clocks = shown(page, "clock_override", RulesPage)
    clocks.visit(2)
    assert clocks.chosen == "pengaduan_tidak_berkadar"
    rules.try_date(clocks, "12 6 25")
    qtbot.waitUntil(lambda: "Hari jadi contoh" in clocks.words.toPlainText())
    assert "Kamis, 12 Juni 2025" in clocks.words.toPlainText()
    words: list[str] = []
    QTimer.singleShot(20, lambda: answer(words))
    rules.try_date(clocks, "tanggal 99")
    assert words


def test_what_the_office_installed_says_so(
    page: Page, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    clocks = shown(page, "clock_override", RulesPage)
    assert set(column(clocks, 2)) == {"bawaan"}

    text = (paths.resource() / "clocks" / "aspirasi.toml").read_text("utf-8")
    path = tmp_path / "aspirasi.toml"
    path.write_text(text.replace("praktik_sp4n", "kantor"), "utf-8")
    monkeypatch.setattr(dialogs, "open_files", lambda *_a, **_k: [path])
    next(b for b in clocks.findChildren(QPushButton) if "Pasang batas" in b.text()).click()
    qtbot.waitUntil(lambda: "dipasang kantor" in column(clocks, 2))


def test_a_definition_that_cannot_be_read_is_refused(
    page: Page, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    clocks = shown(page, "clock_override", RulesPage)
    path = tmp_path / "rusak.toml"
    monkeypatch.setattr(dialogs, "open_files", lambda *_a, **_k: [path])
    button = next(b for b in clocks.findChildren(QPushButton) if "Pasang batas" in b.text())
    for data in (b"\xff\xfe\x00", b"kelas = "):
        path.write_bytes(data)
        words: list[str] = []
        QTimer.singleShot(20, lambda words=words: answer(words))
        button.click()
        qtbot.waitUntil(lambda words=words: bool(words))
        assert "rusak.toml" in words[0]


def test_the_holidays_of_this_year_stand_open(page: Page, qtbot: QtBot) -> None:
    years = shown(page, "libur", RulesPage)
    assert years.chosen == "2025"
    assert "Hari libur 2025" in years.words.toPlainText()
    assert "Rabu, 1 Januari 2025" in years.words.toPlainText()


# keeping


def test_an_issued_document_is_opened_and_its_code_is_proved(
    page: Page, qtbot: QtBot, change: Change, monkeypatch: pytest.MonkeyPatch
) -> None:
    id_ = change(save_obh, {"name": "LBH Melati (contoh)", "is_example": True}, id=None, version=None)
    subject = Subject("OBH-001", "LBH Melati (contoh)", Obh, id_)
    issued: Issued = change(issue, page.desk.rulebook, OBH_DOCUMENTS[0], subject, TODAY)
    documents = shown(page, "issued_document", DocumentsPage)
    qtbot.waitUntil(lambda: len(column(documents, 0)) == 1)
    documents.visit(issued.id)
    words: list[str] = []
    QTimer.singleShot(50, lambda: answer(words))
    qtbot.keyClick(documents.table.grid, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(words), timeout=20000)
    monkeypatch.setattr(dialogs, "ask_text", lambda *_a, **_k: issued.code.lower())
    told: list[str] = []
    monkeypatch.setattr(dialogs, "say", lambda _p, _t, sentence: told.append(sentence))
    next(b for b in documents.findChildren(QPushButton) if "Periksa kode" in b.text()).click()
    qtbot.waitUntil(lambda: bool(told))
    assert issued.number in told[0]


def test_trashed_things_of_every_room_are_restored(
    page: Page, qtbot: QtBot, change: Change, make_unit: Callable[..., int]
) -> None:
    trash = shown(page, "sampah", TrashPage)
    change(trash_records, Unit, "unit", [make_unit()])
    qtbot.waitUntil(lambda: column(trash, 1) == ["Lapas Kelas IIA Contoh"])
    trash.table.select(1)
    next(b for b in trash.findChildren(QPushButton) if b.text() == "Pulihkan").click()
    qtbot.waitUntil(lambda: column(trash, 1) == [])


def test_the_history_is_read_when_it_is_looked_at(
    page: Page, qtbot: QtBot, make_unit: Callable[..., int]
) -> None:
    history = shown(page, "riwayat", HistoryPage)
    make_unit()
    qtbot.waitUntil(lambda: "Unit Lapas Kelas IIA Contoh disimpan" in column(history, 2))


def test_the_kop_stands_on_white_without_a_page_of_nothing(qtbot: QtBot) -> None:
    from berkas.paper.frame import Letterhead as Kop
    from berkas.rooms.office.editor.letterhead import _drawn

    image: QImage = _drawn(
        Kop(("KEMENTERIAN CONTOH", "KANTOR WILAYAH CONTOH"), "Jalan Contoh 1", ("Telepon 1",))
    )
    assert image.height() < image.width() // 3


def test_the_register_of_printings_opens_the_paper_and_goes_into_a_workbook(
    page: Page, qtbot: QtBot, change: Change, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    register = shown(page, "document_print", PrintingsPage)
    qtbot.waitUntil(lambda: column(register, 1) == [])
    id_ = change(save_obh, {"name": "LBH Melati (contoh)", "is_example": True}, id=None, version=None)
    subject = Subject("OBH-001", "LBH Melati (contoh)", Obh, id_)
    issued: Issued = change(issue, page.desk.rulebook, OBH_DOCUMENTS[0], subject, TODAY)
    change(note_printing, Printing("Profil", fingerprint(issued.pdf), "1-2", 2, "Printer contoh"))
    qtbot.waitUntil(lambda: column(register, 2) == [issued.number])
    assert column(register, 6) == ["1-2"]
    register.table.select(1)
    words: list[str] = []
    QTimer.singleShot(50, lambda: answer(words))
    next(b for b in register.findChildren(QPushButton) if b.text() == "Buka dokumen").click()
    qtbot.waitUntil(lambda: bool(words), timeout=20000)
    target = tmp_path / "register-cetak.xlsx"
    monkeypatch.setattr(dialogs, "save_file", lambda *_a, **_k: target)
    next(b for b in register.findChildren(QPushButton) if b.text() == "Ekspor…").click()
    qtbot.waitUntil(target.exists, timeout=10_000)
