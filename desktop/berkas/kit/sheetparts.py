"""What stands on a record's sheet beside its form: the history, and what a section must be able to do."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Protocol, runtime_checkable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from berkas.kit import theme


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """One step of a record's history, in finished words."""

    when: str
    who: str
    what: str


@runtime_checkable
class SheetPart(Protocol):
    """A section that is edited and saved together with the form: a `RowsEditor`, or one of the room's own."""

    changed: Any

    def is_changed(self) -> bool:
        """Whether something typed is not saved."""
        ...

    def mark_saved(self) -> None:
        """What stands there now counts as unchanged."""
        ...

    def show_problems(self) -> bool:
        """Say what is wrong in its place; True when nothing hard is."""
        ...

    def set_read_only(self, on: bool) -> None:
        """Whether it can only be read."""
        ...


class HistoryList(QWidget):
    """The steps of a record's history under their heading; nothing while there are none."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        heading = QLabel("Riwayat", self)
        theme.mark(heading, "kelompok")
        self._labels: list[QLabel] = []
        self._lines = QVBoxLayout(self)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.setSpacing(theme.SPACE_8)
        self._lines.addWidget(heading)
        self.hide()

    def show_lines(self, lines: Sequence[HistoryLine]) -> None:
        """Show these steps instead of those that are there."""
        for label in self._labels:
            self._lines.removeWidget(label)
            label.hide()
            label.deleteLater()
        self._labels = [self._build(line) for line in lines]
        self.setVisible(bool(lines))

    def texts(self) -> list[str]:
        """What is shown."""
        return [label.text() for label in self._labels]

    def _build(self, line: HistoryLine) -> QLabel:
        label = QLabel(f"{line.when} · {line.who}\n{line.what}", self)
        label.setWordWrap(True)
        label.setTextFormat(Qt.TextFormat.PlainText)
        theme.mark(label, "redup")
        self._lines.addWidget(label)
        return label
