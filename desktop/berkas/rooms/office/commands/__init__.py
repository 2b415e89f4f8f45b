"""What this room changes. Every function is a command: it checks the right, the values, then writes."""

from berkas.rooms.office.commands.instruments import install_edition
from berkas.rooms.office.commands.keeping import restore_from_trash
from berkas.rooms.office.commands.office import (
    remove_holiday,
    save_holiday,
    save_letterhead,
    save_office,
    save_official,
    save_pattern,
)
from berkas.rooms.office.commands.rules import declare_holidays, install_clock
from berkas.rooms.office.commands.terms import save_term
from berkas.rooms.office.commands.units import save_unit

__all__ = [
    "declare_holidays",
    "install_clock",
    "install_edition",
    "remove_holiday",
    "restore_from_trash",
    "save_holiday",
    "save_letterhead",
    "save_office",
    "save_official",
    "save_pattern",
    "save_term",
    "save_unit",
]
