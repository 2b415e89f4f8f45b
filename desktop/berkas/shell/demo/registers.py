"""Writes the office, its units, and the register of legal aid of a sample. Imports no Qt."""

from typing import Any

from berkas.rooms.obh.commands import (
    move_claim,
    save_case,
    save_claim,
    save_obh,
    save_posbankum,
    save_prison,
    save_recipient,
)
from berkas.rooms.office.commands import (
    save_holiday,
    save_letterhead,
    save_office,
    save_official,
    save_pattern,
    save_unit,
)
from berkas.shell.demo.names import resolved, with_source
from berkas.shell.demo.reading import SampleOffice, Values
from berkas_db.changes import Step

REASON = "Data contoh."
"""Why the sample's soft checks are confirmed: names of fictitious organisations are alike on purpose."""
NEW: dict[str, Any] = {"id": None, "version": None}


def write_office(step: Step, office: SampleOffice) -> None:
    """The office itself, its letterheads, officials, number patterns, units and own holidays."""
    save_office(step, resolved(step, office.single("kantor")))
    for word, save in (("kop", save_letterhead), ("pejabat", save_official), ("pola_nomor", save_pattern)):
        for record in office[word]:
            save(step, resolved(step, record), **NEW)
    for record in _units(office):
        save_unit(step, resolved(step, with_source(record)), **NEW)
    for record in office["libur"]:
        save_holiday(step, resolved(step, record), **NEW)
    step.say("Kantor contoh dan unitnya disiapkan")


def _units(office: SampleOffice) -> list[Values]:
    """Units with the ministries that are written once for many of them."""
    ministries = {
        code: shared["ministries"] for shared in office["kementerian_unit"] for code in shared["units"]
    }
    return [
        record | ({"ministries": ministries[record["code"]]} if record["code"] in ministries else {})
        for record in office["unit"]
    ]


def write_legal_aid(step: Step, office: SampleOffice) -> None:
    """OBH, recipients by code, cases, posts in villages and services inside prisons."""
    for record in office["obh"]:
        _write_obh(step, record)
    for record in office["penerima"]:
        save_recipient(step, resolved(step, with_source(record)), reason=REASON, **NEW)
    for record in office["perkara"]:
        save_case(step, resolved(step, record), reason=REASON, **NEW)
    for record in office["reimbursement"]:
        _write_claim(step, record)
    for record in office["posbankum"]:
        save_posbankum(step, resolved(step, record), reason=REASON, **NEW)
    for record in office["layanan_lapas"]:
        save_prison(step, resolved(step, record), reason=REASON, **NEW)
    step.say("OBH, penerima, dan perkara contoh dimasukkan")


def _write_claim(step: Step, record: Values) -> None:
    """A claim with its checklist, then its way through the queue."""
    saved = save_claim(step, resolved(step, record, but=("steps",)), reason=REASON, **NEW)
    for each in record.get("steps", ()):
        move_claim(step, saved, each["state"], {key: each[key] for key in each if key != "state"})


def _write_obh(step: Step, record: Values) -> None:
    """An OBH with its rows; its board comes after the documents that prove it."""
    own = with_source(record)
    board = {key: own.pop(key) for key in ("board_period", "requirements") if key in own}
    saved = save_obh(step, resolved(step, own), reason=REASON, **NEW)
    if board:
        save_obh(step, resolved(step, board), id=saved, version=None, reason=REASON)
