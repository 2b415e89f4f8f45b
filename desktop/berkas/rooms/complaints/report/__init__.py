"""The papers of the room. Gathering reads once; drawing only turns values into pages."""

from berkas.engine.issuing import DocumentKind
from berkas.rooms.complaints.report.complaint import CASE_FILE, CASE_FILE_OUTSIDE, RECEIPT, subject_of
from berkas.rooms.complaints.report.posters import POSTERS
from berkas.rooms.complaints.report.recap import RECAP, RECAP_INSIDE
from berkas.rooms.complaints.report.register import BOX_OPENING, REGISTER

COMPLAINT_PAPERS: tuple[DocumentKind, ...] = (RECEIPT, CASE_FILE, CASE_FILE_OUTSIDE)
"""Papers about one complaint."""

OFFICE_PAPERS: tuple[DocumentKind, ...] = (
    REGISTER,
    RECAP,
    RECAP_INSIDE,
    *POSTERS,
)
"""Papers about a period, a unit or a service."""

DOCUMENTS: tuple[DocumentKind, ...] = (*COMPLAINT_PAPERS, BOX_OPENING, *OFFICE_PAPERS)

__all__ = ["BOX_OPENING", "COMPLAINT_PAPERS", "DOCUMENTS", "OFFICE_PAPERS", "subject_of"]
