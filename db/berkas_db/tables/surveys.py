"""Survey periods of a service: target and official figure, problems and public consultation. Unit
figures are computed from respondents, never from service figures.
"""

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from berkas_db.tables.base import Base, Edited, Keyed, Trashable


class SurveyPeriod(Keyed, Edited, Trashable, Base):
    """One survey of one service (or unit) with one instrument in one period."""

    __tablename__ = "survey_period"

    code: Mapped[str] = mapped_column(info={"label": "Kode"})
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    service_id: Mapped[int | None] = mapped_column(ForeignKey("service.id"))
    instrument_key: Mapped[str]  # skm, spkp, spak, ikm2021, ipk2021
    label: Mapped[str] = mapped_column(info={"label": "Nama"})
    period_from: Mapped[str] = mapped_column(info={"label": "Awal periode"})
    period_until: Mapped[str] = mapped_column(info={"label": "Akhir periode"})
    population: Mapped[int | None]
    target: Mapped[int | None]  # respondents asked for
    official_index: Mapped[float | None]
    official_scale: Mapped[float | None]
    official_grade: Mapped[str | None]
    official_respondents: Mapped[int | None]
    official_read_on: Mapped[str | None]
    official_source: Mapped[str | None]
    exclusions: Mapped[str | None]  # "di luar kewenangan"
    is_closed: Mapped[bool] = mapped_column(server_default="0")
    note: Mapped[str | None]


class SurveyProblem(Keyed, Edited, Base):
    """A problem a survey showed, with its element; followed up unless outside the unit's authority."""

    __tablename__ = "survey_problem"

    survey_period_id: Mapped[int] = mapped_column(ForeignKey("survey_period.id", ondelete="CASCADE"))
    element: Mapped[str]
    problem: Mapped[str]
    is_excluded: Mapped[bool] = mapped_column(server_default="0")
    exclusion_reason: Mapped[str | None]
    finding_id: Mapped[int | None] = mapped_column(ForeignKey("finding.id"))
    sort: Mapped[int] = mapped_column(server_default="0")


class PublicConsultation(Keyed, Edited, Base):
    """A public consultation (FKP) about a service, with its minutes."""

    __tablename__ = "public_consultation"

    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    service_id: Mapped[int | None] = mapped_column(ForeignKey("service.id"))
    survey_period_id: Mapped[int | None] = mapped_column(ForeignKey("survey_period.id"))
    on_date: Mapped[str] = mapped_column(info={"label": "Tanggal"})
    place: Mapped[str | None]
    participants: Mapped[int | None]
    result: Mapped[str | None]
    minutes_number: Mapped[str | None]
    attachment_id: Mapped[int | None] = mapped_column(ForeignKey("attachment.id"))
    event_id: Mapped[int | None] = mapped_column(ForeignKey("outreach_event.id"))
