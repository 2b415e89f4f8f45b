"""Answers as plain JSON and back, so that half-keyed sheets can be kept.

A code without a value must not come back as a text that happens to read alike. Knows no instrument.
"""

from collections.abc import Mapping
from typing import Any

from berkas.rules.answers import Answer, Answers, Cell
from berkas.rules.vocabulary import Missing

_MISSING = "tanpa_nilai"


def as_json(answers: Answers) -> dict[str, Any]:
    """Every answer in a form that `from_json` tells apart."""
    return {key: _out(answer) for key, answer in answers.items()}


def from_json(kept: Mapping[str, Any]) -> dict[str, Answer]:
    """What `as_json` gave. Raises TypeError or ValueError on anything else."""
    return {key: _back(value) for key, value in kept.items()}


def _out(answer: Answer) -> Any:  # noqa: ANN401  JSON
    if isinstance(answer, Missing):
        return {_MISSING: answer.value}
    if isinstance(answer, tuple):
        return [
            {key: _out(cell) for key, cell in row.items()} if isinstance(row, Mapping) else row
            for row in answer
        ]
    return answer


def _back(value: Any) -> Answer:  # noqa: ANN401  JSON
    if not isinstance(value, list):
        return _cell(value)
    if all(isinstance(each, str) for each in value):
        return tuple(value)
    return tuple({key: _cell(cell) for key, cell in row.items()} for row in value)


def _cell(value: Any) -> Cell:  # noqa: ANN401  JSON
    if isinstance(value, dict):
        return Missing(value[_MISSING])
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        raise TypeError("no answer")
    return value
