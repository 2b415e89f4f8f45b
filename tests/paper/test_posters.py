"""Posters fill one page and never more; everything on them can be read."""

from dataclasses import replace
from pathlib import Path

import pytest
from tests.paper.samples import LONG_NAME, POSTER, SENTENCE, pages, picture, squeezed

from berkas.paper._press.icons import pieces_of
from berkas.paper.document import render
from berkas.paper.frame import Frame, Saving, Size
from berkas.paper.pictures import Poster, Step
from berkas.paths import resource

ICONS = replace(
    POSTER,
    steps=tuple(replace(step, icon="message-report") for step in POSTER.steps),
    contact_icons=("phone",),
    first_step=0,
    is_large=True,
)
CROWDED = replace(
    POSTER,
    title=LONG_NAME,
    steps=tuple(Step(LONG_NAME, SENTENCE * 4) for _ in range(9)),
    figures=POSTER.figures * 3,
    contacts=(("Alamat", LONG_NAME), ("Telepon", "0717"), ("Surel", "x" * 90)),
)


@pytest.mark.parametrize(
    "poster", [POSTER, CROWDED, ICONS, Poster("Hanya judul")], ids=["biasa", "penuh", "ikon", "judul"]
)
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
            picture(render((POSTER,), Frame("P", watermark="", saving=how)))
            .point(lambda v: v < 60)  # pyright: ignore[reportOperatorIssue]
            .tobytes()
        )
        for how in (Saving.NONE, Saving.TONER)
    )
    assert saving < black / 2


@pytest.mark.parametrize("path", sorted(resource("icons").glob("*.svg")), ids=lambda path: path.stem)
def test_every_icon_stays_in_its_box(path: Path) -> None:
    if path.stem == "berkas":  # the mark of the program, no outline
        return
    pieces = pieces_of(path.stem)
    assert pieces
    assert all(-0.5 <= number <= 24.5 for _command, numbers in pieces for number in numbers)


def test_a_round_arc_is_round_and_an_unknown_icon_is_nothing() -> None:
    around = [numbers[4:] for command, numbers in pieces_of("clock") if command == "C"]
    assert len(around) >= 4
    assert all(abs(((x - 12) ** 2 + (y - 12) ** 2) ** 0.5 - 9) < 0.01 for x, y in around)
    assert pieces_of("tidak-ada") == ()
