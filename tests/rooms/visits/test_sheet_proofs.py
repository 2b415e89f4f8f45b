"""Proofs under the questions of a sheet: they wait for the first save, are counted, and can be taken away."""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from berkas.desk import Desk
from berkas.engine.evidence import uses_of
from berkas.engine.rulebook import Rulebook
from berkas.kit import theme
from berkas.media.sample import SCENES, sample_photo
from berkas.rooms.visits.editor.keying import KeyingView
from berkas_db.book import Book
from berkas_db.changes import ANYONE

Make = Callable[..., int]
TODAY = date(2025, 6, 16)
COMPONENT = "persyaratan"


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    path = tmp_path / "papan.jpg"
    path.write_bytes(sample_photo(next(iter(SCENES)), 1, size=(320, 240)))
    return path


@pytest.fixture
def keying(book: Book, qapp: QApplication, qtbot: QtBot, make_unit: Make) -> Iterator[KeyingView]:
    if not qapp.styleSheet():
        theme.apply(qapp)
    make_unit()
    desk = Desk(book, ANYONE, Rulebook.load(), lambda: TODAY)
    view = KeyingView(desk)
    qtbot.addWidget(view)
    view.resize(1200, 800)
    view.show()
    view.start(instrument="standar_pelayanan")
    yield view
    desk.close()


def note(view: KeyingView) -> str:
    assert view.form is not None
    return view.form._notes.get(COMPONENT, ("", ""))[0]  # what the card says


def test_proofs_wait_for_the_first_save_and_are_counted(
    keying: KeyingView, qtbot: QtBot, book: Book, photo: Path
) -> None:
    assert keying.form is not None
    keying.head.set_value("unit_id", "1")
    keying.form.set_answers({COMPONENT: "terpenuhi"})
    keying.form.changed.emit(COMPONENT)
    assert note(keying) == "0 dari 1 bukti"
    keying.form.evidence_dropped.emit(COMPONENT, [photo])
    qtbot.waitUntil(lambda: note(keying) == "1 dari 1 bukti")
    assert book.glance(uses_of, "assessment_id", 1) == []
    keying.save()
    qtbot.waitUntil(lambda: bool(book.glance(uses_of, "assessment_id", 1)))
    (use,) = book.glance(uses_of, "assessment_id", 1)
    assert use.item_code == COMPONENT
    assert not use.may_print, "a new photo is looked at before it is printed"
    assert keying.proofs.waiting == {}, "the next sheet begins without it"
    keying.open(1)
    qtbot.waitUntil(lambda: note(keying) == "1 dari 1 bukti")
    keying.form.evidence_removed.emit(COMPONENT, use.id)
    qtbot.waitUntil(lambda: note(keying) == "0 dari 1 bukti")
    assert book.glance(uses_of, "assessment_id", 1) == []


def test_an_answer_that_needs_no_proof_asks_for_none(keying: KeyingView) -> None:
    assert keying.form is not None
    keying.form.set_answers({COMPONENT: "belum"})
    keying.form.changed.emit(COMPONENT)
    assert note(keying) == ""
