"""An instrument while it is edited: forms lose nothing, steps go back and forth, faults are found again."""

from typing import Any

import pytest

from berkas.engine.rulebook import Rulebook
from berkas.rooms.office.fields.instrument_draft import (
    ROW_PARTS,
    InstrumentDraft,
    Node,
    Path,
    kind_of,
    renamed,
)
from berkas.rooms.office.fields.instrument_parts import FORMS, ROWS
from berkas.rules.instruments import Instrument, as_tables, parse_instrument
from berkas.rules.instruments.all_faults import read_with_all_faults

RULES = Rulebook.load()


@pytest.fixture
def draft() -> InstrumentDraft:
    return InstrumentDraft(as_tables(RULES.instrument("skm")))


def paths(nodes: tuple[Node, ...]) -> list[Path]:
    return [path for node in nodes for path in (node.path, *paths(node.children))]


def read(draft: InstrumentDraft) -> Instrument:
    return parse_instrument(draft.tables, file="contoh")


def scored(draft: InstrumentDraft) -> int:
    return next(n for n, one in enumerate(draft.part(("sections",))) if one.get("scored"))


@pytest.mark.parametrize("key", RULES.instrument_keys())
def test_what_forms_show_and_give_back_is_the_same_instrument(key: str) -> None:
    instrument = RULES.instrument(key)
    draft = InstrumentDraft(as_tables(instrument))
    for path in paths(draft.outline()):
        kind = kind_of(path)
        if kind in FORMS:
            # as the fields give it: every field of the form, empty ones as None
            values: dict[str, Any] = {field.key: None for field in FORMS[kind]}
            draft.put_values(path, values | draft.values(path))
        for rows in ROWS.get(kind, ()):
            draft.put_rows(path, rows.key, draft.rows(path, rows.key))
    assert read(draft) == instrument


def test_steps_go_back_and_forth_and_typing_in_one_field_is_one_step(draft: InstrumentDraft) -> None:
    before = draft.tables
    path: Path = ("sections", scored(draft), "items", 0)
    for words in ("K", "Ka", "Kata baru"):
        draft.put_values(path, {"label": words}, mark="0/label")
    added = draft.add(path, "items")
    assert added == (*path[:-1], 1)
    assert draft.is_changed
    assert draft.undo() == added
    assert draft.part(path)["label"] == "Kata baru"
    assert draft.undo() == path
    assert draft.tables is before
    assert not draft.can_undo
    draft.redo()
    draft.redo()
    assert draft.part(added)["label"] == "Pertanyaan baru"
    assert read(draft).items["BUTIR_1"].scale == read(draft).items["prosedur"].scale


def test_parts_are_copied_moved_and_taken_away(draft: InstrumentDraft) -> None:
    here = scored(draft)
    copy = draft.duplicate(("sections", here))
    assert copy == ("sections", here + 1)
    assert not read_with_all_faults(draft.tables, file="contoh")[1]
    first_of_copy: Path = (*copy, "items", 0)
    key = draft.part(first_of_copy)["key"]
    moved = draft.move(first_of_copy, -1)
    assert moved[:2] == ("sections", here)
    assert draft.part(moved)["key"] == key
    assert draft.move(moved, 1) == first_of_copy
    count = len(draft.part((*copy, "items")))
    draft.delete(first_of_copy)
    assert len(draft.part((*copy, "items"))) == count - 1
    draft.delete(copy)
    assert read(draft) == RULES.instrument("skm")
    assert draft.move(("sections", 0), -1) == ("sections", 0)


def test_every_part_can_be_added_where_it_belongs(draft: InstrumentDraft) -> None:
    scale = draft.add((), "scales")
    assert kind_of(scale) == "scale"
    section = draft.add(("sections",), "sections")
    item = draft.add(section, "items")
    assert item == (*section, "items", 0)
    draft.put_values(item, {"type": "tabel"})
    column = draft.add(item, "columns")
    assert draft.add(column, "columns") == (*item, "columns", 1)
    assert kind_of(column) == "column"
    key = draft.part(scale)["key"]
    (fault,) = read_with_all_faults(draft.tables, file="contoh")[1]
    assert fault.key == f"scales.{key}.options"
    spot = draft.locate(fault.key)
    assert (spot.path, spot.field) == (scale, "options")


def test_a_fault_leads_to_its_part_and_field(draft: InstrumentDraft) -> None:
    here = scored(draft)
    path: Path = ("sections", here, "items", 2)
    draft.put_values(path, {"applies_if": "TIDAK_ADA == '1'"})
    draft.put_values(("sections", here, "items", 3), {"key": draft.part(path)["key"]})
    draft.put_rows(ROW_PARTS["bands"], "bands", [{"grade": "A", "label": "A", "lowest": "9", "highest": "1"}])
    draft.put_values((), {"key": "BESAR"})
    spots = {draft.locate(error.key) for error in read_with_all_faults(draft.tables, file="contoh")[1]}
    told = {(spot.path, spot.field) for spot in spots}
    assert (path, "applies_if") in told
    assert (("sections", here, "items", 3), "key") in told
    assert (ROW_PARTS["bands"], "bands") in told
    assert ((), "key") in told


@pytest.mark.parametrize(
    ("condition", "after"),
    [
        ("INT01 == 'tidak'", "INT09 == 'tidak'"),
        ("terisi(INT01) dan bukan (INT012 == 'INT01')", "terisi(INT09) dan bukan (INT012 == 'INT01')"),
        ("INT01:kanwil == 'ada'", "INT09:kanwil == 'ada'"),
    ],
)
def test_a_name_is_changed_in_a_condition_and_nowhere_else(condition: str, after: str) -> None:
    assert renamed(condition, "INT01", "INT09") == after


def test_a_new_key_is_followed_by_what_mentions_it(draft: InstrumentDraft) -> None:
    here = scored(draft)
    first: Path = ("sections", here, "items", 0)
    old = draft.part(first)["key"]
    draft.put_values(("sections", here, "items", 1), {"applies_if": f"terisi({old})"})
    draft.put_values(first, {"key": "baru"})
    assert draft.follow_key(first, old) == 1
    assert not read_with_all_faults(draft.tables, file="contoh")[1]
    scale = draft.part(("scales", 0))["key"]
    draft.put_values(("scales", 0), {"key": "skala_baru"})
    assert draft.follow_key(("scales", 0), scale) >= 1
    assert not read_with_all_faults(draft.tables, file="contoh")[1]
