"""`rekap-obh`: all PBH of the office over a period, for the meeting on performance.

Our score and the official one stand in columns of their own; PBH are listed by name, never ranked.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from berkas.engine.budgets import Parts, YearMoney, money
from berkas.engine.issuing import DocumentKind, Stamp, Subject
from berkas.engine.officepaper import INTERNAL, OfficePart, office_part
from berkas.engine.periods import Span, span_of
from berkas.engine.rulebook import Rulebook
from berkas.engine.smallgroups import HIDDEN, footnote, hidden_cells
from berkas.paper.document import render
from berkas.paper.parts import Align, Band, Heading, Notice, Para, Part, Table, TableColumn, Title
from berkas.rooms.obh.queries.standing import ClaimCounts, claim_counts
from berkas.rooms.obh.report.interviews import Interviews, by_place, interviews
from berkas.rooms.obh.report.profile_values import percent
from berkas.rooms.obh.report.subjects import LEGAL_AID, year_subjects
from berkas.rules.numbers import show_decimal, show_integer
from berkas.rules.vocabulary import ServiceKind
from berkas_db.tables import (
    Accreditation,
    AccreditationPeriod,
    Assessment,
    Contract,
    LegalCase,
    Obh,
    OfficialScore,
)

LITIGATION = tuple(kind.value for kind in ServiceKind if kind.is_litigation)


def subjects(session: Session) -> Sequence[Subject]:
    """Every year with contracts, cases or interviews, and its parts; oldest first."""
    return year_subjects(
        session,
        select(Contract.year).where(Contract.trashed_at.is_(None)),
        select(func.substr(LegalCase.request_on, 1, 4)),
        select(func.substr(Assessment.interview_on, 1, 4)),
    )


@dataclass(frozen=True, slots=True)
class RecapLine:
    """One PBH in the period."""

    name: str
    category: str
    money: YearMoney
    litigation_cases: int
    nonlitigation_cases: int
    interviews: tuple[Interviews, ...]
    official: str
    claims: ClaimCounts

    @property
    def is_recorded(self) -> bool:
        """Whether a case, a contract or a payment of the period stands in the book."""
        money = self.money.budget.both or self.money.sidbankum.both or self.money.omspan.both
        return bool(self.litigation_cases or self.nonlitigation_cases or money)


@dataclass(frozen=True, slots=True)
class RecapValues:
    """All values of the paper."""

    office: OfficePart
    title: str
    dates: str
    lines: tuple[RecapLine, ...]
    places: Mapping[tuple[str, str], int]


def gather(session: Session, _rulebook: Rulebook, subject: Subject, on: date) -> RecapValues:
    """Read the period once for all PBH that are not closed before it."""
    span = span_of(subject.key)
    office = office_part(session, on)
    paid = {line.obh_id: line for line in _paid(session, span)}
    categories = _categories(session, span)
    cases = _cases(session, span)
    heard = interviews(session, span.first, span.last, least=office.least_respondents)
    official = _official(session, span)
    claims = claim_counts(session, span.first, span.last)
    everybody = session.execute(
        select(Obh.id, Obh.name)
        .where(Obh.trashed_at.is_(None), func.ifnull(Obh.closed_on, "9999") >= span.first.isoformat())
        .order_by(Obh.name, Obh.id)
    )
    lines = tuple(
        RecapLine(
            name,
            categories.get(id_, ""),
            paid.get(id_) or YearMoney(id_, span.first.year),
            cases.get((id_, True), 0),
            cases.get((id_, False), 0),
            tuple(heard.get(id_, ())),
            official.get(id_, ""),
            claims.get(id_, ClaimCounts()),
        )
        for id_, name in everybody
    )
    places = by_place(session, span.first, span.last)
    return RecapValues(office, span.title, span.dates, lines, places)


def _paid(session: Session, span: Span) -> list[YearMoney]:
    """Budget of the year, and what was paid within the span (whole quarters)."""
    last = money(session, year=span.first.year, until_quarter=(span.last.month + 2) // 3)
    before_quarter = (span.first.month - 1) // 3
    earlier = {
        line.obh_id: line for line in money(session, year=span.first.year, until_quarter=before_quarter)
    }
    for line in last if before_quarter else ():
        was = earlier[line.obh_id]
        for system in ("sidbankum", "omspan"):
            now, then = getattr(line, system), getattr(was, system)
            setattr(
                line, system, Parts(now.litigation - then.litigation, now.nonlitigation - then.nonlitigation)
            )
    return last


def _categories(session: Session, span: Span) -> dict[int, str]:
    statement = (
        select(Accreditation.obh_id, Accreditation.category, AccreditationPeriod.name)
        .join(AccreditationPeriod, AccreditationPeriod.id == Accreditation.period_id)
        .where(
            Accreditation.trashed_at.is_(None),
            Accreditation.result == "terakreditasi",
            AccreditationPeriod.valid_from <= span.last.isoformat(),
            AccreditationPeriod.valid_until >= span.first.isoformat(),
        )
        .order_by(AccreditationPeriod.valid_from)
    )
    return {row[0]: (row[1] or "").upper() for row in session.execute(statement)}


def _cases(session: Session, span: Span) -> Mapping[tuple[int, bool], int]:
    is_litigation = LegalCase.service_kind.in_(LITIGATION)
    statement = (
        select(LegalCase.obh_id, is_litigation, func.count())
        .where(
            LegalCase.trashed_at.is_(None),
            LegalCase.request_on.between(span.first.isoformat(), span.last.isoformat()),
        )
        .group_by(LegalCase.obh_id, is_litigation)
    )
    return {(row[0], bool(row[1])): row[2] for row in session.execute(statement)}


def _official(session: Session, span: Span) -> dict[int, str]:
    statement = (
        select(OfficialScore.obh_id, OfficialScore.label, OfficialScore.part, OfficialScore.score)
        .where(
            OfficialScore.period_from <= span.last.isoformat(),
            OfficialScore.period_until >= span.first.isoformat(),
        )
        .order_by(OfficialScore.period_from, OfficialScore.id)
    )
    found: dict[int, list[str]] = {}
    for obh_id, label, part, number in session.execute(statement):
        words = f" {part}" if part else ""
        found.setdefault(obh_id, []).append(f"{show_decimal(number)} ({label}{words})")
    return {obh_id: "; ".join(each) for obh_id, each in found.items()}


def parts(values: RecapValues, stamp: Stamp) -> tuple[Part, ...]:
    """The pages."""
    return (
        Title(
            "Rekapitulasi Pemberi Bantuan Hukum",
            number=stamp.number,
            name=values.title,
            lines=(values.dates,),
        ),
        Heading("Akreditasi, perkara, dan anggaran"),
        _money_table(values),
        Heading("Reimbursement yang masuk"),
        _claim_table(values),
        Heading("Wawancara penerima bantuan hukum"),
        _interview_table(values),
        Notice(
            f"{INTERNAL} Nilai dicetak per PBH sejak {values.office.least_respondents} responden; "
            "litigasi dan nonlitigasi tidak digabung. Nilai resmi berdiri pada kolomnya sendiri."
        ),
        *_place_table(values),
        values.office.signatures(),
    )


def _money_table(values: RecapValues) -> Table:
    rows = [
        (
            str(number),
            line.name,
            line.category,
            *_facts(line),
        )
        for number, line in enumerate(values.lines, 1)
    ]
    total = _total(values.lines)
    if rows:
        rows.append(
            (
                "",
                "Jumlah",
                "",
                show_integer(sum(line.litigation_cases for line in values.lines)),
                show_integer(sum(line.nonlitigation_cases for line in values.lines)),
                *_amounts(total),
            )
        )
    return Table(
        columns=(
            TableColumn("No", mm=10, align=Align.CENTRE),
            TableColumn("PBH", share=3),
            TableColumn("Kategori", mm=17, align=Align.CENTRE),
            TableColumn("Litigasi", mm=17, align=Align.RIGHT, group="Permohonan"),
            TableColumn("Nonlitigasi", mm=21, align=Align.RIGHT, group="Permohonan"),
            TableColumn("Litigasi", mm=28, align=Align.RIGHT, group="Pagu setahun (Rp)"),
            TableColumn("Nonlitigasi", mm=28, align=Align.RIGHT, group="Pagu setahun (Rp)"),
            TableColumn("Sidbankum", mm=28, align=Align.RIGHT, group="Realisasi (Rp)"),
            TableColumn("OMSPAN", mm=28, align=Align.RIGHT, group="Realisasi (Rp)"),
            TableColumn("Selisih", mm=28, align=Align.RIGHT, group="Realisasi (Rp)"),
            TableColumn("Serapan", mm=18, align=Align.RIGHT),
        ),
        rows=rows,
        totals=frozenset({len(rows) - 1}) if rows else frozenset(),
        empty="Belum ada PBH.",
        note="Dalam rupiah. Serapan: realisasi menurut Sidbankum dalam periode ini terhadap pagu setahun. "
        "Tanda – berarti belum dicatat di kantor ini.",
    )


def _claim_table(values: RecapValues) -> Table:
    lines = [line for line in values.lines if line.claims.number]
    right = Align.RIGHT
    return Table(
        columns=(
            TableColumn("No", mm=10, align=Align.CENTRE),
            TableColumn("PBH", share=3),
            TableColumn("Masuk", mm=18, align=right),
            TableColumn("Antrean", mm=18, align=right),
            TableColumn("Dikembalikan", mm=26, align=right),
            TableColumn("Diajukan", mm=30, align=right, group="Rupiah"),
            TableColumn("Disetujui", mm=30, align=right, group="Rupiah"),
            TableColumn("Dibayar", mm=30, align=right, group="Rupiah"),
            TableColumn("Hari", mm=16, align=right),
        ),
        rows=[
            (
                str(number),
                line.name,
                show_integer(line.claims.number),
                show_integer(line.claims.open),
                show_integer(line.claims.returned),
                show_integer(line.claims.claimed),
                show_integer(line.claims.approved),
                show_integer(line.claims.paid),
                "–" if line.claims.days is None else str(round(line.claims.days)),
            )
            for number, line in enumerate(lines, 1)
        ],
        empty="Tidak ada reimbursement yang masuk pada periode ini.",
        note="Hari: rata-rata hari kalender dari masuk sampai dibayar.",
    )


def _facts(line: RecapLine) -> tuple[str, ...]:
    """Cases and money; dashes for a PBH of which nothing is recorded, so that nobody reads a nought."""
    facts = (
        show_integer(line.litigation_cases),
        show_integer(line.nonlitigation_cases),
        *_amounts(line.money),
    )
    return facts if line.is_recorded else ("–",) * len(facts)


def _amounts(line: YearMoney) -> tuple[str, ...]:
    return (
        show_integer(line.budget.litigation),
        show_integer(line.budget.nonlitigation),
        show_integer(line.sidbankum.both),
        show_integer(line.omspan.both),
        show_integer(line.difference),
        percent(line.absorption("sidbankum")),
    )


def _total(lines: Sequence[RecapLine]) -> YearMoney:
    total = YearMoney(0, 0)
    for line in lines:
        for name in ("budget", "sidbankum", "omspan"):
            mine, other = getattr(total, name), getattr(line.money, name)
            mine.litigation += other.litigation
            mine.nonlitigation += other.nonlitigation
    return total


def _interview_table(values: RecapValues) -> Table:
    def cells(line: RecapLine, part: str) -> tuple[str, str]:
        own = [each for each in line.interviews if each.part == part]
        number = show_integer(sum(each.number for each in own))
        scores = "; ".join(
            each.shown if len(own) == 1 else f"{each.shown} (edisi {each.edition})" for each in own
        )
        return number if own else "–", scores or "–"

    return Table(
        columns=(
            TableColumn("No", mm=10, align=Align.CENTRE),
            TableColumn("PBH", share=3),
            TableColumn("Responden", mm=22, align=Align.RIGHT, group="Litigasi"),
            TableColumn("Nilai internal", share=1.4, align=Align.RIGHT, group="Litigasi"),
            TableColumn("Responden", mm=22, align=Align.RIGHT, group="Nonlitigasi"),
            TableColumn("Nilai internal", share=1.4, align=Align.RIGHT, group="Nonlitigasi"),
            TableColumn("Nilai resmi Sidbankum", share=2),
        ),
        rows=[
            (
                str(number),
                line.name,
                *cells(line, "Litigasi"),
                *cells(line, "Nonlitigasi"),
                line.official or "belum dicatat",
            )
            for number, line in enumerate(values.lines, 1)
        ],
        empty="Belum ada PBH.",
        note="Responden: lembar wawancara yang dinilai di kantor ini; wawancara yang hanya masuk ke "
        f"Sidbankum tidak terhitung.{_hidden_note(values)}",
    )


def _place_table(values: RecapValues) -> tuple[Part, ...]:
    """Respondents by place and PBH; a number that would tell somebody apart is left out."""
    if not values.places:
        return ()
    places = list(dict.fromkeys(place for place, _name in values.places))
    names = sorted({name for _place, name in values.places})
    table = [[values.places.get((place, name), 0) for name in names] for place in places]
    least = values.office.least_respondents
    hidden = hidden_cells(table, least)
    head = Heading("Responden menurut tempat dan PBH")
    if hidden is None:
        return (head, Para(f"Tempat dan PBH tidak disilangkan. {footnote(least)}"))
    rows: list[Any] = []
    for row, place in enumerate(places):
        rows.append(Band(f"{place}: {show_integer(sum(table[row]))}"))
        rows.extend(
            (name, HIDDEN if (row, column) in hidden else show_integer(table[row][column]))
            for column, name in enumerate(names)
            if table[row][column] or (row, column) in hidden
        )
    return (
        head,
        Table(
            columns=(TableColumn("PBH", share=3), TableColumn("Responden", mm=30, align=Align.RIGHT)),
            rows=rows,
            note=footnote(least) if hidden else "",
        ),
    )


def _hidden_note(values: RecapValues) -> str:
    hidden = any(each.is_hidden for line in values.lines for each in line.interviews)
    return f" {footnote(values.office.least_respondents)}" if hidden else ""


def draw(values: RecapValues, stamp: Stamp) -> bytes:
    """PDF bytes."""
    frame = values.office.frame(f"Rekapitulasi PBH {values.title}", stamp, landscape=True, footnote=INTERNAL)
    return render(parts(values, stamp), frame)


RECAP = DocumentKind(
    key="rekap-obh",
    title="Rekapitulasi PBH",
    room="obh",
    subjects=subjects,
    gather=gather,
    draw=draw,
    classification=LEGAL_AID,
)
