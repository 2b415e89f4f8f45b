"""Beside the criteria: the note on the current one, a finding for it, and the chosen proof."""

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QFrame, QLabel, QPlainTextEdit, QPushButton, QScrollArea, QVBoxLayout, QWidget

from berkas.kit import theme
from berkas.kit.editors import Lookup, Today
from berkas.kit.form import Form
from berkas.rooms.award.editor.proofpanel import ProofPanel
from berkas.rooms.award.fields import FINDING
from berkas.rules.fields import Severity

_QUICK = tuple(field for field in FINDING if field.key in ("title", "advice", "due_on"))


class ItemPanel(QScrollArea):
    """What belongs to one criterion but not to its answer."""

    note_changed = Signal(str, str)
    """Key of the criterion and the text of its note."""
    finding_wanted = Signal(str, object)
    """Key of the criterion and the values of a finding."""

    def __init__(self, lookup: Lookup, today: Today, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.key = ""
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        inner = QWidget(self)
        theme.mark(inner, "isi")
        self.head = QLabel(inner)
        self.head.setWordWrap(True)
        theme.mark(self.head, "subjudul")
        note_label = QLabel("Catatan pada berita acara", inner)
        theme.mark(note_label, "label")
        self.note = QPlainTextEdit(inner)
        self.note.setAccessibleName("Catatan pada berita acara")
        self.note.setTabChangesFocus(True)
        self.note.setFixedHeight(72)
        note_label.setBuddy(self.note)
        self.proof = ProofPanel(lookup, today, inner)
        finding_label = QLabel("Temuan baru pada kriteria ini", inner)
        theme.mark(finding_label, "label")
        self.finding = Form(
            _QUICK, lookup=lookup, today=today, max_columns=1, name="Temuan baru", parent=inner
        )
        self.add = QPushButton("Catat temuan", inner)
        theme.set_icon(self.add, "flag")
        lines = QVBoxLayout(inner)
        lines.setContentsMargins(theme.SPACE_8, theme.SPACE_8, theme.SPACE_8, theme.SPACE_8)
        lines.setSpacing(theme.SPACE_8)
        for part in (self.head, note_label, self.note, self.proof, finding_label, self.finding, self.add):
            lines.addWidget(part)
        lines.addStretch()
        self.setWidget(inner)
        self.note.textChanged.connect(self._noted)
        self.add.clicked.connect(self._add)

    def show_item(self, key: str, name: str, note: str) -> None:
        """Another criterion is current."""
        self.key = key
        self.head.setText(name)
        with QSignalBlocker(self.note):
            self.note.setPlainText(note)

    def clear_finding(self) -> None:
        """The finding is kept; the form is empty again."""
        self.finding.set_values({})
        self.finding.mark_saved()

    def set_read_only(self, on: bool) -> None:
        """Whether everything can only be read."""
        self.note.setReadOnly(on)
        self.finding.set_read_only(on)
        self.add.setEnabled(not on)
        self.proof.set_read_only(on)

    def _noted(self) -> None:
        if self.key:
            self.note_changed.emit(self.key, self.note.toPlainText())

    def _add(self) -> None:
        problems = self.finding.problems()
        self.finding.show_problems(problems)
        hard = [problem for problem in problems if problem.severity is Severity.HARD]
        if hard:
            self.finding.focus(hard[0].key)
        elif self.key:
            self.finding_wanted.emit(self.key, self.finding.values())
