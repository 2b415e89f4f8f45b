"""“Kata sandi saya”: a person chooses a new password; the present one is needed."""

from PySide6.QtWidgets import QCheckBox, QDialog, QDialogButtonBox, QLabel, QLineEdit, QVBoxLayout, QWidget

from berkas.engine.accounts import change_own_password
from berkas.engine.signing_in import Door
from berkas.kit import keys, theme
from berkas.shell.startup.busy import waiting
from berkas.shell.startup.signin import RULE
from berkas_db.changes import Actor
from berkas_db.errors import BookError


class PasswordDialog(QDialog):
    """Present password, new password twice."""

    def __init__(self, door: Door, actor: Actor, parent: QWidget) -> None:
        super().__init__(parent)
        self._door = door
        self._actor = actor
        self.setWindowTitle("Kata sandi saya")
        self._lines = QVBoxLayout(self)
        self._lines.setSpacing(theme.SPACE_8)
        self.present = self._line("Kata sandi sekarang")
        self.new = self._line("Kata sandi baru")
        rule = QLabel(RULE, self)
        rule.setWordWrap(True)
        theme.mark(rule, "redup")
        self._lines.addWidget(rule)
        self.again = self._line("Ulangi kata sandi baru")
        shown = QCheckBox("Tampilkan yang diketik", self)
        shown.toggled.connect(self._show_typed)
        self._lines.addWidget(shown)
        self.problem = QLabel(self)
        self.problem.setWordWrap(True)
        theme.mark(self.problem, "galat")
        self.problem.hide()
        self._lines.addWidget(self.problem)
        buttons = QDialogButtonBox(self)
        self.keep = buttons.addButton("Ganti kata sandi", QDialogButtonBox.ButtonRole.AcceptRole)
        theme.mark(self.keep, "utama")
        buttons.addButton("Batal", QDialogButtonBox.ButtonRole.RejectRole)
        buttons.accepted.connect(self._change)
        buttons.rejected.connect(self.reject)
        self._lines.addWidget(buttons)
        self.setMinimumWidth(440)
        keys.assign_mnemonics(self, reserved="")
        self.present.setFocus()

    def _line(self, label: str) -> QLineEdit:
        words = QLabel(label, self)
        theme.mark(words, "label")
        line = QLineEdit(self)
        line.setEchoMode(QLineEdit.EchoMode.Password)
        line.setAccessibleName(label)
        words.setBuddy(line)
        self._lines.addWidget(words)
        self._lines.addWidget(line)
        return line

    def _show_typed(self, shown: bool) -> None:
        mode = QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password
        for line in (self.present, self.new, self.again):
            line.setEchoMode(mode)

    def _change(self) -> None:
        if self.new.text() != self.again.text():
            self._refuse("Kedua kata sandi baru tidak sama. Ketik lagi keduanya.", self.again)
            return
        try:
            with waiting():
                command = self._door.book.change(
                    change_own_password, self._actor, self.present.text(), self.new.text()
                )
                command.result()
        except BookError as error:
            fields = getattr(error, "fields", ())
            self._refuse(
                f"{error} {error.next_step}".strip(), self.present if "present" in fields else self.new
            )
        else:
            self.accept()

    def _refuse(self, sentence: str, line: QLineEdit) -> None:
        self.problem.setText(sentence)
        self.problem.show()
        line.selectAll()
        line.setFocus()
