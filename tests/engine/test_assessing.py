"""Filled instruments: versions installed once, answers kept and read back, scores that never mix passes."""

import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select

from berkas.engine.assessing import (
    answers_of,
    answers_of_many,
    install,
    instrument_of,
    save_answers,
    score_assessments,
    start,
)
from berkas.engine.rulebook import Rulebook
from berkas.rules.answers import Answer
from berkas.rules.instruments import fingerprint, parse_instrument
from berkas.rules.vocabulary import AnswerPass, Missing
from berkas_db.book import Book
from berkas_db.changes import ANYONE, Step
from berkas_db.errors import Refused
from berkas_db.tables import Answer as AnswerRow
from berkas_db.tables import Assessment, InstrumentVersion, Unit

ALL_KINDS = parse_instrument(
    {
        "format": 1,
        "key": "semua_jenis",
        "version": "1",
        "title": "Semua jenis butir (contoh)",
        "kind": "survei",
        "subject": "unit",
        "scales": [
            {
                "key": "mutu",
                "label": "Mutu",
                "options": [
                    {"code": "1", "value": 1, "label": "Kurang"},
                    {"code": "2", "value": 2, "label": "Baik"},
                ],
            }
        ],
        "sections": [
            {
                "key": "nilai",
                "label": "Nilai",
                "scored": True,
                "items": [{"key": "S1", "type": "skala", "scale": "mutu", "label": "Skala"}],
            },
            {
                "key": "isi",
                "label": "Isi",
                "items": [
                    {"key": "Y1", "type": "ya_tidak", "label": "Ya atau tidak"},
                    {"key": "N1", "type": "angka", "label": "Angka"},
                    {"key": "D1", "type": "tanggal", "label": "Tanggal"},
                    {"key": "T1", "type": "teks", "label": "Teks"},
                    {
                        "key": "M1",
                        "type": "multi",
                        "label": "Pilihan ganda",
                        "choices": [{"code": "a", "label": "A"}, {"code": "b", "label": "B"}],
                    },
                    {
                        "key": "TB",
                        "type": "tabel",
                        "label": "Tabel",
                        "columns": [
                            {"key": "nama", "type": "teks", "label": "Nama"},
                            {"key": "banyak", "type": "angka", "label": "Banyak"},
                        ],
                    },
                ],
            },
        ],
        "scoring": {"rule": "hitung"},
    },
    file="contoh",
)


@pytest.fixture(scope="module")
def empty_office(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("kantor") / "contoh.berkas"
    Book.create(path, office_name="Kantor Wilayah Contoh").close()
    return path


@pytest.fixture
def book(empty_office: Path, tmp_path: Path) -> Iterator[Book]:
    path = tmp_path / "contoh.berkas"
    shutil.copy(empty_office, path)
    with Book.open(path) as opened:
        yield opened


@pytest.fixture(scope="module")
def rulebook() -> Rulebook:
    return Rulebook.load()


def change(book: Book, command: Callable[..., Any], *values: Any) -> Any:  # noqa: ANN401
    return book.change(command, ANYONE, *values).result().value


@pytest.fixture
def unit(book: Book) -> int:
    def add(step: Step) -> int:
        return step.insert(Unit, {"code": "LAPAS-X", "name": "Lapas Contoh", "kind": "lapas"})

    return change(book, add)


def new_sheet(book: Book, unit_id: int, instrument: Any = ALL_KINDS, **values: Any) -> int:  # noqa: ANN401
    def command(step: Step) -> int:
        return start(step, install(step, instrument), "unit", unit_id, values)

    return change(book, command)


def keep(
    book: Book, sheet: int, answers: dict[str, Answer], pass_: AnswerPass = AnswerPass.PERTAMA
) -> frozenset[str]:
    def command(step: Step) -> None:
        save_answers(step, sheet, answers, pass_=pass_)

    return book.change(command, ANYONE).result().kinds


def test_a_text_is_installed_once_and_opens_as_it_was(book: Book, rulebook: Rulebook) -> None:
    skm = rulebook.instrument("skm")
    first, second = change(book, install, skm), change(book, install, skm)
    assert first == second
    assert fingerprint(book.read(instrument_of, first).result()) == fingerprint(skm)


def test_another_text_under_the_same_version_gets_an_edition_of_its_own(book: Book) -> None:
    change(book, install, ALL_KINDS)
    change(book, install, replace(ALL_KINDS, title="Judul lain (contoh)"))
    rows = book.glance(lambda session: session.execute(select(InstrumentVersion.edition)).scalars().all())
    assert sorted(rows) == ["1", "1 (2)"]


def test_codes_count_per_instrument_and_entry_is_the_office_day(book: Book, unit: int) -> None:
    new_sheet(book, unit)
    second = new_sheet(book, unit)
    code, entered = book.glance(
        lambda session: session.execute(
            select(Assessment.code, Assessment.entered_on).where(Assessment.id == second)
        ).one()
    )
    assert code == "SEMUA-JENIS-0002"
    assert entered is not None
    assert len(entered) == 10


cells = st.sampled_from(list(Missing)) | st.text(
    st.characters(codec="utf-8", exclude_characters="\x00"), min_size=1
)
numbers = st.integers(-(10**9), 10**9) | st.floats(-1e9, 1e9).filter(lambda number: not number.is_integer())
answers_of_all_kinds = st.fixed_dictionaries(
    {},
    optional={
        "S1": st.sampled_from(["1", "2", *Missing]),
        "Y1": st.sampled_from(["ya", "tidak", *Missing]),
        "N1": numbers | st.sampled_from(list(Missing)),
        "D1": st.dates().map(str),
        "T1": cells,
        "M1": st.sampled_from([("a",), ("b",), ("a", "b"), Missing.MENOLAK]),
        "TB": st.lists(
            st.fixed_dictionaries({"nama": cells}, optional={"banyak": numbers}), min_size=1, max_size=4
        ).map(tuple),
    },
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(first=answers_of_all_kinds, second=answers_of_all_kinds)
def test_answers_come_back_as_they_were_given(
    book: Book, unit: int, first: dict[str, Answer], second: dict[str, Answer]
) -> None:
    sheet = new_sheet(book, unit)
    for answers in (first, second):
        keep(book, sheet, answers)
        assert book.read(answers_of, sheet).result() == answers
    assert "answer" not in keep(book, sheet, second)


def test_what_is_empty_is_no_answer(book: Book, unit: int) -> None:
    sheet = new_sheet(book, unit)
    keep(book, sheet, {"T1": "", "M1": (), "TB": (), "S1": "2"})
    assert book.read(answers_of, sheet).result() == {"S1": "2"}


def test_the_three_missing_codes_stay_three(book: Book, unit: int) -> None:
    sheet = new_sheet(book, unit)
    given_answers: dict[str, Answer] = {
        "S1": Missing.TIDAK_TAHU,
        "Y1": Missing.MENOLAK,
        "N1": Missing.TIDAK_BERLAKU,
    }
    keep(book, sheet, given_answers)
    rows = book.glance(
        lambda session: session.execute(select(AnswerRow.missing, AnswerRow.value, AnswerRow.number)).all()
    )
    assert sorted(tuple(row) for row in rows) == [(code.value, None, None) for code in sorted(Missing)]


def test_answers_of_several_parties_keep_their_values(book: Book, unit: int, rulebook: Rulebook) -> None:
    """A section with parties keeps one answer per party under a code with a colon."""
    files = rulebook.instrument("berkas_pidana")
    section = next(section for section in files.sections if section.ticks)
    key = f"{section.items[0].key}:{section.ticks[0].key}"
    sheet = new_sheet(book, unit, files)
    option = files.options(section.items[0])[0]
    keep(book, sheet, {key: option.code})
    assert book.read(answers_of, sheet).result() == {key: option.code}
    number = book.glance(lambda session: session.execute(select(AnswerRow.number)).scalar_one())
    assert number == (float(option.value) if option.value is not None else None)


def test_passes_are_kept_apart_and_scores_use_one(book: Book, unit: int, rulebook: Rulebook) -> None:
    skm = rulebook.instrument("skm")
    elements = [item.key for section in skm.sections if section.scored for item in section.items]
    sheet = new_sheet(book, unit, skm)
    keep(book, sheet, dict.fromkeys(elements, "4"))
    keep(book, sheet, dict.fromkeys(elements, "1"), AnswerPass.KEDUA)
    assert set(book.read(answers_of, sheet).result().values()) == {"4"}
    (scored,) = book.read(score_assessments, [sheet]).result()
    assert str(scored.score.index) == "100.00"
    other = new_sheet(book, unit, skm, scored_pass="kedua")
    keep(book, other, dict.fromkeys(elements, "1"))
    keep(book, other, dict.fromkeys(elements, "2"), AnswerPass.KEDUA)
    (scored,) = book.read(score_assessments, [other]).result()
    assert str(scored.score.index) == "50.00"
    assert set(book.read(answers_of, other, pass_=None).result().values()) == {"2"}


def test_versions_are_never_averaged_together(book: Book, unit: int, rulebook: Rulebook) -> None:
    skm = rulebook.instrument("skm")
    other = replace(skm, version="2", note="Naskah lain (contoh)")
    sheets = [new_sheet(book, unit, skm), new_sheet(book, unit, other), new_sheet(book, unit, skm)]
    scored = book.read(score_assessments, sheets).result()
    assert [one.assessment_ids for one in scored] == [(sheets[0], sheets[2]), (sheets[1],)]


def test_many_sheets_are_read_in_batches(book: Book, unit: int) -> None:
    def command(step: Step) -> list[int]:
        version = install(step, ALL_KINDS)
        made = [start(step, version, "unit", unit, {"code": f"X-{number}"}) for number in range(1, 1203)]
        for sheet in (made[0], made[600], made[-1]):
            save_answers(step, sheet, {"S1": "2"})
        return made

    made = change(book, command)
    found = book.read(answers_of_many, made).result()
    assert sorted(found) == [made[0], made[600], made[-1]]
    (scored,) = book.read(score_assessments, made).result()
    assert len(scored.assessment_ids) == 1202


def test_a_parked_answer_is_kept_but_not_read(book: Book, unit: int) -> None:
    sheet = new_sheet(book, unit)
    keep(book, sheet, {"S1": "2", "T1": "catatan"})

    def park(step: Step) -> None:
        id_ = step.session.execute(select(AnswerRow.id).where(AnswerRow.item_code == "T1")).scalar_one()
        step.update(AnswerRow, id_, {"parked": True})

    change(book, park)
    keep(book, sheet, {"S1": "1"})
    assert book.read(answers_of, sheet).result() == {"S1": "1"}
    rows = book.glance(lambda session: session.execute(select(func.count(AnswerRow.id))).scalar_one())
    assert rows == 2
    keep(book, sheet, {"S1": "1", "T1": "lagi"})
    assert book.read(answers_of, sheet).result() == {"S1": "1", "T1": "lagi"}


def test_a_locked_or_missing_sheet_is_refused_with_a_sentence(book: Book, unit: int) -> None:
    sheet = new_sheet(book, unit, state="terkunci", locked_at="2025-06-12T03:00:00.000Z")
    with pytest.raises(Refused, match="terkunci"):
        keep(book, sheet, {"S1": "1"})
    with pytest.raises(Refused, match="sudah tidak ada"):
        keep(book, sheet + 1, {"S1": "1"})
