"""One unit with its ministry and head by date, its services and SOPs. Pure values: imports only the rules."""

from berkas.rooms.office.fields.office import WORKING_WEEKS
from berkas.rules.fields import Field, Kind, Rows, choices_of
from berkas.rules.vocabulary import SigningCapacity

UNIT: tuple[Field, ...] = (
    Field("name", "Nama unit", group="Unit", required=True, length=200, wide=True),
    Field("short_name", "Nama singkat", group="Unit", length=80),
    Field("code", "Kode", group="Unit", length=30, help="Kosongkan agar diberi kode oleh Berkas."),
    Field("kind", "Jenis unit", Kind.CHOICE, group="Unit", required=True, source="istilah:jenis_unit"),
    Field("unit_class", "Kelas", group="Unit", length=20, help="Misalnya IIA atau II."),
    Field("parent_id", "Unit induk", Kind.REFERENCE, group="Unit", source="unit"),
    Field("working_week", "Hari kerja", Kind.CHOICE, group="Unit", choices=WORKING_WEEKS, default="12345",
          help="Untuk batas menurut standar unit dan tindakan korektif Ombudsman."),
    Field("is_own", "Layanan kantor ini sendiri", Kind.BOOLEAN, group="Unit"),
    Field("is_example", "Data contoh", Kind.BOOLEAN, group="Unit", help="Unit rekaan, bukan unit nyata."),
    Field("regency_id", "Kabupaten/kota", Kind.REFERENCE, group="Alamat dan kontak", source="kabupaten"),
    Field("address", "Alamat", group="Alamat dan kontak", length=200, wide=True),
    Field("phone", "Telepon", Kind.PHONE, group="Alamat dan kontak", length=60),
    Field("email", "Surel", Kind.EMAIL, group="Alamat dan kontak"),
    Field("website", "Laman", group="Alamat dan kontak", length=120),
    Field("capacity", "Daya tampung", Kind.INTEGER, group="Alamat dan kontak", least=0),
    Field("note", "Catatan", Kind.LONG_TEXT, group="Catatan", wide=True),
)  # fmt: skip

MINISTRIES = Rows(
    "ministries",
    "Kementerian menurut tanggal",
    "Kementerian",
    (
        Field("ministry_id", "Kementerian", Kind.REFERENCE, source="kementerian", required=True),
        Field("valid_from", "Mulai", Kind.DATE, required=True),
        Field("valid_until", "Sampai", Kind.DATE),
        Field("source", "Sumber", length=160),
    ),
)
HEADS = Rows(
    "heads",
    "Kepala unit menurut tanggal",
    "Kepala unit",
    (
        Field("name", "Nama", required=True, length=120),
        Field("nip", "NIP", Kind.NIP),
        Field("rank", "Pangkat dan golongan", length=80),
        Field("position", "Jabatan", required=True, length=120),
        Field("capacity", "Kedudukan", Kind.CHOICE, choices=choices_of(SigningCapacity), default="sendiri"),
        Field("valid_from", "Mulai", Kind.DATE, required=True),
        Field("valid_until", "Sampai", Kind.DATE),
    ),
)
SERVICES = Rows(
    "services",
    "Layanan",
    "Layanan",
    (
        Field("code", "Kode", required=True, length=30),
        Field("name", "Nama layanan", required=True, length=120),
        Field("kind", "Jenis", Kind.CHOICE, source="istilah:jenis_layanan"),
        Field("requirements", "Persyaratan", Kind.LONG_TEXT),
        Field("procedure", "Prosedur", Kind.LONG_TEXT),
        Field("time_limit", "Jangka waktu", length=120),
        Field("fee", "Biaya", length=120),
        Field("product", "Produk layanan", length=160),
        Field("complaint_way", "Cara mengadu", length=160),
        Field("is_surveyed", "Disurvei", Kind.BOOLEAN),
    ),
)
SOPS = Rows(
    "sops",
    "SOP",
    "SOP",
    (
        Field("number", "Nomor SOP", required=True, length=80),
        Field("title", "Judul", required=True, length=160),
        Field("service_id", "Layanan", Kind.REFERENCE, source="layanan"),
        Field("signed_on", "Tanggal", Kind.DATE),
        Field("revised_on", "Diubah", Kind.DATE),
        Field("signed_by", "Ditandatangani oleh", length=120),
        Field("hangs_at", "Terpasang di", length=120),
        Field("is_visible", "Mudah dilihat", Kind.BOOLEAN),
        Field(
            "components",
            "Komponen standar yang dimuat",
            Kind.MULTI,
            source="istilah:komponen_standar",
            help="Empat belas komponen menurut Pasal 21 UU 25/2009.",
        ),
        Field("attachment_id", "Berkas SOP", Kind.FILE, source="lampiran"),
    ),
)
ALIASES = Rows("aliases", "Nama lain", "Nama lain", (Field("name", "Nama", required=True, length=120),))

ROWS: tuple[Rows, ...] = (ALIASES, MINISTRIES, HEADS, SERVICES, SOPS)
