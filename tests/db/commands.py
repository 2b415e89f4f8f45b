"""Small commands and queries of invented clerks, used by the tests of the book."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from berkas_db.changes import Actor, Step
from berkas_db.tables import AppUser, Obh, ObhAlias


def add_obh(step: Step, code: str, name: str = "LBH Contoh Bahari", **more: object) -> int:
    step.say(f"OBH {code} disimpan")
    return step.insert(Obh, {"code": code, "name": name, "is_example": True, **more})


def edit_obh(step: Step, id: int, values: Mapping[str, Any], version: int | None = None) -> None:
    step.say(f"OBH {id} diubah", "permintaan kantor")
    step.update(Obh, id, values, version=version)


def add_alias(step: Step, obh_id: int, name: str) -> int:
    step.say(f"Nama lain {name} disimpan")
    return step.insert(ObhAlias, {"obh_id": obh_id, "name": name, "kind": "ejaan_lain"})


def add_user(step: Step, login: str, role: str = "petugas") -> int:
    return step.insert(AppUser, {"login": login, "full_name": f"{login.title()} contoh", "role": role})


def as_actor(user_id: int, login: str) -> Actor:
    return Actor(user_id, f"{login.title()} contoh", "petugas")


def names(session: Session) -> list[str]:
    return list(session.execute(select(Obh.name).order_by(Obh.id)).scalars())


def obh_row(session: Session, id: int) -> dict[str, Any] | None:
    row = session.execute(select(Obh.__table__).where(Obh.id == id)).mappings().one_or_none()
    return dict(row) if row else None


def files_of(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())
