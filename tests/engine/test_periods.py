"""Periods by their keys, by their days, and the run of those before them."""

from datetime import date

import pytest

from berkas.engine.periods import between, run_of, span_of
from berkas_db.errors import Refused


@pytest.mark.parametrize(
    ("key", "title", "first", "last"),
    [
        ("2025", "Tahun 2025", date(2025, 1, 1), date(2025, 12, 31)),
        ("2024-s1", "Semester I 2024", date(2024, 1, 1), date(2024, 6, 30)),
        ("2024-TW1", "Triwulan I 2024", date(2024, 1, 1), date(2024, 3, 31)),
        ("2024-02", "Februari 2024", date(2024, 2, 1), date(2024, 2, 29)),
        ("2025-07-01..2025-12-31", "Semester II 2025", date(2025, 7, 1), date(2025, 12, 31)),
        ("2025-01-05..2025-02-03", "5 Januari–3 Februari 2025", date(2025, 1, 5), date(2025, 2, 3)),
    ],
)
def test_a_key_is_a_period(key: str, title: str, first: date, last: date) -> None:
    found = span_of(key)
    assert (found.first, found.last) == (first, last)
    assert found.title.replace(" ", "") == title.replace(" ", "")
    assert span_of(found.key) == found


@pytest.mark.parametrize("key", ["", "25", "2025-S3", "2025-13", "2025-02-30..2025-03-01", "0000"])
def test_what_is_no_period_is_refused_with_the_forms(key: str) -> None:
    with pytest.raises(Refused, match="Ketik misalnya 2025"):
        span_of(key)


def test_days_the_wrong_way_round_are_refused() -> None:
    with pytest.raises(Refused, match="Tukar"):
        between(date(2025, 2, 1), date(2025, 1, 1))


@pytest.mark.parametrize(
    ("key", "keys"),
    [
        ("2025", ["2023", "2024", "2025"]),
        ("2025-S1", ["2024-S1", "2024-S2", "2025-S1"]),
        ("2025-01", ["2024-11", "2024-12", "2025-01"]),
        ("2025-TW1", ["2024-TW3", "2024-TW4", "2025-TW1"]),
        (
            "2025-01-11..2025-01-20",
            ["2024-12-22..2024-12-31", "2025-01-01..2025-01-10", "2025-01-11..2025-01-20"],
        ),
    ],
)
def test_the_run_before_a_period_has_its_length(key: str, keys: list[str]) -> None:
    assert [span.key for span in run_of(span_of(key), 3)] == keys
