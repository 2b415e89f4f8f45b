"""Makes a package: the chosen rows with what the receiver is known to have of them, sealed and signed.

Nothing in the office changes but a line in the journal and in the list of packages. Imports no Qt and no
room.
"""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from berkas import __version__
from berkas.engine.access import Right, require, require_any
from berkas.engine.packages.copies import own_copy, sign
from berkas.engine.packages.knowledge import (
    WHOLE_ROW,
    Knowledge,
    at_position,
    instants_of,
    journal_length,
    same,
)
from berkas.engine.packages.selection import Selection
from berkas.engine.packages.travelling import PEOPLE, Names, person_spelt, read_rows, row_spelt
from berkas_db.attachments import read_attachment
from berkas_db.book import Book
from berkas_db.changes import Actor, Step
from berkas_db.errors import Refused
from berkas_db.images import models
from berkas_db.migrate import latest
from berkas_db.packagefile import Manifest, PackedFile, PackedRow, new_package
from berkas_db.stamps import now, uuid7
from berkas_db.tables import AppUser, Attachment, BookInfo, Office, PackageSeen, Replica

IDENTITIES = "identity"


@dataclass(frozen=True, slots=True)
class Parcel:
    """What is to be sent. `to` is the row of the copy it is for, None when it was never met.

    Without `with_identities` nobody's name travels: rows that point to an identity arrive without it.
    """

    selection: Selection
    to: int | None
    passphrase: str = field(repr=False)
    note: str = ""
    with_identities: bool = True


@dataclass(frozen=True, slots=True)
class Sent:
    """What was made: the file, and how much is in it (bytes of files)."""

    path: Path
    manifest: Manifest


def send(book: Book, actor: Actor, parcel: Parcel, target: Path) -> Sent:
    """Write a package and note it. Raises `Refused`, `BookExists`, `DiskFull`; then no file stays."""
    require(actor, Right.RECORD)
    if parcel.with_identities and _names_somebody(parcel.selection):
        require_any(actor, Right.SEE_IDENTITY)
    if not parcel.selection.rows:
        raise Refused(
            "Tidak ada catatan yang dipilih untuk paket ini.", "Pilih sekurang-kurangnya satu catatan."
        )
    if len(parcel.passphrase) < 8:
        raise Refused(
            "Frasa sandi paket terlalu pendek.", "Pakai sekurang-kurangnya delapan huruf.", ("passphrase",)
        )
    manifest = book.read(_write, target, parcel).result()
    digest = hashlib.sha256(target.read_bytes()).hexdigest()
    try:
        book.change(_note, actor, manifest, digest).result()
    except BaseException:
        target.unlink(missing_ok=True)
        raise
    return Sent(target, manifest)


def _names_somebody(selection: Selection) -> bool:
    return any(IDENTITIES in part for part in (selection.chosen, selection.given))


def _write(session: Session, target: Path, parcel: Parcel) -> Manifest:
    own = own_copy(session)
    with new_package(target, parcel.passphrase) as package:
        for row in packed_rows(session, parcel):
            package.add_row(row)
        files = session.execute(
            select(Attachment.id, Attachment.sha256, Attachment.name, Attachment.media_type, Attachment.size)
            .where(Attachment.id.in_(sorted(parcel.selection.files)))
            .order_by(Attachment.sha256)
        )
        for id_, sha256, name, media_type, size in files.all():
            package.add_file(PackedFile(sha256, name, media_type, size), read_attachment(session, id_))
        manifest = package.finish(_manifest(session, own, parcel.note))
        package.seal(manifest, sign(own, manifest.signed))
    return manifest


def _manifest(session: Session, own: Replica, note: str) -> Manifest:
    info = session.execute(select(BookInfo)).scalar_one()
    return Manifest(
        package=uuid7(),
        office=info.uid,
        office_name=session.execute(select(Office.name)).scalar_one(),
        replica=own.replica_uid,
        replica_name=own.name,
        prefix=own.prefix,
        public_key=own.public_key or "",
        schema=latest(),
        program=__version__,
        position=journal_length(session),
        made_at=now(),
        note=note,
    )


def packed_rows(session: Session, parcel: Parcel) -> Iterator[PackedRow]:
    """The rows of a package: people, lists and records only named; what was chosen; what is gone."""
    names = Names(session)
    selection = parcel.selection
    people = session.execute(select(AppUser.__table__).where(AppUser.id.in_(selection.people))).mappings()
    for row in sorted(people, key=lambda each: each["uid"]):
        yield PackedRow(PEOPLE, row["uid"], person_spelt(row), given=True)
    for table, ids in sorted(selection.given.items()):
        if table == IDENTITIES and not parcel.with_identities:
            continue
        for row in read_rows(session, models()[table], ids):
            yield PackedRow(table, row["uid"], _told(row, table, names, parcel), given=True)
    knowledge = Knowledge(session, parcel.to)
    for table, ids in sorted(selection.chosen.items()):
        if table == IDENTITIES and not parcel.with_identities:
            continue
        for row in read_rows(session, models()[table], ids):
            yield _chosen(table, row, names, parcel, knowledge)
    for table, uids in sorted(selection.gone.items()):
        for uid in sorted(uids):
            yield PackedRow(table, uid, gone=True)


def _told(row: Mapping[Any, Any], table: str, names: Names, parcel: Parcel) -> dict[str, Any]:
    values = row_spelt(models()[table], row, names)
    if not parcel.with_identities:
        values |= {
            field: None
            for field, value in values.items()
            if isinstance(value, dict) and value.get("ref", [""])[0] == IDENTITIES
        }
    return values


def _chosen(
    table: str, row: Mapping[Any, Any], names: Names, parcel: Parcel, knowledge: Knowledge
) -> PackedRow:
    uid = row["uid"]
    values = _told(row, table, names, parcel)
    known = knowledge.of(table, uid)
    base: dict[str, Any] | None = None
    if known.at is not None:
        past = at_position(names, table, uid, known.at, values)
        if past.exists:
            shared = {name: past.values.get(name) for name in values if name not in past.removed}
            shared |= {name: each.value for name, each in known.fields.items() if name in values}
            base = {name: value for name, value in shared.items() if not same(value, values[name])}
    moments = instants_of(names.session, table, uid, values)
    at = {name: moment for name, moment in moments.items() if name in values or name == WHOLE_ROW}
    return PackedRow(table, uid, values, base, at)


def _note(step: Step, manifest: Manifest, digest: str) -> None:
    step.say(f"Paket dibuat: {manifest.rows} baris" + (f" ({manifest.note})" if manifest.note else ""))
    step.cannot_undo()
    step.insert(
        PackageSeen,
        {
            "uid": manifest.package,
            "direction": "keluar",
            "replica_uid": manifest.replica,
            "sha256": digest,
            "note": manifest.note,
            "created_at": step.now,
            "position": manifest.position,
        },
    )
    step.note("paket_dibuat", None, None, {"baris": manifest.rows, "berkas": manifest.files})
