"""The ground of all table classes: the type map for STRICT tables and the columns many tables share.

What it fixes for every table of the book:

* Python types at this border are `str`, `int`, `float`, `bytes` and `bool` only; they come out as TEXT,
  INTEGER, REAL, BLOB and INTEGER 0/1, the only words a STRICT table accepts. Civil dates stay
  `YYYY-MM-DD`, instants ISO text in UTC with milliseconds and `Z`, money whole rupiah.
* Every table has one integer key called `id`. What travels between offices also has a `uid`.
* The schema itself is written in `migrations/*/*.sql`; these classes describe it and never create it.
* A search table over table `x` is called `x_fts` (words) or `x_trigram` (middle of words), and its rowid is
  the `id` of `x`.
* A trigger that refuses says so in one Indonesian sentence, `RAISE(ABORT, '…')`: people read it.

Imports nothing of the project.
"""

from typing import Any, ClassVar

from sqlalchemy import REAL, Dialect, Integer, LargeBinary, Text
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column
from sqlalchemy.types import TypeDecorator, TypeEngine


class Flag(TypeDecorator[bool]):
    """True and false, stored as INTEGER 1 and 0 (SQLAlchemy's BOOLEAN is not a word STRICT tables know)."""

    impl = Integer
    cache_ok = True

    def process_bind_param(self, value: bool | None, dialect: Dialect) -> int | None:
        """Store 1 or 0; nothing stays nothing."""
        return None if value is None else int(value)

    def process_result_value(self, value: int | None, dialect: Dialect) -> bool | None:
        """Read 1 or 0 back; nothing stays nothing."""
        return None if value is None else bool(value)


class Base(DeclarativeBase):
    """Common ground of all tables.

    Set `__journaled__ = False` on a table that is not written through `Step` (the journal itself, drafts).
    Give a column `info={"secret": True}` when its value must never lie in the journal (a password hash), and
    `info={"label": "Nama"}` when a refusal should call it by its word on screen.
    """

    __journaled__: ClassVar[bool] = True

    type_annotation_map: ClassVar[dict[Any, TypeEngine[Any]]] = {
        str: Text(),
        int: Integer(),
        float: REAL(),
        bytes: LargeBinary(),
        bool: Flag(),
    }

    id: Mapped[int] = mapped_column(primary_key=True, sort_order=-100)


class Keyed:
    """A row that travels: `uid` is a UUIDv7 in lower case, 36 characters, unique in its table."""

    uid: Mapped[str] = mapped_column(unique=True, sort_order=-99)


class Edited:
    """A row people edit: `version` counts its changes from 1, the instants say when."""

    version: Mapped[int] = mapped_column(sort_order=90)
    created_at: Mapped[str] = mapped_column(sort_order=91)
    updated_at: Mapped[str] = mapped_column(sort_order=92)


class Trashable:
    """A row that can lie in the trash: `trashed_at` is the instant it went there, or nothing."""

    trashed_at: Mapped[str | None] = mapped_column(sort_order=93)
