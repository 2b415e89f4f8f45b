"""The card that checks the office file while the work goes on."""

from collections.abc import Sequence

from PySide6.QtWidgets import QFrame, QWidget

from berkas.desk import Desk
from berkas.kit import theme
from berkas.kit.jobs import Report
from berkas.rooms.office.editor.cards import button, fill_card, words
from berkas_db.check import Finding, check_book

_PARTS = {
    "halaman": "halaman berkas",
    "rujukan": "hubungan antarcatatan",
    "jurnal": "riwayat",
    "lampiran": "lampiran",
    "isi": "isi catatan",
    "pencarian": "pencarian",
}


class CheckCard(QFrame):
    """What was found, and the button that looks."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self.words = words(
            "Berkas diperiksa seluruhnya: halaman, hubungan antarcatatan, riwayat, lampiran, dan pencarian. "
            "Pekerjaan dapat diteruskan selama pemeriksaan."
        )
        self.button = button("Periksa berkas kantor", "shield-check", self.check)
        fill_card(self, "Pemeriksaan", self.words, self.button)

    def check(self) -> None:
        """Check the whole file while the work goes on."""
        self.button.setEnabled(False)
        self.words.setText("Sedang memeriksa…")

        def work(report: Report) -> list[Finding]:
            return check_book(
                self.desk.book, lambda part: report.report(0, None, f"Memeriksa {_PARTS.get(part, part)}")
            )

        job = self.desk.run(self, "Memeriksa berkas kantor", work, self._checked)
        job.failed.connect(lambda _error: self._stopped())
        job.cancelled.connect(self._stopped)

    def _stopped(self) -> None:
        self.button.setEnabled(True)
        self.words.setText("Pemeriksaan tidak selesai.")

    def _checked(self, found: Sequence[Finding]) -> None:
        self.button.setEnabled(True)
        if found:
            lines = "\n".join(f"• {each.sentence}" for each in found)
            self.words.setText(f"Yang ditemukan:\n{lines}\nPulihkan dari cadangan terakhir yang utuh.")
        else:
            self.words.setText("Berkas kantor utuh. Tidak ada yang perlu diperbaiki.")
        theme.mark(self.words, tone="bahaya" if found else "baik")
