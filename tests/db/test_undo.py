import contextlib
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select
from sqlalchemy.orm import Session
from tests.db.commands import add_alias, add_obh, add_user, as_actor, edit_obh, names, obh_row

from berkas_db.book import Book
from berkas_db.changes import ANYONE, Actor, Step
from berkas_db.check import check_book
from berkas_db.errors import Refused
from berkas_db.journal import verify_chain
from berkas_db.tables import Attachment, Obh, ObhAlias


def everything(session: Session) -> dict[str, list[tuple[object, ...]]]:
    """The records people see, without the marks that an undo also moves on."""
    marks = {"version", "updated_at"}
    found: dict[str, list[tuple[object, ...]]] = {}
    for table in (Obh.__table__, ObhAlias.__table__):
        columns = [column for column in table.columns if column.name not in marks]
        found[table.name] = [tuple(row) for row in session.execute(select(*columns).order_by(table.c.id))]
    return found


def labels(book: Book, actor: Actor = ANYONE) -> list[tuple[str, bool]]:
    return [(line.label, line.is_undone) for line in book.undo_list(actor)]


def test_many_steps_back_and_forth_also_after_a_restart(book_path: Path) -> None:
    states = []
    with Book.open(book_path) as book:
        states.append(book.read(everything).result())
        for command in (
            lambda step: add_obh(step, "A"),
            lambda step: edit_obh(step, 1, {"name": "LBH Contoh Baru", "latitude": -2.5}),
            lambda step: add_alias(step, 1, "Bahari"),
            lambda step: step.trash(Obh, 1),
            lambda step: step.delete(ObhAlias, 1),
        ):
            book.change(command, ANYONE).result()
            states.append(book.read(everything).result())
    for expected in reversed(states[:-1]):
        with Book.open(book_path) as book:
            book.undo(ANYONE).result()
            assert book.read(everything).result() == expected
    for expected in states[1:]:
        with Book.open(book_path) as book:
            book.redo(ANYONE).result()
            assert book.read(everything).result() == expected
    with Book.open(book_path) as book:
        assert book.read(verify_chain).result().is_whole
        assert check_book(book) == []
        with pytest.raises(Refused, match="Tidak ada langkah"):
            book.redo(ANYONE).result()


def test_the_list_names_steps(book: Book) -> None:
    book.change(add_obh, ANYONE, "A").result()
    book.change(edit_obh, ANYONE, 1, {"name": "LBH Contoh Baru"}).result()
    book.undo(ANYONE).result()
    assert labels(book) == [("OBH 1 diubah", True), ("OBH A disimpan", False)]
    assert book.undo_list(ANYONE, limit=1)[0].at.endswith("Z")
    book.change(add_obh, ANYONE, "B").result()
    assert labels(book) == [("OBH B disimpan", False), ("OBH A disimpan", False)]
    with pytest.raises(Refused, match="diulangi"):
        book.redo(ANYONE).result()


def test_nothing_to_undo_in_a_new_book(book: Book) -> None:
    with pytest.raises(Refused, match="diurungkan"):
        book.undo(ANYONE).result()


def test_everyone_takes_back_only_their_own(book: Book) -> None:
    ani = as_actor(book.change(add_user, ANYONE, "ani").result().value, "ani")
    budi = as_actor(book.change(add_user, ANYONE, "budi").result().value, "budi")
    book.change(add_obh, ani, "A", "Punya Ani").result()
    book.change(add_obh, budi, "B", "Punya Budi").result()
    book.undo(ani).result()
    assert book.read(names).result() == ["Punya Budi"]
    with pytest.raises(Refused):
        book.undo(ani).result()
    book.redo(ani).result()
    assert book.read(names).result() == ["Punya Ani", "Punya Budi"]


def test_what_somebody_changed_since_stands_in_the_way(book: Book) -> None:
    ani = as_actor(book.change(add_user, ANYONE, "ani").result().value, "ani")
    book.change(add_obh, ani, "A").result()
    book.change(edit_obh, ani, 1, {"name": "satu"}).result()
    book.change(edit_obh, ANYONE, 1, {"name": "dua"}).result()
    before = book.read(everything).result()
    with pytest.raises(Refused, match=r"“OBH 1 diubah” tidak dapat diurungkan .*“OBH 1 diubah”"):
        book.undo(ani).result()
    assert book.read(everything).result() == before
    assert labels(book, ani)[0] == ("OBH 1 diubah", False)


def test_another_field_of_the_same_record_does_not(book: Book) -> None:
    ani = as_actor(book.change(add_user, ANYONE, "ani").result().value, "ani")
    book.change(add_obh, ANYONE, "A").result()
    book.change(edit_obh, ani, 1, {"name": "satu"}).result()
    book.change(edit_obh, ANYONE, 1, {"note": "lain"}).result()
    book.undo(ani).result()
    row = book.read(obh_row, 1).result()
    assert row is not None
    assert (row["name"], row["note"], row["version"]) == ("LBH Contoh Bahari", "lain", 4)


def test_a_record_with_later_children_stays(book: Book) -> None:
    ani = as_actor(book.change(add_user, ANYONE, "ani").result().value, "ani")
    book.change(add_obh, ani, "A").result()
    book.change(add_alias, ANYONE, 1, "Bahari").result()
    with pytest.raises(Refused, match="tidak dapat diurungkan"):
        book.undo(ani).result()


def test_a_step_of_several_rows_is_one(book: Book) -> None:
    def both(step: Step) -> None:
        add_obh(step, "A")
        step.update(Obh, 1, {"name": "langsung diubah"})
        add_alias(step, 1, "Bahari")
        step.update(ObhAlias, 1, {"name": "Bahari Baru"})
        step.say("Semuanya")

    book.change(both, ANYONE).result()
    state = book.read(everything).result()
    book.undo(ANYONE).result()
    assert book.read(everything).result() == {"obh": [], "obh_alias": []}
    book.redo(ANYONE).result()
    assert book.read(everything).result() == state


def test_a_final_step_is_not_on_the_list(book: Book) -> None:
    def issue(step: Step) -> None:
        add_obh(step, "B")
        step.cannot_undo()

    assert book.change(add_obh, ANYONE, "A").result().can_undo
    assert not book.change(issue, ANYONE).result().can_undo
    assert labels(book) == [("OBH A disimpan", False)]
    book.undo(ANYONE).result()
    assert len(book.read(names).result()) == 1


def test_kept_bytes_outlive_an_undo(book: Book) -> None:
    def with_photo(step: Step) -> int:
        add_obh(step, "A")
        return step.attach(b"gambar contoh", "a.jpg", "image/jpeg")

    book.change(with_photo, ANYONE).result()
    book.undo(ANYONE).result()
    assert book.read(lambda session: session.execute(select(Attachment.id)).scalars().all()).result() == [1]
    book.redo(ANYONE).result()
    assert check_book(book) == []


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(st.sampled_from(["tambah", "ubah", "sampah", "anak", "hapus", "urung", "ulang"]), max_size=14)
)
def test_any_way_back_is_the_way_there(book: Book, moves: list[str]) -> None:
    """After any mix of work, taking everything back and doing it again gives the same records."""
    ani = as_actor(
        book.change(add_user, ANYONE, f"u{len(book.undo_list(ANYONE, limit=9999))}").result().value, "u"
    )
    start = book.read(everything).result()
    for number, move in enumerate(moves):
        _move(book, ani, move, f"{ani.user_id}-{number}")
    state = book.read(everything).result()
    count = 0
    while any(not line.is_undone for line in book.undo_list(ani)):
        book.undo(ani).result()
        count += 1
    assert book.read(everything).result() == start
    for _ in range(count):
        book.redo(ani).result()
    assert book.read(everything).result() == state
    assert book.read(verify_chain).result().is_whole
    while any(not line.is_undone for line in book.undo_list(ani)):
        book.undo(ani).result()


def _move(book: Book, actor: Actor, move: str, word: str) -> None:
    ids = book.read(lambda session: session.execute(select(Obh.id)).scalars().all()).result()
    last = max(ids, default=0)
    with contextlib.suppress(Refused):  # nothing else may come
        if move == "tambah":
            book.change(add_obh, actor, word).result()
        elif move == "urung":
            book.undo(actor).result()
        elif move == "ulang":
            book.redo(actor).result()
        elif last and move == "ubah":
            book.change(edit_obh, actor, last, {"name": word, "note": word}).result()
        elif last and move == "anak":
            book.change(add_alias, actor, last, word).result()
        elif last and move == "sampah":
            book.change(lambda step: step.trash(Obh, last), actor).result()
        elif last and move == "hapus":
            book.change(lambda step: step.delete(Obh, last), actor).result()
