"""Saves a filled instrument in one step: its head, its answers, what is kept apart, its state.

Names, NIK and guardians never lie among the answers: they go to the vault and a code stands in their place.
A red flag of a complete sheet opens a confidential follow-up (see `redflags`).
"""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import select

from berkas.engine.access import Right, require
from berkas.engine.assessing import (
    install,
    instrument_of,
    save_answers,
    start,
)
from berkas.engine.due import rulebook_of
from berkas.engine.records import (
    GONE,
    columns_of,
    keep_doubts,
    refuse_hard,
    today_of,
    values_before,
)
from berkas.engine.rulebook import RulebookError
from berkas.engine.second_keying import has_begun, refuse_awaited
from berkas.rooms.visits.commands.apart import keep_apart
from berkas.rooms.visits.commands.forms import form_numbered, note_keyed
from berkas.rooms.visits.commands.redflags import open_flags
from berkas.rooms.visits.fields.interview import HEAD, SUBJECTS, head_checks
from berkas.rules.answers import Answer, Answers
from berkas.rules.fields import Problem, Severity, problems
from berkas.rules.instruments import Instrument, Kind, Level, Route
from berkas.rules.vocabulary import AnswerPass, AssessmentState
from berkas_db.changes import Step
from berkas_db.errors import Refused
from berkas_db.tables import (
    Assessment,
    Recipient,
    SurveyPeriod,
)

_HEAD_FIELDS = tuple(field for field in HEAD if field.key != "instrument")
_SETTLED = frozenset({AssessmentState.TERVERIFIKASI.value, AssessmentState.TERKUNCI.value})


def save_assessment(
    step: Step,
    values: Mapping[str, Any],
    answers: Answers | None = None,
    *,
    id: int | None = None,
    version: int | None = None,
    reason: str = "",
) -> int:
    """Insert or update a filled instrument together with its answers. Returns the id.

    `values`: `instrument` (a key of the rulebook, for a new one) and columns of an assessment; the subject is
    the one of obh_id, service_id, unit_id, case_id, event_id, posbankum_id that is filled (a survey's comes
    from its period). `answers` None leaves the answers as they are. The state becomes Lengkap when nothing
    stands in the way, else Draf. Soft checks of a complete sheet want a reason, and so does a change of
    what was agreed on after two keyings, which is the verifier's.
    """
    require(step.actor, Right.RECORD)
    before = values_before(step, Assessment, id)
    if before.get("state") in _SETTLED:
        raise Refused("Lembar ini sudah diverifikasi atau terkunci dan tidak dapat diubah.")
    twice = answers is not None and before.get("scored_pass") == AnswerPass.AKHIR.value
    if twice:
        require(step.actor, Right.VERIFY)
    elif answers is not None and id is not None and has_begun(step.session, id):
        raise Refused("Lembar ini sedang diketik kedua kali; jawabannya tetap.")
    own = _with_survey(step, {key: value or None for key, value in values.items()})
    merged = before | own
    _settle_respondent(step, merged, own)
    found = problems(_HEAD_FIELDS, merged, today=today_of(step), checks=(head_checks,))
    refuse_hard(found)
    saved = _save_head(step, own, merged, id=id, version=version)
    instrument = _instrument_of(step, saved)
    if answers is not None:
        kept = _save_sheet(step, saved, instrument, answers, merged, reason=reason)
        found += settle_state(step, saved, instrument, kept)
    if twice:
        found.append(Problem("jawaban_akhir", "Jawaban sesudah dua ketikan diubah.", Severity.SOFT))
    _note_form(step, own, merged, saved, instrument)
    keep_doubts(step, Assessment, saved, found, reason)
    code = step.session.execute(select(Assessment.code).where(Assessment.id == saved)).scalar_one()
    step.say(f"Lembar {code} disimpan", reason)
    return saved


def _with_survey(step: Step, own: dict[str, Any]) -> dict[str, Any]:
    """A survey's sheet takes subject and instrument from its period."""
    if not own.get("survey_period_id"):
        return own
    period = step.session.get(SurveyPeriod, int(own["survey_period_id"]))
    if period is None:
        raise Refused("Periode survei itu sudah tidak ada.")
    if period.is_closed:
        raise Refused(f"Periode {period.label} sudah ditutup; isian baru tidak diterima.")
    subject = {"service_id": period.service_id} if period.service_id else {"unit_id": period.unit_id}
    return {"instrument": period.instrument_key} | own | subject


def _settle_respondent(step: Step, merged: dict[str, Any], own: dict[str, Any]) -> None:
    """A chosen recipient's code is the respondent's code."""
    if merged.get("recipient_id") and not merged.get("respondent_code"):
        code = step.session.execute(
            select(Recipient.code).where(Recipient.id == int(merged["recipient_id"]))
        ).scalar_one_or_none()
        merged["respondent_code"] = own["respondent_code"] = code


def _save_head(
    step: Step,
    own: Mapping[str, Any],
    merged: Mapping[str, Any],
    *,
    id: int | None,
    version: int | None,
) -> int:
    column = next(key for key in SUBJECTS if merged.get(key))
    columns = columns_of(Assessment, own)
    if id is not None:
        columns |= {"subject_kind": SUBJECTS[column]} | {
            key: int(merged[key]) if key == column else None for key in SUBJECTS
        }
        step.update(Assessment, id, columns, version=version)
        return id
    try:
        instrument = rulebook_of(step.session).instrument(str(own.get("instrument") or ""))
    except RulebookError as error:
        raise Refused(str(error), fields=("instrument",)) from error
    version_id = install(step, instrument)
    for key in SUBJECTS:
        columns.pop(key, None)
    return start(step, version_id, SUBJECTS[column], int(merged[column]), columns)


def _instrument_of(step: Step, assessment_id: int) -> Instrument:
    version_id = step.session.execute(
        select(Assessment.instrument_version_id).where(Assessment.id == assessment_id)
    ).scalar_one()
    return instrument_of(step.session, version_id)


def _note_form(
    step: Step, own: Mapping[str, Any], merged: Mapping[str, Any], saved: int, instrument: Instrument
) -> None:
    """Say which paper form was keyed, by its id or by its number within the visit."""
    form_id = own.get("paper_form_id")
    if own.get("form_number") and merged.get("visit_id"):
        number = int(own["form_number"])
        form_id = form_numbered(step, int(merged["visit_id"]), number, instrument.key)
    if form_id:
        note_keyed(step, int(form_id), saved)


def _save_sheet(
    step: Step, id: int, instrument: Instrument, answers: Answers, merged: Mapping[str, Any], *, reason: str
) -> dict[str, Answer]:
    known = {question.key for question in Route(instrument).questions}
    foreign = sorted(set(answers) - known)
    if foreign:
        raise Refused(f"Butir {foreign[0]} tidak ada pada instrumen {instrument.title}.")
    kept = dict(answers)
    if instrument.kind is Kind.WAWANCARA:
        kept = keep_apart(step, id, instrument, answers, merged, reason=reason)
    final = merged.get("scored_pass") == AnswerPass.AKHIR.value
    save_answers(step, id, kept, pass_=AnswerPass.AKHIR if final else AnswerPass.PERTAMA)
    return kept


def settle_state(step: Step, id: int, instrument: Instrument, answers: Answers) -> list[Problem]:
    """Draf or Lengkap, and how many errors are open; the soft checks of a complete sheet as doubts.

    What a complete sheet flags is followed up at once, in the same step, so that nobody can forget it.
    """
    progress = Route(instrument).progress(answers)
    hard = [check for check in progress.broken if check.level is Level.KERAS]
    state = AssessmentState.LENGKAP if progress.is_complete else AssessmentState.DRAF
    columns = {
        "state": state.value,
        "open_errors": len(progress.open_required) + len(progress.problems) + len(hard),
        "stopped_item": progress.stopped_at or None,
    }
    step.update(Assessment, id, columns)
    if state is AssessmentState.DRAF:
        return []
    open_flags(step, id, instrument, answers)
    return [
        Problem(f"periksa_{check.key}", check.message, Severity.SOFT)
        for check in progress.broken
        if check.level is Level.LUNAK
    ]


def verify_assessment(step: Step, id: int, *, version: int | None = None) -> None:
    """Say that a complete sheet was checked; from then on only `return_assessment` opens it again."""
    require(step.actor, Right.VERIFY)
    row = _complete(step, id)
    if row.state != AssessmentState.LENGKAP.value:
        raise Refused(f"Lembar {row.code} sudah {AssessmentState.label_of(row.state).lower()}.")
    columns = {"state": AssessmentState.TERVERIFIKASI.value} | _verified(step)
    step.update(Assessment, id, columns, version=version)
    step.say(f"Lembar {row.code} diverifikasi")


def return_assessment(step: Step, id: int, reason: str, *, version: int | None = None) -> None:
    """Give a verified sheet back to whoever keyed it, with the reason; a locked one stays as it is."""
    require(step.actor, Right.VERIFY)
    row = _complete(step, id)
    if row.state != AssessmentState.TERVERIFIKASI.value:
        raise Refused(f"Hanya lembar terverifikasi yang dikembalikan; {row.code} tidak.")
    if not reason.strip():
        raise Refused("Alasan pengembalian belum diisi.")
    columns = {"state": AssessmentState.LENGKAP.value, "verified_at": None, "verified_by_id": None}
    step.update(Assessment, id, columns, version=version)
    step.say(f"Lembar {row.code} dikembalikan untuk diperbaiki", reason.strip())


def lock_assessment(step: Step, id: int, *, version: int | None = None) -> None:
    """Lock a sheet, so that its answers stay as they are; one that is only complete is verified by it."""
    require(step.actor, Right.VERIFY)
    row = _complete(step, id)
    if row.state == AssessmentState.TERKUNCI.value:
        raise Refused(f"Lembar {row.code} sudah terkunci.")
    columns = {"state": AssessmentState.TERKUNCI.value, "locked_at": step.now}
    if row.verified_at is None:
        columns |= _verified(step)
    step.update(Assessment, id, columns, version=version)
    step.say(f"Lembar {row.code} diverifikasi dan dikunci")


def _complete(step: Step, id: int) -> Assessment:
    """A sheet a verifier may decide about: complete, and keyed twice where that is due."""
    row = step.session.get(Assessment, id)
    if row is None or row.trashed_at is not None:
        raise Refused(GONE)
    if row.state == AssessmentState.DRAF.value:
        raise Refused(f"Lembar {row.code} masih draf; lengkapi dahulu isiannya.")
    refuse_awaited(step.session, row)
    return row


def _verified(step: Step) -> dict[str, Any]:
    return {"verified_at": step.now, "verified_by_id": step.actor.user_id}


def mark_sidbankum(step: Step, ids: Sequence[int], on: str) -> None:
    """Mark sheets as typed into Sidbankum on a day."""
    require(step.actor, Right.RECORD)
    for id_ in ids:
        step.update(Assessment, id_, {"sidbankum_on": on})
    step.say(f"{len(ids)} lembar ditandai sudah diinput ke Sidbankum")
