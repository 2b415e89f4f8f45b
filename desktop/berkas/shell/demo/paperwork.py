"""Writes the letters and the proposed destruction of a sample. Imports no Qt."""

from dataclasses import replace
from datetime import date

from berkas.engine.assessing import install
from berkas.engine.letters import begin_letter, give_number
from berkas.engine.retention import make_list, save_rule
from berkas.engine.rulebook import Rulebook
from berkas.rooms.visits.report.letters import visit_letter_values
from berkas.rules.instruments import Instrument
from berkas.shell.demo.names import id_of
from berkas.shell.demo.reading import SampleOffice, Values
from berkas_db.changes import Step
from berkas_db.tables import Visit


def write_paperwork(step: Step, office: SampleOffice, rulebook: Rulebook) -> None:
    """Letters about visits, numbered where the sample says so; a newer wording to compare figures with;
    rules of retention and one list.
    """
    for record in office["versi"]:
        install(step, _reworded(rulebook.instrument(record["instrument"]), record))
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


def _reworded(instrument: Instrument, record: Values) -> Instrument:
    """The same instrument under another edition with one question in other words; it is not in force."""
    sections = tuple(
        replace(
            section,
            items=tuple(
                replace(item, label=record["label"]) if item.key == record["item"] else item
                for item in section.items
            ),
        )
        for section in instrument.sections
    )
    return replace(instrument, version=record["edition"], sections=sections)
