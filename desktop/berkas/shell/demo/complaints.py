"""Writes complaints with their steps, box openings, PPID, supervision, reporting duties and follow-ups.

Imports no Qt.
"""

from collections.abc import Mapping
from typing import Any

from berkas.rooms.complaints.commands.information import save_information
from berkas.rooms.complaints.commands.intake import save_complaint
from berkas.rooms.complaints.commands.registers import save_box, save_duty, save_request, save_supervision
from berkas.rooms.complaints.commands.work import record_event
from berkas.rules.vocabulary import ComplaintEvent
from berkas.shell.demo.names import id_of, resolved
from berkas.shell.demo.reading import SampleOffice, Values
from berkas.shell.demo.registers import NEW, REASON
from berkas_db.changes import Step
from berkas_db.tables import Complaint, Finding, Followup, FollowupNote, ReportingDuty, SurveyProblem
from berkas_db.tables import ComplaintEvent as ComplaintEventRow


def write_complaints(step: Step, office: SampleOffice) -> None:
    """Complaints of every class with the steps done so far, and the registers beside them."""
    numbers: dict[str, str] = {}
    for record in office["pengaduan"]:
        _write_complaint(step, record, numbers)
    for record in office["kotak"]:
        save_box(step, resolved(step, record), reason=REASON, **NEW)
    for record in office["informasi"]:
        save_information(step, resolved(step, record), reason=REASON, **NEW)
    for record in office["ppid"]:
        save_request(step, resolved(step, record), reason=REASON, **NEW)
    for record in (*_shared_supervision(office), *office["pengawasan"]):
        save_supervision(step, resolved(step, record), reason=REASON, **NEW)
    for record in office["kewajiban"]:
        duty = id_of(step, ReportingDuty, "name", record["name"])
        save_duty(step, {"sent": record["sent"]}, id=duty, version=None, reason=REASON)
    step.say("Pengaduan contoh dan register di sekitarnya dimasukkan")


def _write_complaint(step: Step, record: Values, numbers: dict[str, str]) -> None:
    own = resolved(step, record, but=("key", "events"))
    saved = save_complaint(step, own, reason=REASON, **NEW)
    _date_back(step, saved, record["received_on"])
    kept = step.session.get(Complaint, saved)
    if kept is not None and record.get("key"):
        numbers[record["key"]] = kept.number
    for event in record.get("events", ()):
        record_event(step, saved, ComplaintEvent(event["kind"]), _event(step, event, numbers))


def _date_back(step: Step, complaint: int, received_on: object) -> None:
    """Enter it in the register on the day it came: the intake dates that with today, a sample tells of the
    past."""
    day = str(received_on)
    step.update(Complaint, complaint, {"agenda_on": day})
    recorded = step.session.query(ComplaintEventRow).filter_by(
        complaint_id=complaint, kind=ComplaintEvent.DICATAT.value
    )
    for event in recorded.all():
        step.update(ComplaintEventRow, event.id, {"on_date": day})


def _event(step: Step, event: Mapping[str, Any], numbers: Mapping[str, str]) -> Values:
    values = resolved(step, event, but=("kind", "other"))
    if event.get("other"):
        values["other_number"] = numbers[event["other"]]
    return values


def _shared_supervision(office: SampleOffice) -> list[Values]:
    """What was said to several units together, as one supervision per unit and subject."""
    shared = office.single("pengawasan_bersama")
    common = {key: value for key, value in shared.items() if key not in ("units", "pokok")}
    return [
        {**common, **subject, "unit_id": unit}
        for unit in shared.get("units", ())
        for subject in shared["pokok"]
    ]


def write_followups(step: Step, office: SampleOffice) -> None:
    """Findings from interviews and surveys, and the tasks that follow from them.

    Written as rows: the steps of the room date a closing with today, and a sample tells of the past.
    """
    for record in office["temuan"]:
        values = resolved(step, record)
        finding = step.insert(Finding, values)
        for fault in step.session.query(SurveyProblem).filter_by(
            survey_period_id=values.get("survey_period_id"), element=values.get("item_code")
        ):
            step.update(SurveyProblem, fault.id, {"finding_id": finding})
    for record in office["tindak_lanjut"]:
        task = step.insert(Followup, resolved(step, record, but=("notes",)))
        for note in record.get("notes", ()):
            step.insert(FollowupNote, {"followup_id": task, **note})
    step.say("Tindak lanjut contoh dimasukkan")
