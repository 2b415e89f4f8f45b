"""Posters fill one page and never more; everything on them can be read."""

from dataclasses import replace

import pytest
from tests.paper.samples import LONG_NAME, POSTER, SENTENCE, pages, picture, squeezed

from berkas.paper.document import render
from berkas.paper.frame import Frame, Saving, Size
from berkas.paper.pictures import Poster, Step

CROWDED = replace(
    POSTER,
    title=LONG_NAME,
    steps=tuple(Step(LONG_NAME, SENTENCE * 4) for _ in range(9)),
    figures=POSTER.figures * 3,
    contacts=(("Alamat", LONG_NAME), ("Telepon", "0717"), ("Surel", "x" * 90)),
)


@pytest.mark.parametrize("poster", [POSTER, CROWDED, Poster("Hanya judul")], ids=["biasa", "penuh", "judul"])
@pytest.mark.parametrize("size", [Size.A4, Size.A3, Size.F4])
@pytest.mark.parametrize("landscape", [False, True])
def test_a_poster_is_one_page(poster: Poster, size: Size, landscape: bool) -> None:
    pdf = render((poster,), Frame("Poster", size, landscape, watermark=""))
    texts = pages(pdf)
    assert len(texts) == 1
    printed = squeezed(texts[0])
    assert squeezed(poster.title) in printed
    assert all(squeezed(step.text) in printed for step in poster.steps)
    sheet = picture(pdf)
    assert sheet.crop((0, 0, sheet.width, 20)).getextrema()[0] > 250  # pyright: ignore[reportOperatorIssue]
    assert sheet.crop((sheet.width - 20, 0, sheet.width, sheet.height)).getextrema()[0] > 250  # pyright: ignore[reportOperatorIssue]


def test_saving_toner_prints_no_black_surface() -> None:
    black, saving = (
        sum(
            picture(render((POSTER,), Frame("P", watermark="", saving=how))).point(lambda v: v < 60).tobytes()
        )
        for how in (Saving.NONE, Saving.TONER)
    )
    assert saving < black / 2
