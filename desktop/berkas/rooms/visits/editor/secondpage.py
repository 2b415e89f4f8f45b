"""Second keying of a visit or a survey: the sample, what waits, the rate per keyer, the certificate."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QLabel,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from berkas.desk import Desk
from berkas.engine.access import Right, may
from berkas.engine.issuing import Subject
from berkas.engine.keying_batches import Batch
from berkas.engine.keying_quality import KeyerRate, Pile
from berkas.engine.second_keying import draw_sample, release_second
from berkas.kit import dialogs, taborder, theme
from berkas.rooms.visits.editor.chosenpage import ChosenPage, fill_table, plain_table
from berkas.rooms.visits.queries.keying import SecondKeying, batches, second_keying_of
from berkas.rooms.visits.report.certificate import CERTIFICATE
from berkas.rooms.visits.report.keyingquality import percent_words, verdict
from berkas_db.changes import Changes
from berkas_db.tables import SurveyPeriod, Visit

_QUEUE = ("Formulir", "Lembar", "Responden", "OBH atau layanan", "Diketik oleh", "Sebab", "Keterangan")
_PILES = (
    "Diketik oleh",
    "OBH atau layanan",
    "Lembar",
    "Diketik dua kali",
    "Butir dibandingkan",
    "Berbeda",
    "Salah ketik",
    "Angka",
    "Hasil",
)
_WATCHED = frozenset({"assessment", "keying", "keying_sample", "keying_difference", "office"})
_NONE = "Belum ada lembar. Lembar diketik dari sebuah kegiatan atau periode survei."


class SecondPage(ChosenPage[Batch]):
    """One batch at a time; Enter on a sheet keys it."""

    keying_wanted = Signal(int)
    """The id of the sheet to be keyed blind."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent, word="Kegiatan atau survei", offered=batches, watched=_WATCHED)
        self.found: SecondKeying | None = None
        self.draw_button = self.button("Ambil sampel…", "list-check", self._draw)
        self.key_button = self.button("Ketik kedua", "keyboard", self._key)
        theme.set_icon(self.key_button, "keyboard", "on_accent")
        theme.mark(self.key_button, "utama")
        self.release_button = self.button("Lepas", "lock-open", self._release)
        self.release_button.setToolTip("Agar orang lain dapat mengetik kedua lembar yang sudah dimulai.")
        self.print_button = self.button("Cetak keterangan mutu", "printer", self._print)
        self.queue = plain_table(_QUEUE, "Menunggu ketik kedua", self, stretch=6)
        self.queue.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.queue.activated.connect(lambda _index: self._key())
        self.queue.itemSelectionChanged.connect(self._settle_buttons)
        self.piles = plain_table(_PILES, "Tumpukan dan angka salah ketik", self, stretch=8)
        self._lay_out()
        self._settle_buttons()

    def _lay_out(self) -> None:
        acts = QHBoxLayout()
        acts.addWidget(self.key_button)
        acts.addWidget(self.release_button)
        acts.addStretch()
        upper = self._part("Menunggu ketik kedua", self.queue, acts)
        lower = self._part("Tumpukan dan angka salah ketik", self.piles)
        split = QSplitter(Qt.Orientation.Vertical, self)
        split.addWidget(upper)
        split.addWidget(lower)
        split.setChildrenCollapsible(False)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(theme.SPACE_16, theme.SPACE_16, theme.SPACE_16, theme.SPACE_8)
        lines.setSpacing(theme.SPACE_8)
        lines.addLayout(self.top_line(self.draw_button, self.print_button))
        lines.addWidget(self.words)
        lines.addWidget(split, 1)
        order = (
            self.chooser,
            self.draw_button,
            self.print_button,
            self.queue,
            self.key_button,
            self.release_button,
            self.piles,
        )
        taborder.set_order(order)

    def _part(self, head: str, table: QWidget, acts: QHBoxLayout | None = None) -> QWidget:
        part = QWidget(self)
        title = QLabel(head, part)
        theme.mark(title, "subjudul")
        lines = QVBoxLayout(part)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(theme.SPACE_8)
        lines.addWidget(title)
        lines.addWidget(table, 1)
        if acts is not None:
            lines.addLayout(acts)
        return part

    # showing

    def visit(self, id: int | None) -> None:
        """Show the queue of a visit; without an id of the batch that stands in the box."""
        self.choose(None if id is None else Batch(id))

    def keyboard(self) -> QWidget:
        """The queue."""
        return self.queue

    def ask(self, key: Batch | None) -> None:
        """Read the queue of a batch."""
        if key is not None:
            self.desk.read(self, self._show, second_keying_of, key, self.desk.actor.user_id)
            return
        self.found = None
        fill_table(self.queue, ())
        fill_table(self.piles, ())
        self.words.setText(_NONE)
        self._settle_buttons()

    def _show(self, found: SecondKeying) -> None:
        if found.batch != self.chooser.key:
            return
        place = self.queue.currentRow()
        self.found = found
        rows = [
            (one.form, one.code, one.respondent, one.obh, one.keyer, one.why,
             one.why_not or (f"Dimulai oleh {one.begun_by}" if one.begun_by else ""))
            for one in found.queue
        ]  # fmt: skip
        fill_table(self.queue, rows)
        if rows:
            self.queue.selectRow(min(max(place, 0), len(rows) - 1))
        quality = found.quality
        seconds = [_second_row(rate) for rate in quality.keyers if rate.second_sheets]
        fill_table(self.piles, [*map(_pile_row, quality.piles), *seconds], right=frozenset(range(2, 8)))
        self.words.setText(verdict(quality))
        self._settle_buttons()

    def _settle_buttons(self) -> None:
        chosen = self._chosen()
        one = self.found.queue[chosen] if self.found is not None and chosen >= 0 else None
        verifies = may(self.desk.actor, Right.VERIFY)
        self.draw_button.setEnabled(verifies and self.found is not None)
        self.print_button.setEnabled(self.found is not None)
        self.key_button.setEnabled(one is not None and not one.why_not)
        self.release_button.setEnabled(verifies and one is not None and bool(one.begun_by))

    def _chosen(self) -> int:
        rows = {index.row() for index in self.queue.selectedIndexes()}
        place = rows.pop() if len(rows) == 1 else -1
        return place if self.found is not None and place < len(self.found.queue) else -1

    # acting

    def _draw(self) -> None:
        if self.found is None:
            return
        quality = self.found.quality
        if dialogs.ask(
            self,
            "Ambil sampel ketik kedua",
            "Dari tiap tumpukan (satu pengetik; pada kegiatan juga satu OBH) diambil acak "
            f"{quality.sample_percent}% lembar, sedikitnya dua. Benihnya tersimpan sehingga pengambilan "
            "dapat diulang dan diperiksa.",
            yes="Ambil sampel",
        ):
            self.desk.change(self, self._drawn, draw_sample, self.found.batch)

    def _drawn(self, changes: Changes) -> None:
        drawn = changes.value
        self.desk.say(f"{len(drawn.sheets)} lembar diambil; benih {drawn.seed}.", undoable=True)

    def _key(self) -> None:
        place = self._chosen()
        if self.found is not None and place >= 0 and self.key_button.isEnabled():
            self.keying_wanted.emit(self.found.queue[place].id)

    def _release(self) -> None:
        place = self._chosen()
        if self.found is None or place < 0:
            return
        one = self.found.queue[place]
        self.desk.change(
            self, lambda _done: self.desk.say(f"{one.code} dilepas.", undoable=True), release_second, one.id
        )

    def _print(self) -> None:
        if self.found is not None:
            batch = self.found.batch
            is_visit = batch.period_id is None
            model, id_ = (Visit, batch.visit_id) if is_visit else (SurveyPeriod, batch.period_id)
            self.desk.show_paper(self, CERTIFICATE, Subject(*self.chooser.code_and_title, model, id_))


def _pile_row(pile: Pile) -> tuple[str, ...]:
    tally = pile.tally
    return (
        pile.keyer,
        pile.obh,
        str(len(pile.sheets)),
        str(pile.done),
        str(tally.compared),
        str(tally.different),
        str(tally.first_wrong),
        percent_words(tally.percent),
        pile.outcome.label if pile.outcome is not None else "Belum diambil sampelnya",
    )


def _second_row(rate: KeyerRate) -> tuple[str, ...]:
    second = rate.second
    wrong = f"{second.second_wrong} salah ketik" if second.second_wrong else "tanpa salah ketik"
    return (
        rate.keyer, "", "", str(rate.second_sheets), str(second.compared), str(second.different), "", "",
        f"Sebagai pengetik kedua: {wrong}",
    )  # fmt: skip
