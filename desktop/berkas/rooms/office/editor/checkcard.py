"""The card that checks the office while the work goes on: what was found, how to repair or open it."""

from collections.abc import Sequence

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from berkas.desk import Desk, Place
from berkas.engine.checking import (
    PARTS,
    LastCheck,
    OfficeFinding,
    Repair,
    check_office,
    last_check,
    note_check,
    one_each,
    repair,
)
from berkas.engine.history import office_zone
from berkas.kit import theme
from berkas.kit.jobs import Report
from berkas.rooms.office.editor.cards import button, button_row, fill_card, words
from berkas.rules.dates import show_instant
from berkas_db.book import Reading
from berkas_db.errors import BookError

MOST = 12
"""Findings shown at once; the others follow when these are dealt with."""

_EXPLAINED = (
    "Diperiksa seluruhnya: halaman berkas, hubungan antarcatatan, riwayat, lampiran, pencarian, "
    "aturan kantor, dan jatuh tempo. Pekerjaan dapat diteruskan selama pemeriksaan."
)


class CheckCard(QFrame):
    """What was found, each with its way out, and the button that looks."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self.found: list[OfficeFinding] = []
        self.words = words(_EXPLAINED)
        self.last_words = words(role="redup")
        self.button = button("Periksa berkas kantor", "shield-check", self.check)
        self.all_button = button("Perbaiki semua yang dapat", "refresh", self.repair_all)
        self.all_button.hide()
        self._lines = QWidget()
        self._list = QVBoxLayout(self._lines)
        self._list.setContentsMargins(0, 0, 0, 0)
        self._list.setSpacing(theme.SPACE_8)
        self._lines.hide()
        buttons = button_row(self.button, self.all_button)
        fill_card(self, "Pemeriksaan", self.words, self.last_words, self._lines, buttons)

    def showEvent(self, event: QShowEvent) -> None:
        """When the office was checked last."""
        super().showEvent(event)
        if not self.desk.is_closed:
            self.desk.read(self, self.last_words.setText, _last_sentence)

    # the check

    def check(self) -> None:
        """Check everything while the work goes on."""
        self._begin("Sedang memeriksa…")

        def work(report: Report) -> list[OfficeFinding]:
            return self._look(report)

        job = self.desk.run(self, "Memeriksa berkas kantor", work, self._checked)
        job.failed.connect(lambda _error: self._stopped())
        job.cancelled.connect(self._stopped)

    def _look(self, report: Report) -> list[OfficeFinding]:
        order = list(PARTS)
        return check_office(
            self.desk.book,
            lambda part: report.report(order.index(part), len(order), f"Memeriksa {PARTS[part]}"),
            self.desk.document_kinds().values(),
        )

    def _begin(self, said: str) -> None:
        self.button.setEnabled(False)
        self.all_button.setEnabled(False)
        self.words.setText(said)
        theme.mark(self.words, tone="")

    def _stopped(self) -> None:
        self.button.setEnabled(True)
        self.all_button.setEnabled(True)
        self.words.setText("Pemeriksaan tidak selesai.")

    def _checked(self, found: Sequence[OfficeFinding]) -> None:
        self.found = list(found)
        self.button.setEnabled(True)
        self.all_button.setEnabled(True)
        if found:
            self.words.setText(f"{len(found)} temuan:")
        else:
            self.words.setText("Berkas kantor utuh. Tidak ada yang perlu diperbaiki.")
        theme.mark(self.words, tone="bahaya" if found else "baik")
        self._show_lines()
        if not self.desk.book.read_only:
            self.desk.change(self, lambda _changes: self._show_last(), note_check, len(found))

    def _show_last(self) -> None:
        self.desk.read(self, self.last_words.setText, _last_sentence)

    def _show_lines(self) -> None:
        while (item := self._list.takeAt(0)) is not None:
            line = item.widget()
            if line is not None:
                line.hide()
                line.deleteLater()
        for each in self.found[:MOST]:
            self._list.addWidget(self._line(each))
        if len(self.found) > MOST:
            self._list.addWidget(words(f"dan {len(self.found) - MOST} temuan lagi.", "redup"))
        self._lines.setVisible(bool(self.found))
        several = len(one_each(self.found)) > 1 and not self.desk.book.read_only
        self.all_button.setVisible(several)

    def _line(self, finding: OfficeFinding) -> QWidget:
        """One finding: its sentence, and what can be done about it."""
        line = QWidget()
        rows = QVBoxLayout(line)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(theme.SPACE_4)
        rows.addWidget(words(finding.sentence))
        offered = []
        if finding.repairs_itself and not self.desk.book.read_only:
            offered.append(button(str(finding.repair), "refresh", lambda: self._repair([finding])))
        if finding.room:
            place = Place(finding.room, finding.table, finding.id)
            offered.append(button("Buka", "external-link", lambda: self.desk.open(place)))
        if offered:
            for each in offered:
                each.setAccessibleDescription(finding.sentence)
            rows.addWidget(button_row(*offered))
        elif finding.repair is Repair.RESTORE:
            rows.addWidget(words("Pulihkan dari cadangan terakhir yang utuh.", "redup"))
        return line

    # repairing

    def repair_all(self) -> None:
        """Repair everything that the program can repair by itself."""
        self._repair(one_each(self.found))

    def _repair(self, chosen: Sequence[OfficeFinding]) -> None:
        self._begin("Sedang memperbaiki…")

        def work(report: Report) -> tuple[list[OfficeFinding], str]:
            refused = ""
            for number, each in enumerate(chosen):
                report.report(number, len(chosen), str(each.repair))
                try:
                    repair(self.desk.book, each, self.desk.actor)
                except BookError as error:
                    refused = str(error)
            return self._look(report), refused

        job = self.desk.run(self, "Memperbaiki berkas kantor", work, self._repaired)
        job.failed.connect(lambda _error: self._stopped())
        job.cancelled.connect(self._stopped)

    def _repaired(self, done: tuple[list[OfficeFinding], str]) -> None:
        left, refused = done
        self._checked(left)
        if refused:
            self.words.setText(refused)
            theme.mark(self.words, tone="bahaya")


def _last_sentence(session: Reading) -> str:
    """When the office was checked last, for the line under the words."""
    last: LastCheck | None = last_check(session)
    if last is None:
        return "Belum pernah diperiksa dari jendela ini."
    what = f"{last.found} temuan" if last.found else "berkas utuh"
    return f"Terakhir diperiksa {show_instant(last.at, office_zone(session))}: {what}."
