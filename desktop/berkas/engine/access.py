"""Who may do what. Commands ask here before they write, queries before they show; the window only hides.

A right is about the office's work, not about a table. `require` refuses with a sentence; nothing is written
then.
"""

from enum import StrEnum

from berkas.rules.vocabulary import Role
from berkas_db.changes import Actor
from berkas_db.errors import Refused


class Right(StrEnum):
    """What can be allowed or not."""

    READ = "membaca"
    RECORD = "mencatat"
    VERIFY = "memverifikasi"
    ISSUE = "menerbitkan dokumen"
    DECIDE = "memutus dan menutup"
    SEE_IDENTITY = "melihat identitas"
    SEE_CONFIDENTIAL = "membaca perkara rahasia"
    OVERRIDE_CHILD = "membuka pelindungan anak"
    MANAGE_OFFICE = "mengatur kantor"


_EVERYBODY = frozenset({Right.READ})
RIGHTS: dict[Role, frozenset[Right]] = {
    Role.ADMIN: frozenset(Right),
    Role.PETUGAS: _EVERYBODY | {Right.RECORD, Right.ISSUE, Right.SEE_IDENTITY},
    Role.VERIFIKATOR: _EVERYBODY | {Right.RECORD, Right.VERIFY, Right.ISSUE},
    Role.PIMPINAN: _EVERYBODY | {Right.DECIDE, Right.SEE_CONFIDENTIAL, Right.SEE_IDENTITY},
    Role.PENGAWAS: _EVERYBODY | {Right.SEE_CONFIDENTIAL},
}


def may(actor: Actor, right: Right) -> bool:
    """Whether this person's role carries the right."""
    return right in RIGHTS[Role(actor.role)]


def require(actor: Actor, right: Right) -> None:
    """Refuse, with a sentence, what the person's role does not carry."""
    if not may(actor, right):
        role = Role(actor.role).label
        raise Refused(
            f"Peran {role} tidak berhak {right}. Minta bantuan admin kantor bila memang diperlukan."
        )
