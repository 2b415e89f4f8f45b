"""The queue of records that perhaps stand twice: why they look alike, and the two ways out of it.

The same for every room; what is alike, and what joining means, the room says in its `LikenessKind`.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QButtonGroup,
    QDialog,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QRadioButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from berkas.desk.desk import Desk
from berkas.engine.access import Right, may
from berkas.engine.likeness.joining import Comparison, compare, join
from berkas.engine.likeness.pairs import MOST_PAIRS, LikenessKind, Pair, call_different, open_pairs
from berkas.kit import dialogs, theme
from berkas.kit.comparison import Pair as Sides
from berkas.kit.comparison import Wording, choose_sides
from berkas.rules.numbers import show_integer
from berkas_db.changes import Changes

_WIDTH, _HEIGHT = 1080, 640
_JOINING = Wording(
    yours="Yang dipertahankan",
    take_theirs="Ambil yang ini",
    take_yours="Pertahankan",
    all_theirs="Ambil semua dari sisi kiri",
    back="Kembali",
    save="Gabungkan",
)


def show_doubles(owner: QWidget, desk: Desk, kind: LikenessKind) -> None:
    """Look for doubles of this kind and show what was found."""

    def show(pairs: list[Pair]) -> None:
        if pairs:
            dialog = DoublesDialog(owner, desk, kind, pairs)
            dialog.exec()
            dialog.setParent(None)
            dialog.deleteLater()
        else:
            dialogs.say(owner, "Data ganda", f"{kind.title}: tidak ada catatan yang tampak ganda.")

    desk.say(f"Mencari data ganda: {kind.title}…")
    desk.read(owner, show, open_pairs, kind, desk.actor)


class DoublesDialog(QDialog):
    """Pairs above, the chosen pair below: keep one and join the other into it, or say they are two."""

    def __init__(self, owner: QWidget | None, desk: Desk, kind: LikenessKind, pairs: Sequence[Pair]) -> None:
        super().__init__(owner)
        self.desk, self.kind = desk, kind
        self.pairs = list(pairs)
        self._compared: Comparison | None = None
        self.setWindowTitle(f"Data ganda: {kind.title}")
        self.heading = QLabel(self)
        theme.mark(self.heading, "subjudul")
        self.table = self._make_table()
        self.why = QLabel(self)
        self.keep = tuple(QRadioButton("Pertahankan yang ini", self) for _side in range(2))
        self.titles = (QLabel(self), QLabel(self))
        self.hanging = (QLabel(self), QLabel(self))
        self.done_words = QLabel(self)
        theme.mark(self.done_words, "redup")
        for label in (self.heading, self.why, self.done_words, *self.titles, *self.hanging):
            label.setWordWrap(True)
        self.different = self._button("Bukan data ganda", "x", self.call_different)
        self.joining = self._button("Gabungkan…", "", self.join)
        theme.mark(self.joining, "utama")
        self.undo_button = self._button("Urungkan", "arrow-back-up", self.undo)
        self.undo_button.hide()
        self._lay_out()
        writes = may(desk.actor, Right.RECORD) and not desk.book.read_only
        for button in (self.different, self.joining):
            button.setEnabled(writes)
        self.table.itemSelectionChanged.connect(self._chosen)
        self._fill()

    def _make_table(self) -> QTableWidget:
        table = QTableWidget(0, 3, self)
        table.setHorizontalHeaderLabels(["Catatan pertama", "Catatan kedua", "Mengapa tampak ganda"])
        table.setAccessibleName("Pasangan yang tampak ganda")
        table.verticalHeader().hide()
        header = table.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        table.setSelectionBehavior(QTableWidget.SelectionBehavior.SelectRows)
        table.setSelectionMode(QTableWidget.SelectionMode.SingleSelection)
        table.setTabKeyNavigation(False)
        return table

    def _button(self, words: str, icon: str, slot: Callable[[], object]) -> QPushButton:
        button = QPushButton(words, self)
        if icon:
            theme.set_icon(button, icon)
        button.clicked.connect(lambda _checked: slot())
        button.setAutoDefault(False)
        return button

    def _lay_out(self) -> None:
        cards = QHBoxLayout()
        cards.setSpacing(theme.SPACE_16)
        group = QButtonGroup(self)
        for radio, title, words in zip(self.keep, self.titles, self.hanging, strict=True):
            card = QFrame(self)
            theme.mark(card, "kartu")
            inside = QVBoxLayout(card)
            inside.setContentsMargins(theme.SPACE_16, theme.SPACE_8, theme.SPACE_16, theme.SPACE_8)
            theme.mark(title, "label")
            for part in (title, words, radio):
                inside.addWidget(part)
            cards.addWidget(card, 1)
            group.addButton(radio)
        close = self._button("Tutup", "x", self.accept)
        foot = QHBoxLayout()
        foot.setSpacing(theme.SPACE_8)
        foot.addWidget(self.done_words, 1)
        for button in (self.undo_button, close, self.different, self.joining):
            foot.addWidget(button)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(theme.SPACE_24, theme.SPACE_16, theme.SPACE_24, theme.SPACE_16)
        lines.setSpacing(theme.SPACE_8)
        lines.addWidget(self.heading)
        lines.addWidget(self.table, 1)
        lines.addWidget(self.why)
        lines.addLayout(cards)
        lines.addLayout(foot)
        space, scale = self.screen().availableGeometry(), theme.tokens().scale
        self.resize(
            min(round(_WIDTH * scale), round(space.width() * 0.95)),
            min(round(_HEIGHT * scale), round(space.height() * 0.9)),
        )

    # showing

    def _fill(self, row: int = 0) -> None:
        count = show_integer(len(self.pairs))
        more = " pertama" if len(self.pairs) == MOST_PAIRS else ""
        self.heading.setText(f"{count} pasangan{more} tampak ganda" if self.pairs else "Semua sudah dinilai")
        self.table.setRowCount(len(self.pairs))
        for place, pair in enumerate(self.pairs):
            for column, words in enumerate((*pair.titles, "; ".join(pair.reasons))):
                item = QTableWidgetItem(words)
                item.setToolTip(words)
                self.table.setItem(place, column, item)
        if self.pairs:
            self.table.selectRow(min(row, len(self.pairs) - 1))
            self.table.setFocus()
        self._chosen()

    @property
    def pair(self) -> Pair | None:
        """The pair the cursor stands on."""
        row = self.table.currentRow()
        return self.pairs[row] if 0 <= row < len(self.pairs) else None

    def _chosen(self) -> None:
        pair, self._compared = self.pair, None
        for widget in (*self.keep, *self.titles, *self.hanging, self.different, self.joining):
            widget.setVisible(pair is not None)
        if pair is None:
            self.why.setText("Tidak ada lagi yang tampak ganda.")
            return
        self.why.setText(f"{'; '.join(pair.reasons)}. Pilih catatan yang dipertahankan.")
        for radio, label, title in zip(self.keep, self.titles, pair.titles, strict=True):
            label.setText(title)
            radio.setAccessibleName(f"Pertahankan {title}")
        self.keep[0].setChecked(True)
        for label in self.hanging:
            label.setText("")
        self.desk.read_or(self, self._show_hanging, self._gone, compare, self.kind, pair.first, pair.second)

    def _show_hanging(self, compared: Comparison) -> None:
        self._compared = compared
        for label, lines in zip(self.hanging, compared.hanging, strict=True):
            label.setText("Terkait: " + ", ".join(lines) if lines else "Belum ada yang terkait.")

    def _gone(self, _error: BaseException) -> None:
        self.why.setText("Salah satu catatan ini sudah tidak ada.")
        self.joining.setEnabled(False)

    # judging

    def call_different(self) -> None:
        """Remember that these two are not the same thing."""
        if (pair := self.pair) is not None:
            self.desk.change(
                self,
                lambda changes: self._judged("Dinyatakan bukan data ganda.", changes),
                call_different, self.kind, pair.first, pair.second,
            )  # fmt: skip

    def join(self) -> None:
        """Compare what differs, then make one record of the two."""
        pair, compared = self.pair, self._compared
        if pair is None or compared is None:
            return
        kept_first = self.keep[0].isChecked()
        kept, gone = (pair.first, pair.second) if kept_first else (pair.second, pair.first)
        titles = pair.titles if kept_first else pair.titles[::-1]
        taken = self._choose_fields(compared, titles, kept_first=kept_first)
        if taken is None:
            return
        self.desk.change(
            self,
            lambda changes: self._judged(f"Digabung menjadi {titles[0]}.", changes),
            join, self.kind, kept, gone, taken=taken, reason="; ".join(pair.reasons),
        )  # fmt: skip

    def _choose_fields(
        self, compared: Comparison, titles: Sequence[str], *, kept_first: bool
    ) -> tuple[str, ...] | None:
        if not compared.differing:
            agreed = dialogs.ask(
                self,
                "Gabungkan?",
                f"Semua yang terkait dengan {titles[1]} berpindah ke {titles[0]}. "
                "Satu kali Urungkan mengembalikan semuanya.",
                yes="Gabungkan",
            )
            return () if agreed else None
        pairs = [
            Sides(each.label, each.second, each.first)
            if kept_first
            else Sides(each.label, each.first, each.second)
            for each in compared.differing
        ]
        chosen = choose_sides(
            self,
            title="Gabungkan dua catatan",
            sentence="Pilih isian yang benar. Isian kosong dilengkapi dari catatan lain, dan semua yang "
            "terkait ikut berpindah. Satu kali Urungkan mengembalikan semuanya.",
            theirs=f"Yang digabungkan: {titles[1]}",
            pairs=pairs,
            wording=replace(_JOINING, yours=f"Yang dipertahankan: {titles[0]}"),
        )
        if chosen is None:
            return None
        return tuple(each.key for place, each in enumerate(compared.differing) if place in chosen)

    def _judged(self, words: str, changes: Changes) -> None:
        self.done_words.setText(words)
        self.undo_button.setVisible(changes.can_undo)
        self._refresh()

    def undo(self) -> None:
        """Take the last judgement back."""
        self.desk.undo(self, lambda _changes: self._undone())

    def _undone(self) -> None:
        self.done_words.setText("Langkah terakhir diurungkan.")
        self.undo_button.hide()
        self._refresh()

    def _refresh(self) -> None:
        row = max(self.table.currentRow(), 0)

        def show(pairs: list[Pair]) -> None:
            self.pairs = pairs
            self._fill(row)

        self.desk.read(self, show, open_pairs, self.kind, self.desk.actor)
