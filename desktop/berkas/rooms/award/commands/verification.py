"""Judging a unit criterion by criterion: answers of a pass, notes beside them, proofs put under them."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import select

from berkas.engine.access import Right, require, require_any
from berkas.engine.assessing import save_answers, start
from berkas.engine.evidence import Proof, describe, keep, put_under, take_away
from berkas.engine.records import refuse_hard, today_of
from berkas.rooms.award.commands.locking import refuse_locked, refuse_sealed_proof
from berkas.rooms.award.fields import PROOF
from berkas.rooms.award.queries.sheet import PASSES, assessment_of, entry_place, load_sheet
from berkas.rules.answers import Answers
from berkas.rules.fields import problems
from berkas.rules.vocabulary import AnswerPass
from berkas_db.changes import Step
from berkas_db.errors import Refused
from berkas_db.tables import Answer, EvidenceUse

OWNER = "award_entry_id"


def judge(
    step: Step,
    entry_id: int,
    pass_: AnswerPass,
    answers: Answers,
    *,
    notes: Mapping[str, str] | None = None,
) -> int:
    """Make one pass of a unit's judgements equal to `answers`; notes belong to answered criteria.

    The first judgement makes the assessment. Returns the assessment's id.
    """
    require(step.actor, Right.RECORD if pass_ is AnswerPass.MANDIRI else Right.VERIFY)
    if pass_ not in PASSES:
        raise ValueError(pass_)
    refuse_locked(step, entry_id)
    place = entry_place(step.session, entry_id)
    sheet = load_sheet(step.session, entry_id)
    known = {question.key for question in sheet.route.questions}
    foreign = sorted(set(answers) - known)
    if foreign:
        raise Refused(f"Kriteria {foreign[0]} tidak ada pada instrumen putaran ini untuk {place.unit_name}.")
    assessment_id = assessment_of(step.session, entry_id)
    if assessment_id is None:
        columns = {OWNER: entry_id, "scored_pass": AnswerPass.AKHIR.value}
        assessment_id = start(step, place.version_id, "unit", place.unit_id, columns)
    save_answers(step, assessment_id, answers, pass_=pass_)
    if notes is not None:
        _save_notes(step, assessment_id, pass_, notes)
    step.say(f"{pass_.label} {place.unit_name} disimpan")
    return assessment_id


def judge_all(
    step: Step, entry_id: int, given: Mapping[AnswerPass, tuple[Answers, Mapping[str, str]]]
) -> int:
    """Save several passes of one unit in one step, in the order they are made. Returns how many."""
    require_any(step.actor, Right.RECORD, Right.VERIFY)
    for pass_ in PASSES:
        if pass_ in given:
            answers, notes = given[pass_]
            judge(step, entry_id, pass_, answers, notes=notes)
    return len(given)


def _save_notes(step: Step, assessment_id: int, pass_: AnswerPass, notes: Mapping[str, str]) -> None:
    rows = step.session.execute(
        select(Answer.id, Answer.item_code, Answer.note).where(
            Answer.assessment_id == assessment_id,
            Answer.answer_pass == pass_.value,
            Answer.row_no == 0,
        )
    ).all()
    for id_, code, note in rows:
        wanted = notes.get(code, "").strip() or None
        if wanted != note:
            step.update(Answer, id_, {"note": wanted})


def take_over(step: Step, entry_id: int, from_pass: AnswerPass, to_pass: AnswerPass) -> int:
    """Begin a later pass with an earlier one; what is already answered stays. Returns how many were taken."""
    require_any(step.actor, Right.RECORD, Right.VERIFY)
    sheet = load_sheet(step.session, entry_id)
    mine = dict(sheet.answers[to_pass])
    fresh = {key: answer for key, answer in sheet.answers[from_pass].items() if key not in mine}
    if fresh:
        notes = {**sheet.notes[from_pass], **sheet.notes[to_pass]}
        judge(step, entry_id, to_pass, mine | fresh, notes=notes)
    step.say(f"{len(fresh)} jawaban disalin dari {from_pass.label}")
    return len(fresh)


def add_proofs(
    step: Step,
    entry_id: int,
    item_code: str,
    proofs: Sequence[Proof],
    **columns: Any,  # noqa: ANN401
) -> list[int]:
    """Keep prepared files and put them under a criterion. Returns the ids of their uses, in order.

    `columns` are further columns of new proofs (caption, place, taken_by, is_example).
    """
    require(step.actor, Right.RECORD)
    refuse_locked(step, entry_id)
    place = entry_place(step.session, entry_id)
    uses: list[int] = []
    for proof in proofs:
        id_ = keep(step, proof, unit_id=place.unit_id, **columns)
        uses.append(put_under(step, id_, OWNER, entry_id, item_code))
    step.say(f"{len(uses)} bukti ditambahkan pada {place.unit_name}")
    return uses


def describe_proof(step: Step, use_id: int, values: Mapping[str, Any], *, version: int | None = None) -> None:
    """Write what a proof shows, where and when it was taken, and why it stands under several criteria."""
    require(step.actor, Right.RECORD)
    use = _use(step, use_id)
    refuse_hard(problems(PROOF, values, today=today_of(step)))
    own = dict(values)
    refuse_sealed_proof(step, use.evidence_id)
    shared = {"shared_reason": own.pop("shared_reason")} if "shared_reason" in own else {}
    describe(step, use.evidence_id, own, version=version)
    if shared:
        same = select(EvidenceUse.id).where(
            EvidenceUse.evidence_id == use.evidence_id, EvidenceUse.award_entry_id == use.award_entry_id
        )
        for id_ in step.session.execute(same).scalars().all():
            step.update(EvidenceUse, id_, shared)
    step.say("Keterangan bukti disimpan")


def remove_proof(step: Step, use_id: int) -> None:
    """Take a proof from its criterion; used nowhere else, it goes to the trash."""
    require(step.actor, Right.RECORD)
    _use(step, use_id)
    take_away(step, use_id)
    step.say("Bukti dikeluarkan dari kriteria")


def _use(step: Step, use_id: int) -> EvidenceUse:
    use = step.session.get(EvidenceUse, use_id)
    if use is None:
        raise Refused("Bukti ini sudah tidak ada pada kriteria itu.", "Muat ulang halaman.")
    if use.award_entry_id is not None:
        refuse_locked(step, use.award_entry_id)
    return use
