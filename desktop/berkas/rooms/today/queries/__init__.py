"""What the page of the day reads."""

from berkas.rooms.today.queries.board import Board, board, owners_of, waiting
from berkas.rooms.today.queries.lines import DRAFT, MOST, MOST_COUNTED, ROOM_OF, Group, Line

__all__ = [
    "DRAFT",
    "MOST",
    "MOST_COUNTED",
    "ROOM_OF",
    "Board",
    "Group",
    "Line",
    "board",
    "owners_of",
    "waiting",
]
