"""Lists of OBH, cases and claims coming in from workbooks, and the templates for them."""

from berkas.engine.importing import ImportKind
from berkas.rooms.obh.sheet.cases import CASES
from berkas.rooms.obh.sheet.claims import CLAIMS
from berkas.rooms.obh.sheet.obh import OBH
from berkas.rooms.obh.sheet.people import PEOPLE
from berkas.rooms.obh.sheet.places import PLACES
from berkas.rooms.obh.sheet.posts import POSTS

__all__ = ["IMPORTS"]

IMPORTS: dict[str, ImportKind] = {
    "obh": OBH,
    "cases": CASES,
    "reimbursement": CLAIMS,
    "orang": PEOPLE,
    "posbankum": POSTS,
    "kabupaten": PLACES,
}
"""What can come in, by the word of the command line. What goes out are the lists themselves."""
