"""The versions of one instrument: how many sheets stand on each, moving them, and figures side by side."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QTextBrowser,
    QWidget,
)

from berkas.desk import Desk
from berkas.engine.access import Right, may
from berkas.engine.assessing import instrument_of
from berkas.engine.history import office_zone
from berkas.engine.instrument_versions import Version, versions_of
from berkas.engine.officepaper import INTERNAL
from berkas.kit import dialogs, theme
from berkas.kit.flow import FlowLayout
from berkas.rooms.office.commands import install_edition
from berkas.rooms.office.editor.instrument_dialog import InstrumentDialog, run, show_pdf
from berkas.rooms.office.editor.instrument_differences import difference_page
from berkas.rooms.office.editor.instrument_moving import move_sheets
from berkas.rooms.office.queries.instruments import Comparison, compare_versions
from berkas.rooms.office.report import COMPARISON, blank_form_pdf
from berkas.rooms.office.report.instrument_versions import (
    WORKING,
    element_rows,
    subject_of,
    subject_rows,
)
from berkas.rules.dates import local_moment, show_short
from berkas.rules.instruments import Instrument, Subject, canonical
from berkas.rules.numbers import show_integer
from berkas_db.changes import Changes

_HEADS = ("Versi", "Dipasang", "Lembar", "Dapat dipindahkan", "Terkunci")


def table(heads: Sequence[str], name: str, parent: QWidget) -> QTableWidget:
    """A table to look at and to choose a line of."""
    made = QTableWidget(0, len(heads), parent)
    made.setHorizontalHeaderLabels(list(heads))
    made.setAccessibleName(name)
    made.verticalHeader().hide()
    made.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    made.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    made.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
    made.setTabKeyNavigation(False)
    header = made.horizontalHeader()
    header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
    header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
    return made


def fill(made: QTableWidget, rows: Sequence[Sequence[str]]) -> None:
    """Put texts into a table; all but the first column stand at the right."""
    made.setRowCount(len(rows))
    for row, texts in enumerate(rows):
        for column, text in enumerate(texts):
            item = QTableWidgetItem(text)
            item.setToolTip(text)
            if column:
                item.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            made.setItem(row, column, item)


class VersionsDialog(InstrumentDialog):
    """All installed versions, the newest first."""

    def __init__(self, desk: Desk, parent: QWidget | None, instrument: Instrument) -> None:
        super().__init__(parent)
        self.desk = desk
        self.key = instrument.key
        self.versions: list[Version] = []
        self.setWindowTitle(f"Versi {instrument.title}")
        words = QLabel(
            "Setiap lembar tersimpan bersama versinya. Lembar terkunci tetap pada versinya untuk selamanya.",
            self,
        )
        words.setWordWrap(True)
        self.table = table(_HEADS, "Versi yang terpasang", self)
        self.table.itemSelectionChanged.connect(self._chosen)
        self.none = QLabel("Belum ada lembar dan belum ada versi yang dipasang kantor.", self)
        theme.mark(self.none, "redup")
        self.other = QComboBox(self)
        self.other.setAccessibleName("Dengan versi")
        self.other.currentIndexChanged.connect(lambda _place: self._allow())
        self.move_button = self._button("Pindahkan lembar…", "arrow-forward-up", self.move_sheets)
        self.compare_button = self._button("Bandingkan nilai…", "scale", self.compare)
        self.differ_button = self._button("Lihat perbedaan", "columns", self.show_differences)
        self.paper_button = self._button("Lihat pada kertas", "printer", self.show_paper)
        self.again_button = self._button("Berlakukan versi ini", "check", self.put_in_force)
        self._lay_out(words)
        self.reload()

    def _button(self, words: str, icon: str, slot: Callable[[], object]) -> QPushButton:
        made = QPushButton(words, self)
        theme.set_icon(made, icon)
        made.setAutoDefault(False)
        made.clicked.connect(lambda _on: slot())
        return made

    def _lay_out(self, words: QLabel) -> None:
        own = QHBoxLayout()
        own.setSpacing(theme.SPACE_8)
        own.addWidget(self.paper_button)
        own.addWidget(self.again_button)
        own.addStretch(1)
        label = QLabel("Dengan versi", self)
        label.setBuddy(self.other)
        label.setMinimumHeight(self.other.sizeHint().height())  # in the middle of its line
        both = FlowLayout(spacing=theme.SPACE_8)
        for each in (label, self.other, self.differ_button, self.compare_button, self.move_button):
            both.addWidget(each)
        self.arrange((words, self.none, self.table, own, both), wide=(self.table,))

    def reload(self) -> None:
        """Read the versions anew."""
        self.desk.read(self, self._show, versions_of, self.key)

    def _show(self, versions: list[Version]) -> None:
        self.versions = versions
        zone = self.desk.glance(office_zone)
        chosen = max(0, self.table.currentRow())
        fill(
            self.table,
            [
                (
                    each.edition if place else f"{each.edition} (terbaru)",
                    show_short(local_moment(each.installed_at, zone).date()),
                    show_integer(each.assessments),
                    show_integer(each.movable),
                    show_integer(each.assessments - each.movable),
                )
                for place, each in enumerate(versions)
            ],
        )
        self.none.setVisible(not versions)
        if versions:
            self.table.selectRow(min(chosen, len(versions) - 1))
        self._chosen()

    @property
    def chosen(self) -> Version | None:
        """The version whose line is chosen."""
        row = self.table.currentRow()
        return self.versions[row] if 0 <= row < len(self.versions) else None

    @property
    def against(self) -> Version | None:
        """The other version."""
        wanted = self.other.currentData()
        return next((each for each in self.versions if each.id == wanted), None)

    def _chosen(self) -> None:
        here, before = self.chosen, self.other.currentData()
        self.other.blockSignals(True)  # noqa: FBT003
        self.other.clear()
        for each in self.versions:
            if here is not None and each.id != here.id:
                self.other.addItem(each.edition, each.id)
        self.other.setCurrentIndex(max(0, self.other.findData(before)))
        self.other.blockSignals(False)  # noqa: FBT003
        self._allow()

    def _allow(self) -> None:
        here, there = self.chosen, self.against
        self.paper_button.setEnabled(here is not None)
        for button in (self.differ_button, self.compare_button, self.move_button, self.other):
            button.setEnabled(here is not None and there is not None)
        if here is not None and there is not None:
            self.compare_button.setEnabled(here.assessments > 0)
            self.move_button.setEnabled(here.movable > 0)
        manages = may(self.desk.actor, Right.MANAGE_OFFICE) and not self.desk.book.read_only
        self.again_button.setEnabled(manages and here is not None and here is not self.versions[0])
        self.move_button.setEnabled(manages and self.move_button.isEnabled())

    def move_sheets(self) -> None:
        """Move the running sheets of the chosen version to the other one."""
        here, there = self.chosen, self.against
        if here is not None and there is not None:
            move_sheets(
                self.desk,
                self,
                from_id=here.id,
                to_id=there.id,
                before=here.edition,
                after=there.edition,
                done=self.reload,
            )

    def compare(self) -> None:
        """Score the sheets of the chosen version under both."""
        here, there = self.chosen, self.against
        if here is None or there is None:
            return

        def show(compared: Comparison | None) -> None:
            if compared is None:
                words = f"Versi {here.edition} tidak mempunyai lembar yang selesai."
                dialogs.say(self, "Tidak ada yang dibandingkan", words)
                return
            subject = subject_of(here.id, there.id, here.title, here.edition, there.edition)
            dialog = FiguresDialog(self, compared, lambda: self.desk.show_paper(self, COMPARISON, subject))
            run(dialog)

        self.desk.read(self, show, compare_versions, here.id, there.id)

    def show_differences(self) -> None:
        """What the other version changes against the chosen one, in words."""
        here, there = self.chosen, self.against
        if here is None or there is None:
            return

        def show(both: tuple[Instrument, Instrument]) -> None:
            run(PageDialog(self, f"Versi {here.edition} → {there.edition}", difference_page(*both)))

        self.desk.read(self, show, lambda s: (instrument_of(s, here.id), instrument_of(s, there.id)))

    def show_paper(self) -> None:
        """The blank form as this version asks it."""
        here = self.chosen
        if here is None:
            return

        def show(instrument: Instrument) -> None:
            title = f"Formulir: {instrument.title}, versi {here.edition}"
            self.desk.run(
                self,
                "Menyusun formulir",
                lambda _report: blank_form_pdf(instrument),
                lambda pdf: show_pdf(self, pdf, title),
            )

        self.desk.read(self, show, instrument_of, here.id)

    def put_in_force(self) -> None:
        """Put an older version in force again, unchanged."""
        here = self.chosen
        if here is None or not dialogs.ask(
            self,
            "Berlakukan lagi",
            f"Lembar baru memakai versi {here.edition} mulai sekarang. Lembar yang ada tidak berubah.",
            yes="Berlakukan",
        ):
            return

        def install(instrument: Instrument) -> None:
            self.desk.change(self, done, install_edition, canonical(instrument), here.edition)

        def done(_changes: Changes) -> None:
            self.desk.say(f"Versi {here.edition} berlaku lagi.", undoable=True)
            self.table.selectRow(0)
            self.reload()

        self.desk.read(self, install, instrument_of, here.id)


class FiguresDialog(InstrumentDialog):
    """The same answers under two versions, by what is assessed and by element."""

    def __init__(self, parent: QWidget | None, compared: Comparison, print_: Callable[[], object]) -> None:
        super().__init__(parent)
        before, after = compared.before, compared.after
        old, new = f"Versi {before.version}", f"Versi {after.version}"
        self.setWindowTitle(f"Nilai menurut dua versi: {before.title}")
        marks = [WORKING, *([INTERNAL] if before.subject is Subject.OBH else []), before.notice]
        words = QLabel(" ".join(mark for mark in marks if mark), self)
        words.setWordWrap(True)
        theme.mark(words, "redup")
        self.lines = table(
            ("Yang dinilai", "Responden", old, new, "Selisih"), "Nilai menurut yang dinilai", self
        )
        fill(self.lines, subject_rows(compared))
        self.elements = table(("Unsur", old, new), "Rata-rata unsur", self)
        rows = element_rows(compared)
        fill(self.elements, rows)
        self.elements.setVisible(bool(rows))
        printing = QPushButton("Cetak…", self)
        theme.set_icon(printing, "printer")
        printing.clicked.connect(lambda _on: print_())
        shown = (self.lines, self.elements)
        self.arrange((words, *shown), wide=shown, foot=(printing,))


class PageDialog(InstrumentDialog):
    """A page of words to read."""

    def __init__(self, parent: QWidget | None, title: str, html: str) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.page = QTextBrowser(self)
        self.page.setAccessibleName(title)
        self.page.setHtml(html)
        self.arrange((self.page,), wide=(self.page,))
