"""`laporan-monev`: Laporan Hasil Monev, facts and counts of one visit.

No respondent has a name here. A visit has no score: figures per PBH stand only in the table over the year,
and only from the least number of respondents on.
"""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from berkas.engine.editable import editable
from berkas.engine.issuing import DocumentKind, Stamp, Subject
from berkas.engine.keying_batches import Batch
from berkas.engine.keying_quality import Quality, quality_of
from berkas.engine.officepaper import INTERNAL, OfficePart, day, office_part
from berkas.engine.rulebook import Rulebook
from berkas.engine.smallgroups import HIDDEN, footnote, is_small, tells_of_few
from berkas.paper.document import render
from berkas.paper.parts import (
    Align,
    Count,
    Counts,
    Finding,
    Findings,
    Heading,
    KeyValues,
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
from berkas.rooms.visits.queries.forms import FormLine, Reconciliation, forms_and_sums
from berkas.rooms.visits.queries.overrides import Confirmed, confirmed_checks
from berkas.rooms.visits.queries.scores import (
    FormTally,
    ObhScore,
    Tally,
    VisitCounts,
    obh_scores,
    visit_counts,
)
from berkas.rooms.visits.report.assignment import place_table, team_table
from berkas.rooms.visits.report.keyingquality import quality_parts
from berkas.rooms.visits.report.reconciliation import sums_parts
from berkas.rooms.visits.report.visit import (
    ASSIGNMENT_KEY,
    Member,
    Place,
    joined,
    members_of,
    numbered_paper,
    places_of,
    purpose_words,
    visit_row,
)
from berkas.rooms.visits.report.words import (
    LEGAL_AID,
    clauses,
    derivation,
    lines,
    marks_of,
    span,
    visit_subjects,
)
from berkas.rules.instruments import Kind
from berkas.rules.numbers import show_decimal, terbilang
from berkas.rules.vocabulary import FollowupStatus
from berkas_db.tables import Assessment, Trace
from berkas_db.tables import Finding as FindingRow


@dataclass(frozen=True, slots=True)
class MonevValues:
    """All values of the report."""

    office: OfficePart
    title: str
    number: str
    days: str
    until: str
    basis: tuple[str, ...]
    aims: tuple[str, ...]
    purposes: tuple[str, ...]
    letter: str
    members: tuple[Member, ...]
    places: tuple[Place, ...]
    met: tuple[str, ...]
    counts: VisitCounts
    forms: tuple[tuple[FormLine, ...], Reconciliation]
    quality: Quality
    traces: tuple[tuple[str, int], ...]
    summary: tuple[str, ...]
    findings: tuple[Finding, ...]
    confidential: int
    confirmed: tuple[Confirmed, ...]
    recommendations: tuple[str, ...]
    scores: tuple[ObhScore, ...]
    since: str


def gather(session: Session, _rulebook: Rulebook, subject: Subject, on: date) -> MonevValues:
    """Read one visit and the interviews of its year up to its last day."""
    row = visit_row(session, subject.id)
    values = row.values
    until = date.fromisoformat(values["until_date"])
    since = date(until.year, 1, 1)
    counts = visit_counts(session, row.id)
    about = set(session.execute(select(Assessment.obh_id).where(Assessment.visit_id == row.id)).scalars())
    findings, confidential = _findings(session, row.id)
    return MonevValues(
        office=office_part(session, on, letterhead_id=values["letterhead_id"]),
        title=values["title"],
        number=values["report_number"] or "",
        days=span(values["from_date"], values["until_date"]),
        until=day(values["until_date"]),
        basis=lines(values["basis"]),
        aims=lines(values["aims"]),
        purposes=purpose_words(values["purposes"]),
        letter=_letter_words(*numbered_paper(session, row, ASSIGNMENT_KEY)),
        members=members_of(session, row),
        places=places_of(session, row),
        met=lines(values["met_text"]),
        counts=counts,
        forms=forms_and_sums(session, row.id),
        quality=quality_of(session, Batch(row.id)),
        traces=_traces(session, row.id),
        summary=lines(values["summary"]),
        findings=findings,
        confidential=confidential if counts.people >= office_least(session, on) else 0,
        confirmed=confirmed_checks(session, Assessment.visit_id == row.id),
        recommendations=lines(values["recommendations"]),
        scores=tuple(one for one in obh_scores(session, since, until) if one.obh_id in about),
        since=f"1 Januari {until.year}",
    )


def report_number(session: Session, subject: Subject) -> str | None:
    """The number the office gave the report already."""
    return visit_row(session, subject.id).values["report_number"] or None


def office_least(session: Session, on: date) -> int:
    """The office's least number of respondents."""
    return office_part(session, on).least_respondents


def _letter_words(number: str, on: str) -> str:
    if not number:
        return ""
    return f"Surat Tugas Nomor {number}" + (f" tanggal {day(on)}" if on else "")


def _traces(session: Session, visit_id: int) -> tuple[tuple[str, int], ...]:
    found = session.execute(
        select(Trace.result, func.count()).where(Trace.visit_id == visit_id).group_by(Trace.result)
    )
    numbers = {row[0]: row[1] for row in found}
    named = [(choice.label, numbers.get(choice.code, 0)) for choice in TRACE_RESULTS]
    named.append(("Belum ada hasil", numbers.get(None, 0)))
    return tuple((label, number) for label, number in named if number)


def _findings(session: Session, visit_id: int) -> tuple[tuple[Finding, ...], int]:
    """Open findings as they are printed, and how many are confidential."""
    rows = session.execute(
        select(FindingRow)
        .where(FindingRow.visit_id == visit_id, FindingRow.trashed_at.is_(None))
        .order_by(FindingRow.code, FindingRow.id)
    ).scalars()
    shown: list[Finding] = []
    confidential = 0
    for row in rows:
        if row.is_secret:
            confidential += 1
            continue
        status = FollowupStatus.label_of(row.status)
        shown.append(
            Finding(str(len(shown) + 1), row.text, row.advice or "", due=day(row.due_on), state=status)
        )
    return tuple(shown), confidential


def parts(values: MonevValues, stamp: Stamp) -> tuple[Part, ...]:
    """The pages."""
    number = values.number or stamp.number
    return (
        Title(
            "Laporan Hasil Monitoring dan Evaluasi",
            number=number,
            name=values.title,
        ),
        Heading("A. Dasar dan maksud", 2),
        *_grounds(values),
        Heading("B. Waktu, tempat, dan tim", 2),
        KeyValues((("Tanggal", values.days),)),
        place_table(values.places),
        team_table(values.members),
        *_met(values),
        Heading("C. Pelaksanaan dalam angka", 2),
        *_people(values),
        *_traced(values),
        *(part for form in values.counts.forms for part in _form(form)),
        *_confirmed(values),
        *_keyed(values),
        Heading("D. Uraian hasil", 2),
        *([Para(line) for line in values.summary] or [Para("Uraian hasil belum ditulis.")]),
        Heading("E. Temuan", 2),
        Findings(values.findings, empty="Tidak ada temuan yang dicatat pada kegiatan ini."),
        *_confidential(values),
        Heading("F. Saran", 2),
        *(
            (Listing(values.recommendations),)
            if values.recommendations
            else (Para("Tidak ada saran yang dicatat."),)
        ),
        *_scores(values),
        *_signed(values),
    )


def _grounds(values: MonevValues) -> tuple[Part, ...]:
    """What the visit rests on and what it was for."""
    grounds = (*values.basis, *((values.letter,) if values.letter else ())) or ("tugas Kantor Wilayah",)
    purpose = f"Kegiatan ini dilaksanakan dalam rangka {joined(values.purposes)}"
    return (
        *_said("Kegiatan ini berdasarkan", grounds, lower=False),
        *(_said(f"{purpose} untuk", values.aims) if values.aims else (Para(f"{purpose}."),)),
    )


def _said(begin: str, items: tuple[str, ...], *, lower: bool = True) -> tuple[Part, ...]:
    """One item ends the sentence, several become its list."""
    said = clauses(items, lower=lower)
    return (Para(f"{begin} {said[0]}"),) if len(said) == 1 else (Para(f"{begin}:"), Listing(said))


def _met(values: MonevValues) -> tuple[Part, ...]:
    named = [f"{place.received_by} ({place.name})" for place in values.places if place.received_by]
    people = (*named, *values.met)
    if not people:
        return ()
    return _said("Tim diterima oleh", people, lower=False)


def _people(values: MonevValues) -> tuple[Part, ...]:
    counts = values.counts
    if not counts.people:
        return (Para("Belum ada penerima bantuan hukum yang dicatat pada kegiatan ini."),)
    said = f"Tim menemui {counts.people} ({terbilang(counts.people)}) penerima bantuan hukum."
    if counts.drafts:
        said += f" {counts.drafts} lembar masih draf dan belum dihitung."
    return (
        Para(said),
        *_tally_table("Menurut tempat", "Tempat", counts.by_place),
        *_tally_table("Menurut Pemberi Bantuan Hukum", "Pemberi Bantuan Hukum (PBH)", counts.by_obh),
        Notice(
            "Tempat dan PBH tidak disilangkan, dan nilai tidak dihitung dari satu kunjungan, agar tidak ada "
            "responden yang dapat dikenali.",
        ),
    )


def _tally_table(caption: str, label: str, tallies: tuple[Tally, ...]) -> tuple[Part, ...]:
    rows = [(str(number), one.name, str(one.number)) for number, one in enumerate(tallies, 1)]
    if not rows:
        return ()
    total = str(sum(one.number for one in tallies))
    return (
        Table(
            columns=(
                TableColumn("No", mm=10, align=Align.CENTRE),
                TableColumn(label, share=4),
                TableColumn("Orang", mm=24, align=Align.RIGHT),
            ),
            rows=[*rows, ("", "Jumlah", total)],
            totals=frozenset({len(rows)}),
            caption=caption,
        ),
    )


def _traced(values: MonevValues) -> tuple[Part, ...]:
    if not values.traces:
        return ()
    rows = tuple(Count(label, number) for label, number in values.traces)
    return (Counts(rows, caption="Hasil penelusuran nama", label="Hasil", with_share=False),)


def _keyed(values: MonevValues) -> tuple[Part, ...]:
    """What became of the paper forms, and how well the sheets were keyed."""
    forms = sums_parts(*values.forms)
    quality = quality_parts(values.quality) if values.quality.sheets else ()
    return (
        *((Heading("Formulir kertas", 3), *forms) if forms else ()),
        *((Heading("Mutu ketikan", 3), *quality) if quality else ()),
    )


def _form(form: FormTally) -> tuple[Part, ...]:
    """Answers of one form, summed over everybody met; nothing of it below the least number."""
    if form.instrument.kind is Kind.SURVEI:
        return ()
    said = f"{form.respondents} lembar lengkap"
    if form.stopped:
        said += f"; {form.stopped} responden tidak bersedia atau berhenti"
    head = Heading(form.instrument.title, 3)
    if form.respondents < form.least:
        few = f"Jawaban tidak dirinci karena responden kurang dari {form.least}."
        return (head, Para(f"{said}. {few}"))
    shown = (head, Para(f"{said}. {marks_of(form.instrument)}"))
    return (*shown, _answer_table(form)) if form.items else shown


def _confirmed(values: MonevValues) -> tuple[Part, ...]:
    """How often doubtful answers were let stand; which ones only where that tells of nobody."""
    total = sum(one.sheets for one in values.confirmed)
    if not total:
        return ()
    said = f"{total} kali jawaban yang diragukan dibenarkan pengetik dengan alasan tertulis"
    if any(form.respondents < form.least for form in values.counts.forms):
        return (Para(f"{said}."),)
    rows = tuple(Count(one.message, one.sheets) for one in values.confirmed)
    return (Para(f"{said}, yaitu:"), Counts(rows, label="Pemeriksaan", with_share=False))


def _answer_table(form: FormTally) -> Table:
    options = form.instrument.options(form.items[0].item)
    rows = [
        (
            str(number),
            one.item.label,
            *(str(one.numbers.get(option.code, 0)) for option in options),
            str(one.other),
        )
        for number, one in enumerate(form.items, 1)
    ]
    return Table(
        columns=(
            TableColumn("No", mm=10, align=Align.CENTRE),
            TableColumn("Butir", share=5),
            *(
                TableColumn(option.code, mm=18, align=Align.RIGHT, group="Banyak jawaban")
                for option in options
            ),
            TableColumn("Tidak dinilai", mm=22, align=Align.RIGHT),
        ),
        rows=rows,
        caption="Banyak jawaban menurut butir",
        note="; ".join(f"{option.code} = {option.label}" for option in options),
    )


def _confidential(values: MonevValues) -> tuple[Part, ...]:
    if not values.confidential:
        return ()
    said = (
        f"{values.confidential} keterangan ditangani sebagai tindak lanjut rahasia dan tidak dimuat di sini."
    )
    return (Notice(said, kind=NoticeKind.INFO),)


def _scores(values: MonevValues) -> tuple[Part, ...]:
    """Figures over the year; an empty part when nobody was interviewed on a form."""
    if not values.scores:
        return ()
    few = [one.least for one in values.scores if is_small(one.respondents, one.least)]
    rows = [
        (
            str(number),
            one.obh_name,
            one.instrument.title,
            str(one.respondents),
            HIDDEN if one.score is None or one.score.index is None else show_decimal(one.score.index),
            one.why_not,
        )
        for number, one in enumerate(values.scores, 1)
    ]
    table = Table(
        columns=(
            TableColumn("No", mm=10, align=Align.CENTRE),
            TableColumn("PBH", share=3),
            TableColumn("Instrumen", share=3),
            TableColumn("Responden", mm=22, align=Align.RIGHT),
            TableColumn("Nilai internal", mm=22, align=Align.RIGHT),
            TableColumn("Keterangan", share=2.5),
        ),
        rows=rows,
        caption=f"Wawancara sejak {values.since} sampai {values.until}",
        note=footnote(max(few)) if few else "",
    )
    derived = [
        part
        for one in values.scores
        if one.score is not None
        and one.score.index is not None
        and not tells_of_few([element.n for element in one.score.elements], one.least)
        for part in (Heading(f"{one.obh_name}: {one.instrument.title}", 3), *derivation(one.score))
    ]
    return (
        Heading("G. Nilai kumulatif per PBH", 2),
        Notice(INTERNAL, kind=NoticeKind.IMPORTANT, with_next=True),
        table,
        *derived,
    )


def _signed(values: MonevValues) -> tuple[Part, ...]:
    leader = next((member for member in values.members if member.role_code == "ketua"), None)
    team = Signer(
        ("Ketua tim,",),
        leader.name if leader else "",
        leader.nip if leader else "",
        leader.rank if leader else "",
    )
    return (
        Para("Demikian laporan ini dibuat sebagai pertanggungjawaban pelaksanaan tugas."),
        Signatures(
            (
                Signer(("Mengetahui,", *values.office.signer.role), values.office.signer.name,
                       values.office.signer.nip, values.office.signer.rank),
                team,
            ),
            place_date=values.office.place_date,
        ),
    )  # fmt: skip


def draw(values: MonevValues, stamp: Stamp) -> bytes:
    """PDF bytes."""
    return render(parts(values, stamp), values.office.frame(f"Laporan hasil monev {values.title}", stamp))


MONEV = DocumentKind(
    key="laporan-monev",
    title="Laporan Hasil Monev",
    room="visits",
    subjects=visit_subjects,
    gather=gather,
    draw=draw,
    classification=LEGAL_AID,
    numbered=report_number,
    docx=editable("Laporan Hasil Monev", parts),
)
