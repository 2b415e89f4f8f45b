"""What a visit puts into the fields of a letter: its days, places, team, numbers and words.

No value names a respondent; who is to be traced stands on an annex of its own.
"""

from collections.abc import Sequence
from datetime import date, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from berkas.engine.letterheads import office_facts
from berkas.rooms.visits.report.visit import Member, Place, members_of, places_of, purpose_words, visit_row
from berkas.rooms.visits.report.words import clock, lines, span, weekday
from berkas.rules.dates import show_medium
from berkas.rules.numbers import terbilang
from berkas_db.tables import Assessment, Obh, Regency, Trace, Unit, VisitPlace

_ANSWER_DAYS = 14
"""Proposed time for an answer of a PBH; the letter can be changed."""


def visit_letter_values(
    session: Session, visit_id: int, on: date, *, obh_id: int | None = None, unit_id: int | None = None
) -> dict[str, str]:
    """The fields of letters about a visit, by name; what is not known yet is empty.

    A letter to a unit (the first one unless named) has the days and places of that unit alone.
    """
    row = visit_row(session, visit_id)
    members, places = members_of(session, row), places_of(session, row)
    facts = office_facts(session)
    unit, city = _unit(session, visit_id, unit_id)
    asked = _count(session, Assessment, visit_id)
    letter = next(iter(row.values["letters"]), {})
    obh = session.get(Obh, obh_id) if obh_id is not None else None
    advised = lines(row.values["recommendations"])
    advice = "\n".join(f"{number}. {line}" for number, line in enumerate(advised, 1))
    return {
        "kantor": facts.name,
        "kota": facts.city,
        "judul": row.values["title"],
        "kode": row.values["code"] or "",
        "hari": span(row.values["from_date"], row.values["until_date"]),
        "tempat": ", ".join(dict.fromkeys(place.name for place in places)),
        "unit": unit,
        "kota_unit": city,
        "tujuan": "; ".join(purpose_words(row.values["purposes"])),
        "jadwal": _schedule([place for place in places if unit_id is None or place.name == unit]),
        "tim": _team(members),
        "ketua_tim": _leader(members),
        "nomor_surat_tugas": letter.get("number") or "",
        "tanggal_surat_tugas": _day(letter.get("letter_on")),
        "jumlah_nama": str(_count(session, Trace, visit_id)),
        "jumlah_wawancara": str(asked),
        "responden": _respondents(asked, facts.least_respondents),
        "pejabat_ditemui": ", ".join(lines(row.values["met_text"])),
        "uraian": row.values["summary"] or "",
        "saran": advice,
        "saran_tim": f"Saran tim:\n\n{advice}" if advice else "",
        "nomor_laporan": row.values["report_number"] or "",
        "tanggal_laporan": _day(row.values["reported_on"]),
        "batas_tindak_lanjut": show_medium(on + timedelta(days=_ANSWER_DAYS)),
        "pbh": obh.name if obh is not None else "",
    }


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


def _team(members: tuple[Member, ...]) -> str:
    return "\n".join(
        f"| {number} | {member.name} | {member.role} |" for number, member in enumerate(members, 1)
    )


def _leader(members: tuple[Member, ...]) -> str:
    leader = next((member for member in members if member.role_code == "ketua"), None)
    others = len(members) - (1 if leader else 0)
    named = leader.name if leader else ""
    return f"{named} dan {others} anggota" if named and others else named or f"{others} orang"


def _day(text: str | None) -> str:
    return show_medium(date.fromisoformat(text)) if text else ""
