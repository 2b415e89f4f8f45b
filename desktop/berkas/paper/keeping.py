"""The parts and the frame of a paper as one short text, and back: what twins of an issued paper are made of.

Photos and other bytes are not in the text: they are named by their SHA-256 and asked for again. What a later
version of the program no longer knows is left out, what it has more keeps its usual value. Never imports
reportlab.
"""

from __future__ import annotations

import hashlib
import json
import zlib
from base64 import b64decode, b64encode
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import fields, is_dataclass, replace
from datetime import date
from enum import Enum
from typing import Any

from berkas.paper import frame as frames
from berkas.paper import parts as p
from berkas.paper import pictures, words
from berkas.paper.attachments import AttachedError, read_attached

_CLASS, _BYTES, _ENUM, _DATE, _SET = "@", "#", "=", "^", "*"


class KeptError(ValueError):
    """A kept text that this version cannot read; the text is the sentence to show."""


def keep(parts: Sequence[p.Part], frame: frames.Frame) -> str:
    """Everything a paper is drawn from, as ASCII text; pages of attached PDFs are only counted."""
    told = {"frame": _told(frame), "parts": [_told(_counted(part)) for part in parts]}
    packed = zlib.compress(json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode(), 9)
    return b64encode(packed).decode()


def read_kept(text: str, find: Callable[[str], bytes | None]) -> tuple[tuple[p.Part, ...], frames.Frame]:
    """Parts and frame of a kept text. `find` gives bytes by their SHA-256, or None when they are gone: a
    photo then says that it cannot be read, an attached PDF that it stands in the printed paper.

    Raises KeptError when the text is not one of ours.
    """
    try:
        told = json.loads(zlib.decompress(b64decode(text, validate=True)))
        frame = _made(told["frame"], find)
        parts = tuple(_made(part, find) for part in told["parts"])
    except (ValueError, KeyError, TypeError, zlib.error) as error:
        raise KeptError("Susunan dokumen ini tidak dapat dibaca oleh versi program ini.") from error
    return tuple(_without_attached(parts)), frame


def _counted(part: p.Part) -> p.Part:
    """An attached PDF says how many pages it has: they themselves stand in the issued paper."""
    if not isinstance(part, p.Attached):
        return part
    try:
        pages = f"{read_attached(part.pdf)} halaman"
    except AttachedError:
        pages = ""
    return replace(part, pdf=b"", note=" ".join(word for word in (part.note, pages) if word))


def _without_attached(parts: Sequence[p.Part]) -> Iterator[p.Part]:
    for part in parts:
        if isinstance(part, p.Attached):
            count = f" ({part.note})" if part.note else ""
            yield p.Heading(part.title, level=2, listed=part.listed)
            yield p.Para(f"Lampiran PDF{count}; isinya ada pada dokumen terbit.")
        else:
            yield part


def _told(value: Any) -> Any:  # noqa: ANN401  any value of a part
    told: Any = value
    if isinstance(value, Enum):
        told = {_ENUM: type(value).__name__, "v": value.value}
    elif isinstance(value, bytes):
        told = {_BYTES: hashlib.sha256(value).hexdigest() if value else ""}
    elif isinstance(value, date):
        told = {_DATE: value.isoformat()}
    elif is_dataclass(value) and not isinstance(value, type):
        own = {field.name: _told(getattr(value, field.name)) for field in fields(value)
               if getattr(value, field.name) != field.default}  # fmt: skip
        told = {_CLASS: type(value).__name__, **own}
    elif isinstance(value, frozenset):
        told = {_SET: sorted(_told(member) for member in value)}
    elif isinstance(value, list | tuple):
        told = [_told(member) for member in value]
    return told


def _made(told: Any, find: Callable[[str], bytes | None]) -> Any:  # noqa: ANN401  any value of a part
    if isinstance(told, list):
        return tuple(_made(member, find) for member in told)
    if not isinstance(told, dict):
        return told
    if _CLASS in told:
        known = _known()[told[_CLASS]]
        names = {field.name for field in fields(known)}
        return known(**{name: _made(value, find) for name, value in told.items() if name in names})
    if _ENUM in told:
        return _known()[told[_ENUM]](told["v"])
    if _BYTES in told:
        return (find(told[_BYTES]) if told[_BYTES] else None) or b""
    return date.fromisoformat(told[_DATE]) if _DATE in told else frozenset(_made(told[_SET], find))


def _known() -> Mapping[str, Any]:
    """The classes of parts and frames by their names."""
    return {
        name: found
        for module in (p, pictures, words, frames)
        for name, found in vars(module).items()
        if isinstance(found, type)
    }
