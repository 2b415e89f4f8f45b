"""Attached PDFs: laid in page by page under our numbers; dangerous or broken ones refused or harmless."""

from io import BytesIO

import pikepdf
import pytest
from pypdf import PdfReader
from tests.paper.samples import CODE, ISSUED, pages, picture

from berkas.paper.attachments import AttachedError, join, read_attached
from berkas.paper.document import render
from berkas.paper.frame import Frame
from berkas.paper.parts import Attached, Contents, Heading, NewPage, Para

FRAME = Frame("Berkas", code=CODE, issued_at=ISSUED)


def evidence(count: int = 2, *, landscape: bool = False, word: str = "Bukti") -> bytes:
    parts = [part for n in range(count) for part in (Para(f"{word} lembar {n + 1}"), NewPage())]
    return render(tuple(parts[:-1]), Frame("Bukti", landscape=landscape, watermark="", page_numbers=False))


def changed(pdf: bytes, **options: object) -> bytes:
    buffer = BytesIO()
    with pikepdf.open(BytesIO(pdf)) as document:
        document.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert('x')")
        document.save(buffer, **options)
    return buffer.getvalue()


def test_attached_pages_get_our_numbers_and_code() -> None:
    parts = (
        Para("Isi"),
        NewPage(),
        Heading("Lampiran"),
        Attached(evidence(3), "Surat keterangan", "Diterima 10 Juni"),
        Para("Sesudah"),
    )
    texts = pages(render(parts, FRAME))
    assert len(texts) == 5
    for number, text in enumerate(texts, start=1):
        assert f"Halaman {number} dari 5" in text
        assert "K7QF-2M9X-4TRD" in text
    assert "Bukti lembar 2" in texts[2]
    assert "Surat keterangan (lembar 2 dari 3)" in texts[2]
    assert "Sesudah" in texts[4]


def test_a_heading_shares_the_page_with_the_first_sheet() -> None:
    texts = pages(render((Heading("Lampiran"), Attached(evidence(1), "Surat")), FRAME))
    assert len(texts) == 1
    assert "Bukti lembar 1" in texts[0]


def test_a_lying_sheet_turns_the_page_and_back() -> None:
    parts = (Para("Isi"), Attached(evidence(2, landscape=True), "Denah"), Para("Sesudah"))
    boxes = [page.mediabox for page in PdfReader(BytesIO(render(parts, FRAME))).pages]
    assert [box.width > box.height for box in boxes] == [False, True, True, False]


def test_a_turned_page_lies_as_it_is_seen() -> None:
    buffer = BytesIO()
    with pikepdf.open(BytesIO(evidence(1))) as document:
        document.pages[0].rotate(90, relative=False)
        document.save(buffer)
    made = render((Attached(buffer.getvalue(), "Pindaian"),), FRAME)
    box = PdfReader(BytesIO(made)).pages[0].mediabox
    assert box.width > box.height


def test_attachments_are_in_contents_and_bookmarks() -> None:
    pdf = render((Contents(), NewPage(), Attached(evidence(2), "Surat keterangan")), FRAME)
    assert [entry.title for entry in PdfReader(BytesIO(pdf)).outline] == ["Surat keterangan"]  # pyright: ignore[reportAttributeAccessIssue]
    assert "Surat keterangan" in pages(pdf)[0]


def test_scripts_stay_behind() -> None:
    dangerous = changed(evidence(1))
    assert b"JavaScript" in dangerous
    assert b"JavaScript" not in render((Attached(dangerous, "Surat"),), FRAME)


def test_the_same_attachment_gives_the_same_bytes() -> None:
    parts = (Para("Isi"), Attached(evidence(2), "Surat"))
    assert render(parts, FRAME) == render(parts, FRAME)


def test_what_the_sheet_shows_is_seen() -> None:
    sheet = picture(render((Attached(evidence(1, word="W" * 30), "Surat"),), FRAME), dpi=72)
    assert sheet.crop((100, 60, 400, 300)).getextrema()[0] < 100  # pyright: ignore[reportOperatorIssue]


@pytest.mark.parametrize(
    ("pdf", "says"),
    [
        (b"", "bukan PDF"),
        (b"bukan pdf", "bukan PDF"),
        (b"%PDF-1.4\n%%EOF", "bukan PDF"),
        (changed(evidence(1), encryption=pikepdf.Encryption(owner="a", user="b")), "kata sandi"),
    ],
    ids=["kosong", "teks", "hampa", "terkunci"],
)
def test_what_cannot_be_attached_is_refused_with_a_sentence(pdf: bytes, says: str) -> None:
    with pytest.raises(AttachedError, match=says) as refusal:
        read_attached(pdf)
    assert str(refusal.value).endswith(".")
    with pytest.raises(AttachedError):
        render((Attached(pdf, "Surat"),), FRAME)


def test_a_pdf_cut_in_half_is_repaired_or_refused() -> None:
    whole = evidence(4)
    for share in (0.2, 0.5, 0.9):
        cut = whole[: int(len(whole) * share)]
        try:
            count = read_attached(cut)
        except AttachedError:
            continue
        assert len(pages(render((Attached(cut, "Surat"),), FRAME))) == count


def test_papers_are_joined_in_order() -> None:
    joined = join([evidence(1, word="Satu"), evidence(2, word="Dua")])
    assert ["Satu" in text for text in pages(joined)] == [True, False, False]
    assert joined == join([evidence(1, word="Satu"), evidence(2, word="Dua")])
    with pytest.raises(ValueError, match="Tidak ada dokumen"):
        join([])
