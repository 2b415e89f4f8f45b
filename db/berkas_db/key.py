"""The key of a protected book, and what the first bytes of a file say about it.

The cipher keeps its salt in the first 16 bytes of the file. Ours are not all random: a marker, the version of
the derivation, eight random bytes and a four-byte check of the key. So a foreign file, a wrong passphrase
and a damaged book can be told apart before SQLite sees the file. The check gives an attacker nothing the
file does not give anyway: each page carries its own proof of the key. Imports nothing of the project but
its errors.
"""

import hashlib
import re
import secrets
import unicodedata
from dataclasses import dataclass, field
from enum import Enum

from argon2.low_level import Type, hash_secret_raw

from berkas_db.errors import BookDamaged, NotABook, Refused, WrongPassphrase

SALT_BYTES = 16
KEY_BYTES = 32
PLAIN_HEAD = b"SQLite format 3\x00"
MARKER = b"BRK"
KDF_VERSION = 1
APPLICATION_ID = 0x42524B53  # "BRKS"
COPY_ID = 0x42524B43  # "BRKC": a copy whose attachments lie beside it; opened only by restoring it
HEAD_BYTES = 100  # SQLite's own header; every file of ours is longer

_RANDOM = slice(4, 12)
_SEED = slice(0, 12)
_CHECK = slice(12, 16)
_RECOVERY = re.compile(r"^[0-9A-Fa-f]{64}$")


class Kind(Enum):
    """What the first bytes of a file say it is."""

    PLAIN = "terbuka"
    PROTECTED = "terlindung"


@dataclass(frozen=True, slots=True)
class Key:
    """The raw key of 32 bytes and the salt of 16 that opens one protected file. Never shown by `repr`."""

    raw: bytes = field(repr=False)
    salt: bytes = field(repr=False)

    @property
    def literal(self) -> str:
        """The key as the cipher takes it, which then derives nothing itself; never to be shown."""
        return f"x'{self.raw.hex()}{self.salt.hex()}'"

    @property
    def pragma(self) -> str:
        """The statement that gives this key to a connection."""
        return f'PRAGMA key = "{self.literal}"'

    @property
    def fits(self) -> bool:
        """Whether the salt belongs to this raw key."""
        return secrets.compare_digest(_check(self.raw), self.salt[_CHECK])


def new_key(passphrase: str) -> Key:
    """A key for a new protected file; a new passphrase always means a new salt and a new file."""
    if not passphrase:
        raise Refused(
            "Frasa sandi berkas kantor kosong.", "Isi frasa sandi, atau pilih kantor tanpa perlindungan."
        )
    seed = MARKER + bytes([KDF_VERSION]) + secrets.token_bytes(_RANDOM.stop - _RANDOM.start)
    raw = _derive(passphrase, seed)
    return Key(raw, seed + _check(raw))


def key_for(secret: str | None, head: bytes, name: str) -> Key:
    """The key of the protected file called `name`, from its passphrase or the text of its recovery sheet.

    `head` is the beginning of the file. Raises `WrongPassphrase` when the secret is missing or does not fit.
    """
    salt = head[:SALT_BYTES]
    if salt[len(MARKER)] != KDF_VERSION:
        raise NotABook(
            f"Cara perlindungan berkas kantor {name} tidak dikenal program ini.",
            "Perbarui program, lalu buka lagi.",
        )
    if not secret:
        raise WrongPassphrase(f"Berkas kantor {name} dilindungi frasa sandi.", "Ketik frasa sandinya.")
    written = re.sub(r"[\s-]", "", secret)
    if _RECOVERY.match(written):
        key = Key(bytes.fromhex(written), salt)
        if key.fits:
            return key
    key = Key(_derive(secret, salt[_SEED]), salt)
    if not key.fits:
        raise WrongPassphrase(
            f"Frasa sandi untuk berkas kantor {name} tidak cocok.",
            "Ketik ulang frasa sandinya, atau pakai lembar pemulihan.",
        )
    return key


def recovery_text(key: Key) -> str:
    """The raw key as the recovery sheet prints it, in groups of four; opens the file like the passphrase."""
    digits = key.raw.hex().upper()
    return " ".join(digits[place : place + 4] for place in range(0, len(digits), 4))


def kind_of(head: bytes, name: str) -> Kind:
    """Whether a file that begins with `head` (100 bytes) is a plain or a protected book.

    Raises `BookDamaged` when it is empty or cut short, `NotABook` when it is something else.
    """
    if not head:
        raise BookDamaged(
            f"Berkas kantor {name} kosong (0 bita).", "Pulihkan dari cadangan; jangan hapus berkas ini dulu."
        )
    if head.startswith((MARKER, PLAIN_HEAD)):
        if len(head) < HEAD_BYTES:
            raise BookDamaged(
                f"Berkas kantor {name} terpotong.", "Pulihkan dari cadangan terakhir yang baik."
            )
        if head.startswith(MARKER):
            return Kind.PROTECTED
        application = int.from_bytes(head[68:72], "big")
        if application == APPLICATION_ID:
            return Kind.PLAIN
        if application == COPY_ID:
            raise not_for_opening(name)
    raise NotABook(f"{name} bukan berkas kantor.", "Pilih berkas kantor yang dibuat dengan program ini.")


def not_for_opening(name: str) -> NotABook:
    """What is said when somebody wants to work in a copy."""
    return NotABook(
        f"{name} adalah cadangan, bukan berkas kantor.",
        "Pilih “Pulihkan dari cadangan”, lalu tunjuk berkas itu.",
    )


def _derive(passphrase: str, seed: bytes) -> bytes:
    """Argon2id with the second recommended parameters of RFC 9106, section 4 (64 MiB, three passes)."""
    return hash_secret_raw(
        unicodedata.normalize("NFC", passphrase).encode(),
        seed,
        time_cost=3,
        memory_cost=64 * 1024,
        parallelism=4,
        hash_len=KEY_BYTES,
        type=Type.ID,
    )


def _check(raw: bytes) -> bytes:
    return hashlib.sha256(b"berkas key check" + raw).digest()[: _CHECK.stop - _CHECK.start]
