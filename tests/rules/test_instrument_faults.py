"""Every fault of a definition in one list, and none that only follows from another."""

from typing import Any

import pytest

from berkas.engine.rulebook import Rulebook
from berkas.rules.instruments import as_tables
from berkas.rules.instruments.all_faults import read_with_all_faults


@pytest.fixture
def tables() -> dict[str, Any]:
    return as_tables(Rulebook.load().instrument("skm"))


def said(tables: dict[str, Any]) -> list[str]:
    return [f"{error.key}: {error.reason}" for error in read_with_all_faults(tables, file="contoh")[1]]


def scored(tables: dict[str, Any]) -> dict[str, Any]:
    return next(section for section in tables["sections"] if section.get("scored"))


def test_a_sound_definition_has_none(tables: dict[str, Any]) -> None:
    assert said(tables) == []


def test_faults_of_values_and_of_the_whole_stand_in_one_list(tables: dict[str, Any]) -> None:
    items = scored(tables)["items"]
    items[0]["lines"] = "banyak"
    items[1]["applies_if"] = "TIDAK_ADA == '1'"
    items[3]["key"] = items[2]["key"]
    found = said(tables)
    assert len(found) == 3
    assert any("lines" in each for each in found)
    assert any("“TIDAK_ADA” yang tidak ada" in each for each in found)
    assert any("lebih dari satu kali" in each for each in found)


def test_what_follows_from_a_wrong_type_is_not_told_twice(tables: dict[str, Any]) -> None:
    items = scored(tables)["items"]
    items[0]["type"] = "sekala"
    items[1]["applies_if"] = f"{items[0]['key']} == '9'"
    assert len(said(tables)) == 1


def test_circles_scales_without_values_and_weights_of_zero(tables: dict[str, Any]) -> None:
    section = scored(tables)
    first, second = section["items"][:2]
    first["applies_if"] = f"terisi({second['key']})"
    second["applies_if"] = f"terisi({first['key']})"
    tables["scales"].append({"key": "kosong", "options": []})
    section["weight"] = 0
    found = " ".join(said(tables))
    assert "syarat berputar" in found
    assert "skala tidak mempunyai nilai" in found
    assert "semua bobot nol" in found


def test_a_second_language_without_its_sentence(tables: dict[str, Any]) -> None:
    scored(tables)["items"][0]["prompts"] = {"bangka": " "}
    assert [each.partition(": ")[2] for each in said(tables)] == ["bahasa dan kalimatnya harus terisi"]


def test_words_of_something_that_is_not_there_are_told(tables: dict[str, Any]) -> None:
    tables["wordings"] = [{"code": "yaa", "language": "bangka", "text": "Ao (contoh)"}]
    row = {"code": "1", "language": "bangka", "text": "Dak baik (contoh)"}
    tables["scales"][0]["wordings"] = [row, row, {**row, "code": "4", "text": " "}]
    section = scored(tables)
    section.pop("intro", None)
    section["wordings"] = [
        {"part": "pengantar", "language": "bangka", "text": "Pengantar (contoh)"},
        {"part": "nilai", "language": "bangka", "text": "x"},
    ]
    item = section["items"][0]
    item["wordings"] = [{"part": "pilihan", "code": "1", "language": "bangka", "text": "x"}]
    found = " ".join(said(tables))
    for reason in (
        "pilihan “yaa” tidak ada, mungkin maksudnya “ya”",
        "bahasa “bangka” tertulis dua kali",
        "text: tidak boleh kosong",
        "di sini hanya: judul, pengantar",
        "pilihan skala diterjemahkan pada skalanya",
    ):
        assert reason in found, reason
    section["wordings"].pop()
    assert "pengantar bagian tidak ada, jadi tidak ada terjemahannya" in " ".join(said(tables))


def test_a_near_word_that_is_offered_hides_no_fault(tables: dict[str, Any]) -> None:
    items = scored(tables)["items"]
    items[0] |= {"type": "skalaa", "required_if": "TIDAK_ADA == 1"}
    items[1]["applies_if"] = f"{items[0]['key']}x == '1'"
    found = said(tables)
    assert any("mungkin maksudnya “skala”" in each for each in found)
    assert any(f"“{items[0]['key']}x” yang tidak ada" in each for each in found)
    assert any("“TIDAK_ADA” yang tidak ada" in each for each in found)


@pytest.mark.parametrize(
    ("typed", "is_read"), [("1.250", False), ("0.125", True), ("1,25", True), ("5/4", True)]
)
def test_a_number_that_can_be_read_in_two_ways_is_no_guess(
    tables: dict[str, Any], typed: str, is_read: bool
) -> None:
    scored(tables)["weight"] = typed
    assert any("dapat berarti dua hal" in each for each in said(tables)) is not is_read
