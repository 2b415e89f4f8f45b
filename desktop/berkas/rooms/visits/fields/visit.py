"""The form of one visit with its teams, places, names to trace and letters. Imports only the rules."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from berkas.rules.dates import DateError, parse_time, show_short
from berkas.rules.fields import Field, Kind, Problem, Rows, Severity, choices_of
from berkas.rules.vocabulary import TraceResult, VisitPurpose, VisitState

PURPOSES = choices_of(VisitPurpose)
STATES = choices_of(VisitState)
TRACE_RESULTS = choices_of(TraceResult)

HOME, AT_HOME = "rumah", "rumah penerima bantuan hukum"
"""The kind of place that is somebody's home, and what papers call every one: its name would tell whose."""

VISIT: tuple[Field, ...] = (
    Field("title", "Judul kegiatan", group="Rencana", required=True, length=200, wide=True),
    Field("code", "Kode", group="Rencana", length=30, help="Kosongkan agar diberi nomor oleh Berkas."),
    Field("state", "Keadaan", Kind.CHOICE, group="Rencana", required=True, choices=STATES,
          default=VisitState.DIRENCANAKAN.value),
    Field("from_date", "Mulai", Kind.DATE, group="Rencana", required=True),
    Field("until_date", "Selesai", Kind.DATE, group="Rencana", help="Kosong bila satu hari."),
    Field("purposes", "Tujuan", Kind.MULTI, group="Rencana", required=True, choices=PURPOSES, wide=True),
    Field("lead_official_id", "Penanggung jawab", Kind.REFERENCE, group="Rencana", source="pejabat"),
    Field("basis", "Dasar", Kind.LONG_TEXT, group="Rencana", wide=True,
          help="Peraturan, surat, atau program yang menjadi dasar; satu dasar satu baris."),
    Field("aims", "Maksud", Kind.LONG_TEXT, group="Rencana", wide=True),
    Field("met_text", "Pejabat yang ditemui", Kind.LONG_TEXT, group="Hasil", wide=True),
    Field("summary", "Uraian hasil", Kind.LONG_TEXT, group="Hasil", wide=True,
          help="Jangan menulis nama atau ciri responden."),
    Field("recommendations", "Saran", Kind.LONG_TEXT, group="Hasil", wide=True,
          help="Satu saran satu baris."),
    Field("report_number", "Nomor laporan", group="Hasil", length=80),
    Field("reported_on", "Tanggal laporan", Kind.DATE, group="Hasil"),
    Field("short_message", "Pesan singkat", Kind.LONG_TEXT, group="Hasil", wide=True),
    Field("press_text", "Siaran pers", Kind.LONG_TEXT, group="Hasil", wide=True,
          help="Jangan menulis nama, kode, atau ciri responden."),
    Field("is_example", "Data contoh", Kind.BOOLEAN, group="Catatan"),
    Field("note", "Catatan", Kind.LONG_TEXT, group="Catatan", wide=True),
)  # fmt: skip

_TEAM = Field("team", "Tim", Kind.INTEGER, least=1, most=99, help="Nomor tim; kosong bila hanya satu tim.")
TEAMS = Rows("teams", "Nama tim", "Tim", (
    Field("number", "Nomor tim", Kind.INTEGER, required=True, least=1, most=99),
    Field("name", "Nama tim", length=120),
))  # fmt: skip
MEMBERS = Rows("members", "Anggota tim", "Anggota", (
    Field("official_id", "Pejabat", Kind.REFERENCE, source="pejabat"),
    Field("name", "Nama, bila bukan pejabat terdaftar", length=120),
    Field("position", "Jabatan", length=120),
    Field("agency", "Instansi", length=120),
    Field("role", "Sebagai", Kind.CHOICE, required=True, source="istilah:peran_tim", default="anggota"),
    _TEAM,
))  # fmt: skip
PLACES = Rows("places", "Tempat dan hari", "Tempat", (
    Field("kind", "Jenis tempat", Kind.CHOICE, required=True, source="istilah:jenis_tempat", default="upt"),
    Field("unit_id", "Unit", Kind.REFERENCE, source="unit"),
    Field("obh_id", "Kantor OBH", Kind.REFERENCE, source="obh"),
    Field("name", "Nama tempat lain", length=160),
    Field("address", "Alamat", length=200),
    Field("regency_id", "Kabupaten/kota", Kind.REFERENCE, source="kabupaten"),
    Field("on_date", "Tanggal", Kind.DATE, required=True),
    Field("from_time", "Mulai pukul", length=5, help="Misalnya 09.00."),
    Field("until_time", "Selesai pukul", length=5),
    Field("received_by", "Diterima oleh", length=160, help="Pejabat unit yang menerima tim."),
    _TEAM,
))  # fmt: skip
LETTERS = Rows("letters", "Surat tugas dan SPD", "Surat tugas", (
    Field("number", "Nomor surat tugas", length=80),
    Field("letter_on", "Tanggal surat", Kind.DATE),
    Field("from_date", "Berlaku mulai", Kind.DATE),
    Field("until_date", "Sampai", Kind.DATE),
    Field("budget_line", "Beban anggaran (DIPA)", length=120),
    Field("spd_number", "Nomor SPD", length=80),
))  # fmt: skip
TRACES = Rows("traces", "Nama yang ditelusuri", "Penerima", (
    Field("recipient_id", "Kode penerima", Kind.REFERENCE, required=True, source="penerima"),
    Field("obh_id", "OBH", Kind.REFERENCE, source="obh"),
    Field("case_id", "Perkara", Kind.REFERENCE, source="perkara"),
    Field("place", "Tempat ke-", Kind.INTEGER, least=1, most=99,
          help="Urutan tempat pada daftar tempat kegiatan ini."),
    Field("result", "Hasil penelusuran", Kind.CHOICE, choices=TRACE_RESULTS),
    Field("asked_of", "Ditanyakan kepada", length=120, help="Misalnya Kasi Binadik atau bagian registrasi."),
    Field("moved_to_unit_id", "Dipindahkan ke", Kind.REFERENCE, source="unit"),
    Field("result_on", "Tanggal hasil", Kind.DATE, most="hari_ini"),
    Field("note", "Catatan", length=200, help="Tanpa nama."),
))  # fmt: skip
ATTENDANCE = Rows("attendance", "Daftar hadir pejabat", "Pejabat", (
    Field("name", "Nama", required=True, length=120),
    Field("position", "Jabatan", length=120),
    Field("agency", "Instansi", length=120),
))  # fmt: skip

PHOTO: tuple[Field, ...] = (
    Field("caption", "Keterangan", length=200, wide=True, help="Apa yang terlihat; dicetak di bawah foto."),
    Field("place", "Tempat", length=120),
    Field("taken_on", "Tanggal diambil", Kind.DATE, most="hari_ini"),
    Field("taken_by", "Diambil oleh", length=120),
    Field("alt_text", "Uraian bagi pembaca tunanetra", Kind.LONG_TEXT, wide=True),
    Field("must_cover", "Ada wajah, sel, atau gembok yang harus ditutup", Kind.BOOLEAN,
          help="Foto baru tidak dicetak sampai seseorang memastikan tidak ada yang harus ditutup."),
)  # fmt: skip

VISIT_ROWS: tuple[Rows, ...] = (PLACES, MEMBERS, TEAMS, TRACES, LETTERS, ATTENDANCE)
"""All rows of a visit in the order of the sheet."""


def clock_text(typed: Any) -> str | None:  # noqa: ANN401  a stored or typed value
    """A time of day as it is stored, `09:30`; empty is None. Raises DateError."""
    text = str(typed or "").strip()
    return f"{parse_time(text):%H:%M}" if text else None


def visit_checks(values: Mapping[str, Any]) -> Iterable[Problem]:
    """Rules across the fields of the visit itself."""
    first, last = values.get("from_date"), values.get("until_date")
    if first and last and last < first:
        yield Problem("until_date", "Selesai: tidak boleh mendahului tanggal mulai.")
    if values.get("state") == VisitState.DILAPORKAN and not values.get("reported_on"):
        yield Problem("reported_on", "Tanggal laporan wajib diisi bila kegiatan sudah dilaporkan.")


def visit_row_checks(values: Mapping[str, Any]) -> Iterable[Problem]:
    """Rules across the rows of a visit; `values` is the whole visit with its rows."""
    places = values.get("places", ())
    for number, row in enumerate(values.get("members", ()), 1):
        if not row.get("official_id") and not (row.get("name") or "").strip():
            yield Problem("members", f"Anggota tim, baris {number}: pilih pejabat atau tulis namanya.")
    yield from _places(values, places)
    seen: set[str] = set()
    for number, row in enumerate(values.get("traces", ()), 1):
        where = f"Nama yang ditelusuri, baris {number}"
        code = str(row.get("recipient_id") or "")
        if code in seen:
            yield Problem("traces", f"{where}: penerima ini sudah ada pada baris lain.")
        seen.add(code)
        if row.get("place") and int(row["place"]) > len(places):
            yield Problem("traces", f"{where}: tempat ke-{row['place']} tidak ada pada daftar tempat.")
        if row.get("moved_to_unit_id") and row.get("result") != TraceResult.DIPINDAHKAN:
            yield Problem("traces", f"{where}: tempat pindah diisi, tetapi hasilnya bukan “Dipindahkan”.")
    numbers = [row.get("number") for row in values.get("teams", ())]
    if len(numbers) != len(set(numbers)):
        yield Problem("teams", "Nama tim: satu nomor tim ditulis dua kali.")


def _places(values: Mapping[str, Any], places: Iterable[Mapping[str, Any]]) -> Iterable[Problem]:
    first = values.get("from_date")
    last = values.get("until_date") or first
    for number, row in enumerate(places, 1):
        where = f"Tempat dan hari, baris {number}"
        if not any(row.get(key) for key in ("unit_id", "obh_id", "posbankum_id", "name")):
            yield Problem("places", f"{where}: pilih unit atau OBH, atau tulis nama tempatnya.")
        for key in ("from_time", "until_time"):
            try:
                clock_text(row.get(key))
            except DateError as error:
                yield Problem("places", f"{where}: {error}")
        day = row.get("on_date")
        if first and last and day and not first <= day <= last:
            shown = show_short(date.fromisoformat(day))
            sentence = f"{where}: {shown} di luar tanggal kegiatan. Pastikan hari itu benar."
            yield Problem("places", sentence, Severity.SOFT)
