"""A visit as papers name it: its team with NIP and rank, its places, its purposes in words."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from berkas.engine.lookup import term_choices
from berkas.engine.records import Record
from berkas.rooms.visits.queries.assessments import places_of_visit
from berkas.rooms.visits.queries.visits import load_visit
from berkas.rooms.visits.report.words import inside
from berkas.rules.vocabulary import VisitPurpose
from berkas_db.errors import Refused
from berkas_db.tables import Official

GONE = "Kegiatan ini sudah tidak ada."


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


def visit_row(session: Session, id: int | None) -> Record:
    """The visit of a subject. Raises Refused."""
    if id is None:
        raise Refused(GONE)
    return load_visit(session, id)


def purpose_words(codes: Sequence[str]) -> tuple[str, ...]:
    """Purposes as they stand inside a sentence."""
    return tuple(inside(VisitPurpose.label_of(code)) for code in codes)


def team_names(row: Record) -> dict[int | None, str]:
    """Teams by id, as the papers call them."""
    return {
        team["id"]: f"Tim {team['number']}" + (f" ({team['name']})" if team["name"] else "")
        for team in row.values["teams"]
    }


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
            names[place["id"]],
            place["on_date"],
            place["from_time"],
            place["until_time"],
            place["received_by"] or "",
            teams.get(place["team_id"], ""),
        )
        for place in row.values["places"]
    )
