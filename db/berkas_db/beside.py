"""Leaves one line in the journal of a book that is open elsewhere for writing, or here only to read.

What leaves the office (an export) is noted even then. SQLite lets one writer in at a time, and the next
entry of the journal is always read from the file, so the line waits its turn and the chain goes on. No row
of the office is changed this way. Imports nothing of the project but the floor's own parts.
"""

from collections.abc import Callable

from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from berkas_db.changes import Actor, Step
from berkas_db.connect import BookFile, driver, settle
from berkas_db.stamps import now


def note_beside(file: BookFile, note: Callable[[Step], None], actor: Actor) -> bool:
    """Write what `note` notes as one entry; False when the file cannot be written from here."""
    engine = file.engine("rw")
    try:
        with engine.connect() as connection:
            settle(connection, "writer")
            with connection.begin(), Session(bind=connection, autoflush=False) as session:
                step = Step(session, actor, now())
                note(step)
                if step.finish(None).kinds:
                    raise TypeError("a note beside a book changes no rows")
    except (DBAPIError, driver.Error):
        return False
    finally:
        engine.dispose()
    return True
