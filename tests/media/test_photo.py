"""Photos: what is accepted, what is refused with a sentence, and what the copies look like."""

import struct
import zlib
from contextlib import suppress
from datetime import datetime
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageCms

from berkas.media.photo import MOST_BYTES, PRINT_SIDE, THUMBNAIL_SIDE, PhotoError, open_photo
from berkas.media.sample import sample_photo

ORIENTATION, EXIF_IFD, TAKEN, CHANGED, GPS_IFD = 274, 0x8769, 36867, 306, 0x8825


def jpeg(image: Image.Image, **options: object) -> bytes:
    buffer = BytesIO()
    image.save(buffer, "JPEG", **options)
    return buffer.getvalue()


def png(image: Image.Image) -> bytes:
    buffer = BytesIO()
    image.save(buffer, "PNG")
    return buffer.getvalue()


def half_and_half(size: tuple[int, int] = (400, 200)) -> Image.Image:
    """White, with a black left half."""
    image = Image.new("RGB", size, "white")
    image.paste((0, 0, 0), (0, 0, size[0] // 2, size[1]))
    return image


def png_header(width: int, height: int) -> bytes:
    """A PNG that declares a size and carries next to nothing."""
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)

    def chunk(name: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))

    rows = zlib.compress(b"\0" * 10_000)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def read(data: bytes) -> Image.Image:
    return Image.open(BytesIO(data))


def test_copies_are_small_upright_jpegs() -> None:
    photo = open_photo(jpeg(half_and_half((4000, 3000))))
    assert (photo.width, photo.height, photo.kind) == (4000, 3000, "jpeg")
    assert read(photo.print_copy).size == (PRINT_SIDE, 1200)
    assert read(photo.thumbnail).size == (THUMBNAIL_SIDE, 240)
    assert read(photo.print_copy).format == read(photo.thumbnail).format == "JPEG"


def test_small_photos_are_not_blown_up() -> None:
    assert read(open_photo(jpeg(half_and_half())).print_copy).size == (400, 200)


@pytest.mark.parametrize(
    ("orientation", "size", "dark_corner"),
    [
        (1, (400, 200), (10, 10)),
        (3, (400, 200), (390, 10)),
        (6, (200, 400), (10, 10)),
        (8, (200, 400), (10, 390)),
    ],
)
def test_the_camera_turn_is_undone(
    orientation: int, size: tuple[int, int], dark_corner: tuple[int, int]
) -> None:
    exif = Image.Exif()
    exif[ORIENTATION] = orientation
    photo = open_photo(jpeg(half_and_half(), exif=exif))
    copy = read(photo.print_copy)
    assert (photo.width, photo.height) == copy.size == size
    assert max(copy.getpixel(dark_corner)) < 40
    assert ORIENTATION not in copy.getexif()


def test_copies_carry_no_metadata() -> None:
    exif = Image.Exif()
    exif[CHANGED] = "2025:06:12 10:00:00"
    exif.get_ifd(GPS_IFD)[2] = (2.0, 7.0, 30.0)
    original = jpeg(half_and_half(), exif=exif, comment=b"nama rahasia contoh")
    photo = open_photo(original)
    for copy in (photo.print_copy, photo.thumbnail):
        assert not read(copy).getexif()
        assert b"rahasia" not in copy
        assert b"Exif" not in copy


def test_the_date_is_that_of_the_shutter() -> None:
    exif = Image.Exif()
    exif[CHANGED] = "2025:06:20 08:00:00"
    exif.get_ifd(EXIF_IFD)[TAKEN] = "2025:06:12 10:42:05"
    assert open_photo(jpeg(half_and_half(), exif=exif)).taken_at == datetime(2025, 6, 12, 10, 42, 5)  # noqa: DTZ001


@pytest.mark.parametrize(
    "written", ["", "0000:00:00 00:00:00", "kemarin", "2025:13:40 99:00:00", "1904:01:01 00:00:00"]
)
def test_an_impossible_date_is_no_date(written: str) -> None:
    exif = Image.Exif()
    exif.get_ifd(EXIF_IFD)[TAKEN] = written
    assert open_photo(jpeg(half_and_half(), exif=exif)).taken_at is None


def test_a_date_of_saving_is_not_taken_for_the_shutter() -> None:
    exif = Image.Exif()
    exif[CHANGED] = "2025:06:20 08:00:00"
    assert open_photo(jpeg(half_and_half(), exif=exif)).taken_at is None


@pytest.mark.parametrize("mode", ["L", "RGB", "RGBA", "P", "LA", "1", "I;16"])
def test_every_kind_of_png_becomes_a_plain_copy(mode: str) -> None:
    image = (
        Image.new("L", (60, 40), 255).convert("I").point(lambda value: value * 256).convert("I;16")
        if mode == "I;16"
        else half_and_half((60, 40)).convert(mode)
    )
    photo = open_photo(png(image))
    assert photo.kind == "png"
    assert read(photo.print_copy).mode == "RGB"
    assert min(read(photo.print_copy).getpixel((55, 20))) > 200


def test_transparent_parts_are_white() -> None:
    photo = open_photo(png(Image.new("RGBA", (50, 50), (0, 0, 0, 0))))
    assert read(photo.print_copy).getpixel((25, 25)) == (255, 255, 255)


def test_cmyk_and_colour_profiles_are_opened() -> None:
    assert read(open_photo(jpeg(half_and_half().convert("CMYK"))).print_copy).mode == "RGB"
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    assert "icc_profile" not in read(open_photo(jpeg(half_and_half(), icc_profile=profile)).print_copy).info
    broken = open_photo(jpeg(half_and_half(), icc_profile=b"bukan profil"))
    assert broken.width == 400


HUGE_JPEG = jpeg(Image.new("L", (8, 8)))
HUGE_JPEG = HUGE_JPEG.replace(struct.pack(">HH", 8, 8), struct.pack(">HH", 65_000, 65_000), 1)


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "kosong"),
        (b"%PDF-1.7 bukan foto", "bukan foto JPEG, PNG, atau HEIC"),
        (b"GIF89a" + b"\0" * 100, "bukan foto JPEG, PNG, atau HEIC"),
        (b"\0\0\0\x18ftypheic" + b"\0" * 100, "rusak"),
        (b"\xff\xd8\xff" + b"\0" * (MOST_BYTES + 1), "25 MB"),
        (b"\xff\xd8\xff\xe0 rusak", "rusak"),
        (b"\x89PNG\r\n\x1a\n", "rusak"),
        (png_header(60_000, 60_000), "40 juta titik"),
        (png_header(2_000, 2_000), "rusak"),
        (HUGE_JPEG, "40 juta titik"),
    ],
    ids=[
        "kosong",
        "pdf",
        "gif",
        "heic",
        "besar",
        "jpeg_rusak",
        "png_rusak",
        "bom",
        "png_terpotong",
        "bom_jpeg",
    ],
)
def test_what_is_no_photo_is_refused_with_a_sentence(data: bytes, says: str) -> None:
    with pytest.raises(PhotoError, match=says) as refusal:
        open_photo(data)
    assert str(refusal.value)[0].isupper()
    assert str(refusal.value).endswith(".")


def test_a_jpeg_cut_in_half_is_refused() -> None:
    whole = sample_photo("koridor", 1, size=(640, 480))
    with pytest.raises(PhotoError, match="terpotong"):
        open_photo(whole[: len(whole) // 2])


WHOLE = sample_photo("loket", 3, size=(320, 240), taken_at=datetime(2025, 6, 12, 9, 0))  # noqa: DTZ001


@settings(max_examples=150, deadline=None)
@given(
    at=st.integers(0, len(WHOLE) - 1), put=st.binary(min_size=1, max_size=12), cut=st.integers(0, len(WHOLE))
)
def test_damaged_bytes_are_opened_or_refused_never_anything_else(at: int, put: bytes, cut: int) -> None:
    for damaged in (WHOLE[:at] + put + WHOLE[at + len(put) :], WHOLE[:cut]):
        with suppress(PhotoError):
            assert open_photo(damaged).print_copy


def test_the_same_bytes_give_the_same_photo() -> None:
    assert open_photo(WHOLE) == open_photo(WHOLE)
    assert open_photo(WHOLE).sha256 != open_photo(WHOLE + b"\0").sha256
