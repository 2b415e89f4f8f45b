"""Beside the criteria: the gaps that are left before the time limit, in order, with who closes them."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from berkas.kit import theme
from berkas.kit.editors import Lookup, Today
from berkas.kit.flow import FlowLayout
from berkas.kit.form import Form
from berkas.rooms.award.fields import REPAIR
from berkas.rooms.award.queries.repair import Gap, Repair, days_left, show_minutes
from berkas.rules.dates import show_medium
from berkas.rules.fields import Severity


class RepairPanel(QScrollArea):
    """Gaps by gain and effort, and the task of the chosen one."""

    saved = Signal(str, object)
    """Key of a gap, and the values of its task."""
    wanted = Signal(object)
    """A fault somebody wants to go to."""
    slips_wanted = Signal()

    def __init__(self, lookup: Lookup, today: Today, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._today = today
        self._gaps: tuple[Gap, ...] = ()
        self.gap: Gap | None = None
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        inner = QWidget(self)
        theme.mark(inner, "isi")
        self.head = QLabel(inner)
        self.head.setWordWrap(True)
        theme.mark(self.head, "subjudul")
        self.about = QLabel("Urutan menurut perolehan per menit kerja; keduanya perkiraan kantor.", inner)
        self.about.setWordWrap(True)
        theme.mark(self.about, "redup")
        self.list = QListWidget(inner)
        self.list.setAccessibleName("Kekurangan menurut perolehan")
        self.list.setWordWrap(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setMinimumHeight(180)
        self.steps = QLabel(inner)
        self.steps.setWordWrap(True)
        self.form = Form(REPAIR, lookup=lookup, today=today, max_columns=1, name="Tugas", parent=inner)
        self.keep = self._button(inner, "Simpan tugas", "device-floppy")
        self.go = self._button(inner, "Ke tempatnya", "chevron-right")
        self.slips = self._button(inner, "Cetak lembar tugas", "printer")
        buttons = FlowLayout(spacing=theme.SPACE_8)
        for button in (self.keep, self.go, self.slips):
            buttons.addWidget(button)
        lines = QVBoxLayout(inner)
        lines.setContentsMargins(theme.SPACE_8, theme.SPACE_8, theme.SPACE_8, theme.SPACE_8)
        lines.setSpacing(theme.SPACE_8)
        for part in (self.head, self.about, self.list, self.steps, self.form):
            lines.addWidget(part)
        lines.addLayout(buttons)
        lines.addStretch()
        self.setWidget(inner)
        self.list.currentRowChanged.connect(self._row_chosen)
        self.list.itemActivated.connect(lambda _item: self._go())
        self.keep.clicked.connect(lambda _checked: self.save())
        self.go.clicked.connect(lambda _checked: self._go())
        self.slips.clicked.connect(lambda _checked: self.slips_wanted.emit())
        self.show_repair(Repair((), ""))

    def _button(self, inner: QWidget, words: str, icon: str) -> QPushButton:
        button = QPushButton(words, inner)
        theme.set_icon(button, icon)
        return button

    def show_repair(self, repair: Repair) -> None:
        """Show what is left; the chosen gap stays chosen while it is there."""
        before = self.gap.key if self.gap is not None else ""
        self._gaps = repair.gaps
        with QSignalBlocker(self.list):
            self.list.clear()
            for number, gap in enumerate(repair.gaps, 1):
                self.list.addItem(QListWidgetItem(f"{number}. {_line(gap)}"))
        self.head.setText(_head(repair, self._today()))
        places = [place for place, gap in enumerate(repair.gaps) if gap.key == before]
        row = places[0] if places else (0 if repair.gaps else -1)
        with QSignalBlocker(self.list):
            self.list.setCurrentRow(row)
        self._show_gap(row)

    def choose(self, key: str) -> bool:
        """Choose a gap by its key; False when it is closed by now."""
        found = [place for place, gap in enumerate(self._gaps) if gap.key == key]
        if found:
            self.list.setCurrentRow(found[0])
        return bool(found)

    def is_changed(self) -> bool:
        """Whether something typed about a task is not saved."""
        return self.gap is not None and self.form.is_changed()

    def save(self) -> bool:
        """Hand the task over for saving; False when something hard is wrong with it."""
        if self.gap is None or not self.form.is_changed():
            return True
        problems = self.form.problems()
        self.form.show_problems(problems)
        hard = [problem for problem in problems if problem.severity is Severity.HARD]
        if hard:
            self.form.focus(hard[0].key)
            return False
        self.saved.emit(self.gap.key, self.form.values())
        return True

    def set_read_only(self, on: bool) -> None:
        """Whether tasks can only be looked at."""
        self.form.set_read_only(on)
        self.keep.setEnabled(not on)

    def _row_chosen(self, row: int) -> None:
        """Another gap: what is typed about the last one is saved first."""
        if self.is_changed() and not self.save():
            with QSignalBlocker(self.list):
                self.list.setCurrentRow(self._gaps.index(self.gap) if self.gap in self._gaps else -1)
            return
        self._show_gap(row)

    def _show_gap(self, row: int) -> None:
        gap = self._gaps[row] if 0 <= row < len(self._gaps) else None
        same = gap is not None and self.gap is not None and gap.key == self.gap.key
        self.gap = gap
        for part in (self.steps, self.form, self.keep, self.go):
            part.setVisible(gap is not None)
        self.slips.setVisible(bool(self._gaps))
        if gap is None:
            return
        self.steps.setText("\n".join(f"• {step}" for step in gap.steps))
        if same and self.form.is_changed():
            return
        self.form.set_values(_values(gap))
        self.form.set_note("minutes", f"Perkiraan kantor: {show_minutes(gap.usual)}.", "")
        self.form.mark_saved()

    def _go(self) -> None:
        if self.gap is not None:
            self.wanted.emit(self.gap.fault)


def _values(gap: Gap) -> Mapping[str, Any]:
    return {
        "owner": gap.owner,
        "position": gap.position,
        "due_on": gap.due_on or None,
        "minutes": gap.own_minutes,
        "note": gap.note,
    }


def _line(gap: Gap) -> str:
    owner = gap.owner or "belum ada penanggung jawab"
    return f"{gap.place}\nPerolehan {gap.gain} · {show_minutes(gap.minutes)} · {owner}"


def _head(repair: Repair, today: date) -> str:
    if not repair.gaps:
        return "Tidak ada kekurangan yang tersisa."
    limit = "Batas perbaikan belum ditetapkan."
    if repair.until:
        until = show_medium(date.fromisoformat(repair.until))
        limit = f"Batas {until}, {days_left(repair.until, today)}."
    return f"{len(repair.gaps)} kekurangan, sekitar {show_minutes(repair.minutes)} kerja. {limit}"
