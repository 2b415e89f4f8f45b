"""The pages of a profile behind the first one: identity, money, cases, interviews with their scores."""

from collections.abc import Sequence
from functools import partial

from berkas.engine.officepaper import INTERNAL, day
from berkas.engine.smallgroups import footnote, tells_of_few
from berkas.paper.parts import Align, Heading, Notice, Para, Part, Table, TableColumn
from berkas.paper.pictures import Bar, BarChart
from berkas.rooms.obh.report.profile_identity import identity_parts
from berkas.rooms.obh.report.profile_values import ProfileValues, percent
from berkas.rules.numbers import show_integer, show_rupiah

_NO_CASES = "Belum ada perkara atau kegiatan yang dicatat."


def full_parts(values: ProfileValues) -> tuple[Part, ...]:
    """Everything in full, in the order of the first page."""
    return (
        *identity_parts(values.identity_full, values.history),
        *_money_parts(values),
        *_claim_parts(values),
        *_case_parts(values),
        *_interview_parts(values),
        *_said_parts(values),
        *_people_parts(values),
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


def _claim_parts(values: ProfileValues) -> tuple[Part, ...]:
    columns = tuple(TableColumn(label, align=Align.RIGHT) for label in ("Sidbankum", "OMSPAN", "Selisih"))
    claims = values.claims
    return (
        Table(
            columns=(TableColumn("Triwulan", share=1.4), *columns),
            rows=values.quarters,
            caption="Realisasi per triwulan menurut kedua sistem",
            empty="Belum ada kontrak yang dicatat.",
        ),
        Table(
            columns=tuple(
                TableColumn(label, align=Align.RIGHT)
                for label in ("Reimbursement", "Diajukan", "Disetujui", "Dibayar", "Dikembalikan", "Hari")
            ),
            rows=[
                (
                    show_integer(claims.number),
                    show_rupiah(claims.claimed),
                    show_rupiah(claims.approved),
                    show_rupiah(claims.paid),
                    show_integer(claims.returned),
                    "–" if claims.days is None else show_integer(round(claims.days)),
                )
            ]
            if claims.number
            else [],
            caption=f"Reimbursement sejak {values.since}",
            empty="Belum ada reimbursement yang dicatat.",
            note="Hari: rata-rata hari kalender dari masuk sampai dibayar."
            if claims.days is not None
            else "",
        ),
        Table(
            columns=(
                TableColumn("Tanggal", mm=32),
                TableColumn("Sanksi", share=1.4),
                TableColumn("Nomor", share=1.2),
                TableColumn("Alasan", share=3),
            ),
            rows=values.sanctions,
            caption="Sanksi",
            empty="Tidak ada sanksi yang dicatat.",
        ),
    )


def _case_parts(values: ProfileValues) -> tuple[Part, ...]:
    cases, least = values.cases, values.office.least_respondents
    return (
        Heading("Perkara dan kegiatan"),
        _counts(f"Menurut jenis layanan sejak {values.since}", cases.kinds),
        _counts(
            f"Menurut tempat sejak {values.since}",
            cases.places,
            f"Tempat dengan kurang dari {least} perkara digabung.",
        ),
        BarChart(
            "Menurut tahun permohonan",
            tuple(
                Bar(
                    str(year),
                    float(litigation + other),
                    f"{show_integer(litigation + other)} (litigasi {show_integer(litigation)})",
                )
                for year, litigation, other in cases.years
            ),
            empty=_NO_CASES,
        ),
    )


def _counts(title: str, counted: Sequence[tuple[str, int]], note: str = "") -> BarChart:
    bars = tuple(Bar(label, float(number), show_integer(number)) for label, number in counted)
    return BarChart(title, bars, note=note, empty=_NO_CASES)


def _said_parts(values: ProfileValues) -> tuple[Part, ...]:
    """Complaints and follow-ups; the OBH gets their number, for what others said may tell who said it."""
    if values.for_obh:
        return (
            Heading("Pengaduan dan tindak lanjut"),
            Para(
                f"Pengaduan tercatat: {show_integer(len(values.complaints))}. "
                f"Tindak lanjut tercatat: {show_integer(len(values.followups))}."
            ),
        )
    return (
        Heading("Pengaduan dan tindak lanjut"),
        Table(
            columns=(
                TableColumn("Nomor", share=1),
                TableColumn("Diterima", mm=36),
                TableColumn("Kelas", share=2),
                TableColumn("Keadaan", share=1),
            ),
            rows=[(number, day(on), kind, state) for number, on, kind, state in values.complaints],
            empty="Tidak ada pengaduan yang dicatat.",
        ),
        Table(
            columns=(
                TableColumn("Kode", share=1),
                TableColumn("Tindak lanjut", share=3),
                TableColumn("Batas waktu", mm=36),
                TableColumn("Keadaan", share=1.4),
            ),
            rows=[(code, title, day(due) or "–", state) for code, title, due, state in values.followups],
            empty="Tidak ada tindak lanjut yang dicatat.",
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
