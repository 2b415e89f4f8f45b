"""Words of an instrument in a further language, beside the question itself: titles, introductions, options.

The question's own translation stands in `Item.prompts`. Imports nothing of the project but the kind of list.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from berkas.rules.vocabulary.word import Word


class WordingPart(Word):
    """What is worded: of a section, of an item, of a scale, or of what all items share."""

    JUDUL = "judul", "Judul bagian"
    PENGANTAR = "pengantar", "Pengantar bagian"
    PENJELASAN = "penjelasan", "Penjelasan butir"
    PILIHAN = "pilihan", "Pilihan butir"
    NILAI = "nilai", "Nilai skala"
    UMUM = "umum", "Jawaban umum"


OF_SECTION = (WordingPart.JUDUL, WordingPart.PENGANTAR)
OF_ITEM = (WordingPart.PENJELASAN, WordingPart.PILIHAN)
OF_SCALE = (WordingPart.NILAI,)
OF_WHOLE = (WordingPart.UMUM,)
CODED = frozenset({WordingPart.PILIHAN, WordingPart.NILAI, WordingPart.UMUM})
"""Parts that word one option; its code says which."""


@dataclass(frozen=True, slots=True)
class Wording:
    """One text in one language. ``code``: the option it words, empty for a title or an introduction."""

    language: str
    part: WordingPart
    text: str
    code: str = ""


def worded(
    wordings: Sequence[Wording], part: WordingPart, language: str, default: str, code: str = ""
) -> str:
    """The text of a part in ``language``, or ``default`` when there is none."""
    for each in wordings:
        if each.part is part and each.language == language and each.code == code:
            return each.text
    return default
