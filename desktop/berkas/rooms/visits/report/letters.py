"""What a visit puts into the fields of a letter: its days, places, team, numbers and words.

No value names a respondent; who is to be traced stands on an annex of its own.
"""

from collections.abc import Sequence
from datetime import date, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from berkas.engine.letterheads import office_facts
from berkas.engine.records import Record
from berkas.rooms.visits.report.visit import (
    ASSIGNMENT_KEY,
    PBH_OFFICE,
    REPORT_KEY,
    UNIT,
    VILLAGE,
    Member,
    Place,
    joined,
    members_of,
    numbered_paper,
    of_teams,
    places_of,
    purpose_words,
    purposes_at,
    visit_row,
)
from berkas.rooms.visits.report.words import clock, lines, span, weekday
from berkas.rules.dates import show_medium
from berkas.rules.numbers import terbilang
from berkas_db.tables import Assessment, LegalCase, Obh, Regency, Trace, Unit, VisitPlace

_ANSWER_DAYS = 14
"""Proposed time for an answer of a PBH; the letter can be changed."""
_PUBLIC = {PBH_OFFICE: "kantor Pemberi Bantuan Hukum", VILLAGE: "kantor desa/kelurahan"}


def visit_letter_values(
    session: Session,
    visit_id: int,
    on: date,
    *,
    obh_id: int | None = None,
    unit_id: int | None = None,
    place_id: int | None = None,
    kind: str = "",
) -> dict[str, str]:
    """The fields of letters about a visit, by name; what is not known yet is empty.

    A letter to one unit, about one place or about one kind of place has the days, team and purposes of these
    places alone; the unit is the first one unless named.
    """
    row = visit_row(session, visit_id)
    places = places_of(session, row)
    facts = office_facts(session)
    unit, city = _unit(session, visit_id, unit_id)
    asked = _count(session, Assessment, visit_id)
    letter, letter_on = numbered_paper(session, row, ASSIGNMENT_KEY)
    report, report_on = numbered_paper(session, row, REPORT_KEY)
    obh = session.get(Obh, obh_id) if obh_id is not None else None
    advised = lines(row.values["recommendations"])
    advice = "\n".join(f"{number}. {line}" for number, line in enumerate(advised, 1))
    return {
        **_there(session, row, [one for one in places if _is_meant(one, unit_id, place_id, kind)]),
        "kantor": facts.name,
        "kota": facts.city,
        "judul": row.values["title"],
        "kode": row.values["code"] or "",
        "hari": span(row.values["from_date"], row.values["until_date"]),
        "tempat": joined(list(dict.fromkeys(place.name for place in places))),
        "tempat_umum": joined(list(dict.fromkeys(_in_public(place) for place in places))),
        "unit": unit,
        "kota_unit": city,
        "ketua_tim": _leader(members_of(session, row)),
        "nomor_surat_tugas": letter,
        "tanggal_surat_tugas": _day(letter_on),
        "jumlah_nama": str(_count(session, Trace, visit_id)),
        "jumlah_wawancara": str(asked),
        "responden": _respondents(asked, facts.least_respondents),
        "pejabat_ditemui": ", ".join(lines(row.values["met_text"])),
        "uraian": row.values["summary"] or "",
        "saran": advice,
        "saran_tim": f"Saran tim:\n\n{advice}" if advice else "",
        "nomor_laporan": report,
        "tanggal_laporan": _day(report_on),
        "batas_tindak_lanjut": show_medium(on + timedelta(days=_ANSWER_DAYS)),
        "pbh": obh.name if obh is not None else "",
    }


def _is_meant(place: Place, unit_id: int | None, place_id: int | None, kind: str) -> bool:
    if place_id is not None:
        return place.id == place_id
    return place.unit_id == unit_id if unit_id is not None else place.kind == (kind or place.kind)


def _there(session: Session, row: Record, places: Sequence[Place]) -> dict[str, str]:
    """What a letter says of the places it is about: days, team, purposes, and the certificates to check."""
    kinds = {place.kind for place in places}
    codes = row.values["purposes"]
    kind = next(iter(kinds)) if len(kinds) == 1 else ""
    members = members_of(session, row)
    if len(places) < len(row.values["places"]):
        members = of_teams(members, {place.team for place in places})
    return {
        "jadwal": _schedule(places),
        "tim": _team(members),
        "tujuan": joined(purpose_words(purposes_at(kind, codes))),
        "kepala_unit": "\n".join(dict.fromkeys(f"Kepala {one.name}" for one in places if one.kind == UNIT)),
        "tempat_dituju": places[0].name if places else "",
        "alamat_dituju": places[0].address if places else "",
        "daftar_sktm": _certificates(session, [place.id for place in places]),
    }


def _in_public(place: Place) -> str:
    """A place as the public may read it: naming a PBH beside a prison would tell whose clients were met."""
    return _PUBLIC.get(place.kind, place.name)


def _certificates(session: Session, place_ids: Sequence[int]) -> str:
    """Rows of number and date of the certificates of whoever is traced at these places: never a name."""
    found = session.execute(
        select(LegalCase.poverty_number, LegalCase.poverty_on)
        .join(Trace, Trace.case_id == LegalCase.id)
        .where(Trace.place_id.in_(place_ids), LegalCase.poverty_number.is_not(None))
        .order_by(Trace.sort, Trace.id)
    ).all()
    rows = [(row.poverty_number or "", _day(row.poverty_on)) for row in found]
    rows = rows or [("[tulis nomor SKTM]", "[tulis tanggal]")]
    return "\n".join(f"| {number} | {one} | {on or '–'} | |" for number, (one, on) in enumerate(rows, 1))


def _respondents(number: int, least: int) -> str:
    """How many were asked, as the public may read it: of few no number."""
    return (
        f"{number} ({terbilang(number)}) orang penerima bantuan hukum"
        if number >= least
        else "penerima bantuan hukum"
    )


def _unit(session: Session, visit_id: int, unit_id: int | None) -> tuple[str, str]:
    """The first prison (or other unit) of a visit, or the one asked for, and the regency it lies in."""
    found = session.execute(
        select(Unit.name, Regency.name)
        .join(VisitPlace, VisitPlace.unit_id == Unit.id)
        .outerjoin(Regency, Regency.id == Unit.regency_id)
        .where(VisitPlace.visit_id == visit_id, Unit.id == (unit_id or Unit.id))
        .order_by(VisitPlace.sort, VisitPlace.id)
        .limit(1)
    ).one_or_none()
    return (found[0], found[1] or "") if found is not None else ("", "")


def _count(session: Session, model: type[Trace] | type[Assessment], visit_id: int) -> int:
    statement = select(func.count(model.id)).where(model.visit_id == visit_id)
    if model is Assessment:
        statement = statement.where(Assessment.trashed_at.is_(None))
    return session.execute(statement).scalar_one()


def _schedule(places: Sequence[Place]) -> str:
    rows = [
        (str(number), weekday(place.on_date), clock(place.from_time, place.until_time) or "–", place.name)
        for number, place in enumerate(places, 1)
    ]
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def _team(members: Sequence[Member]) -> str:
    several = len({member.team for member in members}) > 1
    return "\n".join(
        f"| {number} | {member.name} | {_role(member, several=several)} |"
        for number, member in enumerate(members, 1)
    )


def _role(member: Member, *, several: bool) -> str:
    team = member.team.partition(" (")[0]
    return f"{member.role}, {team}" if several and team else member.role


def _leader(members: Sequence[Member]) -> str:
    leader = next((member for member in members if member.role_code == "ketua"), None)
    others = len(members) - (1 if leader else 0)
    named = leader.name if leader else ""
    return f"{named} dan {others} anggota" if named and others else named or f"{others} orang"


def _day(text: str | None) -> str:
    return show_medium(date.fromisoformat(text)) if text else ""
