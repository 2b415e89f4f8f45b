"""Answers from files other people and programs made: headings, words, wrong cells, the dialog."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot
from sqlalchemy import select
from tests.kit.speaking import assert_speaks

from berkas.desk import Desk
from berkas.desk.importdialog import ImportDialog
from berkas.engine.importing import COLUMNS, ImportContext, ImportResult, run_import
from berkas.engine.rulebook import Rulebook
from berkas.kit import theme
from berkas.rooms.visits.queries.surveys import survey_result
from berkas.rooms.visits.sheet import MET_HOW, MET_ON, SURVEYS, columns_of
from berkas.rules.survey_words import headings_of, is_unclear, meant
from berkas.sheets.read import read_table
from berkas_db.book import Book
from berkas_db.changes import ANYONE
from berkas_db.tables import Assessment

from .surveying import ELEMENTS, put_period

Make = Callable[..., int]
RULES = Rulebook.load()
SKM = RULES.instrument("skm")
CONTEXT = ImportContext(date(2025, 7, 1), RULES, "skm", "LAPAS-X", "2025-S1")
FORM_HEADS = ["Timestamp", "Umur", "JK", "Pendidikan", "Pekerjaan", "U1", "U2", "U3", "U4", "U5", "U6", "U7",
              "Penanganan pengaduan", "Sarana prasarana"]  # fmt: skip


@pytest.fixture
def period(book: Book, make_unit: Make) -> int:
    return put_period(book, make_unit(), code="2025-S1")


def write(path: Path, rows: Sequence[Sequence[object]]) -> Path:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in rows:
        sheet.append(list(row))
    book.save(path)
    return path


def bring(book: Book, path: Path, *, dry_run: bool = False, **columns: str) -> ImportResult:
    context = ImportContext(CONTEXT.today, RULES, "skm", "LAPAS-X", "2025-S1", {COLUMNS: columns})
    return run_import(book, ANYONE, SURVEYS, path, context, dry_run=dry_run)


@pytest.fixture
def form_file(tmp_path: Path) -> Path:
    """As a form on the net exports it: a time stamp, words for the people, numbers for the elements."""
    rows: list[list[object]] = [
        ["2025-06-12", 37, "P", "SLTA", "Wiraswasta", *[4] * 9],
        ["2025-06-13", 24, "L", "S1", "PNS", "sangat sesuai", "mudah", "kurang cepat", "gratis", "sesuai",
         "kompeten", "sopan dan ramah", 3, 3],
    ]  # fmt: skip
    return write(tmp_path / "ekspor.xlsx", [list(FORM_HEADS), *rows])


def test_headings_and_words_of_other_programs_are_understood(
    book: Book, period: int, form_file: Path
) -> None:
    result = bring(book, form_file)
    assert (result.added, result.is_blocked) == (2, False)
    assert [problem.message for problem in result.problems] == [
        "Kolom “Timestamp” tidak dikenal dan tidak dibaca."
    ]
    assert book.read(survey_result, period).result().respondents == 2


@pytest.mark.parametrize(
    ("key", "typed", "code"),
    [
        ("jenis_kelamin", "Pria", "laki_laki"), ("jenis_kelamin", "L", "laki_laki"),
        ("pendidikan", "SMA/SMK", "sma"), ("pekerjaan", "Ibu rumah tangga", "lainnya"),
        ("persyaratan", "Sangat Sesuai", "4"), ("waktu", "tidak cepat", "1"), ("biaya", "Gratis", "4"),
        ("biaya", "mahal", "mahal"), ("sarana", "cukup", "cukup"), ("perilaku", "Sopan dan ramah", "3"),
    ],
)  # fmt: skip
def test_only_words_with_one_meaning_are_taken(key: str, typed: str, code: str) -> None:
    assert meant(SKM, SKM.items[key], typed) == code


def test_the_last_two_elements_are_never_guessed_from_their_number(
    book: Book, period: int, tmp_path: Path
) -> None:
    assert is_unclear(SKM, "U8")
    assert is_unclear(SKM, "Unsur 9")
    assert not is_unclear(RULES.instrument("spkp"), "U8")
    assert not {"U8", "U9"} & set(headings_of(SKM))
    assert "U1" not in headings_of(RULES.instrument("spkp"))
    heads = [f"U{number}" for number in range(1, 10)]
    path = write(tmp_path / "u.xlsx", [list(heads), [3] * 9])
    refused = bring(book, path)
    assert refused.is_blocked
    assert "“Penanganan pengaduan, saran, dan masukan”, “Sarana dan prasarana” tidak ada" in "".join(
        problem.message for problem in refused.problems
    )
    assert [(one.heading, one.key) for one in columns_of(read_table(path), CONTEXT)][7:] == [
        ("U8", ""),
        ("U9", ""),
    ]
    assert bring(book, path, U8="sarana", U9="pengaduan").added == 1
    assert book.read(survey_result, period).result().respondents == 1


def test_a_mistyped_heading_is_guessed_and_says_so(tmp_path: Path) -> None:
    path = write(tmp_path / "g.xlsx", [["Persyratan", "Catatan dinas", *ELEMENTS[1:]], [3] * 10])
    first, second, *_rest = columns_of(read_table(path), CONTEXT)
    assert (first.key, first.is_sure, first.samples) == ("persyaratan", False, ("3",))
    assert (second.key, second.is_sure) == ("", False)


def test_a_file_without_the_profile_takes_none_away(book: Book, period: int, tmp_path: Path) -> None:
    head = ["Kode responden", *ELEMENTS]
    bring(book, write(tmp_path / "a.xlsx", [[*head, "usia"], ["R-1", *[3] * 9, 40]]))
    again = bring(book, write(tmp_path / "b.xlsx", [list(head), ["R-1", *[4] * 9]]))
    assert again.updated == 1
    result = book.read(survey_result, period).result()
    assert result.respondents == 1


@pytest.mark.parametrize("day", ["2025-03-31", date(2025, 3, 31), "31 3 2025"])
def test_the_day_and_the_way_of_an_interview_come_back(
    book: Book, period: int, tmp_path: Path, day: object
) -> None:
    head = ["lembar#responden", MET_ON, MET_HOW, *ELEMENTS]
    rows = [["R-1", day, "video", *[3] * 9], ["R-2", None, None, *[3] * 9]]
    assert bring(book, write(tmp_path / "a.xlsx", [head, *rows])).added == 2
    sheets = select(Assessment.respondent_code, Assessment.interview_on, Assessment.mode).where(
        Assessment.survey_period_id == period
    )
    found = book.read(lambda session: session.execute(sheets).all()).result()
    kept = {code: (on, how) for code, on, how in found}
    assert kept["R-1"] == ("2025-03-31", "video")
    assert kept["R-2"][1] == "kertas"


@pytest.mark.parametrize(
    ("met", "cell", "sentence"),
    [
        (("2025-07-02", "kertas"), "B2", "Tanggal wawancara belum terjadi."),
        (("2025-06-01", "surel"), "C2", "Cara wawancara “surel” tidak dikenal."),
    ],
)
def test_a_day_or_way_that_cannot_be_is_named_by_its_cell(  # noqa: PLR0917
    book: Book, tmp_path: Path, period: int, met: tuple[str, str], cell: str, sentence: str
) -> None:
    del period
    head = ["lembar#responden", MET_ON, MET_HOW, *ELEMENTS]
    result = bring(book, write(tmp_path / "a.xlsx", [head, ["R-1", *met, *[3] * 9]]))
    assert result.is_blocked
    assert [(each.cell, each.message) for each in result.problems] == [(cell, sentence)]


@pytest.fixture
def desk(book: Book, qapp) -> Iterator[Desk]:  # noqa: ANN001
    if not qapp.styleSheet():
        theme.apply(qapp)
    made = Desk(book, ANYONE, RULES, lambda: CONTEXT.today)
    yield made
    made.close()


def test_the_dialog_lists_every_wrong_cell_and_keeps_when_none_is_left(
    desk: Desk, book: Book, period: int, tmp_path: Path, qtbot: QtBot
) -> None:
    heads = [f"U{number}" for number in range(1, 10)]
    path = write(tmp_path / "u.xlsx", [list(heads), [3] * 9, *[[3] * 8 + [9] for _ in range(300)]])
    owner = QWidget()
    qtbot.addWidget(owner)
    dialog = ImportDialog(owner, desk, SURVEYS, CONTEXT, (path, read_table(path)), title="Semester I")
    dialog.show()
    qtbot.waitExposed(dialog)
    dialog.activateWindow()
    dialog.choices[7].setCurrentIndex(dialog.choices[7].findData("sarana"))
    dialog.choices[8].setCurrentIndex(dialog.choices[8].findData("pengaduan"))
    assert_speaks(dialog)
    dialog.attempt()
    qtbot.waitUntil(lambda: dialog.list.rowCount() == 300, timeout=20_000)
    cell = dialog.list.item(0, 0)
    assert cell is not None
    assert cell.text() == "I3"
    assert "300 masalah; belum ada yang disimpan" in dialog.summary.text()
    assert not dialog.keep_button.isEnabled()
    dialog.copy_button.click()
    assert len(QGuiApplication.clipboard().text().splitlines()) == 300
    write(path, [list(heads), [3] * 9, [4] * 9])
    dialog.attempt()
    qtbot.waitUntil(dialog.keep_button.isEnabled, timeout=20_000)
    assert "2 baris baru" in dialog.summary.text()
    dialog.keep()
    qtbot.waitUntil(lambda: dialog.result() == ImportDialog.DialogCode.Accepted, timeout=20_000)
    assert book.read(survey_result, period).result().respondents == 2
