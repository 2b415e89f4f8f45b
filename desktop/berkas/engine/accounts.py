"""The accounts of an office: who has one, with which role and password. Commands; no Qt.

There is no account to begin with and none with a known password: the first one is made by whoever founds the
office, with a password of their own. Everybody after that gets a random password good for one sign-in.
Hashes never reach the journal (the columns are secret), and none of these steps can be taken back with undo.
"""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import delete, func, select

from berkas.engine.access import Right, require
from berkas.engine.hashing import hashed, matches
from berkas.engine.signing_in import has_users
from berkas.rules.passwords import normal, password_problem
from berkas.rules.vocabulary import Role
from berkas_db.book import Reading
from berkas_db.changes import Step
from berkas_db.errors import Refused
from berkas_db.tables import AppUser, LoginDelay, Office
from berkas_db.undo import close_steps

TEMPORARY_DAYS = 7
_ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"
_GROUPS, _GROUP = 4, 4


@dataclass(frozen=True, slots=True)
class Handed:
    """A temporary password to hand over: shown once, kept nowhere."""

    user_id: int
    login: str
    password: str
    until: str


def create_first_account(step: Step, login: str, full_name: str, password: str) -> int:
    """The first account: an admin with a password of their own. From then on everybody signs in."""
    require(step.actor, Right.MANAGE_OFFICE)
    if _any_account(step):
        raise Refused("Kantor ini sudah mempunyai akun.", "Masuk sebagai admin untuk menambah akun lain.")
    values = _cleaned({"login": login, "full_name": full_name, "role": Role.ADMIN.value})
    _refuse_weak(step, password, values)
    chosen = {"password_hash": hashed(password), "password_changed_at": step.now}
    id_ = step.insert(AppUser, values | chosen)
    _finish(step, "Akun admin pertama dibuat; mulai sekarang setiap orang masuk dengan akun")
    return id_


def save_account(
    step: Step, values: Mapping[str, Any], *, id: int | None, version: int | None, reason: str = ""
) -> int:
    """Make a further account, or change login, name, role and whether it is in use.

    The last admin in use can neither be demoted nor shut. A new account has no password yet.
    """
    require(step.actor, Right.MANAGE_OFFICE)
    if not _any_account(step):
        raise Refused(
            "Akun pertama harus admin dengan kata sandi sendiri.",
            "Buat dengan tombol “Mulai memakai akun”.",
        )
    before = _row(step, id) if id is not None else {"login": "", "full_name": "", "is_active": True}
    merged = _cleaned(before | {key: values[key] for key in _EDITABLE if key in values})
    _refuse_twin(step, merged["login"], id)
    if id is None:
        saved = step.insert(AppUser, merged)
        _finish(step, "Akun dibuat", reason)
        return saved
    if merged["role"] != Role.ADMIN or not merged["is_active"]:
        _keep_an_admin(step, id)
    step.update(AppUser, id, merged, version=version)
    if merged["role"] != before["role"]:
        close_steps(step, id)
        _finish(step, f"Peran akun diubah menjadi {Role(merged['role']).label}", reason)
    elif merged["is_active"] != before["is_active"]:
        _finish(step, "Akun dipakai lagi" if merged["is_active"] else "Akun dihentikan", reason)
    else:
        _finish(step, "Akun diubah", reason)
    return id


def give_temporary_password(step: Step, user_id: int) -> Handed:
    """A random password good for one sign-in within seven days; also ends the delay of this account."""
    require(step.actor, Right.MANAGE_OFFICE)
    row = _row(step, user_id)
    if not row["is_active"]:
        raise Refused("Akun ini dihentikan.", "Pakai lagi akunnya, lalu beri kata sandi sementara.")
    password = "-".join(_piece() for _ in range(_GROUPS))
    until = datetime.fromisoformat(step.now) + timedelta(days=TEMPORARY_DAYS)
    moment = until.isoformat(timespec="milliseconds").replace("+00:00", "Z")
    step.update(AppUser, user_id, {"password_hash": hashed(password), "temporary_until": moment})
    clear_delay(step, user_id)
    _finish(step, "Kata sandi sementara diberikan")
    return Handed(user_id, row["login"], password, moment)


def change_own_password(step: Step, present: str, new: str) -> None:
    """Choose a new password for the account that is signed in; the present one is needed."""
    if step.actor.user_id is None:
        raise Refused("Kantor ini belum memakai akun.", "Buat akun pertama di Pengaturan Kantor.")
    row = _row(step, step.actor.user_id)
    if not row["is_active"] or not matches(row["password_hash"], present):
        raise Refused("Kata sandi sekarang tidak cocok.", "Ketik lagi kata sandi sekarang.", ("present",))
    if normal(new) == normal(present):
        raise Refused(
            "Kata sandi baru sama dengan yang sekarang.", "Pilih kata sandi yang lain.", ("password",)
        )
    _refuse_weak(step, new, row)
    set_password(step, step.actor.user_id, new)
    _finish(step, "Kata sandi diganti oleh pemiliknya")


def set_password(step: Step, user_id: int, password: str) -> None:
    """Keep a password chosen by its owner; commands of the engine have asked for the right beforehand."""
    values = {"password_hash": hashed(password), "password_changed_at": step.now, "temporary_until": None}
    step.update(AppUser, user_id, values)


def refuse_weak(step: Step, user_id: int, password: str) -> None:
    """Refuse a new password of this account with the sentence of the rules."""
    _refuse_weak(step, password, _row(step, user_id))


def clear_delay(step: Step, user_id: int) -> None:
    """Forget the wrong passwords of an account whose password was set anew."""
    step.session.connection().execute(delete(LoginDelay).where(LoginDelay.id == user_id))


def account_words(session: Reading, login: str, full_name: str = "") -> tuple[str, ...]:
    """The words a password of this account must not be made of (ASVS 5.0 V6.2.11)."""
    office = session.execute(select(Office.name)).scalar_one()
    found = session.execute(select(AppUser.full_name).where(AppUser.login == login.strip())).scalar()
    return (login, full_name or found or "", office)


_EDITABLE = ("login", "full_name", "role", "is_active")


def _cleaned(values: Mapping[str, Any]) -> dict[str, Any]:
    own = dict(values)
    for key, words in (("login", "Nama pengguna"), ("full_name", "Nama lengkap")):
        own[key] = str(own.get(key) or "").strip()
        if not own[key]:
            raise Refused(f"{words} belum diisi.", "Isi, lalu simpan lagi.", (key,))
    if any(letter.isspace() for letter in own["login"]):
        raise Refused("Nama pengguna ditulis tanpa spasi.", "Misalnya: siti.contoh", ("login",))
    if own.get("role") not in Role.codes():
        raise Refused("Peran belum dipilih.", "Pilih salah satu peran.", ("role",))
    own["is_active"] = bool(own.get("is_active", True))
    return {key: own[key] for key in _EDITABLE}


def _row(step: Step, id: int) -> dict[str, Any]:
    table = AppUser.__table__
    row = step.session.execute(select(table).where(table.c.id == id)).mappings().one_or_none()
    if row is None or row["trashed_at"] is not None:
        raise Refused("Akun ini tidak ada lagi.", "Muat ulang daftar pengguna.")
    return dict(row)


def _any_account(step: Step) -> bool:
    return has_users(step.session)


def _refuse_twin(step: Step, login: str, id: int | None) -> None:
    statement = select(AppUser.id).where(AppUser.login == login, AppUser.trashed_at.is_(None))
    found = step.session.execute(statement).scalar()
    if found is not None and found != id:
        raise Refused("Nama pengguna ini sudah dipakai akun lain.", "Pilih nama lain.", ("login",))


def _keep_an_admin(step: Step, id: int) -> None:
    others = select(func.count()).where(
        AppUser.id != id,
        AppUser.role == Role.ADMIN.value,
        AppUser.is_active.is_(True),
        AppUser.trashed_at.is_(None),
        AppUser.password_hash.is_not(None),
    )
    row = _row(step, id)
    is_admin = row["role"] == Role.ADMIN and row["is_active"]
    if is_admin and not step.session.execute(others).scalar_one():
        raise Refused(
            "Ini admin terakhir yang dapat masuk: perannya tetap dan akunnya tidak dapat dihentikan.",
            "Jadikan orang lain admin lebih dahulu.",
            ("role",),
        )


def _refuse_weak(step: Step, password: str, account: Mapping[str, Any]) -> None:
    office = step.session.execute(select(Office.name)).scalar_one()
    about = (str(account["login"]), str(account["full_name"]), office)
    problem = password_problem(password, about=about)
    if problem is not None:
        raise Refused(problem, "", ("password",))


def _piece() -> str:
    return "".join(secrets.choice(_ALPHABET) for _ in range(_GROUP))


def _finish(step: Step, label: str, reason: str = "") -> None:
    step.cannot_undo()
    step.say(label, reason)
