"""The papers of this room. Gathering reads once; drawing only turns values into pages."""

from berkas.engine.issuing import DocumentKind
from berkas.rooms.obh.report.audit import AUDIT
from berkas.rooms.obh.report.checklist import CHECKLIST
from berkas.rooms.obh.report.comparison import COMPARISON
from berkas.rooms.obh.report.directory import DIRECTORY
from berkas.rooms.obh.report.missing import MISSING
from berkas.rooms.obh.report.posts import POSTS, SERVICES
from berkas.rooms.obh.report.profile import PROFILE, PROFILE_FOR_OBH, PROFILE_SHORT
from berkas.rooms.obh.report.recap import RECAP
from berkas.rooms.obh.report.retyping import CASE_SHEET

__all__ = ["CASE_DOCUMENTS", "CLAIM_DOCUMENTS", "DOCUMENTS", "OBH_DOCUMENTS"]

OBH_DOCUMENTS: tuple[DocumentKind, ...] = (PROFILE_SHORT, PROFILE, PROFILE_FOR_OBH, MISSING)
"""Papers about one OBH."""

CASE_DOCUMENTS: tuple[DocumentKind, ...] = (CASE_SHEET,)
"""Papers about one case."""

CLAIM_DOCUMENTS: tuple[DocumentKind, ...] = (CHECKLIST,)
"""Papers about one reimbursement claim."""

DOCUMENTS: tuple[DocumentKind, ...] = (
    *OBH_DOCUMENTS,
    *CASE_DOCUMENTS,
    *CLAIM_DOCUMENTS,
    RECAP,
    AUDIT,
    COMPARISON,
    DIRECTORY,
    POSTS,
    SERVICES,
)
