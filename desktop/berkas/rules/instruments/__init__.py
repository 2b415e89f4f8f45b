"""Instruments as data: what is asked, how it may be answered, how it is scored, where it comes from.

Pure values: no files, no screens, no database, no today.
"""

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

__all__ = [
    "ALL_MISSING",
    "YES_NO",
    "Band",
    "Check",
    "ColumnKind",
    "Evidence",
    "Instrument",
    "Item",
    "ItemType",
    "Kind",
    "Level",
    "Option",
    "RuleName",
    "Scale",
    "ScoringRule",
    "Section",
    "Status",
    "Subject",
    "TickColumn",
    "UnitPart",
    "answer_key",
]
