"""The chain, its history, what may be removed from it, and what may not."""

import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select
from tests.db.commands import add_obh, add_user, as_actor, edit_obh, obh_row

from berkas_db.book import Book
from berkas_db.changes import ANYONE, NO_USER, Step
from berkas_db.errors import Refused
from berkas_db.journal import hash_at, head, history, verify_chain
from berkas_db.tables import AppUser, BookInfo, JournalText, JournalValue, Obh


def uid_of(book: Book, id: int) -> str:
    row = book.read(obh_row, id).result()
    assert row is not None
    return row["uid"]


def test_a_new_book_begins_with_one_entry(book: Book) -> None:
    position, hashed, at = book.read(head).result()
    assert position == 1
    assert len(hashed) == 64
    assert at.endswith("Z")
    report = book.read(verify_chain).result()
    assert (report.entries, report.head, report.agrees_until, report.is_whole) == (1, hashed, at, True)


def test_every_command_is_one_entry_and_old_hashes_stay(book: Book) -> None:
    heads = [book.read(head).result()]
    for number in range(5):
        book.change(add_obh, ANYONE, f"K{number}").result()
        heads.append(book.read(head).result())
    assert [position for position, _, _ in heads] == [1, 2, 3, 4, 5, 6]
    for position, hashed, _ in heads:
        assert book.read(hash_at, position).result() == hashed
    assert book.read(hash_at, 7).result() is None
    assert book.read(verify_chain).result().is_whole


def test_history_tells_who_when_from_to_why(book: Book) -> None:
    user = book.change(add_user, ANYONE, "ani").result().value
    book.change(add_obh, ANYONE, "A").result()
    book.change(edit_obh, as_actor(user, "ani"), 1, {"name": "LBH Contoh Baru", "has_stopela": True}).result()
    lines = book.read(history, "obh", uid_of(book, 1)).result()
    changed = {line.field: line for line in lines if line.action == "ubah"}
    assert set(changed) == {"name", "has_stopela"}
    line = changed["name"]
    assert (line.who, line.before, line.after) == ("Ani contoh", "LBH Contoh Bahari", "LBH Contoh Baru")
    assert (line.label, line.reason) == ("OBH 1 diubah", "permintaan kantor")
    assert [entry.action for entry in lines].index("ubah") == 0
    assert {line.who for line in lines if line.action == "sisip"} == {NO_USER}
    assert len(book.read(history, "obh", uid_of(book, 1), limit=3).result()) == 3


def test_a_note_is_an_entry_without_a_change(book: Book) -> None:
    def look(step: Step) -> None:
        step.say("Identitas dilihat", "pemeriksaan")
        step.note("lihat_identitas", Obh, 1, {"bidang": ["nama"]})

    book.change(add_obh, ANYONE, "A").result()
    changes = book.change(look, ANYONE).result()
    assert (changes.kinds, changes.journal_id) == (frozenset(), 3)
    line = book.read(history, "obh", uid_of(book, 1)).result()[0]
    assert (line.action, line.field, line.after) == ("lihat_identitas", "bidang", ["nama"])
    assert len(book.undo_list(ANYONE)) == 1


def test_a_password_never_lies_in_the_journal(book: Book) -> None:
    def set_password(step: Step, value: str) -> None:
        step.update(AppUser, 1, {"password_hash": value})

    book.change(add_user, ANYONE, "ani").result()
    book.change(set_password, ANYONE, "RAHASIA-1").result()
    book.change(set_password, ANYONE, "RAHASIA-2").result()
    kept = book.read(lambda session: session.execute(select(JournalValue.before, JournalValue.after)).all())
    assert "RAHASIA" not in str(kept.result())
    uid = book.read(lambda session: session.execute(select(AppUser.uid)).scalar_one()).result()
    line = book.read(history, "app_user", uid).result()[0]
    assert (line.field, line.before, line.after, line.removed) == ("password_hash", None, None, True)
    assert book.read(verify_chain).result().is_whole
    assert len(book.undo_list(ANYONE)) == 1


def forget(step: Step, fields: list[str] | None) -> None:
    step.say("Identitas dihapus")
    values = {"name": "(dihapus)"} if fields else {"name": "(dihapus)", "leader_name": None}
    step.update(Obh, 1, values)
    step.forget(Obh, 1, fields)


@pytest.mark.parametrize("fields", [None, ["name"]])
def test_values_can_be_removed_and_the_chain_still_verifies(
    book_path: Path, fields: list[str] | None
) -> None:
    with Book.open(book_path) as book:
        book.change(add_obh, ANYONE, "A", "PERSONAL", leader_name="Pemimpin contoh").result()
        book.change(edit_obh, ANYONE, 1, {"name": "PERSONAL LAIN"}).result()
        uid = uid_of(book, 1)
        book.change(forget, ANYONE, fields).result()
        report = book.read(verify_chain).result()
        assert report.is_whole, report.problems
        lines = book.read(history, "obh", uid).result()
        assert all(line.removed for line in lines if line.field == "name")
        assert any(not line.removed for line in lines if line.field == "leader_name") == bool(fields)
        with pytest.raises(Refused, match="dihapus dari jurnal"):
            book.undo(ANYONE).result()
    assert b"PERSONAL" not in book_path.read_bytes()


Attack = Callable[[sqlite3.Connection], Any]


def without_triggers(book: sqlite3.Connection) -> None:
    for (name,) in book.execute("SELECT name FROM sqlite_schema WHERE type = 'trigger'").fetchall():
        book.execute(f"DROP TRIGGER {name}")


def change_a_value(book: sqlite3.Connection) -> None:
    book.execute("UPDATE journal_value SET after = replace(after, 'Bahari', 'Darat')")


def change_the_words(book: sqlite3.Connection) -> None:
    book.execute("UPDATE journal_text SET label = 'lain' WHERE id = 3")


def change_the_instant(book: sqlite3.Connection) -> None:
    book.execute("UPDATE journal SET at = '2020-01-01T00:00:00.000Z' WHERE id = 3")


def drop_an_entry(book: sqlite3.Connection) -> None:
    for table, key in (("journal_value", "id"), ("journal_row", "id")):
        book.execute(f"DELETE FROM {table} WHERE {key} IN (SELECT id FROM journal_row WHERE journal_id = 3)")
    book.execute("DELETE FROM journal_text WHERE id = 3")
    book.execute("DELETE FROM journal WHERE id = 3")


def drop_a_row(book: sqlite3.Connection) -> None:
    book.execute("DELETE FROM journal_row WHERE journal_id = 3")


def drop_values(book: sqlite3.Connection) -> None:
    book.execute(
        "DELETE FROM journal_value WHERE id = (SELECT max(id) FROM journal_row WHERE journal_id = 3)"
    )


def blank_the_salt(book: sqlite3.Connection) -> None:
    book.execute("UPDATE journal_value SET salts = zeroblob(length(salts)), before = '{}', after = '{}'")


def garble_values(book: sqlite3.Connection) -> None:
    book.execute("UPDATE journal_value SET after = '[1]'")


def cut_the_end(book: sqlite3.Connection) -> None:
    book.execute("DELETE FROM journal WHERE id = 4")


def move_a_row(book: sqlite3.Connection) -> None:
    book.execute("UPDATE journal_row SET journal_id = 2 WHERE journal_id = 3")


def add_a_row(book: sqlite3.Connection) -> None:
    book.execute(
        "INSERT INTO journal_row (journal_id, action, table_name, row_id, row_uid, fields, hashes)"
        " VALUES (4, 'ubah', 'obh', 1, 'x', '', x'')"
    )


@pytest.mark.parametrize(
    "attack",
    [
        change_a_value,
        change_the_words,
        change_the_instant,
        drop_an_entry,
        drop_a_row,
        drop_values,
        blank_the_salt,
        garble_values,
        cut_the_end,
        move_a_row,
        add_a_row,
    ],
)
def test_other_hands_are_seen(book_path: Path, attack: Attack) -> None:
    with Book.open(book_path) as book:
        for number in range(3):
            book.change(add_obh, ANYONE, f"K{number}").result()
    other = sqlite3.connect(book_path)
    without_triggers(other)
    attack(other)
    other.commit()
    other.close()
    with Book.open(book_path, write=False) as book:
        report = book.read(verify_chain).result()
    assert not report.is_whole
    assert all(problem.sentence.endswith(".") for problem in report.problems)


def test_the_newest_moment_of_agreement_is_named(book_path: Path) -> None:
    with Book.open(book_path) as book:
        heads = [book.read(head).result()]
        for number in range(3):
            book.change(add_obh, ANYONE, f"K{number}").result()
            heads.append(book.read(head).result())
    other = sqlite3.connect(book_path)
    without_triggers(other)
    change_the_instant(other)
    other.commit()
    other.close()
    with Book.open(book_path, write=False) as book:
        report = book.read(verify_chain).result()
    assert report.agrees_until == heads[1][2]
    assert {problem.position for problem in report.problems} == {3}


def test_a_recomputed_chain_is_whole_but_not_the_printed_one(book_path: Path) -> None:
    """Who recomputes every hash fools the chain, never the head printed on paper."""
    import shutil

    other_path = Path(shutil.copy(book_path, book_path.with_name("lain.berkas")))
    printed: list[tuple[int, str, str]] = []
    for path, name in ((book_path, "LBH Contoh Benar"), (other_path, "LBH Contoh Palsu")):
        with Book.open(path) as book:
            book.change(add_obh, ANYONE, "A", name).result()
            printed.append(book.read(head).result())
            assert book.read(verify_chain).result().is_whole
    assert printed[0][0] == printed[1][0]
    assert printed[0][1] != printed[1][1]


def test_triggers_keep_the_journal_from_the_sqlite3_tool(book_path: Path) -> None:
    other = sqlite3.connect(book_path)
    for attack in (
        "UPDATE journal SET at = ''",
        "DELETE FROM journal_row",
        "UPDATE journal_row SET fields = ''",
    ):
        with pytest.raises(sqlite3.IntegrityError, match="hanya dapat bertambah"):
            other.execute(attack)
    other.close()


def test_the_words_of_an_entry_have_a_default(book: Book) -> None:
    book.change(lambda step: step.insert(Obh, {"code": "A", "name": "A"}), ANYONE).result()
    labels = book.read(lambda session: session.execute(select(JournalText.label)).scalars().all()).result()
    assert labels == ["Berkas kantor dibuat", "Perubahan data"]


def test_each_copy_of_an_office_knows_itself(book: Book) -> None:
    info = book.read(lambda session: session.execute(select(BookInfo)).scalar_one()).result()
    assert info.uid != info.replica_uid
    assert info.time_zone == "Asia/Jakarta"
