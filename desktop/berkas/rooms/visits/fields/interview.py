"""The head of a filled instrument: who or what, where, when and how. Imports only the rules.

The answers themselves are asked by the instrument, not by a form of this room.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from berkas.rules.fields import Choice, Field, Kind, Problem, choices_of
from berkas.rules.vocabulary import AssessmentState, InterviewMode

STATES = choices_of(AssessmentState)
MODES = choices_of(InterviewMode)
SUBJECTS = {
    "obh_id": "obh",
    "service_id": "layanan",
    "unit_id": "unit",
    "case_id": "perkara",
    "event_id": "acara",
    "posbankum_id": "posbankum",
}
"""Which kind of subject each column of an assessment names; the first one filled is the subject."""
SUBJECT_KINDS = (
    Choice("obh", "OBH"),
    Choice("unit", "Unit"),
    Choice("layanan", "Layanan"),
    Choice("perkara", "Perkara"),
    Choice("acara", "Acara"),
    Choice("posbankum", "Posbankum"),
)
RED_FLAG_DAYS = 7
"""Working days until a confidential follow-up of a red flag is due; the office's own rule."""

HEAD: tuple[Field, ...] = (
    Field("instrument", "Instrumen", Kind.CHOICE, group="Lembar", required=True),
    Field("respondent_code", "Kode responden", group="Lembar", length=30,
          help="Kode saja, jangan nama. Kosongkan bila penerimanya dipilih."),
    Field("recipient_id", "Penerima bantuan hukum", Kind.REFERENCE, group="Lembar", source="penerima"),
    Field("obh_id", "OBH", Kind.REFERENCE, group="Lembar", source="obh"),
    Field("unit_id", "Unit", Kind.REFERENCE, group="Lembar", source="unit"),
    Field("service_id", "Layanan", Kind.REFERENCE, group="Lembar", source="layanan"),
    Field("visit_id", "Kegiatan", Kind.REFERENCE, group="Lembar", source="kegiatan"),
    Field("interview_on", "Tanggal wawancara", Kind.DATE, group="Lembar", most="hari_ini"),
    Field("mode", "Cara", Kind.CHOICE, group="Lembar", choices=MODES, default=InterviewMode.TATAP_MUKA.value),
    Field("sidbankum_on", "Sudah diinput ke Sidbankum", Kind.DATE, group="Lembar", most="hari_ini"),
    Field("note", "Catatan", Kind.LONG_TEXT, group="Lembar", wide=True, help="Tanpa nama."),
)  # fmt: skip
"""The head of a sheet; `instrument` gets its choices from the rulebook."""

CARRIED = ("instrument", "obh_id", "unit_id", "service_id", "visit_id", "place_id", "interview_on", "mode")
"""What the next sheet of the same visit begins with."""


def head_checks(values: Mapping[str, Any]) -> Iterable[Problem]:
    """A sheet is about exactly one OBH, service or unit."""
    filled = [key for key in SUBJECTS if values.get(key)]
    if not filled and not values.get("survey_period_id"):
        yield Problem("obh_id", "Lembar ini belum menyebut yang dinilai. Pilih OBH, unit, atau layanannya.")
    elif len(filled) > 1:
        yield Problem(filled[1], "Lembar ini menilai satu hal saja. Kosongkan pilihan yang lain.")
