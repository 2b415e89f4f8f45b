"""What this room changes. Every function is a command: it checks the right, the values, then writes."""

from berkas.rooms.obh.commands.cases import save_case, save_recipient
from berkas.rooms.obh.commands.identities import (
    correct_recipient,
    enter_recipient,
    find_recipients,
    reveal_recipient,
)
from berkas.rooms.obh.commands.obh import save_obh
from berkas.rooms.obh.commands.posts import save_posbankum, save_prison

__all__ = [
    "correct_recipient",
    "enter_recipient",
    "find_recipients",
    "reveal_recipient",
    "save_case",
    "save_obh",
    "save_posbankum",
    "save_prison",
    "save_recipient",
]
