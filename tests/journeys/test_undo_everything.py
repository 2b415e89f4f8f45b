"""Everything a sample office was made with is taken back, step by step, and done again, rows compared."""

from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from berkas.engine.steps import READY, StepLine, step_list, walk, way_to
from berkas.shell.demo.making import MAKER
from berkas_db.book import Book
from berkas_db.check import check_book
from berkas_db.images import models, shape_of
from berkas_db.journal import verify_chain

LEFT_OUT = {"attachment"}
"""Kept bytes outlive an undo: they are stored once and may be used again."""


def everything(session: Session) -> dict[str, set[tuple[object, ...]]]:
    found: dict[str, set[tuple[object, ...]]] = {}
    for name, model in models().items():
        if not model.__journaled__ or name in LEFT_OUT:
            continue
        table = shape_of(model).table
        columns = [column for column in table.c if column.name not in {"version", "updated_at"}]
        found[name] = {tuple(row) for row in session.execute(select(*columns))}
    return found


def test_a_whole_office_goes_back_to_its_beginning_and_forth_again(office: Path, tmp_path: Path) -> None:
    with Book.create(tmp_path / "kosong.berkas", office_name="Kantor Contoh") as fresh:
        empty = fresh.read(everything).result()
    with Book.open(office) as book:
        full = book.read(everything).result()
        lines = book.read(step_list, MAKER).result()
        assert {line.state for line in lines} == {READY}
        went = walk(book, MAKER, way_to(lines, lines[-1].id))
        assert went.why == ""
        assert len(went.done) == len(lines)
    with Book.open(office) as book:
        back = book.read(everything).result()
        assert {name for name in back if len(back[name]) != len(empty[name])} == set()
        again = walk(book, MAKER, way_to(lines_of(book), lines_of(book)[0].id))
        assert again.why == ""
        assert book.read(everything).result() == full
        assert book.read(verify_chain).result().is_whole
        assert check_book(book) == []


def lines_of(book: Book) -> list[StepLine]:
    return book.read(step_list, MAKER).result()
