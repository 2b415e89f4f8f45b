"""When an OBH must have answered a request, and who is known to be a child. Reads only."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from berkas.engine.due import UNANSWERED, calendar_of, version_on
from berkas.engine.due import answer_due as last_day_of_answer
from berkas_db.tables import Unit

CLOCK, STEP = "permohonan_bankum", "jawaban"
_LPKA = "lpka"


def answer_due(session: Session, values: Mapping[str, Any]) -> str | None:
    """The last day (ISO) for the answer to a complete request that nobody answered; None otherwise."""
    completed = values.get("completed_on")
    if values.get("answered_on") or values.get("state") not in UNANSWERED or not completed:
        return None
    return last_day_of_answer(session, completed)


def answer_note(session: Session, completed: str, answered: str | None, today: date) -> tuple[str, str]:
    """The sentence under “berkas lengkap”, and its tone."""
    due = last_day_of_answer(session, completed)
    if due is None:
        return "", ""
    last = date.fromisoformat(due)
    version = version_on(session, CLOCK, date.fromisoformat(completed))
    words = f"Jawaban OBH paling lambat {last.day:02}-{last.month:02}-{last.year}"
    rule = f"{version.step(STEP).days} hari kerja, {version.source}"
    if answered:
        late = answered > due
        state = "dijawab terlambat" if late else "dijawab tepat waktu"
        return f"{words}: {state} ({rule}).", "peringatan" if late else "baik"
    left = calendar_of(session).count_between(today, last)
    if left < 0:
        return f"{words}: terlambat {-left} hari kerja ({rule}).", "bahaya"
    return f"{words}: {left} hari kerja lagi ({rule}).", "peringatan" if left <= 1 else ""


def known_child(session: Session, values: Mapping[str, Any]) -> dict[str, Any]:
    """The mark of a child where status, age group or place already says it; empty when nothing does."""
    if values.get("is_child"):
        return {}
    basis = ""
    if values.get("status") == "anak_binaan":
        basis = "Status Anak Binaan"
    elif values.get("age_group") == "di_bawah_18":
        basis = "Kelompok umur di bawah 18 tahun"
    elif values.get("unit_id"):
        unit_id = int(values["unit_id"])
        kind = session.execute(select(Unit.kind).where(Unit.id == unit_id)).scalar_one_or_none()
        basis = "Ditempatkan di LPKA" if kind == _LPKA else ""
    return {"is_child": True, "child_basis": values.get("child_basis") or basis} if basis else {}
