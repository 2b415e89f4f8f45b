"""Exported answers of interviews come back: unchanged, changed, keyed elsewhere, and never twice."""

import csv
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import func, select
from tests.twokeyers import ANI, RINA, SITI, copied, key_first, make_office

from berkas.engine.answer_export import answer_sets, export_answers
from berkas.engine.assessing import answers_of
from berkas.engine.importing import ImportContext, ImportResult, run_import
from berkas.engine.keying_batches import Batch
from berkas.engine.rulebook import Rulebook
from berkas.engine.second_keying import draw_sample
from berkas.rooms.visits.commands.answersback import ANSWERS
from berkas.rooms.visits.commands.assessments import lock_assessment
from berkas_db.book import Book
from berkas_db.changes import Actor
from berkas_db.errors import Refused
from berkas_db.tables import Assessment, Followup

Change = Callable[[list[dict[str, str]]], object]
RULES = Rulebook.load()
TODAY = date(2025, 6, 20)


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_office(tmp_path_factory.mktemp("kantor") / "contoh.berkas")


@pytest.fixture
def book(office: Path, tmp_path: Path) -> Iterator[Book]:
    with copied(office, tmp_path) as opened:
        yield opened


def out(book: Book, ids: Sequence[int], path: Path, change: Change = lambda rows: rows) -> Path:
    """Export these sheets and change the file as somebody would in a spreadsheet."""
    (wanted,) = book.read(answer_sets, list(ids)).result()
    export_answers(book, wanted, path, actor=RINA)
    if path.suffix != ".csv":
        return path
    with path.open(encoding="utf-8-sig", newline="") as file:
        delimiter = ";" if ";" in file.readline() else ","
        file.seek(0)
        reader = csv.DictReader(file, delimiter=delimiter)
        rows, names = list(reader), list(reader.fieldnames or ())
    change(rows)
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.DictWriter(file, names, delimiter=delimiter)
        writer.writeheader()
        writer.writerows(rows)
    return path


def back(
    book: Book, path: Path, *, dry_run: bool = False, actor: Actor = ANI, instrument: str = "monev_litigasi"
) -> ImportResult:
    context = ImportContext(TODAY, RULES, instrument)
    return run_import(book, actor, ANSWERS, path, context, dry_run=dry_run)


def counted(result: ImportResult) -> tuple[int, int, int]:
    return result.added, result.updated, result.ignored


def sheets(book: Book) -> int:
    return book.read(lambda session: session.execute(select(func.count(Assessment.id))).scalar_one()).result()


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_what_went_out_comes_back_and_changes_nothing(book: Book, tmp_path: Path, ending: str) -> None:
    ids = key_first(book, 3)
    before = [book.read(answers_of, id_).result() for id_ in ids]
    path = out(book, ids, tmp_path / f"a.{ending}")
    assert counted(back(book, path)) == (0, 0, 3)
    assert [book.read(answers_of, id_).result() for id_ in ids] == before


def test_a_changed_answer_is_put_over_the_other_and_the_name_stays(book: Book, tmp_path: Path) -> None:
    ids = key_first(book, 2)

    def change(rows: list[dict[str, str]]) -> None:
        rows[0] |= {"LPR01": "1", "LPR02": "", "INT01": "ya"}

    path = out(book, ids, tmp_path / "a.csv", change)
    assert counted(back(book, path, dry_run=True)) == (0, 1, 1)
    assert book.read(answers_of, ids[0]).result()["LPR01"] == "4"
    assert counted(back(book, path)) == (0, 1, 1)
    now = book.read(answers_of, ids[0]).result()
    assert [now[key] for key in ("LPR01", "LPR02", "IDN01")] == ["1", "4", "R-01"]
    flags = book.read(lambda session: session.execute(select(Followup.is_secret)).scalars().all()).result()
    assert flags == [True]
    assert counted(back(book, path)) == (0, 0, 2)
    book.undo(ANI).result()
    assert book.read(answers_of, ids[0]).result()["LPR01"] == "4"


def test_rows_keyed_elsewhere_become_sheets_once(office: Path, book: Book, tmp_path: Path) -> None:
    ids = key_first(book, 2)
    path = out(book, ids, tmp_path / "a.csv")
    folder = tmp_path / "lain"
    folder.mkdir()
    with copied(office, folder) as other:
        assert counted(back(other, path)) == (2, 0, 0)
        assert counted(back(other, path)) == (0, 0, 2)
        assert other.read(answers_of, 1).result() == book.read(answers_of, ids[0]).result()
        row = other.read(lambda session: session.get_one(Assessment, 1).state).result()
        assert (row, sheets(other)) == ("lengkap", 2)


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (lambda rows: rows[1].update(LPR01="9"), "Pendaftaran"),
        (lambda rows: rows[1].update({"lembar#kode": "X-9", "lembar#responden": "R-77",
                                      "lembar#yang_dinilai": "OBH-Z"}), "OBH-Z"),
        (lambda rows: rows[1].update({"lembar#kode": "X-9", "lembar#kegiatan": "KEG-9"}), "KEG-9"),
        (lambda rows: rows.append(rows[0]), "dua kali"),
    ],
)  # fmt: skip
def test_one_wrong_row_keeps_the_whole_file_out(
    book: Book, tmp_path: Path, change: Change, sentence: str
) -> None:
    ids = key_first(book, 2)

    def both(rows: list[dict[str, str]]) -> None:
        change(rows)
        rows[0]["LPR02"] = "2"

    result = back(book, out(book, ids, tmp_path / "a.csv", both))
    assert result.is_blocked
    assert any(sentence in f"{each.cell} {each.message}" for each in result.problems)
    assert book.read(answers_of, ids[0]).result()["LPR02"] == "4"


def test_what_waits_or_is_locked_is_not_changed_from_a_file(book: Book, tmp_path: Path) -> None:
    ids = key_first(book, 3)
    book.change(lock_assessment, SITI, ids[2]).result()
    path = out(book, ids, tmp_path / "a.csv", lambda rows: [row.update(LPR01="2") for row in rows])
    book.change(draw_sample, SITI, Batch(1), seed=5).result()
    told = [each.message for each in back(book, path).problems]
    assert sum("menunggu ketik kedua" in each for each in told) == 2
    assert any("terkunci" in each for each in told)


@pytest.mark.parametrize(
    ("instrument", "sentence"), [("", "Sebutkan"), ("skm", "periode"), ("p2ham2018", "P2HAM")]
)
def test_other_instruments_are_refused_with_a_sentence(
    book: Book, tmp_path: Path, instrument: str, sentence: str
) -> None:
    path = out(book, key_first(book, 1), tmp_path / "a.csv")
    with pytest.raises(Refused, match=sentence):
        back(book, path, instrument=instrument)
