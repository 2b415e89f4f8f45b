"""Chooses which rows go into a package: records people name, with everything that belongs to them.

A chosen record takes along what hangs on it (a visit its interviews, answers, sheets, photos), and what any
of these rows names, so that nothing arrives pointing to nothing. Imports no Qt and no room.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from sqlalchemy import select
from sqlalchemy.orm import Session

from berkas.engine.packages.knowledge import changed_since
from berkas.engine.packages.travelling import BYTES, PEOPLE, SHARED_LISTS, inbound, links_of, travelling
from berkas_db.images import models, shape_of

REGISTERS = frozenset(
    {"obh", "unit", "person", "identity", "recipient", "service", "legal_case", "posbankum"}
)
"""Records many others name. Chosen, they take only their own rows along, not all that was ever about them."""

ROOTS: Mapping[str, str] = {
    "visit": "Kegiatan",
    "assessment": "Wawancara dan formulir",
    "award_entry": "P2HAM per unit",
    "complaint": "Pengaduan",
    "followup": "Tindak lanjut",
    "obh": "OBH",
    "legal_case": "Perkara",
    "recipient": "Penerima bantuan hukum",
    "person": "Advokat dan paralegal",
    "posbankum": "Posbankum",
    "prison_service": "Layanan di Lapas dan Rutan",
    "agreement": "Perjanjian kerja sama",
    "reimbursement": "Penggantian biaya",
    "unit": "Unit",
    "survey_period": "Survei",
    "supervision": "Pengawasan SOP",
    "outreach_event": "Penyuluhan dan aspirasi",
    "ppid_request": "Permintaan informasi",
    "letter": "Surat",
}
"""The kinds of record people choose from, in their words."""

_EXISTS_ALONE = frozenset(ROOTS)


@dataclass(slots=True)
class Selection:
    """Rows by table and number. `chosen` are sent with their changes, `given` only where they are missing."""

    chosen: dict[str, set[int]] = field(default_factory=dict[str, set[int]])
    given: dict[str, set[int]] = field(default_factory=dict[str, set[int]])
    people: set[int] = field(default_factory=set[int])
    files: set[int] = field(default_factory=set[int])
    gone: dict[str, set[str]] = field(default_factory=dict[str, set[str]])

    @property
    def rows(self) -> int:
        """How many rows were chosen."""
        return sum(len(ids) for ids in self.chosen.values()) + sum(len(uids) for uids in self.gone.values())


def records(session: Session, chosen: Mapping[str, Iterable[int]]) -> Selection:
    """Chosen records (table → numbers) with all that belongs to them."""
    selection = Selection()
    pending = [(table, id_) for table, ids in chosen.items() for id_ in ids]
    while pending:
        table, id_ = pending.pop()
        if id_ in selection.chosen.setdefault(table, set()):
            continue
        selection.chosen[table].add(id_)
        pending += _belonging(session, table, id_)
    return _with_named(session, selection)


def changes(session: Session, position: int, kinds: Iterable[str] | None = None) -> Selection:
    """Every travelling row written after a journal position; with `kinds`, only those tables' records."""
    selection = Selection()
    wanted = None if kinds is None else frozenset(kinds)
    for table, found in changed_since(session, position).items():
        if table in SHARED_LISTS or (wanted is not None and table not in wanted):
            continue
        model = models()[table]
        columns = shape_of(model).table.c
        here = dict(
            session.execute(select(columns.uid, columns.id).where(columns.id.in_(list(found.values())))).all()
        )
        selection.chosen[table] = {here[uid] for uid in found if uid in here}
        gone = {uid for uid in found if uid not in here}
        if gone:
            selection.gone[table] = gone
    return _with_named(session, selection)


def _belonging(session: Session, table: str, id: int) -> list[tuple[str, int]]:
    """The rows that hang on a record: its own rows, and for work (not registers) the records about it."""
    found: list[tuple[str, int]] = []
    for model, link in inbound(table):
        shape = shape_of(model)
        is_record = shape.trashable or shape.name in _EXISTS_ALONE
        if shape.name in SHARED_LISTS or (table in REGISTERS and is_record):
            continue
        column = shape.table.c[link.column]
        found += [
            (shape.name, row)
            for row in session.execute(select(shape.table.c.id).where(column == id)).scalars()
        ]
    return found


def _with_named(session: Session, selection: Selection) -> Selection:
    """Add what the rows name, and what that names, down to the last."""
    pending = [(table, id_) for table, ids in selection.chosen.items() for id_ in ids]
    while pending:
        table, id_ = pending.pop()
        model = models()[table]
        links = links_of(model)
        if not links:
            continue
        columns = shape_of(model).table.c
        row = session.execute(
            select(*(columns[link.column] for link in links)).where(columns.id == id_)
        ).one()
        for link, value in zip(links, row, strict=True):
            if value is None:
                continue
            if link.table == PEOPLE:
                selection.people.add(value)
            elif link.table == BYTES:
                selection.files.add(value)
            elif link.table in travelling() and value not in selection.chosen.get(link.table, ()):
                named = selection.given.setdefault(link.table, set())
                if value not in named:
                    named.add(value)
                    pending.append((link.table, value))
    return selection
