"""People who work for OBH: advocates, paralegals, lecturers and students, with licences and
training. They are not respondents; their names may be shown.
"""

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from berkas_db.tables.base import Base, Edited, Keyed, Trashable


class Person(Keyed, Edited, Trashable, Base):
    """A person who works for an OBH or a Posbankum; one person may be in two OBH, and that is shown."""

    __tablename__ = "person"

    name: Mapped[str] = mapped_column(info={"label": "Nama"})
    title_before: Mapped[str | None]
    title_after: Mapped[str | None]  # S.H., M.H.
    sex: Mapped[str | None]
    nik: Mapped[str | None] = mapped_column(info={"label": "NIK"})  # sixteen digits, kept as text
    phone: Mapped[str | None]
    email: Mapped[str | None]
    education: Mapped[str | None]
    regency_id: Mapped[int | None] = mapped_column(ForeignKey("regency.id"))
    sidbankum_id: Mapped[str | None]
    is_example: Mapped[bool] = mapped_column(server_default="0")
    note: Mapped[str | None]


class ObhPerson(Keyed, Edited, Base):
    """What a person does for an OBH, from when until when."""

    __tablename__ = "obh_person"

    obh_id: Mapped[int] = mapped_column(ForeignKey("obh.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    role: Mapped[str]
    position: Mapped[str | None]  # ketua, sekretaris
    appointment_number: Mapped[str | None]
    valid_from: Mapped[str | None] = mapped_column(info={"label": "Berlaku mulai"})
    valid_until: Mapped[str | None] = mapped_column(info={"label": "Berlaku sampai"})
    attachment_id: Mapped[int | None] = mapped_column(ForeignKey("attachment.id"))


class Licence(Keyed, Edited, Trashable, Base):
    """An advocate's licence (kartu tanda pengenal advokat) with its validity and oath minutes."""

    __tablename__ = "licence"

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    number: Mapped[str] = mapped_column(info={"label": "Nomor"})
    organisation: Mapped[str | None]
    issued_on: Mapped[str | None]
    # empty = no end known
    valid_until: Mapped[str | None] = mapped_column(info={"label": "Berlaku sampai"})
    oath_number: Mapped[str | None]  # berita acara sumpah
    oath_on: Mapped[str | None]
    oath_court: Mapped[str | None]
    attachment_id: Mapped[int | None] = mapped_column(ForeignKey("attachment.id"))
    note: Mapped[str | None]


class Training(Keyed, Edited, Trashable, Base):
    """A training of a person, for example of a paralegal."""

    __tablename__ = "training"

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    name: Mapped[str] = mapped_column(info={"label": "Nama"})
    organiser: Mapped[str | None]
    from_date: Mapped[str | None] = mapped_column(info={"label": "Tanggal mulai"})
    until_date: Mapped[str | None] = mapped_column(info={"label": "Tanggal selesai"})
    hours: Mapped[int | None]
    certificate_number: Mapped[str | None]
    # empty = does not lapse
    valid_until: Mapped[str | None] = mapped_column(info={"label": "Berlaku sampai"}, sort_order=100)
    is_recognised: Mapped[bool] = mapped_column(server_default="0")
    attachment_id: Mapped[int | None] = mapped_column(ForeignKey("attachment.id"))
    note: Mapped[str | None]
