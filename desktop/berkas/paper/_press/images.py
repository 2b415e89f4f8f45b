"""Photos and logos on the page. JPEG bytes go into the file untouched: no decoding, no second compression."""

from __future__ import annotations

import hashlib
from io import BytesIO
from typing import Any

from PIL import Image, UnidentifiedImageError
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfdoc, pdfutils
from reportlab.pdfgen.canvas import Canvas

_FORMATS = ("JPEG", "PNG")


def pdf_document(canvas: Canvas) -> Any:  # noqa: ANN401  reportlab's document has no types
    """The document behind a canvas."""
    return canvas._doc  # noqa: SLF001  # pyright: ignore[reportAttributeAccessIssue]


def page_code(canvas: Canvas) -> list[str]:
    """The operators of the open page, for those that a canvas has no word for."""
    return canvas._code  # noqa: SLF001  # pyright: ignore[reportAttributeAccessIssue]


def photo_size(data: bytes) -> tuple[int, int] | None:
    """Width and height in pixels of a JPEG or PNG, None when the bytes are not one."""
    if data[:2] == b"\xff\xd8":
        try:
            header: Any = pdfutils.readJPEGInfo(BytesIO(data))
        except Exception:  # noqa: BLE001  reportlab raises its own plain errors for anything it cannot read
            return None
        return (header[0], header[1]) if header and min(header[:2]) > 0 else None
    try:
        with Image.open(BytesIO(data), formats=_FORMATS) as image:
            return image.size
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError):
        return None


def draw_photo(canvas: Canvas, data: bytes, box: tuple[float, float, float, float]) -> None:
    """Draw a JPEG or PNG that `photo_size` has accepted into `box`: left, bottom, width, height."""
    x, y, width, height = box
    if data[:2] != b"\xff\xd8":
        canvas.drawImage(ImageReader(BytesIO(data)), x, y, width, height, mask="auto")
        return
    name = hashlib.sha256(data).hexdigest()
    # drawImage would decode every JPEG only to give it a name.
    document = pdf_document(canvas)
    if document.getXObjectName(name) not in document.idToObject:
        image: Any = pdfdoc.PDFImageXObject(name)
        image.loadImageFromJPEG(BytesIO(data))
        document.Reference(image, document.getXObjectName(name))
        document.addForm(name, image)
    canvas.saveState()
    canvas.translate(x, y)
    canvas.scale(width, height)
    canvas.doForm(name)
    canvas.restoreState()


def logo_size(data: bytes, width: float, height: float) -> tuple[float, float] | None:
    """Size in points of a logo fitted into the given room; None when it cannot be read."""
    pixels = photo_size(data)
    return None if pixels is None else fitted(pixels, width, height)


def draw_logo(canvas: Canvas, data: bytes, box: tuple[float, float, float, float]) -> None:
    """Draw a logo; transparent parts stay transparent."""
    draw_photo(canvas, data, box)


def fitted(pixels: tuple[int, int], width: float, height: float) -> tuple[float, float]:
    """The largest size of this shape in the given room."""
    share = min(width / pixels[0], height / pixels[1])
    return pixels[0] * share, pixels[1] * share
