"""Mean of the element means: the survey index of PermenPANRB 14/2017 and the indexes built like it.

Every element weighs exactly 1/k; an element's mean divides by the answers to that element; nothing is rounded
before the end. Imports only the other rules.
"""

from __future__ import annotations

from fractions import Fraction

from berkas.rules.instruments import Instrument
from berkas.rules.scoring.figures import as_fraction, show
from berkas.rules.scoring.result import ElementScore, Step
from berkas.rules.scoring.tally import Sheet, Tally
from berkas.rules.scoring.verdict import Verdict, few_note, graded, index_steps, too_few


def mean_of_means(instrument: Instrument, sheet: Sheet) -> Verdict:
    """index on the scale of 4 = mean of (element mean × 4 / greatest value); index = that × 25."""
    if too_few(instrument.scoring, sheet.n):
        note = few_note(instrument.scoring, sheet.n)
        return Verdict(None, tuple(_counted_only(tally) for tally in sheet.tallies), (), (note,), sheet.n)
    elements = tuple(_element(instrument, tally) for tally in sheet.tallies)
    steps = [_mean_step(position, tally) for position, tally in enumerate(sheet.tallies, start=1) if tally.n]
    silent = [tally.label for tally in sheet.tallies if not tally.n]
    if silent:
        note = f"Unsur tanpa jawaban: {', '.join(silent)}. Indeks tidak dapat dihitung."
        return Verdict(None, elements, tuple(steps), (note,), sheet.n)
    notes = _conversion_notes(sheet)
    means = [tally.total() / tally.n * _factor(tally) for tally in sheet.tallies]
    index_4 = sum(means, Fraction(0)) / len(means)
    if notes:
        steps.extend(_conversion_steps(sheet))
    steps.append(
        Step(
            f"Rata-rata {len(means)} unsur (bobot tiap unsur tepat 1/{len(means)})",
            f"({' + '.join(show(mean) for mean in means)}) ÷ {len(means)}",
            f"{show(index_4)} (tepatnya {as_fraction(index_4)})",
        )
    )
    steps.extend(index_steps(instrument.scoring, index_4))
    return Verdict(index_4, elements, tuple(steps), notes, sheet.n)


def _factor(tally: Tally) -> Fraction:
    return Fraction(4) / tally.highest()


def _counted_only(tally: Tally) -> ElementScore:
    return ElementScore(tally.question.key, tally.label, None, None, None, tally.n, tally.answers())


def _element(instrument: Instrument, tally: Tally) -> ElementScore:
    if not tally.n:
        return _counted_only(tally)
    mean = tally.total() / tally.n
    index, band = graded(instrument.scoring, mean * _factor(tally) * 25)
    grade = band.grade if band else None
    return ElementScore(tally.question.key, tally.label, mean, index, grade, tally.n, tally.answers())


def _mean_step(position: int, tally: Tally) -> Step:
    total = tally.total()
    return Step(
        f"{position}. {tally.label}: jumlah nilai ÷ banyaknya jawaban",
        f"({tally.total_formula()}) ÷ {tally.n} = {show(total)} ÷ {tally.n}",
        show(total / tally.n),
    )


def _conversion_notes(sheet: Sheet) -> tuple[str, ...]:
    tops = sorted({tally.highest() for tally in sheet.tallies if tally.highest() != 4})
    return tuple(
        f"Skala sampai {show(top)} dikonversi ke skala 4 dengan × 4/{show(top)}; nilai 1 menjadi "
        f"{show(Fraction(4) / top, 2)}, bukan 1."
        for top in tops
    )


def _conversion_steps(sheet: Sheet) -> list[Step]:
    return [
        Step(
            f"Konversi {tally.label} ke skala 4",
            f"{show(tally.total() / tally.n)} × 4 ÷ {show(tally.highest())}",
            show(tally.total() / tally.n * _factor(tally)),
        )
        for tally in sheet.tallies
    ]
