"""Lists of OBH and of cases coming in from workbooks, and the templates for them."""

from berkas.engine.importing import ImportKind
from berkas.rooms.obh.sheet.cases import CASES
from berkas.rooms.obh.sheet.obh import OBH

__all__ = ["IMPORTS"]

IMPORTS: dict[str, ImportKind] = {"obh": OBH, "cases": CASES}
"""What can come in, by the word of the command line. What goes out are the lists themselves."""
