"""A visit keyed twice by two users: drawn, blind, settled, judged; scores use one pass only."""

from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from sqlalchemy import select
from tests.twokeyers import ANI, BUDI, RINA, SITI, answers, copied, key_first, key_survey, make_office

from berkas.engine.assessing import answers_of, score_assessments
from berkas.engine.keying_batches import Batch, awaited_count
from berkas.engine.keying_quality import Quality, quality_of
from berkas.engine.second_keying import draw_sample, release_second, start_second
from berkas.rooms.visits.commands.assessments import (
    lock_assessment,
    return_assessment,
    save_assessment,
    verify_assessment,
)
from berkas.rooms.visits.commands.keying import finish_keying
from berkas.rooms.visits.commands.visits import save_visit
from berkas.rooms.visits.queries.keying import load_blind, next_blind, second_keying_of
from berkas.rules.answers import Answer
from berkas.rules.second_keying import Settled
from berkas.rules.vocabulary import AnswerPass, SampleOutcome, SettledBy
from berkas_db.book import Book
from berkas_db.changes import ANYONE, Actor
from berkas_db.errors import Refused
from berkas_db.tables import Assessment, KeyingDifference, KeyingSample, Office


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_office(tmp_path_factory.mktemp("kantor") / "contoh.berkas")


@pytest.fixture
def book(office: Path, tmp_path: Path) -> Iterator[Book]:
    with copied(office, tmp_path) as opened:
        yield opened


def key_second(
    book: Book, id_: int, actor: Actor = BUDI, settled: dict[str, Settled] | None = None, **changes: Answer
) -> None:
    book.change(start_second, actor, id_).result()
    given = answers(IDN01=f"R-{id_:02}", **changes)
    book.change(finish_keying, actor, id_, given, settled or {}).result()


def drawn(book: Book, seed: int = 5) -> list[int]:
    return list(book.change(draw_sample, SITI, Batch(1), seed=seed).result().value.sheets)


def quality(book: Book) -> Quality:
    return book.read(quality_of, Batch(1)).result()


def refusal(change: Callable[[], object]) -> str:
    with pytest.raises(Refused) as caught:
        change()
    return str(caught.value)


def test_a_sample_per_keyer_and_obh_follows_from_its_kept_seed(book: Book) -> None:
    key_first(book, 5)
    key_first(book, 1, BUDI)
    first = drawn(book, 11)
    assert len(first) == 3
    rows = book.read(
        lambda session: session.execute(select(KeyingSample.seed, KeyingSample.drawn_from)).all()
    ).result()
    assert {tuple(row) for row in rows} == {(11, 5), (11, 1)}
    assert "Tidak ada lembar" in refusal(lambda: drawn(book, 12))


def test_the_queue_is_for_somebody_else(book: Book) -> None:
    key_first(book, 2)
    first, second = drawn(book)
    mine = book.read(second_keying_of, Batch(1), RINA.user_id).result().queue
    others = book.read(second_keying_of, Batch(1), BUDI.user_id).result().queue
    assert all("Anda ketik sendiri" in one.why_not for one in mine)
    assert [one.why_not for one in others] == ["", ""]
    assert "orang lain" in refusal(lambda: book.change(start_second, RINA, first).result())
    book.change(start_second, BUDI, first).result()
    assert "sedang diketik kedua oleh Budi" in refusal(
        lambda: book.change(start_second, SITI, first).result()
    )
    assert book.read(next_blind, Batch(1), SITI.user_id, 0).result() == second
    book.change(release_second, SITI, first).result()
    book.change(start_second, SITI, first).result()


def test_who_changed_the_first_answers_has_seen_them(book: Book) -> None:
    (id_,) = key_first(book, 1)
    book.change(save_assessment, BUDI, {}, answers(LPR01="3", IDN01="R-01"), id=id_, version=None).result()
    drawn(book)
    assert "Anda ketik sendiri" in refusal(lambda: book.change(start_second, BUDI, id_).result())


def test_nothing_of_the_vault_is_given_away(book: Book) -> None:
    (id_,) = key_first(book, 1)
    drawn(book)
    assert book.read(load_blind, id_).result().given == {"IDN01": "R-01"}


def test_agreed_answers_are_the_only_ones_scores_use(book: Book) -> None:
    ids = key_first(book, 2)
    drawn(book)
    settled = {"LPR01": Settled(SettledBy.KEDUA, "1"), "LPR02": Settled(SettledBy.PERTAMA, "4"),
               "LPR04": Settled(SettledBy.KETIK_ULANG, "2")}  # fmt: skip
    key_second(book, ids[0], settled=settled, LPR01="1", LPR02="1", LPR04="3")
    passes = [
        book.read(answers_of, ids[0], pass_=one).result()
        for one in (AnswerPass.PERTAMA, AnswerPass.KEDUA, AnswerPass.AKHIR)
    ]
    assert [[one[key] for key in ("LPR01", "LPR02", "LPR04")] for one in passes] == [
        ["4", "4", "4"], ["1", "1", "3"], ["1", "4", "2"]
    ]  # fmt: skip
    assert book.read(answers_of, ids[0], pass_=None).result() == passes[2]
    (scored,) = book.read(score_assessments, [ids[0]]).result()
    assert (
        scored.score.elements
        == book.read(score_assessments, [ids[0]], pass_=AnswerPass.AKHIR).result()[0].score.elements
    )
    log = book.read(
        lambda session: session.execute(select(KeyingDifference.item_code, KeyingDifference.settled)).all()
    ).result()
    assert len(log) == 3


def test_the_rate_counts_what_was_not_the_agreed_answer(book: Book) -> None:
    ids = key_first(book, 2)
    drawn(book)
    settled = {"LPR01": Settled(SettledBy.KEDUA, "1"), "LPR02": Settled(SettledBy.PERTAMA, "4")}
    key_second(book, ids[0], settled=settled, LPR01="1", LPR02="1")
    rates = {rate.keyer: rate for rate in quality(book).keyers}
    rina, budi = rates["Rina Contoh"].tally, rates["Budi Contoh"]
    assert (rina.different, rina.first_wrong, rina.second_wrong) == (2, 1, 1)
    assert rina.compared == len(answers()) - 1
    assert (budi.sheets, budi.second_sheets, budi.second.second_wrong) == (0, 1, 1)


def test_a_pile_over_the_limit_is_keyed_twice_as_a_whole(book: Book) -> None:
    key_first(book, 4)
    first, second = drawn(book)
    key_second(book, first, settled={"LPR01": Settled(SettledBy.KEDUA, "1")}, LPR01="1")
    assert quality(book).piles[0].outcome is SampleOutcome.MENUNGGU
    key_second(book, second)
    (pile,) = quality(book).piles
    assert pile.outcome is SampleOutcome.ULANG_SEMUA
    assert pile.tally.percent is not None
    assert pile.tally.percent > Decimal(1)
    assert len(pile.awaited) == book.read(awaited_count).result() == 2
    for sheet in pile.awaited:
        key_second(book, sheet.id)
    assert quality(book).is_passed


def test_a_clean_sample_lets_the_pile_pass(book: Book) -> None:
    ids = key_first(book, 4)
    for id_ in drawn(book):
        key_second(book, id_)
    found = quality(book)
    assert [pile.outcome for pile in found.piles] == [SampleOutcome.LOLOS]
    assert (found.is_passed, found.tally.first_wrong, found.sheets) == (True, 0, len(ids))


def test_what_waits_cannot_be_verified_and_what_is_settled_can(book: Book) -> None:
    (id_,) = key_first(book, 1)
    drawn(book)
    assert "menunggu ketik kedua" in refusal(lambda: book.change(lock_assessment, SITI, id_).result())
    key_second(book, id_)
    book.change(verify_assessment, SITI, id_).result()
    assert "Alasan" in refusal(lambda: book.change(return_assessment, SITI, id_, " ").result())
    book.change(return_assessment, SITI, id_, "Tanggal keliru").result()
    book.change(verify_assessment, SITI, id_).result()
    book.change(lock_assessment, SITI, id_).result()
    state = book.read(lambda session: session.get_one(Assessment, id_).state).result()
    assert state == "terkunci"


def test_agreed_answers_change_by_the_verifier_with_a_reason_only(book: Book) -> None:
    (id_,) = key_first(book, 1)
    drawn(book)
    key_second(book, id_)
    changed = answers(IDN01="R-01", LPR01="1")
    assert "tidak berhak" in refusal(lambda: book.change(save_assessment, RINA, {}, changed, id=id_).result())
    with pytest.raises(Exception, match="dua ketikan"):
        book.change(save_assessment, SITI, {}, changed, id=id_).result()
    book.change(save_assessment, SITI, {}, changed, id=id_, reason="Kertas dilihat lagi").result()
    assert book.read(answers_of, id_, pass_=AnswerPass.PERTAMA).result()["LPR01"] == "4"
    assert book.read(answers_of, id_, pass_=None).result()["LPR01"] == "1"


def test_an_open_difference_and_a_half_sheet_are_refused(book: Book) -> None:
    (id_,) = key_first(book, 1)
    drawn(book)
    assert "LPR01 belum diselesaikan" in refusal(lambda: key_second(book, id_, LPR01="1"))
    half = {key: answer for key, answer in answers().items() if key != "INT01"}
    settled = {"INT01": Settled(SettledBy.KEDUA, None)}
    assert "belum lengkap" in refusal(lambda: book.change(finish_keying, BUDI, id_, half, settled).result())


def test_a_finished_second_keying_can_be_taken_back_and_done_again(book: Book) -> None:
    (id_,) = key_first(book, 1)
    drawn(book)
    key_second(book, id_, settled={"LPR01": Settled(SettledBy.KEDUA, "1")}, LPR01="1")
    book.undo(BUDI).result()
    assert quality(book).awaited == 1
    assert book.read(answers_of, id_, pass_=None).result()["LPR01"] == "4"
    book.redo(BUDI).result()
    assert book.read(answers_of, id_, pass_=None).result()["LPR01"] == "1"
    assert [pile.outcome for pile in quality(book).piles] == [SampleOutcome.ULANG_SEMUA]


def test_the_first_keyer_changes_nothing_once_the_second_has_begun(book: Book) -> None:
    (id_,) = key_first(book, 1)
    drawn(book)
    book.change(start_second, BUDI, id_).result()
    change = answers(IDN01="R-01", LPR01="1")
    assert "sedang diketik kedua" in refusal(
        lambda: book.change(save_assessment, RINA, {}, change, id=id_).result()
    )
    book.change(save_assessment, RINA, {"note": "Kertas basah"}, id=id_).result()


@pytest.mark.parametrize(("mistakes", "outcome"), [(0, SampleOutcome.LOLOS), (1, SampleOutcome.ULANG_SEMUA)])
def test_the_office_sets_sample_and_limit(book: Book, mistakes: int, outcome: SampleOutcome) -> None:
    values = {"keying_sample_percent": 50, "keying_limit_percent": 0.5}
    book.change(lambda step: step.update(Office, 1, values), ANI).result()
    key_first(book, 6)
    sheets = drawn(book)
    assert len(sheets) == 3
    for place, id_ in enumerate(sheets):
        wrong = place < mistakes
        settled = {"LPR01": Settled(SettledBy.KEDUA, "1")}
        if wrong:
            key_second(book, id_, settled=settled, LPR01="1")
        else:
            key_second(book, id_)
    (pile,) = quality(book).piles
    assert (pile.outcome, pile.limit) == (outcome, Decimal("0.5"))


def test_without_accounts_nobody_else_can_key(tmp_path: Path) -> None:
    with Book.create(tmp_path / "a.berkas", office_name="Kantor Contoh") as book:
        visit = {
            "title": "Monev",
            "state": "terlaksana",
            "from_date": "2025-06-12",
            "purposes": ("monev_bankum",),
        }
        book.change(save_visit, ANYONE, visit, id=None, version=None).result()
        assert "memerlukan akun" in refusal(lambda: book.change(draw_sample, ANYONE, Batch(1)).result())


def test_answers_of_a_survey_are_keyed_twice_with_the_same_engine(book: Book) -> None:
    """A pile is what one person keyed of one period; the unit stands where a visit has its OBH."""
    ids = key_survey(book, 5)
    batch = Batch(period_id=1)
    sheets = book.change(draw_sample, SITI, batch, seed=3).result().value.sheets
    assert len(sheets) == 2
    queue = book.read(second_keying_of, batch, BUDI.user_id).result().queue
    assert [(one.respondent, one.obh) for one in queue] == [
        (f"R-{ids.index(id_) + 1:04}", "Lapas Contoh") for id_ in sorted(sheets)
    ]
    for place, id_ in enumerate(sheets):
        book.change(start_second, BUDI, id_).result()
        second = dict(book.read(answers_of, id_).result()) | ({"waktu": "4"} if place else {})
        settled = {"waktu": Settled(SettledBy.KEDUA, "4")} if place else {}
        book.change(finish_keying, BUDI, id_, second, settled).result()
    (pile,) = book.read(quality_of, batch).result().piles
    assert (pile.tally.first_wrong, pile.tally.compared) == (1, 18)
    assert pile.outcome is SampleOutcome.ULANG_SEMUA
    assert len(pile.awaited) == book.read(awaited_count).result() == 3
    assert book.read(answers_of, sheets[1], pass_=None).result()["waktu"] == "4"


def test_sheets_of_a_survey_made_during_a_visit_stay_out_of_the_piles_of_the_visit(book: Book) -> None:
    key_first(book, 2)
    made = key_survey(book, 2)
    book.change(lambda step: step.update(Assessment, made[0], {"visit_id": 1}), ANI).result()
    assert book.read(quality_of, Batch(1)).result().sheets == 2
    assert book.read(quality_of, Batch(period_id=1)).result().sheets == 2
