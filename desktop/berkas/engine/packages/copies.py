"""Who the copies of an office are: this one with its key and prefix, and the others it exchanges with.

A copy signs what it sends (Ed25519). The public key of a copy that was made here is known from the start; of
any other it is kept at the first package, after somebody has compared its mark with the other screen.
Imports no Qt and no room.
"""

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass

from nacl.exceptions import BadSignatureError
from nacl.signing import SigningKey, VerifyKey
from sqlalchemy import select
from sqlalchemy.orm import Session

from berkas.engine.access import Right, require
from berkas_db.changes import Step
from berkas_db.errors import Refused
from berkas_db.packagefile import Manifest
from berkas_db.tables import BookInfo, Replica

_PREFIX = re.compile(r"[A-Z][A-Z0-9]{0,5}")
MAIN_PREFIX = "UTAMA"
"""Stands for the copy whose numbers carry no prefix at all."""


@dataclass(frozen=True, slots=True)
class Copy:
    """A copy of the office, as a list shows it. `mark` is what two people compare by telephone."""

    id: int
    replica_uid: str
    name: str
    prefix: str
    mark: str
    is_self: bool
    last_seen_at: str


def mark_of(public_key: str) -> str:
    """The short mark of a public key: five groups of four, from its SHA-256."""
    digits = hashlib.sha256(bytes.fromhex(public_key)).hexdigest().upper()[:20]
    return " ".join(digits[start : start + 4] for start in range(0, 20, 4))


def copies(session: Session) -> list[Copy]:
    """This copy first, then the others by name."""
    rows = session.execute(select(Replica).order_by(Replica.is_self.desc(), Replica.name)).scalars()
    return [
        Copy(
            row.id,
            row.replica_uid,
            row.name,
            row.prefix,
            mark_of(row.public_key) if row.public_key else "",
            row.is_self,
            row.last_seen_at or "",
        )
        for row in rows
    ]


def own_copy(session: Session) -> Replica:
    """The row about this copy. Refused while it has no name yet."""
    info = session.execute(select(BookInfo.replica_uid)).scalar_one()
    row = session.execute(select(Replica).where(Replica.replica_uid == info)).scalar_one_or_none()
    if row is None or not row.private_key:
        raise Refused(
            "Komputer ini belum dinamai untuk pertukaran paket.", "Isi nama komputer ini lebih dahulu."
        )
    return row


def check_prefix(prefix: str) -> str:
    """The prefix as it is kept, or a refusal."""
    written = prefix.strip().upper()
    if not _PREFIX.fullmatch(written):
        raise Refused(
            f"Awalan nomor “{prefix}” tidak dapat dipakai.",
            "Pakai satu huruf dan paling banyak lima huruf atau angka lagi, misalnya L1.",
            ("prefix",),
        )
    return written


def name_this_copy(step: Step, name: str, prefix: str = "") -> int:
    """Give this copy its name and, unless it is the main one, the prefix of its numbers; makes its key once.

    Numbers given from then on begin with the prefix; those given before stay as they are.
    """
    require(step.actor, Right.MANAGE_OFFICE)
    if not name.strip():
        raise Refused("Nama komputer ini kosong.", "Isi namanya, misalnya Meja pelayanan.", ("name",))
    info = step.session.execute(select(BookInfo)).scalar_one()
    written = check_prefix(prefix) if prefix.strip() else ""
    step.say(f"Komputer ini dinamai {name.strip()}")
    step.update(BookInfo, info.id, {"number_prefix": f"{written}-" if written else ""})
    row = step.session.execute(
        select(Replica).where(Replica.replica_uid == info.replica_uid)
    ).scalar_one_or_none()
    values = {"name": name.strip(), "prefix": written or MAIN_PREFIX, "is_self": True}
    if row is None:
        return step.insert(Replica, {"replica_uid": info.replica_uid} | values | new_keys())
    step.update(Replica, row.id, values if row.private_key else values | new_keys())
    return row.id


def welcome_copy(step: Step, manifest: Manifest) -> int:
    """The row about the copy a package comes from; made at its first package, its key kept from then on."""
    row = step.session.execute(
        select(Replica).where(Replica.replica_uid == manifest.replica)
    ).scalar_one_or_none()
    if row is not None:
        if row.is_self:
            raise Refused("Paket ini dibuat di komputer ini sendiri.", "Bawa paket ini ke komputer lain.")
        if row.public_key is None:
            step.update(Replica, row.id, {"public_key": manifest.public_key})
        step.update(Replica, row.id, {"last_seen_at": step.now})
        return row.id
    return step.insert(
        Replica,
        {
            "replica_uid": manifest.replica,
            "name": manifest.replica_name,
            "prefix": _free_prefix(step, manifest.prefix),
            "public_key": manifest.public_key,
            "last_seen_at": step.now,
        },
    )


def trusted_key(session: Session, replica_uid: str) -> str:
    """The key known of another copy; empty when it was never met."""
    found = session.execute(
        select(Replica.public_key).where(Replica.replica_uid == replica_uid)
    ).scalar_one_or_none()
    return found or ""


def sign(row: Replica, told: bytes) -> bytes:
    """The signature of this copy over some bytes."""
    if not row.private_key:
        raise Refused("Kunci komputer ini tidak ada di berkas kantor.", "Namai komputer ini sekali lagi.")
    return SigningKey(bytes.fromhex(row.private_key)).sign(told).signature


def is_signed(manifest: Manifest, signature: bytes, public_key: str) -> bool:
    """Whether the manifest was signed by the holder of this key."""
    try:
        VerifyKey(bytes.fromhex(public_key)).verify(manifest.signed, signature)
    except (BadSignatureError, ValueError):
        return False
    return True


def new_keys() -> dict[str, str]:
    """A fresh pair of keys, as the table holds them."""
    key = SigningKey.generate()
    return {"private_key": key.encode().hex(), "public_key": key.verify_key.encode().hex()}


def _free_prefix(step: Step, wanted: str) -> str:
    taken: Sequence[str] = step.session.execute(select(Replica.prefix)).scalars().all()
    prefix, count = wanted or MAIN_PREFIX, 2
    while prefix in taken:
        prefix, count = f"{wanted[:4]}{count}", count + 1
    return prefix
