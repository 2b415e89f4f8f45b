"""The least numbers of the category rules against what an OBH has: met, missed, not counted, and from where.

Shows only; it never sets a category.
"""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QVBoxLayout, QWidget

from berkas.kit import theme
from berkas.rules.accreditation import RuleLine, category_sentence
from berkas.rules.numbers import show_integer
from berkas.rules.vocabulary import AccreditationCategory

NONE = (
    "Belum ada aturan kategori yang dicatat untuk periode ini. Tambahkan pada “Ambang kategori” bila "
    "peraturannya diketahui."
)
_NEVER = (
    "Berkas hanya membandingkan angka; kategori ditetapkan dengan SK dan diisi pada Akreditasi per periode."
)
_HEADS = ("Ukuran", "Paling sedikit", "Ada", "Keterangan")


class RulesView(QWidget):
    """One block per category: a sentence, then its numbers."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines = QVBoxLayout(self)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.setSpacing(theme.SPACE_8)
        self._blocks: list[QWidget] = []
        self._shown: tuple[RuleLine, ...] = ()

    def show_rules(self, lines: Sequence[RuleLine]) -> None:
        """The rules of one period for one OBH."""
        self._shown = tuple(lines)
        while self._blocks:
            block = self._blocks.pop()
            self._lines.removeWidget(block)
            block.hide()
            block.deleteLater()
        for category in sorted({line.category for line in lines}):
            self._add(self._block(category, [line for line in lines if line.category == category]))
        if lines and (unknown := unknown_categories(lines)):
            self._add(_label(unknown, "redup"))
        self._add(_label(_NEVER if lines else NONE, "redup"))

    def words(self) -> str:
        """All of it as text, line by line."""
        return "\n".join(label.text() for block in self._blocks for label in _labels(block))

    def _add(self, block: QWidget) -> None:
        self._lines.addWidget(block)
        self._blocks.append(block)

    def _block(self, category: str, lines: Sequence[RuleLine]) -> QWidget:
        block = QWidget(self)
        grid = QGridLayout(block)
        grid.setContentsMargins(0, 0, 0, theme.SPACE_8)
        grid.setHorizontalSpacing(theme.SPACE_16)
        grid.setVerticalSpacing(theme.SPACE_4)
        grid.setColumnStretch(0, 3)
        grid.setColumnStretch(3, 5)
        grid.addWidget(_label(category_sentence(category, lines), "label"), 0, 0, 1, 4)
        for column, words in enumerate(_HEADS):
            grid.addWidget(_label(words, "redup"), 1, column)
        for row, line in enumerate(lines, 2):
            for column, words in enumerate(_cells(line)):
                label = _label(words, "biasa")
                if column == 3:
                    theme.mark(
                        label, tone="bahaya" if line.is_met is False else "baik" if line.is_met else ""
                    )
                side = Qt.AlignmentFlag.AlignRight if column in (1, 2) else Qt.AlignmentFlag.AlignLeft
                label.setAlignment(side | Qt.AlignmentFlag.AlignTop)
                grid.addWidget(label, row, column)
        basis = _label(_basis(lines), "redup")
        grid.addWidget(basis, len(lines) + 2, 0, 1, 4)
        return block


def unknown_categories(lines: Sequence[RuleLine]) -> str:
    """Says of which categories no number is known for the period; empty when all are."""
    there = {line.category for line in lines}
    missing = [each.label for each in AccreditationCategory if each.value not in there]
    if not missing:
        return ""
    return (
        f"Ambang kategori {' dan '.join(missing)} untuk periode ini tidak ditemukan pada sumber terbuka. "
        "Isi pada “Ambang kategori” bila peraturannya diketahui."
    )


def _cells(line: RuleLine) -> tuple[str, str, str, str]:
    counted = "–" if line.counted is None else show_integer(line.counted.number)
    parts = (line.verdict, line.counted.source if line.counted else "isi pada “Angka untuk aturan kategori”")
    return line.measure, show_integer(line.least), counted, "; ".join(parts)


def _basis(lines: Sequence[RuleLine]) -> str:
    """Where the numbers were read, and how sure they are."""
    found = dict.fromkeys((line.regulation, line.source, line.mark) for line in lines)
    return "\n".join(
        f"{regulation}{'' if source in ('', regulation) else f'. Sumber: {source}'}"
        f"{f'. Tanda: {mark}' if mark else ''}."
        for regulation, source, mark in found
    )


def _label(words: str, role: str) -> QLabel:
    label = QLabel(words)
    label.setWordWrap(True)
    label.setTextFormat(Qt.TextFormat.PlainText)
    theme.mark(label, role)
    return label


def _labels(block: QWidget) -> list[QLabel]:
    return [block] if isinstance(block, QLabel) else block.findChildren(QLabel)
