"""Whether a text for the press or a short message tells who somebody is, and what of it must go.

A check is not a look: it is journalled as a check, compares only the people of one visit, and tells the code
behind a word only to those who may see identities, never that of a child. Numbers that look like a NIK or a
case are told whoever they belong to, and so is a group so small that it names its members.
Imports no Qt and no room.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from berkas.engine.access import Right, may, require
from berkas.engine.children import CHILD_PROTECTIONS
from berkas.engine.naming import people_of_visit
from berkas.engine.smallgroups import is_small, least_of
from berkas.rules.numbers import terbilang
from berkas_db.changes import Step
from berkas_db.errors import Refused
from berkas_db.tables import (
    Assessment,
    CaseRecipient,
    CaseStage,
    Identity,
    LegalCase,
    Obh,
    Recipient,
    Trace,
    Unit,
    Visit,
    VisitPlace,
)

CHECKED = "periksa_identitas"
"""The journal's word for a check of a text; the text is not kept."""

_NAMES = ("name", "alias_names", "parent_names", "guardian_name")
_NUMBERS = ("nik", "id_number", "phone", "guardian_phone")
_APART = re.compile(r"[,;/\n]|\bdan\b")
_WORD = re.compile(r"\w+")
_SHORTEST = 4
_FEWEST_DIGITS = 8
_NIK = re.compile(r"(?<!\d)(?:\d[ .-]?){15}\d(?!\d)")
_CASE = re.compile(
    r"\b\d+\s?/\s?(?:pid|pdt)[\w.-]*\s?/\s?\d{4}(?:\s?/\s?[\w.-]+(?: [a-z]{2,4}\b)?)?", re.IGNORECASE
)
_SENTENCE = re.compile(r"[^.!?\n]+(?:[.!?](?=\S)[^.!?\n]+)*")
_ABOUT = r"(?:penerima|klien|responden|narapidana|tahanan|anak|warga binaan|perempuan|terdakwa|terpidana)"
_STAFF = (
    r"(?:petugas|anggota|pegawai|pejabat|advokat|paralegal|penyuluh|tim|narasumber|peserta|pendamping|staf)"
)
_FEW = re.compile(
    rf"\b(?P<number>\d+|[a-z]+(?: belas| puluh)?)(?: \([a-z ]+\))? "
    rf"(?:(?:orang )?{_ABOUT}|orang(?! {_STAFF}\b))\b",
    re.IGNORECASE,
)
_ONE = re.compile(rf"\bseorang {_ABOUT}\b", re.IGNORECASE)


_BETWEEN = " … "
"""Stands between two words of a sentence that must not stand in it together."""

_NAME = "Nama orang yang hanya boleh disebut dengan kode."
_NUMBER = "Nomor milik orang yang hanya boleh disebut dengan kode."
_TRIED = "Nomor perkara; siapa pun dapat menelusuri orangnya."
_SMALL = "Kelompok yang terlalu kecil; orangnya dapat dikenali."


@dataclass(frozen=True, slots=True)
class Hit:
    """Something that must go: the words as they stand in the text, what is wrong with them in one sentence,
    and the code of the person behind them, empty when it is not told.
    """

    words: str
    sentence: str
    code: str = ""


def check_texts(step: Step, visit_id: int, texts: Mapping[str, str]) -> dict[str, list[Hit]]:
    """What must go from each text, by its label; the journal keeps that it was checked and how much was
    found.
    """
    require(step.actor, Right.RECORD)
    found = {label: hits_in(step.session, visit_id, text) for label, text in texts.items()}
    if not may(step.actor, Right.SEE_IDENTITY):
        found = {label: [Hit(hit.words, hit.sentence) for hit in hits] for label, hits in found.items()}
    step.note(CHECKED, Visit, visit_id, {"ditemukan": sum(len(hits) for hits in found.values())})
    step.say("Identitas dalam teks diperiksa")
    return found


def refuse_named(session: Session, visit_id: int, *texts: str) -> None:
    """Refuse to print or send a text that tells who somebody is; there is no way around it."""
    if any(hits_in(session, visit_id, text) for text in texts):
        raise Refused(
            "Teks ini memuat identitas, nomor perkara, atau kelompok kecil; belum dapat dicetak.",
            "Tekan “Periksa identitas”, keluarkan yang ditemukan, lalu cetak lagi.",
        )


def hits_in(session: Session, visit_id: int, text: str) -> list[Hit]:
    """Everything in a text about a visit that must go, in the order of the text."""
    if not text.strip():
        return []
    found: list[tuple[int, Hit]] = []
    for hits in (
        _named(session, visit_id, text),
        _numbered(session, visit_id, text),
        _coded(session, visit_id, text),
        _small(session, visit_id, text),
    ):
        found.extend(hits)
    kept: list[Hit] = []
    end = -1
    for at, hit in sorted(found, key=lambda each: (each[0], -len(each[1].words))):
        if at < end or any(hit.words.casefold() == each.words.casefold() for each in kept):
            continue  # inside what is told already, or told before
        kept.append(hit)
        end = at if _BETWEEN in hit.words else at + len(hit.words)
    return kept


# names


def _named(session: Session, visit_id: int, text: str) -> Iterator[tuple[int, Hit]]:
    """Names of all kinds and numbers; of a name of three words also any two beside each other."""
    table = Identity.__table__.c
    rows = session.execute(
        select(table.code, table.protection, *(table[column] for column in (*_NAMES, *_NUMBERS))).where(
            table.id.in_(people_of_visit(session, visit_id))
        )
    ).all()
    tokens = [(match[0].casefold(), match.start(), match.end()) for match in _WORD.finditer(text)]
    for row in rows:
        code = "" if row.protection in CHILD_PROTECTIONS else row.code
        for column in _NAMES:
            for name in _parts(getattr(row, column)):
                for start, end in _places(tokens, name):
                    yield (
                        start,
                        Hit(text[start:end], _NAME, code),
                    )
        for column in _NUMBERS:
            digits = re.sub(r"\D", "", getattr(row, column) or "")
            if len(digits) >= _FEWEST_DIGITS and (match := _spaced(digits).search(text)):
                yield (
                    match.start(),
                    Hit(match[0], _NUMBER, code),
                )


def _parts(value: str | None) -> Iterator[tuple[str, ...]]:
    for part in _APART.split(value or ""):
        words = tuple(_WORD.findall(part.casefold()))
        if sum(map(len, words)) < _SHORTEST:
            continue
        yield words
        if len(words) > 2:
            yield from pairwise(words)


def _places(tokens: list[tuple[str, int, int]], name: tuple[str, ...]) -> Iterator[tuple[int, int]]:
    for at in range(len(tokens) - len(name) + 1):
        if all(tokens[at + place][0] == word for place, word in enumerate(name)):
            yield tokens[at][1], tokens[at + len(name) - 1][2]


def _spaced(digits: str) -> re.Pattern[str]:
    """A number with spaces, dots or dashes anywhere between its digits."""
    return re.compile(r"(?<!\d)" + r"[ .-]?".join(digits) + r"(?!\d)")


# numbers and codes


def _numbered(session: Session, visit_id: int, text: str) -> Iterator[tuple[int, Hit]]:
    for match in _NIK.finditer(text):
        yield match.start(), Hit(match[0], "Angka 16 digit seperti NIK.")
    for match in _CASE.finditer(text):
        yield match.start(), Hit(match[0].strip(), _TRIED)
    people = _recipients(visit_id)
    cases = select(CaseRecipient.case_id).where(CaseRecipient.recipient_id.in_(people))
    own = or_(LegalCase.id.in_(cases), LegalCase.id.in_(_traced_cases(visit_id)))
    numbers = session.execute(
        select(LegalCase.court_number).where(own)
        .union(select(CaseStage.number).join(LegalCase, LegalCase.id == CaseStage.case_id).where(own))
    ).scalars()  # fmt: skip
    for number in numbers:
        wanted = re.sub(r"\s+", "", number or "")
        if len(wanted) < _SHORTEST:
            continue
        match = re.search(r"\s?".join(map(re.escape, wanted)), text, re.IGNORECASE)
        if match:
            yield match.start(), Hit(match[0], _TRIED)


def _coded(session: Session, visit_id: int, text: str) -> Iterator[tuple[int, Hit]]:
    people = _recipients(visit_id)
    codes = session.execute(
        select(Recipient.code).where(Recipient.id.in_(people))
        .union(
            select(Assessment.respondent_code).where(
                Assessment.visit_id == visit_id, Assessment.trashed_at.is_(None)
            ),
            select(LegalCase.code).where(LegalCase.id.in_(_traced_cases(visit_id))),
        )
    ).scalars()  # fmt: skip
    for code in codes:
        match = re.search(rf"(?<![\w-]){re.escape(code)}(?![\w-])", text, re.IGNORECASE) if code else None
        if match:
            yield match.start(), Hit(match[0], "Kode orang atau perkara; kode hanya untuk kantor.")


def _recipients(visit_id: int):  # noqa: ANN202  a select of one column
    traced = select(Trace.recipient_id).where(Trace.visit_id == visit_id)
    asked = select(Assessment.recipient_id).where(
        Assessment.visit_id == visit_id, Assessment.recipient_id.is_not(None), Assessment.trashed_at.is_(None)
    )
    return traced.union(asked)


def _traced_cases(visit_id: int):  # noqa: ANN202  a select of one column
    return select(Trace.case_id).where(Trace.visit_id == visit_id, Trace.case_id.is_not(None))


# small groups


def _small(session: Session, visit_id: int, text: str) -> Iterator[tuple[int, Hit]]:
    """A number of people below the least, and a place named together with a PBH that has few people there."""
    least = least_of(session)
    numbers = {terbilang(number): number for number in range(1, least)}
    for match in _FEW.finditer(text):
        said = match["number"].casefold()
        number = int(said) if said.isdigit() else numbers.get(said, 0)
        if is_small(number, least):
            yield match.start(), Hit(match[0].strip(), _SMALL)
    for match in _ONE.finditer(text):
        yield match.start(), Hit(match[0], _SMALL)
    cells = _cells(session, visit_id)
    for sentence in _SENTENCE.finditer(text):
        said = f" {' '.join(_WORD.findall(sentence[0].casefold()))} "
        for (places, bodies), number in cells.items():
            place, body = _first_in(places, said), _first_in(bodies, said)
            if is_small(number, least) and place and body:
                yield sentence.start(), Hit(f"{body}{_BETWEEN}{place}", _SMALL)


def _first_in(names: Iterable[str], said: str) -> str:
    for name in names:
        words = " ".join(_WORD.findall(name.casefold()))
        if words and f" {words} " in said:
            return name
    return ""


def _cells(session: Session, visit_id: int) -> dict[tuple[tuple[str, ...], tuple[str, ...]], int]:
    """How many people of a visit stand in each place × PBH, by every name of both."""
    traced = select(Trace.place_id, Trace.obh_id, func.coalesce(Trace.recipient_id, 0).label("who")).where(
        Trace.visit_id == visit_id
    )
    asked = select(
        Assessment.place_id,
        Assessment.obh_id,
        func.coalesce(Assessment.recipient_id, -Assessment.id).label("who"),
    ).where(Assessment.visit_id == visit_id, Assessment.trashed_at.is_(None))
    people = traced.union(asked).subquery()
    rows = session.execute(
        select(Unit.name, Unit.short_name, Obh.name.label("body"), Obh.short_name.label("short_body"),
               func.count(func.distinct(people.c.who)).label("number"))
        .join(VisitPlace, VisitPlace.id == people.c.place_id)
        .join(Unit, Unit.id == VisitPlace.unit_id)
        .join(Obh, Obh.id == people.c.obh_id)
        .group_by(Unit.id, Obh.id)
    )  # fmt: skip
    return {(_known(row.name, row.short_name), _known(row.body, row.short_body)): row.number for row in rows}


def _known(*names: str | None) -> tuple[str, ...]:
    return tuple(name for name in names if name)
