"""`test` runs every check in order, goes on after a failure, and ends with a summary."""

import os
from pathlib import Path

import pytest

from installer.checks import planned, run_checks
from installer.environment import Environment

posix_only = pytest.mark.skipif(os.name == "nt", reason="the stand-in for Python is a shell script")


@pytest.fixture
def environment(tmp_path: Path) -> Environment:
    """An environment whose Python tells how it was called, and fails for the tool named in `failing`."""
    environment = Environment(tmp_path)
    environment.python.parent.mkdir(parents=True)
    environment.python.write_text(
        '#!/bin/sh\necho "$* on $QT_QPA_PLATFORM in $PWD" >> calls.txt\n'
        '[ "$2 $3" = "$(cat failing 2>/dev/null)" ] && exit 3 || exit 0\n',
        "utf-8",
    )
    environment.python.chmod(0o755)
    return environment


def test_the_order_is_format_lint_types_tests() -> None:
    checks = [check.arguments for check in planned(["-k", "nomor"])]
    assert checks == [
        ("ruff", "format", "--check", "."),
        ("ruff", "check", "."),
        ("basedpyright",),
        ("pytest", "-n", "2", "-k", "nomor"),
    ]


@posix_only
def test_everything_runs_without_a_screen_in_the_checkout(
    environment: Environment, capfd: pytest.CaptureFixture[str]
) -> None:
    assert run_checks(environment, ["--lf"]) == 0
    calls = (environment.root / "calls.txt").read_text("utf-8").splitlines()
    assert len(calls) == 4
    assert all(call.endswith(f" on offscreen in {environment.root}") for call in calls)
    assert calls[-1].startswith("-m pytest -n 2 --lf ")
    summary = capfd.readouterr().err.split("== Ringkasan\n")[1].splitlines()
    assert [" ".join(line.split(",")[0].split()) for line in summary] == [
        "ruff format lulus",
        "ruff check lulus",
        "basedpyright lulus",
        "pytest lulus",
    ]


@posix_only
def test_a_failure_does_not_hide_the_next_one(
    environment: Environment, capfd: pytest.CaptureFixture[str]
) -> None:
    (environment.root / "failing").write_text("ruff check", "utf-8")
    assert run_checks(environment, []) == 3
    assert len((environment.root / "calls.txt").read_text("utf-8").splitlines()) == 4
    summary = capfd.readouterr().err.split("== Ringkasan\n")[1]
    assert "GAGAL (status 3)" in summary
    assert summary.count("lulus") == 3
