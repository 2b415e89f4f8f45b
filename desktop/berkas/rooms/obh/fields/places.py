"""The form of a regency or city, by which domicile, reach, cases and posts are counted.

Imports only the rules.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from berkas.rules.fields import Choice, Field, Kind, Problem, choices_of
from berkas.rules.vocabulary import Confidence

REGENCY_KINDS = (Choice("kabupaten", "Kabupaten"), Choice("kota", "Kota"))
REGENCY: tuple[Field, ...] = (
    Field("name", "Nama", group="Wilayah", required=True, length=120, help="Misalnya Kabupaten Bangka."),
    Field("kind", "Jenis", Kind.CHOICE, group="Wilayah", required=True, choices=REGENCY_KINDS),
    Field("code", "Kode wilayah", group="Wilayah", required=True, length=10,
          help="Kode Kementerian Dalam Negeri, misalnya 19.01."),
    Field("province", "Provinsi", group="Wilayah", required=True, length=80),
    Field("seat", "Ibu kota", group="Wilayah", length=80),
    Field("valid_from", "Berlaku sejak", Kind.DATE, group="Masa berlaku dan sumber",
          help="Diisi bila wilayah ini hasil pemekaran."),
    Field("valid_until", "Berlaku sampai", Kind.DATE, group="Masa berlaku dan sumber"),
    Field("source", "Sumber", group="Masa berlaku dan sumber", length=200, wide=True),
    Field("confidence", "Keyakinan", Kind.CHOICE, group="Masa berlaku dan sumber", required=True,
          choices=choices_of(Confidence), default="rumusan_kantor"),
)  # fmt: skip


def regency_checks(values: Mapping[str, Any]) -> Iterable[Problem]:
    """The code of a regency is two and two digits; its name says what it is."""
    code = str(values.get("code") or "")
    if code and not (len(code) == 5 and code[2] == "." and (code[:2] + code[3:]).isdigit()):
        yield Problem("code", "Kode wilayah: dua angka, titik, dua angka, misalnya 19.01.")
    name, kind = str(values.get("name") or "").casefold(), values.get("kind")
    if name.startswith(("kabupaten ", "kota ")) and kind and not name.startswith(f"{kind} "):
        yield Problem("kind", "Jenis tidak cocok dengan namanya. Periksa keduanya.")
