"""The RAHASIA annex of a notice: the names a prison is asked to trace, looked at for this one paper.

Every name is a look that the journal keeps with its reason; the paper itself is never kept. A child is a
code only, whoever asks.
"""

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from berkas.engine import identities
from berkas.engine.access import Right, require
from berkas.engine.officepaper import OfficePart, office_part
from berkas.engine.records import today_of
from berkas.rooms.visits.queries.tracing import ANNEX_DRAWN, AnnexPlace, annex_places
from berkas_db.changes import Step
from berkas_db.errors import Refused
from berkas_db.tables import Identity, Recipient, Trace, Visit


@dataclass(frozen=True, slots=True)
class AnnexLine:
    """One person to be traced; a code alone for a child and for whoever is unknown."""

    code: str
    name: str = ""
    alias: str = ""
    birth: str = ""
    sex: str = ""


@dataclass(frozen=True, slots=True)
class AnnexValues:
    """All values of the annex; names lie here only while the paper is drawn."""

    office: OfficePart
    code: str
    title: str
    place: str
    lines: tuple[AnnexLine, ...]
    drawn_by: str


@dataclass(frozen=True, slots=True)
class Annex:
    """The paper just drawn: its pages, how many names and how many codes without a name stand on it."""

    pdf: bytes
    named: int
    codes_only: int


def draw_annex(
    step: Step, visit_id: int, place_id: int | None, reason: str, draw: Callable[[AnnexValues], bytes]
) -> Annex:
    """Look at everybody to be traced at a place (None: nobody knows where) and draw the annex at once.

    The journal keeps who looked and why, how many names stand on it and the hash of the paper. Refused
    without the right, without a reason, and when nobody is to be traced there.
    """
    require(step.actor, Right.SEE_IDENTITY)
    visit = step.session.get(Visit, visit_id)
    if visit is None:
        raise Refused("Kegiatan ini sudah tidak ada.")
    if not reason.strip():
        raise Refused("Alasan membuat lampiran RAHASIA belum diisi.", "Tulis alasannya dalam satu kalimat.")
    people = _people(step, visit_id, place_id)
    if not people:
        raise Refused("Belum ada nama yang ditelusuri pada tempat ini.", "Isi “Nama yang ditelusuri” dahulu.")
    if place_id is not None and place_id not in {one.id for one in annex_places(step.session, visit_id)}:
        raise Refused(
            "Lampiran nama tidak dibuat untuk kantor PBH.",
            "Periksa berkas di sana menurut kode perkara pada daftar nominatif.",
        )
    why = f"Lampiran RAHASIA {visit.code}: {reason.strip()}"
    lines = tuple(_line(step, person, why) for person in people)
    place = next((one for one in annex_places(step.session, visit_id) if one.id == place_id), AnnexPlace())
    office = office_part(step.session, today_of(step), letterhead_id=visit.letterhead_id)
    pdf = draw(AnnexValues(office, visit.code, visit.title, place.name, lines, step.actor.name))
    named = sum(bool(line.name) for line in lines)
    step.note(
        ANNEX_DRAWN,
        Visit,
        visit_id,
        {"nama": named, "kode_saja": len(lines) - named, "sidik": hashlib.sha256(pdf).hexdigest()},
    )
    step.say(f"Lampiran RAHASIA {visit.code} dicetak ({len(lines)} orang)", reason.strip())
    return Annex(pdf, named, len(lines) - named)


def _people(step: Step, visit_id: int, place_id: int | None) -> Sequence[Any]:
    statement = (
        select(Recipient.code, Recipient.identity_id, Recipient.is_child, Identity.anonymised_at)
        .join(Trace, Trace.recipient_id == Recipient.id)
        .outerjoin(Identity, Identity.id == Recipient.identity_id)
        .where(Trace.visit_id == visit_id, Trace.place_id.is_not_distinct_from(place_id))
        .order_by(Trace.sort, Trace.id)
    )
    return step.session.execute(statement).all()


def _line(step: Step, person: Any, why: str) -> AnnexLine:  # noqa: ANN401  a row
    """A name for whoever may be named; a child never is, not even for the role that may look at one."""
    identity_id = person.identity_id
    if identity_id is None or person.is_child or person.anonymised_at:
        return AnnexLine(person.code)
    if identities.is_protected_child(step.session, identity_id):
        return AnnexLine(person.code)
    who = identities.reveal(step, identity_id, why)
    return AnnexLine(
        person.code,
        who["name"] or "",
        who["alias_names"] or "",
        who["birth_on"] or "",
        who["sex"] or "",
    )
