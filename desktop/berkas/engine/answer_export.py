"""Answers going out as a file with their codebook: one version of one instrument, respondents by code.

Noted in the journal before the file has its name: which instrument, how many sheets, by whom. Names, NIK and
family never leave. Imports no Qt and no room.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from berkas.engine.assessing import answers_of_many, instrument_of
from berkas.engine.exporting import Exported, note_export
from berkas.engine.keying_batches import refuse_hidden
from berkas.rules.answers import Answers
from berkas.rules.instruments import Instrument, Route
from berkas_db.book import Book
from berkas_db.changes import Actor
from berkas_db.errors import Refused
from berkas_db.tables import (
    Assessment,
    InstrumentVersion,
    LegalCase,
    Obh,
    OutreachEvent,
    Posbankum,
    Service,
    SurveyPeriod,
    Unit,
    Visit,
)

_AT_ONCE = 500
Progress = Callable[[int, int | None, str], None]


@dataclass(frozen=True, slots=True)
class AnswerSet:
    """Sheets under one version of one instrument, in the order of their codes."""

    version_id: int
    key: str
    edition: str
    title: str
    ids: tuple[int, ...]

    @property
    def name(self) -> str:
        """How people tell it from another."""
        return f"{self.title}, edisi {self.edition} ({len(self.ids)} lembar)"


def answer_sets(session: Session, ids: Sequence[int]) -> list[AnswerSet]:
    """These sheets by version of their instrument: answers of two versions are never one table."""
    found: dict[int, list[int]] = {}
    for start in range(0, len(ids), _AT_ONCE):
        batch = list(ids[start : start + _AT_ONCE])
        statement = select(Assessment.id, Assessment.instrument_version_id).where(
            Assessment.id.in_(batch), Assessment.trashed_at.is_(None)
        )
        for row in session.execute(statement):
            found.setdefault(row.instrument_version_id, []).append(row.id)
    return _named(session, found)


def answer_sets_of(
    session: Session, key: str, *, edition: str = "", period_ids: Sequence[int] = ()
) -> list[AnswerSet]:
    """Every sheet under an instrument, of one edition or of some survey periods only."""
    statement = (
        select(Assessment.id, Assessment.instrument_version_id)
        .join(InstrumentVersion, InstrumentVersion.id == Assessment.instrument_version_id)
        .where(InstrumentVersion.key == key, Assessment.trashed_at.is_(None))
    )
    if edition:
        statement = statement.where(InstrumentVersion.edition == edition)
    if period_ids:
        statement = statement.where(Assessment.survey_period_id.in_(period_ids))
    found: dict[int, list[int]] = {}
    for row in session.execute(statement):
        found.setdefault(row.instrument_version_id, []).append(row.id)
    return _named(session, found)


def _named(session: Session, found: dict[int, list[int]]) -> list[AnswerSet]:
    rows = session.execute(
        select(
            InstrumentVersion.id, InstrumentVersion.key, InstrumentVersion.edition, InstrumentVersion.title
        )
        .where(InstrumentVersion.id.in_(found))
        .order_by(InstrumentVersion.key, InstrumentVersion.id)
    )
    return [AnswerSet(row.id, row.key, row.edition, row.title, tuple(sorted(found[row.id]))) for row in rows]


@dataclass(frozen=True, slots=True)
class _Out:
    instrument: Instrument
    heads: list[dict[str, object]]
    answers: list[Answers]


def export_answers(
    book: Book, wanted: AnswerSet, path: Path, *, actor: Actor, progress: Progress | None = None
) -> Exported:
    """Write the answers with their codebook; the passes are those that scores use.

    Refused when one of the sheets waits for a second keying that this person could do blind.
    """
    from berkas.sheets.answer_files import write_answers

    if not wanted.ids:
        raise Refused("Tidak ada lembar yang diekspor.", "Pilih dahulu lembarnya.")
    out = book.read(_gathered, wanted, actor).result()
    total = len(wanted.ids)
    noted: list[bool] = []

    def note() -> None:
        form = path.suffix.lower().lstrip(".")
        noted.append(note_export(book, actor, f"Jawaban {wanted.key}", total, form))

    write_answers(
        path,
        out.instrument,
        out.answers,
        heads=out.heads,
        edition=wanted.edition,
        overwrite=True,
        progress=None if progress is None else lambda done: progress(done, total, ""),
        before_naming=note,
    )
    return Exported(total, noted[0])


def _gathered(session: Session, wanted: AnswerSet, actor: Actor) -> _Out:
    refuse_hidden(session, actor, wanted.ids)
    answers = answers_of_many(session, wanted.ids, pass_=None)
    heads = _heads(session, wanted.ids)
    instrument = instrument_of(session, wanted.version_id)
    route = Route(instrument)  # what a skip hides is kept in the office and counts nowhere, here neither
    return _Out(
        instrument,
        [heads[id_] for id_ in wanted.ids],
        [route.counted(answers.get(id_, {})) for id_ in wanted.ids],
    )


def _heads(session: Session, ids: Sequence[int]) -> dict[int, dict[str, object]]:
    """Facts about each sheet by code; see `berkas.sheets.codebook.HEADS` for what they mean."""
    about = func.coalesce(
        Obh.code, Unit.code, Service.name, LegalCase.code, OutreachEvent.code, Posbankum.code
    )
    found: dict[int, dict[str, object]] = {}
    for start in range(0, len(ids), _AT_ONCE):
        statement = (
            select(
                Assessment, about.label("about"), Visit.code.label("visit"), SurveyPeriod.code.label("period")
            )
            .outerjoin(Obh, Obh.id == Assessment.obh_id)
            .outerjoin(Unit, Unit.id == Assessment.unit_id)
            .outerjoin(Service, Service.id == Assessment.service_id)
            .outerjoin(LegalCase, LegalCase.id == Assessment.case_id)
            .outerjoin(OutreachEvent, OutreachEvent.id == Assessment.event_id)
            .outerjoin(Posbankum, Posbankum.id == Assessment.posbankum_id)
            .outerjoin(Visit, Visit.id == Assessment.visit_id)
            .outerjoin(SurveyPeriod, SurveyPeriod.id == Assessment.survey_period_id)
            .where(Assessment.id.in_(ids[start : start + _AT_ONCE]))
        )
        for row in session.execute(statement):
            found[row.Assessment.id] = _head(row)
    return found


def _head(row: Any) -> dict[str, object]:  # noqa: ANN401  a row of the statement above
    sheet = row.Assessment
    return {
        "kode": sheet.code,
        "responden": sheet.respondent_code,
        "tanggal": sheet.interview_on,
        "dicatat": sheet.entered_on,
        "yang_dinilai": row.about,
        "kegiatan": row.visit,
        "periode": row.period,
        "cara": sheet.mode,
        "bahasa": sheet.language,
        "tahap": sheet.phase,
        "keadaan": sheet.state,
        "ketikan": sheet.scored_pass,
        "sidbankum": sheet.sidbankum_on,
    }
