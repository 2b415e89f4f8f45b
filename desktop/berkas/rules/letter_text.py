"""The text of a letter as plain lines: what a person types, what a shipped text says, and its blank fields.

One line is a paragraph. Lines that begin with ``1.``, ``a.`` or ``-`` are points, ``Label : nilai`` lines
stand under each other with their colons, lines between ``|`` are rows of a table whose first row is its head,
a line that begins with ``#`` is a heading. ``**tebal**`` and ``_miring_`` mark words. ``{nama}`` is a field;
``{nama?}`` lets its whole line go when there is nothing to put in. An empty line ends what came before.
Imports nothing of the project but the other rules.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

_FIELD = re.compile(r"\{([a-z][a-z0-9_]*)(\?)?\}")
_POINT = re.compile(r"^(?:(?P<number>\d{1,3})\.|(?P<letter>[a-z])\.|(?P<dash>[-–]))\s+(?P<text>\S.*)$")
_PAIR = re.compile(r"^[^:|{}]{1,40}\s:(?:\s.*)?$")
_MARKED = re.compile(r"\*\*(?P<bold>[^*]+)\*\*|(?<!\w)_(?P<italic>[^_]+)_(?!\w)")
_RULE_CELL = re.compile(r"^:?-{3,}:?$")


class LetterTextError(ValueError):
    """A text that cannot become a letter; the text of the error is the sentence to show."""


@dataclass(frozen=True, slots=True)
class Styled:
    """A stretch of words in one style."""

    text: str
    bold: bool = False
    italic: bool = False


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph."""

    text: str


@dataclass(frozen=True, slots=True)
class Caption:
    """A heading inside a letter or a report."""

    text: str


@dataclass(frozen=True, slots=True)
class Points:
    """Points counted ``1.``, ``a.`` or by a dash, from `start` on."""

    items: tuple[str, ...]
    marker: str
    start: int = 1


@dataclass(frozen=True, slots=True)
class Pairs:
    """Labels and values with their colons under each other."""

    rows: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """A table; every row has as many cells as the head."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


Block: TypeAlias = Paragraph | Caption | Points | Pairs | Grid


def fill(text: str, values: Mapping[str, str]) -> str:
    """The text with its fields filled.

    A field without value stays as it is, to be seen and filled by hand; a line with an empty `{nama?}` goes.
    Raises LetterTextError with the line number for a field that `values` does not know at all.
    """
    lines: list[str] = []
    for number, line in enumerate(text.splitlines(), 1):
        names = _FIELD.findall(line)
        if unknown := next((name for name, _ in names if name not in values), None):
            message = f"Baris {number}: isian {{{unknown}}} tidak dikenal pada naskah ini."
            raise LetterTextError(message)
        if any(mark and not values[name].strip() for name, mark in names):
            continue
        lines.append(_FIELD.sub(lambda found: values[found[1]].strip() or f"{{{found[1]}}}", line))
    return "\n".join(lines)


def fields_of(text: str) -> tuple[str, ...]:
    """The names of the fields that still stand in a text, in order, each once."""
    return tuple(dict.fromkeys(name for name, _mark in _FIELD.findall(text)))


def blocks_of(text: str) -> tuple[Block, ...]:
    """The blocks of a text; every text has some reading, nothing is lost."""
    return tuple(_blocks(text.splitlines()))


def styled(text: str) -> tuple[Styled, ...]:
    """The words of a line with their marks taken as styles."""
    found: list[Styled] = []
    at = 0
    for mark in _MARKED.finditer(text):
        if mark.start() > at:
            found.append(Styled(text[at : mark.start()]))
        bold = mark["bold"]
        found.append(Styled(bold, bold=True) if bold else Styled(mark["italic"], italic=True))
        at = mark.end()
    if at < len(text):
        found.append(Styled(text[at:]))
    return tuple(found)


def plain_words(text: str) -> str:
    """A line without its marks."""
    return "".join(part.text for part in styled(text))


def _blocks(lines: Sequence[str]) -> Iterator[Block]:
    at = 0
    while at < len(lines):
        line = lines[at].strip()
        if not line:
            at += 1
        elif line.startswith("#"):
            yield Caption(line.lstrip("# ").strip())
            at += 1
        elif line.startswith("|"):
            group = _run(lines, at, lambda each: each.startswith("|"))
            yield _grid(group)
            at += len(group)
        elif (first := _point(line)) is not None:
            items, at = _points(lines, at, first[0])
            yield Points(tuple(items), first[0], first[1])
        elif _PAIR.match(line):
            group = _run(lines, at, lambda each: _PAIR.match(each) is not None)
            yield Pairs(tuple(_pair(each) for each in group))
            at += len(group)
        else:
            yield Paragraph(line)
            at += 1


def _run(lines: Sequence[str], at: int, belongs: Callable[[str], bool]) -> list[str]:
    group: list[str] = []
    while at < len(lines) and belongs(lines[at].strip()):
        group.append(lines[at].strip())
        at += 1
    return group


def _point(line: str) -> tuple[str, int, str] | None:
    """Marker, place in its own counting, and words of a point."""
    found = _POINT.match(line)
    if found is None:
        return None
    if found["number"]:
        return "1.", int(found["number"]), found["text"]
    if found["letter"]:
        return "a.", ord(found["letter"]) - ord("a") + 1, found["text"]
    return "–", 1, found["text"]


def _points(lines: Sequence[str], at: int, marker: str) -> tuple[list[str], int]:
    items: list[str] = []
    while at < len(lines):
        found = _point(lines[at].strip())
        if found is None or found[0] != marker:
            break
        items.append(found[2])
        at += 1
    return items, at


def _pair(line: str) -> tuple[str, str]:
    label, _colon, value = line.partition(":")
    return label.strip(), value.strip()


def _grid(lines: Sequence[str]) -> Grid:
    rows = [tuple(cell.strip() for cell in line.strip("|").split("|")) for line in lines]
    head, *rest = rows
    body = [row for row in rest if not all(_RULE_CELL.match(cell) for cell in row)]
    width = max(len(row) for row in (head, *body))
    full = [row + ("",) * (width - len(row)) for row in (head, *body)]
    return Grid(full[0], tuple(full[1:]))
