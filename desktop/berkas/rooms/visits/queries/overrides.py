"""Soft checks somebody confirmed with a reason: how many sheets each of them was confirmed on.

The reasons themselves stay with the sheets; a report counts them.
"""

from dataclasses import dataclass

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from berkas.engine.assessing import instrument_of
from berkas_db.tables import Assessment, SoftOverride

_OF_INSTRUMENT = "periksa_"
_OTHERS = {"jawaban_akhir": "Jawaban sesudah dua ketikan diubah."}
_ELSE = "Isian kepala lembar yang diragukan."


@dataclass(frozen=True, slots=True)
class Confirmed:
    """One check, and on how many sheets it was let stand with a reason."""

    message: str
    sheets: int


def confirmed_checks(session: Session, within: ColumnElement[bool]) -> tuple[Confirmed, ...]:
    """The checks confirmed on some sheets, the most frequent first; `within` chooses among assessments."""
    rows = session.execute(
        select(
            Assessment.instrument_version_id,
            SoftOverride.check_key,
            func.count(SoftOverride.record_uid.distinct()),
        )
        .join(SoftOverride, SoftOverride.record_uid == Assessment.uid)
        .where(SoftOverride.record_kind == "assessment", Assessment.trashed_at.is_(None), within)
        .group_by(Assessment.instrument_version_id, SoftOverride.check_key)
    )
    numbers: dict[str, int] = {}
    for version_id, key, number in rows:
        message = _message(session, version_id, key)
        numbers[message] = numbers.get(message, 0) + number
    ordered = sorted(numbers.items(), key=lambda each: (-each[1], each[0]))
    return tuple(Confirmed(message, number) for message, number in ordered)


def _message(session: Session, version_id: int, key: str) -> str:
    """What the person read who confirmed it."""
    if key.startswith(_OF_INSTRUMENT):
        checks = instrument_of(session, version_id).checks
        found = (check.message for check in checks if f"{_OF_INSTRUMENT}{check.key}" == key)
        return next(found, _ELSE)
    return _OTHERS.get(key, _ELSE)
