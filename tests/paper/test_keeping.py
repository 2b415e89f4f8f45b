"""Parts and frame kept as text come back as they were; bytes are asked for by their hash."""

import hashlib
import io
from collections.abc import Callable
from datetime import date

import pypdf
import pytest
from tests.paper.test_attachments import evidence

from berkas.media.sample import sample_photo
from berkas.paper.document import render
from berkas.paper.frame import Frame, Letterhead, PaperCode, Saving, Size
from berkas.paper.keeping import KeptError, keep, read_kept
from berkas.paper.parts import (
    Attached,
    Band,
    Contents,
    Criteria,
    Criterion,
    Heading,
    KeyValues,
    NewPage,
    Notice,
    NoticeKind,
    Para,
    Part,
    Signatures,
    Signer,
    Table,
    TableColumn,
    Tick,
    Together,
    Tone,
)
from berkas.paper.pictures import Bar, BarChart, Cover, DayStrip, PhotoItem, Photos, StripDay
from berkas.paper.twin import render_html
from berkas.paper.words import bold

PICTURE = sample_photo("koridor", 1, size=(320, 240))
PARTS: tuple[Part, ...] = (
    Cover("Berkas", details=(("Putaran", "2025"),), logo=PICTURE),
    Contents(),
    NewPage(letterhead=True),
    Heading("Satu"),
    Together((Para((bold("Tebal"), " biasa"), tone=Tone.SMALL), KeyValues((("Nama", "Budi Contoh"),)))),
    Criteria(("Ada", "Tidak"), (Band("Kelompok"), Criterion("1", "Maklumat", answer="Ada"))),
    Table((TableColumn("A"),), [(Tick(text="lengkap"),), ("–",)], totals=frozenset({1})),
    BarChart("Terpenuhi", (Bar("Lapas", 0.5, "1 dari 2"),), maximum=1),
    DayStrip((StripDay(date(2025, 6, 12), 1),)),
    Photos((PhotoItem(PICTURE, "Lorong", number=4),), 2),
    Notice("Ingat.", kind=NoticeKind.IMPORTANT),
    Signatures((Signer(("Kepala,",), "Budi Contoh"),)),
)
FRAME = Frame(
    "Berkas",
    size=Size.F4,
    saving=Saving.TONER,
    letterhead=Letterhead(("KEMENTERIAN CONTOH",), logo=PICTURE),
    code=PaperCode("K7QF2M9X4TRD", "BERKAS1|12", "W.7-12", ("a", "b")),
    issued_at="2025-06-12T03:10:00.000Z",
)


def finder(*kept: bytes) -> Callable[[str], bytes | None]:
    return {hashlib.sha256(each).hexdigest(): each for each in kept}.get


def test_the_same_pages_are_drawn_from_what_was_kept() -> None:
    parts, frame = read_kept(keep(PARTS, FRAME), finder(PICTURE))
    assert frame == FRAME
    assert render(parts, frame) == render(PARTS, FRAME)
    assert render_html(parts, frame) == render_html(PARTS, FRAME)
    assert keep(parts, frame) == keep(PARTS, FRAME)


def test_a_lost_photo_says_so_and_an_attached_document_points_to_the_paper() -> None:
    parts = (Heading("Foto"), Photos((PhotoItem(PICTURE, "Lorong"),)), Attached(evidence(3), "Dokumen 1"))
    back, frame = read_kept(keep(parts, Frame("Berkas")), finder())
    words = " ".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(render(back, frame))).pages)
    assert "Foto tidak dapat dibaca" in words
    assert "Lampiran PDF (3 halaman); isinya ada pada dokumen terbit." in words


@pytest.mark.parametrize("text", ["", "karangan", "eJw=", keep((), Frame("x"))[:-8]])
def test_what_is_not_ours_is_refused_with_a_sentence(text: str) -> None:
    with pytest.raises(KeptError, match="tidak dapat dibaca"):
        read_kept(text, finder())
