"""While a sheet waits for its second keying, whoever could key it blind sees no first answers."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from tests.twokeyers import ANI, BUDI, RINA, SITI, SKM, answers, copied, key_first, key_survey, make_office

from berkas.engine.answer_export import answer_sets, export_answers
from berkas.engine.keying_batches import Batch, hidden_from
from berkas.engine.rulebook import Rulebook
from berkas.engine.second_keying import draw_sample, start_second
from berkas.rooms.visits.commands.keying import finish_keying
from berkas.rooms.visits.queries.derivations import WAITS, sheet_derivation, survey_derivation
from berkas.rooms.visits.queries.keying import load_seen
from berkas.rooms.visits.queries.sidbankum import retyped
from berkas.rooms.visits.queries.surveykeyed import keyed_period
from berkas.rooms.visits.report.sidbankum import subjects
from berkas_db.book import Book
from berkas_db.changes import Actor
from berkas_db.errors import Refused
from berkas_db.tables import Office

RULES = Rulebook.load()
READER = Actor(9, "Tuti Contoh", "pengawas")


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_office(tmp_path_factory.mktemp("kantor") / "contoh.berkas")


@pytest.fixture
def book(office: Path, tmp_path: Path) -> Iterator[Book]:
    with copied(office, tmp_path) as opened:
        yield opened


def refusal(done: Callable[[], object]) -> str:
    with pytest.raises(Refused) as caught:
        done()
    return str(caught.value)


def test_one_interview_is_shown_to_nobody_who_could_key_it_blind(book: Book, tmp_path: Path) -> None:
    ids = key_first(book, 2)
    book.change(draw_sample, SITI, Batch(1), seed=5).result()
    waits = "menunggu ketik kedua"
    for who in (BUDI, SITI, ANI):
        assert book.read(hidden_from, who, ids).result() == set(ids)
        assert waits in refusal(lambda who=who: book.read(load_seen, ids[0], who).result())
    for who in (RINA, READER):
        assert book.read(hidden_from, who, ids).result() == set()
    assert book.read(load_seen, ids[0], RINA).result()[0].answers["LPR01"] == "4"
    assert waits in refusal(lambda: book.read(sheet_derivation, ids[0]).result())
    assert waits in refusal(lambda: book.read(retyped, ids[0]).result())
    assert book.read(subjects).result() == []
    (wanted,) = book.read(answer_sets, ids).result()
    assert waits in refusal(lambda: export_answers(book, wanted, tmp_path / "a.csv", actor=BUDI))
    assert not list(tmp_path.glob("*.csv"))
    assert export_answers(book, wanted, tmp_path / "b.csv", actor=RINA).rows == 2


def test_begun_by_another_it_stays_hidden_until_it_is_finished(book: Book) -> None:
    (id_,) = key_first(book, 1)
    book.change(draw_sample, SITI, Batch(1), seed=5).result()
    book.change(start_second, BUDI, id_).result()
    assert book.read(hidden_from, SITI, [id_]).result() == {id_}
    book.change(finish_keying, BUDI, id_, answers(IDN01="R-01"), {}).result()
    assert book.read(hidden_from, SITI, [id_]).result() == set()
    assert book.read(sheet_derivation, id_).result().respondents


def test_the_table_of_a_survey_leaves_out_what_waits(book: Book) -> None:
    ids = key_survey(book, 4)
    drawn = book.change(draw_sample, SITI, Batch(period_id=1), seed=5).result().value.sheets
    mine = book.read(keyed_period, RULES, 1, RINA).result()
    other = book.read(keyed_period, RULES, 1, BUDI).result()
    assert ([one.id for one in mine.sheets], mine.hidden) == (ids, 0)
    assert ({one.id for one in other.sheets}, other.hidden) == (set(ids) - set(drawn), 2)
    for id_ in drawn:
        book.change(start_second, BUDI, id_).result()
        book.change(finish_keying, BUDI, id_, dict.fromkeys(SKM, "3"), {}).result()
    again = book.read(keyed_period, RULES, 1, BUDI).result()
    assert {one.id for one in again.sheets if one.is_settled} == set(drawn)


def test_a_derivation_holds_back_single_answers_and_keeps_its_figure(book: Book) -> None:
    book.change(lambda step: step.update(Office, 1, {"least_respondents": 3}), ANI).result()
    key_survey(book, 4)
    drawn = book.change(draw_sample, SITI, Batch(period_id=1), seed=5).result().value.sheets
    found = book.read(survey_derivation, 1).result()
    held = {one.assessment_id for one in found.respondents if set(one.answers) == {WAITS}}
    assert held == set(drawn)
    assert all(one.index is None for one in found.respondents if one.assessment_id in held)
    assert len(found.respondents) == 4
