"""The papers of this room. Gathering reads once; drawing only turns values into pages."""

from berkas.engine.issuing import DocumentKind
from berkas.rooms.visits.report.assignment import ASSIGNMENT
from berkas.rooms.visits.report.attendance import ATTENDANCE
from berkas.rooms.visits.report.ba import MINUTES
from berkas.rooms.visits.report.certificate import CERTIFICATE
from berkas.rooms.visits.report.consultation import CONSULTATION_DOCUMENTS
from berkas.rooms.visits.report.derivation import DERIVATION
from berkas.rooms.visits.report.event import EVENT
from berkas.rooms.visits.report.form import FORM
from berkas.rooms.visits.report.monev import MONEV
from berkas.rooms.visits.report.nominative import NOMINATIVE
from berkas.rooms.visits.report.panwasda import PANWASDA
from berkas.rooms.visits.report.photos import PHOTOS
from berkas.rooms.visits.report.press import PRESS
from berkas.rooms.visits.report.recap import RECAP
from berkas.rooms.visits.report.reconciliation import RECONCILIATION
from berkas.rooms.visits.report.sidbankum import SIDBANKUM
from berkas.rooms.visits.report.survey import SURVEY
from berkas.rooms.visits.report.surveycycle import CYCLE_DOCUMENTS
from berkas.rooms.visits.report.surveysheet import INDEX_DOCUMENTS

__all__ = [
    "ASSIGNMENT",
    "ATTENDANCE",
    "CERTIFICATE",
    "CONSULTATION_DOCUMENTS",
    "CYCLE_DOCUMENTS",
    "DERIVATION",
    "DOCUMENTS",
    "EVENT",
    "FORM",
    "MINUTES",
    "MONEV",
    "NOMINATIVE",
    "PANWASDA",
    "PHOTOS",
    "PRESS",
    "RECAP",
    "RECONCILIATION",
    "SIDBANKUM",
    "SURVEY",
    "SURVEY_DOCUMENTS",
    "VISIT_DOCUMENTS",
]

VISIT_DOCUMENTS: tuple[DocumentKind, ...] = (
    ASSIGNMENT,
    ATTENDANCE,
    FORM,
    NOMINATIVE,
    PHOTOS,
    RECONCILIATION,
    CERTIFICATE,
    MONEV,
    PRESS,
)
"""Papers about one visit."""

SURVEY_DOCUMENTS: tuple[DocumentKind, ...] = (SURVEY, *INDEX_DOCUMENTS)
"""Papers about one survey period."""

DOCUMENTS: tuple[DocumentKind, ...] = (
    *VISIT_DOCUMENTS,
    MINUTES,
    PANWASDA,
    *SURVEY_DOCUMENTS,
    *CYCLE_DOCUMENTS,
    *CONSULTATION_DOCUMENTS,
    EVENT,
    DERIVATION,
    RECAP,
    SIDBANKUM,
)
