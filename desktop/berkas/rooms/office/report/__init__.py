"""What this room prints: letters of the register of outgoing papers, and blank forms to look at."""

from berkas.engine.issuing import DocumentKind
from berkas.rooms.office.report.form import blank_form_pdf
from berkas.rooms.office.report.instrument_versions import COMPARISON
from berkas.rooms.office.report.letter import LETTER
from berkas.rooms.office.report.register import REGISTER
from berkas.rooms.office.report.retention import PROPOSAL

DOCUMENTS: tuple[DocumentKind, ...] = (LETTER, REGISTER, PROPOSAL, COMPARISON)

__all__ = ["COMPARISON", "DOCUMENTS", "LETTER", "PROPOSAL", "REGISTER", "blank_form_pdf"]
