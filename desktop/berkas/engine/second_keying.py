"""Second keying: a sample is drawn, another user keys it blind, differences are settled one by one.

A pile is what one person keyed about one OBH in one visit, or of one survey period. Of every pile a random
sample is keyed twice; the draw follows from its seed and can be made again by anybody. The agreed answers are
a pass of their own, the only one scores use from then on. Sample size and limit are the office's own rule.
Imports no Qt and no room.
"""

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from berkas.engine.access import Right, require
from berkas.engine.assessing import answers_of, instrument_of, save_answers
from berkas.engine.keying_batches import Batch, batch_of, first_hands, is_awaited
from berkas.engine.keying_quality import pile_of, piles_of
from berkas.engine.records import GONE
from berkas.engine.signing_in import has_users
from berkas.rules.answers import Answer, Answers
from berkas.rules.instruments import Route
from berkas.rules.second_keying import (
    Difference,
    Settled,
    Unsettled,
    agreed,
    as_text,
    chosen,
    differences,
    sample_size,
)
from berkas.rules.vocabulary import AnswerPass, AssessmentState, SampleOutcome
from berkas_db.changes import Step
from berkas_db.errors import Refused
from berkas_db.tables import (
    AppUser,
    Assessment,
    Keying,
    KeyingDifference,
    KeyingSample,
    Office,
    SurveyPeriod,
    Visit,
)

_LARGEST_SEED = 2**31


@dataclass(frozen=True, slots=True)
class Drawn:
    """Sheets drawn for second keying, and the seed they follow from."""

    seed: int
    sheets: tuple[int, ...]


def draw_sample(step: Step, batch: Batch, *, seed: int | None = None) -> Drawn:
    """Draw from every pile of a batch what is still missing to its sample. `seed` None: a new random one."""
    require(step.actor, Right.VERIFY)
    name = _name(step.session, batch)
    if not has_users(step.session):
        raise Refused(
            "Ketik kedua memerlukan akun: lembar diketik lagi oleh orang lain.",
            "Buat akun di Pengaturan Kantor.",
        )
    office = step.session.execute(select(Office)).scalar_one()
    lot = secrets.randbelow(_LARGEST_SEED) if seed is None else seed
    made: list[int] = []
    for pile in piles_of(step.session, batch):
        wanted = sample_size(len(pile.sheets), office.keying_sample_percent) - len(pile.sampled)
        free = {sheet.code: sheet.id for sheet in pile.sheets if sheet.is_free}
        for code in chosen(lot, free, max(0, wanted)):
            row = {
                "visit_id": batch.visit_id,
                "assessment_id": free[code],
                "keyer_id": pile.keyer_id,
                "obh_id": pile.obh_id,
                "batch": name,
                "drawn_at": step.now,
                "limit_percent": office.keying_limit_percent,
                "seed": lot,
                "drawn_from": len(pile.sheets),
            }
            step.insert(KeyingSample, row)
            made.append(free[code])
    if not made:
        raise Refused("Tidak ada lembar lengkap yang masih perlu diambil sebagai sampel.")
    step.say(f"{len(made)} lembar {name} diambil untuk ketik kedua (benih {lot})")
    return Drawn(lot, tuple(made))


def start_second(step: Step, id: int) -> None:
    """Begin to key a sheet a second time, or go on with it; whoever keyed or changed it first may not."""
    require(step.actor, Right.RECORD)
    row = _sheet(step.session, id)
    why_not = why_not_second(step.session, row, step.actor.user_id)
    if why_not:
        raise Refused(why_not)
    if _second(step.session, id) is None:
        columns = {
            "assessment_id": id,
            "answer_pass": AnswerPass.KEDUA.value,
            "keyed_by_id": step.actor.user_id,
            "started_at": step.now,
        }
        step.insert(Keying, columns)
    step.say(f"Ketik kedua lembar {row.code} dimulai")


def release_second(step: Step, id: int) -> None:
    """Let somebody else key a sheet that was begun a second time and not finished."""
    require(step.actor, Right.VERIFY)
    row = _sheet(step.session, id)
    begun = _second(step.session, id)
    if begun is None or begun.finished_at is not None:
        raise Refused(f"Ketik kedua lembar {row.code} tidak sedang berjalan.")
    step.delete(Keying, begun.id)
    step.say(f"Ketik kedua lembar {row.code} dilepas")


def why_not_second(session: Session, row: Assessment, user_id: int | None) -> str:
    """Why this user cannot key this sheet a second time; empty when nothing stands against it."""
    begun = _second(session, row.id)
    if begun is not None and begun.finished_at is not None:
        return f"Lembar {row.code} sudah diketik dua kali."
    if row.state != AssessmentState.LENGKAP.value or row.trashed_at is not None:
        return f"Lembar {row.code} tidak dalam keadaan lengkap."
    if user_id is None:
        return "Ketik kedua memerlukan akun: masuk dahulu dengan akun sendiri."
    if user_id in first_hands(session, row.id):
        return f"Lembar {row.code} Anda ketik sendiri. Ketik kedua dilakukan orang lain."
    if begun is not None and begun.keyed_by_id != user_id:
        name = session.execute(select(AppUser.full_name).where(AppUser.id == begun.keyed_by_id)).scalar()
        return f"Lembar {row.code} sedang diketik kedua oleh {name or 'orang lain'}."
    return ""


def has_begun(session: Session, id: int) -> bool:
    """Whether a second keying exists; from then on the first answers stay as they are."""
    return _second(session, id) is not None


def finish_second(step: Step, id: int, second: Answers, settled: Mapping[str, Settled]) -> dict[str, Answer]:
    """Keep the second keying, its differences and the agreed answers, which scores use from now on.

    `second` is what was keyed blind, before anything was settled. Returns the agreed answers.
    """
    require(step.actor, Right.RECORD)
    row = _sheet(step.session, id)
    begun = _second(step.session, id)
    if begun is None or begun.keyed_by_id != step.actor.user_id:
        raise Refused(f"Ketik kedua lembar {row.code} belum Anda mulai.")
    why_not = why_not_second(step.session, row, step.actor.user_id)
    if why_not:
        raise Refused(why_not)
    instrument = instrument_of(step.session, row.instrument_version_id)
    first = answers_of(step.session, id, pass_=AnswerPass.PERTAMA)
    try:
        final = agreed(instrument, first, second, settled)
    except Unsettled as error:
        raise Refused(str(error)) from error
    route = Route(instrument)
    open_ones = route.progress(final)
    if not open_ones.is_complete:
        number = len(open_ones.open_required) + len(open_ones.problems)
        raise Refused(f"Ketik kedua belum lengkap: {number or 'beberapa'} isian masih kurang atau salah.")
    save_answers(step, id, second, pass_=AnswerPass.KEDUA)
    save_answers(step, id, final, pass_=AnswerPass.AKHIR)
    _log(step, id, differences(route, first, second, final), settled)
    step.update(Keying, begun.id, {"finished_at": step.now})
    last = {
        "assessment_id": id,
        "answer_pass": AnswerPass.AKHIR.value,
        "keyed_by_id": step.actor.user_id,
        "started_at": begun.started_at,
        "finished_at": step.now,
    }
    step.insert(Keying, last)
    step.update(Assessment, id, {"scored_pass": AnswerPass.AKHIR.value})
    step.session.flush()
    _judge_pile(step, row)
    step.say(f"Lembar {row.code} selesai diketik dua kali")
    return final


def refuse_awaited(session: Session, row: Assessment) -> None:
    """Refuse to verify a sheet whose second keying is still waited for."""
    if is_awaited(session, row.id):
        raise Refused(f"Lembar {row.code} masih menunggu ketik kedua.", "Selesaikan ketik keduanya dahulu.")


def _log(step: Step, id: int, found: Sequence[Difference], settled: Mapping[str, Settled]) -> None:
    for one in found:
        how = settled[one.key]
        columns = {
            "assessment_id": id,
            "item_code": one.key,
            "first_value": as_text(one.first),
            "second_value": as_text(one.second),
            "settled": how.how.value,
            "final_value": as_text(how.final),
            "settled_by_id": step.actor.user_id,
            "settled_at": step.now,
        }
        step.insert(KeyingDifference, columns)


def _judge_pile(step: Step, row: Assessment) -> None:
    """When the whole sample of a pile is keyed twice: passed, or the whole pile must be."""
    batch = batch_of(row)
    pile = None if batch is None else pile_of(step.session, batch, row.id)
    if pile is None or pile.outcome is SampleOutcome.ULANG_SEMUA or pile.open_samples:
        return
    outcome = SampleOutcome.ULANG_SEMUA if pile.is_over else SampleOutcome.LOLOS
    for sample_id in pile.sampled:
        step.update(KeyingSample, sample_id, {"outcome": outcome.value})


def _name(session: Session, batch: Batch) -> str:
    """The code of the visit or of the survey period."""
    row = (
        session.get(Visit, batch.visit_id)
        if batch.period_id is None
        else session.get(SurveyPeriod, batch.period_id)
    )
    if row is None or row.trashed_at is not None:
        raise Refused(GONE)
    return row.code


def _sheet(session: Session, id: int) -> Assessment:
    row = session.get(Assessment, id, populate_existing=True)
    if row is None or row.trashed_at is not None:
        raise Refused(GONE)
    return row


def _second(session: Session, id: int) -> Keying | None:
    statement = select(Keying).where(Keying.assessment_id == id, Keying.answer_pass == AnswerPass.KEDUA.value)
    return session.execute(statement).scalar_one_or_none()
