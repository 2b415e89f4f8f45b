"""`rekap-posbankum` and `rekap-layanan-upt`: posts of a period by regency, and services inside prisons.

They are different records and different papers. No person who was served is named in either.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from operator import attrgetter

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from berkas.engine.issuing import DocumentKind, Stamp, Subject
from berkas.engine.officepaper import OfficePart, office_part
from berkas.engine.periods import span_of
from berkas.engine.rulebook import Rulebook
from berkas.engine.smallgroups import HIDDEN, hidden_cells
from berkas.paper.document import render
from berkas.paper.parts import Align, Heading, NewPage, Para, Part, Table, TableColumn, Title
from berkas.rooms.obh.queries.weeks import PostLine, RegencyLine, by_regency, posts_in
from berkas.rooms.obh.report.banding import banded
from berkas.rooms.obh.report.subjects import year_subjects
from berkas.rules.dates import show_medium
from berkas.rules.numbers import show_decimal, show_integer
from berkas_db.tables import (
    Agreement,
    Obh,
    Posbankum,
    PosbankumReport,
    PrisonService,
    PrisonSession,
    Unit,
)

_number = partial(TableColumn, align=Align.RIGHT)


@dataclass(frozen=True, slots=True)
class PostsValues:
    """All values of the recap of posts."""

    office: OfficePart
    title: str
    dates: str
    regencies: tuple[RegencyLine, ...]
    posts: tuple[PostLine, ...]


def post_subjects(session: Session) -> Sequence[Subject]:
    """Every year with posts or reports, and its parts; oldest first."""
    return year_subjects(
        session,
        select(PosbankumReport.week_start),
        select(Posbankum.established_on),
        select(Posbankum.decree_on),
    )


def gather_posts(session: Session, _rulebook: Rulebook, subject: Subject, on: date) -> PostsValues:
    """Read the period until `on`; weeks that are not over are not asked for."""
    span = span_of(subject.key)
    posts = posts_in(session, span.first, min(span.last, on))
    return PostsValues(
        office_part(session, on), span.title, span.dates, tuple(by_regency(posts)), tuple(posts)
    )


def post_parts(values: PostsValues, stamp: Stamp) -> tuple[Part, ...]:
    """The recap by regency, then every post."""
    return (
        Title(
            "Rekapitulasi Posbankum Desa dan Kelurahan",
            number=stamp.number,
            name=values.title,
            lines=(values.dates,),
        ),
        _regency_table(values),
        *_wanting(values),
        values.office.signatures(),
        NewPage(landscape=True),
        Heading("Daftar Posbankum"),
        _post_table(values),
    )


def _regency_table(values: PostsValues) -> Table:
    rows = [(str(number), *_regency(line)) for number, line in enumerate(values.regencies, 1)]
    if rows:
        total = RegencyLine("Jumlah")
        for line in values.regencies:
            total.add(line)
        rows.append(("", *_regency(total)))
    return Table(
        columns=(
            TableColumn("No", mm=9, align=Align.CENTRE),
            TableColumn("Kabupaten/kota", share=3),
            _number("Desa", mm=14, group="Posbankum"),
            _number("Kelurahan", mm=20, group="Posbankum"),
            _number("Dengan SK", mm=17, group="Posbankum"),
            _number("Semua", mm=15, group="Paralegal"),
            _number("Terlatih", mm=17, group="Paralegal"),
            _number("Masuk", mm=15, group="Laporan mingguan"),
            _number("Seharusnya", mm=21, group="Laporan mingguan"),
            _number("Bagian", mm=18, group="Laporan mingguan"),
            _number("Nihil", mm=13, group="Laporan mingguan"),
            _number("Konsultasi", mm=20, group="Layanan"),
            _number("Mediasi", mm=17, group="Layanan"),
            _number("Rujukan", mm=17, group="Layanan"),
        ),
        rows=rows,
        totals=frozenset({len(rows) - 1}) if rows else frozenset(),
        empty="Belum ada Posbankum pada periode ini.",
        note="Seharusnya: satu laporan untuk setiap minggu penuh pada periode ini selama pos berdiri. "
        "Laporan nihil dihitung masuk.",
    )


def _regency(line: RegencyLine) -> tuple[str, ...]:
    share = "–" if not line.expected else f"{show_decimal(100 * line.received / line.expected, 1)}%"
    numbers = (line.villages, line.wards, line.with_decree, line.paralegals, line.trained, line.received)
    more = (line.nil, line.consultations, line.mediations, line.referrals)
    return (
        line.regency,
        *(show_integer(number) for number in (*numbers, line.expected)),
        share,
        *(show_integer(number) for number in more),
    )


def _wanting(values: PostsValues) -> tuple[Part, ...]:
    """What a division head asks first: who did not report, who has no decree, where nobody is trained."""
    silent = [post for post in values.posts if post.expected and not post.received]
    lines = (
        ("belum pernah melapor pada periode ini", silent),
        ("belum mempunyai SK", [post for post in values.posts if not post.decree]),
        ("belum mempunyai paralegal terlatih", [post for post in values.posts if not post.trained]),
    )
    return tuple(
        Para(f"{show_integer(len(found))} dari {show_integer(len(values.posts))} Posbankum {words}.")
        for words, found in lines
        if found
    )


def _post_table(values: PostsValues) -> Table:
    rows = banded(
        values.posts,
        attrgetter("regency"),
        lambda number, post: (
            str(number),
            post.name,
            post.district,
            post.decree or "–",
            post.head or "–",
            show_integer(post.paralegals),
            show_integer(post.trained),
            f"{show_integer(post.received)} dari {show_integer(post.expected)}",
            show_integer(post.consultations),
            show_integer(post.mediations),
            show_integer(post.referrals),
        ),
    )
    return Table(
        columns=(
            TableColumn("No", mm=11, align=Align.CENTRE),
            TableColumn("Posbankum", share=3),
            TableColumn("Kecamatan", share=1.6),
            TableColumn("Nomor SK", share=1.8),
            TableColumn("Kepala desa/lurah", share=1.8),
            _number("Paralegal", mm=18),
            _number("Terlatih", mm=17),
            _number("Laporan", mm=24),
            _number("Konsultasi", mm=20),
            _number("Mediasi", mm=17),
            _number("Rujukan", mm=17),
        ),
        rows=rows,
        empty="Belum ada Posbankum pada periode ini.",
    )


def draw_posts(values: PostsValues, stamp: Stamp) -> bytes:
    """PDF bytes."""
    frame = values.office.frame(f"Rekapitulasi Posbankum {values.title}", stamp, landscape=True)
    return render(post_parts(values, stamp), frame)


@dataclass(frozen=True, slots=True)
class ServiceLine:
    """One service inside a prison in a period; `served` are men, women and children."""

    unit: str
    obh: str
    agreement: str
    validity: str
    schedule: str
    sessions: int
    served: tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class ServicesValues:
    """All values of the recap of services."""

    office: OfficePart
    title: str
    dates: str
    lines: tuple[ServiceLine, ...]


def service_subjects(session: Session) -> Sequence[Subject]:
    """Every year in which a service was held or began, and its parts; oldest first."""
    return year_subjects(session, select(PrisonSession.on_date), select(PrisonService.valid_from))


def gather_services(session: Session, _rulebook: Rulebook, subject: Subject, on: date) -> ServicesValues:
    """Read the services that ran in the period, with the days they were held."""
    span = span_of(subject.key)
    first, last = span.first.isoformat(), span.last.isoformat()
    held = {
        row[0]: (row[1], (row[2], row[3], row[4]))
        for row in session.execute(
            select(
                PrisonSession.service_id,
                func.count(),
                func.sum(PrisonSession.served_men),
                func.sum(PrisonSession.served_women),
                func.sum(PrisonSession.served_children),
            )
            .where(PrisonSession.on_date.between(first, last))
            .group_by(PrisonSession.service_id)
        )
    }
    rows = session.execute(
        select(PrisonService, Unit.name, Obh.name, Agreement.number)
        .join(Unit, Unit.id == PrisonService.unit_id)
        .join(Obh, Obh.id == PrisonService.obh_id)
        .outerjoin(Agreement, Agreement.id == PrisonService.agreement_id)
        .where(
            PrisonService.trashed_at.is_(None),
            PrisonService.valid_from <= last,
            or_(PrisonService.valid_until.is_(None), PrisonService.valid_until >= first),
        )
        .order_by(Unit.name, Obh.name, PrisonService.id)
    )
    lines = [
        ServiceLine(
            unit,
            obh,
            number or "",
            _validity(service.valid_from, service.valid_until, on),
            service.schedule or "",
            *held.get(service.id, (0, (0, 0, 0))),
        )
        for service, unit, obh, number in rows
    ]
    return ServicesValues(office_part(session, on), span.title, span.dates, tuple(lines))


def _validity(first: str, last: str | None, on: date) -> str:
    begin = show_medium(date.fromisoformat(first))
    if last is None:
        return f"sejak {begin}"
    over = " (sudah berakhir)" if last < on.isoformat() else ""
    return f"{begin} sampai {show_medium(date.fromisoformat(last))}{over}"


def service_parts(values: ServicesValues, stamp: Stamp) -> tuple[Part, ...]:
    """The pages."""
    return (
        Title(
            "Rekapitulasi Layanan Bantuan Hukum di Lapas dan Rutan",
            number=stamp.number,
            name=values.title,
            lines=(values.dates,),
        ),
        _service_table(values),
        values.office.signatures(),
    )


def _service_table(values: ServicesValues) -> Table:
    least = values.office.least_respondents
    table = [list(line.served) for line in values.lines]
    hidden = hidden_cells(table, least) if table else frozenset()
    rows = [
        (
            str(number),
            line.unit,
            line.obh,
            line.agreement or "–",
            line.validity,
            line.schedule or "–",
            show_integer(line.sessions),
            *(
                HIDDEN if hidden is None or (number - 1, column) in hidden else show_integer(served)
                for column, served in enumerate(line.served)
            ),
            show_integer(sum(line.served)),
        )
        for number, line in enumerate(values.lines, 1)
    ]
    if rows:
        sums = [sum(line.served[column] for line in values.lines) for column in range(3)]
        sessions = sum(line.sessions for line in values.lines)
        words = (show_integer(number) if hidden is not None else HIDDEN for number in sums)
        rows.append(("", "Jumlah", "", "", "", "", show_integer(sessions), *words, show_integer(sum(sums))))
    return Table(
        columns=(
            TableColumn("No", mm=10, align=Align.CENTRE),
            TableColumn("Lapas, Rutan, atau LPKA", share=2.4),
            TableColumn("PBH mitra", share=2.4),
            TableColumn("Perjanjian", share=1.6),
            TableColumn("Masa berlaku", share=1.8),
            TableColumn("Jadwal", share=1.6),
            _number("Dilaksanakan (kali)", mm=25),
            _number("Laki-laki", mm=18, group="Warga binaan yang dilayani"),
            _number("Perempuan", mm=20, group="Warga binaan yang dilayani"),
            _number("Anak", mm=14, group="Warga binaan yang dilayani"),
            _number("Jumlah", mm=17, group="Warga binaan yang dilayani"),
        ),
        rows=rows,
        totals=frozenset({len(rows) - 1}) if rows else frozenset(),
        empty="Belum ada layanan bantuan hukum di Lapas atau Rutan pada periode ini.",
        note=f"{HIDDEN} Disembunyikan: kurang dari {least} orang, atau dapat dihitung dari jumlahnya."
        if hidden is None or hidden
        else "",
    )


def draw_services(values: ServicesValues, stamp: Stamp) -> bytes:
    """PDF bytes."""
    frame = values.office.frame(f"Rekapitulasi layanan di UPT {values.title}", stamp, landscape=True)
    return render(service_parts(values, stamp), frame)


POSTS = DocumentKind(
    key="rekap-posbankum",
    title="Rekapitulasi Posbankum",
    room="obh",
    subjects=post_subjects,
    gather=gather_posts,
    draw=draw_posts,
)
SERVICES = DocumentKind(
    key="rekap-layanan-upt",
    title="Rekapitulasi layanan di Lapas dan Rutan",
    room="obh",
    subjects=service_subjects,
    gather=gather_services,
    draw=draw_services,
)
