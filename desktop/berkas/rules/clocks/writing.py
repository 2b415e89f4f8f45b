"""A clock back as tables and as one canonical text, to be edited, exported and kept in the office file.

Keys are those `parse_clock` reads; what is at its default, or the same as in the version around a step, is
left out. Imports nothing of the project but the other rules.
"""

import json
from typing import Any

from berkas.rules.clocks.model import Clock, ClockVersion, Extension, Step
from berkas.rules.vocabulary import StepSide

Tables = dict[str, Any]


def as_tables(clock: Clock) -> Tables:
    """The definition of the versions that still begin. `parse_clock` gives the same clock back."""
    return {
        "kelas": clock.cls.value,
        "nama": clock.label,
        "versi": [_version(version) for version in clock.versions],
    }


def canonical(clock: Clock) -> str:
    """One text per meaning: JSON with sorted keys and no blanks; lists keep their order."""
    return json.dumps(as_tables(clock), ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _version(version: ClockVersion) -> Tables:
    return _filled(
        {
            "kunci": version.key,
            "nama": version.label,
            "berlaku_mulai": version.valid_from.isoformat() if version.valid_from else None,
            "berlaku_sampai": version.valid_until.isoformat() if version.valid_until else None,
            "sumber": version.source,
            "keyakinan": version.confidence.value,
            "catatan": version.note,
            "langkah": [_step(step, version) for step in version.steps],
        }
    )


def _step(step: Step, version: ClockVersion) -> Tables:
    return _filled(
        {
            "kunci": step.key,
            "nama": step.label,
            "hari": step.days,
            "satuan": step.unit.value if step.unit else None,
            "mulai": step.start.value,
            "selesai": [event.value for event in step.ends],
            "pihak": None if step.side is StepSide.KANTOR else step.side.value,
            "dua_tafsir": step.both_readings,
            "perpanjangan": _extension(step.extension) if step.extension else None,
            "bila_diam": step.on_silence,
            "sumber": None if step.source == version.source else step.source,
            "keyakinan": None if step.confidence is version.confidence else step.confidence.value,
            "catatan": step.note,
        }
    )


def _extension(extension: Extension) -> Tables:
    return _filled(
        {
            "hari": extension.days,
            "kali": extension.times,
            "dengan_surat": extension.letter,
            "catatan": extension.note,
        }
    )


def _filled(table: Tables) -> Tables:
    """Without what is absent; a limit of 0 days stays."""
    return {key: value for key, value in table.items() if value or type(value) is int}
