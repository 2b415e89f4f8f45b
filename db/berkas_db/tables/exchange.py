"""Packages between computers: who the other copies are, what both sides are known to share, and
values still to be chosen. Packages seen stand in the system tables.
"""

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from berkas_db.tables.base import Base, Edited, Keyed


class Replica(Keyed, Edited, Base):
    """Another copy of the office file with its own id and number prefix."""

    __tablename__ = "replica"

    replica_uid: Mapped[str]
    name: Mapped[str] = mapped_column(info={"label": "Nama"})
    prefix: Mapped[str]
    public_key: Mapped[str | None]
    is_self: Mapped[bool] = mapped_column(server_default="0")
    last_seen_at: Mapped[str | None]
    private_key: Mapped[str | None] = mapped_column(info={"secret": True}, sort_order=100)
    base_position: Mapped[int | None] = mapped_column(sort_order=101)


class ExchangeBase(Keyed, Base):
    """The value of a field that both copies are known to share; the base of the next comparison."""

    __tablename__ = "exchange_base"

    replica_id: Mapped[int] = mapped_column(ForeignKey("replica.id", ondelete="CASCADE"))
    record_kind: Mapped[str]
    record_uid: Mapped[str]
    field: Mapped[str]
    value: Mapped[str | None]
    value_hash: Mapped[str | None]
    changed_at: Mapped[str | None]


class PackageConflict(Keyed, Edited, Base):
    """A field on which two copies differ; both values stay until somebody chooses."""

    __tablename__ = "package_conflict"

    package_id: Mapped[int] = mapped_column(ForeignKey("package_seen.id"))
    record_kind: Mapped[str]
    record_uid: Mapped[str]
    field: Mapped[str]
    base_value: Mapped[str | None]
    our_value: Mapped[str | None]
    their_value: Mapped[str | None]
    choice: Mapped[str | None]
    chosen_value: Mapped[str | None]
    chosen_by_id: Mapped[int | None] = mapped_column(ForeignKey("app_user.id"))
    chosen_at: Mapped[str | None]


class MergedRecord(Keyed, Edited, Base):
    """A record that was merged into another as its double; what still arrives under the old uid belongs
    to the other.
    """

    __tablename__ = "merged_record"

    record_kind: Mapped[str]  # table name
    from_uid: Mapped[str]
    into_uid: Mapped[str]
    merged_at: Mapped[str]
    merged_by_id: Mapped[int | None] = mapped_column(ForeignKey("app_user.id"))
    reason: Mapped[str | None]
