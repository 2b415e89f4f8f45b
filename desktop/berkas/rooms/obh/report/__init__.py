"""The papers of this room. Gathering reads once; drawing only turns values into pages."""

from berkas.engine.issuing import DocumentKind
from berkas.rooms.obh.report.missing import MISSING
from berkas.rooms.obh.report.profile import PROFILE, PROFILE_FOR_OBH
from berkas.rooms.obh.report.recap import RECAP

__all__ = ["DOCUMENTS", "OBH_DOCUMENTS"]

OBH_DOCUMENTS: tuple[DocumentKind, ...] = (PROFILE, PROFILE_FOR_OBH, MISSING)
"""Papers about one OBH."""

DOCUMENTS: tuple[DocumentKind, ...] = (*OBH_DOCUMENTS, RECAP)
