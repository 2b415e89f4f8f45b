"""The rows of the survey grid: typed texts, what is wrong with them, undo, and what is to be saved.

Knows neither the book nor how the grid looks; the view saves what `hand_in` gives.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import count
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QBrush, QColor, QUndoCommand, QUndoStack

from berkas.kit import theme
from berkas.kit.typed import Compared
from berkas.rooms.visits.commands.surveybatch import KeyedRow
from berkas.rooms.visits.fields.surveygrid import RESPONDENT, GridRules
from berkas.rooms.visits.queries.surveykeyed import KeyedSheet
from berkas.rules.answers import Answer

Index = QModelIndex | QPersistentModelIndex
ROLE = Qt.ItemDataRole
SPARE = 1
"""Empty rows kept at the end."""
_STEM = "R-"


@dataclass(slots=True, eq=False)
class GridRow:
    """One respondent; `base` is what is saved, None for a new one."""

    cells: list[str]
    base: list[str] | None = None
    id: int | None = None
    version: int | None = None
    is_settled: bool = False
    seen: dict[str, Answer] = field(default_factory=dict[str, Answer])
    """The answers that are saved, also those that have no column here."""
    elsewhere: dict[int, str] = field(default_factory=dict[int, str])
    """Cells another window saved differently meanwhile, with what stands there."""

    @property
    def is_empty(self) -> bool:
        """Whether nothing is answered; a code alone is nothing."""
        return not any(self.cells[1:])

    @property
    def is_changed(self) -> bool:
        """Whether something typed is not saved."""
        return not self.is_empty if self.base is None else self.cells != self.base


@dataclass(frozen=True, slots=True)
class CellChange:
    """One cell before and after."""

    row: GridRow
    column: int
    before: str
    after: str


class _Change(QUndoCommand):
    def __init__(self, words: str, changes: Sequence[CellChange], put: Callable[..., None]) -> None:
        super().__init__(words)
        self._changes, self._put = changes, put

    def redo(self) -> None:
        """Do it."""
        self._put([(each.row, each.column, each.after) for each in self._changes])

    def undo(self) -> None:
        """Take it back."""
        self._put([(each.row, each.column, each.before) for each in self._changes])


class SurveyGridModel(QAbstractTableModel):
    """Respondents as rows, questions as columns, the state of a row at the end."""

    edited = Signal()
    """Something was typed, or taken back."""

    def __init__(self, rules: GridRules, sheets: Sequence[KeyedSheet] = ()) -> None:
        super().__init__()
        self.rules = rules
        self.rows: list[GridRow] = []
        self.undo_stack = QUndoStack(self)
        self._codes: Counter[str] = Counter()
        self._handed: list[tuple[GridRow, list[str]]] = []
        self.show(sheets)

    @property
    def state_column(self) -> int:
        """The last column, which is not typed into."""
        return self.rules.width

    # what Qt asks

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """Rows."""
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """The code, the questions, the state."""
        return 0 if parent.isValid() else self.rules.width + 1

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Verified and locked rows, and the state, can only be read."""
        flags = Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEnabled
        if index.column() != self.state_column and not self.rows[index.row()].is_settled:
            flags |= Qt.ItemFlag.ItemIsEditable
        return flags

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = ROLE.DisplayRole) -> Any:  # noqa: ANN401
        """Headings; rows are counted from one."""
        if role not in (ROLE.DisplayRole, ROLE.ToolTipRole, ROLE.AccessibleTextRole):
            return None
        if orientation == Qt.Orientation.Vertical:
            return section + 1
        if section == RESPONDENT:
            return "Kode"
        if section == self.state_column:
            return "Keadaan"
        return self.rules.columns[section - 1].heading

    def data(self, index: Index, role: int = ROLE.DisplayRole) -> Any:  # noqa: ANN401
        """Text, what is wrong as tooltip and for the ear, and the ground that shows it."""
        row, column = self.rows[index.row()], index.column()
        if role in (ROLE.DisplayRole, ROLE.EditRole):
            return self.state_of(row) if column == self.state_column else row.cells[column]
        if role == ROLE.ToolTipRole:
            return self.problem_of(row, column) or self.elsewhere_of(row, column) or None
        if role == ROLE.AccessibleTextRole:
            text = self.state_of(row) if column == self.state_column else row.cells[column] or "kosong"
            return f"{text}. {self.problem_of(row, column)}".rstrip(". ")
        return self._look(row, column, role)

    def _look(self, row: GridRow, column: int, role: int) -> QBrush | Qt.AlignmentFlag | None:
        if role == ROLE.BackgroundRole:
            return self._ground(row, column)
        if role == ROLE.ForegroundRole and (row.is_settled or column == self.state_column):
            return QBrush(QColor(theme.tokens().colours.dim))
        if role == ROLE.TextAlignmentRole and 0 < column < self.state_column:
            return self._alignment(column)
        return None

    def setData(self, index: Index, value: Any, role: int = ROLE.EditRole) -> bool:  # noqa: ANN401, N802
        """Type into one cell; one undo step."""
        if role != ROLE.EditRole or not self.flags(index) & Qt.ItemFlag.ItemIsEditable:
            return False
        self.put([(index.row(), index.column(), str(value or ""))], "Ketikan")
        return True

    def _alignment(self, column: int) -> Qt.AlignmentFlag:
        is_short = bool(self.rules.columns[column - 1].digits) or self.rules.columns[column - 1].is_scored
        across = Qt.AlignmentFlag.AlignHCenter if is_short else Qt.AlignmentFlag.AlignLeft
        return across | Qt.AlignmentFlag.AlignVCenter

    def _ground(self, row: GridRow, column: int) -> QBrush | None:
        colours = theme.tokens().colours
        if self.problem_of(row, column):
            return QBrush(QColor(colours.danger_soft))
        if column in row.elsewhere:
            return QBrush(QColor(colours.warning_soft))
        if row.is_settled or column == self.state_column:
            return QBrush(QColor(colours.window))
        return None

    # what stands in the cells

    def problem_of(self, row: GridRow, column: int) -> str:
        """What is wrong with a cell, as a sentence; empty when nothing is."""
        if column == self.state_column:
            return ""
        text = row.cells[column]
        if column == RESPONDENT and not row.is_empty:
            if not text:
                return "Isi kode responden, misalnya R-0001."
            if self._codes[text.casefold()] > 1:
                return f"Kode responden {text} dipakai dua kali."
        return self.rules.understood(column, text)[1]

    def elsewhere_of(self, row: GridRow, column: int) -> str:
        """What another window saved in this cell meanwhile."""
        if column not in row.elsewhere:
            return ""
        return f"Di tempat lain tersimpan “{row.elsewhere[column] or 'kosong'}”."

    def state_of(self, row: GridRow) -> str:
        """A word about a row."""
        if row.is_settled:
            return "Terverifikasi"
        if row.is_empty:
            return "" if row.base is None else "Kosong"
        wrong = sum(bool(self.problem_of(row, column)) for column in range(self.rules.width))
        if wrong:
            return f"{wrong} salah"
        open_ones = sum(
            column.is_scored and not row.cells[place] for place, column in enumerate(self.rules.columns, 1)
        )
        blank = f", {open_ones} kosong" if open_ones else ""
        return f"{'Diketik' if row.is_changed else 'Tersimpan'}{blank}"

    def problems(self) -> list[tuple[int, int]]:
        """Row and column of every wrong cell of the rows that would be saved."""
        return [
            (place, column)
            for place, row in enumerate(self.rows)
            if row.is_changed
            for column in range(self.rules.width)
            if self.problem_of(row, column)
        ]

    def next_problem(self, row: int, column: int) -> tuple[int, int] | None:
        """The next wrong cell after this one, from the top again after the last."""
        found = self.problems()
        return next((cell for cell in found if cell > (row, column)), found[0] if found else None)

    # typing

    def put(self, cells: Sequence[tuple[int, int, str]], words: str) -> int:
        """Write texts into cells as one undo step; rows grow as needed. Returns how many cells changed.

        A row that gets its first answer gets the next free respondent's code.
        """
        self._grow(max((row for row, _column, _text in cells), default=-1) + 1 + SPARE)
        wanted: dict[tuple[int, int], str] = {}
        for row, column, text in cells:
            if column < self.state_column and not self.rows[row].is_settled:
                wanted[row, column] = self.rules.tidied(column, text)
        coded = {row for (row, column), text in wanted.items() if column == RESPONDENT and text}
        answered = {row for (row, column), text in wanted.items() if column != RESPONDENT and text}
        number = self._last_number()
        for row in sorted(answered - coded):
            if not self.rows[row].cells[RESPONDENT]:
                number += 1
                wanted[row, RESPONDENT] = f"{_STEM}{number:04}"
        changes = [
            CellChange(self.rows[row], column, self.rows[row].cells[column], text)
            for (row, column), text in wanted.items()
            if self.rows[row].cells[column] != text
        ]
        if changes:
            self.undo_stack.push(_Change(words, changes, self._put))
        return len(changes)

    def clear(self, cells: Sequence[tuple[int, int]], words: str = "Pengosongan") -> None:
        """Empty cells as one undo step."""
        self.put([(row, column, "") for row, column in cells], words)

    def clear_row(self, row: int) -> None:
        """Empty a new row, its code too."""
        self.clear([(row, column) for column in range(self.rules.width)], "Hapus baris")

    def _put(self, cells: Sequence[tuple[GridRow, int, str]]) -> None:
        for row, column, text in cells:
            if column == RESPONDENT:
                self._codes[row.cells[column].casefold()] -= 1
                self._codes[text.casefold()] += 1
            row.cells[column] = text
            row.elsewhere.pop(column, None)
        place_of = {id(row): place for place, row in enumerate(self.rows)}
        touched = [place_of[id(row)] for row, _column, _text in cells]
        last = max(touched)
        if any(column == RESPONDENT for _row, column, _text in cells):
            touched += [0, len(self.rows) - 1]  # a code used twice colours another row too
        self.dataChanged.emit(self.index(min(touched), 0), self.index(max(touched), self.state_column))
        self._grow(last + 1 + SPARE)
        self.edited.emit()

    def _grow(self, length: int) -> None:
        missing = length - len(self.rows)
        if missing > 0:
            self.beginInsertRows(QModelIndex(), len(self.rows), len(self.rows) + missing - 1)
            self.rows.extend(GridRow([""] * self.rules.width) for _ in range(missing))
            self.endInsertRows()

    def _last_number(self) -> int:
        numbers = [
            int(row.cells[RESPONDENT][len(_STEM) :])
            for row in self.rows
            if row.cells[RESPONDENT].startswith(_STEM) and row.cells[RESPONDENT][len(_STEM) :].isdigit()
        ]
        return max(numbers, default=0)

    # saved and not saved

    def show(self, sheets: Sequence[KeyedSheet]) -> None:
        """What is saved, and nothing typed."""
        self.beginResetModel()
        self.undo_stack.clear()
        self.rows = [self._saved(sheet) for sheet in sheets]
        self.rows.extend(GridRow([""] * self.rules.width) for _ in range(SPARE))
        self._count()
        self.endResetModel()

    def _saved(self, sheet: KeyedSheet) -> GridRow:
        cells = self.rules.cells(sheet.respondent, sheet.answers)
        return GridRow(
            list(cells), cells, sheet.id, sheet.version, sheet.is_settled, seen=dict(sheet.answers)
        )

    def _count(self) -> None:
        self._codes = Counter(row.cells[RESPONDENT].casefold() for row in self.rows)

    def rebase(self, sheets: Sequence[KeyedSheet]) -> int:
        """Put typed cells over what is saved now. Returns how many cells another window saved differently.

        A typed row whose sheet is gone becomes a new one.
        """
        typed = [row for row in self.rows if row.is_changed and not row.is_settled]
        self.show(sheets)
        by_id = {row.id: row for row in self.rows if row.id is not None}
        clashes = 0
        self.beginResetModel()
        for old in typed:
            now = by_id.get(old.id) if old.id is not None else None
            if now is None:
                self.rows.insert(len(self.rows) - SPARE, GridRow(list(old.cells)))
                continue
            base = old.base or [""] * self.rules.width
            for column, text in enumerate(old.cells):
                if text == base[column] or now.is_settled:
                    continue
                if now.cells[column] not in (base[column], text):
                    now.elsewhere[column] = now.cells[column]
                    clashes += 1
                now.cells[column] = text
        self._count()
        self.endResetModel()
        return clashes

    def is_changed(self) -> bool:
        """Whether something typed is not saved."""
        return any(row.is_changed for row in self.rows)

    def hand_in(self) -> list[KeyedRow]:
        """What is to be saved, from top to bottom; `took` tells when it was."""
        rows = [row for row in self.rows if row.is_changed and not row.is_settled]
        self._handed = [(row, list(row.cells)) for row in rows]
        return [
            KeyedRow(row.id, row.version, row.cells[RESPONDENT], self._answers(row), dict(row.seen))
            for row in rows
        ]

    def _answers(self, row: GridRow) -> dict[str, Answer]:
        """The answers of the cells; what has no cell, or was not touched, stays as it is saved."""
        base = row.base or [""] * self.rules.width
        untouched = {
            column.key
            for place, column in enumerate(self.rules.columns, 1)
            if row.cells[place] == base[place]
        }
        own = {column.key for column in self.rules.columns}
        kept = {key: answer for key, answer in row.seen.items() if key in untouched or key not in own}
        typed = self.rules.answers(row.cells)
        return kept | {key: answer for key, answer in typed.items() if key not in untouched}

    def took(self, ids: Sequence[int]) -> None:
        """What was handed in is saved under these ids; what was typed since is not."""
        for (row, cells), id_ in zip(self._handed, ids, strict=True):
            row.seen, row.id, row.base = self._answers(row), id_, cells
        self._handed = []

    # half-typed work

    def typed(self) -> dict[str, dict[str, str]]:
        """Changed cells by row: `s12` is the saved sheet 12, `b3` the third new row."""
        found: dict[str, dict[str, str]] = {}
        new = 0
        for row in self.rows:
            if row.base is None:
                new += 1
            if row.is_changed and not row.is_settled:
                base = row.base or [""] * self.rules.width
                name = f"s{row.id}" if row.id is not None else f"b{new}"
                found[name] = {
                    str(column): text for column, text in enumerate(row.cells) if text != base[column]
                }
        return found

    def set_typed(self, typed: Mapping[str, Mapping[str, str]]) -> None:
        """Put half-typed cells back; of a sheet that is gone they become a new row."""
        by_id = {f"s{row.id}": place for place, row in enumerate(self.rows) if row.id is not None}
        free = self._free_rows()
        cells: list[tuple[int, int, str]] = []
        for name, values in typed.items():
            place = by_id.get(name)
            if place is None:
                place = next(free)
            cells += [(place, int(column), text) for column, text in values.items() if column.isdigit()]
        self.put([cell for cell in cells if cell[1] < self.rules.width], "Draf dilanjutkan")

    def _free_rows(self) -> Iterator[int]:
        """New rows in which nothing stands, then those that are not there yet."""
        length = len(self.rows)
        yield from [place for place, row in enumerate(self.rows) if row.base is None and row.is_empty]
        yield from count(length)

    def compared(self, typed: Mapping[str, Mapping[str, str]]) -> list[Compared]:
        """Half-typed cells beside what is saved."""
        by_id = {f"s{row.id}": row for row in self.rows if row.id is not None}
        lines: list[Compared] = []
        for name, values in typed.items():
            row = by_id.get(name)
            who = row.cells[RESPONDENT] if row else values.get(str(RESPONDENT), "Responden baru")
            for column, text in values.items():
                place = int(column)
                saved = row.cells[place] if row else ""
                if place < self.rules.width and saved != text:
                    heading = self.headerData(place, Qt.Orientation.Horizontal)
                    lines.append(Compared(f"{who}: {heading}", saved, text))
        return lines
