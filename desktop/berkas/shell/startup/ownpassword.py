"""“Kata sandi saya”: a person chooses a new password; the present one is needed."""

from PySide6.QtWidgets import QWidget

from berkas.engine.accounts import change_own_password
from berkas.engine.signing_in import Door
from berkas.kit.askdialog import AskDialog
from berkas.shell.startup.busy import waiting
from berkas.shell.startup.signin import RULE
from berkas_db.changes import Actor
from berkas_db.errors import BookError


class PasswordDialog(AskDialog):
    """Present password, new password twice."""

    def __init__(self, door: Door, actor: Actor, parent: QWidget) -> None:
        super().__init__(parent, "Kata sandi saya", "Ganti kata sandi akun Anda.")
        self._door = door
        self._actor = actor
        self.present = self.add_field("present", "Kata sandi sekarang", secret=True)
        self.new = self.add_field("password", "Kata sandi baru", secret=True)
        self.add_words(RULE, "redup")
        self.again = self.add_field("again", "Ulangi kata sandi baru", secret=True)
        self.keep = self.finish("Ganti kata sandi", self._change)

    def _change(self) -> None:
        if self.new.text() != self.again.text():
            self.refuse("Kedua kata sandi baru tidak sama. Ketik lagi keduanya.", "again")
            return
        try:
            with waiting():
                command = self._door.book.change(
                    change_own_password, self._actor, self.present.text(), self.new.text()
                )
                command.result()
        except BookError as error:
            fields = getattr(error, "fields", ())
            self.refuse(f"{error} {error.next_step}".strip(), fields[0] if fields else "password")
        else:
            self.accept()
