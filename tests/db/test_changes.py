from collections.abc import Callable
from concurrent.futures import Future
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session
from tests.db.commands import add_alias, add_obh, add_user, as_actor, edit_obh, names, obh_row

from berkas_db.book import Book
from berkas_db.changes import ANYONE, Changes, Step
from berkas_db.check import check_book
from berkas_db.errors import Conflict, Interrupted, Refused
from berkas_db.journal import head, history
from berkas_db.search import matching
from berkas_db.tables import AttachmentChunk, JournalEntry, Obh, ObhAlias


def test_a_change_says_what_it_did(book: Book) -> None:
    changes = book.change(add_obh, ANYONE, "A").result()
    assert changes.kinds == {"obh"}
    assert changes.touched == {"obh": {1}}
    assert changes.created == {"obh": (1,)}
    assert changes.value == 1
    assert changes.journal_id == 2
    row = book.read(obh_row, 1).result()
    assert row is not None
    assert len(row["uid"]) == 36
    assert row["version"] == 1
    assert row["created_at"] == row["updated_at"]
    assert row["created_at"].endswith("Z")


def test_an_update_counts_versions_and_writes_only_what_differs(book: Book) -> None:
    book.change(add_obh, ANYONE, "A").result()
    book.change(edit_obh, ANYONE, 1, {"name": "LBH Contoh Baru", "code": "A"}, 1).result()
    row = book.read(obh_row, 1).result()
    assert row is not None
    assert (row["name"], row["version"]) == ("LBH Contoh Baru", 2)
    lines = book.read(history, "obh", row["uid"]).result()
    assert [line.field for line in lines if line.action == "ubah"] == ["name"]


def test_saving_the_same_values_writes_nothing(book: Book) -> None:
    book.change(add_obh, ANYONE, "A").result()
    before = book.read(head).result()
    changes = book.change(edit_obh, ANYONE, 1, {"code": "A"}, 1).result()
    assert changes == Changes()
    assert book.read(head).result() == before


def test_a_conflict_shows_both_sides(book: Book) -> None:
    user = book.change(add_user, ANYONE, "ani").result().value
    book.change(add_obh, ANYONE, "A").result()
    book.change(edit_obh, as_actor(user, "ani"), 1, {"name": "Punya Ani", "note": "sama"}, 1).result()
    with pytest.raises(Conflict, match="Ani contoh") as refused:
        book.change(edit_obh, ANYONE, 1, {"name": "Punya saya", "note": "sama"}, 1).result()
    assert refused.value.yours == {"name": "Punya saya"}
    assert refused.value.theirs == {"name": "Punya Ani"}
    assert book.read(names).result() == ["Punya Ani"]
    book.change(edit_obh, ANYONE, 1, {"name": "Punya Ani"}, 1).result()  # the same wish is no conflict


def test_without_a_version_the_last_one_wins(book: Book) -> None:
    book.change(add_obh, ANYONE, "A").result()
    for name in ("satu", "dua"):
        book.change(edit_obh, ANYONE, 1, {"name": name}).result()
    assert book.read(names).result() == ["dua"]


def write_then_refuse(step: Step) -> None:
    add_obh(step, "A")
    step.attach(b"contoh", "a.txt", "text/plain")
    step.note("lihat_identitas", None, None, {"alasan": "contoh"})
    raise Refused("Tidak jadi.")


def write_then_fail(step: Step) -> None:
    add_obh(step, "A")
    raise ZeroDivisionError


def write_twice(step: Step) -> None:
    add_obh(step, "SAMA")
    add_obh(step, "SAMA")


def write_to_nowhere(step: Step) -> None:
    add_obh(step, "A")
    add_alias(step, 999, "tanpa OBH")


@pytest.mark.parametrize(
    ("command", "error"),
    [
        (write_then_refuse, Refused),
        (write_then_fail, ZeroDivisionError),
        (write_twice, Refused),
        (write_to_nowhere, Refused),
    ],
)
def test_a_refused_command_leaves_the_file_as_it_was(
    book_path: Path, command: Callable[[Step], None], error: type[Exception]
) -> None:
    before = book_path.read_bytes()
    with Book.open(book_path) as book, pytest.raises(error):
        book.change(command, ANYONE).result()
    assert book_path.read_bytes() == before


def test_a_unique_value_is_named_by_its_word(book: Book) -> None:
    with pytest.raises(Refused, match="Isian Kode sudah dipakai") as refused:
        book.change(write_twice, ANYONE).result()
    assert refused.value.fields == ("code",)


def test_a_missing_value_is_named(book: Book) -> None:
    with pytest.raises(Refused, match="Isian Nama wajib") as refused:
        book.change(lambda step: step.insert(Obh, {"code": "A"}), ANYONE).result()
    assert refused.value.fields == ("name",)


def test_a_trigger_speaks_for_itself(book: Book) -> None:
    def erase(session: Session) -> None:
        from sqlalchemy import delete

        session.connection().execute(delete(JournalEntry))

    with pytest.raises(Refused, match="hanya dapat bertambah"):
        book.write_aside(erase).result()


def test_a_row_that_is_gone(book: Book) -> None:
    with pytest.raises(Refused, match="sudah tidak ada"):
        book.change(edit_obh, ANYONE, 5, {"name": "x"}).result()


def test_columns_and_tables_must_be_known(book: Book) -> None:
    with pytest.raises(TypeError, match="has no column warna"):
        book.change(lambda step: step.insert(Obh, {"warna": "biru"}), ANYONE).result()
    with pytest.raises(TypeError, match="not written through a step"):
        book.change(lambda step: step.insert(AttachmentChunk, {}), ANYONE).result()


def test_deleting_takes_the_children_along_and_says_so(book: Book) -> None:
    def delete(step: Step) -> None:
        step.delete(Obh, 1)

    book.change(add_obh, ANYONE, "A").result()
    for name in ("satu", "dua"):
        book.change(add_alias, ANYONE, 1, name).result()
    changes = book.change(delete, ANYONE).result()
    assert changes.touched == {"obh": {1}, "obh_alias": {1, 2}}
    assert book.read(lambda session: session.execute(select(ObhAlias.id)).all()).result() == []


def test_trash_and_back(book: Book) -> None:
    def trash(step: Step, version: int | None = None) -> None:
        step.trash(Obh, 1, version=version)

    book.change(add_obh, ANYONE, "A").result()
    book.change(trash, ANYONE, 1).result()
    row = book.read(obh_row, 1).result()
    assert row is not None
    assert row["trashed_at"]
    assert book.change(trash, ANYONE).result().journal_id is None
    book.change(lambda step: step.restore(Obh, 1), ANYONE).result()
    row = book.read(obh_row, 1).result()
    assert row is not None
    assert (row["trashed_at"], row["version"]) == (None, 3)
    with pytest.raises(Conflict):
        book.change(trash, ANYONE, 1).result()


def test_many_rows_at_once(book: Book) -> None:
    def many(step: Step) -> list[int]:
        rows = [{"code": f"K{number}", "name": f"LBH Contoh {number}"} for number in range(1201)]
        rows[7]["note"] = "dengan catatan"
        return step.insert_many(Obh, rows)

    changes = book.change(many, ANYONE).result()
    assert changes.value == list(range(1, 1202))
    assert changes.created["obh"] == tuple(range(1, 1202))
    moved = book.change(
        lambda step: step.update_many(Obh, range(1, 1202), {"note": "dengan catatan"}), ANYONE
    )
    assert moved.result().value == 1200
    row = book.read(obh_row, 8).result()
    assert row is not None
    assert row["version"] == 1
    book.undo(ANYONE).result()
    book.undo(ANYONE).result()
    assert book.read(names).result() == []
    book.redo(ANYONE).result()
    assert len(book.read(names).result()) == 1201
    assert book.change(add_obh, ANYONE, "LAIN").result().value == 1202


def test_a_bulk_change_leaves_nothing_of_the_old_words(book_path: Path) -> None:
    def many(step: Step) -> list[int]:
        rows = ({"code": f"K{number}", "name": "LBH Contoh", "note": "rahasiadulu"} for number in range(1500))
        return step.insert_many(Obh, rows)

    def bulk(step: Step) -> None:
        step.update_many(Obh, range(1, 1501), {"note": None})
        for id_ in range(1, 1501):
            step.forget(Obh, id_, ["note"])

    def bulk_in_vain(step: Step) -> None:
        step.update_many(Obh, range(1, 1501), {"note": None})
        raise Refused("Tidak jadi.")

    with Book.open(book_path) as book:
        book.change(many, ANYONE).result()
        with pytest.raises(Refused):
            book.change(bulk_in_vain, ANYONE).result()
        book.change(edit_obh, ANYONE, 1, {"note": "rahasiasatu"}).result()
        book.change(edit_obh, ANYONE, 1, {"note": None}).result()
        book.change(bulk, ANYONE).result()
        assert check_book(book) == []
        hits = matching(Obh.__table__.c.id, "obh_fts", "rahasiadulu")
        assert book.read(lambda session: session.execute(select(Obh.id).where(hits)).all()).result() == []
    content = book_path.read_bytes()
    assert b"rahasiadulu" not in content
    assert b"rahasiasatu" not in content


def test_what_a_command_has_read_is_not_stale_after_it_wrote(book: Book) -> None:
    def read_and_write(step: Step) -> tuple[str, str]:
        entity = step.session.get(Obh, add_obh(step, "A"))
        assert entity is not None
        before = entity.name
        step.update(Obh, entity.id, {"name": "baru"})
        return before, entity.name

    assert book.change(read_and_write, ANYONE).result().value == ("LBH Contoh Bahari", "baru")


def test_listeners_hear_every_commit_and_nothing_else(book: Book) -> None:
    heard: list[Changes] = []
    stop = book.listen(heard.append)
    first = book.change(add_obh, ANYONE, "A").result()
    with pytest.raises(Refused):
        book.change(write_then_refuse, ANYONE).result()
    book.change(edit_obh, ANYONE, 1, {"code": "A"}).result()
    undone = book.undo(ANYONE).result()
    assert heard == [first, undone]
    stop()
    stop()
    book.change(add_obh, ANYONE, "B").result()
    assert len(heard) == 2


def test_a_listener_that_fails_harms_nobody(book: Book, caplog: pytest.LogCaptureFixture) -> None:
    heard: list[Changes] = []

    def fail(changes: Changes) -> None:
        raise ValueError("RAHASIA")

    book.listen(fail)
    book.listen(heard.append)
    book.change(add_obh, ANYONE, "A").result()
    assert len(heard) == 1
    assert "ValueError at fail" in caplog.text
    assert "RAHASIA" not in caplog.text


def test_a_reader_can_be_interrupted(book: Book) -> None:
    from threading import Event

    begun = Event()

    def endless(session: Session) -> int:
        from sqlalchemy import text

        begun.set()
        question = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n"
        return session.execute(text(question)).scalar_one()

    future: Future[int] = book.read(endless)
    begun.wait(5)
    while not future.done():
        book.interrupt_reader()
    with pytest.raises(Interrupted):
        future.result()
    assert book.read(names).result() == []


def test_commands_run_one_after_the_other(book: Book) -> None:
    futures = [book.change(add_obh, ANYONE, f"K{number}") for number in range(30)]
    positions = [future.result().journal_id for future in futures]
    assert positions == list(range(2, 32))
