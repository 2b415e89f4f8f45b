"""The rules in force, to look at and to try: a page for any kind, legal clocks, national holidays.

The shipped ones stand beside what the office installed; both say where they come from.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSplitter, QTextBrowser, QVBoxLayout, QWidget

from berkas.desk import Desk
from berkas.engine.access import Right, may
from berkas.engine.due import as_if_started, declared_years
from berkas.engine.installed import office_holidays
from berkas.engine.rulebook import RulebookError, RuleKind
from berkas.kit import dialogs, taborder, theme
from berkas.kit.flow import FlowLayout
from berkas.kit.memorysource import MemorySource
from berkas.kit.tableview import EmptyState, TableView
from berkas.rooms.office.commands import declare_holidays, install_clock
from berkas.rooms.office.editor.rulewords import clock_words, dues_words, missing_year_words, year_words
from berkas.rules import dates
from berkas.rules.calendar import Holiday, HolidayYear
from berkas.rules.fields import Column, Kind
from berkas_db.changes import Changes, Step

_DEFINITIONS = ("Definisi (*.toml)",)
OWN, SHIPPED = "dipasang kantor", "bawaan"
_NARROW, _TALL = 900, 640
_LARGEST = 4 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class RuleLine:
    """One rule: the words of its line and, when it is chosen, what it says in full (Markdown)."""

    key: str
    words: tuple[str, ...]
    tell: Callable[[], str]


class RulesPage(QWidget):
    """A list of rules on the left, the words of the chosen one on the right."""

    rule_wanted = Signal(str, bool)
    """The key of a clock to make a rule for: of the same code, or a later one."""

    def __init__(
        self,
        desk: Desk,
        title: str,
        columns: Sequence[Column],
        read: Callable[[], Sequence[RuleLine]],
        *,
        watched: frozenset[str] = frozenset(),
        begin_with: str = "",
    ) -> None:
        super().__init__()
        self.desk = desk
        self._read = read
        self._watched = watched
        self._begin_with = begin_with
        self._here = 0
        self._upper: list[QWidget] = []
        self._lower: list[QWidget] = []
        self._lines: dict[int, RuleLine] = {}
        self._source = MemorySource(columns, {})
        self.table = TableView(
            self._source, title=f"Daftar {title.lower()}", empty=EmptyState("Tidak ada aturan yang cocok.")
        )
        self.words = QTextBrowser()
        self.words.setAccessibleName(f"Isi {title}")
        self.words.setOpenLinks(False)
        self.words.document().setIndentWidth(theme.SPACE_24)
        self.words.document().setDocumentMargin(theme.SPACE_16)
        self._buttons = FlowLayout(spacing=theme.SPACE_8)
        self._head = QHBoxLayout()
        self._split = QSplitter()
        self._lay_out(title)
        self.table.selected.connect(self._show)
        self.table.opened.connect(self._show)
        self.table.model.settled.connect(lambda: self.table.select(self._here))
        desk.changed.connect(self._heard)
        self.reload()

    def _lay_out(self, title: str) -> None:
        heading = QLabel(title)
        theme.mark(heading, "judul")
        self._head.addWidget(heading, 1)
        left, right = QWidget(), QWidget()
        within = QVBoxLayout(left)
        within.setContentsMargins(theme.SPACE_24, theme.SPACE_16, theme.SPACE_16, theme.SPACE_16)
        within.setSpacing(theme.SPACE_8)
        within.addLayout(self._head)
        within.addWidget(self.table, 1)
        beside = QVBoxLayout(right)
        beside.setContentsMargins(theme.SPACE_16, theme.SPACE_16, theme.SPACE_24, theme.SPACE_16)
        beside.setSpacing(theme.SPACE_8)
        beside.addWidget(self.words, 1)
        beside.addLayout(self._buttons)
        self._split.addWidget(left)
        self._split.addWidget(right)
        self._split.setChildrenCollapsible(False)
        self._split.setStretchFactor(0, 1)
        self._split.setStretchFactor(1, 1)
        self._split.setSizes([1000, 1000])
        lines = QHBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.addWidget(self._split)

    def add_action(self, text: str, icon: str, slot: Callable[[], None], *, above: bool = False) -> None:
        """A button under the words, or above the list."""
        button = QPushButton(text)
        theme.set_icon(button, icon)
        button.clicked.connect(slot)
        if above:
            self._head.addWidget(button)
            self._upper.append(button)
        else:
            self._buttons.addWidget(button)
            self._lower.append(button)
        taborder.apply(self)

    def tab_parts(self) -> Sequence[QWidget]:
        """From the head of the list to the buttons under the words."""
        return (*self._upper, self.table, self.words, *self._lower)

    @property
    def chosen(self) -> str:
        """The key of the chosen rule, or an empty text."""
        line = self._lines.get(self._here)
        return line.key if line else ""

    def choose_key(self, key: str) -> None:
        """Choose the rule with a key, when there is one."""
        place = next((place for place, line in self._lines.items() if line.key == key), 0)
        if place:
            self.visit(place)

    def visit(self, id: int | None) -> None:
        """Choose one rule."""
        if id is not None:
            self._show(id)
        self.table.select(self._here)
        self.table.take_focus()

    def may_leave(self) -> bool:
        """Nothing is typed here."""
        return True

    def reload(self) -> None:
        """Read the rules anew; the chosen one stays chosen, at first the first one."""
        try:
            self._lines = dict(enumerate(self._read(), 1))
        except RulebookError as error:
            self._lines = {}
            self.tell(str(error))
            return
        self._source.replace({place: line.words for place, line in self._lines.items()})
        self.table.refresh(None)
        begin = (place for place, line in self._lines.items() if line.key == self._begin_with)
        self._show(self._here or next(begin, 1))

    def tell(self, markdown: str) -> None:
        """Say something else beside the list, such as the answer to a try."""
        self.words.setMarkdown(markdown)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Words under the list where there is no room beside it but enough below."""
        scale, size = theme.tokens().scale, event.size()
        narrow = size.width() < _NARROW * scale and size.height() > _TALL * scale
        wanted = Qt.Orientation.Vertical if narrow else Qt.Orientation.Horizontal
        if self._split.orientation() is not wanted:
            self._split.setOrientation(wanted)
            self._split.setSizes([1000, 1000])
        super().resizeEvent(event)

    def _show(self, id: int) -> None:
        if not id:
            return
        self._here = id
        line = self._lines.get(id)
        self.words.setMarkdown(line.tell() if line else "")

    def _heard(self, changes: Changes) -> None:
        if changes.kinds & self._watched:
            self.reload()


def install_definition(
    page: RulesPage, title: str, command: Callable[[Step, str, str], int], done: str
) -> None:
    """Ask for a definition, install it, say so."""
    for path in dialogs.open_files(page, title, _DEFINITIONS, many=False):
        try:
            text = path.read_text(encoding="utf-8") if path.stat().st_size <= _LARGEST else ""
        except (OSError, UnicodeDecodeError):
            text = ""
        if not text.strip():
            words = f"{path.name} kosong, terlalu besar, atau bukan teks UTF-8. Pilih berkas definisi lain."
            dialogs.say(page, "Belum dipasang", words)
            return
        page.desk.change(page, lambda _c: page.desk.say(done, undoable=True), command, text, path.name)


def clocks_page(desk: Desk) -> RulesPage:
    """Every class with its limits and sources; a date can be tried with the office's own holidays."""

    def read() -> Sequence[RuleLine]:
        return [
            RuleLine(
                each.cls.value,
                (
                    each.label,
                    str(len(each.versions)),
                    OWN if desk.rulebook.is_installed(RuleKind.CLOCK, each.cls.value) else SHIPPED,
                    each.cls.value,
                ),
                lambda each=each: clock_words(each, desk.today()),
            )
            for each in desk.rulebook.clocks()
        ]

    columns = (
        Column("label", "Kelas", width=37),
        Column("versions", "Aturan", Kind.INTEGER, width=8),
        Column("origin", "Asal", width=14),
        Column("key", "Kunci", width=26, shown=False),
    )
    page = RulesPage(desk, "Batas waktu", columns, read, watched=frozenset({"clock_override"}))

    def tried() -> None:
        if not page.chosen:
            return
        typed = dialogs.ask_text(
            page, "Coba satu tanggal", "Batas dihitung seakan-akan setiap langkah mulai pada tanggal ini.",
            label="Tanggal mulai", yes="Hitung",
        )  # fmt: skip
        if typed:
            try_date(page, typed)

    page.add_action("Coba satu tanggal…", "calendar-due", tried)
    if may(desk.actor, Right.MANAGE_OFFICE) and not desk.book.read_only:
        _offer_changes(page)
    return page


def _offer_changes(page: RulesPage) -> None:
    """What only those may do who manage the office."""

    def wanted(*, same: bool) -> None:
        if page.chosen:
            page.rule_wanted.emit(page.chosen, same)

    page.add_action("Aturan baru sejak tanggal…", "calendar", lambda: wanted(same=False))
    page.add_action("Isi atau ubah aturan ini…", "pencil", lambda: wanted(same=True))
    page.add_action(
        "Pasang batas waktu…",
        "package-import",
        lambda: install_definition(
            page, "Pasang batas waktu", install_clock, "Batas waktu dipasang dan berlaku."
        ),
        above=True,
    )


def try_date(page: RulesPage, typed: str) -> None:
    """Show the days of the chosen class as if every step began on the typed date."""
    try:
        day = dates.parse_date(typed, today=page.desk.today())
    except dates.DateError as error:
        dialogs.say(page, "Tanggal belum benar", str(error))
        return
    label = page.desk.rulebook.clock(page.chosen).label
    page.desk.read(
        page,
        lambda preview: page.tell(dues_words(label, day, preview.dues)),
        as_if_started,
        page.chosen,
        day,
    )


_YEARS_AHEAD = 2


def holiday_years_page(desk: Desk) -> RulesPage:
    """The holiday tables by year with their decree, and the years to come that have none yet."""

    def read() -> Sequence[RuleLine]:
        declared = desk.glance(declared_years)
        own = desk.glance(office_holidays)
        shipped = {each.year: each for each in desk.rulebook.holiday_years()}
        last = max((*shipped, *declared, desk.today().year + _YEARS_AHEAD))
        return [
            _year_line(year, shipped.get(year), declared.get(year, ""), own)
            for year in range(last, min(shipped, default=last) - 1, -1)
        ]

    columns = (
        Column("year", "Tahun", width=8),
        Column("days", "Hari", Kind.INTEGER, width=7),
        Column("decreed", "Ditetapkan", width=11),
        Column("source", "Dasar", width=34),
    )
    page = RulesPage(
        desk,
        "Libur nasional dan cuti bersama",
        columns,
        read,
        watched=frozenset({"setting", "holiday_extra"}),
        begin_with=str(desk.today().year),
    )

    def declare() -> None:
        if not page.chosen:
            return
        decree = dialogs.ask_text(
            page, f"Hari libur {page.chosen} lengkap",
            "Setelah dinyatakan lengkap, hitungan pada tahun ini tidak memperingatkan lagi. Kosongkan untuk "
            "mencabut pernyataan itu.",
            label="Nomor dan tanggal keputusan bersama", yes="Simpan",
        )  # fmt: skip
        if decree is not None:
            desk.change(
                page, lambda _c: desk.say("Pernyataan disimpan.", undoable=True),
                declare_holidays, int(page.chosen), decree,
            )  # fmt: skip

    if may(desk.actor, Right.MANAGE_OFFICE) and not desk.book.read_only:
        page.add_action("Nyatakan lengkap…", "check", declare)
    return page


def _year_line(year: int, table: HolidayYear | None, decree: str, own: Sequence[Holiday]) -> RuleLine:
    added = [one for one in own if one.date.year == year]
    if table is None:
        words = (str(year), str(len(added)), "Ya" if decree else "Belum", decree or "belum ada keputusan")
        return RuleLine(str(year), words, lambda: missing_year_words(year, added, decree))
    decreed = "Ya" if decree or table.decreed else "Belum"
    words = (str(year), str(len(table.holidays)), decreed, decree or table.source)
    return RuleLine(str(year), words, lambda: year_words(table, decree))
