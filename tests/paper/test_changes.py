"""Pages that changed between two issues: found, and printed alone under the numbers of the older paper."""

import io

import pypdf
import pytest
from hypothesis import given
from hypothesis import strategies as st

from berkas.media.sample import sample_photo
from berkas.paper.changes import PagePrint, changed_pages, compare, page_prints, sheets_of
from berkas.paper.document import render
from berkas.paper.frame import Frame, Letterhead, PaperCode
from berkas.paper.parts import Contents, Heading, NewPage, Para, Part, Table, TableColumn
from berkas.paper.pictures import Cover, PhotoItem, Photos

PICTURE = sample_photo("koridor", 1, size=(320, 240))


def paper(rows: int, *, code: str = "K7QF2M9X4TRD", words: str = "Mukadimah", duplex: bool = False) -> bytes:
    parts: tuple[Part, ...] = (
        Cover("Berkas", "Lapas Contoh"),
        Contents(),
        NewPage(letterhead=True),
        Heading("Satu"),
        Para(words),
        NewPage(),
        Heading("Dua"),
        Table((TableColumn("No"), TableColumn("Isi")), [(str(n), f"Baris – {n}") for n in range(rows)]),
        NewPage(),
        Heading("Tiga"),
        Photos((PhotoItem(PICTURE, "Lorong – barat"),), 2),
    )
    own = PaperCode(code, f"BERKAS1|{code}", "W.7-12", (f"Nomor dokumen W.7-12 · {code}", code))
    head = Letterhead(("KEMENTERIAN CONTOH",), "Jalan Contoh 1")
    at = f"2025-06-12T03:10:0{len(words) % 10}.000Z"
    return render(parts, Frame("Berkas", letterhead=head, code=own, issued_at=at, duplex=duplex))


def words_of(pdf: bytes) -> list[str]:
    return [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(pdf)).pages]


def test_another_code_and_day_change_no_page() -> None:
    found = compare(page_prints(paper(30)), page_prints(paper(30, code="AAAABBBBCCCC")))
    assert found.changed == ()
    assert found.labels == ("1", "2", "3", "4", "5")


def test_only_the_changed_page_is_printed_with_its_number() -> None:
    newer = paper(30, words="Mukadimah baru – “lain”")  # letters that are new to the file's fonts
    found = compare(page_prints(paper(30)), page_prints(newer))
    assert found.changed == (3,)
    out = words_of(changed_pages(newer, found, duplex=False))
    assert len(out) == 1
    assert "Halaman 3 dari 5" in out[0]
    assert "lain" in out[0]


def test_further_pages_get_letters_and_later_ones_keep_their_numbers() -> None:
    newer = paper(80)
    found = compare(page_prints(paper(30)), page_prints(newer))
    assert found.labels == ("1", "2", "3", "4", "4a", "5")
    assert found.changed == (4, 5)
    out = words_of(changed_pages(newer, found, duplex=False))
    assert ["Halaman 4 dari 5" in out[0], "Halaman 4a dari 5" in out[1]] == [True, True]


def test_fewer_pages_take_a_range_and_the_contents_say_so() -> None:
    newer = paper(30)
    found = compare(page_prints(paper(80)), page_prints(newer))
    assert found.labels == ("1", "2", "3", "4–5", "6")
    assert found.changed == (2, 4)
    out = words_of(changed_pages(newer, found, duplex=False))
    assert "4–5" in out[0]
    assert "Halaman 4–5 dari 6" in out[1]


def test_on_both_sides_whole_sheets_are_printed() -> None:
    newer = paper(80, duplex=True)
    found = compare(page_prints(paper(30, duplex=False)), page_prints(paper(80)))
    assert sheets_of(found, duplex=True) == [3, 4, 5, None]
    out = pypdf.PdfReader(io.BytesIO(changed_pages(newer, found, duplex=True)))
    assert len(out.pages) == 4
    assert out.pages[3].extract_text() == ""
    assert [round(float(side)) for side in out.pages[3].mediabox.upper_right] == [595, 842]


def test_the_same_pages_give_the_same_bytes() -> None:
    newer = paper(80)
    found = compare(page_prints(paper(30)), page_prints(newer))
    assert changed_pages(newer, found, duplex=False) == changed_pages(newer, found, duplex=False)


@pytest.mark.parametrize("pages", [["a"], ["a", "b", "c"]])
def test_a_page_that_goes_without_a_successor_is_named(pages: list[str]) -> None:
    older = [PagePrint(each) for each in [*pages, "weg"]]
    found = compare(older, [PagePrint(each) for each in pages])
    assert found.taken_out == (len(older),)
    assert found.changed == ()


@given(st.lists(st.sampled_from("abcdef"), max_size=12), st.lists(st.sampled_from("abcdef"), min_size=1,
       max_size=12))  # fmt: skip
def test_no_number_is_given_twice_and_what_stays_keeps_its_own(older: list[str], newer: list[str]) -> None:
    found = compare([PagePrint(each) for each in older], [PagePrint(each) for each in newer])
    assert len(set(found.labels)) == len(newer)
    assert all(found.labels)
    for page, shown in enumerate(newer, 1):
        if page not in found.changed:
            assert older[int(found.labels[page - 1]) - 1] == shown
