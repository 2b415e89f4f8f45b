"""The way through an instrument: kinds of units, skips, stops, progress, red flags, parties, tables."""

import copy
import tomllib
from pathlib import Path
from typing import Any

import pytest

from berkas.rules.answers import Answer
from berkas.rules.instruments import (
    InstrumentError,
    Level,
    Route,
    answer_problem,
    as_tables,
    covers,
    items_for,
    parse_instrument,
)
from berkas.rules.vocabulary import Missing

Data = dict[str, Any]

GOOD: Data = tomllib.loads((Path(__file__).parent / "data" / "contoh.toml").read_text("utf-8"))
INSTRUMENT = parse_instrument(GOOD, file="contoh.toml")


def test_parts_are_asked_by_kind_of_unit() -> None:
    assert covers(INSTRUMENT, "lapas")
    assert not covers(INSTRUMENT, "lpka")
    assert items_for(INSTRUMENT, "lapas_perempuan") == items_for(INSTRUMENT, "lapas")
    assert items_for(INSTRUMENT, "lapas")[-1].key == "SAKSI"
    assert [item.key for item in items_for(INSTRUMENT, "rutan")] == [
        "BERSEDIA",
        "ANAK",
        "WALI",
        "TAHAP",
        "M1",
        "M2",
        "M3",
    ]
    assert items_for(INSTRUMENT, "lpka") == ()
    assert len(items_for(INSTRUMENT)) == 10


ROUTE = Route(INSTRUMENT)


def asked(answers: dict[str, Answer]) -> list[str]:
    return [question.key for question in ROUTE.asked(answers)]


def test_a_skip_hides_and_the_hidden_answer_is_kept_but_not_counted() -> None:
    answers: dict[str, Answer] = {"TAHAP": ("sidik",), "M1": "2", "M2": "4", "M3": "contoh"}
    assert ROUTE.counted(answers) == answers
    skipped = answers | {"TAHAP": ("sidang",)}
    assert "M1" not in asked(skipped)
    assert "M3" not in asked(skipped), "what depends on a hidden answer is hidden too"
    assert ROUTE.counted(skipped) == {"TAHAP": ("sidang",), "M2": "4"}
    assert ROUTE.counted(skipped | {"TAHAP": ("sidik",)}) == answers


def test_a_stop_ends_the_interview_but_not_what_is_asked_in_any_case() -> None:
    answers: dict[str, Answer] = {"BERSEDIA": "tidak", "M2": "4", "CATATAN": "menolak"}
    assert ROUTE.stopped_at(answers) == "BERSEDIA"
    assert asked(answers) == ["BERSEDIA", "UANG", "CATATAN", "SAKSI"]
    assert ROUTE.counted(answers) == {"BERSEDIA": "tidak", "CATATAN": "menolak"}
    assert ROUTE.stopped_at({"BERSEDIA": "ya"}) == ""


def test_progress_names_what_is_open_wrong_or_contradictory() -> None:
    answers: dict[str, Answer] = {"ANAK": "ya", "M2": "9", "CATATAN": "x" * 21}
    progress = ROUTE.progress(answers)
    assert progress.open_required == ("BERSEDIA", "WALI")
    assert [key for key, _ in progress.problems] == ["M2", "CATATAN"]
    assert (progress.asked, progress.given) == (8, 3)
    assert not progress.is_complete
    done = ROUTE.progress({"BERSEDIA": "ya", "ANAK": "tidak", "WALI": "wali", "M2": Missing.MENOLAK})
    assert [(check.key, check.level) for check in done.broken] == [("wali_tanpa_anak", Level.LUNAK)]
    assert done.is_complete, "a soft check may stand"
    hard = ROUTE.progress({"BERSEDIA": "ya", "ANAK": "ya", "WALI": "belum"})
    assert [check.key for check in ROUTE.broken_checks({"ANAK": "ya", "WALI": "belum"})] == [
        "anak_tanpa_izin"
    ]
    assert not hard.is_complete


def test_a_missing_code_answers_a_required_item_where_it_is_admitted() -> None:
    assert ROUTE.progress({"BERSEDIA": "ya", "ANAK": "ya", "WALI": Missing.TIDAK_TAHU}).open_required == ()
    refused = ROUTE.progress({"BERSEDIA": Missing.MENOLAK})
    assert [key for key, _ in refused.problems] == ["BERSEDIA"]


def test_red_flags_and_children() -> None:
    assert [item.key for item in ROUTE.red_flags({"UANG": "ya"})] == ["UANG"]
    assert ROUTE.red_flags({"UANG": Missing.MENOLAK}) == ()
    assert ROUTE.is_child({"BERSEDIA": "tidak", "ANAK": "ya"}), "a child is a child even when it refuses"
    assert not ROUTE.is_child({})


TICKED = parse_instrument(
    {
        "format": 1,
        "key": "berkas_contoh",
        "version": "1",
        "title": "Pemeriksaan berkas contoh",
        "kind": "berkas",
        "subject": "perkara",
        "scales": [{"key": "ada", "label": "Ada", "options": [{"code": "ada", "label": "Ada"}]}],
        "sections": [
            {
                "key": "isi",
                "label": "Isi",
                "scored": True,
                "type": "skala",
                "scale": "ada",
                "ticks": [{"key": "obh", "label": "OBH"}, {"key": "kanwil", "label": "KANWIL"}],
                "items": [
                    {"key": "P1", "label": "Surat kuasa"},
                    {"key": "P2", "label": "Putusan", "applies_if": "P1:kanwil == 'ada'"},
                ],
            }
        ],
        "scoring": {"rule": "hitung"},
    },
    file="x",
)


def test_a_section_with_several_parties_has_one_answer_for_each() -> None:
    route = Route(TICKED)
    assert [question.key for question in route.questions] == ["P1:obh", "P1:kanwil", "P2:obh", "P2:kanwil"]
    assert [question.key for question in route.asked({"P1:obh": "ada"})] == ["P1:obh", "P1:kanwil"]
    assert len(route.asked({"P1:kanwil": "ada"})) == 4
    wrong = as_tables(TICKED)
    wrong["sections"][0]["items"][1]["applies_if"] = "P1 == 'ada'"
    with pytest.raises(InstrumentError, match="mungkin maksudnya “P1:"):
        parse_instrument(wrong, file="x")


@pytest.mark.parametrize(
    ("rows", "reason"),
    [
        (({"SAKSI_NAMA": "contoh"}, {"SAKSI_NAMA": "contoh", "SAKSI_USIA": 40}), None),
        (({"SAKSI_USIA": 40},), "baris 1, Nama: wajib diisi"),
        (({"SAKSI_NAMA": "a", "SAKSI_USIA": -1},), "baris 1, Usia: paling sedikit 0"),
        (({"SAKSI_NAMA": "a", "LAIN": 1},), "kolom tidak dikenal"),
        (({"SAKSI_NAMA": "a"},) * 3, "paling banyak 2 baris"),
        ("teks", "harus berupa baris tabel"),
    ],
)
def test_the_rows_of_a_table(rows: Answer, reason: str | None) -> None:
    problem = answer_problem(INSTRUMENT, INSTRUMENT.items["SAKSI"], rows)
    assert (problem is None) if reason is None else (problem is not None and reason in problem)


def test_conditions_do_not_see_answers_of_another_kind_of_unit() -> None:
    data = copy.deepcopy(GOOD)
    data["sections"][1]["items"][1]["applies_if"] = "UANG == 'ya'"
    instrument = parse_instrument(data, file="x")
    answers: dict[str, Answer] = {"UANG": "ya"}
    assert "M2" in {question.key for question in Route(instrument, "lapas").asked(answers)}
    assert "M2" not in {question.key for question in Route(instrument, "rutan").asked(answers)}
