"""Photos and documents of a visit: kept as proofs, described, taken away."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import select

from berkas.engine.access import Right, require
from berkas.engine.evidence import Proof, describe, keep, put_under, take_away
from berkas.engine.records import refuse_hard, today_of
from berkas.rooms.visits.fields.visit import PHOTO
from berkas.rules.fields import problems
from berkas_db.changes import Step
from berkas_db.errors import Refused
from berkas_db.tables import EvidenceUse, Visit

OWNER = "visit_id"


def add_photos(step: Step, visit_id: int, proofs: Sequence[Proof], *, place: str = "") -> list[int]:
    """Keep prepared files with a visit. Returns the ids of their uses, in order.

    A photo from inside a prison may show faces: a new one is not printed until somebody looked at it.
    """
    require(step.actor, Right.RECORD)
    code = step.session.execute(select(Visit.code).where(Visit.id == visit_id)).scalar_one_or_none()
    if code is None:
        raise Refused("Kegiatan ini sudah tidak ada.")
    columns = {"visit_id": visit_id, "place": place or None}
    uses = [
        put_under(step, keep(step, proof, **columns, must_cover=proof.photo is not None), OWNER, visit_id)
        for proof in proofs
    ]
    step.say(f"{len(uses)} berkas ditambahkan pada kegiatan {code}")
    return uses


def describe_photo(step: Step, use_id: int, values: Mapping[str, Any], *, version: int | None = None) -> None:
    """Write what a photo shows, where and when it was taken, and whether something must be covered."""
    require(step.actor, Right.RECORD)
    use = _use(step, use_id)
    refuse_hard(problems(PHOTO, values, today=today_of(step)))
    describe(step, use.evidence_id, dict(values), version=version)
    step.say("Keterangan foto disimpan")


def remove_photo(step: Step, use_id: int) -> None:
    """Take a photo from its visit; used nowhere else, it goes to the trash."""
    require(step.actor, Right.RECORD)
    _use(step, use_id)
    take_away(step, use_id)
    step.say("Foto dikeluarkan dari kegiatan")


def _use(step: Step, use_id: int) -> EvidenceUse:
    use = step.session.get(EvidenceUse, use_id)
    if use is None or use.visit_id is None:
        raise Refused("Foto ini sudah tidak ada pada kegiatan itu.", "Muat ulang halaman.")
    return use
