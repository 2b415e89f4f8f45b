"""Instruments against the least the same work can cost: forms on screen, scores, survey rows from a workbook.

python -m tests.million.bench_instruments [--items N] [--sheets N] [--rows N] [--kept N] [--runs N] [--part …]

Parts: form (opening an instrument of many items and going to the next form, against plain widgets without any
rule), score (assessments of 50 items against the same arithmetic in bare SQL on the same file), import (rows
of a workbook against bare openpyxl reading them; keeping some against bare INSERTs of the same rows; the
whole import, kept, against bare openpyxl). Every pair is measured alternately in one process. Reports only;
nothing here passes or fails by the clock.
"""

import argparse
import random
import tempfile
import tomllib
import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

import openpyxl
from sqlalchemy.orm import Session
from tests.million.measuring import Against, against, print_against, timed

from berkas.engine.assessing import install, score_assessments
from berkas.engine.importing import ImportContext, run_import
from berkas.engine.rulebook import Rulebook
from berkas.rooms.visits.commands import save_survey_period
from berkas.rooms.visits.sheet import SURVEYS
from berkas.rules.instruments import Instrument, parse_instrument
from berkas.sheets.answers import read_answers
from berkas_db.book import Book
from berkas_db.changes import ANYONE, Step
from berkas_db.connect import raw_of
from berkas_db.tables import Obh, Unit

SEED = 4
DAY = date(2025, 6, 12)
ELEMENTS = ("persyaratan", "prosedur", "waktu", "biaya", "produk", "kompetensi", "perilaku", "pengaduan",
            "sarana")  # fmt: skip


def big_instrument(items: int, *, sections: int = 10) -> Instrument:
    """Scaled questions in sections; every tenth is asked only when the one before was answered badly."""
    tables: dict[str, Any] = tomllib.loads("""
        format = 1
        key = "besar_contoh"
        version = "1"
        title = "Instrumen besar (contoh)"
        kind = "wawancara"
        subject = "obh"
        notice = "Contoh."
        [[scales]]
        key = "mutu4"
        label = "Mutu"
        options = [
          { code = "1", value = 1, label = "Tidak baik" }, { code = "2", value = 2, label = "Kurang baik" },
          { code = "3", value = 3, label = "Baik" }, { code = "4", value = 4, label = "Sangat baik" },
        ]
        [scoring]
        rule = "rata_rata_dari_rata_rata"
    """)
    each = -(-items // sections)
    numbers = iter(range(1, items + 1))
    tables["sections"] = [
        {
            "key": f"b{place}",
            "label": f"Bagian {place}",
            "scored": True,
            "type": "skala",
            "scale": "mutu4",
            "items": [_item(number) for _, number in zip(range(each), numbers, strict=False)],
        }
        for place in range(1, sections + 1)
    ]
    return parse_instrument(tables, file="besar")


def _item(number: int) -> dict[str, Any]:
    item: dict[str, Any] = {
        "key": f"Q{number}",
        "no": str(number),
        "label": f"Pertanyaan nomor {number} (contoh)",
    }
    return item | ({"applies_if": f"Q{number - 1} <= 2"} if number % 10 == 0 else {})


# ------------------------------------------------------------------ forms on screen


def measure_forms(items: int, runs: int) -> list[Against]:
    """Opening and going on, each until the first questions are painted."""
    from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

    from berkas.kit import theme
    from berkas.kit.answers import AnswerForm

    found = QApplication.instance()
    app = found if isinstance(found, QApplication) else QApplication([])
    theme.apply(app)
    instrument = big_instrument(items)
    labels = [option.label for option in instrument.scales[0].options]

    def shown(page: QWidget) -> QWidget:
        page.resize(1000, 700)
        page.show()
        app.processEvents()
        page.grab()
        return page

    def gone(page: QWidget) -> None:
        page.hide()
        page.deleteLater()
        app.processEvents()

    def ours() -> None:
        form = AnswerForm(instrument, today=lambda: DAY)
        form.focus_item()
        gone(shown(form))

    def bare() -> None:
        gone(shown(_plain(items, labels)))

    def _plain(number: int, words: list[str]) -> QScrollArea:
        inside = QWidget()
        lines = QVBoxLayout(inside)
        for place in range(number):
            lines.addWidget(QLabel(f"{place + 1}. Pertanyaan nomor {place + 1} (contoh)", inside))
            for word in words:
                button = QPushButton(word, inside)
                button.setCheckable(True)
                lines.addWidget(button)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setWidget(inside)
        return area

    opened = against(f"open a form of {items} items", ours, bare, runs, "bare: plain widgets, all at once")
    form = AnswerForm(instrument, today=lambda: DAY)
    form.focus_item()
    shown(form)
    plain = _plain(items, labels)
    shown(plain)
    for page in range(len(instrument.sections)):  # every section built, as after a whole form
        form.head.chosen.emit(page)
        for _ in range(items):
            app.processEvents()
    full = dict.fromkeys(instrument.items, "3")
    buttons = plain.findChildren(QPushButton)

    def next_form() -> None:
        form.set_answers(full)
        form.set_answers({})
        form.focus_item()
        app.processEvents()
        form.grab()

    def next_plain() -> None:
        for button in buttons:
            button.setChecked(True)
        for button in buttons:
            button.setChecked(False)
        app.processEvents()
        plain.grab()

    moved = against("fill, empty, go to the next form", next_form, next_plain, runs, "bare: its buttons")
    gone(form)
    gone(plain)
    return [opened, moved]


# ------------------------------------------------------------------ scores


@dataclass(frozen=True, slots=True)
class Filled:
    """An office with assessments: ids in order."""

    book: Book
    ids: tuple[int, ...]


def fill(book: Book, instrument: Instrument, sheets: int) -> Filled:
    """Assessments with all answers, written past the journal; seeds fixed."""

    def furnish(step: Step) -> tuple[int, int]:
        return install(step, instrument), step.insert(Obh, {"code": "OBH-X", "name": "LBH Contoh"})

    version_id, obh_id = book.change(furnish, ANYONE).result().value

    def write(session: Session) -> None:
        connection = raw_of(session.connection())
        connection.executemany(
            "INSERT INTO assessment (uid, code, instrument_version_id, subject_kind, obh_id, state, "
            "created_at, updated_at) VALUES (?, ?, ?, 'obh', ?, 'lengkap', ?, ?)",
            ((str(uuid.UUID(int=n)), f"A-{n:06}", version_id, obh_id, _NOW, _NOW) for n in range(sheets)),
        )
        connection.executemany(
            "INSERT INTO answer (uid, assessment_id, item_code, value, number) VALUES (?, ?, ?, ?, ?)",
            _answers(instrument, sheets),
        )

    book.write_aside(write).result()
    ids = book.glance(_ids)
    return Filled(book, tuple(ids))


_NOW = "2025-06-12T00:00:00.000Z"


def _ids(session: Any) -> list[int]:  # noqa: ANN401  a reading session
    found = raw_of(session.connection()).execute("SELECT id FROM assessment ORDER BY id")
    return [row[0] for row in found]


def _answers(instrument: Instrument, sheets: int) -> Iterator[tuple[str, int, str, str, float]]:
    drawn = random.Random(SEED)  # noqa: S311  the same rows each time
    for sheet in range(1, sheets + 1):
        for place, key in enumerate(instrument.items):
            value = drawn.randint(1, 4)
            yield str(uuid.UUID(int=sheet * 1000 + place)), sheet, key, str(value), float(value)


_BARE_SCORE = """
    SELECT avg(mean) * 25 FROM (
        SELECT avg(number) AS mean FROM answer
        WHERE answer_pass = 'pertama' AND parked = 0 AND missing IS NULL GROUP BY item_code
    )
"""


def measure_scores(folder: Path, sheets: int, runs: int) -> list[Against]:
    """The index over all sheets, ours with its derivation and every count, theirs one number."""
    tables = big_instrument(50)
    with Book.create(folder / "nilai.berkas", office_name="Kantor Contoh") as book:
        filled = fill(book, _without_skips(tables), sheets)
        found: dict[str, float] = {}

        def ours() -> None:
            (scored,) = book.glance(score_assessments, filled.ids)
            found["ours"] = float(scored.score.index or 0)

        def bare() -> None:
            found["bare"] = book.glance(_bare_score)

        measured = against(f"score {sheets} sheets of 50 items", ours, bare, runs, "bare: one SQL")
        if abs(found["ours"] - found["bare"]) > 0.005:
            raise AssertionError(found)
    return [measured]


def _bare_score(session: Any) -> float:  # noqa: ANN401  a reading session
    (found,) = raw_of(session.connection()).execute(_BARE_SCORE)
    return found[0]


def _without_skips(instrument: Instrument) -> Instrument:
    """The same questions, all asked: the arithmetic of one SQL knows no skips."""
    from dataclasses import replace

    sections = tuple(
        replace(section, items=tuple(replace(item, applies_if=None) for item in section.items))
        for section in instrument.sections
    )
    return replace(instrument, sections=sections)


# ------------------------------------------------------------------ survey rows


def workbook(path: Path, rows: int) -> Path:
    """Respondents of an SKM survey as Excel writes them."""
    drawn = random.Random(SEED)  # noqa: S311  the same rows each time
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("Data")
    sheet.append(["respondent_code", "usia", *ELEMENTS])
    for number in range(1, rows + 1):
        sheet.append([f"R-{number:06}", drawn.randint(17, 70), *(drawn.randint(1, 4) for _ in ELEMENTS)])
    book.save(path)
    return path


def measure_import(folder: Path, rows: int, kept: int, runs: int) -> list[Against]:
    """Reading and judging every cell; and keeping `kept` respondents in the office with journal and undo."""
    rulebook = Rulebook.load()
    skm = rulebook.instrument("skm")
    path = workbook(folder / "survei.xlsx", rows)

    def read() -> None:
        sheet = read_answers(path, skm)
        if len(sheet.respondents) != rows:
            raise AssertionError(len(sheet.respondents))

    reading = against(
        f"read {rows} rows of a survey", read, partial(_bare_read, path), runs, "bare: openpyxl read-only"
    )
    few = workbook(folder / "sedikit.xlsx", kept)
    with Book.create(folder / "survei.berkas", office_name="Kantor Contoh") as book:
        period = _period(book)

        def keep() -> None:
            context = ImportContext(DAY, rulebook, instrument="skm", unit="UNIT-X", period="Juni 2025")
            result = run_import(book, ANYONE, SURVEYS, few, context, dry_run=True)
            if result.problems or result.added != kept:
                raise AssertionError(result.problems[:3])

        keeping = against(
            f"try to keep {kept} of them (all checks and rows, then undone)",
            keep,
            partial(_bare_keep, book, few, period),
            max(1, runs // 2),
            "bare: openpyxl and INSERT",
        )
    return [reading, keeping, measure_whole(folder, path, rows)]


def measure_whole(folder: Path, path: Path, rows: int) -> Against:
    """The whole import as somebody presses Simpan: copy, reading, every check, keeping with journal and undo.

    Once only: a second run would find everybody there.
    """
    rulebook = Rulebook.load()
    with Book.create(folder / "utuh.berkas", office_name="Kantor Contoh") as book:
        _period(book)

        def whole() -> None:
            context = ImportContext(DAY, rulebook, instrument="skm", unit="UNIT-X", period="Juni 2025")
            result = run_import(book, ANYONE, SURVEYS, path, context, dry_run=False)
            if result.problems or result.added != rows:
                raise AssertionError(result.problems[:3])

        before = timed(partial(_bare_read, path))[1]
        ours = timed(whole)[1]
        after = timed(partial(_bare_read, path))[1]
    return Against(
        f"import {rows} rows and keep them", ours, (before + after) / 2, "bare: openpyxl reading, mean of two"
    )


def _period(book: Book) -> int:
    def furnish(step: Step) -> int:
        install(step, Rulebook.load().instrument("skm"))
        return step.insert(Unit, {"code": "UNIT-X", "name": "Unit Contoh", "kind": "lapas"})

    unit = book.change(furnish, ANYONE).result().value
    own = {"unit_id": unit, "instrument_key": "skm", "label": "Juni 2025", "period_from": "2025-06-01",
           "period_until": "2025-06-30"}  # fmt: skip
    return book.change(save_survey_period, ANYONE, own, id=None, version=None).result().value


def _bare_read(path: Path) -> int:
    book = openpyxl.load_workbook(path, read_only=True)
    try:
        return sum(1 for _ in book.worksheets[0].iter_rows(values_only=True))
    finally:
        book.close()


def _bare_keep(book: Book, path: Path, period_id: int) -> None:
    """The same rows into the same tables, and taken back."""

    def write(session: Session) -> None:
        connection = raw_of(session.connection())
        ((version,),) = connection.execute("SELECT max(id) FROM instrument_version")
        opened = openpyxl.load_workbook(path, read_only=True)
        rows = opened.worksheets[0].iter_rows(values_only=True)
        next(rows)
        for number, row in enumerate(rows):
            connection.execute(
                "INSERT INTO assessment (uid, code, instrument_version_id, subject_kind, unit_id, "
                "survey_period_id, respondent_code, created_at, updated_at) "
                "SELECT ?, ?, ?, 'unit', unit_id, id, ?, ?, ? FROM survey_period WHERE id = ?",
                (str(uuid.uuid4()), f"B-{number}", version, row[0], _NOW, _NOW, period_id),
            )
            ((made,),) = connection.execute("SELECT last_insert_rowid()")
            connection.executemany(
                "INSERT INTO answer (uid, assessment_id, item_code, value, number) VALUES (?, ?, ?, ?, ?)",
                (
                    (str(uuid.uuid4()), made, key, str(cell), float(str(cell)))
                    for key, cell in zip(("usia", *ELEMENTS), row[1:], strict=True)
                ),
            )
        connection.execute("DELETE FROM assessment WHERE code LIKE 'B-%'")
        opened.close()

    book.write_aside(write).result()


def main(arguments: list[str] | None = None) -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--items", type=int, default=500)
    parser.add_argument("--sheets", type=int, default=10_000)
    parser.add_argument("--rows", type=int, default=100_000)
    parser.add_argument("--kept", type=int, default=2_000)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--part", choices=("form", "score", "import", "all"), default="all")
    told = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        parts: dict[str, Callable[[], list[Against]]] = {
            "form": lambda: measure_forms(told.items, told.runs),
            "score": lambda: measure_scores(folder, told.sheets, told.runs),
            "import": lambda: measure_import(folder, told.rows, told.kept, told.runs),
        }
        for part, measure in parts.items():
            if told.part in (part, "all"):
                found, ms = timed(measure)
                print_against(f"{part} ({ms / 1000:.0f} s altogether)", found)


if __name__ == "__main__":
    main()
