"""The dialogs of packages: a name for this computer, a working copy, what to send and to whom."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QListWidget, QListWidgetItem, QWidget

from berkas.engine.packages.copies import Copy
from berkas.engine.packages.selection import ROOTS
from berkas.engine.packages.working_copy import WishedCopy
from berkas.kit import theme
from berkas.kit.askdialog import AskDialog
from berkas.rooms.office.queries.packages import RecordLine
from berkas.rules.passwords import LEAST, password_problem

EVERYTHING = "semua"
_ROWS_SEEN = 7


@dataclass(frozen=True, slots=True)
class WishedParcel:
    """What is to be sent: to whom (a row, or None), records by kind (none: all changes), and how."""

    to: int | None
    kind: str
    ids: tuple[int, ...]
    passphrase: str = field(repr=False)
    note: str
    with_identities: bool


class NameDialog(AskDialog):
    """How this computer is called in packages."""

    def __init__(self, parent: QWidget, own: Copy | None, keep: Callable[[str, str], object]) -> None:
        super().__init__(
            parent,
            "Nama komputer ini",
            "Nama ini tertulis di setiap paket. Awalan nomor hanya untuk komputer selain komputer utama "
            "kantor: nomor dan kode yang dibuat di sini didahului awalan itu, sehingga tidak pernah kembar.",
        )
        self._keep = keep
        self.add_field("name", "Nama, misalnya Meja pelayanan").setText(own.name if own else "")
        self.add_field("prefix", "Awalan nomor, misalnya L1 (kosong untuk komputer utama)")
        self.finish("Simpan", lambda: self._keep(self.text("name"), self.text("prefix")))


class WorkingCopyDialog(AskDialog):
    """The copy that goes along on a laptop."""

    def __init__(self, parent: QWidget, *, is_protected: bool, make: Callable[[WishedCopy], object]) -> None:
        super().__init__(
            parent,
            "Siapkan salinan kerja",
            "Salinan kerja memuat seluruh isi kantor ini dan dapat diisi di komputer lain, misalnya laptop "
            "tim kunjungan. Hasilnya kembali sebagai paket.",
        )
        self._make = make
        self._is_protected = is_protected
        self.add_field("name", "Nama salinan, misalnya Laptop tim 1")
        self.add_field("prefix", "Awalan nomor, misalnya L1")
        if is_protected:
            self.add_words("Salinan ini dibuka dengan frasa sandi kantor ini.", "redup")
        else:
            self.add_field("passphrase", f"Frasa sandi salinan, paling sedikit {LEAST} karakter", secret=True)
            self.add_field("again", "Ulangi frasa sandi", secret=True)
        self.finish("Pilih tempat dan buat", self._give)

    def _give(self) -> None:
        secret = "" if self._is_protected else self.text("passphrase")
        problem = None if self._is_protected else password_problem(secret, word="Frasa sandi")
        if not self.text("name").strip():
            self.refuse("Isi nama salinan.", "name")
        elif not self.text("prefix").strip():
            self.refuse("Isi awalan nomor.", "prefix")
        elif problem is not None:
            self.refuse(problem, "passphrase")
        elif not self._is_protected and secret != self.text("again"):
            self.refuse("Kedua frasa sandi tidak sama. Ketik lagi keduanya.", "again")
        else:
            self._make(WishedCopy(self.text("name"), self.text("prefix"), secret))


class SendDialog(AskDialog):
    """Who gets what. `records` asks for the records of a kind and hands them to its second argument."""

    def __init__(
        self,
        parent: QWidget,
        others: Sequence[Copy],
        records: Callable[[str, Callable[[list[RecordLine]], None]], None],
        send: Callable[[WishedParcel], object],
    ) -> None:
        super().__init__(
            parent,
            "Buat paket",
            "Paket memuat catatan yang dipilih beserta semua yang menyertainya, disandi dan ditandatangani. "
            "Sampaikan frasa sandinya lewat jalan lain, jangan bersama stik USB-nya.",
        )
        self._send = send
        self._records = records
        self.to = QComboBox(self)
        for copy in others:
            self.to.addItem(copy.name, copy.id)
        self.to.addItem("Komputer yang belum dikenal", None)
        self.add_part("Untuk", self.to)
        self.kind = QComboBox(self)
        self.kind.addItem("Semua perubahan", EVERYTHING)
        for table, words in ROOTS.items():
            self.kind.addItem(f"Pilih: {words}", table)
        self.add_part("Isi paket", self.kind)
        self.filter = QLineEdit(self)
        self.filter.setPlaceholderText("Saring daftar")
        self.filter.setAccessibleName("Saring daftar catatan")
        self.list = QListWidget(self)
        self.list.setFixedHeight(theme.tokens().row_height * _ROWS_SEEN)
        self.add_part("Catatan", self.filter)
        self.add_part("Yang dicentang ikut dalam paket", self.list)
        self.identities = QCheckBox("Sertakan jati diri orang yang disebut", self)
        self.identities.setChecked(True)
        self.add_part("Jati diri", self.identities)
        self.add_field("note", "Keterangan, misalnya Kunjungan 12 Juni 2025")
        self.add_field("passphrase", f"Frasa sandi paket, paling sedikit {LEAST} karakter", secret=True)
        self.add_field("again", "Ulangi frasa sandi", secret=True)
        self.kind.currentIndexChanged.connect(lambda _place: self._kind_chosen())
        self.filter.textChanged.connect(self._narrow)
        self.finish("Pilih tempat dan buat", self._give)
        self._kind_chosen()
        self.to.setFocus()

    def chosen(self) -> tuple[int, ...]:
        """The records that are ticked."""
        items = (self.list.item(place) for place in range(self.list.count()))
        return tuple(
            item.data(Qt.ItemDataRole.UserRole)
            for item in items
            if item.checkState() is Qt.CheckState.Checked
        )

    def _kind_chosen(self) -> None:
        table = self.kind.currentData()
        picks = table != EVERYTHING
        self.list.setEnabled(picks)
        self.filter.setEnabled(picks)
        self.list.clear()
        if picks:
            self._records(table, lambda lines: self._fill(table, lines))

    def _fill(self, table: str, lines: Sequence[RecordLine]) -> None:
        if self.kind.currentData() != table:
            return
        for line in lines:
            item = QListWidgetItem(line.words)
            item.setData(Qt.ItemDataRole.UserRole, line.id)
            item.setCheckState(Qt.CheckState.Unchecked)
            self.list.addItem(item)

    def _narrow(self, typed: str) -> None:
        for place in range(self.list.count()):
            item = self.list.item(place)
            item.setHidden(typed.casefold() not in item.text().casefold())

    def _give(self) -> None:
        secret = self.text("passphrase")
        kind, ids = self.kind.currentData(), self.chosen()
        problem = password_problem(secret, word="Frasa sandi")
        if kind != EVERYTHING and not ids:
            self.refuse("Centang sekurang-kurangnya satu catatan.")
            self.list.setFocus()
        elif problem is not None:
            self.refuse(problem, "passphrase")
        elif secret != self.text("again"):
            self.refuse("Kedua frasa sandi tidak sama. Ketik lagi keduanya.", "again")
        else:
            self._send(
                WishedParcel(
                    self.to.currentData(),
                    kind,
                    ids,
                    secret,
                    self.text("note").strip(),
                    self.identities.isChecked(),
                )
            )
