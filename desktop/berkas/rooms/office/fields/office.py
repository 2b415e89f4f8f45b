"""The office itself, its letterheads, officials and number patterns. Pure values: imports only the rules."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from typing import Any

from berkas.rules.fields import Choice, Field, Kind, Problem, Rows, choices_of
from berkas.rules.letter_numbers import PatternError, parse_pattern
from berkas.rules.vocabulary import HolidayKind, PageSize, Role, SigningCapacity

TIME_ZONES: tuple[Choice, ...] = (
    Choice("Asia/Jakarta", "WIB"),
    Choice("Asia/Makassar", "WITA"),
    Choice("Asia/Jayapura", "WIT"),
)

WORKING_WEEKS: tuple[Choice, ...] = (
    Choice("12345", "Senin sampai Jumat"),
    Choice("123456", "Senin sampai Sabtu"),
    Choice("12347", "Minggu sampai Kamis"),
    Choice("1234567", "Setiap hari"),
)

OFFICE: tuple[Field, ...] = (
    Field("name", "Nama kantor", group="Identitas", required=True, length=200, wide=True),
    Field("short_name", "Nama singkat", group="Identitas", length=60),
    Field("ministry_id", "Kementerian", Kind.REFERENCE, group="Identitas", source="kementerian"),
    Field("province", "Provinsi", group="Identitas", required=True, length=80),
    Field("city", "Kota kedudukan", group="Identitas", length=80,
          help="Dipakai pada baris tempat dan tanggal surat."),
    Field("time_zone", "Zona waktu", Kind.CHOICE, group="Identitas", required=True, choices=TIME_ZONES),
    Field("working_week", "Hari kerja", Kind.CHOICE, group="Identitas", required=True,
          choices=WORKING_WEEKS, default="12345",
          help="Batas waktu dalam hari kerja dihitung menurut hari-hari ini."),
    Field("address", "Alamat", group="Alamat dan kontak", length=200, wide=True),
    Field("phone", "Telepon", Kind.PHONE, group="Alamat dan kontak", length=60),
    Field("email", "Surel", Kind.EMAIL, group="Alamat dan kontak"),
    Field("website", "Laman", group="Alamat dan kontak", length=120),
    Field("paper", "Ukuran kertas", Kind.CHOICE, group="Cetak dan laporan", required=True,
          choices=choices_of(PageSize)),
    Field("least_respondents", "Jumlah responden paling sedikit", Kind.INTEGER, group="Cetak dan laporan",
          required=True, least=1, most=100,
          help="Di bawah angka ini hanya jumlah yang dicetak, bukan nilainya."),
    Field("keying_sample_percent", "Sampel ketik kedua", Kind.INTEGER, group="Ketik kedua", required=True,
          least=1, most=100, unit="%",
          help="Bagian tiap tumpukan yang diketik dua kali, sedikitnya dua lembar. Rumusan kantor."),
    Field("keying_limit_percent", "Batas salah ketik", Kind.DECIMAL, group="Ketik kedua", required=True,
          least=0, most=100, unit="%",
          help="Di atas batas ini seluruh tumpukan diketik dua kali. Rumusan kantor."),
    Field("child_override_role", "Pembuka pelindungan anak", Kind.CHOICE, group="Pelindungan",
          choices=choices_of(Role),
          help="Satu peran yang boleh melihat identitas anak, dengan alasan. Kosong: Admin."),
)  # fmt: skip

LETTERHEAD: tuple[Field, ...] = (
    Field("name", "Nama kop", group="Kop surat", required=True, length=80,
          help="Untuk memilihnya, misalnya “Kementerian Hukum mulai 2025”."),
    Field("ministry_id", "Kementerian", Kind.REFERENCE, group="Kop surat", source="kementerian"),
    Field("line1", "Baris 1", group="Kop surat", required=True, length=120, wide=True),
    Field("line2", "Baris 2", group="Kop surat", length=120, wide=True),
    Field("line3", "Baris 3", group="Kop surat", length=120, wide=True),
    Field("address", "Alamat", group="Kop surat", length=200, wide=True),
    Field("contact", "Kontak", group="Kop surat", length=200, wide=True,
          help="Pisahkan dengan titik koma: telepon; faksimile; laman; surel."),
    Field("valid_from", "Berlaku mulai", Kind.DATE, group="Masa berlaku", required=True),
    Field("valid_until", "Sampai", Kind.DATE, group="Masa berlaku"),
    Field("is_default", "Kop utama", Kind.BOOLEAN, group="Masa berlaku"),
)  # fmt: skip

OFFICIAL: tuple[Field, ...] = (
    Field("name", "Nama", group="Pejabat", required=True, length=120, wide=True, help="Dengan gelar."),
    Field("nip", "NIP", Kind.NIP, group="Pejabat"),
    Field("rank", "Pangkat dan golongan", group="Pejabat", length=80),
    Field("functional_title", "Jabatan fungsional", group="Pejabat", length=120),
    Field("team", "Tim kerja", group="Pejabat", length=120),
    Field("agency", "Instansi", group="Pejabat", length=120, help="Kosong bila pegawai kantor ini."),
    Field("is_active", "Aktif", Kind.BOOLEAN, group="Pejabat", default=True),
)  # fmt: skip

POSITIONS = Rows(
    "positions",
    "Jabatan menurut tanggal",
    "Jabatan",
    (
        Field("position", "Jabatan", required=True, length=120),
        Field("division", "Divisi atau bidang", length=120),
        Field("capacity", "Kedudukan", Kind.CHOICE, choices=choices_of(SigningCapacity), default="sendiri"),
        Field("decree_number", "Nomor SK", length=80),
        Field("valid_from", "Mulai", Kind.DATE, required=True),
        Field("valid_until", "Sampai", Kind.DATE),
    ),
)

PATTERN: tuple[Field, ...] = (
    Field("document_kind", "Jenis dokumen", required=True, length=60,
          help="Kata dokumen, misalnya berita-acara; “umum” untuk semua yang lain."),
    Field("pattern", "Pola nomor", required=True, length=120, wide=True,
          help="Contoh: W.7.{klasifikasi}-{urut}. Isian: {urut} {urut:3} {klasifikasi} {tahun} {bulan} "
               "{bulan_romawi}."),
    Field("classification", "Klasifikasi", length=40, help="Misalnya HN.04.03."),
    Field("first_serial", "Nomor pertama", Kind.INTEGER, least=1, default=1),
    Field("valid_from", "Berlaku mulai", Kind.DATE, required=True),
    Field("valid_until", "Sampai", Kind.DATE),
    Field("note", "Catatan", Kind.LONG_TEXT, wide=True),
)  # fmt: skip

HOLIDAY: tuple[Field, ...] = (
    Field("on_date", "Tanggal", Kind.DATE, required=True),
    Field("name", "Nama hari", required=True, length=120, wide=True),
    Field("kind", "Jenis", Kind.CHOICE, required=True, choices=choices_of(HolidayKind)),
    Field("is_withdrawn", "Dicabut", Kind.BOOLEAN, help="Hari pada tabel yang ternyata tetap hari kerja."),
    Field("decree", "Dasar (keputusan atau surat)", required=True, length=160, wide=True),
    Field("regency_id", "Hanya untuk kabupaten/kota", Kind.REFERENCE, source="kabupaten"),
    Field("unit_id", "Hanya untuk unit", Kind.REFERENCE, source="unit"),
)  # fmt: skip


def validity_checks(values: Mapping[str, Any]) -> Iterable[Problem]:
    """An end of validity does not lie before its beginning."""
    begins, ends = values.get("valid_from"), values.get("valid_until")
    if begins and ends and ends < begins:
        yield Problem("valid_until", "Sampai: tidak boleh sebelum tanggal mulai berlaku.")


def pattern_checks(values: Mapping[str, Any]) -> Iterable[Problem]:
    """The pattern gives numbers; its own sentence says what is wrong."""
    try:
        parse_pattern(values.get("pattern") or "")
    except PatternError as error:
        yield Problem("pattern", str(error))


def overlap_problems(key: str, title: str, rows: Sequence[Mapping[str, Any]]) -> Iterable[Problem]:
    """Dated rows of one record that must follow each other do not overlap."""
    dated = sorted((row for row in rows if row.get("valid_from")), key=lambda row: row["valid_from"])
    for earlier, later in pairwise(dated):
        if (earlier.get("valid_until") or "9999") >= later["valid_from"]:
            yield Problem(key, f"{title}: masa berlaku dua baris bertindihan. Isi “Sampai” pada baris lama.")
