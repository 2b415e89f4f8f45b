"""Marks the book puts on rows: the instant, and identifiers that travel. Imports nothing of the project."""

import secrets
import threading
import time
from datetime import UTC, datetime

_last = 0
_guard = threading.Lock()


def now() -> str:
    """This instant as the book writes it: UTC, ISO 8601 with milliseconds and `Z`."""
    return datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def uuid7() -> str:
    """A UUID version 7 (RFC 9562, 5.7), lower case, 36 characters, rising within this process.

    48 bits of milliseconds, then 12 bits of the fraction of that millisecond, then 62 random bits.
    """
    global _last  # noqa: PLW0603  one clock for all threads, guarded below
    nanoseconds = time.time_ns()
    tick = (nanoseconds // 1_000_000) << 12 | (nanoseconds % 1_000_000) * 4096 // 1_000_000
    with _guard:
        tick = _last = max(tick, _last + 1)
    value = (tick >> 12) << 80 | 0x7 << 76 | (tick & 0xFFF) << 64 | 0b10 << 62 | secrets.randbits(62)
    digits = f"{value:032x}"
    return f"{digits[:8]}-{digits[8:12]}-{digits[12:16]}-{digits[16:20]}-{digits[20:]}"
