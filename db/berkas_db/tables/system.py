"""The tables that make the book a book: itself, users, journal, undo, drafts, attachments, settings.

Twin of `migrations/*/10_system.sql`. Imports nothing of the project but the ground of the tables.
"""

from typing import ClassVar

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from berkas_db.tables.base import Base, Edited, Keyed, Trashable


class BookInfo(Keyed, Edited, Base):
    """The one row about this book: whose it is (`uid`), which copy (`replica_uid`), in which time zone."""

    __tablename__ = "book_info"

    replica_uid: Mapped[str]
    number_prefix: Mapped[str] = mapped_column(server_default="")
    time_zone: Mapped[str] = mapped_column(server_default="Asia/Jakarta")


class AppUser(Keyed, Edited, Trashable, Base):
    """Someone who may work in this book. Without `password_hash` the person cannot log in yet."""

    __tablename__ = "app_user"

    login: Mapped[str] = mapped_column(info={"label": "Nama pengguna"})
    full_name: Mapped[str] = mapped_column(info={"label": "Nama lengkap"})
    role: Mapped[str] = mapped_column(info={"label": "Peran"})
    password_hash: Mapped[str | None] = mapped_column(info={"secret": True})
    password_changed_at: Mapped[str | None]
    is_active: Mapped[bool] = mapped_column(server_default="1")
    temporary_until: Mapped[str | None] = mapped_column(sort_order=100)


class RecoveryCode(Keyed, Edited, Base):
    """One of two codes that together let an admin in again. Without `code_hash` it was used up."""

    __tablename__ = "recovery_code"

    place: Mapped[int] = mapped_column(unique=True)
    holder: Mapped[str]
    code_hash: Mapped[str | None] = mapped_column(info={"secret": True})


class LoginDelay(Base):
    """Wrong passwords in a row of one user (`id` is the user's), and until when the door stays shut."""

    __tablename__ = "login_delay"
    __journaled__: ClassVar[bool] = False

    id: Mapped[int] = mapped_column(ForeignKey("app_user.id", ondelete="CASCADE"), primary_key=True)
    failures: Mapped[int] = mapped_column(server_default="0")
    blocked_until: Mapped[str | None]


class JournalEntry(Base):
    """One committed command. `id` is its position, from 1 without gaps; hashes are SHA-256 bytes."""

    __tablename__ = "journal"
    __journaled__: ClassVar[bool] = False

    at: Mapped[str]
    actor_id: Mapped[int | None] = mapped_column(ForeignKey("app_user.id"))
    action: Mapped[str]
    text_hash: Mapped[bytes]
    rows_hash: Mapped[bytes]
    prev_hash: Mapped[bytes]
    hash: Mapped[bytes]


class JournalText(Base):
    """The words of an entry, removable: what people call the step, and the reason given."""

    __tablename__ = "journal_text"
    __journaled__: ClassVar[bool] = False

    id: Mapped[int] = mapped_column(ForeignKey("journal.id"), primary_key=True)
    salt: Mapped[bytes]
    label: Mapped[str]
    reason: Mapped[str] = mapped_column(server_default="")


class JournalRow(Base):
    """One row an entry wrote or noted. `hashes` holds 32 bytes per name in `fields` (comma-separated)."""

    __tablename__ = "journal_row"
    __journaled__: ClassVar[bool] = False

    journal_id: Mapped[int] = mapped_column(ForeignKey("journal.id"))
    action: Mapped[str]
    table_name: Mapped[str]
    row_id: Mapped[int]
    row_uid: Mapped[str]
    fields: Mapped[str]
    hashes: Mapped[bytes]


class JournalValue(Base):
    """The values of a journal row, removable: 16 bytes of salt per field, and JSON objects field → value."""

    __tablename__ = "journal_value"
    __journaled__: ClassVar[bool] = False

    id: Mapped[int] = mapped_column(ForeignKey("journal_row.id", ondelete="RESTRICT"), primary_key=True)
    salts: Mapped[bytes]
    before: Mapped[str]
    after: Mapped[str]


class UndoStep(Base):
    """A step that can be taken back: `state` is siap, diurungkan or hangus (its redo was overtaken)."""

    __tablename__ = "undo_step"
    __journaled__: ClassVar[bool] = False

    id: Mapped[int] = mapped_column(ForeignKey("journal.id"), primary_key=True)
    actor_id: Mapped[int | None] = mapped_column(ForeignKey("app_user.id"))
    state: Mapped[str]
    journal_id: Mapped[int] = mapped_column(ForeignKey("journal.id"))


class Draft(Base):
    """Half-typed values of one editor, overwritten at each pause in typing."""

    __tablename__ = "draft"
    __journaled__: ClassVar[bool] = False

    actor_id: Mapped[int | None] = mapped_column(ForeignKey("app_user.id", ondelete="CASCADE"))
    kind: Mapped[str]
    record_uid: Mapped[str | None]
    values_json: Mapped[str]
    cursor_field: Mapped[str | None]
    created_at: Mapped[str]
    updated_at: Mapped[str]


class Attachment(Keyed, Base):
    """Bytes kept once per SHA-256 (64 hexadecimal digits). `name` is the name they first came with."""

    __tablename__ = "attachment"

    sha256: Mapped[str] = mapped_column(unique=True)
    size: Mapped[int]
    name: Mapped[str]
    media_type: Mapped[str]
    created_at: Mapped[str]


class AttachmentChunk(Base):
    """A piece of at most 1 MiB of an attachment, counted from 0."""

    __tablename__ = "attachment_chunk"
    __journaled__: ClassVar[bool] = False

    attachment_id: Mapped[int] = mapped_column(ForeignKey("attachment.id", ondelete="CASCADE"))
    seq: Mapped[int]
    data: Mapped[bytes]


class PackageSeen(Keyed, Base):
    """An exchange package that came in or went out, so that none is merged twice."""

    __tablename__ = "package_seen"

    direction: Mapped[str]
    replica_uid: Mapped[str]
    sha256: Mapped[str]
    note: Mapped[str] = mapped_column(server_default="")
    created_at: Mapped[str]
    position: Mapped[int | None]
    their_position: Mapped[int | None]


class Setting(Edited, Base):
    """A choice of the office (no `user_id`) or of one user, kept as JSON."""

    __tablename__ = "setting"

    user_id: Mapped[int | None] = mapped_column(ForeignKey("app_user.id", ondelete="CASCADE"))
    key: Mapped[str]
    value_json: Mapped[str]
