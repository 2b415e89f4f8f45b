"""Reading, refusing and writing an instrument."""

import copy
import tomllib
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from berkas.rules.instruments import (
    InstrumentError,
    ItemType,
    Status,
    as_tables,
    canonical,
    fingerprint,
    parse_canonical,
    parse_instrument,
    read_instrument,
)
from berkas.rules.vocabulary import Confidence, EvidenceKind

Data = dict[str, Any]

GOOD: Data = tomllib.loads((Path(__file__).parent / "data" / "contoh.toml").read_text("utf-8"))
INSTRUMENT = parse_instrument(GOOD, file="contoh.toml")


def changed(change: Callable[[Data], object]) -> Data:
    data = copy.deepcopy(GOOD)
    change(data)
    return data


def test_parts_inherit_where_they_come_from() -> None:
    assert INSTRUMENT.items["BERSEDIA"].source == "S1"
    assert INSTRUMENT.items["BERSEDIA"].confidence is Confidence.TERBACA
    assert INSTRUMENT.items["M1"].confidence is Confidence.RUMUSAN_KANTOR
    assert INSTRUMENT.items["M2"].source == "S2"
    assert INSTRUMENT.unit_parts[0].confidence is Confidence.TERBACA
    assert INSTRUMENT.unit_parts[1].status is Status.RUMUSAN_KANTOR
    assert INSTRUMENT.source_text("S1; S2; lain") == "Sumber pertama; Sumber kedua; lain"


def test_items_take_type_scale_and_evidence_from_their_section() -> None:
    first, second = INSTRUMENT.items["M1"], INSTRUMENT.items["M2"]
    assert first.type is ItemType.SKALA
    assert first.scale == "mutu4"
    assert [(proof.kind, proof.least) for proof in first.evidence] == [(EvidenceKind.FOTO, 3)]
    assert second.evidence == ()
    assert INSTRUMENT.scoring.least_share == Fraction(67, 100)
    assert [option.digit for option in INSTRUMENT.options(first)] == ["1", "2", "3", "4"]
    assert [option.code for option in INSTRUMENT.options(INSTRUMENT.items["ANAK"])] == ["ya", "tidak"]


BAND = {"grade": "A", "label": "a", "lowest": 2, "highest": 1}


def _item(data: Data, section: int, item: int) -> Data:
    return data["sections"][section]["items"][item]


@pytest.mark.parametrize(
    ("change", "key", "reason"),
    [
        (lambda d: d.pop("format"), "format", "format = 1"),
        (lambda d: d.update(format=9), "format", "format = 1"),
        (lambda d: d.pop("title"), "title", "wajib diisi"),
        (lambda d: d.update(title="  "), "title", "kosong"),
        (lambda d: d.update(kind="audit"), "kind", "“audit” tidak dikenal"),
        (lambda d: d.update(judul="x"), "judul", "kunci tidak dikenal"),
        (lambda d: _item(d, 1, 0).update(requird=True), "requird", "mungkin maksudnya “required”"),
        (lambda d: d.update(sections=3), "sections", "daftar tabel"),
        (lambda d: d.update(sections=[3]), "sections.1", "tabel"),
        (lambda d: _item(d, 0, 1).update(key="BERSEDIA"), "items.BERSEDIA", "lebih dari satu kali"),
        (
            lambda d: d["sections"][3]["items"][2]["columns"][0].update(key="M1"),
            "items.M1",
            "lebih dari satu",
        ),
        (lambda d: d["sections"][1].update(key="tutup"), "sections.tutup", "lebih dari satu kali"),
        (
            lambda d: d["sections"][1].update(scale="mutu5"),
            "sections.mutu.scale",
            "mungkin maksudnya “mutu4”",
        ),
        (lambda d: d["scales"][0].update(options=[]), "scales.mutu4.options", "skala tidak mempunyai nilai"),
        (lambda d: d["scales"][0]["options"][0].pop("value"), "scales.mutu4", "sebagian pilihan bernilai"),
        (lambda d: d["scales"][0]["options"][0].update(value=2), "scales.mutu4", "nilai yang sama"),
        (lambda d: d["scales"][0]["options"][0].update(digit="4"), "scales.mutu4", "tombol angka yang sama"),
        (lambda d: _item(d, 1, 0).update(applies_if="TAHAPP memuat 'sidik'"), "M1.applies_if", "“TAHAPP”"),
        (
            lambda d: _item(d, 1, 0).update(applies_if="TAHAP memuat 'kasasi'"),
            "M1.applies_if",
            "bukan pilihan",
        ),
        (lambda d: _item(d, 1, 0).update(applies_if="TAHAP ~ 1"), "M1.applies_if", "tidak dapat dibaca"),
        (lambda d: _item(d, 1, 0).update(applies_if=" "), "M1.applies_if", "tidak boleh kosong"),
        (lambda d: _item(d, 0, 3).update(applies_if="M1 == 3"), "applies_if", "syarat berputar"),
        (lambda d: _item(d, 0, 3).update(applies_if="terisi(TAHAP)"), "TAHAP.applies_if", "berputar: TAHAP"),
        (lambda d: d["sections"][1].update(applies_if="M2 == 3"), "applies_if", "syarat berputar"),
        (lambda d: d.update(child_if="UMUR < 18"), "child_if", "“UMUR” yang tidak ada"),
        (lambda d: d["checks"][0].pop("fault_if"), "checks.wali_tanpa_anak.fault_if", "wajib diisi"),
        (lambda d: d["sections"][1].update(weight=0), "scoring", "semua bobot nol"),
        (lambda d: d["sections"][1].update(weight=-1), "scoring", "negatif"),
        (lambda d: _item(d, 1, 0).update(weight=1), "scoring", "tidak memakai bobot butir"),
        (lambda d: d["scoring"].update(rule="rata_rata"), "scoring.rule", "“rata_rata” tidak dikenal"),
        (lambda d: d.pop("scoring"), "scoring.rule", "wajib diisi"),
        (lambda d: d["scoring"].update(least_share=2), "scoring.least_share", "antara 0 dan 1"),
        (lambda d: d["sections"][1].update(scored=False), "scoring.rule", "tidak ada bagian yang dinilai"),
        (lambda d: d["sections"][1].pop("dimension"), "sections.mutu.dimension", "wajib ada"),
        (lambda d: d["sections"][3].update(unit_kinds=["lpka"]), "sections.tutup.unit_kinds", "“lpka”"),
        (lambda d: _item(d, 3, 0).pop("type"), "UANG.type", "wajib diisi"),
        (lambda d: _item(d, 0, 2).pop("choices"), "WALI.choices", "pilihan wajib ada"),
        (lambda d: _item(d, 3, 2).pop("columns"), "SAKSI.columns", "kolom wajib ada"),
        (lambda d: _item(d, 3, 1).update(type="rujukan"), "CATATAN.reference", "register rujukan"),
        (lambda d: _item(d, 3, 1).update(type="digit", check="sim"), "CATATAN.check", "nik"),
        (lambda d: _item(d, 3, 1).update(personal="rahasia"), "CATATAN.personal", "pilih salah satu"),
        (lambda d: _item(d, 3, 1).update(lowest=1), "CATATAN.lowest", "batas hanya"),
        (lambda d: _item(d, 3, 1).update(type="angka", lowest=3, highest=1), "CATATAN.lowest", "lebih besar"),
        (lambda d: _item(d, 3, 1).update(type="angka", lowest="1e99999999"), "CATATAN.lowest", "harus angka"),
        (lambda d: _item(d, 3, 1).update(max_length=0), "CATATAN.max_length", "paling kecil 1"),
        (lambda d: _item(d, 3, 2).update(key="a.b"), "items.a.b", "tidak boleh memuat titik"),
        (lambda d: _item(d, 0, 3)["choices"][0].update(code="di sidik"), "TAHAP.choices", "spasi"),
        (lambda d: d["sections"][1]["evidence"][0].update(answers=["5"]), "M1.evidence", "bukan pilihan"),
        (lambda d: d["unit_parts"][1].update(also=["lapas"]), "unit_parts.lapas", "lebih dari satu kali"),
        (lambda d: _item(d, 3, 1).update(key="dan"), "items.dan", "kata bahasa syarat"),
        (lambda d: _item(d, 3, 1).update(key="2a"), "items.2a", "kode butir"),
        (
            lambda d: d["scoring"].update(bands=[{"grade": "A", "label": "a", "lowest": 2, "highest": 1}]),
            "A",
            "lebih besar",
        ),
    ],
)
def test_a_wrong_definition_is_refused(change: Callable[[Data], object], key: str, reason: str) -> None:
    with pytest.raises(InstrumentError) as refused:
        parse_instrument(changed(change), file="contoh.toml")
    error = refused.value
    assert key in error.key
    assert reason in error.reason
    sentence = str(error)
    assert sentence.startswith("Berkas instrumen contoh.toml, kunci “")
    assert error.key in sentence
    assert sentence.endswith(".")
    assert "\n" not in sentence


def test_bands_must_neither_overlap_nor_leave_a_gap() -> None:
    def bands(*rows: tuple[str, str]) -> Callable[[Data], object]:
        listed = [
            {"grade": f"G{n}", "label": "x", "lowest": low, "highest": high}
            for n, (low, high) in enumerate(rows)
        ]
        return lambda d: d["scoring"].update(bands=listed)

    parse_instrument(changed(bands(("25", "64.99"), ("65", "100"))), file="x")
    for wrong, reason in (
        ((("25", "65"), ("65", "100")), "tindih"),
        ((("25", "64"), ("65", "100")), "celah"),
    ):
        with pytest.raises(InstrumentError, match=reason):
            parse_instrument(changed(bands(*wrong)), file="x")


def test_every_fault_is_found_at_once() -> None:
    def spoil(data: Data) -> None:
        data["sections"][0]["items"][0]["stop_if"] = "HILANG == 1"
        data["child_if"] = "ANAAK == 'ya'"
        data["sections"][3]["unit_kinds"] = ["lpka"]

    with pytest.raises(InstrumentError) as refused:
        parse_instrument(changed(spoil), file="contoh.toml")
    assert len(refused.value.others) == 2


@pytest.mark.parametrize(
    "data", [{}, {"sections": None}, {"format": 1, "scales": {"key": 1}}, {"sections": [[]]}]
)
def test_any_mapping_is_read_or_refused(data: Data) -> None:
    with pytest.raises(InstrumentError):
        parse_instrument(data, file="x.toml")


JSONLIKE = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(-5, 5), st.floats(), st.text(max_size=5)),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3), st.dictionaries(st.text(max_size=5), inner, max_size=3)
    ),
    max_leaves=6,
)


@given(st.data())
def test_a_definition_with_one_value_replaced_never_falls_over(data: st.DataObject) -> None:
    spoiled: Any = copy.deepcopy(GOOD)
    place = spoiled
    while True:
        keys = list(place) if isinstance(place, dict) else list(range(len(place)))
        key = data.draw(st.sampled_from(keys))
        if not isinstance(place[key], dict | list) or not place[key] or data.draw(st.booleans()):
            place[key] = data.draw(JSONLIKE)
            break
        place = place[key]
    instrument, faults = read_instrument(spoiled, file="x")
    if not faults:
        assert parse_canonical(canonical(instrument)) == instrument


def test_the_canonical_text_gives_the_instrument_back() -> None:
    text = canonical(INSTRUMENT)
    again = parse_canonical(text)
    assert again == INSTRUMENT
    assert canonical(again) == text
    assert fingerprint(again) == fingerprint(INSTRUMENT)
    assert len(fingerprint(INSTRUMENT)) == 64


def test_the_fingerprint_ignores_the_order_of_keys_and_sees_every_word() -> None:
    turned = {key: GOOD[key] for key in reversed(list(GOOD))}
    assert fingerprint(parse_instrument(turned, file="lain.toml")) == fingerprint(INSTRUMENT)
    other = changed(lambda d: _item(d, 1, 0).update(label="Hadir saat penyidikan!"))
    assert fingerprint(parse_instrument(other, file="x")) != fingerprint(INSTRUMENT)


def test_a_default_written_out_changes_no_fingerprint() -> None:
    same = changed(
        lambda d: _item(d, 1, 0).update(required=False, lines=1, no="", source="S1", scale="mutu4")
    )
    assert fingerprint(parse_instrument(same, file="x")) == fingerprint(INSTRUMENT)


def test_tables_are_what_the_reader_reads() -> None:
    assert parse_instrument(as_tables(INSTRUMENT), file="x") == INSTRUMENT
