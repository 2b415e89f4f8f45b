"""A few kills of every kind of work; the many are `python -m tests.kill`. `BERKAS_KILLS` sets how many."""

import os
import random
from pathlib import Path

import pytest
from tests.kill.cases import CASES, SECRET, Case, Clerk, Lost, Restores, Typing

KILLS = int(os.environ.get("BERKAS_KILLS", "1"))
ROWS = 100
BY_NO_CLOCK = [case for case in CASES if case is not Typing]


@pytest.mark.parametrize("secret", [None, SECRET], ids=["plain", "protected"])
@pytest.mark.parametrize("case", BY_NO_CLOCK, ids=[case.name for case in BY_NO_CLOCK])
def test_nothing_acknowledged_is_lost(case: type[Case], secret: str | None, tmp_path: Path) -> None:
    running = case(tmp_path / "kantor", secret, random.Random(), ROWS)  # noqa: S311
    for number in range(1, KILLS + 1):
        running.strike(number)


def test_a_loss_is_found(tmp_path: Path) -> None:
    running = Clerk(tmp_path / "kantor", None, random.Random(1), ROWS)  # noqa: S311
    running.sure.add("tidak-pernah-ada")
    with pytest.raises(Lost, match="1 acknowledged saves are lost"):
        running.strike(1)


def test_something_left_over_is_found(tmp_path: Path) -> None:
    running = Restores(tmp_path / "kantor", None, random.Random(1), ROWS)  # noqa: S311
    (running.folder / ".setengah").touch()
    with pytest.raises(Lost, match="left over"):
        running.require_tidy()


def test_readable_words_of_a_protected_office_are_found(tmp_path: Path) -> None:
    running = Restores(tmp_path / "kantor", SECRET, random.Random(1), ROWS)  # noqa: S311
    running.require_silence()
    (running.folder / "bocor.txt").write_text(SECRET, "utf-8")
    with pytest.raises(Lost, match="can be read"):
        running.require_silence()
