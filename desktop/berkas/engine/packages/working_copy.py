"""Makes a working copy of the office for another computer: the same records, a name and a prefix of its own.

Both copies remember that they were one at this moment; what either changes afterwards can be told from what
both know. Imports no Qt and no room.
"""

from dataclasses import dataclass, field
from pathlib import Path

from sqlalchemy import select

from berkas.engine.access import Right, require
from berkas.engine.packages.copies import check_prefix, new_keys, own_copy
from berkas.engine.packages.knowledge import journal_length
from berkas_db.book import Book
from berkas_db.changes import ANYONE, Actor, Step
from berkas_db.errors import Refused
from berkas_db.files import discard, place
from berkas_db.key import recovery_text
from berkas_db.protection import reprotect
from berkas_db.stamps import uuid7
from berkas_db.tables import BookInfo, Replica


@dataclass(frozen=True, slots=True)
class WishedCopy:
    """What a working copy is to be called; `passphrase` protects it where the office itself is open."""

    name: str
    prefix: str
    passphrase: str = field(default="", repr=False)


def make_working_copy(book: Book, actor: Actor, target: Path, wish: WishedCopy) -> Path:
    """Write the copy to `target` and register it here. Nothing is overwritten.

    Raises `Refused` (a prefix in use, no passphrase for an unprotected office), `BookExists`, `DiskFull`.
    """
    if book.file.key is None and not wish.passphrase:
        raise Refused(
            "Salinan kerja dibawa keluar kantor, maka harus dilindungi frasa sandi.",
            "Isi frasa sandi untuk salinan itu.",
            ("passphrase",),
        )
    uid, keys = uuid7(), new_keys()
    book.change(_register, actor, wish, uid, keys["public_key"]).result()
    made = book.backup(target.parent).path
    try:
        secret = recovery_text(book.file.key) if book.file.key is not None else None
        with Book.open(made, passphrase=secret) as copy:
            copy.change(_become, ANYONE, uid, keys["private_key"]).result()
        if book.file.key is None:
            reprotect(made, passphrase=None, new_passphrase=wish.passphrase, actor=ANYONE)
        place(made, target)
    finally:
        discard(made)
    return target


def _register(step: Step, wish: WishedCopy, uid: str, public_key: str) -> None:
    require(step.actor, Right.MANAGE_OFFICE)
    own_copy(step.session)
    prefix = check_prefix(wish.prefix)
    if not wish.name.strip():
        raise Refused("Nama salinan kerja kosong.", "Isi namanya, misalnya Laptop tim 1.", ("name",))
    taken = step.session.execute(select(Replica.name).where(Replica.prefix == prefix)).scalar_one_or_none()
    if taken is not None:
        raise Refused(
            f"Awalan {prefix} sudah dipakai {taken}.",
            "Pilih awalan lain, supaya nomor tidak kembar.",
            ("prefix",),
        )
    step.say(f"Salinan kerja {wish.name.strip()} disiapkan")
    step.cannot_undo()
    step.insert(
        Replica,
        {
            "replica_uid": uid,
            "name": wish.name.strip(),
            "prefix": prefix,
            "public_key": public_key,
            "base_position": journal_length(step.session) + 1,
        },
    )


def _become(step: Step, uid: str, private_key: str) -> None:
    """Inside the copy: it is no longer the office it was made from."""
    session = step.session
    info = session.execute(select(BookInfo)).scalar_one()
    origin = session.execute(select(Replica).where(Replica.replica_uid == info.replica_uid)).scalar_one()
    here = session.execute(select(Replica).where(Replica.replica_uid == uid)).scalar_one()
    step.say(f"Salinan kerja {here.name} dibuat dari {origin.name}")
    step.cannot_undo()
    origin_row, own_row, prefix = origin.id, here.id, here.prefix
    step.update(
        Replica,
        origin_row,
        {"is_self": False, "private_key": None, "base_position": journal_length(session) + 1},
    )
    step.update(Replica, own_row, {"is_self": True, "private_key": private_key, "base_position": None})
    step.update(BookInfo, info.id, {"replica_uid": uid, "number_prefix": f"{prefix}-"})
