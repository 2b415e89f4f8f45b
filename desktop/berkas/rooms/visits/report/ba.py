"""`ba-monev`: the berita acara of one place of a visit, signed there by team leader and the unit's official.

It says how many were to be traced and were met, never who, and never place by PBH.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from berkas.engine.editable import editable
from berkas.engine.issuing import DocumentKind, Stamp, Subject
from berkas.engine.letterheads import unit_head_on
from berkas.engine.officepaper import OfficePart, office_part
from berkas.engine.rulebook import Rulebook
from berkas.paper.document import render
from berkas.paper.parts import KeyValues, Listing, Para, Part, Signatures, Signer, Title
from berkas.rooms.visits.queries.assessments import places_of_visit
from berkas.rooms.visits.report.assignment import team_table
from berkas.rooms.visits.report.visit import (
    GONE,
    Member,
    members_of,
    purpose_words,
    team_names,
    visit_row,
)
from berkas.rooms.visits.report.words import NUMBER_FOLLOWS, clock
from berkas.rules.dates import show_medium, show_words
from berkas.rules.numbers import terbilang
from berkas.rules.vocabulary import TraceResult
from berkas_db.errors import Refused
from berkas_db.tables import Assessment, Trace, Visit, VisitPlace

DOTS = "…………………………"
_MET = (TraceResult.DITEMUKAN.value, TraceResult.MENOLAK.value)
"""A prison is not told who refused: whoever refused was there."""


@dataclass(frozen=True, slots=True)
class PlaceMinutes:
    """All values of the berita acara."""

    office: OfficePart
    title: str
    purposes: tuple[str, ...]
    letter: str
    place: str
    address: str
    day: str
    hours: str
    members: tuple[Member, ...]
    received_by: str
    head: Signer | None
    traced: int
    absent: tuple[tuple[str, int], ...]
    met: int
    asked: int
    date_words: str


def subjects(session: Session) -> Sequence[Subject]:
    """Every place of every visit, by the visit's code and the place's lasting number."""
    visits = session.execute(
        select(Visit.id, Visit.code).where(Visit.trashed_at.is_(None)).order_by(Visit.from_date, Visit.id)
    )
    return [subject for id_, code in visits for subject in subjects_of(session, id_, code)]


def subjects_of(session: Session, visit_id: int, code: str) -> list[Subject]:
    """The places of one visit. The number in the key stays when places are put in another order."""
    return [
        Subject(f"{code}:{id_}", name, VisitPlace, id_) for id_, name in places_of_visit(session, visit_id)
    ]


def gather(session: Session, _rulebook: Rulebook, subject: Subject, _on: date) -> PlaceMinutes:
    """Read one place of a visit, on its own day."""
    place = session.get(VisitPlace, subject.id, populate_existing=True) if subject.id else None
    if place is None:
        raise Refused(GONE)
    row = visit_row(session, place.visit_id)
    day = date.fromisoformat(place.on_date)
    letter = next(iter(row.values["letters"]), {})
    team = team_names(row).get(place.team_id, "")
    members = members_of(session, row)
    results = dict(_results(session, place.id))
    traced = sum(results.values())
    met = sum(results.get(code, 0) for code in _MET)
    return PlaceMinutes(
        office=office_part(session, day, letterhead_id=row.values["letterhead_id"]),
        title=row.values["title"],
        purposes=purpose_words(row.values["purposes"]),
        letter=_letter(letter.get("number"), letter.get("letter_on")),
        place=subject.title,
        address=place.address or "",
        day=show_words(day),
        hours=clock(place.from_time, place.until_time),
        members=tuple(one for one in members if not team or one.team in ("", team)),
        received_by=place.received_by or "",
        head=unit_head_on(session, place.unit_id, day) if place.unit_id else None,
        traced=traced,
        absent=tuple(
            (TraceResult.label_of(code), number)
            for code, number in results.items()
            if code is not None and code not in _MET
        ),
        met=met,
        asked=_asked(session, place.id),
        date_words=show_medium(day),
    )


def _letter(number: str | None, on: str | None) -> str:
    said = f"Surat Tugas Nomor {number or DOTS}"
    return f"{said} tanggal {show_medium(date.fromisoformat(on))}" if on else said


def _results(session: Session, place_id: int) -> list[tuple[str | None, int]]:
    rows = session.execute(
        select(Trace.result, func.count()).where(Trace.place_id == place_id).group_by(Trace.result)
    )
    return [(row[0], row[1]) for row in rows]


def _asked(session: Session, place_id: int) -> int:
    return session.execute(
        select(func.count()).where(
            Assessment.place_id == place_id,
            Assessment.trashed_at.is_(None),
            Assessment.stopped_item.is_(None),
        )
    ).scalar_one()


def parts(values: PlaceMinutes, stamp: Stamp) -> tuple[Part, ...]:
    """The pages; what is not known yet has room to be written by hand on the spot."""
    where = f"{values.place}, {values.address}" if values.address else values.place
    leader = next((one for one in values.members if one.role_code == "ketua"), None)
    official, head = values.received_by, values.head
    return (
        Title(
            "Berita Acara Pelaksanaan Monitoring dan Evaluasi",
            number=stamp.number or NUMBER_FOLLOWS,
            name=f"pada {values.place}",
        ),
        Para(f"Pada hari ini {values.day}, bertempat di {where}, kami yang bertanda tangan di bawah ini:"),
        team_table(values.members),
        Para(f"berdasarkan {values.letter} telah melaksanakan kegiatan sebagai berikut:"),
        KeyValues(
            (
                ("Kegiatan", values.title),
                ("Tujuan", "; ".join(values.purposes)),
                ("Waktu", f"pukul {values.hours}" if values.hours else DOTS),
                ("Diterima oleh", official or DOTS),
            ),
            indent=6,
        ),
        Para("dengan hasil:"),
        Listing(_results_said(values)),
        Para("Catatan selama pelaksanaan:"),
        *(Para(DOTS * 4) for _line in range(2)),
        Para(
            "Demikian berita acara ini dibuat dengan sebenarnya dalam 2 (dua) rangkap, masing-masing bagi "
            "tim dan bagi unit, untuk dipergunakan sebagaimana mestinya."
        ),
        Signatures(
            (
                Signer(
                    ("Pejabat unit,",) if official or head is None else head.role,
                    official or (head.name if head else ""),
                    "" if official or head is None else head.nip,
                    "" if official or head is None else head.rank,
                ),
                Signer(
                    ("Ketua tim,",),
                    leader.name if leader else "",
                    leader.nip if leader else "",
                    leader.rank if leader else "",
                ),
            ),
            place_date=f"{values.office.city or DOTS}, {values.date_words}",
        ),
    )


def _results_said(values: PlaceMinutes) -> tuple[str, ...]:
    said: list[str] = []
    if values.traced:
        met = _people(values.met) if values.met or values.absent else f"{DOTS} orang"
        said.append(f"Nama yang ditelusuri: {_people(values.traced)}; ditemukan: {met}.")
        if values.absent:
            others = "; ".join(f"{label.lower()} {number}" for label, number in values.absent)
            said.append(f"Tidak ditemui: {others}.")
    else:
        said.append(f"Nama yang ditelusuri: {DOTS} orang; ditemukan: {DOTS} orang.")
    asked = _people(values.asked) if values.asked else f"{DOTS} orang"
    said.append(f"Wawancara dilaksanakan terhadap {asked}, bersifat sukarela dan tertutup.")
    said.append("Identitas dan jawaban responden dirahasiakan dan tidak diserahkan kepada unit.")
    return tuple(said)


def _people(number: int) -> str:
    return f"{number} ({terbilang(number)}) orang"


def draw(values: PlaceMinutes, stamp: Stamp) -> bytes:
    """PDF bytes."""
    return render(parts(values, stamp), values.office.frame(f"Berita acara monev {values.place}", stamp))


MINUTES = DocumentKind(
    key="ba-monev",
    title="BA pelaksanaan monev",
    room="visits",
    subjects=subjects,
    gather=gather,
    draw=draw,
    alone=0,
    docx=editable("Berita acara pelaksanaan monev", parts),
)
