"""Records coming in: a trial is the import itself, not kept; a hard problem keeps nothing."""

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import select

from berkas.engine.importing import ImportContext, ImportKind, ImportProblem, ImportResult, run_import
from berkas.engine.rulebook import Rulebook
from berkas.engine.safekeeping import copies_of
from berkas.rules.fields import Field, Kind
from berkas.sheets.errors import SheetError
from berkas.sheets.records import Record
from berkas_db.backup import inspect
from berkas_db.book import Book
from berkas_db.changes import ANYONE, Actor, Step
from berkas_db.errors import Refused
from berkas_db.tables import Obh

FIELDS = (
    Field("code", "Kode", required=True),
    Field("name", "Nama", required=True),
    Field("founded_on", "Berdiri", Kind.DATE),
)


def apply(step: Step, records: Sequence[Record], _context: ImportContext, result: ImportResult) -> None:
    for record in records:
        if record.values["name"] == "Ditolak":
            raise Refused("Nama itu tidak boleh.")
        step.insert(Obh, dict(record.values))
        result.added += 1


KIND = ImportKind("coba", "Coba", lambda _context: FIELDS, apply)


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Book]:
    with Book.create(tmp_path / "kantor.berkas", office_name="Kantor Contoh") as book:
        yield book


def come_in(
    book: Book, tmp_path: Path, text: str, *, dry_run: bool = False, actor: Actor = ANYONE
) -> ImportResult:
    path = tmp_path / "masuk.csv"
    path.write_text(text, "utf-8")
    context = ImportContext(today=date(2025, 6, 12), rulebook=Rulebook.load())
    return run_import(book, actor, KIND, path, context, dry_run=dry_run)


def names(book: Book) -> list[str]:
    return book.read(lambda session: list(session.execute(select(Obh.name)).scalars())).result()


def test_rows_are_kept_as_one_undoable_step(book: Book, tmp_path: Path) -> None:
    result = come_in(book, tmp_path, "Kode,Nama\nA,Satu\nB,Dua\n")
    assert (result.rows, result.added, result.problems) == (2, 2, [])
    assert names(book) == ["Satu", "Dua"]
    assert book.undo_list(ANYONE)[0].label == "Impor Coba: 2 baru, 0 diperbarui"
    book.undo(ANYONE).result()
    assert names(book) == []


def test_a_trial_says_the_same_and_keeps_nothing(book: Book, tmp_path: Path) -> None:
    before = len(book.undo_list(ANYONE))
    result = come_in(book, tmp_path, "Kode,Nama\nA,Satu\n", dry_run=True)
    assert (result.rows, result.added) == (1, 1)
    assert names(book) == []
    assert len(book.undo_list(ANYONE)) == before


def test_a_wrong_cell_keeps_nothing_and_has_its_address(book: Book, tmp_path: Path) -> None:
    result = come_in(book, tmp_path, "Kode,Nama,Berdiri\nA,Satu,\nB,Dua,31 Februari 2020\n")
    assert result.is_blocked
    assert [problem.cell for problem in result.problems] == ["C3"]
    assert names(book) == []


def test_an_unknown_column_is_only_listed(book: Book, tmp_path: Path) -> None:
    result = come_in(book, tmp_path, "Kode,Nama,Warna\nA,Satu,biru\n")
    assert not result.is_blocked
    assert [problem.cell for problem in result.problems] == ["C1"]
    assert names(book) == ["Satu"]


def test_a_refusal_takes_everything_back(book: Book, tmp_path: Path) -> None:
    result = come_in(book, tmp_path, "Kode,Nama\nA,Satu\nB,Ditolak\n")
    assert [problem.message for problem in result.problems] == ["Nama itu tidak boleh."]
    assert names(book) == []


def test_who_may_not_record_may_not_import(book: Book, tmp_path: Path) -> None:
    result = come_in(book, tmp_path, "Kode,Nama\nA,Satu\n", actor=Actor(None, "Pengawas Contoh", "pengawas"))
    assert "tidak berhak" in result.problems[0].message
    assert names(book) == []


def test_a_file_that_is_none(book: Book, tmp_path: Path) -> None:
    with pytest.raises(SheetError):
        come_in(book, tmp_path, "")


def test_the_promised_shape() -> None:
    result = ImportResult(rows=3, added=1, updated=1, ignored=1, problems=[ImportProblem("B2", "Salah.")])
    assert result.as_json() == {
        "rows": 3, "added": 1, "updated": 1, "ignored": 1,
        "problems": [{"cell": "B2", "message": "Salah."}],
    }  # fmt: skip


def test_a_copy_is_made_before_anything_comes_in(book: Book, tmp_path: Path) -> None:
    come_in(book, tmp_path, "Kode,Nama\nA,Satu\n", dry_run=True)
    come_in(book, tmp_path, "Kode,Nama\n,Satu\n")
    assert copies_of(book) == []
    come_in(book, tmp_path, "Kode,Nama\nA,Satu\n")
    (copy,) = copies_of(book)
    assert copy.occasion == "sebelum_impor"
    assert inspect(copy.path).rows["obh"] == 0
    assert names(book) == ["Satu"]
