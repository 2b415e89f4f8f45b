"""The recovery sheet is printed or saved, and proven to have been: once, before anybody works."""

import secrets
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from berkas.kit import dialogs, theme
from berkas.shell.firstrun.screen import Screen

_GROUP = 4
_KEPT = True
_NUMBERS = "pertama", "kedua", "ketiga", "keempat", "kelima", "keenam", "ketujuh", "kedelapan"


class RecoveryScreen(Screen):
    """Print or save the sheet, then type four characters from it. `finished` says whether it was kept."""

    finished = Signal(bool)

    def __init__(self, pdf: bytes, key_text: str, office: Path, parent: QWidget | None = None) -> None:
        super().__init__(
            "Lembar pemulihan",
            "Bila frasa sandi lupa, hanya lembar ini yang dapat membuka kantor. Cetak lembarnya, atau simpan "
            "di flash disk, lalu taruh di tempat yang terkunci.",
            parent,
        )
        self.pdf = pdf
        self._office = office
        groups = key_text.split()
        self.place = secrets.randbelow(len(_NUMBERS))
        self._expected = groups[self.place]
        self.print_button = self.add_door("Cetak atau simpan lembar pemulihan…", self.show_sheet, "printer")
        self.line = self.add_line(
            f"Ketik {_GROUP} huruf atau angka dari kelompok {_NUMBERS[self.place]} kunci pada lembar itu"
        )
        self.line.setMaxLength(_GROUP)
        self.line.setMaximumWidth(round(140 * theme.tokens().scale))
        self.add_words("Dengan begitu terbukti bahwa lembarnya ada dan terbaca.", "bantuan")
        self.problem = self.add_words("", "galat")
        self.problem.hide()
        self.add_button("Nanti saja", self._postpone)
        self.add_button("Lanjut", self._prove, "utama").setDefault(True)
        self.line.returnPressed.connect(self._prove)
        self.setFocusProxy(self.print_button)
        self.ready()

    def show_sheet(self) -> None:
        """The sheet as pages, to be printed or saved."""
        from berkas.kit.preview import PreviewDialog

        dialog = PreviewDialog(
            self.pdf,
            title="Lembar pemulihan",
            file_name=f"lembar-pemulihan-{self._office.stem}.pdf",
            parent=self,
        )
        saved: list[Path] = []
        dialog.saved.connect(lambda path: saved.append(Path(path)))
        dialog.exec()
        dialog.deleteLater()
        for path in saved:
            if lies_beside(path, self._office):
                dialogs.say(self, "Lembar pemulihan", BESIDE.format(name=path.name))
        self.line.setFocus()

    def _prove(self) -> None:
        typed = self.line.text().strip()
        if typed.upper() == self._expected:
            self.finished.emit(_KEPT)
            return
        self.problem.setText(
            "Belum sama dengan yang tercetak. Lihat sekali lagi kelompok yang diminta pada baris “Kunci”."
            if typed
            else "Cetak atau simpan lembarnya dahulu, lalu ketik yang diminta."
        )
        self.problem.show()
        self.line.selectAll()
        self.line.setFocus()

    def _postpone(self) -> None:
        if dialogs.ask(
            self,
            "Tanpa lembar pemulihan?",
            "Bila frasa sandi lupa sebelum lembar dicetak, isi kantor tidak dapat dibuka lagi oleh siapa "
            "pun. Lembar dapat dicetak kemudian di Pengaturan Kantor › Pelindungan.",
            yes="Lewati dulu",
            no="Kembali",
            danger=True,
        ):
            self.finished.emit(not _KEPT)


BESIDE = (
    "{name} disimpan di komputer yang sama dengan kantornya. Siapa pun yang menyalin keduanya dapat membuka "
    "kantor ini. Pindahkan lembarnya ke flash disk, lalu hapus dari komputer ini."
)


def lies_beside(sheet: Path, office: Path) -> bool:
    """Whether a saved sheet lies on the same disk as its office, where a thief would find both."""
    try:
        return sheet.stat().st_dev == office.stat().st_dev
    except OSError:
        return False
