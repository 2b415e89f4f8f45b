"""What a new instrument begins with, and the key its title gives it. Imports nothing."""

import re
import unicodedata
from collections.abc import Collection
from itertools import count
from typing import Any


def starter() -> dict[str, Any]:
    """One section with one question of the office's own; the title is still to be typed."""
    return {
        "format": 1,
        "version": "1",
        "kind": "survei",
        "subject": "layanan",
        "sections": [
            {
                "key": "bagian_1",
                "label": "Bagian 1",
                "scored": True,
                "items": [{"key": "BUTIR_1", "type": "ya_tidak", "label": "Pertanyaan baru"}],
            }
        ],
        "scoring": {"rule": "hitung"},
    }


def key_from(title: str, taken: Collection[str]) -> str:
    """A free key made of the first words of a title; empty when it holds no letter."""
    plain = unicodedata.normalize("NFKD", title.casefold()).encode("ascii", "ignore").decode()
    words = re.findall(r"[a-z0-9]+", plain)
    while words and not words[0][0].isalpha():
        words.pop(0)
    base = "_".join(words[:5])
    if not base or base not in taken:
        return base
    return next(key for number in count(2) if (key := f"{base}_{number}") not in taken)
