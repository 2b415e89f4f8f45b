"""The habits of `conftest.py` hold: seen from outside, on a few small tests of their own."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

HERE = Path(__file__).resolve().parent

TESTS = """
import logging, os
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel
from berkas import log, paths

def test_window_left(qapp):
    global kept
    kept = QLabel("contoh")
    kept.setWindowTitle("Tertinggal")
    kept.show()

def test_window_closed(qapp):
    label = QLabel("contoh")
    label.show()
    label.close()

def test_window_given_to_qtbot(qtbot):
    label = QLabel("contoh")
    qtbot.addWidget(label)
    label.show()

def test_no_screen(qapp):
    assert QGuiApplication.platformName() == "offscreen"

def test_surroundings():
    assert "BERKAS_PASSPHRASE" not in os.environ
    assert os.environ["LC_ALL"] == "C.UTF-8"
    assert paths.settings_folder().is_relative_to(os.environ["BERKAS_HOME"])
    assert "pytest" in os.environ["BERKAS_HOME"]
    log.setup()

def test_the_log_is_closed_again():
    assert logging.getLogger("berkas").handlers == []
"""


@pytest.fixture(scope="module")
def outcome(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Run the small tests in a pytest of their own; return their outcome by name."""
    folder = tmp_path_factory.mktemp("habits")
    shutil.copy(HERE / "conftest.py", folder)
    (folder / "test_small.py").write_text(TESTS, "utf-8")
    source_roots = os.pathsep.join(str(HERE.parent / name) for name in ("desktop", "db"))
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-v", "-p", "no:randomly", "-p", "no:cacheprovider", "--color=no"],
        cwd=folder,
        env={
            **os.environ,
            "PYTHONPATH": source_roots,
            "BERKAS_PASSPHRASE": "x",
            "QT_QPA_PLATFORM": "minimal",
        },
        capture_output=True,
        text=True,
        check=False,
    )
    lines = [line.split() for line in done.stdout.splitlines() if line.startswith("test_small.py::")]
    assert lines, done.stdout + done.stderr
    found = {words[0].removeprefix("test_small.py::"): words[1] for words in lines}
    found["output"] = done.stdout
    return found


def test_a_window_left_open_is_an_error(outcome: dict[str, str]) -> None:
    assert "ERROR test_small.py::test_window_left" in outcome["output"]
    assert "left open: QLabel 'Tertinggal'" in outcome["output"]
    assert outcome["output"].count("ERROR test_small.py") == 1


@pytest.mark.parametrize(
    "name",
    [
        "test_window_closed",
        "test_window_given_to_qtbot",
        "test_no_screen",
        "test_surroundings",
        "test_the_log_is_closed_again",
    ],
)
def test_a_tidy_test_passes(name: str, outcome: dict[str, str]) -> None:
    assert outcome[name] == "PASSED", outcome["output"]
