"""Reads what is needed to verify one unit: its criteria, the three judgements, notes and proofs.

Session in, values out.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from berkas.engine.assessing import answers_of, instrument_of
from berkas.engine.evidence import Use, thumbnails, uses_of
from berkas.engine.photoreuse import reuse_of
from berkas.engine.preflightrules import check_rules
from berkas.rooms.award.queries.lastyear import LastYear, last_year
from berkas.rules.answers import Answer, Answers
from berkas.rules.instruments import Evidence as Need
from berkas.rules.instruments import Instrument, Item, Question, Route
from berkas.rules.vocabulary import AnswerPass, EvidenceKind
from berkas_db.errors import Refused
from berkas_db.tables import Answer as AnswerRow
from berkas_db.tables import Assessment, AwardEntry, AwardRound, Unit

PASSES = (AnswerPass.MANDIRI, AnswerPass.VERIFIKATOR, AnswerPass.AKHIR)
"""The three judgements, in the order they are made."""

LENT = "Perlu foto baru: dari putaran sebelumnya, hanya sebagai contoh."
"""The stamp of a proof that last year's round lends."""
_PAPERS = (EvidenceKind.DOKUMEN, EvidenceKind.PINDAIAN, EvidenceKind.LEMBAR_KERJA)


@dataclass(frozen=True, slots=True)
class EntryPlace:
    """One unit in one round, by name."""

    id: int
    uid: str
    version: int
    key: str
    unit_id: int
    unit_name: str
    unit_kind: str
    round_id: int
    round_title: str
    year: int
    version_id: int


@dataclass(frozen=True, slots=True)
class Sheet:
    """Everything on the page of one unit. Answers and notes by pass, then by item key."""

    place: EntryPlace
    instrument: Instrument
    assessment_id: int | None
    answers: Mapping[AnswerPass, Answers]
    notes: Mapping[AnswerPass, Mapping[str, str]]
    uses: Sequence[Use]
    is_locked: bool

    @property
    def route(self) -> Route:
        """The way through the criteria of this kind of unit."""
        return Route(self.instrument, self.place.unit_kind)

    def uses_under(self, item_key: str) -> list[Use]:
        """The proofs of one criterion, in order."""
        return [use for use in self.uses if use.item_code == item_key]

    def newest(self) -> dict[str, Answer]:
        """The judgement in force per criterion: final, else the verifier's, else the unit's own."""
        return newest_answers(self.answers)


def newest_answers(answers: Mapping[AnswerPass, Answers]) -> dict[str, Answer]:
    """The judgement in force per criterion: final, else the verifier's, else the unit's own."""
    found: dict[str, Answer] = {}
    for each in PASSES:
        found.update(answers.get(each, {}))
    return found


def entry_place(session: Session, entry_id: int) -> EntryPlace:
    """Where an entry stands. Raises Refused when it is gone."""
    row = session.execute(
        _places().where(AwardEntry.id == entry_id, AwardEntry.trashed_at.is_(None))
    ).one_or_none()
    if row is None:
        raise Refused("Unit ini sudah tidak ada dalam putaran.", "Muat ulang daftar.")
    return _place(row)


def entry_places(session: Session, *, round_id: int | None = None) -> list[EntryPlace]:
    """All units in all rounds, oldest round first; or those of one round, by name."""
    statement = _places().where(AwardEntry.trashed_at.is_(None), AwardRound.trashed_at.is_(None))
    if round_id is not None:
        statement = statement.where(AwardEntry.round_id == round_id)
    rows = session.execute(statement.order_by(AwardRound.year, AwardRound.code, Unit.name, AwardEntry.id))
    return [_place(row) for row in rows]


def _places() -> Any:  # noqa: ANN401  a select
    return (
        select(
            AwardEntry.id,
            AwardEntry.uid,
            AwardEntry.version,
            AwardRound.code.label("round_code"),
            Unit.code.label("unit_code"),
            AwardEntry.unit_id,
            Unit.name.label("unit_name"),
            Unit.kind.label("unit_kind"),
            AwardEntry.round_id,
            AwardRound.title,
            AwardRound.year,
            AwardRound.instrument_version_id,
        )
        .join(AwardRound, AwardRound.id == AwardEntry.round_id)
        .join(Unit, Unit.id == AwardEntry.unit_id)
    )


def _place(row: Any) -> EntryPlace:  # noqa: ANN401  a row of the select above
    return EntryPlace(
        id=row.id,
        uid=row.uid,
        version=row.version,
        key=f"{row.round_code}:{row.unit_code}",
        unit_id=row.unit_id,
        unit_name=row.unit_name,
        unit_kind=row.unit_kind,
        round_id=row.round_id,
        round_title=row.title,
        year=row.year,
        version_id=row.instrument_version_id,
    )


def load_sheet(session: Session, entry_id: int) -> Sheet:
    """Everything needed to verify one unit."""
    place = entry_place(session, entry_id)
    assessment_id = assessment_of(session, entry_id)
    locked = session.execute(select(AwardEntry.locked_at).where(AwardEntry.id == entry_id)).scalar()
    answers: dict[AnswerPass, Answers] = {each: {} for each in PASSES}
    notes: dict[AnswerPass, dict[str, str]] = {each: {} for each in PASSES}
    version_id = place.version_id
    if assessment_id is not None:
        for each in PASSES:
            answers[each] = answers_of(session, assessment_id, pass_=each)
        notes |= notes_of(session, assessment_id)
        own = session.get(Assessment, assessment_id)
        version_id = own.instrument_version_id if own is not None else version_id
    return Sheet(
        place=place,
        instrument=instrument_of(session, version_id),
        assessment_id=assessment_id,
        answers=answers,
        notes=notes,
        uses=uses_of(session, "award_entry_id", entry_id),
        is_locked=locked is not None,
    )


@dataclass(frozen=True, slots=True)
class View:
    """A sheet with what only the screen shows: small pictures by proof id, warnings by use id."""

    sheet: Sheet
    pictures: Mapping[int, bytes]
    warnings: Mapping[int, str]
    last: LastYear = field(default_factory=LastYear)

    @property
    def bulk(self) -> tuple[int, int]:
        """How many proofs there are, and their bytes together; one used twice counts once."""
        sizes = {use.evidence_id: use.size for use in self.sheet.uses}
        return len(sizes), sum(sizes.values())


LOOKS_AT_ONCE = 10
"""Closer looks that are worth waiting for when a unit is opened; the check makes the others, and what it
found is known from then on."""


def load_view(session: Session, entry_id: int) -> View:
    """Everything the verification page shows of one unit."""
    sheet = load_sheet(session, entry_id)
    return View(
        sheet, thumbnails(session, sheet.uses), proof_warnings(session, sheet), last_year(session, entry_id)
    )


def proof_warnings(session: Session, sheet: Sheet) -> dict[int, str]:
    """One sentence per use of a proof that somebody should look at."""
    marks = {question.key: mark_of(question) for question in sheet.route.questions}
    shared = shared_items(sheet.uses)
    found: dict[int, str] = {}
    own = [use for use in sheet.uses if not use.needs_new_photo]
    rules = check_rules(session).likeness
    quick = replace(rules, looks=min(rules.looks, LOOKS_AT_ONCE))
    for one, two, _percent in reuse_of(session, own, quick).within:
        found[two.id] = f"Mirip dengan bukti pada butir {marks.get(one.item_code, one.item_code)}."
        found.setdefault(one.id, f"Mirip dengan bukti pada butir {marks.get(two.item_code, two.item_code)}.")
    for use in sheet.uses:
        others = [marks.get(code, code) for code in shared.get(use.evidence_id, []) if code != use.item_code]
        if others:
            found[use.id] = f"Dipakai juga pada butir {', '.join(others)}."
        if use.must_cover and not use.is_covered:
            found[use.id] = "Harus ditutup sebelum dicetak."
        if use.needs_new_photo:
            found[use.id] = LENT
    return found


def assessment_of(session: Session, entry_id: int) -> int | None:
    """The assessment that holds the judgements of an entry, None before the first one is given."""
    statement = select(Assessment.id).where(
        Assessment.award_entry_id == entry_id, Assessment.trashed_at.is_(None)
    )
    return session.execute(statement.order_by(Assessment.id).limit(1)).scalar_one_or_none()


def notes_of(session: Session, assessment_id: int) -> dict[AnswerPass, dict[str, str]]:
    """Notes beside answers, by pass and item key."""
    found: dict[AnswerPass, dict[str, str]] = {each: {} for each in PASSES}
    rows = session.execute(
        select(AnswerRow.answer_pass, AnswerRow.item_code, AnswerRow.note).where(
            AnswerRow.assessment_id == assessment_id, AnswerRow.note.is_not(None)
        )
    )
    for pass_, code, note in rows:
        found.setdefault(AnswerPass(pass_), {})[code] = note or ""
    return found


def needs_of(item: Item, answer: Answer | None) -> list[Need]:
    """The proofs a criterion asks for with this answer; without an answer, all it may ask for."""
    return [need for need in item.evidence if answer is None or not need.answers or answer in need.answers]


def show_needs(needs: Sequence[Need], uses: Sequence[Use]) -> tuple[str, bool]:
    """“2 dari 3 foto; 1 dari 1 dokumen”, and whether nothing is missing. Equal files count once."""
    parts: list[str] = []
    complete = True
    for need in needs:
        there = len({use.sha256 for use in uses if _fits(need.kind, use.kind) and not use.needs_new_photo})
        complete = complete and there >= need.least
        word = need.kind.label.casefold() if need.kind else "bukti"
        parts.append(f"{there} dari {need.least} {word}")
    return "; ".join(parts), complete


def _fits(wanted: EvidenceKind | None, kind: EvidenceKind) -> bool:
    if wanted is EvidenceKind.DOKUMEN:
        return kind in _PAPERS
    return wanted is None or kind is wanted


def shared_items(uses: Sequence[Use]) -> dict[int, list[str]]:
    """Proofs that stand under more than one criterion: proof id to item keys."""
    found: dict[int, list[str]] = {}
    for use in uses:
        found.setdefault(use.evidence_id, []).append(use.item_code)
    return {id_: codes for id_, codes in found.items() if len(codes) > 1}


def mark_of(question: Question) -> str:
    """“a.3”: where a criterion stands on paper; “petugas 1” in a section without a letter."""
    section = question.section
    if not question.item.no:
        return question.item.key
    if mark := section.letter or section.no:
        return f"{mark}.{question.item.no}"
    return f"{section.key.rpartition('.')[2].replace('_', ' ')} {question.item.no}"


def answer_label(instrument: Instrument, item: Item, answer: Answer | None) -> str:
    """The word of an answer as the table of the regulation heads it; empty without an answer."""
    if answer is None:
        return ""
    label = next((option.label for option in instrument.options(item) if option.code == answer), "")
    return label or str(getattr(answer, "label", answer))


def entry_day(session: Session, entry_id: int, today: date) -> date:
    """The day on which facts about the unit count: its verification, else today within the round's year."""
    row = session.execute(
        select(AwardEntry.verified_on, AwardRound.year)
        .join(AwardRound, AwardRound.id == AwardEntry.round_id)
        .where(AwardEntry.id == entry_id)
    ).one()
    return day_of(row.verified_on, row.year, today)


def day_of(verified_on: str | None, year: int, today: date) -> date:
    """The day of verification, else today when it lies in the round's year, else the nearest day of that
    year.
    """
    if verified_on:
        return date.fromisoformat(verified_on)
    return min(max(today, date(year, 1, 1)), date(year, 12, 31))
