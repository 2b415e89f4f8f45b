"""Puts an office under a passphrase, changes the passphrase, or takes it away: always a whole new file.

The new file is made aside, read back through the new passphrase, compared row by row with the old one, and
only then takes its name in one step. Until that step the old file is untouched; after it the new one is
proven. A kill at any moment leaves one or the other under the name. Copies made earlier are not changed by
this; `leftovers` finds them. Imports nothing of the project but the floor's own parts.
"""

import shutil
from collections.abc import Callable, Generator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from berkas_db.changes import ANYONE, Actor
from berkas_db.connect import CACHE_KIB, BookFile, DriverConnection, driver, identify, sentences
from berkas_db.errors import BookDamaged, BookInUse, Refused
from berkas_db.files import discard, flush_file, require_space, sweep, take_over, unfinished_name
from berkas_db.key import Key, new_key
from berkas_db.lock import BookLock
from berkas_db.recording import NOBODY, Recorder
from berkas_db.sameness import equal_rows, shape_of, tables_of
from berkas_db.stamps import now

PROTECTED, REKEYED, UNPROTECTED = "lindungi", "ganti_frasa_sandi", "lepas_pelindungan"

LABELS = {
    PROTECTED: "Kantor dilindungi frasa sandi",
    REKEYED: "Frasa sandi kantor diganti",
    UNPROTECTED: "Pelindungan kantor dilepas",
}

_NEW, _OLD = "baru", "lama"
_LOOK_FIRST = "Periksa berkas kantor ini lebih dahulu, lalu ulangi."
_STEPS = 50_000  # of SQLite's machine, between two looks at the clock: about a hundredth of a second

Progress = Callable[[int, int, str], None]
"""Told how many of how many bytes are done and what is going on; what it raises stops the work."""


@dataclass(frozen=True, slots=True)
class Reprotected:
    """What was done: a code of the journal, the size of the new file and how many rows were compared."""

    path: Path
    action: str
    size: int
    rows: int


def reprotect(
    path: Path,
    *,
    passphrase: str | None,
    new_passphrase: str | None,
    actor: Actor = ANYONE,
    progress: Progress | None = None,
) -> Reprotected:
    """Write the closed office at `path` anew under another passphrase; None takes the protection away.

    Raises `WrongPassphrase`, `BookInUse`, `DiskFull` before anything is written, `BookDamaged` when the old
    file cannot be read whole or the new one does not equal it. Whenever it raises, the old file stands.
    """
    old = identify(path, passphrase)
    if old.key is None and new_passphrase is None:
        raise Refused("Kantor ini memang tidak dilindungi frasa sandi.", "Tidak ada yang perlu dilepas.")
    lock = BookLock.take(old.path)
    try:
        sweep(old.path)
        require_space(old.path.parent, old.path.stat().st_size)
        key = None if new_passphrase is None else new_key(new_passphrase)
        new = BookFile(unfinished_name(old.path), key)
        try:
            with sentences(old.path):
                return _rewrite(old, new, new_passphrase, actor, progress)
        finally:
            discard(new.path)
    finally:
        lock.release()


def _rewrite(
    old: BookFile, new: BookFile, secret: str | None, actor: Actor, progress: Progress | None
) -> Reprotected:
    action = UNPROTECTED if new.key is None else PROTECTED if old.key is None else REKEYED
    _export(old, new, progress)
    flush_file(new.path)
    proven = identify(new.path, secret)
    rows = _prove(old, proven, progress)
    _note(proven, action, actor)
    flush_file(new.path)
    take_over(new.path, old.path)
    return Reprotected(old.path, action, old.path.stat().st_size, rows)


def _export(old: BookFile, new: BookFile, progress: Progress | None) -> None:
    """Copy everything into the new file. The cipher's own way: pages of the two kinds differ in shape."""
    with old.connected("rw") as connection:
        busy = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        if busy is None or busy[0]:
            raise BookInUse(
                f"Berkas kantor {old.path.name} sedang dibaca program lain.", "Tutup di sana, lalu ulangi."
            )
        connection.execute("PRAGMA foreign_keys = OFF")
        connection.execute(f"ATTACH ? AS {_NEW} KEY {_spelt(new.key)}", (str(new.path),))
        for schema in ("main", _NEW):  # indexes are filled in the order of rows: all over the new file
            connection.execute(f"PRAGMA {schema}.cache_size = -{CACHE_KIB['writer']}")
        connection.execute(f"PRAGMA {_NEW}.journal_mode = OFF")  # thrown away whole when anything goes wrong
        connection.execute(f"PRAGMA {_NEW}.synchronous = OFF")  # flushed whole before it is proven
        with _watched(connection, old.path, new.path, progress):
            connection.execute("SELECT sqlcipher_export(?)", (_NEW,)).fetchall()
        for setting in ("application_id", "user_version"):
            found = connection.execute(f"PRAGMA main.{setting}").fetchone()
            connection.execute(f"PRAGMA {_NEW}.{setting} = {found[0] if found else 0}")
        connection.execute(f"DETACH {_NEW}")
    shutil.copymode(old.path, new.path)
    with new.connected("rw") as connection:
        connection.execute("PRAGMA journal_mode = WAL")


@contextmanager
def _watched(
    connection: DriverConnection, old: Path, growing: Path, progress: Progress | None
) -> Generator[None]:
    """Tell how large the new file is by now. What `progress` raises stops SQLite and comes out here."""
    if progress is None:
        yield
        return
    total = old.stat().st_size
    stopped: list[BaseException] = []

    def look() -> bool:
        try:
            progress(min(growing.stat().st_size, total), total, "Menulis ulang berkas kantor")
        except BaseException as error:  # noqa: BLE001  raised again below, outside SQLite
            stopped.append(error)
        return bool(stopped)

    connection.set_progress_handler(look, _STEPS)
    try:
        yield
    except driver.Error:
        if stopped:
            raise stopped[0] from None
        raise
    finally:
        connection.set_progress_handler(None, 0)


def _prove(old: BookFile, new: BookFile, progress: Progress | None) -> int:
    """Read the new file back from the disk and compare every row of every table; how many there were."""
    tell = progress or _untold
    tell(0, 0, "Memeriksa berkas yang baru")
    with new.connected("ro", immutable=True) as connection:
        found = connection.execute("PRAGMA integrity_check(1)").fetchone()
        if found is None or found[0] != "ok":
            raise BookDamaged(
                f"Salinan baru {old.path.name} tidak utuh dan dibuang; berkas lama tetap.", _LOOK_FIRST
            )
        at_rest = f"{old.path.as_uri()}?mode=ro&immutable=1"
        connection.execute(f"ATTACH ? AS {_OLD} KEY {_spelt(old.key)}", (at_rest,))
        for schema in ("main", _OLD):
            connection.execute(f"PRAGMA {schema}.cache_size = -{CACHE_KIB['reader']}")
        if shape_of(connection, "main") != shape_of(connection, _OLD):
            raise _differs(old.path)
        total = 0
        tables = tables_of(connection, "main")
        for place, table in enumerate(tables):
            tell(place, len(tables), "Membandingkan semua baris")
            rows = equal_rows(connection, table, "main", _OLD)
            if rows is None:
                raise _differs(old.path)
            total += rows
    return total


def _untold(_done: int, _total: int, _words: str) -> None:
    """Nobody wants to know."""


def _differs(path: Path) -> BookDamaged:
    return BookDamaged(
        f"Salinan baru {path.name} tidak sama dengan aslinya dan dibuang; berkas lama tetap.", _LOOK_FIRST
    )


def _note(file: BookFile, action: str, actor: Actor) -> None:
    with file.connected("rw") as connection:
        connection.execute("BEGIN IMMEDIATE")
        recorder = Recorder(connection)
        recorder.add(action, NOBODY, {}, {"tindakan": action})
        recorder.finish(at=now(), actor_id=actor.user_id, action=action, label=LABELS[action], reason="")
        connection.execute("COMMIT")
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _spelt(key: Key | None) -> str:
    return "''" if key is None else f'"{key.literal}"'
