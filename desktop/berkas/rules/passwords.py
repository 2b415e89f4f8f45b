"""Which passwords and passphrases are accepted: OWASP ASVS 5.0, V6.2. Values only; imports the list of words.

| ASVS 5.0 | here |
|---|---|
| 6.2.1 at least 8, 15 strongly recommended | at least `LEAST` = 12; `ADVISED` = 15 is said on screen |
| 6.2.4 not one of the 3,000 commonest | nothing that is only common words, figures and repeats |
| 6.2.5 any composition | no rule about capitals, figures or signs |
| 6.2.8 verified exactly as received | only NFC, so that one keyboard's é is another's; nothing is cut |
| 6.2.9 at least 64 characters | up to `MOST` = 128 |
| 6.2.10 no periodic change | none |
| 6.2.11 words of the context | login, names and office given by the caller, and `OWN_WORDS` |

8 is too few where somebody who holds a copy of the file can try for as long as they like; 12 without rules
of composition is what people still remember.
"""

import re
import unicodedata
from collections.abc import Iterable
from functools import cache

from berkas.rules.guessable_words import WORDS

LEAST = 12
ADVISED = 15
MOST = 128

OWN_WORDS = ("berkas", "kemenkum", "kemenkumham", "kanwil", "kantor", "wilayah", "kementerian", "hukum")
"""Words of this program and its offices: listed as ASVS 5.0 V6.2.11 asks."""

_LEAST_LEFT = 5
_LEAST_DIFFERENT = 5
_SHORTEST_PERIOD = 6
_FIGURES_FOR_LETTERS = str.maketrans("013457@$!", "oieastasi")
_SEQUENCES = ("0123456789012345678901234567890123456789", "9876543210987654321098765432109876543210")
_RUN = re.compile(r"\d+")
_ORNAMENT = 4
_SHORTEST_CONTEXT = 4


def normal(password: str) -> str:
    """The password as it is hashed and compared: NFC, otherwise exactly as it was typed."""
    return unicodedata.normalize("NFC", password)


def password_problem(password: str, *, about: Iterable[str] = (), word: str = "Kata sandi") -> str | None:
    """The sentence that says why a new password is not accepted, or nothing.

    `about` are words of the context (login, names, the office's name); `word` is what the sentence calls it.
    """
    typed = normal(password)
    if len(typed) < LEAST:
        return (
            f"{word} paling sedikit {LEAST} karakter; ini baru {len(typed)}. "
            "Beberapa kata yang tidak berkaitan mudah diingat dan sulit ditebak."
        )
    if len(typed) > MOST:
        return f"{word} paling banyak {MOST} karakter; ini {len(typed)}."
    if _repeats(typed.casefold()):
        return f"{word} ini hanya pengulangan. Pakai beberapa kata yang tidak berkaitan."
    own = _words_of(about)
    if _left(typed, own) < _LEAST_LEFT <= _left(typed, frozenset()):
        return (
            f"{word} ini tersusun dari nama pengguna, nama orang, atau nama kantor. Pakai kata yang tidak "
            "berkaitan dengannya."
        )
    if _left(typed, own) < _LEAST_LEFT:
        return (
            f"{word} ini termasuk yang paling sering dipakai orang. Pakai beberapa kata yang tidak berkaitan."
        )
    return None


def _repeats(text: str) -> bool:
    """Few different characters, or a short piece over and over."""
    if len(set(text)) < _LEAST_DIFFERENT:
        return True
    period = (text + text).find(text, 1)
    return period < min(_SHORTEST_PERIOD, len(text))


def _words_of(about: Iterable[str]) -> frozenset[str]:
    found: set[str] = set()
    for text in (*about, *OWN_WORDS):
        parts = re.findall(r"[^\W_]+", normal(text).casefold())
        found.update(part for part in (*parts, "".join(parts)) if len(part) >= _SHORTEST_CONTEXT)
    return frozenset(found)


def _left(typed: str, own: frozenset[str]) -> int:
    """How many characters remain once everything that is easily guessed is taken out, at the least."""
    folded = typed.casefold()
    plain = "".join(re.findall(r"[^\W_]+", folded))
    read = "".join(re.findall(r"[^\W_]+", folded.translate(_FIGURES_FOR_LETTERS)))
    pattern = _pattern(own)
    return min(len(_without_figures(pattern.sub(" ", each))) for each in (plain, read))


@cache
def _pattern(own: frozenset[str]) -> re.Pattern[str]:
    words = sorted({*own, *WORDS}, key=len, reverse=True)
    return re.compile("|".join(map(re.escape, words)))


def _without_figures(text: str) -> str:
    """Take out years and counting; a long run of figures that follows no order stays."""
    kept = _RUN.sub(lambda run: "" if _is_easy(run.group()) else run.group(), text)
    return kept.replace(" ", "")


def _is_easy(run: str) -> bool:
    return len(run) <= _ORNAMENT or len(set(run)) <= 2 or any(run in line for line in _SEQUENCES)
