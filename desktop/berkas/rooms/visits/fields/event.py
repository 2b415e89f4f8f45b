"""The form of one outreach event with speakers, participants, partners and aspirations.

Imports only the rules.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from berkas.rooms.visits.fields.visit import clock_text
from berkas.rules.dates import DateError
from berkas.rules.fields import Choice, Field, Kind, Problem, Rows, choices_of
from berkas.rules.vocabulary import FollowupStatus

SPEAKER_ROLES = (
    Choice("narasumber", "Narasumber"),
    Choice("moderator", "Moderator"),
    Choice("sambutan", "Sambutan"),
    Choice("tamu", "Tamu"),
)
ASPIRATION_STATES = choices_of(FollowupStatus)

EVENT: tuple[Field, ...] = (
    Field("title", "Nama acara", group="Acara", required=True, length=200, wide=True),
    Field("code", "Kode", group="Acara", length=30, help="Kosongkan agar diberi nomor oleh Berkas."),
    Field("kind", "Jenis", Kind.CHOICE, group="Acara", required=True, source="istilah:jenis_acara",
          default="diseminasi"),
    Field("on_date", "Tanggal", Kind.DATE, group="Acara", required=True),
    Field("until_date", "Sampai", Kind.DATE, group="Acara"),
    Field("from_time", "Mulai pukul", group="Acara", length=5, help="Misalnya 09.00."),
    Field("until_time", "Selesai pukul", group="Acara", length=5),
    Field("place", "Tempat", group="Acara", required=True, length=200),
    Field("unit_id", "Unit", Kind.REFERENCE, group="Acara", source="unit"),
    Field("regency_id", "Kabupaten/kota", Kind.REFERENCE, group="Acara", source="kabupaten"),
    Field("visit_id", "Bagian dari kegiatan", Kind.REFERENCE, group="Acara", source="kegiatan"),
    Field("moderator", "Moderator", group="Acara", length=120),
    Field("online_link", "Tautan daring", group="Acara", length=200),
    Field("summary", "Uraian hasil", Kind.LONG_TEXT, group="Hasil", wide=True),
    Field("press_text", "Siaran pers", Kind.LONG_TEXT, group="Hasil", wide=True),
    Field("source", "Sumber", group="Catatan", length=200),
    Field("is_example", "Data contoh", Kind.BOOLEAN, group="Catatan"),
    Field("note", "Catatan", Kind.LONG_TEXT, group="Catatan", wide=True),
)  # fmt: skip
TOPICS = Rows("topics", "Materi", "Materi", (
    Field("topic", "Pokok", Kind.CHOICE, source="istilah:topik"),
    Field("title", "Judul materi", length=200, wide=True),
))  # fmt: skip
SPEAKERS = Rows("speakers", "Narasumber dan pejabat", "Orang", (
    Field("name", "Nama", required=True, length=120),
    Field("role", "Sebagai", Kind.CHOICE, required=True, choices=SPEAKER_ROLES, default="narasumber"),
    Field("position", "Jabatan", length=120),
    Field("agency", "Instansi", length=120),
    Field("subject", "Materi", length=160),
))  # fmt: skip
PARTICIPANTS = Rows("participants", "Peserta", "Kelompok", (
    Field("participant_group", "Kelompok", Kind.CHOICE, required=True, source="istilah:kelompok_peserta"),
    Field("men", "Laki-laki", Kind.INTEGER, least=0, default=0),
    Field("women", "Perempuan", Kind.INTEGER, least=0, default=0),
    Field("unspecified", "Tidak dirinci", Kind.INTEGER, least=0, default=0,
          help="Bila hanya jumlahnya yang diketahui."),
    Field("with_disability", "Penyandang disabilitas", Kind.INTEGER, least=0, default=0),
    Field("is_estimate", "Perkiraan", Kind.BOOLEAN),
))  # fmt: skip
PARTNERS = Rows("partners", "Mitra", "Mitra", (
    Field("name", "Nama mitra", required=True, length=160),
    Field("role", "Peran", length=120),
))  # fmt: skip
ASPIRATIONS = Rows("aspirations", "Aspirasi dan saran", "Aspirasi", (
    Field("text", "Aspirasi", required=True, length=1000, wide=True, help="Tanpa nama penyampainya."),
    Field("participant_group", "Dari kelompok", Kind.CHOICE, source="istilah:kelompok_peserta"),
    Field("topic", "Pokok", Kind.CHOICE, source="istilah:topik"),
    Field("answer", "Jawaban", length=1000, wide=True),
    Field("status", "Keadaan", Kind.CHOICE, required=True, choices=ASPIRATION_STATES,
          default=FollowupStatus.BELUM_DITINDAKLANJUTI.value),
    Field("code", "Kode", read_only=True),
))  # fmt: skip
EVENT_ROWS: tuple[Rows, ...] = (TOPICS, SPEAKERS, PARTICIPANTS, PARTNERS, ASPIRATIONS)


def event_checks(values: Mapping[str, Any]) -> Iterable[Problem]:
    """Rules across the fields of an event."""
    if values.get("until_date") and values.get("on_date") and values["until_date"] < values["on_date"]:
        yield Problem("until_date", "Sampai: tidak boleh mendahului tanggal acara.")
    for key in ("from_time", "until_time"):
        try:
            clock_text(values.get(key))
        except DateError as error:
            yield Problem(key, str(error))


def event_row_checks(values: Mapping[str, Any]) -> Iterable[Problem]:
    """Rules across the rows of an event."""
    for number, row in enumerate(values.get("topics", ()), 1):
        if not row.get("topic") and not row.get("title"):
            yield Problem("topics", f"Materi, baris {number}: pilih pokoknya atau tulis judulnya.")
    seen: set[str] = set()
    for number, row in enumerate(values.get("participants", ()), 1):
        group = str(row.get("participant_group") or "")
        if group in seen:
            yield Problem("participants", f"Peserta, baris {number}: kelompok ini sudah ada pada baris lain.")
        seen.add(group)
