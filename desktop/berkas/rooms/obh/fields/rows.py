"""Rows that belong to one OBH: addresses, accreditations, people, money. Imports only the rules."""

from berkas.rooms.obh.fields.accreditation import ACCREDITATIONS, MEASURES, STAGES
from berkas.rooms.obh.fields.people import PEOPLE
from berkas.rules.fields import Choice, Field, Kind, Rows, choices_of
from berkas.rules.vocabulary import BudgetPart, RealisationSystem, Sanction

ALIAS_KINDS = (
    Choice("singkatan", "Singkatan"),
    Choice("ejaan_lain", "Ejaan lain"),
    Choice("nama_lama", "Nama lama"),
)
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
    Field("village", "Desa/kelurahan", length=80),
    Field("district", "Kecamatan", length=80),
    Field("regency_id", "Kabupaten/kota", Kind.REFERENCE, source="kabupaten"),
    Field("postal_code", "Kode pos", Kind.DIGITS, length=5),
    Field("latitude", "Lintang", Kind.DECIMAL, least=-11, most=7),
    Field("longitude", "Bujur", Kind.DECIMAL, least=94, most=142),
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
DOCUMENTS = Rows("documents", "Dokumen", "Dokumen", (
    Field("kind", "Jenis", Kind.CHOICE, required=True, source="istilah:jenis_dokumen_obh"),
    Field("title", "Nama dokumen", required=True, length=200),
    Field("number", "Nomor", length=80),
    Field("issued_by", "Diterbitkan oleh", length=120),
    Field("issued_on", "Tanggal", Kind.DATE, most="hari_ini"),
    Field("valid_until", "Berlaku sampai", Kind.DATE),
    Field("attachment_id", "Berkas", Kind.FILE, source="lampiran"),
    Field("note", "Catatan", length=200),
))  # fmt: skip
AGREEMENTS = Rows("agreements", "Perjanjian kerja sama", "Perjanjian", (
    Field("number", "Nomor", required=True, length=80),
    Field("title", "Tentang", required=True, length=200, wide=True),
    Field("unit_id", "Dengan unit", Kind.REFERENCE, source="unit"),
    Field("partner", "Pihak lain", length=120, help="Bila bukan unit dalam daftar."),
    Field("signed_on", "Ditandatangani", Kind.DATE, most="hari_ini"),
    Field("valid_from", "Berlaku sejak", Kind.DATE, required=True),
    Field("valid_until", "Berlaku sampai", Kind.DATE),
    Field("attachment_id", "Naskah", Kind.FILE, source="lampiran"),
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
    Field("valid_until", "Berlaku sampai", Kind.DATE),
    Field("amount_cut", "Anggaran dikurangi", Kind.RUPIAH, least=0),
    Field("reason", "Alasan", required=True, length=300, wide=True),
))  # fmt: skip
ROWS: tuple[Rows, ...] = (
    ADDRESSES, CONTACTS, AREAS, ALIASES, DOCUMENTS, AGREEMENTS, ACCREDITATIONS, STAGES, MEASURES, PEOPLE,
    CONTRACTS, ADDENDA, REALISATIONS, SCORES, SANCTIONS,
)  # fmt: skip
"""All rows of an OBH in the order of the sheet; the requirement board stands after them."""
