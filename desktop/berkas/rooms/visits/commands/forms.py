"""Numbered paper forms of a visit: printed = keyed + void + missing."""

from collections.abc import Sequence

from sqlalchemy import func, select

from berkas.engine.access import Right, require
from berkas.engine.assessing import install
from berkas.engine.due import rulebook_of
from berkas.engine.records import GONE, today_of
from berkas.engine.rulebook import RulebookError
from berkas.rules.vocabulary import FormState
from berkas_db.changes import Step
from berkas_db.errors import Refused
from berkas_db.tables import Assessment, InstrumentVersion, PaperForm, Visit

MOST_FORMS = 200
"""How many forms one step makes."""


def make_forms(
    step: Step, visit_id: int, instrument: str, number: int, *, variant: str = "biasa", page: str = "a4"
) -> list[int]:
    """Number so many blank forms of an instrument for a visit, on from the last number. Returns their ids."""
    require(step.actor, Right.RECORD)
    if not 1 <= number <= MOST_FORMS:
        raise Refused(f"Banyak formulir harus antara 1 dan {MOST_FORMS}.")
    visit = step.session.get(Visit, visit_id)
    if visit is None:
        raise Refused(GONE)
    try:
        version_id = install(step, rulebook_of(step.session).instrument(instrument))
    except RulebookError as error:
        raise Refused(str(error)) from error
    last = step.session.execute(
        select(func.max(PaperForm.number)).where(PaperForm.visit_id == visit_id)
    ).scalar_one()
    first = (last or 0) + 1
    made = [
        step.insert(
            PaperForm,
            {
                "visit_id": visit_id,
                "instrument_version_id": version_id,
                "number": serial,
                "code": f"{visit.code}-F{serial:03}",
                "variant": variant,
                "page": page,
                "printed_at": step.now,
            },
        )
        for serial in range(first, first + number)
    ]
    step.say(f"{number} formulir {visit.code} diberi nomor {first} sampai {first + number - 1}")
    return made


def settle_forms(step: Step, ids: Sequence[int], state: FormState, reason: str) -> None:
    """Say what became of paper forms that were not keyed: void or not returned, with the reason.

    `FormState.DICETAK` takes it back. A form whose sheet lies in the trash may be settled like any other.
    """
    require(step.actor, Right.RECORD)
    if state is FormState.DIKETIK:
        raise ValueError(state)
    if state is not FormState.DICETAK and not reason.strip():
        raise Refused("Alasan formulir batal atau tidak kembali belum diisi.")
    for id_ in ids:
        row = step.session.get(PaperForm, id_)
        if row is None or _keyed_on(step, row) is not None:
            raise Refused("Formulir yang sudah diketik tidak dapat dinyatakan batal atau hilang.")
        columns = {
            "state": state.value,
            "reason": reason.strip() or None,
            "state_on": today_of(step).isoformat(),
            "assessment_id": None,
        }
        step.update(PaperForm, id_, columns)
    step.say(f"{len(ids)} formulir: {state.label.lower()}", reason.strip())


def form_numbered(step: Step, visit_id: int, number: int, key: str) -> int:
    """The id of a visit's form by its number. Refuses one of another instrument, and one said to be void."""
    require(step.actor, Right.RECORD)
    row = step.session.execute(
        select(PaperForm.id, PaperForm.state, InstrumentVersion.key, InstrumentVersion.title)
        .join(InstrumentVersion, InstrumentVersion.id == PaperForm.instrument_version_id)
        .where(PaperForm.visit_id == visit_id, PaperForm.number == number)
    ).one_or_none()
    own = ("form_number",)
    if row is None:
        raise Refused(f"Formulir nomor {number} tidak ada pada kegiatan ini.", fields=own)
    if row.key != key:
        raise Refused(f"Formulir nomor {number} adalah formulir {row.title}.", fields=own)
    if row.state in (FormState.BATAL.value, FormState.HILANG.value):
        said = FormState(row.state).label.lower()
        raise Refused(f"Formulir nomor {number} dinyatakan {said}.", "Perbaiki pada Formulir kertas.", own)
    return row.id


def note_keyed(step: Step, form_id: int, assessment_id: int) -> None:
    """A form was keyed: it belongs to this sheet from now on, and to no other."""
    require(step.actor, Right.RECORD)
    row = step.session.get(PaperForm, form_id)
    if row is None:
        raise Refused("Formulir itu tidak dikenal.")
    there = _keyed_on(step, row)
    if there not in (None, assessment_id):
        raise Refused(f"Formulir nomor {row.number} sudah diketik pada lembar lain.", fields=("form_number",))
    columns = {
        "state": FormState.DIKETIK.value,
        "assessment_id": assessment_id,
        "state_on": today_of(step).isoformat(),
    }
    if there is None:
        _give_back(step, assessment_id)
        step.update(PaperForm, form_id, columns)


def _give_back(step: Step, assessment_id: int) -> None:
    """A sheet has one form: the one it was said to be keyed from before waits again."""
    before = select(PaperForm.id).where(PaperForm.assessment_id == assessment_id)
    for form_id in step.session.execute(before).scalars().all():
        waiting = {"state": FormState.DICETAK.value, "assessment_id": None, "state_on": None}
        step.update(PaperForm, form_id, waiting)


def _keyed_on(step: Step, row: PaperForm) -> int | None:
    """The sheet a form was keyed on, unless that lies in the trash."""
    return step.session.execute(
        select(Assessment.id).where(Assessment.id == row.assessment_id, Assessment.trashed_at.is_(None))
    ).scalar_one_or_none()
