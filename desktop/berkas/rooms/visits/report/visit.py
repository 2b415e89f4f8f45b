"""A visit as papers name it: its teams with NIP and rank, its places, its purposes in words.

A paper for one place speaks of what is done there by the team that goes there, and of nothing else.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from berkas.engine.lookup import term_choices
from berkas.engine.records import Record
from berkas.rooms.visits.fields.visit import AT_HOME, HOME
from berkas.rooms.visits.queries.assessments import places_of_visit
from berkas.rooms.visits.queries.visits import load_visit
from berkas.rooms.visits.report.words import inside
from berkas.rules.vocabulary import IssuedState, VisitPurpose
from berkas_db.errors import Refused
from berkas_db.tables import IssuedDocument, Official

GONE = "Kegiatan ini sudah tidak ada."

UNIT, VILLAGE, PBH_OFFICE = "upt", "kelurahan", "kantor_pbh"
"""Kinds of places whose papers have words of their own."""
_FILES, _POVERTY = VisitPurpose.PERIKSA_BERKAS.value, VisitPurpose.KEABSAHAN_SKTM.value
_ONLY = {VILLAGE: {_POVERTY}, PBH_OFFICE: {_FILES}}
_NEVER = {UNIT: {_FILES, _POVERTY}, HOME: {_FILES, _POVERTY}}


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody of the team."""

    name: str
    nip: str
    rank: str
    position: str
    agency: str
    role: str
    role_code: str
    team: str


@dataclass(frozen=True, slots=True)
class Place:
    """One place and day."""

    name: str
    on_date: str
    from_time: str | None
    until_time: str | None
    received_by: str
    team: str
    id: int = 0
    kind: str = UNIT
    unit_id: int | None = None
    obh_id: int | None = None
    address: str = ""


def visit_row(session: Session, id: int | None) -> Record:
    """The visit of a subject. Raises Refused."""
    if id is None:
        raise Refused(GONE)
    return load_visit(session, id)


def purpose_words(codes: Sequence[str]) -> tuple[str, ...]:
    """Purposes as they stand inside a sentence."""
    return tuple(inside(VisitPurpose.label_of(code)) for code in codes)


def purposes_at(kind: str, codes: Sequence[str]) -> tuple[str, ...]:
    """The purposes of a visit that a place of this kind is visited for; all when none is known to fit."""
    fitting = [
        code for code in codes if code in _ONLY.get(kind, (code,)) and code not in _NEVER.get(kind, ())
    ]
    return tuple(fitting or codes)


def joined(words: Sequence[str]) -> str:
    """“a, b, dan c”."""
    if len(words) < 3:
        return " dan ".join(words)
    return f"{', '.join(words[:-1])}, dan {words[-1]}"


def of_teams(members: Sequence[Member], teams: Collection[str]) -> tuple[Member, ...]:
    """Who goes where these teams go; whoever is in no team goes everywhere."""
    named = {team for team in teams if team}
    return tuple(one for one in members if not named or one.team in named or not one.team)


def team_names(row: Record) -> dict[int | None, str]:
    """Teams by id, as the papers call them."""
    return {
        team["id"]: f"Tim {team['number']}" + (f" ({team['name']})" if team["name"] else "")
        for team in row.values["teams"]
    }


def team_order(name: str) -> tuple[int, str]:
    """Teams by their number, those without a team last."""
    digits = name.removeprefix("Tim ").partition(" ")[0]
    return (int(digits) if digits.isdigit() else 1000, name)


def members_of(session: Session, row: Record) -> tuple[Member, ...]:
    """The team, in order."""
    rows = row.values["members"]
    ids = [member["official_id"] for member in rows if member["official_id"]]
    found = session.execute(select(Official).where(Official.id.in_(ids))).scalars()
    officials = {official.id: official for official in found}
    roles = {choice.code: choice.label for choice in term_choices(session, "peran_tim")}
    teams = team_names(row)
    members: list[Member] = []
    for member in rows:
        official = officials.get(member["official_id"])
        members.append(
            Member(
                member["name"] or (official.name if official else ""),
                (official.nip or "") if official else "",
                (official.rank or "") if official else "",
                member["position"] or (official.functional_title if official else "") or "",
                member["agency"] or (official.agency if official else "") or "",
                roles.get(member["role"], ""),
                member["role"],
                teams.get(member["team_id"], ""),
            )
        )
    return tuple(members)


def places_of(session: Session, row: Record) -> tuple[Place, ...]:
    """The places, in order."""
    names = dict(places_of_visit(session, row.id))
    teams = team_names(row)
    return tuple(
        Place(
            AT_HOME if place["kind"] == HOME else names[place["id"]],
            place["on_date"],
            place["from_time"],
            place["until_time"],
            place["received_by"] or "",
            teams.get(place["team_id"], ""),
            place["id"],
            place["kind"],
            place["unit_id"],
            place["obh_id"],
            "" if place["kind"] == HOME else place["address"] or "",
        )
        for place in row.values["places"]
    )


ASSIGNMENT_KEY, REPORT_KEY = "surat-tugas", "laporan-monev"
"""Keys of the two papers whose number the others name."""


def numbered_paper(session: Session, row: Record, key: str) -> tuple[str, str]:
    """Number and day (ISO) of a visit's letter of assignment or report: as typed with the visit, else as the
    paper was issued from here; both empty while there is none.
    """
    if key == ASSIGNMENT_KEY:
        letter = next(iter(row.values["letters"]), {})
        number, on = letter.get("number"), letter.get("letter_on")
    else:
        number, on = row.values["report_number"], row.values["reported_on"]
    if not number:
        issued = session.execute(
            select(IssuedDocument.number, IssuedDocument.issued_on)
            .where(
                IssuedDocument.kind == key,
                IssuedDocument.subject_key == row.values["code"],
                IssuedDocument.state == IssuedState.TERBIT.value,
            )
            .order_by(IssuedDocument.id.desc())
            .limit(1)
        ).one_or_none()
        if issued is not None:
            number, on = issued.number, on or issued.issued_on
    return number or "", on or ""
