"""Makes the file of a new office: schema, the row about the book, the row about the office, the first entry.

Imports nothing of the project but the floor's own parts.
"""

from pathlib import Path

from sqlalchemy.orm import Session

from berkas_db.changes import ANYONE, Step
from berkas_db.connect import BookFile, raw_of, settle
from berkas_db.files import discard, place, unfinished_name
from berkas_db.key import APPLICATION_ID, Key
from berkas_db.migrate import upgrade
from berkas_db.reconcile import journaled_tables, record_differences
from berkas_db.stamps import now, uuid7
from berkas_db.tables.office import Office
from berkas_db.tables.system import BookInfo

CREATED = "buat"


def make(target: Path, office_name: str, key: Key | None) -> None:
    """Build the file aside and give it its name at the end. Raises `BookExists` when the name is taken."""
    unfinished = unfinished_name(target)
    file = BookFile(unfinished, key)
    try:
        with file.connected("rwc") as connection:
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
            upgrade(connection)
        _fill(file, office_name)
        place(unfinished, target)
    finally:
        discard(unfinished)


def _fill(file: BookFile, office_name: str) -> None:
    engine = file.engine("rw")
    with engine.connect() as connection:
        settle(connection, "writer")
        with connection.begin(), Session(bind=connection, autoflush=False) as session:
            step = Step(session, ANYONE, now())
            office = uuid7()
            step.insert(BookInfo, {"id": 1, "uid": office, "replica_uid": uuid7()})
            step.insert(Office, {"id": 1, "uid": office, "name": office_name})
            step.rows.recorder.flush()
            record_differences(raw_of(connection), step.rows.recorder, journaled_tables())
            step.say("Berkas kantor dibuat")
            step.finish(None, action=CREATED)
        raw_of(connection).execute("PRAGMA wal_checkpoint(TRUNCATE)")
    engine.dispose()
