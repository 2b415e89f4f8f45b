"""A working day in the real window, key by key: what is typed in one room is there after closing, too."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from berkas.desk import Place, RecordPage
from berkas.kit.evidencestrip import EvidenceStrip
from berkas.kit.preview import PreviewDialog
from berkas.media.sample import SCENES, sample_photo
from berkas.shell.palette import Palette
from berkas.shell.startup import Program
from berkas.shell.window import OfficeWindow
from berkas_db.book import Book
from berkas_db.check import check_book
from berkas_db.tables import Assessment, AwardEntry, Complaint, EvidenceUse, Obh


def start(program: Program, office: Path, qtbot: QtBot) -> OfficeWindow:
    program.start(office)
    assert program.office is not None
    window = program.office.window
    window.resize(1366, 768)
    with qtbot.waitActive(window):
        window.activateWindow()
    return window


def leave(program: Program, qtbot: QtBot) -> None:
    assert program.office is not None
    with qtbot.waitSignal(program.office.closed):
        press("Ctrl+Q")


def press(*sequence: str) -> None:
    for text in sequence:
        here = QApplication.focusWidget() or QApplication.activeWindow()
        assert here is not None, f"nothing has the keyboard for {text}"
        key = QKeySequence(text)[0]
        QTest.keyClick(here, key.key(), key.keyboardModifiers())


def write(text: str) -> None:
    here = QApplication.focusWidget()
    assert here is not None
    QTest.keyClicks(here, text)


def type_into(page: RecordPage, key: str, text: str) -> None:
    """Go to a field, type, and leave it with Tab, as a clerk does."""
    page.sheet.form.focus(key)
    press("Ctrl+A")
    write(text)
    press("Tab")


def part(window: OfficeWindow, room: str, kind: str) -> RecordPage:
    page = window.pages.page(room)
    assert isinstance(page, QWidget)
    made = page.page(kind)  # type: ignore[attr-defined]
    assert isinstance(made, RecordPage)
    return made


def listed(page: RecordPage, column: int) -> list[str]:
    model = page.table.grid.model()
    return [str(model.index(row, column).data()) for row in range(model.rowCount())]


def row_of(palette: Palette, words: str) -> int | None:
    rows = range(palette.list.count())
    return next((row for row in rows if palette.list.item(row).text().startswith(words)), None)


def words_of(widget: QWidget) -> str:
    return " ".join(label.text() for label in widget.findChildren(QLabel) if label.isVisible())


def ask(office: Path, query: Callable[..., object], *args: object) -> object:
    with Book.open(office, write=False) as book:
        return book.read(query, *args).result()


def test_every_room_of_the_sample_opens(program: Program, office: Path, qtbot: QtBot) -> None:
    window = start(program, office, qtbot)
    for place, key in enumerate(window.room_keys, start=1):
        if window.rail.button(key).isEnabled():
            press(f"Ctrl+{place}")
            assert window.rail.current() == key
            qtbot.wait(50)


def test_a_complaint_is_logged_with_its_due_date(program: Program, office: Path, qtbot: QtBot) -> None:
    window = start(program, office, qtbot)
    press("Ctrl+5", "Ctrl+N")
    page = part(window, "complaints", "complaint")
    qtbot.waitUntil(page.sheet.is_showing)
    page.sheet.form.set_value("stream", "mutu_layanan")
    page.sheet.form.set_value("complaint_class", "pengaduan_tidak_berkadar")
    type_into(page, "received_on", "26 3 25")
    page.sheet.form.set_value("channel", "surat")
    page.sheet.form.set_value("unit_id", "1")
    type_into(page, "title", "Antrean kunjungan terlalu lama (contoh)")
    type_into(page, "body", "Menunggu empat jam tanpa nomor antrean.")
    page.sheet.form.set_value("is_anonymous", value=True)
    qtbot.waitUntil(lambda: "April 2025" in words_of(page.sheet))
    page.sheet.form.focus("title")
    press("Ctrl+S")
    qtbot.waitUntil(lambda: page.record is not None, timeout=10000)
    qtbot.waitUntil(lambda: window.top.state.text().startswith("Tersimpan "))
    assert page.record is not None
    number = page.record.title
    qtbot.waitUntil(lambda: number in listed(page, 0))
    id_ = page.record.id
    leave(program, qtbot)

    window = start(program, office, qtbot)
    window.show_palette()
    (palette,) = window.findChildren(Palette)
    write(number)
    qtbot.waitUntil(lambda: row_of(palette, number) is not None)
    palette.list.setCurrentRow(row_of(palette, number) or 0)
    QTest.keyClick(palette.line, Qt.Key.Key_Return)
    page = part(window, "complaints", "complaint")
    qtbot.waitUntil(lambda: page.record is not None and page.record.id == id_)
    leave(program, qtbot)
    assert ask(office, lambda session: session.get(Complaint, id_).next_due_on) == "2025-04-09"


def test_an_obh_is_typed_undone_and_done_again(program: Program, office: Path, qtbot: QtBot) -> None:
    window = start(program, office, qtbot)
    press("Ctrl+2", "Ctrl+N")
    page = part(window, "obh", "obh")
    qtbot.waitUntil(page.sheet.is_showing)
    type_into(page, "name", "Lembaga Bantuan Hukum Teluk Contoh")
    page.sheet.form.focus("name")
    press("Ctrl+S")
    qtbot.waitUntil(lambda: page.record is not None, timeout=10000)

    def there() -> bool:
        model = page.table.grid.model()
        columns = range(model.columnCount())
        return any("Lembaga Bantuan Hukum Teluk Contoh" in listed(page, column) for column in columns)

    qtbot.waitUntil(there)
    page.table.grid.setFocus()
    press("Ctrl+Z")
    qtbot.waitUntil(lambda: not there(), timeout=10000)
    press("Ctrl+Y")
    qtbot.waitUntil(there, timeout=10000)
    leave(program, qtbot)
    query = _one_of_name
    assert ask(office, query, "Lembaga Bantuan Hukum Teluk Contoh") == 1


def _one_of_name(session: object, name: str) -> int:
    from sqlalchemy import func, select

    found = select(func.count()).select_from(Obh).where(Obh.name == name, Obh.trashed_at.is_(None))
    return session.execute(found).scalar_one()  # type: ignore[attr-defined]


def test_half_a_record_is_not_lost_by_closing(
    program: Program, office: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def ask_first(_parent: object, title: str, *_args: object, **_more: object) -> int | None:
        asked.append(title)
        return 1 if len(asked) > 1 else None

    monkeypatch.setattr("berkas.kit.dialogs.choose", ask_first)
    window = start(program, office, qtbot)
    press("Ctrl+2", "Ctrl+N")
    page = part(window, "obh", "obh")
    qtbot.waitUntil(page.sheet.is_showing)
    type_into(page, "name", "Setengah")
    press("Ctrl+Q")
    assert window.isVisible()
    assert asked == ["Isian belum disimpan"]
    assert page.sheet.form.values()["name"] == "Setengah"
    press("Ctrl+1", "Ctrl+2")
    assert page.sheet.form.values()["name"] == "Setengah"


def drop(target: QWidget, file: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(file))])
    buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(QPoint(4, 4), Qt.DropAction.CopyAction, data, buttons, keys)
    QApplication.sendEvent(target, enter)
    assert enter.isAccepted()
    QApplication.sendEvent(target, QDropEvent(QPointF(4, 4), Qt.DropAction.CopyAction, data, buttons, keys))


def test_a_unit_is_verified_with_a_photo_dropped_on_a_criterion(
    program: Program, office: Path, qtbot: QtBot, tmp_path: Path
) -> None:
    from berkas.rooms.award.page import Page

    entry = ask(office, _open_entry)
    assert isinstance(entry, int)
    before = ask(office, _uses)
    assert isinstance(before, int)
    window = start(program, office, qtbot)
    window.desk.open(Place("award", "verifikasi", entry))
    page = window.pages.page("award")
    assert isinstance(page, Page)
    view = page.verification
    qtbot.waitUntil(lambda: view.view is not None and view.form is not None, timeout=15000)
    assert view.form is not None
    view.form.focus_item(view.item.key)
    press("1")
    photo = tmp_path / "bukti.jpg"
    photo.write_bytes(sample_photo(next(iter(SCENES)), 7, size=(1200, 900)))
    target = next(each for each in view.findChildren(EvidenceStrip) if each.isVisible())
    drop(target, photo)
    qtbot.waitUntil(lambda: ask(office, _uses) == before + 1, timeout=20000)
    press("Ctrl+S")
    qtbot.waitUntil(lambda: not view.is_changed(), timeout=10000)
    leave(program, qtbot)
    with Book.open(office, write=False) as book:
        assert check_book(book) == []


def _open_entry(session: object) -> int:
    from sqlalchemy import select

    found = select(AwardEntry.id).where(AwardEntry.trashed_at.is_(None)).order_by(AwardEntry.id.desc())
    return session.execute(found.limit(1)).scalar_one()  # type: ignore[attr-defined]


def _uses(session: object) -> int:
    from sqlalchemy import func, select

    return session.execute(select(func.count()).select_from(EvidenceUse)).scalar_one()  # type: ignore[attr-defined]


def test_a_paper_is_looked_at_before_printing(program: Program, office: Path, qtbot: QtBot) -> None:
    window = start(program, office, qtbot)
    obh = ask(office, _first_obh)
    window.desk.open(Place("obh", "obh", obh))  # type: ignore[arg-type]
    page = part(window, "obh", "obh")
    qtbot.waitUntil(lambda: page.record is not None)
    shown: list[PreviewDialog] = []

    def look() -> bool:
        shown.extend(each for each in QApplication.topLevelWidgets() if isinstance(each, PreviewDialog))
        for dialog in shown:
            dialog.close()
        return bool(shown)

    kind = page.spec.documents[0]
    assert page.spec.subject is not None
    assert page.record is not None
    from PySide6.QtCore import QTimer

    timer = QTimer()
    timer.timeout.connect(look)
    timer.start(100)
    window.desk.show_paper(page, kind, page.spec.subject(page.record))
    qtbot.waitUntil(lambda: bool(shown), timeout=30000)
    timer.stop()


def _first_obh(session: object) -> int:
    from sqlalchemy import select

    return session.execute(select(Obh.id).where(Obh.trashed_at.is_(None)).limit(1)).scalar_one()  # type: ignore[attr-defined]


def test_a_refused_interview_is_keyed_with_digits(program: Program, office: Path, qtbot: QtBot) -> None:
    from berkas.rooms.visits.page import Page

    before = ask(office, _sheets)
    assert isinstance(before, int)
    window = start(program, office, qtbot)
    press("Ctrl+3")
    page = window.pages.page("visits")
    assert isinstance(page, Page)
    page.key_visit(1)
    keying = page.keying
    keying.head.set_value("obh_id", "1")
    assert keying.form is not None
    keying.form.focus_item("CON01")
    press("1", "Return", "1", "Return", "2", "Return", "Return", "Return", "Return")
    qtbot.waitUntil(lambda: "sebagai lengkap" in keying.state.text(), timeout=10000)
    leave(program, qtbot)
    assert ask(office, _sheets) == before + 1


def _sheets(session: object) -> int:
    from sqlalchemy import func, select

    return session.execute(select(func.count()).select_from(Assessment)).scalar_one()  # type: ignore[attr-defined]
