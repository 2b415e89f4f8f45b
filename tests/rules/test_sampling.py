"""Sizes of samples with their arithmetic, shares, and a draw that can be repeated."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from berkas.rules.sampling import KREJCIE_MORGAN, PER_GROUP, SLOVIN, drawn, shared_out, sized


@pytest.mark.parametrize(
    ("method", "groups", "size", "shares"),
    [
        (KREJCIE_MORGAN, {1: 60, 2: 40}, 80, {1: 48, 2: 32}),
        (SLOVIN, {1: 60, 2: 40}, 80, {1: 48, 2: 32}),
        (PER_GROUP, {1: 60, 2: 2}, 5, {1: 3, 2: 2}),
        (KREJCIE_MORGAN, {}, 0, {}),
        (PER_GROUP, {7: 0}, 0, {7: 0}),
    ],
)
def test_a_size_with_its_shares(
    method: str, groups: dict[int, int], size: int, shares: dict[int, int]
) -> None:
    found = sized(method, groups)
    assert (found.population, found.size, found.shares) == (sum(groups.values()), size, shares)


def test_the_arithmetic_can_be_repeated() -> None:
    assert sized(SLOVIN, {1: 120}, error=Fraction(1, 10)).working == (
        "n = N ÷ (1 + e²N) = 120 ÷ (1 + 0,10² × 120) = 54,55 → 55"
    )
    assert sized(KREJCIE_MORGAN, {1: 100}).working.endswith("dengan N = 100: 79,51 → 80")


@given(st.dictionaries(st.integers(1, 50), st.integers(0, 300), max_size=8), st.integers(0, 400))
def test_shares_add_up_and_never_exceed_a_group(groups: dict[int, int], size: int) -> None:
    shares = shared_out(size, groups)
    assert sum(shares.values()) == min(size, sum(groups.values()))
    assert all(0 <= shares[key] <= number for key, number in groups.items())


@given(st.lists(st.integers(1, 10_000), unique=True, max_size=40), st.integers(0, 40), st.text(max_size=8))
def test_the_same_seed_draws_the_same(among: list[int], size: int, seed: str) -> None:
    found = drawn(seed, among, size)
    assert found == drawn(seed, among, size)
    assert len(found) == min(size, len(among))
    assert sorted(drawn(seed, among[::-1], size)) == sorted(found)
