"""Numbers the office gives: letter numbers by its own pattern and year, and the short codes people read.

Counting happens inside the command that uses the number, so that a refused command uses none.
"""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import or_, select

from berkas.rules.letter_numbers import next_insertion, parse_pattern
from berkas_db.changes import Step
from berkas_db.errors import Refused
from berkas_db.tables import Base, BookInfo, Letter, NumberCounter, NumberPattern

FALLBACK = "{urut:3}/{bulan_romawi}/{tahun}"
"""The form of a number while the office has not entered its own pattern for a kind of paper."""

EVERY_KIND = "umum"
"""The document kind of the pattern that serves papers without a pattern of their own."""


DEFAULT_CLASSIFICATION = "UM.01.01"
"""Stands where a pattern asks for a classification and nobody named one."""


@dataclass(frozen=True, slots=True)
class TakenNumber:
    """A number that was given: as written, and the serial it was counted as."""

    written: str
    serial: int


def next_number(
    step: Step,
    document_kind: str,
    on: date,
    *,
    classification: str = "",
    usual: str = "",
    own_series: bool = False,
) -> str:
    """The next number for a kind of paper as it is written; see `take_number`."""
    taken = take_number(
        step, document_kind, on, classification=classification, usual=usual, own_series=own_series
    )
    return taken.written


def take_number(
    step: Step,
    document_kind: str,
    on: date,
    *,
    classification: str = "",
    usual: str = "",
    own_series: bool = False,
) -> TakenNumber:
    """The next number for a kind of paper dated `on`, counted per pattern and year.

    The office's own pattern in force on that date is used, else its general one; without any, a plain
    serial with the month and year. A copy of the office with a prefix of its own writes it in front, so
    that two copies never give the same number. `usual` is the classification of this kind of paper where
    neither a person nor a pattern of its own says another. `own_series` keeps registers apart: their numbers
    never come from the general series of letters.
    """
    pattern = _pattern_for(step, document_kind, on, own_series=own_series)
    counter = step.session.execute(
        select(NumberCounter).where(NumberCounter.pattern_id == pattern.id, NumberCounter.year == on.year)
    ).scalar_one_or_none()
    if counter is None:
        serial = pattern.first_serial
        step.insert(NumberCounter, {"pattern_id": pattern.id, "year": on.year, "last_serial": serial})
    else:
        serial = counter.last_serial + 1
        step.update(NumberCounter, counter.id, {"last_serial": serial})
    said = classification or _own_classification(pattern) or usual
    return TakenNumber(_written(step, pattern, on, said, (serial, "")), serial)


def take_insertion(
    step: Step, document_kind: str, on: date, after: int, *, classification: str = ""
) -> tuple[TakenNumber, str]:
    """A number between `after` and the next one, ``1741.a``, and the letters of its insertion.

    For a letter that is dated back to a day whose numbers are used up. Refused when `after` was never given.
    """
    pattern = _pattern_for(step, document_kind, on, own_series=False)
    last = step.session.execute(
        select(NumberCounter.last_serial).where(
            NumberCounter.pattern_id == pattern.id, NumberCounter.year == on.year
        )
    ).scalar_one_or_none()
    if last is None or not pattern.first_serial <= after <= last:
        raise Refused(
            f"Nomor urut {after} tahun {on.year} belum pernah diberikan, jadi tidak dapat disisipi.",
            "Periksa nomor urut yang akan disisipi.",
            ("after",),
        )
    used = step.session.execute(
        select(Letter.insertion).where(
            Letter.direction == "keluar",
            Letter.year == on.year,
            Letter.serial == after,
            Letter.insertion.is_not(None),
        )
    ).scalars()
    letters = next_insertion(each for each in used if each)
    return TakenNumber(_written(step, pattern, on, classification, (after, letters)), after), letters


def _own_classification(pattern: NumberPattern) -> str:
    """What a pattern for one kind of paper says; the general one says it of no kind in particular."""
    return "" if pattern.document_kind == EVERY_KIND else pattern.classification or ""


def _written(
    step: Step, pattern: NumberPattern, on: date, classification: str, serial: tuple[int, str]
) -> str:
    number, insertion = serial
    written = parse_pattern(pattern.pattern).write(
        number,
        on=on,
        classification=classification or pattern.classification or DEFAULT_CLASSIFICATION,
        insertion=insertion,
    )
    return f"{_prefix(step)}{written}"


def next_code(step: Step, model: type[Base], stem: str, *, width: int = 3) -> str:
    """The next free short code `STEM-001` of a kind of record; trashed records keep theirs."""
    full = f"{_prefix(step)}{stem}-"
    column = model.__table__.c.code
    taken = step.session.execute(select(column).where(column.startswith(full, autoescape=True))).scalars()
    serials = [int(code[len(full) :]) for code in taken if code[len(full) :].isdigit()]
    return f"{full}{max(serials, default=0) + 1:0{width}}"


def _prefix(step: Step) -> str:
    return step.session.execute(select(BookInfo.number_prefix)).scalar_one()


def _pattern_for(step: Step, document_kind: str, on: date, *, own_series: bool) -> NumberPattern:
    pattern = _pattern_in_force(step, document_kind, on)
    if pattern is None and not own_series:
        pattern = _pattern_in_force(step, EVERY_KIND, on)
    return pattern if pattern is not None else _make_fallback(step, document_kind, on)


def _pattern_in_force(step: Step, document_kind: str, on: date) -> NumberPattern | None:
    day = on.isoformat()
    statement = select(NumberPattern).where(
        NumberPattern.document_kind == document_kind,
        NumberPattern.valid_from <= day,
        or_(NumberPattern.valid_until.is_(None), NumberPattern.valid_until >= day),
    )
    return step.session.execute(
        statement.order_by(NumberPattern.valid_from.desc(), NumberPattern.id).limit(1)
    ).scalar_one_or_none()


def _make_fallback(step: Step, document_kind: str, on: date) -> NumberPattern:
    """Keep the plain pattern as office data, so that its counter has a home and the office can change it."""
    id_ = step.insert(
        NumberPattern,
        {
            "document_kind": document_kind,
            "pattern": FALLBACK,
            "resets_yearly": True,
            "first_serial": 1,
            "valid_from": f"{on.year:04}-01-01",
            "note": "Dibuat otomatis; ganti dengan pola nomor kantor.",
        },
    )
    return step.session.execute(select(NumberPattern).where(NumberPattern.id == id_)).scalar_one()
