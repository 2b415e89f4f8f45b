"""What differs between two versions of an instrument: each kind of change is named, nothing else."""

import tomllib
from collections.abc import Iterator
from dataclasses import fields, replace
from enum import StrEnum
from fractions import Fraction
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from berkas import paths
from berkas.rules.instruments import (
    Instrument,
    Item,
    ItemType,
    Option,
    Scale,
    ScoringRule,
    Section,
    Status,
    parse_instrument,
)
from berkas.rules.instruments.difference import ChangeKind, differences, removed_items

SKM = parse_instrument(
    tomllib.loads((paths.resource("instruments") / "skm.toml").read_text("utf-8")), file="skm.toml"
)
SECTION = next(section for section in SKM.sections if section.scored)


def with_items(items: tuple[Item, ...]) -> Instrument:
    section = replace(SECTION, items=items)
    return replace(SKM, sections=tuple(section if each is SECTION else each for each in SKM.sections))


def kinds(after: Instrument) -> list[tuple[ChangeKind, str]]:
    return [(each.kind, each.key) for each in differences(SKM, after)]


def test_nothing_differs_from_itself() -> None:
    assert differences(SKM, SKM) == ()


def test_an_added_and_a_removed_item_are_named() -> None:
    extra = Item("tambahan", "Kemudahan menghubungi petugas", ItemType.SKALA, scale=SECTION.items[0].scale)
    assert kinds(with_items((*SECTION.items, extra))) == [(ChangeKind.DITAMBAH, "tambahan")]
    gone = SECTION.items[-1].key
    assert kinds(with_items(SECTION.items[:-1])) == [(ChangeKind.DIHAPUS, gone)]


def test_a_new_key_with_nearly_the_same_words_is_offered_as_the_same_item() -> None:
    old = SECTION.items[0]
    renamed = replace(old, key="syarat_baru", label=old.label + " ")
    after = with_items((renamed, *SECTION.items[1:]))
    assert removed_items(SKM, after) == {old.key: "syarat_baru"}
    assert [each.likely for each in differences(SKM, after) if each.kind is ChangeKind.DIHAPUS] == [
        "syarat_baru"
    ]


def test_only_the_item_that_moved_is_named() -> None:
    first, *rest = SECTION.items
    assert kinds(with_items((*rest, first))) == [(ChangeKind.DIPINDAH, first.key)]


def test_words_weights_choices_and_rules_are_told_apart() -> None:
    item = SECTION.items[0]
    for field, value, kind in (
        ("label", "Persyaratan layanan", ChangeKind.DIUBAH_KATA),
        ("weight", Fraction(1, 3), ChangeKind.DIUBAH_BOBOT),
        ("missing", (), ChangeKind.DIUBAH_PILIHAN),
        ("required", not item.required, ChangeKind.DIUBAH_ATURAN),
    ):
        changed = replace(item, **{field: value})
        assert kinds(with_items((changed, *SECTION.items[1:]))) == [(kind, item.key)]


def test_a_scale_with_other_values_changes_figures() -> None:
    scale = SKM.scales[0]
    options = (replace(scale.options[0], value=Fraction(9)), *scale.options[1:])
    after = replace(SKM, scales=(replace(scale, options=options), *SKM.scales[1:]))
    assert kinds(after) == [(ChangeKind.DIUBAH_BOBOT, scale.key)]


def _other(name: str, value: object) -> object:
    """Another value of the same sort."""
    if isinstance(value, bool):
        other: object = not value
    elif isinstance(value, StrEnum):
        other = next(each for each in type(value) if each is not value)
    elif isinstance(value, str):
        other = f"{value} lain"
    elif isinstance(value, int | Fraction):
        other = value + 1
    elif isinstance(value, tuple) and value:
        other = value[:-1]
    else:
        other = (Option("baru", "Baru"),) if name == "choices" else "baru"
    return other


def _changes(part: Instrument | ScoringRule | Scale | Section | Item, leave: set[str]) -> Iterator[Any]:
    for field in fields(part):
        if field.name not in leave:
            yield field.name, replace(part, **{field.name: _other(field.name, getattr(part, field.name))})


def test_nothing_is_changed_in_silence() -> None:
    """Whatever field of whatever part is changed: the list names it, in Indonesian."""
    section, scale = SECTION, SKM.scales[0]
    parts = {"key", "version", "sections", "scales", "checks", "unit_parts", "scoring", "items"}
    changed = [
        *((name, after) for name, after in _changes(SKM, parts)),
        *((name, replace(SKM, scoring=after)) for name, after in _changes(SKM.scoring, parts)),
        *((name, replace(SKM, scales=(after, *SKM.scales[1:]))) for name, after in _changes(scale, parts)),
        *(
            (name, replace(SKM, sections=tuple(after if each is section else each for each in SKM.sections)))
            for name, after in _changes(section, parts)
        ),
        *(
            (name, with_items((after, *SECTION.items[1:])))
            for name, after in _changes(SECTION.items[0], parts)
        ),
    ]
    for name, after in changed:
        found = differences(SKM, after)
        assert found, name
        assert all(name not in each.label.split() or name in ("no", "status") for each in found), found


def test_a_section_that_moved_and_a_mark_that_changed_are_named() -> None:
    first, *rest = SKM.sections
    assert kinds(replace(SKM, sections=(*rest, first))) == [(ChangeKind.DIPINDAH, first.key)]
    assert kinds(
        replace(SKM, status=Status.RESMI if SKM.status is not Status.RESMI else Status.RUMUSAN_KANTOR)
    ) == [(ChangeKind.DIUBAH_ASAL, SKM.key)]


@given(st.permutations(SECTION.items))
def test_any_order_is_reached_by_the_moves_that_are_named(order: list[Item]) -> None:
    found = differences(SKM, with_items(tuple(order)))
    assert all(each.kind is ChangeKind.DIPINDAH for each in found)
    moved = {each.key for each in found}
    stayed = [item.key for item in SECTION.items if item.key not in moved]
    assert stayed == [item.key for item in order if item.key not in moved]
