"""The figures “Periksa kelengkapan” goes by, as the form of the office shows them."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy.orm import Session

from berkas.engine.officesettings import office_setting
from berkas.engine.preflightrules import SETTING, shipped_figures
from berkas.engine.records import Record
from berkas.rules.preflight import SEVERITIES


def shipped() -> dict[str, Any]:
    """The program's own figures by field."""
    figures = {
        f"{table}.{key}": value for table, own in shipped_figures().items() for key, value in own.items()
    }
    return figures | {f"bobot.{code}": each.value for code, each in SEVERITIES.items()}


def load_check_rules(session: Session) -> Record:
    """The figures in force: the office's own where it has some."""
    own: Mapping[str, Any] = office_setting(session, SETTING) or {}
    values = shipped()
    for table in ("foto", "mirip", "bobot"):
        given = own.get(table) or {}
        values |= {f"{table}.{key}": value for key, value in given.items() if f"{table}.{key}" in values}
    values["sumber"] = own.get("sumber") or ""
    title = "Angka kantor" if own else "Angka program"
    return Record(1, SETTING, 1, title, "Periksa P2HAM", values)
