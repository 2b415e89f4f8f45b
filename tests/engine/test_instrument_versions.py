"""Moving assessments between versions: nothing deleted, unmatched answers parked, locked ones left alone."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from berkas.engine.assessing import answers_of, install, save_answers, start
from berkas.engine.instrument_versions import (
    move_assessments,
    preview_move,
    score_under_both,
    versions_of,
)
from berkas.engine.rulebook import Rulebook
from berkas.rules.answers import Answer
from berkas.rules.instruments import Instrument
from berkas.rules.vocabulary import Missing
from berkas_db.book import Book
from berkas_db.changes import ANYONE, Actor, Step
from berkas_db.errors import Refused
from berkas_db.tables import Answer as AnswerRow
from berkas_db.tables import Assessment, Unit

OLD = Rulebook.load().instrument("skm")
SCORED = next(section for section in OLD.sections if section.scored)
FIRST, SECOND, *REST = SCORED.items


def with_items(*items: Any, version: str = "2") -> Instrument:  # noqa: ANN401
    section = replace(SCORED, items=tuple(items))
    sections = tuple(section if each is SCORED else each for each in OLD.sections)
    return replace(OLD, version=version, sections=sections)


NEW = with_items(replace(FIRST, key="syarat", label=FIRST.label + "."), *REST)
"""The first item has a new key, the second is gone."""


@pytest.fixture
def book(tmp_path: Path) -> Any:  # noqa: ANN401
    with Book.create(tmp_path / "contoh.berkas", office_name="Kantor Contoh") as opened:
        yield opened


def _fill(step: Step, state: str, answers: dict[str, Answer]) -> tuple[int, int]:
    version = install(step, OLD)
    unit = step.session.execute(select(Unit.id)).scalar() or step.insert(
        Unit, {"code": "U", "name": "Unit Contoh", "kind": "lapas"}
    )
    sheet = start(step, version, "unit", unit, {})
    save_answers(step, sheet, answers)
    step.update(Assessment, sheet, {"state": state, "locked_at": step.now if state == "terkunci" else None})
    return version, sheet


def fill(book: Book, state: str = "lengkap") -> tuple[int, int]:
    answers: dict[str, Answer] = {item.key: "3" for item in SCORED.items}
    answers[REST[0].key] = Missing.TIDAK_TAHU
    return book.change(_fill, ANYONE, state, answers).result().value


def test_moving_is_previewed_and_then_does_exactly_that(book: Book) -> None:
    version, sheet = fill(book)
    _version, locked = fill(book, "terkunci")
    new = book.change(install, ANYONE, NEW).result().value
    told = book.read(preview_move, version, new).result()
    assert (told.assessments, told.locked, told.parked) == (1, 1, {SECOND.key: 1})
    assert told.renamed == {FIRST.key: "syarat"}
    assert book.change(move_assessments, ANYONE, version, new).result().value == 1
    moved = book.read(answers_of, sheet).result()
    assert moved["syarat"] == "3"
    assert SECOND.key not in moved
    assert moved[REST[0].key] is Missing.TIDAK_TAHU
    assert book.read(answers_of, locked).result()[SECOND.key] == "3"
    kept = book.read(
        lambda s: s.execute(select(AnswerRow.parked).where(AnswerRow.item_code == SECOND.key)).all()
    )
    assert sorted(row[0] for row in kept.result()) == [False, True]


def test_moving_back_brings_parked_answers_back_and_undo_does_too(book: Book) -> None:
    version, sheet = fill(book)
    before = book.read(answers_of, sheet).result()
    new = book.change(install, ANYONE, NEW).result().value
    book.change(move_assessments, ANYONE, version, new).result()
    book.change(move_assessments, ANYONE, new, version, {"syarat": FIRST.key}).result()
    assert book.read(answers_of, sheet).result() == before
    book.undo(ANYONE).result()
    book.undo(ANYONE).result()
    assert book.read(answers_of, sheet).result() == before


def test_an_answer_that_waits_is_not_pushed_away_by_a_renamed_one(book: Book) -> None:
    version, sheet = fill(book)
    without = with_items(replace(SECOND, key="lain"), *REST, version="2")  # FIRST gone, SECOND renamed
    middle = book.change(install, ANYONE, without).result().value
    book.change(move_assessments, ANYONE, version, middle, {SECOND.key: "lain"}).result()
    back = with_items(FIRST, *REST, version="3")  # FIRST again, "lain" gone
    newest = book.change(install, ANYONE, back).result().value
    told = book.read(preview_move, middle, newest, {"lain": FIRST.key}).result()
    assert (told.parked, told.returned) == ({"lain": 1}, 1)
    book.change(move_assessments, ANYONE, middle, newest, {"lain": FIRST.key}).result()
    assert book.read(answers_of, sheet).result()[FIRST.key] == "3"
    parked = book.read(
        lambda s: s.execute(select(AnswerRow.item_code).where(AnswerRow.parked)).scalars().all()
    )
    assert parked.result() == ["lain"]


def test_two_old_items_cannot_become_one(book: Book) -> None:
    version, _sheet = fill(book)
    new = book.change(install, ANYONE, with_items(replace(FIRST, key="baru"), *REST)).result().value
    both = {FIRST.key: "baru", SECOND.key: "baru"}
    with pytest.raises(Refused, match="satu butir baru"):
        book.change(move_assessments, ANYONE, version, new, both).result()


def test_figures_stand_side_by_side_under_both_versions(book: Book) -> None:
    version, sheet = fill(book)
    book.change(save_answers, ANYONE, sheet, {item.key: "3" for item in SCORED.items}).result()
    new = book.change(install, ANYONE, NEW).result().value
    both = book.read(score_under_both, [sheet], new).result()
    assert both.before.version == OLD.version
    assert both.after.version == "2"
    assert both.before.index is not None
    assert len(both.after.elements) == len(both.before.elements) - 1
    assert book.read(versions_of, "skm").result()[-1].id == version


def test_only_the_same_instrument_and_only_who_manages(book: Book) -> None:
    version, _sheet = fill(book)
    other = book.change(install, ANYONE, Rulebook.load().instrument("spak")).result().value
    new = book.change(install, ANYONE, NEW).result().value
    with pytest.raises(Refused, match="instrumen yang sama"):
        book.change(move_assessments, ANYONE, version, other).result()
    with pytest.raises(Refused, match="tidak berhak"):
        book.change(move_assessments, Actor(None, "Petugas Contoh", "petugas"), version, new).result()
    with pytest.raises(Refused, match="Tidak ada lembar"):
        book.change(move_assessments, ANYONE, new, version).result()
