"""Saves a round of the award with its stages."""

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import select

from berkas.engine.access import Right, require
from berkas.engine.assessing import installed_version
from berkas.engine.numbering import next_code
from berkas.engine.records import (
    keep_doubts,
    refuse_hard,
    row_problems,
    save_children,
    save_record,
    today_of,
)
from berkas.engine.rulebook import Rulebook
from berkas.rooms.award.fields import ROUND, STAGES, round_checks
from berkas.rooms.award.queries.rounds import load_round
from berkas.rules.fields import Problem, problems
from berkas.rules.instruments import Instrument, Kind
from berkas.rules.vocabulary import AwardStage
from berkas_db.changes import Step
from berkas_db.errors import Refused
from berkas_db.tables import Assessment, AwardEntry, AwardRound, RoundStage

_ALWAYS = (
    AwardStage.PERMOHONAN,
    AwardStage.DATA_DUKUNG,
    AwardStage.VERIFIKASI,
    AwardStage.PERBAIKAN,
    AwardStage.PENGUSULAN,
    AwardStage.PENILAIAN,
    AwardStage.PENETAPAN,
)


def save_round(
    step: Step,
    values: Mapping[str, Any],
    *,
    rulebook: Rulebook,
    id: int | None,
    version: int | None,
    reason: str = "",
) -> int:
    """Insert or update a round. A new one gets the stages of its rule, without dates. Returns the id.

    The instrument may change until the first unit was judged.
    """
    require(step.actor, Right.RECORD)
    own = dict(values)
    before = dict(load_round(step.session, id).values) if id is not None else {}
    found = list(_problems(step, before | own))
    refuse_hard(found)
    key = own.pop("instrument", None) or before.get("instrument")
    instrument = rulebook.instrument(str(key))
    if instrument.kind is not Kind.PENGHARGAAN:
        raise Refused(f"{instrument.title} bukan instrumen P2HAM.", "Pilih instrumen lain.", ("instrument",))
    if id is None or key != before.get("instrument"):
        _refuse_judged(step, id)
        own["instrument_version_id"] = installed_version(step, rulebook, instrument.key)
    if not (own.get("code") or "").strip():
        own.pop("code", None)
        if id is None:
            own["code"] = _free_code(step, int(own["year"]))
    saved = save_record(step, AwardRound, own, id=id, version=version)
    stages = own.get("stages")
    if stages is None and id is None:
        stages = _stages_before(step, own.get("previous_round_id"), own["instrument_version_id"]) or [
            {"stage": stage.value} for stage in stages_of(instrument)
        ]
    if stages is not None:
        rows = [{**row, "sort": number} for number, row in enumerate(stages)]
        save_children(step, RoundStage, "round_id", saved, rows)
    keep_doubts(step, AwardRound, saved, found, reason)
    step.say(f"Putaran {own.get('title') or before.get('title')} disimpan", reason)
    return saved


def _stages_before(step: Step, previous_id: object, version_id: object) -> list[dict[str, Any]]:
    """Stages of the round before under the same rule, as it named them; their dates are not this year's."""
    if not previous_id:
        return []
    rows = step.session.execute(
        select(RoundStage.stage, RoundStage.name, RoundStage.basis)
        .join(AwardRound, AwardRound.id == RoundStage.round_id)
        .where(RoundStage.round_id == int(str(previous_id)), AwardRound.instrument_version_id == version_id)
        .order_by(RoundStage.sort, RoundStage.id)
    )
    return [{"stage": row.stage, "name": row.name, "basis": row.basis} for row in rows]


def stages_of(instrument: Instrument) -> tuple[AwardStage, ...]:
    """The stages of a round under this rule, in order; those the rule does not know are left out."""
    words = " ".join(instrument.stages).casefold()
    return tuple(
        stage
        for stage in AwardStage
        if stage in _ALWAYS or stage.value in words
    )  # fmt: skip


def _problems(step: Step, values: Mapping[str, Any]) -> Iterable[Problem]:
    today = today_of(step)
    yield from problems(ROUND, values, today=today, checks=(round_checks,))
    rows = values.get(STAGES.key, ())
    yield from row_problems(STAGES.key, STAGES.title, STAGES.fields, rows, today=today)
    kinds = [row.get("stage") for row in rows]
    if len(set(kinds)) < len(kinds):
        yield Problem(STAGES.key, "Satu tahap ditulis dua kali. Hapus salah satu barisnya.")


def _refuse_judged(step: Step, id: int | None) -> None:
    if id is None:
        return
    judged = (
        select(Assessment.id)
        .join(AwardEntry, AwardEntry.id == Assessment.award_entry_id)
        .where(AwardEntry.round_id == id, Assessment.trashed_at.is_(None))
    )
    if step.session.execute(judged.limit(1)).first() is not None:
        raise Refused(
            "Instrumen putaran ini tidak dapat diganti karena sudah ada unit yang dinilai.",
            "Buat putaran baru bila aturannya berbeda.",
            ("instrument",),
        )


def _free_code(step: Step, year: int) -> str:
    code = f"P2HAM-{year}"
    taken = step.session.execute(select(AwardRound.id).where(AwardRound.code == code).limit(1)).first()
    return next_code(step, AwardRound, code, width=1) if taken else code
