"""The words of one stored value, as a person reads it: a reference by its title, a code by its label.

Imports no Qt and no room.
"""

from collections.abc import Iterable
from typing import cast

from sqlalchemy.orm import Session

from berkas.engine.lookup import choices_for
from berkas.rules.fields import Field, Kind, show

EMPTY = "(kosong)"


def value_words(session: Session, field: Field, value: object) -> str:
    """The finished words of a value; empty for nothing."""
    if value is None or value in ("", (), []):
        return ""
    if field.source and field.kind in (Kind.REFERENCE, Kind.CHOICE, Kind.FILE):
        return _title(session, field.source, value)
    if field.source and field.kind is Kind.MULTI and not isinstance(value, str):
        return ", ".join(_title(session, field.source, each) for each in cast("Iterable[object]", value))
    try:
        return show(field, value)
    except (ValueError, TypeError, KeyError):
        # A value of an older shape of the field (another kind once): it is shown as it was kept.
        return str(value)


def _title(session: Session, source: str, value: object) -> str:
    found = choices_for(session, source, f"={value}")
    return found[0].label if found else str(value)
