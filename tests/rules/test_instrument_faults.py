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
