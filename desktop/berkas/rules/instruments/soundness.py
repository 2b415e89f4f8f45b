"""What no single table can show about a definition: one key twice, references into nothing, circles.

Works on a read `Instrument`; adds sentences to `Faults`. Imports only the other rules.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction
from itertools import pairwise
from typing import Final

from berkas.rules.conditions import NAME, RESERVED, Condition
from berkas.rules.instruments.entry import DIGIT_CHECKS
from berkas.rules.instruments.model import (
    Instrument,
    Item,
    ItemType,
    Option,
    RuleName,
    ScoringRule,
    Section,
    answer_key,
)
from berkas.rules.instruments.table import Faults
from berkas.rules.instruments.wording_faults import find_unsound_wordings
from berkas.rules.nearness import nearest

_KEY: Final = re.compile(r"[a-z][a-z0-9_]*")
PERSONAL_KINDS: Final = (
    "nama",
    "nik",
    "kontak",
    "alamat",
    "keluarga",
    "anak",
    "pidana",
    "kesehatan",
    "keuangan",
    "lainnya",
)
"""Kinds of personal data; UU 27/2022 calls those on crime, health, finance and children specific."""

NUMERIC_RULES: Final = (
    RuleName.SKM_14_2017,
    RuleName.RATA_RATA_DIMENSI,
    RuleName.RATA_RATA_DARI_RATA_RATA,
    RuleName.JUMLAH,
)
_WEIGHTED_RULES: Final = (RuleName.JUMLAH, RuleName.BAGIAN)


def find_unsound(instrument: Instrument, faults: Faults, *, installed: bool = False) -> None:
    """Add every fault that shows only in the whole; of an ``installed`` one not what was allowed once."""
    _keys(instrument, faults)
    _scales(instrument, faults)
    for section in instrument.sections:
        _section(instrument, section, faults)
    _conditions(instrument, faults)
    _circles(instrument, faults)
    _scoring(instrument, faults)
    find_unsound_wordings(instrument, faults)
    if not installed:
        for place, item in _all_items(instrument):
            _told_apart(instrument, item, place, faults)


def _keys(instrument: Instrument, faults: Faults) -> None:
    if not _KEY.fullmatch(instrument.key):
        faults.add("key", f"“{instrument.key}” harus huruf kecil, angka dan garis bawah")
    if not instrument.items:
        faults.add("sections", "instrumen tidak mempunyai butir")
    _unique("scales", (scale.key for scale in instrument.scales), faults)
    _unique("sections", (section.key for section in instrument.sections), faults)
    _unique("checks", (check.key for check in instrument.checks), faults)
    kinds = [kind for part in instrument.unit_parts for kind in (part.key, *part.also)]
    _unique("unit_parts", kinds, faults)
    _unique("stages", instrument.stages, faults)
    for place, item in _all_items(instrument):
        if not NAME.fullmatch(item.key) or ":" in item.key:
            faults.add(place, "kode butir harus huruf, angka, garis bawah atau titik, diawali huruf")
        elif item.key.casefold() in RESERVED:
            faults.add(place, f"“{item.key}” adalah kata bahasa syarat, pakai kode lain")
    # columns too: a row of a table is stored under the key of its column
    _unique("items", (item.key for _, item in _all_items(instrument)), faults)


def _all_items(instrument: Instrument) -> Iterator[tuple[str, Item]]:
    for section in instrument.sections:
        for item in section.items:
            place = f"sections.{section.key}.items.{item.key}"
            yield place, item
            yield from ((f"{place}.columns.{column.key}", column) for column in item.columns)


def _unique(place: str, keys: Iterable[str], faults: Faults) -> None:
    seen: set[str] = set()
    for key in keys:
        if key in seen:
            faults.add(f"{place}.{key}", f"kode “{key}” dipakai lebih dari satu kali")
        seen.add(key)


def _options(place: str, options: tuple[Option, ...], faults: Faults) -> None:
    _unique(place, (option.code for option in options), faults)
    for option in options:
        if re.search(r"[\s;]", option.code):  # several codes are written with blanks or semicolons between
            faults.add(place, f"kode pilihan “{option.code}” tidak boleh memuat spasi atau titik koma")
    digits = [option.digit for option in options if option.digit]
    if len(set(digits)) < len(digits):
        faults.add(place, "dua pilihan memakai tombol angka yang sama")


def _scales(instrument: Instrument, faults: Faults) -> None:
    for scale in instrument.scales:
        place = f"scales.{scale.key}.options"
        if not scale.options:
            faults.add(place, "skala tidak mempunyai nilai")
        _options(place, scale.options, faults)
        valued = [option.value for option in scale.options if option.value is not None]
        if valued and len(valued) < len(scale.options):
            faults.add(place, "sebagian pilihan bernilai dan sebagian tidak")
        if len(set(valued)) < len(valued):
            faults.add(place, "dua pilihan mempunyai nilai yang sama")


def _section(instrument: Instrument, section: Section, faults: Faults) -> None:
    place = f"sections.{section.key}"
    if section.scale and section.scale not in instrument.scales_by_key:
        faults.add(f"{place}.scale", _unknown_scale(instrument, section.scale))
    known = {part.key for part in instrument.unit_parts}
    for kind in section.unit_kinds:
        if known and kind not in known:
            faults.add(f"{place}.unit_kinds", f"jenis unit “{kind}” tidak ada pada unit_parts")
    _unique(f"{place}.ticks", (tick.key for tick in section.ticks), faults)
    for tick in section.ticks:
        if not _KEY.fullmatch(tick.key):
            faults.add(f"{place}.ticks", f"“{tick.key}” harus huruf kecil, angka dan garis bawah")
    for item in section.items:
        if item.scale != section.scale or not section.scale:
            _known_scale(instrument, item, f"{place}.items.{item.key}", faults)
        _item(instrument, item, f"{place}.items.{item.key}", faults)


def _known_scale(instrument: Instrument, item: Item, place: str, faults: Faults) -> None:
    if item.type is ItemType.SKALA and item.scale not in instrument.scales_by_key:
        reason = _unknown_scale(instrument, item.scale) if item.scale else "butir skala tanpa skala"
        faults.add(f"{place}.scale", reason)


def _unknown_scale(instrument: Instrument, scale: str) -> str:
    return f"skala “{scale}” tidak ada{_hint(scale, list(instrument.scales_by_key))}"


def _item(instrument: Instrument, item: Item, place: str, faults: Faults) -> None:
    if item.scale and item.type is not ItemType.SKALA:
        faults.add(f"{place}.scale", "hanya butir skala yang memakai skala")
    if (item.type in (ItemType.PILIHAN, ItemType.MULTI)) != bool(item.choices):
        faults.add(f"{place}.choices", "pilihan wajib ada pada butir pilihan atau multi, dan hanya di sana")
    if (item.type is ItemType.TABEL) != bool(item.columns):
        faults.add(f"{place}.columns", "kolom wajib ada pada butir tabel, dan hanya di sana")
    if (item.type is ItemType.RUJUKAN) != bool(item.reference):
        faults.add(f"{place}.reference", "register rujukan wajib ada pada butir rujukan, dan hanya di sana")
    if item.check and (item.type is not ItemType.DIGIT or item.check not in DIGIT_CHECKS):
        faults.add(f"{place}.check", f"hanya untuk butir digit: {', '.join(DIGIT_CHECKS)}")
    if item.personal and item.personal not in PERSONAL_KINDS:
        faults.add(f"{place}.personal", f"pilih salah satu: {', '.join(PERSONAL_KINDS)}")
    _options(f"{place}.choices", item.choices, faults)
    _evidence(instrument, item, place, faults)
    if item.type is ItemType.TABEL and "." in item.key:
        faults.add(place, "kode butir tabel tidak boleh memuat titik")
    _bounds(item, place, faults)
    for column in item.columns:
        if column.type is ItemType.TABEL:
            faults.add(f"{place}.columns.{column.key}", "tabel di dalam tabel tidak dapat dibuat")
        if column.applies_if or column.required_if or column.stop_if or column.red_flag_if:
            faults.add(f"{place}.columns.{column.key}", "kolom tabel tidak dapat bersyarat")
        _known_scale(instrument, column, f"{place}.columns.{column.key}", faults)
        _item(instrument, column, f"{place}.columns.{column.key}", faults)


def _told_apart(instrument: Instrument, item: Item, place: str, faults: Faults) -> None:
    """An option coded like one of the three codes is mistaken for it where the item admits that code."""
    if not _has_options(instrument, item):
        return
    admitted = {code.value for code in instrument.missing(item)}
    for option in instrument.options(item):
        if option.code in admitted:
            reason = f"kode pilihan “{option.code}” sudah berarti tanpa jawaban; pakai kode lain atau tutup"
            faults.add(f"{place}.choices", f"{reason} kode itu pada missing")


def _evidence(instrument: Instrument, item: Item, place: str, faults: Faults) -> None:
    if not _has_options(instrument, item):
        return
    codes = [option.code for option in instrument.options(item)]
    for code in (code for proof in item.evidence for code in proof.answers):
        if code not in codes:
            faults.add(f"{place}.evidence", f"“{code}” bukan pilihan butir ini ({', '.join(codes)})")


def _bounds(item: Item, place: str, faults: Faults) -> None:
    low, high = item.lowest, item.highest
    given = [bound for bound in (low, high) if bound is not None]
    numbers = all(isinstance(bound, Fraction) for bound in given)
    days = all(isinstance(bound, str) for bound in given)
    if not given:
        return
    if not ((numbers and item.type is ItemType.ANGKA) or (days and item.type is ItemType.TANGGAL)):
        faults.add(f"{place}.lowest", "batas hanya untuk butir angka (angka) atau tanggal (tanggal)")
    elif isinstance(low, Fraction) and isinstance(high, Fraction):
        if low > high:
            faults.add(f"{place}.lowest", "batas bawah lebih besar dari batas atas")
    elif isinstance(low, str) and isinstance(high, str) and low > high:
        faults.add(f"{place}.lowest", "batas bawah sesudah batas atas")


def _conditions(instrument: Instrument, faults: Faults) -> None:
    names = {
        answer_key(item, tick): instrument.options(item) if _has_options(instrument, item) else ()
        for section in instrument.sections
        for item in section.items
        for tick in (section.ticks or (None,))
    }
    for place, condition in _all_conditions(instrument):
        for name in sorted(condition.names):
            if name not in names:
                faults.add(place, f"syarat mengacu pada “{name}” yang tidak ada{_hint(name, list(names))}")
        for name, value in sorted(condition.compared):
            codes = {option.code for option in names.get(name, ())}
            if codes and value not in codes:
                faults.add(place, f"“{value}” bukan pilihan butir “{name}” ({', '.join(sorted(codes))})")


def _hint(name: str, names: list[str]) -> str:
    near = [known for known in names if known.startswith(f"{name}:")]  # the party was forgotten
    found = near[0] if near else nearest(name, names)
    return f", mungkin maksudnya “{found}”" if found else ""


def _has_options(instrument: Instrument, item: Item) -> bool:
    return item.type is not ItemType.SKALA or item.scale in instrument.scales_by_key


def _all_conditions(instrument: Instrument) -> Iterator[tuple[str, Condition]]:
    if instrument.child_if:
        yield "child_if", instrument.child_if
    for check in instrument.checks:
        yield f"checks.{check.key}.fault_if", check.fault_if
    for section in instrument.sections:
        if section.applies_if:
            yield f"sections.{section.key}.applies_if", section.applies_if
        for item in section.items:
            place = f"sections.{section.key}.items.{item.key}"
            for name in ("required_if", "applies_if", "stop_if", "red_flag_if"):
                condition: Condition | None = getattr(item, name)
                if condition:
                    yield f"{place}.{name}", condition


def dependencies(instrument: Instrument) -> dict[str, frozenset[str]]:
    """For every item the items on whose answers its being asked depends."""
    return {
        item.key: frozenset(
            name.partition(":")[0]
            for condition in (section.applies_if, item.applies_if)
            if condition
            for name in condition.names
        )
        for section in instrument.sections
        for item in section.items
    }


def _circles(instrument: Instrument, faults: Faults) -> None:
    graph = dependencies(instrument)
    done: set[str] = set()
    for start in graph:
        circle = _circle(graph, start, done)
        if circle:
            shown = " → ".join([*circle, circle[0]])
            section = instrument.section_of[circle[0]]
            faults.add(f"sections.{section.key}.items.{circle[0]}.applies_if", f"syarat berputar: {shown}")


def _circle(graph: Mapping[str, frozenset[str]], start: str, done: set[str]) -> list[str]:
    """The first circle reachable from ``start``; items already looked at are skipped."""
    path: list[str] = []
    waiting = [iter((start,))]
    while waiting:
        key = next(waiting[-1], None)
        if key is None:
            waiting.pop()
            if path:
                done.add(path.pop())
        elif key in path:
            done.update(path)
            return path[path.index(key) :]
        elif key in graph and key not in done:
            path.append(key)
            waiting.append(iter(sorted(graph[key])))
    return []


def _scoring(instrument: Instrument, faults: Faults) -> None:
    rule = instrument.scoring
    scored = [section for section in instrument.sections if section.scored]
    items = [(section, item) for section in scored for item in section.items]
    if not items:
        faults.add("scoring.rule", "tidak ada bagian yang dinilai (scored)")
    for section, item in items:
        _scored_item(instrument, section, item, faults)
    if rule.rule is RuleName.RATA_RATA_DIMENSI:
        for section in scored:
            if not section.dimension:
                faults.add(f"sections.{section.key}.dimension", "wajib ada untuk rata-rata dimensi")
    _weights(rule.rule, scored, faults)
    if not 0 <= rule.least_share <= 1:
        faults.add("scoring.least_share", "harus antara 0 dan 1")
    if rule.decimals > 4:
        faults.add("scoring.decimals", "paling banyak 4")
    _bands(rule, faults)


def _scored_item(instrument: Instrument, section: Section, item: Item, faults: Faults) -> None:
    place = f"sections.{section.key}.items.{item.key}"
    rule = instrument.scoring.rule
    if not _has_options(instrument, item):
        return  # already said: its scale is unknown
    options = instrument.options(item)
    if item.type not in (ItemType.SKALA, ItemType.YA_TIDAK, ItemType.PILIHAN):
        faults.add(f"{place}.type", f"butir {item.type.value} tidak dapat dinilai")
    elif rule in NUMERIC_RULES and any(option.value is None for option in options):
        faults.add(f"{place}.scale", "skala tanpa nilai angka tidak dapat dinilai dengan aturan ini")
    elif rule is RuleName.BAGIAN and not any(option.fulfils for option in options):
        faults.add(f"{place}.scale", "tidak ada pilihan yang ditandai terpenuhi (fulfils)")
    elif rule is RuleName.SKM_14_2017 and [option.value for option in options] != [1, 2, 3, 4]:
        faults.add(f"{place}.scale", "SKM memakai skala 1 sampai 4")
    if section.ticks and rule is not RuleName.HITUNG:
        faults.add(f"sections.{section.key}.ticks", "bagian dengan beberapa pemeriksa hanya dapat dihitung")


def _weights(rule: RuleName, scored: list[Section], faults: Faults) -> None:
    given = [item.weight for section in scored for item in section.items]
    weights = [weight for weight in given if weight is not None]
    if any(weight < 0 for weight in weights) or any(section.weight < 0 for section in scored):
        faults.add("scoring", "bobot tidak boleh negatif")
    elif weights and rule not in _WEIGHTED_RULES:
        faults.add("scoring", f"aturan {rule.value} tidak memakai bobot butir")
    elif not any(weight is None or weight for weight in given) or not any(part.weight for part in scored):
        faults.add("scoring", "semua bobot nol")


def _bands(rule: ScoringRule, faults: Faults) -> None:
    _unique("scoring.bands", (band.grade for band in rule.bands), faults)
    step = Fraction(1, 10**rule.decimals)
    ordered = sorted(rule.bands, key=lambda band: band.lowest)
    for band in ordered:
        if band.lowest > band.highest:
            faults.add(f"scoring.bands.{band.grade}", "batas bawah lebih besar dari batas atas")
    for lower, upper in pairwise(ordered):
        if upper.lowest <= lower.highest:
            faults.add(f"scoring.bands.{upper.grade}", f"bertumpang tindih dengan {lower.grade}")
        elif upper.lowest - lower.highest > step:
            faults.add(f"scoring.bands.{upper.grade}", f"ada celah sesudah {lower.grade}")
