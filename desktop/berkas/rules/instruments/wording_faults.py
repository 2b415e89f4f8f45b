"""What is wrong with the words of an instrument in further languages. Imports only the other rules."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from itertools import count

from berkas.rules.instruments.model import YES_NO, Instrument, Item, ItemType
from berkas.rules.instruments.table import Faults
from berkas.rules.instruments.wordings import CODED, Wording, WordingPart
from berkas.rules.nearness import nearest
from berkas.rules.vocabulary import Missing

SHARED_CODES = (*(option.code for option in YES_NO), *Missing.codes())
"""What all items share and can be worded once for the whole instrument."""


def find_unsound_wordings(instrument: Instrument, faults: Faults) -> None:
    """Add every wording of nothing, of an option that is not there, twice, or without its language."""
    _wordings("wordings", instrument.wordings, SHARED_CODES, (), faults)
    for scale in instrument.scales:
        codes = [option.code for option in scale.options]
        _wordings(f"scales.{scale.key}.wordings", scale.wordings, codes, (), faults)
    for section in instrument.sections:
        place = f"sections.{section.key}"
        empty = () if section.intro else (WordingPart.PENGANTAR,)
        _wordings(f"{place}.wordings", section.wordings, (), empty, faults)
        for where, item in _with_columns(section.items, f"{place}.items"):
            if any(not language.strip() or not text.strip() for language, text in item.prompts):
                faults.add(f"{where}.prompts", "bahasa dan kalimatnya harus terisi")
            empty = () if item.help else (WordingPart.PENJELASAN,)
            codes = [option.code for option in item.choices]
            _item(item, f"{where}.wordings", codes, empty, faults)


def _with_columns(items: Sequence[Item], place: str) -> Iterator[tuple[str, Item]]:
    for item in items:
        yield f"{place}.{item.key}", item
        yield from ((f"{place}.{item.key}.columns.{column.key}", column) for column in item.columns)


def _item(
    item: Item, place: str, codes: Sequence[str], empty: Collection[WordingPart], faults: Faults
) -> None:
    elsewhere = {
        ItemType.SKALA: "pilihan skala diterjemahkan pada skalanya",
        ItemType.YA_TIDAK: "ya dan tidak diterjemahkan sekali untuk seluruh instrumen",
    }.get(item.type)
    if elsewhere and any(each.part is WordingPart.PILIHAN for each in item.wordings):
        faults.add(place, elsewhere)
        return
    _wordings(place, item.wordings, codes, empty, faults)


def _wordings(
    place: str,
    wordings: Sequence[Wording],
    codes: Sequence[str],
    empty: Collection[WordingPart],
    faults: Faults,
) -> None:
    seen: set[tuple[str, WordingPart, str]] = set()
    for number, each in zip(count(1), wordings, strict=False):
        where = f"{place}.{each.code or number}"
        said = (each.language, each.part, each.code)
        if each.part in CODED and each.code not in codes:
            near = nearest(each.code, codes)
            likely = f", mungkin maksudnya “{near}”" if near else ""
            faults.add(f"{where}.code", f"pilihan “{each.code}” tidak ada{likely}")
        elif each.part not in CODED and each.code:
            faults.add(f"{where}.code", f"{each.part.label.lower()} tidak memakai kode")
        elif each.part in empty:
            faults.add(f"{where}.part", f"{each.part.label.lower()} tidak ada, jadi tidak ada terjemahannya")
        elif said in seen:
            faults.add(f"{where}.language", f"bahasa “{each.language}” tertulis dua kali untuk hal yang sama")
        seen.add(said)
