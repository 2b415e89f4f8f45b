"""Logs and failure reports: marks planted as names, NIK, answers and complaints; no failure tells one."""

import logging
import sys
import threading
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot
from sqlalchemy import text
from tests.shell.calling import Call

from berkas import log
from berkas.desk import Desk
from berkas.engine.identities import put
from berkas.engine.rulebook import Rulebook
from berkas.kit import dialogs
from berkas_db.book import Book
from berkas_db.changes import ANYONE, Step
from berkas_db.connect import driver
from berkas_db.tables import Complaint, ComplaintEvent, Obh

NAME, NIK, ANSWER, STORY = "Bunga Penanda", "1971020101900001", "JAWABANPENANDA", "ADUANPENANDA"
MARKS = (NAME, NIK, ANSWER, STORY)


def planted(step: Step) -> None:
    put(step, {"name": NAME, "nik": NIK, "birth_on": "1990-01-01"})
    step.insert(Obh, {"code": "O-1", "name": f"LBH {NAME}", "note": ANSWER})
    step.insert(
        Complaint,
        {
            "number": "P-1", "received_on": "2025-03-26", "channel": "surat", "stream": "mutu_layanan",
            "complaint_class": "pengaduan_tidak_berkadar", "title": STORY, "body": STORY,
            "clock_key": "pengaduan_tidak_berkadar", "clock_version": "tidak-ada",
        },
    )  # fmt: skip
    step.insert(
        ComplaintEvent, {"complaint_id": 1, "kind": "diterima", "on_date": "2025-03-26", "note": STORY}
    )
    step.say(f"{NAME} disimpan", STORY)


@pytest.fixture
def book(office: Path) -> Iterator[Book]:
    log.setup(level=logging.DEBUG)
    with Book.open(office) as opened:
        opened.change(planted, ANYONE).result()
        yield opened


def told() -> str:
    """Everything in the log."""
    log.stop()
    folder = log.log_folder()
    return (
        "\n".join(path.read_text("utf-8") for path in folder.glob("berkas.log*")) if folder.exists() else ""
    )


def _unique(step: Step) -> None:
    step.insert(Obh, {"code": "O-1", "name": NAME})


def _unchecked(step: Step) -> None:
    step.update(Obh, 1, {"office_status": NAME})


def _sql(step: Step) -> None:
    step.session.execute(text(f"SELECT * FROM tidak_ada WHERE a = '{NIK}'"))


def _bound(step: Step) -> None:
    step.session.execute(text("SELECT * FROM obh WHERE salah = :a"), {"a": NIK})


def _bug(step: Step) -> None:
    raise KeyError(step.session.execute(text("SELECT body FROM complaint")).scalar_one())


def _value(step: Step) -> None:
    int(step.session.execute(text("SELECT name FROM identity")).scalar_one())


def _chained(step: Step) -> None:
    try:
        _value(step)
    except ValueError as error:
        raise RuntimeError(f"{NAME}: {STORY}") from error


FAILURES: tuple[Callable[[Step], Any], ...] = (_unique, _unchecked, _sql, _bound, _bug, _value, _chained)


@pytest.mark.parametrize("failing", FAILURES, ids=lambda each: each.__name__)
def test_a_failing_command_leaves_no_word_in_log_and_report(
    book: Book, qtbot: QtBot, failing: Callable[[Step], Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = Desk(book, ANYONE, Rulebook.load(), lambda: date(2025, 6, 12))
    owner = QWidget()
    qtbot.addWidget(owner)
    shown: list[str] = []
    monkeypatch.setattr(dialogs, "say", lambda _parent, title, words: shown.append(title + words))
    monkeypatch.setattr(
        dialogs, "failure", lambda _parent, words, error: shown.append(words + dialogs.report_of(error))
    )
    desk.change(owner, lambda _changes: None, failing)
    qtbot.waitUntil(lambda: bool(shown), timeout=20_000)
    desk.close()
    everything = "\n".join([*shown, told()])
    assert not [mark for mark in MARKS if mark in everything]


def test_a_listener_that_fails_leaves_no_word(book: Book) -> None:
    def listener(_changes: object) -> None:
        raise ValueError(NAME)

    book.listen(listener)
    book.change(lambda step: step.update(Obh, 1, {"note": "lain"}), ANYONE).result()
    said = told()
    assert "ValueError" in said
    assert NAME not in said


def test_a_slot_or_thread_that_fails_leaves_no_word(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    from berkas.shell.startup import guard

    del qtbot
    log.setup()
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    monkeypatch.setattr(threading, "excepthook", threading.excepthook)
    shown: list[str] = []
    monkeypatch.setattr(dialogs, "failure", lambda _p, _s, error: shown.append(dialogs.report_of(error)))
    guard.install()
    error = KeyError(NAME)
    sys.excepthook(KeyError, error, None)
    thread = threading.Thread(target=lambda: int(NAME))
    thread.start()
    thread.join()
    assert shown
    assert NAME not in shown[0]
    said = told()
    assert "KeyError" in said
    assert "ValueError" in said
    assert NAME not in said


@pytest.mark.parametrize(
    "words",
    [
        ("import", "obh", "buruk.csv", "--office"),
        ("import", "complaints", "buruk.csv", "--office"),
        ("import", "obh", "rusak.xlsx", "--office"),
        ("print", "berkas-pengaduan", "--of", "P-1", "--out", "a.pdf", "--office"),
        ("verify", NIK, "--office"),
        ("check",),
    ],
    ids=lambda words: " ".join(words[:2]),
)
def test_a_failing_call_leaves_no_word_in_the_log(
    book: Book, call: Call, words: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = book.path.parent
    monkeypatch.chdir(folder)
    (folder / "buruk.csv").write_text(f"Nama PBH,Surel\n{NAME},{STORY}\n{NIK},{ANSWER}\n", "utf-8")
    (folder / "rusak.xlsx").write_bytes(b"PK\x03\x04" + NAME.encode() * 50)
    path = book.path
    book.close()
    answer = call(*words, path)
    assert "Traceback" not in answer.err
    assert not [mark for mark in MARKS if mark in told()]


def test_a_file_with_unreadable_words_tells_none_of_them(book: Book, call: Call) -> None:
    path = book.path
    book.close()
    other = driver.connect(path, isolation_level=None)
    other.execute("PRAGMA ignore_check_constraints = ON")
    other.execute("UPDATE obh SET name = CAST(x'ff' || ? AS TEXT)", (NAME,))
    other.close()
    for words in (("list", "obh", "--office", path), ("check", path)):
        answer = call(*words)
        assert "Traceback" not in answer.err
        assert NAME not in answer.err + answer.out
    assert NAME not in told()
