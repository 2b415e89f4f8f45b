"""The rooms of the house, by name, and what they offer beside their page: documents, lists, imports.

The shell is the only one who knows all rooms; their modules are loaded when first needed, so that a start
or a command pays only for what it uses. Imports no Qt.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib import import_module
from typing import Any

from berkas.engine.importing import ImportKind
from berkas.engine.issuing import DocumentKind
from berkas.engine.listing import Listing


@dataclass(frozen=True, slots=True)
class RoomEntry:
    """One room as the navigation shows it; `page` names the module of its page."""

    key: str
    title: str
    icon: str

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
    RoomEntry("today", "Hari Ini", "home"),
    RoomEntry("obh", "OBH", "scale"),
    RoomEntry("visits", "Kegiatan", "clipboard-list"),
    RoomEntry("award", "P2HAM", "award"),
    RoomEntry("complaints", "Pengaduan", "message-report"),
    RoomEntry("followups", "Tindak Lanjut", "list-check"),
    RoomEntry("office", "Pengaturan Kantor", "settings"),
)
"""In the order of the navigation; Ctrl+1 is the first."""


def document_kinds() -> dict[str, DocumentKind]:
    """Everything the program prints, by the word of the command line."""
    return {kind.key: kind for kind in _offers("report", "DOCUMENTS")}


def lists() -> dict[str, Listing]:
    """The lists of `berkas list` and `berkas export`, by their word."""
    return {word: listing for found in _offered("queries", "LISTS") for word, listing in found.items()}


def import_kinds() -> dict[str, ImportKind]:
    """What can come in from a file, by its word."""
    return {word: kind for found in _offered("sheet", "IMPORTS") for word, kind in found.items()}


def preflight_check() -> Callable[..., Any]:
    """The query that looks for faults of a dossier: (session, rulebook, key) → result with `as_json`."""
    return import_module("berkas.rooms.award.queries").preflight


def _offered(part: str, name: str) -> Iterator[Any]:
    for room in ROOMS:
        module = room.module(part)
        if module is not None and hasattr(module, name):
            yield getattr(module, name)


def _offers(part: str, name: str) -> Iterator[Any]:
    for found in _offered(part, name):
        yield from found
