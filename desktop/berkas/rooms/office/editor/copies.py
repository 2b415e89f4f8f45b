"""Copies of the office: the last and the next, their places, the list, the second place, the trial."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices, QShowEvent
from PySide6.QtWidgets import QFrame

from berkas.desk import Desk
from berkas.engine.copies import Places, note_copy, set_places
from berkas.engine.copylist import CopyRow, copy_rows
from berkas.engine.drilling import TrialResult, try_restore
from berkas.engine.safekeeping import Occasion, occasion_words, safe_copy, second_copy
from berkas.kit import dialogs, theme
from berkas.kit.jobs import Job, Report
from berkas.rooms.office.editor.cards import CardsPage, button, button_row, fill_card, words
from berkas.rooms.office.editor.checkcard import CheckCard
from berkas.rooms.office.editor.copytable import CopyTable
from berkas.rooms.office.queries.copies import CopiesBoard, copies_board
from berkas.rules.dates import local_moment, show_instant, show_time, to_instant
from berkas_db.backup import BackupFacts
from berkas_db.opening import copies_folder

_RESTORE = (
    "Menu Kantor, “Pulihkan dari cadangan…”: kantor ini ditutup, lalu daftar cadangan tampil beserta isinya. "
    "Berkas yang sekarang tidak hilang; ia disimpan lebih dahulu. Layar itu juga ada saat berkas kantor "
    "tidak dapat dibuka."
)


class CopiesPage(CardsPage):
    """Left: copies beside the office and their list. Right: second place, trial, check, restoring."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self._places = Places()
        self._folder = copies_folder(desk.book.path)
        self._listing: Job[list[CopyRow]] | None = None
        self._make_parts()
        self.show_cards(
            "Cadangan dan pemeriksaan",
            (self._own_card, self._list_card),
            (self._second_card, self._trial_card, self.check_card, self._restore_card),
            shares=(6, 5),
        )
        desk.safekeeper.news.connect(self._news)

    def _make_parts(self) -> None:
        self.copy_words, self.place_words = words(), words(role="redup")
        self.failure_words = words(role="galat")
        self.copy_button = button("Buat cadangan sekarang", "database-export", self.copy_now, main=True)
        self.full_button = button("Salinan penuh…", "copy", self.copy_whole)
        self.place_button = button("Ubah tempat…", "folder-open", self.choose_first)
        self.open_button = button("Buka folder", "external-link", self._open_folder)
        self.second_words = words()
        self.second_button = button("Salin ke tempat kedua", "usb", self.copy_second)
        self.choose_button = button("Pilih tempat kedua…", "folder-open", self.choose_second)
        self.trial_words = words()
        self.trial_button = button("Uji sekarang", "history", self.try_now)
        self.table = CopyTable()
        self.table_words = words(
            "Disimpan: 12 setengah jam terakhir, 14 hari, 8 minggu, 12 bulan; cadangan sebelum impor dan "
            "perubahan besar 30 hari. Salinan penuh tidak dihapus sendiri.",
            "redup",
        )
        self.check_card = CheckCard(self.desk)
        self._own_card, self._list_card, self._second_card = QFrame(), QFrame(), QFrame()
        self._trial_card, self._restore_card = QFrame(), QFrame()
        buttons = button_row(self.copy_button, self.full_button, self.place_button, self.open_button)
        fill_card(self._own_card, "Cadangan", self.failure_words, self.copy_words, self.place_words, buttons)
        fill_card(self._list_card, "Cadangan yang ada", self.table, self.table_words)
        fill_card(
            self._second_card,
            "Tempat kedua: flash disk",
            self.second_words,
            button_row(self.second_button, self.choose_button),
        )
        fill_card(self._trial_card, "Uji pemulihan", self.trial_words, button_row(self.trial_button))
        fill_card(self._restore_card, "Memulihkan dari cadangan", words(_RESTORE))
        self.failure_words.hide()

    def visit(self, id: int | None) -> None:
        """The cursor on the first button."""
        del id
        self.copy_button.setFocus()

    def showEvent(self, event: QShowEvent) -> None:
        """How things stand, each time the page is looked at."""
        super().showEvent(event)
        self.refresh()

    # showing

    def refresh(self) -> None:
        """Read places, dates and the copies again."""
        if self.desk.is_closed:
            return
        self.desk.read(self, self._show, copies_board, self.desk.today())

        def work(report: Report) -> list[CopyRow]:
            return copy_rows(self.desk.book, lambda: report.stopping)

        job: Job[list[CopyRow]] = Job("Membaca daftar cadangan", work, self)
        self._listing = job
        job.done.connect(lambda rows: self._show_rows(rows) if job is self._listing else None)
        job.start()

    def _news(self) -> None:
        if self.isVisible():
            self.refresh()

    def _show(self, board: CopiesBoard) -> None:
        self._places = board.places
        self._folder = Path(board.places.first) if board.places.first else copies_folder(self.desk.book.path)
        self.place_words.setText(f"Tempat: {self._folder}")
        self.failure_words.setVisible(board.failure is not None)
        if board.failure is not None:
            when = show_instant(board.failure.at, board.zone)
            self.failure_words.setText(
                f"Cadangan terakhir gagal ({when}): {board.failure.sentence} {board.failure.next_step}"
            )
        self._show_second(board)
        self.trial_words.setText(_trial_sentence(board))
        theme.mark(self.trial_words, tone="bahaya" if board.trial and not board.trial.is_good else "")
        self.table.zone = board.zone

    def _show_second(self, board: CopiesBoard) -> None:
        second = board.second
        if second.folder is None:
            said = "Belum dipilih. Satu PC dapat rusak atau hilang; simpan satu cadangan lagi di luar PC ini."
        elif second.is_there:
            said = f"{second.folder} terpasang."
        else:
            said = f"{second.folder} tidak terpasang. Pasang flash disknya untuk menyalin."
        if second.last is not None:
            said += (
                f"\nTerakhir disalin: {show_instant(second.last, board.zone)} ({_days(board.second_days)})."
            )
        elif second.folder is not None:
            said += "\nBelum pernah disalin ke sana."
        if second.is_late and second.last is not None:
            said += " Sudah waktunya menyalin lagi."
        self.second_words.setText(said)
        theme.mark(self.second_words, tone="peringatan" if second.is_late else "")
        self.second_button.setEnabled(second.folder is not None and second.is_there)
        self.choose_button.setText("Ganti tempat kedua…" if second.folder else "Pilih tempat kedua…")

    def _show_rows(self, rows: Sequence[CopyRow]) -> None:
        self.table.show_rows(rows)
        if rows:
            newest = rows[0].name
            when = show_instant(to_instant(newest.moment), self.table.zone)
            said = f"Cadangan terakhir: {when}, {occasion_words(newest.occasion)}."
        else:
            said = "Belum ada cadangan."
        next_at = self.desk.safekeeper.next_at
        if next_at is not None:
            here = show_time(local_moment(to_instant(next_at), self.table.zone))
            said += f"\nBerikutnya sekitar pukul {here}, bila ada perubahan; juga saat kantor ditutup."
        self.copy_words.setText(said)

    # making copies

    def copy_now(self) -> None:
        """A copy beside the office, also when nothing changed."""

        def work(report: Report) -> BackupFacts:
            report.report(0, None, "Menyalin dan memeriksa")
            facts = safe_copy(
                self.desk.book,
                Occasion.BY_HAND,
                stopping=lambda: report.stopping,
                must=True,
                even_unchanged=True,
            )
            if facts is None:
                raise RuntimeError("a copy that must be made was not")
            return facts

        job = self.desk.run(self, "Membuat cadangan", work, self._copied)
        job.ended.connect(self.refresh)

    def copy_whole(self) -> None:
        """One file with everything in it, into a folder of the person's choice."""
        folder = dialogs.open_folder(self, "Pilih folder untuk salinan penuh")
        if folder is None:
            return

        def work(report: Report) -> BackupFacts:
            report.report(0, None, "Menyalin dan memeriksa")
            return self.desk.book.backup(folder)

        def done(facts: BackupFacts) -> None:
            self._copied(facts)
            if folder.resolve() != self._folder.resolve():
                self.desk.change(self, lambda _c: self.refresh(), note_copy)

        self.desk.run(self, "Membuat salinan penuh", work, done)

    def copy_second(self) -> None:
        """A copy with its attachments onto the second place; what is there already is not copied again."""
        folder = Path(self._places.second)

        def work(report: Report) -> BackupFacts:
            report.report(0, None, f"Menyalin ke {folder}")
            return second_copy(self.desk.book, self.desk.actor, folder, stopping=lambda: report.stopping)

        job = self.desk.run(self, "Menyalin ke tempat kedua", work, self._copied)
        job.ended.connect(self.refresh)

    def _copied(self, facts: BackupFacts) -> None:
        self.desk.say(f"Cadangan tersimpan dan sudah diperiksa: {facts.path.name}")
        if facts.missing:
            dialogs.say(
                self,
                "Ada lampiran yang rusak",
                f"{len(facts.missing)} lampiran sudah rusak di berkas kantor ini dan tidak ikut tersalin. "
                "Jalankan pemeriksaan, lalu pulihkan dari cadangan yang lebih lama.",
            )

    # places and trial

    def choose_first(self) -> None:
        """Another folder for the copies that are made by themselves."""
        folder = dialogs.open_folder(self, "Pilih folder cadangan")
        if folder is not None:
            chosen = "" if folder == copies_folder(self.desk.book.path) else str(folder)
            self._keep_places(replace(self._places, first=chosen))

    def choose_second(self) -> None:
        """A folder on a stick or another disk."""
        folder = dialogs.open_folder(self, "Pilih folder di flash disk")
        if folder is None:
            return
        if folder == self._folder:
            dialogs.say(self, "Tempat kedua", "Folder itu sudah menjadi tempat pertama. Pilih disk lain.")
            return
        self._keep_places(replace(self._places, second=str(folder)))

    def _keep_places(self, places: Places) -> None:
        self.desk.change(self, lambda _c: self.refresh(), set_places, places)

    def _open_folder(self) -> None:
        folder = self._folder if self._folder.is_dir() else self._folder.parent
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))

    def try_now(self) -> None:
        """Restore the newest copy on trial, beside everything else."""
        self.trial_button.setEnabled(False)

        def work(report: Report) -> TrialResult | None:
            return try_restore(
                self.desk.book,
                self.desk.actor,
                progress=lambda said: report.report(0, None, said),
                stopping=lambda: report.stopping,
            )

        def done(result: TrialResult | None) -> None:
            if result is None:
                self.desk.say("Belum ada cadangan untuk diuji. Buat cadangan dahulu.")

        job = self.desk.run(self, "Menguji pemulihan", work, done)
        job.ended.connect(self._tried)

    def _tried(self) -> None:
        self.trial_button.setEnabled(True)
        self.refresh()


def _trial_sentence(board: CopiesBoard) -> str:
    about = "Sekali sebulan cadangan terbaru dipulihkan ke tempat sementara dan dicocokkan."
    if board.trial is None:
        return f"{about} Belum pernah diuji."
    when = show_instant(board.trial.at, board.zone)
    outcome = "berhasil" if board.trial.is_good else "gagal"
    return f"{about}\nUji pemulihan terakhir: {when}, {outcome}. {board.trial.sentence}"


def _days(days: int | None) -> str:
    if days is None or days < 0:
        return "tanggal belum pasti"
    return "hari ini" if days == 0 else f"{days} hari lalu"
