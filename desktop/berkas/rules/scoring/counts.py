"""Rules that count or add: counts only (award, checklists), fulfilled share, weighted sum.

Imports only the other rules.
"""

from __future__ import annotations

from fractions import Fraction

from berkas.rules.instruments import Instrument
from berkas.rules.scoring.figures import round_half_up, show
from berkas.rules.scoring.result import ElementScore, Step
from berkas.rules.scoring.tally import Sheet, Tally
from berkas.rules.scoring.verdict import Verdict, closing_steps, few_note, too_few


def counts_only(instrument: Instrument, sheet: Sheet) -> Verdict:
    """How often each answer was given; never an index."""
    del instrument
    elements = tuple(
        ElementScore(tally.question.key, tally.label, None, None, None, tally.n, tally.answers())
        for tally in sheet.tallies
    )
    totals: dict[str, int] = {}
    for tally in sheet.tallies:
        for code, times in tally.answers().items():
            label = tally.options[code].label if code in tally.options else code.replace("_", " ")
            totals[label] = totals.get(label, 0) + times
    steps = tuple(Step(f"Jawaban “{label}”", "dihitung", str(times)) for label, times in totals.items())
    return Verdict(None, elements, steps, ("Hanya hitungan jawaban; tidak ada nilai.",), sheet.n)


def fulfilled_share(instrument: Instrument, sheet: Sheet) -> Verdict:
    """index = 100 × weighted fulfilled answers ÷ weighted counted answers."""
    elements = tuple(_share_element(tally) for tally in sheet.tallies)
    counted = sum((_weight(tally) * tally.n for tally in sheet.tallies), Fraction(0))
    silent = sum(tally.uncounted() for tally in sheet.tallies)
    notes = (f"{silent} jawaban kosong atau tidak dihitung.",) if silent else ()
    if not counted:
        return Verdict(None, elements, (), (*notes, "Belum ada jawaban yang dihitung."), sheet.n)
    if too_few(instrument.scoring, sheet.n):
        return _counts_alone(instrument, sheet, notes)
    fulfilled = sum((_weight(tally) * tally.fulfilled() for tally in sheet.tallies), Fraction(0))
    index = fulfilled / counted * 100
    steps = (
        Step("Bagian yang terpenuhi", f"{show(fulfilled)} ÷ {show(counted)} × 100", show(index)),
        *closing_steps(instrument.scoring, index),
    )
    return Verdict(None, elements, steps, notes, sheet.n, index=index)


def weighted_sum(instrument: Instrument, sheet: Sheet) -> Verdict:
    """index = sum of weight × element mean over the elements that have answers."""
    answered = [tally for tally in sheet.tallies if tally.n]
    elements = tuple(_sum_element(instrument, tally) for tally in sheet.tallies)
    silent = [tally.label for tally in sheet.tallies if not tally.n]
    notes = (f"Tanpa jawaban, tidak ikut dijumlahkan: {', '.join(silent)}.",) if silent else ()
    if not answered:
        return Verdict(None, elements, (), (*notes, "Belum ada jawaban yang dihitung."), sheet.n)
    if too_few(instrument.scoring, sheet.n):
        return _counts_alone(instrument, sheet, notes)
    parts = [(tally, _weight(tally), tally.total() / tally.n) for tally in answered]
    index = sum((weight * mean for _, weight, mean in parts), Fraction(0))
    most = sum((weight * tally.highest() for tally, weight, _ in parts), Fraction(0))
    steps = (
        *(
            Step(f"{tally.label}: bobot × rata-rata", f"{show(weight)} × {show(mean)}", show(weight * mean))
            for tally, weight, mean in parts
        ),
        Step("Jumlah", f"dari paling banyak {show(most)}", show(index)),
        *closing_steps(instrument.scoring, index),
    )
    return Verdict(None, elements, steps, notes, sheet.n, index=index)


def _counts_alone(instrument: Instrument, sheet: Sheet, notes: tuple[str, ...]) -> Verdict:
    elements = tuple(
        ElementScore(tally.question.key, tally.label, None, None, None, tally.n, tally.answers())
        for tally in sheet.tallies
    )
    return Verdict(None, elements, (), (*notes, few_note(instrument.scoring, sheet.n)), sheet.n)


def _weight(tally: Tally) -> Fraction:
    weight = tally.question.item.weight
    return Fraction(1) if weight is None else weight


def _share_element(tally: Tally) -> ElementScore:
    if not tally.n:
        return ElementScore(tally.question.key, tally.label, None, None, None, 0, tally.answers())
    share = Fraction(tally.fulfilled(), tally.n)
    index = round_half_up(share * 100, 2)
    return ElementScore(tally.question.key, tally.label, share, index, None, tally.n, tally.answers())


def _sum_element(instrument: Instrument, tally: Tally) -> ElementScore:
    if not tally.n:
        return ElementScore(tally.question.key, tally.label, None, None, None, 0, tally.answers())
    mean = tally.total() / tally.n
    index = round_half_up(_weight(tally) * mean, instrument.scoring.decimals)
    return ElementScore(tally.question.key, tally.label, mean, index, None, tally.n, tally.answers())
