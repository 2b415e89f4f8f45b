"""Writes the letters and the proposed destruction of a sample. Imports no Qt."""

from datetime import date

from berkas.engine.letters import begin_letter, give_number
from berkas.engine.retention import make_list, save_rule
from berkas.rooms.visits.report.letters import visit_letter_values
from berkas.shell.demo.names import id_of
from berkas.shell.demo.reading import SampleOffice
from berkas_db.changes import Step
from berkas_db.tables import Visit


def write_paperwork(step: Step, office: SampleOffice) -> None:
    """Letters about visits, numbered where the sample says so; rules of retention and one list."""
    for record in office["surat"]:
        on = date.fromisoformat(record["on"])
        visit = id_of(step, Visit, "code", record["visit_id"])
        letter = begin_letter(
            step, record["text"], visit_letter_values(step.session, visit, on), on, about_id=visit
        )
        if record.get("is_numbered"):
            give_number(step, letter)
    for record in office["retensi"]:
        save_rule(step, record["kind"], record)
    if office["retensi"]:
        make_list(step)
    step.say("Surat dan usulan pemusnahan contoh disiapkan")
