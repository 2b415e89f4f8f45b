"""What can be done when an office file does not open: one line per kind of refusal. No Qt.

The sentence and the next step come from the error itself; this table adds the heading, the ways on, and what
happens by itself.
"""

from dataclasses import dataclass
from enum import StrEnum

from berkas_db.errors import (
    BookDamaged,
    BookError,
    BookExists,
    BookInCloudFolder,
    BookInUse,
    BookNotFound,
    BookNotUpgraded,
    BookOnNetwork,
    BookReadOnly,
    BookTooNew,
    BookTooOld,
    DiskFull,
    NotABook,
)


class Way(StrEnum):
    """A way on, by the word of its button."""

    RETRY = "Coba lagi"
    READ = "Buka hanya untuk membaca"
    RAISE = "Buka dan naikkan versinya"
    COPY = "Salin ke komputer ini…"
    LOCATE = "Cari berkas kantor…"
    RESTORE = "Pulihkan dari cadangan…"
    RESCUE = "Selamatkan isi yang terbaca…"
    NEW = "Kantor baru…"
    START = "Layar awal"


@dataclass(frozen=True, slots=True)
class Outcome:
    """Heading of the screen, the ways on with the likeliest first, and what happens by itself."""

    heading: str
    ways: tuple[Way, ...]
    meanwhile: str = ""


_OUTCOMES: dict[type[BookError], Outcome] = {
    BookNotFound: Outcome(
        "Berkas kantor tidak ditemukan",
        (Way.LOCATE, Way.RESTORE, Way.NEW, Way.START),
        "Bila berkasnya di stik USB, pasang stiknya: begitu berkas itu ada lagi di tempatnya, kantor dibuka "
        "dengan sendirinya.",
    ),
    BookInUse: Outcome(
        "Kantor sedang dibuka",
        (Way.READ, Way.RETRY, Way.START),
        "Begitu ditutup di sana, kantor dibuka di sini dengan sendirinya.",
    ),
    BookTooNew: Outcome("Program ini lebih lama daripada berkasnya", (Way.LOCATE, Way.START)),
    BookTooOld: Outcome("Berkas kantor dari versi lama", (Way.RAISE, Way.COPY, Way.START)),
    BookNotUpgraded: Outcome("Versi berkas kantor belum naik", (Way.RETRY, Way.RESTORE, Way.START)),
    BookOnNetwork: Outcome("Berkas kantor ada di folder jaringan", (Way.COPY, Way.READ, Way.START)),
    BookInCloudFolder: Outcome("Berkas kantor ada di folder awan", (Way.COPY, Way.READ, Way.START)),
    BookDamaged: Outcome("Berkas kantor rusak", (Way.RESTORE, Way.RESCUE, Way.LOCATE, Way.START)),
    BookReadOnly: Outcome("Berkas kantor tidak dapat ditulis", (Way.READ, Way.COPY, Way.RETRY, Way.START)),
    NotABook: Outcome("Ini bukan berkas kantor", (Way.LOCATE, Way.NEW, Way.START)),
    BookExists: Outcome("Nama itu sudah dipakai", (Way.NEW, Way.LOCATE, Way.START)),
    DiskFull: Outcome("Ruang penyimpanan habis", (Way.RETRY, Way.READ, Way.START)),
}
_OTHERWISE = Outcome("Kantor belum dapat dibuka", (Way.RETRY, Way.LOCATE, Way.START))


def outcome_of(error: BookError) -> Outcome:
    """The line of the table for an error: that of its own kind, else of what it is a kind of."""
    lines = (_OUTCOMES.get(kind) for kind in type(error).__mro__ if issubclass(kind, BookError))
    return next((line for line in lines if line is not None), _OTHERWISE)
