"""Every kind of paper read back: fonts, dates, numbers, code, margins, and the same bytes again."""

import os
import subprocess
import sys
from io import BytesIO
from pathlib import Path

import pytest
import segno
from pypdf import PdfReader
from tests.paper.samples import (
    BERITA_ACARA,
    CODE,
    HEAD,
    ISSUE,
    KINDS,
    LONG_NAME,
    pages,
    photos,
    picture,
    squeezed,
)

from berkas.paper.document import render
from berkas.paper.frame import FormMark, Frame, Size
from berkas.paper.parts import Gap, Heading, NewPage, Para, Part

MM = 72 / 25.4
Kind = tuple[tuple[Part, ...], Frame]


@pytest.fixture(params=list(KINDS))
def kind(request: pytest.FixtureRequest) -> Kind:
    return KINDS[request.param]


def test_all_fonts_are_embedded(kind: Kind) -> None:
    reader = PdfReader(BytesIO(render(*kind)))
    fonts = [obj for obj in _objects(reader) if obj.get("/Type") == "/Font"]
    assert fonts
    for font in fonts:
        assert "LiberationSans" in font["/BaseFont"]
        assert font["/FontDescriptor"].get_object()["/FontFile2"].get_object().get_data()


def test_the_same_values_give_the_same_bytes(kind: Kind) -> None:
    assert render(*kind) == render(*kind)


def test_bytes_do_not_depend_on_the_machine(tmp_path: Path) -> None:
    """Another process, hash seed, time zone, language and build date: the same file."""
    root = Path(__file__).parents[2]
    program = (
        "import sys, pathlib; from berkas.paper.document import render; "
        "from tests.paper.samples import KINDS; "
        "pathlib.Path(sys.argv[1]).write_bytes(render(*KINDS['berkas']))"
    )
    made = tmp_path / "berkas.pdf"
    changed = {
        "PYTHONHASHSEED": "7",
        "TZ": "Asia/Jayapura",
        "SOURCE_DATE_EPOCH": "1000000000",
        "PYTHONPATH": os.pathsep.join((str(root / "desktop"), str(root))),
    }
    subprocess.run(
        [sys.executable, "-c", program, str(made)], check=True, cwd=root, env={**os.environ, **changed}
    )
    assert made.read_bytes() == render(*KINDS["berkas"])


def test_every_page_says_which_of_how_many() -> None:
    for name in ("berita acara", "register", "surat"):
        texts = pages(render(*KINDS[name]))
        for number, text in enumerate(texts, start=1):
            assert f"Halaman {number} dari {len(texts)}" in text


def test_a_cover_counts_but_shows_no_number() -> None:
    texts = pages(render(*KINDS["berkas"]))
    assert "Halaman" not in texts[0]
    assert f"Halaman 2 dari {len(texts)}" in texts[1]


def test_an_issued_paper_carries_its_code_on_every_page() -> None:
    for text in pages(render(*KINDS["berkas"])):
        assert "K7QF-2M9X-4TRD" in text
        assert "kode pemeriksaan internal, bukan tanda tangan elektronik" in text
        assert CODE.document_number in text
        assert "DRAF" not in text


def test_a_draft_says_so_and_has_no_code_and_no_date() -> None:
    pdf = render(BERITA_ACARA, Frame("Berita Acara", letterhead=HEAD))
    for text in pages(pdf):
        assert "DRAF" in text
        assert "kode pemeriksaan" not in text
    assert "/CreationDate" not in (PdfReader(BytesIO(pdf)).metadata or {})


def test_the_file_carries_the_date_of_issue_and_what_it_is() -> None:
    reader = PdfReader(BytesIO(render(*KINDS["berita acara"])))
    assert reader.metadata is not None
    assert reader.metadata["/CreationDate"] == reader.metadata["/ModDate"] == "D:20250612031000Z"
    assert reader.metadata.title == "Berita Acara"
    assert reader.metadata.author == ISSUE["author"]
    assert reader.metadata.subject == ISSUE["subject"]
    assert reader.root_object["/Lang"] == "id-ID"


@pytest.mark.parametrize("size", list(Size))
@pytest.mark.parametrize("landscape", [False, True])
def test_paper_sizes(size: Size, landscape: bool) -> None:
    reader = PdfReader(BytesIO(render((Para("Contoh"),), Frame("Contoh", size, landscape))))
    wide, high = size.millimetres
    wanted = (high, wide) if landscape else (wide, high)
    box = reader.pages[0].mediabox
    assert (float(box.width) / MM, float(box.height) / MM) == pytest.approx(wanted, abs=0.1)


@pytest.mark.parametrize("name", [name for name in KINDS if name != "poster"])
def test_margins_stay_white(name: str) -> None:
    """Left 3 cm, right 2 cm: nothing of the text stands in them."""
    parts, frame = KINDS[name]
    pdf = render(parts, frame)
    for number in range(len(PdfReader(BytesIO(pdf)).pages)):
        sheet = picture(pdf, number, dpi=72)
        mirrored = frame.duplex and number % 2 == 1
        left, right = (20, 30) if mirrored else (30, 20)
        foot = sheet.height - round(23 * MM)
        assert _darkest(sheet, 0, 0, round((left - 1) * MM), foot) > 250
        assert _darkest(sheet, sheet.width - round((right - 1) * MM), 0, sheet.width, foot) > 250


def test_an_even_page_is_mirrored_only_when_printed_on_both_sides() -> None:
    parts = (Para("satu"), NewPage(), Para("dua"))
    one_sided, both = (render(parts, Frame("C", duplex=duplex, watermark="")) for duplex in (False, True))
    assert _first_dark_column(picture(one_sided, 1)) > _first_dark_column(picture(both, 1)) + 15


def test_the_qr_holds_its_text() -> None:
    """The printed modules are those of the code for exactly this text."""
    sheet = picture(render(*KINDS["surat"]), 0, dpi=600)
    matrix = segno.make_qr(CODE.qr_text, error="m", boost_error=False).matrix
    scale = 600 / 25.4
    # The quiet zone hangs over the margin so that the first module stands on the edge of the text.
    side, left, foot = 15.0, 30.0 - 15 * 0.08, 6.0 - 15 * 0.08
    module = side / (len(matrix) + 8)
    for row, line in enumerate(matrix):
        for column, dark in enumerate(line):
            x = (left + (column + 4.5) * module) * scale
            y = sheet.height - (foot + side - (row + 4.5) * module) * scale
            assert (sheet.getpixel((round(x), round(y))) < 128) == bool(dark)  # pyright: ignore[reportOperatorIssue]


def test_a_blank_form_carries_its_number_and_is_no_draft() -> None:
    form = FormMark("Formulir 0012", "BERKAS-F|0012")
    texts = pages(render((Para("Isi"), NewPage(), Para("Isi")), Frame("Formulir", form=form)))
    assert len(texts) == 2
    for text in texts:
        assert "Formulir 0012" in text
        assert "DRAF" not in text


def test_the_letterhead_stands_on_page_one_and_where_it_is_asked_for() -> None:
    parts = (Para("satu"), NewPage(), Para("dua"), NewPage(letterhead=True), Para("tiga"))
    texts = pages(render(parts, Frame("C", letterhead=HEAD)))
    assert ["KANTOR WILAYAH KEPULAUAN CONTOH" in text for text in texts] == [True, False, True]
    assert "Jalan Contoh Nomor 1" in texts[0]


def test_contents_and_bookmarks_name_the_right_pages() -> None:
    pdf = render(*KINDS["berkas"])
    reader, texts = PdfReader(BytesIO(pdf)), pages(pdf)
    outline = {entry.title: reader.get_destination_page_number(entry) for entry in _flat(reader.outline)}
    assert list(outline) == ["Berita acara", "Dokumentasi foto", "Register", "Pengaduan"]
    for title, page in outline.items():
        assert title in texts[page]
        assert squeezed(f"{title}{page + 1}") in squeezed(texts[1])


def test_headings_with_a_gap_in_their_levels_are_no_trouble() -> None:
    parts = (Heading("Satu", 2), Heading("Dua", 3), Heading("Tiga"), Heading("Tak terdaftar", listed=False))
    reader = PdfReader(BytesIO(render(parts, Frame("C"))))
    assert [entry.title for entry in _flat(reader.outline)] == ["Satu", "Dua", "Tiga"]


def test_a_name_of_120_letters_is_printed_whole() -> None:
    for name in ("berita acara", "berita acara huruf besar", "formulir", "grafik", "berkas"):
        assert squeezed(LONG_NAME) in squeezed("".join(pages(render(*KINDS[name])))), name


def test_a_paper_without_parts_is_one_page() -> None:
    assert len(pages(render((), Frame("Kosong")))) == 1
    assert len(pages(render((Gap(10), NewPage(), NewPage()), Frame("Kosong")))) == 1


def test_rendering_can_be_cancelled_after_any_page() -> None:
    seen: list[int] = []

    def stop(page: int) -> None:
        seen.append(page)
        if page == 3:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        render((photos(40),), Frame("C"), on_page=stop)
    assert seen == [1, 2, 3]


def _objects(reader: PdfReader) -> list:
    found = (reader.get_object(number) for number in range(1, int(str(reader.trailer["/Size"]))))
    return [obj for obj in found if hasattr(obj, "get")]


def _flat(outline: list) -> list:
    flat: list = []
    for entry in outline:
        flat.extend(_flat(entry) if isinstance(entry, list) else [entry])
    return flat


def _darkest(sheet, left: int, top: int, right: int, bottom: int) -> int:  # noqa: ANN001
    return sheet.crop((left, top, right, bottom)).getextrema()[0]


def _first_dark_column(sheet) -> int:  # noqa: ANN001
    box = sheet.point(lambda value: 255 if value < 128 else 0).getbbox()
    return box[0]


def test_the_vocabulary_is_cheap_to_import() -> None:
    """Rooms are imported when the window opens; reportlab must wait for the first paper."""
    program = (
        "import sys; import berkas.paper.document, berkas.paper.twin, berkas.paper.forms; "
        "print([name for name in ('reportlab', 'pikepdf', 'PIL', 'segno') if name in sys.modules])"
    )
    root = Path(__file__).parents[2]
    made = subprocess.run(
        [sys.executable, "-c", program],
        check=True,
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": str(root / "desktop")},
    )
    assert made.stdout.strip() == "[]"
