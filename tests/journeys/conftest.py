"""The sample office, made once and copied for each journey, and the program over it."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from berkas import paths
from berkas.engine.rulebook import Rulebook
from berkas.kit import dialogs, theme
from berkas.shell.demo import award, making
from berkas.shell.demo.making import make_office
from berkas.shell.startup import Program


@pytest.fixture(scope="session")
def sample_office(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample office, never to be changed, without the two things that are for good: no award entry is
    sealed, and nobody but the maker has acted, since who stands in the journal cannot be taken back.
    """
    path = tmp_path_factory.mktemp("contoh") / "contoh.berkas"
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(award, "lock_entry", lambda *_args, **_more: "")
        patched.setattr(making, "key_twice", lambda *_args: None)
        make_office(paths.resource("sample", "babel"), path, Rulebook.load(), lambda _step: None).close()
    return path


@pytest.fixture
def office(sample_office: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(sample_office, tmp_path / "contoh.berkas"))


@pytest.fixture
def program(qapp: QApplication, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Iterator[Program]:
    if not qapp.styleSheet():
        theme.apply(qapp)
    program = Program()
    yield program
    # A journey that failed half-way must not wait for an answer to “leave without saving?”.
    monkeypatch.setattr(dialogs, "ask", lambda *_args, **_more: True)
    monkeypatch.setattr(dialogs, "choose", lambda *_args, **_more: 1)
    if program.office is not None:
        with qtbot.waitSignal(program.office.closed):
            program.office.window.close()
    if program.first is not None:
        program.first.close()
    qapp.processEvents()
