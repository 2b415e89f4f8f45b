"""The other rules of arithmetic: dimensions, counts, shares, sums; and answers read from rows."""

import random
import tomllib
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from berkas.rules.answers import Answer
from berkas.rules.instruments import Instrument, parse_instrument
from berkas.rules.scoring import answers_from_rows, score
from berkas.rules.vocabulary import Missing

DEFINITION = """
format = 1
key = "contoh"
version = "1"
title = "Contoh"
kind = "wawancara"
subject = "obh"

[[scales]]
key = "mutu4"
label = "Mutu"
options = [
  { code = "1", value = 1, label = "Tidak baik" },
  { code = "2", value = 2, label = "Kurang baik" },
  { code = "3", value = 3, label = "Baik" },
  { code = "4", value = 4, label = "Sangat baik", fulfils = true },
]

[[sections]]
key = "awal"
label = "Awal"
items = [
  { key = "SEDIA", type = "ya_tidak", label = "Bersedia", stop_if = "SEDIA == 'tidak'" },
  { key = "SIDIK", type = "ya_tidak", label = "Didampingi saat penyidikan" },
]

[[sections]]
key = "prosedural"
label = "Prosedural"
dimension = "prosedural"
scored = true
type = "skala"
scale = "mutu4"
items = [
  { key = "P1", label = "P1", applies_if = "SIDIK == 'ya'" },
  { key = "P2", label = "P2" },
  { key = "P3", label = "P3" },
]

[[sections]]
key = "informasi"
label = "Informasi"
dimension = "informasi"
scored = true
type = "skala"
scale = "mutu4"
items = [{ key = "I1", label = "I1" }, { key = "I2", label = "I2" }]
"""


def instrument(rule: str, **scoring: object) -> Instrument:
    data = tomllib.loads(DEFINITION)
    data["scoring"] = {"rule": rule} | scoring
    return parse_instrument(data, file="contoh.toml")


DIMENSIONS = instrument("rata_rata_dimensi", least_share="0.67", least_respondents=2)
FULL: dict[str, Answer] = {
    "SEDIA": "ya",
    "SIDIK": "ya",
    "P1": "1",
    "P2": "2",
    "P3": "4",
    "I1": "3",
    "I2": "4",
}


def test_mean_of_dimensions_by_hand() -> None:
    second: dict[str, Answer] = {
        "SEDIA": "ya",
        "SIDIK": "tidak",
        "P1": "1",
        "P2": "4",
        "P3": "4",
        "I1": "2",
        "I2": "2",
    }
    result = score(DIMENSIONS, [FULL, second])
    # respondent 1: (7/3 + 7/2) / 2 = 35/12; respondent 2 (P1 skipped): (4 + 2) / 2 = 3
    assert result.index_4 == (Fraction(35, 12) + 3) / 2
    assert result.index == Decimal("73.96")
    assert [(element.key, element.mean, element.n) for element in result.elements] == [
        ("prosedural", (Fraction(7, 3) + 4) / 2, 2),
        ("informasi", (Fraction(7, 2) + 2) / 2, 2),
    ]
    assert [row.index for row in result.respondents] == [Fraction(35, 12) * 25, Fraction(75)]
    assert [row.no for row in result.respondents] == [1, 2]
    assert result.elements[0].answers["tidak_ditanyakan"] == 1
    assert result.grade is None


def test_a_respondent_with_too_few_answers_is_left_out() -> None:
    thin = FULL | {"I2": Missing.TIDAK_TAHU}  # one of two counts: 0.5 < 0.67
    result = score(DIMENSIONS, [FULL, FULL, thin])
    assert (result.n, result.given) == (2, 3)
    assert result.elements[0].n == 3, "its procedural answers still count in that dimension"
    assert result.elements[1].n == 2
    assert "1 dari 3 responden tidak dihitung" in result.notes[0]
    assert result.respondents[2].index is None


def test_below_the_least_number_only_counts_are_shown() -> None:
    result = score(DIMENSIONS, [FULL])
    assert (result.index, result.index_4, result.grade, result.n) == (None, None, None, 1)
    assert result.respondents == ()
    assert [(element.mean, element.index, element.n) for element in result.elements] == [(None, None, 1)] * 2
    assert result.elements[1].answers["4"] == 1
    assert "mulai 2 responden" in result.notes[0]


def test_a_stopped_interview_counts_for_nothing() -> None:
    stopped = FULL | {"SEDIA": "tidak"}
    both = score(DIMENSIONS, [FULL, FULL])
    with_stop = score(DIMENSIONS, [FULL, FULL, stopped])
    assert with_stop.index == both.index
    assert with_stop.elements[0].answers["tidak_ditanyakan"] == 3


def test_weights_of_dimensions() -> None:
    data = tomllib.loads(DEFINITION)
    data["scoring"] = {"rule": "rata_rata_dimensi"}
    data["sections"][1]["weight"] = 3
    weighted = parse_instrument(data, file="x")
    assert score(weighted, [FULL]).index_4 == (3 * Fraction(7, 3) + Fraction(7, 2)) / 4


def test_bands_known_but_switched_off() -> None:
    bands = [{"grade": "A", "label": "a", "lowest": 0, "highest": 100}]
    assert score(instrument("rata_rata_dimensi", bands=bands), [FULL]).grade == "A"
    assert score(instrument("rata_rata_dimensi", bands=bands, bands_on=False), [FULL]).grade is None


def test_counts_only() -> None:
    result = score(instrument("hitung"), [FULL, FULL | {"P2": Missing.MENOLAK}])
    assert (result.index, result.index_4, result.grade, result.n) == (None, None, None, 2)
    assert all(element.mean is None and element.index is None for element in result.elements)
    assert result.elements[1].answers == {"1": 0, "2": 1, "3": 0, "4": 0, "menolak": 1}
    assert {step.label: step.result for step in result.steps}["Jawaban “Sangat baik”"] == "4"


def test_share_of_fulfilled_criteria() -> None:
    result = score(instrument("bagian"), [FULL | {"I1": Missing.TIDAK_BERLAKU}])
    # P1=1, P2=2, P3=4, I2=4 count; only 4 fulfils
    assert result.index == Decimal("50.00")
    assert result.elements[2].index == 100
    assert result.notes == ("1 jawaban kosong atau tidak dihitung.",)
    assert score(instrument("bagian"), []).index is None


def test_weighted_sum() -> None:
    data = tomllib.loads(DEFINITION)
    data["scoring"] = {"rule": "jumlah"}
    data["sections"][1]["items"][1]["weight"] = "2.5"
    data["sections"][1]["items"][2]["weight"] = 0
    result = score(parse_instrument(data, file="x"), [FULL | {"I2": Missing.TIDAK_TAHU}])
    assert result.index == Decimal("9.00")  # 1×1 + 2,5×2 + 0×4 + 1×3
    assert result.notes == ("Tanpa jawaban, tidak ikut dijumlahkan: I2.",)


ANSWER = st.one_of(st.sampled_from("1234"), st.sampled_from(Missing))
YES_NO = st.sampled_from(["ya", "tidak", Missing.MENOLAK])
RESPONDENT = st.fixed_dictionaries(
    {}, optional={"SEDIA": YES_NO, "SIDIK": YES_NO} | dict.fromkeys(["P1", "P2", "P3", "I1", "I2"], ANSWER)
)
RULES = ["rata_rata_dimensi", "rata_rata_dari_rata_rata", "bagian", "jumlah", "hitung"]


@pytest.mark.parametrize("rule", RULES)
@given(respondents=st.lists(RESPONDENT, max_size=8), chance=st.randoms(use_true_random=False))
def test_bounds_order_and_codes(
    rule: str, respondents: list[dict[str, Answer]], chance: random.Random
) -> None:
    rules = instrument(rule)
    result = score(rules, respondents)
    least, most = {"bagian": (0, 100), "jumlah": (1, 20)}.get(rule, (25, 100))
    assert result.index is None or least <= result.index <= most
    shuffled = list(respondents)
    chance.shuffle(shuffled)
    again = score(rules, shuffled)
    assert (again.index, again.n, again.notes) == (result.index, result.n, result.notes)
    assert again.elements == result.elements
    silent: dict[str, Answer] = dict.fromkeys(["P1", "P2", "P3", "I1", "I2"], Missing.TIDAK_TAHU)
    assert score(rules, [*respondents, silent]).index == result.index


HEADS = ["SEDIA", "SIDIK", "P1", "P2", "P3", "I1", "I2"]


def test_rows_become_respondents_and_every_wrong_cell_has_an_address() -> None:
    rows: list[list[object]] = [
        [*HEADS[:2], " p1 ", *HEADS[3:]],
        ["ya", "Tidak", None, 3, 4.0, "tidak tahu", "Sangat baik"],
        [None, "", " ", None, None, None, None],
        ["ya", "entah", 9, "", "", "", ""],
        ["ya", "ya", 1, 1, 1, 1, 1, "lebih"],
    ]
    respondents, problems = answers_from_rows(DIMENSIONS, rows)
    assert respondents[0] == {
        "SEDIA": "ya", "SIDIK": "tidak", "P2": "3", "P3": "4", "I1": Missing.TIDAK_TAHU, "I2": "4",
    }  # fmt: skip
    assert len(respondents) == 3
    assert respondents[1] == {"SEDIA": "ya"}
    assert [(problem.cell, problem.row) for problem in problems] == [("B4", 4), ("C4", 4), ("H5", 5)]
    assert "“entah” tidak ada dalam pilihan (ya, tidak)" in problems[0].message


def test_headings_are_checked() -> None:
    assert answers_from_rows(DIMENSIONS, [])[1][0].cell == "A1"
    rows: list[list[object]] = [
        ["\ufeffSEDIA", "SIDK", "P1", "P1", "", "I1", "I2"],
        ["ya", "x", 1, 2, 3, 4, 4],
    ]
    respondents, problems = answers_from_rows(DIMENSIONS, rows)
    assert respondents == [{"SEDIA": "ya", "P1": "1", "I1": "4", "I2": "4"}]
    assert [(problem.cell, problem.message) for problem in problems] == [
        ("B1", "Kolom “SIDK” tidak dikenal. Mungkin maksudnya “SIDIK”."),
        ("D1", "Kolom “P1” ada dua kali."),
        ("H1", "Kolom “P2” tidak ada."),
        ("H1", "Kolom “P3” tidak ada."),
    ]


CELL = st.one_of(st.none(), st.text(max_size=6), st.integers(-2, 6), st.floats(), st.booleans())


@given(st.lists(st.lists(CELL, max_size=9), max_size=5), st.permutations(HEADS))
def test_any_sheet_gives_answers_that_can_be_scored(rows: list[list[object]], heads: list[str]) -> None:
    respondents, problems = answers_from_rows(DIMENSIONS, [heads, *rows])
    score(DIMENSIONS, respondents)
    assert all(problem.cell and problem.message.endswith(".") for problem in problems)
