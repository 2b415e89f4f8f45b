"""Instruments out to a real workbook and back: every fault with its cell, differences first, sheets moved."""

from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.utils import get_column_letter
from pypdf import PdfReader
from PySide6.QtWidgets import QApplication, QDialog, QPushButton
from pytestqt.qtbot import QtBot
from sqlalchemy import select
from tests.kit.speaking import assert_mnemonics_unique, assert_speaks
from tests.rooms.office.conftest import CLERK, Change
from tests.rooms.office.instrumenting import RULES, TODAY, act_on, shown

from berkas import paths
from berkas.desk import Desk
from berkas.engine.assessing import answers_of, install, save_answers, start
from berkas.engine.installed import office_rules
from berkas.engine.issuing import Issued, draft, issue, issued_bytes
from berkas.engine.rulebook import Rulebook, RulebookError
from berkas.kit import dialogs
from berkas.rooms.office.commands import install_edition
from berkas.rooms.office.editor.instrument_differences import DifferencesDialog, difference_page
from berkas.rooms.office.editor.instrument_faults import FaultsDialog
from berkas.rooms.office.editor.instrument_loading import read_file
from berkas.rooms.office.editor.instrument_moving import MoveDialog
from berkas.rooms.office.editor.instrument_versions import FiguresDialog, VersionsDialog
from berkas.rooms.office.editor.instruments import InstrumentsPage
from berkas.rooms.office.queries.instruments import compare_versions
from berkas.rooms.office.report import COMPARISON
from berkas.rooms.office.report.instrument_versions import NOT_ENOUGH, element_rows, figure
from berkas.rules.instruments import Instrument, canonical
from berkas.rules.instruments.leaves import to_leaves
from berkas.sheets.errors import SheetError
from berkas.sheets.instrument_book import write_instrument_book
from berkas_db.book import Book
from berkas_db.changes import Step
from berkas_db.errors import Refused
from berkas_db.tables import Assessment, InstrumentVersion

SKM = RULES.instrument("skm")
SCORED = next(section for section in SKM.sections if section.scored)
FIRST, SECOND, *REST = SCORED.items


def with_items(*items: Any) -> Instrument:  # noqa: ANN401
    section = replace(SCORED, items=tuple(items))
    return replace(SKM, sections=tuple(section if each is SCORED else each for each in SKM.sections))


CHANGED = with_items(replace(FIRST, key="syarat", label=f"{FIRST.label}."), *REST)
"""The first item has a new key, the second is gone."""


@pytest.fixture
def page(desk: Desk, qtbot: QtBot) -> InstrumentsPage:
    made = InstrumentsPage(desk)
    shown(qtbot, made, 1366, 768)
    made.choose_key("skm")
    return made


@pytest.fixture
def workbook(tmp_path: Path) -> Callable[[Instrument], Path]:
    def write(instrument: Instrument) -> Path:
        path = tmp_path / "instrumen contoh.xlsx"
        write_instrument_book(path, to_leaves(instrument), overwrite=True)
        return path

    return write


def fill(step: Step, unit: int, state: str, count: int = 6) -> tuple[int, list[int]]:
    version = install(step, SKM)
    sheets: list[int] = []
    for number in range(count):
        sheet = start(step, version, "unit", unit, {"respondent_code": f"R-{number:02}"})
        save_answers(step, sheet, {item.key: str(number % 2 + 3) for item in SCORED.items})
        locked = {"state": state, "locked_at": step.now if state == "terkunci" else None}
        step.update(Assessment, sheet, locked)
        sheets.append(sheet)
    return version, sheets


# ---- out and back


def test_an_instrument_goes_out_and_comes_back_the_same(
    page: InstrumentsPage, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "keluar.xlsx"
    monkeypatch.setattr(dialogs, "save_file", lambda *_a, **_k: path)
    said: list[str] = []
    page.desk.said.connect(lambda words, _undo: said.append(words))
    page.export()
    qtbot.waitUntil(lambda: bool(said), timeout=20000)
    assert read_file(path).instrument == SKM
    told: list[str] = []
    monkeypatch.setattr(dialogs, "open_files", lambda *_a, **_k: [path])
    monkeypatch.setattr(dialogs, "say", lambda _p, title, _s: told.append(title))
    page.load()
    qtbot.waitUntil(lambda: told == ["Tidak ada perbedaan"], timeout=20000)


def test_a_workbook_is_installed_after_its_differences_were_seen(
    page: InstrumentsPage,
    qtbot: QtBot,
    workbook: Callable[[Instrument], Path],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(dialogs, "open_files", lambda *_a, **_k: [workbook(CHANGED)])
    seen: list[str] = []

    def act(dialog: DifferencesDialog) -> None:
        assert_speaks(dialog)
        assert_mnemonics_unique(dialog)
        seen.append(dialog.page.toPlainText())
        dialog.edition.setText("2 contoh")
        dialog.install.click()

    act_on(DifferencesDialog, act)
    page.load()
    qtbot.waitUntil(lambda: page.desk.rulebook.instrument("skm").version == "2 contoh", timeout=20000)
    assert SECOND.label in seen[0]
    assert "Mungkin kini berkode syarat" in seen[0]
    qtbot.waitUntil(lambda: page.chosen == "skm")


def test_a_mistyped_key_is_asked_about(
    page: InstrumentsPage,
    qtbot: QtBot,
    workbook: Callable[[Instrument], Path],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    wrong = replace(RULES.instrument("monev_litigasi"), key="monev_litigsi")
    monkeypatch.setattr(dialogs, "open_files", lambda *_a, **_k: [workbook(wrong)])
    asked: list[str] = []

    def ask(_parent: object, _title: str, sentence: str, **_more: object) -> bool:
        asked.append(sentence)
        return False

    monkeypatch.setattr(dialogs, "ask", ask)
    page.load()
    qtbot.waitUntil(lambda: bool(asked), timeout=20000)
    assert "“monev_litigasi”" in asked[0]


def test_a_definition_is_read_like_a_workbook(tmp_path: Path) -> None:
    path = tmp_path / "contoh.toml"
    text = (paths.resource("instruments") / "skm.toml").read_text("utf-8")
    path.write_text(text, "utf-8")
    assert read_file(path).instrument == SKM
    path.write_text(text.replace('rule = "skm_14_2017"', 'rule = "skm"'), "utf-8")
    loaded = read_file(path)
    assert loaded.instrument is None
    assert [fault.place for fault in loaded.faults] == ["scoring.rule"]
    path.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(SheetError, match=r"contoh\.toml"):
        read_file(path)
    path.write_text("kunci = ", "utf-8")
    with pytest.raises(RulebookError, match=r"contoh\.toml"):
        read_file(path)


# ---- bad input


def test_every_fault_stands_in_one_list_with_its_cell(
    page: InstrumentsPage,
    qtbot: QtBot,
    workbook: Callable[[Instrument], Path],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    path = workbook(SKM)
    book = openpyxl.load_workbook(path)
    sheet = book["Butir"]
    heads = [cell.value for cell in sheet[1]]
    first = next(row for row in range(2, sheet.max_row + 1) if sheet.cell(row, 2).value == FIRST.key)
    sheet.cell(first, heads.index("Jenis") + 1, "sekala")
    sheet.cell(first + 1, heads.index("Wajib") + 1, "mungkin")
    sheet.cell(first + 2, heads.index("Ditanyakan bila") + 1, "TIDAK_ADA == '1'")
    sheet.cell(first + 4, 2, sheet.cell(first + 3, 2).value)
    book["Skala"].append(["kosong", "Skala kosong"])
    book.save(path)
    monkeypatch.setattr(dialogs, "open_files", lambda *_a, **_k: [path])
    out = tmp_path / "masalah.xlsx"
    monkeypatch.setattr(dialogs, "save_file", lambda *_a, **_k: out)
    seen: list[tuple[str, str]] = []

    def act(dialog: FaultsDialog) -> None:
        assert_mnemonics_unique(dialog)
        seen.extend(dialog.table.lines)
        for button in ("Salin semua", "Ekspor daftar…"):
            press(dialog, button)
        press(dialog, "Tutup")

    act_on(FaultsDialog, act)
    page.load()
    qtbot.waitUntil(lambda: bool(seen), timeout=20000)
    places = {place for place, _sentence in seen}
    letters = {name: get_column_letter(place) for place, name in enumerate(heads, 1)}
    assert f"Butir!{letters['Jenis']}{first}" in places
    assert f"Butir!{letters['Wajib']}{first + 1}" in places
    assert f"Butir!{letters['Ditanyakan bila']}{first + 2}" in places
    assert f"Butir!B{first + 4}" in places or f"Butir!A{first + 4}" in places
    assert any(place.startswith("Skala!") for place in places)
    assert len(seen) == 5
    assert page.desk.rulebook.instrument("skm") == SKM
    assert QApplication.clipboard().text().startswith("Tempat\tMasalah\n")
    QApplication.clipboard().clear()  # Python must not outlive what lies there
    written = openpyxl.load_workbook(out).active
    assert written is not None
    assert written.max_row >= 6


def press(dialog: QDialog, words: str) -> None:
    next(each for each in dialog.findChildren(QPushButton) if each.text().replace("&", "") == words).click()


def test_a_workbook_saved_elsewhere_with_merged_headings_is_read(
    workbook: Callable[[Instrument], Path],
) -> None:
    path = workbook(SKM)
    book = openpyxl.load_workbook(path)
    sheet = book["Butir"]
    heads = [cell.value for cell in sheet[1]]
    sheet.insert_rows(1, 2)
    sheet["A1"] = "Daftar butir (contoh)"
    sheet.merge_cells("A1:H1")
    # two rows of headings: most are merged downwards, some stand under a common one
    grouped = {heads.index(name) + 1 for name in ("Wajib", "Wajib bila", "Ditanyakan bila")}
    for column in range(1, len(heads) + 1):
        if column not in grouped:
            sheet.cell(2, column, heads[column - 1])
            sheet.cell(3, column).value = None
            sheet.merge_cells(start_row=2, end_row=3, start_column=column, end_column=column)
    sheet.cell(2, min(grouped), "Syarat-syarat")
    sheet.merge_cells(start_row=2, end_row=2, start_column=min(grouped), end_column=max(grouped))
    book.save(path)
    loaded = read_file(path)
    assert loaded.faults == ()
    assert loaded.instrument == SKM


def test_ten_thousand_rows_with_three_hundred_wrong_cells(tmp_path: Path) -> None:
    items = [
        replace(FIRST, key=f"B{number:05}", label=f"Pertanyaan contoh {number}") for number in range(10_000)
    ]
    leaves = to_leaves(with_items(*items))
    spoiled = []
    for leaf in leaves:
        if leaf.name != "Butir":
            spoiled.append(leaf)
            continue
        heads = [heading.key for heading in leaf.headings]
        rows = [list(row) for row in leaf.rows]
        start_at = next(place for place, row in enumerate(rows) if row[heads.index("key")] == "B00000")
        for number in range(100):
            row = start_at + number * 100
            rows[row][heads.index("type")] = "sekala"
            rows[row + 1][heads.index("required")] = "mungkin"
            rows[row + 2][heads.index("applies_if")] = f"B{number * 100 + 5:05}x == '1'"
        spoiled.append(replace(leaf, rows=tuple(tuple(row) for row in rows)))
    path = tmp_path / "besar.xlsx"
    write_instrument_book(path, spoiled)
    loaded = read_file(path)
    assert loaded.instrument is None
    assert len(loaded.faults) == 300
    assert len({fault.place for fault in loaded.faults}) == 300
    near = [fault.sentence for fault in loaded.faults if "mengacu" in fault.sentence]
    assert len(near) == 100
    assert all("mungkin maksudnya" in sentence for sentence in near)


# ---- versions


def test_an_edition_is_installed_once_and_only_by_who_manages(change: Change, book: Book) -> None:
    text = canonical(CHANGED)
    first = change(install_edition, text, "2025 contoh")
    assert change(install_edition, text, "2025 contoh") == first
    with pytest.raises(Refused, match="sudah ada dengan isi yang lain"):
        change(install_edition, canonical(SKM), "2025 contoh")
    with pytest.raises(Refused, match="belum diisi"):
        change(install_edition, text, "  ")
    with pytest.raises(Refused, match="tidak berhak"):
        change(install_edition, text, "3", actor=CLERK)
    assert Rulebook.load(book.read(office_rules).result()).instrument("skm").version == "2025 contoh"


def test_running_sheets_are_moved_after_a_look(
    desk: Desk, qtbot: QtBot, change: Change, make_unit: Callable[..., int], book: Book
) -> None:
    unit = make_unit()
    old, sheets = change(fill, unit, "lengkap")
    _old, (locked,) = change(fill, unit, "terkunci", 1)
    new = change(install_edition, canonical(CHANGED), "2")
    dialog = MoveDialog(desk, None, from_id=old, to_id=new, before="1", after="2")
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.waitUntil(dialog.move_button.isEnabled)
    assert_mnemonics_unique(dialog)
    assert dialog.renamed == {FIRST.key: "syarat"}
    assert dialog.told is not None
    assert (dialog.told.assessments, dialog.told.locked, dialog.told.parked) == (6, 1, {SECOND.key: 6})
    dialog.choose(SECOND.key, "syarat")
    assert "satu butir baru" in dialog.problem.text()
    assert not dialog.move_button.isEnabled()
    dialog.choose(FIRST.key, "")
    qtbot.waitUntil(dialog.move_button.isEnabled)
    assert dialog.told.parked == {FIRST.key: 6}
    dialog.choose(SECOND.key, "")
    dialog.choose(FIRST.key, "syarat")
    qtbot.waitUntil(lambda: dialog.told is not None and dialog.told.parked == {SECOND.key: 6})
    dialog.move_button.click()
    qtbot.waitUntil(lambda: dialog.result() == QDialog.DialogCode.Accepted)
    assert "syarat" in book.glance(answers_of, sheets[0])
    assert SECOND.key in book.glance(answers_of, locked)


def test_the_same_answers_stand_side_by_side_under_two_versions(
    desk: Desk, qtbot: QtBot, change: Change, make_unit: Callable[..., int], book: Book
) -> None:
    change(fill, make_unit(), "terkunci")
    change(fill, make_unit("Lapas Contoh Dua"), "terkunci", 2)
    change(install_edition, canonical(CHANGED), "2")
    dialog = VersionsDialog(desk, None, SKM)
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.waitUntil(lambda: len(dialog.versions) == 2)
    assert_mnemonics_unique(dialog)
    dialog.table.selectRow(1)
    assert dialog.against is not None
    assert dialog.against.edition == "2"
    assert not dialog.move_button.isEnabled()  # all are locked
    seen: list[list[str]] = []

    def act(figures: FiguresDialog) -> None:
        for row in range(figures.lines.rowCount()):
            texts = [figures.lines.item(row, column) for column in range(5)]
            seen.append([text.text() for text in texts if text is not None])
        figures.accept()

    act_on(FiguresDialog, act)
    dialog.compare()
    qtbot.waitUntil(lambda: bool(seen))
    names = [line[0] for line in seen]
    assert names == sorted(names)
    whole = next(line for line in seen if line[1] == "6")
    assert "belum cukup responden" not in whole
    (subject,) = book.glance(COMPARISON.subjects)
    pdf = draft(book, RULES, COMPARISON, subject, TODAY)
    said = " ".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages)
    assert "Perbandingan Nilai" in said or "PERBANDINGAN NILAI" in said
    assert whole[2] in said
    assert SECOND.label in said


def test_too_few_respondents_have_no_figure(
    change: Change, make_unit: Callable[..., int], book: Book
) -> None:
    old, _sheets = change(fill, make_unit(), "terkunci", 1)
    new = change(install_edition, canonical(CHANGED), "2")
    compared = book.glance(compare_versions, old, new)
    assert compared is not None
    assert compared.whole.before.n == 1
    assert not compared.is_enough
    assert element_rows(compared) == []
    assert figure(compared.whole.before, is_enough=compared.is_enough) == NOT_ENOUGH


def test_an_issued_comparison_is_printed_again_as_it_was(
    change: Change, make_unit: Callable[..., int], book: Book
) -> None:
    change(fill, make_unit(), "terkunci")
    change(install_edition, canonical(CHANGED), "2")
    (subject,) = book.glance(COMPARISON.subjects)
    issued: Issued = change(issue, RULES, COMPARISON, subject, TODAY)
    change(fill, make_unit("Lapas Contoh Dua"), "terkunci")
    assert book.glance(issued_bytes, COMPARISON.key, subject.key) == issued.pdf


def test_a_difference_page_says_when_only_marks_differ() -> None:
    page = difference_page(SKM, replace(SKM, source="lain (contoh)"))
    assert "Asal atau tandanya diubah (1)" in page
    assert "lain (contoh)" in page
    assert "Instrumen baru" in difference_page(None, SKM)


def test_an_older_version_comes_into_force_again(
    desk: Desk, qtbot: QtBot, change: Change, book: Book, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = change(install_edition, canonical(SKM), "1a")
    change(install_edition, canonical(CHANGED), "2")
    dialog = VersionsDialog(desk, None, SKM)
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.waitUntil(lambda: len(dialog.versions) == 2)
    dialog.table.selectRow(1)
    monkeypatch.setattr(dialogs, "ask", lambda *_a, **_k: True)
    dialog.put_in_force()
    qtbot.waitUntil(lambda: desk.rulebook.instrument("skm").version == "1a")
    newest = select(InstrumentVersion.id).order_by(InstrumentVersion.installed_at.desc()).limit(1)
    assert book.glance(lambda session: session.execute(newest).scalar_one()) == first
