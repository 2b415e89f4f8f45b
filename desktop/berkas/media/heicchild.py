"""The process that opens one HEIC photo: a broken file may end it, and nothing else.

Started by `berkas.media.heic`. Takes the photo on standard input and answers on standard output with one JSON
line (`width` and `height` of the original, or `error`), then the picture as a JPEG that keeps the camera's
notes. Imports nothing of the project.
"""

import json
import sys
from contextlib import suppress
from io import BytesIO

from PIL import Image

MOST_SIDE = 3200
"""Enough for every copy we make; a telephone's photo is not kept twice at full size."""
BROKEN, TOO_LARGE, UNKNOWN = "rusak", "besar", "tanpa_pembuka"
_QUALITY = 92
_MEMORY, _SECONDS = 1 << 30, 60


def main() -> int:
    """Read one photo, answer it."""
    most_pixels = int(sys.stdin.buffer.readline())
    data = sys.stdin.buffer.read()
    _limit()
    head, picture = answer(data, most_pixels)
    sys.stdout.buffer.write(json.dumps(head).encode() + b"\n" + picture)
    sys.stdout.buffer.flush()
    return 0


def answer(data: bytes, most_pixels: int) -> tuple[dict[str, object], bytes]:
    """The head of the answer and the picture; the picture is empty when there is an error."""
    try:
        from pi_heif import HeifImageFile, options
    except ImportError:
        return {"error": UNKNOWN}, b""
    options.DEPTH_IMAGES = options.AUX_IMAGES = options.THUMBNAILS = False
    try:
        image = HeifImageFile(BytesIO(data))
        width, height = image.size
        if width * height > most_pixels:
            return {"error": TOO_LARGE, "width": width, "height": height}, b""
        # Opened, the picture stands upright already; its notes say so.
        notes, profile = image.info.get("exif"), image.info.get("icc_profile")
        plain = image.convert("RGB")
    except (OSError, SyntaxError, ValueError, RuntimeError, EOFError, MemoryError, KeyError):
        return {"error": BROKEN}, b""
    plain.thumbnail((MOST_SIDE, MOST_SIDE), Image.Resampling.LANCZOS, reducing_gap=3.0)
    buffer = BytesIO()
    beside = {"exif": notes} if notes and len(notes) < 60_000 else {}
    if profile and len(profile) < 1_000_000:
        beside["icc_profile"] = profile
    plain.save(buffer, "JPEG", quality=_QUALITY, **beside)
    return {"width": width, "height": height}, buffer.getvalue()


def _limit() -> None:
    with suppress(ImportError, OSError, ValueError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
        resource.setrlimit(resource.RLIMIT_CPU, (_SECONDS, _SECONDS))


if __name__ == "__main__":
    sys.exit(main())
