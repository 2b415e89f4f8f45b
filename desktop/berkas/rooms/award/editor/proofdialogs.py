"""Small dialogs about one proof: under which further criterion, the same words for several, its revisions."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QGridLayout, QLabel, QLineEdit, QScrollArea, QWidget

from berkas.engine.proofrevisions import Revision
from berkas.kit import theme
from berkas.kit.choosers import Combo
from berkas.kit.dialogs import Message
from berkas.kit.editors import Lookup, Today
from berkas.kit.folderpick import show_size
from berkas.kit.form import Form
from berkas.rooms.award.fields import PROOF
from berkas.rules.dates import show_medium
from berkas.rules.fields import Severity

_TOGETHER = ("place", "taken_on", "taken_by")
_SIDE = 160


class ShareDialog(Message):
    """Which further criterion a proof stands under, and why one is enough."""

    def __init__(self, parent: QWidget, name: str, criteria: Sequence[tuple[str, str]]) -> None:
        super().__init__(
            parent,
            "Pakai juga pada kriteria lain",
            f"{name} lalu berdiri di bawah lebih dari satu kriteria. Alasannya dicetak, dan pemeriksaan "
            "kelengkapan tetap memperingatkan.",
        )
        self.item = Combo(self)
        for key, label in criteria:
            self.item.addItem(label, key)
        self.reason = QLineEdit(self)
        self.reason.setMaxLength(200)
        self.add_field("Kriteria", self.item)
        self.add_field("Alasan", self.reason)
        self.add_button("Batal")
        self.yes = self.add_button("Pakai juga", "utama")
        self.yes.setEnabled(False)
        self.reason.textChanged.connect(lambda text: self.yes.setEnabled(bool(text.strip())))

    def ask(self) -> tuple[str, str] | None:
        """The criterion's key and the reason; None for Esc."""
        self.item.setFocus()
        found: list[tuple[str, str]] = []
        self.accepted.connect(lambda: found.append((self.item.currentData(), self.reason.text().strip())))
        return found[0] if self.run() and found else None


class TogetherDialog(Message):
    """The same place, day and taker for several proofs; what is left empty stays as it is."""

    def __init__(self, parent: QWidget, number: int, lookup: Lookup, today: Today) -> None:
        super().__init__(
            parent,
            "Samakan keterangan",
            f"Berlaku bagi {number} bukti pada kriteria ini. Isian yang kosong tidak mengubah apa pun.",
        )
        fields = [field for field in PROOF if field.key in _TOGETHER]
        self.form = Form(fields, lookup=lookup, today=today, max_columns=1, name="Keterangan", parent=self)
        self.add_part(self.form)
        self.add_button("Batal")
        self.add_button("Samakan", "utama").setDefault(True)

    def ask(self) -> Mapping[str, Any] | None:
        """What was typed; None for Esc or when nothing was."""
        self.form.focus()
        typed: dict[str, Any] = {}
        self.accepted.connect(
            lambda: typed.update({key: value for key, value in self.form.values().items() if value})
        )
        return typed if self.run() and typed else None

    def _choose(self, index: int) -> None:
        """What is wrong is said first."""
        found = self.form.problems() if index else []
        self.form.show_problems(found)
        if not any(problem.severity is Severity.HARD for problem in found):
            super()._choose(index)


class RevisionsDialog(Message):
    """Every state of a proof beside the others, newest first."""

    def __init__(self, parent: QWidget, name: str, revisions: Sequence[Revision]) -> None:
        super().__init__(parent, "Revisi bukti", f"{name}: yang lama tetap disimpan dan tidak dihapus.")
        inner = QWidget(self)
        grid = QGridLayout(inner)
        grid.setHorizontalSpacing(theme.SPACE_16)
        for row, revision in enumerate(revisions):
            picture = QLabel(inner)
            picture.setAccessibleName(f"Gambar revisi {revision.revision}")
            pixmap = QPixmap()
            if revision.thumb and pixmap.loadFromData(revision.thumb):
                keep, smooth = Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
                picture.setPixmap(pixmap.scaled(_SIDE, _SIDE, keep, smooth))
            words = QLabel(_words(revision), inner)
            words.setWordWrap(True)
            words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            grid.addWidget(picture, row, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(words, row, 1, Qt.AlignmentFlag.AlignTop)
        grid.setColumnStretch(1, 1)
        area = QScrollArea(self)
        area.setWidgetResizable(True)
        area.setAccessibleName("Semua revisi")
        area.setMinimumSize(620, 260)
        area.setWidget(inner)
        self.add_part(area)
        self.add_button("Tutup", "utama").setDefault(True)


def _words(revision: Revision) -> str:
    """One state in a few lines."""
    day = show_medium(date.fromisoformat(revision.added_on))
    taken = f"diambil {show_medium(date.fromisoformat(revision.taken_on))}" if revision.taken_on else ""
    lines = [
        f"Revisi {revision.revision}: {revision.file_name}",
        " · ".join(part for part in (f"ditambahkan {day}", taken, show_size(revision.size)) if part),
        f"sidik {revision.sha256[:24]}…",
        f"Diganti karena: {revision.replaced_reason}" if revision.replaced_reason else "Berlaku sekarang.",
    ]
    return "\n".join(lines)
