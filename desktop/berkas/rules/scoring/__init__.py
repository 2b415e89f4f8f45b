"""From answers to a figure that explains itself.

Exact arithmetic, one rounding at the end, every step written down. Pure values: no files, no database, no
today.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Final

from berkas.rules.answers import Answers
from berkas.rules.instruments import Instrument, RuleName
from berkas.rules.scoring.counts import counts_only, fulfilled_share, weighted_sum
from berkas.rules.scoring.dimensions import mean_of_dimensions
from berkas.rules.scoring.figures import round_half_up
from berkas.rules.scoring.means import mean_of_means
from berkas.rules.scoring.result import ElementScore, RespondentScore, Score, Step
from berkas.rules.scoring.rows import RowProblem, answers_from_rows
from berkas.rules.scoring.tally import EMPTY, NOT_ASKED, ScoreError, Sheet, count
from berkas.rules.scoring.verdict import Verdict, band_of, graded

__all__ = [
    "EMPTY",
    "NOT_ASKED",
    "ElementScore",
    "RespondentScore",
    "RowProblem",
    "Score",
    "ScoreError",
    "Step",
    "answers_from_rows",
    "band_of",
    "round_half_up",
    "score",
]

_RULES: Final[Mapping[RuleName, Callable[[Instrument, Sheet], Verdict]]] = {
    RuleName.SKM_14_2017: mean_of_means,
    RuleName.RATA_RATA_DARI_RATA_RATA: mean_of_means,
    RuleName.RATA_RATA_DIMENSI: mean_of_dimensions,
    RuleName.JUMLAH: weighted_sum,
    RuleName.BAGIAN: fulfilled_share,
    RuleName.HITUNG: counts_only,
}


def score(instrument: Instrument, respondents: Sequence[Answers], *, unit_kind: str | None = None) -> Score:
    """Score respondents (or assessments) under the instrument's own rule.

    The index is computed from respondents, never by averaging indexes of services or units. Hidden answers
    and the three missing codes never count. Raises ScoreError on an answer that is no option of its item.
    """
    sheet = count(instrument, respondents, unit_kind)
    rule = instrument.scoring
    verdict = _RULES[rule.rule](instrument, sheet)
    exact = verdict.index_4 * 25 if verdict.index_4 is not None else verdict.index
    index, band = graded(rule, exact) if exact is not None else (None, None)
    return Score(
        instrument=instrument.key,
        version=instrument.version,
        rule=rule.rule,
        official=rule.official,
        notice=rule.notice,
        source=instrument.source_text(rule.source),
        given=len(respondents),
        n=verdict.n,
        index=index,
        index_4=verdict.index_4,
        grade=band.grade if band else None,
        grade_label=band.label if band else "",
        elements=verdict.elements,
        steps=verdict.steps,
        notes=verdict.notes,
        respondents=verdict.respondents,
    )
