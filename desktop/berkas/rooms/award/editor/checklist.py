"""“Periksa kelengkapan” on screen: every fault with its weight; Enter goes to its place."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QListWidget, QListWidgetItem, QPushButton, QVBoxLayout, QWidget

from berkas.kit import theme
from berkas.rules.preflight import Fault, Preflight
from berkas.rules.vocabulary import FaultSeverity

_ICONS = {
    FaultSeverity.MENGHALANGI: ("circle-x", "bahaya"),
    FaultSeverity.PERINGATAN: ("alert-triangle", "peringatan"),
    FaultSeverity.CATATAN: ("info-circle", "info"),
}


class CheckList(QWidget):
    """The result of the check."""

    wanted = Signal(object)
    """A `Fault` somebody wants to go to."""
    print_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.head = QLabel(self)
        self.head.setWordWrap(True)
        theme.mark(self.head, "label")
        self.list = QListWidget(self)
        self.list.setWordWrap(True)
        self.list.setAccessibleName("Hasil periksa kelengkapan")
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.itemActivated.connect(self._activated)
        self.print = QPushButton("Cetak daftar ini", self)
        theme.set_icon(self.print, "printer")
        self.print.clicked.connect(lambda _checked=False: self.print_wanted.emit())
        self.foot = QLabel(self)
        self.foot.setWordWrap(True)
        theme.mark(self.foot, "redup")
        lines = QVBoxLayout(self)
        lines.setContentsMargins(theme.SPACE_8, theme.SPACE_8, theme.SPACE_8, theme.SPACE_8)
        lines.addWidget(self.head)
        lines.addWidget(self.list, 1)
        lines.addWidget(self.foot)
        lines.addWidget(self.print)
        self.show_nothing()

    def show_nothing(self) -> None:
        """Before the first check."""
        self.list.clear()
        self.head.setText("Tekan F5 untuk memeriksa kelengkapan.")
        self.foot.clear()
        self.print.setEnabled(False)

    def show_result(self, result: Preflight) -> None:
        """Show the faults, the heaviest first."""
        self.list.clear()
        for fault in result.faults:
            icon, _tone = _ICONS[fault.severity]
            item = QListWidgetItem(theme.icon(icon), f"{fault.severity.label}: {fault.message}")
            item.setData(Qt.ItemDataRole.UserRole, fault)
            self.list.addItem(item)
        if result.faults:
            self.list.setCurrentRow(0)
        self.print.setEnabled(True)
        self.head.setText(summary(result))
        self.foot.setText("Tidak diperiksa: " + " ".join(result.unchecked))

    def faults(self) -> list[Fault]:
        """The faults shown, in order."""
        rows = range(self.list.count())
        return [self.list.item(row).data(Qt.ItemDataRole.UserRole) for row in rows]

    def _activated(self, item: QListWidgetItem) -> None:
        self.wanted.emit(item.data(Qt.ItemDataRole.UserRole))


def summary(result: Preflight) -> str:
    """“Belum siap: 12 menghalangi, 3 peringatan.”."""
    counts = [
        f"{number} {severity.label.casefold()}"
        for severity in FaultSeverity
        if (number := sum(fault.severity is severity for fault in result.faults))
    ]
    state = "Siap dicetak untuk ditandatangani" if result.is_ready else "Belum siap"
    return f"{state}: {', '.join(counts)}." if counts else f"{state}."
