"""Look-alike photos: changed copies lie near, other pictures far."""

from collections.abc import Callable
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageEnhance

from berkas.media.likeness import (
    distance,
    fine_distance,
    fingerprint_of,
    marks_of,
    nearest_mark,
    read_marks,
    resemblance,
    show_marks,
    views,
)
from berkas.media.sample import SCENES, sample_photo

PICTURES = [
    Image.open(BytesIO(sample_photo(scene, number, size=(480, 360)))).convert("RGB")
    for number, scene in enumerate(SCENES)
]
CORRIDORS = [
    Image.open(BytesIO(sample_photo("koridor", 500 + n, size=(320, 240)))).convert("RGB") for n in range(5)
]


def jpeg(image: Image.Image, quality: int = 75) -> bytes:
    buffer = BytesIO()
    image.save(buffer, "JPEG", quality=quality)
    return buffer.getvalue()


def saved_again(quality: int) -> Callable[[Image.Image], Image.Image]:
    return lambda image: Image.open(BytesIO(jpeg(image, quality))).convert("RGB")


def cropped(share: float, across: float, down: float) -> Callable[[Image.Image], Image.Image]:
    def crop(image: Image.Image) -> Image.Image:
        width, height = image.size
        left, top = width * share * across, height * share * down
        return image.crop(
            (round(left), round(top), round(left + width * (1 - share)), round(top + height * (1 - share)))
        )

    return crop


def on_a_screen(image: Image.Image) -> Image.Image:
    """A picture of a screen: the photo between two even bars."""
    screen = Image.new("RGB", (image.width, image.height + 120), (30, 30, 30))
    screen.paste(image, (0, 70))
    return screen


CHANGES: dict[str, tuple[Callable[[Image.Image], Image.Image], float, float]] = {
    "disimpan ulang 30": (saved_again(30), 4, 0.99),
    "diperkecil": (lambda image: image.resize((200, 150)), 4, 0.98),
    "dipotong 5 persen": (cropped(0.05, 0.5, 0.5), 4, 0.97),
    "dipotong 7 persen": (cropped(0.07, 0.3, 0.8), 12, 0.94),
    "foto layar": (on_a_screen, 4, 0.97),
    "dipotong 10 persen di sudut": (cropped(0.1, 0.0, 0.0), 4, 0.97),
    "diputar": (lambda image: image.transpose(Image.Transpose.ROTATE_90), 4, 0.99),
    "dicerminkan": (lambda image: image.transpose(Image.Transpose.FLIP_LEFT_RIGHT), 4, 0.99),
    "digelapkan": (lambda image: ImageEnhance.Brightness(image).enhance(0.7), 6, 0.98),
}


def nearest(one: Image.Image, other: Image.Image) -> float:
    """The distance of the nearest parts of two pictures, in the way the whole ones agree best."""
    own, mark = marks_of(one), marks_of(other)
    ways = views(mark[0].broad)
    view = min(range(8), key=lambda number: (own[0].broad ^ ways[number]).bit_count())
    return min(nearest_mark(own, mark, view)[0], nearest_mark(own, mark)[0], nearest_mark(mark, own)[0])


@pytest.mark.parametrize("change", CHANGES)
def test_changed_copies_are_found(change: str) -> None:
    make, most, least = CHANGES[change]
    for picture in PICTURES[::4]:
        copy = make(picture)
        assert nearest(picture, copy) <= most
        assert resemblance(jpeg(picture), jpeg(copy)) >= least


def test_other_rooms_are_not_the_same_picture() -> None:
    for first, one in enumerate(CORRIDORS):
        for other in CORRIDORS[first + 1 :]:
            assert resemblance(jpeg(one), jpeg(other)) < 0.975


@given(mark=st.integers(0, 2**64 - 1).map(lambda value: value & ~1))
def test_turning_goes_round(mark: int) -> None:
    assert views(mark)[0] == mark
    assert all(distance(view, mark) == 0 for view in views(mark))
    assert all(mark in views(view) for view in views(mark))


@given(one=st.integers(0, 2**64 - 1), other=st.integers(0, 2**64 - 1))
def test_distance_does_not_depend_on_the_order(one: int, other: int) -> None:
    assert distance(one, other, turned=False) == distance(other, one, turned=False)
    assert distance(one, other) == distance(other, one)
    assert distance(one, other) <= distance(one, other, turned=False)


def test_views_are_the_fingerprints_of_turned_pictures() -> None:
    picture = PICTURES[1]
    turned = fingerprint_of(picture.transpose(Image.Transpose.FLIP_TOP_BOTTOM))
    assert distance(turned, fingerprint_of(picture), turned=False) > 10
    assert distance(turned, fingerprint_of(picture)) <= 2


def test_marks_come_back_from_their_text_and_turn_with_the_picture() -> None:
    picture = PICTURES[2].resize((320, 240))
    marks = marks_of(picture)
    assert read_marks(show_marks(marks)) == marks
    for view, turn in ((1, Image.Transpose.FLIP_TOP_BOTTOM), (2, Image.Transpose.FLIP_LEFT_RIGHT)):
        turned = marks_of(picture.transpose(turn))[0]
        assert fine_distance(marks[0].fine, turned.fine, view) <= 12
