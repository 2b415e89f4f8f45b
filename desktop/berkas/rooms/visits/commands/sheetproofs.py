"""Proofs under the questions of a filled instrument: kept, described, taken away."""

from collections.abc import Mapping, Sequence
from typing import Any

from berkas.engine.access import Right, require
from berkas.engine.evidence import Proof
from berkas.engine.proofplaces import ProofPlace
from berkas.engine.records import GONE
from berkas.rooms.visits.fields.visit import PHOTO
from berkas.rules.vocabulary import AssessmentState
from berkas_db.changes import Step
from berkas_db.errors import Refused
from berkas_db.tables import Assessment


def add_sheet_proofs(step: Step, id: int, pieces: Mapping[str, Sequence[Proof]]) -> list[int]:
    """Keep prepared files under the items of a sheet. Returns the ids of their uses, in order."""
    require(step.actor, Right.RECORD)
    row = _open_sheet(step, id)
    kept = ((item, proof) for item, proofs in pieces.items() for proof in proofs)
    uses = _PLACE.add(step, id, kept, unit_id=row.unit_id, visit_id=row.visit_id)
    step.say(f"{len(uses)} bukti ditambahkan pada lembar {row.code}")
    return uses


def describe_sheet_proof(
    step: Step, use_id: int, values: Mapping[str, Any], *, version: int | None = None
) -> None:
    """Write what a proof shows, where and when it was taken, and whether something must be covered."""
    require(step.actor, Right.RECORD)
    _PLACE.describe(step, use_id, values, version=version)
    step.say("Keterangan bukti disimpan")


def remove_sheet_proof(step: Step, use_id: int) -> None:
    """Take a proof from its sheet; used nowhere else, it goes to the trash."""
    require(step.actor, Right.RECORD)
    _PLACE.remove(step, use_id)
    step.say("Bukti dikeluarkan dari lembar")


def _open_sheet(step: Step, id: int) -> Assessment:
    row = step.session.get(Assessment, id)
    if row is None:
        raise Refused(GONE)
    if row.state == AssessmentState.TERKUNCI.value:
        raise Refused("Lembar ini sudah terkunci; buktinya tetap.")
    return row


_PLACE = ProofPlace("assessment_id", PHOTO, "Bukti ini sudah tidak ada pada lembar itu.", _open_sheet)
