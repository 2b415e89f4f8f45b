"""The office itself: name, letterheads, officials and positions by date, number patterns, extra
holidays, clocks and instruments as installed.
"""

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from berkas_db.tables.base import Base, Edited, Keyed, Trashable


class Office(Keyed, Edited, Base):
    """The one office this file belongs to; always exactly one row, made together with the book's own
    (which keeps the time zone).
    """

    __tablename__ = "office"

    name: Mapped[str] = mapped_column(info={"label": "Nama"})
    short_name: Mapped[str | None] = mapped_column(info={"label": "Nama singkat"})
    province: Mapped[str | None]
    city: Mapped[str | None]  # place written before the date of a letter
    address: Mapped[str | None]
    phone: Mapped[str | None]
    email: Mapped[str | None]
    website: Mapped[str | None]
    paper: Mapped[str] = mapped_column(server_default="a4")
    # below this number nothing but counts leaves the office
    least_respondents: Mapped[int] = mapped_column(server_default="3")
    ministry_id: Mapped[int | None] = mapped_column(ForeignKey("ministry.id"))
    working_week: Mapped[str] = mapped_column(server_default="12345")  # ISO weekdays that are worked
    fiscal_year_start: Mapped[str] = mapped_column(server_default="01-01")
    child_override_role: Mapped[str | None]  # the one role that may see a protected child, with a reason
    posters_note: Mapped[str | None]
    # of each pile of keyed sheets so much is keyed a second time; above the limit all of it
    keying_sample_percent: Mapped[int] = mapped_column(server_default="10", sort_order=100)
    keying_limit_percent: Mapped[float] = mapped_column(server_default="1.0", sort_order=101)


class Letterhead(Keyed, Edited, Base):
    """A letterhead with its lines, by date; old papers keep the one they were issued under."""

    __tablename__ = "letterhead"

    name: Mapped[str] = mapped_column(info={"label": "Nama"})
    ministry_id: Mapped[int | None] = mapped_column(ForeignKey("ministry.id"))
    line1: Mapped[str]
    line2: Mapped[str | None]
    line3: Mapped[str | None]
    address: Mapped[str | None]
    contact: Mapped[str | None]
    logo_attachment_id: Mapped[int | None] = mapped_column(ForeignKey("attachment.id"))
    valid_from: Mapped[str] = mapped_column(info={"label": "Berlaku mulai"})
    valid_until: Mapped[str | None] = mapped_column(info={"label": "Berlaku sampai"})
    is_default: Mapped[bool] = mapped_column(server_default="0")


class Official(Keyed, Edited, Trashable, Base):
    """An official of the office or of a partner agency who signs, travels or verifies."""

    __tablename__ = "official"

    name: Mapped[str] = mapped_column(info={"label": "Nama"})
    nip: Mapped[str | None] = mapped_column(info={"label": "NIP"})  # 18 digits, kept as text
    rank: Mapped[str | None]  # pangkat/golongan
    functional_title: Mapped[str | None]  # for example Penyuluh Hukum Ahli Muda
    team: Mapped[str | None]  # tim kerja
    agency: Mapped[str | None]  # other office, when not our own
    user_id: Mapped[int | None] = mapped_column(ForeignKey("app_user.id"))
    is_active: Mapped[bool] = mapped_column(server_default="1")


class PositionHeld(Keyed, Edited, Base):
    """A position an official holds from a date on, definitive or as Plt./Plh."""

    __tablename__ = "position_held"

    official_id: Mapped[int] = mapped_column(ForeignKey("official.id"))
    position: Mapped[str]
    division: Mapped[str | None]
    capacity: Mapped[str] = mapped_column(server_default="sendiri")
    decree_number: Mapped[str | None]
    valid_from: Mapped[str] = mapped_column(info={"label": "Berlaku mulai"})
    valid_until: Mapped[str | None] = mapped_column(info={"label": "Berlaku sampai"})


class NumberPattern(Keyed, Edited, Base):
    """How the office writes the number of a kind of paper, for example W.8.HN.04.03-{serial}."""

    __tablename__ = "number_pattern"

    document_kind: Mapped[str]
    pattern: Mapped[str]
    classification: Mapped[str | None]
    resets_yearly: Mapped[bool] = mapped_column(server_default="1")
    first_serial: Mapped[int] = mapped_column(server_default="1")
    valid_from: Mapped[str] = mapped_column(info={"label": "Berlaku mulai"})
    valid_until: Mapped[str | None] = mapped_column(info={"label": "Berlaku sampai"})
    note: Mapped[str | None]


class NumberCounter(Keyed, Edited, Base):
    """The last serial used under a pattern in a year; counting happens inside the command that uses the
    number.
    """

    __tablename__ = "number_counter"

    pattern_id: Mapped[int] = mapped_column(ForeignKey("number_pattern.id", ondelete="CASCADE"))
    year: Mapped[int] = mapped_column(info={"label": "Tahun"})
    last_serial: Mapped[int] = mapped_column(server_default="0")


class HolidayExtra(Keyed, Edited, Base):
    """A day the office adds to or takes out of the shipped holiday table, with its decree."""

    __tablename__ = "holiday_extra"

    on_date: Mapped[str] = mapped_column(info={"label": "Tanggal"})
    name: Mapped[str] = mapped_column(info={"label": "Nama"})
    kind: Mapped[str]
    # a later decree made it a working day again
    is_withdrawn: Mapped[bool] = mapped_column(server_default="0")
    decree: Mapped[str | None]
    regency_id: Mapped[int | None] = mapped_column(ForeignKey("regency.id"))  # only there, when regional
    unit_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id"))  # only there, when a unit is closed


class ClockOverride(Keyed, Edited, Base):
    """A legal clock as the office installed it beside or instead of a shipped one; complaints keep the
    version they started with.
    """

    __tablename__ = "clock_override"

    class_key: Mapped[str]
    clock_version: Mapped[str]
    title: Mapped[str] = mapped_column(info={"label": "Judul"})
    canonical_text: Mapped[str]
    sha256: Mapped[str]
    status: Mapped[str]
    source: Mapped[str | None]
    valid_from: Mapped[str] = mapped_column(info={"label": "Berlaku mulai"})
    valid_until: Mapped[str | None] = mapped_column(info={"label": "Berlaku sampai"})
    installed_at: Mapped[str]
    installed_by_id: Mapped[int | None] = mapped_column(ForeignKey("app_user.id"))


class InstrumentVersion(Keyed, Edited, Base):
    """An instrument exactly as it was installed; old answers always open with their own version."""

    __tablename__ = "instrument_version"

    key: Mapped[str]
    edition: Mapped[str]  # version word of the instrument file
    title: Mapped[str] = mapped_column(info={"label": "Judul"})
    kind: Mapped[str | None]  # wawancara, survei, penghargaan, standar, berkas
    status: Mapped[str]
    canonical_text: Mapped[str]
    sha256: Mapped[str]
    item_count: Mapped[int] = mapped_column(server_default="0")
    regulation: Mapped[str | None]
    source: Mapped[str | None]
    valid_from: Mapped[str | None] = mapped_column(info={"label": "Berlaku mulai"})
    valid_until: Mapped[str | None] = mapped_column(info={"label": "Berlaku sampai"})
    installed_at: Mapped[str]
    installed_by_id: Mapped[int | None] = mapped_column(ForeignKey("app_user.id"))
    is_shipped: Mapped[bool] = mapped_column(server_default="0")
    note: Mapped[str | None]


class TextModule(Keyed, Edited, Base):
    """A text with fields for letters, kept by kind of letter and by date."""

    __tablename__ = "text_module"

    key: Mapped[str]
    document_kind: Mapped[str]
    title: Mapped[str] = mapped_column(info={"label": "Judul"})
    body: Mapped[str]
    language: Mapped[str] = mapped_column(server_default="id")
    valid_from: Mapped[str | None] = mapped_column(info={"label": "Berlaku mulai"})
    valid_until: Mapped[str | None] = mapped_column(info={"label": "Berlaku sampai"})
    source: Mapped[str | None]
    is_shipped: Mapped[bool] = mapped_column(server_default="0")
    sort: Mapped[int] = mapped_column(server_default="0")


class SavedFilter(Keyed, Edited, Base):
    """A named filter of a list that stays, of one user or of everybody."""

    __tablename__ = "saved_filter"

    user_id: Mapped[int | None] = mapped_column(ForeignKey("app_user.id"))
    list_key: Mapped[str]
    name: Mapped[str] = mapped_column(info={"label": "Nama"})
    filters: Mapped[str]  # JSON of the list's filter values
    sort_key: Mapped[str | None]
    is_descending: Mapped[bool] = mapped_column(server_default="0")


class LikenessVerdict(Keyed, Edited, Base):
    """Two records somebody looked at and called not the same ("bukan data ganda"), so that nobody is
    asked again.
    """

    __tablename__ = "likeness_verdict"

    record_kind: Mapped[str]  # table name
    low_uid: Mapped[str]
    high_uid: Mapped[str]
    verdict: Mapped[str]
    reason: Mapped[str | None]
    decided_by_id: Mapped[int | None] = mapped_column(ForeignKey("app_user.id"))
    decided_at: Mapped[str]


class SoftOverride(Keyed, Edited, Base):
    """A soft check somebody confirmed with a one-line reason; counted in reports."""

    __tablename__ = "soft_override"

    record_kind: Mapped[str]  # table name
    record_uid: Mapped[str]
    check_key: Mapped[str]
    item_code: Mapped[str | None]
    reason: Mapped[str]
    decided_by_id: Mapped[int | None] = mapped_column(ForeignKey("app_user.id"))
    decided_at: Mapped[str]
    # what was confirmed, as it was shown
    sentence: Mapped[str | None] = mapped_column(sort_order=100)
