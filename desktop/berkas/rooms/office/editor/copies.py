"""Copies of the office, the check of its file, and how a copy is brought back."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from berkas.desk import Desk
from berkas.engine.copies import note_copy
from berkas.kit import dialogs, theme
from berkas.kit.jobs import Report
from berkas.rooms.office.queries.keeping import Copy, last_copy_of
from berkas_db.backup import BackupFacts
from berkas_db.check import Finding, check_book

_WIDEST = 760
_PARTS = {
    "halaman": "halaman berkas",
    "rujukan": "hubungan antarcatatan",
    "jurnal": "riwayat",
    "lampiran": "lampiran",
    "isi": "isi catatan",
    "pencarian": "pencarian",
}


class CopiesPage(QWidget):
    """Three cards: make a copy, check the file, bring a copy back."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.copy_words = _words()
        self.check_words = _words()
        self.copy_button = _button("Buat cadangan…", "database-export", self._ask_folder, main=True)
        self.check_button = _button("Periksa berkas kantor", "shield-check", self.check)
        heading = QLabel("Cadangan dan pemeriksaan")
        theme.mark(heading, "judul")
        place = _words(f"Berkas kantor ini: {desk.book.path}", role="redup")
        restore = _words(
            "Tutup kantor ini (Ctrl+W), lalu pilih “Pulihkan dari cadangan” pada layar awal dan tunjuk "
            "berkas cadangannya. Berkas yang sekarang tidak ditimpa; ia disimpan di sebelahnya."
        )
        content = QWidget()
        content.setMaximumWidth(_WIDEST + 2 * theme.SPACE_24)
        lines = QVBoxLayout(content)
        lines.setContentsMargins(theme.SPACE_24, theme.SPACE_16, theme.SPACE_24, theme.SPACE_24)
        lines.setSpacing(theme.SPACE_16)
        lines.addWidget(heading)
        lines.addWidget(place)
        lines.addWidget(_card("Cadangan", self.copy_words, self.copy_button))
        lines.addWidget(_card("Pemeriksaan", self.check_words, self.check_button))
        lines.addWidget(_card("Memulihkan dari cadangan", restore))
        lines.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(content)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(area)
        self.check_words.setText(
            "Berkas diperiksa seluruhnya: halaman, hubungan antarcatatan, riwayat, lampiran, dan pencarian. "
            "Pekerjaan dapat diteruskan selama pemeriksaan."
        )

    def visit(self, id: int | None) -> None:
        """The cursor on the first button."""
        del id
        self.copy_button.setFocus()

    def may_leave(self) -> bool:
        """Nothing is typed here."""
        return True

    def showEvent(self, event: QShowEvent) -> None:
        """How old the last copy is, each time the page is looked at."""
        super().showEvent(event)
        self.desk.read(self, self._show_copy, last_copy_of, self.desk.today())

    def _show_copy(self, copy: Copy) -> None:
        advice = "Simpan cadangan pada flash disk atau PC lain, paling lama tujuh hari sekali."
        self.copy_words.setText(f"{copy.sentence} {advice}")
        theme.mark(self.copy_words, tone="peringatan" if copy.is_old else "")

    # a copy

    def _ask_folder(self) -> None:
        folder = dialogs.open_folder(self, "Pilih folder cadangan")
        if folder is None:
            return

        def work(report: Report) -> BackupFacts:
            report.report(0, None, "Menyalin dan memeriksa")
            return self.desk.book.backup(folder)

        self.desk.run(self, "Membuat cadangan", work, self._copied)

    def _copied(self, facts: BackupFacts) -> None:
        self.copy_words.setText(f"Cadangan tersimpan dan sudah diperiksa: {facts.path}")
        theme.mark(self.copy_words, tone="baik")
        self.desk.change(self, lambda _c: None, note_copy)

    # the check

    def check(self) -> None:
        """Check the whole file while the work goes on."""
        self.check_button.setEnabled(False)
        self.check_words.setText("Sedang memeriksa…")

        def work(report: Report) -> list[Finding]:
            return check_book(
                self.desk.book, lambda part: report.report(0, None, f"Memeriksa {_PARTS.get(part, part)}")
            )

        job = self.desk.run(self, "Memeriksa berkas kantor", work, self._checked)
        job.failed.connect(lambda _error: self._stopped())
        job.cancelled.connect(self._stopped)

    def _stopped(self) -> None:
        self.check_button.setEnabled(True)
        self.check_words.setText("Pemeriksaan tidak selesai.")

    def _checked(self, found: Sequence[Finding]) -> None:
        self.check_button.setEnabled(True)
        if found:
            lines = "\n".join(f"• {each.sentence}" for each in found)
            self.check_words.setText(f"Yang ditemukan:\n{lines}\nPulihkan dari cadangan terakhir yang utuh.")
        else:
            self.check_words.setText("Berkas kantor utuh. Tidak ada yang perlu diperbaiki.")
        theme.mark(self.check_words, tone="bahaya" if found else "baik")


def _words(text: str = "", role: str = "") -> QLabel:
    label = QLabel(text)
    label.setWordWrap(True)
    if role:
        theme.mark(label, role)
    return label


def _button(text: str, icon: str, slot: Callable[[], None], *, main: bool = False) -> QPushButton:
    button = QPushButton(text)
    if main:
        theme.mark(button, "utama")
    theme.set_icon(button, icon, "on_accent" if main else "text")
    button.clicked.connect(slot)
    return button


def _card(title: str, *parts: QWidget) -> QFrame:
    card = QFrame()
    theme.mark(card, "kartu")
    heading = QLabel(title)
    theme.mark(heading, "subjudul")
    lines = QVBoxLayout(card)
    lines.setContentsMargins(theme.SPACE_16, theme.SPACE_16, theme.SPACE_16, theme.SPACE_16)
    lines.setSpacing(theme.SPACE_8)
    lines.addWidget(heading)
    for part in parts:
        lines.addWidget(part)
        if isinstance(part, QPushButton):
            part.setSizePolicy(part.sizePolicy().Policy.Maximum, part.sizePolicy().Policy.Fixed)
    return card
