"""Every rule holds its figure back below the least number of respondents, and still counts."""

import tomllib
from dataclasses import replace
from pathlib import Path

import pytest

from berkas.rules.answers import Answer
from berkas.rules.instruments import RuleName, parse_instrument
from berkas.rules.scoring import score

FILE = Path(__file__).parent / "data" / "lengkap.toml"
WHOLE = parse_instrument(tomllib.loads(FILE.read_text("utf-8")), file=FILE.name)
SHEET: dict[str, Answer] = {
    "SEDIA": "ya", "ANAK": "tidak", "TAHAP": ("sidik",), "M1": "4", "M2": "3", "M3": "2",
    "N1": "selalu", "N2": "kadang",
}  # fmt: skip


@pytest.mark.parametrize("rule", [rule for rule in RuleName if rule is not RuleName.HITUNG])
def test_two_are_too_few_and_three_are_enough(rule: RuleName) -> None:
    scoring = replace(WHOLE.scoring, rule=rule, least_respondents=3, bands=())
    instrument = replace(WHOLE, scoring=scoring)
    few, enough = score(instrument, [SHEET] * 2), score(instrument, [SHEET] * 3)
    assert few.index is None
    assert "3 responden" in " ".join(few.notes)
    assert sum(few.elements[0].answers.values()) >= 2
    assert all(element.mean is None for element in few.elements)
    assert enough.index is not None
