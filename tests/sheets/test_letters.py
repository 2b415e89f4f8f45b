"""Letters as a word processor opens them, made from the very parts the paper is made of."""

import io
import zipfile
from collections.abc import Sequence
from pathlib import Path

import docx
import pytest
from docx.document import Document
from docx.enum.section import WD_ORIENT
from PIL import Image

from berkas.paper.frame import Letterhead
from berkas.paper.parts import (
    Align,
    Band,
    CarbonCopies,
    Gap,
    Heading,
    Item,
    KeyValues,
    LetterOpening,
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
    Tick,
    Title,
    Together,
)
from berkas.paper.words import bold
from berkas.sheets.errors import SheetError
from berkas.sheets.letters import write_letter

OPENING = LetterOpening(
    number="W.8.HN.04.03-1741",
    date="Pangkalpinang, 12 Juni 2025",
    to=("Kepala Lapas Contoh", "di Tempat"),
    subject=("Monitoring ", bold("dan evaluasi")),
    attachment="1 (satu) berkas",
)
SIGNER = Signer(
    ("a.n. Kepala Kantor Wilayah,", "Kepala Divisi Contoh,"), "NAMA CONTOH", "198001012005011001", "Pembina"
)


def logo() -> bytes:
    stream = io.BytesIO()
    Image.new("RGB", (60, 60), "navy").save(stream, "PNG")
    return stream.getvalue()


def opened(parts: Sequence[Part], *, letterhead: Letterhead | None = None, page: str = "a4") -> Document:
    stream = io.BytesIO()
    write_letter(stream, parts, title="Surat contoh", letterhead=letterhead, page=page)
    with zipfile.ZipFile(stream) as package:
        assert package.testzip() is None
    return docx.Document(stream)


def lines(document: Document) -> list[str]:
    return [paragraph.text for paragraph in document.paragraphs if paragraph.text.strip()]


def test_the_whole_letter_is_there(tmp_path: Path) -> None:
    kop = Letterhead(
        ("KEMENTERIAN CONTOH REPUBLIK INDONESIA", "KANTOR WILAYAH CONTOH"),
        address="Jalan Contoh 1",
        contacts=("Telepon 0717", "kanwil@contoh.go.id"),
        logo=logo(),
    )
    parts = (
        OPENING,
        Para("Dengan hormat,"),
        Para("Kami sampaikan hal berikut. " * 8, first_line=True),
        Listing(("satu", Item("dua", Listing(("dua a", "dua b"), Marker.LETTER))), Marker.NUMBER),
        KeyValues((("Hari", "Kamis"), ("Tempat", ""))),
        Signatures((SIGNER,), place_date="Pangkalpinang, 12 Juni 2025"),
        CarbonCopies(("Kepala Kantor Wilayah (sebagai laporan)", "Arsip")),
    )
    path = tmp_path / "surat.docx"
    write_letter(path, parts, title="Surat contoh", letterhead=kop)
    document = docx.Document(str(path))
    assert document.core_properties.title == "Surat contoh"
    header = document.sections[0].first_page_header
    assert [paragraph.text for paragraph in header.tables[0].cell(0, 1).paragraphs] == [
        "KEMENTERIAN CONTOH REPUBLIK INDONESIA",
        "KANTOR WILAYAH CONTOH",
        "Jalan Contoh 1",
        "Telepon 0717, kanwil@contoh.go.id",
    ]
    assert len(header.part.related_parts) == 1  # the logo
    head, facts, signature = document.tables
    assert [cell.text for cell in head.rows[0].cells] == [
        "Nomor",
        ":",
        "W.8.HN.04.03-1741",
        "Pangkalpinang, 12 Juni 2025",
    ]
    subject = head.cell(3, 2).paragraphs[0].runs
    assert [(run.text, bool(run.bold)) for run in subject] == [("Monitoring ", False), ("dan evaluasi", True)]
    assert [cell.text for cell in facts.columns[2].cells] == ["Kamis", "-"]
    assert [paragraph.text for paragraph in signature.cell(0, 1).paragraphs] == [
        "Pangkalpinang, 12 Juni 2025",
        "a.n. Kepala Kantor Wilayah,",
        "Kepala Divisi Contoh,",
        "NAMA CONTOH",
        "Pembina",
        "NIP 19800101 200501 1 001",
    ]
    assert signature.cell(0, 0).text == ""
    text = lines(document)
    assert text[:3] == ["Yth. Kepala Lapas Contoh", "di Tempat", "Dengan hormat,"]
    assert text[4:8] == ["1.\tsatu", "2.\tdua", "a.\tdua a", "b.\tdua b"]
    assert text[-3:] == ["Tembusan:", "1. Kepala Kantor Wilayah (sebagai laporan)", "2. Arsip"]


def test_the_sheet_has_the_margins_and_type_of_official_letters() -> None:
    document = opened([Para("a")], page="F4")
    section = document.sections[0]
    assert [round(length.mm) for length in (section.page_width, section.page_height) if length] == [215, 330]
    margins = (section.left_margin, section.right_margin, section.top_margin, section.bottom_margin)
    assert [round(length.mm) for length in margins if length] == [30, 20, 20, 25]
    normal = document.styles["Normal"].font
    assert (normal.name, normal.size.pt if normal.size else 0) == ("Arial", 11)
    assert 'w:lang w:val="id-ID"' in document.styles.element.xml
    for footer in (section.footer, section.first_page_footer):
        assert "NUMPAGES" in footer.paragraphs[0]._p.xml


def test_a_table_keeps_its_head_rows_and_totals() -> None:
    columns = (TableColumn("No", mm=10, align=Align.CENTRE), TableColumn("Uraian"), TableColumn("Ada", mm=20))
    rows = (
        Band("Bagian A"),
        ("1", "Ruang tunggu", Tick()),
        ("2", "Toilet", Tick(done=False)),
        ("", "Jumlah", "1"),
    )
    [table] = opened([Table(columns, rows, caption="Tabel 1", totals=frozenset({3}), note="Catatan")]).tables
    assert [cell.text for cell in table.rows[0].cells] == ["No", "Uraian", "Ada"]
    assert "w:tblHeader" in table.rows[0]._tr.xml
    assert [cell.text for cell in table.rows[1].cells] == ["Bagian A"] * 3
    assert [cell.text for cell in table.columns[2].cells][2:] == ["✓", "☐", "1"]
    assert all(run.bold for cell in table.rows[4].cells for run in cell.paragraphs[0].runs if run.text)
    assert all("w:cantSplit" in row._tr.xml for row in table.rows[1:])
    assert [round(width.mm) for width in (column.width for column in table.columns) if width] == [10, 130, 20]


def test_an_empty_table_says_so() -> None:
    [table] = opened([Table((TableColumn("A"), TableColumn("B")), (), empty="Belum ada data.")]).tables
    assert table.cell(1, 0).text == "Belum ada data."


def test_three_signers_stand_in_two_rows_and_the_last_at_the_right() -> None:
    signers = tuple(Signer((f"Ketua {number},",), f"Nama {number}") for number in range(3))
    first, second = opened([Signatures(signers, place_date="Kota, 1 Mei 2025")]).tables
    assert ["Kota" in cell.text for cell in first.rows[0].cells] == [False, True]
    assert [bool(cell.text.strip()) for cell in second.rows[0].cells] == [False, True]


def test_the_other_parts_of_a_paper() -> None:
    document = opened(
        [
            Title("Berita Acara", number="Nomor 1", name="Verifikasi", lines=("Tahun 2025",)),
            Heading("Pendahuluan"),
            Together((Para("tengah", align=Align.CENTRE), Line(), Gap(3))),
            Listing(("a", "b"), Marker.ROMAN),
            Notice("Rumusan kantor.", title="Perhatian:"),
            NewPage(),
            NewPage(landscape=True),
            Para("mendatar"),
        ]
    )
    assert lines(document)[:5] == ["BERITA ACARA", "Nomor 1", "Verifikasi", "Tahun 2025", "Pendahuluan"]
    assert "II.\tb" in lines(document)
    assert document.tables[0].cell(0, 0).text == "Perhatian: Rumusan kantor."
    assert [section.orientation for section in document.sections] == [WD_ORIENT.PORTRAIT, WD_ORIENT.LANDSCAPE]


def test_text_that_no_file_can_hold_is_cleaned() -> None:
    document = opened([Para("a\x00b\x0bc"), KeyValues((("k\x1f", "v"),), dotted=True)])
    assert lines(document) == ["abc"]


def test_what_a_letter_cannot_hold_is_a_mistake_of_ours() -> None:
    with pytest.raises(TypeError, match="a letter has no int"):
        write_letter(io.BytesIO(), [1], title="x")


def test_an_existing_letter_is_not_replaced(tmp_path: Path) -> None:
    path = tmp_path / "surat.docx"
    path.write_bytes(b"dikoreksi")
    with pytest.raises(SheetError, match="sudah ada"):
        write_letter(path, [OPENING], title="x")
    assert path.read_bytes() == b"dikoreksi"
