"""A complaint that came in twice: what hangs on it moves, its number and its steps stay in the register."""

from sqlalchemy import select

from berkas.engine.likeness.pairs import LikenessKind
from berkas.engine.records import today_of
from berkas.rooms.complaints.commands.work import record_event
from berkas.rooms.complaints.fields.intake import COMPLAINT
from berkas.rooms.complaints.queries.doubles import alike_complaints
from berkas.rules.vocabulary import ComplaintEvent as Event
from berkas_db.changes import Step
from berkas_db.tables import Complaint

_WHY = "Pengaduan yang sama, tercatat dua kali."


def _retire(step: Step, gone: int, kept: int, reason: str) -> None:
    """The one that goes is closed as merged: in the trash it would leave a hole in the register."""
    number = step.session.execute(select(Complaint.number).where(Complaint.id == kept)).scalar_one()
    values = {
        "on_date": today_of(step).isoformat(),
        "other_number": number,
        "note": reason.strip() or _WHY,
    }
    record_event(step, gone, Event.DIGABUNG, values)
    # A number of another system stands at one complaint only, which is the one that stays.
    step.update(Complaint, gone, {"external_system": None, "external_number": None})


COMPLAINTS = LikenessKind(
    key="complaint",
    title="Pengaduan",
    model=Complaint,
    fields=COMPLAINT,
    find=alike_complaints,
    retire=_retire,
    stay=frozenset({"complaint", "complaint_event", "complaint_link", "due", "disposition"}),
    fixed=frozenset({
        "number", "ask_code", "status", "clock_key", "clock_version", "complaint_class", "stream",
        "received_on", "received_time", "agenda_on", "next_step", "next_due_on", "completed_on",
        "answered_on", "decided_on", "closed_on", "close_reason", "result", "result_text",
        "has_benefit", "handed_to", "merged_into_id", "box_opening_id",
    }),
    marks=frozenset({"is_anonymous", "is_secret", "is_restricted"}),
)  # fmt: skip
"""What decides the clock and the way of a complaint stays as it is on the one that is kept."""
