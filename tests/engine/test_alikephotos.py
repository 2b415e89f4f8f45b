"""The look-alike check against a planted set: changed copies are found, hundreds of like rooms are not."""

import hashlib
import random
from collections.abc import Callable
from io import BytesIO

from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageDraw, ImageEnhance, ImageFilter

from berkas.engine.alikephotos import Lanes, LikenessRules, Picture, alike_among, alike_between
from berkas.engine.preflightrules import rules_from
from berkas.media.likeness import marks_of
from berkas.media.sample import SCENES, sample_photo

RULES = LikenessRules()
SMALL = (320, 240)
Change = Callable[[Image.Image], Image.Image]


def opened(data: bytes) -> Image.Image:
    return Image.open(BytesIO(data)).convert("RGB")


def jpeg(image: Image.Image, quality: int = 75) -> bytes:
    buffer = BytesIO()
    image.save(buffer, "JPEG", quality=quality)
    return buffer.getvalue()


def cloudy(seed: int) -> Image.Image:
    """A picture of another kind than the sample's: soft clouds of colour with hard things in front."""
    chance = random.Random(seed)  # noqa: S311  pictures, not secrets
    image = Image.new("RGB", (16, 12))
    for place in range(192):
        image.putpixel((place % 16, place // 16), tuple(chance.randrange(256) for _ in range(3)))
    image = image.resize((480, 360), Image.Resampling.BICUBIC)
    draw = ImageDraw.Draw(image)
    for _ in range(25):
        x, y = chance.randrange(480), chance.randrange(360)
        edges = (x, y, x + chance.randrange(10, 120), y + chance.randrange(10, 120))
        draw.rectangle(edges, fill=tuple(chance.randrange(256) for _ in range(3)))
    return image.filter(ImageFilter.GaussianBlur(1))


def cropped(share: float, across: float, down: float) -> Change:
    def crop(image: Image.Image) -> Image.Image:
        left, top = image.width * share * across, image.height * share * down
        right, bottom = left + image.width * (1 - share), top + image.height * (1 - share)
        return image.crop((round(left), round(top), round(right), round(bottom)))

    return crop


def on_a_screen(image: Image.Image) -> Image.Image:
    screen = Image.new("RGB", (image.width + 60, image.height + 40), (245, 245, 245))
    screen.paste(image, (30, 26))
    return screen


CHANGES: dict[str, Change] = {
    "mutu 30": lambda image: opened(jpeg(image, 30)),
    "mutu 60": lambda image: opened(jpeg(image, 60)),
    "mutu 90": lambda image: opened(jpeg(image, 90)),
    "diperkecil": lambda image: image.resize((192, 144)),
    "dipotong 3": cropped(0.03, 0.5, 0.5),
    "dipotong 10": cropped(0.1, 0.0, 1.0),
    "diputar": lambda image: image.transpose(Image.Transpose.ROTATE_90),
    "dibalik": lambda image: image.transpose(Image.Transpose.ROTATE_180),
    "digelapkan": lambda image: ImageEnhance.Brightness(image).enhance(0.7),
    "diterangkan": lambda image: ImageEnhance.Brightness(image).enhance(1.15),
    "foto layar": on_a_screen,
}


def picture(image: Image.Image) -> Picture:
    small = image.copy()
    small.thumbnail((320, 320))
    data = jpeg(small)
    return Picture(hashlib.sha256(data).hexdigest(), marks_of(opened(data)), lambda: data)


def test_planted_copies_are_found_and_stay_apart() -> None:
    images = [opened(sample_photo(scene, 40 + n, size=(480, 360))) for n, scene in enumerate(SCENES)][:3]
    images.append(cloudy(1))
    originals = [picture(image) for image in images]
    planted = [(n, picture(change(image))) for change in CHANGES.values() for n, image in enumerate(images)]
    pairs, unlooked = alike_between([copy for _, copy in planted], originals, RULES)
    found = {(pair.first, pair.second) for pair in pairs}
    right = {(place, n) for place, (n, _) in enumerate(planted)}
    assert len(found & right) >= 0.98 * len(right)  # recall
    assert found <= right  # precision
    assert unlooked == 0


def test_like_rooms_are_hardly_ever_taken_for_the_same() -> None:
    rooms = [picture(opened(sample_photo("koridor", 2000 + n, size=SMALL))) for n in range(30)]
    pairs, _ = alike_among(rooms, RULES)
    assert len(pairs) <= 2  # of 435


def test_the_very_same_file_is_alike_whatever_it_shows() -> None:
    one = picture(cloudy(7))
    pairs, _ = alike_among([one, picture(cloudy(8)), one], RULES)
    assert [(pair.first, pair.second, pair.percent) for pair in pairs] == [(0, 2, 100)]


def test_closer_looks_have_an_end_and_it_is_said() -> None:
    images = [cloudy(seed) for seed in range(30, 33)]
    copies = [picture(cropped(0.07, 0.3, 0.8)(image)) for image in images]
    none = LikenessRules(broad=20, far=30, sure=0, looks=0)
    pairs, unlooked = alike_between(copies, [picture(image) for image in images], none)
    assert pairs == []
    assert unlooked >= 3


@given(st.lists(st.integers(0, 2**64 - 1), min_size=1, max_size=40), st.integers(0, 2**64 - 1),
       st.integers(0, 63))  # fmt: skip
def test_lanes_count_as_one_by_one(marks: list[int], asked: int, most: int) -> None:
    near = [place for place, mark in enumerate(marks) if (mark ^ asked).bit_count() <= most]
    assert list(Lanes(marks).within(asked, most)) == near


def test_an_office_may_put_its_own_figures_in_place_of_ours() -> None:
    own = {
        "mirip": {"serupa": 0.99, "jauh": "banyak"},
        "foto": {"lebar": 1200},
        "bobot": {"foto_buram": "tidak", "foto_kecil": "menghalangi", "karangan": "catatan"},
    }
    ours, theirs = rules_from({}), rules_from(own)
    assert ours.likeness == RULES
    assert theirs.likeness.resemblance == 0.99
    assert theirs.likeness.far == RULES.far
    assert theirs.faults.least_width == 1200
    assert set(theirs.faults.severities) == {"foto_buram", "foto_kecil"}
    assert theirs.faults.severities["foto_buram"] is None
