"""The life of one record in sentences, from the journal: when, who, what changed, and why."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, date, datetime
from itertools import groupby

from sqlalchemy import select
from sqlalchemy.orm import Session

from berkas.engine.lookup import choices_for
from berkas.rules.dates import local_moment, show_instant, to_instant
from berkas.rules.fields import Field, Kind, show
from berkas.rules.vocabulary import TimeZone
from berkas_db.journal import HistoryLine, history
from berkas_db.recording import INSERTED
from berkas_db.tables import Base, BookInfo

MOST = 200
"""Lines shown at once; older ones stay in the journal."""

LONGEST = 80
"""Letters of one value that are shown."""

_ZONES = {"Asia/Jakarta": TimeZone.WIB, "Asia/Makassar": TimeZone.WITA, "Asia/Jayapura": TimeZone.WIT}


def office_zone(session: Session) -> TimeZone:
    """The office's time zone; the book stores its IANA name."""
    name = session.execute(select(BookInfo.time_zone)).scalar_one_or_none()
    return _ZONES.get(name or "", TimeZone.WIB)


def office_today(session: Session) -> date:
    """The office's own civil day now, whatever zone the computer is set to."""
    return local_moment(to_instant(datetime.now(UTC)), office_zone(session)).date()


def history_lines(
    session: Session, model: type[Base], uid: str, fields: Sequence[Field] = ()
) -> list[tuple[str, str, str]]:
    """(when, who, what) per step, newest first.

    What changed is told for the `fields` of the record's form, in their words; what the book keeps for
    itself is left out. A new record is one line.
    """
    zone = office_zone(session)
    known = {field.key: field for field in fields}
    lines: list[tuple[str, str, str]] = []
    steps = groupby(
        history(session, model.__tablename__, uid),
        lambda line: (line.at, line.who, line.label, line.reason, line.action),
    )
    for (at, who, label, reason, action), changed in steps:
        details = [] if action == INSERTED else list(_details(session, known, changed))
        words = "\n".join((f"{label} ({reason})" if reason else label, *details))
        lines.append((show_instant(at, zone), who, words))
        if len(lines) == MOST:
            break
    return lines


def _details(session: Session, known: Mapping[str, Field], changed: Iterable[HistoryLine]) -> Iterable[str]:
    for line in changed:
        field = known.get(line.field)
        if field is None:
            continue
        if field.personal:
            yield f"{field.label}: diubah"
            continue
        before, after = (_words(session, field, value) for value in (line.before, line.after))
        yield f"{field.label}: {before} → {after}"


def _words(session: Session, field: Field, value: object) -> str:
    if value is None or value == "":
        return "(kosong)"
    if field.source and field.kind in (Kind.REFERENCE, Kind.CHOICE):
        found = choices_for(session, field.source, f"={value}")
        return found[0].label if found else str(value)
    text = show(field, value)
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"
