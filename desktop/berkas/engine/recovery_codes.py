"""Two codes for two officials: together they let an admin in again when nobody knows a password any more.

Each code is printed on a sheet of its own for one named official; the file keeps Argon2id hashes only. One
code alone does nothing. Used codes are gone and new ones are made. Commands and paper; no Qt.
"""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from berkas.engine.access import Right, require
from berkas.engine.accounts import clear_delay, refuse_weak, set_password
from berkas.engine.hashing import hashed, matches
from berkas.paper.document import render
from berkas.paper.frame import Frame
from berkas.paper.parts import KeyValues, Notice, NoticeKind, Para, Title
from berkas.rules.dates import show_long
from berkas.rules.vocabulary import Role
from berkas_db.changes import Step
from berkas_db.errors import Refused
from berkas_db.tables import AppUser, RecoveryCode

RECOVERED = "pemulihan_darurat"
_ALPHABET = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
_GROUPS, _GROUP = 6, 4
_WRONG = "Kedua kode pemulihan dan nama pengguna admin itu tidak cocok satu sama lain."


@dataclass(frozen=True, slots=True)
class Code:
    """A code as it is printed once: six groups of four letters and figures (120 bits), and who keeps it."""

    place: int
    holder: str
    text: str


@dataclass(frozen=True, slots=True)
class Kept:
    """What the office knows of a code: who keeps it, since when, and whether it still opens."""

    holder: str
    made_at: str
    is_usable: bool


def make_codes(step: Step, holders: Sequence[str]) -> tuple[Code, Code]:
    """Two new codes for two different people; earlier ones end."""
    require(step.actor, Right.MANAGE_OFFICE)
    names = [" ".join(name.split()) for name in holders]
    if len(names) != 2 or not all(names):
        raise Refused("Nama kedua pejabat belum lengkap.", "Isi nama dua orang.", ("first",))
    if names[0].casefold() == names[1].casefold():
        raise Refused("Kedua kode harus disimpan dua orang yang berbeda.", "Isi nama lain.", ("second",))
    rows = step.session.execute(select(RecoveryCode.place, RecoveryCode.id)).all()
    known = {row[0]: row[1] for row in rows}
    codes = [Code(place, name, _new_text()) for place, name in enumerate(names, start=1)]
    for code in codes:
        values = {"place": code.place, "holder": code.holder, "code_hash": hashed(bare(code.text))}
        if code.place in known:
            step.update(RecoveryCode, known[code.place], values)
        else:
            step.insert(RecoveryCode, values)
    step.cannot_undo()
    step.say("Dua kode pemulihan dibuat; kode sebelumnya tidak berlaku lagi")
    return codes[0], codes[1]


def recover(step: Step, first: str, second: str, login: str, password: str) -> int:
    """Set a new password for an admin with both codes, in either order; the codes are used up.

    Before anybody has signed in; the codes are the right to do it. Returns the account's id.
    """
    rows = step.session.execute(
        select(RecoveryCode.id, RecoveryCode.code_hash).order_by(RecoveryCode.place)
    ).all()
    stored = [row[1] for row in rows] + [None] * (2 - len(rows))
    given = (bare(first), bare(second))
    orders = (given, given[::-1])
    fits = [[matches(kept, typed) for kept, typed in zip(stored, order, strict=True)] for order in orders]
    admin = step.session.execute(
        select(AppUser.id).where(
            AppUser.login == login.strip(),
            AppUser.role == Role.ADMIN.value,
            AppUser.is_active.is_(True),
            AppUser.trashed_at.is_(None),
        )
    ).scalar()
    if admin is None or not any(all(pair) for pair in fits):
        raise Refused(_WRONG, "Periksa kedua lembar, lalu ketik lagi.", ("first",))
    refuse_weak(step, admin, password)
    set_password(step, admin, password)
    clear_delay(step, admin)
    for row in rows:
        step.update(RecoveryCode, row[0], {"code_hash": None})
    step.note(RECOVERED, AppUser, admin, {"kode_terpakai": len(rows)})
    step.cannot_undo()
    step.say("PEMULIHAN DARURAT: kata sandi admin diganti dengan dua kode pemulihan")
    return admin


def kept_codes(session: Session) -> list[Kept]:
    """Who keeps the codes, in the order of the sheets."""
    rows = session.execute(
        select(RecoveryCode.holder, RecoveryCode.updated_at, RecoveryCode.code_hash).order_by(
            RecoveryCode.place
        )
    )
    return [Kept(holder, at, code is not None) for holder, at, code in rows]


def can_recover(session: Session) -> bool:
    """Whether two codes are there that were not used up."""
    return sum(each.is_usable for each in kept_codes(session)) == 2


def bare(text: str) -> str:
    """A code without spaces and dashes, in capitals: as it is kept and compared."""
    return "".join(letter for letter in text.upper() if letter.isalnum())


def code_sheet(code: Code, office_name: str, file_name: str, on: date) -> bytes:
    """The sheet for one official as PDF. It cannot be made again."""
    parts = (
        Title(f"Kode Pemulihan {code.place} dari 2"),
        Para(
            "Bila tidak ada lagi admin yang tahu kata sandinya, dua pejabat membuka kantor ini bersama-sama: "
            "pada layar masuk pilih “Lupa kata sandi”, lalu masing-masing mengetik kode dari lembarnya. Satu "
            "kode saja tidak membuka apa pun. Setelah dipakai, kedua kode dibuat dan dicetak baru."
        ),
        KeyValues(
            (
                ("Kantor", office_name),
                ("Nama berkas", file_name),
                ("Dipegang oleh", code.holder),
                ("Dicetak", show_long(on)),
                ("Kode", code.text),
            )
        ),
        Notice(
            "Simpan lembar ini dalam amplop tersegel, terpisah dari lembar yang lain dan dari komputernya. "
            "Jangan difoto dan jangan disimpan di komputer.",
            kind=NoticeKind.SECRET,
        ),
    )
    return render(parts, Frame(f"Kode Pemulihan {code.place}", watermark=""))


def _new_text() -> str:
    pieces = ("".join(secrets.choice(_ALPHABET) for _ in range(_GROUP)) for _ in range(_GROUPS))
    return " ".join(pieces)
