"""Blank forms from every instrument of the program: all questions, all answers, consent first."""

import tomllib
from contextlib import closing
from io import BytesIO
from pathlib import Path

import pypdfium2
import pytest
import zxingcpp as zxing
from PIL import Image
from pypdf import PdfReader
from pypdf.generic import ContentStream
from tests.paper.samples import pages, squeezed

from berkas.paper.document import render
from berkas.paper.forms import blank_form
from berkas.paper.formwords import condition_words
from berkas.paper.frame import FormMark, Frame, Saving, Size
from berkas.paper.parts import KeyValues
from berkas.paper.pictures import Face, Question, Sign
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


WHOLE = parse_instrument(
    tomllib.loads((Path(__file__).parents[1] / "rules" / "data" / "lengkap.toml").read_text("utf-8")),
    file="lengkap.toml",
)
VARIANTS = [(11, False), (18, False), (14, True)]


def copied(pdf: bytes, *, dots: int = 150) -> list[Image.Image]:
    """The pages as a photocopier set to text gives them: black or white, nothing between."""
    with closing(pypdfium2.PdfDocument(pdf)) as opened:
        pages_ = [page.render(scale=dots / 72).to_pil().convert("L") for page in opened]
    return [page.point(lambda grey: 255 if grey > 127 else 0).convert("1") for page in pages_]


def strokes(pdf: bytes) -> list[tuple[float, float, bool]]:
    """Of every path drawn: width of its line, lightest grey it uses, whether it is only filled."""
    found: list[tuple[float, float, bool]] = []
    for page in PdfReader(BytesIO(pdf)).pages:
        width, stroke, fill = 1.0, 0.0, 0.0
        contents = ContentStream(page.get_contents(), None)
        for operands, operator in contents.operations:
            if operator == b"w":
                width = float(operands[0])
            elif operator == b"G":
                stroke = float(operands[0])
            elif operator == b"g":
                fill = float(operands[0])
            elif operator == b"S":
                found.append((width, stroke, False))
            elif operator in (b"f", b"f*", b"Tj", b"TJ"):
                found.append((width, fill, True))
    return found


@pytest.mark.parametrize(("size", "pictures"), VARIANTS)
@pytest.mark.parametrize("page", [Size.A4, Size.F4])
def test_a_form_is_black_on_white_with_lines_that_outlive_a_photocopier(
    size: int, page: Size, pictures: bool
) -> None:
    for instrument_ in (WHOLE, instrument(resource("instruments", "standar_pelayanan.toml"))):
        frame = Frame("Formulir", size=page, form=MARK, type_size=size, saving=Saving.COPIES)
        drawn = strokes(render(blank_form(instrument_, pictures=pictures), frame))
        assert all(grey == 0.0 for _width, grey, _filled in drawn), (
            "no grey line, no grey ground, no grey word"
        )
        assert min(width for width, _grey, filled in drawn if not filled) >= 0.5


@pytest.mark.parametrize(("size", "pictures"), VARIANTS)
def test_a_copy_of_a_copy_still_has_its_boxes_lines_and_code(size: int, pictures: bool) -> None:
    frame = Frame("Formulir", form=MARK, type_size=size, saving=Saving.COPIES, footnote="KGT-F012")
    sharp = render(blank_form(WHOLE, pictures=pictures), frame)
    for page, fine in zip(copied(sharp), copied(sharp, dots=300), strict=True):
        small = fine.convert("L").resize(page.size, Image.Resampling.BOX)
        again = small.point(lambda grey: 255 if grey > 140 else 0)  # a second, paler copy of the first
        black, left = page.convert("L").histogram()[0], again.histogram()[0]
        assert left > black * 0.75, "lines did not fall apart"
    for page in copied(sharp, dots=300):
        (seen,) = zxing.read_barcodes(page.convert("L"))
        assert seen.text == MARK.qr_text


def test_faces_are_drawn_as_glad_as_the_answers_are_good_and_never_set_in_a_font() -> None:
    questions = [part for part in blank_form(WHOLE, pictures=True) if isinstance(part, Question)]
    drawn = {part.number + str(part.text): part.pictures for part in questions if part.pictures}
    assert drawn["2Hadir di sidang"] == (Face(0.0), Face(1 / 3), Face(2 / 3), Face(1.0))
    assert drawn["1Menghormati penerima"] == (Face(0.0), Face(1 / 3), Face(1.0)), "as far apart as the values"
    assert drawn["1Diminta membayar"] == (Sign(is_yes=True), Sign(is_yes=False))
    assert not any(part.pictures for part in blank_form(WHOLE) if isinstance(part, Question))
    texts = "".join(pages(render(blank_form(WHOLE, pictures=True), Frame("Formulir", form=MARK))))
    assert all(ord(sign) < 0x2600 for sign in texts)


def test_everything_a_definition_says_stands_on_paper() -> None:
    text = squeezed("".join(pages(render(blank_form(WHOLE), Frame("Formulir", form=MARK)))))
    for said in (
        "Hadir saat penyidikan", "Datang waktu diperikse (contoh)",  # both languages
        "Hanya bila nomor 2 (Tahap yang didampingi) dijawab Penyidikan.",  # skip
        "Hanya bila nomor 2 (Hadir di sidang) dijawab Tidak baik atau Kurang baik.",  # skip of a section
        "Wajib dijawab. Bila nomor 1 (Bersedia diwawancarai) dijawab Tidak, wawancara selesai di sini.",
        "Bukti: paling sedikit 2 foto, paling lama 365 hari, harus tampak buku kunjungan, bila dijawab Baik",
        "Kartu tampak (1 Ya / Ao (contoh), 2 Tidak / Dak (contoh))", "kali",
        "A. Persetujuan / Setuju (contoh)", "Ka bulih nulak (contoh).", "Wali / Wali e (contoh)",
        "Tidak baik / Dak baik (contoh)", "hari-bulan-tahun",
        "* tidak tahu / Dak tau (contoh), / menolak menjawab, - tidak berlaku.",
        "Tanggal selesai mendahului tanggal mulai.", "Tidak pernah bertemu",
    ):  # fmt: skip
        assert squeezed(said) in text, said
    assert "Dugaan permintaan" not in text, "a respondent is not shown what raises a flag"
    other = squeezed("".join(pages(render(blank_form(WHOLE, language="bangka"), Frame("F", form=MARK)))))
    first, second = other.index(squeezed("Datang waktu")), other.index(squeezed("Hadir saat"))
    assert first < second
    assert squeezed("Ao (contoh) / Ya") in other


def test_a_checklist_prints_what_only_one_criterion_says() -> None:
    tables = tomllib.loads(resource("instruments", "p2ham2018.toml").read_text("utf-8"))
    section = next(each for each in tables["sections"] if len(each["items"]) > 2)
    section["items"][0]["evidence"] = [{"kind": "foto", "least": 7, "must_show": "papan contoh"}]
    section["items"][1]["help"] = "Penjelasan contoh."
    form = blank_form(parse_instrument(tables, file="contoh"))
    text = squeezed("".join(pages(render(form, Frame("Formulir", form=MARK)))))
    assert squeezed("Bukti: paling sedikit 7 foto, harus tampak papan contoh.") in text
    assert squeezed("Penjelasan contoh.") in text
    section["items"][1] |= {"type": "ya_tidak", "evidence": []}
    mixed = blank_form(parse_instrument(tables, file="contoh"))
    text = squeezed("".join(pages(render(mixed, Frame("Formulir", form=MARK)))))
    assert all(squeezed(item["label"]) in text for item in section["items"])


def test_conditions_of_every_plain_form_are_told() -> None:
    def told(text: str) -> str:
        return condition_words(parse(text), WHOLE).removeprefix("Hanya bila ").removesuffix(".")

    assert told("M2 >= 3") == "nomor 2 (Hadir di sidang) dijawab Baik atau Sangat baik"
    assert told("TEMU > 2 dan MULAI < '2024-01-01'") == (
        "nomor 3 (Banyak pertemuan) lebih dari 2 dan nomor 5 (Mulai didampingi) sebelum 2024-01-01"
    )
    assert told("terisi(CERITA)") == "nomor 8 (Uraian) diisi"
    assert told("M2 == tidak_tahu") == "nomor 2 (Hadir di sidang) dijawab tidak tahu"
    assert told("TAHAP dalam ('sidik', 'sidang')").endswith("dijawab Penyidikan atau Persidangan")
    for mixed in ("SELESAI < MULAI", "M2 == '1' atau M2 == '2' dan TEMU > 1", "bukan terisi(CERITA)"):
        assert condition_words(parse(mixed), WHOLE) == "Hanya bila berlaku, menurut jawaban sebelumnya."
