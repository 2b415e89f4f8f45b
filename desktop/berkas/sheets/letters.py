"""A letter as an editable DOCX, from the same values as the printed one.

Superiors correct in a word processor, and letters go on to the ministry's application for certified signing.
The file carries no check code: what is corrected by hand is no longer the issued paper. Imports only its
neighbours.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from berkas.sheets import letter_values as shapes
from berkas.sheets.write import replacing

if TYPE_CHECKING:
    from berkas.sheets.letter_page import LetterPage

_SIZES = {"a4": (210, 297), "f4": (215, 330)}


def write_letter(
    target: Path | BinaryIO,
    parts: Sequence[object],
    *,
    title: str,
    letterhead: shapes.Letterhead | None = None,
    page: str = "a4",
    landscape: bool = False,
    overwrite: bool = False,
) -> None:
    """Write parts of a paper (see `berkas.sheets.letter_values` for the shapes) as a DOCX.

    `page` is a4 or f4; `title` becomes the document's title. Raises TypeError for a part that no letter has
    (a poster, a drawn chart), SheetError with the sentence to show when the file cannot be written.
    """
    from berkas.sheets.letter_page import LetterPage

    sheet = LetterPage(_SIZES[page.casefold()], title, landscape=landscape)
    if letterhead is not None:
        sheet.letterhead(letterhead)
    _add_all(sheet, parts)
    if not isinstance(target, Path):
        sheet.save(target)
        return
    with replacing(target, overwrite=overwrite) as stream:
        sheet.save(stream)


def _add_all(sheet: LetterPage, parts: Sequence[object]) -> None:
    for part in parts:
        _add(sheet, part)


def _add(sheet: LetterPage, part: object) -> None:  # noqa: PLR0912 - one line per kind of part
    if isinstance(part, shapes.Opening):
        sheet.opening(part)
    elif isinstance(part, shapes.Title):
        sheet.title(part)
    elif isinstance(part, shapes.Heading):
        sheet.heading(part)
    elif isinstance(part, shapes.Para):
        sheet.para(part)
    elif isinstance(part, shapes.Listing):
        sheet.listing(part)
    elif isinstance(part, shapes.KeyValues):
        sheet.key_values(part)
    elif isinstance(part, shapes.Table):
        sheet.table(part)
    elif isinstance(part, shapes.Signatures):
        sheet.signatures(part)
    elif isinstance(part, shapes.Copies):
        sheet.copies(part)
    elif isinstance(part, shapes.Notice):
        sheet.notice(part)
    elif isinstance(part, shapes.NewPage):
        sheet.new_page(part)
    elif isinstance(part, shapes.Together):
        _add_all(sheet, part.parts)
    elif isinstance(part, shapes.Photos):
        sheet.photos(part)
    elif isinstance(part, shapes.Gap):
        sheet.gap(part.height)
    elif is_dataclass(part) and not fields(part):  # a thin line across the page holds no values
        sheet.line()
    else:
        message = f"a letter has no {type(part).__name__}"
        raise TypeError(message)
