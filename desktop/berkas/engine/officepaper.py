"""What every paper takes from the office: its kop, sheet, signer, place and date, and how to reach it.

Rooms hand an `OfficePart` around among the gathered values of a paper; drawing reads nothing more.
"""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from berkas.engine.issuing import Stamp
from berkas.engine.letterheads import letterhead_on, office_facts, place_date, signer_on
from berkas.paper.frame import Frame, Letterhead, Size
from berkas.paper.parts import Signatures, Signer
from berkas.rules.dates import show_medium
from berkas_db.tables import Office

HEAD = "Kepala Kantor Wilayah"
"""The position that signs for the whole office."""

INTERNAL = "Nilai internal kantor, bukan nilai resmi Sidbankum."
"""Stands wherever a score of ours about a PBH is printed."""


@dataclass(frozen=True, slots=True)
class OfficePart:
    """The office on one day. `contacts` are labels and values; `least_respondents` is the least number of
    respondents a score may be printed from.
    """

    name: str
    city: str
    letterhead: Letterhead | None
    size: Size
    signer: Signer
    place_date: str
    contacts: tuple[tuple[str, str], ...]
    website: str
    least_respondents: int

    def frame(
        self,
        title: str,
        stamp: Stamp | None = None,
        *,
        landscape: bool = False,
        watermark: str | None = None,
        type_size: float = 11.0,
        footnote: str = "",
    ) -> Frame:
        """The sheet of a paper of this office; without a stamp one that is never issued."""
        return Frame(
            title,
            size=self.size,
            landscape=landscape,
            letterhead=self.letterhead,
            code=stamp.code if stamp else None,
            issued_at=stamp.issued_at if stamp else None,
            watermark=watermark,
            author=self.name,
            type_size=type_size,
            footnote=footnote,
        )

    def signatures(self) -> Signatures:
        """The head of the office signs."""
        return Signatures((self.signer,), place_date=self.place_date)


def office_part(session: Session, on: date, *, letterhead_id: int | None = None) -> OfficePart:
    """Everything a paper dated `on` takes from the office; a paper may name its own letterhead."""
    facts = office_facts(session)
    row = session.execute(select(Office)).scalar_one()
    reach = (
        ("Alamat", row.address),
        ("Telepon", row.phone),
        ("Surel", row.email),
        ("Laman", row.website),
    )
    return OfficePart(
        name=facts.name,
        city=facts.city,
        letterhead=letterhead_on(session, on, id=letterhead_id),
        size=facts.size,
        signer=signer_on(session, HEAD, on),
        place_date=place_date(session, on),
        contacts=tuple((label, value) for label, value in reach if value),
        website=row.website or "",
        least_respondents=facts.least_respondents,
    )


def day(text: str | None) -> str:
    """“12 Juni 2025” for a stored date, nothing for none."""
    return show_medium(date.fromisoformat(text)) if text else ""
