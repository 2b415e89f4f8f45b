"""Reads the numbered paper forms of a visit and whether they add up."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from berkas.rules.vocabulary import FormState
from berkas_db.tables import Assessment, InstrumentVersion, PaperForm, Visit


@dataclass(frozen=True, slots=True)
class Reconciliation:
    """Printed = keyed + void + missing; `unaccounted` are the numbers nobody has said anything about."""

    printed: int
    keyed: int
    void: int
    missing: int
    unaccounted: tuple[int, ...]
    missing_numbers: tuple[int, ...] = ()

    @property
    def adds_up(self) -> bool:
        """Whether every printed form is accounted for."""
        return self.printed == self.keyed + self.void + self.missing


@dataclass(frozen=True, slots=True)
class FormLine:
    """One printed form; `sheet` is the code of what was keyed from it."""

    id: int
    number: int
    code: str
    instrument: str
    state: FormState
    reason: str
    sheet: str
    sheet_id: int | None

    @property
    def is_keyed(self) -> bool:
        """Whether a sheet stands for it."""
        return self.state is FormState.DIKETIK

    @property
    def state_words(self) -> str:
        """What became of it, in the words of the office."""
        return "Belum jelas" if self.state is FormState.DICETAK else self.state.label


def forms_of(session: Session, visit_id: int) -> list[dict[str, Any]]:
    """The paper forms of a visit by number. A form whose sheet lies in the trash counts as not keyed."""
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
            Assessment.code.label("sheet"),
            Assessment.trashed_at,
        )
        .join(InstrumentVersion, InstrumentVersion.id == PaperForm.instrument_version_id)
        .outerjoin(Assessment, Assessment.id == PaperForm.assessment_id)
        .where(PaperForm.visit_id == visit_id)
        .order_by(PaperForm.number, PaperForm.id)
    )
    found = [dict(row) for row in rows.mappings()]
    for row in found:
        if row.pop("trashed_at") is not None:
            gone = f"Lembar {row['sheet']} di Sampah"
            row |= {"state": FormState.DICETAK.value, "reason": gone, "sheet": None, "assessment_id": None}
    return found


def reconcile(session: Session, visit_id: int) -> Reconciliation:
    """How the printed forms of a visit add up."""
    return forms_and_sums(session, visit_id)[1]


def forms_and_sums(session: Session, visit_id: int) -> tuple[tuple[FormLine, ...], Reconciliation]:
    """Every form of a visit, and how they add up."""
    lines = tuple(
        FormLine(
            row["id"],
            row["number"],
            row["code"],
            row["title"],
            FormState(row["state"]),
            row["reason"] or "",
            row["sheet"] or "",
            row["assessment_id"],
        )
        for row in forms_of(session, visit_id)
    )
    missing = tuple(line.number for line in lines if line.state is FormState.HILANG)
    return lines, Reconciliation(
        len(lines),
        sum(line.is_keyed for line in lines),
        sum(line.state is FormState.BATAL for line in lines),
        len(missing),
        tuple(line.number for line in lines if line.state is FormState.DICETAK),
        missing,
    )


def visits_with_forms(session: Session) -> list[tuple[int, str]]:
    """Visits that have numbered forms, the newest first, as (id, words)."""
    rows = session.execute(
        select(Visit.id, Visit.code, Visit.title)
        .join(PaperForm, PaperForm.visit_id == Visit.id)
        .where(Visit.trashed_at.is_(None))
        .group_by(Visit.id)
        .order_by(func.coalesce(Visit.from_date, "").desc(), Visit.id.desc())
    )
    return [(row.id, f"{row.code} · {row.title}") for row in rows]


def next_number(session: Session, visit_id: int, key: str, after: int = 0) -> int | None:
    """The lowest form number of an instrument that is not accounted for, behind `after` if there is one."""
    waiting = [
        row["number"]
        for row in forms_of(session, visit_id)
        if row["key"] == key and row["state"] == FormState.DICETAK.value
    ]
    return next((number for number in waiting if number > after), waiting[0] if waiting else None)


def number_of(session: Session, sheet_id: int) -> int | None:
    """The number of the paper form a sheet was keyed from."""
    return session.execute(select(PaperForm.number).where(PaperForm.assessment_id == sheet_id)).scalar()


def number_spans(numbers: Sequence[int]) -> str:
    """Numbers as people write them: “3, 5–8, 12”."""
    spans: list[list[int]] = []
    for number in sorted(numbers):
        if spans and number == spans[-1][1] + 1:
            spans[-1][1] = number
        else:
            spans.append([number, number])
    return ", ".join(str(first) if first == last else f"{first}–{last}" for first, last in spans)
