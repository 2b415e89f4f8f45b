from datetime import date, timedelta

from tests.db.commands import add_obh, add_user

from berkas_db.book import Book
from berkas_db.changes import ANYONE, Step
from berkas_db.tables import AppUser, Obh
from berkas_db.trash import DAYS, list_trash


def test_the_trash_lists_what_lies_in_it_newest_first(book: Book) -> None:
    def trash(step: Step) -> None:
        step.trash(Obh, 1)

    def trash_user(step: Step) -> None:
        step.trash(AppUser, 1)

    book.change(add_obh, ANYONE, "A").result()
    book.change(add_user, ANYONE, "ani").result()
    assert book.read(list_trash).result() == []
    book.change(trash, ANYONE).result()
    book.change(trash_user, ANYONE).result()
    lines = book.read(list_trash).result()
    assert {(line.table, line.id) for line in lines} == {("obh", 1), ("app_user", 1)}
    assert [line.trashed_at for line in lines] == sorted((line.trashed_at for line in lines), reverse=True)
    line = lines[0]
    assert date.fromisoformat(line.kept_until) == date.fromisoformat(line.trashed_at[:10]) + timedelta(
        days=DAYS
    )
    assert len(book.read(list_trash, limit=1).result()) == 1
