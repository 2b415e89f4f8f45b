"""ASVS 5.0 V6.2 as tables: what is refused, what is accepted, and that nothing typed is changed."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from berkas.rules.guessable_words import WORDS
from berkas.rules.passwords import ADVISED, LEAST, MOST, normal, password_problem

ABOUT = ("siti.contoh", "Siti Rahmania Contoh", "Kantor Wilayah Kepulauan Contoh")


@pytest.mark.parametrize(
    "password",
    [
        "gerimis pasar kelapa lonceng",
        "correcthorsebatterystaplejendela",
        "Xk7#pQz9!mRt",
        "839201740562",
        "tulang punggung jembatan",
        "パスワードは長くても大丈夫です",
        "ularmelingkar diatas pagar",
        "x9 kdj wpq zmn",
        "k" * 3 + "tjuvbxqz" * 6,
    ],
)
def test_accepted_whatever_it_is_made_of(password: str) -> None:
    assert password_problem(password, about=ABOUT) is None


@pytest.mark.parametrize(
    ("password", "words"),
    [
        ("", "paling sedikit 12"),
        ("Xk7#pQz9!mR", "paling sedikit 12"),
        ("é" * 129, "paling banyak 128"),
        ("aaaaaaaaaaaa", "pengulangan"),
        ("ab12ab12ab12", "pengulangan"),
        ("123456789012", "sering dipakai"),
        ("987654321098", "sering dipakai"),
        ("password1234", "sering dipakai"),
        ("P@ssw0rd2025!", "sering dipakai"),
        ("passwordpassword", "sering dipakai"),
        ("qwertyuiop123", "sering dipakai"),
        ("1qaz2wsx3edc", "sering dipakai"),
        ("q1w2e3r4t5y6", "sering dipakai"),
        ("administrator", "sering dipakai"),
        ("bismillah2024", "sering dipakai"),
        ("Indonesia_Merdeka_1945", "sering dipakai"),
        ("sayangkamuselamanya", "sering dipakai"),
        ("katasandi12345", "sering dipakai"),
        ("Pangkalpinang2025", "sering dipakai"),
        ("s4y4ngku12345", "sering dipakai"),
        ("rahmania.siti2025", "nama"),
        ("SitiRahmania99!", "nama"),
        ("kepulauan contoh", "nama"),
    ],
)
def test_refused_with_a_sentence(password: str, words: str) -> None:
    found = password_problem(password, about=ABOUT)
    assert found is not None
    assert words in found


def test_more_than_the_three_thousand_commonest_are_refused() -> None:
    endings = ("1234", "12345", "123456", "1234567", "123456789", "2024", "2025", "!", "@123", "", "123!")
    tried = {
        pair
        for word in WORDS
        for ending in endings
        for pair in (word + ending, word.capitalize() + ending, word + word + ending)
        if LEAST <= len(pair) <= MOST
    }
    assert len(tried) > 3000
    accepted = [password for password in tried if password_problem(password) is None]
    assert not accepted


def test_long_ones_are_permitted_and_the_advice_is_higher_than_the_least() -> None:
    assert LEAST >= 8
    assert ADVISED == 15
    assert password_problem("jendela kayu lapuk " * 6 + "akar") is None


def test_two_ways_of_writing_an_accent_are_one_password() -> None:
    assert normal(unicodedata.normalize("NFD", "kafé luas")) == normal("kafé luas")


@given(st.text(max_size=200))
def test_nothing_else_is_changed_or_cut(text: str) -> None:
    assert normal(text) == unicodedata.normalize("NFC", text)
    found = password_problem(text, about=ABOUT)
    assert found is None or found.endswith(".") or "; ini" in found


@given(st.text(alphabet="bcdfghjklmnpqrstvwxyz", min_size=24, max_size=60))
def test_long_random_letters_pass_unless_they_repeat(text: str) -> None:
    found = password_problem(text)
    assert found is None or "pengulangan" in found
