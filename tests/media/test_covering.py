"""A cover takes everything away that lay under it, in the copy, whatever its shape."""

import io

import pytest
from PIL import Image

from berkas.media.covering import LEAST, Area, covered

STRIPES = Image.effect_noise((400, 300), 120).convert("RGB")


def jpeg() -> bytes:
    buffer = io.BytesIO()
    STRIPES.save(buffer, "JPEG", quality=95)
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("area", "box"),
    [
        (Area(0.25, 0.5, 0.25, 0.25), (100, 150, 200, 225)),
        (Area(-0.5, -0.5, 0.75, 0.75), (0, 0, 100, 75)),
        (Area(0.9, 0.9, 5.0, 5.0), (360, 270, 400, 300)),
    ],
    ids=["di_tengah", "melewati_tepi_awal", "melewati_tepi_akhir"],
)
def test_nothing_is_left_under_a_cover(area: Area, box: tuple[int, int, int, int]) -> None:
    image = Image.open(io.BytesIO(covered(jpeg(), [area])))
    assert image.size == (400, 300)
    spread = [high - low for low, high in image.crop(box).getextrema()]  # type: ignore[misc]
    assert max(spread) <= 40
    beside = image.crop((210, 10, 260, 60)).getextrema()
    assert max(high - low for low, high in beside) > 100  # type: ignore[misc]


def test_a_cover_is_never_nothing_and_never_outside() -> None:
    area = Area(1.5, 0.2, -1.0, 0.0).within()
    assert area.left + area.width <= 1
    assert area.width >= LEAST - 1e-9
    assert area.height >= LEAST - 1e-9
