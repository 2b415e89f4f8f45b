"""The forms of Posbankum in villages and of the legal-aid service inside a prison. Imports only the rules."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from berkas.rules.fields import Choice, Field, Kind, Problem, Rows

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
))  # fmt: skip
REPORTS = Rows("reports", "Laporan mingguan", "Laporan", (
    Field("week_start", "Minggu yang mulai Senin", Kind.DATE, required=True),
    Field("received_on", "Diterima", Kind.DATE, required=True, most="hari_ini"),
    Field("is_nil", "Nihil", Kind.BOOLEAN),
    Field("consultations", "Konsultasi", Kind.INTEGER, least=0, default=0),
    Field("mediations", "Mediasi", Kind.INTEGER, least=0, default=0),
    Field("referrals", "Rujukan", Kind.INTEGER, least=0, default=0),
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
    Field("advocate", "Advokat", length=120),
))  # fmt: skip


def post_checks(values: Mapping[str, Any]) -> Iterable[Problem]:
    """Weekly reports begin on a Monday and are ticked once a week."""
    seen: set[str] = set()
    for number, row in enumerate(values.get("reports", ()), 1):
        week = row.get("week_start") or ""
        if week and date.fromisoformat(week).weekday():
            yield Problem("reports", f"Laporan mingguan, baris {number}: tanggal itu bukan hari Senin.")
        if week and week in seen:
            yield Problem(
                "reports", f"Laporan mingguan, baris {number}: minggu ini sudah dicatat pada baris lain."
            )
        seen.add(week)


def prison_checks(values: Mapping[str, Any]) -> Iterable[Problem]:
    """The service ends after it began."""
    first, last = values.get("valid_from"), values.get("valid_until")
    if first and last and last < first:
        yield Problem("valid_until", "Berlaku sampai: mendahului tanggal mulai berlaku.")
