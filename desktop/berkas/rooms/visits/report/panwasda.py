"""`laporan-panwasda`: what the Panitia Pengawas Daerah did in a quarter, a half-year or a year.

A form of this report was not found; its order is the office's own. Our figures and the official ones stand
in tables of their own, PBH by name, never ranked.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from berkas.engine.budgets import YearMoney, money
from berkas.engine.duties import rhythm_of
from berkas.engine.editable import editable
from berkas.engine.issuing import DocumentKind, Stamp, Subject
from berkas.engine.letterheads import signer_on
from berkas.engine.officepaper import INTERNAL, OfficePart, day, office_part
from berkas.engine.periods import Span, span_of, spans_of_year
from berkas.engine.rulebook import Rulebook
from berkas.engine.smallgroups import HIDDEN, footnote, is_small
from berkas.paper.document import render
from berkas.paper.parts import (
    OFFICE_WORDING,
    Align,
    Count,
    Counts,
    Finding,
    Findings,
    Heading,
    Listing,
    Notice,
    NoticeKind,
    Para,
    Part,
    Signatures,
    Signer,
    Table,
    TableColumn,
    Title,
)
from berkas.rooms.visits.fields.visit import TRACE_RESULTS
from berkas.rooms.visits.queries.official import OfficialLine, official_scores
from berkas.rooms.visits.queries.scores import ObhScore, obh_scores, visit_counts
from berkas.rooms.visits.queries.visits import load_visit
from berkas.rooms.visits.report.visit import REPORT_KEY, numbered_paper, places_of
from berkas.rooms.visits.report.words import LEGAL_AID, ORIGIN_OF_SCORES, lines, span
from berkas.rules.numbers import show_decimal, show_rupiah, terbilang
from berkas.rules.vocabulary import FollowupStatus, Rhythm, Sanction, VisitPurpose, VisitState
from berkas_db.tables import Finding as FindingRow
from berkas_db.tables import Letter, Obh, Trace, Visit
from berkas_db.tables import Sanction as SanctionRow
from berkas_db.tables import VisitPurpose as PurposeRow

CHAIR = "Ketua Panitia Pengawas Daerah"
KEY = "laporan-panwasda"
_OWED = (Rhythm.TRIWULANAN, Rhythm.SEMESTERAN, Rhythm.TAHUNAN)
_LETTERS = {
    "klarifikasi_pbh": "Permintaan klarifikasi",
    "teguran_pbh": "Teguran tertulis",
    "pengembalian_berkas_pbh": "Pengembalian berkas",
    "pemeriksaan_berkas_pbh": "Pemberitahuan pemeriksaan berkas",
    "hasil_monev_pbh": "Penyampaian hasil monev",
}


@dataclass(frozen=True, slots=True)
class VisitLine:
    """One visit of the period."""

    days: str
    title: str
    places: str
    people: int
    report: str


@dataclass(frozen=True, slots=True)
class PanwasdaValues:
    """All values of the report."""

    office: OfficePart
    signer: Signer
    title: str
    dates: str
    visits: tuple[VisitLine, ...]
    people: int
    traces: tuple[tuple[str, int], ...]
    scores: tuple[ObhScore, ...]
    official: tuple[OfficialLine, ...]
    findings: tuple[Finding, ...]
    confidential: int
    money: tuple[tuple[str, YearMoney], ...]
    letters: tuple[tuple[str, int], ...]
    sanctions: tuple[tuple[str, ...], ...]
    advice: tuple[str, ...]


def subjects(session: Session) -> Sequence[Subject]:
    """Every year with a visit, with its halves and quarters; oldest first."""
    first_days = session.execute(select(Visit.from_date).where(Visit.trashed_at.is_(None))).scalars()
    years = sorted({int(first[:4]) for first in first_days})
    return [
        subject_of(each)
        for year in years
        for each in spans_of_year(year)
        if rhythm_of(each.first, each.last) in _OWED
    ]


def subject_of(period: Span) -> Subject:
    """The report of one period."""
    return Subject(period.key, period.title)


def gather(session: Session, _rulebook: Rulebook, subject: Subject, on: date) -> PanwasdaValues:
    """Read the supervision of one period."""
    period = span_of(subject.key)
    visits = _visits(session, period)
    office = office_part(session, on)
    findings, secret = _findings(session, period)
    people = sum(line.people for _row, line in visits)
    return PanwasdaValues(
        office=office,
        signer=signer_on(session, CHAIR, on),
        title=period.title,
        dates=period.dates,
        visits=tuple(line for _row, line in visits),
        people=people,
        traces=_traces(session, [row.id for row, _line in visits]),
        scores=tuple(obh_scores(session, period.first, period.last)),
        official=official_scores(session, period.first, period.last),
        findings=findings,
        confidential=secret if people >= office.least_respondents else 0,
        money=_money(session, period),
        letters=_letters(session, period),
        sanctions=_sanctions(session, period),
        advice=tuple(
            dict.fromkeys(line for row, _line in visits for line in lines(row.values["recommendations"]))
        ),
    )


def _visits(session: Session, period: Span) -> list[tuple[Any, VisitLine]]:
    ids = session.execute(
        select(Visit.id)
        .join(PurposeRow, PurposeRow.visit_id == Visit.id)
        .where(
            Visit.trashed_at.is_(None),
            Visit.state.in_((VisitState.TERLAKSANA.value, VisitState.DILAPORKAN.value)),
            Visit.from_date.between(period.first.isoformat(), period.last.isoformat()),
            PurposeRow.purpose.in_(
                (
                    VisitPurpose.MONEV_BANKUM.value,
                    VisitPurpose.PERIKSA_BERKAS.value,
                    VisitPurpose.KEABSAHAN_SKTM.value,
                )
            ),
        )
        .group_by(Visit.id)
        .order_by(Visit.from_date, Visit.id)
    ).scalars()
    found: list[tuple[Any, VisitLine]] = []
    for id_ in ids.all():
        row = load_visit(session, id_)
        places = "; ".join(dict.fromkeys(place.name for place in places_of(session, row)))
        number, _on = numbered_paper(session, row, REPORT_KEY)
        days = span(row.values["from_date"], row.values["until_date"])
        people = visit_counts(session, id_).people
        found.append((row, VisitLine(days, row.values["title"], places, people, number)))
    return found


def _traces(session: Session, visit_ids: Sequence[int]) -> tuple[tuple[str, int], ...]:
    rows = session.execute(
        select(Trace.result, func.count()).where(Trace.visit_id.in_(visit_ids)).group_by(Trace.result)
    )
    numbers = {row[0]: row[1] for row in rows}
    named = [(choice.label, numbers.get(choice.code, 0)) for choice in TRACE_RESULTS]
    return tuple(
        (label, number) for label, number in (*named, ("Belum ada hasil", numbers.get(None, 0))) if number
    )


def _findings(session: Session, period: Span) -> tuple[tuple[Finding, ...], int]:
    rows = session.execute(
        select(FindingRow.text, FindingRow.advice, FindingRow.is_secret, FindingRow.due_on,
               FindingRow.status, Obh.name)
        .join(Obh, Obh.id == FindingRow.obh_id)
        .where(
            FindingRow.trashed_at.is_(None),
            FindingRow.found_on.between(period.first.isoformat(), period.last.isoformat()),
        )
        .order_by(Obh.name, FindingRow.found_on, FindingRow.id)
    ).all()  # fmt: skip
    shown = [row for row in rows if not row.is_secret]
    found = tuple(
        Finding(
            str(number), f"{row.name}: {row.text}", row.advice or "", due=day(row.due_on),
            state=FollowupStatus.label_of(row.status),
        )
        for number, row in enumerate(shown, 1)
    )  # fmt: skip
    return found, len(rows) - len(shown)


def _money(session: Session, period: Span) -> tuple[tuple[str, YearMoney], ...]:
    quarter = (period.last.month + 2) // 3
    found = money(session, year=period.last.year, until_quarter=quarter)
    rows = session.execute(select(Obh.id, Obh.name).where(Obh.id.in_([one.obh_id for one in found])))
    names = {row.id: row.name for row in rows}
    return tuple((names[one.obh_id], one) for one in found)


def _letters(session: Session, period: Span) -> tuple[tuple[str, int], ...]:
    rows = session.execute(
        select(Letter.kind, func.count())
        .where(
            Letter.kind.in_(_LETTERS),
            Letter.trashed_at.is_(None),
            Letter.is_number_pending.is_(False),
            Letter.letter_on.between(period.first.isoformat(), period.last.isoformat()),
        )
        .group_by(Letter.kind)
    )
    numbers = {row[0]: row[1] for row in rows}
    return tuple((label, numbers[kind]) for kind, label in _LETTERS.items() if kind in numbers)


def _sanctions(session: Session, period: Span) -> tuple[tuple[str, ...], ...]:
    rows = session.execute(
        select(Obh.name, SanctionRow.kind, SanctionRow.number, SanctionRow.decided_on, SanctionRow.decided_by)
        .join(Obh, Obh.id == SanctionRow.obh_id)
        .where(
            SanctionRow.trashed_at.is_(None),
            SanctionRow.decided_on.between(period.first.isoformat(), period.last.isoformat()),
        )
        .order_by(SanctionRow.decided_on, SanctionRow.id)
    )
    return tuple(
        (
            row.name,
            Sanction.label_of(row.kind),
            row.number or "–",
            day(row.decided_on),
            row.decided_by or "–",
        )
        for row in rows
    )


def parts(values: PanwasdaValues, stamp: Stamp) -> tuple[Part, ...]:
    """The pages; “nihil” is said where nothing happened."""
    return (
        Title(
            "Laporan Panitia Pengawas Daerah",
            number=stamp.number,
            name=f"Pengawasan pemberian bantuan hukum {values.title}",
            lines=(values.dates,),
        ),
        Notice(OFFICE_WORDING),
        Heading("A. Kegiatan pengawasan", 2),
        Para(_summary(values)),
        _visit_table(values),
        *_traced(values),
        Heading("B. Wawancara penerima bantuan hukum", 2),
        Notice(INTERNAL, kind=NoticeKind.IMPORTANT, with_next=True),
        _score_table(values),
        Heading("C. Nilai resmi menurut Sidbankum", 2),
        _official_table(values),
        Heading("D. Temuan dan tindak lanjut", 2),
        Findings(values.findings, empty="Nihil: tidak ada temuan tentang PBH dalam periode ini."),
        *_confidential(values),
        Heading("E. Anggaran dan realisasi", 2),
        _money_table(values),
        Heading("F. Surat dan sanksi", 2),
        Counts(
            tuple(Count(label, number) for label, number in values.letters),
            label="Surat kepada PBH",
            with_share=False,
            empty="Nihil: tidak ada surat klarifikasi, teguran, atau pengembalian dalam periode ini.",
        ),
        _sanction_table(values),
        Heading("G. Saran", 2),
        *((Listing(values.advice),) if values.advice else (Para("Tidak ada saran yang dicatat."),)),
        Para("Demikian laporan ini disampaikan sebagai pertanggungjawaban pelaksanaan pengawasan."),
        Signatures((values.signer,), place_date=values.office.place_date),
    )


def _summary(values: PanwasdaValues) -> str:
    number = len(values.visits)
    if not number:
        return f"Dalam {values.title} tidak ada kegiatan pengawasan (nihil)."
    return (
        f"Dalam {values.title} dilaksanakan {number} ({terbilang(number)}) kegiatan pengawasan; tim menemui "
        f"{values.people} ({terbilang(values.people)}) penerima bantuan hukum."
    )


def _visit_table(values: PanwasdaValues) -> Table:
    return Table(
        columns=(
            TableColumn("No", mm=10, align=Align.CENTRE),
            TableColumn("Tanggal", share=2),
            TableColumn("Kegiatan", share=3.5),
            TableColumn("Tempat", share=3),
            TableColumn("Ditemui", mm=20, align=Align.RIGHT),
            TableColumn("Nomor laporan", share=2),
        ),
        rows=[
            (str(number), line.days, line.title, line.places, str(line.people), line.report or "–")
            for number, line in enumerate(values.visits, 1)
        ],
        empty="Nihil.",
    )


def _traced(values: PanwasdaValues) -> tuple[Part, ...]:
    if not values.traces:
        return ()
    rows = tuple(Count(label, number) for label, number in values.traces)
    return (Counts(rows, caption="Hasil penelusuran nama", label="Hasil", with_share=False),)


def _score_table(values: PanwasdaValues) -> Table:
    few = [one.least for one in values.scores if is_small(one.respondents, one.least)]
    return Table(
        columns=(
            TableColumn("No", mm=10, align=Align.CENTRE),
            TableColumn("PBH", share=3),
            TableColumn("Instrumen", share=3),
            TableColumn("Responden", mm=25, align=Align.RIGHT),
            TableColumn("Nilai internal", mm=22, align=Align.RIGHT),
        ),
        rows=[
            (
                str(number),
                one.obh_name,
                one.instrument.title,
                str(one.respondents),
                HIDDEN if one.score is None or one.score.index is None else show_decimal(one.score.index),
            )
            for number, one in enumerate(values.scores, 1)
        ],
        empty="Nihil: belum ada wawancara lengkap dalam periode ini.",
        note=" ".join(([footnote(max(few))] if few else []) + ([ORIGIN_OF_SCORES] if values.scores else [])),
    )


def _official_table(values: PanwasdaValues) -> Table:
    return Table(
        columns=(
            TableColumn("No", mm=10, align=Align.CENTRE),
            TableColumn("PBH", share=3),
            TableColumn("Periode menurut Sidbankum", share=3),
            TableColumn("Bagian", share=2),
            TableColumn("Nilai resmi", mm=34, align=Align.RIGHT),
            TableColumn("Dibaca", share=2),
        ),
        rows=[
            (str(number), one.obh, one.label, one.part, one.score, one.read_on)
            for number, one in enumerate(values.official, 1)
        ],
        empty="Belum ada nilai resmi yang dicatat untuk periode ini.",
    )


def _confidential(values: PanwasdaValues) -> tuple[Part, ...]:
    if not values.confidential:
        return ()
    said = (
        f"{values.confidential} keterangan ditangani sebagai tindak lanjut rahasia dan tidak dimuat di sini."
    )
    return (Notice(said),)


def _money_table(values: PanwasdaValues) -> Table:
    rows = [
        line
        for name, one in values.money
        for line in (
            _money_line(name, "Litigasi", one, "litigation"),
            _money_line(name, "Nonlitigasi", one, "nonlitigation"),
        )
    ]
    return Table(
        columns=(
            TableColumn("PBH", share=3),
            TableColumn("Bagian", mm=23),
            TableColumn("Anggaran", mm=30, align=Align.RIGHT),
            TableColumn("Sidbankum", mm=30, align=Align.RIGHT),
            TableColumn("OMSPAN", mm=30, align=Align.RIGHT),
        ),
        rows=rows,
        empty="Belum ada kontrak yang dicatat untuk tahun ini.",
        note=(
            "Anggaran menurut kontrak dan adendum tahun itu yang sudah dicatat; realisasi sejak awal tahun "
            "sampai triwulan akhir periode, menurut tiap-tiap aplikasi resmi."
        )
        if rows
        else "",
    )


def _money_line(name: str, part: str, one: YearMoney, key: str) -> tuple[str, ...]:
    paid = (
        show_rupiah(getattr(getattr(one, system), key)) if system in one.recorded else "belum dicatat"
        for system in ("sidbankum", "omspan")
    )
    return (name if key == "litigation" else "", part, show_rupiah(getattr(one.budget, key)), *paid)


def _sanction_table(values: PanwasdaValues) -> Table:
    return Table(
        columns=(
            TableColumn("PBH", share=3),
            TableColumn("Sanksi", share=2),
            TableColumn("Nomor", share=2),
            TableColumn("Tanggal", share=2),
            TableColumn("Diputus oleh", share=2),
        ),
        rows=list(values.sanctions),
        caption="Sanksi",
        empty="Nihil: tidak ada sanksi dalam periode ini.",
    )


def draw(values: PanwasdaValues, stamp: Stamp) -> bytes:
    """PDF bytes."""
    return render(parts(values, stamp), values.office.frame(f"Laporan Panwasda {values.title}", stamp))


PANWASDA = DocumentKind(
    key=KEY,
    title="Laporan Panwasda",
    room="visits",
    subjects=subjects,
    gather=gather,
    draw=draw,
    classification=LEGAL_AID,
    docx=editable("Laporan Panwasda", parts),
)
