"""A legal clock of the office's own as a form: one rule with its dates and its steps, and back to tables.

Pure values: imports only the rules.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from berkas.rules.clocks import Clock, ClockVersion, Step
from berkas.rules.clocks.model import MOST_DAYS
from berkas.rules.fields import Field, Kind, Problem, Rows, choices_of
from berkas.rules.vocabulary import ComplaintClass, ComplaintEvent, Confidence, DayUnit, StepSide

_LONGEST_KEY = 40
_RULE, _FROM = "Aturan", "Dasar"

CLOCK: tuple[Field, ...] = (
    Field("class_key", "Kelas", Kind.CHOICE, group=_RULE, required=True, wide=True,
          choices=choices_of(ComplaintClass)),
    Field("title", "Nama aturan", group=_RULE, required=True, length=160, wide=True,
          help="Misalnya “Permenham 10/2025” atau “SK Kepala Kantor Wilayah nomor …”."),
    Field("valid_from", "Berlaku mulai", Kind.DATE, group=_RULE,
          help="Perkara yang mulai sebelum tanggal ini tetap memakai aturannya. Kosong: sejak dahulu."),
    Field("valid_until", "Sampai", Kind.DATE, group=_RULE),
    Field("clock_version", "Kode aturan", group=_RULE, length=_LONGEST_KEY,
          help="Kosongkan agar dibuat dari namanya. Kode aturan bawaan mengganti aturan itu."),
    Field("source", "Sumber", group=_FROM, required=True, length=300, wide=True,
          help="Peraturan, keputusan, atau surat, sampai pasalnya."),
    Field("confidence", "Keterangan sumber", Kind.CHOICE, group=_FROM, required=True,
          choices=choices_of(Confidence), default=Confidence.RUMUSAN_KANTOR.value,
          help="Tercetak di samping setiap batas waktu."),
    Field("note", "Catatan", Kind.LONG_TEXT, group=_FROM, length=2000),
)  # fmt: skip

STEPS = Rows(
    "steps",
    "Langkah dan batasnya",
    "Langkah",
    (
        Field("label", "Nama langkah", required=True, length=160),
        Field("days", "Hari", Kind.INTEGER, least=0, most=MOST_DAYS, help="Kosong: batas tidak diketahui."),
        Field("unit", "Dihitung", Kind.CHOICE, choices=choices_of(DayUnit)),
        Field("start", "Mulai sejak", Kind.CHOICE, required=True, choices=choices_of(ComplaintEvent)),
        Field("ends", "Terpenuhi oleh", Kind.MULTI, required=True, choices=choices_of(ComplaintEvent)),
        Field("side", "Pihak yang bertindak", Kind.CHOICE, choices=choices_of(StepSide), default="kantor"),
        Field("both_readings", "Tampilkan kedua tafsir hari", Kind.BOOLEAN, default=False),
        Field("extension_days", "Perpanjangan (hari)", Kind.INTEGER, least=1, most=MOST_DAYS),
        Field("extension_times", "Berapa kali", Kind.INTEGER, least=1, most=12),
        Field("extension_letter", "Perpanjangan dengan surat", Kind.BOOLEAN, default=True),
        Field("extension_note", "Catatan perpanjangan", length=300),
        Field("on_silence", "Bila lewat tanpa tindakan", length=300),
        Field("source", "Sumber langkah", length=300, help="Kosong: sumber aturan."),
        Field("note", "Catatan langkah", length=500),
        Field("confidence", "Keterangan sumber langkah", Kind.CHOICE, choices=choices_of(Confidence)),
        Field("key", "Kode langkah", length=_LONGEST_KEY, help="Kosong: dibuat dari namanya."),
    ),
)


def clock_checks(values: Mapping[str, Any]) -> Iterable[Problem]:
    """Dates in order, and steps that can be counted; without `steps` among the values those were not
    touched."""
    begins, ends = values.get("valid_from"), values.get("valid_until")
    if begins and ends and ends < begins:
        yield Problem("valid_until", "Sampai: tidak boleh sebelum tanggal mulai berlaku.")
    if "steps" not in values:
        return
    if not values["steps"]:
        yield Problem(STEPS.key, "Aturan ini belum mempunyai satu pun langkah. Tambahkan langkahnya.")
    for number, row in enumerate(values["steps"], 1):
        yield from (Problem(STEPS.key, f"Langkah {number}: {words}") for words in _step_faults(row))
    keys = [key for row in values["steps"] if (key := step_key(row))]
    for key in dict.fromkeys(keys):
        if keys.count(key) > 1:
            yield Problem(STEPS.key, f"Kode langkah “{key}” dipakai dua kali. Bedakan nama atau kodenya.")


def _step_faults(row: Mapping[str, Any]) -> Iterable[str]:
    if row.get("days") is not None and not row.get("unit"):
        yield "pilih hari kerja atau hari kalender."
    if row.get("days") is None and (row.get("both_readings") or row.get("extension_days")):
        yield "isi harinya dahulu sebelum perpanjangan atau dua tafsir."
    if row.get("start") and row["start"] in (row.get("ends") or ()):
        yield "kejadian yang memulai tidak dapat sekaligus memenuhinya."
    if row.get("extension_times") and not row.get("extension_days"):
        yield "isi berapa hari sekali perpanjangan."


def step_key(row: Mapping[str, Any]) -> str:
    """The code of a step: as typed, otherwise made of its name."""
    return code_of(str(row.get("key") or row.get("label") or ""))


def code_of(label: str) -> str:
    """“Keputusan 12/2027” becomes `keputusan_12_2027`."""
    return re.sub(r"[^a-z0-9]+", "_", label.casefold()).strip("_")[:_LONGEST_KEY]


def as_values(clock: Clock, version: ClockVersion) -> dict[str, Any]:
    """A version as the form and its rows show it."""
    return {
        "class_key": clock.cls.value,
        "title": version.label,
        "valid_from": _iso(version.valid_from),
        "valid_until": _iso(version.valid_until),
        "clock_version": version.key,
        "source": version.source,
        "confidence": version.confidence.value,
        "note": version.note or None,
        STEPS.key: [_step_values(step, version) for step in version.steps],
    }


def _step_values(step: Step, version: ClockVersion) -> dict[str, Any]:
    more = step.extension
    return {
        "key": step.key,
        "label": step.label,
        "days": step.days,
        "unit": step.unit.value if step.unit else None,
        "start": step.start.value,
        "ends": tuple(event.value for event in step.ends),
        "side": step.side.value,
        "both_readings": step.both_readings,
        "extension_days": more.days if more else None,
        "extension_times": more.times if more else None,
        "extension_letter": more.letter if more else True,
        "extension_note": (more.note or None) if more else None,
        "on_silence": step.on_silence or None,
        "source": None if step.source == version.source else step.source,
        "confidence": None if step.confidence is version.confidence else step.confidence.value,
        "note": step.note or None,
    }


def definition(values: Mapping[str, Any], label: str) -> dict[str, Any]:
    """The tables `parse_clock` reads, of a form with its rows; `label` is the name of the class."""
    version = {
        "kunci": values["clock_version"],
        "nama": values["title"],
        "berlaku_mulai": values.get("valid_from"),
        "berlaku_sampai": values.get("valid_until"),
        "sumber": values["source"],
        "keyakinan": values["confidence"],
        "catatan": values.get("note"),
        "langkah": [_step_table(row) for row in values[STEPS.key]],
    }
    return {"kelas": values["class_key"], "nama": label, "versi": [_filled(version)]}


def _step_table(row: Mapping[str, Any]) -> dict[str, Any]:
    more = {
        "hari": row.get("extension_days"),
        "kali": row.get("extension_times") or 1,
        "dengan_surat": bool(row.get("extension_letter", True)),
        "catatan": row.get("extension_note"),
    }
    return _filled(
        {
            "kunci": step_key(row),
            "nama": row["label"],
            "hari": row.get("days"),
            "satuan": row.get("unit") if row.get("days") is not None else None,
            "mulai": row["start"],
            "selesai": list(row.get("ends") or ()),
            "pihak": row.get("side"),
            "dua_tafsir": row.get("both_readings"),
            "perpanjangan": _filled(more) if row.get("extension_days") else None,
            "bila_diam": row.get("on_silence"),
            "sumber": row.get("source"),
            "keyakinan": row.get("confidence"),
            "catatan": row.get("note"),
        }
    )


def _filled(table: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in table.items() if value not in (None, "", [])}


def limits_changed(old: ClockVersion, new: ClockVersion) -> Sequence[str]:
    """The names of steps whose known limit, beginning or fulfilment differs; filling in an unknown limit
    changes nothing that was counted."""
    after = {step.key: step for step in new.steps}
    changed: list[str] = []
    for step in old.steps:
        now = after.get(step.key)
        same = now is not None and (step.start, step.ends) == (now.start, now.ends)
        if same and step.days is not None:
            same = (step.days, step.unit) == (now.days, now.unit) if now else False
        if not same:
            changed.append(step.label)
    return changed


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
