"""The line above the questions: which section is shown, and how far the form is."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QProgressBar, QWidget

from berkas.kit import theme
from berkas.kit.choosers import Combo
from berkas.rules.instruments import Section

_NAMES = {"id": "Bahasa Indonesia", "bangka": "Melayu Bangka"}


def language_name(code: str) -> str:
    """What a language is called; one without a name by its code, as the instrument's author wrote it."""
    return _NAMES.get(code) or code.replace("_", " ").title()


class AnswerHead(QWidget):
    """Sections to choose from, each with what is answered in it; the whole count and a bar."""

    chosen = Signal(int)
    """The place of a section, when the person chose it."""
    language_chosen = Signal(str)
    """The language the questions are to be asked in."""

    def __init__(
        self, sections: Sequence[Section], parent: QWidget, *, languages: Sequence[str] = ()
    ) -> None:
        super().__init__(parent)
        self._sections = tuple(sections)
        self._section = Combo(self)
        self._section.setAccessibleName("Bagian")
        for section in sections:
            self._section.addItem("", section.key)
        self._section.activated.connect(self.chosen)
        self._count = QLabel(self)
        theme.mark(self._count, "redup")
        self._bar = QProgressBar(self)
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName("Kemajuan isian")
        self._bar.setFixedWidth(140)
        self._language = Combo(self)
        self._language.setAccessibleName("Bahasa pertanyaan")
        for code in languages:
            self._language.addItem(language_name(code), code)
        longest = max((len(language_name(code)) for code in languages), default=0)
        self._language.setMinimumContentsLength(longest)
        self._language.activated.connect(lambda _place: self.language_chosen.emit(self.language))
        self._language.setVisible(len(languages) > 1)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(theme.SPACE_16)
        line.addWidget(self._section, 1)
        line.addWidget(self._language)
        line.addWidget(self._count)
        line.addWidget(self._bar)

    @property
    def place(self) -> int:
        """The section that is shown."""
        return self._section.currentIndex()

    @property
    def language(self) -> str:
        """The language chosen; empty when there is only one."""
        return str(self._language.currentData() or "")

    def show_language(self, code: str) -> None:
        """Say in which language is asked."""
        self._language.setCurrentIndex(max(self._language.findData(code), 0))

    @property
    def section_text(self) -> str:
        """The shown section as it is written."""
        return self._section.currentText()

    @property
    def count_text(self) -> str:
        """The whole count as it is written."""
        return self._count.text()

    def leave_room(self) -> None:
        """Without the bar and the whole count, where there is little width."""
        self._bar.hide()
        self._count.hide()
        self._language.setMinimumContentsLength(4)
        self._language.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)

    def set_sections(self, sections: Sequence[Section]) -> None:
        """The same sections in other words; shown with the next progress."""
        self._sections = tuple(sections)

    def show_place(self, place: int) -> None:
        """Say which section is shown."""
        self._section.setCurrentIndex(place)

    def show_progress(self, given: int, asked: int, by_section: Mapping[str, Sequence[int]]) -> None:
        """Say how much is answered; `by_section`: key -> answered and asked; absent: skipped."""
        self._count.setText(f"{given} dari {asked} terjawab")
        self._bar.setRange(0, max(1, asked))
        self._bar.setValue(given)
        for place, section in enumerate(self._sections):
            name = f"{section.letter}. {section.label}" if section.letter else section.label
            counts = by_section.get(section.key)
            self._section.setItemText(
                place, f"{name} ({counts[0]}/{counts[1]})" if counts else f"{name} (dilewati)"
            )
