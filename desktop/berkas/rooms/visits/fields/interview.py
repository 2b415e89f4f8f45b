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
    Field("posbankum_id", "Posbankum", Kind.REFERENCE, group="Lembar", source="posbankum"),
    Field("event_id", "Acara", Kind.REFERENCE, group="Lembar", source="acara"),
    Field("visit_id", "Kegiatan", Kind.REFERENCE, group="Lembar", source="kegiatan"),
    Field("interview_on", "Tanggal wawancara", Kind.DATE, group="Lembar", most="hari_ini"),
    Field("mode", "Cara", Kind.CHOICE, group="Lembar", choices=MODES, default=InterviewMode.TATAP_MUKA.value),
    Field("sidbankum_on", "Sudah diinput ke Sidbankum", Kind.DATE, group="Lembar", most="hari_ini"),
    Field("note", "Catatan", Kind.LONG_TEXT, group="Lembar", wide=True, help="Tanpa nama."),
)  # fmt: skip
"""The head of a sheet; `instrument` gets its choices from the rulebook."""

RECORD_HEAD: tuple[Field, ...] = (
    Field("instrument_title", "Instrumen", group="Lembar", read_only=True, wide=True),
    *HEAD[1:],
)
"""The head of a sheet that is there already: its instrument stays."""

KEYING: tuple[Field, ...] = (
    Field("form_number", "Nomor formulir", Kind.INTEGER, least=0, most=9999),
    Field("respondent_code", "Kode responden", length=30),
    Field("recipient_id", "Penerima (kode)", Kind.REFERENCE, source="penerima"),
    Field("obh_id", "OBH", Kind.REFERENCE, source="obh"),
    Field("unit_id", "Unit", Kind.REFERENCE, source="unit"),
    Field("service_id", "Layanan", Kind.REFERENCE, source="layanan"),
    Field("case_id", "Perkara", Kind.REFERENCE, source="perkara"),
    Field("posbankum_id", "Posbankum", Kind.REFERENCE, source="posbankum"),
    Field("event_id", "Acara", Kind.REFERENCE, source="acara"),
    Field("place_id", "Tempat", Kind.CHOICE),
    Field("interview_on", "Tanggal", Kind.DATE, most="hari_ini"),
    Field("mode", "Cara", Kind.CHOICE, choices=MODES, default=InterviewMode.TATAP_MUKA.value),
)
"""What stands above the questions while sheets are keyed."""

KEYED_OF_KIND: dict[str, tuple[str, ...]] = {
    "wawancara": (
        "form_number",
        "respondent_code",
        "recipient_id",
        "obh_id",
        "place_id",
        "interview_on",
        "mode",
    ),
    "standar": ("unit_id", "service_id", "place_id", "interview_on"),
    "berkas": ("case_id", "interview_on"),
    "survei": ("form_number", "respondent_code", "interview_on", "mode"),
}
"""Which of them are asked for each kind of instrument."""

KEYED_OF_SUBJECT: dict[str, tuple[str, ...]] = {
    "posbankum": ("posbankum_id", "place_id", "interview_on"),
    "acara": ("respondent_code", "event_id", "interview_on"),
}
"""The same where the subject decides: an instrument about these asks for nothing else."""

CARRIED = (
    "obh_id", "unit_id", "service_id", "case_id", "posbankum_id", "event_id", "place_id", "interview_on",
    "mode",
)  # fmt: skip
"""What the next sheet begins with."""


def head_checks(values: Mapping[str, Any]) -> Iterable[Problem]:
    """A sheet is about exactly one OBH, service or unit."""
    filled = [key for key in SUBJECTS if values.get(key)]
    if not filled and not values.get("survey_period_id"):
        yield Problem("obh_id", "Lembar ini belum menyebut yang dinilai. Pilih OBH, unit, atau layanannya.")
    elif len(filled) > 1:
        yield Problem(filled[1], "Lembar ini menilai satu hal saja. Kosongkan pilihan yang lain.")
