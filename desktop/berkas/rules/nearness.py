"""The known word that a mistyped one probably stands for, quickly also among ten thousand.

Imports nothing of the project.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

_FEW = 200
"""Up to so many words each one is compared; among more, only those one or two letters away are found."""


def nearest(word: str, known: Iterable[str]) -> str:
    """The most alike of the known words, or an empty text when none is alike."""
    words = tuple(known)
    if len(words) <= _FEW:
        found: Sequence[str] = difflib.get_close_matches(word, words, n=1)
    else:
        index = _by_letters(words)
        offered = {each for part in _shortened(word) for each in index.get(part, ())}
        found = difflib.get_close_matches(word, sorted(offered), n=1)
    return found[0] if found else ""


def hint(word: str, known: Iterable[str]) -> str:
    """A sentence that offers the nearest word, with a space before it, or an empty text."""
    near = nearest(word, known)
    return f" Mungkin maksudnya “{near}”." if near else ""


@lru_cache(maxsize=8)
def _by_letters(words: tuple[str, ...]) -> dict[str, tuple[str, ...]]:
    """Every word under itself and under itself with one letter left out."""
    found: dict[str, tuple[str, ...]] = {}
    for word in words:
        for part in _shortened(word):
            found[part] = (*found.get(part, ()), word)
    return found


def _shortened(word: str) -> Iterator[str]:
    """A word, and the same with one letter left out; two words that share one are nearly alike."""
    yield word
    for place in range(len(word)):
        yield word[:place] + word[place + 1 :]
