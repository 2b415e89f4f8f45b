import pytest
from sqlalchemy import select
from tests.db.commands import add_obh, add_user, as_actor

from berkas_db.book import Book
from berkas_db.changes import ANYONE, Step
from berkas_db.drafts import drop_draft, find_draft, list_drafts, save_draft
from berkas_db.errors import BookError
from berkas_db.journal import head
from berkas_db.tables import Draft


def test_a_draft_is_one_row_overwritten(book: Book) -> None:
    first = save_draft(book, ANYONE, "obh", None, '{"name": "LB"}', "name").result()
    second = save_draft(book, ANYONE, "obh", None, '{"name": "LBH C"}', "name").result()
    assert first == second
    found = book.read(find_draft, ANYONE, "obh", None).result()
    assert found is not None
    assert (found.id, found.values_json, found.cursor_field) == (first, '{"name": "LBH C"}', "name")


def test_drafts_stay_outside_journal_undo_and_listeners(book: Book) -> None:
    heard: list[object] = []
    book.listen(heard.append)
    before = book.read(head).result()
    save_draft(book, ANYONE, "obh", "u-1", "{}", None).result()
    assert book.read(head).result() == before
    assert book.undo_list(ANYONE) == []
    assert heard == []


def test_each_record_and_user_has_its_own(book: Book) -> None:
    ani = as_actor(book.change(add_user, ANYONE, "ani").result().value, "ani")
    for actor, uid in ((ANYONE, None), (ANYONE, "u-1"), (ani, None), (ani, "u-1")):
        save_draft(book, actor, "obh", uid, "{}", None).result()
    save_draft(book, ani, "unit", None, "{}", None).result()
    assert len(book.read(list_drafts, ANYONE).result()) == 2
    mine = book.read(list_drafts, ani).result()
    assert {(line.kind, line.record_uid) for line in mine} == {("obh", None), ("obh", "u-1"), ("unit", None)}
    drop_draft(book, mine[0].id).result()
    assert len(book.read(list_drafts, ani).result()) == 2
    assert book.read(find_draft, ani, "laporan", None).result() is None


def test_saving_drops_the_draft_in_the_same_transaction(book: Book) -> None:
    def save(step: Step, *, fail: bool) -> None:
        add_obh(step, "A")
        step.drop_draft("obh", None)
        if fail:
            raise ZeroDivisionError

    save_draft(book, ANYONE, "obh", None, "{}", None).result()
    save_draft(book, ANYONE, "obh", "u-1", "{}", None).result()
    with pytest.raises(ZeroDivisionError):
        book.change(save, ANYONE, fail=True).result()
    assert len(book.read(list_drafts, ANYONE).result()) == 2
    book.change(save, ANYONE, fail=False).result()
    left = book.read(list_drafts, ANYONE).result()
    assert [line.record_uid for line in left] == ["u-1"]


def test_a_draft_can_be_dropped_by_a_command_that_changes_nothing(book: Book) -> None:
    save_draft(book, ANYONE, "obh", None, "{}", None).result()
    book.change(lambda step: step.drop_draft("obh", None), ANYONE).result()
    assert book.read(lambda session: session.execute(select(Draft.id)).all()).result() == []


def test_a_draft_is_json(book: Book) -> None:
    with pytest.raises(BookError):
        save_draft(book, ANYONE, "obh", None, "{setengah", None).result()
