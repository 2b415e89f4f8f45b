"""Keeps the figures “Periksa kelengkapan” goes by in this office, with what they rest on."""

from collections.abc import Mapping
from typing import Any

from berkas.engine.access import Right, require
from berkas.engine.officesettings import keep_office_setting
from berkas.engine.preflightrules import SETTING
from berkas.engine.records import refuse_hard, today_of
from berkas.rooms.office.fields.checkrules import CHECK_RULES
from berkas.rooms.office.queries.checkrules import load_check_rules, shipped
from berkas.rules.fields import problems
from berkas_db.changes import Step
from berkas_db.errors import Refused


def save_check_rules(step: Step, values: Mapping[str, Any]) -> None:
    """Keep what differs from the program's figures. Refused without a basis, and for limits that cross."""
    require(step.actor, Right.MANAGE_OFFICE)
    all_values = dict(load_check_rules(step.session).values) | dict(values)
    refuse_hard(problems(CHECK_RULES, all_values, today=today_of(step)))
    if all_values["foto.gelap"] >= all_values["foto.terang"]:
        raise Refused(
            "Batas gelap harus di bawah batas terlalu terang.", fields=("foto.gelap", "foto.terang")
        )
    if all_values["mirip.pasti"] > all_values["mirip.jauh"]:
        raise Refused(
            "Jarak yang sudah pasti tidak boleh melebihi jarak terjauh.", fields=("mirip.pasti", "mirip.jauh")
        )
    own: dict[str, Any] = {}
    for key, usual in shipped().items():
        if all_values.get(key) not in (None, "", usual):
            table, _, name = key.partition(".")
            own.setdefault(table, {})[name] = all_values[key]
    source = str(all_values.get("sumber") or "").strip()
    if own and not source:
        raise Refused("Dasar angka ini wajib diisi bila angkanya bukan angka program.", fields=("sumber",))
    keep_office_setting(step, SETTING, own | {"sumber": source} if own else None)
    step.say("Angka periksa kelengkapan diubah" if own else "Angka periksa kelengkapan dikembalikan", source)
