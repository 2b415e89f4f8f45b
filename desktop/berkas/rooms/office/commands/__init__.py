"""What this room changes. Every function is a command: it checks the right, the values, then writes."""

from berkas.rooms.office.commands.keeping import restore_from_trash
from berkas.rooms.office.commands.office import (
    save_holiday,
    save_letterhead,
    save_office,
    save_official,
    save_pattern,
)
from berkas.rooms.office.commands.units import save_unit

__all__ = [
    "restore_from_trash",
    "save_holiday",
    "save_letterhead",
    "save_office",
    "save_official",
    "save_pattern",
    "save_unit",
]
