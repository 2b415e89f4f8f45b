"""Complaints that perhaps came in twice: by number, by words, by day and place, by who complains. Reads only.

The sentences carry no personal data, and a restricted complaint is only compared for whom it may be read.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable
from datetime import date
from itertools import combinations
from typing import Any

from rapidfuzz import fuzz
from sqlalchemy import select
from sqlalchemy.orm import Session

from berkas.engine import children
from berkas.engine.access import Right, may
from berkas.engine.children import CHILD_PROTECTIONS
from berkas.engine.likeness.pairs import Pair, Reasons, alike
from berkas.rules.dates import show_short
from berkas.rules.names import digits, folded_person, plain_words
from berkas.rules.vocabulary import ComplaintStatus
from berkas_db.changes import Actor
from berkas_db.tables import Complainant, Complaint, ComplaintLink, Identity

NEWEST = 20_000
"""How many complaints, the newest first, are compared with each other."""

_DAYS = 10
_LARGE_GROUP = 60
_TITLE_ALONE, _TITLE_WITH_PLACE = 85, 60
_PERSON_LIKE = 90

_c = Complaint.__table__.c


def alike_complaints(session: Session, actor: Actor) -> list[Pair]:
    """Pairs among the newest complaints that are not merged or linked yet."""
    rows = _newest(session, actor)
    known = {row.id: row for row in rows}
    reasons = Reasons()
    for key, words in (
        ("external_number", "Nomor pelacakan sama"),
        ("letter_number", "Nomor surat pelapor sama"),
    ):
        reasons.same(((row.id, digits(getattr(row, key))) for row in rows), words)
    _by_words(rows, reasons)
    if may(actor, Right.SEE_IDENTITY):
        _by_person(session, actor, known, reasons)
    linked = {
        (min(one, other), max(one, other))
        for one, other in session.execute(select(ComplaintLink.complaint_id, ComplaintLink.other_id))
    }
    titles = {
        row.id: f"{row.number} · {show_short(date.fromisoformat(row.received_on))} · {row.title}"
        for row in rows
    }
    return [pair for pair in reasons.pairs(titles) if (pair.first, pair.second) not in linked]


def _newest(session: Session, actor: Actor) -> list[Any]:
    statement = (
        select(
            _c.id, _c.number, _c.received_on, _c.title, _c.unit_id, _c.obh_id, _c.event_on, _c.event_place,
            _c.external_number, _c.letter_number,
        )
        .where(_c.trashed_at.is_(None), _c.status != ComplaintStatus.DIGABUNG.value)
        .order_by(_c.received_on.desc(), _c.id.desc())
        .limit(NEWEST)
    )  # fmt: skip
    if not may(actor, Right.SEE_CONFIDENTIAL):
        statement = statement.where(_c.is_restricted.is_(False))
    return list(session.execute(statement).all())


def _by_words(rows: Iterable[Any], reasons: Reasons) -> None:
    """Alike titles about the same unit or PBH within some days, or about the same day and place."""

    def about(row: Any) -> str:  # noqa: ANN401  a row
        return f"{row.unit_id}/{row.obh_id}" if row.unit_id or row.obh_id else ""

    def happened(row: Any) -> str:  # noqa: ANN401  a row
        return f"{row.event_on} {' '.join(plain_words(row.event_place or ''))}" if row.event_on else ""

    for one, other in _close(rows, about):
        likeness = _words_alike(one.title, other.title)
        if likeness >= _TITLE_ALONE:
            reasons.add(one.id, other.id, min(likeness, 95), f"Judul mirip ({likeness}%), yang diadukan sama")
    for one, other in _close(rows, happened):
        likeness = _words_alike(one.title, other.title)
        if likeness >= _TITLE_WITH_PLACE:
            place = " dan tempat" if one.event_place else ""
            reasons.add(
                one.id,
                other.id,
                min(likeness + 10, 96),
                f"Tanggal{place} kejadian sama, judul mirip ({likeness}%)",
            )


def _close(rows: Iterable[Any], group: Callable[[Any], str]) -> Iterable[tuple[Any, Any]]:
    """Pairs of one group that came in within some days of each other."""
    groups: dict[str, list[Any]] = defaultdict(list)
    for row in rows:
        if name := group(row):
            groups[name].append(row)
    for members in groups.values():
        for place, one in enumerate(members):
            for other in members[place + 1 : place + _LARGE_GROUP]:
                if _days_between(one, other) > _DAYS:
                    break
                yield one, other


def _days_between(one: Any, other: Any) -> int:  # noqa: ANN401  rows
    return abs((date.fromisoformat(one.received_on) - date.fromisoformat(other.received_on)).days)


def _words_alike(one: str, other: str) -> int:
    return round(fuzz.token_sort_ratio(" ".join(plain_words(one)), " ".join(plain_words(other))))


def _by_person(session: Session, actor: Actor, known: dict[int, Any], reasons: Reasons) -> None:
    """The same person, or one of an alike name, complains about alike things within some days."""
    who = Identity.__table__.c
    statement: Any = (
        select(Complainant.complaint_id, who.name, who.nik)
        .join(Identity, Identity.id == Complainant.identity_id)
        .where(who.anonymised_at.is_(None), who.trashed_at.is_(None))
    )
    if not children.may_open(session, actor):
        statement = statement.where(
            who.protection.is_(None) | who.protection.not_in(sorted(CHILD_PROTECTIONS))
        )
    groups: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for row in session.execute(statement):
        id_, name, nik = row.complaint_id, row.name, row.nik
        if id_ not in known:
            continue
        folded = folded_person(name) if name else ""
        if nik:
            groups[f"nik {nik}"].append((id_, folded))
        for word in {word[:4] for word in folded.split()}:
            groups[word].append((id_, folded))
    for members in groups.values():
        if len(members) > _LARGE_GROUP * 4:
            continue
        for (first, one), (second, other) in combinations(members, 2):
            if first == second or _days_between(known[first], known[second]) > _DAYS:
                continue
            if alike(one, other) >= _PERSON_LIKE or not one:
                likeness = _words_alike(known[first].title, known[second].title)
                if likeness >= _TITLE_WITH_PLACE:
                    reasons.add(
                        first,
                        second,
                        min(likeness + 15, 98),
                        f"Pelapor sama atau bernama mirip, judul mirip ({likeness}%)",
                    )
