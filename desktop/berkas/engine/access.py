"""Who may do what. Commands ask here before they write, queries before they show; the window only hides.

A right is about the office's work, not about a table. `require` refuses with a sentence; nothing is written
then. No Qt.
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


_ACCOUNTS = "app_user"
_OFFICE_TABLES = frozenset({_ACCOUNTS, "official"})
"""Tables with a trash whose records belong to the office itself."""


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


def require_any(actor: Actor, *rights: Right) -> None:
    """Refuse whoever carries none of these rights; the sentence names the first."""
    if not any(may(actor, right) for right in rights):
        require(actor, rights[0])


def require_writer(actor: Actor) -> None:
    """Refuse whoever may only read; which right it takes, the command that is called next says."""
    require_any(actor, Right.RECORD, Right.VERIFY, Right.DECIDE, Right.MANAGE_OFFICE)


def reading_only(actor: Actor) -> str:
    """The sentence over a form that this person can only read."""
    return f"Peran {Role(actor.role).label} hanya membaca bagian ini."


def require_trash(actor: Actor, table: str) -> None:
    """Refuse who may not send records of this table to the trash or take them back.

    Accounts are shut, never thrown away: the last admin must stay.
    """
    require(actor, Right.MANAGE_OFFICE if table in _OFFICE_TABLES else Right.RECORD)
    if table == _ACCOUNTS:
        raise Refused("Akun tidak dibuang ke Sampah.", "Hentikan akunnya; riwayatnya tetap tersimpan.")
