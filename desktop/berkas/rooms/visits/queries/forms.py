"""Reads the numbered paper forms of a visit and whether they add up."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from berkas.rules.vocabulary import FormState
from berkas_db.tables import InstrumentVersion, PaperForm


@dataclass(frozen=True, slots=True)
class Reconciliation:
    """Printed = keyed + void + missing; `unaccounted` are the numbers nobody has said anything about."""

    printed: int
    keyed: int
    void: int
    missing: int
    unaccounted: tuple[int, ...]

    @property
    def adds_up(self) -> bool:
        """Whether every printed form is accounted for."""
        return self.printed == self.keyed + self.void + self.missing


def forms_of(session: Session, visit_id: int) -> list[dict[str, Any]]:
    """The paper forms of a visit by number."""
    rows = session.execute(
        select(
            PaperForm.id,
            PaperForm.number,
            PaperForm.code,
            PaperForm.variant,
            PaperForm.page,
            PaperForm.state,
            PaperForm.reason,
            PaperForm.assessment_id,
            PaperForm.instrument_version_id,
            InstrumentVersion.title,
            InstrumentVersion.key,
        )
        .join(InstrumentVersion, InstrumentVersion.id == PaperForm.instrument_version_id)
        .where(PaperForm.visit_id == visit_id)
        .order_by(PaperForm.number, PaperForm.id)
    )
    return [dict(row) for row in rows.mappings()]


def reconcile(session: Session, visit_id: int) -> Reconciliation:
    """How the printed forms of a visit add up."""
    rows = forms_of(session, visit_id)
    states = [row["state"] for row in rows]
    open_numbers = tuple(row["number"] for row in rows if row["state"] == FormState.DICETAK.value)
    return Reconciliation(
        len(rows),
        states.count(FormState.DIKETIK.value),
        states.count(FormState.BATAL.value),
        states.count(FormState.HILANG.value),
        open_numbers,
    )
