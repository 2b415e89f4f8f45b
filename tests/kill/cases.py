"""What may be killed, and what must be true after it. A case proves after each kill and raises `Lost`."""

import lzma
import random
import re
import shutil
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import ClassVar

from sqlalchemy import func, select
from sqlalchemy.orm import Session
from tests.kill import clerk
from tests.kill.killing import duration, work

from berkas_db.backup import inspect
from berkas_db.book import Book
from berkas_db.changes import ANYONE
from berkas_db.check import check_book
from berkas_db.connect import identify
from berkas_db.copyfacts import count_rows
from berkas_db.drafts import list_drafts
from berkas_db.errors import WrongPassphrase
from berkas_db.lock import SUFFIX
from berkas_db.migrate import latest, version_of
from berkas_db.opening import copies_folder
from berkas_db.protection import reprotect
from berkas_db.slim import slim_backup
from berkas_db.tables import Attachment, Obh, ObhAlias, Unit

SECRET, OTHER = "frasa sandi contoh yang panjang", "frasa sandi contoh yang lain"
BOOKS = Path(__file__).parents[1] / "books"

_BUSY_SECONDS = 0.6
_TYPING_SECONDS = 4.0
_LOST_SECONDS = 1.0
_OFFICE_LIVES = 12
_GROWING = {"journal", "journal_row", "journal_value", "journal_text"}


class Lost(AssertionError):
    """Something that was promised is not so."""


def require(claim: object, sentence: str) -> None:
    """Raise `Lost` with the sentence when the claim does not hold."""
    if not claim:
        raise Lost(sentence)


@dataclass
class Case:
    """One kind of work on one office, killed again and again. `strike` is one kill and its proof."""

    name: ClassVar[str]
    title: ClassVar[str]
    folder: Path
    secret: str | None
    dice: random.Random
    rows: int = 2_000
    """How many rows a workbook has."""
    kept: int = 0
    """How many acknowledged things were found again."""
    path: Path = field(init=False)

    def __post_init__(self) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        self.path = self.folder / "kantor.berkas"
        self.prepare()

    def prepare(self) -> None:
        """Make what the first kill needs."""
        Book.create(self.path, office_name="Kanwil Contoh", passphrase=self.secret).close()

    def strike(self, number: int) -> None:
        """Let it work, kill it, prove."""
        raise TypeError(f"a case without a strike: {type(self).__name__} {number}")

    def clean(self, passphrase: str | None = None) -> Book:
        """The office opens for writing and the check finds nothing; the caller closes it."""
        book = Book.open(self.path, passphrase=passphrase or self.secret)
        try:
            found = check_book(book)
            require(not found, f"check: {'; '.join(each.sentence for each in found[:3])}")
        except BaseException:
            book.close()
            raise
        return book

    def require_silence(self) -> None:
        """No file of a protected office can be read by anybody, whatever moment it is from."""
        if self.secret is None:
            return
        for path in self.folder.rglob("*"):
            if path.is_file() and path.suffix != ".xlsx":
                lying = path.read_bytes()
                for mark in (clerk.MARK.encode(), self.secret.encode(), b"SQLite format 3"):
                    require(mark not in lying, f"{path.name} can be read")

    def require_tidy(self, allowed: Iterable[str] = ()) -> None:
        """Nothing half made is left beside the office once it was opened and closed."""
        names = {path.name for path in self.folder.iterdir() if path.name not in allowed}
        extra = {name for name in names if name.startswith(".") or name.endswith((SUFFIX, "-wal", "-shm"))}
        require(not extra, f"left over: {', '.join(sorted(extra))}")


class Clerk(Case):
    """Saving, typing, bulk changes, undo."""

    name, title = "kerja", "petugas yang sibuk"

    def prepare(self) -> None:
        shutil.rmtree(self.folder, ignore_errors=True)
        self.folder.mkdir(parents=True)
        super().prepare()
        self.sure: set[str] = set()
        self.doubtful: set[str] = set()

    def strike(self, number: int) -> None:
        if number % _OFFICE_LIVES == _OFFICE_LIVES - 1:
            self.prepare()
        said = work("works", self.path, self.secret, number, wait=lambda: self.dice.uniform(0, _BUSY_SECONDS))
        self.require_silence()
        drafts = self._listen(said)
        with self.clean() as book:
            found = book.read(_aliases).result()
            kept = book.read(list_drafts, ANYONE).result()
            require(set(found.values()) <= {1}, "a save is there by half")
            require(book.read(_count, Attachment).result() >= len(_single(found)), "bytes of a save are lost")
        self._require_saved(found)
        if drafts:
            typed = kept[0].values_json.split('"')[3].split() if kept else ["-1", "-1"]
            require(
                int(typed[0]) == number and int(typed[1]) >= drafts[-1],
                f"draft {drafts[-1]} is lost, {typed} is there",
            )
        self.kept += len(said)
        self.require_tidy()

    def _listen(self, said: list[str]) -> list[int]:
        """Take note of what is safe; the numbers of the drafts."""
        drafts: list[int] = []
        for line in said:
            what, *rest = line.split()
            if what == "draf":
                drafts.append(int(rest[1]))
            elif what == "massal":
                self.sure |= {f"{rest[0]}+{each}" for each in range(clerk.BULK)}
            elif what == "simpan":
                self.sure.add(rest[0])
            else:
                self.sure.discard(rest[0])
                self.doubtful.add(rest[0])
                if what == "urung":
                    self.doubtful.discard(rest[0])
        return drafts

    def _require_saved(self, found: dict[str, int]) -> None:
        lost = self.sure - set(found)
        require(not lost, f"{len(lost)} acknowledged saves are lost, {min(lost, default='')} among them")
        bulks = {code.split("+")[0]: 0 for code in found if "+" in code}
        for code in found:
            if "+" in code:
                bulks[code.split("+")[0]] += 1
        require(set(bulks.values()) <= {clerk.BULK}, "a bulk change is there by half")
        self.sure |= set(found)  # what was not acknowledged but is there must stay from now on


class Typing(Case):
    """Typing into a form of the real window: everything older than a second is on disk as a draft.

    A wall clock decides here, so the ordinary tests leave this one out.
    """

    name, title = "ketik", "pengetikan di formulir"

    def strike(self, number: int) -> None:
        said = work(
            "types", self.path, self.secret, number, wait=lambda: self.dice.uniform(0, _TYPING_SECONDS)
        )
        self.require_silence()
        keys = [(float(moment), int(count)) for moment, count in (line.split() for line in said)]
        with self.clean() as book:
            drafts = "".join(each.values_json for each in book.read(list_drafts, ANYONE).result())
        kept = max(map(len, re.findall(rf"{clerk.TYPED} {number} (x*)", drafts)), default=0)
        if keys:
            old = [count for moment, count in keys if moment <= keys[-1][0] - _LOST_SECONDS]
            typed = max(old, default=0)
            require(kept >= typed, f"{kept} keys are kept, {typed} were typed more than a second before")
        self.kept += kept
        self.require_tidy()


class Copies(Case):
    """Slim and full copies, and thinning."""

    name, title = "cadangan", "pembuatan cadangan"

    def prepare(self) -> None:
        shutil.rmtree(self.folder, ignore_errors=True)
        self.folder.mkdir(parents=True)
        super().prepare()

    def strike(self, number: int) -> None:
        if number % _OFFICE_LIVES == _OFFICE_LIVES - 1:
            self.prepare()
        said = work(
            "copies", self.path, self.secret, number, wait=lambda: self.dice.uniform(0, 3 * _BUSY_SECONDS)
        )
        self.require_silence()
        folder = self.path.with_name(clerk.COPIES)
        made = sorted(path for path in folder.glob("kantor-*") if path.is_file())
        full = {line.split()[1] for line in said if line.startswith("penuh")}
        require(full <= {path.name for path in made}, "a copy that was told of is not there")
        slim = [line.split()[1] for line in said if line.startswith("akan-tipis")]
        require(not slim or slim[-1] in {path.name for path in made}, "the newest slim copy is not there")
        for path in made:
            facts = inspect(path, passphrase=self.secret)
            require(facts.rows["office"] == 1 and not facts.missing, f"{path.name} is not whole")
        with self.clean():
            self.kept += len(said)
        self.require_tidy()


class Restores(Case):
    """Restoring from a slim copy, the present file being kept."""

    name, title = "pulih", "pemulihan dari cadangan"

    def prepare(self) -> None:
        super().prepare()
        with Book.open(self.path, passphrase=self.secret) as book:
            for number in range(20):
                book.change(clerk.save, ANYONE, f"asal-{number}").result()
        folder = self.path.with_name(clerk.COPIES)
        folder.mkdir(exist_ok=True)
        slim_backup(identify(self.path, self.secret), folder, occasion="mulai")

    def strike(self, number: int) -> None:
        said = work(
            "restores", self.path, self.secret, number, wait=lambda: self.dice.uniform(0, 3 * _BUSY_SECONDS)
        )
        self.require_silence()
        with self.clean() as book:
            require(book.read(_count, Obh).result() == 20, "the restored office has other records")
        safe = sorted(self.folder.glob("kantor-sebelum-*.berkas"))
        require(len(safe) >= len(said), "a safety copy of the present is missing")
        for path in safe[-2:]:
            require(inspect(path, passphrase=self.secret).rows["obh"] == 20, f"{path.name} is not whole")
        self.require_tidy()
        for path in safe:
            path.unlink()
        self.kept += len(said)


class Upgrades(Case):
    """The ladder from the first released version."""

    name, title = "migrasi", "kenaikan versi berkas"

    def prepare(self) -> None:
        self.original = self.folder / "asal" / "kantor.berkas"
        self.original.parent.mkdir()
        self.original.write_bytes(lzma.decompress((BOOKS / "1" / "kantor.berkas.xz").read_bytes()))
        if self.secret is not None:
            reprotect(self.original, passphrase=None, new_passphrase=self.secret)
        with identify(self.original, self.secret).connected("ro", immutable=True) as connection:
            self.before = dict(count_rows(connection))
            self.version = version_of(connection)
        shutil.copy(self.original, self.path)
        self.seconds = duration("upgrades", self.path, self.secret)

    def strike(self, number: int) -> None:
        shutil.copy(self.original, self.path)
        for folder in (copies_folder(self.path),):
            shutil.rmtree(folder, ignore_errors=True)
        said = work(
            "upgrades", self.path, self.secret, number, wait=lambda: self.dice.uniform(0, 1.15 * self.seconds)
        )
        self.require_silence()
        with identify(self.path, self.secret).reading() as connection:
            version = version_of(connection)
            now = count_rows(connection)
        require(version in {self.version, latest()}, f"the office stands on version {version}")
        require(not said or version == latest(), "the upgrade was told of and is not there")
        fewer = [table for table, rows in self.before.items() if now.get(table, rows) < rows]
        require(not fewer, f"rows are lost in {', '.join(fewer)}")
        for path in copies_folder(self.path).glob("kantor-*.berkas"):
            facts = inspect(path, passphrase=self.secret)
            require(dict(facts.rows) == self.before, f"{path.name} is not whole")
        with self.clean():
            self.kept += len(said)
        self.require_tidy()


class Protects(Case):
    """Writing the office anew: on and off again, or from one passphrase to the other."""

    name, title = "enkripsi", "penulisan ulang dengan frasa sandi lain"

    def prepare(self) -> None:
        super().prepare()
        with Book.open(self.path, passphrase=self.secret) as book:
            for number in range(20):
                book.change(clerk.save, ANYONE, f"asal-{number}").result()
        with identify(self.path, self.secret).connected("ro", immutable=True) as connection:
            self.before = dict(count_rows(connection))
        self.now = self.secret
        self.seconds = duration("protects", self.path, self.secret, self._next())
        self.now = self._next()

    def _next(self) -> str | None:
        return OTHER if self.now == self.secret else self.secret

    def strike(self, number: int) -> None:
        wanted = self._next()
        said = work(
            "protects",
            self.path,
            self.now,
            number,
            wanted,
            wait=lambda: self.dice.uniform(0, 1.15 * self.seconds),
        )
        self.require_silence()
        opens = self._opens_with(wanted)
        require(not said or opens, "the new passphrase was told of and does not open the office")
        if opens:
            self.now = wanted
        with Book.open(self.path, passphrase=self.now) as book:
            found = check_book(book)
            require(not found, "check finds something")
        with identify(self.path, self.now).connected("ro", immutable=True) as connection:
            after = dict(count_rows(connection))
        same = {table: rows for table, rows in self.before.items() if table not in _GROWING}
        require({table: after[table] for table in same} == same, "the office has other records")
        self.require_tidy()
        self.kept += len(said)

    def _opens_with(self, secret: str | None) -> bool:
        try:
            return (identify(self.path, secret).key is None) == (secret is None)
        except WrongPassphrase:
            return False


class Imports(Case):
    """A workbook of units: all or nothing."""

    name, title = "impor", "impor buku kerja"

    def prepare(self) -> None:
        super().prepare()
        self.original = self.folder / "asal.salinan"
        shutil.copy(self.path, self.original)
        self.workbook = self.folder / "unit.xlsx"
        _write_units(self.workbook, self.rows)
        self.seconds = duration("imports", self.path, self.secret, str(self.workbook))
        with Book.open(self.path, passphrase=self.secret) as book:
            require(
                book.read(_count, Unit).result() == self.rows, "the import without a kill is not complete"
            )

    def strike(self, number: int) -> None:
        shutil.copy(self.original, self.path)
        said = work(
            "imports",
            self.path,
            self.secret,
            number,
            str(self.workbook),
            wait=lambda: self.dice.uniform(0, 1.15 * self.seconds),
        )
        with self.clean() as book:
            count = book.read(_count, Unit).result()
        require(count in {0, self.rows}, f"{count} of {self.rows} rows came in")
        require(not said or count == self.rows, "the import was told of and is not there")
        self.kept += len(said)
        self.require_tidy()


CASES: tuple[type[Case], ...] = (
    Clerk,
    Typing,
    Copies,
    Restores,
    Upgrades,
    Protects,
    Imports,
)


def _aliases(session: Session) -> dict[str, int]:
    question = (
        select(Obh.code, func.count(ObhAlias.id))
        .outerjoin(ObhAlias, ObhAlias.obh_id == Obh.id)
        .group_by(Obh.code)
    )
    return {code: count for code, count in session.execute(question)}  # noqa: C416  a row is not a pair


def _single(found: dict[str, int]) -> list[str]:
    return [code for code in found if "+" not in code]


def _count(session: Session, model: type) -> int:
    return session.execute(select(func.count()).select_from(model)).scalar_one()


def _write_units(path: Path, rows: int) -> None:
    import xlsxwriter

    with xlsxwriter.Workbook(str(path)) as workbook:
        sheet = workbook.add_worksheet("Unit")
        sheet.write_row(0, 0, ("Nama unit", "Kode", "Jenis unit", "Kelas"))
        for number in range(rows):
            row = (f"Rutan Contoh {number}", f"U{number}", "Rumah Tahanan Negara", "IIB")
            sheet.write_row(number + 1, 0, row)
