"""The recapitulation of a round as the sheets of one workbook. Values in, tables out; nothing is read."""

from berkas.rooms.award.report.ranking import INTERNAL
from berkas.rooms.award.report.recap import PROPOSAL_WORDS, answer_labels, counts_by_label
from berkas.rooms.award.report.values import RecapValues
from berkas.rules.fields import Column, Kind
from berkas.sheets.write import TableSheet

_NUMBER = Kind.INTEGER


def recap_sheets(values: RecapValues) -> list[TableSheet]:
    """Units, criteria, stages; photos that look alike and the order of the units where they were asked."""
    found = [_units(values), _criteria(values), _stages(values)]
    if values.alike is not None:
        found.append(
            TableSheet(
                "Foto serupa",
                (
                    Column("first", "Foto", width=50),
                    Column("second", "Serupa dengan", width=50),
                    Column("percent", "Kemiripan", width=14),
                ),
                [tuple(each.replace("\n", "; ") for each in pair) for pair in values.alike.pairs],
            )
        )
    if values.ranking is not None:
        rule = f"{values.ranking.rule} Dasar: {values.ranking.basis.rstrip('.')}. {INTERNAL}"
        columns = (
            Column("place", "Urutan", _NUMBER, width=9),
            Column("name", "Unit", width=44),
            Column("figures", "Angka", width=44),
            Column("rule", "Aturan", width=80),
        )
        ranked = [(unit.place, unit.name, unit.figures, rule) for unit in values.ranking.units]
        found.append(TableSheet("Urutan internal", columns, ranked))
    return found


def _units(values: RecapValues) -> TableSheet:
    labels = answer_labels(values.instrument, values.units)
    columns = (
        Column("code", "Kode", width=14),
        Column("name", "Unit", width=44),
        Column("kind", "Jenis", width=24),
        Column("stage", "Tahap", width=22),
        Column("verified", "Verifikasi", width=18),
        *(Column(f"answer{place}", label, _NUMBER, width=12) for place, label in enumerate(labels)),
        Column("open", "Belum dinilai", _NUMBER, width=13),
        Column("asked", "Kriteria ditanyakan", _NUMBER, width=12),
        Column("fulfilled", "Kriteria terpenuhi", _NUMBER, width=12),
        Column("proofs", "Data dukung", _NUMBER, width=12),
        Column("findings", "Temuan terbuka", _NUMBER, width=12),
        Column("blocking", "Kekurangan menghalangi", _NUMBER, width=14),
        Column("warnings", "Peringatan", _NUMBER, width=12),
        Column("ready", "Lengkap", Kind.BOOLEAN, width=10),
        Column("proposal", "Usulan", width=18),
        Column("result", "Hasil", width=22),
    )
    rows: list[tuple[object, ...]] = []
    for unit in values.units:
        counts = counts_by_label(unit, labels, values.instrument)
        rows.append(
            (
                unit.code,
                unit.name,
                unit.kind,
                unit.stage,
                unit.verified_on,
                *(counts[label] for label in labels),
                unit.asked - unit.answered,
                unit.asked,
                unit.fulfilled,
                unit.proofs,
                unit.open_findings,
                unit.blocking,
                unit.warnings,
                unit.is_ready,
                PROPOSAL_WORDS.get(unit.proposal, ""),
                unit.result,
            )
        )
    return TableSheet("Unit", columns, rows)


def _criteria(values: RecapValues) -> TableSheet:
    """One line per criterion and answer, so that it can be filtered and counted again."""
    columns = (
        Column("section", "Bagian", width=44),
        Column("no", "No", width=8),
        Column("criterion", "Kriteria", width=60),
        Column("answer", "Jawaban", width=20),
        Column("units", "Banyaknya unit", _NUMBER, width=14),
    )
    rows: list[tuple[object, ...]] = []
    for section in values.sections:
        options = values.instrument.scales_by_key[section.scale].options
        for row in section.rows:
            start = (section.title, row.place, row.label)
            rows += [(*start, option.label, row.counts.get(option.code, 0)) for option in options]
            rows.append((*start, "Belum dinilai", row.asked - sum(row.counts.values())))
    return TableSheet("Kriteria", columns, rows)


def _stages(values: RecapValues) -> TableSheet:
    columns = (
        Column("stage", "Tahap", width=36),
        Column("time", "Waktu", width=36),
        Column("basis", "Dasar", width=50),
    )
    return TableSheet("Tahapan", columns, list(values.round.stages))
