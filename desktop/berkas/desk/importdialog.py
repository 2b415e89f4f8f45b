"""The one way a list comes in: which column holds what, a trial, what becomes of each row, then all or none.

The trial runs the code of the import itself; only nothing of it is kept.
"""

import logging
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
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from berkas import settings
from berkas.desk.desk import Desk
from berkas.engine.importing import (
    COLUMNS,
    POLICY,
    SHEET,
    FileColumn,
    ImportContext,
    ImportKind,
    ImportProblem,
    ImportResult,
    Outcome,
    Policy,
    columns_of,
    run_import,
)
from berkas.kit import theme
from berkas.kit.jobs import Report
from berkas.kit.taborder import put_in_place
from berkas.rules.fields import Severity
from berkas.rules.numbers import show_integer
from berkas.sheets.read import Table, read_table

log = logging.getLogger(__name__)

NOT_READ = "(tidak dibaca)"
MOST_SHOWN = 2_000
"""How many problems stand in the list; all of them are counted and copied."""


class ImportDialog(QDialog):
    """The columns of the file above, what a trial found below."""

    def __init__(
        self,
        owner: QWidget | None,
        desk: Desk,
        kind: ImportKind,
        context: ImportContext,
        file: tuple[Path, Table],
        *,
        title: str = "",
    ) -> None:
        super().__init__(owner)
        path, table = file
        self.desk, self.kind, self.context, self.path = desk, kind, context, path
        self.problems: Sequence[ImportProblem] = ()
        self.columns: Sequence[FileColumn] = ()
        self.choices: list[QComboBox] = []
        self.setWindowTitle(f"Impor {title or kind.title}")
        heading = QLabel(f"{path.name} ke {title or kind.title}", self)
        theme.mark(heading, "subjudul")
        heading.setWordWrap(True)
        self.sheet_choice = self._combo("Lembar", [(name, name) for name in table.sheets], table.sheet)
        self.policy = self._combo(
            "Catatan yang sudah ada", [(each.label, each.value) for each in Policy], Policy.BOTH.value
        )
        self.map = self._table("Kolom berkas", ("Kolom berkas", "Contoh isi", "Dibaca sebagai", "Keterangan"))
        self.summary = QLabel("Periksa kolom, lalu tekan Coba. Belum ada yang disimpan.", self)
        self.summary.setWordWrap(True)
        theme.mark(self.summary, "catatan")
        self.list = self._table("Masalah pada berkas", ("Sel", "Masalah"))
        self.list.horizontalHeader().setStretchLastSection(True)
        self.preview = self._table("Pratinjau baris", ())
        self.results = QTabWidget(self)
        self.results.addTab(self.list, "Masalah")
        self.results.addTab(self.preview, "Pratinjau")
        self.results.hide()
        self._lay_out(heading)
        self._show_columns(table)
        self.sheet_choice.currentIndexChanged.connect(self._other_sheet)
        self.policy.currentIndexChanged.connect(self._changed)
        self.try_button.setDefault(True)
        self.try_button.setFocus()

    def _lay_out(self, heading: QLabel) -> None:
        self.copy_button = self._button("Salin daftar", "copy", self._copy)
        self.copy_button.hide()
        self.try_button = self._button("Coba", "list-check", self.attempt)
        self.keep_button = self._button("Simpan", "device-floppy", self.keep)
        theme.mark(self.keep_button, "utama")
        self.keep_button.setEnabled(False)
        self.close_button = self._button("Tutup", "x", self.reject)
        choices = QHBoxLayout()
        choices.setSpacing(theme.SPACE_8)
        for words, combo, is_offered in (
            ("&Lembar", self.sheet_choice, self.sheet_choice.count() > 1),
            ("Catatan yang &sudah ada", self.policy, self.kind.has_policy),
        ):
            label = QLabel(words, self)
            label.setBuddy(combo)
            for widget in (label, combo):
                widget.setVisible(is_offered)
                choices.addWidget(widget)
        choices.addStretch(1)
        lows = QHBoxLayout()
        lows.addWidget(self.copy_button)
        lows.addStretch(1)
        for button in (self.close_button, self.try_button, self.keep_button):
            lows.addWidget(button)
        lines = QVBoxLayout(self)
        lines.setSpacing(theme.SPACE_8)
        lines.addWidget(heading)
        lines.addLayout(choices)
        lines.addWidget(self.map, 3)
        lines.addWidget(self.summary)
        lines.addWidget(self.results, 3)
        lines.addLayout(lows)
        letters, space = self.fontMetrics(), self.screen().availableGeometry()
        self.resize(
            min(letters.averageCharWidth() * 130, round(space.width() * 0.95)),
            min(letters.height() * 42, round(space.height() * 0.92)),
        )

    def _combo(self, name: str, offered: Sequence[tuple[str, str]], chosen: str) -> QComboBox:
        combo = QComboBox(self)
        combo.setAccessibleName(name)
        for words, data in offered:
            combo.addItem(words, data)
        combo.setCurrentIndex(max(combo.findData(chosen), 0))
        return combo

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
        table.horizontalHeader().setHighlightSections(False)
        table.horizontalHeader().setDefaultAlignment(
            Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        )
        return table

    # the columns

    def _show_columns(self, table: Table) -> None:
        self.columns = columns_of(table, self.kind, self.context)
        self.choices = []
        self.map.setRowCount(0)
        self.map.setRowCount(len(self.columns))
        remembered = settings.load().settings.imports.get(self.kind.key, {})
        offered = [each for each in self.kind.fields(self.context) if not each.read_only]
        for row, column in enumerate(self.columns):
            self.map.setItem(row, 0, QTableWidgetItem(column.heading))
            self.map.setItem(row, 1, QTableWidgetItem(", ".join(column.samples)))
            one_of = (
                [(column.only, column.key)] if column.only else [(each.label, each.key) for each in offered]
            )
            before = remembered.get(column.heading)
            is_remembered = before is not None and not column.is_sure and not column.only
            choice = self._combo(
                f"{column.heading} dibaca sebagai",
                [(NOT_READ, ""), *one_of],
                before if is_remembered and before is not None else column.key,
            )
            choice.currentIndexChanged.connect(self._changed)
            self.map.setCellWidget(row, 2, choice)
            self.map.setRowHeight(row, choice.sizeHint().height() + 8)
            self.choices.append(choice)
            guess = "Dugaan dari nama yang mirip; periksa." if column.key and not column.is_sure else ""
            note = "Seperti terakhir kali." if is_remembered else column.why or guess
            self.map.setItem(row, 3, QTableWidgetItem(note))
        header = self.map.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        header.setStretchLastSection(True)
        letter = self.fontMetrics().averageCharWidth()
        width = self.width()
        for place, (letters, share) in enumerate(((32, 0.25), (22, 0.18), (42, 0.34))):
            self.map.setColumnWidth(place, min(letter * letters, round(width * share)))
        put_in_place(self.map)

    def _other_sheet(self) -> None:
        sheet, path = str(self.sheet_choice.currentData()), self.path

        def work(report: Report) -> Table:
            report.report(0, None, f"Membaca {path.name}")
            return read_table(path, sheet=sheet)

        def show(table: Table) -> None:
            self._changed()
            self._show_columns(table)

        self.desk.run(self, f"Membaca {path.name}", work, show)

    def _changed(self) -> None:
        self.keep_button.setEnabled(False)
        self.summary.setText("Pilihan berubah. Tekan Coba lagi.")

    @property
    def chosen(self) -> Mapping[str, str]:
        """Heading to field key, as it stands in the table; an empty key is a column that is not read."""
        return {
            column.heading: str(choice.currentData())
            for column, choice in zip(self.columns, self.choices, strict=True)
        }

    def _twice(self) -> str:
        """The sentence about a field that two columns shall fill; empty when none."""
        keys = [key for key in self.chosen.values() if key]
        double = next((key for key in keys if keys.count(key) > 1), "")
        words = {each.key: each.label for each in self.kind.fields(self.context)}
        return f"“{words.get(double, double)}” dipilih untuk dua kolom. Pilih satu saja." if double else ""

    # trying and keeping

    def attempt(self) -> None:
        """Read the whole file and tell what would happen; nothing is kept."""
        self._run(dry_run=True)

    def keep(self) -> None:
        """Keep the whole file as one step."""
        self._run(dry_run=False)

    def _run(self, *, dry_run: bool) -> None:
        if twice := self._twice():
            self.summary.setText(twice)
            return
        own = {COLUMNS: dict(self.chosen), SHEET: self.sheet_choice.currentData() or ""}
        if self.kind.has_policy:
            own[POLICY] = str(self.policy.currentData())
        context = replace(self.context, options={**self.context.options, **own})
        self.try_button.setEnabled(False)
        self.keep_button.setEnabled(False)
        self.summary.setText("Membaca…" if dry_run else "Menyimpan…")

        def work(report: Report) -> ImportResult:
            return run_import(
                self.desk.book, self.desk.actor, self.kind, self.path, context,
                dry_run=dry_run, progress=report.report,
            )  # fmt: skip

        job = self.desk.run(
            self, f"Mengimpor {self.path.name}", work, lambda result: self._show(result, dry_run=dry_run)
        )
        for end in (job.failed, job.cancelled):
            end.connect(lambda *_: self._stopped())

    def _stopped(self) -> None:
        self.try_button.setEnabled(True)
        self.summary.setText("Dihentikan; belum ada yang disimpan.")

    def _show(self, result: ImportResult, *, dry_run: bool) -> None:
        self.try_button.setEnabled(True)
        self.problems = result.problems
        counted = _counted(result)
        if not dry_run and not result.is_blocked:
            self._remember()
            self.desk.say(f"{self.kind.title}: {counted}.", undoable=True)
            self.accept()
            return
        hard = sum(problem.severity is Severity.HARD for problem in result.problems)
        if hard:
            self.summary.setText(
                f"{show_integer(hard)} masalah; belum ada yang disimpan. Perbaiki di berkasnya atau ubah "
                "pilihan kolom."
            )
        elif result.added + result.updated:
            self.summary.setText(f"{counted}. Tekan Simpan untuk menyimpannya.")
        else:
            self.summary.setText(f"Tidak ada yang berubah: {counted}.")
        self.keep_button.setEnabled(not hard and result.added + result.updated > 0)
        self._fill(result)
        (self.keep_button if self.keep_button.isEnabled() else self.try_button).setFocus()

    def _remember(self) -> None:
        """Next time the same headings mean the same; a folder that refuses is no reason to stop."""
        known = settings.load().settings
        own = {**known.imports.get(self.kind.key, {}), **self.chosen}
        try:
            settings.save(known.with_import(self.kind.key, own))
        except OSError:
            log.warning("the columns of an import could not be kept", exc_info=True)

    def _fill(self, result: ImportResult) -> None:
        shown = self.problems[:MOST_SHOWN]
        self.list.setRowCount(len(shown))
        for row, problem in enumerate(shown):
            note = "" if problem.severity is Severity.HARD else "Keterangan: "
            self.list.setItem(row, 0, QTableWidgetItem(problem.cell or "–"))
            self.list.setItem(row, 1, QTableWidgetItem(f"{note}{problem.message}"))
        self._fill_preview(result)
        count = show_integer(len(self.problems))
        self.results.setTabText(0, f"Masalah ({count})")
        self.results.setTabVisible(0, bool(shown))
        self.results.setCurrentIndex(0 if result.is_blocked else 1)
        self.results.setVisible(True)
        self.copy_button.setVisible(bool(shown))

    def _fill_preview(self, result: ImportResult) -> None:
        heads = ("Baris", "Hasil", *result.columns)
        self.preview.setColumnCount(len(heads))
        self.preview.setHorizontalHeaderLabels(list(heads))
        self.preview.setRowCount(len(result.shown))
        for row, (number, texts) in enumerate(result.shown):
            outcome = result.outcomes.get(number)
            if outcome is None and result.is_blocked and result.outcomes:
                outcome = Outcome.WRONG
            for column, text in enumerate((str(number), outcome or "–", *texts)):
                item = QTableWidgetItem(str(text))
                item.setToolTip(str(text))
                self.preview.setItem(row, column, item)
        letter = self.fontMetrics().averageCharWidth()
        for column in range(len(heads)):
            self.preview.setColumnWidth(column, letter * (8 if column == 0 else 14 if column == 1 else 26))

    def _copy(self) -> None:
        lines = [f"{problem.cell}\t{problem.message}" for problem in self.problems]
        QGuiApplication.clipboard().setText("\n".join(lines))
        self.desk.say(f"{show_integer(len(lines))} masalah disalin.")


def _counted(result: ImportResult) -> str:
    words = [
        f"{show_integer(result.added)} baris baru",
        f"{show_integer(result.updated)} diperbarui",
        f"{show_integer(result.ignored - result.skipped)} sudah sama",
    ]
    if result.skipped:
        words.append(f"{show_integer(result.skipped)} dilewati")
    return ", ".join(words)
