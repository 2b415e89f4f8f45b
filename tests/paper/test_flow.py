"""What stays together at the end of a page: headings, signatures with three lines above, lists, photos."""

from datetime import date, timedelta

import pytest
from tests.paper.samples import SENTENCE, jpeg, pages, photos, register, squeezed

from berkas.paper.document import render
from berkas.paper.frame import Frame
from berkas.paper.parts import (
    Gap,
    Heading,
    Line,
    Listing,
    Marker,
    NewPage,
    Notice,
    Para,
    Part,
    Signatures,
    Signer,
    Table,
    TableColumn,
    Together,
)
from berkas.paper.pictures import DayStrip, PhotoItem, Photos, StripDay

CLEAN = Frame("Contoh", watermark="")
ONE = Signatures((Signer(("Ketua Tim,",), "Siti Contoh", "19800101"),), "Pangkal Contoh, 12 Juni 2025")


def numbered(count: int) -> tuple[Part, ...]:
    return tuple(Para(f"Baris {number}", gap=0) for number in range(count))


def lines_above(text: str, mark: str) -> int:
    return len([line for line in text.partition(mark)[0].splitlines() if line.strip()])


@pytest.mark.parametrize("filler", range(28, 52))
def test_signatures_take_three_lines_with_them(filler: int) -> None:
    texts = pages(render((*numbered(filler), ONE), CLEAN))
    page = next(text for text in texts if "Siti Contoh" in text)
    assert "Ketua Tim" in page
    assert lines_above(page, "Pangkal Contoh") >= 3


@pytest.mark.parametrize("sentences", range(20, 36))
def test_a_long_paragraph_is_cut_for_the_signature(sentences: int) -> None:
    texts = pages(render((Para(SENTENCE * sentences), ONE), CLEAN))
    page = next(text for text in texts if "Siti Contoh" in text)
    assert lines_above(page, "Pangkal Contoh") >= 3


@pytest.mark.parametrize("filler", range(28, 52, 3))
def test_a_short_remark_does_not_stand_alone_above_a_signature(filler: int) -> None:
    texts = pages(render((*numbered(filler), Notice("Nilai internal kantor."), ONE), CLEAN))
    page = next(text for text in texts if "Siti Contoh" in text)
    assert page.count("Baris ") >= 2


@pytest.mark.parametrize("rows", range(24, 45, 2))
def test_rows_of_a_table_go_along_with_the_signature(rows: int) -> None:
    texts = pages(
        render(
            (
                Table((TableColumn("No"), TableColumn("Isi")), [(str(n), f"baris-{n}") for n in range(rows)]),
                ONE,
            ),
            CLEAN,
        )
    )
    page = next(text for text in texts if "Siti Contoh" in text)
    assert page.count("baris-") >= 3


def test_signers_stand_side_by_side_and_many_of_them_go_on() -> None:
    many = tuple(Signer((f"Anggota {n},",), f"Nama {n} Contoh", f"1990010{n:02d}") for n in range(14))
    texts = pages(render((Para(SENTENCE), Signatures(many, "Pangkal Contoh, 1 Juli 2025", columns=2)), CLEAN))
    joined = squeezed("".join(texts))
    assert all(f"Nama{n}Contoh" in joined for n in range(14))
    for text in texts:
        assert squeezed(text).count("Anggota") == squeezed(text).count("Contoh") - text.count("Pangkal")


@pytest.mark.parametrize("filler", range(38, 48))
def test_a_heading_stays_with_what_follows(filler: int) -> None:
    for follower in (Para(SENTENCE * 3), register(5), photos(1)):
        texts = pages(render((*numbered(filler), Heading("Judul penting"), follower), CLEAN))
        page = next(text for text in texts if "Judul penting" in text)
        assert squeezed(page.partition("Judul penting")[2]).removesuffix("")[:4] in {"Timv", "Regi", "Foto"}


@pytest.mark.parametrize("filler", range(30, 50, 2))
def test_a_small_table_is_never_torn(filler: int) -> None:
    rows = [(str(number), f"baris-{number}") for number in range(6)]
    table = Table((TableColumn("No"), TableColumn("Isi")), rows, note="Catatan kaki")
    texts = pages(render((*numbered(filler), table), CLEAN))
    assert any("baris-0" in text and "baris-5" in text and "Catatan kaki" in text for text in texts)


@pytest.mark.parametrize("filler", range(20, 50, 2))
def test_a_tall_table_begins_and_ends_with_two_rows(filler: int) -> None:
    rows = [(str(number), f"baris-{number};") for number in range(30)]
    texts = pages(render((*numbered(filler), Table((TableColumn("No"), TableColumn("Isi")), rows)), CLEAN))
    counts = [text.count("baris-") for text in texts if "baris-" in text]
    assert sum(counts) == 30
    assert min(counts) >= 2


@pytest.mark.parametrize("days", [20, 40])
def test_the_weeks_of_a_deadline_stay_together(days: int) -> None:
    first = date(2025, 3, 3)
    strip = DayStrip(tuple(StripDay(first + timedelta(days=n), n + 1) for n in range(days)), note="Dasar")
    texts = pages(render((*numbered(34), strip), CLEAN))
    assert any("3 Mar 2025" in text and "Dasar" in text for text in texts)


def test_parts_that_belong_together_move_together() -> None:
    group = Together((Para("Awal kelompok"), *numbered(10), Para("Akhir kelompok")))
    for filler in range(30, 50, 3):
        texts = pages(render((*[Para(f"Isi {n}", gap=0) for n in range(filler)], group), CLEAN))
        page = next(text for text in texts if "Awal kelompok" in text)
        assert "Akhir kelompok" in page


def test_a_group_taller_than_a_page_is_printed_anyway() -> None:
    texts = pages(render((Together(numbered(120)),), CLEAN))
    assert "Baris 119" in texts[-1]
    assert len(texts) > 1


def test_a_remark_taller_than_a_page_is_made_smaller() -> None:
    texts = pages(render((Notice(SENTENCE * 90, "Keterangan"),), CLEAN))
    assert squeezed(texts[0]).count("Timverifikasi") == 90


@pytest.mark.parametrize(("per_page", "expected"), [(2, 3), (4, 2)])
def test_large_print_keeps_so_many_photos_on_a_page(per_page: int, expected: int) -> None:
    parts = (Heading("Dokumentasi foto"), photos(5, per_page))
    assert len(pages(render(parts, Frame("Foto", type_size=18)))) == expected


@pytest.mark.parametrize(("per_page", "count", "expected"), [(2, 5, 3), (4, 9, 3), (6, 13, 3), (4, 1, 1)])
def test_photos_per_page(per_page: int, count: int, expected: int) -> None:
    parts = (Heading("Dokumentasi foto"), photos(count, per_page))
    for frame in (CLEAN, Frame("C", landscape=True, watermark="")):
        if not frame.landscape:
            assert len(pages(render(parts, frame))) == expected
        assert f"Foto {count} (butir II.a.1)." in "".join(pages(render(parts, frame)))


def test_four_hundred_photos_and_each_of_them_once_in_the_file() -> None:
    pdf = render((photos(400),), CLEAN)
    texts = pages(pdf)
    assert len(texts) == 100
    assert "Keterangan foto 400" in texts[-1]
    assert pdf.count(b"/DCTDecode") == 256  # the test pictures repeat after 256 shades
    assert jpeg(3) in pdf


def test_a_photo_with_its_proof() -> None:
    text = pages(render((photos(1),), CLEAN))[0]
    for shown in (
        "butir II.a.1",
        "Keterangan foto 1",
        "Pintu utama",
        "12 Juni 2025 10.42",
        "oleh Siti Contoh",
    ):
        assert shown in text


@pytest.mark.parametrize("data", [b"", b"bukan foto", b"\xff\xd8\xff\xe0rusak", b"\x89PNG\r\n\x1a\nrusak"])
def test_a_photo_that_cannot_be_read_says_so(data: bytes) -> None:
    assert "Foto tidak dapat dibaca" in pages(render((Photos((PhotoItem(data, "Rusak"),)),), CLEAN))[0]


def test_a_very_long_caption_is_not_lost() -> None:
    item = PhotoItem(jpeg(), " ".join(f"kata{n}" for n in range(250)), "II.a.1")
    joined = squeezed("".join(pages(render((Photos((item, item), 6),), CLEAN))))
    assert "kata249" in joined


def test_lists_are_counted_as_asked() -> None:
    for marker, shown in (
        (Marker.LETTER, "b."),
        (Marker.ROMAN, "II."),
        (Marker.BRACKET, "2)"),
        (Marker.DASH, "–"),
    ):
        assert shown in pages(render((Listing(("satu", "dua"), marker),), CLEAN))[0]
    assert "aa." in pages(render((Listing(tuple("x" * 1 for _ in range(27)), Marker.LETTER),), CLEAN))[0]


def test_turning_the_sheet_in_the_middle() -> None:
    from io import BytesIO

    from pypdf import PdfReader

    parts = (
        Para("tegak"),
        NewPage(landscape=True),
        Para("rebah"),
        Line(),
        Gap(5),
        NewPage(landscape=False),
        Para("tegak lagi"),
    )
    boxes = [page.mediabox for page in PdfReader(BytesIO(render(parts, CLEAN))).pages]
    assert [box.width > box.height for box in boxes] == [False, True, False]
