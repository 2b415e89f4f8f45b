"""Tables: order, repeated heads, rows that stay whole, ticks that are drawn, empty ones that say so."""

from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader
from tests.paper.samples import LONG_NAME, SENTENCE, pages, picture, register, squeezed

from berkas.paper.document import render
from berkas.paper.frame import Frame
from berkas.paper.parts import (
    Align,
    Band,
    Count,
    Counts,
    Criteria,
    Criterion,
    Findings,
    Heading,
    Para,
    Part,
    Table,
    TableColumn,
)
from berkas.paper.pictures import BarChart, DayStrip, LineChart, Photos

MM = 72 / 25.4
CLEAN = Frame("Contoh", watermark="")


def test_a_long_register_keeps_order_and_repeats_its_head() -> None:
    texts = pages(render((register(400),), CLEAN))
    assert len(texts) > 5
    assert all("Perihal" in text and "Pengaduan" in text for text in texts)
    joined = squeezed("".join(texts))
    places = [joined.index(f"PGD-{number:05d}") for number in range(1, 401)]
    assert places == sorted(places)


def test_a_register_of_thousands_of_rows_ends_with_its_last_row() -> None:
    texts = pages(render((register(5_000),), CLEAN))
    assert "PGD-05000" in texts[-1]
    assert "Sumber: register kantor." in texts[-1]


def test_the_last_row_does_not_go_alone() -> None:
    for count in range(30, 75):
        texts = pages(render((register(count),), CLEAN))
        if len(texts) > 1:
            assert f"PGD-{count - 1:05d}" in texts[-1]


def test_a_band_never_ends_a_page() -> None:
    columns = (TableColumn("No", mm=10), TableColumn("Isi"))
    for before in range(36, 60):
        rows = [("1", "isi")] * before + [Band("Kelompok berikut")] + [("2", "isi sesudahnya")] * 9
        for text in pages(render((Table(columns, rows),), CLEAN)):
            if "Kelompok berikut" in text:
                assert "isi sesudahnya" in text.partition("Kelompok berikut")[2]


def test_a_row_taller_than_a_page_goes_on_with_its_number() -> None:
    words = " ".join(f"kata{number}" for number in range(1_500))
    columns = (TableColumn("No", mm=12), TableColumn("Uraian"), TableColumn("Tetap"))
    texts = pages(render((Table(columns, [("7", words, "ya"), ("8", "pendek", "")]),), CLEAN))
    assert len(texts) > 2
    joined = squeezed("".join(texts))
    assert all(f"kata{number}" in joined for number in range(1_500))
    assert all("lanj." in text for text in texts[1:-1])
    assert "pendek" in texts[-1]


def test_ticks_are_drawn_not_typed() -> None:
    marked, bare = (
        render((Criteria(("Ada", "Tidak"), (Criterion("1", "Ramp", answer),)),), CLEAN)
        for answer in ("Ada", None)
    )
    assert pages(marked)[0] == pages(bare)[0]
    assert "✓" not in pages(marked)[0]
    assert picture(marked, dpi=100).tobytes() != picture(bare, dpi=100).tobytes()


def test_a_criterion_that_cannot_be_judged_says_so() -> None:
    part = Criteria(("Ada", "Proses", "Tidak"), (Criterion("1", "Ramp", outside="tidak dapat dinilai"),))
    assert "tidak dapat dinilai" in pages(render((part,), CLEAN))[0]


def test_a_criterion_with_thirty_proofs_is_printed_whole() -> None:
    proofs = "\n".join(f"Foto nomor {number}" for number in range(1, 31))
    rows = tuple(Criterion(str(n), LONG_NAME, "Ada", proofs) for n in range(1, 4))
    text = "".join(pages(render((Criteria(("Ada", "Tidak"), rows),), CLEAN)))
    assert text.count("Foto nomor 30") == 3


@pytest.mark.parametrize(
    ("part", "says"),
    [
        (
            Table((TableColumn("A"), TableColumn("B")), [], empty="Belum ada pengaduan."),
            "Belum ada pengaduan.",
        ),
        (Criteria(("Ada", "Tidak"), ()), "Belum ada kriteria"),
        (Findings(()), "Tidak ada temuan."),
        (Counts(()), "Belum ada jawaban"),
        (Photos(()), "Tidak ada foto."),
        (BarChart("Grafik", ()), "Belum ada angka"),
        (LineChart("Grafik", (), ()), "Belum ada angka"),
        (DayStrip(()), "Belum ada hari"),
    ],
)
def test_nothing_is_said_in_words(part: Part, says: str) -> None:
    for size in (11, 18):
        assert says in pages(render((part,), Frame("C", type_size=size)))[0]


def test_counts_add_up_and_are_shown_as_shares() -> None:
    text = pages(render((Counts((Count("Ada", 1_250), Count("Tidak", 750))),), CLEAN))[0]
    for shown in ("1.250", "62,5%", "37,5%", "2.000", "100,0%"):
        assert shown in text


def test_a_word_of_the_head_is_never_cut() -> None:
    columns = tuple(
        TableColumn(label) for label in ("Penanggung jawab", "Keterangan", "Rekomendasi", "Kewenangan", "Isi")
    )
    text = pages(render((Table(columns, [("a", "b", "c", "d", SENTENCE * 3)]),), CLEAN))[0]
    for column in columns:
        assert all(word in text for word in column.label.split())


def test_large_print_turns_crowded_tables_into_cards() -> None:
    labels = ("No", "Penanggung jawab", "Rekomendasi", "Keterangan", "Pemberitahuan", "Kewenangan")
    table = Table(
        tuple(TableColumn(label) for label in labels),
        [("1", "Kasubbag", "pisahkan", "loket", "surat", "ada")],
    )
    text = pages(render((table,), Frame("C", type_size=18, watermark="")))[0]
    assert "1. Kasubbag" in text
    assert "Pemberitahuan: surat" in text


def test_large_print_is_large() -> None:
    sizes: list[float] = []

    def note(text: str, _cm: list, matrix: list, _font: object, size: float) -> None:
        if text.strip() and matrix[5] > 75:
            sizes.append(size)

    parts = (Heading("Judul"), Para(SENTENCE), register(3))
    PdfReader(BytesIO(render(parts, Frame("C", type_size=18, watermark="")))).pages[0].extract_text(
        visitor_text=note
    )
    assert min(sizes) > 13.5


words = st.text(st.characters(codec="utf-8", exclude_categories=("Cs",)), max_size=160)


@settings(max_examples=40, deadline=None)
@given(cells=st.lists(st.tuples(words, words, words), min_size=1, max_size=6), size=st.sampled_from((11, 18)))
def test_no_text_runs_over_the_edge(cells: list[tuple[str, str, str]], size: int) -> None:
    columns = (TableColumn("No", mm=10), TableColumn("Kolom"), TableColumn("Angka", mm=20, align=Align.RIGHT))
    title = "W" * 200 + cells[0][0]
    pdf = render(
        (Heading(title), Table(columns, cells), Para(cells[-1][1])), Frame("C", type_size=size, watermark="")
    )
    for number in range(len(PdfReader(BytesIO(pdf)).pages)):
        sheet = picture(pdf, number)
        scale = 60 / 72
        right = sheet.crop((sheet.width - round(19 * MM * scale), 0, sheet.width, sheet.height))
        foot = sheet.crop((0, sheet.height - round(5 * MM * scale), sheet.width, sheet.height))
        assert right.getextrema()[0] > 250  # pyright: ignore[reportOperatorIssue]
        assert foot.getextrema()[0] > 250  # pyright: ignore[reportOperatorIssue]


@settings(max_examples=60, deadline=None)
@given(text=st.text("abcdefghij klmno-/.", max_size=900))
def test_no_letter_is_lost(text: str) -> None:
    printed = squeezed(
        "".join(
            pages(
                render((Para(text), Table((TableColumn("A", mm=25), TableColumn("B")), [(text, "")])), CLEAN)
            )
        )
    )
    assert printed.count(squeezed(text)) >= 1 + bool(text.strip()) or len(squeezed(text)) == 0
