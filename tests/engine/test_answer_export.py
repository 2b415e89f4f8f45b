"""Answers leave by code, a version at a time, noted, and come back as they are in the office."""

from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy.orm import Session

from berkas.engine.answer_export import answer_sets, answer_sets_of, export_answers
from berkas.engine.assessing import answers_of_many, instrument_of
from berkas.rooms.visits.commands import save_assessment
from berkas.rules.answers import Answer
from berkas.rules.vocabulary import Missing
from berkas.sheets.answers import read_answers
from berkas.sheets.read import read_table
from berkas_db.book import Book
from berkas_db.changes import ANYONE, Step
from berkas_db.errors import Refused
from berkas_db.tables import Obh

ANSWERS: tuple[dict[str, Answer], ...] = (
    {
        "CON03": "ya",
        "LPR01": "4",
        "LPR02": Missing.TIDAK_TAHU,
        "KAS05": ("persidangan", "kasasi"),
        "INT06": '"a"\n=b',
    },
    {"CON03": "ya", "LPR01": Missing.MENOLAK, "IDN01": "Nama contoh"},
)


def _obh(step: Step) -> int:
    return step.insert(Obh, {"code": "OBH-X", "name": "LBH Melati (contoh)"})


@pytest.fixture
def book(tmp_path: Path):  # noqa: ANN201
    with Book.create(tmp_path / "a.berkas", office_name="Kantor Contoh") as made:
        obh = made.change(_obh, ANYONE).result().value
        for number, answers in enumerate(ANSWERS, 1):
            own = {"instrument": "monev_litigasi", "obh_id": obh, "respondent_code": f"R-{number:02}"}
            made.change(save_assessment, ANYONE, own, answers).result()
        own = {"instrument": "monev_nonlitigasi", "obh_id": obh, "respondent_code": "R-03"}
        made.change(save_assessment, ANYONE, own, {"CON03": "tidak"}).result()
        yield made


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_what_went_out_is_what_is_in_the_office(book: Book, tmp_path: Path, ending: str) -> None:
    litigation, other = book.read(answer_sets, [1, 2, 3]).result()
    assert (litigation.key, litigation.ids, other.ids) == ("monev_litigasi", (1, 2), (3,))
    path = tmp_path / f"jawaban.{ending}"
    done = export_answers(book, litigation, path, actor=ANYONE)
    assert (done.rows, done.is_noted) == (2, True)

    def kept(session: Session) -> list[dict[str, Answer]]:
        found = answers_of_many(session, [1, 2], pass_=None)
        return [{key: value for key, value in found[id_].items() if key != "IDN01"} for id_ in (1, 2)]

    instrument = book.read(instrument_of, litigation.version_id).result()
    back = read_answers(path, instrument)
    assert back.problems == ()
    assert list(back.respondents) == book.read(kept).result()
    head, first, second = read_table(path).grid
    names = [str(cell) for cell in head.cells]
    assert first.cells[names.index("lembar#responden")] == "R-01"
    assert second.cells[names.index("lembar#yang_dinilai")] == "OBH-X"
    everything = [str(cell) for row in read_table(path).grid for cell in row.cells]
    assert not any("Nama contoh" in cell or cell == "IDN01" for cell in everything)


def test_sheets_of_one_instrument_are_found_and_nothing_is_refused(book: Book, tmp_path: Path) -> None:
    (found,) = book.read(answer_sets_of, "monev_nonlitigasi").result()
    assert found.name == f"{found.title}, edisi {found.edition} (1 lembar)"
    assert book.read(answer_sets_of, "monev_nonlitigasi", edition="lain").result() == []

    with pytest.raises(Refused, match="Tidak ada lembar"):
        export_answers(book, replace(found, ids=()), tmp_path / "a.csv", actor=ANYONE)


def test_what_a_skip_hides_stays_in_the_office(book: Book, tmp_path: Path) -> None:
    """LPR03 asks about the police stage, which this person says was not accompanied."""
    hidden = ANSWERS[0] | {"LPR03": "1"}
    book.change(save_assessment, ANYONE, {}, hidden, id=1).result()
    litigation, *_ = book.read(answer_sets, [1]).result()
    path = tmp_path / "jawaban.csv"
    export_answers(book, litigation, path, actor=ANYONE)
    instrument = book.read(instrument_of, litigation.version_id).result()
    (back,) = read_answers(path, instrument).respondents
    assert "LPR03" not in back
    assert book.read(answers_of_many, [1], pass_=None).result()[1]["LPR03"] == "1"
