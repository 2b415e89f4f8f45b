"""A complaint of each class in the window, from receipt to closing, while a pause, an extension, a new rule
and a holiday decree come in between; every due date agrees with counting day by day."""

import shutil
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from shiboken6 import delete
from sqlalchemy import select

from berkas.desk import Desk
from berkas.engine import due
from berkas.engine.issuing import Stamp
from berkas.engine.rulebook import Rulebook
from berkas.kit import theme
from berkas.rooms.complaints.editor.complaintpage import ComplaintPage
from berkas.rooms.complaints.report.complaint import RECEIPT, subject_of
from berkas.rooms.office.commands import save_holiday
from berkas.rooms.office.commands.rules import save_clock
from berkas.rooms.office.fields.clocks import as_values
from berkas.rules.vocabulary import ComplaintClass
from berkas.rules.vocabulary import ComplaintEvent as Event
from berkas_db.book import Book
from berkas_db.changes import ANYONE, Step
from berkas_db.tables import Complaint, ComplaintEvent, Due, Obh, Unit

TODAY = date(2025, 12, 1)
RECEIVED, PAUSED, RESUMED = date(2025, 6, 2), date(2025, 6, 10), date(2025, 6, 12)
DECREED, NEW_RULE = date(2025, 6, 13), date(2025, 6, 16)
STREAMS = {
    "pengaduan_obh": ("pbh", {"obh_id": "1"}),
    "permohonan_bankum": ("pbh", {"obh_id": "1"}),
    "pengaduan_berkadar": ("perilaku_pegawai", {"unit_id": "1"}),
    "ppid": ("informasi_publik", {}),
    "ppid_keberatan": ("informasi_publik", {}),
}


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    def furnish(step: Step) -> None:
        step.insert(Unit, {"code": "LPC", "name": "Lapas Kelas IIA Contoh", "kind": "lapas"})
        step.insert(Obh, {"code": "OBH-C", "name": "LBH Contoh"})

    path = tmp_path_factory.mktemp("kelas") / "kantor.berkas"
    with Book.create(path, office_name="Kantor Wilayah Contoh") as made:
        made.change(furnish, ANYONE).result()
    return path


@pytest.fixture
def book(prepared: Path, tmp_path: Path) -> Iterator[Book]:
    with Book.open(Path(shutil.copy(prepared, tmp_path / "kantor.berkas"))) as opened:
        yield opened


@pytest.fixture
def page(book: Book, qtbot: QtBot, qapp: QApplication) -> Iterator[ComplaintPage]:
    if not qapp.styleSheet():
        theme.apply(qapp)
    desk = Desk(book, ANYONE, Rulebook.load(), lambda: TODAY)
    shown = ComplaintPage(desk)
    shown.resize(1366, 768)
    with qtbot.waitActive(shown):
        shown.show()
        shown.activateWindow()
    yield shown
    delete(shown)
    desk.close()


def key_in(page: ComplaintPage, qtbot: QtBot, cls: str) -> int:
    stream, target = STREAMS.get(cls, ("mutu_layanan", {"unit_id": "1"}))
    page.start_new()
    form = page.sheet.form
    form.set_value("stream", stream)
    for key in target:
        qtbot.waitUntil(lambda key=key: form.editor(key).isVisibleTo(form))
    values: dict[str, Any] = {
        **target, "received_on": RECEIVED.isoformat(), "channel": "surat",
        "complaint_class": cls, "title": f"Hal {cls} (contoh)", "body": "Uraian singkat.",
        "event_on": "2025-05-20", "is_anonymous": True,
    }  # fmt: skip
    for key, value in values.items():
        form.set_value(key, value)
    field = form.editor("title").input
    field.setFocus()
    qtbot.keyClick(field, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: page.record is not None)
    assert page.record is not None
    id_ = page.record.id
    qtbot.waitUntil(lambda: page.life.life is not None and page.life.life.id == id_)
    return id_


def work(page: ComplaintPage, qtbot: QtBot, kind: Event, on: date, **values: object) -> None:
    """One step of work: its questions answered in place, its button pressed."""
    assert page.life.life is not None
    before = len(page.life.life.events)
    page.life.start_move(kind)
    form = page.life.card.form
    assert form is not None, f"{kind} is not offered"
    for key, value in {"on_date": on.isoformat(), **values}.items():
        form.set_value(key, value)
    qtbot.mouseClick(page.life.card.go, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: page.life.life is not None and len(page.life.life.events) > before)


def change_the_rule(book: Book, cls: str) -> None:
    """From a day on, every known limit is a day longer; a limit nobody knows is nine working days."""
    clock = book.glance(due.clock_of, cls)
    values = as_values(clock, clock.version_on(NEW_RULE))
    for row in values["steps"]:
        row["days"] = 9 if row["days"] is None else row["days"] + 1
        row["unit"] = row["unit"] or "kerja"
    values |= {"title": "Aturan uji", "clock_version": "aturan_uji", "valid_from": NEW_RULE.isoformat(),
               "valid_until": None, "source": "Keputusan contoh"}  # fmt: skip
    book.change(save_clock, ANYONE, values, id=None, version=None).result()


def obvious_due(row: Due, off: set[date]) -> date:
    """Walk one day at a time; paused days and, for working days, free days do not count."""
    assert row.start_on is not None
    assert row.days is not None
    day, left = date.fromisoformat(row.start_on), row.days + row.extended_days
    while left:
        day += timedelta(days=1)
        free = row.day_unit == "kerja" and (day.weekday() > 4 or day in off)
        left -= not free and not PAUSED <= day <= RESUMED
    return day


def dues(book: Book, id_: int) -> list[Due]:
    return book.glance(lambda s: list(s.scalars(select(Due).where(Due.complaint_id == id_))))


@pytest.mark.parametrize("cls", ComplaintClass.codes())
def test_from_receipt_to_closing(page: ComplaintPage, book: Book, qtbot: QtBot, cls: str) -> None:
    id_ = key_in(page, qtbot, cls)
    rule = book.glance(lambda s: s.get_one(Complaint, id_)).clock_version
    work(page, qtbot, Event.DITERUSKAN, date(2025, 6, 3), recipient="Inspektorat Contoh")
    work(page, qtbot, Event.BERKAS_LENGKAP, date(2025, 6, 4))
    work(page, qtbot, Event.JEDA_MULAI, PAUSED, note="Menunggu saksi.", document="ND-1 (contoh)")
    work(page, qtbot, Event.JEDA_SELESAI, RESUMED)
    assert page.life.life is not None
    longer = [one.step for one in page.life.life.plans if one.is_open and one.step.extension is not None]
    for step in longer:
        assert step.extension is not None
        work(page, qtbot, Event.DIPERPANJANG, RESUMED, step_key=step.key, days=str(step.extension.days),
             document="ND-2 (contoh)", note="Perkara rumit.")  # fmt: skip
    change_the_rule(book, cls)
    day = {"on_date": DECREED.isoformat(), "name": "Cuti bersama tambahan (contoh)", "kind": "cuti_bersama",
           "decree": "SKB perubahan (contoh)"}  # fmt: skip
    book.change(save_holiday, ANYONE, day, id=None, version=None).result()

    tables = Rulebook.load().holiday_years()
    off = {holiday.date for year in tables for holiday in year.holidays} | {DECREED}
    known = [row for row in dues(book, id_) if row.due_on and not row.done_on]
    assert [row.due_on for row in known] == [obvious_due(row, off).isoformat() for row in known]
    assert sum(row.extended_days > 0 for row in known) == len(longer)
    kept = book.glance(lambda s: s.get_one(Complaint, id_))
    assert (kept.clock_key, kept.clock_version) == (cls, rule)
    assert book.glance(due.preview, cls, NEW_RULE).version.key == "aturan_uji"

    work(page, qtbot, Event.DIJAWAB, date(2025, 7, 1), note="Dijelaskan.", document="W.7-1 (contoh)")
    work(page, qtbot, Event.DIBERITAHUKAN, date(2025, 7, 1), note="Lewat surat.")
    work(page, qtbot, Event.DITUTUP, date(2025, 7, 2), has_benefit="ya", note="Pelapor menerima.")
    rows = [row for row in dues(book, id_) if row.due_on]
    assert [row.due_on for row in rows] == [obvious_due(row, off).isoformat() for row in rows]
    closed = book.glance(lambda s: s.get_one(Complaint, id_))
    assert (closed.status, closed.next_due_on, closed.clock_version) == ("selesai", None, rule)
    count = book.glance(lambda s: s.query(ComplaintEvent).filter_by(complaint_id=id_).count())
    assert page.life.life is not None
    assert len(page.life.life.events) == count


def test_the_receipt_shows_the_days(page: ComplaintPage, book: Book, qtbot: QtBot) -> None:
    id_ = key_in(page, qtbot, "pengaduan_tidak_berkadar")
    subject = book.glance(subject_of, id_)
    values = book.read(RECEIPT.gather, Rulebook.load(), subject, TODAY).result()
    assert RECEIPT.draw(values, Stamp(TODAY)).startswith(b"%PDF")
    (solving,) = [one for one in values.plans if one.step.key == "penyelesaian"]
    assert sum(day.counted for day in solving.due.strip) == 14
    assert "Idul Adha" in " ".join(day.why for day in solving.due.strip)
