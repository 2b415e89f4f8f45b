"""Survey answers from a file: which column holds what, a trial, every wrong cell, then all or none."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from berkas.desk import Desk
from berkas.engine.importing import COLUMNS, ImportContext, ImportProblem, ImportResult, run_import
from berkas.kit import dialogs, theme
from berkas.kit.jobs import Report
from berkas.rooms.visits.sheet import SURVEYS, FileColumn, columns_of, fields
from berkas.rules.fields import Severity

WORKBOOKS = ("Buku kerja atau CSV (*.xlsx *.ods *.csv)",)
NOT_READ = "(tidak dibaca)"
MOST_SHOWN = 2_000
"""How many problems stand in the list; all of them are counted and copied."""


def bring_in_answers(owner: QWidget, desk: Desk, context: ImportContext, title: str) -> None:
    """Ask for a file, look at its columns, and let somebody try and keep it."""
    paths = dialogs.open_files(owner, "Impor jawaban survei", WORKBOOKS, many=False)
    if not paths:
        return
    path = paths[0]

    def work(report: Report) -> list[FileColumn]:
        report.report(0, 1, f"Membaca {path.name}")
        return columns_of(path, context)

    def show(columns: list[FileColumn]) -> None:
        SurveyImportDialog(owner, desk, context, path, columns, title=title).exec()

    desk.run(owner, f"Membaca {path.name}", work, show)


class SurveyImportDialog(QDialog):
    """The columns of the file above, what a trial found below."""

    def __init__(
        self,
        owner: QWidget,
        desk: Desk,
        context: ImportContext,
        path: Path,
        columns: Sequence[FileColumn],
        *,
        title: str,
    ) -> None:
        super().__init__(owner)
        self.desk, self.context, self.path = desk, context, path
        self.columns = columns
        self.problems: Sequence[ImportProblem] = ()
        self.setWindowTitle("Impor jawaban survei")
        heading = QLabel(f"{path.name} ke {title}", self)
        theme.mark(heading, "subjudul")
        heading.setWordWrap(True)
        self.choices: list[QComboBox] = []
        self.map = self._columns_table()
        self.summary = QLabel("Periksa kolom, lalu tekan Coba. Belum ada yang disimpan.", self)
        self.summary.setWordWrap(True)
        theme.mark(self.summary, "catatan")
        self.list = self._table("Masalah pada berkas", ("Sel", "Masalah"))
        self.list.horizontalHeader().setStretchLastSection(True)
        self.list.hide()
        self.copy_button = self._button("Salin daftar", "copy", self._copy)
        self.copy_button.hide()
        self.try_button = self._button("Coba", "list-check", self.attempt)
        self.keep_button = self._button("Simpan", "device-floppy", self.keep)
        self.keep_button.setEnabled(False)
        close = self._button("Tutup", "x", self.reject)
        lows = QHBoxLayout()
        lows.addWidget(self.copy_button)
        lows.addStretch(1)
        for button in (close, self.try_button, self.keep_button):
            lows.addWidget(button)
        lines = QVBoxLayout(self)
        lines.setSpacing(theme.SPACE_8)
        lines.addWidget(heading)
        lines.addWidget(self.map, 3)
        lines.addWidget(self.summary)
        lines.addWidget(self.list, 2)
        lines.addLayout(lows)
        letters = self.fontMetrics()
        self.resize(min(letters.averageCharWidth() * 130, 1300), min(letters.height() * 42, 700))
        self.try_button.setDefault(True)
        self.try_button.setFocus()

    def _button(self, words: str, icon: str, slot: Callable[[], object]) -> QPushButton:
        button = QPushButton(words, self)
        theme.set_icon(button, icon)
        button.clicked.connect(lambda _checked: slot())
        return button

    def _table(self, name: str, heads: Sequence[str]) -> QTableWidget:
        table = QTableWidget(0, len(heads), self)
        table.setHorizontalHeaderLabels(list(heads))
        table.setAccessibleName(name)
        table.verticalHeader().hide()
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setTabKeyNavigation(False)
        table.horizontalHeader().setDefaultAlignment(
            Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        )
        return table

    def _columns_table(self) -> QTableWidget:
        table = self._table("Kolom berkas", ("Kolom berkas", "Contoh isi", "Dibaca sebagai", "Keterangan"))
        table.setRowCount(len(self.columns))
        offered = [field for field in fields(self.context) if not field.read_only]
        for row, column in enumerate(self.columns):
            table.setItem(row, 0, QTableWidgetItem(column.heading))
            table.setItem(row, 1, QTableWidgetItem(", ".join(column.samples)))
            choice = QComboBox(table)
            choice.addItem(NOT_READ, "")
            for words, key in (
                [(column.only, column.key)]
                if column.only
                else [(field.label, field.key) for field in offered]
            ):
                choice.addItem(words, key)
            choice.setCurrentIndex(max(choice.findData(column.key), 0))
            choice.setAccessibleName(f"{column.heading} dibaca sebagai")
            choice.currentIndexChanged.connect(self._changed)
            table.setCellWidget(row, 2, choice)
            table.setRowHeight(row, choice.sizeHint().height() + 8)
            self.choices.append(choice)
            guess = "Dugaan dari nama yang mirip; periksa." if column.key and not column.is_sure else ""
            table.setItem(row, 3, QTableWidgetItem(column.why or guess))
        header = table.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        header.setStretchLastSection(True)
        letter = self.fontMetrics().averageCharWidth()
        for place, letters in enumerate((32, 22, 42)):
            table.setColumnWidth(place, letter * letters)
        return table

    def _changed(self) -> None:
        self.keep_button.setEnabled(False)
        self.summary.setText("Pilihan kolom berubah. Tekan Coba lagi.")

    @property
    def chosen(self) -> Mapping[str, str]:
        """Heading to field key, as it stands in the table; an empty key is a column that is not read."""
        return {
            column.heading: str(choice.currentData())
            for column, choice in zip(self.columns, self.choices, strict=True)
        }

    # trying and keeping

    def attempt(self) -> None:
        """Read the whole file and tell what would happen; nothing is kept."""
        self._run(dry_run=True)

    def keep(self) -> None:
        """Keep the whole file as one step."""
        self._run(dry_run=False)

    def _run(self, *, dry_run: bool) -> None:
        context = replace(self.context, options={**self.context.options, COLUMNS: dict(self.chosen)})
        self.try_button.setEnabled(False)
        self.keep_button.setEnabled(False)
        self.summary.setText("Membaca…" if dry_run else "Menyimpan…")

        def work(report: Report) -> ImportResult:
            report.report(0, 1, f"Membaca {self.path.name}")
            return run_import(self.desk.book, self.desk.actor, SURVEYS, self.path, context, dry_run=dry_run)

        job = self.desk.run(
            self, f"Mengimpor {self.path.name}", work, lambda result: self._show(result, dry_run=dry_run)
        )
        job.failed.connect(lambda _error: self.try_button.setEnabled(True))
        job.cancelled.connect(lambda: self.try_button.setEnabled(True))

    def _show(self, result: ImportResult, *, dry_run: bool) -> None:
        self.try_button.setEnabled(True)
        self.problems = result.problems
        counted = f"{result.added} responden baru, {result.updated} diperbarui, {result.ignored} sudah sama"
        if not dry_run and not result.is_blocked:
            self.desk.say(f"Jawaban survei: {counted}.", undoable=True)
            self.accept()
            return
        hard = sum(problem.severity is Severity.HARD for problem in result.problems)
        if hard:
            self.summary.setText(
                f"{hard} masalah; belum ada yang disimpan. Perbaiki di berkasnya atau ubah pilihan kolom."
            )
        elif result.added + result.updated:
            self.summary.setText(f"{counted}. Tekan Simpan untuk menyimpannya.")
        else:
            self.summary.setText(f"Tidak ada yang berubah: {counted}.")
        self.keep_button.setEnabled(not hard and result.added + result.updated > 0)
        self._fill()
        (self.keep_button if self.keep_button.isEnabled() else self.try_button).setFocus()

    def _fill(self) -> None:
        shown = self.problems[:MOST_SHOWN]
        self.list.setRowCount(len(shown))
        for row, problem in enumerate(shown):
            note = "" if problem.severity is Severity.HARD else "Keterangan: "
            self.list.setItem(row, 0, QTableWidgetItem(problem.cell or "–"))
            self.list.setItem(row, 1, QTableWidgetItem(f"{note}{problem.message}"))
        self.list.setVisible(bool(shown))
        self.copy_button.setVisible(bool(shown))

    def _copy(self) -> None:
        lines = [f"{problem.cell}\t{problem.message}" for problem in self.problems]
        QGuiApplication.clipboard().setText("\n".join(lines))
        self.desk.say(f"{len(lines)} masalah disalin.")
