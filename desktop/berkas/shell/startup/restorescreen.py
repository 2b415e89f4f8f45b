"""The screen that brings a copy back: which copies there are, what the chosen one holds, where it goes."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import ClassVar

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QGridLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from berkas.kit import dialogs, theme
from berkas.kit.jobs import Job, Report
from berkas.shell.firstrun import Screen
from berkas.shell.startup.restoring import Candidate, Preview, copies_at, look, show_moment
from berkas_db.errors import BookError, WrongPassphrase

_PATTERNS = ("Cadangan (*.cadangan *.berkas)", "Semua berkas (*)")
_SIDE_BY_SIDE = 760
_LIST_HEIGHT = 240
_HEADS = ("", "Cadangan", "Sekarang", "Selisih")


@dataclass(frozen=True, slots=True)
class RestoreWish:
    """Which copy goes where, and the passphrase that opens it."""

    copy: Path
    target: Path
    secret: str | None


class RestoreScreen(Screen):
    """Copies on the left, newest first; the chosen one on the right, beside what the office holds now."""

    WIDTH: ClassVar[int] = 1040

    wished = Signal(object)
    """A `RestoreWish`."""
    back_wanted = Signal()

    def __init__(
        self,
        search: Callable[[], Sequence[Candidate]],
        target: Path | None = None,
        parent: QWidget | None = None,
    ) -> None:
        """`search` finds the copies, on a thread of its own: a folder may lie on a share that is gone."""
        super().__init__(
            "Pulihkan dari cadangan",
            "Pilih cadangannya. Berkas kantor yang sekarang tidak hilang: ia disimpan lebih dahulu.",
            parent,
        )
        self._target = target
        self._found: list[Candidate] = []
        self._is_chosen = False
        self._secrets: list[str] = []
        self._job: Job[Preview] | None = None
        self.shown: Preview | None = None
        self.copies = QListWidget(self)
        self.copies.setAccessibleName("Cadangan yang ditemukan, terbaru di atas")
        self.copies.setMinimumHeight(round(_LIST_HEIGHT * theme.tokens().scale ** 0.5))
        self.copies.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.copies.currentRowChanged.connect(self._choose)
        self.panel = PreviewPanel(self)
        self.panel.secret_given.connect(self._try_secret)
        self._sides = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._sides.setSpacing(theme.SPACE_16)
        self._sides.addWidget(self.copies, 5)
        self._sides.addWidget(self.panel, 6)
        self.body.addLayout(self._sides)
        self.place = self.add_words("", "redup")
        self.place.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.add_button("Kembali", self.back_wanted.emit)
        self.add_button("Berkas lain…", self._ask_file)
        self.add_button("Folder lain…", self._ask_folder)
        self.restore = self.add_button("Pulihkan", self._confirm, "utama")
        self.restore.setEnabled(False)
        self.setFocusProxy(self.copies)
        self.ready()
        self.panel.say("Mencari cadangan…")
        job: Job[Sequence[Candidate]] = Job("Mencari cadangan", lambda _report: search(), self)
        job.done.connect(self._searched)
        job.start()

    def _searched(self, found: Sequence[Candidate]) -> None:
        """Unless somebody has chosen a file or folder meanwhile."""
        if not self._is_chosen:
            self.show_found(found)

    def show_found(self, found: Sequence[Candidate]) -> None:
        """List these copies and look into the newest."""
        self._found = list(found)
        with QSignalBlocker(self.copies):
            self.copies.clear()
            self.copies.addItems([f"{each.day}\n{each.about}" for each in self._found])
        self.copies.setVisible(bool(self._found))
        if self._found:
            self.copies.setCurrentRow(0)
            self.copies.setFocus()
        else:
            self._choose(-1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Side by side where there is room, one above the other where letters are large."""
        super().resizeEvent(event)
        wide = self.viewport().width() >= _SIDE_BY_SIDE * theme.tokens().scale
        self._sides.setDirection(
            QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom
        )

    def current(self) -> Candidate | None:
        """The copy that is chosen."""
        row = self.copies.currentRow()
        return self._found[row] if 0 <= row < len(self._found) else None

    # looking into a copy

    def _choose(self, _row: int) -> None:
        candidate = self.current()
        self.shown = None
        self.restore.setEnabled(False)
        if candidate is None:
            self.place.clear()
            self.panel.say(
                "Tidak ada cadangan yang ditemukan di tempat biasa. Pilih berkas atau folder cadangan, "
                "misalnya di flash disk."
            )
            return
        self.place.setText(f"Dipulihkan ke: {candidate.target}")
        self.panel.say("Memeriksa cadangan ini…")
        secrets = tuple(self._secrets)

        def work(_report: Report) -> Preview:
            return look(candidate, secrets)

        job: Job[Preview] = Job("Memeriksa cadangan", work, self)
        self._job = job
        job.done.connect(lambda preview: self._looked(job, candidate, preview))
        job.failed.connect(lambda error: self._refused(job, error))
        job.start()

    def _looked(self, job: "Job[Preview]", candidate: Candidate, preview: Preview) -> None:
        if job is self._job:
            self.shown = preview
            self.panel.show_preview(candidate, preview)
            self.restore.setEnabled(True)
            if not self.copies.hasFocus():  # the passphrase was typed; Enter must not lead back
                self.restore.setFocus()

    def _refused(self, job: "Job[Preview]", error: BaseException) -> None:
        if job is not self._job:
            return
        if isinstance(error, WrongPassphrase):
            self.panel.ask_secret(
                "Frasa sandi itu tidak cocok dengan cadangan ini."
                if self._secrets
                else "Cadangan ini dilindungi frasa sandi."
            )
        elif isinstance(error, BookError):
            self.panel.say(f"{error} {error.next_step}".strip(), "galat")
        elif isinstance(error, OSError):
            self.panel.say("Cadangan ini tidak terbaca. Pilih yang lain.", "galat")
        else:
            self.panel.say("Cadangan ini tidak dapat diperiksa. Pilih yang lain.", "galat")
            raise error

    def _try_secret(self, typed: str) -> None:
        self._secrets.insert(0, typed)
        self._choose(self.copies.currentRow())

    # other copies

    def _ask_file(self) -> None:
        chosen = dialogs.open_files(self, "Pilih cadangan", _PATTERNS)
        if chosen:
            self._show_chosen(chosen[0])

    def _ask_folder(self) -> None:
        folder = dialogs.open_folder(self, "Pilih folder cadangan")
        if folder is not None:
            self._show_chosen(folder)

    def _show_chosen(self, path: Path) -> None:
        self._is_chosen = True
        self.show_found(copies_at(path, self._target))

    def _confirm(self) -> None:
        candidate, preview = self.current(), self.shown
        if candidate is None or preview is None:
            return
        kept = " Berkas yang ada sekarang disimpan di sebelahnya." if candidate.target.exists() else ""
        missing = (
            f" {len(preview.facts.missing)} lampirannya tidak ditemukan." if preview.facts.missing else ""
        )
        if dialogs.ask(
            self,
            "Pulihkan dari cadangan",
            f"Cadangan {candidate.day} dipulihkan ke {candidate.target}.{kept}{missing}",
            yes="Pulihkan",
        ):
            self.wished.emit(RestoreWish(candidate.name.path, candidate.target, preview.secret))


class PreviewPanel(QFrame):
    """What one copy holds: when, why, counts beside the present ones; or a question for its passphrase."""

    secret_given = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        theme.mark(self, "kartu")
        self.heading = _words("", "subjudul")
        self.words = _words("")
        self.secret = QLineEdit(self)
        self.secret.setEchoMode(QLineEdit.EchoMode.Password)
        self.secret.setAccessibleName("Frasa sandi cadangan ini")
        self.secret.setPlaceholderText("Frasa sandi atau kunci lembar pemulihan")
        self.secret.returnPressed.connect(self._give)
        self.open = QPushButton("Buka cadangan ini", self)
        self.open.clicked.connect(self._give)
        self.table = QWidget(self)
        self.grid = QGridLayout(self.table)
        self.grid.setContentsMargins(0, 0, 0, 0)
        self.grid.setHorizontalSpacing(theme.SPACE_16)
        self.grid.setVerticalSpacing(theme.SPACE_4)
        self.foot = _words("", "redup")
        lines = QVBoxLayout(self)
        lines.setContentsMargins(theme.SPACE_16, theme.SPACE_16, theme.SPACE_16, theme.SPACE_16)
        lines.setSpacing(theme.SPACE_8)
        for part in (self.heading, self.words, self.secret, self.open, self.table, self.foot):
            lines.addWidget(part)
        lines.addStretch(1)
        self.open.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.say("")

    def say(self, words: str, role: str = "") -> None:
        """One sentence only."""
        for part in (self.heading, self.secret, self.open, self.table, self.foot):
            part.hide()
        theme.mark(self.words, role or "biasa")
        self.words.setText(words)
        self.words.show()

    def ask_secret(self, sentence: str) -> None:
        """The copy is protected; an older one may need the passphrase of its own time."""
        self.say(f"{sentence} Cadangan lama dibuka dengan frasa sandi yang berlaku saat cadangan itu dibuat.")
        self.secret.clear()
        self.secret.show()
        self.open.show()
        self.secret.setFocus()

    def show_preview(self, candidate: Candidate, preview: Preview) -> None:
        """Counts, last change, what is missing."""
        self.say("")
        self.heading.setText(candidate.day)
        self.heading.show()
        self.words.setText(_about(candidate, preview))
        self._fill(preview)
        self.table.show()
        lines = [preview.present_problem] if preview.present_problem else []
        if preview.facts.missing:
            lines.append(
                f"{len(preview.facts.missing)} lampiran tidak ada di tempat cadangan; sisanya tetap dapat "
                "dipulihkan."
            )
        self.foot.setText("\n".join(lines))
        theme.mark(self.foot, "redup", tone="peringatan" if preview.facts.missing else "")
        self.foot.setVisible(bool(lines))

    def _fill(self, preview: Preview) -> None:
        while (item := self.grid.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.deleteLater()
        heads = _HEADS if preview.present is not None else _HEADS[:2]
        for row, words in enumerate([heads, *preview.lines]):
            for column, word in enumerate(words[: len(heads)]):
                label = QLabel(word, self.table)
                theme.mark(label, "redup" if row == 0 else "label" if column == 1 else "biasa")
                if column:
                    label.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
                if column == len(_HEADS) - 1 and row and word != "sama":
                    theme.mark(label, tone="peringatan")
                self.grid.addWidget(label, row, column)
        self.grid.setColumnStretch(0, 1)

    def _give(self) -> None:
        if self.secret.text():
            self.secret_given.emit(self.secret.text())


def _about(candidate: Candidate, preview: Preview) -> str:
    lines = [candidate.about]
    if preview.facts.journal_at:
        moment = datetime.fromisoformat(preview.facts.journal_at)
        lines.append(f"Perubahan terakhir di dalamnya: {show_moment(moment)}")
    if preview.present_at:
        lines.append(
            f"Perubahan terakhir sekarang: {show_moment(datetime.fromisoformat(preview.present_at))}"
        )
    return "\n".join(lines)


def _words(text: str, role: str = "") -> QLabel:
    label = QLabel(text)
    label.setWordWrap(True)
    if role:
        theme.mark(label, role)
    return label
