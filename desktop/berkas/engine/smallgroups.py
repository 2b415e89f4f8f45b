"""What a table that leaves the office may show of small groups: their number, but no score and no breakdown.

Below the office's least number of respondents (`least_of`) a score stands as “–”, and so does a cell of a
breakdown (an answer, a place crossed with a PBH). Where totals stand beside them, further cells are hidden
until no hidden small one can be computed. The rules are pure; imports no Qt and no room.
"""

from collections.abc import Iterable, Sequence

from sqlalchemy.orm import Session

from berkas.engine.letterheads import office_facts

HIDDEN = "–"
"""What stands in place of a hidden figure."""

Cell = tuple[int, int]
"""Row and column of a table of counts."""

_FREE = ("", 0)
"""All rows or columns whose totals are not told, as one."""


def least_of(session: Session) -> int:
    """From how many respondents on a figure may leave the office; office data, three unless changed."""
    return office_facts(session).least_respondents


def footnote(least: int) -> str:
    """The sentence under every table in which something is hidden."""
    return f"{HIDDEN} Disembunyikan: kurang dari {least} responden, atau dapat dihitung dari jumlahnya."


def is_small(number: int, least: int) -> bool:
    """Whether a group is one that must not be told apart; nobody at all is no group."""
    return 0 < number < least


def tells_of_few(numbers: Iterable[int], least: int) -> bool:
    """Whether a derivation would tell what a small group said: one of its parts rests on few answers."""
    return any(is_small(number, least) for number in numbers)


def hidden_scores(numbers: Sequence[int], least: int, *, with_total: bool) -> frozenset[int]:
    """Places of the groups whose score or breakdown is hidden.

    `numbers` are the respondents of each group. `with_total`: a score over all groups stands beside them;
    then the hidden ones together must be at least two groups and `least` people, for what they said together
    can be computed from the total.
    """
    hidden = {place for place, number in enumerate(numbers) if is_small(number, least)}
    if not with_total or not hidden:
        return frozenset(hidden)
    others = sorted(
        (place for place, number in enumerate(numbers) if number >= least), key=lambda place: numbers[place]
    )
    for place in others:
        if len(hidden) > 1 and sum(numbers[each] for each in hidden) >= least:
            break
        hidden.add(place)
    return frozenset(hidden)


def hidden_answers(numbers: Sequence[int], least: int) -> frozenset[int]:
    """Places of the answers of one question whose count is hidden when the number of all is known."""
    found = hidden_cells([list(numbers)], least, columns=False)
    return (
        frozenset(column for _row, column in found) if found is not None else frozenset(range(len(numbers)))
    )


def hidden_cells(
    table: Sequence[Sequence[int]], least: int, *, rows: bool = True, columns: bool = True
) -> frozenset[Cell] | None:
    """Cells of a table of counts that are hidden; None when the table cannot be shown at all.

    `rows` and `columns` tell which totals stand beside it. Every hidden small cell keeps at least two values
    that fit all that is shown, so none can be computed; for that further cells are hidden, small ones first.
    """
    hidden = {
        (row, column)
        for row, line in enumerate(table)
        for column, number in enumerate(line)
        if is_small(number, least)
    }
    small = frozenset(hidden)
    while True:
        bare = next(
            (cell for cell in sorted(small) if not _is_open(table, hidden, cell, rows=rows, columns=columns)),
            None,
        )
        if bare is None:
            return frozenset(hidden)
        further = _company(table, hidden, bare, rows=rows, columns=columns)
        if further is None:
            return None
        hidden |= further


def _company(
    table: Sequence[Sequence[int]], hidden: Iterable[Cell], bare: Cell, *, rows: bool, columns: bool
) -> frozenset[Cell] | None:
    """The cells to hide so that a bare one cannot be computed: as few people as can be, no empty cells first.

    With totals of rows and columns these are the three other corners of a rectangle, with one total another
    cell beside it.
    """
    gone = set(hidden)
    down = [row for row in range(len(table)) if row != bare[0]]
    across = [column for column in range(len(table[bare[0]])) if column != bare[1]]
    if rows and columns:
        choices = [
            ((bare[0], column), (row, bare[1]), (row, column))
            for row in down
            for column in across
            if table[row][column] or (table[bare[0]][column] and table[row][bare[1]])
        ]
    elif rows:
        choices = [((bare[0], column),) for column in across]
    else:
        choices = [((row, bare[1]),) for row in down]
    new = [frozenset(cells) - gone for cells in choices]
    numbers = {cell: table[cell[0]][cell[1]] for cells in new for cell in cells}
    return min(
        new,
        key=lambda cells: (
            sum(numbers[cell] == 0 for cell in cells),
            sum(numbers[cell] for cell in cells),
            sorted(cells),
        ),
        default=None,
    )


def _is_open(
    table: Sequence[Sequence[int]], hidden: Iterable[Cell], cell: Cell, *, rows: bool, columns: bool
) -> bool:
    """Whether a hidden cell could be one more or one less with all shown cells and totals as they are.

    One more here must be one less in another hidden cell of the row and of the column, and so on around: a
    closed way through hidden cells, alternately up and down. A row or column without a total needs no
    balance.
    """
    links = [each for each in hidden if each != cell]
    row = ("r", cell[0]) if rows else _FREE
    column = ("c", cell[1]) if columns else _FREE

    def reaches(start: tuple[str, int], goal: tuple[str, int]) -> bool:
        seen, ahead = {start}, [start]
        while ahead:
            at = ahead.pop()
            if at == goal:
                return True
            for each_row, each_column in links:
                own_row = ("r", each_row) if rows else _FREE
                own_column = ("c", each_column) if columns else _FREE
                # down in a cell leads from its column to its row, up from its row to its column
                if at == own_column and table[each_row][each_column] > 0 and own_row not in seen:
                    seen.add(own_row)
                    ahead.append(own_row)
                if at == own_row and own_column not in seen:
                    seen.add(own_column)
                    ahead.append(own_column)
        return False

    can_rise = reaches(column, row)
    can_fall = table[cell[0]][cell[1]] > 0 and reaches(row, column)
    return can_rise or can_fall
