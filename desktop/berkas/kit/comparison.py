"""Two people's values of one record side by side, and one choice per value.

Knows nothing of books: it is handed finished words and tells which side was chosen.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QButtonGroup,
    QDialog,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QRadioButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from berkas.kit import theme

_EMPTY = "(kosong)"
_WIDTH, _HEIGHT = 760, 520


@dataclass(frozen=True, slots=True)
class Pair:
    """One value: what it is called, what the others saved, what was typed here; finished words."""

    label: str
    theirs: str
    yours: str


@dataclass(frozen=True, slots=True)
class Wording:
    """What the two sides and the buttons are called; at first for text typed over what others saved."""

    yours: str = "Ketikan Anda"
    take_theirs: str = "Pakai yang tersimpan"
    take_yours: str = "Pakai ketikan Anda"
    all_theirs: str = "Pilih semua yang tersimpan"
    back: str = "Kembali ke lembar"
    save: str = "Simpan pilihan"


class ComparisonDialog(QDialog):
    """The values that differ, each with its two sides; what was typed here is chosen at first."""

    def __init__(
        self,
        parent: QWidget | None,
        *,
        title: str,
        sentence: str,
        theirs: str,
        pairs: Sequence[Pair],
        taken: Sequence[str] = (),
        wording: Wording | None = None,
    ) -> None:
        super().__init__(parent)
        self._wording = wording or Wording()
        self.setWindowTitle(title)
        self.setAccessibleDescription(sentence)
        self._theirs: list[QRadioButton] = []
        self.sides: list[tuple[QRadioButton, QRadioButton]] = []
        heading = QLabel(title, self)
        theme.mark(heading, "subjudul")
        words = QLabel(sentence, self)
        for label in (heading, words):
            label.setWordWrap(True)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(theme.SPACE_24, theme.SPACE_24, theme.SPACE_24, theme.SPACE_16)
        lines.setSpacing(theme.SPACE_16)
        lines.addWidget(heading)
        lines.addWidget(words)
        lines.addWidget(self._table(theirs, pairs), 1)
        if taken:
            more = QLabel(f"Ikut diambil dari simpanan itu: {', '.join(taken)}.", self)
            more.setWordWrap(True)
            theme.mark(more, "redup")
            lines.addWidget(more)
        lines.addLayout(self._foot())
        space = self.screen().availableGeometry()
        scale = theme.tokens().scale
        self.resize(
            min(round(_WIDTH * scale), round(space.width() * 0.95)),
            min(round(_HEIGHT * scale), round(space.height() * 0.9)),
        )
        self.sides[0][1].setFocus(Qt.FocusReason.OtherFocusReason)

    def theirs_chosen(self) -> frozenset[int]:
        """The places of the pairs for which the others' value was chosen."""
        return frozenset(place for place, (theirs, _yours) in enumerate(self.sides) if theirs.isChecked())

    def _table(self, theirs: str, pairs: Sequence[Pair]) -> QScrollArea:
        body = QWidget(self)
        grid = QGridLayout(body)
        grid.setContentsMargins(0, 0, theme.SPACE_8, 0)
        grid.setHorizontalSpacing(theme.SPACE_16)
        grid.setVerticalSpacing(theme.SPACE_8)
        for column, words in enumerate((theirs, self._wording.yours)):
            label = QLabel(words, body)
            label.setWordWrap(True)
            theme.mark(label, "label")
            grid.addWidget(label, 0, column)
            grid.setColumnStretch(column, 1)
        for place, pair in enumerate(pairs):
            name = QLabel(pair.label, body)
            name.setWordWrap(True)
            theme.mark(name, "kelompok")
            grid.addWidget(name, 2 * place + 1, 0, 1, 2)
            group = QButtonGroup(body)
            left = self._side(grid, (2 * place + 2, 0), self._wording.take_theirs, pair.theirs, pair.label)
            right = self._side(grid, (2 * place + 2, 1), self._wording.take_yours, pair.yours, pair.label)
            group.addButton(left)
            group.addButton(right)
            right.setChecked(True)
            self.sides.append((left, right))
        grid.setRowStretch(2 * len(pairs) + 1, 1)
        area = QScrollArea(self)
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(body)
        return area

    def _side(
        self, grid: QGridLayout, where: tuple[int, int], words: str, value: str, label: str
    ) -> QRadioButton:
        card = QFrame(self)
        theme.mark(card, "kartu")
        button = QRadioButton(words, card)
        button.setAccessibleName(f"{label}: {words.lower()}, {value or _EMPTY}")
        text = QLabel(value or _EMPTY, card)
        text.setWordWrap(True)
        text.setTextFormat(Qt.TextFormat.PlainText)
        text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        if not value:
            theme.mark(text, "redup")
        lines = QVBoxLayout(card)
        lines.setContentsMargins(theme.SPACE_16, theme.SPACE_8, theme.SPACE_16, theme.SPACE_8)
        lines.setSpacing(theme.SPACE_4)
        lines.addWidget(text)
        lines.addStretch()
        lines.addWidget(button)
        grid.addWidget(card, *where)
        return button

    def _foot(self) -> QHBoxLayout:
        back = QPushButton(self._wording.back, self)
        back.clicked.connect(self.reject)
        everything = QPushButton(self._wording.all_theirs, self)
        everything.clicked.connect(self._all_theirs)
        everything.setAutoDefault(False)
        save = QPushButton(self._wording.save, self)
        theme.mark(save, "utama")
        save.setDefault(True)
        save.clicked.connect(self.accept)
        line = QHBoxLayout()
        line.setSpacing(theme.SPACE_8)
        line.addWidget(everything)
        line.addStretch()
        line.addWidget(back)
        line.addWidget(save)
        return line

    def _all_theirs(self) -> None:
        for theirs, _yours in self.sides:
            theirs.setChecked(True)


def choose_sides(
    parent: QWidget | None,
    *,
    title: str,
    sentence: str,
    theirs: str,
    pairs: Sequence[Pair],
    taken: Sequence[str] = (),
    wording: Wording | None = None,
) -> frozenset[int] | None:
    """Show the pairs; the places where the others' value was chosen, or None when nothing shall be saved."""
    dialog = ComparisonDialog(
        parent, title=title, sentence=sentence, theirs=theirs, pairs=pairs, taken=taken, wording=wording
    )
    accepted = dialog.exec() == QDialog.DialogCode.Accepted
    chosen = dialog.theirs_chosen()
    dialog.setParent(None)
    dialog.deleteLater()
    return chosen if accepted else None
