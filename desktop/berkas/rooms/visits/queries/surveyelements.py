"""Elements of a survey figure that may be shown, and the lowest of them, which a plan takes up first."""

from collections.abc import Sequence

from berkas.engine.smallgroups import hidden_scores
from berkas.rules.scoring import ElementScore, Score

LOWEST = 3
"""How many of the lowest elements are named for the follow-up plan."""


def hidden_elements(figure: Score, least: int) -> frozenset[int]:
    """Places of the elements that too few answered; the index over all of them stands beside."""
    return hidden_scores([element.n for element in figure.elements], least, with_total=True)


def told_elements(figure: Score, least: int) -> list[ElementScore]:
    """The elements with a figure that may be shown, in the order of the form."""
    hidden = hidden_elements(figure, least)
    return [
        element
        for place, element in enumerate(figure.elements)
        if place not in hidden and element.index is not None
    ]


def lowest_elements(figure: Score, least: int, most: int = LOWEST) -> Sequence[ElementScore]:
    """The lowest elements that may be shown, lowest first; of equal ones the first on the form."""
    order = {element.key: place for place, element in enumerate(figure.elements)}
    told = told_elements(figure, least)
    return sorted(told, key=lambda element: (element.index or 0, order[element.key]))[:most]
