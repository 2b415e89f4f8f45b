"""Bytes that belong to records: photos, scans, issued papers. Kept once per SHA-256, in rows of 1 MiB.

Imports nothing of the project but the floor's own rows, tables and errors.
"""

import hashlib

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from berkas_db.errors import BookDamaged, Refused
from berkas_db.rows import RowWriter
from berkas_db.tables.system import Attachment, AttachmentChunk

CHUNK_BYTES = 1 << 20


def store(rows: RowWriter, data: bytes, name: str, media_type: str) -> int:
    """Keep these bytes and return the attachment's id; bytes already kept are not written again."""
    digest = hashlib.sha256(data).hexdigest()
    known = rows.connection.execute(select(Attachment.id).where(Attachment.sha256 == digest)).scalar()
    if known is not None:
        return known
    row = rows.insert(
        Attachment, {"sha256": digest, "size": len(data), "name": name, "media_type": media_type}
    )
    for seq, start in enumerate(range(0, len(data), CHUNK_BYTES)):
        piece = {"attachment_id": row["id"], "seq": seq, "data": data[start : start + CHUNK_BYTES]}
        rows.connection.execute(insert(AttachmentChunk), piece)
    return row["id"]


def read_attachment(session: Session, id: int) -> bytes:
    """The bytes of an attachment, checked against their SHA-256.

    Raises `Refused` when there is no such attachment, `BookDamaged` when the bytes are not what they were.
    """
    digest = session.execute(select(Attachment.sha256).where(Attachment.id == id)).scalar()
    if digest is None:
        raise Refused("Lampiran ini sudah tidak ada.", "Muat ulang catatannya.")
    pieces = session.execute(
        select(AttachmentChunk.data).where(AttachmentChunk.attachment_id == id).order_by(AttachmentChunk.seq)
    )
    data = b"".join(pieces.scalars())
    if hashlib.sha256(data).hexdigest() != digest:
        raise BookDamaged(
            f"Isi lampiran nomor {id} tidak lagi sama dengan saat disimpan.",
            "Pulihkan lampiran itu dari cadangan; jangan dicetak.",
        )
    return data
