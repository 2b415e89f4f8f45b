"""Saves a word of a vocabulary. Words are never deleted, only given an end: old records still say them."""

import re
from collections.abc import Mapping
from typing import Any

from sqlalchemy import select

from berkas.engine.access import Right, require
from berkas.engine.records import refuse_hard, save_record, today_of, values_before
from berkas.rooms.office.fields.office import validity_checks
from berkas.rooms.office.fields.terms import TERM
from berkas.rules.fields import problems
from berkas_db.changes import Step
from berkas_db.errors import Refused
from berkas_db.tables import Term

_LONGEST = 40


def save_term(
    step: Step, values: Mapping[str, Any], *, id: int | None, version: int | None, reason: str = ""
) -> int:
    """Save a word; list and code of a word that is kept stay, because records point at them."""
    require(step.actor, Right.MANAGE_OFFICE)
    before = values_before(step, Term, id)
    own = dict(values)
    if id is None:
        own["code"] = (own.get("code") or "").strip() or code_of(str(own.get("label") or ""))
    elif any((own.get(key) or before[key]) != before[key] for key in ("kind", "code")):
        raise Refused(
            "Daftar dan kode istilah yang sudah disimpan tidak dapat diganti: catatan lain memakainya.",
            "Isi “Sampai” pada istilah ini, lalu buat istilah baru.",
            ("kind",),
        )
    else:
        own = {key: value for key, value in own.items() if key not in {"kind", "code"}}
    refuse_hard(problems(TERM, before | own, today=today_of(step), checks=(validity_checks,)))
    if id is None:
        _refuse_twin(step, own)
    saved = save_record(step, Term, own, id=id, version=version)
    step.say(f"Istilah {own.get('label') or before.get('label')} disimpan", reason)
    return saved


def code_of(label: str) -> str:
    """A code made of a label: “Radio komunitas” becomes `radio_komunitas`."""
    return re.sub(r"[^a-z0-9]+", "_", label.casefold()).strip("_")[:_LONGEST]


def _refuse_twin(step: Step, own: Mapping[str, Any]) -> None:
    if not own["code"]:
        raise Refused("Kode: belum diisi.", "Ketik kode dengan huruf dan angka.", ("code",))
    known = select(Term.label).where(Term.kind == own["kind"], Term.code == own["code"])
    label = step.session.execute(known).scalar_one_or_none()
    if label is not None:
        raise Refused(
            f"Istilah dengan kode “{own['code']}” sudah ada pada daftar ini: {label}.",
            "Pakai istilah itu, atau beri kode lain.",
            ("label",),
        )
