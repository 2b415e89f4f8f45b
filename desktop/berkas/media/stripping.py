"""Takes out of a file what tells where and by whom it was made, before it leaves the office.

Pictures keep every pixel and every colour; only their notes go. Of a PDF the pages stay, of a DOCX or XLSX
the text: scripts, embedded files, names of authors and the notes of pictures inside are taken out. Imports
nothing of the project.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from contextlib import suppress
from io import BytesIO
from typing import TYPE_CHECKING
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile, ZipInfo

from PIL import Image

if TYPE_CHECKING:
    import pikepdf

_JPEG_START, _PNG_START = b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n"
_KEPT_JPEG = {0xE0, 0xEE}
"""JFIF and Adobe's colour transform: what a picture needs to look the same, beside its colour profile."""
_ORIENTATION = 0x0112
_NEXT_MARKER = re.compile(rb"\xff[^\x00\xd0-\xd7\xff]", re.DOTALL)
_KEPT_PNG = {
    b"IHDR",
    b"PLTE",
    b"IDAT",
    b"IEND",
    b"tRNS",
    b"gAMA",
    b"cHRM",
    b"sRGB",
    b"iCCP",
    b"sBIT",
    b"bKGD",
}
_CORE = "docProps/core.xml"
_NAMES = re.compile(rb"<(dc:creator|cp:lastModifiedBy)(\s[^>]*)?>[^<]*</\1>")
_EPOCH = (1980, 1, 1, 0, 0, 0)


def without_notes(data: bytes) -> bytes:
    """A JPEG or PNG without its notes (place, camera, texts); other bytes come back as they are."""
    if data.startswith(_JPEG_START):
        return b"".join(_jpeg_pieces(data))
    if data.startswith(_PNG_START):
        return _PNG_START + b"".join(_png_pieces(data))
    return data


def turned_by_notes(data: bytes) -> bool:
    """Whether a JPEG stands upright only because its notes say how the camera was held."""
    if not data.startswith(_JPEG_START):
        return False
    with Image.open(BytesIO(data), formats=("JPEG",)) as image:
        return image.getexif().get(_ORIENTATION, 1) not in (0, 1)


def _jpeg_pieces(data: bytes) -> Iterator[bytes]:
    """Every segment a picture needs, up to its end; what cameras append behind it stays behind."""
    yield data[:2]
    at = 2
    while at + 4 <= len(data) and data[at] == 0xFF:
        marker = data[at + 1]
        if marker == 0xD9:
            break
        end = at + 2 + int.from_bytes(data[at + 2 : at + 4], "big")
        if marker == 0xDA:
            found = _NEXT_MARKER.search(data, end)
            end = found.start() if found else len(data)
        if not _is_note(marker, data[at + 4 : at + 16]):
            yield data[at:end]
        at = end
    yield b"\xff\xd9"


def _is_note(marker: int, begins: bytes) -> bool:
    if marker == 0xE2:
        return not begins.startswith(b"ICC_PROFILE")
    return marker == 0xFE or (0xE0 <= marker <= 0xEF and marker not in _KEPT_JPEG)


def _png_pieces(data: bytes) -> Iterator[bytes]:
    at = len(_PNG_START)
    while at + 12 <= len(data):
        end = at + 12 + int.from_bytes(data[at : at + 4], "big")
        if data[at + 4 : at + 8] in _KEPT_PNG:
            yield data[at:end]
        at = end


def bare_office_file(data: bytes) -> bytes:
    """A DOCX or XLSX with bare pictures and without authors' names; a broken one comes back as it is."""
    buffer = BytesIO()
    with suppress(BadZipFile, zlib.error, RuntimeError, EOFError):
        with ZipFile(BytesIO(data)) as source, ZipFile(buffer, "w", ZIP_DEFLATED) as target:
            for entry in source.infolist():
                piece = without_notes(source.read(entry))
                if entry.filename == _CORE:
                    piece = _NAMES.sub(lambda found: b"<" + found[1] + b"></" + found[1] + b">", piece)
                plain = ZipInfo(entry.filename, _EPOCH)
                plain.compress_type = ZIP_DEFLATED
                target.writestr(plain, piece)
        return buffer.getvalue()
    return data


def bare_pdf(data: bytes) -> bytes:
    """A PDF without scripts, actions, embedded files, author and the notes of its photos."""
    import pikepdf

    with pikepdf.open(BytesIO(data)) as document:
        for name in ("/OpenAction", "/AA", "/Names", "/AcroForm", "/Metadata", "/PieceInfo"):
            if name in document.Root:
                del document.Root[name]
        if "/Info" in document.trailer:
            del document.trailer["/Info"]
        for page in document.pages:
            for name in ("/AA", "/Metadata", "/PieceInfo"):
                if name in page.obj:
                    del page.obj[name]
        for thing in document.objects:
            if isinstance(thing, pikepdf.Stream):
                _bare_stream(thing)
        buffer = BytesIO()
        document.save(buffer, deterministic_id=True, fix_metadata_version=False)
    return buffer.getvalue()


def _bare_stream(stream: object) -> None:
    import pikepdf

    assert isinstance(stream, pikepdf.Stream)  # noqa: S101  asked by the caller
    if "/Metadata" in stream:
        del stream["/Metadata"]
    if stream.get("/Filter") == pikepdf.Name.DCTDecode:
        stream.write(without_notes(stream.read_raw_bytes()), filter=pikepdf.Name.DCTDecode)


def scripts_in(data: bytes) -> bool:
    """Whether a PDF carries scripts, embedded files or actions that start by themselves; also when what it
    carries cannot be made out.
    """
    import pikepdf

    try:
        with pikepdf.open(BytesIO(data)) as document:
            return _acts_by_itself(document)
    except (pikepdf.PdfError, TypeError, ValueError, RuntimeError):
        return True


def _acts_by_itself(document: pikepdf.Pdf) -> bool:
    import pikepdf

    root = document.Root
    names = root.get("/Names", pikepdf.Dictionary())
    if "/AA" in root or "/JavaScript" in names or "/EmbeddedFiles" in names:
        return True
    action = root.get("/OpenAction")
    return isinstance(action, pikepdf.Dictionary) and action.get("/S") in {"/JavaScript", "/Launch"}
