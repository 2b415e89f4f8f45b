"""The checks of `test`: format, lint, types, tests, in this order, with a summary at the end.

Every check runs, also after one has failed, so that one look shows everything. Imports only the
standard library and `installer`.
"""

import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass

from installer.environment import Environment
from installer.say import line


@dataclass(frozen=True)
class Check:
    """One tool, called as a module of the environment's Python."""

    name: str
    arguments: tuple[str, ...]


def planned(pytest_arguments: Sequence[str]) -> list[Check]:
    """Return the checks in their order; the last one gets the caller's own arguments."""
    return [
        Check("ruff format", ("ruff", "format", "--check", ".")),
        Check("ruff check", ("ruff", "check", ".")),
        Check("basedpyright", ("basedpyright",)),
        Check("pytest", ("pytest", "-n", "2", *pytest_arguments)),
    ]


def run_checks(environment: Environment, pytest_arguments: Sequence[str]) -> int:
    """Run all checks and return the exit status of the first one that failed, or 0."""
    variables = {**environment.variables(), "QT_QPA_PLATFORM": "offscreen"}
    status = 0
    summary: list[str] = []
    checks = planned(pytest_arguments)
    for number, check in enumerate(checks, start=1):
        line(f"== {number}/{len(checks)} {check.name}")
        started = time.monotonic()
        sys.stdout.flush()
        done = subprocess.run(
            [str(environment.python), "-m", *check.arguments],
            check=False,
            cwd=environment.root,
            env=variables,
            stdin=subprocess.DEVNULL,
        )
        status = status or done.returncode
        verdict = "lulus" if done.returncode == 0 else f"GAGAL (status {done.returncode})"
        summary.append(f"  {check.name:<13} {verdict}, {time.monotonic() - started:.0f} dtk")
    line("== Ringkasan")
    for text in summary:
        line(text)
    return status
