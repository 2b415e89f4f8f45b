"""Finishes the second keying of a sheet: what is agreed on becomes the sheet's answers, its state follows."""

from collections.abc import Mapping

from sqlalchemy import select

from berkas.engine.access import Right, require
from berkas.engine.assessing import instrument_of
from berkas.engine.records import keep_doubts
from berkas.engine.second_keying import finish_second
from berkas.rooms.visits.commands.assessments import settle_state
from berkas.rules.answers import Answers
from berkas.rules.fields import Problem
from berkas.rules.second_keying import Settled
from berkas_db.changes import Step
from berkas_db.tables import Assessment, SoftOverride


def finish_keying(
    step: Step, id: int, second: Answers, settled: Mapping[str, Settled], *, reason: str = ""
) -> int:
    """Keep a second keying with its settled differences. Returns the id.

    A soft check that the agreed answers break wants a reason, unless the sheet has one for it already.
    """
    require(step.actor, Right.RECORD)
    final = finish_second(step, id, second, settled)
    version_id, uid = step.session.execute(
        select(Assessment.instrument_version_id, Assessment.uid).where(Assessment.id == id)
    ).one()
    doubts = settle_state(step, id, instrument_of(step.session, version_id), final)
    keep_doubts(step, Assessment, id, _new(step, uid, doubts), reason)
    return id


def _new(step: Step, uid: str, doubts: list[Problem]) -> list[Problem]:
    known = set(
        step.session.execute(select(SoftOverride.check_key).where(SoftOverride.record_uid == uid)).scalars()
    )
    return [doubt for doubt in doubts if doubt.key not in known]
