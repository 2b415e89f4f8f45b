"""The papers of this room. Gathering reads once; drawing only turns values into pages."""

from berkas.engine.issuing import DocumentKind
from berkas.rooms.visits.report.assignment import ASSIGNMENT
from berkas.rooms.visits.report.attendance import ATTENDANCE
from berkas.rooms.visits.report.ba import MINUTES
from berkas.rooms.visits.report.derivation import DERIVATION
from berkas.rooms.visits.report.event import EVENT
from berkas.rooms.visits.report.form import FORM
from berkas.rooms.visits.report.monev import MONEV
from berkas.rooms.visits.report.nominative import NOMINATIVE
from berkas.rooms.visits.report.photos import PHOTOS
from berkas.rooms.visits.report.press import PRESS
from berkas.rooms.visits.report.recap import RECAP
from berkas.rooms.visits.report.survey import SURVEY

__all__ = [
    "ASSIGNMENT",
    "ATTENDANCE",
    "DOCUMENTS",
    "EVENT",
    "FORM",
    "MINUTES",
    "MONEV",
    "NOMINATIVE",
    "PHOTOS",
    "PRESS",
    "SURVEY",
    "VISIT_DOCUMENTS",
]

VISIT_DOCUMENTS: tuple[DocumentKind, ...] = (
    ASSIGNMENT,
    ATTENDANCE,
    FORM,
    NOMINATIVE,
    PHOTOS,
    MONEV,
    PRESS,
)
"""Papers about one visit."""

DOCUMENTS: tuple[DocumentKind, ...] = (*VISIT_DOCUMENTS, SURVEY, EVENT, DERIVATION, RECAP)
