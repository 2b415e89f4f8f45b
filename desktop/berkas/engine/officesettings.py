"""What the office remembers of itself under a key: one JSON value each, the same for everybody.

Imports no Qt and no room.
"""

import json
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from berkas_db.changes import Step
from berkas_db.tables import Setting


def office_setting(session: Session, key: str) -> Any:  # noqa: ANN401  JSON
    """The value kept under this key; None when there is none."""
    found = session.execute(
        select(Setting.value_json).where(Setting.key == key, Setting.user_id.is_(None))
    ).scalar_one_or_none()
    return json.loads(found) if found else None


def keep_office_setting(step: Step, key: str, value: Any) -> None:  # noqa: ANN401  JSON
    """Keep this value under the key, in place of the one before. The caller names the step."""
    found = step.session.execute(
        select(Setting.id).where(Setting.key == key, Setting.user_id.is_(None))
    ).scalar_one_or_none()
    row = {"value_json": json.dumps(value, ensure_ascii=False)}
    if found is None:
        step.insert(Setting, {"key": key} | row)
    else:
        step.update(Setting, found, row)
