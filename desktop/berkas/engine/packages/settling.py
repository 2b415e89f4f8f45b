"""Values two copies changed differently, until somebody chooses. Imports no Qt and no room."""

import json
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from berkas.engine.access import Right, require
from berkas.engine.packages.knowledge import WHOLE_ROW
from berkas.engine.packages.travelling import Names, local, row_spelt
from berkas.engine.packages.words import record_words
from berkas_db.changes import Step
from berkas_db.errors import Refused
from berkas_db.images import models, shape_of
from berkas_db.tables import PackageConflict, PackageSeen, Replica

OURS, THEIRS = "kita", "mereka"


@dataclass(frozen=True, slots=True)
class OpenChoice:
    """A field that waits: the record it belongs to, both values (JSON values), and which stands now."""

    id: int
    table: str
    row: int | None
    record: str
    field: str
    ours: Any
    theirs: Any
    stands: Any
    sender: str


def open_choices(session: Session) -> list[OpenChoice]:
    """Everything that waits for a choice, oldest first."""
    found: list[OpenChoice] = []
    names = Names(session)
    for conflict, sender in session.execute(
        select(PackageConflict, Replica.name)
        .join(PackageSeen, PackageSeen.id == PackageConflict.package_id)
        .outerjoin(Replica, Replica.replica_uid == PackageSeen.replica_uid)
        .where(PackageConflict.choice.is_(None))
        .order_by(PackageConflict.id)
    ):
        table = conflict.record_kind
        row = names.id(table, conflict.record_uid)
        found.append(
            OpenChoice(
                conflict.id,
                table,
                row,
                record_words(session, table, row) if row is not None else record_words(session, table, 0),
                "" if conflict.field == WHOLE_ROW else conflict.field,
                _value(conflict.our_value),
                _value(conflict.their_value),
                _stands(session, names, table, row, conflict.field),
                sender or "",
            )
        )
    return found


def count_open(session: Session) -> int:
    """How many values wait."""
    return session.execute(
        select(func.count()).select_from(PackageConflict).where(PackageConflict.choice.is_(None))
    ).scalar_one()


def settle(step: Step, conflict_id: int, choice: str) -> None:
    """Let one of the two values stand. For a row that one side removed, the removal or the row."""
    require(step.actor, Right.MANAGE_OFFICE)
    conflict = step.session.get(PackageConflict, conflict_id)
    if conflict is None or conflict.choice is not None:
        raise Refused("Pilihan ini sudah diputus.", "Muat ulang daftarnya.")
    table, uid, name = conflict.record_kind, conflict.record_uid, conflict.field
    chosen = conflict.our_value if choice == OURS else conflict.their_value
    names = Names(step.session)
    row = names.id(table, uid)
    step.say(f"{record_words(step.session, table, row or 0)}: nilai dari paket diputus")
    step.update(
        PackageConflict,
        conflict_id,
        {
            "choice": choice,
            "chosen_value": chosen,
            "chosen_by_id": step.actor.user_id,
            "chosen_at": step.now,
        },
    )
    if row is None:
        return
    model = models()[table]
    if name == WHOLE_ROW:
        if _value(chosen) is None:
            step.delete(model, row)
        return
    columns, unknown = local({name: _value(chosen)}, names)
    if unknown:
        raise Refused(
            "Nilai yang dipilih merujuk catatan yang tidak ada di sini.",
            "Gabungkan dahulu paket yang memuatnya.",
        )
    step.update(model, row, columns)


def _stands(session: Session, names: Names, table: str, row: int | None, name: str) -> Any:  # noqa: ANN401
    if row is None or name == WHOLE_ROW:
        return None
    columns = shape_of(models()[table]).table
    found = session.execute(select(columns).where(columns.c.id == row)).mappings().one()
    return row_spelt(models()[table], found, names).get(name)


def _value(text: str | None) -> Any:  # noqa: ANN401  a JSON value
    return json.loads(text) if text else None
