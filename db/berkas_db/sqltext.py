"""Cuts an SQL file into its statements, as SQLite itself would: strings, comments and the inside of
triggers whole.

Needed because a script run as a whole silently commits the open transaction. Imports nothing of the project.
"""

import re
from collections.abc import Iterator

_TOKEN = re.compile(
    r"""
      (?P<space>\s+ | --[^\n]* | /\*.*?(?:\*/|\Z))
    | (?P<quoted>'(?:[^']|'')*(?:'|\Z) | "(?:[^"]|"")*(?:"|\Z) | `(?:[^`]|``)*(?:`|\Z) | \[[^\]]*(?:\]|\Z))
    | (?P<word>\w+)
    | (?P<end>;)
    | (?P<other>.)
    """,
    re.VERBOSE | re.DOTALL,
)


def statements(script: str) -> Iterator[str]:
    """The statements of a script, each without its closing semicolon; comments between them are left out.

    A trigger ends at `; END ;`. Raises `ValueError` when the script stops in the middle of a statement.
    """
    start = 0
    words: list[str] = []
    before_last = last = ""
    for token in _TOKEN.finditer(script):
        kind, text = token.lastgroup, token.group()
        if kind == "space":
            continue
        if not last:
            start = token.start()
        if kind == "end" and not (_is_trigger(words) and (before_last, last) != (";", "END")):
            if last:
                yield script[start : token.start()].rstrip()
            words, before_last, last = [], "", ""
            continue
        if kind == "word" and len(words) < 3:
            words.append(text.upper())
        before_last, last = last, text.upper() if kind == "word" else text
    if last:
        raise ValueError(f"the script stops in the middle of a statement: {script[start:][:60]!r}")


def _is_trigger(words: list[str]) -> bool:
    return words[:2] == ["CREATE", "TRIGGER"] or (
        len(words) == 3
        and words[0] == "CREATE"
        and words[1] in {"TEMP", "TEMPORARY"}
        and words[2] == "TRIGGER"
    )
