"""The form of one OBH itself, with the rules across its fields. Pure values: imports only the rules."""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from berkas.rules.fields import Field, Kind, Problem, Severity

OBH: tuple[Field, ...] = (
    Field("name", "Nama OBH", group="Identitas", required=True, length=200, wide=True,
          help="Nama lengkap seperti pada SK badan hukum."),
    Field("short_name", "Nama singkat", group="Identitas", length=60),
    Field("code", "Kode", group="Identitas", length=30, help="Kosongkan agar diberi nomor oleh Berkas."),
    Field("legal_form", "Bentuk badan hukum", Kind.CHOICE, group="Identitas",
          source="istilah:bentuk_badan_hukum"),
    Field("leader_name", "Ketua atau direktur", group="Identitas", length=120),
    Field("regency_id", "Kedudukan (kabupaten/kota)", Kind.REFERENCE, group="Identitas", source="kabupaten"),
    Field("parent_id", "Kantor pusat", Kind.REFERENCE, group="Identitas", source="obh",
          help="Diisi bila OBH ini kantor cabang."),
    Field("founded_on", "Tanggal berdiri", Kind.DATE, group="Identitas", most="hari_ini"),
    Field("sidbankum_id", "Nomor pada Sidbankum", group="Identitas", length=40),
    Field("legal_entity_number", "Nomor SK badan hukum", group="Badan hukum", length=80),
    Field("legal_entity_on", "Tanggal SK badan hukum", Kind.DATE, group="Badan hukum", most="hari_ini"),
    Field("deed_number", "Nomor akta pendirian", group="Badan hukum", length=80),
    Field("deed_on", "Tanggal akta pendirian", Kind.DATE, group="Badan hukum", most="hari_ini"),
    Field("notary", "Notaris", group="Badan hukum", length=120),
    Field("tax_number", "NPWP", group="Badan hukum", length=25, help="15 atau 16 angka."),
    Field("office_status", "Status kantor", Kind.CHOICE, group="Kantor", source="istilah:status_kantor"),
    Field("has_stopela", "Memiliki Stopela", Kind.BOOLEAN, group="Kantor",
          help="Standar operasional pelayanan bantuan hukum milik OBH sendiri."),
    Field("stopela_on", "Tanggal Stopela", Kind.DATE, group="Kantor", most="hari_ini"),
    Field("website", "Laman", group="Kantor", length=120),
    Field("latitude", "Lintang", Kind.DECIMAL, group="Kantor", least=-11, most=7),
    Field("longitude", "Bujur", Kind.DECIMAL, group="Kantor", least=94, most=142),
    Field("bank_name", "Bank", group="Rekening", length=80),
    Field("bank_account", "Nomor rekening", group="Rekening", length=40),
    Field("bank_account_name", "Atas nama", group="Rekening", length=120),
    Field("first_met_on", "Pertama dikenal kantor", Kind.DATE, group="Catatan", most="hari_ini"),
    Field("closed_on", "Berhenti", Kind.DATE, group="Catatan"),
    Field("closed_reason", "Alasan berhenti", group="Catatan", length=200),
    Field("is_example", "Data contoh", Kind.BOOLEAN, group="Catatan",
          help="OBH rekaan, bukan lembaga nyata."),
    Field("note", "Catatan", Kind.LONG_TEXT, group="Catatan", wide=True),
)  # fmt: skip


def identity_checks(values: Mapping[str, Any]) -> Iterable[Problem]:
    """Rules across the fields of the OBH itself."""
    tax = re.sub(r"[\s.-]", "", values.get("tax_number") or "")
    if tax and not (tax.isdigit() and len(tax) in (15, 16)):
        yield Problem("tax_number", "NPWP: harus 15 atau 16 angka. Periksa kembali kartunya.")
    if values.get("stopela_on") and not values.get("has_stopela"):
        yield Problem("has_stopela", "Memiliki Stopela: tanggalnya diisi, tetapi belum dijawab “ya”.")
    if values.get("closed_on") and not values.get("closed_reason"):
        yield Problem("closed_reason", "Alasan berhenti wajib diisi bila OBH berhenti.")
    entity, deed = values.get("legal_entity_on"), values.get("deed_on")
    if entity and deed and entity < deed:
        yield Problem(
            "legal_entity_on",
            "Tanggal SK badan hukum lebih dahulu daripada akta pendirian. Periksa keduanya.",
            Severity.SOFT,
        )


def name_doubt(likely: Sequence[str]) -> Problem | None:
    """The soft problem of a name that is the same as, or like, names in the register."""
    if not likely:
        return None
    return Problem(
        "name",
        f"Nama ini sama atau mirip dengan {'; '.join(f'“{name}”' for name in likely)}. "
        "Pastikan bukan OBH yang sama.",
        Severity.SOFT,
    )
