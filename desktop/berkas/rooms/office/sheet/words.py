"""Words of lists in a workbook become codes, and codes become words again."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from berkas.engine.lookup import choices_for
from berkas.rules.fields import Field, Kind
from berkas.rules.nearness import nearest
from berkas_db.book import Reading
from berkas_db.tables import Regency, Unit

Words = Mapping[str, Mapping[str, str]]
"""By the key of a field: code to word."""


def resolve(session: Session, fields: Sequence[Field], values: dict[str, Any]) -> tuple[str, str] | None:
    """Words of lists become their codes, in place; the key and the sentence of what is not known."""
    for field in fields:
        typed = values.get(field.key)
        if typed is None or not field.source:
            continue
        is_term = field.source.startswith("istilah:")
        found = choices_for(session, field.source, "" if is_term else str(typed))
        exact = [
            choice
            for choice in found
            if str(typed).casefold()
            in {choice.code.casefold(), choice.label.casefold(), _short(choice.label)}
        ]
        if len(exact) != 1:
            near = nearest(str(typed), [choice.label for choice in found]) or (
                found[0].label if found and not is_term else ""
            )
            near = f" Maksud Anda “{near}”?" if near else ""
            return field.key, f"{field.label}: “{typed}” tidak dikenal.{near}"
        values[field.key] = int(exact[0].code) if field.kind is Kind.REFERENCE else exact[0].code
    return None


def _short(name: str) -> str:
    """A regency's name as people write it, without “Kabupaten”."""
    return name.casefold().removeprefix("kabupaten ")


def words_of(session: Reading, fields: Sequence[Field]) -> Words:
    """The words of every list these fields choose from."""
    names = {"kabupaten": Regency, "unit": Unit}
    found: dict[str, Mapping[str, str]] = {}
    for field in fields:
        if field.source in names:
            model = names[field.source]
            found[field.key] = {str(id_): name for id_, name in session.execute(select(model.id, model.name))}
        elif field.source:
            known = choices_for(session, field.source, "")
            found[field.key] = {choice.code: choice.label for choice in known}
    return found


def in_words(values: Mapping[str, Any], words: Words) -> dict[str, Any]:
    """Values of a record as they stand in a workbook."""
    return dict(values) | {
        key: known.get(str(values[key]), values[key]) for key, known in words.items() if key in values
    }
