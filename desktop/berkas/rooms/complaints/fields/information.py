"""The form of one entry of the list of public information (DIP), with its consequence tests.

Imports only the rules.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from berkas.rules.fields import Choice, Field, Kind, Problem, Rows

EXCLUDED = "dikecualikan"
"""The category of information that is withheld, and the decision of a test that withholds it."""

TEST_DECISIONS = (
    Choice(EXCLUDED, "Dikecualikan"),
    Choice("dibuka_sebagian", "Dibuka sebagian"),
    Choice("dibuka", "Dibuka"),
)

INFORMATION: tuple[Field, ...] = (
    Field("title", "Judul informasi", group="Informasi", required=True, length=300, wide=True),
    Field("number", "Nomor", group="Informasi", length=40, help="Kosongkan agar diberi oleh Berkas."),
    Field("category", "Kategori", Kind.CHOICE, group="Informasi", required=True,
          source="istilah:kategori_informasi"),
    Field("summary", "Ringkasan isi", Kind.LONG_TEXT, group="Informasi", length=5_000),
    Field("holder", "Unit yang menguasai", group="Penguasaan", length=200),
    Field("responsible", "Penanggung jawab", group="Penguasaan", length=200,
          help="Jabatan, bukan nama orang."),
    Field("made_on", "Tanggal dibuat", Kind.DATE, group="Penguasaan", most="hari_ini"),
    Field("made_place", "Tempat dibuat", group="Penguasaan", length=160),
    Field("form", "Bentuk yang tersedia", group="Penguasaan", length=120, help="Misalnya cetak dan PDF."),
    Field("kept_until", "Jangka waktu simpan", group="Penguasaan", length=120,
          help="Seperti tertulis pada jadwal retensi arsip."),
    Field("url", "Alamat laman", group="Penguasaan", length=300, wide=True),
    Field("valid_from", "Berlaku mulai", Kind.DATE, group="Masa berlaku"),
    Field("valid_until", "Berlaku sampai", Kind.DATE, group="Masa berlaku"),
)  # fmt: skip

TESTS = Rows("tests", "Uji konsekuensi", "Uji", (
    Field("subject", "Informasi yang diuji", required=True, length=300, wide=True),
    Field("tested_on", "Tanggal uji", Kind.DATE, required=True, most="hari_ini"),
    Field("decision", "Keputusan", Kind.CHOICE, required=True, choices=TEST_DECISIONS, default=EXCLUDED),
    Field("legal_basis", "Dasar hukum pengecualian", required=True, length=300, wide=True,
          help="Pasal dan undang-undang yang dipakai."),
    Field("if_opened", "Akibat bila dibuka", Kind.LONG_TEXT, required=True, length=5_000),
    Field("if_closed", "Manfaat bila ditutup", Kind.LONG_TEXT, length=5_000),
    Field("valid_until", "Dikecualikan sampai", Kind.DATE),
    Field("decree_number", "Nomor penetapan", length=120),
))  # fmt: skip


def information_checks(values: Mapping[str, Any]) -> Iterable[Problem]:
    """A period of validity ends after it begins."""
    if (
        values.get("valid_from")
        and values.get("valid_until")
        and values["valid_until"] < values["valid_from"]
    ):
        yield Problem("valid_until", "Berlaku sampai tidak boleh sebelum berlaku mulai.")


def consequence_checks(rows: Iterable[Mapping[str, Any]]) -> Iterable[Problem]:
    """A test does not withhold until a day before it was made."""
    for number, row in enumerate(rows, 1):
        if row.get("valid_until") and row.get("tested_on") and row["valid_until"] < row["tested_on"]:
            yield Problem("tests", f"Uji konsekuensi, baris {number}: berakhir sebelum tanggal uji.")
