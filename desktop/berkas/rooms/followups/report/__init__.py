"""The papers of the room. Gathering reads once; drawing only turns values into pages."""

from berkas.engine.issuing import DocumentKind
from berkas.rooms.followups.report.recap import OPEN_SLIPS, RECAP
from berkas.rooms.followups.report.slip import SLIP

OFFICE_PAPERS: tuple[DocumentKind, ...] = (RECAP, OPEN_SLIPS)
"""Papers about all open tasks."""

DOCUMENTS: tuple[DocumentKind, ...] = (SLIP, *OFFICE_PAPERS)

__all__ = ["DOCUMENTS", "OFFICE_PAPERS", "SLIP"]
