"""The forms of Posbankum in villages and of the legal-aid service inside a prison. Imports only the rules."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from berkas.rules.fields import Choice, Field, Kind, Problem, Rows, Severity

COUNTS = ("consultations", "mediations", "referrals")
"""What a weekly report counts."""
VILLAGE_KINDS = (Choice("desa", "Desa"), Choice("kelurahan", "Kelurahan"))

POSBANKUM: tuple[Field, ...] = (
    Field("name", "Nama Posbankum", group="Posbankum", required=True, length=150, wide=True),
    Field("code", "Kode", group="Posbankum", length=30, help="Kosongkan agar diberi nomor oleh Berkas."),
    Field("village_kind", "Desa atau kelurahan", Kind.CHOICE, group="Posbankum", required=True,
          choices=VILLAGE_KINDS, default="desa"),
    Field("village", "Nama desa/kelurahan", group="Posbankum", required=True, length=100),
    Field("district", "Kecamatan", group="Posbankum", length=100),
    Field("regency_id", "Kabupaten/kota", Kind.REFERENCE, group="Posbankum", required=True,
          source="kabupaten"),
    Field("decree_number", "Nomor SK", group="Dasar", length=80),
    Field("decree_on", "Tanggal SK", Kind.DATE, group="Dasar", most="hari_ini"),
    Field("decree_attachment_id", "Naskah SK", Kind.FILE, group="Dasar", source="lampiran"),
    Field("established_on", "Berdiri", Kind.DATE, group="Dasar", most="hari_ini"),
    Field("head_name", "Kepala desa/lurah", group="Dasar", length=120),
    Field("phone", "Telepon", Kind.PHONE, group="Dasar", length=30),
    Field("address", "Alamat", group="Dasar", length=200, wide=True),
    Field("facilities", "Sarana", group="Dasar", length=200, wide=True),
    Field("obh_id", "OBH pendamping", Kind.REFERENCE, group="Dasar", source="obh"),
    Field("central_id", "Nomor pada aplikasi pusat", group="Dasar", length=40),
    Field("closed_on", "Berhenti", Kind.DATE, group="Dasar"),
    Field("is_example", "Data contoh", Kind.BOOLEAN, group="Dasar"),
    Field("note", "Catatan", Kind.LONG_TEXT, group="Dasar", wide=True),
)  # fmt: skip
PARALEGALS = Rows("paralegals", "Paralegal", "Paralegal", (
    Field("name", "Nama", required=True, length=120),
    Field("phone", "Telepon", Kind.PHONE, length=30),
    Field("is_trained", "Terlatih", Kind.BOOLEAN),
    Field("trained_on", "Tanggal pelatihan", Kind.DATE, most="hari_ini"),
    Field("valid_from", "Sejak", Kind.DATE),
    Field("valid_until", "Sampai", Kind.DATE, help="Isi bila tidak lagi bertugas di sini."),
))  # fmt: skip
REPORTS = Rows("reports", "Laporan mingguan", "Laporan", (
    Field("week_start", "Minggu yang mulai Senin", Kind.DATE, required=True),
    Field("received_on", "Diterima", Kind.DATE, required=True, most="hari_ini"),
    Field("is_nil", "Nihil", Kind.BOOLEAN),
    Field("consultations", "Konsultasi", Kind.INTEGER, least=0, default=0),
    Field("mediations", "Mediasi", Kind.INTEGER, least=0, default=0),
    Field("referrals", "Rujukan", Kind.INTEGER, least=0, default=0),
    Field("attachment_id", "Berkas", Kind.FILE, source="lampiran"),
))  # fmt: skip

PRISON: tuple[Field, ...] = (
    Field("unit_id", "Lapas, Rutan, atau LPKA", Kind.REFERENCE, group="Layanan", required=True,
          source="unit"),
    Field("obh_id", "OBH mitra", Kind.REFERENCE, group="Layanan", required=True, source="obh"),
    Field("name", "Nama layanan", group="Layanan", length=120),
    Field("agreement_id", "Perjanjian", Kind.REFERENCE, group="Layanan", source="perjanjian"),
    Field("valid_from", "Berlaku sejak", Kind.DATE, group="Layanan", required=True),
    Field("valid_until", "Berlaku sampai", Kind.DATE, group="Layanan"),
    Field("place", "Ruang", group="Pelaksanaan", length=120),
    Field("schedule", "Jadwal", group="Pelaksanaan", length=120, help="Misalnya setiap Rabu pukul 09.00."),
    Field("contact", "Narahubung", group="Pelaksanaan", length=120),
    Field("note", "Catatan", Kind.LONG_TEXT, group="Pelaksanaan", wide=True),
)  # fmt: skip
SESSIONS = Rows("sessions", "Pelaksanaan", "Pelaksanaan", (
    Field("on_date", "Tanggal", Kind.DATE, required=True, most="hari_ini"),
    Field("activity", "Kegiatan", length=120),
    Field("served_men", "Laki-laki", Kind.INTEGER, least=0, default=0),
    Field("served_women", "Perempuan", Kind.INTEGER, least=0, default=0),
    Field("served_children", "Anak", Kind.INTEGER, least=0, default=0),
    Field("advocate", "Advokat atau paralegal", length=120),
    Field("note", "Catatan", length=200),
))  # fmt: skip


def post_checks(values: Mapping[str, Any]) -> Iterable[Problem]:
    """Dates of the post and its paralegals; weekly reports begin on a Monday and are ticked once a week."""
    begun, closed = values.get("established_on"), values.get("closed_on")
    if begun and closed and closed < begun:
        yield Problem("closed_on", "Berhenti: mendahului tanggal berdiri. Periksa keduanya.")
    for number, row in enumerate(values.get("paralegals", ()), 1):
        if row.get("trained_on") and not row.get("is_trained"):
            yield Problem(
                "paralegals",
                f"Paralegal, baris {number}: ada tanggal pelatihan, tetapi belum dicentang terlatih.",
            )
        if row.get("valid_from") and row.get("valid_until") and row["valid_until"] < row["valid_from"]:
            yield Problem("paralegals", f"Paralegal, baris {number}: tanggal akhir mendahului tanggal awal.")
    yield from _report_checks(values.get("reports", ()))


def _report_checks(rows: Sequence[Mapping[str, Any]]) -> Iterable[Problem]:
    seen: set[str] = set()
    for number, row in enumerate(rows, 1):
        where, week = f"Laporan mingguan, baris {number}", row.get("week_start") or ""
        if week and date.fromisoformat(week).weekday():
            yield Problem("reports", f"{where}: tanggal itu bukan hari Senin.")
        if week and week in seen:
            yield Problem("reports", f"{where}: minggu ini sudah dicatat pada baris lain.")
        seen.add(week)
        if week and row.get("received_on") and row["received_on"] < week:
            yield Problem("reports", f"{where}: diterima sebelum minggunya mulai. Periksa keduanya.")
        if row.get("is_nil") and any(row.get(key) for key in COUNTS):
            yield Problem("reports", f"{where}: ditandai nihil, tetapi ada jumlahnya. Pilih salah satu.")


def prison_checks(values: Mapping[str, Any]) -> Iterable[Problem]:
    """The service ends after it began, and was held while it ran."""
    first, last = values.get("valid_from"), values.get("valid_until")
    if first and last and last < first:
        yield Problem("valid_until", "Berlaku sampai: mendahului tanggal mulai berlaku.")
    outside = [
        str(number)
        for number, row in enumerate(values.get("sessions", ()), 1)
        if row.get("on_date") and ((first and row["on_date"] < first) or (last and row["on_date"] > last))
    ]
    if outside:
        yield Problem(
            "sessions",
            f"Pelaksanaan, baris {', '.join(outside)}: di luar masa berlaku layanan ini.",
            Severity.SOFT,
        )
