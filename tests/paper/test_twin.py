"""The HTML twin, checked as an accessibility checker would: one title, no gaps, heads, captions, words for
pictures."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

import pytest
from tests.paper.samples import CODE, HEAD, KINDS, LONG_NAME, jpeg, squeezed

from berkas.paper.document import render
from berkas.paper.frame import Frame
from berkas.paper.parts import Attached, Para, Part
from berkas.paper.pictures import PhotoItem, Photos
from berkas.paper.twin import render_html
from berkas.paper.words import bold

VOID = {"meta", "br", "img", "hr"}


@dataclass
class Page(HTMLParser):
    """What a checker looks at."""

    levels: list[int] = field(default_factory=list)
    images: list[dict[str, str | None]] = field(default_factory=list)
    heads: list[dict[str, str | None]] = field(default_factory=list)
    identifiers: list[str] = field(default_factory=list)
    targets: list[str] = field(default_factory=list)
    landmarks: list[str] = field(default_factory=list)
    tables: int = 0
    language: str | None = None
    text: str = ""
    _open: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = dict(attrs)
        if tag not in VOID:
            self._open.append(tag)
        if len(tag) == 2 and tag[0] == "h" and tag[1].isdigit():
            self.levels.append(int(tag[1]))
        if tag == "img":
            self.images.append(named)
        if tag == "th":
            self.heads.append(named)
        if tag == "html":
            self.language = named.get("lang")
        if tag in {"main", "header", "footer", "nav"}:
            self.landmarks.append(tag)
        self.tables += tag == "table"
        if identifier := named.get("id"):
            self.identifiers.append(identifier)
        if (target := named.get("href") or "").startswith("#"):
            self.targets.append(target[1:])

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self._open and self._open[-1] != "style":
            self.text += data

    @classmethod
    def of(cls, html: str) -> "Page":
        page = cls()
        page.feed(html)
        page.close()
        assert not page._open
        return page


@pytest.mark.parametrize("name", list(KINDS))
def test_a_screen_reader_can_follow(name: str) -> None:
    page = Page.of(render_html(*KINDS[name]))
    assert page.language == "id"
    assert page.levels[0] == 1 or 1 in page.levels
    assert page.levels.count(1) == 1
    assert all(after - before <= 1 for before, after in zip(page.levels, page.levels[1:], strict=False))
    assert all(image.get("alt") for image in page.images)
    assert all(head.get("scope") in {"col", "row", "colgroup", "rowgroup"} for head in page.heads)
    assert len(set(page.identifiers)) == len(page.identifiers)
    assert set(page.targets) <= set(page.identifiers)
    assert page.landmarks.count("main") == 1


@pytest.mark.parametrize("name", ["berita acara", "surat", "register", "grafik", "formulir"])
def test_nothing_printed_is_missing(name: str) -> None:
    page = Page.of(render_html(*KINDS[name]))
    for word in {
        "berita acara": ["Maklumat", "Siti Contoh", "Kasubbag TU"],
        "surat": ["Usulan predikat", "Tembusan"],
        "register": ["PGD-00150"],
        "grafik": ["82,5", LONG_NAME],
        "formulir": ["Mudah dihubungi"],
    }[name]:
        assert squeezed(word) in squeezed(page.text)


def test_user_text_is_never_markup() -> None:
    html = render_html((Para(("<script>alert(1)</script>", bold("a & b"))),), Frame('Judul "<b>"'))
    assert "<script>" not in html
    assert "&lt;script&gt;" in html
    assert "<strong>a &amp; b</strong>" in html


def test_photos_speak_and_broken_ones_say_so() -> None:
    good = PhotoItem(jpeg(), "Jalan landai", alt="Jalan landai dengan pegangan")
    html = render_html((Photos((good, PhotoItem(b"rusak", "Rusak"))),), Frame("Foto"))
    page = Page.of(html)
    assert [image["alt"] for image in page.images] == ["Jalan landai dengan pegangan"]
    assert "Foto tidak dapat dibaca." in page.text


def test_draft_code_and_letterhead_are_told() -> None:
    parts: tuple[Part, ...] = (Para("Isi"),)
    draft = render_html(parts, Frame("Surat", letterhead=HEAD))
    issued = render_html(parts, Frame("Surat", letterhead=HEAD, code=CODE))
    assert "DRAF" in draft
    assert "DRAF" not in issued
    assert "K7QF-2M9X-4TRD" in issued
    assert "KANTOR WILAYAH KEPULAUAN CONTOH" in issued
    assert "http" not in issued.replace("http-equiv", "")


def test_an_attachment_is_named_with_its_pages() -> None:
    inside = render((Para("Isi lampiran"),), Frame("Lampiran"))
    assert "Lampiran PDF, 1 halaman" in render_html((Attached(inside, "Surat"),), Frame("Berkas"))


def test_the_same_values_give_the_same_page() -> None:
    assert render_html(*KINDS["berkas"]) == render_html(*KINDS["berkas"])
