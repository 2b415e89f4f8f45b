"""Evidence that is a PDF: accepted or refused with a sentence, laid into our pages, files joined.

Only what a page shows is taken over: scripts, forms, links and embedded files of a foreign PDF stay behind.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from io import BytesIO
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pikepdf

    from berkas.paper._press.press import Opening

MOST_PAGES = 2_000


class AttachedError(ValueError):
    """A PDF that cannot be printed; the text is the sentence to show."""


def read_attached(pdf: bytes) -> int:
    """The number of pages of a PDF that can be attached; AttachedError otherwise."""
    return len(page_shapes(pdf))


def page_shapes(pdf: bytes) -> tuple[tuple[float, float], ...]:
    """Width and height in points of every page as it is seen (turned pages turned)."""
    with _opened(pdf) as document:
        return tuple(_shape(page) for page in document.pages)


def lay_in(paper: bytes, openings: Sequence[Opening]) -> bytes:
    """Put the foreign pages into the openings that the press left for them."""
    import pikepdf

    sources: dict[int, pikepdf.Pdf] = {}
    with pikepdf.open(BytesIO(paper)) as target:
        for opening in openings:
            key = id(opening.pdf)
            if key not in sources:
                source = pikepdf.open(BytesIO(opening.pdf))
                source.generate_appearance_streams()
                source.flatten_annotations()
                sources[key] = source
            _overlay(target, opening, sources[key].pages[opening.source])
        return saved(target)


def _overlay(target: pikepdf.Pdf, opening: Opening, source: pikepdf.Page) -> None:
    """Lay one foreign page over ours; pikepdf's own call would name it at random."""
    import pikepdf

    page = target.pages[opening.page]
    form = target.copy_foreign(source.as_form_xobject())
    name = page.add_resource(form, pikepdf.Name.XObject, pikepdf.Name("/Lampiran"))
    placed = page.calc_form_xobject_placement(form, name, pikepdf.Rectangle(*opening.box), allow_expand=True)
    page.contents_add(b"q\n", prepend=True)
    page.contents_add(b"\nQ\n" + placed)


def join(papers: Sequence[bytes]) -> bytes:
    """Several of our papers in one file, in order; for blank forms and slips that are printed in one go."""
    import pikepdf

    if not papers:
        raise ValueError("Tidak ada dokumen untuk digabungkan.")
    with pikepdf.open(BytesIO(papers[0])) as target:
        for paper in papers[1:]:
            with pikepdf.open(BytesIO(paper)) as source:
                target.pages.extend(source.pages)
        return saved(target)


def saved(document: pikepdf.Pdf) -> bytes:
    """The file; the same pages give the same bytes."""
    buffer = BytesIO()
    document.save(buffer, deterministic_id=True, fix_metadata_version=False)
    return buffer.getvalue()


@contextmanager
def _opened(pdf: bytes) -> Iterator[pikepdf.Pdf]:
    import pikepdf

    try:
        document = pikepdf.open(BytesIO(pdf))
    except pikepdf.PasswordError as error:
        sentence = (
            "Berkas PDF ini dikunci dengan kata sandi. Simpan ulang tanpa kata sandi, lalu lampirkan lagi."
        )
        raise AttachedError(sentence) from error
    except pikepdf.PdfError as error:
        sentence = "Berkas ini bukan PDF yang utuh. Buka dan simpan ulang sebagai PDF, lalu lampirkan lagi."
        raise AttachedError(sentence) from error
    with document:
        count = len(document.pages)
        if count == 0:
            raise AttachedError("Berkas PDF ini tidak berisi halaman. Pilih berkas lain.")
        if count > MOST_PAGES:
            sentence = (
                f"Berkas PDF ini berisi {count} halaman, paling banyak {MOST_PAGES}. Lampirkan sebagian saja."
            )
            raise AttachedError(sentence)
        yield document


def _shape(page: pikepdf.Page) -> tuple[float, float]:
    box = [float(edge) for edge in page.trimbox]
    width, height = abs(box[2] - box[0]), abs(box[3] - box[1])
    if width < 1 or height < 1:
        width, height = 595.0, 842.0
    turned = int(page.obj.get("/Rotate", 0)) % 180 == 90
    return (height, width) if turned else (width, height)
