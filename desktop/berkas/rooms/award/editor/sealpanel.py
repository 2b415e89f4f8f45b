"""Beside the criteria: who signed which revision, whether the dossier is locked, and what changed since."""

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPlainTextEdit,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from berkas.engine.evidence import EvidenceError, Proof, read_piece
from berkas.kit import theme
from berkas.kit.choosers import Combo
from berkas.kit.dialogs import Message
from berkas.kit.editors import Lookup, Today
from berkas.kit.flow import FlowLayout
from berkas.kit.form import Form
from berkas.rooms.award.commands.signing import MINUTES, STATEMENT
from berkas.rooms.award.fields import SIGNING
from berkas.rooms.award.queries.revisions import LockedState, SealView, Signature
from berkas.rules.dates import show_medium
from berkas.rules.fields import ChosenFile, Severity
from berkas.rules.identity import show_nip

PAPERS = {STATEMENT: "Pernyataan keabsahan", MINUTES: "Berita acara"}
_TALL = 104
_NOW = "keadaan sekarang"


class SealPanel(QScrollArea):
    """Signatures, lock, revisions of one unit."""

    sign_wanted = Signal(str)
    """A paper somebody wants to note the signatures of."""
    lock_wanted = Signal()
    open_wanted = Signal()
    scan_wanted = Signal(int)
    compare_wanted = Signal(int, object)
    """An older revision, and a newer one or None for the dossier as it is now."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._fixed = False
        self._shown: tuple[SealView, bool] | None = None
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        inner = QWidget(self)
        theme.mark(inner, "isi")
        self.state = self._label(inner, "subjudul")
        self.seal = self._label(inner, "redup")
        self.seal.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.statement = self._button(inner, "Tanda tangan pernyataan…", "signature")
        self.minutes = self._button(inner, "Tanda tangan berita acara…", "signature")
        self.lock = self._button(inner, "Sahkan dan kunci…", "lock")
        self.reopen = self._button(inner, "Buka revisi baru…", "lock-open")
        buttons = FlowLayout(spacing=theme.SPACE_8)
        for button in (self.statement, self.minutes, self.lock, self.reopen):
            buttons.addWidget(button)
        self.signatures = self._list(inner, "Tanda tangan")
        self.states = self._list(inner, "Revisi berkas")
        self.against = Combo(inner)
        self.against.setAccessibleName("Bandingkan dengan")
        self.compare = self._button(inner, "Bandingkan", "history")
        self.changes = QPlainTextEdit(inner)
        self.changes.setReadOnly(True)
        self.changes.setTabChangesFocus(True)
        self.changes.setAccessibleName("Alasan dan perubahan")
        self.changes.setMinimumHeight(130)
        lines = QVBoxLayout(inner)
        lines.setContentsMargins(theme.SPACE_8, theme.SPACE_8, theme.SPACE_8, theme.SPACE_8)
        lines.setSpacing(theme.SPACE_8)
        lines.addWidget(self.state)
        lines.addWidget(self.seal)
        lines.addLayout(buttons)
        for words, part in (
            ("Tanda tangan (Enter membuka pindaiannya)", self.signatures),
            ("Revisi", self.states),
            ("Bandingkan revisi terpilih dengan", self.against),
        ):
            label = self._label(inner, "label")
            label.setText(words)
            label.setBuddy(part)
            lines.addWidget(label)
            lines.addWidget(part)
        lines.addWidget(self.compare)
        lines.addWidget(self.changes)
        lines.addStretch()
        self.setWidget(inner)
        self._connect()

    def _label(self, inner: QWidget, role: str) -> QLabel:
        label = QLabel(inner)
        label.setWordWrap(True)
        theme.mark(label, role)
        return label

    def _button(self, inner: QWidget, words: str, icon: str) -> QPushButton:
        button = QPushButton(words, inner)
        theme.set_icon(button, icon)
        return button

    def _list(self, inner: QWidget, name: str) -> QListWidget:
        made = QListWidget(inner)
        made.setAccessibleName(name)
        made.setWordWrap(True)
        made.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        made.setFixedHeight(round(_TALL * theme.tokens().scale ** 0.5))
        return made

    def _connect(self) -> None:
        def when(button: QPushButton, slot: Callable[[], object]) -> None:
            button.clicked.connect(lambda _checked: slot())

        when(self.statement, lambda: self.sign_wanted.emit(STATEMENT))
        when(self.minutes, lambda: self.sign_wanted.emit(MINUTES))
        when(self.lock, self.lock_wanted.emit)
        when(self.reopen, self.open_wanted.emit)
        when(self.compare, self._compare)
        self.states.currentRowChanged.connect(lambda _row: self._show_reason())
        self.signatures.itemActivated.connect(self._open_scan)

    def show_seal(self, view: SealView) -> None:
        """Show where the signing of a unit stands; what is chosen and compared stays while nothing moved."""
        if (view, self._fixed) == self._shown:
            return
        self._shown = (view, self._fixed)
        is_locked = bool(view.locked_at)
        self.state.setText(_state(view))
        self.seal.setText(_seal(view))
        self.seal.setVisible(bool(self.seal.text()))
        for button in (self.statement, self.minutes, self.lock):
            button.setVisible(not is_locked)
            button.setEnabled(not self._fixed)
        self.reopen.setVisible(is_locked)
        self.reopen.setEnabled(not self._fixed)
        self.signatures.clear()
        for signature in view.signatures:
            item = QListWidgetItem(_signature(signature))
            item.setData(Qt.ItemDataRole.UserRole, signature.scan)
            self.signatures.addItem(item)
        if not view.signatures:
            self.signatures.addItem("Belum ada tanda tangan yang dicatat.")
        self.states.clear()
        self.against.clear()
        self.against.addItem(_NOW, None)
        for state in view.states:
            item = QListWidgetItem(_locked(state))
            item.setData(Qt.ItemDataRole.UserRole, state)
            self.states.addItem(item)
            if state.has_content:
                self.against.addItem(f"revisi {state.number}", state.number)
        has_states = any(state.has_content for state in view.states)
        self.compare.setEnabled(has_states)
        self.against.setEnabled(has_states)
        self.states.setCurrentRow(0 if view.states else -1)
        self._show_reason()

    def set_read_only(self, on: bool) -> None:
        """Whether nothing may be signed, locked or opened by who sits here; a lock alone does not count."""
        self._fixed = on

    def show_changes(self, lines: list[str]) -> None:
        """What a comparison found."""
        self.changes.setPlainText("\n".join(lines) or "Tidak ada isi yang berbeda.")

    def _chosen(self) -> LockedState | None:
        item = self.states.currentItem()
        return item.data(Qt.ItemDataRole.UserRole) if item is not None else None

    def _show_reason(self) -> None:
        state = self._chosen()
        if state is None:
            self.changes.setPlainText("Berkas unit ini belum pernah dikunci.")
            return
        parts = [f"Alasan: {state.reason}" if state.reason else "", state.changes]
        self.changes.setPlainText("\n".join(part for part in parts if part) or "Penguncian pertama.")

    def _compare(self) -> None:
        state = self._chosen()
        if state is not None and state.has_content:
            other = self.against.currentData()
            pair = (state.number, None) if other is None else sorted((state.number, other))
            self.compare_wanted.emit(*pair)
        else:
            self.show_changes(["Pilih revisi yang sudah dikunci."])

    def _open_scan(self, item: QListWidgetItem) -> None:
        scan = item.data(Qt.ItemDataRole.UserRole)
        if scan is not None:
            self.scan_wanted.emit(scan)


def _moment(instant: str) -> str:
    local = datetime.fromisoformat(instant).astimezone()
    return f"{show_medium(local.date())} pukul {local:%H.%M}"


def _state(view: SealView) -> str:
    if view.locked_at:
        return f"Revisi {view.revision} disahkan dan dikunci {_moment(view.locked_at)}."
    return f"Revisi {view.revision} belum disahkan."


def _seal(view: SealView) -> str:
    if view.holds is None:
        return ""
    words = "cocok dengan isinya" if view.holds else "TIDAK cocok: isi berubah sesudah dikunci"
    groups = " ".join(view.seal[start : start + 16] for start in range(0, len(view.seal), 16))
    return f"Segel {words}. Sidik {groups}"


def _signature(signature: Signature) -> str:
    day = show_medium(date.fromisoformat(signature.signed_on)) if signature.signed_on else "belum"
    nip = f"NIP {show_nip(signature.nip)}" if signature.nip else "tanpa NIP"
    parts = [PAPERS.get(signature.paper, signature.paper), f"revisi {signature.revision}", nip, day]
    return f"{signature.name}\n" + " · ".join([*parts, *(["ada pindaian"] if signature.scan else [])])


def _locked(state: LockedState) -> str:
    if not state.has_content:
        return f"Revisi {state.number}: dibuka {_moment(state.locked_at)}, belum dikunci"
    by = f" oleh {state.locked_by}" if state.locked_by else ""
    return f"Revisi {state.number}: dikunci {_moment(state.locked_at)}{by} · sidik {state.sha256[:12]}"


class SignDialog(Message):
    """The day a paper was signed, and its scan."""

    def __init__(self, parent: QWidget, paper: str, lookup: Lookup, today: Today) -> None:
        who = "kepala unit" if paper == STATEMENT else "seluruh tim dan kepala unit"
        super().__init__(
            parent,
            f"Tanda tangan: {PAPERS[paper]}",
            f"Ditandatangani {who}. Nama, NIP, dan urutannya dicatat seperti pada berkas unit saat ini.",
        )
        self.form = Form(SIGNING, lookup=lookup, today=today, max_columns=1, name="Tanda tangan", parent=self)
        self.form.set_values({"signed_on": today().isoformat()})
        self.add_part(self.form)
        self.add_button("Batal")
        self.add_button("Catat", "utama").setDefault(True)

    def ask(self) -> tuple[date, Path | None] | None:
        """The day and the scan; None for Esc."""
        self.form.focus()
        typed: dict[str, object] = {}
        self.accepted.connect(lambda: typed.update(self.form.values()))
        if not self.run() or not typed.get("signed_on"):
            return None
        scan = typed.get("scan")
        path = Path(scan.path) if isinstance(scan, ChosenFile) else None
        return date.fromisoformat(str(typed["signed_on"])), path

    def _choose(self, index: int) -> None:
        """What is wrong is said first."""
        found = self.form.problems() if index else []
        self.form.show_problems(found)
        if not any(problem.severity is Severity.HARD for problem in found):
            super()._choose(index)


def read_scan(path: Path | None) -> Proof | str | None:
    """The scan of a signed paper, the sentence why it cannot be kept, or nothing when there is none."""
    if path is None:
        return None
    try:
        return read_piece(path)
    except EvidenceError as error:
        return str(error)
