"""What can be restored: the copies found for an office, what one of them holds, and how it differs from now.

Works also when the office file does not open or is gone. Knows nothing of the window.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from berkas.engine.safekeeping import known_folders, occasion_words
from berkas.rules.dates import show_long
from berkas.rules.numbers import show_decimal, show_integer
from berkas_db.backup import BackupFacts, inspect
from berkas_db.connect import driver, identify
from berkas_db.copyfacts import count_rows, journal_end
from berkas_db.copynames import CopyName, copies_in, read_name
from berkas_db.errors import BookError, WrongPassphrase

COUNTED = (
    ("obh", "OBH"),
    ("unit", "Unit"),
    ("complaint", "Pengaduan"),
    ("visit", "Kegiatan"),
    ("assessment", "Penilaian"),
    ("issued_document", "Dokumen terbit"),
    ("attachment", "Lampiran"),
)
_SUFFIX = ".berkas"
_MEGABYTE = 1_000_000


@dataclass(frozen=True, slots=True)
class Candidate:
    """A copy that can be restored, and the office file it belongs to."""

    name: CopyName
    target: Path

    @property
    def day(self) -> str:
        """When it was made, on this computer's clock."""
        return show_moment(self.name.moment)

    @property
    def about(self) -> str:
        """Why it was made, how large it is, of which office."""
        try:
            size = self.name.path.stat().st_size
        except OSError:
            size = 0
        return f"{occasion_words(self.name.occasion)} · {show_size(size)} · {self.name.stem}"


@dataclass(frozen=True, slots=True)
class Preview:
    """What a copy holds beside what the present file holds; `present` is None when that does not open."""

    facts: BackupFacts
    secret: str | None
    present: Mapping[str, int] | None
    present_at: str
    present_problem: str

    @property
    def lines(self) -> list[tuple[str, str, str, str]]:
        """Word, count in the copy, count now, difference; the last two empty without a present file."""
        found: list[tuple[str, str, str, str]] = []
        for table, word in COUNTED:
            count = self.facts.rows.get(table, 0)
            if self.present is None:
                found.append((word, show_integer(count), "", ""))
                continue
            now = self.present.get(table, 0)
            change = count - now
            sign = "+" if change > 0 else "−"
            difference = f"{sign}{show_integer(abs(change))}" if change else "sama"
            found.append((word, show_integer(count), show_integer(now), difference))
        return found


def found_copies(offices: Iterable[Path]) -> list[Candidate]:
    """The copies of these offices where this computer puts them and beside the files, newest first."""
    found: dict[Path, Candidate] = {}
    for office in offices:
        for folder in (*known_folders(office), office.parent):
            for name in copies_in(folder, office.stem):
                found.setdefault(name.path, Candidate(name, office))
    return sorted(found.values(), key=lambda each: (each.name.moment, each.name.path.name), reverse=True)


def copies_at(chosen: Path, target: Path | None) -> list[Candidate]:
    """The copies in a folder somebody chose, or the one file that was chosen."""
    if chosen.is_dir():
        return [Candidate(name, target or _target_of(name)) for name in copies_in(chosen)]
    name = read_name(chosen)
    if name is None:
        moment = datetime.fromtimestamp(chosen.stat().st_mtime, UTC)
        name = CopyName(chosen, chosen.stem, moment, "", None, "")
    return [Candidate(name, target or _target_of(name))]


def look(candidate: Candidate, secrets: Sequence[str] = ()) -> Preview:
    """Check a copy and count what it holds; the passphrases are tried in turn. Blocking.

    Raises `WrongPassphrase` when none fits, `BookDamaged` and the like when the copy is no good.
    """
    also = known_folders(candidate.target)
    path, refusal = candidate.name.path, None
    for secret in (None, *secrets):
        try:
            facts = inspect(path, passphrase=secret, also=also)
        except WrongPassphrase as error:
            refusal = error
            continue
        preview = Preview(facts, secret, None, "", "")
        return _with_present(preview, candidate.target, [*secrets])
    raise refusal or WrongPassphrase(f"Cadangan {path.name} dilindungi frasa sandi.", "Ketik frasa sandinya.")


def show_moment(moment: datetime) -> str:
    """``Kamis, 12 Juni 2025 pukul 10.42`` on this computer's clock."""
    here = moment.astimezone()
    return f"{show_long(here.date())} pukul {here:%H.%M}"


def show_size(size: int) -> str:
    """``5,4 MB``; at least one tenth."""
    return f"{show_decimal(max(size / _MEGABYTE, 0.1), 1)} MB"


def _target_of(name: CopyName) -> Path:
    """Copies lie in a folder beside the office, called like it; otherwise beside the copy."""
    folder = name.path.parent
    home = folder.parent if folder.name == f"{name.stem}-cadangan" else folder
    wanted = home / f"{name.stem}{_SUFFIX}"
    return wanted if wanted != name.path else home / f"{name.stem}-pulih{_SUFFIX}"


def _with_present(preview: Preview, target: Path, secrets: Sequence[str]) -> Preview:
    if not target.exists():
        return replace(preview, present_problem="Berkas kantor yang sekarang tidak ada di tempatnya.")
    for secret in (preview.secret, *secrets):
        try:
            file = identify(target, secret)
            with file.reading() as connection:
                at = journal_end(connection)[2]
                return replace(preview, present=count_rows(connection), present_at=at)
        except WrongPassphrase:
            continue
        except (BookError, driver.Error):
            return replace(preview, present_problem="Berkas kantor yang sekarang tidak dapat dibuka.")
    return replace(preview, present_problem="Berkas kantor yang sekarang memakai frasa sandi lain.")
