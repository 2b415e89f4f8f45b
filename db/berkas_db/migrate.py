"""The ladder that brings a book to today's schema: numbered folders of plain SQL, run in one transaction.

A file may say `-- rewrites: table, table` at its beginning when it changes values that commands wrote;
those are then recorded in the journal as done by the upgrade. Imports nothing of the project but the
floor's own parts, and never today's tables while the steps run.
"""

import re
from collections.abc import Iterator
from pathlib import Path

from berkas_db.connect import DriverConnection
from berkas_db.errors import BookDamaged
from berkas_db.reconcile import record_differences
from berkas_db.recording import MIGRATED, NOBODY, Recorder
from berkas_db.search import fts_tables_of
from berkas_db.sqltext import statements
from berkas_db.stamps import now

FOLDER = Path(__file__).parent / "migrations"

_REWRITES = re.compile(r"^-- rewrites: (.+)$", re.MULTILINE)


def latest(folder: Path = FOLDER) -> int:
    """The number of the newest step, which is the `user_version` of an up-to-date book."""
    return max(_steps(folder))


def version_of(connection: DriverConnection) -> int:
    """The step this book stands on; 0 for a file that was never finished."""
    row = connection.execute("PRAGMA user_version").fetchone()
    return row[0] if row else 0


def upgrade(connection: DriverConnection, folder: Path = FOLDER, *, until: int | None = None) -> None:
    """Run every step the book has not seen (up to the step `until`), all or none.

    Raises `BookDamaged` when the result has broken references or a broken page; the first leaves the book
    as it was.
    """
    start = version_of(connection)
    end = latest(folder) if until is None else until
    todo = {number: files for number, files in sorted(_steps(folder).items()) if start < number <= end}
    if not todo:
        return
    connection.execute("PRAGMA foreign_keys = OFF")  # inside a transaction the switch is ignored
    try:
        connection.execute("BEGIN EXCLUSIVE")
        try:
            _climb(connection, todo, start)
            connection.execute("COMMIT")
        except BaseException:
            connection.rollback()
            raise
    finally:
        connection.execute("PRAGMA foreign_keys = ON")
    found = connection.execute("PRAGMA quick_check(1)").fetchone()
    if found is None or found[0] != "ok":
        raise BookDamaged(
            "Berkas kantor tidak lulus pemeriksaan setelah dinaikkan versinya.",
            "Pulihkan dari cadangan yang dibuat tepat sebelumnya.",
        )


def _climb(connection: DriverConnection, todo: dict[int, list[Path]], start: int) -> None:
    rewritten: set[str] = set()
    for files in todo.values():
        for file in files:
            script = file.read_text("utf-8")
            for statement in statements(script):
                connection.execute(statement)
            rewritten |= set(_rewrites(script))
    for table in fts_tables_of(connection):
        connection.execute(f'INSERT INTO "{table.name}" ("{table.name}", rank) VALUES (\'secure-delete\', 1)')
    broken = connection.execute("PRAGMA foreign_key_check").fetchone()
    if broken is not None:
        raise BookDamaged(
            f"Rujukan di tabel {broken[0]} terputus; versi berkas kantor tidak dinaikkan dan isinya tetap.",
            "Pulihkan dari cadangan, atau kirim laporan kegagalan.",
        )
    newest = max(todo)
    if start:
        recorder = Recorder(connection)
        recorder.add(MIGRATED, NOBODY, {"versi": start}, {"versi": newest})
        record_differences(connection, recorder, sorted(rewritten))
        recorder.finish(
            at=now(),
            actor_id=None,
            action=MIGRATED,
            label=f"Versi berkas kantor dinaikkan {start} → {newest}",
            reason="",
        )
    connection.execute(f"PRAGMA user_version = {newest}")


def _steps(folder: Path) -> dict[int, list[Path]]:
    """The steps of a ladder; a folder without files is none."""
    steps = {int(step.name): sorted(step.glob("*.sql")) for step in folder.glob("[0-9]*")}
    return {number: files for number, files in steps.items() if files}


def _rewrites(script: str) -> Iterator[str]:
    for line in _REWRITES.findall(script):
        yield from (table.strip() for table in str(line).split(","))
