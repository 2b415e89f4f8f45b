"""The trash after 30 days: removed only on request, only what nothing needs, never by a clock that leapt."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import func, select

from berkas.engine.emptying import KEPT_BY_RULE, Emptied, empty_trash, past, removable
from berkas_db.book import Book, Reading
from berkas_db.changes import ANYONE, Actor, Step
from berkas_db.check import check_book
from berkas_db.errors import Refused
from berkas_db.journal import history, verify_chain
from berkas_db.tables import Base, Obh, ObhAlias, Unit
from berkas_db.trash import TrashLine

LATER = "2099-01-01T00:00:00.000Z"


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Book]:
    with Book.create(tmp_path / "contoh.berkas", office_name="Kantor Contoh") as made:
        yield made


def add(step: Step, code: str) -> int:
    id_ = step.insert(Obh, {"code": code, "name": f"LBH {code} (contoh)"})
    step.insert(ObhAlias, {"obh_id": id_, "name": f"Nama {code}", "kind": "singkatan"})
    return id_


def trash(book: Book, model: type[Base], id: int, *, days: int) -> None:
    def send(step: Step) -> None:
        step.trash(model, id)

    book.change(send, ANYONE).result()

    def age(step: Step) -> None:
        """As if it had been sent so many days ago."""
        row = step.rows.require(model, id)
        moved = step.session.execute(
            select(func.strftime("%Y-%m-%dT%H:%M:%fZ", row["trashed_at"], f"-{days} days"))
        ).scalar_one()
        step.update(model, id, {"trashed_at": moved})

    book.change(age, ANYONE).result()


def codes(session: Reading) -> list[str]:
    return list(session.execute(select(Obh.code).order_by(Obh.code)).scalars())


def empty(book: Book) -> Emptied:
    return book.change(empty_trash, ANYONE).result().value


def test_what_is_past_its_days_goes_with_its_rows_and_the_rest_stays(book: Book) -> None:
    for place, days in enumerate((29, 30, 400), start=1):
        book.change(add, ANYONE, str(place)).result()
        trash(book, Obh, place, days=days)
    uid = book.glance(lambda session: session.get_one(Obh, 3).uid)
    assert empty(book) == Emptied(2, 0)
    assert book.read(codes).result() == ["1"]
    assert book.glance(lambda session: session.execute(select(ObhAlias.obh_id)).scalars().all()) == [1]
    assert book.read(history, "obh", uid).result()[0].action == "hapus"
    assert check_book(book) == []
    assert book.read(verify_chain).result().is_whole
    with pytest.raises(Refused):
        book.change(lambda step: step.restore(Obh, 3), ANYONE).result()


def test_it_is_one_step_that_stays(book: Book) -> None:
    book.change(add, ANYONE, "A").result()
    trash(book, Obh, 1, days=31)
    empty(book)
    assert book.undo_list(ANYONE)[0].label != "Sampah dikosongkan: 1 catatan dihapus untuk selamanya"
    with pytest.raises(Refused, match="Sampah dikosongkan"):
        book.undo(ANYONE).result()


def test_what_another_record_points_at_stays_until_that_one_goes(book: Book) -> None:
    book.change(add, ANYONE, "A").result()
    book.change(
        lambda step: step.insert(Obh, {"code": "B", "name": "Cabang (contoh)", "parent_id": 1}), ANYONE
    ).result()
    trash(book, Obh, 1, days=31)
    assert empty(book) == Emptied(0, 1)
    trash(book, Obh, 2, days=31)
    assert empty(book) == Emptied(2, 0)


def test_kinds_under_retention_are_never_removed_here(book: Book) -> None:
    lines = [TrashLine(kind, 1, "", "2001-01-01T00:00:00.000Z", "2001-01-31") for kind in KEPT_BY_RULE]
    assert book.read(removable, lines).result() == []


def test_a_clock_that_leapt_forward_removes_nothing(book: Book) -> None:
    book.change(add, ANYONE, "A").result()
    book.change(lambda step: step.trash(Obh, 1), ANYONE).result()

    def leap(step: Step) -> Emptied:
        step.now = LATER
        return empty_trash(step)

    def sign_in_later(step: Step) -> None:
        step.now = LATER
        step.note("masuk", None, None, {})

    assert [line.id for line in book.read(past, LATER).result()] == [1]
    for _ in range(2):
        with pytest.raises(Refused, match="Sampah tetap: jam komputer berselisih"):
            book.change(leap, ANYONE).result()
        book.change(sign_in_later, ANYONE).result()  # an entry with the same wrong clock proves nothing
    assert book.read(codes).result() == ["A"]
    # Nothing is removed by opening, closing or saving either.
    book.change(lambda step: step.insert(Unit, {"code": "U", "name": "U", "kind": "lapas"}), ANYONE).result()
    assert book.read(codes).result() == ["A"]


def test_a_clock_that_was_put_right_is_trusted_after_a_day_of_work(book: Book) -> None:
    def said(at: str) -> None:
        def note(step: Step) -> None:
            step.now = at
            step.note("masuk", None, None, {})

        book.change(note, ANYONE).result()

    def empty_at(step: Step) -> Emptied:
        step.now = "2050-02-02T03:00:00.000Z"
        return empty_trash(step)

    said(LATER)
    said("2050-02-02T01:00:00.000Z")
    with pytest.raises(Refused, match="Sampah tetap"):
        book.change(empty_at, ANYONE).result()
    said("2050-02-01T01:00:00.000Z")
    assert book.change(empty_at, ANYONE).result().value == Emptied(0, 0)


def test_only_who_manages_the_office_empties(book: Book) -> None:
    with pytest.raises(Refused, match="tidak berhak"):
        book.change(empty_trash, Actor(None, "P", "petugas")).result()


def test_what_was_done_is_said_in_a_sentence() -> None:
    assert str(Emptied(2, 0)) == "2 catatan dihapus untuk selamanya."
    assert "3 catatan tetap karena masih dirujuk" in str(Emptied(0, 3))
