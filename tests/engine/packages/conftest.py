"""A main office and two laptops made from it, each with its own people at work."""

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Concatenate, ParamSpec, TypeVar

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from berkas.engine.packages.copies import name_this_copy
from berkas.engine.packages.knowledge import journal_length
from berkas.engine.packages.merge import MergeReport
from berkas.engine.packages.receiving import receive
from berkas.engine.packages.selection import changes
from berkas.engine.packages.sending import Parcel, send
from berkas.engine.packages.working_copy import WishedCopy, make_working_copy
from berkas_db.book import Book
from berkas_db.changes import ANYONE, Step
from berkas_db.images import models, shape_of
from berkas_db.key import recovery_text
from berkas_db.tables import Base, Obh, ObhContact, Replica, Unit

P = ParamSpec("P")
T = TypeVar("T")
WORDS = "frasa contoh paket"
SECRET = "frasa laptop contoh"


@dataclass
class Computer:
    """One copy of the office at work; `start` is its journal's length when it became one."""

    book: Book
    start: int

    def change(self, command: Callable[Concatenate[Step, P], T], *given: P.args, **named: P.kwargs) -> T:
        return self.book.change(command, ANYONE, *given, **named).result().value

    def pack(self, folder: Path, to: str, *, since: int | None = None, name: str = "") -> Path:
        """A package of everything changed since the copies were one, for the copy with this name."""
        target = folder / f"{name or self.book.path.stem}-{journal(self.book)}.berkaspaket"
        chosen = self.book.read(changes, self.start if since is None else since).result()
        send(self.book, ANYONE, Parcel(chosen, replica(self.book, to), WORDS), target)
        return target

    def merge(self, path: Path) -> MergeReport:
        return receive(self.book, ANYONE, path, WORDS, keep=True, is_compared=True)


def journal(book: Book) -> int:
    return book.read(journal_length).result()


def replica(book: Book, name: str) -> int:
    return book.read(
        lambda session: session.execute(select(Replica.id).where(Replica.name == name)).scalar_one()
    ).result()


def records_of(book: Book, *tables: str) -> dict[str, list[tuple[Any, ...]]]:
    """What stands in tables, without the bookkeeping of this copy."""

    def read(session: Session) -> dict[str, list[tuple[Any, ...]]]:
        found: dict[str, list[tuple[Any, ...]]] = {}
        for table in tables:
            shape = shape_of(models()[table])
            columns = [shape.table.c[name] for name in ("uid", *shape.fields) if not name.endswith("_id")]
            rows = session.execute(select(*columns).order_by(shape.table.c.uid))
            found[table] = [tuple(row) for row in rows]
        return found

    return book.read(read).result()


def value(book: Book, model: type[Base], id: int, column: str) -> object:
    return book.read(lambda session: getattr(session.get_one(model, id), column)).result()


def _fill(step: Step) -> None:
    step.say("Contoh ditulis")
    for number in range(1, 6):
        obh = step.insert(
            Obh, {"code": f"OBH-{number:03}", "name": f"LBH Contoh {number}", "is_example": True}
        )
        step.insert(ObhContact, {"obh_id": obh, "kind": "telepon", "value": "0812"})
    step.insert(Unit, {"code": "LAPAS-CONTOH", "name": "Lapas Contoh", "kind": "lapas", "is_example": True})


@dataclass(frozen=True)
class Trio:
    """Three closed offices, and what opens each without deriving a key again."""

    folder: Path
    secrets: dict[str, str | None]
    starts: dict[str, int]


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Trio:
    folder = tmp_path_factory.mktemp("trio")
    with Book.create(folder / "kantor.berkas", office_name="Kantor Contoh") as book:
        book.change(_fill, ANYONE).result()
        book.change(name_this_copy, ANYONE, "Meja pelayanan").result()
        paths = [make_laptop(book, folder, f"Laptop {number}", f"L{number}") for number in (1, 2)]
        starts = {"kantor": journal(book)}
    secrets: dict[str, str | None] = {"kantor": None}
    for path in paths:
        with Book.open(path, passphrase=SECRET) as book:
            starts[path.stem] = journal(book)
            secrets[path.stem] = recovery_text(key) if (key := book.file.key) else None
    return Trio(folder, secrets, starts)


def make_laptop(desk: Book, folder: Path, name: str, prefix: str) -> Path:
    target = folder / f"{prefix.lower()}.berkas"
    return make_working_copy(desk, ANYONE, target, WishedCopy(name, prefix, SECRET))


def computer(made: Trio, folder: Path, stem: str) -> Computer:
    path = Path(shutil.copy(made.folder / f"{stem}.berkas", folder / f"{stem}.berkas"))
    return Computer(Book.open(path, passphrase=made.secrets[stem]), made.starts[stem])


@pytest.fixture
def desk(quick_keys: None, made: Trio, tmp_path: Path) -> Iterator[Computer]:
    found = computer(made, tmp_path, "kantor")
    yield found
    found.book.close()


@pytest.fixture
def laptops(made: Trio, tmp_path: Path) -> Iterator[tuple[Computer, Computer]]:
    first, second = computer(made, tmp_path, "l1"), computer(made, tmp_path, "l2")
    yield first, second
    first.book.close()
    second.book.close()
