"""The intake form of a complaint: who is complained about comes first and opens the right stream.

Pure values: imports only the rules.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from berkas.rules.fields import Choice, Field, Kind, Problem, Severity, choices_of
from berkas.rules.vocabulary import (
    ComplaintClass,
    ComplaintStatus,
    ComplaintStream,
    Consent,
    VulnerableGroup,
)

STREAMS = (
    Choice("mutu_layanan", "Layanan sebuah unit", "Mutu layanan; jalur SP4N-LAPOR!"),
    Choice("perilaku_pegawai", "Pegawai", "Etika, disiplin, atau dugaan pelanggaran; jalur ULP/SIPIDU"),
    Choice("pbh", "Pemberi Bantuan Hukum (OBH)", "Klarifikasi, berita acara, Panwasda, Panwaspus"),
    Choice("notaris", "Notaris", "Diteruskan ke MPD, MPW, atau MKN"),
    Choice("instansi_lain", "Instansi atau kementerian lain", "Dilimpahkan dalam satu langkah"),
    Choice("informasi_publik", "Tidak ada; meminta informasi publik", "Jalur PPID"),
)
CLASSES = tuple(
    Choice(code, label, hint)
    for (code, label), hint in zip(
        ComplaintClass.choices(),
        (
            "Perlu pemeriksaan, misalnya dugaan pungutan atau penyalahgunaan wewenang",
            "Keluhan mutu layanan yang dapat dijawab tanpa pemeriksaan",
            "Hanya bertanya; bukan permohonan PPID",
            "Usul atau harapan tanpa keluhan",
            "Dugaan pelanggaran hak asasi; hanya dibaca peran yang berhak",
            "Terhadap OBH yang terakreditasi",
            "Pelapor menyebut UU 25/2009 atau menuntut ganti rugi",
            "Unit menangani menurut standar layanannya sendiri",
            "Permohonan resmi menurut UU 14/2008",
            "Keberatan kepada atasan PPID",
            "Permohonan kepada OBH yang belum dijawab",
            "Produk Ombudsman yang harus dilaksanakan",
        ),
        strict=True,
    )
)
STATUSES = choices_of(ComplaintStatus)
STREAM_WORDS = choices_of(ComplaintStream)
CLASS_WORDS = choices_of(ComplaintClass)
ROLES = (
    Choice("pelapor", "Pelapor sendiri"),
    Choice("kuasa", "Kuasa pelapor"),
    Choice("korban", "Korban"),
    Choice("saksi", "Saksi"),
    Choice("keluarga", "Keluarga"),
)

USUAL_CLASS: Mapping[str, str] = {
    "mutu_layanan": "pengaduan_tidak_berkadar",
    "perilaku_pegawai": "pengaduan_berkadar",
    "pbh": "pengaduan_obh",
    "notaris": "pengaduan_berkadar",
    "instansi_lain": "pengaduan_tidak_berkadar",
    "informasi_publik": "permintaan_informasi",
}
"""The class a stream most often has; put in when none is chosen yet."""

TARGETS: Mapping[str, tuple[str, ...]] = {
    "mutu_layanan": ("unit_id", "service_id"),
    "perilaku_pegawai": ("unit_id", "service_id"),
    "pbh": ("obh_id", "case_id"),
    "notaris": ("notary",),
    "instansi_lain": ("other_agency", "unit_id"),
    "informasi_publik": (),
}
"""Which fields say who is complained about, by stream."""
ALL_TARGETS = tuple(dict.fromkeys(key for keys in TARGETS.values() for key in keys))

_WHO, _HOW, _WHAT = "Siapa yang diadukan?", "Penerimaan", "Isi pengaduan"
_BY, _CARE = "Pelapor", "Penanganan"

COMPLAINT: tuple[Field, ...] = (
    Field("stream", "Yang diadukan", Kind.CHOICE, group=_WHO, required=True, choices=STREAMS, wide=True,
          help="Menentukan jalurnya; pengaduan tidak pernah disalurkan kepada yang diadukan."),
    Field("unit_id", "Unit", Kind.REFERENCE, group=_WHO, source="unit"),
    Field("service_id", "Layanan", Kind.REFERENCE, group=_WHO, source="layanan"),
    Field("obh_id", "OBH", Kind.REFERENCE, group=_WHO, source="obh"),
    Field("case_id", "Perkara bantuan hukum", Kind.REFERENCE, group=_WHO, source="perkara"),
    Field("notary", "Notaris", group=_WHO, length=160),
    Field("other_agency", "Instansi lain", group=_WHO, length=200),
    Field("received_on", "Tanggal diterima", Kind.DATE, group=_HOW, required=True, most="hari_ini"),
    Field("channel", "Saluran", Kind.REFERENCE, group=_HOW, required=True, source="istilah:saluran"),
    Field("complaint_class", "Kelas", Kind.CHOICE, group=_HOW, required=True, choices=CLASSES, wide=True,
          help="Kelas menentukan langkah dan batas waktu. Ragu: pilih yang perlu pemeriksaan."),
    Field("letter_number", "Nomor surat pelapor", group=_HOW, length=80),
    Field("letter_on", "Tanggal surat", Kind.DATE, group=_HOW, most="hari_ini"),
    Field("external_system", "Aplikasi asal", Kind.REFERENCE, group=_HOW,
          source="istilah:aplikasi_pengaduan"),
    Field("external_number", "Nomor pelacakan", group=_HOW, length=60),
    Field("title", "Judul", group=_WHAT, required=True, length=200, wide=True,
          help="Tanpa nama orang; judul tampil dalam daftar."),
    Field("body", "Uraian", Kind.LONG_TEXT, group=_WHAT, required=True, length=100_000),
    Field("wish", "Harapan pelapor", Kind.LONG_TEXT, group=_WHAT, length=10_000),
    Field("category", "Kategori", Kind.REFERENCE, group=_WHAT, source="istilah:kategori_pengaduan"),
    Field("event_on", "Tanggal kejadian", Kind.DATE, group=_WHAT, most="hari_ini"),
    Field("event_until", "Sampai tanggal", Kind.DATE, group=_WHAT, most="hari_ini"),
    Field("event_place", "Tempat kejadian", group=_WHAT, length=200),
    Field("event_regency_id", "Kabupaten/kota kejadian", Kind.REFERENCE, group=_WHAT, source="kabupaten"),
    Field("loss", "Kerugian", group=_WHAT, length=500),
    Field("is_anonymous", "Anonim", Kind.BOOLEAN, group=_BY, default=False,
          help="Nama pelapor tidak disebut kepada siapa pun; isi laporan boleh diketahui."),
    Field("is_secret", "Rahasia", Kind.BOOLEAN, group=_BY, default=False,
          help="Seluruh laporan tidak ditampilkan kepada publik dan pihak yang diadukan."),
    Field("reporter_code", "Kode pelapor", group=_BY, read_only=True),
    Field("reporter_name", "Nama pelapor", group=_BY, length=160, personal=True,
          help="Disimpan terpisah; daftar dan cetakan hanya memuat kode."),
    Field("reporter_role", "Kedudukan", Kind.CHOICE, group=_BY, choices=ROLES, default="pelapor"),
    Field("reporter_birth_on", "Tanggal lahir", Kind.DATE, group=_BY, most="hari_ini", personal=True),
    Field("reporter_id_kind", "Tanda pengenal", Kind.REFERENCE, group=_BY,
          source="istilah:jenis_identitas", personal=True),
    Field("reporter_id_number", "Nomor tanda pengenal", group=_BY, length=60, personal=True),
    Field("reporter_address", "Alamat", group=_BY, length=300, personal=True, wide=True),
    Field("reporter_phone", "Telepon", Kind.PHONE, group=_BY, length=40, personal=True),
    Field("reporter_email", "Surel", Kind.EMAIL, group=_BY, length=120, personal=True),
    Field("reporter_occupation", "Pekerjaan", group=_BY, length=120, personal=True),
    Field("reporter_wants_reply_by", "Jawaban dikirim lewat", group=_BY, length=80),
    Field("vulnerable_group", "Kelompok rentan", Kind.CHOICE, group=_BY,
          choices=choices_of(VulnerableGroup)),
    Field("consent", "Persetujuan untuk ditanyakan", Kind.CHOICE, group=_BY,
          choices=choices_of(Consent), default="belum_diminta",
          help="Bolehkah yang diadukan ditanya tentang hal ini? “Menunggu” menggabungkannya nanti."),
    Field("owner_id", "Penanggung jawab", Kind.REFERENCE, group=_CARE, source="pengguna"),
    Field("owner_name", "Penanggung jawab lain", group=_CARE, length=160),
    Field("is_restricted", "Terbatas", Kind.BOOLEAN, group=_CARE, default=False,
          help="Pelapor pelanggaran (whistleblower) dan HAM: hanya dibaca peran yang berhak."),
    Field("is_example", "Data contoh", Kind.BOOLEAN, group=_CARE, default=False),
    Field("internal_note", "Catatan internal", Kind.LONG_TEXT, group=_CARE, length=10_000),
)  # fmt: skip

REPORTER = tuple(
    field.key for field in COMPLAINT if field.key.startswith("reporter_") and field.key != "reporter_code"
)
"""Keys that go to the vault; they are typed once and never shown again without a reason."""

ACCUSED: tuple[Field, ...] = (
    Field("code", "Kode", read_only=True),
    Field("name", "Nama", length=160, personal=True,
          help="Disimpan terpisah; sesudah disimpan yang tampil hanya kodenya."),
    Field("nip", "NIP", Kind.NIP, personal=True),
    Field("position", "Jabatan", length=160),
    Field("unit_id", "Unit kerja", Kind.REFERENCE, source="unit"),
    Field("note", "Keterangan", length=300),
)  # fmt: skip


def intake_checks(values: Mapping[str, Any]) -> Iterable[Problem]:
    """Dates in order, and a complainant or a word that there is none."""
    received, event, until = (values.get(key) for key in ("received_on", "event_on", "event_until"))
    if received and event and event > received:
        yield Problem("event_on", "Tanggal kejadian tidak boleh sesudah tanggal diterima.")
    if event and until and until < event:
        yield Problem("event_until", "Akhir kejadian tidak boleh sebelum awalnya.")
    if received and values.get("letter_on") and values["letter_on"] > received:
        yield Problem("letter_on", "Tanggal surat tidak boleh sesudah tanggal diterima.")
    if values.get("external_number") and not values.get("external_system"):
        yield Problem("external_system", "Pilih aplikasi yang memberi nomor pelacakan itu.")
    stream = values.get("stream")
    if stream and TARGETS.get(stream) and not any(values.get(key) for key in TARGETS[stream]):
        yield Problem(TARGETS[stream][0], "Isi siapa yang diadukan.", Severity.SOFT)
    named = str(values.get("reporter_name") or "").strip().casefold()
    if named and named in str(values.get("title") or "").casefold():
        yield Problem(
            "title", "Judul: memuat nama pelapor, padahal judul tampil dalam daftar.", Severity.SOFT
        )
    nobody = not values.get("reporter_name") and not values.get("reporter_code")
    if nobody and not values.get("is_anonymous") and "reporter_name" in values:
        yield Problem(
            "reporter_name", "Pelapor belum diisi. Centang “Anonim” bila tidak mau disebut.", Severity.SOFT
        )
