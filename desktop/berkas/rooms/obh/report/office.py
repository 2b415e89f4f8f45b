"""What every paper of this room takes from the office, and the subjects papers are printed for."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from berkas.engine.issuing import Stamp, Subject
from berkas.engine.letterheads import letterhead_on, office_facts, place_date, signer_on
from berkas.paper.frame import Frame, Letterhead, Size
from berkas.paper.parts import Signatures, Signer
from berkas.rules.dates import show_medium
from berkas_db.tables import Obh

INTERNAL = "Nilai internal kantor, bukan nilai resmi Sidbankum."
"""Stands wherever a score of ours is printed."""

HEAD = "Kepala Kantor Wilayah"


@dataclass(frozen=True, slots=True)
class OfficePart:
    """Letterhead, paper size, signer and place of a paper."""

    name: str
    letterhead: Letterhead | None
    size: Size
    signer: Signer
    place_date: str
    least_respondents: int

    def frame(self, title: str, stamp: Stamp, *, landscape: bool = False, footnote: str = "") -> Frame:
        """The sheet of a paper of this room."""
        return Frame(
            title,
            size=self.size,
            landscape=landscape,
            letterhead=self.letterhead,
            code=stamp.code,
            issued_at=stamp.issued_at,
            author=self.name,
            footnote=footnote,
        )

    def signatures(self) -> Signatures:
        """The head of the office signs."""
        return Signatures((self.signer,), place_date=self.place_date)


def office_part(session: Session, on: date) -> OfficePart:
    """Everything a paper dated `on` takes from the office."""
    facts = office_facts(session)
    return OfficePart(
        facts.name,
        letterhead_on(session, on),
        facts.size,
        signer_on(session, HEAD, on),
        place_date(session, on),
        facts.least_respondents,
    )


def obh_subjects(session: Session) -> Sequence[Subject]:
    """Every OBH by its code."""
    statement = select(Obh.code, Obh.name, Obh.id).where(Obh.trashed_at.is_(None)).order_by(Obh.code)
    return [Subject(code, name, Obh, id_) for code, name, id_ in session.execute(statement)]


def day(text: str | None) -> str:
    """“12 Juni 2025” for a stored date, nothing for none."""
    return show_medium(date.fromisoformat(text)) if text else ""
