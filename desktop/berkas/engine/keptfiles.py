"""Files that are a field of a record: kept when the record is saved, read again to be shown.

Imports no Qt and no room.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from berkas.engine.evidence import EvidenceError, read_piece
from berkas.rules.fields import ChosenFile
from berkas_db.attachments import read_attachment
from berkas_db.changes import Step
from berkas_db.errors import Refused
from berkas_db.tables import Attachment


@dataclass(frozen=True, slots=True)
class KeptFile:
    """A kept file with its bytes."""

    name: str
    media_type: str
    data: bytes


def keep_files(step: Step, values: Mapping[str, Any]) -> dict[str, Any]:
    """The values with every chosen file, also those in rows, replaced by the id under which it is kept now.

    Each file is opened once: what is no sound picture, PDF, document or workbook is refused, beside the key.
    """
    return {key: _kept(step, key, value) for key, value in values.items()}


def _kept(step: Step, key: str, value: Any) -> Any:  # noqa: ANN401  any value of a form
    if isinstance(value, ChosenFile):
        return _keep(step, key, value)
    if isinstance(value, list | tuple):
        return type(value)(
            {inner: _keep(step, key, each) if isinstance(each, ChosenFile) else each
             for inner, each in row.items()}
            if isinstance(row, Mapping) else row
            for row in value
        )  # fmt: skip
    return value


def _keep(step: Step, key: str, chosen: ChosenFile) -> int:
    try:
        proof = read_piece(Path(chosen.path))
    except EvidenceError as error:
        raise Refused(str(error), "Pilih berkas lain atau pindai ulang.", (key,)) from error
    return step.attach(proof.data, proof.name[-255:], proof.media_type)


def kept_file(session: Session, id: int) -> KeptFile:
    """One kept file; raises Refused when there is none, BookDamaged when it is no longer what it was."""
    data = read_attachment(session, id)
    name, media_type = session.execute(
        select(Attachment.name, Attachment.media_type).where(Attachment.id == id)
    ).one()
    return KeptFile(name, media_type, data)
