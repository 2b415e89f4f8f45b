"""The few questions of a new office; everything else can wait until it is open."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PySide6.QtCore import QStandardPaths, Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QPushButton, QWidget

from berkas.engine.founding import OFFICE_FIELDS
from berkas.kit import dialogs, theme
from berkas.kit.form import Form
from berkas.kit.passphrase import NewPassphrase
from berkas.rules.fields import Severity
from berkas.shell.firstrun.screen import Screen

_SUFFIX = ".berkas"


@dataclass(frozen=True, slots=True)
class NewOfficeWish:
    """What was asked for: the file, the facts by the keys of `OFFICE_FIELDS`, and the passphrase or None."""

    path: Path
    values: Mapping[str, Any]
    passphrase: str | None


class NewOfficeScreen(Screen):
    """Name, ministry, place, paper; where the file lies; protection."""

    wished = Signal(object)
    """A `NewOfficeWish`, when nothing is wrong any more."""
    back_wanted = Signal()

    def __init__(self, parent: QWidget | None = None, folder: Path | None = None) -> None:
        super().__init__(
            "Kantor baru", "Semua isian ini dapat diubah kemudian di ruang Pengaturan Kantor.", parent
        )
        documents = Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation))
        self._folder = folder or (
            documents if documents.is_absolute() and documents.is_dir() else Path.home()
        )
        self._path_typed = False
        self.form = Form(OFFICE_FIELDS, name="Kantor baru", parent=self)
        self.form.set_values({field.key: field.default for field in OFFICE_FIELDS if field.default})
        self.form.changed.connect(self._name_file)
        self.body.addWidget(self.form)
        self.file = self.add_line("Disimpan di")
        self.file.textEdited.connect(self._path_was_typed)
        self._add_choice()
        self.protect = QCheckBox("Lindungi dengan frasa sandi (dianjurkan)", self)
        self.protect.setChecked(True)
        self.protect.toggled.connect(self._show_protection)
        self.body.addWidget(self.protect)
        self.passphrase = NewPassphrase(self, lambda: (str(self.form.values().get("name") or ""),))
        self.passphrase.typed.returnPressed.connect(self.passphrase.again.setFocus)
        self.passphrase.again.returnPressed.connect(self._wish)
        self.body.addWidget(self.passphrase)
        self.no_passphrase = self.add_words(
            "Tanpa frasa sandi, siapa pun yang menyalin berkasnya dapat membaca seluruh isinya.", "galat"
        )
        self.no_passphrase.hide()
        self.problem = self.add_words("", "galat")
        self.problem.hide()
        for line in (self.file, self.passphrase.typed, self.passphrase.again):
            line.textEdited.connect(lambda _typed: self.refuse(""))
        self.add_button("Kembali", self.back_wanted.emit)
        self.add_button("Buat kantor", self._wish, "utama").setDefault(True)
        self._name_file()
        self.ready()
        self.setFocusProxy(self.form)

    def focus(self) -> None:
        """Cursor into the first field."""
        self.form.focus()

    def refuse(self, sentence: str) -> None:
        """Say under the fields why the office was not made."""
        self.problem.setText(sentence)
        self.problem.setVisible(bool(sentence))
        if sentence:
            self.ensureWidgetVisible(self.problem)

    def _add_choice(self) -> None:
        button = QPushButton("Pilih tempat lain…", self)
        button.clicked.connect(self._choose_file)
        theme.mark(button, "tautan")
        line = QHBoxLayout()
        line.addWidget(button)
        line.addStretch(1)
        self.body.addLayout(line)

    def _name_file(self) -> None:
        if not self._path_typed:
            name = str(self.form.values().get("name") or "kantor")
            words = re.sub(r"[^0-9a-z]+", "-", name.casefold()).strip("-") or "kantor"
            self.file.setText(str(self._folder / f"{words[:60]}{_SUFFIX}"))

    def _path_was_typed(self) -> None:
        self._path_typed = True

    def _choose_file(self) -> None:
        chosen = dialogs.save_file(
            self, "Tempat berkas kantor", self.file.text(), [f"Berkas kantor (*{_SUFFIX})"]
        )
        if chosen is not None:
            self._path_typed = True
            self.file.setText(str(chosen))

    def _show_protection(self, on: bool) -> None:
        self.passphrase.setVisible(on)
        self.no_passphrase.setVisible(not on)

    def _wish(self) -> None:
        problems = [each for each in self.form.problems() if each.severity is Severity.HARD]
        if problems:
            self.form.show_problems(problems)
            self.form.focus(problems[0].key)
            return
        sentence = self._wrong_place() or self._wrong_passphrase()
        self.refuse(sentence)
        if sentence:
            return
        passphrase = self.passphrase.text() if self.protect.isChecked() else None
        path = Path(self.file.text().strip()).expanduser()
        path = path if path.suffix else path.with_suffix(_SUFFIX)
        self.wished.emit(NewOfficeWish(path, self.form.values(), passphrase))

    def _wrong_place(self) -> str:
        typed = self.file.text().strip()
        if not typed:
            return "Tempat berkas belum diisi. Tulis nama foldernya dan nama berkasnya."
        if not Path(typed).expanduser().is_absolute():
            return "Tempat berkas belum lengkap. Tulis mulai dari nama drive atau garis miring pertama."
        return ""

    def _wrong_passphrase(self) -> str:
        return self.passphrase.problem() if self.protect.isChecked() else ""
