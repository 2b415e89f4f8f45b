"""Lists of this room: sorted by an index, found by what people type; trash, history, copies in words."""

from collections.abc import Callable, Mapping
from datetime import date

import pytest
from sqlalchemy import text as sql
from sqlalchemy.dialects import sqlite
from tests.rooms.office.conftest import Change

from berkas.engine.copies import note_copy, note_trial
from berkas.engine.listing import Listing, ListRequest
from berkas.engine.records import trash_records
from berkas.rooms.office.commands import save_holiday, save_office, save_official
from berkas.rooms.office.queries import LISTS
from berkas.rooms.office.queries.copies import copies_board
from berkas.rooms.office.queries.documents import DOCUMENTS
from berkas.rooms.office.queries.keeping import journal_lines, trash_lines
from berkas.rooms.office.queries.office import HOLIDAYS, OFFICIALS, PATTERNS, load_holiday
from berkas.rooms.office.queries.terms import TERMS
from berkas.rooms.office.queries.units import UNITS
from berkas_db.book import Book, Reading
from berkas_db.tables import Official, Unit

NEW = {"id": None, "version": None}
SORTS = [
    (listing, shown.column.key)
    for listing in (UNITS, OFFICIALS, DOCUMENTS)
    for shown in listing.shown
    if shown.column.sortable
] + [(UNITS, ""), (OFFICIALS, ""), (DOCUMENTS, ""), (PATTERNS, ""), (HOLIDAYS, ""), (TERMS, "")]


@pytest.mark.parametrize("descending", [False, True])
@pytest.mark.parametrize(("listing", "sort"), SORTS)
def test_every_order_is_read_from_an_index(book: Book, listing: Listing, sort: str, descending: bool) -> None:
    question = listing.question(ListRequest(sort=sort, descending=descending))
    statement = question.compile(dialect=sqlite.dialect(), compile_kwargs={"literal_binds": True})

    def plan(session: Reading) -> str:
        return "\n".join(row[3] for row in session.execute(sql(f"EXPLAIN QUERY PLAN {statement}")))

    assert "USE TEMP B-TREE FOR ORDER BY" not in book.glance(plan)


def ids(
    book: Book, listing: Listing, text: str = "", filters: Mapping[str, object] | None = None
) -> list[int]:
    return list(book.read(listing.ids, ListRequest(text=text, filters=filters or {})).result())


def test_units_are_found_by_name_code_alias_kind_and_place(
    book: Book, make_unit: Callable[..., int], regency: str
) -> None:
    lapas = make_unit(code="LPC", aliases=[{"name": "Lapastik"}])
    rutan = make_unit("Rutan Kelas IIB Contoh", kind="rutan", regency_id=regency)
    assert ids(book, UNITS, text="rutan") == [rutan]
    assert ids(book, UNITS, text="lpc") == [lapas]
    assert ids(book, UNITS, filters={"kind": ("lapas",)}) == [lapas]
    assert ids(book, UNITS, filters={"regency_id": (regency,)}) == [rutan]
    assert ids(book, UNITS, filters={"regency_id": ("(kosong)",)}) == [lapas]
    words = book.glance(UNITS.rows, [rutan])[rutan]
    assert "Rumah Tahanan Negara" in words
    assert "Kota Pangkalpinang" in words


def test_the_lists_of_the_command_line_stand_here() -> None:
    assert set(LISTS) == {"units", "documents", "printings"}


def test_words_are_found_by_their_text(book: Book) -> None:
    found = ids(book, TERMS, text="whatsapp", filters={"kind": ("saluran",)})
    assert len(found) == 1
    assert ids(book, TERMS, text="100%_") == []


def test_officials_show_the_position_they_hold_now(book: Book, change: Change) -> None:
    held = [
        {"position": "Staf", "valid_from": "2020-01-01", "valid_until": "2024-12-31"},
        {"position": "Ketua Tim", "valid_from": "2025-01-01"},
    ]
    id_ = change(save_official, {"name": "Siti Contoh", "positions": held}, **NEW)
    assert "Ketua Tim" in book.glance(OFFICIALS.rows, [id_])[id_]
    assert ids(book, OFFICIALS, filters={"is_active": False}) == []


def test_a_holiday_says_its_day_in_words(book: Book, change: Change) -> None:
    values = {"on_date": "2025-11-21", "name": "Contoh", "kind": "daerah", "decree": "SK contoh"}
    id_ = change(save_holiday, values, **NEW)
    assert book.glance(load_holiday, id_).subtitle == "Jumat, 21 November 2025"


def test_the_trash_names_what_lies_there(book: Book, change: Change, make_unit: Callable[..., int]) -> None:
    unit = make_unit()
    official = change(save_official, {"name": "Budi Contoh"}, **NEW)
    change(trash_records, Unit, "unit", [unit])
    change(trash_records, Official, "pejabat", [official])
    lines = book.read(trash_lines).result()
    assert {(line.table, line.words[0], line.words[1]) for line in lines} == {
        ("unit", "Unit", "Lapas Kelas IIA Contoh"),
        ("official", "Pejabat", "Budi Contoh"),
    }


def test_every_kind_that_can_be_trashed_has_a_word() -> None:
    from berkas.rooms.office.queries.keeping import WORDS
    from berkas_db.images import models, shape_of

    shapes = [shape_of(model) for model in models().values()]
    trashable = {shape.name for shape in shapes if shape.trashable and shape.keyed}
    assert trashable <= set(WORDS)


def test_the_history_tells_who_did_what_newest_first(book: Book, change: Change) -> None:
    change(save_office, {"province": "Contoh"}, reason="pindah alamat")
    lines = book.read(journal_lines).result()
    assert (lines[0].label, lines[0].reason) == ("Pengaturan kantor disimpan", "pindah alamat")
    assert [line.position for line in lines] == sorted((line.position for line in lines), reverse=True)


def test_what_the_page_of_copies_says(book: Book, change: Change) -> None:
    board = book.read(copies_board, date(2025, 6, 12)).result()
    assert (board.second.last, board.second_days, board.trial, board.failure) == (None, None, None, None)
    change(note_copy)
    change(note_trial, is_good=False, sentence="1 lampiran hilang.")
    board = book.read(copies_board, date(2999, 1, 1)).result()
    assert board.second.is_late
    assert (board.second_days or 0) > 300_000
    assert board.trial is not None
    assert board.trial.sentence == "1 lampiran hilang."
