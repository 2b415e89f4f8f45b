"""What was typed into Sidbankum: the mark taken back again, and the order of typing for each instrument."""

from collections.abc import Sequence

from sqlalchemy import select

from berkas.engine.access import Right, require
from berkas.engine.records import today_of
from berkas.rooms.visits.fields.sidbankum import ORDER, order_problem
from berkas.rooms.visits.queries.sidbankum import newest_instrument
from berkas_db.changes import Step
from berkas_db.errors import Refused
from berkas_db.tables import Assessment, TextModule


def unmark_sidbankum(step: Step, ids: Sequence[int], reason: str) -> int:
    """Take back that sheets were typed into Sidbankum, with the reason. Returns how many were marked."""
    require(step.actor, Right.RECORD)
    if not reason.strip():
        raise Refused(
            "Alasan membatalkan tanda Sidbankum belum diisi.", "Tulis alasannya dalam satu kalimat."
        )
    marked = [
        id_
        for id_ in ids
        if (row := step.session.get(Assessment, id_)) is not None and row.sidbankum_on is not None
    ]
    if not marked:
        raise Refused("Lembar yang dipilih tidak bertanda sudah diinput ke Sidbankum.")
    for id_ in marked:
        step.update(Assessment, id_, {"sidbankum_on": None})
    step.say(f"Tanda Sidbankum pada {len(marked)} lembar dibatalkan", reason.strip())
    return len(marked)


def save_sidbankum_order(step: Step, instrument: str, text: str) -> int | None:
    """Keep an order for an instrument's key, an empty text: the form's own again. Returns the id."""
    require(step.actor, Right.RECORD)
    form = newest_instrument(step.session, instrument)
    if form is None:
        raise Refused(f"Instrumen “{instrument}” belum pernah dipakai di kantor ini.")
    there = step.session.execute(
        select(TextModule.id).where(
            TextModule.document_kind == ORDER, TextModule.key == f"{ORDER}:{instrument}"
        )
    ).scalar_one_or_none()
    if not text.strip():
        if there is not None:
            step.delete(TextModule, there)
        step.say(f"Urutan Sidbankum {form.title} kembali ke urutan instrumen")
        return None
    problem = order_problem(text, form)
    if problem:
        raise Refused(problem)
    own = {"body": text, "title": f"Urutan Sidbankum: {form.title}", "valid_from": today_of(step).isoformat()}
    if there is None:
        there = step.insert(TextModule, {"key": f"{ORDER}:{instrument}", "document_kind": ORDER} | own)
    else:
        step.update(TextModule, there, own)
    step.say(f"Urutan Sidbankum {form.title} disimpan")
    return there
