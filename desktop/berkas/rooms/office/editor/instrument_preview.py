"""How an instrument looks while it is edited: on screen, to be tried, and on paper. Knows no office."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QLabel, QTabWidget, QVBoxLayout, QWidget

from berkas.kit import theme
from berkas.kit.answers import AnswerForm
from berkas.kit.answersaid import possible
from berkas.kit.jobs import Job
from berkas.kit.pagestrip import PageStrip
from berkas.kit.pdfpages import PdfPages
from berkas.rooms.office.report import blank_form_pdf
from berkas.rules.instruments import Instrument

_SCREEN_MS, _PAPER_MS = 300, 1000
_AWAY_AT_ONCE = 4
"""So many questions of a form that is gone are taken away in one go."""
_INDONESIAN = "id"


class ScreenPreview(QWidget):
    """The questions as they are keyed; answers given here are only a try.

    Nothing here takes long at once: a form is built in slices, a changed question is exchanged in the form
    that stands there, and a form that is no longer wanted is taken away in slices.
    """

    rebuilt = Signal()
    """Other widgets stand here now."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.form: AnswerForm | None = None
        self._instrument: Instrument | None = None
        self._wanted: Instrument | None = None
        self._item = ""
        self._old: list[QWidget] = []
        self._lines = QVBoxLayout(self)
        self._lines.setContentsMargins(theme.SPACE_8, theme.SPACE_8, 0, 0)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_SCREEN_MS)
        self._timer.timeout.connect(self._build)
        self._clearing = QTimer(self)
        self._clearing.setInterval(0)
        self._clearing.timeout.connect(self._clear)

    def show_instrument(self, instrument: Instrument, item: str) -> None:
        """Show this one soon, at one item."""
        self._wanted, self._item = instrument, item
        if self._wanted != self._instrument:
            self._timer.start()
        else:
            self.show_item(item)

    def show_item(self, item: str) -> None:
        """Bring an item into view."""
        self._item = item
        if self.form is not None and item and not self._timer.isActive():
            self.form.show_item(item)

    def _build(self) -> None:
        instrument = self._wanted
        if instrument is None:
            return
        self._instrument = instrument
        if self.form is None or not self.form.take_changed(instrument):
            self._build_anew(instrument)
            self.rebuilt.emit()
        QTimer.singleShot(0, self, lambda: self.show_item(self._item))  # a step of its own

    def _build_anew(self, instrument: Instrument) -> None:
        before = self.form
        known = {_INDONESIAN, instrument.language, *instrument.languages}
        language = before.language if before is not None and before.language in known else _INDONESIAN
        self.form = AnswerForm(instrument, language=language, is_sample=True, parent=self)
        if before is not None:
            answers = before.answers()
            self.form.set_answers(possible(instrument, self.form.route.questions, answers))
            self._lines.removeWidget(before)
            before.hide()
            self._old += [*(card for _key, card in before.built()), before]
            self._clearing.start()
        self._lines.addWidget(self.form, 1)

    def _clear(self) -> None:
        """Some of what is no longer wanted; all of it at once would be felt."""
        for _time in range(min(_AWAY_AT_ONCE, len(self._old))):
            self._old.pop(0).deleteLater()
        if not self._old:
            self._clearing.stop()


class PaperPreview(QWidget):
    """The pages of the blank form, drawn in the background."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.strip: PageStrip | None = None
        self._pages: PdfPages | None = None
        self._job: Job[bytes] | None = None
        self._drawn: Instrument | None = None
        self._wanted: Instrument | None = None
        self.words = QLabel(self)
        theme.mark(self.words, "redup")
        self._lines = QVBoxLayout(self)
        self._lines.setContentsMargins(theme.SPACE_8, theme.SPACE_8, 0, 0)
        self._lines.addWidget(self.words, 0, Qt.AlignmentFlag.AlignTop)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_PAPER_MS)
        self._timer.timeout.connect(self._draw)

    def show_instrument(self, instrument: Instrument) -> None:
        """Draw this one soon."""
        self._wanted = instrument
        if instrument != self._drawn:
            self._timer.start()

    def _draw(self) -> None:
        if self._job is not None or self._wanted is None:
            return  # when the one under way is done, the newest is drawn
        instrument = self._drawn = self._wanted
        if self.strip is None:
            self._say("Menyusun halaman…")
        self._job = Job("Menyusun halaman", lambda _report: blank_form_pdf(instrument), self)
        self._job.done.connect(self._show)
        self._job.failed.connect(lambda _error: self._say("Halaman tidak dapat disusun."))
        for end in (self._job.done, self._job.failed, self._job.cancelled):
            end.connect(self._ended)
        self._job.start()

    def _ended(self, *_told: object) -> None:
        self._job = None
        if self._wanted is not None and self._wanted != self._drawn:
            self._timer.start()

    def _say(self, words: str) -> None:
        self.words.setText(words)
        self.words.show()

    def _show(self, pdf: bytes) -> None:
        place = 0
        if self.strip is not None and self._pages is not None:
            place = self.strip.verticalScrollBar().value()
            self._lines.removeWidget(self.strip)
            self.strip.hide()
            self.strip.deleteLater()
            self._pages.close()
        self._pages = PdfPages(pdf)
        self.strip = PageStrip(self._pages, self)
        self.strip.setAccessibleName("Halaman formulir")
        self.words.hide()
        self._lines.addWidget(self.strip, 1)
        self.strip.show()
        self.strip.verticalScrollBar().setValue(place)


_NOT_SOUND = "Pratinjau mengikuti sesudah semua masalah diperbaiki."


class Preview(QWidget):
    """Screen and paper, under a line that says when they lag behind what is typed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.tabs = PreviewTabs(self)
        self.words = QLabel(_NOT_SOUND, self)
        self.words.setWordWrap(True)
        self.words.setMargin(theme.SPACE_8)
        theme.mark(self.words, "redup")
        self.words.hide()
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(0)
        lines.addWidget(self.words)
        lines.addWidget(self.tabs, 1)

    def show_instrument(self, instrument: Instrument | None, item: str) -> None:
        """Show this one, at one item; nothing for one with faults: what was shown last stays."""
        self.words.setVisible(instrument is None)
        if instrument is not None:
            self.tabs.show_instrument(instrument, item)

    def show_item(self, item: str) -> None:
        """Bring an item into view."""
        self.tabs.screen_preview.show_item(item)


class PreviewTabs(QTabWidget):
    """Screen and paper; only the tab in front works."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setDocumentMode(True)
        # or Tab would come to the row of tabs a second time
        self.setFocusProxy(None)  # pyright: ignore[reportArgumentType]  Qt takes nothing, the stub does not
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.tabBar().setAccessibleName("Pratinjau")
        self.screen_preview = ScreenPreview(self)
        self.paper_preview = PaperPreview(self)
        self.addTab(self.screen_preview, "Layar")
        self.addTab(self.paper_preview, "Kertas")
        self._instrument: Instrument | None = None
        self._item = ""
        self.currentChanged.connect(lambda _place: self._refresh())

    def tab_parts(self) -> Sequence[QWidget]:
        """The names of the tabs before what is on them."""
        return self.tabBar(), self.screen_preview, self.paper_preview

    def show_instrument(self, instrument: Instrument, item: str) -> None:
        """Show this one, at one item."""
        self._instrument, self._item = instrument, item
        self._refresh()

    def _refresh(self) -> None:
        if self._instrument is None:
            return
        if self.currentIndex() == 0:
            self.screen_preview.show_instrument(self._instrument, self._item)
        else:
            self.paper_preview.show_instrument(self._instrument)
