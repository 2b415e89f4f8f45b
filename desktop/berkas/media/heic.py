"""Has a telephone's HEIC photo opened by a process of its own and takes the picture from it.

The decoder is native code that a broken file can bring down; that must not take the window with it. Imports
nothing of the project but its neighbour.
"""

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from berkas.media import heicchild

READER_WORD = "--baca-foto-heic"
"""What an installed program is called with to be that process; `berkas.__main__` knows it too."""
_BRANDS = frozenset({b"heic", b"heix", b"heim", b"heis", b"mif1"})
_SECONDS = 60


@dataclass(frozen=True, slots=True)
class Opened:
    """A photo as a JPEG with the camera's notes; `width` and `height` in pixels of the original, upright."""

    width: int
    height: int
    jpeg: bytes


class HeicError(ValueError):
    """A photo that was not opened; the text is `heicchild.BROKEN`, `TOO_LARGE` or `UNKNOWN`."""

    def __init__(self, why: str, width: int = 0, height: int = 0) -> None:
        super().__init__(why)
        self.why, self.width, self.height = why, width, height


def is_heic(data: bytes) -> bool:
    """Whether these bytes begin like a still picture of a telephone; moving ones are no photos."""
    return data[4:8] == b"ftyp" and data[8:12] in _BRANDS


def open_heic(data: bytes, most_pixels: int) -> Opened:
    """The photo, or HeicError. Takes about half a second."""
    process = subprocess.Popen(  # noqa: S603  our own program, fixed words
        _command(),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=_environment(),
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
    )
    with process:
        try:
            answer, _ = process.communicate(str(most_pixels).encode() + b"\n" + data, timeout=_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
            process.communicate()
            answer = b""
    head, _, jpeg = answer.partition(b"\n")
    found: dict[str, object] = {}
    with suppress(ValueError):
        found = json.loads(head)
    width, height = int(str(found.get("width", 0))), int(str(found.get("height", 0)))
    if process.returncode != 0 or "error" in found or not jpeg:
        raise HeicError(str(found.get("error", heicchild.BROKEN)), width, height)
    return Opened(width, height, jpeg)


def _command() -> Sequence[str]:
    """How this program starts its reader; an installed one has no `python -m` and knows a word instead."""
    if Path(sys.executable).stem.casefold().startswith("python") and not getattr(sys, "frozen", False):
        return sys.executable, "-P", "-m", heicchild.__name__
    return sys.executable, READER_WORD


def _environment() -> dict[str, str]:
    """This process's environment, in which the child finds the same package."""
    return os.environ | {"PYTHONPATH": str(Path(__file__).resolve().parents[2]), "PYTHONUTF8": "1"}
