"""`profil-obh`: one OBH on one page, then in full. The variant for the OBH leaves out every respondent."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from berkas.engine.issuing import DocumentKind, Stamp, Subject
from berkas.engine.officepaper import INTERNAL, OfficePart, day, office_part
from berkas.engine.rulebook import Rulebook
from berkas.engine.smallgroups import footnote, tells_of_few
from berkas.paper.document import render
from berkas.paper.parts import (
    Align,
    Heading,
    KeyValues,
    NewPage,
    Notice,
    Para,
    Part,
    Table,
    TableColumn,
    Title,
)
from berkas.paper.pictures import Bar, BarChart
from berkas.rooms.obh.queries.board import board, state_on
from berkas.rooms.obh.queries.money import YearMoney, money
from berkas.rooms.obh.queries.obh import board_period, load_obh
from berkas.rooms.obh.report.interviews import Interviews, interviews
from berkas.rooms.obh.report.subjects import obh_subjects
from berkas.rules.dates import show_medium
from berkas.rules.numbers import show_decimal, show_integer, show_rupiah
from berkas.rules.vocabulary import AccreditationResult, ServiceKind, WorkerKind
from berkas_db.tables import (
    AccreditationPeriod,
    Complaint,
    Followup,
    LegalCase,
    Regency,
    Term,
)

YEARS = 3
"""How many years back interviews and cases are shown."""


@dataclass(frozen=True, slots=True)
class ProfileValues:
    """All values of the paper, as words where nothing more is computed."""

    office: OfficePart
    name: str
    code: str
    on: str
    since: str
    identity: tuple[tuple[str, str], ...]
    history: tuple[tuple[str, ...], ...]
    requirements: str
    people: tuple[tuple[str, ...], ...]
    counts: tuple[tuple[str, int], ...]
    years: tuple[YearMoney, ...]
    cases: tuple[tuple[str, int], ...]
    interviews: tuple[Interviews, ...]
    complaints: int
    open_followups: int
    official: tuple[tuple[str, ...], ...]
    for_obh: bool


def gather(
    session: Session, _rulebook: Rulebook, subject: Subject, on: date, *, for_obh: bool = False
) -> ProfileValues:
    """Read everything the office knows about one OBH on a day; no respondent is named in either variant."""
    assert subject.id is not None  # noqa: S101  subjects of this kind are OBH
    values = load_obh(session, subject.id).values
    office = office_part(session, on)
    first = date(on.year - YEARS + 1, 1, 1)
    labels = dict(_regencies(session))
    people = values["people"]
    return ProfileValues(
        office=office,
        name=subject.title,
        code=subject.key,
        on=show_medium(on),
        since=str(first.year),
        identity=_identity(session, values, labels),
        history=_history(session, values["accreditations"]),
        requirements=_requirements(session, subject.id, on),
        people=tuple(_person(row) for row in people if not row["valid_until"]),
        counts=tuple(
            (word.label, sum(row["role"] == word.value and not row["valid_until"] for row in people))
            for word in WorkerKind
        ),
        years=tuple(money(session, obh_id=subject.id)[-YEARS:]),
        cases=_cases(session, subject.id, first, on),
        interviews=tuple(
            interviews(session, first, on, least=office.least_respondents, obh_id=subject.id).get(
                subject.id, ()
            )
        ),
        complaints=_count(session, Complaint, subject.id),
        open_followups=_count(session, Followup, subject.id, Followup.closed_on.is_(None)),
        official=tuple(
            (
                row["label"],
                {"litigasi": "Litigasi", "nonlitigasi": "Nonlitigasi"}.get(row["part"] or "", "Keduanya"),
                show_decimal(row["score"]),
                day(row["read_on"]),
            )
            for row in values["scores"]
        ),
        for_obh=for_obh,
    )


def _regencies(session: Session) -> list[tuple[int, str]]:
    return [(row[0], row[1]) for row in session.execute(select(Regency.id, Regency.name))]


def _identity(session: Session, values: object, regencies: dict[int, str]) -> tuple[tuple[str, str], ...]:
    known: dict = dict(values)  # pyright: ignore[reportArgumentType, reportMissingTypeArgument, reportCallIssue]
    form = session.execute(
        select(Term.label).where(Term.kind == "bentuk_badan_hukum", Term.code == known["legal_form"])
    ).scalar_one_or_none()
    address = next(
        (row for row in known["addresses"] if row["is_main"]), next(iter(known["addresses"]), None)
    )
    contacts = ", ".join(row["value"] for row in known["contacts"] if not row["valid_until"])
    areas = ", ".join(regencies[row["regency_id"]] for row in known["areas"] if not row["valid_until"])
    entity = " tanggal ".join(
        part for part in (known["legal_entity_number"], day(known["legal_entity_on"])) if part
    )
    return (
        ("Nama", known["name"]),
        ("Ketua", known["leader_name"] or ""),
        ("Bentuk badan hukum", form or ""),
        ("SK badan hukum", entity),
        ("Alamat", address["address"] if address else ""),
        ("Kontak", contacts),
        ("Kedudukan", regencies.get(known["regency_id"], "")),
        ("Wilayah layanan", areas),
        ("Stopela", "Ada" if known["has_stopela"] else "Belum ada"),
    )


def _history(session: Session, rows: Sequence[dict]) -> tuple[tuple[str, ...], ...]:
    periods = {
        id_: (start, name)
        for id_, start, name in session.execute(
            select(AccreditationPeriod.id, AccreditationPeriod.valid_from, AccreditationPeriod.name)
        )
    }
    ordered = sorted(rows, key=lambda row: periods[row["period_id"]][0])
    return tuple(
        (
            periods[row["period_id"]][1],
            (row["category"] or "").upper(),
            AccreditationResult.label_of(row["result"]),
            row["decree_number"] or "",
            day(row["decree_on"]),
        )
        for row in ordered
    )


def _requirements(session: Session, obh_id: int, on: date) -> str:
    period = board_period(session, obh_id)
    states = (
        [state_on(row["state"], row["valid_until"], on) for row in board(session, obh_id, period)]
        if period
        else []
    )
    complete = states.count("lengkap")
    return (
        f"{complete} dari {len(states)} lengkap, {states.count('kedaluwarsa')} kedaluwarsa" if states else ""
    )


def _person(row: dict) -> tuple[str, ...]:
    name = ", ".join(part for part in (row["name"], row["title_after"]) if part)
    return name, WorkerKind.label_of(row["role"]), row["licence_number"] or "", day(row["licence_until"])


def _cases(session: Session, obh_id: int, first: date, on: date) -> tuple[tuple[str, int], ...]:
    rows = session.execute(
        select(LegalCase.service_kind, func.count())
        .where(
            LegalCase.obh_id == obh_id,
            LegalCase.trashed_at.is_(None),
            LegalCase.request_on.between(first.isoformat(), on.isoformat()),
        )
        .group_by(LegalCase.service_kind)
    )
    counted = {row[0]: row[1] for row in rows}
    return tuple((kind.label, counted[kind.value]) for kind in ServiceKind if counted.get(kind.value))


def _count(session: Session, model: type[Complaint] | type[Followup], obh_id: int, *more: object) -> int:
    statement = (
        select(func.count()).select_from(model).where(model.obh_id == obh_id, model.trashed_at.is_(None))
    )
    for condition in more:
        statement = statement.where(condition)  # pyright: ignore[reportArgumentType]
    return session.execute(statement).scalar_one()


def parts(values: ProfileValues, stamp: Stamp) -> tuple[Part, ...]:
    """The first page, then the details."""
    variant = "Untuk PBH yang bersangkutan" if values.for_obh else "Untuk pemakaian kantor"
    return (
        Title("Profil Pemberi Bantuan Hukum", number=stamp.number, name=values.name),
        KeyValues((*values.identity, ("Keadaan pada", values.on)), label_width=52),
        Table(
            columns=(
                TableColumn("Periode", mm=26),
                TableColumn("Kategori", mm=20, align=Align.CENTRE),
                TableColumn("Hasil", share=1),
                TableColumn("Nomor SK", share=2),
                TableColumn("Tanggal SK", mm=32),
            ),
            rows=values.history,
            caption="Riwayat akreditasi",
            empty="Belum ada akreditasi yang dicatat.",
        ),
        KeyValues(
            (
                ("Persyaratan", values.requirements),
                *((label, show_integer(number)) for label, number in values.counts),
                ("Pengaduan tercatat", show_integer(values.complaints)),
                ("Tindak lanjut terbuka", show_integer(values.open_followups)),
            ),
            label_width=52,
        ),
        NewPage(),
        *_money_parts(values),
        *_case_parts(values),
        *_interview_parts(values),
        *_people_parts(values),
        Para(f"{variant}. Tidak memuat nama penerima bantuan hukum."),
        values.office.signatures(),
    )


def _money_parts(values: ProfileValues) -> tuple[Part, ...]:
    money_column = partial(TableColumn, align=Align.RIGHT)
    return (
        Heading("Pagu dan realisasi"),
        Table(
            columns=(
                TableColumn("Tahun", mm=16),
                money_column("Litigasi", group="Pagu"),
                money_column("Nonlitigasi", group="Pagu"),
                money_column("Sidbankum", group="Realisasi"),
                money_column("OMSPAN", group="Realisasi"),
                money_column("Selisih"),
                money_column("Serapan", mm=20),
            ),
            rows=[
                (
                    str(line.year),
                    show_rupiah(line.budget.litigation),
                    show_rupiah(line.budget.nonlitigation),
                    show_rupiah(line.sidbankum.both),
                    show_rupiah(line.omspan.both),
                    show_rupiah(line.difference),
                    percent(line.absorption("sidbankum")),
                )
                for line in values.years
            ],
            empty="Belum ada kontrak yang dicatat.",
            note="Serapan dihitung dari realisasi menurut Sidbankum terhadap pagu dengan adendum.",
        ),
    )


def _case_parts(values: ProfileValues) -> tuple[Part, ...]:
    return (
        Heading("Perkara dan kegiatan"),
        BarChart(
            f"Menurut jenis layanan sejak {values.since}",
            tuple(Bar(label, float(number), show_integer(number)) for label, number in values.cases),
            empty="Belum ada perkara atau kegiatan yang dicatat.",
        ),
    )


def _interview_parts(values: ProfileValues) -> tuple[Part, ...]:
    least = values.office.least_respondents
    scored = [
        each
        for each in values.interviews
        if each.score is not None and not tells_of_few([one.n for one in each.score.elements], least)
    ]
    return (
        Heading("Hasil wawancara"),
        Notice(f"{INTERNAL} Nilai hanya dicetak bila sedikitnya {least} responden."),
        Table(
            columns=(
                TableColumn("Layanan", share=2),
                TableColumn("Formulir", mm=24),
                TableColumn("Responden", mm=26, align=Align.RIGHT),
                TableColumn("Nilai internal kantor", share=2, align=Align.RIGHT),
                *(() if values.for_obh else (TableColumn("Kode responden", share=3),)),
            ),
            rows=[
                (
                    each.part,
                    f"edisi {each.edition}",
                    str(each.number),
                    each.shown,
                    *(() if values.for_obh else (", ".join(each.codes),)),
                )
                for each in values.interviews
            ],
            empty="Belum ada wawancara.",
            note=footnote(least) if any(each.is_hidden for each in values.interviews) else "",
        ),
        *(
            Table(
                columns=(
                    TableColumn("Langkah"),
                    TableColumn("Perhitungan", share=2),
                    TableColumn("Hasil", mm=28),
                ),
                rows=[(step.label, step.formula, step.result) for step in each.score.steps],
                caption=f"Rincian perhitungan {each.part.lower()}",
            )
            for each in scored
            if each.score is not None
        ),
        Table(
            columns=(
                TableColumn("Periode"),
                TableColumn("Bagian"),
                TableColumn("Nilai resmi", mm=28, align=Align.RIGHT),
                TableColumn("Dibaca", mm=32),
            ),
            rows=values.official,
            caption="Nilai resmi menurut Sidbankum",
            empty="Belum ada nilai resmi yang dicatat.",
        ),
    )


def _people_parts(values: ProfileValues) -> tuple[Part, ...]:
    return (
        Heading("Advokat dan paralegal"),
        Table(
            columns=(
                TableColumn("Nama", share=3),
                TableColumn("Sebagai", share=1.5),
                TableColumn("Nomor izin atau sertifikat", share=2),
                TableColumn("Berlaku sampai", mm=32),
            ),
            rows=values.people,
            empty="Belum ada advokat atau paralegal yang dicatat.",
        ),
    )


def percent(share: float | None) -> str:
    """“38,89%”, a dash without a budget."""
    return "–" if share is None else f"{show_decimal(share)}%"


def draw(values: ProfileValues, stamp: Stamp) -> bytes:
    """PDF bytes."""
    return render(
        parts(values, stamp), values.office.frame(f"Profil {values.code}", stamp, footnote=INTERNAL)
    )


PROFILE = DocumentKind(
    key="profil-obh",
    title="Profil PBH",
    room="obh",
    subjects=obh_subjects,
    gather=gather,
    draw=draw,
)
PROFILE_FOR_OBH = DocumentKind(
    key="profil-obh-pbh",
    title="Profil untuk PBH",
    room="obh",
    subjects=obh_subjects,
    gather=partial(gather, for_obh=True),
    draw=draw,
)
