"""Photos and documents of a visit or an event: kept as proofs, described, taken away."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import select

from berkas.engine.access import Right, require
from berkas.engine.evidence import Proof
from berkas.engine.proofplaces import ProofPlace
from berkas.rooms.visits.fields.visit import PHOTO
from berkas_db.changes import Step
from berkas_db.errors import Refused
from berkas_db.tables import OutreachEvent, Visit


def add_photos(step: Step, visit_id: int, proofs: Sequence[Proof], *, place: str = "") -> list[int]:
    """Keep prepared files with a visit. Returns the ids of their uses, in order."""
    require(step.actor, Right.RECORD)
    code = _code(step, visit_id)
    kept = ((None, proof) for proof in proofs)
    uses = _PLACE.add(step, visit_id, kept, visit_id=visit_id, place=place or None)
    step.say(f"{len(uses)} berkas ditambahkan pada kegiatan {code}")
    return uses


def describe_photo(step: Step, use_id: int, values: Mapping[str, Any], *, version: int | None = None) -> None:
    """Write what a photo shows, where and when it was taken, and whether something must be covered."""
    require(step.actor, Right.RECORD)
    _PLACE.describe(step, use_id, values, version=version)
    step.say("Keterangan foto disimpan")


def remove_photo(step: Step, use_id: int) -> None:
    """Take a photo from its visit; used nowhere else, it goes to the trash."""
    require(step.actor, Right.RECORD)
    _PLACE.remove(step, use_id)
    step.say("Foto dikeluarkan dari kegiatan")


def _code(step: Step, visit_id: int) -> str:
    code = step.session.execute(select(Visit.code).where(Visit.id == visit_id)).scalar_one_or_none()
    if code is None:
        raise Refused("Kegiatan ini sudah tidak ada.")
    return code


_PLACE = ProofPlace("visit_id", PHOTO, "Foto ini sudah tidak ada pada kegiatan itu.", _code)


def add_event_photos(step: Step, event_id: int, proofs: Sequence[Proof]) -> list[int]:
    """Keep prepared files with an outreach event. Returns the ids of their uses, in order."""
    require(step.actor, Right.RECORD)
    code = _event_code(step, event_id)
    kept = ((None, proof) for proof in proofs)
    uses = _EVENT_PLACE.add(step, event_id, kept, event_id=event_id)
    step.say(f"{len(uses)} berkas ditambahkan pada acara {code}")
    return uses


def describe_event_photo(
    step: Step, use_id: int, values: Mapping[str, Any], *, version: int | None = None
) -> None:
    """Write what a photo of an event shows, and whether something must be covered."""
    require(step.actor, Right.RECORD)
    _EVENT_PLACE.describe(step, use_id, values, version=version)
    step.say("Keterangan foto acara disimpan")


def remove_event_photo(step: Step, use_id: int) -> None:
    """Take a photo from its event; used nowhere else, it goes to the trash."""
    require(step.actor, Right.RECORD)
    _EVENT_PLACE.remove(step, use_id)
    step.say("Foto dikeluarkan dari acara")


def _event_code(step: Step, event_id: int) -> str:
    code = step.session.execute(
        select(OutreachEvent.code).where(OutreachEvent.id == event_id)
    ).scalar_one_or_none()
    if code is None:
        raise Refused("Acara ini sudah tidak ada.")
    return code


_EVENT_PLACE = ProofPlace("event_id", PHOTO, "Foto ini sudah tidak ada pada acara itu.", _event_code)
