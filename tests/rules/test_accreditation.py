"""How categories move between periods, and what least numbers say."""

from typing import Any

import pytest

from berkas.rules.accreditation import (
    Counted,
    RuleLine,
    category_sentence,
    movement,
    movement_words,
    with_movements,
)


@pytest.mark.parametrize(
    ("before", "now", "moved"),
    [
        ("c", "b", "naik"),
        ("c", "a", "naik"),
        ("b", "b", "tetap"),
        ("a", "c", "turun"),
        (None, "c", None),
        ("c", None, None),
        ("x", "c", None),
    ],
)
def test_a_category_rises_stays_or_falls(before: str | None, now: str | None, moved: str | None) -> None:
    assert movement(before, now) == moved


def held(period: int, category: str | None, result: str = "terakreditasi", **more: str) -> dict[str, Any]:
    return dict[str, Any](period_id=period, category=category, result=result) | more


def test_movements_follow_the_last_period_in_which_a_category_was_held() -> None:
    begins = {"1": "2016-01-01", "2": "2019-01-01", "3": "2022-01-01", "4": "2025-01-01"}
    rows = [
        held(4, "c"),
        held(1, "c", movement="baru"),
        held(2, None, "tidak_lulus"),
        held(3, "b", "dicabut", movement="turun"),
    ]
    told = with_movements(rows, begins)
    assert [row.get("movement") for row in told] == ["turun", "baru", None, "naik"], "in the order handed in"
    assert [movement_words(row) for row in told] == ["Turun", "Baru", "", "Dicabut"]
    assert rows[0].get("movement") is None, "the rows handed in stay as they are"


def line(least: int, number: int | None, confidence: str = "terbaca") -> RuleLine:
    counted = None if number is None else Counted(number, "register")
    return RuleLine("b", "Advokat", least, counted, "Permenkum 37/2025", confidence)


@pytest.mark.parametrize(
    ("one", "met", "verdict", "mark"),
    [
        (line(5, 5), True, "Terpenuhi", ""),
        (line(5, 2), False, "Kurang 3", ""),
        (line(5, None), None, "Belum dihitung", ""),
        (line(5, 9, "disimpulkan"), True, "Terpenuhi", "disimpulkan dari sumber terbuka"),
    ],
)
def test_a_least_number_is_met_missed_or_not_counted(
    one: RuleLine, met: bool | None, verdict: str, mark: str
) -> None:
    assert (one.is_met, one.verdict, one.mark) == (met, verdict, mark)


@pytest.mark.parametrize(
    ("lines", "sentence"),
    [
        ([line(5, 2), line(5, None)], "Kategori B: belum terpenuhi, advokat kurang 3."),
        ([line(5, 5), line(5, None)], "Kategori B: 1 dari 2 angka belum dihitung."),
        ([line(5, 5), line(1, 2)], "Kategori B: semua angka terpenuhi."),
    ],
)
def test_a_sentence_says_what_a_category_lacks(lines: list[RuleLine], sentence: str) -> None:
    assert category_sentence("b", lines) == sentence
