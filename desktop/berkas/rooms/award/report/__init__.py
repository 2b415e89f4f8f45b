"""The papers of the award: dossier, minutes, recapitulation, proposal. Gathering reads once; drawing never
reads.
"""

from berkas.engine.issuing import DocumentKind
from berkas.rooms.award.report.checkpaper import CHECK
from berkas.rooms.award.report.dossier import DOSSIER
from berkas.rooms.award.report.minutes import MINUTES
from berkas.rooms.award.report.proposal import PROPOSAL
from berkas.rooms.award.report.recap import RECAP
from berkas.rooms.award.report.retyping import ENTRY_SHEET
from berkas.rooms.award.report.statements import DECLARATION, VALIDITY
from berkas.rooms.award.report.taskslips import SLIPS

ENTRY_DOCUMENTS: tuple[DocumentKind, ...] = (
    CHECK,
    DOSSIER,
    MINUTES,
    DECLARATION,
    VALIDITY,
    SLIPS,
    ENTRY_SHEET,
)
"""Papers about one unit in a round."""

ROUND_DOCUMENTS: tuple[DocumentKind, ...] = (RECAP, PROPOSAL)
"""Papers about a whole round."""

DOCUMENTS: tuple[DocumentKind, ...] = (*ENTRY_DOCUMENTS, *ROUND_DOCUMENTS)

__all__ = ["DOCUMENTS", "ENTRY_DOCUMENTS", "ROUND_DOCUMENTS"]
