"""Every fault of a definition at once: of its values, and of the whole as far as it could be read.

`read_instrument` stops after the values, because a part that could not be read makes others look wrong. Here
the whole is looked at too, and what only follows from a fault that is told already is left out. Imports
nothing of the project but the other rules.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from berkas.rules.instruments.errors import InstrumentError
from berkas.rules.instruments.model import Instrument
from berkas.rules.instruments.reading import read_instrument
from berkas.rules.instruments.soundness import find_unsound
from berkas.rules.instruments.table import Faults

_WORDED = frozenset({"wordings", "prompts"})
_CHOSEN = frozenset({"type", "scale", "choices", "options", "help"})
"""Fields without which the words of a part in further languages may seem to be about nothing."""
LIKELY = "mungkin maksudnya"
_WEIGHING = frozenset({"weight", "scored", "rule", "type", "scale", "value"})
"""Keys without which the whole of the scoring says nothing."""


def read_with_all_faults(
    data: Mapping[str, object], *, file: str, unread: Collection[str] = ()
) -> tuple[Instrument, tuple[InstrumentError, ...]]:
    """Read a definition with every fault of it. With faults, use the faults only.

    `unread` are keys of parts that were left out of `data` because something about them is told already.
    """
    instrument, found = read_instrument(data, file=file)
    if not found:
        return instrument, found
    faults = Faults(file)
    find_unsound(instrument, faults)
    told = {error.key for error in found}
    paths = dict(_parts(instrument))
    wrong_fields: dict[str, set[str]] = {}
    for key in told:
        if path := _around(key, paths):
            wrong_fields.setdefault(path, set()).add(_field(key, path))
    wrong_keys = {paths[path] for path in wrong_fields} | set(unread)
    figures_told = any(key.rpartition(".")[2] in _WEIGHING for key in told)
    later = [
        error
        for error in faults.found
        if error.key not in told
        and not _follows(error.key, paths, wrong_fields)
        and not _speaks_of(error, wrong_keys)
        and not (figures_told and error.key.startswith("scoring"))
    ]
    return instrument, (*(error for error in found if not _speaks_of(error, unread)), *later)


def _parts(instrument: Instrument) -> Iterator[tuple[str, str]]:
    """The place of each item, column, scale and check, with its key."""
    for section in instrument.sections:
        for item in section.items:
            place = f"sections.{section.key}.items.{item.key}"
            yield place, item.key
            yield from ((f"{place}.columns.{column.key}", column.key) for column in item.columns)
    yield from ((f"scales.{scale.key}", scale.key) for scale in instrument.scales)
    yield from ((f"checks.{check.key}", check.key) for check in instrument.checks)


def _around(key: str, paths: Mapping[str, str]) -> str:
    """The part a fault stands in; keys of items may hold points, so the longest place wins."""
    while key and key not in paths:
        key = key.rpartition(".")[0]
    return key


def _field(key: str, path: str) -> str:
    return key[len(path) + 1 :].partition(".")[0]


def _follows(key: str, paths: Mapping[str, str], wrong: Mapping[str, Collection[str]]) -> bool:
    """Whether a fault of the whole may only be there because something in the same part was not read."""
    path = _around(key, paths)
    if path not in wrong:
        return False
    field = _field(key, path)
    if field.endswith("_if"):  # what it speaks of stands elsewhere
        return False
    return field not in _WORDED or bool(_CHOSEN.intersection(wrong[path]))


def _speaks_of(error: InstrumentError, keys: Collection[str]) -> bool:
    """Whether a fault mentions one of these keys as something it misses."""
    said = error.reason.partition(LIKELY)[0]  # the word that is offered instead is not what is missed
    return any(word.partition("”")[0].partition(":")[0] in keys for word in said.split("“")[1:])
