"""The register of letters: what goes out, what comes in, and the texts letters begin from. Pure values."""

from collections.abc import Iterable, Mapping
from typing import Any

from berkas.rules.fields import Choice, Field, Kind, Problem, Rows, Severity, choices_of
from berkas.rules.letter_form import parse_letter
from berkas.rules.letter_text import LetterTextError, fields_of
from berkas.rules.vocabulary import SigningCapacity

FORMS = (
    Choice("surat", "Surat"),
    Choice("nota_dinas", "Nota dinas"),
    Choice("surat_pengantar", "Surat pengantar"),
    Choice("naskah", "Naskah"),
)

OUTGOING_FORM: tuple[Field, ...] = (
    Field("subject", "Hal", group="Surat", required=True, length=240, wide=True),
    Field("recipient", "Kepada", Kind.LONG_TEXT, group="Surat", wide=True,
          help="Satu baris satu baris; “Yth.” ditulis oleh Berkas."),
    Field("letter_on", "Tanggal surat", Kind.DATE, group="Surat", required=True),
    Field("nature", "Sifat", Kind.CHOICE, group="Surat", source="istilah:sifat_surat", default="biasa"),
    Field("annexes", "Lampiran", group="Surat", length=120),
    Field("is_secret", "Rahasia", Kind.BOOLEAN, group="Surat"),
    Field("body", "Isi", Kind.LONG_TEXT, group="Surat", required=True, wide=True,
          help="Baris “1. …” menjadi daftar, “Label : isi” berjajar, “| … | … |” menjadi tabel."),
    Field("number", "Nomor", group="Nomor", read_only=True, length=120),
    Field("classification", "Klasifikasi", group="Nomor", length=40, help="Misalnya HN.04.03"),
    Field("signer_id", "Penanda tangan", Kind.REFERENCE, group="Tanda tangan", source="jabatan"),
    Field("signing_capacity", "Sebagai", Kind.CHOICE, group="Tanda tangan",
          choices=choices_of(SigningCapacity),
          help="Kosong: menurut jabatan yang dipegang pada tanggal surat."),
    Field("on_behalf_of", "Atas nama", group="Tanda tangan", length=120,
          help="Misalnya Kepala Kantor Wilayah"),
    Field("letterhead_id", "Kop", Kind.REFERENCE, group="Tanda tangan", source="kop"),
    Field("srikandi_number", "Nomor di SRIKANDI", group="Kaitan", length=120),
    Field("visit_id", "Kegiatan", Kind.REFERENCE, group="Kaitan", source="kegiatan"),
    Field("obh_id", "OBH", Kind.REFERENCE, group="Kaitan", source="obh"),
    Field("unit_id", "Unit", Kind.REFERENCE, group="Kaitan", source="unit"),
    Field("reply_to_id", "Menjawab surat", Kind.REFERENCE, group="Kaitan", source="surat"),
)  # fmt: skip

INCOMING_FORM: tuple[Field, ...] = (
    Field("sender", "Pengirim", group="Surat", required=True, length=240, wide=True),
    Field("number", "Nomor surat pengirim", group="Surat", length=120),
    Field("letter_on", "Tanggal surat", Kind.DATE, group="Surat"),
    Field("received_on", "Diterima", Kind.DATE, group="Surat", required=True),
    Field("subject", "Hal", group="Surat", required=True, length=240, wide=True),
    Field("nature", "Sifat", Kind.CHOICE, group="Surat", source="istilah:sifat_surat", default="biasa"),
    Field("annexes", "Lampiran", group="Surat", length=120),
    Field("is_secret", "Rahasia", Kind.BOOLEAN, group="Surat"),
    Field("visit_id", "Kegiatan", Kind.REFERENCE, group="Kaitan", source="kegiatan"),
    Field("obh_id", "OBH", Kind.REFERENCE, group="Kaitan", source="obh"),
    Field("unit_id", "Unit", Kind.REFERENCE, group="Kaitan", source="unit"),
    Field("reply_to_id", "Menjawab surat", Kind.REFERENCE, group="Kaitan", source="surat"),
)  # fmt: skip

COPIES = Rows("copies", "Tembusan", "Tembusan", (
    Field("recipient", "Tembusan kepada", required=True, length=240, wide=True),
))  # fmt: skip
INITIALS = Rows("initials", "Paraf", "Paraf", (
    Field("official_id", "Pejabat", Kind.REFERENCE, source="pejabat"),
    Field("name", "Nama", required=True, length=120),
    Field("initialled_on", "Diparaf", Kind.DATE),
    Field("note", "Catatan", length=160),
))  # fmt: skip
LETTER_ROWS = (COPIES, INITIALS)

TEXT_FORM: tuple[Field, ...] = (
    Field("key", "Kunci", required=True, length=60, help="Kunci naskah bawaan menggantikan naskah itu."),
    Field("valid_from", "Berlaku mulai", Kind.DATE),
    Field("valid_until", "Sampai", Kind.DATE),
    Field("source", "Sumber", length=160, wide=True),
    Field("body", "Naskah", Kind.LONG_TEXT, required=True, wide=True,
          help="Kepala naskah, garis ---, lalu isinya. Lihat bantuan (F1)."),
)  # fmt: skip


def outgoing_checks(values: Mapping[str, Any]) -> Iterable[Problem]:
    """Fields that nobody filled are said; the letter can still be kept."""
    texts = "\n".join(str(values.get(key) or "") for key in ("recipient", "subject", "annexes", "body"))
    left = fields_of(texts)
    if left:
        names = ", ".join(f"{{{name}}}" for name in left)
        yield Problem("body", f"Masih ada isian kosong: {names}.", Severity.SOFT)


def text_checks(values: Mapping[str, Any]) -> Iterable[Problem]:
    """A text that cannot be read is refused with the sentence that says why."""
    try:
        parse_letter(str(values.get("body") or ""))
    except LetterTextError as error:
        yield Problem("body", str(error))
