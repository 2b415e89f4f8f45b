"""What can be done when an office file does not open: one line per kind of refusal. No Qt.

The sentence and the next step come from the error itself; this table adds the heading and the ways on.
"""

from dataclasses import dataclass
from enum import StrEnum

from berkas_db.errors import (
    BookDamaged,
    BookError,
    BookExists,
    BookInUse,
    BookNotFound,
    BookReadOnly,
    BookTooNew,
    DiskFull,
    NotABook,
)


class Way(StrEnum):
    """A way on, by the word of its button."""

    RETRY = "Coba lagi"
    READ = "Buka hanya untuk membaca"
    LOCATE = "Cari berkas kantor…"
    RESTORE = "Pulihkan dari cadangan…"
    NEW = "Kantor baru…"
    START = "Layar awal"


@dataclass(frozen=True, slots=True)
class Outcome:
    """Heading of the screen, and the ways on; the first one is the likeliest."""

    heading: str
    ways: tuple[Way, ...]


_OUTCOMES: dict[type[BookError], Outcome] = {
    BookNotFound: Outcome("Berkas kantor tidak ditemukan", (Way.LOCATE, Way.RESTORE, Way.NEW)),
    BookInUse: Outcome("Kantor sedang dibuka", (Way.RETRY, Way.READ, Way.START)),
    BookTooNew: Outcome("Program ini lebih lama daripada berkasnya", (Way.LOCATE, Way.START)),
    BookDamaged: Outcome("Berkas kantor rusak", (Way.RESTORE, Way.LOCATE, Way.START)),
    BookReadOnly: Outcome("Berkas kantor tidak dapat ditulis", (Way.READ, Way.RETRY, Way.START)),
    NotABook: Outcome("Ini bukan berkas kantor", (Way.LOCATE, Way.NEW, Way.START)),
    BookExists: Outcome("Nama itu sudah dipakai", (Way.NEW, Way.LOCATE, Way.START)),
    DiskFull: Outcome("Ruang penyimpanan habis", (Way.RETRY, Way.READ, Way.START)),
}
_OTHERWISE = Outcome("Kantor belum dapat dibuka", (Way.RETRY, Way.LOCATE, Way.START))


def outcome_of(error: BookError) -> Outcome:
    """The line of the table for an error."""
    return next((line for kind, line in _OUTCOMES.items() if isinstance(error, kind)), _OTHERWISE)
