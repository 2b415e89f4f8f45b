"""Saves the accreditations of an OBH with stages and numbers, the requirement board, and the dated rules."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from berkas.engine.access import Right, require
from berkas.engine.records import (
    refuse_hard,
    save_children,
    save_record,
    today_of,
    values_before,
)
from berkas.rooms.obh.fields.accreditation import (
    CATEGORY_RULE,
    PERIOD,
    REQUIREMENT,
    span_checks,
)
from berkas.rooms.obh.fields.places import REGENCY, regency_checks
from berkas.rooms.obh.queries.board import period_spans
from berkas.rules.accreditation import with_movements
from berkas.rules.fields import Field, Problem, problems
from berkas_db.changes import Step
from berkas_db.tables import (
    Accreditation,
    AccreditationMeasure,
    AccreditationPeriod,
    AccreditationStage,
    Base,
    CategoryRule,
    Regency,
    Requirement,
    RequirementItem,
)

HANGING: tuple[tuple[str, type[Base]], ...] = (
    ("stages", AccreditationStage),
    ("measures", AccreditationMeasure),
)
"""Rows that hang on an accreditation and name it by its period."""


def save_accreditations(step: Step, obh_id: int, values: Mapping[str, Any], given: Iterable[str]) -> None:
    """Make the accreditations of an OBH equal to the rows; movements are worked out, categories never.

    `values` are all rows, `given` the keys that were handed in; stages and numbers follow their period.
    """
    require(step.actor, Right.RECORD)
    begins = {period: span[0] for period, span in period_spans(step.session).items()}
    rows = with_movements(values.get("accreditations", ()), begins)
    ids = save_children(step, Accreditation, "obh_id", obh_id, rows)
    by_period = {str(row["period_id"]): id_ for row, id_ in zip(rows, ids, strict=True)}
    for key, model in HANGING:
        if key not in given:
            continue
        hanging: dict[int, list[Mapping[str, Any]]] = {id_: [] for id_ in ids}
        for row in values.get(key, ()):
            hanging[by_period[str(row["period_id"])]].append(row)
        for accreditation_id, own in hanging.items():
            save_children(step, model, "accreditation_id", accreditation_id, own)


def save_board(step: Step, obh_id: int, period_id: int, rows: Iterable[Mapping[str, Any]]) -> None:
    """Keep what was found for each requirement of one period; a row without a state is taken back."""
    require(step.actor, Right.RECORD)
    there = {
        row.requirement_id: row
        for row in step.session.execute(
            select(RequirementItem.__table__).where(
                RequirementItem.obh_id == obh_id, RequirementItem.period_id == period_id
            )
        )
    }
    for row in rows:
        known = there.get(row["requirement_id"])
        if not row.get("state"):
            if known is not None:
                step.delete(RequirementItem, known.id)
            continue
        found = {key: row.get(key) for key in ("state", "reason", "valid_until")}
        found["document_id"] = int(row["document_id"]) if row.get("document_id") else None
        if known is None:
            step.insert(
                RequirementItem,
                found
                | {
                    "obh_id": obh_id,
                    "period_id": period_id,
                    "requirement_id": row["requirement_id"],
                    "checked_on": row.get("checked_on") or today_of(step).isoformat(),
                    "checked_by_id": step.actor.user_id,
                },
            )
        elif any(getattr(known, key) != value for key, value in found.items()):
            looked = {"checked_on": today_of(step).isoformat(), "checked_by_id": step.actor.user_id}
            step.update(RequirementItem, known.id, found | looked)


@dataclass(frozen=True, slots=True)
class _Rule:
    """A table of dated rules: its form, and what one row is called."""

    model: type[Base]
    fields: tuple[Field, ...]
    word: str


_PERIOD = _Rule(AccreditationPeriod, PERIOD, "Periode akreditasi")
_CATEGORY = _Rule(CategoryRule, CATEGORY_RULE, "Aturan kategori")
_REQUIREMENT = _Rule(Requirement, REQUIREMENT, "Persyaratan akreditasi")
_PLACE = _Rule(Regency, REGENCY, "Wilayah")


def save_period(
    step: Step, values: Mapping[str, Any], *, id: int | None, version: int | None, reason: str = ""
) -> int:
    """Insert or update an accreditation period; periods may not overlap. Returns the id."""
    return _save_rule(step, _PERIOD, values, id=id, version=version, reason=reason)


def save_category_rule(
    step: Step, values: Mapping[str, Any], *, id: int | None, version: int | None, reason: str = ""
) -> int:
    """Insert or update one least number of a category. Returns the id."""
    return _save_rule(step, _CATEGORY, values, id=id, version=version, reason=reason)


def save_requirement(
    step: Step, values: Mapping[str, Any], *, id: int | None, version: int | None, reason: str = ""
) -> int:
    """Insert or update a requirement of accreditation. Returns the id."""
    return _save_rule(step, _REQUIREMENT, values, id=id, version=version, reason=reason)


def save_regency(
    step: Step, values: Mapping[str, Any], *, id: int | None, version: int | None, reason: str = ""
) -> int:
    """Insert or update a regency or city; its code stands once. Returns the id."""
    require(step.actor, Right.MANAGE_OFFICE)
    refuse_hard(regency_checks(values_before(step, Regency, id) | dict(values)))
    return _save_rule(step, _PLACE, values, id=id, version=version, reason=reason)


def _save_rule(
    step: Step, rule: _Rule, values: Mapping[str, Any], *, id: int | None, version: int | None, reason: str
) -> int:
    require(step.actor, Right.MANAGE_OFFICE)
    own = dict(values)
    before = values_before(step, rule.model, id)
    title = own.get("name") or own.get("label") or before.get("name") or before.get("label") or ""
    if not own.get("code") and rule is not _PLACE:
        own.pop("code", None)
        if "code" in rule.model.__table__.c and not before.get("code"):
            own["code"] = title.replace("–", "-").casefold().replace(" ", "_")[:40]
    merged = before | own
    refuse_hard(
        [
            *problems(rule.fields, merged, today=today_of(step), checks=(span_checks,)),
            *_twins(step, rule.model, merged, id),
        ]
    )
    saved = save_record(step, rule.model, own, id=id, version=version)
    step.say(f"{rule.word} {title or merged.get('regulation')} disimpan", reason)
    return saved


def _twins(step: Step, model: type[Base], values: Mapping[str, Any], id: int | None) -> Iterable[Problem]:
    """The same code twice; two periods, or two rules of one category and measure, that hold at one time."""
    others = [row for row in step.session.execute(select(model.__table__)).mappings() if row["id"] != id]
    if values.get("code") and any(row["code"] == values["code"] for row in others):
        yield Problem("code", f"Kode “{values['code']}” sudah dipakai. Beri kode lain.")
    if model is Regency and any(
        (row["name"].casefold(), row["province"].casefold())
        == (str(values.get("name")).casefold(), str(values.get("province")).casefold())
        for row in others
    ):
        yield Problem("name", f"{values['name']} sudah ada dalam daftar provinsi itu.")
    if model in (Requirement, Regency):
        return
    first, last = values.get("valid_from") or "", values.get("valid_until") or "9999"
    for row in others:
        same = model is AccreditationPeriod or all(
            row[key] == values.get(key) for key in ("category", "measure")
        )
        if same and first <= (row["valid_until"] or "9999") and row["valid_from"] <= last:
            what = f"periode {row['name']}" if model is AccreditationPeriod else f"aturan {row['regulation']}"
            yield Problem("valid_from", f"Masa ini tumpang tindih dengan {what}.")
