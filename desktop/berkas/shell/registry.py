"""The rooms of the house, by name, and what they offer beside their page: documents, lists, imports.

The shell is the only one who knows all rooms; their modules are loaded when first needed, so that a start
or a command pays only for what it uses. Imports no Qt.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from pkgutil import iter_modules
from types import ModuleType
from typing import Any, cast

from berkas.engine.importing import ImportKind
from berkas.engine.issuing import DocumentKind
from berkas.engine.listing import Listing
from berkas.rules.fields import Field, Rows


@dataclass(frozen=True, slots=True)
class RoomEntry:
    """One room as the navigation shows it: `word` stands in the rail, `title` where there is more space."""

    key: str
    word: str
    title: str
    icon: str
    help_page: str

    def has(self, part: str) -> bool:
        """Whether the room has this module; nothing of it is loaded."""
        return find_spec(f"berkas.rooms.{self.key}.{part}") is not None

    def module(self, part: str) -> Any | None:  # noqa: ANN401  a module
        """One of the room's modules, or None when the room has no such part."""
        name = f"berkas.rooms.{self.key}.{part}"
        try:
            return import_module(name)
        except ModuleNotFoundError as error:
            if error.name == name:
                return None
            raise


ROOMS: tuple[RoomEntry, ...] = (
    RoomEntry("today", "Hari Ini", "Hari Ini", "home", "hari-ini"),
    RoomEntry("obh", "OBH", "Register OBH", "scale", "obh"),
    RoomEntry("visits", "Kegiatan", "Kegiatan", "clipboard-list", "kegiatan"),
    RoomEntry("award", "P2HAM", "P2HAM", "award", "p2ham"),
    RoomEntry("complaints", "Pengaduan", "Pengaduan", "message-report", "pengaduan"),
    RoomEntry("followups", "Tindak Lanjut", "Tindak Lanjut", "list-check", "tindak-lanjut"),
    RoomEntry("office", "Kantor", "Pengaturan Kantor", "settings", "pengaturan-kantor"),
)
"""In the order of the navigation; Ctrl+1 is the first."""
IDENTITY_PLACE = ("obh", "recipient")
"""Room and tab whose page looks for people by who they are (`ask_find`), for a reason that is kept."""


def waiting(session: Any, entry: RoomEntry, today: date) -> int:  # noqa: ANN401  the book's reading session
    """How many records of a room wait for somebody; a query for `Book.read`. Not every room counts.

    The room's module is loaded here, on the reader's thread, so that the window need not wait for it.
    """
    count = getattr(entry.module("queries"), "waiting", None)
    return count(session, today) if count is not None else 0


def document_kinds() -> dict[str, DocumentKind]:
    """Everything the program prints, by the word of the command line."""
    return {kind.key: kind for kind in _offers("report", "DOCUMENTS")}


def lists() -> dict[str, Listing]:
    """The lists of `berkas list` and `berkas export`, by their word."""
    return {word: listing for found in _offered("queries", "LISTS") for word, listing in found.items()}


def tabs() -> Iterator[tuple[RoomEntry, Any]]:
    """Every tab of every room (`desk.Tab`) with its room. Loads the pages of all rooms: never while a
    window waits.
    """
    for room in ROOMS:
        for tab in getattr(room.module("page"), "TABS", ()):
            yield room, tab


def import_kinds() -> dict[str, ImportKind]:
    """What can come in from a file, by its word."""
    return {word: kind for found in _offered("sheet", "IMPORTS") for word, kind in found.items()}


@cache
def field_words() -> Mapping[str, str]:
    """What a column is called on the forms of the rooms, by its name; the word most forms use."""
    counted: dict[str, Counter[str]] = {}
    for room in ROOMS:
        for field in _fields_in(room.module("fields")):
            counted.setdefault(field.key, Counter())[field.label] += 1
    return {key: labels.most_common(1)[0][0] for key, labels in counted.items()}


def _fields_in(module: ModuleType | None) -> Iterator[Field]:
    """Every field a room's forms declare; parts of the package are looked through too."""
    if module is None:
        return
    for value in vars(module).values():
        if isinstance(value, Field):
            yield value
        elif isinstance(value, tuple):
            for each in cast("tuple[object, ...]", value):
                if isinstance(each, Field):
                    yield each
                elif isinstance(each, Rows):
                    yield from each.fields
    for part in iter_modules(getattr(module, "__path__", ())):
        yield from _fields_in(import_module(f"{module.__name__}.{part.name}"))


def preflight_check() -> Callable[..., Any]:
    """The query that looks for faults of a dossier: (session, rulebook, key) → result with `as_json`."""
    return import_module("berkas.rooms.award.queries").preflight


SAMPLE_NAME = "contoh.berkas"


def sample_maker() -> Callable[[Path, Callable[[str], None]], Any]:
    """What writes the sample office SAMPLE_NAME into a folder, telling its steps in words."""
    return import_module("berkas.shell.demo").make_demo


def _offered(part: str, name: str) -> Iterator[Any]:
    for room in ROOMS:
        module = room.module(part)
        if module is not None and hasattr(module, name):
            yield getattr(module, name)


def _offers(part: str, name: str) -> Iterator[Any]:
    for found in _offered(part, name):
        yield from found
