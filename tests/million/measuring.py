"""Medians and ratios, the same for every benchmark here, and the table they are printed as."""

import statistics
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

T = TypeVar("T")


def timed(work: Callable[[], T]) -> tuple[T, float]:
    """What the work gives, and its milliseconds."""
    begun = time.perf_counter()
    made = work()
    return made, (time.perf_counter() - begun) * 1000


@dataclass(frozen=True, slots=True)
class Against:
    """Median milliseconds of the same work done by us and done barely; `note` is told beside them."""

    name: str
    ours: float
    bare: float
    note: str = ""

    @property
    def ratio(self) -> float:
        """How many times as long ours takes."""
        return self.ours / self.bare if self.bare else float("inf")


def against(
    name: str, ours: Callable[[], object], bare: Callable[[], object], runs: int, note: str = ""
) -> Against:
    """Measure both alternately, so that a busy machine disturbs both alike; once unmeasured before."""
    ours()
    bare()
    pairs = [(timed(ours)[1], timed(bare)[1]) for _ in range(runs)]
    return Against(
        name, statistics.median(ms for ms, _ in pairs), statistics.median(ms for _, ms in pairs), note
    )


def print_table(title: str, heads: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Columns as wide as their longest cell, the first to the left, all others to the right."""
    lines = [tuple(heads), *map(tuple, rows)]
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    out = [f"\n{title}"]
    for line in lines:
        first, *others = line
        cells = [cell.rjust(width) for cell, width in zip(others, widths[1:], strict=True)]
        out.append("  ".join([first.ljust(widths[0]), *cells]).rstrip())
    sys.stdout.write("\n".join(out) + "\n")
    sys.stdout.flush()


def print_against(title: str, found: Sequence[Against]) -> None:
    """The table of ratios."""
    rows = [(each.name, _ms(each.ours), _ms(each.bare), f"{each.ratio:.2f}", each.note) for each in found]
    print_table(title, ("what", "ours ms", "bare ms", "ratio", "note"), rows)


def _ms(value: float) -> str:
    return f"{value:.2f}" if value < 10 else f"{value:.0f}"
