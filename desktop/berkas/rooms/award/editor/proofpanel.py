"""One proof seen large, with what is written about it: caption, place, date, taker, what must be covered."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QSize, Qt, Signal, SignalInstance
from PySide6.QtGui import QPixmap, QResizeEvent
from PySide6.QtWidgets import QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from berkas.engine.evidence import Use
from berkas.kit import theme
from berkas.kit.editors import Lookup, Today
from berkas.kit.flow import FlowLayout
from berkas.kit.folderpick import show_size
from berkas.kit.form import Form
from berkas.rooms.award.fields import PROOF
from berkas.rules.dates import show_short
from berkas.rules.fields import Severity
from berkas.rules.vocabulary import EvidenceKind


class Picture(QLabel):
    """A picture that fits its place and keeps its shape."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._whole = QPixmap()
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setMinimumHeight(160)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    def show_bytes(self, data: bytes | None) -> None:
        """Show a picture, or nothing."""
        self._whole = QPixmap()
        if data:
            self._whole.loadFromData(data)
        self.setVisible(not self._whole.isNull())
        self._fit()

    def sizeHint(self) -> QSize:
        """A comfortable height."""
        return QSize(320, 240)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit again."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        if not self._whole.isNull():
            keep, smooth = Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
            self.setPixmap(self._whole.scaled(self.size(), keep, smooth))


class ProofPanel(QWidget):
    """The chosen proof."""

    save_requested = Signal(int, object)
    """Id of the use, and the values to save."""
    remove_requested = Signal(int)
    cover_requested = Signal(int)
    replace_requested = Signal(int)
    share_requested = Signal(int)
    accept_requested = Signal(int)
    history_requested = Signal(int)
    together_requested = Signal(int)

    def __init__(self, lookup: Lookup, today: Today, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.use: Use | None = None
        self.head = QLabel(self)
        self.head.setWordWrap(True)
        theme.mark(self.head, "label")
        self.picture = Picture(self)
        self.facts = QLabel(self)
        self.facts.setWordWrap(True)
        theme.mark(self.facts, "redup")
        self.warning = QLabel(self)
        self.warning.setWordWrap(True)
        theme.mark(self.warning, "catatan", tone="peringatan")
        self.form = Form(
            PROOF, lookup=lookup, today=today, max_columns=1, name="Keterangan bukti", parent=self
        )
        self.save_button = self._button("Simpan keterangan", "device-floppy", self.save)
        self.remove_button = self._button("Keluarkan dari kriteria", "x", self._remove)
        ask = self._asking
        self.cover_button = self._button("Tutup bagian foto…", "eye-off", ask(self.cover_requested))
        self.replace_button = self._button("Ganti berkasnya…", "refresh", ask(self.replace_requested))
        self.share_button = self._button("Pakai juga pada…", "link", ask(self.share_requested))
        self.accept_button = self._button("Masih berlaku", "check", ask(self.accept_requested))
        self.together_button = self._button(
            "Samakan tempat dan pengambil", "copy", ask(self.together_requested)
        )
        self.history_button = self._button("Lihat revisi", "history", ask(self.history_requested))
        self._changing = (
            self.save_button,
            self.cover_button,
            self.replace_button,
            self.share_button,
            self.accept_button,
            self.together_button,
            self.remove_button,
        )
        buttons = FlowLayout(spacing=theme.SPACE_8)
        for button in (*self._changing, self.history_button):
            buttons.addWidget(button)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(theme.SPACE_8)
        for part in (self.head, self.picture, self.facts, self.warning, self.form):
            lines.addWidget(part)
        lines.addLayout(buttons)
        self.show_nothing()

    def _button(self, words: str, icon: str, slot: Callable[[], None]) -> QPushButton:
        button = QPushButton(words, self)
        theme.set_icon(button, icon)
        button.clicked.connect(slot)
        return button

    def show_nothing(self) -> None:
        """No proof chosen."""
        self.use = None
        self.head.setText("Pilih satu bukti untuk melihat dan mengisi keterangannya.")
        self.picture.show_bytes(None)
        for part in (self.facts, self.warning, self.form, *self._changing, self.history_button):
            part.hide()

    def show_proof(self, use: Use, mark: str, warning: str, picture: bytes | None, *, shared: bool) -> None:
        """Show one proof; `picture` may be its small picture until the large one comes."""
        self.use = use
        self.head.setText(f"{use.kind.label} pada butir {mark}: {use.file_name or use.code}")
        self.picture.show_bytes(picture)
        self.facts.setText(_facts(use))
        self.warning.setText(warning)
        values = {
            "caption": use.caption,
            "place": use.place,
            "taken_on": use.taken_on or None,
            "taken_by": use.taken_by,
            "alt_text": use.alt_text,
            "must_cover": use.must_cover,
            "shared_reason": use.shared_reason,
        }
        fields = [field.key for field in PROOF if field.key != "shared_reason" or shared]
        self.form.set_visible_fields(fields)
        self.form.set_values(values)
        self.form.mark_saved()
        for part in (self.facts, self.form, *self._changing):
            part.show()
        self.accept_button.setVisible(use.needs_new_photo and use.kind is not EvidenceKind.FOTO)
        self.cover_button.setVisible(use.kind is EvidenceKind.FOTO and not use.needs_new_photo)
        self.share_button.setVisible(not use.needs_new_photo)
        self.history_button.setVisible(use.revision > 0)
        self.warning.setVisible(bool(warning))

    def show_large(self, use_id: int, picture: bytes | None) -> None:
        """The large picture of a proof has come; another one may be shown by now."""
        if picture and self.use is not None and self.use.id == use_id:
            self.picture.show_bytes(picture)

    def is_changed(self) -> bool:
        """Whether something typed here is not saved."""
        return self.use is not None and self.form.is_changed()

    def save(self) -> None:
        """Ask for saving when nothing hard is wrong."""
        if self.use is None:
            return
        problems = self.form.problems()
        self.form.show_problems(problems)
        hard = [problem for problem in problems if problem.severity is Severity.HARD]
        if hard:
            self.form.focus(hard[0].key)
        else:
            self.save_requested.emit(self.use.id, self.form.values())

    def set_read_only(self, on: bool) -> None:
        """Whether proofs can only be looked at."""
        self.form.set_read_only(on)
        for button in self._changing:
            button.setEnabled(not on)

    def _asking(self, wish: SignalInstance) -> Callable[[], None]:
        """What a button does that asks for something about the proof shown."""

        def ask() -> None:
            if self.use is not None:
                wish.emit(self.use.id)

        return ask

    def _remove(self) -> None:
        if self.use is not None:
            self.remove_requested.emit(self.use.id)


def _facts(use: Use) -> str:
    added = show_short(date.fromisoformat(use.added_on))
    parts = [
        f"{use.width} × {use.height} titik" if use.width and use.height else "",
        f"{use.pages} halaman" if use.pages else "",
        f"ditambahkan {added}",
        show_size(use.size),
        f"revisi {use.revision}" if use.revision else "",
        "tanggal dari kamera" if use.taken_at else "",
        "sebagian ditutup" if use.is_covered else "",
        "memuat lokasi, tidak ikut keluar" if use.has_location else "",
        f"sidik {use.sha256[:12]}",
    ]
    return " · ".join(part for part in parts if part)
