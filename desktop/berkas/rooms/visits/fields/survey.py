"""The form of one survey period with its problems and public consultations. Imports only the rules."""

from collections.abc import Iterable, Mapping
from typing import Any

from berkas.rules.fields import Choice, Field, Kind, Problem, Rows

SURVEYS = (
    Choice("skm", "SKM (kepuasan masyarakat)"),
    Choice("spkp", "SPKP (persepsi kualitas pelayanan)"),
    Choice("spak", "SPAK (persepsi antikorupsi)"),
    Choice("ikm2021", "IKM 2021"),
    Choice("ipk2021", "IPK 2021"),
)
"""The surveys the office holds, by instrument key."""
LEAST_RESPONDENTS = 30
"""What survey offices ask for at least (attributed to PermenPANRB; see the help)."""

SURVEY: tuple[Field, ...] = (
    Field("unit_id", "Unit", Kind.REFERENCE, group="Survei", required=True, source="unit"),
    Field("service_id", "Layanan", Kind.REFERENCE, group="Survei", source="layanan",
          help="Kosong bila survei untuk seluruh unit."),
    Field("instrument_key", "Jenis survei", Kind.CHOICE, group="Survei", required=True, choices=SURVEYS),
    Field("label", "Nama periode", group="Survei", required=True, length=60,
          help="Misalnya Januari–Juni 2021 atau Triwulan I 2025."),
    Field("code", "Kode periode", group="Survei", length=30,
          help="Misalnya 2021-S1; kosongkan agar diberi Berkas."),
    Field("period_from", "Mulai", Kind.DATE, group="Survei", required=True),
    Field("period_until", "Selesai", Kind.DATE, group="Survei", required=True),
    Field("population", "Pengguna layanan", Kind.INTEGER, group="Kecukupan", least=0, unit="orang",
          help="Banyak pengguna pada periode ini; dipakai menghitung contoh yang cukup."),
    Field("target", "Sasaran responden", Kind.INTEGER, group="Kecukupan", least=0, unit="orang"),
    Field("exclusions", "Di luar kewenangan", Kind.LONG_TEXT, group="Kecukupan", wide=True,
          help="Unsur yang bukan wewenang unit, dengan alasannya."),
    Field("official_index", "Nilai resmi", Kind.DECIMAL, group="Nilai resmi", least=0, most=100,
          help="Disalin dari aplikasi pusat; tidak digabung dengan hitungan Berkas."),
    Field("official_scale", "Skala nilai resmi", Kind.DECIMAL, group="Nilai resmi", least=1, most=100),
    Field("official_grade", "Mutu resmi", group="Nilai resmi", length=20),
    Field("official_respondents", "Responden resmi", Kind.INTEGER, group="Nilai resmi", least=0),
    Field("official_read_on", "Dibaca tanggal", Kind.DATE, group="Nilai resmi", most="hari_ini"),
    Field("official_source", "Sumber nilai resmi", group="Nilai resmi", length=120),
    Field("is_closed", "Periode ditutup", Kind.BOOLEAN, group="Catatan"),
    Field("note", "Catatan", Kind.LONG_TEXT, group="Catatan", wide=True),
)  # fmt: skip
PROBLEMS = Rows("problems", "Masalah dan rencana tindak lanjut", "Masalah", (
    Field("element", "Unsur", required=True, length=60),
    Field("problem", "Masalah", required=True, length=300, wide=True),
    Field("is_excluded", "Di luar kewenangan", Kind.BOOLEAN),
    Field("exclusion_reason", "Alasan", length=200),
))  # fmt: skip
CONSULTATIONS = Rows("consultations", "Forum konsultasi publik (FKP)", "FKP", (
    Field("on_date", "Tanggal", Kind.DATE, required=True, most="hari_ini"),
    Field("place", "Tempat", length=120),
    Field("participants", "Peserta", Kind.INTEGER, least=0, unit="orang"),
    Field("result", "Kesepakatan", length=1000, wide=True,
          help="Pisahkan dengan titik koma; dicetak pada berita acara dan notula."),
    Field("minutes_number", "Nomor berita acara", length=80),
    Field("event_id", "Acara", Kind.REFERENCE, source="acara",
          help="Pilih acaranya, agar peserta, uraian, dan aspirasinya masuk ke berita acara dan notula."),
))  # fmt: skip
PLAN: tuple[Field, ...] = (
    Field("task", "Rencana tindak lanjut", Kind.LONG_TEXT, required=True, length=500, wide=True,
          help="Apa yang akan dilakukan, misalnya menambah satu loket pada hari Senin."),
    Field("owner_name", "Penanggung jawab", required=True, length=120),
    Field("due_on", "Batas waktu", Kind.DATE, required=True, least="hari_ini"),
)  # fmt: skip
"""A task made out of a problem."""
SURVEY_ROWS: tuple[Rows, ...] = (PROBLEMS, CONSULTATIONS)


def survey_checks(values: Mapping[str, Any]) -> Iterable[Problem]:
    """Rules across the fields of a survey period."""
    first, last = values.get("period_from"), values.get("period_until")
    if first and last and last < first:
        yield Problem("period_until", "Selesai: tidak boleh mendahului awal periode.")
    if values.get("official_index") is not None and not values.get("official_scale"):
        yield Problem("official_scale", "Skala nilai resmi wajib diisi, misalnya 4 atau 100.")
    scale, index = values.get("official_scale"), values.get("official_index")
    if scale and index is not None and index > scale:
        yield Problem("official_index", "Nilai resmi melebihi skalanya. Periksa keduanya.")


def survey_row_checks(values: Mapping[str, Any]) -> Iterable[Problem]:
    """A problem outside the unit's authority says why."""
    for number, row in enumerate(values.get("problems", ()), 1):
        if row.get("is_excluded") and not row.get("exclusion_reason"):
            yield Problem("problems", f"Masalah, baris {number}: tulis alasan di luar kewenangan.")
