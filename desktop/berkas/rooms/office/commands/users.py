"""Saving an account from its form. The commands themselves are the engine's: `accounts`, `recovery_codes`."""

from collections.abc import Mapping
from typing import Any

from berkas.engine.access import Right, require
from berkas.engine.accounts import save_account
from berkas.engine.records import refuse_hard, today_of, values_before
from berkas.rooms.office.fields.users import USER
from berkas.rules.fields import problems
from berkas_db.changes import Step
from berkas_db.tables import AppUser


def save_user(
    step: Step, values: Mapping[str, Any], *, id: int | None, version: int | None, reason: str = ""
) -> int:
    """Make or change an account; the last admin stays one."""
    require(step.actor, Right.MANAGE_OFFICE)
    merged = values_before(step, AppUser, id) | dict(values)
    refuse_hard(problems(USER, merged, today=today_of(step)))
    return save_account(step, values, id=id, version=version, reason=reason)
