"""Instruments as data: what is asked, how it may be answered, how it is scored, where it comes from.

Pure values: no files, no screens, no database, no today.
"""

from berkas.rules.instruments.entry import AnswerError, answer_problem, parse_cell
from berkas.rules.instruments.errors import InstrumentError
from berkas.rules.instruments.model import (
    ALL_MISSING,
    YES_NO,
    Band,
    Check,
    ColumnKind,
    Evidence,
    Instrument,
    Item,
    ItemType,
    Kind,
    Level,
    Option,
    RuleName,
    Scale,
    ScoringRule,
    Section,
    Status,
    Subject,
    TickColumn,
    UnitPart,
    answer_key,
)
from berkas.rules.instruments.reading import FORMAT, parse_instrument, read_instrument
from berkas.rules.instruments.route import (
    Progress,
    Question,
    Route,
    covers,
    is_required,
    items_for,
    sections_for,
)
from berkas.rules.instruments.writing import as_tables, canonical, fingerprint, parse_canonical

__all__ = [
    "ALL_MISSING",
    "FORMAT",
    "YES_NO",
    "AnswerError",
    "Band",
    "Check",
    "ColumnKind",
    "Evidence",
    "Instrument",
    "InstrumentError",
    "Item",
    "ItemType",
    "Kind",
    "Level",
    "Option",
    "Progress",
    "Question",
    "Route",
    "RuleName",
    "Scale",
    "ScoringRule",
    "Section",
    "Status",
    "Subject",
    "TickColumn",
    "UnitPart",
    "answer_key",
    "answer_problem",
    "as_tables",
    "canonical",
    "covers",
    "fingerprint",
    "is_required",
    "items_for",
    "parse_canonical",
    "parse_cell",
    "parse_instrument",
    "read_instrument",
    "sections_for",
]
