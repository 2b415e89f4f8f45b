"""The dialogs of the accounts: the first account, a password to hand over, who keeps the recovery codes."""

from collections.abc import Callable

from PySide6.QtWidgets import QCheckBox, QDialog, QDialogButtonBox, QLabel, QLineEdit, QVBoxLayout, QWidget

from berkas.engine.accounts import TEMPORARY_DAYS, Handed
from berkas.kit import keys, theme
from berkas.rules.passwords import ADVISED, LEAST

_WIDTH = 480


class AskDialog(QDialog):
    """A few lines, a refusal in its place, and a button that does it. `done_with` gives what was typed."""

    def __init__(self, parent: QWidget, title: str, sentence: str) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setMinimumWidth(_WIDTH)
        self._lines = QVBoxLayout(self)
        self._lines.setSpacing(theme.SPACE_8)
        self.fields: dict[str, QLineEdit] = {}
        self._secrets: list[QLineEdit] = []
        self.add_words(sentence)

    def add_words(self, words: str, role: str = "") -> QLabel:
        """A sentence between the fields."""
        label = QLabel(words, self)
        label.setWordWrap(True)
        if role:
            theme.mark(label, role)
        self._lines.addWidget(label)
        return label

    def add_field(self, key: str, label: str, *, secret: bool = False) -> QLineEdit:
        """A field with its label above it."""
        words = self.add_words(label, "label")
        line = QLineEdit(self)
        line.setAccessibleName(label)
        words.setBuddy(line)
        if secret:
            line.setEchoMode(QLineEdit.EchoMode.Password)
            self._secrets.append(line)
        self._lines.addWidget(line)
        self.fields[key] = line
        return line

    def finish(self, words: str, slot: Callable[[], object]) -> None:
        """The refusal and the buttons."""
        if self._secrets:
            shown = QCheckBox("Tampilkan yang diketik", self)
            shown.toggled.connect(self._show_typed)
            self._lines.addWidget(shown)
        self.problem = self.add_words("", "galat")
        self.problem.hide()
        buttons = QDialogButtonBox(self)
        go = buttons.addButton(words, QDialogButtonBox.ButtonRole.AcceptRole)
        theme.mark(go, "utama")
        buttons.addButton("Batal", QDialogButtonBox.ButtonRole.RejectRole)
        buttons.accepted.connect(slot)
        buttons.rejected.connect(self.reject)
        self._lines.addWidget(buttons)
        keys.assign_mnemonics(self, reserved="")
        next(iter(self.fields.values())).setFocus()

    def refuse(self, sentence: str, key: str = "") -> None:
        """Say why not, and go to the field meant."""
        self.problem.setText(sentence)
        self.problem.show()
        line = self.fields.get(key)
        if line is not None:
            line.selectAll()
            line.setFocus()

    def text(self, key: str) -> str:
        """What stands in a field."""
        return self.fields[key].text()

    def _show_typed(self, shown: bool) -> None:
        mode = QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password
        for line in self._secrets:
            line.setEchoMode(mode)


class FirstAccountDialog(AskDialog):
    """Explains what accounts mean, then asks for the first one."""

    def __init__(self, parent: QWidget, create: Callable[[str, str, str], object]) -> None:
        super().__init__(
            parent,
            "Mulai memakai akun",
            "Sesudah akun pertama ada, setiap orang masuk dengan nama pengguna dan kata sandinya, dan "
            "setiap perubahan tercatat atas namanya. Akun pertama adalah admin: ia mengatur kantor dan akun. "
            "Sesudah disimpan, masuklah dengan akun ini.",
        )
        self._create = create
        self.add_field("login", "Nama pengguna, tanpa spasi")
        self.add_field("full_name", "Nama lengkap")
        self.add_field("password", "Kata sandi", secret=True)
        self.add_words(
            f"Paling sedikit {LEAST} karakter, lebih baik {ADVISED} atau lebih; beberapa kata yang tidak "
            "berkaitan. Huruf besar, angka, dan tanda tidak diwajibkan.",
            "redup",
        )
        self.add_field("again", "Ulangi kata sandi", secret=True)
        self.finish("Buat akun admin", self._give)

    def _give(self) -> None:
        if self.text("password") != self.text("again"):
            self.refuse("Kedua kata sandi tidak sama. Ketik lagi keduanya.", "again")
        else:
            self._create(self.text("login"), self.text("full_name"), self.text("password"))


class HoldersDialog(AskDialog):
    """Who keeps the two recovery codes."""

    def __init__(self, parent: QWidget, present: str, make: Callable[[str, str], object]) -> None:
        super().__init__(
            parent,
            "Kode pemulihan untuk dua pejabat",
            "Bila tidak ada lagi admin yang tahu kata sandinya, dua pejabat bersama-sama dapat memberi kata "
            "sandi baru. Masing-masing menyimpan satu lembar; satu lembar saja tidak berguna. " + present,
        )
        self._make = make
        self.add_field("first", "Nama pemegang lembar 1")
        self.add_field("second", "Nama pemegang lembar 2")
        self.finish("Buat dan cetak", lambda: self._make(self.text("first"), self.text("second")))


class HandedDialog(QDialog):
    """A temporary password, shown once."""

    def __init__(self, parent: QWidget, handed: Handed) -> None:
        super().__init__(parent)
        self.setWindowTitle("Kata sandi sementara")
        self.setMinimumWidth(_WIDTH)
        lines = QVBoxLayout(self)
        lines.setSpacing(theme.SPACE_8)
        words = QLabel(
            f"Sampaikan langsung kepada pemilik akun “{handed.login}”. Berlaku {TEMPORARY_DAYS} hari, untuk "
            "sekali masuk; sesudah itu ia memilih kata sandi sendiri. Kata sandi ini tidak ditampilkan lagi.",
            self,
        )
        words.setWordWrap(True)
        lines.addWidget(words)
        self.password = QLineEdit(handed.password, self)
        self.password.setReadOnly(True)
        self.password.setAccessibleName("Kata sandi sementara")
        self.password.selectAll()
        lines.addWidget(self.password)
        buttons = QDialogButtonBox(self)
        done = buttons.addButton("Sudah disampaikan", QDialogButtonBox.ButtonRole.AcceptRole)
        theme.mark(done, "utama")
        buttons.accepted.connect(self.accept)
        lines.addWidget(buttons)
        keys.assign_mnemonics(self, reserved="")
