"""The language of conditions: what it reads, what it refuses, and that nothing makes it fall over."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from berkas.rules.answers import Answer
from berkas.rules.conditions import MAX_DEPTH, ConditionError, parse
from berkas.rules.vocabulary import Missing

ANSWERS: dict[str, Answer] = {
    "KAS05": ("penyidikan", "banding"),
    "INT01": "ya",
    "LPR02": "3",
    "usia": 17,
    "tinggi": 1.5,
    "KAS07": Missing.TIDAK_TAHU,
    "IDN09": "menolak",
    "tanggal": "2025-06-12",
    "catatan": "Diminta uang oleh Penyidik",
    "kosong": "",
    "kanim.a.01": "ada",
    "PID01:obh": "tidak",
    "tabel": ({"nama": "contoh"},),
}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("KAS05 memuat 'penyidikan'", True),
        ('KAS05 contains "kasasi"', False),
        ("catatan memuat 'penyidik'", True),
        ("INT01 == 'ya'", True),
        ("INT01 = 'ya'", True),
        ("INT01 != 'ya'", False),
        ("INT01 != 'tidak'", True),
        ("LPR02 <= 3 dan LPR02 >= 3", True),
        ("LPR02 == 3", True),
        ("LPR02 == 3.0", True),
        ("LPR02 < 10", True),
        ("usia < 18 and not (INT01 == 'tidak')", True),
        ("usia >= 18 atau tinggi > 1.4", True),
        ("usia == -17", False),
        ("bukan bukan usia == 17", True),
        ("NOT usia == 17 OR usia == 17", True),
        ("INT01 dalam ('tidak', 'ya')", True),
        ("usia in (15, 16)", False),
        ("KAS05 dalam ('kasasi', 'banding')", True),
        ("terisi(usia)", True),
        ("terisi(kosong)", False),
        ("terisi(KAS07)", False),
        ("terisi(tabel)", True),
        ("terisi(tidak_ada)", False),
        ("tanggal >= '2025-01-01' dan tanggal < '2025-12-31'", True),
        ("kanim.a.01 == 'ada'", True),
        ("PID01:obh == 'tidak'", True),
        # the word "menolak" as an answer and the code menolak are two things
        ("IDN09 == 'menolak'", True),
        ("IDN09 == menolak", False),
        ("KAS07 == tidak_tahu", True),
        ("KAS07 == 'tidak_tahu'", False),
        ("KAS07 == menolak", False),
        ("KAS07 != menolak", True),
        ("usia != tidak_tahu", True),
        # nothing can be said of what was not answered
        ("hilang == 1", False),
        ("hilang != 1", False),
        ("KAS07 != 'ya'", False),
        ("hilang < 1", False),
        ("hilang != tidak_tahu", False),
        ("bukan (hilang == 1)", True),
        # different kinds never compare, and never fail
        ("usia == 'tua'", False),
        ("usia < 'tua'", False),
        ("KAS05 == 'penyidikan'", False),
        ("KAS05 > 1", False),
        ("tabel == 1", False),
        ("usia memuat '1'", False),
    ],
)
def test_a_condition_says_what_it_says(text: str, expected: bool) -> None:
    assert parse(text).evaluate(ANSWERS) is expected


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "syarat kosong"),
        ("   ", "syarat kosong"),
        ("KAS05", "diharapkan pembanding"),
        ("KAS05 ==", "akhir syarat"),
        ("KAS05 == 'a' INT01 == 1", "diharapkan akhir syarat"),
        ("(KAS05 == 1", "diharapkan )"),
        ("KAS05 == 1)", "diharapkan akhir syarat"),
        ("terisi KAS05", "diharapkan ("),
        ("terisi(3)", "kode butir"),
        ("KAS05 dalam ()", "angka atau teks"),
        ("KAS05 & 1", "tidak dikenal"),
        ("KAS05 == 'tanpa penutup", "tidak dikenal"),
        ("dan", "kode butir"),
        ("KAS05 == 3abc", "tidak dikenal"),
        ("__import__('os')", "diharapkan pembanding"),
        ("(" * (MAX_DEPTH + 1) + "a == 1" + ")" * (MAX_DEPTH + 1), "bersarang"),
        ("a == 1 dan " * 400 + "a == 1", "lebih panjang"),
    ],
)
def test_what_cannot_be_read_is_refused_with_a_sentence(text: str, reason: str) -> None:
    with pytest.raises(ConditionError) as refused:
        parse(text)
    assert reason in refused.value.reason
    assert str(refused.value).startswith("Syarat “")
    assert str(refused.value).endswith(".")
    assert "\n" not in str(refused.value)


def test_it_knows_the_items_and_the_words_it_compares() -> None:
    condition = parse("KAS05 memuat 'penyidikan' dan (INT01 dalam ('ya', 'tidak') atau u < 18 atau a == b)")
    assert condition.names == {"KAS05", "INT01", "u", "a", "b"}
    assert condition.compared == {("KAS05", "penyidikan"), ("INT01", "ya"), ("INT01", "tidak")}


def test_two_conditions_are_equal_when_their_texts_are() -> None:
    assert parse(" a == 1 ") == parse("a == 1")
    assert hash(parse("a == 1")) == hash(parse("a == 1"))
    assert parse("a == 1") != parse("a == 2")


WORDS = "KAS05 usia dan atau bukan memuat dalam terisi ( ) , == != < >= 'ya' 3 -1 3.5 tidak_tahu ' a.b:c & é"
ALPHABET = st.sampled_from([*WORDS.split(), '"', " "])


@given(st.one_of(st.text(max_size=80), st.lists(ALPHABET, max_size=30).map(" ".join)))
def test_any_text_is_a_condition_or_is_refused(text: str) -> None:
    try:
        condition = parse(text)
    except ConditionError:
        return
    assert condition.evaluate(ANSWERS) in (True, False)
    assert condition.evaluate({}) in (True, False)


VALUES = st.one_of(
    st.text(max_size=8),
    st.integers(),
    st.floats(),
    st.sampled_from(Missing),
    st.lists(st.text(max_size=4), max_size=3).map(tuple),
    st.just(({"nama": "contoh"},)),
)
OPERATORS = st.sampled_from(["==", "!=", "<", "<=", ">", ">=", "memuat"])
LITERALS = st.sampled_from(["'ya'", "3", "-2.5", "tidak_tahu", "B"])


@given(VALUES, VALUES, OPERATORS, LITERALS)
def test_no_answer_makes_a_condition_fail(first: Answer, second: Answer, sign: str, literal: str) -> None:
    condition = parse(f"A {sign} {literal} atau A dalam ('x', 1) atau terisi(A)")
    assert condition.evaluate({"A": first, "B": second}) in (True, False)


@given(st.booleans(), st.booleans(), st.booleans())
def test_and_binds_closer_than_or(a: bool, b: bool, c: bool) -> None:
    answers: dict[str, Answer] = {"A": int(a), "B": int(b), "C": int(c)}
    assert parse("A == 1 atau B == 1 dan C == 1").evaluate(answers) is (a or (b and c))
    assert parse("(A == 1 atau B == 1) dan C == 1").evaluate(answers) is ((a or b) and c)
    assert parse("bukan A == 1 dan B == 1").evaluate(answers) is ((not a) and b)
