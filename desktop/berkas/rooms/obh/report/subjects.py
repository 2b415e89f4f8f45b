"""What the papers of this room are printed for."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from berkas.engine.issuing import Subject
from berkas.engine.periods import spans_of_year
from berkas_db.tables import Obh

LEGAL_AID = "HN.04.03"
"""The usual classification of a paper about legal aid."""


def obh_subjects(session: Session) -> Sequence[Subject]:
    """Every OBH by its code."""
    statement = select(Obh.code, Obh.name, Obh.id).where(Obh.trashed_at.is_(None)).order_by(Obh.code)
    return [Subject(code, name, Obh, id_) for code, name, id_ in session.execute(statement)]


def year_subjects(session: Session, *days: Select[Any]) -> list[Subject]:
    """Every year in which one of these dates (or years) lies, and its parts; oldest first."""
    found = {
        int(str(day)[:4])
        for statement in days
        for day in session.execute(statement.distinct()).scalars()
        if day is not None
    }
    return [Subject(span.key, span.title) for year in sorted(found) for span in spans_of_year(year)]
