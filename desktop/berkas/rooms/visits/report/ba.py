"""`ba-monev`: the berita acara of one place of a visit, signed there by its team and whoever received it.

It says how many were to be traced and were met, never who, and never place by PBH. At a village office it
speaks of certificates, at a PBH's office of files, at a home of nothing that tells where the home is.
"""

from collections.abc import Callable, Mapping, Sequence
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
from berkas.paper.parts import Align, KeyValues, Listing, Para, Part, Signatures, Signer, Title
from berkas.rooms.visits.fields.visit import AT_HOME, HOME
from berkas.rooms.visits.queries.assessments import places_of_visit
from berkas.rooms.visits.report.assignment import team_table
from berkas.rooms.visits.report.visit import (
    ASSIGNMENT_KEY,
    GONE,
    PBH_OFFICE,
    VILLAGE,
    Member,
    joined,
    members_of,
    numbered_paper,
    of_teams,
    purpose_words,
    purposes_at,
    team_names,
    visit_row,
)
from berkas.rooms.visits.report.words import LEGAL_AID, NUMBER_FOLLOWS, clock
from berkas.rules.dates import show_medium, show_words
from berkas.rules.numbers import terbilang
from berkas.rules.vocabulary import TraceResult
from berkas_db.errors import Refused
from berkas_db.tables import Assessment, Trace, Visit, VisitPlace

DOTS = "…………………………"
ROOM = "……………"
"""Room for a number written by hand."""
_MET = (TraceResult.DITEMUKAN.value, TraceResult.MENOLAK.value)
"""A prison is not told who refused: whoever refused was there."""


@dataclass(frozen=True, slots=True)
class Counterpart:
    """Who signs for the place, and for whom the second copy is (empty: there is only one)."""

    signs: str
    copy_for: str


_COUNTERPARTS = {
    VILLAGE: Counterpart("Lurah/Kepala Desa atau yang mewakili,", "kelurahan/desa"),
    PBH_OFFICE: Counterpart("Pemberi Bantuan Hukum,", "Pemberi Bantuan Hukum"),
    HOME: Counterpart("Anggota tim,", ""),
}
_UNIT_SIDE = Counterpart("Pejabat unit,", "unit")


@dataclass(frozen=True, slots=True)
class PlaceMinutes:
    """All values of the berita acara."""

    office: OfficePart
    title: str
    purposes: tuple[str, ...]
    letter: str
    kind: str
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
    found: int
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
    homes = set(
        session.execute(
            select(VisitPlace.id).where(VisitPlace.visit_id == visit_id, VisitPlace.kind == HOME)
        ).scalars()
    )
    return [
        Subject(f"{code}:{id_}", AT_HOME if id_ in homes else name, VisitPlace, id_)
        for id_, name in places_of_visit(session, visit_id)
    ]


def gather(session: Session, _rulebook: Rulebook, subject: Subject, _on: date) -> PlaceMinutes:
    """Read one place of a visit, on its own day."""
    place = session.get(VisitPlace, subject.id, populate_existing=True) if subject.id else None
    if place is None:
        raise Refused(GONE)
    row = visit_row(session, place.visit_id)
    day = date.fromisoformat(place.on_date)
    team = team_names(row).get(place.team_id, "")
    results = dict(_results(session, place.id))
    traced = sum(results.values())
    met = sum(results.get(code, 0) for code in _MET)
    return PlaceMinutes(
        office=office_part(session, day, letterhead_id=row.values["letterhead_id"]),
        title=row.values["title"],
        purposes=purpose_words(purposes_at(place.kind, row.values["purposes"])),
        letter=_letter(*numbered_paper(session, row, ASSIGNMENT_KEY)),
        kind=place.kind,
        place=subject.title,
        address="" if place.kind == HOME else place.address or "",
        day=show_words(day),
        hours=clock(place.from_time, place.until_time),
        members=of_teams(members_of(session, row), {team}),
        received_by=place.received_by or "",
        head=unit_head_on(session, place.unit_id, day) if place.unit_id else None,
        traced=traced,
        absent=tuple(
            (TraceResult.label_of(code), number)
            for code, number in results.items()
            if code is not None and code not in _MET
        ),
        met=met,
        found=results.get(TraceResult.DITEMUKAN.value, 0),
        asked=_asked(session, place.id),
        date_words=show_medium(day),
    )


def _letter(number: str, on: str) -> str:
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
    received = () if values.kind == HOME else (("Diterima oleh", values.received_by or DOTS),)
    side = _COUNTERPARTS.get(values.kind, _UNIT_SIDE)
    copies = (
        f"dalam 2 (dua) rangkap, masing-masing bagi tim dan bagi {side.copy_for}, " if side.copy_for else ""
    )
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
                ("Tujuan", joined(values.purposes)),
                ("Waktu", f"pukul {values.hours}" if values.hours else DOTS),
                *received,
            ),
            indent=6,
        ),
        Para("dengan hasil:"),
        Listing(_RESULTS.get(values.kind, _interviews)(values)),
        Para(f"Catatan selama pelaksanaan: {DOTS * 2}\n{DOTS * 4}", Align.LEFT),
        Para(
            f"Demikian berita acara ini dibuat dengan sebenarnya {copies}untuk dipergunakan sebagaimana "
            "mestinya."
        ),
        Signatures(
            (_counterpart(values, side), _leader(values)),
            place_date=f"{values.office.city or DOTS}, {values.date_words}",
            room=18,
        ),
    )


def _counterpart(values: PlaceMinutes, side: Counterpart) -> Signer:
    """Who received the team; at a home another member of the team."""
    if values.kind == HOME:
        other = next((one for one in values.members if one.role_code != "ketua"), None)
        return _signer(side.signs, other)
    official, head = values.received_by, values.head
    if official or head is None:
        return Signer((side.signs,), official)
    return Signer(head.role, head.name, head.nip, head.rank)


def _leader(values: PlaceMinutes) -> Signer:
    return _signer("Ketua tim,", next((one for one in values.members if one.role_code == "ketua"), None))


def _signer(role: str, member: Member | None) -> Signer:
    return Signer((role,), member.name, member.nip, member.rank) if member else Signer((role,))


def _interviews(values: PlaceMinutes) -> tuple[str, ...]:
    """What is said where people are met."""
    said: list[str] = []
    if values.traced:
        met = _people(values.met) if values.met or values.absent else f"{ROOM} orang"
        said.append(f"Nama yang ditelusuri: {_people(values.traced)}; ditemukan: {met}.")
        if values.absent:
            others = "; ".join(f"{label.lower()} {number}" for label, number in values.absent)
            said.append(f"Tidak ditemui: {others}.")
    elif values.kind != HOME:
        said.append(f"Nama yang ditelusuri: {ROOM} orang; ditemukan: {ROOM} orang.")
    asked = _people(values.asked) if values.asked else f"{ROOM} orang"
    said.append(f"Wawancara dilaksanakan terhadap {asked}, bersifat sukarela dan tertutup.")
    whom = "" if values.kind == HOME else " dan tidak diserahkan kepada unit"
    said.append(f"Identitas dan jawaban responden dirahasiakan{whom}.")
    return tuple(said)


def _certificates(values: PlaceMinutes) -> tuple[str, ...]:
    """What is said at a village office: whoever is traced there stands for one certificate."""
    asked, there = _asked_and_there(values)
    refused = None if there is None else values.traced - there
    numbers = (
        f"Surat Keterangan Tidak Mampu yang diperiksa: {_pieces(asked)} lembar; terdaftar: {_pieces(there)} "
        f"lembar; tidak terdaftar: {_pieces(refused)} lembar."
    )
    return (
        numbers,
        f"Keterangan mengenai yang tidak terdaftar: {DOTS * 2}",
        "Nama pemegang surat keterangan tidak dicantumkan dalam berita acara ini dan dirahasiakan.",
    )


def _files(values: PlaceMinutes) -> tuple[str, ...]:
    """What is said at the office of a PBH: whoever is traced there stands for one file."""
    asked, there = _asked_and_there(values)
    numbers = (
        f"Berkas perkara yang diperiksa sebagai sampel: {_pieces(asked)} berkas; tersedia: {_pieces(there)} "
        f"berkas; lembar pemeriksaan yang diisi: {_pieces(values.asked or None)} lembar."
    )
    return (
        numbers,
        f"Kekurangan berkas: {DOTS * 2}",
        "Identitas dan jawaban responden wawancara tidak diberitahukan kepada Pemberi Bantuan Hukum.",
    )


def _asked_and_there(values: PlaceMinutes) -> tuple[int | None, int | None]:
    """How many were asked for and how many were there; None for what is still to be written by hand."""
    is_known = bool(values.found or values.absent)
    return values.traced or None, values.found if is_known else None


_RESULTS: Mapping[str, Callable[[PlaceMinutes], tuple[str, ...]]] = {
    VILLAGE: _certificates,
    PBH_OFFICE: _files,
}
"""What is said of the results, by the kind of place."""


def _pieces(number: int | None) -> str:
    return ROOM if number is None else f"{number} ({terbilang(number)})"


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
    classification=LEGAL_AID,
    alone=0,
    docx=editable("Berita acara pelaksanaan monev", parts),
)
