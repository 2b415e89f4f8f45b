"""The chain of a visit at one glance: which papers and steps are there, which are missing.

Nothing here is a duty by itself; a visit that is no monev has a shorter chain.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from berkas.engine.evidence import uses_of
from berkas.engine.letters import INCOMING
from berkas.engine.officepaper import day
from berkas.rooms.visits.queries.assessments import places_of_visit
from berkas.rooms.visits.queries.scores import COUNTED
from berkas.rooms.visits.queries.tracing import annexes_drawn
from berkas.rooms.visits.queries.visits import obhs_of_visit, purposes_of
from berkas.rules.vocabulary import IssuedState, VisitPurpose
from berkas_db.errors import Refused
from berkas_db.tables import (
    Assessment,
    Attendance,
    IssuedDocument,
    Letter,
    LetterOfAssignment,
    Obh,
    Trace,
    Unit,
    Visit,
    VisitPlace,
)

PROPOSAL, PERMIT, NOTICE, ANNEX, REPLY = "usulan", "izin", "pemberitahuan", "rahasia", "balasan"
ASSIGNMENT, TRACING, ATTENDANCE, MINUTES, PHOTOS = "tugas", "telusur", "hadir", "ba", "foto"
MESSAGE, PRESS, REPORT, NOTE, TO_PBH, SIDBANKUM = "pesan", "pers", "laporan", "nota", "pbh", "sidbankum"

TEXTS = {
    PROPOSAL: "nota_dinas_usulan_monev",
    PERMIT: "izin_monev_ditjenpas",
    NOTICE: "pemberitahuan_monev",
    MESSAGE: "pesan_singkat_monev",
    PRESS: "siaran_pers_monev",
    NOTE: "nota_dinas_laporan_monev",
    TO_PBH: "hasil_monev_pbh",
}
"""The text each letter of the chain begins from."""

PLACE_TEXTS = {"kelurahan": "keabsahan_sktm", "kantor_pbh": "pemeriksaan_berkas_pbh"}
"""The text of the notice to a place that is no unit, by the kind of place."""

_LABELS = {
    PROPOSAL: "Usulan",
    PERMIT: "Izin Ditjenpas",
    NOTICE: "Pemberitahuan",
    ANNEX: "Lampiran RAHASIA",
    REPLY: "Balasan",
    ASSIGNMENT: "Surat tugas",
    TRACING: "Penelusuran",
    ATTENDANCE: "Daftar hadir",
    MINUTES: "BA",
    PHOTOS: "Foto",
    MESSAGE: "Pesan singkat",
    PRESS: "Siaran pers",
    REPORT: "Laporan",
    NOTE: "Nota dinas",
    TO_PBH: "Surat ke PBH",
    SIDBANKUM: "Sidbankum",
}
_SHORT = (ASSIGNMENT, ATTENDANCE, PHOTOS, MESSAGE, PRESS, REPORT)
"""The chain of a visit that is no monev of legal aid."""


@dataclass(frozen=True, slots=True)
class LetterLine:
    """A letter of the chain: its place in the register, what it is called, whom it names."""

    id: int
    words: str
    recipient: str
    subject: str
    unit_id: int | None
    obh_id: int | None
    is_answered: bool = False


@dataclass(frozen=True, slots=True)
class Addressee:
    """A place that is no unit and is told of the visit all the same: the office of a village or of a PBH."""

    place_id: int
    name: str
    kind: str
    obh_id: int | None


@dataclass(frozen=True, slots=True)
class Link:
    """One link: how many of how many are there (`wanted` 0: nothing can be there yet), and in words."""

    key: str
    label: str
    done: int
    wanted: int
    words: str
    letters: tuple[LetterLine, ...] = ()

    @property
    def is_there(self) -> bool:
        """Whether everything that is wanted is there."""
        return bool(self.wanted) and self.done >= self.wanted

    @property
    def is_begun(self) -> bool:
        """Whether a part is there."""
        return 0 < self.done < self.wanted


@dataclass(frozen=True, slots=True)
class Chain:
    """The links of a visit, and what they can be about: its units and PBH."""

    visit_id: int
    code: str
    links: tuple[Link, ...]
    units: tuple[tuple[int, str], ...]
    others: tuple[Addressee, ...]
    obhs: tuple[tuple[int, str], ...]
    unmarked: tuple[int, ...]
    """Complete sheets that are not marked as typed into Sidbankum."""
    marked: tuple[int, ...]
    """Complete sheets that are."""

    def link(self, key: str) -> Link | None:
        """The link of this name, when the visit has it."""
        return next((link for link in self.links if link.key == key), None)


def chain_of(session: Session, visit_id: int) -> Chain:
    """Read every link of a visit."""
    visit = session.get(Visit, visit_id, populate_existing=True)
    if visit is None:
        raise Refused("Kegiatan ini sudah tidak ada.")
    units = _units(session, visit_id)
    others = _others(session, visit_id)
    obhs = tuple(obhs_of_visit(session, visit_id))
    letters = _letters(session, visit_id)
    sheets = _sheets(session, visit_id)
    found: dict[str, Link] = {}
    for key, (done, wanted, words) in _counted(session, visit, sheets).items():
        found[key] = Link(key, _LABELS[key], done, wanted, words)
    for key, kind in TEXTS.items():
        found[key] = _letter_link(key, letters.get(kind, []), units, obhs, visit)
    found[NOTICE] = _with_others(found[NOTICE], letters, units, others)
    notices = found[NOTICE].letters + found[PERMIT].letters
    answered = sum(one.is_answered for one in notices)
    words = "belum ada surat yang menunggu balasan" if not notices else f"{answered} dari {len(notices)}"
    replies = tuple(letters.get(INCOMING, ()))
    found[REPLY] = Link(REPLY, _LABELS[REPLY], answered, len(notices), words, replies)
    is_monev = VisitPurpose.MONEV_BANKUM.value in purposes_of(session, visit_id)
    keys = tuple(_LABELS) if is_monev else _SHORT
    unmarked = tuple(row.id for row in sheets if not row.sidbankum_on)
    marked = tuple(row.id for row in sheets if row.sidbankum_on)
    chosen = tuple(found[key] for key in keys)
    return Chain(visit_id, visit.code, chosen, units, others, obhs, unmarked, marked)


def _units(session: Session, visit_id: int) -> tuple[tuple[int, str], ...]:
    rows = session.execute(
        select(Unit.id, Unit.name)
        .join(VisitPlace, VisitPlace.unit_id == Unit.id)
        .where(VisitPlace.visit_id == visit_id, VisitPlace.kind == "upt")
        .order_by(VisitPlace.sort, VisitPlace.id)
    )
    return tuple({row.id: row.name for row in rows}.items())


def _others(session: Session, visit_id: int) -> tuple[Addressee, ...]:
    rows = session.execute(
        select(VisitPlace.id, func.coalesce(Obh.name, VisitPlace.name), VisitPlace.kind, VisitPlace.obh_id)
        .outerjoin(Obh, Obh.id == VisitPlace.obh_id)
        .where(VisitPlace.visit_id == visit_id, VisitPlace.kind.in_(PLACE_TEXTS))
        .order_by(VisitPlace.sort, VisitPlace.id)
    )
    return tuple(Addressee(row[0], row[1] or "", row[2], row[3]) for row in rows)


def _with_others(
    link: Link,
    letters: Mapping[str, list[LetterLine]],
    units: Sequence[tuple[int, str]],
    others: Sequence[Addressee],
) -> Link:
    """The notices to units with those to other places; of villages only how many letters went is known."""
    if not others:
        return link
    written = [line for text in PLACE_TEXTS.values() for line in letters.get(text, ())]
    told = {line.obh_id for line in letters.get(PLACE_TEXTS["kantor_pbh"], ())}
    offices = {one.obh_id for one in others if one.kind == "kantor_pbh"}
    villages = sum(one.kind == "kelurahan" for one in others)
    done = len(offices & told) + min(villages, len(letters.get(PLACE_TEXTS["kelurahan"], ())))
    wanted = len(offices) + villages
    lines = (*link.letters, *written)
    words = "; ".join(one.words for one in lines) or link.words
    before = (link.done, link.wanted) if units or link.letters else (0, 0)
    return replace(link, done=before[0] + done, wanted=before[1] + wanted, words=words, letters=lines)


def _letters(session: Session, visit_id: int) -> dict[str, list[LetterLine]]:
    """Letters of a visit by the text they began from; what came in under its direction."""
    rows = session.execute(
        select(Letter)
        .where(Letter.visit_id == visit_id, Letter.trashed_at.is_(None))
        .order_by(Letter.letter_on, Letter.id)
    ).scalars()
    letters = list(rows)
    answered = {letter.reply_to_id for letter in letters if letter.direction == INCOMING}
    found: dict[str, list[LetterLine]] = {}
    for letter in letters:
        number = letter.number if letter.number and not letter.is_number_pending else "nomor menyusul"
        on = f", {day(letter.letter_on)}" if letter.letter_on else ""
        key = INCOMING if letter.direction == INCOMING else letter.kind or ""
        found.setdefault(key, []).append(
            LetterLine(
                letter.id,
                f"{letter.subject} ({number}{on})",
                letter.recipient or "",
                letter.subject,
                letter.unit_id,
                letter.obh_id,
                letter.id in answered,
            )
        )
    return found


def _letter_link(
    key: str,
    letters: Sequence[LetterLine],
    units: Sequence[tuple[int, str]],
    obhs: Sequence[tuple[int, str]],
    visit: Visit,
) -> Link:
    """One letter to each unit or PBH where that is who it goes to, otherwise one."""
    done, wanted = len(letters), 1
    if key == NOTICE and units:
        named = {one.unit_id for one in letters if one.unit_id is not None}
        done = len(named) + sum(one.unit_id is None for one in letters)
        wanted = len(units)
    elif key == TO_PBH:
        done, wanted = len({one.obh_id for one in letters if one.obh_id is not None}), len(obhs)
    elif key in (MESSAGE, PRESS) and (visit.short_message if key == MESSAGE else visit.press_text):
        done = max(done, 1)
    done = min(done, wanted)
    words = "; ".join(one.words for one in letters) or ("sudah ditulis" if done else "belum ada")
    return Link(key, _LABELS[key], done, wanted, words, tuple(letters))


def _sheets(session: Session, visit_id: int) -> Sequence[Any]:
    states = [state.value for state in COUNTED]
    return session.execute(
        select(Assessment.id, Assessment.sidbankum_on).where(
            Assessment.visit_id == visit_id,
            Assessment.trashed_at.is_(None),
            Assessment.obh_id.is_not(None),
            Assessment.state.in_(states),
        )
    ).all()


def _counted(session: Session, visit: Visit, sheets: Sequence[Any]) -> Mapping[str, tuple[int, int, str]]:
    """The links that are no letters: how many of how many, and in words."""
    issued = _issued(session, visit.code)
    traced = session.execute(
        select(func.count(Trace.id), func.count(Trace.result)).where(Trace.visit_id == visit.id)
    ).one()
    annexes, _last = annexes_drawn(session, visit.uid)
    places = [f"{visit.code}:{id_}" for id_, _name in places_of_visit(session, visit.id)]
    minutes = sum(("ba-monev", key) in issued for key in places)
    photos = len(uses_of(session, "visit_id", visit.id))
    marked = sum(bool(row.sidbankum_on) for row in sheets)
    assigned = session.execute(
        select(LetterOfAssignment.number).where(
            LetterOfAssignment.visit_id == visit.id, LetterOfAssignment.number.is_not(None)
        )
    ).scalars()
    number = next(iter(assigned), None) or issued.get(("surat-tugas", visit.code))
    attended = _count(session, Attendance, Attendance.visit_id == visit.id)
    report = visit.report_number or issued.get(("laporan-monev", visit.code))
    return {
        ANNEX: (
            min(annexes, 1),
            1 if traced[0] else 0,
            f"dicetak {annexes} kali" if annexes else "belum dicetak",
        ),
        ASSIGNMENT: (int(bool(number)), 1, f"nomor {number}" if number else "belum bernomor"),
        TRACING: (traced[1], traced[0], f"{traced[1]} dari {traced[0]} nama ada hasilnya"),
        ATTENDANCE: (int(bool(attended)), 1, f"{attended} pejabat" if attended else "belum dicatat"),
        MINUTES: (minutes, len(places), f"{minutes} dari {len(places)} tempat terbit"),
        PHOTOS: (int(bool(photos)), 1, f"{photos} berkas" if photos else "belum ada"),
        REPORT: (int(bool(report)), 1, f"nomor {report}" if report else "belum terbit"),
        SIDBANKUM: (marked, len(sheets), f"{marked} dari {len(sheets)} lembar lengkap"),
    }


def _issued(session: Session, code: str) -> dict[tuple[str, str], str]:
    rows = session.execute(
        select(IssuedDocument.kind, IssuedDocument.subject_key, IssuedDocument.number).where(
            IssuedDocument.state == IssuedState.TERBIT.value,
            IssuedDocument.kind.in_(("surat-tugas", "ba-monev", "laporan-monev")),
            or_(IssuedDocument.subject_key == code, IssuedDocument.subject_key.startswith(f"{code}:")),
        )
    )
    return {(row.kind, row.subject_key or ""): row.number or "" for row in rows}


def _count(session: Session, model: type[Any], condition: Any) -> int:  # noqa: ANN401
    return session.execute(select(func.count(model.id)).where(condition)).scalar_one()
