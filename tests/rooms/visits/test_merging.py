"""Two windows over one keyed sheet: answers of both come together, the same answer twice is asked."""

from collections.abc import Callable

import pytest
from tests.rooms.visits.conftest import interview_answers

from berkas.engine.merging import Clash, RecordConflict, Seen, decide, over, save_merged
from berkas.rooms.visits.commands.keyed import ANSWERS, answer_rows, load_with_answers, save_with_answers
from berkas.rooms.visits.queries.assessments import load_sheet
from berkas.rules.answers import Answer
from berkas_db.book import Book
from berkas_db.changes import ANYONE
from berkas_db.tables import Assessment


def put(book: Book, seen: Seen, answers: dict[str, Answer]) -> None:
    values = {ANSWERS: answer_rows(answers)}
    book.change(
        save_merged, ANYONE, load_with_answers, save_with_answers, seen, values, model=Assessment
    ).result()


def test_answers_of_two_windows_come_together_and_the_same_one_is_asked(
    book: Book, make_obh: Callable[..., int], make_interview: Callable[..., int]
) -> None:
    id_ = make_interview(make_obh())
    before = dict(book.read(load_sheet, id_).result().answers)
    scores = [key for key, value in interview_answers("4").items() if value == "4" and key in before]
    first, second, third = scores[:3]
    mine, other = (Seen(book.read(load_with_answers, id_).result()) for _ in range(2))
    put(book, other, before | {first: "2", second: "2"})
    with pytest.raises(RecordConflict) as caught:
        put(book, mine, before | {second: "1", third: "3"})
    conflict = caught.value
    assert conflict.clashes == (Clash(ANSWERS, "2", "1", second, "answer"),)
    values = decide(conflict, frozenset({0}))
    book.change(
        save_merged, ANYONE, load_with_answers, save_with_answers, over(conflict), values, model=Assessment
    ).result()
    after = book.read(load_sheet, id_).result().answers
    assert (after[first], after[second], after[third]) == ("2", "2", "3")
    assert {key: after[key] for key in before if key not in scores[:3]} == {
        key: before[key] for key in before if key not in scores[:3]
    }
