"""What this room reads. Session in, values out; no Qt."""

from berkas.rooms.office.queries.documents import DOCUMENTS
from berkas.rooms.office.queries.printings import PRINTINGS
from berkas.rooms.office.queries.units import UNITS

LISTS = {"units": UNITS, "documents": DOCUMENTS, "printings": PRINTINGS}

__all__ = ["LISTS"]
