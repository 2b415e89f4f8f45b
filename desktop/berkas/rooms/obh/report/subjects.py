"""What the papers of this room are printed for."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from berkas.engine.issuing import Subject
from berkas_db.tables import Obh

LEGAL_AID = "HN.04.03"
"""The usual classification of a paper about legal aid."""


def obh_subjects(session: Session) -> Sequence[Subject]:
    """Every OBH by its code."""
    statement = select(Obh.code, Obh.name, Obh.id).where(Obh.trashed_at.is_(None)).order_by(Obh.code)
    return [Subject(code, name, Obh, id_) for code, name, id_ in session.execute(statement)]
