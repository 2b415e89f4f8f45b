"""The front door and the commands: every wrong call is one sentence and status 2."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

from installer.cli import main

ROOT = Path(__file__).resolve().parent.parent.parent


def test_help_lists_every_command(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--help"]) == 0
    shown = capsys.readouterr().out
    for command in ("demo", "run [FILE]", "test [-- ...]", "test --full", "build [windows", "--help"):
        assert f"python3 -m installer {command}" in shown
    assert main([]) == 0
    assert capsys.readouterr().out == shown


@pytest.mark.parametrize(
    "arguments",
    [
        ["build", "mac"],
        ["test", "--full", "x"],
        ["jalan"],
        ["demo", "x"],
        ["run", "a.berkas", "b.berkas"],
        ["run", "--json"],
        ["test", "-k", "x"],
    ],
)
def test_a_wrong_call_is_one_sentence(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(arguments) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err.count("\n") == 1
    assert "python3 -m installer" in captured.err


def test_the_front_door_is_written_for_an_old_python() -> None:
    text = (ROOT / "installer" / "__main__.py").read_text("utf-8")
    ast.parse(text, feature_version=(3, 6))
    ast.parse((ROOT / "installer" / "__init__.py").read_text("utf-8"), feature_version=(3, 6))
    before_the_check = text.split("sys.version_info")[0]
    assert "from installer" not in before_the_check


def test_an_old_python_is_told_so() -> None:
    code = (
        "import runpy, sys; sys.version_info = (3, 9, 2, 'final', 0);"
        "runpy.run_module('installer', run_name='__main__')"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert done.stdout == ""
    assert done.stderr.count("\n") == 1
    assert "Python 3.11" in done.stderr
    assert "Python 3.9" in done.stderr


@pytest.mark.parametrize("how", [["-m", "installer"], ["installer"]])
def test_it_starts_as_a_module_and_as_a_folder(how: list[str]) -> None:
    done = subprocess.run(
        [sys.executable, *how, "--help"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0
    assert done.stderr == ""
    assert done.stdout.startswith("Menjalankan Berkas")


def test_it_needs_nothing_but_the_standard_library() -> None:
    code = "import installer.cli, installer.lock, sys; print(*sys.modules)"
    done = subprocess.run(
        [sys.executable, "-I", "-c", f"import sys; sys.path.insert(0, {str(ROOT)!r}); {code}"],
        capture_output=True,
        text=True,
        check=True,
    )
    foreign = {name.split(".")[0] for name in done.stdout.split()} - sys.stdlib_module_names
    # What an interpreter loads by itself at its start (path files, distributors' own start-up modules).
    own = subprocess.run(
        [sys.executable, "-I", "-c", "import sys; print(*sys.modules)"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert foreign - {name.split(".")[0] for name in own.stdout.split()} == {"installer"}
