"""Survey indexes: the published examples, the bands, the missing codes, and what never changes a score."""

import csv
import random
import tomllib
from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from berkas.rules.answers import Answer
from berkas.rules.instruments import Instrument, as_tables, parse_instrument
from berkas.rules.sampling import krejcie_morgan, slovin
from berkas.rules.scoring import ScoreError, answers_from_rows, round_half_up, score
from berkas.rules.vocabulary import Missing

RESOURCES = Path(__file__).parents[2] / "resources" / "instruments"
ROWS = Path(__file__).parent / "data" / "survey_rows.csv"


def shipped(key: str) -> Instrument:
    text = (RESOURCES / f"{key}.toml").read_text("utf-8")
    return parse_instrument(tomllib.loads(text), file=f"{key}.toml")


SKM = shipped("skm")
ELEMENTS = [
    "persyaratan",
    "prosedur",
    "waktu",
    "biaya",
    "produk",
    "kompetensi",
    "perilaku",
    "pengaduan",
    "sarana",
]


def with_means(means: Sequence[str], respondents: int = 100) -> list[dict[str, Answer]]:
    """Respondents whose element means are exactly ``means``: threes and fours in the right mixture."""
    fours = [int((Fraction(mean) - 3) * respondents) for mean in means]
    return [
        {key: "4" if position < many else "3" for key, many in zip(ELEMENTS, fours, strict=True)}
        for position in range(respondents)
    ]


def test_the_survey_file_gives_the_index_a_person_computes() -> None:
    rows = list(csv.reader(ROWS.read_text("utf-8").splitlines()))
    heads, numbers = rows[0], [[int(cell) for cell in row] for row in rows[1:]]
    means = [Fraction(sum(column), len(numbers)) for column in zip(*numbers, strict=True)]
    exact = sum(means, Fraction(0)) / 9 * 25
    assert exact == Fraction(1389, 441) * 25

    respondents, problems = answers_from_rows(SKM, rows)
    result = score(SKM, respondents)
    assert problems == []
    assert result.n == result.given == 49
    assert result.index == round_half_up(exact, 2) == Decimal("78.74")
    assert (result.grade, result.grade_label) == ("B", "Baik")
    assert {element.key: element.mean for element in result.elements} == dict(zip(heads, means, strict=True))
    assert [element.grade for element in result.elements] == ["C", "C", "C", "A", "B", "B", "B", "C", "B"]


def test_the_published_example_of_a_regency() -> None:
    means = ["3.31", "3.35", "3.49", "3.93", "3.45", "3.39", "3.39", "3.76", "3.35"]
    result = score(SKM, with_means(means))
    assert result.index == Decimal("87.28")
    assert result.grade == "B"
    assert result.index_4 == Fraction(3142, 900)


@pytest.mark.parametrize(
    ("code", "index", "grade"), [("4", "100.00", "A"), ("1", "25.00", "D"), ("3", "75.00", "C")]
)
def test_sheets_of_one_answer(code: str, index: str, grade: str) -> None:
    result = score(SKM, [dict.fromkeys(ELEMENTS, code)] * 7)
    assert result.index == Decimal(index)
    assert result.grade == grade


@pytest.mark.parametrize(
    ("exact", "rounded", "grade"),
    [
        ("64.99", "64.99", "D"),
        ("64.994", "64.99", "D"),
        ("64.995", "65.00", "C"),  # the printed table has a gap here: round first, then look up
        ("65", "65.00", "C"),
        ("76.604", "76.60", "C"),
        ("76.605", "76.61", "B"),
        ("88.304", "88.30", "B"),
        ("88.305", "88.31", "A"),
    ],
)
def test_the_edges_of_the_bands(exact: str, rounded: str, grade: str) -> None:
    wanted = Fraction(exact) / 25
    respondents = wanted.denominator * 9
    points = int(wanted * respondents)  # for every element alike
    low, high = divmod(points, respondents)
    answers = [dict.fromkeys(ELEMENTS, str(low + (position < high))) for position in range(respondents)]
    result = score(SKM, answers)
    assert result.index_4 == wanted
    assert (str(result.index), result.grade) == (rounded, grade)


@pytest.mark.parametrize(
    ("number", "places", "rounded"),
    [
        ("0.005", 2, "0.01"),
        ("0.00499999", 2, "0.00"),
        ("2.5", 0, "3"),
        ("-2.5", 0, "-3"),
        ("77.375", 2, "77.38"),
    ],
)
def test_a_half_goes_up(number: str, places: int, rounded: str) -> None:
    assert str(round_half_up(Fraction(number), places)) == rounded


def test_an_element_divides_by_its_own_answers_and_codes_never_count() -> None:
    respondents: list[dict[str, Answer]] = [dict.fromkeys(ELEMENTS, "3") for _ in range(4)]
    respondents[0]["biaya"] = Missing.TIDAK_BERLAKU
    respondents[1]["biaya"] = Missing.MENOLAK
    respondents[2]["biaya"] = Missing.TIDAK_TAHU
    respondents[3]["biaya"] = "4"
    del respondents[0]["sarana"]
    result = score(SKM, respondents)
    by_key = {element.key: element for element in result.elements}
    assert (by_key["biaya"].mean, by_key["biaya"].n) == (4, 1)
    assert by_key["biaya"].answers == {
        "1": 0, "2": 0, "3": 0, "4": 1, "tidak_berlaku": 1, "menolak": 1, "tidak_tahu": 1,
    }  # fmt: skip
    assert (by_key["sarana"].mean, by_key["sarana"].n) == (3, 3)
    assert by_key["sarana"].answers["kosong"] == 1
    assert result.index == round_half_up(Fraction(28, 9) * 25, 2)
    assert result.n == 4


def test_no_index_is_better_than_a_wrong_one() -> None:
    respondents: list[dict[str, Answer]] = [dict.fromkeys(ELEMENTS, "3") | {"biaya": Missing.TIDAK_BERLAKU}]
    result = score(SKM, respondents)
    assert (result.index, result.index_4, result.grade) == (None, None, None)
    assert result.notes == ("Unsur tanpa jawaban: Biaya/tarif. Indeks tidak dapat dihitung.",)
    empty = score(SKM, [])
    assert (empty.index, empty.n) == (None, 0)
    assert "mulai 1 responden, sekarang 0" in empty.notes[0]


def test_the_json_has_the_promised_shape() -> None:
    shown = score(SKM, with_means(["3.5"] * 9)).as_json()
    extra = shown.pop("derivation")
    assert set(shown) == {"instrument", "index", "index_4", "grade", "n", "elements", "rule", "source"}
    assert set(shown["elements"][0]) == {"key", "mean", "index", "grade", "n"}
    assert (shown["instrument"], shown["rule"]) == ("skm", "skm_14_2017")
    assert (shown["index"], shown["index_4"], shown["grade"], shown["n"]) == (87.5, 3.5, "B", 100)
    assert shown["elements"][0] == {"key": "persyaratan", "mean": 3.5, "index": 87.5, "grade": "B", "n": 100}
    assert [step["result"] for step in extra["steps"][-4:]] == [
        "3,5000 (tepatnya 7/2)",
        "87,5000",
        "87,50",
        "B (Baik)",
    ]
    assert score(SKM, []).as_json()["index"] is None


def test_the_derivation_lets_a_person_recompute_the_figure() -> None:
    result = score(SKM, with_means(["3.31", "3.35", "3.49", "3.93", "3.45", "3.39", "3.39", "3.76", "3.35"]))
    first = result.steps[0]
    assert (first.formula, first.result) == ("(3×69 + 4×31) ÷ 100 = 331 ÷ 100", "3,3100")
    assert len(result.steps) == 9 + 4
    total = sum((Fraction(step.result.replace(",", ".")) for step in result.steps[:9]), Fraction(0))
    assert round_half_up(total / 9 * 25, 2) == result.index


def test_an_answer_that_is_no_option_is_refused() -> None:
    with pytest.raises(ScoreError, match="Jawaban ke-2 untuk “Persyaratan”"):
        score(SKM, [dict.fromkeys(ELEMENTS, "3"), {"persyaratan": "5"}])
    with pytest.raises(ScoreError):
        score(SKM, [{"persyaratan": ("3",)}])
    assert score(SKM, [dict.fromkeys(ELEMENTS, 3)]).index == Decimal(75), "a number stands for its option"


ANSWER = st.one_of(st.sampled_from("1234"), st.sampled_from(Missing))
RESPONDENT = st.fixed_dictionaries({}, optional=dict.fromkeys(ELEMENTS, ANSWER))


@given(st.lists(RESPONDENT, max_size=12), st.randoms(use_true_random=False))
def test_what_never_changes_a_score(respondents: list[dict[str, Answer]], chance: random.Random) -> None:
    result = score(SKM, respondents)
    if result.index is not None:
        assert 25 <= result.index <= 100
        assert result.grade in {"A", "B", "C", "D"}
        assert result.index == round_half_up((result.index_4 or Fraction(0)) * 25, 2)
    for element in result.elements:
        assert element.n == sum(respondent.get(element.key) in set("1234") for respondent in respondents)
        assert sum(element.answers.values()) == len(respondents)
    shuffled = list(respondents)
    chance.shuffle(shuffled)
    assert score(SKM, shuffled) == result
    silent: dict[str, Answer] = dict.fromkeys(ELEMENTS, Missing.MENOLAK)
    assert score(SKM, [*respondents, silent]).index == result.index, (
        "one who refuses everything moves nothing"
    )


@given(
    st.lists(st.fixed_dictionaries(dict.fromkeys(ELEMENTS, st.sampled_from("1234"))), min_size=1, max_size=9)
)
def test_the_same_people_twice_give_the_same_index(respondents: list[dict[str, str]]) -> None:
    assert score(SKM, respondents * 2).index_4 == score(SKM, respondents).index_4


def six_points(tables: dict[str, Any]) -> Instrument:
    tables["scales"][0]["options"] = [{"code": str(n), "value": n, "label": str(n)} for n in range(1, 7)]
    tables["scoring"]["rule"] = "rata_rata_dari_rata_rata"
    return parse_instrument(tables, file="x")


def test_another_scale_is_converted_and_the_conversion_is_said() -> None:
    six = six_points(as_tables(SKM))
    best, worst = score(six, [dict.fromkeys(ELEMENTS, "6")]), score(six, [dict.fromkeys(ELEMENTS, "1")])
    assert (best.index, best.index_4) == (100, 4)
    assert (worst.index, worst.index_4) == (Decimal("16.67"), Fraction(2, 3))
    assert worst.elements[0].mean == 1, "the mean stays on the scale that was asked"
    assert worst.grade is None, "below the lowest band"
    assert worst.notes == (
        "Skala sampai 6 dikonversi ke skala 4 dengan × 4/6; nilai 1 menjadi 0,67, bukan 1.",
    )
    assert any(step.label == "Konversi Persyaratan ke skala 4" for step in worst.steps)


def test_the_index_comes_from_respondents_not_from_services() -> None:
    small, large = with_means(["4.00"] * 9, 10), with_means(["3.00"] * 9, 90)
    together = score(SKM, small + large).index
    assert together == Decimal("77.50")
    assert together != (Decimal(100) + Decimal(75)) / 2


@pytest.mark.parametrize(
    ("population", "sample"),
    [
        (0, 0), (1, 1), (10, 10), (15, 14), (30, 28), (50, 44), (100, 80), (200, 132), (300, 169), (500, 217),
        (1000, 278), (2000, 322), (3000, 341), (4500, 354), (5000, 357), (10_000, 370), (100_000, 383),
    ],
)  # fmt: skip
def test_krejcie_and_morgan(population: int, sample: int) -> None:
    assert krejcie_morgan(population) == sample


def test_slovin() -> None:
    assert slovin(646) == 247
    assert slovin(0) == 0
    assert slovin(100, Fraction(1, 10)) == 50


@given(st.integers(1, 10**7))
def test_a_sample_is_never_larger_than_the_population(population: int) -> None:
    assert 0 < krejcie_morgan(population) <= min(population, 384)
    assert 0 < slovin(population) <= min(population, 400)
