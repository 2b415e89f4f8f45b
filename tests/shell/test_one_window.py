"""A second start finds the window of the first; the switches of a start; safe mode; the portable folder."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

import berkas
import berkas_db
from berkas import paths, settings
from berkas.shell.cli import OpenWindow, run
from berkas.shell.startup.onewindow import OneWindow, raise_running


@pytest.fixture
def first(qtbot: QtBot) -> Iterator[OneWindow]:
    first = OneWindow()
    yield first
    first.close()


ASK = (
    "import sys; from pathlib import Path; from berkas.shell.startup.onewindow import raise_running; "
    "sys.exit(not raise_running(Path(sys.argv[1])))"
)


def test_a_second_start_on_the_same_office_raises_the_first(
    first: OneWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    office = tmp_path / "kantor.berkas"
    asked: list[bool] = []
    first.asked.connect(lambda: asked.append(True))
    first.listen(office)
    roots = os.pathsep.join(str(Path(str(each.__file__)).parents[1]) for each in (berkas, berkas_db))
    words = [sys.executable, "-c", ASK, str(office)]
    with subprocess.Popen(words, env=os.environ | {"PYTHONPATH": roots}) as second:
        qtbot.waitUntil(lambda: second.poll() is not None, timeout=30_000)
    assert (second.returncode, asked) == (0, [True])


@pytest.mark.parametrize("other", [None, Path("lain.berkas")])
def test_another_office_opens_a_window_of_its_own(
    first: OneWindow, tmp_path: Path, other: Path | None
) -> None:
    first.listen(tmp_path / "kantor.berkas")
    assert raise_running(other) is False


def test_what_is_closed_no_longer_answers(first: OneWindow) -> None:
    first.listen(None)
    first.close()
    assert raise_running(None) is False


def test_the_switches_of_a_start() -> None:
    assert run(["--aman"]) == OpenWindow(safe=True)
    assert run(["kantor.berkas", "--tanpa-kartu-grafis"]) == OpenWindow(Path("kantor.berkas"), software=True)


def test_safe_mode_neither_reads_nor_writes_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    changed = settings.Settings(appearance=settings.Appearance("gelap", 1.5))
    settings.save(changed)
    monkeypatch.setenv("BERKAS_AMAN", "")
    settings.set_aside()
    assert settings.load().settings == settings.Settings()
    settings.save(settings.Settings(appearance=settings.Appearance("kontras")))
    monkeypatch.setenv("BERKAS_AMAN", "")
    assert settings.load().settings.appearance.scheme == "gelap"


def test_a_portable_program_keeps_its_things_beside_itself(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("BERKAS_HOME")
    monkeypatch.setattr("sys.executable", str(tmp_path / "berkasw.exe"))
    assert not paths.settings_folder().is_relative_to(tmp_path)
    (tmp_path / paths.PORTABLE_MARK).touch()
    assert paths.settings_folder() == tmp_path / "data" / "settings"
    assert paths.log_folder() == tmp_path / "data" / "log"


def test_an_office_on_a_stick_is_found_under_another_letter(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = tmp_path / "kantor.berkas"
    remembered = Path("//stik", *here.parts[1:])  # the same way below another beginning
    here.touch()
    monkeypatch.setattr("sys.executable", str(tmp_path / "berkasw.exe"))
    assert paths.on_this_stick(remembered) == remembered
    (tmp_path / paths.PORTABLE_MARK).touch()
    assert paths.on_this_stick(here) == here
