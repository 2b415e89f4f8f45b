"""A small, full office for disasters: every number and name in it is known, so that a wrong one is seen."""

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from berkas_db.changes import Step
from berkas_db.tables import Attachment, Contract, Obh, ObhAlias, Unit


def fill(step: Step) -> None:
    """Forty OBH with a contract each, names of their own, and two attachments."""
    for number in range(40):
        obh = step.insert(
            Obh,
            {"code": f"O-{number}", "name": f"LBH Contoh {number}", "bank_account": f"{7_000_000 + number}"},
        )
        step.insert(ObhAlias, {"obh_id": obh, "name": f"Alias {number}", "kind": "singkatan"})
        step.insert(
            Contract,
            {"obh_id": obh, "year": 2025, "number": f"K-{number}", "litigation": 1_000_000 * (number + 1)},
        )
        step.insert(Unit, {"code": f"U-{number}", "name": f"Lapas Contoh {number}", "kind": "lapas"})
    for letter in (b"a", b"b"):
        step.attach(letter * 300_000, f"{letter.decode()}.jpg", "image/jpeg")


def shown(session: Session) -> list[tuple[Any, ...]]:
    """What lists and sheets of this office show: read the way rooms read."""
    statements = (
        select(Obh.id, Obh.code, Obh.name, Obh.bank_account).order_by(Obh.id),
        select(Contract.id, Contract.obh_id, Contract.year, Contract.number, Contract.litigation).order_by(
            Contract.id
        ),
        select(Unit.id, Unit.code, Unit.name, Unit.kind).order_by(Unit.id),
        select(ObhAlias.id, ObhAlias.obh_id, ObhAlias.name).order_by(ObhAlias.id),
        select(Attachment.id, Attachment.sha256, Attachment.size).order_by(Attachment.id),
        select(Obh.code, Contract.litigation).join(Contract, Contract.obh_id == Obh.id).order_by(Obh.code),
    )
    return [tuple(row) for statement in statements for row in session.execute(statement)]
