"""The embedded fonts: Liberation Sans (metrics of Arial) in four faces, registered when first needed.

Also the only place that sets reportlab's process-wide options.
"""

from __future__ import annotations

import threading
import unicodedata
from functools import lru_cache
from typing import Any

from reportlab import rl_config
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from berkas.paths import resource

REGULAR = "Berkas"
_FILES = {
    REGULAR: "LiberationSans-Regular.ttf",
    "Berkas-Bold": "LiberationSans-Bold.ttf",
    "Berkas-Italic": "LiberationSans-Italic.ttf",
    "Berkas-BoldItalic": "LiberationSans-BoldItalic.ttf",
}
ASCENT = 0.905
DESCENT = 0.212
_UNKNOWN = "□"
_lock = threading.Lock()
_widths: dict[str, dict[int, float]] = {}


def ready() -> None:
    """Register the faces once per process; JPEG bytes go into the file as they are, not as ASCII."""
    if _widths:
        return
    with _lock:
        if _widths:
            return
        rl_config.useA85 = 0
        loaded: dict[str, dict[int, float]] = {}
        for name, file in _FILES.items():
            font: Any = TTFont(name, str(resource("fonts", file)))
            pdfmetrics.registerFont(font)
            loaded[name] = font.face.charWidths
        _widths.update(loaded)


def face(*, bold: bool = False, italic: bool = False) -> str:
    """The registered name of one of the four faces."""
    if bold:
        return "Berkas-BoldItalic" if italic else "Berkas-Bold"
    return "Berkas-Italic" if italic else REGULAR


@lru_cache(maxsize=50_000)
def _thousandths(text: str, name: str) -> float:
    widths = _widths[name]
    return sum(widths.get(ord(letter), 0.0) for letter in text)


def text_width(text: str, name: str, size: float) -> float:
    """Width of `text` in points."""
    return _thousandths(text, name) * size / 1000


def clean(text: str) -> str:
    """Text that the fonts can print: composed letters, no control characters, a box for what they lack.

    Line breaks stay; tabs become spaces.
    """
    if text.isascii() and text.isprintable():
        return text
    known = _widths[REGULAR]
    composed = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " "))
    return "".join(_printable(letter, known) for letter in composed)


def _printable(letter: str, known: dict[int, float]) -> str:
    if letter == "\n":
        return letter
    if unicodedata.category(letter) in {"Cc", "Cf", "Cs", "Co", "Cn"}:
        return ""
    return letter if ord(letter) in known else _UNKNOWN
