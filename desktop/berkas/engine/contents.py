"""The digest of what a document was drawn from: equal values, equal digest, whatever the pages look like.

Pure: values in, text out. No SQL, no Qt.
"""

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import fields, is_dataclass
from enum import Enum

_PLAIN = (str, int, float, bool, type(None))


def digest_of(values: object) -> str:
    """SHA-256 (hexadecimal) over dataclasses, mappings, sequences and plain values, in depth.

    What is none of these (a function, a reader of bytes) counts by its kind only.
    """
    hashed = hashlib.sha256()
    for piece in _pieces(values):
        hashed.update(piece)
    return hashed.hexdigest()


def _pieces(value: object) -> Iterator[bytes]:
    if isinstance(value, Enum):
        yield from _pieces(value.value)
    elif isinstance(value, _PLAIN):
        yield _framed(type(value).__name__, repr(value).encode())
    elif isinstance(value, bytes | bytearray):
        yield _framed("bytes", hashlib.sha256(value).digest())
    elif is_dataclass(value) and not isinstance(value, type):
        yield _framed("value", type(value).__name__.encode())
        for field in fields(value):
            yield from _pieces(getattr(value, field.name))
    elif isinstance(value, Mapping):
        yield from _several("mapping", sorted(value.items(), key=repr))
    elif isinstance(value, Set):
        yield from _several("set", sorted(value, key=repr))
    elif isinstance(value, list | tuple):
        yield from _several("list", value)
    elif hasattr(value, "isoformat"):
        yield _framed("date", str(value).encode())
    else:
        yield _framed("other", type(value).__name__.encode())


def _several(kind: str, members: Iterable[object]) -> Iterator[bytes]:
    listed = list(members)
    yield _framed(kind, str(len(listed)).encode())
    for member in listed:
        yield from _pieces(member)


def _framed(kind: str, data: bytes) -> bytes:
    """One piece that cannot be taken for the end of one and the beginning of another."""
    return f"{kind}:{len(data)}:".encode() + data
