"""A new office: what the first screen asks beside its name, and the command that writes it.

Everything can be changed later in the office's own room. Imports no Qt.
"""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import select

from berkas.engine.access import Right, require
from berkas.rules.fields import Choice, Field, Kind, choices_of
from berkas.rules.vocabulary import PageSize, TimeZone
from berkas_db.changes import Step
from berkas_db.tables import BookInfo, Ministry, Office

MINISTRIES = (
    Choice("kemenkum", "Kementerian Hukum"),
    Choice("kemenham", "Kementerian Hak Asasi Manusia"),
    Choice("kemenimipas", "Kementerian Imigrasi dan Pemasyarakatan"),
    Choice("kemenkumham", "Kementerian Hukum dan Hak Asasi Manusia (sampai 2024)"),
)
"""The ministries every new office file knows, by code; a test compares them with the file."""

_ZONES = {
    TimeZone.WIB: "Asia/Jakarta",
    TimeZone.WITA: "Asia/Makassar",
    TimeZone.WIT: "Asia/Jayapura",
}

OFFICE_FIELDS = (
    Field(
        "name",
        "Nama kantor",
        required=True,
        wide=True,
        help="Misalnya: Kantor Wilayah Kepulauan Bangka Belitung",
    ),
    Field("ministry", "Kementerian", Kind.CHOICE, choices=MINISTRIES, default="kemenkum", wide=True),
    Field("province", "Provinsi"),
    Field("city", "Kota", help="Tempat yang ditulis sebelum tanggal surat"),
    Field("time_zone", "Zona waktu", Kind.CHOICE, choices=choices_of(TimeZone), default=TimeZone.WIB.value),
    Field("paper", "Kertas", Kind.CHOICE, choices=choices_of(PageSize), default=PageSize.A4.value),
)


def found_office(step: Step, values: Mapping[str, Any]) -> None:
    """Write the facts of the first screen into a new office; `values` by the keys of `OFFICE_FIELDS`."""
    require(step.actor, Right.MANAGE_OFFICE)
    office = {key: values[key] for key in ("province", "city", "paper") if values.get(key)}
    if values.get("ministry"):
        ministry = select(Ministry.id).where(Ministry.code == values["ministry"])
        office["ministry_id"] = step.session.execute(ministry).scalar_one()
    step.update(Office, 1, office)
    if values.get("time_zone"):
        step.update(BookInfo, 1, {"time_zone": _ZONES[TimeZone(values["time_zone"])]})
    step.say("Identitas kantor diisi")
