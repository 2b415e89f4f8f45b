"""Units, holidays, legal clocks and the office's own people, from workbooks and to workbooks."""

from berkas.engine.importing import ImportKind
from berkas.rooms.office.sheet.clocks import CLOCKS
from berkas.rooms.office.sheet.holidays import HOLIDAYS
from berkas.rooms.office.sheet.officials import OFFICIALS
from berkas.rooms.office.sheet.units import UNITS

__all__ = ["IMPORTS"]

IMPORTS: dict[str, ImportKind] = {
    "units": UNITS,
    "pegawai": OFFICIALS,
    "holidays": HOLIDAYS,
    "clocks": CLOCKS,
}
"""What can come in, by the word of the command line."""
