"""What the page of packages shows: the copies of the office, what came and went, what waits for a choice."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from berkas.engine.history import office_zone
from berkas.engine.packages.copies import Copy, copies
from berkas.engine.packages.knowledge import start_of
from berkas.engine.packages.selection import ROOTS
from berkas.engine.packages.settling import OURS, THEIRS, OpenChoice, open_choices
from berkas.engine.packages.words import field_words, value_words
from berkas.rules.dates import show_instant
from berkas_db.images import models, shape_of
from berkas_db.tables import PackageSeen, Replica

MADE_HERE = "Dibuat di sini"
_MOST_SEEN = 30
_MOST_RECORDS = 400
_NAMED = ("code", "number", "title", "name", "subject", "period_from")
_SILENT = frozenset({"recipient"})
"""Kinds of whose records only the code is shown: the rest could say who somebody is."""


@dataclass(frozen=True, slots=True)
class SeenLine:
    """A package that came or went, in words."""

    when: str
    words: str


@dataclass(frozen=True, slots=True)
class ChoiceLine:
    """A value that waits for a choice, in words; `stands` tells which of the two holds meanwhile."""

    id: int
    record: str
    field: str
    ours: str
    theirs: str
    stands: str
    sender: str


@dataclass(frozen=True, slots=True)
class PackagesBoard:
    """Everything the page says."""

    own: Copy | None
    others: tuple[Copy, ...]
    seen: tuple[SeenLine, ...]
    choices: tuple[ChoiceLine, ...]


@dataclass(frozen=True, slots=True)
class RecordLine:
    """A record that can be chosen for a package."""

    id: int
    words: str


def packages_board(session: Session, known: Mapping[str, str]) -> PackagesBoard:
    """The state of the exchange; `known` gives the words of fields."""
    found = copies(session)
    own = next((each for each in found if each.is_self), None)
    others = tuple(each for each in found if not each.is_self)
    choices = tuple(_choice(session, each, known) for each in open_choices(session))
    return PackagesBoard(own, others, tuple(_seen(session)), choices)


def start_for(session: Session, replica_id: int | None) -> int:
    """From which length of the journal on the other copy has to be told; 0 for one that never was ours."""
    return (start_of(session, replica_id) or 0) if replica_id is not None else 0


def choosable(session: Session, table: str) -> list[RecordLine]:
    """The newest records of a kind that may be sent."""
    if table not in ROOTS:
        raise KeyError(table)
    shape = shape_of(models()[table])
    columns = shape.table.c
    shown = [name for name in _NAMED if name in columns]
    if table in _SILENT:
        shown = shown[:1]
    question = select(columns.id, *(columns[name] for name in shown)).order_by(columns.id.desc())
    if shape.trashable:
        question = question.where(columns.trashed_at.is_(None))
    return [
        RecordLine(id_, " · ".join(str(part) for part in parts if part) or f"{ROOTS[table]} {id_}")
        for id_, *parts in session.execute(question.limit(_MOST_RECORDS)).all()
    ]


def _choice(session: Session, choice: OpenChoice, known: Mapping[str, str]) -> ChoiceLine:
    ours, theirs = (value_words(session, choice.table, each) for each in (choice.ours, choice.theirs))
    if not choice.field:
        ours = "dihapus" if choice.ours is None else "baris itu tetap ada"
        theirs = "dihapus" if choice.theirs is None else "baris itu tetap ada"
    stands = THEIRS if choice.field and choice.stands == choice.theirs else OURS
    return ChoiceLine(
        choice.id,
        choice.record,
        field_words(choice.table, choice.field, known),
        ours,
        theirs,
        stands,
        choice.sender,
    )


def _seen(session: Session) -> list[SeenLine]:
    zone = office_zone(session)
    names = dict(session.execute(select(Replica.replica_uid, Replica.name)).all())
    rows = session.execute(select(PackageSeen).order_by(PackageSeen.id.desc()).limit(_MOST_SEEN)).scalars()
    return [
        SeenLine(
            show_instant(row.created_at, zone),
            (
                "Dibuat di sini"
                if row.direction == "keluar"
                else f"Digabungkan dari {names.get(row.replica_uid, '')}"
            )
            + (f": {row.note}" if row.note else ""),
        )
        for row in rows
    ]
