"""The papers of the room. Gathering reads once; drawing only turns values into pages."""

from berkas.engine.issuing import DocumentKind
from berkas.rooms.complaints.report.complaint import (
    CASE_FILE,
    CASE_FILE_NAMELESS,
    CASE_FILE_OUTSIDE,
    RECEIPT,
    subject_of,
)
from berkas.rooms.complaints.report.duties import DUTY_CALENDAR
from berkas.rooms.complaints.report.information import INFORMATION_PAPER, TEST_SHEET
from berkas.rooms.complaints.report.posters import POSTERS
from berkas.rooms.complaints.report.ppid import PPID_RECEIPT, PPID_REGISTER
from berkas.rooms.complaints.report.ppidyear import PPID_YEAR
from berkas.rooms.complaints.report.recap import RECAP, RECAP_INSIDE
from berkas.rooms.complaints.report.register import BOX_OPENING, REGISTER
from berkas.rooms.complaints.report.sopregister import SOP_REGISTER
from berkas.rooms.complaints.report.supervision import MATRIX, SUPERVISION_RECAP

COMPLAINT_PAPERS: tuple[DocumentKind, ...] = (RECEIPT, CASE_FILE, CASE_FILE_OUTSIDE, CASE_FILE_NAMELESS)
"""Papers about one complaint."""

OFFICE_PAPERS: tuple[DocumentKind, ...] = (
    REGISTER,
    RECAP,
    RECAP_INSIDE,
    *POSTERS,
)
"""Papers about a period, a unit or a service."""

SUPERVISION_PAPERS: tuple[DocumentKind, ...] = (SUPERVISION_RECAP, SOP_REGISTER)
"""Papers about all supervisions, and about what is supervised."""

DUTY_PAPERS: tuple[DocumentKind, ...] = (DUTY_CALENDAR,)
"""Papers about the reports the office owes."""

PPID_PAPERS: tuple[DocumentKind, ...] = (PPID_REGISTER, PPID_YEAR)
"""Papers about all requests of a period."""

INFORMATION_PAPERS: tuple[DocumentKind, ...] = (INFORMATION_PAPER,)
"""Papers about the list of public information."""

DOCUMENTS: tuple[DocumentKind, ...] = (
    *COMPLAINT_PAPERS,
    BOX_OPENING,
    *OFFICE_PAPERS,
    MATRIX,
    *SUPERVISION_PAPERS,
    *DUTY_PAPERS,
    PPID_RECEIPT,
    TEST_SHEET,
    *PPID_PAPERS,
    *INFORMATION_PAPERS,
)

__all__ = [
    "BOX_OPENING",
    "COMPLAINT_PAPERS",
    "DOCUMENTS",
    "DUTY_PAPERS",
    "INFORMATION_PAPERS",
    "MATRIX",
    "OFFICE_PAPERS",
    "PPID_PAPERS",
    "PPID_RECEIPT",
    "SUPERVISION_PAPERS",
    "TEST_SHEET",
    "subject_of",
]
