"""Forms of findings and follow-ups. Pure values: imports only the rules."""

from collections.abc import Iterable, Mapping
from typing import Any

from berkas.rules.fields import Field, Kind, Problem, Rows, choices_of
from berkas.rules.vocabulary import FindingKind, FollowupOrigin, FollowupStatus

ORIGINS = choices_of(FollowupOrigin)
STATUSES = choices_of(FollowupStatus)
KINDS = choices_of(FindingKind)

_WHAT, _WHO, _END = "Tugas", "Penanggung jawab", "Hasil"

FOLLOWUP: tuple[Field, ...] = (
    Field("title", "Judul", group=_WHAT, required=True, length=200, wide=True,
          help="Tanpa nama orang; judul tampil dalam daftar."),
    Field("task", "Yang harus dilakukan", Kind.LONG_TEXT, group=_WHAT, length=10_000),
    Field("source", "Asal", Kind.CHOICE, group=_WHAT, required=True, choices=ORIGINS, default="lainnya"),
    Field("unit_id", "Unit", Kind.REFERENCE, group=_WHAT, source="unit"),
    Field("obh_id", "OBH", Kind.REFERENCE, group=_WHAT, source="obh"),
    Field("owner_user_id", "Pengguna", Kind.REFERENCE, group=_WHO, source="pengguna"),
    Field("owner_official_id", "Pejabat", Kind.REFERENCE, group=_WHO, source="pejabat"),
    Field("owner_name", "Orang lain", group=_WHO, length=160),
    Field("start_on", "Mulai", Kind.DATE, group=_WHO, required=True),
    Field("due_on", "Batas waktu", Kind.DATE, group=_WHO),
    Field("is_secret", "Rahasia", Kind.BOOLEAN, group=_WHO, default=False,
          help="Judul tidak ditampilkan pada daftar Hari ini dan cetakan."),
    Field("status", "Keadaan", Kind.CHOICE, group=_END, choices=STATUSES, read_only=True,
          default="belum_ditindaklanjuti"),
    Field("result_text", "Yang sudah dilakukan", Kind.LONG_TEXT, group=_END, length=10_000),
    Field("is_example", "Data contoh", Kind.BOOLEAN, group=_END, default=False),
)  # fmt: skip

NOTES = Rows(
    "notes",
    "Catatan pelaksanaan",
    "Catatan",
    (
        Field("on_date", "Tanggal", Kind.DATE, required=True, most="hari_ini"),
        Field("text", "Catatan", Kind.LONG_TEXT, required=True, length=5_000),
        Field("attachment_id", "Bukti", Kind.FILE, source="lampiran"),
    ),
)

FINDING: tuple[Field, ...] = (
    Field("title", "Judul", group="Temuan", required=True, length=200, wide=True),
    Field("text", "Temuan", Kind.LONG_TEXT, group="Temuan", required=True, length=10_000),
    Field("advice", "Saran", Kind.LONG_TEXT, group="Temuan", length=10_000),
    Field("source", "Asal", Kind.CHOICE, group="Temuan", required=True, choices=ORIGINS, default="lainnya"),
    Field("kind", "Bentuk", Kind.CHOICE, group="Temuan", choices=KINDS, default="temuan"),
    Field("severity", "Tingkat", Kind.REFERENCE, group="Temuan", source="istilah:tingkat_temuan"),
    Field("unit_id", "Unit", Kind.REFERENCE, group="Temuan", source="unit"),
    Field("obh_id", "OBH", Kind.REFERENCE, group="Temuan", source="obh"),
    Field("found_on", "Ditemukan", Kind.DATE, group="Waktu", required=True, most="hari_ini"),
    Field("due_on", "Batas waktu", Kind.DATE, group="Waktu"),
    Field("status", "Keadaan", Kind.CHOICE, group="Waktu", choices=STATUSES,
          default="belum_ditindaklanjuti"),
    Field("is_secret", "Rahasia", Kind.BOOLEAN, group="Waktu", default=False),
    Field("is_example", "Data contoh", Kind.BOOLEAN, group="Waktu", default=False),
    Field("note", "Catatan", Kind.LONG_TEXT, group="Waktu", length=5_000),
)  # fmt: skip


def followup_checks(values: Mapping[str, Any]) -> Iterable[Problem]:
    """Somebody owns it, and it does not end before it starts."""
    if not any(values.get(key) for key in ("owner_user_id", "owner_official_id", "owner_name")):
        yield Problem("owner_name", "Isi penanggung jawab: pengguna, pejabat, atau orang lain.")
    if values.get("start_on") and values.get("due_on") and values["due_on"] < values["start_on"]:
        yield Problem("due_on", "Batas waktu tidak boleh sebelum mulai.")


def finding_checks(values: Mapping[str, Any]) -> Iterable[Problem]:
    """A limit does not lie before the finding."""
    if values.get("found_on") and values.get("due_on") and values["due_on"] < values["found_on"]:
        yield Problem("due_on", "Batas waktu tidak boleh sebelum ditemukan.")
