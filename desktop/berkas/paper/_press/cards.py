"""Tables for large print: when the columns do not fit in large type, every row becomes a small card, `head:
value` line by line, read from top to bottom."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from berkas.paper._press.blocks import Block, Ruled, TextBlock
from berkas.paper._press.look import ALL, MM, Look, is_empty, strong
from berkas.paper.parts import Align, Band, Cell, Table, TableColumn, Tick
from berkas.paper.words import Run, Words, bold


def cards(part: Table, look: Look) -> Iterator[Block]:
    """The rows of a table as cards; the first two columns are the card's heading."""
    for row in part.rows:
        if isinstance(row, Band):
            yield TextBlock(
                row.words, strong(look.body), align=Align.LEFT, before=4 * MM, after=2 * MM, keep=ALL
            )
        else:
            yield from _card(row, part.columns, look)


def _card(row: Sequence[Cell], columns: Sequence[TableColumn], look: Look) -> Iterator[Block]:
    heads = [words for words in map(cell_words, row[:2]) if not is_empty(words)]
    title: tuple[Words, ...] = (heads[0], ". ", heads[1]) if len(heads) == 2 else tuple(heads[:1])
    yield TextBlock(joined(title), strong(look.body), align=Align.LEFT, after=1 * MM, keep=ALL)
    lines = [
        (label(column), words)
        for column, words in zip(columns[2:], map(cell_words, row[2:]), strict=False)
        if not is_empty(words)
    ]
    for number, (name, words) in enumerate(lines):
        keep = ALL if number < len(lines) - 1 else 0
        line = joined((bold(f"{name}: ") if name else "", words))
        yield TextBlock(line, look.body, align=Align.LEFT, indent=6 * MM, after=0.6 * MM, keep=keep)
    yield Ruled(2 * MM)


def cell_words(cell: Cell) -> Words:
    """What a cell says in words."""
    if isinstance(cell, Tick):
        return cell.text if cell.done else "…"
    return cell or ""


def label(column: TableColumn) -> str:
    """The head of a column with that of its group."""
    return f"{column.group}, {column.label}" if column.group else column.label


def joined(parts: Sequence[Words | Run]) -> Words:
    """Several words one after the other."""
    flat: list[str | Run] = []
    for part in parts:
        flat.extend(part if isinstance(part, tuple) else (part,))
    return tuple(flat)
