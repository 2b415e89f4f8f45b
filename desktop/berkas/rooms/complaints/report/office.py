"""What every paper of this room takes from the office, and strips of days as they are printed."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from berkas.engine.issuing import Stamp
from berkas.engine.letterheads import letterhead_on, office_facts, place_date, signer_on
from berkas.paper.frame import Frame, Letterhead, Size
from berkas.paper.parts import Signer
from berkas.paper.pictures import DayStrip, StripDay
from berkas.rules.clocks import StepDue
from berkas.rules.dates import show_long, show_medium
from berkas_db.tables import Office

HEAD = "Kepala Kantor Wilayah"


@dataclass(frozen=True, slots=True)
class OfficePart:
    """Letterhead, paper size, signer, place, and how people reach the office."""

    name: str
    letterhead: Letterhead | None
    size: Size
    signer: Signer
    place_date: str
    contacts: tuple[tuple[str, str], ...]
    website: str

    def frame(
        self,
        title: str,
        stamp: Stamp,
        *,
        landscape: bool = False,
        watermark: str | None = None,
        type_size: float = 11.0,
        footnote: str = "",
    ) -> Frame:
        """The sheet of a paper of this room."""
        return Frame(
            title,
            size=self.size,
            landscape=landscape,
            letterhead=self.letterhead,
            code=stamp.code,
            issued_at=stamp.issued_at,
            watermark=watermark,
            author=self.name,
            type_size=type_size,
            footnote=footnote,
        )


def office_part(session: Session, on: date) -> OfficePart:
    """Everything a paper dated `on` takes from the office."""
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
        letterhead=letterhead_on(session, on),
        size=facts.size,
        signer=signer_on(session, HEAD, on),
        place_date=place_date(session, on),
        contacts=tuple((label, value) for label, value in reach if value),
        website=row.website or "",
    )


def strip(due: StepDue, *, done_on: date | None = None) -> DayStrip:
    """A step's days as a calendar, with the start and the due date marked."""
    last = due.strip[-1].date if due.strip else None
    days = tuple(
        StripDay(
            day.date,
            day.day,
            _short(day.why),
            mark=_mark(number, day.date == last and due.due is not None, day.date == done_on),
        )
        for number, day in enumerate(due.strip)
    )
    ends = f"jatuh tempo {show_long(due.due)}" if due.due else "jatuh tempo belum dapat dihitung"
    unit = due.unit.label if due.unit else "hari"
    return DayStrip(days, caption=f"{due.step.label}: {due.days} {unit}, {ends}", note=due.note)


def day(text: str | None) -> str:
    """“12 Juni 2025” for a stored date, nothing for none."""
    return show_medium(date.fromisoformat(text)) if text else ""


def limit(due: StepDue) -> str:
    """“14 hari kerja”, or that no limit is known."""
    return f"{due.days} {due.unit.label}" if due.days is not None and due.unit else "tidak diketahui"


def _mark(number: int, is_due: bool, is_done: bool) -> str:
    if number == 0:
        return "mulai"
    if is_due:
        return "jatuh tempo"
    return "terpenuhi" if is_done else ""


def _short(why: str) -> str:
    """The reason without the decree, which stands under the calendar once; plain days say nothing."""
    return "" if why in ("Hari kerja", "Hari kalender") else why.split(" (", maxsplit=1)[0]
