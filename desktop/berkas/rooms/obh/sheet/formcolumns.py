"""The fields of a form as columns of a workbook, so that a list goes out whole and comes back whole.

Words of the office's vocabularies stand in the cells as people read them; a cell may also hold the code.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy.orm import Session

from berkas.engine.lookup import term_choices
from berkas.rules.fields import Field, Kind
from berkas.rules.nearness import nearest
from berkas_db.errors import Refused

_TERMS = "istilah:"


def form_columns(
    form: Sequence[Field], *, without: Collection[str], labels: Mapping[str, str] | None = None
) -> tuple[Field, ...]:
    """One column for every field that holds a value of its own: no other record, no file, none of `without`.

    `labels` names fields whose label says too little outside of their group.
    """
    return tuple(
        _column(field, (labels or {}).get(field.key, field.label))
        for field in form
        if field.key not in without and field.kind not in (Kind.REFERENCE, Kind.FILE)
    )


def _column(field: Field, label: str) -> Field:
    kind = Kind.REFERENCE if field.source.startswith(_TERMS) else field.kind
    return replace(field, label=label, kind=kind, group="", help="", required=False, default=None, wide=False)


def into_codes(session: Session, columns: Sequence[Field], values: Mapping[str, Any]) -> dict[str, Any]:
    """What a row gives for these columns, in codes; empty cells are left out.

    Raises `Refused` at the column for a word the office does not have.
    """
    found: dict[str, Any] = {}
    for column in columns:
        value = values.get(column.key)
        if value is not None:
            found[column.key] = _code(session, column, str(value)) if _is_term(column) else value
    return found


def into_words(session: Session, columns: Sequence[Field], values: Mapping[str, Any]) -> dict[str, Any]:
    """The same values as they stand in a workbook."""
    labels = {
        column.key: {choice.code: choice.label for choice in term_choices(session, _kind(column))}
        for column in columns
        if _is_term(column)
    }
    return {
        column.key: labels[column.key].get(values[column.key] or "")
        if column.key in labels
        else values[column.key]
        for column in columns
    }


def term_code(session: Session, kind: str, typed: str, *, label: str, key: str) -> str:
    """The code of a word of a vocabulary, typed as its code or as people read it."""
    choices = term_choices(session, kind)
    told = typed.strip().casefold()
    for choice in choices:
        if told in (choice.code.casefold(), choice.label.casefold()):
            return choice.code
    near = nearest(typed, (choice.label for choice in choices))
    hint = f" Maksud Anda “{near}”?" if near else ""
    raise Refused(f"{label} “{typed}” tidak dikenal.{hint}", "", (key,))


def _is_term(column: Field) -> bool:
    return column.source.startswith(_TERMS)


def _kind(column: Field) -> str:
    return column.source.removeprefix(_TERMS)


def _code(session: Session, column: Field, typed: str) -> str:
    return term_code(session, _kind(column), typed, label=column.label, key=column.key)
