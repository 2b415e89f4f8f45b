"""An instrument as a workbook: out and back the same, and every fault with its cell."""

import tomllib
from dataclasses import replace
from pathlib import Path

import pytest

from berkas import paths
from berkas.rules.instruments import Instrument, canonical, parse_instrument
from berkas.rules.instruments.leaf_reading import ReadLeaf, ReadRow, from_leaves
from berkas.rules.instruments.leaves import Cell, Leaf, to_leaves

FILES = sorted(paths.resource("instruments").glob("*.toml"))


def shipped(file: Path) -> Instrument:
    return parse_instrument(tomllib.loads(file.read_text("utf-8")), file=file.name)


def address(sheet: str, row: int, column: int) -> str:
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return f"{sheet}!{letters}{row}"


def read(leaf: Leaf, change: dict[tuple[int, int], Cell] | None = None) -> ReadLeaf:
    """The sheet as a workbook program gives it back; `change` replaces cells by row and column."""
    grid = [[heading.label for heading in leaf.headings], *(list(row) for row in leaf.rows)]
    for (row, column), value in (change or {}).items():
        grid[row - 1][column] = value  # type: ignore[call-overload]
    rows = tuple(
        ReadRow(tuple(cells), tuple(address(leaf.name, number, place) for place in range(len(cells))))
        for number, cells in enumerate(grid[1:], 2)
    )
    head = tuple(str(cell) for cell in grid[0])
    return ReadLeaf(head, tuple(address(leaf.name, 1, place) for place in range(len(head))), rows)


def read_all(instrument: Instrument) -> dict[str, ReadLeaf]:
    return {leaf.name: read(leaf) for leaf in to_leaves(instrument) if leaf.rows}


def cell_of(instrument: Instrument, sheet: str, heading: str, row: int) -> tuple[Leaf, int, int]:
    leaf = next(leaf for leaf in to_leaves(instrument) if leaf.name == sheet)
    return leaf, row, [each.label for each in leaf.headings].index(heading)


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_every_shipped_instrument_goes_out_and_comes_back_the_same(file: Path) -> None:
    instrument = shipped(file)
    found, faults = from_leaves(read_all(instrument), file=file.name)
    assert faults == ()
    assert found is not None
    assert canonical(found) == canonical(instrument)
    assert found == instrument


MONEV = shipped(next(file for file in FILES if file.stem == "monev_litigasi"))


def changed(sheet: str, heading: str, row: int, value: Cell) -> tuple[str, ...]:
    leaf, number, column = cell_of(MONEV, sheet, heading, row)
    leaves = read_all(MONEV) | {sheet: read(leaf, {(number, column): value})}
    _found, faults = from_leaves(leaves, file="contoh.xlsx")
    return tuple(f"{fault.place} {fault.sentence}" for fault in faults)


def test_a_condition_about_nothing_is_named_with_its_cell() -> None:
    said = changed("Butir", "Ditanyakan bila", 4, "TIDAKADA == 'ya'")
    column = cell_of(MONEV, "Butir", "Ditanyakan bila", 4)[2]
    assert len(said) == 1
    assert said[0].startswith(address("Butir", 4, column))
    assert "TIDAKADA" in said[0]


def test_two_items_with_one_key_are_refused() -> None:
    first = next(leaf for leaf in to_leaves(MONEV) if leaf.name == "Butir").rows[0][1]
    assert any("Butir!" in each for each in changed("Butir", "Kunci", 3, first))


def test_an_item_of_an_unknown_section_is_refused_with_the_near_one() -> None:
    section = str(next(leaf for leaf in to_leaves(MONEV) if leaf.name == "Butir").rows[0][0])
    said = changed("Butir", "Kunci bagian", 2, section + "x")
    assert said[0] == f"Butir!A2 Kunci bagian “{section}x” tidak ada. Mungkin maksudnya “{section}”."


def test_a_scale_without_values_is_refused_where_it_counts() -> None:
    skm = shipped(next(file for file in FILES if file.stem == "skm"))
    leaf = next(leaf for leaf in to_leaves(skm) if leaf.name == "Pilihan skala")
    column = [heading.label for heading in leaf.headings].index("Nilai")
    blank = read(leaf, {(row, column): None for row in range(2, len(leaf.rows) + 2)})
    _found, faults = from_leaves(read_all(skm) | {"Pilihan skala": blank}, file="contoh.xlsx")
    assert faults


def test_a_heading_with_a_typo_is_named_with_the_near_one() -> None:
    leaf, _row, column = cell_of(MONEV, "Butir", "Pertanyaan", 1)
    leaves = read_all(MONEV) | {"Butir": read(leaf, {(1, column): "Pertanyan"})}
    _found, faults = from_leaves(leaves, file="contoh.xlsx")
    assert faults[0].sentence == "Judul kolom “Pertanyan” tidak dikenal. Mungkin maksudnya “Pertanyaan”."


def test_an_unknown_sheet_is_named_with_the_near_one() -> None:
    leaves = read_all(MONEV)
    leaves["Butirr"] = leaves.pop("Butir")
    _found, faults = from_leaves(leaves, file="contoh.xlsx")
    assert "Lembar “Butirr” tidak dikenal. Mungkin maksudnya “Butir”." in [fault.sentence for fault in faults]


def test_many_wrong_cells_come_in_one_list() -> None:
    leaf = next(leaf for leaf in to_leaves(MONEV) if leaf.name == "Butir")
    column = [heading.label for heading in leaf.headings].index("Wajib")
    wrong = read(leaf, {(row, column): "mungkin" for row in range(2, len(leaf.rows) + 2)})
    _found, faults = from_leaves(read_all(MONEV) | {"Butir": wrong}, file="contoh.xlsx")
    assert len(faults) == len(leaf.rows)


def test_an_empty_list_said_on_purpose_stays_empty() -> None:
    item = replace(MONEV.sections[0].items[0], missing=())
    section = replace(MONEV.sections[0], items=(item, *MONEV.sections[0].items[1:]))
    instrument = replace(MONEV, sections=(section, *MONEV.sections[1:]))
    found, _faults = from_leaves(read_all(instrument), file="contoh.xlsx")
    assert found is not None
    assert found.sections[0].items[0].missing == ()


def test_what_is_written_twice_is_told_and_not_lost() -> None:
    leaves = read_all(MONEV)
    prompts = next(leaf for leaf in to_leaves(MONEV) if leaf.name == "Bahasa lain")
    key = next(iter(MONEV.items))
    twice = (
        (None, key, None, "bangka", "Kalimat satu (contoh)"),
        ("pertanyaan", key, None, "bangka", "Kalimat dua (contoh)"),
    )
    leaves["Bahasa lain"] = read(replace(prompts, rows=twice))
    sources = next(leaf for leaf in to_leaves(MONEV) if leaf.name == "Sumber")
    leaves["Sumber"] = read(replace(sources, rows=(("A", "Sumber contoh"), ("A", "Sumber lain (contoh)"))))
    found, faults = from_leaves(leaves, file="monev.xlsx")
    assert found is None
    assert {fault.place for fault in faults} == {"Bahasa lain!D3", "Sumber!A3"}
    assert all("dua kali" in fault.sentence for fault in faults)


WHOLE = shipped(Path(__file__).parent / "data" / "lengkap.toml")


def test_every_word_in_a_further_language_comes_back() -> None:
    assert {each.part.value for each in WHOLE.sections[0].wordings} == {"judul", "pengantar"}
    found, faults = from_leaves(read_all(WHOLE), file="lengkap.xlsx")
    assert faults == ()
    assert found is not None
    assert found == WHOLE
    assert found.option_in(found.items["SEDIA"], found.options(found.items["SEDIA"])[0], "bangka") == (
        "Ao (contoh)"
    )


def test_a_workbook_of_before_is_still_read() -> None:
    prompts = next(leaf for leaf in to_leaves(WHOLE) if leaf.name == "Bahasa lain")
    questions = [row for row in prompts.rows if row[0] == "pertanyaan"]
    header = ("Kunci butir", "Bahasa", "Pertanyaan")
    rows = [ReadRow((row[1], row[3], row[4]), ("A", "B", "C")) for row in questions]
    leaves = read_all(WHOLE) | {"Bahasa lain": ReadLeaf(header, ("A1", "B1", "C1"), tuple(rows))}
    found, faults = from_leaves(leaves, file="lama.xlsx")
    assert faults == ()
    assert found is not None
    assert [item.prompts for item in found.items.values()] == [item.prompts for item in WHOLE.items.values()]


def test_a_missing_value_is_named_with_its_empty_cell() -> None:
    said = changed("Butir", "Pertanyaan", 5, None)
    column = cell_of(MONEV, "Butir", "Pertanyaan", 5)[2]
    assert len(said) == 1
    assert said[0].startswith(address("Butir", 5, column))
    assert "Pertanyaan: wajib diisi." in said[0]
