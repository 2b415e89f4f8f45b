"""Forms of the smaller registers: box openings, supervision with findings, PPID, reporting duties.

Pure values: imports only the rules.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from berkas.rules.fields import Choice, Field, Kind, Problem, choices_of
from berkas.rules.vocabulary import (
    ComplaintStatus,
    DutyState,
    FindingKind,
    FollowupStatus,
    InformationDecision,
    Rhythm,
    SupervisionOrigin,
)

YES_NO = (Choice("ya", "Ya"), Choice("tidak", "Tidak"))

BOX: tuple[Field, ...] = (
    Field("opened_on", "Tanggal dibuka", Kind.DATE, required=True, most="hari_ini"),
    Field("opened_time", "Pukul", help="Misalnya 08.30.", length=5),
    Field("box_place", "Letak kotak", required=True, length=160, default="Ruang layanan"),
    Field("unit_id", "Unit", Kind.REFERENCE, source="unit", help="Kosongkan untuk kotak kantor sendiri."),
    Field("found", "Jumlah pengaduan ditemukan", Kind.INTEGER, required=True, least=0, most=1000, default=0,
          help="Isi 0 untuk nihil; berita acara tetap dibuat."),
    Field("first_name", "Petugas pertama", group="Dibuka oleh dua petugas", required=True, length=120),
    Field("second_name", "Petugas kedua", group="Dibuka oleh dua petugas", required=True, length=120),
    Field("note", "Catatan", Kind.LONG_TEXT, group="Dibuka oleh dua petugas", length=2000),
)  # fmt: skip


def box_checks(values: Mapping[str, Any]) -> Iterable[Problem]:
    """Two different people open a box."""
    first, second = values.get("first_name"), values.get("second_name")
    if first and second and first.strip().casefold() == second.strip().casefold():
        yield Problem("second_name", "Kotak dibuka oleh dua petugas yang berbeda.")


ORIGINS = choices_of(SupervisionOrigin)
OUTCOMES = (
    Choice("ditemukan", "Maladministrasi ditemukan"),
    Choice("tidak_ditemukan", "Tidak ditemukan"),
    Choice("dihentikan", "Pemeriksaan dihentikan"),
)

SUPERVISION: tuple[Field, ...] = (
    Field("origin", "Pengawas", Kind.CHOICE, group="Pengawasan", required=True, choices=ORIGINS),
    Field("unit_id", "Unit", Kind.REFERENCE, group="Pengawasan", required=True, source="unit"),
    Field("subject", "Pokok", Kind.REFERENCE, group="Pengawasan", required=True,
          source="istilah:pokok_pengawasan"),
    Field("service_id", "Layanan", Kind.REFERENCE, group="Pengawasan", source="layanan"),
    Field("year", "Tahun", Kind.DIGITS, group="Pengawasan", required=True, length=4),
    Field("on_date", "Tanggal", Kind.DATE, group="Pengawasan"),
    Field("code", "Kode", group="Pengawasan", length=40, help="Kosongkan agar diberi oleh Berkas."),
    Field("report_number", "Nomor laporan (LAHP/LHA)", group="Laporan", length=120),
    Field("report_on", "Tanggal laporan diterima", Kind.DATE, group="Laporan",
          help="Memulai batas waktu tindakan korektif Ombudsman."),
    Field("result_category", "Kategori hasil", group="Laporan", length=120,
          help="Seperti tertulis pada laporan, misalnya “baik”. Angka tidak wajib."),
    Field("result_number", "Nilai", Kind.DECIMAL, group="Laporan", least=0, most=100,
          help="Kategori yang kosong diisi menurut skema Ombudsman tahun itu."),
    Field("is_maladministration", "Maladministrasi", Kind.CHOICE, group="Laporan", choices=OUTCOMES),
    Field("result_text", "Isi hasil", Kind.LONG_TEXT, group="Laporan", length=20_000),
    Field("replied_on", "Dijawab", Kind.DATE, group="Rangkaian surat"),
    Field("closed_on", "Surat penutupan", Kind.DATE, group="Rangkaian surat"),
    Field("source", "Sumber", group="Rangkaian surat", length=300),
    Field("is_example", "Data contoh", Kind.BOOLEAN, group="Rangkaian surat", default=False),
    Field("note", "Catatan", Kind.LONG_TEXT, group="Rangkaian surat", length=10_000),
)  # fmt: skip

FINDING_ROWS: tuple[Field, ...] = (
    Field("component", "Komponen standar", Kind.REFERENCE, source="istilah:komponen_standar"),
    Field("kind", "Bentuk", Kind.CHOICE, required=True, choices=choices_of(FindingKind),
          default="saran_perbaikan"),
    Field("severity", "Tingkat", Kind.REFERENCE, source="istilah:tingkat_temuan"),
    Field("due_on", "Batas waktu", Kind.DATE, help="Kosongkan: tindakan korektif Ombudsman dihitung."),
    Field("text", "Temuan", Kind.LONG_TEXT, required=True, length=10_000),
    Field("advice", "Saran atau perintah", Kind.LONG_TEXT, length=10_000),
    Field("basis", "Dasar (nomor laporan)", length=120),
    Field("extensions", "Perpanjangan", Kind.INTEGER, least=0, most=2, default=0),
    Field("status", "Keadaan", Kind.CHOICE, choices=choices_of(FollowupStatus),
          default="belum_ditindaklanjuti"),
    Field("done_on", "Selesai", Kind.DATE, most="hari_ini"),
    Field("action_text", "Yang sudah dilakukan", Kind.LONG_TEXT, length=10_000),
    Field("attachment_id", "Bukti", Kind.FILE, source="lampiran"),
)  # fmt: skip

REQUESTERS = (
    Choice("perorangan", "Perorangan"),
    Choice("kelompok", "Kelompok"),
    Choice("badan_hukum", "Badan hukum"),
)
FORMS = (Choice("softcopy", "Softcopy"), Choice("hardcopy", "Hardcopy"), Choice("keduanya", "Keduanya"))
MANNERS = (
    Choice("melihat", "Melihat atau membaca"),
    Choice("salinan", "Meminta salinan"),
    Choice("keduanya", "Keduanya"),
)
DECISIONS = choices_of(InformationDecision)
REQUEST_STATUSES = choices_of(ComplaintStatus)

PPID: tuple[Field, ...] = (
    Field("received_on", "Tanggal dicatat", Kind.DATE, group="Permohonan", required=True, most="hari_ini"),
    Field("channel", "Saluran", Kind.REFERENCE, group="Permohonan", required=True, source="istilah:saluran"),
    Field("requester_kind", "Pemohon", Kind.CHOICE, group="Permohonan", choices=REQUESTERS,
          default="perorangan"),
    Field("reporter_code", "Kode pemohon", group="Permohonan", read_only=True),
    Field("reporter_name", "Nama", group="Permohonan", length=160, personal=True),
    Field("reporter_address", "Alamat", group="Permohonan", length=300, personal=True, wide=True),
    Field("reporter_phone", "Nomor kontak", Kind.PHONE, group="Permohonan", length=40, personal=True),
    Field("reporter_occupation", "Pekerjaan", group="Permohonan", length=120, personal=True),
    Field("information", "Informasi yang diminta", Kind.LONG_TEXT, group="Permohonan", required=True,
          length=10_000),
    Field("purpose", "Tujuan penggunaan", Kind.LONG_TEXT, group="Permohonan", length=5_000),
    Field("wanted_form", "Bentuk", Kind.CHOICE, group="Permohonan", choices=FORMS),
    Field("wanted_manner", "Jenis permohonan", Kind.CHOICE, group="Permohonan", choices=MANNERS),
    Field("is_held", "Di bawah penguasaan", Kind.CHOICE, group="Informasi", choices=YES_NO),
    Field("other_body", "Badan publik lain", group="Informasi", length=200),
    Field("is_documented", "Sudah didokumentasikan", Kind.CHOICE, group="Informasi", choices=YES_NO),
    Field("information_id", "Informasi dalam daftar", Kind.REFERENCE, group="Informasi", source="informasi",
          help="Yang diminta menurut daftar informasi publik; bila dikecualikan, dengan uji konsekuensinya."),
    Field("extended_on", "Diperpanjang", Kind.DATE, group="Keputusan", most="hari_ini",
          help="Sekali, 7 hari kerja, dengan alasan tertulis."),
    Field("extension_reason", "Alasan dan surat perpanjangan", group="Keputusan", length=300),
    Field("decision", "Keputusan", Kind.CHOICE, group="Keputusan", choices=DECISIONS),
    Field("refusal_reason", "Alasan penolakan", Kind.REFERENCE, group="Keputusan",
          source="istilah:alasan_penolakan"),
    Field("refusal_text", "Uraian penolakan", Kind.LONG_TEXT, group="Keputusan", length=5_000),
    Field("exclusion_article", "Pasal pengecualian", group="Keputusan", length=120),
    Field("notice_on", "Pemberitahuan tertulis", Kind.DATE, group="Keputusan", most="hari_ini"),
    Field("given_on", "Informasi diberikan", Kind.DATE, group="Keputusan", most="hari_ini"),
    Field("cost", "Biaya", Kind.RUPIAH, group="Keputusan", least=0),
    Field("payment_manner", "Cara pembayaran", group="Keputusan", length=80),
    Field("closed_on", "Selesai", Kind.DATE, group="Keputusan", most="hari_ini"),
    Field("owner_id", "Penanggung jawab", Kind.REFERENCE, group="Keputusan", source="pengguna"),
    Field("is_example", "Data contoh", Kind.BOOLEAN, group="Keputusan", default=False),
    Field("note", "Catatan", Kind.LONG_TEXT, group="Keputusan", length=5_000),
)  # fmt: skip

OBJECTION_ROWS: tuple[Field, ...] = (
    Field("received_on", "Keberatan diterima", Kind.DATE, required=True, most="hari_ini"),
    Field("reason", "Alasan", Kind.REFERENCE, required=True, source="istilah:alasan_keberatan"),
    Field("superior_id", "Atasan PPID", Kind.REFERENCE, source="pejabat"),
    Field("decided_on", "Ditanggapi", Kind.DATE, most="hari_ini"),
    Field("decision", "Tanggapan", length=500),
    Field("dispute_on", "Sengketa diajukan", Kind.DATE, most="hari_ini"),
    Field("dispute_number", "Nomor sengketa", length=80),
    Field("dispute_outcome", "Hasil sengketa", length=300),
    Field("attachment_id", "Berkas", Kind.FILE, source="lampiran"),
)


def ppid_checks(values: Mapping[str, Any]) -> Iterable[Problem]:
    """Dates after the request, a refusal with its reason, an extension with its letter."""
    received = values.get("received_on")
    for key, label in (("notice_on", "Pemberitahuan"), ("given_on", "Pemberian"),
                       ("extended_on", "Perpanjangan"), ("closed_on", "Tanggal selesai")):  # fmt: skip
        if received and values.get(key) and values[key] < received:
            yield Problem(key, f"{label} tidak boleh sebelum permohonan dicatat.")
    if values.get("decision") == "ditolak" and not values.get("refusal_reason"):
        yield Problem("refusal_reason", "Pilih alasan penolakan.")
    if values.get("extended_on") and not values.get("extension_reason"):
        yield Problem("extension_reason", "Tulis alasan dan nomor surat perpanjangan.")
    if values.get("decision") and not values.get("notice_on"):
        yield Problem("notice_on", "Isi tanggal pemberitahuan tertulis.")


RHYTHMS = choices_of(Rhythm)
DUTY_STATES = choices_of(DutyState)

DUTY: tuple[Field, ...] = (
    Field("name", "Laporan", required=True, length=200, wide=True),
    Field("rhythm", "Irama", Kind.CHOICE, required=True, choices=RHYTHMS),
    Field("recipient", "Penerima", required=True, length=200),
    Field("form", "Bentuk", length=120),
    Field("due_rule", "Kapan dikirim", required=True, length=200, wide=True),
    Field("due_month_offset", "Bulan sesudah periode", Kind.INTEGER, least=0, most=12, default=1),
    Field("due_day", "Tanggal", Kind.INTEGER, least=1, most=31),
    Field("legal_basis", "Dasar", length=200),
    Field("document_kind", "Dicetak dari Berkas", Kind.CHOICE,
          choices=(Choice("laporan-panwasda", "Laporan Panwasda"),),
          help="Pengiriman laporan itu dicatat di sini dengan sendirinya."),
    Field("owner_user_id", "Penanggung jawab", Kind.REFERENCE, source="pengguna"),
    Field("source", "Sumber", length=200),
)  # fmt: skip

SENT_ROWS: tuple[Field, ...] = (
    Field("period_from", "Periode dari", Kind.DATE, required=True),
    Field("period_until", "Periode sampai", Kind.DATE, required=True),
    Field("due_on", "Batas kirim", Kind.DATE, required=True),
    Field("state", "Keadaan", Kind.CHOICE, required=True, choices=DUTY_STATES, default="belum_dikirim"),
    Field("sent_on", "Dikirim", Kind.DATE, most="hari_ini"),
    Field("number", "Nomor surat", length=80),
    Field("attachment_id", "Bukti kirim", Kind.FILE, source="lampiran"),
    Field("note", "Catatan", length=300),
)
