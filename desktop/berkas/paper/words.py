"""Text as values: plain strings and styled runs. Never imports reportlab."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text in one style inside a paragraph or a cell."""

    text: str
    bold: bool = False
    italic: bool = False
    underline: bool = False


Words: TypeAlias = str | tuple[str | Run, ...]
"""Text a person reads: a plain string (never markup), or strings and styled runs one after the other."""


def bold(text: str) -> Run:
    """`text` in bold."""
    return Run(text, bold=True)


def italic(text: str) -> Run:
    """`text` in italics."""
    return Run(text, italic=True)


def plain(words: Words) -> str:
    """The words without their styles."""
    if isinstance(words, str):
        return words
    return "".join(word if isinstance(word, str) else word.text for word in words)
