"""The desk: reads that survive an interruption, failures as sentences, papers shown, lists remembered."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from berkas.desk import Desk, Place
from berkas.engine.issuing import DocumentKind, Subject
from berkas.engine.rulebook import Rulebook
from berkas.kit import theme
from berkas.paper.document import render
from berkas.paper.frame import Frame
from berkas.paper.parts import Para
from berkas_db.book import Book, Reading
from berkas_db.changes import ANYONE, Changes, Step
from berkas_db.errors import Interrupted, Refused
from berkas_db.tables import Obh

PAPER = DocumentKind(
    key="contoh",
    title="Kertas contoh",
    room="obh",
    subjects=lambda _session: [Subject("A", "A")],
    gather=lambda _session, _rules, subject, _on: subject.title,
    draw=lambda title, stamp: render(
        (Para(title),), Frame("Contoh", code=stamp.code, issued_at=stamp.issued_at)
    ),
)


@pytest.fixture
def desk(tmp_path: Path, qapp: QApplication) -> Iterator[Desk]:
    if not qapp.styleSheet():
        theme.apply(qapp)
    with Book.create(tmp_path / "contoh.berkas", office_name="Kantor Contoh") as book:
        made = Desk(book, ANYONE, Rulebook.load(), lambda: date(2025, 6, 12))
        yield made
        made.close()


@pytest.fixture
def owner(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    return made


def add(step: Step, code: str) -> int:
    step.say(f"OBH {code} disimpan")
    return step.insert(Obh, {"code": code, "name": f"LBH {code} (contoh)"})


def codes(session: Reading) -> list[str]:
    return list(session.execute(select(Obh.code)).scalars())


def answer_dialog(words: list[str]) -> None:
    """Close the dialog that stands there and keep what it said."""
    dialog = QApplication.activeModalWidget()
    if dialog is None:
        QTimer.singleShot(20, lambda: answer_dialog(words))
        return
    words.append(" ".join(label.text() for label in dialog.findChildren(QLabel)) or type(dialog).__name__)
    dialog.close()


def test_a_change_is_heard_and_can_be_undone(desk: Desk, owner: QWidget, qtbot: QtBot) -> None:
    heard: list[Changes] = []
    desk.changed.connect(heard.append)
    desk.change(owner, lambda changes: None, add, "A")
    qtbot.waitUntil(lambda: len(heard) == 1)
    assert heard[0].kinds == {"obh"}
    desk.undo(owner, heard.append)
    qtbot.waitUntil(lambda: len(heard) == 3)
    assert desk.glance(codes) == []


def test_an_interrupted_read_is_asked_again(desk: Desk, owner: QWidget, qtbot: QtBot) -> None:
    asked: list[int] = []
    found: list[int] = []

    def slow(_session: Reading) -> int:
        asked.append(1)
        if len(asked) == 1:
            raise Interrupted("Pembacaan dihentikan.")
        return 42

    desk.read(owner, found.append, slow)
    qtbot.waitUntil(lambda: found == [42])
    assert len(asked) == 2


def test_a_refusal_is_said_as_its_sentence(desk: Desk, owner: QWidget, qtbot: QtBot) -> None:
    def refuse(_step: Step) -> None:
        raise Refused("Nama wajib diisi.", "Isi nama, lalu simpan.")

    words: list[str] = []
    QTimer.singleShot(20, lambda: answer_dialog(words))
    desk.change(owner, lambda changes: None, refuse)
    qtbot.waitUntil(lambda: bool(words))
    assert "Nama wajib diisi. Isi nama, lalu simpan." in words[0]


def test_an_answered_failure_shows_no_dialog(desk: Desk, owner: QWidget, qtbot: QtBot) -> None:
    def refuse(_session: Reading) -> int:
        raise Refused("Sudah tidak ada.")

    errors: list[BaseException] = []
    desk.read_or(owner, lambda value: None, errors.append, refuse)
    qtbot.waitUntil(lambda: len(errors) == 1)
    assert str(errors[0]) == "Sudah tidak ada."


def test_a_paper_is_shown_as_a_draft_and_issued_with_a_number(
    desk: Desk, owner: QWidget, qtbot: QtBot
) -> None:
    said: list[str] = []
    desk.said.connect(lambda words, _undo: said.append(words))
    for act in (desk.show_paper, desk.issue_paper):
        words: list[str] = []
        QTimer.singleShot(20, lambda words=words: answer_dialog(words))
        act(owner, PAPER, Subject("A", "Isi contoh"))
        qtbot.waitUntil(lambda words=words: bool(words), timeout=15000)
    assert "diterbitkan dengan nomor 001/VI/2025" in said[-1]


def test_a_list_is_remembered_on_this_computer(desk: Desk) -> None:
    state = {
        "columns": ["name", "code"],
        "widths": {"name": 300},
        "sort_key": "name",
        "descending": True,
        "named": [{"name": "Kurang", "text": "", "filters": {"complete": False}}],
    }
    assert desk.list_state("obh.obh") == {}
    desk.keep_list_state("obh.obh", state)
    assert desk.list_state("obh.obh") == state


def test_a_place_is_asked_for_by_a_signal(desk: Desk, qtbot: QtBot) -> None:
    with qtbot.waitSignal(desk.opening) as caught:
        desk.open(Place("obh", "obh", 7))
    assert caught.args == [Place("obh", "obh", 7)]
