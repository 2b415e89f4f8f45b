"""Brings a package into the office: one command, one undo; its preview is the same code, only not kept.

Of every field there are three values: ours, theirs, and what both are known to have had. What only one side
changed is taken; what both changed differently stays open until somebody chooses, and meanwhile the later
change stands. So packages give the same office in whatever order they come. Imports no Qt and no room.
"""

import hashlib
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from berkas.engine.access import Right, require
from berkas.engine.packages.copies import is_signed, mark_of, own_copy, trusted_key
from berkas.engine.packages.merge import Merge, MergeReport
from berkas.engine.safekeeping import Occasion, safe_copy
from berkas_db.book import Book
from berkas_db.changes import Actor, Step
from berkas_db.errors import Refused
from berkas_db.images import models, shape_of
from berkas_db.migrate import latest
from berkas_db.packagefile import Manifest, PackageRefused, open_package
from berkas_db.tables import BookInfo, PackageSeen


@dataclass(frozen=True, slots=True)
class Sender:
    """Who a package says it comes from. `mark` is to be compared with the other screen unless `is_known`."""

    manifest: Manifest
    mark: str
    is_known: bool
    adopts: bool


class _NotKept(Exception):
    """Leaves the command of a preview, so that nothing of it is kept."""


def look_at(book: Book, path: Path, passphrase: str) -> Sender:
    """Who a package comes from, after checking that it may be brought in at all. Raises `BookError`."""
    with open_package(path, passphrase) as package:
        return book.read(_check, package.manifest, package.signature).result()


def receive(
    book: Book, actor: Actor, path: Path, passphrase: str, *, keep: bool, is_compared: bool = False
) -> MergeReport:
    """Merge a package, or only say what that would do. Before it is kept, the office is copied.

    A sender that was never met is only accepted when its mark `is_compared`. Raises `BookError`; then the
    office is as it was.
    """
    require(actor, Right.MANAGE_OFFICE)
    report = MergeReport()
    with open_package(path, passphrase) as package:
        sender = book.read(_check, package.manifest, package.signature).result()
        if keep and not sender.is_known and not is_compared:
            raise Refused(
                f"Pengirim {package.manifest.replica_name} belum dikenal komputer ini.",
                "Cocokkan tandanya lewat telepon dengan yang tertulis di komputer pengirim.",
            )
        if keep:
            safe_copy(book, Occasion.IMPORT)
        digest = hashlib.sha256(path.read_bytes()).hexdigest()

        def command(step: Step) -> MergeReport:
            Merge(step, package, digest, report, adopts=sender.adopts).run()
            if not keep:
                raise _NotKept
            return report

        with suppress(_NotKept):
            book.change(command, actor).result()
    return report


def _check(session: Session, manifest: Manifest, signature: bytes) -> Sender:
    own = own_copy(session)
    if manifest.schema > latest():
        raise PackageRefused(
            "Paket ini dibuat dengan program yang lebih baru daripada yang terpasang di sini.",
            "Perbarui program di komputer ini, lalu ulangi.",
        )
    known = trusted_key(session, manifest.replica)
    if not is_signed(manifest, signature, known or manifest.public_key):
        raise PackageRefused(
            f"Tanda tangan paket ini tidak cocok dengan {manifest.replica_name}; paket tidak dipakai.",
            "Minta pengirimnya membuat paket yang baru, dan tanyakan siapa yang membawanya.",
        )
    if manifest.replica == own.replica_uid:
        raise PackageRefused(
            "Paket ini dibuat di komputer ini sendiri.", "Bawa paket ini ke komputer yang lain."
        )
    seen = session.execute(
        select(PackageSeen.created_at).where(
            PackageSeen.uid == manifest.package, PackageSeen.direction == "masuk"
        )
    ).scalar_one_or_none()
    if seen is not None:
        raise PackageRefused("Paket ini sudah pernah digabungkan; tidak ada yang baru di dalamnya.")
    office = session.execute(select(BookInfo.uid)).scalar_one()
    adopts = office != manifest.office
    if adopts and _has_records(session):
        raise PackageRefused(
            f"Paket ini milik {manifest.office_name}, kantor lain daripada yang sedang dibuka.",
            "Buka berkas kantor yang benar, atau buat kantor kosong untuk paket ini.",
        )
    return Sender(manifest, mark_of(manifest.public_key), bool(known), adopts)


def _has_records(session: Session) -> bool:
    tables = ("obh", "unit", "visit", "complaint", "legal_case", "award_round", "recipient")
    return any(
        session.execute(select(shape_of(models()[table]).table.c.id).limit(1)).first() for table in tables
    )
