"""Lists of units and of the office's own people coming in from workbooks, and going out in the same shape."""

from berkas.engine.importing import ImportKind
from berkas.rooms.office.sheet.officials import OFFICIALS
from berkas.rooms.office.sheet.units import UNITS

__all__ = ["IMPORTS"]

IMPORTS: dict[str, ImportKind] = {"units": UNITS, "pegawai": OFFICIALS}
"""What can come in, by the word of the command line."""
