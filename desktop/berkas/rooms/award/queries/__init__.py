"""What the award room reads. `LISTS` serves the command line; nothing here writes."""

from berkas.engine.listing import Listing
from berkas.rooms.award.queries.entries import ENTRIES
from berkas.rooms.award.queries.readiness import preflight
from berkas.rooms.award.queries.rounds import waiting

LISTS: dict[str, Listing] = {"award": ENTRIES}

__all__ = ["LISTS", "preflight", "waiting"]
