"""Keying survey answers as a table: a row per respondent, digits and Enter, paste from a spreadsheet.

Everything typed is saved in one step. Half-keyed rows are drafts of the survey period.
"""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from PySide6.QtCore import QModelIndex, Signal
from PySide6.QtWidgets import QCheckBox, QLabel, QVBoxLayout, QWidget

from berkas.desk import Desk
from berkas.desk.drafting import Drafting, DraftPlace
from berkas.engine.access import Right, may
from berkas.engine.records import Doubtful, trash_records
from berkas.kit import dialogs, keys, theme
from berkas.kit.typed import Compared, Cursor
from berkas.rooms.visits.commands.surveybatch import MOVED_NEXT, save_survey_batch
from berkas.rooms.visits.editor.covertop import CoverTop
from berkas.rooms.visits.editor.handingin import ask_reason
from berkas.rooms.visits.editor.surveycells import CellGrid
from berkas.rooms.visits.editor.surveygridmodel import SurveyGridModel
from berkas.rooms.visits.fields.surveygrid import RESPONDENT, GridRules
from berkas.rooms.visits.queries.surveykeyed import KeyedPeriod, keyed_period
from berkas_db.changes import Changes
from berkas_db.errors import BookError, Refused
from berkas_db.tables import Assessment

GRID_PLACE = "tabel_survei"
"""Kind of place: the table of one survey period's answers; its id is the period's."""
_LIST = "visits.tabel_survei"


class SurveyGridView(QWidget):
    """All respondents of one survey period."""

    left = Signal(object)
    """Somebody goes back to the period of this id."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self.period: KeyedPeriod | None = None
        self.model: SurveyGridModel | None = None
        self._is_saving = False
        place = DraftPlace("survey_period.tabel", "visits", GRID_PLACE, "tabel survei")
        self.drafting = Drafting(desk, self, place, self)
        self._build()
        keys.add_to(self, "simpan", self.save)
        keys.add_to(self, "kembali", self.leave)
        keys.add_to(self, "galat_berikut", self.next_problem)
        desk.changed.connect(self._heard)

    def _build(self) -> None:
        self.top = CoverTop(self, leave=self.leave)
        self.title, self.place, self.state = self.top.title, self.top.place, self.top.state
        self.reload_button = self.top.button("Muat ulang", "refresh", self.reload)
        self.remove_button = self.top.button("Hapus baris", "trash", self.remove_row)
        self.save_button = self.top.main_button("Simpan", self.save)
        self.steps_by_itself = QCheckBox("Maju sendiri setelah angka", self)
        self.steps_by_itself.setChecked(bool(self.desk.list_state(_LIST).get("maju")))
        self.steps_by_itself.toggled.connect(lambda on: self.desk.keep_list_state(_LIST, {"maju": bool(on)}))
        self.top.lay(
            right=(self.reload_button, self.remove_button, self.save_button), low=(self.steps_by_itself,)
        )
        self.grid = CellGrid(self)
        self.grid.moved.connect(self._moved)
        self.grid.pasted.connect(self._pasted)
        self.grid.steps_by_itself = self.steps_by_itself.isChecked
        self.hint = QLabel(self)
        self.hint.setWordWrap(True)
        theme.mark(self.hint, "catatan")
        lines = QVBoxLayout(self)
        lines.setContentsMargins(theme.SPACE_16, theme.SPACE_8, theme.SPACE_16, theme.SPACE_8)
        lines.setSpacing(theme.SPACE_8)
        lines.addWidget(self.top)
        lines.addWidget(self.drafting.band)
        lines.addWidget(self.grid, 1)
        lines.addWidget(self.hint)

    # opening

    def open(self, period_id: int) -> None:
        """Show the respondents of a period, the keyboard in the first free row."""
        self._say("Membaca…")
        self.desk.read(self, self._show, keyed_period, self.desk.rulebook, period_id, self.desk.actor)

    def _show(self, period: KeyedPeriod) -> None:
        self.period = period
        self.title.setText(f"Jawaban {period.label}: {period.instrument.title}")
        older = (
            f" {period.other_versions} lembar memakai versi instrumen lain dan tidak ditampilkan."
            if period.other_versions
            else ""
        )
        if period.hidden:
            older += f" {period.hidden} lembar menunggu ketik kedua dan tidak ditampilkan kepada Anda."
        self.place.setText(f"{period.place}.{older}")
        self.model = SurveyGridModel(GridRules.of(period.instrument), period.sheets)
        self.model.edited.connect(self._edited)
        self.grid.show_model(self.model)
        is_writable = not period.is_closed and may(self.desk.actor, Right.RECORD)
        self.grid.set_read_only(not is_writable)
        for button in (self.save_button, self.remove_button):
            button.setEnabled(is_writable)
        if is_writable:
            self.drafting.begin(period.uid, version=period.version, title=period.label)
            self._say(f"{len(period.sheets)} responden tersimpan.")
        else:
            self.drafting.end()
            self._say("Periode ini sudah ditutup; jawabannya hanya dapat dibaca."
                      if period.is_closed else "Anda hanya dapat membaca jawaban.")  # fmt: skip
        self.grid.to_first_free()
        self.grid.setFocus()

    def reload(self) -> None:
        """Read again what is saved and keep what is typed on top of it."""
        if self.period is not None:
            self.desk.read(
                self, self._rebase, keyed_period, self.desk.rulebook, self.period.id, self.desk.actor
            )

    def _rebase(self, period: KeyedPeriod) -> None:
        if self.model is None or self.period is None or self.period.id != period.id:
            return
        self.period = period
        here = self.grid.currentIndex()
        clashes = self.model.rebase(period.sheets)
        self.grid.setCurrentIndex(self.model.index(here.row(), here.column()))
        self.drafting.moved(period.version)
        told = f" {clashes} sel diisi berbeda di tempat lain; periksa yang kuning." if clashes else ""
        self._say(f"Dimuat ulang; ketikan Anda tetap.{told}", "peringatan" if clashes else "")

    def _heard(self, changes: Changes) -> None:
        """Another window saved: show it when nothing is typed here."""
        if self.period is None or self._is_saving or not self.isVisible() or self.grid.is_editing:
            return
        if "assessment" in changes.kinds and not self.is_changed():
            self.reload()

    # what the grid tells

    def _moved(self, index: QModelIndex) -> None:
        """The line under the grid: the question, its digits, and what is wrong with this cell."""
        model = self.model
        if model is None or not index.isValid():
            self.hint.clear()
            return
        row, column = model.rows[index.row()], index.column()
        if column in (RESPONDENT, model.state_column):
            said = "Kode responden, tanpa nama." if column == RESPONDENT else ""
        else:
            own = model.rules.columns[column - 1]
            signs = "  ".join(
                f"{sign} {words}"
                for sign, words in (("*", "tidak tahu"), ("/", "menolak"), ("-", "tidak berlaku"))
                if model.rules.admits(column, sign)
            )
            said = f"{own.item.label}.  {own.offered}  {signs}".strip()
        more = model.problem_of(row, column) or model.elsewhere_of(row, column)
        self.hint.setText(f"{more}  {said}".strip())
        theme.mark(self.hint, "catatan", tone="bahaya" if model.problem_of(row, column) else "")

    def _pasted(self, number: int) -> None:
        wrong = len(self.model.problems()) if self.model is not None else 0
        told = f", {wrong} sel salah (F8)" if wrong else ""
        self._say(f"{number} sel ditempel{told}.", "peringatan" if wrong else "")

    def _edited(self) -> None:
        self._moved(self.grid.currentIndex())
        self.drafting.touch()

    def _say(self, words: str, tone: str = "redup") -> None:
        self.state.setText(words)
        theme.mark(self.state, "redup", tone="" if tone == "redup" else tone)

    def next_problem(self) -> None:
        """Go to the next wrong cell."""
        here = self.grid.currentIndex()
        cell = self.model.next_problem(here.row(), here.column()) if self.model is not None else None
        if cell is None or self.model is None:
            self._say("Tidak ada sel yang salah.")
            return
        self.grid.setCurrentIndex(self.model.index(*cell))
        self.grid.setFocus()

    def remove_row(self) -> None:
        """Empty a new row; send a saved sheet to the trash after asking."""
        index = self.grid.currentIndex()
        if self.model is None or not index.isValid():
            return
        row = self.model.rows[index.row()]
        if row.id is None:
            self.model.clear_row(index.row())
            return
        who = row.cells[RESPONDENT] or "tanpa kode"
        if row.is_settled:
            self._say(f"Lembar {who} sudah diverifikasi dan tidak dapat dihapus.", "peringatan")
            return
        if dialogs.ask(
            self, "Hapus baris", f"Lembar {who} sudah tersimpan. Kirim ke Sampah?",
            yes="Kirim ke Sampah", danger=True,
        ):  # fmt: skip
            self.desk.change(
                self, lambda _c: self.reload(), trash_records, Assessment, "lembar survei", [row.id]
            )

    # saving

    def save(self, *, reason: str = "") -> None:
        """Save every typed row in one step; a wrong cell is shown first."""
        model, period = self.model, self.period
        if model is None or period is None or not self.save_button.isEnabled():
            return
        self.grid.finish_editing()
        if not model.is_changed():
            self._say("Tidak ada ketikan baru.")
            return
        wrong = model.problems()
        if wrong:
            self.grid.setCurrentIndex(model.index(*wrong[0]))
            self.grid.setFocus()
            self._say(f"Belum tersimpan: {len(wrong)} sel salah. F8 ke sel berikutnya.", "peringatan")
            return
        rows = model.hand_in()
        self._is_saving = True
        self.save_button.setEnabled(False)
        self._say(f"Menyimpan {len(rows)} lembar…")
        self.desk.change_or(
            self, self._saved, lambda error: self._not_saved(error, reason),
            self.drafting.saving(save_survey_batch), period.id, rows, reason=reason,
        )  # fmt: skip

    def _saved(self, changes: Changes) -> None:
        self.drafting.saved()
        self._is_saving = False
        number = len(changes.value)
        if self.model is not None:
            self.model.took(changes.value)
        moment = datetime.now(UTC).astimezone()

        def show(period: KeyedPeriod) -> None:
            if self.model is not None:
                self.model.rebase(period.sheets)
            self.period = period
            self.save_button.setEnabled(not period.is_closed)
            self._say(f"{number} lembar tersimpan {moment:%H.%M.%S}.", "baik")
            self.grid.to_first_free()

        if self.period is not None:
            self.desk.read(self, show, keyed_period, self.desk.rulebook, self.period.id, self.desk.actor)

    def _not_saved(self, error: BaseException, reason: str) -> None:
        self.drafting.not_saved()
        self._is_saving = False
        self.save_button.setEnabled(True)
        if isinstance(error, Doubtful):
            given = ask_reason(self, error)
            if given and not reason:
                self.save(reason=given)
            else:
                self._say("Belum tersimpan.", "peringatan")
        elif isinstance(error, Refused) and error.next_step == MOVED_NEXT:
            self.reload()
            self._say(f"Belum tersimpan. {error} Periksa, lalu simpan lagi.", "peringatan")
        elif isinstance(error, BookError):
            self._say(f"Belum tersimpan. {error} {error.next_step}".strip(), "bahaya")
        else:
            self._say("Belum tersimpan karena kegagalan program.", "bahaya")
            self.desk.failed(error)

    # leaving

    def may_leave(self) -> bool:
        """Ask before typed rows are left."""
        self.grid.finish_editing()
        return not self.is_changed() or self.drafting.may_leave("Baris pada tabel ini belum disimpan.")

    def leave(self) -> None:
        """Back to the period."""
        if self.may_leave():
            self.left.emit(self.period.id if self.period is not None else None)

    # half-typed work: kit.typed.TypedPart

    def is_changed(self) -> bool:
        """Whether something typed is not saved."""
        return self.model is not None and self.model.is_changed()

    def typed(self, *, whole: bool = False) -> dict[str, Any]:
        """Changed cells by row."""
        del whole
        return {"rows": self.model.typed() if self.model is not None else {}}

    def set_typed(self, typed: Mapping[str, Any]) -> None:
        """Go on with what was kept."""
        if self.model is not None:
            self.model.set_typed(typed.get("rows", {}))

    def typing_at(self) -> Cursor | None:
        """Row and column of the current cell."""
        index = self.grid.currentIndex()
        has_focus = self.grid.hasFocus() or self.grid.is_editing
        return Cursor(f"{index.row()}/{index.column()}") if index.isValid() and has_focus else None

    def type_at(self, cursor: Cursor) -> None:
        """Put the keyboard into that cell, or into the first free row."""
        row, _, column = cursor.field.partition("/")
        if self.model is not None and row.isdigit() and column.isdigit() and int(row) < len(self.model.rows):
            self.grid.setCurrentIndex(self.model.index(int(row), int(column)))
        self.grid.setFocus()

    def compare(self, typed: Mapping[str, Any]) -> Sequence[Compared]:
        """Half-typed cells beside what is saved."""
        return self.model.compared(typed.get("rows", {})) if self.model is not None else []
