"""Sample pictures: every scene, repeatable, dated, all different."""

from datetime import datetime
from io import BytesIO

import pytest
from PIL import Image

from berkas.media.photo import open_photo
from berkas.media.sample import SCENES, sample_photo


@pytest.mark.parametrize("scene", SCENES)
def test_a_scene_is_repeatable_and_varied(scene: str) -> None:
    size = (320, 240)
    assert sample_photo(scene, 1, size=size) == sample_photo(scene, 1, size=size)
    assert sample_photo(scene, 1, size=size) != sample_photo(scene, 2, size=size)


def test_a_sample_carries_its_date() -> None:
    moment = datetime(2025, 6, 12, 10, 42)  # noqa: DTZ001
    assert open_photo(sample_photo("loket", 1, size=(320, 240), taken_at=moment)).taken_at == moment
    assert open_photo(sample_photo("loket", 1, size=(320, 240))).taken_at is None


@pytest.mark.parametrize("size", [(1600, 1200), (900, 1200)])
def test_the_band_with_the_word_is_there(size: tuple[int, int]) -> None:
    image = Image.open(BytesIO(sample_photo("jalan_landai", 5, size=size))).convert("L")
    assert image.size == size
    band = image.crop((0, int(size[1] * 0.91), size[0], size[1]))
    low, high = band.getextrema()
    assert low < 40  # pyright: ignore[reportOperatorIssue]
    assert high > 230  # pyright: ignore[reportOperatorIssue]
