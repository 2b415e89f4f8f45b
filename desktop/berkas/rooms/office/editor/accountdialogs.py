"""The dialogs of the accounts: the first account, a password to hand over, who keeps the recovery codes."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from berkas.engine.accounts import TEMPORARY_DAYS, Handed
from berkas.kit.askdialog import AskDialog
from berkas.rules.passwords import ADVISED, LEAST


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


class HandedDialog(AskDialog):
    """A temporary password, shown once."""

    def __init__(self, parent: QWidget, handed: Handed) -> None:
        super().__init__(
            parent,
            "Kata sandi sementara",
            f"Sampaikan langsung kepada pemilik akun “{handed.login}”. Berlaku {TEMPORARY_DAYS} hari, untuk "
            "sekali masuk; sesudah itu ia memilih kata sandi sendiri. Kata sandi ini tidak ditampilkan lagi.",
        )
        self.password = self.add_field("password", "Kata sandi sementara")
        self.password.setText(handed.password)
        self.password.setReadOnly(True)
        self.password.selectAll()
        self.finish("Sudah disampaikan", self.accept, cancel="")
