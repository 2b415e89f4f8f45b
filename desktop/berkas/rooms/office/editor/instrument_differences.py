"""What a new version of an instrument changes, before it is installed: by kind, with before and after.

Knows no office: it is handed the two versions and tells the edition that was typed.
"""

from collections.abc import Collection, Iterator
from html import escape

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QTextBrowser,
    QWidget,
)

from berkas.kit import keys, theme
from berkas.rooms.office.editor.instrument_dialog import fit, room
from berkas.rules.instruments import Instrument
from berkas.rules.instruments.difference import ChangeKind, Difference, differences
from berkas.rules.numbers import show_integer

_WIDTH, _HEIGHT = 980, 680
_ORDER = (
    ChangeKind.DIHAPUS,
    ChangeKind.DITAMBAH,
    ChangeKind.DIPINDAH,
    ChangeKind.DIUBAH_KATA,
    ChangeKind.DIUBAH_BOBOT,
    ChangeKind.DIUBAH_PILIHAN,
    ChangeKind.DIUBAH_ATURAN,
    ChangeKind.DIUBAH_ASAL,
)
NO_DIFFERENCE = "Tidak ada yang berbeda."


def difference_page(before: Instrument | None, after: Instrument) -> str:
    """The differences as a page (HTML), and in one line how many of each kind."""
    if before is None:
        return "".join(_new_page(after))
    found = differences(before, after)
    if not found:
        return f"<p>{NO_DIFFERENCE}</p>"
    return "".join(_page(found))


def _new_page(instrument: Instrument) -> Iterator[str]:
    """What a new instrument holds: every section with its items, and how it is scored."""
    count = show_integer(len(instrument.items))
    yield f"<p>Instrumen baru: {escape(instrument.title)}, {count} butir. "
    yield f"Naskah: {escape(instrument.status.label)}. "
    yield f"Aturan nilai: {escape(instrument.scoring.rule.label)}.</p>"
    for section in instrument.sections:
        yield f"<h3>{escape(section.label)} ({show_integer(len(section.items))})</h3><ol>"
        for item in section.items:
            yield f"<li>{escape(item.label)} ({escape(item.key)}, {escape(item.type.label.lower())})</li>"
        yield "</ol>"


def summary(before: Instrument | None, after: Instrument) -> str:
    """How many differences of each kind."""
    if before is None:
        return "Instrumen ini belum ada pada kantor."
    found = differences(before, after)
    counts = [(kind, sum(each.kind is kind for each in found)) for kind in _ORDER]
    said = [f"{kind.label.lower()} {show_integer(count)}" for kind, count in counts if count]
    return f"Dibandingkan dengan versi {before.version}: {', '.join(said) or 'tidak ada perbedaan butir'}."


def _page(found: Collection[Difference]) -> Iterator[str]:
    colours = theme.tokens().colours
    head = f'style="color:{colours.dim}" align="left"'
    for kind in _ORDER:
        group = [each for each in found if each.kind is kind]
        if not group:
            continue
        yield f"<h3>{escape(kind.label)} ({show_integer(len(group))})</h3>"
        yield '<table width="100%" cellpadding="4" cellspacing="0">'
        yield f'<tr><th {head} width="34%">Bagian</th><th {head} width="33%">Sebelum</th>'
        yield f'<th {head} width="33%">Sesudah</th></tr>'
        for each in group:
            name = _cell(each.label, each.key, each.likely)
            yield f"<tr>{name}{_cell(each.before)}{_cell(each.after)}</tr>"
        yield "</table>"


def _cell(words: str, key: str = "", likely: str = "") -> str:
    colours = theme.tokens().colours
    more = f'<br><span style="color:{colours.dim}">{escape(key)}</span>' if key else ""
    if likely:
        more += f'<br><span style="color:{colours.accent_text}">Mungkin kini berkode {escape(likely)}</span>'
    border = f"border-bottom:1px solid {colours.hair}"
    return f'<td valign="top" style="{border}">{escape(words) or "–"}{more}</td>'


class DifferencesDialog(QDialog):
    """The differences and the edition to install under. `edition_wanted` tells it; the caller closes."""

    edition_wanted = Signal(str)
    editor_wanted = Signal()

    def __init__(
        self,
        parent: QWidget | None,
        *,
        before: Instrument | None,
        after: Instrument,
        taken: Collection[str],
        to_editor: bool,
    ) -> None:
        super().__init__(parent)
        self._taken = {each.casefold() for each in taken}
        self.setWindowTitle(f"Pasang versi baru: {after.title}")
        self.words = QLabel(summary(before, after), self)
        self.words.setWordWrap(True)
        theme.mark(self.words, "kelompok")
        rest = QLabel(
            "Jawaban yang sudah ada tidak berubah dan tetap pada versinya. Lembar yang berjalan dapat "
            "dipindahkan sesudah dipasang.",
            self,
        )
        rest.setWordWrap(True)
        theme.mark(rest, "redup")
        self.page = QTextBrowser(self)
        self.page.setAccessibleName("Perbedaan dengan versi yang berlaku")
        self.page.setHtml(difference_page(before, after))
        self.edition = QLineEdit(_free(after.version, self._taken), self)
        self.problem = QLabel(self)
        self.problem.setWordWrap(True)
        theme.mark(self.problem, "galat")
        self.problem.hide()
        lines = room(self)
        lines.addWidget(self.words)
        lines.addWidget(rest)
        lines.addWidget(self.page, 1)
        lines.addWidget(self.problem)
        lines.addLayout(self._foot(to_editor))
        keys.assign_mnemonics(self, reserved="")
        fit(self, _WIDTH, _HEIGHT)
        self.edition.setFocus(Qt.FocusReason.OtherFocusReason)
        self.edition.selectAll()

    def _foot(self, to_editor: bool) -> QHBoxLayout:
        label = QLabel("Pasang sebagai versi", self)
        label.setBuddy(self.edition)
        self.edition.setAccessibleName("Pasang sebagai versi")
        cancel = QPushButton("Batal", self)
        cancel.clicked.connect(self.reject)
        self.install = QPushButton("Pasang", self)
        theme.mark(self.install, "utama")
        self.install.setDefault(True)
        self.install.clicked.connect(lambda _on: self._wanted())
        foot = QHBoxLayout()
        foot.setSpacing(theme.SPACE_8)
        foot.addWidget(label)
        foot.addWidget(self.edition)
        foot.addStretch(1)
        foot.addWidget(cancel)
        if to_editor:
            edit = QPushButton("Buka di penyunting", self)
            edit.setAutoDefault(False)
            edit.clicked.connect(lambda _on: self.editor_wanted.emit())
            foot.addWidget(edit)
        foot.addWidget(self.install)
        return foot

    def _wanted(self) -> None:
        edition = " ".join(self.edition.text().split())
        if not edition:
            self.refuse("Ketik sebutan versinya, misalnya 2025.")
        elif edition.casefold() in self._taken:
            self.refuse(f"Versi {edition} sudah ada. Ketik sebutan yang lain.")
        else:
            self.edition_wanted.emit(edition)

    def refuse(self, sentence: str) -> None:
        """Say why not, above the buttons."""
        self.problem.setText(sentence)
        self.problem.show()
        self.edition.setFocus(Qt.FocusReason.OtherFocusReason)
        self.edition.selectAll()


def _free(edition: str, taken: Collection[str]) -> str:
    """The edition itself, or the next one that is free: 1 → 2, 2025 → 2025.1."""
    found, number = edition, 1
    while found.casefold() in taken:
        number += 1
        found = (
            str(int(edition) + number - 1)
            if edition.isdigit() and len(edition) < 4
            else f"{edition}.{number}"
        )
    return found
