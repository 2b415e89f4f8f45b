"""`mutu-ketikan`: what second keying showed about a visit or a survey; a paper, and a part of the report.

Names of keyers are names of officials. Nothing of any answer stands here.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from berkas.engine.issuing import DocumentKind, Stamp, Subject
from berkas.engine.keying_batches import Batch
from berkas.engine.keying_quality import KeyerRate, Quality, quality_of
from berkas.engine.officepaper import OfficePart, office_part
from berkas.engine.records import read_record
from berkas.engine.rulebook import Rulebook
from berkas.paper.document import render
from berkas.paper.parts import (
    Align,
    Heading,
    KeyValues,
    Notice,
    NoticeKind,
    Para,
    Part,
    Table,
    TableColumn,
    Title,
)
from berkas.rooms.visits.queries.forms import Reconciliation, reconcile
from berkas.rooms.visits.report.keyingquality import percent_words, quality_parts
from berkas.rooms.visits.report.reconciliation import sums_sentence
from berkas.rooms.visits.report.survey import subjects as survey_subjects
from berkas.rooms.visits.report.visit import visit_row
from berkas.rooms.visits.report.words import span, visit_subjects
from berkas_db.tables import Assessment, KeyingSample, SurveyPeriod


@dataclass(frozen=True, slots=True)
class CertificateValues:
    """All values of the paper."""

    office: OfficePart
    title: str
    code: str
    days: str
    quality: Quality
    sums: Reconciliation | None
    """The paper forms of a visit; a survey has none."""


def subjects(session: Session) -> Sequence[Subject]:
    """Every visit by its code, then every survey period that was drawn from as `UNIT:PERIOD`."""
    drawn = set(
        session.execute(
            select(Assessment.survey_period_id)
            .join(KeyingSample, KeyingSample.assessment_id == Assessment.id)
            .distinct()
        ).scalars()
    )
    return [*visit_subjects(session), *(one for one in survey_subjects(session) if one.id in drawn)]


def gather(session: Session, _rulebook: Rulebook, subject: Subject, on: date) -> CertificateValues:
    """Read how a visit or the answers of a survey were keyed."""
    if subject.model is SurveyPeriod:
        period = read_record(session, SurveyPeriod, subject.id or 0, title="code").values
        return CertificateValues(
            office=office_part(session, on),
            title=subject.title,
            code=period["code"],
            days=span(period["period_from"], period["period_until"]),
            quality=quality_of(session, Batch(period_id=subject.id)),
            sums=None,
        )
    row = visit_row(session, subject.id)
    values = row.values
    return CertificateValues(
        office=office_part(session, on, letterhead_id=values["letterhead_id"]),
        title=values["title"],
        code=values["code"],
        days=span(values["from_date"], values["until_date"]),
        quality=quality_of(session, Batch(row.id)),
        sums=reconcile(session, row.id),
    )


def parts(values: CertificateValues, stamp: Stamp) -> tuple[Part, ...]:
    """The page."""
    quality = values.quality
    return (
        Title("Keterangan Mutu Ketikan", number=stamp.number, name=values.title),
        KeyValues((
            ("Kegiatan" if values.sums else "Periode survei", values.code),
            ("Tanggal", values.days),
            ("Lembar lengkap", str(quality.sheets)),
            ("Lembar masih draf", str(quality.drafts)),
            *((("Formulir kertas", sums_sentence(values.sums)),) if values.sums else ()),
            ("Sampel ketik kedua", f"{quality.sample_percent}% tiap tumpukan, sedikitnya dua lembar"),
            ("Batas salah ketik", percent_words(quality.limit)),
        )),
        *_passed(quality),
        *quality_parts(quality),
        *_keyers(quality),
        Para(
            "Ketik kedua dilakukan orang lain tanpa melihat ketikan pertama. Tiap perbedaan diselesaikan "
            "satu per satu; nilai hanya memakai jawaban yang disepakati."
        ),
        values.office.signatures(),
    )  # fmt: skip


def _passed(quality: Quality) -> tuple[Part, ...]:
    if quality.is_passed:
        return (Notice("Seluruh tumpukan memenuhi batas atau sudah diketik dua kali.", kind=NoticeKind.INFO),)
    words = "Pemeriksaan mutu ketikan belum selesai; keterangan ini bersifat sementara."
    return (Notice(words, kind=NoticeKind.IMPORTANT),)


def _keyers(quality: Quality) -> tuple[Part, ...]:
    if not quality.keyers:
        return ()
    return (
        Heading("Angka menurut pengetik", 3),
        Table(
            columns=(
                TableColumn("Pengetik", share=3),
                TableColumn("Lembar", mm=17, align=Align.RIGHT, group="Ketikan pertama"),
                TableColumn("Diperiksa", mm=20, align=Align.RIGHT, group="Ketikan pertama"),
                TableColumn("Salah", mm=16, align=Align.RIGHT, group="Ketikan pertama"),
                TableColumn("Angka", mm=19, align=Align.RIGHT, group="Ketikan pertama"),
                TableColumn("Lembar", mm=17, align=Align.RIGHT, group="Ketikan kedua"),
                TableColumn("Salah", mm=16, align=Align.RIGHT, group="Ketikan kedua"),
            ),
            rows=[_keyer_row(rate) for rate in quality.keyers],
        ),
    )


def _keyer_row(rate: KeyerRate) -> tuple[str, ...]:
    return (
        rate.keyer, str(rate.sheets), str(rate.checked), str(rate.tally.first_wrong),
        percent_words(rate.tally.percent), str(rate.second_sheets), str(rate.second.second_wrong),
    )  # fmt: skip


def draw(values: CertificateValues, stamp: Stamp) -> bytes:
    """PDF bytes."""
    return render(parts(values, stamp), values.office.frame(f"Keterangan mutu ketikan {values.code}", stamp))


CERTIFICATE = DocumentKind(
    key="mutu-ketikan",
    title="Keterangan mutu ketikan",
    room="visits",
    subjects=subjects,
    gather=gather,
    draw=draw,
)
