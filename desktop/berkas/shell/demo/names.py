"""Turns the names a sample uses for other records into their ids, inside the step that writes.

Imports no Qt.
"""

from collections.abc import Mapping
from typing import Any

from berkas.shell.demo.reading import SampleError, Values
from berkas_db.changes import Step
from berkas_db.tables import (
    AccreditationPeriod,
    Agreement,
    AwardRound,
    Base,
    Finding,
    LegalCase,
    Ministry,
    Obh,
    ObhDocument,
    Official,
    OutreachEvent,
    Person,
    Recipient,
    Regency,
    Requirement,
    Service,
    SurveyPeriod,
    Unit,
    Visit,
)

_KNOWN: Mapping[str, tuple[type[Base], str]] = {
    "unit_id": (Unit, "code"),
    "moved_to_unit_id": (Unit, "code"),
    "obh_id": (Obh, "code"),
    "regency_id": (Regency, "code"),
    "ministry_id": (Ministry, "code"),
    "period_id": (AccreditationPeriod, "code"),
    "board_period": (AccreditationPeriod, "code"),
    "requirement_id": (Requirement, "code"),
    "document_id": (ObhDocument, "title"),
    "agreement_id": (Agreement, "number"),
    "recipient_id": (Recipient, "code"),
    "case_id": (LegalCase, "code"),
    "visit_id": (Visit, "code"),
    "event_id": (OutreachEvent, "code"),
    "round_id": (AwardRound, "code"),
    "finding_id": (Finding, "code"),
    "survey_period_id": (SurveyPeriod, "code"),
    "official_id": (Official, "name"),
    "lead_official_id": (Official, "name"),
    "owner_official_id": (Official, "name"),
    "person_id": (Person, "name"),
}
"""Entry → the record it names, and by which column."""


def resolved(step: Step, record: Mapping[str, Any], *, but: tuple[str, ...] = ()) -> Values:
    """A copy of a record (and its rows) with ids in place of names, without the entries `but`."""
    return {key: _value(step, key, value) for key, value in record.items() if key not in but}


def with_source(record: Mapping[str, Any]) -> Values:
    """A record whose source stands in its note, for forms that have no entry for it."""
    own = dict(record)
    source = own.pop("source", None)
    if source:
        own["note"] = f"Sumber: {source}." + (f"\n{own['note']}" if own.get("note") else "")
    return own


def id_of(step: Step, model: type[Base], column: str, name: str) -> int:
    """The id of the record with this code or name. Raises SampleError when there is none."""
    row: Any = step.session.query(model).filter_by(**{column: name}).first()
    if row is None:
        raise SampleError(f"“{name}” tidak ada pada {model.__tablename__}.")
    return row.id


def _value(step: Step, key: str, value: Any) -> Any:  # noqa: ANN401  any value of a sample
    if isinstance(value, list):
        return [resolved(step, row) if isinstance(row, dict) else row for row in value]
    if key == "service_id":
        unit, _, code = str(value).partition("/")
        found = step.session.query(Service).filter_by(unit_id=id_of(step, Unit, "code", unit), code=code)
        service = found.first()
        if service is None:
            raise SampleError(f"Layanan “{value}” tidak ada.")
        return service.id
    if key in _KNOWN:
        model, column = _KNOWN[key]
        return id_of(step, model, column, str(value))
    return value
