"""`berkas-audit`: the set of reimbursement claims of a year or a part of it, as an inspector asks for it.

Every claim with its way through the queue, its money, its check, its letters and what was confirmed with a
reason. Recipients are not in it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from operator import attrgetter
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from berkas.engine.issuing import DocumentKind, Stamp, Subject
from berkas.engine.lookup import term_choices
from berkas.engine.officepaper import OfficePart, day, office_part
from berkas.engine.periods import span_of
from berkas.engine.rulebook import Rulebook
from berkas.paper.document import render
from berkas.paper.parts import (
    Align,
    Heading,
    Item,
    Listing,
    Para,
    Part,
    Table,
    TableColumn,
    Title,
)
from berkas.rooms.obh.queries.claims import Spell, days_in_states, load_claim, spells
from berkas.rooms.obh.queries.filecheck import file_check
from berkas.rooms.obh.report.banding import banded
from berkas.rooms.obh.report.subjects import LEGAL_AID, year_subjects
from berkas.rules.dates import show_short
from berkas.rules.numbers import show_integer
from berkas.rules.vocabulary import ReimbursementState, ServiceKind
from berkas_db.tables import CaseDocument, LegalCase, Obh, Reimbursement, SoftOverride

_STATES = tuple(ReimbursementState)[:-1]
"""States in which a claim waits; paid is the end."""


@dataclass(frozen=True, slots=True)
class AuditLine:
    """One claim."""

    obh: str
    code: str
    subject: str
    kind: str
    stage: str
    state: str
    submitted: str
    ended: str
    claimed: int
    approved: int
    paid: int
    days: tuple[str, ...]
    total_days: int
    way: tuple[tuple[str, ...], ...]
    check: str
    gaps: tuple[str, ...]
    reasons: tuple[str, ...]
    documents: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AuditValues:
    """All values of the paper."""

    office: OfficePart
    title: str
    dates: str
    lines: tuple[AuditLine, ...]


def subjects(session: Session) -> Sequence[Subject]:
    """Every year with claims, and its parts; oldest first."""
    return year_subjects(
        session, select(Reimbursement.submitted_on).where(Reimbursement.trashed_at.is_(None))
    )


def gather(session: Session, _rulebook: Rulebook, subject: Subject, on: date) -> AuditValues:
    """Read every claim that came in within the period."""
    span = span_of(subject.key)
    rows = session.execute(
        select(Reimbursement.id, Obh.name)
        .join(Obh, Obh.id == Reimbursement.obh_id)
        .where(
            Reimbursement.trashed_at.is_(None),
            Reimbursement.submitted_on.between(span.first.isoformat(), span.last.isoformat()),
        )
        .order_by(Obh.name, Reimbursement.submitted_on, Reimbursement.id)
    ).all()
    stages = {choice.code: choice.label for choice in term_choices(session, "tahap_perkara")}
    lines = tuple(_line(session, id_, name, stages, on) for id_, name in rows)
    return AuditValues(office_part(session, on), span.title, span.dates, lines)


def _line(session: Session, claim_id: int, obh: str, stages: dict[str, str], on: date) -> AuditLine:
    record = load_claim(session, claim_id)
    values = record.values
    way = spells(session, claim_id, on)
    spent = days_in_states(way)
    check = file_check(session, claim_id) if values["kind"] else None
    reasons = session.execute(
        select(SoftOverride.reason)
        .where(SoftOverride.record_uid == record.uid)
        .distinct()
        .order_by(SoftOverride.reason)
    ).scalars()
    return AuditLine(
        obh=obh,
        code=record.title,
        subject=record.subtitle,
        kind=ServiceKind.label_of(values["kind"]) if values["kind"] else "",
        stage=stages.get(values["stage"] or "", ""),
        state=ReimbursementState.label_of(values["state"]),
        submitted=_short(values["submitted_on"]),
        ended=_short(values["paid_on"]),
        claimed=values["claimed"],
        approved=values["approved"] or 0,
        paid=values["paid"] or 0,
        days=tuple(str(spent[state.value][0]) if state.value in spent else "–" for state in _STATES),
        total_days=sum(days for days, _working in spent.values()),
        way=tuple(_step(each) for each in way),
        check=check.summary() if check is not None else "",
        gaps=tuple(f"{item.label} (butir {item.no or '–'})" for item in check.gaps())
        if check is not None
        else (),
        reasons=tuple(reasons),
        documents=_documents(session, values),
    )


def _step(spell: Spell) -> tuple[str, ...]:
    letter = f"Surat {spell.letter}" if spell.letter_id is not None else ""
    return (
        spell.label,
        _short(spell.since),
        show_integer(spell.days),
        show_integer(spell.working_days),
        spell.who or "–",
        " · ".join(part for part in (spell.reason, letter) if part) or "–",
    )


def _documents(session: Session, values: Mapping[str, Any]) -> tuple[str, ...]:
    cases = (
        LegalCase.id == values["case_id"]
        if values["case_id"] is not None
        else LegalCase.packet_id == values["packet_id"]
    )
    rows = session.execute(
        select(CaseDocument.title, CaseDocument.number, CaseDocument.document_on, CaseDocument.form)
        .join(LegalCase, LegalCase.id == CaseDocument.case_id)
        .where(cases, CaseDocument.trashed_at.is_(None))
        .order_by(LegalCase.code, CaseDocument.sort, CaseDocument.id)
    )
    return tuple(
        ", ".join(part for part in (title, number, day(on), form) if part) for title, number, on, form in rows
    )


def _short(text: str | None) -> str:
    return show_short(date.fromisoformat(text)) if text else ""


def parts(values: AuditValues, stamp: Stamp) -> tuple[Part, ...]:
    """The pages: all claims in a table, then each claim with its files."""
    return (
        Title(
            "Berkas Reimbursement untuk Pemeriksaan",
            number=stamp.number,
            name=values.title,
            lines=(values.dates,),
        ),
        Heading("Daftar reimbursement"),
        _money_table(values),
        Heading("Hari pada setiap keadaan"),
        _days_table(values),
        Heading("Berkas setiap reimbursement"),
        *(part for line in values.lines for part in _details(line)),
        *(() if values.lines else (Para("Tidak ada reimbursement pada periode ini."),)),
        values.office.signatures(),
    )


def _money_table(values: AuditValues) -> Table:
    rows = banded(
        values.lines,
        attrgetter("obh"),
        lambda _number, line: (
            line.code, line.subject, line.stage or line.kind, line.submitted, line.state, line.ended or "–",
            *(show_integer(each) for each in (line.claimed, line.approved, line.paid)),
        ),
    )  # fmt: skip
    if values.lines:
        sums = (
            sum(line.claimed for line in values.lines),
            sum(line.approved for line in values.lines),
            sum(line.paid for line in values.lines),
        )
        rows.append(("", "Jumlah", "", "", "", "", *(show_integer(each) for each in sums)))
    right = Align.RIGHT
    return Table(
        columns=(
            TableColumn("Kode", mm=27),
            TableColumn("Perkara atau paket", share=3),
            TableColumn("Tahap atau jenis", share=1.6),
            TableColumn("Masuk", mm=24),
            TableColumn("Keadaan", mm=27),
            TableColumn("Dibayar tanggal", mm=24),
            TableColumn("Diajukan", mm=25, align=right, group="Rupiah"),
            TableColumn("Disetujui", mm=25, align=right, group="Rupiah"),
            TableColumn("Dibayar", mm=25, align=right, group="Rupiah"),
        ),
        rows=rows,
        totals=frozenset({len(rows) - 1}) if rows else frozenset(),
        empty="Tidak ada reimbursement pada periode ini.",
    )


def _days_table(values: AuditValues) -> Table:
    rows = banded(
        values.lines, attrgetter("obh"), lambda _number, line: (line.code, *line.days, str(line.total_days))
    )
    return Table(
        columns=(
            TableColumn("Kode", share=1),
            *(TableColumn(state.label, mm=32, align=Align.RIGHT) for state in _STATES),
            TableColumn("Seluruhnya", mm=32, align=Align.RIGHT),
        ),
        rows=rows,
        empty="Tidak ada reimbursement pada periode ini.",
        note="Hari kalender. Keadaan yang belum berakhir dihitung sampai tanggal dokumen ini.",
    )


def _details(line: AuditLine) -> tuple[Part, ...]:
    items: list[str | Item] = [f"Disimpan dengan alasan: {each}" for each in line.reasons]
    if line.check:
        words = f"Pemeriksaan berkas: {line.check}"
        items.append(Item(f"{words} Tidak ada menurut Kanwil:", Listing(line.gaps)) if line.gaps else words)
    items.append(
        Item("Dokumen yang dicatat, menurut urutan:", Listing(line.documents))
        if line.documents
        else "Belum ada dokumen perkara yang dicatat."
    )
    return (
        Heading(f"{line.code} {line.subject}", level=2),
        Table(
            columns=(
                TableColumn("Keadaan", mm=36),
                TableColumn("Sejak", mm=26),
                TableColumn("Hari", mm=16, align=Align.RIGHT),
                TableColumn("Hari kerja", mm=22, align=Align.RIGHT),
                TableColumn("Oleh", share=1),
                TableColumn("Alasan atau surat", share=3),
            ),
            rows=line.way,
        ),
        Listing(tuple(items)),
    )


def draw(values: AuditValues, stamp: Stamp) -> bytes:
    """PDF bytes."""
    frame = values.office.frame(f"Berkas reimbursement {values.title}", stamp, landscape=True)
    return render(parts(values, stamp), frame)


AUDIT = DocumentKind(
    key="berkas-audit",
    title="Berkas reimbursement untuk pemeriksaan",
    room="obh",
    subjects=subjects,
    gather=gather,
    draw=draw,
    classification=LEGAL_AID,
)
