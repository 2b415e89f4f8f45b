"""No hidden small cell can be computed from what a table shows: by examples and by trying all that fits."""

from collections.abc import Mapping
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from berkas.engine.smallgroups import (
    footnote,
    hidden_answers,
    hidden_cells,
    hidden_scores,
    is_small,
)

LEAST = 3


@pytest.mark.parametrize(
    ("numbers", "with_total", "hidden"),
    [
        ((5, 4), True, ()),
        ((5, 0, 4), True, ()),
        ((5, 2, 4), False, (1,)),
        ((5, 2, 4), True, (1, 2)),  # one alone would follow from the total
        ((1, 1, 9, 4), True, (0, 1, 3)),  # two of one person each: together still too few
        ((2, 2, 9), True, (0, 1)),
        ((2,), True, (0,)),
    ],
)
def test_scores_of_few_are_hidden(
    numbers: tuple[int, ...], with_total: bool, hidden: tuple[int, ...]
) -> None:
    assert hidden_scores(numbers, LEAST, with_total=with_total) == frozenset(hidden)


def test_the_footnote_names_the_offices_number() -> None:
    assert "kurang dari 5 responden" in footnote(5)


@given(st.lists(st.integers(0, 9), max_size=7), st.integers(1, 5))
def test_hidden_groups_together_are_never_few(numbers: list[int], least: int) -> None:
    hidden = hidden_scores(numbers, least, with_total=True)
    assert all(place in hidden for place, number in enumerate(numbers) if is_small(number, least))
    if hidden and len(hidden) < sum(number > 0 for number in numbers):
        assert len(hidden) > 1
        assert sum(numbers[place] for place in hidden) >= least


@given(st.lists(st.integers(0, 6), min_size=1, max_size=5), st.integers(2, 4))
def test_no_answer_of_few_can_be_computed(numbers: list[int], least: int) -> None:
    hidden = hidden_cells([numbers], least, columns=False)
    if hidden is None:
        # nothing of the question is shown then: one answer, given by few, is all of it
        assert hidden_answers(numbers, least) == frozenset(range(len(numbers)))
        return
    _assert_open([numbers], hidden, least, rows=True, columns=False)


def _tables(width: int) -> st.SearchStrategy[list[list[int]]]:
    line = st.lists(st.integers(0, 4), min_size=width, max_size=width)
    return st.lists(line, min_size=1, max_size=3)


@given(
    st.integers(1, 3).flatmap(_tables),
    st.integers(2, 4),
    st.booleans(),
    st.booleans(),
)
def test_no_cell_of_place_and_pbh_can_be_computed(
    table: list[list[int]], least: int, rows: bool, columns: bool
) -> None:
    hidden = hidden_cells(table, least, rows=rows, columns=columns)
    if hidden is not None:
        _assert_open(table, hidden, least, rows=rows, columns=columns)


def _assert_open(
    table: list[list[int]], hidden: frozenset[tuple[int, int]], least: int, *, rows: bool, columns: bool
) -> None:
    """Every small cell is hidden, and at least two of its values fit all that is shown."""
    small = {
        (row, column)
        for row, line in enumerate(table)
        for column, number in enumerate(line)
        if is_small(number, least)
    }
    assert small <= hidden
    places = sorted(hidden)
    fitting: dict[tuple[int, int], set[int]] = {place: set() for place in places}
    for changes in product((0, -1, 1), repeat=len(places)):
        changed = dict(zip(places, changes, strict=True))
        if _fits(table, changed, rows=rows, columns=columns):
            for place, change in changed.items():
                fitting[place].add(change)
    assert all(len(fitting[place]) > 1 for place in small)


def _fits(
    table: list[list[int]], changed: Mapping[tuple[int, int], int], *, rows: bool, columns: bool
) -> bool:
    """Whether other numbers in the hidden cells give the same totals, and nobody less than nobody."""
    if any(table[place[0]][place[1]] + change < 0 for place, change in changed.items()):
        return False
    for axis, told in ((0, rows), (1, columns)):
        sums: dict[int, int] = {}
        for place, change in changed.items():
            sums[place[axis]] = sums.get(place[axis], 0) + change
        if told and any(sums.values()):
            return False
    return True
