"""Writes one entry of the journal: its rows while a command runs, the entry itself at the end.

What is hashed, in this order: each field with a salt of its own, each row over its field hashes, the entry
over its rows, its words and the entry before. Values, words and salts can therefore be removed without
breaking the chain. Imports nothing of the project but images and connect.
"""

import hashlib
import json
import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, cast

from berkas_db.connect import DriverConnection
from berkas_db.images import canonical, spelt, spelt_list

SALT_BYTES = 16
HASH_BYTES = 32
NO_SALT = bytes(SALT_BYTES)
BEGINNING = bytes(HASH_BYTES)

INSERTED, UPDATED, DELETED, TRASHED, RESTORED = "sisip", "ubah", "hapus", "sampah", "pulih"
FORGOTTEN, MIGRATED = "dilupakan", "naik_versi"
ROW_CHANGES = frozenset({INSERTED, UPDATED, DELETED, TRASHED, RESTORED})
VALUE_CHANGES = ROW_CHANGES | {MIGRATED}

_BATCH = 500
_NOTHING = spelt(None)


def field_hash(salt: bytes, name: str, before: Any, after: Any) -> bytes:  # noqa: ANN401  JSON values
    """The salted hash of one field's change."""
    return _hashed(salt, _called(name), spelt(before), spelt(after))


@dataclass(frozen=True, slots=True)
class Subject:
    """What a journal row is about; nothing at all for a note about the whole office."""

    table: str
    row_id: int
    row_uid: str


NOBODY = Subject("", 0, "")


@dataclass(frozen=True, slots=True)
class Kept:
    """The values the journal still holds of one row: images, and the fields whose values are not there."""

    names: tuple[str, ...]
    removed: frozenset[str]
    before: Mapping[str, Any]
    after: Mapping[str, Any]


def unpack(fields: str, salts: bytes | None, before: str | None, after: str | None) -> Kept:
    """Read a journal row with its values back. Raises `ValueError` when they are not JSON objects."""
    names = tuple(fields.split(",")) if fields else ()
    removed = frozenset(
        name for index, name in enumerate(names) if salt_at(salts or b"", index) in {b"", NO_SALT}
    )
    return Kept(names, removed, _load(before), _load(after))


def salt_at(salts: bytes, index: int) -> bytes:
    """The salt of one field in a row's packed salts; zeros, or nothing, when it was removed."""
    return salts[index * SALT_BYTES : (index + 1) * SALT_BYTES]


def row_line(action: str, subject: Subject, fields: str, hashes: bytes) -> bytes:
    """A row as the entry's hash over all rows takes it."""
    told = spelt_list(action, subject.table, subject.row_id, subject.row_uid, fields, hashes.hex())
    return f"{told}\n".encode()


def text_hash(salt: bytes, label: str, reason: str) -> bytes:
    """The salted hash of an entry's words."""
    return hashlib.sha256(salt + canonical([label, reason])).digest()


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of the journal as it is hashed. Hashes are 32 bytes of SHA-256."""

    position: int
    at: str
    actor_id: int | None
    action: str
    words: bytes
    rows: bytes
    prev: bytes

    def hashed(self) -> bytes:
        """The hash of the entry, chained to the one before."""
        told = [self.position, self.at, self.actor_id, self.action, self.words.hex(), self.rows.hex()]
        return hashlib.sha256(self.prev + canonical(told)).digest()


class Recorder:
    """One entry in the making. Lives inside one transaction, on its connection."""

    def __init__(self, connection: DriverConnection) -> None:
        self._connection = connection
        last = connection.execute("SELECT id, hash FROM journal ORDER BY id DESC LIMIT 1").fetchone()
        self.position: int = last[0] + 1 if last else 1
        self._prev: bytes = last[1] if last else BEGINNING
        row = connection.execute("SELECT ifnull(max(id), 0) FROM journal_row").fetchone()
        self._row_id: int = row[0] if row else 0
        self._digest = hashlib.sha256()
        self._rows: list[tuple[int, int, str, str, int, str, str, bytes]] = []
        self._values: list[tuple[int, bytes, str, str]] = []
        self.first_action = ""
        self.changed_rows = False
        self.has_secrets = False

    def add(
        self,
        action: str,
        subject: Subject,
        before: Mapping[str, Any],
        after: Mapping[str, Any],
        secret_fields: Iterable[str] = (),
    ) -> None:
        """Record a row. `before` and `after` are images; what is nothing on both sides is left out."""
        names = _told(before, after)
        fields = ",".join(names)
        if fields.count(",") >= max(len(names), 1):
            raise ValueError("a field name of the journal cannot hold a comma")
        hidden = set(secret_fields).intersection(names)
        salts = secrets.token_bytes(SALT_BYTES * len(names))
        kept = bytearray(salts)
        hashes: list[bytes] = []
        olds: list[tuple[str, str]] = []
        news: list[tuple[str, str]] = []
        at = 0
        for name in names:  # every value is spelt once, for the hash and for the image
            called, old, new = _called(name), spelt(before.get(name)), spelt(after.get(name))
            until = at + SALT_BYTES
            hashes.append(_hashed(salts[at:until], called, old, new))
            if name in hidden:
                kept[at:until] = NO_SALT
            else:
                if old != _NOTHING:
                    olds.append((name, f"{called}:{old}"))
                if new != _NOTHING:
                    news.append((name, f"{called}:{new}"))
            at = until
        packed = b"".join(hashes)
        self._digest.update(row_line(action, subject, fields, packed))
        self._row_id += 1
        place = (subject.table, subject.row_id, subject.row_uid)
        self._rows.append((self._row_id, self.position, action, *place, fields, packed))
        self._values.append((self._row_id, bytes(kept), _image(olds), _image(news)))
        self.first_action = self.first_action or action
        self.changed_rows = self.changed_rows or action in ROW_CHANGES
        self.has_secrets = self.has_secrets or bool(hidden)
        if len(self._rows) >= _BATCH:
            self.flush()

    def flush(self) -> None:
        """Write the rows gathered so far."""
        self._connection.executemany("INSERT INTO journal_row VALUES (?, ?, ?, ?, ?, ?, ?, ?)", self._rows)
        self._connection.executemany("INSERT INTO journal_value VALUES (?, ?, ?, ?)", self._values)
        self._rows.clear()
        self._values.clear()

    def finish(self, *, at: str, actor_id: int | None, action: str, label: str, reason: str) -> int:
        """Write the entry itself and return its position."""
        self.flush()
        salt = secrets.token_bytes(SALT_BYTES)
        words = text_hash(salt, label, reason)
        rows = self._digest.digest()
        hashed = Entry(self.position, at, actor_id, action, words, rows, self._prev).hashed()
        self._connection.execute(
            "INSERT INTO journal VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            (self.position, at, actor_id, action, words, rows, self._prev, hashed),
        )
        self._connection.execute(
            "INSERT INTO journal_text VALUES (?, ?, ?, ?)", (self.position, salt, label, reason)
        )
        return self.position


def forget(connection: DriverConnection, table: str, row_uid: str, fields: Iterable[str] | None) -> None:
    """Remove values and salts of one row from the whole journal; without `fields` also the words around it.

    The hashes stay, so the chain still verifies.
    """
    if fields is None:
        subject = "SELECT {} FROM journal_row WHERE table_name = ? AND row_uid = ?"
        for victim, key in (("journal_text", "journal_id"), ("journal_value", "id")):
            connection.execute(f"DELETE FROM {victim} WHERE id IN ({subject.format(key)})", (table, row_uid))
        return
    gone = set(fields)
    rows = connection.execute(
        "SELECT r.id, r.fields, v.salts, v.before, v.after FROM journal_row r JOIN journal_value v USING (id)"
        " WHERE r.table_name = ? AND r.row_uid = ?",
        (table, row_uid),
    ).fetchall()
    for id_, names, salts, before, after in rows:
        kept = bytearray(salts)
        for place, name in enumerate(str(names).split(",")):
            if name in gone:
                kept[place * SALT_BYTES : (place + 1) * SALT_BYTES] = NO_SALT
        if kept == salts:
            continue
        remaining = [
            canonical({name: value for name, value in json.loads(image).items() if name not in gone}).decode()
            for image in (before, after)
        ]
        connection.execute(
            "UPDATE journal_value SET salts = ?, before = ?, after = ? WHERE id = ?",
            (bytes(kept), *remaining, id_),
        )


def _load(image: str | None) -> dict[str, Any]:
    loaded: object = json.loads(image) if image else {}
    if not isinstance(loaded, dict):
        raise ValueError("an image of the journal is not an object")
    return cast("dict[str, Any]", loaded)


def _told(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[str]:
    """The fields that hold something on either side, in the order of the images."""
    if not before:
        return [name for name, value in after.items() if value is not None]
    return [
        name
        for name in dict.fromkeys((*before, *after))
        if before.get(name) is not None or after.get(name) is not None
    ]


@lru_cache(4096)
def _called(name: str) -> str:
    return spelt(name)


def _hashed(salt: bytes, called: str, before: str, after: str) -> bytes:
    """One field's hash, of a name and values already spelt."""
    return hashlib.sha256(salt + f"[{called},{before},{after}]".encode()).digest()


def _image(spelt_fields: list[tuple[str, str]]) -> str:
    """The one spelling of an object whose fields are spelt."""
    spelt_fields.sort()
    return f"{{{','.join([text for _, text in spelt_fields])}}}"
