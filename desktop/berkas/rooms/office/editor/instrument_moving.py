"""Moves the running sheets of one version to another: first what it would do, then it is done.

Nothing is deleted. Answers of an item that is gone are parked, or go to the item that was chosen for it.
"""

from collections.abc import Callable, Mapping

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from berkas.desk import Desk
from berkas.engine.instrument_versions import Move, move_assessments, preview_move
from berkas.kit import keys, theme
from berkas.rooms.office.editor.instrument_dialog import fit, room, run
from berkas.rooms.office.queries.instruments import items_of_both
from berkas.rules.numbers import show_integer
from berkas_db.changes import Changes

_HEADS = ("Butir yang tidak ada lagi", "Jawaban", "Menjadi")
PARKED = "(diparkir, tidak dihitung)"
_WIDTH, _HEIGHT = 900, 560


class MoveDialog(QDialog):
    """What moving would do, with a choice for each item that is gone."""

    def __init__(
        self, desk: Desk, parent: QWidget | None, *, from_id: int, to_id: int, before: str, after: str
    ) -> None:
        super().__init__(parent)
        self.desk = desk
        self.from_id, self.to_id = from_id, to_id
        self.told: Move | None = None
        self._boxes: dict[str, QComboBox] = {}
        self.setWindowTitle("Pindahkan lembar yang berjalan")
        words = QLabel(f"Dari versi {before} ke versi {after}. Lembar terkunci tetap pada versinya.", self)
        words.setWordWrap(True)
        theme.mark(words, "kelompok")
        self.summary = QLabel("Menghitung…", self)
        self.summary.setWordWrap(True)
        self.table = QTableWidget(0, len(_HEADS), self)
        self.table.setHorizontalHeaderLabels(_HEADS)
        self.table.setAccessibleName("Butir yang tidak ada lagi")
        self.table.verticalHeader().hide()
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.table.setTabKeyNavigation(False)
        header = self.table.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(2, QHeaderView.ResizeMode.Stretch)
        self.problem = QLabel(self)
        self.problem.setWordWrap(True)
        theme.mark(self.problem, "galat")
        self.problem.hide()
        cancel = QPushButton("Batal", self)
        cancel.clicked.connect(self.reject)
        self.move_button = QPushButton("Pindahkan", self)
        theme.mark(self.move_button, "utama")
        self.move_button.setDefault(True)
        self.move_button.setEnabled(False)
        self.move_button.clicked.connect(lambda _on: self._move())
        foot = QHBoxLayout()
        foot.setSpacing(theme.SPACE_8)
        foot.addStretch(1)
        foot.addWidget(cancel)
        foot.addWidget(self.move_button)
        lines = room(self)
        lines.addWidget(words)
        lines.addWidget(self.summary)
        lines.addWidget(self.table, 1)
        lines.addWidget(self.problem)
        lines.addLayout(foot)
        keys.assign_mnemonics(self, reserved="")
        fit(self, _WIDTH, _HEIGHT)
        desk.read(self, self._fill, items_of_both, from_id, to_id)

    @property
    def renamed(self) -> dict[str, str]:
        """Old item keys with the new ones chosen for them."""
        chosen = {key: box.currentData() for key, box in self._boxes.items()}
        return {key: str(new) for key, new in chosen.items() if new}

    def choose(self, old: str, new: str) -> None:
        """Choose the new item of one that is gone, as a click would; an empty text parks its answers."""
        box = self._boxes[old]
        box.setCurrentIndex(max(0, box.findData(new)))

    def _fill(self, both: tuple[dict[str, str], dict[str, str], Mapping[str, str]]) -> None:
        gone, came, likely = both
        self.table.setRowCount(len(gone))
        self.table.setVisible(bool(gone))
        for row, (key, label) in enumerate(gone.items()):
            shown = QTableWidgetItem(f"{label} ({key})")
            shown.setToolTip(shown.text())
            self.table.setItem(row, 0, shown)
            box = QComboBox(self.table)
            box.setAccessibleName(f"{label} menjadi")
            box.addItem(PARKED, "")
            for new, words in came.items():
                box.addItem(f"{words} ({new})", new)
            box.setCurrentIndex(max(0, box.findData(likely.get(key, ""))))
            box.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            box.currentIndexChanged.connect(lambda _place: self._count())
            self.table.setCellWidget(row, 2, box)
            self.table.setRowHeight(row, box.sizeHint().height() + theme.SPACE_8)
            self._boxes[key] = box
        self._count()

    def _count(self) -> None:
        """What moving would do with what is chosen now."""
        chosen = list(self.renamed.values())
        is_sound = len(set(chosen)) == len(chosen)
        self.problem.setText("" if is_sound else "Dua butir lama tidak dapat menjadi satu butir baru.")
        self.problem.setVisible(not is_sound)
        self.move_button.setEnabled(False)
        if is_sound:
            renamed = self.renamed
            self.desk.read(
                self, lambda told: self._show(told, renamed), preview_move, self.from_id, self.to_id, renamed
            )

    def _show(self, told: Move, renamed: Mapping[str, str]) -> None:
        if renamed != self.renamed:
            return  # something else was chosen meanwhile
        self.told = told
        parked = sum(told.parked.values())
        self.summary.setText(
            f"{show_integer(told.assessments)} lembar dipindahkan; {show_integer(told.locked)} terkunci "
            f"tetap. Jawaban yang ikut: {show_integer(told.kept)}; kembali dihitung: "
            f"{show_integer(told.returned)}; diparkir: {show_integer(parked)}. Tidak ada yang dihapus."
        )
        for row, key in enumerate(self._boxes):
            count = told.parked.get(key, 0)
            said = f"{show_integer(count)} diparkir" if count else "ikut" if key in renamed else "–"
            self.table.setItem(row, 1, QTableWidgetItem(said))
        self.move_button.setText(f"Pindahkan {show_integer(told.assessments)} lembar")
        self.move_button.setEnabled(told.assessments > 0)

    def _move(self) -> None:
        self.move_button.setEnabled(False)
        self.desk.change_or(
            self, self._moved, self._refused, move_assessments, self.from_id, self.to_id, self.renamed
        )

    def _moved(self, changes: Changes) -> None:
        self.desk.say(f"{show_integer(changes.value)} lembar dipindahkan.", undoable=True)
        self.accept()

    def _refused(self, error: BaseException) -> None:
        self.move_button.setEnabled(True)
        self.desk.failed(error)


def move_sheets(
    desk: Desk, parent: QWidget | None, *, from_id: int, to_id: int, before: str, after: str,
    done: Callable[[], object] | None = None,
) -> None:  # fmt: skip
    """Show the dialog; `done` is called when sheets were moved."""
    dialog = MoveDialog(desk, parent, from_id=from_id, to_id=to_id, before=before, after=after)
    if run(dialog) and done is not None:
        done()
