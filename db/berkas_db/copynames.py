"""How copies of a book are called, and which of them lie in a folder: told from names alone.

A slim copy is called `STEM-MOMENT-OCCASION-POSITION-HEAD.cadangan`: the instant (UTC), why it was made, and
the position and first eight digits of the journal's head, so that one need not open a copy to know whether
the book has changed since. A full copy is called `STEM-OCCASION-MOMENT.berkas`.
Imports nothing of the project but the floor's own parts.
"""

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

SLIM_SUFFIX = ".cadangan"
HEAD_DIGITS = 8

_MOMENT = "%Y%m%dT%H%M%SZ"
_SLIM = re.compile(
    r"^(?P<stem>.+)-(?P<moment>\d{8}T\d{6}Z)-(?P<occasion>[a-z-]+)-(?P<position>\d+)-(?P<head>[0-9a-f]{8})(-\d+)?$"
)
_FULL = re.compile(r"^(?P<stem>.+?)-(?P<occasion>sebelum-[a-z0-9-]+-)?(?P<moment>\d{8}T\d{6}Z)(-\d+)?$")


@dataclass(frozen=True, slots=True)
class CopyName:
    """What the name of a copy says. `occasion` is a code like `sebelum_impor`, or empty; `head` too."""

    path: Path
    stem: str
    moment: datetime
    occasion: str
    position: int | None
    head: str

    @property
    def is_slim(self) -> bool:
        """Whether its attachments lie in the store beside it."""
        return self.path.suffix == SLIM_SUFFIX


def slim_stem(stem: str, moment: datetime, occasion: str, position: int, head: str) -> str:
    """The name of a slim copy without its suffix; `head` is the whole hash in hex."""
    said = occasion.replace("_", "-")
    short = (head or "0" * HEAD_DIGITS)[:HEAD_DIGITS]
    return f"{stem}-{moment.astimezone(UTC):{_MOMENT}}-{said}-{position}-{short}"


def read_name(path: Path) -> CopyName | None:
    """What the name says, or nothing when it is not the name of a copy."""
    if path.suffix == SLIM_SUFFIX:
        found, position, head = _SLIM.match(path.stem), None, ""
        if found:
            position, head = int(found["position"]), found["head"]
    else:
        found, position, head = _FULL.match(path.stem), None, ""
    if found is None:
        return None
    try:
        moment = datetime.strptime(found["moment"], _MOMENT).replace(tzinfo=UTC)
    except ValueError:
        return None
    occasion = (found["occasion"] or "").strip("-").replace("-", "_")
    return CopyName(path, found["stem"], moment, occasion, position, head)


def copies_in(folder: Path, stem: str = "") -> list[CopyName]:
    """The finished copies in a folder, newest first; only of the book called `stem` when one is given.

    Of copies of one second the one whose journal is longer is the newer.
    """
    try:
        paths = [path for path in folder.iterdir() if not path.name.startswith(".") and path.is_file()]
    except OSError:
        return []
    named = [name for path in paths if (name := read_name(path)) is not None]
    return sorted(
        (name for name in named if not stem or name.stem == stem),
        key=lambda name: (name.moment, -1 if name.position is None else name.position, name.path.name),
        reverse=True,
    )
