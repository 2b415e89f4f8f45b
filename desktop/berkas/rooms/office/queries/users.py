"""The list of accounts. Never reads a password or a code out of the office file."""

from dataclasses import replace

from sqlalchemy import case, literal

from berkas.engine.listing import Listing, Shown
from berkas.engine.records import Record, read_record
from berkas.rules.fields import Choice, Column, Kind, choices_of
from berkas.rules.vocabulary import Role
from berkas_db.book import Reading
from berkas_db.tables import AppUser

_account = AppUser.__table__.c
_SECRET = frozenset({"password_hash"})
_STATE = (
    Choice("sendiri", "Dipilih sendiri"),
    Choice("sementara", "Sementara, dari admin"),
    Choice("belum", "Belum ada"),
)

USERS = Listing(
    model=AppUser,
    shown=(
        Shown(Column("full_name", "Nama", width=28), _account.full_name),
        Shown(Column("login", "Nama pengguna", width=18), _account.login),
        Shown(Column("role", "Peran", Kind.CHOICE, width=24), _account.role, choices_of(Role)),
        Shown(Column("is_active", "Dipakai", Kind.BOOLEAN, width=9), _account.is_active),
        Shown(
            Column("state", "Kata sandi", Kind.CHOICE, width=22),
            case(
                (_account.password_hash.is_(None), literal("belum")),
                (_account.temporary_until.is_not(None), literal("sementara")),
                else_=literal("sendiri"),
            ),
            _STATE,
        ),
    ),
    filters={"is_active": lambda wanted: _account.is_active.is_(bool(wanted))},
    sort="full_name",
)


def load_user(session: Reading, id: int) -> Record:
    """One account as the form shows it."""
    record = read_record(session, AppUser, id, title="full_name", subtitle="login")
    shown = {key: value for key, value in record.values.items() if key not in _SECRET}
    return replace(record, values=shown)
