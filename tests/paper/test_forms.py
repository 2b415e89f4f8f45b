"""Blank forms from every instrument of the program: all questions, all answers, consent first."""

import tomllib
from pathlib import Path

import pytest
from tests.paper.samples import pages, squeezed

from berkas.paper.document import render
from berkas.paper.forms import blank_form, condition_words
from berkas.paper.frame import FormMark, Frame
from berkas.paper.parts import KeyValues
from berkas.paper.twin import render_html
from berkas.paths import resource
from berkas.rules.conditions import parse
from berkas.rules.instruments import Instrument, ItemType, Kind, parse_instrument

FILES = sorted(resource("instruments").glob("*.toml"))
MARK = FormMark("Formulir 0012", "BERKAS-F|0012")


def instrument(file: Path) -> Instrument:
    return parse_instrument(tomllib.loads(file.read_text(encoding="utf-8")), file=file.name)


@pytest.fixture(params=FILES, ids=lambda file: file.stem)
def known(request: pytest.FixtureRequest) -> Instrument:
    return instrument(request.param)


@pytest.mark.parametrize("size", [11, 18])
def test_every_question_and_answer_is_on_paper(known: Instrument, size: int) -> None:
    texts = pages(render(blank_form(known), Frame(known.title, form=MARK, type_size=size)))
    printed = squeezed("".join(texts))
    assert all("Formulir 0012" in text for text in texts)
    for section in known.sections:
        assert squeezed(section.label) in printed
        for item in section.items:
            assert squeezed(item.label) in printed, item.key
            if item.type in {ItemType.PILIHAN, ItemType.MULTI}:
                for option in item.choices:
                    assert squeezed(option.label) in printed, (item.key, option.code)


def test_the_twin_of_a_form_holds_every_question(known: Instrument) -> None:
    html = render_html(blank_form(known), Frame(known.title, form=MARK))
    assert html.count("<h1>") == 1


def test_reservation_and_consent_come_first() -> None:
    interview = instrument(resource("instruments", "monev_litigasi.toml"))
    first = pages(render(blank_form(interview), Frame("Formulir", form=MARK)))[0]
    assert first.index("Rumusan kantor") < first.index("Persetujuan wawancara") < first.index("boleh menolak")


def test_conditions_are_told_in_words() -> None:
    interview = instrument(resource("instruments", "monev_litigasi.toml"))
    words = condition_words(parse("CON04 == 'ya'"), interview)
    assert words == "Hanya bila nomor 4 (Usia di bawah 18 tahun) dijawab Ya."
    both = condition_words(parse("CON04 == 'ya' atau CON07 == 'ya'"), interview)
    assert " atau nomor 5 (" in both
    assert (
        condition_words(parse("bukan (CON04 == 'ya')"), interview)
        == "Hanya bila berlaku, menurut jawaban sebelumnya."
    )


def test_the_award_form_has_a_box_per_answer_and_only_the_units_sections() -> None:
    award = instrument(resource("instruments", "p2ham2018.toml"))
    assert award.kind is Kind.PENGHARGAAN
    unit = award.unit_parts[0].key
    part = blank_form(award, unit_kind=unit)
    assert len(part) < len(blank_form(award))
    text = "".join(pages(render(part, Frame("P2HAM", form=MARK))))
    assert "Data Pendukung" in text
    assert "Pewawancara" not in text


def test_particulars_can_be_chosen() -> None:
    interview = instrument(resource("instruments", "monev_litigasi.toml"))
    lines = next(
        p for p in blank_form(interview, particulars=("Kode kunjungan",)) if isinstance(p, KeyValues)
    )
    assert [name for name, _ in lines.rows] == ["Kode kunjungan"]
