"""Begins the written notice of a request for information and links it to its request."""

from collections.abc import Mapping
from datetime import date

from berkas.engine.access import Right, require
from berkas.engine.letters import begin_letter
from berkas_db.changes import Step
from berkas_db.errors import Refused
from berkas_db.tables import PpidRequest

NOTICE = "pemberitahuan_ppid"


def begin_notice(step: Step, request_id: int, values: Mapping[str, str], on: date) -> int:
    """Put the notice into the register of outgoing papers. Returns the letter's id."""
    require(step.actor, Right.RECORD)
    if step.session.get(PpidRequest, request_id) is None:
        raise Refused("Permohonan ini sudah tidak ada.")
    letter = begin_letter(step, NOTICE, values, on)
    step.update(PpidRequest, request_id, {"letter_id": letter})
    return letter
