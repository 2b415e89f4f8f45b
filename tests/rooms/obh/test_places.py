"""Regencies and cities: an office of another province types or takes in its own."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook
from sqlalchemy import func, select

from berkas.engine.importing import ImportContext, run_import
from berkas.engine.rulebook import Rulebook
from berkas.rooms.obh.commands import save_regency
from berkas.rooms.obh.queries.rules import load_regency
from berkas.rooms.obh.sheet import IMPORTS
from berkas_db.book import Book
from berkas_db.changes import ANYONE, Actor
from berkas_db.errors import Refused
from berkas_db.tables import Regency

NEW: dict[str, Any] = {"id": None, "version": None}
TOWN = {"name": "Kota Contoh", "kind": "kota", "code": "99.71", "province": "Contoh", "confidence": "terbaca"}


def test_a_regency_is_typed_once(book: Book) -> None:
    made = book.change(save_regency, ANYONE, TOWN, **NEW).result().value
    assert book.read(load_regency, made).result().title == "Kota Contoh"
    for changed, sentence in (
        ({}, "Kode “99.71” sudah dipakai"),
        ({"code": "99.72"}, "sudah ada dalam daftar provinsi itu"),
        ({"code": "9972", "name": "Kota Lain"}, "dua angka, titik, dua angka"),
        ({"code": "99.72", "name": "Kota Lain", "kind": "kabupaten"}, "Jenis tidak cocok"),
        ({"code": "", "name": "Kota Lain"}, "wajib diisi"),
    ):
        with pytest.raises(Refused, match=sentence):
            book.change(save_regency, ANYONE, TOWN | changed, **NEW).result()
    clerk = Actor(None, "Petugas Contoh", "petugas")
    with pytest.raises(Refused, match="berhak"):
        book.change(save_regency, clerk, TOWN, **NEW).result()


def test_the_regencies_of_a_province_come_in_from_a_workbook(book: Book, tmp_path: Path) -> None:
    path = tmp_path / "wilayah.xlsx"
    kind = IMPORTS["kabupaten"]
    context = ImportContext(today=date(2025, 6, 12), rulebook=Rulebook.load())
    workbook = Workbook()
    assert workbook.active is not None
    workbook.active.append(("Nama", "Jenis", "Kode wilayah", "Provinsi"))
    workbook.active.append(("Kota Contoh", "Kota", "99.71", "Contoh"))
    workbook.active.append(("Kabupaten Contoh", "Kabupaten", "99.01", "Contoh"))
    workbook.save(path)
    before = book.glance(_number)
    for expected in ((2, 0), (0, 0)):
        result = run_import(book, ANYONE, kind, path, context, dry_run=False)
        assert (result.added, result.updated) == expected, result.problems
    assert book.glance(_number) == before + 2


def _number(session: Any) -> int:  # noqa: ANN401  the book's reading session
    return session.execute(select(func.count()).select_from(Regency)).scalar_one()
