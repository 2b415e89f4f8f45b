"""Assessments: an instrument applied to a subject and answered; answers, second keying, scores with
their derivation.
"""

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from berkas_db.tables.base import Base, Edited, Keyed, Trashable


class Assessment(Keyed, Edited, Trashable, Base):
    """One filled instrument: who or what is assessed, in which visit, by whom it was keyed."""

    __tablename__ = "assessment"

    code: Mapped[str] = mapped_column(info={"label": "Kode"})
    instrument_version_id: Mapped[int] = mapped_column(ForeignKey("instrument_version.id"))
    subject_kind: Mapped[str]
    obh_id: Mapped[int | None] = mapped_column(ForeignKey("obh.id"))
    unit_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id"))
    service_id: Mapped[int | None] = mapped_column(ForeignKey("service.id"))
    case_id: Mapped[int | None] = mapped_column(ForeignKey("legal_case.id"))
    event_id: Mapped[int | None] = mapped_column(ForeignKey("outreach_event.id"))
    posbankum_id: Mapped[int | None] = mapped_column(ForeignKey("posbankum.id"))
    visit_id: Mapped[int | None] = mapped_column(ForeignKey("visit.id"))
    place_id: Mapped[int | None] = mapped_column(ForeignKey("visit_place.id"))
    award_entry_id: Mapped[int | None] = mapped_column(ForeignKey("award_entry.id"))
    survey_period_id: Mapped[int | None] = mapped_column(ForeignKey("survey_period.id"))
    supervision_id: Mapped[int | None] = mapped_column(ForeignKey("supervision.id"))
    # the case an interview is about
    about_case_id: Mapped[int | None] = mapped_column(ForeignKey("legal_case.id"))
    recipient_id: Mapped[int | None] = mapped_column(ForeignKey("recipient.id"))
    respondent_code: Mapped[str | None]
    state: Mapped[str] = mapped_column(server_default="draf")
    interview_on: Mapped[str | None]  # day of the interview or of the look at the unit
    entered_on: Mapped[str | None]
    mode: Mapped[str | None]
    language: Mapped[str | None]
    phase: Mapped[str | None]  # questions before and after an event
    scored_pass: Mapped[str] = mapped_column(server_default="pertama")  # the one pass that scores use
    keyed_by_id: Mapped[int | None] = mapped_column(ForeignKey("app_user.id"))
    verified_by_id: Mapped[int | None] = mapped_column(ForeignKey("app_user.id"))
    verified_at: Mapped[str | None]
    locked_at: Mapped[str | None]
    sidbankum_on: Mapped[str | None]  # already typed into Sidbankum
    stopped_item: Mapped[str | None]  # item at which the respondent stopped
    open_errors: Mapped[int] = mapped_column(server_default="0")
    note: Mapped[str | None]


class Answer(Keyed, Base):
    """The answer to one item (one row of a table item) in one pass; missing says why there is no value."""

    __tablename__ = "answer"

    assessment_id: Mapped[int] = mapped_column(ForeignKey("assessment.id", ondelete="CASCADE"))
    item_code: Mapped[str]
    row_no: Mapped[int] = mapped_column(server_default="0")
    answer_pass: Mapped[str] = mapped_column(server_default="pertama")
    # code of a choice, text, date; several codes of a multi item joined by a space
    value: Mapped[str | None]
    number: Mapped[float | None] = mapped_column(info={"label": "Nomor"})  # what scores add up
    missing: Mapped[str | None]
    # no item of the present version; kept, not counted
    parked: Mapped[bool] = mapped_column(server_default="0")
    note: Mapped[str | None]


class Keying(Keyed, Edited, Base):
    """Who keyed a pass of an assessment and when; the second is blind and by another user."""

    __tablename__ = "keying"

    assessment_id: Mapped[int] = mapped_column(ForeignKey("assessment.id", ondelete="CASCADE"))
    answer_pass: Mapped[str]
    keyed_by_id: Mapped[int | None] = mapped_column(ForeignKey("app_user.id"))
    started_at: Mapped[str]
    finished_at: Mapped[str | None]


class KeyingDifference(Keyed, Edited, Base):
    """A difference between first and second keying and how it was settled; gives the rate per keyer."""

    __tablename__ = "keying_difference"

    assessment_id: Mapped[int] = mapped_column(ForeignKey("assessment.id", ondelete="CASCADE"))
    item_code: Mapped[str]
    row_no: Mapped[int] = mapped_column(server_default="0")
    first_value: Mapped[str | None]
    second_value: Mapped[str | None]
    settled: Mapped[str | None]
    final_value: Mapped[str | None]
    settled_by_id: Mapped[int | None] = mapped_column(ForeignKey("app_user.id"))
    settled_at: Mapped[str | None]
    note: Mapped[str | None]


class KeyingSample(Keyed, Edited, Base):
    """A random sample of a batch per keyer and OBH for second keying; over the limit, the whole batch is
    keyed twice.
    """

    __tablename__ = "keying_sample"

    visit_id: Mapped[int | None] = mapped_column(ForeignKey("visit.id"))
    assessment_id: Mapped[int] = mapped_column(ForeignKey("assessment.id", ondelete="CASCADE"))
    keyer_id: Mapped[int | None] = mapped_column(ForeignKey("app_user.id"))
    obh_id: Mapped[int | None] = mapped_column(ForeignKey("obh.id"))
    batch: Mapped[str]
    drawn_at: Mapped[str]
    limit_percent: Mapped[float]
    outcome: Mapped[str] = mapped_column(server_default="menunggu")
    seed: Mapped[int | None] = mapped_column(sort_order=100)  # what the draw was made from
    drawn_from: Mapped[int | None] = mapped_column(sort_order=101)  # sheets of the pile when it was drawn


class Score(Keyed, Edited, Base):
    """A figure with its derivation: of one assessment, or accumulated per OBH, unit or service over a
    period. Nothing writes here: every figure is computed from the answers when it is asked for, and what an
    issued paper said is kept with the paper. The table is part of the first migration and stays empty.
    """

    __tablename__ = "score"

    assessment_id: Mapped[int | None] = mapped_column(ForeignKey("assessment.id"))
    obh_id: Mapped[int | None] = mapped_column(ForeignKey("obh.id"))
    unit_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id"))
    service_id: Mapped[int | None] = mapped_column(ForeignKey("service.id"))
    survey_period_id: Mapped[int | None] = mapped_column(ForeignKey("survey_period.id"))
    instrument_version_id: Mapped[int] = mapped_column(ForeignKey("instrument_version.id"))
    period_from: Mapped[str | None] = mapped_column(info={"label": "Awal periode"})
    period_until: Mapped[str | None] = mapped_column(info={"label": "Akhir periode"})
    kind: Mapped[str]
    index_value: Mapped[float | None]
    index_4: Mapped[float | None]
    grade: Mapped[str | None]
    respondents: Mapped[int]
    # reached the least number of respondents
    is_released: Mapped[bool] = mapped_column(server_default="0")
    rule: Mapped[str]
    derivation: Mapped[str]  # JSON: items, answers, weights, rounding
    computed_at: Mapped[str]
