"""Rows that belong to one OBH: addresses, accreditations, people, money. Imports only the rules."""

from berkas.rules.fields import Choice, Field, Kind, Rows, choices_of
from berkas.rules.vocabulary import (
    AccreditationCategory,
    AccreditationResult,
    BudgetPart,
    RealisationSystem,
    Sanction,
    Sex,
    WorkerKind,
)

CATEGORIES = choices_of(AccreditationCategory)
RESULTS = choices_of(AccreditationResult)
MOVEMENTS = (
    Choice("baru", "Baru"),
    Choice("naik", "Naik"),
    Choice("tetap", "Tetap"),
    Choice("turun", "Turun"),
)
REQUIREMENT_STATES = (
    Choice("lengkap", "Lengkap"),
    Choice("belum_lengkap", "Belum lengkap"),
    Choice("kedaluwarsa", "Kedaluwarsa"),
)
ALIAS_KINDS = (
    Choice("singkatan", "Singkatan"),
    Choice("ejaan_lain", "Ejaan lain"),
    Choice("nama_lama", "Nama lama"),
)
WORKERS = choices_of(WorkerKind)
SYSTEMS = choices_of(RealisationSystem)
QUARTERS = tuple(
    Choice(str(number), f"Triwulan {roman}") for number, roman in enumerate(("I", "II", "III", "IV"), 1)
)


_FROM = Field("valid_from", "Sejak", Kind.DATE)
_UNTIL = Field("valid_until", "Sampai", Kind.DATE)

ALIASES = Rows("aliases", "Nama lain dan ejaan", "Nama lain", (
    Field("name", "Nama lain", required=True, length=200),
    Field("kind", "Jenis", Kind.CHOICE, required=True, choices=ALIAS_KINDS, default="ejaan_lain"),
))  # fmt: skip
ADDRESSES = Rows("addresses", "Alamat", "Alamat", (
    Field("kind", "Jenis", Kind.CHOICE, required=True, source="istilah:jenis_alamat", default="kantor_pusat"),
    Field("address", "Alamat", required=True, length=300, wide=True),
    Field("regency_id", "Kabupaten/kota", Kind.REFERENCE, source="kabupaten"),
    Field("postal_code", "Kode pos", Kind.DIGITS, length=5),
    Field("is_main", "Utama", Kind.BOOLEAN),
    _FROM,
    _UNTIL,
))  # fmt: skip
CONTACTS = Rows("contacts", "Kontak", "Kontak", (
    Field("kind", "Jenis", Kind.CHOICE, required=True, source="istilah:jenis_kontak", default="hp"),
    Field("value", "Nomor atau alamat", required=True, length=120),
    Field("person_name", "Narahubung", length=120),
    Field("position", "Jabatan", length=80),
    Field("is_main", "Utama", Kind.BOOLEAN),
    _FROM,
    _UNTIL,
))  # fmt: skip
AREAS = Rows("areas", "Wilayah layanan", "Wilayah", (
    Field("regency_id", "Kabupaten/kota", Kind.REFERENCE, required=True, source="kabupaten"),
    _FROM,
    _UNTIL,
))  # fmt: skip
ACCREDITATIONS = Rows("accreditations", "Akreditasi per periode", "Akreditasi", (
    Field("period_id", "Periode", Kind.REFERENCE, required=True, source="periode_akreditasi"),
    Field("result", "Hasil", Kind.CHOICE, required=True, choices=RESULTS, default="diproses"),
    Field("category", "Kategori", Kind.CHOICE, choices=CATEGORIES),
    Field("movement", "Perubahan", Kind.CHOICE, choices=MOVEMENTS),
    Field("decree_number", "Nomor SK", length=80),
    Field("decree_on", "Tanggal SK", Kind.DATE),
    Field("certificate_number", "Nomor sertifikat", length=80),
    Field("applied_on", "Tanggal mengajukan", Kind.DATE),
    Field("revoked_on", "Tanggal dicabut", Kind.DATE),
    Field("revoked_reason", "Alasan dicabut", length=200),
))  # fmt: skip
DOCUMENTS = Rows("documents", "Dokumen", "Dokumen", (
    Field("kind", "Jenis", Kind.CHOICE, required=True, source="istilah:jenis_dokumen_obh"),
    Field("title", "Nama dokumen", required=True, length=200),
    Field("number", "Nomor", length=80),
    Field("issued_on", "Tanggal", Kind.DATE, most="hari_ini"),
    Field("valid_until", "Berlaku sampai", Kind.DATE),
))  # fmt: skip
PEOPLE = Rows("people", "Advokat dan paralegal", "Orang", (
    Field("name", "Nama", required=True, length=120),
    Field("title_after", "Gelar", length=40),
    Field("role", "Sebagai", Kind.CHOICE, required=True, choices=WORKERS, default="advokat"),
    Field("sex", "Jenis kelamin", Kind.CHOICE, choices=choices_of(Sex)),
    Field("nik", "NIK", Kind.NIK, personal=True),
    Field("licence_number", "Nomor izin atau sertifikat", length=80,
          help="KTPA bagi advokat; sertifikat pelatihan bagi paralegal."),
    Field("licence_until", "Berlaku sampai", Kind.DATE),
    Field("oath_number", "Nomor BA sumpah", length=80),
    _FROM,
    _UNTIL,
    Field("elsewhere", "Juga pada OBH lain", read_only=True),
))  # fmt: skip
CONTRACTS = Rows("contracts", "Kontrak dan pagu", "Kontrak", (
    Field("year", "Tahun", Kind.INTEGER, required=True, least=2013, most=2100),
    Field("number", "Nomor kontrak", required=True, length=80),
    Field("signed_on", "Tanggal", Kind.DATE),
    Field("litigation", "Pagu litigasi", Kind.RUPIAH, least=0, default=0),
    Field("nonlitigation", "Pagu nonlitigasi", Kind.RUPIAH, least=0, default=0),
    Field("fund", "Sumber dana", Kind.CHOICE, source="istilah:sumber_dana", default="apbn"),
))  # fmt: skip
ADDENDA = Rows("addenda", "Adendum kontrak", "Adendum", (
    Field("contract", "Nomor kontrak", required=True, length=80),
    Field("number", "Nomor adendum", required=True, length=80),
    Field("signed_on", "Tanggal", Kind.DATE, required=True),
    Field("litigation_change", "Perubahan litigasi", Kind.RUPIAH, default=0, help="Boleh kurang dari nol."),
    Field("nonlitigation_change", "Perubahan nonlitigasi", Kind.RUPIAH, default=0,
          help="Boleh kurang dari nol."),
    Field("reason", "Alasan", length=200),
))  # fmt: skip
REALISATIONS = Rows("realisations", "Realisasi per triwulan", "Realisasi", (
    Field("contract", "Nomor kontrak", required=True, length=80),
    Field("quarter", "Triwulan", Kind.CHOICE, required=True, choices=QUARTERS),
    Field("system", "Menurut", Kind.CHOICE, required=True, choices=SYSTEMS, default="sidbankum"),
    Field("as_of", "Keadaan tanggal", Kind.DATE, required=True, most="hari_ini"),
    Field("litigation", "Litigasi", Kind.RUPIAH, least=0, default=0),
    Field("nonlitigation", "Nonlitigasi", Kind.RUPIAH, least=0, default=0),
))  # fmt: skip
SCORES = Rows("scores", "Nilai resmi Sidbankum", "Nilai resmi", (
    Field("label", "Periode menurut Sidbankum", required=True, length=60),
    Field("period_from", "Sejak", Kind.DATE, required=True),
    Field("period_until", "Sampai", Kind.DATE, required=True),
    Field("part", "Bagian", Kind.CHOICE, choices=choices_of(BudgetPart),
          help="Kosong bila satu nilai untuk keduanya."),
    Field("score", "Nilai resmi", Kind.DECIMAL, required=True, least=0, most=100),
    Field("read_on", "Dibaca tanggal", Kind.DATE, most="hari_ini"),
))  # fmt: skip
SANCTIONS = Rows("sanctions", "Sanksi", "Sanksi", (
    Field("kind", "Jenis", Kind.CHOICE, required=True, choices=choices_of(Sanction)),
    Field("decided_on", "Tanggal", Kind.DATE, required=True, most="hari_ini"),
    Field("number", "Nomor", length=80),
    Field("decided_by", "Diputus oleh", length=80),
    Field("reason", "Alasan", required=True, length=300, wide=True),
))  # fmt: skip
REQUIREMENTS = Rows("requirements", "Papan persyaratan", "Persyaratan", (
    Field("label", "Persyaratan", read_only=True),
    Field("state", "Keadaan", Kind.CHOICE, choices=REQUIREMENT_STATES),
    Field("reason", "Alasan atau catatan", length=200),
    Field("valid_until", "Berlaku sampai", Kind.DATE),
    Field("checked_on", "Diperiksa", Kind.DATE, most="hari_ini"),
))  # fmt: skip

ROWS: tuple[Rows, ...] = (
    ADDRESSES, CONTACTS, AREAS, ALIASES, ACCREDITATIONS, DOCUMENTS, PEOPLE,
    CONTRACTS, ADDENDA, REALISATIONS, SCORES, SANCTIONS,
)  # fmt: skip
"""All rows of an OBH in the order of the sheet; the requirement board stands after the accreditations."""
