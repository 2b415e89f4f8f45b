"""Every line of "Periksa kelengkapan" leads to its place: Enter on the line, in the window, in every room."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import delete
from tests.rooms.award.conftest import RULEBOOK, TODAY, World, _fill, photo

from berkas.desk import Desk, Place
from berkas.kit import theme
from berkas.rooms.award.commands import entries
from berkas.rooms.award.editor.verification import VerificationView
from berkas.rooms.award.page import Page as AwardPage
from berkas.rooms.complaints.commands.intake import save_complaint
from berkas.rooms.complaints.commands.registers import save_supervision
from berkas.rooms.visits.commands.visits import save_visit
from berkas.rules.preflight import Fault
from berkas.shell.window import OfficeWindow
from berkas_db.book import Book
from berkas_db.changes import ANYONE

COMPLAINT = {
    "received_on": "2025-06-02",
    "channel": "surat",
    "stream": "mutu_layanan",
    "complaint_class": "pengaduan_tidak_berkadar",
    "title": "Antrean kunjungan (contoh)",
    "body": "Antrean kunjungan terlalu lama (contoh).",
    "is_anonymous": True,
}
SUPERVISION = {
    "origin": "ombudsman",
    "subject": "kunjungan",
    "year": 2025,
    "report_on": "2025-05-05",
    "report_number": "LAHP-1",
    "findings": [{"component": "pengaduan", "kind": "tindakan_korektif", "text": "Alur (contoh)"}],
}


@dataclass
class Walk:
    """The window, the criteria of the unit, and what was made."""

    window: OfficeWindow
    view: VerificationView
    ids: dict[str, int] = field(default_factory=dict)


@pytest.fixture
def walk(tmp_path: Path, qapp: QApplication, qtbot: QtBot) -> Iterator[Walk]:
    if not qapp.styleSheet():
        theme.apply(qapp)
    with Book.create(tmp_path / "contoh.berkas", office_name="Kantor Wilayah Contoh") as book:
        world = World(book)
        world.ids = world.do(_fill)
        world.ids["round"] = world.round(team_decree_number="", team_decree_on=None)
        lapas = world.ids["lapas"]
        visit = world.do(
            save_visit,
            {"title": "Verifikasi contoh", "from_date": "2025-06-12", "state": "terlaksana",
             "purposes": ("verifikasi_p2ham",)},
            id=None, version=None, reason="contoh",
        )  # fmt: skip
        entry = world.entry(visit_id=str(visit), members=[], head_name="Rahmat Contoh", head_nip="")
        world.judge(entry, {"lapas.a.01": "ada"})
        (proof,) = world.proof(entry, "lapas.a.01", photo(1))
        finding = {"title": "Loket belum terpisah (contoh)", "found_on": "2025-06-12"}
        ids = {
            "entry": entry,
            "round": world.ids["round"],
            "visit": visit,
            "proof": proof,
            "temuan": world.do(entries.add_finding, entry, finding, item_code="lapas.a.11"),
            "pengaduan": world.do(
                save_complaint, COMPLAINT | {"unit_id": str(lapas)}, id=None, version=None, reason="contoh"
            ),
            "ombudsman": world.do(
                save_supervision, SUPERVISION | {"unit_id": str(lapas)}, id=None, version=None
            ),
        }
        desk = Desk(book, ANYONE, RULEBOOK, lambda: TODAY)
        window = OfficeWindow(desk)
        window.resize(1366, 768)
        window.show()
        with qtbot.waitActive(window):
            window.activateWindow()
        window.open_place(Place("award", "verifikasi", entry))
        page = window.pages.page("award")
        assert isinstance(page, AwardPage)
        view = page.verification
        qtbot.waitUntil(lambda: view.view is not None and view.form is not None)
        yield Walk(window, view, ids)
        window.close()
        delete(window)
        desk.close()


def page_of(walk: Walk, room: str) -> Any:  # noqa: ANN401  the page of any room
    return walk.window.pages.page(room)


def enter(walk: Walk, qtbot: QtBot, code: str, target: str = "", key: str = "") -> Fault:
    """F5, then Enter on the line of a fault."""
    walk.window.open_place(Place("award", "verifikasi", walk.ids["entry"]))
    qtbot.waitUntil(walk.view.isVisible)
    walk.view.checklist.show_nothing()
    qtbot.keyClick(walk.view, Qt.Key.Key_F5)
    qtbot.waitUntil(lambda: bool(walk.view.checklist.faults()))
    faults = walk.view.checklist.faults()
    row = next(
        place
        for place, each in enumerate(faults)
        if each.code == code and target in ("", each.target) and key in ("", each.key)
    )
    walk.view.checklist.list.setCurrentRow(row)
    qtbot.keyClick(walk.view.checklist.list, Qt.Key.Key_Return)
    return faults[row]


RECORDS = (
    ("temuan_terbuka", "", "followups", "finding", "temuan"),
    ("pengaduan_terbuka", "", "complaints", "complaint", "pengaduan"),
    ("laporan_ombudsman_terbuka", "", "complaints", "supervision", "ombudsman"),
    ("nomor_surat_kosong", "sk_tim", "award", "award_round", "round"),
    ("nomor_surat_kosong", "surat_tugas", "visits", "visit", "visit"),
)


def test_enter_opens_the_record(walk: Walk, qtbot: QtBot) -> None:
    for code, key, room, kind, made in RECORDS:
        enter(walk, qtbot, code, key=key)
        qtbot.waitUntil(lambda room=room: walk.window.rail.current() == room)
        page = page_of(walk, room).page(kind)
        qtbot.waitUntil(lambda page=page: page.isVisible() and page.record is not None)
        assert page.record.id == walk.ids[made]


def test_enter_goes_to_the_criterion_the_proof_and_the_seal(walk: Walk, qtbot: QtBot) -> None:
    fault = enter(walk, qtbot, "kriteria_belum_dijawab", "kriteria")
    qtbot.waitUntil(lambda: walk.view.item.key == fault.key)
    enter(walk, qtbot, "keterangan_kosong")
    qtbot.waitUntil(lambda: walk.view.item.key == "lapas.a.01")
    qtbot.waitUntil(lambda: walk.view.item.proof.use is not None)
    enter(walk, qtbot, "pernyataan_belum_ditandatangani")
    qtbot.waitUntil(lambda: walk.view.side.currentWidget() is walk.view.seal)


def test_enter_puts_the_cursor_where_something_is_missing(walk: Walk, qtbot: QtBot) -> None:
    page = page_of(walk, "award").entries
    for code, key, name in (("nip_kosong", "kepala_unit", "head_nip"),
                            ("penanda_tangan_kosong", "tim", "members")):  # fmt: skip
        enter(walk, qtbot, code, key=key)
        qtbot.waitUntil(lambda: page.isVisible() and page.record is not None)
        rows = page.sections.get(name)
        part: QWidget = rows.heading if rows else page.sheet.form.editor(name)
        qtbot.waitUntil(
            lambda part=part: part.hasFocus() or part.isAncestorOf(QApplication.focusWidget() or page)
        )
