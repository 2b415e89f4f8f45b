"""Reads what is keyed a second time: visits with sheets, the queue, a sheet to be keyed blind."""

from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from berkas.engine.assessing import answers_of, instrument_of
from berkas.engine.keying_quality import Quality, is_awaited, quality_of
from berkas.engine.records import GONE
from berkas.engine.second_keying import why_not_second
from berkas.rooms.visits.queries.assessments import KeyingContext, Sheet, load_keyed
from berkas.rules.answers import Answer
from berkas.rules.instruments import Instrument
from berkas.rules.second_keying import PERSONAL
from berkas.rules.vocabulary import AnswerPass, SampleOutcome
from berkas_db.errors import Refused
from berkas_db.tables import AppUser, Assessment, PaperForm, Visit

SAMPLE = "sampel"
WHOLE = "seluruh tumpukan"


@dataclass(frozen=True, slots=True)
class Waiting:
    """A sheet that waits for its second keying; `why_not` says why this user may not key it."""

    id: int
    code: str
    form: str
    respondent: str
    obh: str
    keyer: str
    why: str
    begun_by: str
    why_not: str


@dataclass(frozen=True, slots=True)
class SecondKeying:
    """The second keying of a visit as its page shows it."""

    visit_id: int
    queue: tuple[Waiting, ...]
    quality: Quality


@dataclass(frozen=True, slots=True)
class BlindSheet:
    """A sheet to be keyed blind: `first` is compared with and never shown before a difference."""

    id: int
    uid: str
    code: str
    version: int
    title: str
    instrument: Instrument
    first: dict[str, Answer]
    visit_id: int | None

    @property
    def given(self) -> dict[str, Answer]:
        """What stands there already: a code or a mark in place of whatever lies in the vault."""
        return {
            item.key: self.first[item.key]
            for item in self.instrument.items.values()
            if item.personal in PERSONAL and item.key in self.first
        }


def visits_with_sheets(session: Session) -> list[tuple[int, str]]:
    """Visits that have sheets, the newest first, as (id, words)."""
    rows = session.execute(
        select(Visit.id, Visit.code, Visit.title)
        .join(Assessment, Assessment.visit_id == Visit.id)
        .where(Visit.trashed_at.is_(None), Assessment.trashed_at.is_(None))
        .group_by(Visit.id)
        .order_by(func.coalesce(Visit.from_date, "").desc(), Visit.id.desc())
    )
    return [(row.id, f"{row.code} · {row.title}") for row in rows]


def second_keying_of(session: Session, visit_id: int, user_id: int | None) -> SecondKeying:
    """The queue of a visit and how well it was keyed."""
    quality = quality_of(session, visit_id)
    awaited = {sheet.id: (pile, sheet) for pile in quality.piles for sheet in pile.awaited}
    rows = session.execute(
        select(Assessment, PaperForm.number)
        .outerjoin(PaperForm, PaperForm.assessment_id == Assessment.id)
        .where(Assessment.id.in_(awaited))
        .order_by(PaperForm.number.is_(None), PaperForm.number, Assessment.id)
    ).all()
    names = _names(session, [sheet.second_id for _pile, sheet in awaited.values()])
    queue: list[Waiting] = []
    for row, number in rows:
        pile, sheet = awaited[row.id]
        whole = pile.outcome is SampleOutcome.ULANG_SEMUA and sheet.sample_id is None
        queue.append(
            Waiting(
                row.id,
                row.code,
                "" if number is None else f"{number:04}",
                row.respondent_code or "",
                pile.obh,
                pile.keyer,
                WHOLE if whole else SAMPLE,
                names.get(sheet.second_id, ""),
                why_not_second(session, row, user_id),
            )
        )
    return SecondKeying(visit_id, tuple(queue), quality)


def load_seen(session: Session, id: int, user_id: int | None) -> tuple[Sheet, KeyingContext]:
    """A sheet with its answers, for keying on; refused to whoever may be the one to key it blind."""
    row = session.get(Assessment, id, populate_existing=True)
    if row is not None and is_awaited(session, id) and not why_not_second(session, row, user_id):
        raise Refused(
            f"Lembar {row.code} menunggu ketik kedua; jawabannya tidak ditampilkan kepada Anda.",
            "Ketik lembar ini dari tab Ketik kedua.",
        )
    return load_keyed(session, id)


def load_blind(session: Session, id: int) -> BlindSheet:
    """A sheet for its second keying."""
    row = session.get(Assessment, id, populate_existing=True)
    if row is None or row.trashed_at is not None:
        raise Refused(GONE)
    number = session.execute(select(PaperForm.number).where(PaperForm.assessment_id == id)).scalar()
    shown = [row.code]
    if number is not None:
        shown.append(f"formulir {number:04}")
    if row.respondent_code:
        shown.append(f"responden {row.respondent_code}")
    return BlindSheet(
        id,
        row.uid,
        row.code,
        row.version,
        " · ".join(shown),
        instrument_of(session, row.instrument_version_id),
        answers_of(session, id, pass_=AnswerPass.PERTAMA),
        row.visit_id,
    )


def next_blind(session: Session, visit_id: int, user_id: int | None, after: int) -> int:
    """The next sheet of a visit this user may key a second time; 0 when there is none."""
    free = [one.id for one in second_keying_of(session, visit_id, user_id).queue if not one.why_not]
    return next((id_ for id_ in free if id_ != after), 0)


def _names(session: Session, ids: list[int | None]) -> dict[int | None, str]:
    rows = session.execute(select(AppUser.id, AppUser.full_name).where(AppUser.id.in_(ids)))
    return {row[0]: row[1] for row in rows}
