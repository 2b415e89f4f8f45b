"""The sentences for files that are not read: what is wrong, and what to do about it.

One home, because the same fault can be found before, while and after a file is parsed.
"""

from __future__ import annotations

from berkas.sheets.limits import Limits

_AGAIN = "lalu coba lagi"


def broken(name: str) -> str:
    """It ends too soon or makes no sense."""
    return f"{name} rusak atau terpotong. Buka di program lembar kerja, simpan ulang sebagai .xlsx, {_AGAIN}."


def empty(name: str) -> str:
    """It holds nothing."""
    return f"{name} tidak berisi apa-apa. Pilih berkas yang sudah diisi."


def locked(name: str) -> str:
    """It asks for a password."""
    return f"{name} diberi kata sandi. Simpan ulang tanpa kata sandi, {_AGAIN}."


def macros(name: str) -> str:
    """It carries a program of its own."""
    return f"{name} memuat makro. Simpan ulang sebagai .xlsx tanpa makro, {_AGAIN}."


def unsafe(name: str) -> str:
    """Its XML declares entities."""
    return f"{name} memuat perintah XML yang tidak aman. Simpan ulang sebagai .xlsx, {_AGAIN}."


def web_page(name: str) -> str:
    """Many web applications call their pages .xls."""
    return f"{name} berisi halaman web. Buka di program lembar kerja, simpan ulang sebagai .xlsx, {_AGAIN}."


def wrong_kind(name: str, what: str = "") -> str:
    """It is something else altogether."""
    begin = f"{name} adalah {what}, bukan lembar kerja." if what else f"{name} bukan lembar kerja."
    return f"{begin} Pilih berkas .xlsx, .ods, .xls, atau .csv."


def wrong_ending(name: str, wanted: str) -> str:
    """Its name says one kind, its content another."""
    return f"{name} ternyata berisi {wanted}. Ganti akhiran namanya menjadi {wanted}, {_AGAIN}."


def too_large(name: str) -> str:
    """It needs more room or time than a reader is given."""
    return f"{name} terlalu besar atau terlalu rumit untuk dibaca dengan aman. Bagi menjadi beberapa berkas."


def too_wide(name: str, columns: int, limits: Limits) -> str:
    """It has more columns than any list of an office."""
    return f"{name} berisi {columns} kolom; paling banyak {limits.columns}. Hapus kolom yang tidak perlu."
