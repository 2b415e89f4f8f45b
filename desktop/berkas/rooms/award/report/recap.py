"""`rekap-p2ham`: all units of a round, with counts per answer and criterion and what is still missing."""

from collections.abc import Iterable, Sequence

from berkas.engine.issuing import DocumentKind, Stamp
from berkas.paper.document import render
from berkas.paper.frame import Frame
from berkas.paper.parts import (
    Align,
    Heading,
    KeyValues,
    Para,
    Part,
    Signatures,
    Table,
    TableColumn,
    Tick,
    Title,
    Tone,
)
from berkas.paper.pictures import Bar, BarChart
from berkas.paper.words import italic
from berkas.rooms.award.fields import PROPOSALS
from berkas.rooms.award.report.alikepairs import alike_parts
from berkas.rooms.award.report.gather import gather_recap, round_subjects
from berkas.rooms.award.report.pieces import NO_SCORE, instrument_notice
from berkas.rooms.award.report.ranking import ranking_parts
from berkas.rooms.award.report.values import RecapValues, SectionCounts, UnitCounts
from berkas.rules.instruments import Instrument, Scale

NO_UNITS = "Belum ada unit dalam putaran ini."
PROPOSAL_WORDS = {choice.code: choice.label for choice in PROPOSALS}


def draw(values: RecapValues, stamp: Stamp) -> bytes:
    """The recapitulation on upright sheets turned for its wide tables."""
    frame = Frame(
        f"Rekapitulasi {values.round.title}",
        size=values.office.size,
        landscape=True,
        letterhead=values.office.letterhead,
        code=stamp.code,
        issued_at=stamp.issued_at,
        author=values.office.name,
        subject=values.round.title,
        keywords=values.round.code,
    )
    parts: tuple[Part, ...] = (
        Title("Rekapitulasi Verifikasi P2HAM", number=stamp.number, name=values.round.title),
        KeyValues(
            (
                ("Dasar", values.round.legal_basis),
                ("Naskah kriteria", values.round.regulation),
                ("Masa data dukung", values.round.evidence_period),
                ("Jumlah unit", str(len(values.units))),
            )
        ),
        *recap_parts(values),
        Signatures((values.office.head,), place_date=values.office.place_date),
    )
    return render(parts, frame)


def recap_parts(values: RecapValues, *, level: int = 1) -> Iterable[Part]:
    """Tables and chart of the recapitulation, also as an annex of other papers."""
    yield from instrument_notice(values.instrument)
    yield Heading("Jawaban dan kelengkapan per unit", level=level)
    yield from units_parts(values)
    yield from ranking_parts(values.ranking, level=level)
    yield Heading("Tahapan putaran", level=level)
    yield Table(
        (TableColumn("Tahap", share=2), TableColumn("Waktu", share=1.5), TableColumn("Dasar", share=2)),
        list(values.round.stages),
        empty="Tahapan putaran ini belum diisi.",
    )
    yield from alike_parts(values.alike, level=level)
    yield Heading("Jawaban per kriteria", level=level)
    if not values.sections:
        yield Para(NO_UNITS)
    for section in values.sections:
        yield section_table(values.instrument, section)


def units_parts(values: RecapValues) -> Iterable[Part]:
    """The table of all units and the chart of fulfilled criteria."""
    yield units_table(values)
    yield Para((italic(NO_SCORE),), tone=Tone.SMALL)
    if values.units:
        yield BarChart(
            "Kriteria yang terpenuhi per unit",
            tuple(
                Bar(unit.name, unit.fulfilled / max(unit.asked, 1), f"{unit.fulfilled} dari {unit.asked}")
                for unit in values.units
            ),
            maximum=1,
            note="Panjang batang: bagian dari kriteria unit itu sendiri. Hitungan, bukan nilai; unit "
            "diurutkan menurut nama.",
        )
        most = max(unit.blocking + unit.warnings for unit in values.units)
        yield BarChart(
            "Kekurangan per unit",
            tuple(
                Bar(
                    unit.name,
                    unit.blocking + unit.warnings,
                    "lengkap"
                    if unit.is_ready and not unit.warnings
                    else f"{unit.blocking} menghalangi, {unit.warnings} peringatan",
                )
                for unit in values.units
            ),
            maximum=max(most, 1),
            note="Menurut Periksa kelengkapan pada hari dokumen ini disusun.",
        )


def units_table(values: RecapValues) -> Part:
    """One row per unit: counts per answer, proofs, gaps, readiness."""
    labels = answer_labels(values.instrument, values.units)
    columns = (
        TableColumn("No", mm=9, align=Align.CENTRE),
        TableColumn("Unit", share=3),
        TableColumn("Verifikasi", mm=21),
        *(
            TableColumn(label, mm=14, align=Align.CENTRE, group="Jawaban")
            for label in (*labels, "Belum dinilai")
        ),
        TableColumn("Data dukung", mm=17, align=Align.CENTRE),
        TableColumn("Temuan terbuka", mm=18, align=Align.CENTRE),
        TableColumn("Meng-\nhalangi", mm=16, align=Align.CENTRE, group="Kekurangan"),
        TableColumn("Per-\ningatan", mm=16, align=Align.CENTRE, group="Kekurangan"),
        TableColumn("Lengkap", mm=17, align=Align.CENTRE),
        TableColumn("Usulan", mm=21),
    )
    rows = [_unit_row(number, unit, labels, values.instrument) for number, unit in enumerate(values.units, 1)]
    return Table(
        columns,
        rows,
        empty=NO_UNITS,
        note="Kekurangan dihitung oleh Periksa kelengkapan pada hari dokumen ini disusun.",
    )


def answer_labels(instrument: Instrument, units: Sequence[UnitCounts]) -> tuple[str, ...]:
    """Answer words in the order of the scales that were used, each once."""
    used = {key for unit in units for key in unit.by_scale}
    words: dict[str, None] = {}
    for scale in instrument.scales:
        if scale.key in used:
            words.update(dict.fromkeys(option.label for option in scale.options))
    return tuple(words)


def counts_by_label(unit: UnitCounts, labels: Sequence[str], instrument: Instrument) -> dict[str, int]:
    """How often a unit was given each answer, by its word."""
    counts = dict.fromkeys(labels, 0)
    for key, by_code in unit.by_scale.items():
        for option in instrument.scales_by_key[key].options:
            counts[option.label] += by_code.get(option.code, 0)
    return counts


def _unit_row(
    number: int, unit: UnitCounts, labels: Sequence[str], instrument: Instrument
) -> tuple[str | Tick | None, ...]:
    counts = counts_by_label(unit, labels, instrument)
    return (
        str(number),
        unit.name,
        unit.verified_on or "–",
        *(str(counts[label]) for label in labels),
        str(unit.asked - unit.answered),
        str(unit.proofs),
        str(unit.open_findings),
        str(unit.blocking),
        str(unit.warnings),
        Tick(text="lengkap") if unit.is_ready else "belum",
        PROPOSAL_WORDS.get(unit.proposal, "–"),
    )  # fmt: skip


def section_table(instrument: Instrument, section: SectionCounts) -> Part:
    """One section: how many units gave each answer to each criterion."""
    scale: Scale = instrument.scales_by_key[section.scale]
    columns = (
        TableColumn("No", mm=11, align=Align.CENTRE),
        TableColumn("Kriteria", share=4),
        *(
            TableColumn(option.label, mm=24, align=Align.CENTRE, group="Banyaknya unit")
            for option in scale.options
        ),
        TableColumn("Belum dinilai", mm=24, align=Align.CENTRE, group="Banyaknya unit"),
    )
    rows: list[tuple[str, ...]] = []
    for row in section.rows:
        given = [row.counts.get(option.code, 0) for option in scale.options]
        rows.append((row.place, row.label, *map(str, given), str(row.asked - sum(row.counts.values()))))
    return Table(columns, rows, caption=f"{section.title} ({section.units} unit)")


RECAP = DocumentKind(
    key="rekap-p2ham",
    title="Rekapitulasi P2HAM",
    room="award",
    subjects=round_subjects,
    gather=gather_recap,
    draw=draw,
)
