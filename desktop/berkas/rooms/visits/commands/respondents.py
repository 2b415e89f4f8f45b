"""Who a respondent is: looked at and corrected through the vault. A name comes in with the sheet."""

from collections.abc import Mapping
from typing import Any

from berkas.engine import identities
from berkas.engine.access import Right, require
from berkas.engine.naming import respondent_of
from berkas_db.changes import Step
from berkas_db.errors import Refused


def reveal_respondent(step: Step, id: int, reason: str) -> dict[str, Any]:
    """Who answered this sheet, for one look that the journal keeps. Refused without right or reason."""
    require(step.actor, Right.SEE_IDENTITY)
    return identities.reveal(step, _respondent(step, id), reason)


def correct_respondent(step: Step, id: int, values: Mapping[str, Any], reason: str) -> None:
    """Correct who answered this sheet, with a reason."""
    require(step.actor, Right.RECORD)
    identities.correct(step, _respondent(step, id), values, reason)


def _respondent(step: Step, id: int) -> int:
    found = respondent_of(step.session, id)
    if found is None:
        raise Refused("Lembar ini tidak mencatat siapa respondennya.")
    return found
