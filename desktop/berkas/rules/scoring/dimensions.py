"""Mean of dimensions, respondent by respondent: the internal figure of the interviews.

A dimension of a respondent counts when enough of its asked items have counted answers; a respondent counts
when every dimension does. Imports only the other rules.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from berkas.rules.instruments import Instrument, Option
from berkas.rules.scoring.figures import as_fraction, show
from berkas.rules.scoring.result import ElementScore, RespondentScore, Step
from berkas.rules.scoring.tally import Sheet, Tally
from berkas.rules.scoring.verdict import Verdict, graded, index_steps


class _Dimension:
    """One dimension: its questions and what each option is worth on the scale of 4."""

    def __init__(self, key: str, tallies: list[Tally], weight: Fraction) -> None:
        self.key = key
        self.tallies = tallies
        self.weight = weight
        self.label = tallies[0].question.section.label
        self._worth = {
            tally.question.key: {
                code: (option.value or Fraction(0)) * 4 / tally.highest()
                for code, option in tally.options.items()
            }
            for tally in tallies
        }

    def mean(self, row: Mapping[str, Option | None], least_share: Fraction) -> Fraction | None:
        """The mean of a respondent's counted answers, or None when too few of the asked items count."""
        asked = 0
        worth: list[Fraction] = []
        for key, values in self._worth.items():
            if key not in row:
                continue
            asked += 1
            option = row[key]
            if option is not None:
                worth.append(values[option.code])
        if not worth or Fraction(len(worth), asked) < least_share:
            return None
        return sum(worth, Fraction(0)) / len(worth)


def mean_of_dimensions(instrument: Instrument, sheet: Sheet) -> Verdict:
    """respondent index = weighted mean of dimensions × 25; index = mean of respondent indexes."""
    rule = instrument.scoring
    dimensions = _dimensions(sheet)
    least_share = rule.least_share
    rows = [_respondent(no, row, dimensions, least_share) for no, row in enumerate(sheet.chosen, start=1)]
    indexes = [row.index for row in rows if row.index is not None]
    notes = _thin_notes(rows, least_share)
    if len(indexes) < max(1, rule.least_respondents):
        note = (
            f"Nilai dicetak mulai {rule.least_respondents} responden yang cukup datanya; sekarang "
            f"{len(indexes)}. Yang ditampilkan hanya hitungan jawaban."
        )
        elements = tuple(_element(instrument, dimension, [], _n(rows, dimension)) for dimension in dimensions)
        return Verdict(None, elements, (), (*notes, note), len(indexes), respondents=())
    elements = tuple(_element(instrument, part, _means(rows, part), _n(rows, part)) for part in dimensions)
    total = sum(indexes, Fraction(0))
    index_4 = total / len(indexes) / 25
    steps = [
        *(_dimension_step(dimension, _means(rows, dimension)) for dimension in dimensions),
        _respondent_step(dimensions),
        Step(
            "Rata-rata nilai responden pada skala 4",
            f"{show(total / 25)} ÷ {len(indexes)} responden",
            f"{show(index_4)} (tepatnya {as_fraction(index_4)})",
        ),
        *index_steps(rule, index_4),
    ]
    return Verdict(index_4, elements, tuple(steps), notes, len(indexes), respondents=tuple(rows))


def _dimensions(sheet: Sheet) -> list[_Dimension]:
    grouped: dict[str, list[Tally]] = {}
    for tally in sheet.tallies:
        grouped.setdefault(tally.question.section.dimension, []).append(tally)
    return [_Dimension(key, tallies, tallies[0].question.section.weight) for key, tallies in grouped.items()]


def _respondent(
    no: int, row: Mapping[str, Option | None], dimensions: list[_Dimension], least_share: Fraction
) -> RespondentScore:
    means = {dimension.key: dimension.mean(row, least_share) for dimension in dimensions}
    known = [(dimension.weight, means[dimension.key]) for dimension in dimensions]
    total = Fraction(0)
    for weight, mean in known:
        if mean is None:
            return RespondentScore(no, means, None)
        total += weight * mean
    return RespondentScore(no, means, total / sum(weight for weight, _ in known) * 25)


def _means(rows: list[RespondentScore], dimension: _Dimension) -> list[Fraction]:
    found = (row.dimensions[dimension.key] for row in rows)
    return [mean for mean in found if mean is not None]


def _n(rows: list[RespondentScore], dimension: _Dimension) -> int:
    return len(_means(rows, dimension))


def _element(instrument: Instrument, dimension: _Dimension, means: list[Fraction], n: int) -> ElementScore:
    answers: dict[str, int] = {}
    for tally in dimension.tallies:
        for code, times in tally.answers().items():
            answers[code] = answers.get(code, 0) + times
    if not means:
        return ElementScore(dimension.key, dimension.label, None, None, None, n, answers)
    mean = sum(means, Fraction(0)) / len(means)
    index, band = graded(instrument.scoring, mean * 25)
    return ElementScore(dimension.key, dimension.label, mean, index, band.grade if band else None, n, answers)


def _dimension_step(dimension: _Dimension, means: list[Fraction]) -> Step:
    total = sum(means, Fraction(0))
    return Step(
        f"{dimension.label}: jumlah rata-rata responden ÷ banyaknya responden",
        f"{show(total)} ÷ {len(means)}",
        show(total / len(means)),
    )


def _respondent_step(dimensions: list[_Dimension]) -> Step:
    weights = sum(dimension.weight for dimension in dimensions)
    parts = " + ".join(f"{show(dimension.weight)} × {dimension.label}" for dimension in dimensions)
    return Step(
        "Nilai tiap responden",
        f"({parts}) ÷ {show(Fraction(weights))} × 25",
        "dihitung tepat, tanpa pembulatan",
    )


def _thin_notes(rows: list[RespondentScore], least_share: Fraction) -> tuple[str, ...]:
    thin = sum(1 for row in rows if row.index is None)
    if not thin:
        return ()
    share = show(least_share * 100, 0)
    note = (
        f"{thin} dari {len(rows)} responden tidak dihitung: jawaban yang dihitung pada salah satu dimensi "
        f"kurang dari {share} persen."
    )
    return (note,)
