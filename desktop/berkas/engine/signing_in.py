"""Who sits at the desk: the accounts of an office and the check of a password. No Qt.

The growing delay after wrong passwords and the idle lock belong to the protection of the whole office file.
"""

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from sqlalchemy import select
from sqlalchemy.orm import Session

from berkas_db.changes import ANYONE, Actor
from berkas_db.errors import Refused
from berkas_db.tables import AppUser

_WRONG = "Nama pengguna atau kata sandi tidak cocok."


def has_users(session: Session) -> bool:
    """Whether the office has accounts; without any, everybody acts as admin."""
    statement = select(AppUser.id).where(AppUser.is_active.is_(True), AppUser.trashed_at.is_(None))
    return session.execute(statement.limit(1)).first() is not None


def sign_in(session: Session, login: str, password: str) -> Actor:
    """The person behind a login, or Refused with a sentence that does not tell which of the two is wrong."""
    if not has_users(session):
        return ANYONE
    user = session.execute(
        select(AppUser).where(
            AppUser.login == login.strip(), AppUser.is_active.is_(True), AppUser.trashed_at.is_(None)
        )
    ).scalar_one_or_none()
    if user is None or user.password_hash is None:
        raise Refused(_WRONG)
    try:
        PasswordHasher().verify(user.password_hash, password)
    except (VerificationError, InvalidHashError) as error:
        raise Refused(_WRONG) from error
    return Actor(user.id, user.full_name, user.role)
