"""A telephone's HEIC photo is opened in a process of its own; a broken one brings nothing else down."""

import base64
import io
import subprocess
import sys
from datetime import datetime

import pytest
from PIL import Image

from berkas import __main__ as program
from berkas.media import heic, photo
from berkas.media.heic import READER_WORD, HeicError, is_heic, open_heic
from berkas.media.photo import PhotoError, open_photo

# 96 × 64 points, drawn: blue at the left, red at the right; with a camera's day and an invented place.
SMALL = base64.b64decode(
    "AAAAHGZ0eXBoZWljAAAAAG1pZjFoZWljbWlhZgAAAZdtZXRhAAAAAAAAACFoZGxyAAAAAAAAAABwaWN0AAAAAAAAAAAAAAAAAAAA"
    "ADRpbG9jAAAAAERAAAIAAQAAAAABuwABAAAAAAAAAEMAAgAAAAAB/gABAAAAAAAAAMgAAAA4aWluZgAAAAAAAgAAABVpbmZlAgAA"
    "AAABAABodmMxAAAAABVpbmZlAgAAAQACAABFeGlmAAAAAA5waXRtAAAAAAABAAAA1mlwcnAAAAC3aXBjbwAAAHhodmNDAQNwAAAA"
    "kAAAAAAAHvAA/P34+AAADwNgAAEAGEABDAH//wNwAAADAJAAAAMAAAMAHroCQGEAAQArQgEBA3AAAAMAkAAAAwAAAwAeoDCBBZbq"
    "SSmubgIaDAgAAAMAyAAAAwAIQGIAAQAHRAHBcrAiQAAAABNjb2xybmNseAABAA0ABoAAAAAUaXNwZQAAAAAAAABgAAAAQAAAABBw"
    "aXhpAAAAAAMICAgAAAAXaXBtYQAAAAAAAAABAAEEgQIDBAAAABppcmVmAAAAAAAAAA5jZHNjAAIAAQABAAABE21kYXQAAAA/KAGv"
    "E4B3WwHFXFNP/6Uor+1bV/VtJsEzN9jnnYdKdNAGSSVpNeoZ1Tcgj/dwpd+ICSqv8vvWPw7x8YBtHteAAAAABkV4aWYAAE1NACoA"
    "AAAIAAMBEgADAAAAAQABAACHaQAEAAAAAQAAADKIJQAEAAAAAQAAAFgAAAAAAAGQAwACAAAAFAAAAEQAAAAAMjAyNTowNjoxMiAx"
    "MDo0MjowMAAABAABAAIAAAACUwAAAAACAAUAAAADAAAAjgADAAIAAAACRQAAAAAEAAUAAAADAAAApgAAAAAAAAACAAAAAQAAAAcA"
    "AAABAAAAAAAAAAEAAABqAAAAAQAAAAYAAAABAAAAAAAAAAE="
)


def test_a_heic_photo_is_opened_like_any_other() -> None:
    opened = open_photo(SMALL)
    assert (opened.kind, opened.width, opened.height) == ("heic", 96, 64)
    assert opened.taken_at == datetime(2025, 6, 12, 10, 42)  # noqa: DTZ001  as the camera wrote it
    assert opened.has_location
    copy = Image.open(io.BytesIO(opened.print_copy))
    assert not copy.getexif()
    red, _green, blue = copy.convert("RGB").getpixel((8, 32))  # type: ignore[misc]
    assert blue > red


@pytest.mark.parametrize("cut", [40, 300, len(SMALL) - 40])
def test_a_cut_heic_photo_is_refused(cut: int) -> None:
    with pytest.raises(PhotoError, match="rusak atau terpotong"):
        open_photo(SMALL[:cut])


def test_a_file_that_ends_the_decoder_is_refused_and_the_program_stays(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(heic, "_command", lambda: (sys.executable, "-c", "import os; os.abort()"))
    with pytest.raises(PhotoError, match="rusak"):
        open_photo(SMALL)


def test_too_many_points_are_refused_before_they_are_decoded(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(HeicError) as refusal:
        open_heic(SMALL, 1000)
    assert (refusal.value.why, refusal.value.width) == ("besar", 96)
    monkeypatch.setattr(photo, "MOST_PIXELS", 1000)
    with pytest.raises(PhotoError, match="40 juta titik"):
        open_photo(SMALL)


def test_moving_pictures_are_no_photos() -> None:
    assert is_heic(SMALL)
    assert not is_heic(SMALL.replace(b"ftypheic", b"ftyphevc"))


def test_the_program_knows_the_word() -> None:
    assert program.HEIC_WORD == READER_WORD
    done = subprocess.run(
        [sys.executable, "-m", "berkas", READER_WORD],
        input=b"40000000\n" + SMALL,
        env=heic._environment(),
        capture_output=True,
        check=True,
    )
    assert done.stdout.startswith(b'{"width": 96, "height": 64}\n\xff\xd8\xff')
