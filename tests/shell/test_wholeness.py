"""An installed program knows whether its files are what was built."""

import hashlib
from pathlib import Path

import pytest

from berkas.shell import selftest, wholeness
from berkas.shell.cli.main import run
from berkas.shell.window.about import licences


@pytest.fixture
def installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    rows = []
    for name, words in {"python.dll": b"satu", "program/a b.pyc": b"dua", "LISENSI.txt": b"MIT"}.items():
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(words)
        rows.append(f"{hashlib.sha256(words).hexdigest()} {len(words)} {name}\n")
    (tmp_path / wholeness.CONTENTS).write_text("".join(rows), "utf-8")
    for place in (selftest, wholeness):
        monkeypatch.setattr(place, "installed_folder", lambda: tmp_path)
    return tmp_path


def test_a_checkout_has_no_list() -> None:
    assert wholeness.installed_folder() is None


def test_what_is_whole(installed: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert wholeness.changed_files(installed) == []
    assert run(["selftest", "--program"]) == 0
    assert "utuh" in capsys.readouterr().out


@pytest.mark.parametrize("name", ["python.dll", "program/a b.pyc"])
def test_a_missing_and_a_changed_file_are_named(
    installed: Path, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    path = installed / name
    path.write_bytes(path.read_bytes()[::-1])
    assert wholeness.changed_files(installed) == [name]
    assert wholeness.changed_files(installed, sums=False) == []
    path.unlink()
    assert wholeness.changed_files(installed, endings=(path.suffix,), sums=False) == [name]
    assert run(["selftest", "--program"]) == 1
    assert name in capsys.readouterr().err


def test_a_list_that_cannot_be_read_is_named(installed: Path) -> None:
    (installed / wholeness.CONTENTS).write_text("bukan daftar\n", "utf-8")
    assert wholeness.changed_files(installed) == [wholeness.CONTENTS]


def test_licences_can_be_read_in_the_program(installed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "PySide6" in licences()
    monkeypatch.setattr("berkas.shell.window.about.installed_folder", lambda: installed)
    assert licences() == "MIT"
