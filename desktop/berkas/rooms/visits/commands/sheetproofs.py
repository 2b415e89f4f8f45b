"""Proofs under the questions of a filled instrument: kept, described, taken away."""

from collections.abc import Mapping, Sequence
from typing import Any

from berkas.engine.access import Right, require
from berkas.engine.evidence import Proof, describe, keep, put_under, take_away
from berkas.engine.records import GONE, refuse_hard, today_of
from berkas.rooms.visits.fields.visit import PHOTO
from berkas.rules.fields import problems
from berkas.rules.vocabulary import AssessmentState
from berkas_db.changes import Step
from berkas_db.errors import Refused
from berkas_db.tables import Assessment, EvidenceUse

OWNER = "assessment_id"


def add_sheet_proofs(step: Step, id: int, pieces: Mapping[str, Sequence[Proof]]) -> list[int]:
    """Keep prepared files under the items of a sheet. Returns the ids of their uses, in order.

    A photo may show faces: a new one is not printed until somebody looked at it.
    """
    require(step.actor, Right.RECORD)
    row = _open_sheet(step, id)
    uses = [
        put_under(
            step,
            keep(step, proof, unit_id=row.unit_id, visit_id=row.visit_id, must_cover=proof.photo is not None),
            OWNER,
            id,
            item,
        )
        for item, proofs in pieces.items()
        for proof in proofs
    ]
    step.say(f"{len(uses)} bukti ditambahkan pada lembar {row.code}")
    return uses


def describe_sheet_proof(
    step: Step, use_id: int, values: Mapping[str, Any], *, version: int | None = None
) -> None:
    """Write what a proof shows, where and when it was taken, and whether something must be covered."""
    require(step.actor, Right.RECORD)
    use = _use(step, use_id)
    refuse_hard(problems(PHOTO, values, today=today_of(step)))
    describe(step, use.evidence_id, dict(values), version=version)
    step.say("Keterangan bukti disimpan")


def remove_sheet_proof(step: Step, use_id: int) -> None:
    """Take a proof from its sheet; used nowhere else, it goes to the trash."""
    require(step.actor, Right.RECORD)
    _use(step, use_id)
    take_away(step, use_id)
    step.say("Bukti dikeluarkan dari lembar")


def _use(step: Step, use_id: int) -> EvidenceUse:
    use = step.session.get(EvidenceUse, use_id)
    if use is None or use.assessment_id is None:
        raise Refused("Bukti ini sudah tidak ada pada lembar itu.", "Muat ulang halaman.")
    _open_sheet(step, use.assessment_id)
    return use


def _open_sheet(step: Step, id: int) -> Assessment:
    row = step.session.get(Assessment, id)
    if row is None:
        raise Refused(GONE)
    if row.state == AssessmentState.TERKUNCI.value:
        raise Refused("Lembar ini sudah terkunci; buktinya tetap.")
    return row
