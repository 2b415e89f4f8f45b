"""The forms of people who work for OBH: short rows in an OBH, and everything of one person.

They are not respondents; their names may be shown. Imports only the rules.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from berkas.rules.fields import Field, Kind, Problem, Rows, Severity, choices_of
from berkas.rules.identity import nik_doubts
from berkas.rules.vocabulary import Sex, WorkerKind

WORKERS = choices_of(WorkerKind)
_FROM = Field("valid_from", "Sejak", Kind.DATE)
_UNTIL = Field("valid_until", "Sampai", Kind.DATE)

PEOPLE = Rows("people", "Advokat, paralegal, dosen, dan mahasiswa", "Orang", (
    Field("name", "Nama", required=True, length=120),
    Field("title_after", "Gelar", length=40),
    Field("role", "Sebagai", Kind.CHOICE, required=True, choices=WORKERS, default="advokat"),
    Field("position", "Jabatan pada OBH", length=80),
    Field("sex", "Jenis kelamin", Kind.CHOICE, choices=choices_of(Sex)),
    Field("nik", "NIK", Kind.NIK, personal=True),
    Field("licence_number", "Nomor KTPA", length=80, help="Kartu tanda pengenal advokat."),
    Field("licence_until", "KTPA berlaku sampai", Kind.DATE),
    Field("oath_number", "Nomor BA sumpah", length=80),
    Field("oath_on", "Tanggal BA sumpah", Kind.DATE, most="hari_ini"),
    Field("training_name", "Pelatihan paralegal", length=160),
    Field("training_on", "Tanggal pelatihan", Kind.DATE, most="hari_ini"),
    Field("training_number", "Nomor sertifikat", length=80),
    Field("training_valid_until", "Sertifikat berlaku sampai", Kind.DATE),
    Field("appointment_number", "Nomor surat pengangkatan", length=80),
    _FROM,
    _UNTIL,
    Field("elsewhere", "Juga pada OBH lain", read_only=True),
))  # fmt: skip
"""Only the newest licence and training of a person stand here; all of them stand with the person."""

PERSON: tuple[Field, ...] = (
    Field("name", "Nama", group="Jati diri", required=True, length=120, wide=True),
    Field("title_before", "Gelar di depan", group="Jati diri", length=40),
    Field("title_after", "Gelar di belakang", group="Jati diri", length=60),
    Field("sex", "Jenis kelamin", Kind.CHOICE, group="Jati diri", choices=choices_of(Sex)),
    Field("nik", "NIK", Kind.NIK, group="Jati diri", personal=True),
    Field("education", "Pendidikan", group="Jati diri", length=80, help="Misalnya S-1 Hukum."),
    Field("phone", "Telepon", Kind.PHONE, group="Kontak", length=40),
    Field("email", "Surel", Kind.EMAIL, group="Kontak", length=120),
    Field("regency_id", "Kabupaten/kota", Kind.REFERENCE, group="Kontak", source="kabupaten"),
    Field("sidbankum_id", "Nomor pada Sidbankum", group="Kontak", length=40),
    Field("is_example", "Data contoh", Kind.BOOLEAN, group="Catatan", help="Orang rekaan."),
    Field("note", "Catatan", Kind.LONG_TEXT, group="Catatan", wide=True),
)  # fmt: skip
ROLES = Rows("roles", "Bekerja pada OBH", "OBH", (
    Field("obh_id", "OBH", Kind.REFERENCE, required=True, source="obh"),
    Field("role", "Sebagai", Kind.CHOICE, required=True, choices=WORKERS, default="advokat"),
    Field("position", "Jabatan", length=80),
    Field("appointment_number", "Nomor surat pengangkatan", length=80),
    Field("attachment_id", "Surat pengangkatan", Kind.FILE, source="lampiran"),
    _FROM,
    _UNTIL,
))  # fmt: skip
LICENCES = Rows("licences", "Izin advokat dan sumpah", "Izin", (
    Field("number", "Nomor KTPA", required=True, length=80),
    Field("organisation", "Organisasi advokat", length=80),
    Field("issued_on", "Tanggal terbit", Kind.DATE, most="hari_ini"),
    Field("valid_until", "Berlaku sampai", Kind.DATE),
    Field("attachment_id", "Kartu", Kind.FILE, source="lampiran"),
    Field("oath_number", "Nomor BA sumpah", length=80),
    Field("oath_on", "Tanggal sumpah", Kind.DATE, most="hari_ini"),
    Field("oath_court", "Pengadilan tinggi", length=120),
))  # fmt: skip
TRAININGS = Rows("trainings", "Pelatihan", "Pelatihan", (
    Field("name", "Pelatihan", required=True, length=160),
    Field("organiser", "Penyelenggara", length=120),
    Field("from_date", "Sejak", Kind.DATE, most="hari_ini"),
    Field("until_date", "Sampai", Kind.DATE, most="hari_ini"),
    Field("hours", "Jam pelajaran", Kind.INTEGER, least=0, most=2000),
    Field("certificate_number", "Nomor sertifikat", length=80),
    Field("valid_until", "Sertifikat berlaku sampai", Kind.DATE),
    Field("is_recognised", "Diakui BPHN", Kind.BOOLEAN),
    Field("attachment_id", "Sertifikat", Kind.FILE, source="lampiran"),
))  # fmt: skip
PERSON_ROWS: tuple[Rows, ...] = (ROLES, LICENCES, TRAININGS)


def people_checks(rows: Sequence[Mapping[str, Any]]) -> Iterable[Problem]:
    """Rules across the people of one OBH; sentences name the person, whose name may be shown."""
    seen: set[tuple[str, str, str]] = set()
    for number, row in enumerate(rows, 1):
        where = str(row.get("name") or f"Orang baris {number}")
        sex = Sex(row["sex"]) if row.get("sex") else None
        for doubt in nik_doubts(row.get("nik") or "", sex=sex):
            yield Problem("people", f"{where}: {doubt}", Severity.SOFT)
        if row.get("role") == "advokat" and row.get("licence_number") and not row.get("licence_until"):
            yield Problem("people", f"{where}: masa berlaku izin belum diketahui.", Severity.SOFT)
        if row.get("licence_until") and not row.get("licence_number"):
            yield Problem("people", f"{where}: masa berlaku diisi tanpa nomor izin.")
        if _has_training(row) and not row.get("training_name"):
            yield Problem("people", f"{where}: isi nama pelatihannya, tidak hanya tanggal atau nomornya.")
        place = (
            str(row.get("name") or "").casefold(),
            str(row.get("role") or ""),
            str(row.get("valid_from") or ""),
        )
        if place in seen:
            yield Problem("people", f"{where}: sudah ada pada baris lain dengan peran dan tanggal yang sama.")
        seen.add(place)


def _has_training(row: Mapping[str, Any]) -> bool:
    return any(row.get(key) for key in ("training_on", "training_number", "training_valid_until"))


def person_checks(values: Mapping[str, Any]) -> Iterable[Problem]:
    """Rules across one person and the rows of it."""
    sex = Sex(values["sex"]) if values.get("sex") else None
    for doubt in nik_doubts(values.get("nik") or "", sex=sex):
        yield Problem("nik", doubt, Severity.SOFT)
    for row in values.get("licences", ()):
        if row.get("number") and not row.get("valid_until"):
            yield Problem(
                "licences", f"Izin {row['number']}: masa berlakunya belum diketahui.", Severity.SOFT
            )
        if row.get("valid_until") and row.get("issued_on") and row["valid_until"] < row["issued_on"]:
            yield Problem("licences", f"Izin {row.get('number')}: berakhir sebelum terbit. Periksa keduanya.")
    for row in values.get("trainings", ()):
        if row.get("until_date") and row.get("from_date") and row["until_date"] < row["from_date"]:
            yield Problem("trainings", f"{row.get('name')}: tanggal akhir mendahului tanggal awal.")
    yield from _roles(values.get("roles", ()))


def _roles(rows: Sequence[Mapping[str, Any]]) -> Iterable[Problem]:
    spans: dict[tuple[str, str], list[tuple[str, str]]] = {}
    for number, row in enumerate(rows, 1):
        first, last = row.get("valid_from") or "", row.get("valid_until") or "9999"
        if last < first:
            yield Problem("roles", f"{ROLES.title}, baris {number}: tanggal akhir mendahului tanggal awal.")
        there = spans.setdefault((str(row.get("obh_id") or ""), str(row.get("role") or "")), [])
        if any(first <= end and begin <= last for begin, end in there):
            yield Problem(
                "roles",
                f"{ROLES.title}, baris {number}: tumpang tindih dengan baris lain pada OBH yang sama.",
            )
        there.append((first, last))
