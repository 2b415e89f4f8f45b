import sqlite3
from pathlib import Path

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from berkas_db.attachments import CHUNK_BYTES, read_attachment
from berkas_db.book import Book
from berkas_db.changes import ANYONE, Step
from berkas_db.errors import BookDamaged, Refused
from berkas_db.tables import Attachment, AttachmentChunk


def attach(step: Step, data: bytes, name: str = "a.bin") -> int:
    return step.attach(data, name, "application/octet-stream")


def counts(session: Session) -> list[int]:
    question = select(select(func.count(Attachment.id)).scalar_subquery(), func.count(AttachmentChunk.id))
    return list(session.execute(question).one())


@pytest.mark.parametrize("size", [0, 1, CHUNK_BYTES, CHUNK_BYTES + 1, 3 * CHUNK_BYTES - 5])
def test_bytes_come_back_as_they_went_in(book: Book, size: int) -> None:
    data = (b"contoh " * (size // 7 + 1))[:size]
    changes = book.change(attach, ANYONE, data).result()
    assert book.read(read_attachment, changes.value).result() == data
    assert book.read(counts).result() == [1, -(-size // CHUNK_BYTES)]


def test_the_same_bytes_are_kept_once(book: Book) -> None:
    first = book.change(attach, ANYONE, b"sama").result()
    again = book.change(attach, ANYONE, b"sama", "b.bin").result()
    assert again.value == first.value
    assert again.journal_id is None
    assert book.read(counts).result() == [1, 1]


def test_attaching_is_no_undo_step(book: Book) -> None:
    book.change(attach, ANYONE, b"contoh").result()
    assert book.undo_list(ANYONE) == []


def test_changed_bytes_are_not_handed_out(book_path: Path) -> None:
    with Book.open(book_path) as book:
        book.change(attach, ANYONE, b"contoh").result()
    other = sqlite3.connect(book_path)
    other.execute("UPDATE attachment_chunk SET data = x'00'")
    other.commit()
    other.close()
    with Book.open(book_path, write=False) as book, pytest.raises(BookDamaged, match="nomor 1"):
        book.read(read_attachment, 1).result()


def test_no_such_attachment(book: Book) -> None:
    with pytest.raises(Refused):
        book.read(read_attachment, 9).result()
