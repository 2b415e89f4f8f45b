"""Two keyings compared, agreed on, and sheets drawn by a seed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from berkas.engine.rulebook import Rulebook
from berkas.rules.answers import Answer
from berkas.rules.instruments import Route
from berkas.rules.second_keying import (
    Difference,
    Settled,
    Unsettled,
    agreed,
    as_text,
    chosen,
    compared,
    differences,
    sample_size,
)
from berkas.rules.vocabulary import Missing, SettledBy

FORM = Rulebook.load().instrument("monev_litigasi")
ROUTE = Route(FORM)
FIRST: dict[str, Answer] = {
    "CON01": "ya", "CON02": "ya", "CON03": "ya", "CON04": "tidak", "IDN01": "tersimpan terpisah",
    "LPR01": "4", "LPR02": "3", "LIN01": Missing.TIDAK_TAHU, "INT01": "tidak",
}  # fmt: skip


def keys(first: dict[str, Answer], second: dict[str, Answer]) -> list[str]:
    return [one.key for one in differences(ROUTE, first, second, second)]


@pytest.mark.parametrize(
    ("changes", "found"),
    [
        ({}, []),
        ({"LPR01": "2"}, ["LPR01"]),
        ({"LIN01": Missing.MENOLAK}, ["LIN01"]),
        ({"LIN01": "1", "LPR02": "1"}, ["LPR02", "LIN01"]),
        ({"IDN01": "R-01"}, []),
    ],
)
def test_differences_are_named_in_the_order_of_the_form(changes: dict[str, Answer], found: list[str]) -> None:
    assert keys(FIRST, FIRST | changes) == found


def test_a_question_left_open_by_one_of_them_is_a_difference() -> None:
    second = {key: answer for key, answer in FIRST.items() if key != "LPR01"}
    assert differences(ROUTE, FIRST, second, second) == (Difference("LPR01", "4", None),)


def test_what_the_first_never_came_to_is_not_held_against_it() -> None:
    stopped: dict[str, Answer] = {"CON01": "ya", "CON02": "ya", "CON03": "tidak"}
    assert keys(stopped, FIRST) == ["CON03"]
    assert [key for key, _item in compared(ROUTE, stopped, FIRST)] == ["CON01", "CON02", "CON03"]


@pytest.mark.parametrize(
    ("first", "second", "same"),
    [("Lama sekali", "lama  sekali.", True), ("Lama sekali", "Lama", False)],
)
def test_text_differs_by_its_words_only(first: str, second: str, same: bool) -> None:
    key = next(item.key for item in FORM.items.values() if item.type == "teks" and not item.personal)
    asked = FIRST | {key: first}
    found = keys(asked, FIRST | {key: second})
    assert (key not in found) is same or key not in {question.key for question in ROUTE.asked(asked)}


def test_the_agreed_answers_are_those_somebody_chose() -> None:
    second = FIRST | {"LPR01": "2", "LPR02": "1", "LIN01": "4"}
    settled = {
        "LPR01": Settled(SettledBy.PERTAMA, "4"),
        "LPR02": Settled(SettledBy.KEDUA, "1"),
        "LIN01": Settled(SettledBy.KETIK_ULANG, "3"),
    }
    final = agreed(FORM, FIRST, second, settled)
    assert (final["LPR01"], final["LPR02"], final["LIN01"]) == ("4", "1", "3")
    assert final["IDN01"] == FIRST["IDN01"]


@pytest.mark.parametrize("settled", [{}, {"LPR01": Settled(SettledBy.PERTAMA, "1")}])
def test_nothing_is_agreed_that_nobody_settled(settled: dict[str, Settled]) -> None:
    with pytest.raises(Unsettled) as caught:
        agreed(FORM, FIRST, FIRST | {"LPR01": "2"}, settled)
    assert caught.value.key == "LPR01"


def test_a_draw_follows_from_its_seed() -> None:
    codes = [f"L-{number:03}" for number in range(40)]
    assert chosen(7, codes, 5) == chosen(7, reversed(codes), 5)
    assert chosen(7, codes, 5) != chosen(8, codes, 5)
    assert chosen(7, codes, 3) == chosen(7, codes, 5)[:3]


@pytest.mark.parametrize(("sheets", "size"), [(0, 0), (1, 1), (2, 2), (9, 2), (21, 3), (200, 20)])
def test_the_sample_is_a_share_and_never_less_than_two(sheets: int, size: int) -> None:
    assert sample_size(sheets, 10) == size


@given(st.sets(st.text(min_size=1), max_size=30), st.integers(), st.integers(0, 30))
def test_a_draw_is_a_part_of_what_there_is(codes: set[str], seed: int, number: int) -> None:
    drawn = chosen(seed, codes, number)
    assert set(drawn) <= codes
    assert len(drawn) == min(number, len(codes))


@pytest.mark.parametrize(
    ("answer", "text"),
    [(None, None), ("4", '"4"'), (3, "3"), (Missing.MENOLAK, '{"tanpa_nilai": "menolak"}'),
     (("a", "b"), '["a", "b"]')],
)  # fmt: skip
def test_an_answer_is_logged_as_json(answer: Answer | None, text: str | None) -> None:
    assert as_text(answer) == text
