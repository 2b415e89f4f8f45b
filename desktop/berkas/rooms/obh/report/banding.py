"""Rows of a table under a band for each head: an OBH, a regency. Knows no records."""

from collections.abc import Callable, Iterable
from typing import TypeVar

from berkas.paper.parts import Band

Line = TypeVar("Line")


def banded(
    lines: Iterable[Line], head: Callable[[Line], str], row: Callable[[int, Line], tuple[str, ...]]
) -> list[Band | tuple[str, ...]]:
    """The rows of lines that stand in the order of their heads; `row` gets the number from 1 on."""
    rows: list[Band | tuple[str, ...]] = []
    before = None
    for number, line in enumerate(lines, 1):
        if head(line) != before:
            before = head(line)
            rows.append(Band(before))
        rows.append(row(number, line))
    return rows
