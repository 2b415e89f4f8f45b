"""How a command answers: one JSON document, or plain lines for people; nothing else on standard output."""

import json
import sys
from collections.abc import Sequence
from typing import Any

_MOST = 30


def say(line: str) -> None:
    """One line of the answer."""
    sys.stdout.write(f"{line}\n")


def say_json(value: Any) -> None:  # noqa: ANN401  any JSON value
    """The whole answer as one JSON document."""
    sys.stdout.write(json.dumps(value, ensure_ascii=False, indent=2, allow_nan=False) + "\n")


def say_table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Columns as wide as their widest cell; two spaces between them."""
    widths = [max(len(row[place]) for row in (head, *rows)) for place in range(len(head))]
    for row in (head, *rows):
        say("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip())


def complain(sentence: str) -> None:
    """What went wrong, in one plain sentence, on standard error; a windowed program has none on Windows."""
    if sys.stderr is not None:
        sys.stderr.write(" ".join(sentence.split()) + "\n")


def complain_all(sentences: Sequence[str], *, most: int | None = _MOST) -> int:
    """List what is wrong, the first ones in full (all with `most` None); exit status 1 when there is any."""
    for sentence in sentences[:most]:
        complain(sentence)
    if most is not None and len(sentences) > most:
        complain(f"Masih ada {len(sentences) - most} lagi; perbaiki yang di atas dahulu.")
    return 1 if sentences else 0
