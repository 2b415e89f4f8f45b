"""Opens a photo that somebody hands in, and refuses what is not one with a sentence.

Only JPEG, PNG and HEIC; the decoder is chosen by us, never guessed among all that Pillow knows. The original
bytes are not touched: callers keep them with their SHA-256. Copies are upright JPEGs without any metadata
(no place, no camera).
"""

from __future__ import annotations

import hashlib
import struct
import warnings
import zlib
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime
from io import BytesIO

from PIL import Image, ImageCms, ImageFilter, ImageOps, ImageStat
from PIL.ImageFile import ImageFile
from PIL.JpegImagePlugin import JpegImageFile
from PIL.PngImagePlugin import PngImageFile

from berkas.media import heicchild
from berkas.media.heic import HeicError, is_heic, open_heic
from berkas.media.likeness import Mark, fingerprint_of, marks_of

MOST_BYTES = 25 * 1024 * 1024
MOST_PIXELS = 40_000_000
PRINT_SIDE, PRINT_QUALITY = 1600, 80
THUMBNAIL_SIDE, THUMBNAIL_QUALITY = 320, 75
_CLOSE_SIDE = 640
_EXIF_IFD, _PLACE_IFD = 0x8769, 0x8825
_TAKEN, _DIGITISED = 36867, 36868
_EDGES = ImageFilter.Kernel((3, 3), (0, 1, 0, 1, -4, 1, 0, 1, 0), scale=1, offset=128)
_UNREADABLE = (OSError, SyntaxError, ValueError, struct.error, zlib.error, EOFError, IndexError, KeyError)

_DAMAGED = (
    "Foto ini rusak atau terpotong dan tidak dapat dibaca seluruhnya. "
    "Salin ulang dari kamera, lalu tambahkan lagi."
)

_NO_HEIC = "Foto HEIC tidak dapat dibuka di komputer ini. Simpan sebagai JPEG, lalu tambahkan lagi."


class PhotoError(ValueError):
    """Bytes that cannot be used as a photo; the text is the sentence to show."""


@dataclass(frozen=True, slots=True)
class Photo:
    """A photo as it is seen: `width` and `height` in pixels of the original, set upright.

    `taken_at` is the camera's local time without a zone, None when it did not write one. `kind` is "jpeg",
    "png" or "heic". `print_copy` has at most 1600 pixels a side, `thumbnail` 320. `fingerprint` is for
    `likeness.distance`, `marks` for cropped copies. `has_location`: the file tells where it was taken (its
    copies do not). `sharpness` is the spread of its edges at 640 pixels, near 0 when nothing is sharp;
    `brightness` the mean of its grey points, 0 black to 255 white.
    """

    width: int
    height: int
    taken_at: datetime | None
    kind: str
    sha256: str
    print_copy: bytes
    thumbnail: bytes
    fingerprint: int
    marks: tuple[Mark, ...]
    has_location: bool = False
    sharpness: float = 0.0
    brightness: float = 0.0


def open_photo(data: bytes) -> Photo:
    """Read a photo and make its copies. Raises PhotoError with what is wrong and what to do."""
    with warnings.catch_warnings():
        # Pillow warns about odd metadata; what matters here is whether the picture can be read.
        warnings.simplefilter("ignore")
        return _read_heic(data) if is_heic(data) else _read(data)


def _read_heic(data: bytes) -> Photo:
    _refuse_size(data)
    try:
        opened = open_heic(data, MOST_PIXELS)
    except HeicError as error:
        if error.why == heicchild.TOO_LARGE:
            raise PhotoError(_too_many_points(error.width, error.height)) from error
        raise PhotoError(_NO_HEIC if error.why == heicchild.UNKNOWN else _DAMAGED) from error
    sha256 = hashlib.sha256(data).hexdigest()
    return replace(_read(opened.jpeg), width=opened.width, height=opened.height, kind="heic", sha256=sha256)


def _read(data: bytes) -> Photo:
    image = _opened(data)
    taken, located = _taken_at(image), _has_location(image, data)
    width, height = image.size
    upright = _upright(image)
    if (upright.width > upright.height) != (width > height):
        width, height = height, width
    upright.thumbnail((PRINT_SIDE, PRINT_SIDE), Image.Resampling.LANCZOS, reducing_gap=3.0)
    print_copy = _jpeg(upright, PRINT_QUALITY)
    sharpness, brightness = _looks(upright)
    small = upright.copy()
    small.thumbnail((THUMBNAIL_SIDE, THUMBNAIL_SIDE), Image.Resampling.LANCZOS, reducing_gap=3.0)
    return Photo(
        width=width,
        height=height,
        taken_at=taken,
        kind="png" if isinstance(image, PngImageFile) else "jpeg",
        sha256=hashlib.sha256(data).hexdigest(),
        print_copy=print_copy,
        thumbnail=_jpeg(small, THUMBNAIL_QUALITY),
        fingerprint=fingerprint_of(small),
        marks=marks_of(small),
        has_location=located,
        sharpness=sharpness,
        brightness=brightness,
    )


def _looks(image: Image.Image) -> tuple[float, float]:
    """Spread of the edges and mean of the grey points, at one size so that photos compare."""
    grey = image.convert("L")
    grey.thumbnail((_CLOSE_SIDE, _CLOSE_SIDE), Image.Resampling.BOX)
    filtered = grey.filter(_EDGES)
    if min(grey.size) > 2:  # the outermost points are not filtered
        filtered = filtered.crop((1, 1, grey.width - 1, grey.height - 1))
    return round(ImageStat.Stat(filtered).stddev[0], 3), round(ImageStat.Stat(grey).mean[0], 2)


def _opened(data: bytes) -> ImageFile:
    """The image with its header read and its size within bounds; pixels not yet decoded."""
    _refuse_size(data)
    plugin = _decoder(data)
    try:
        # The classes are called directly: Image.open would try other formats and only warn about huge images.
        image = plugin(BytesIO(data))
    except _UNREADABLE as error:
        raise PhotoError(_DAMAGED) from error
    if image.width * image.height > MOST_PIXELS:
        raise PhotoError(_too_many_points(image.width, image.height))
    if min(image.size) < 1:
        raise PhotoError(_DAMAGED)
    return image


def _refuse_size(data: bytes) -> None:
    if not data:
        raise PhotoError("Berkas foto ini kosong. Pilih berkas lain.")
    if len(data) > MOST_BYTES:
        megabytes = f"{len(data) / 1024 / 1024:.1f}".replace(".", ",")
        raise PhotoError(
            f"Berkas foto ini {megabytes} MB, paling besar 25 MB. Perkecil dulu fotonya, lalu tambahkan lagi."
        )


def _too_many_points(width: int, height: int) -> str:
    return (
        f"Foto ini {width} × {height} titik, paling banyak 40 juta titik. "
        "Perkecil dulu fotonya, lalu tambahkan lagi."
    )


def _decoder(data: bytes) -> type[ImageFile]:
    """The one decoder for these bytes; PhotoError for anything that is not a photo we open."""
    if data.startswith(b"\xff\xd8\xff"):
        return JpegImageFile
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return PngImageFile
    raise PhotoError(
        "Berkas ini bukan foto JPEG, PNG, atau HEIC. Simpan fotonya sebagai JPEG, lalu tambahkan lagi."
    )


def _has_location(image: ImageFile, data: bytes) -> bool:
    """Whether the file says where it was taken, in the camera's notes or in an editor's."""
    with suppress(*_UNREADABLE):
        place = image.getexif().get_ifd(_PLACE_IFD)
        if any(tag in place for tag in (2, 4)):
            return True
    return b"GPSLatitude" in data


def _upright(image: ImageFile) -> Image.Image:
    """Decode to RGB, in the colours of the screen, turned as the camera was held."""
    try:
        if isinstance(image, JpegImageFile):
            image.draft("RGB", (PRINT_SIDE, PRINT_SIDE))
        image.load()
        turned = ImageOps.exif_transpose(image)
    except _UNREADABLE as error:
        raise PhotoError(_DAMAGED) from error
    profile = turned.info.get("icc_profile")
    plain = _rgb(turned)
    if profile:
        plain = _screen_colours(plain, profile)
    plain.info.clear()
    return plain


def _rgb(image: Image.Image) -> Image.Image:
    """Any mode as RGB; transparent parts on white, sixteen bits brought down to eight."""
    if image.mode.startswith("I"):
        return image.convert("I").point(lambda value: value * (1 / 256)).convert("L").convert("RGB")
    if image.has_transparency_data:
        layer = image.convert("RGBA")
        ground = Image.new("RGB", layer.size, "white")
        ground.paste(layer, mask=layer.getchannel("A"))
        return ground
    return image.convert("RGB") if image.mode != "RGB" else image.copy()


def _screen_colours(image: Image.Image, profile: bytes) -> Image.Image:
    """Colours of a camera's own profile as sRGB; a profile that cannot be used is left out."""
    with suppress(ImageCms.PyCMSError, *_UNREADABLE):
        own = ImageCms.ImageCmsProfile(BytesIO(profile))
        changed = ImageCms.profileToProfile(image, own, ImageCms.createProfile("sRGB"), outputMode="RGB")
        if changed is not None:
            return changed
    return image


def _taken_at(image: ImageFile) -> datetime | None:
    """When the shutter was pressed, as the camera wrote it; a date of saving or editing is not taken for
    it."""
    try:
        exif = image.getexif().get_ifd(_EXIF_IFD)
    except _UNREADABLE:
        return None
    for tag in (_TAKEN, _DIGITISED):
        written = str(exif.get(tag, "")).strip("\x00 ")
        day, _, time = written.partition(" ")
        with suppress(ValueError):
            moment = datetime.fromisoformat(f"{day.replace(':', '-')}T{time}")
            if moment.year >= 1990:
                return moment.replace(tzinfo=None)
    return None


def _jpeg(image: Image.Image, quality: int) -> bytes:
    buffer = BytesIO()
    image.save(buffer, "JPEG", quality=quality)
    return buffer.getvalue()
