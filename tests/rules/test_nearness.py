"""The word somebody meant, also among very many."""

import pytest

from berkas.rules.nearness import hint, nearest

FEW = ["Pertanyaan", "Pilihan"]
MANY = [f"B{number:05d}" for number in range(10_000)]


@pytest.mark.parametrize(
    ("word", "known", "meant"),
    [
        ("Pertanyan", FEW, "Pertanyaan"),
        ("xyz", FEW, ""),
        ("B01234x", MANY, "B01234"),
        ("b01234", MANY, "B01234"),
        ("sama sekali lain", MANY, ""),
    ],
)
def test_the_nearest_word(word: str, known: list[str], meant: str) -> None:
    assert nearest(word, known) == meant


def test_the_hint_is_a_sentence_or_nothing() -> None:
    assert hint("skal", ["skala"]) == " Mungkin maksudnya “skala”."
    assert hint("xyz", ["skala"]) == ""
