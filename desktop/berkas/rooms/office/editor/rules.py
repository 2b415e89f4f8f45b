"""What is asked and counted: the instruments and clocks in force, with their source and honesty mark."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSplitter, QTextBrowser, QVBoxLayout, QWidget

from berkas.desk import Desk
from berkas.kit import dialogs, theme
from berkas.kit.memorysource import MemorySource
from berkas.kit.preview import PreviewDialog
from berkas.kit.tableview import EmptyState, TableView
from berkas.rooms.office.report import blank_form_pdf
from berkas.rules import dates
from berkas.rules.clocks import Clock, if_started_on
from berkas.rules.fields import Column, Kind
from berkas.rules.instruments import Instrument


class RulesPage(QWidget):
    """A list of rules on the left, the words of the chosen one on the right."""

    def __init__(
        self,
        title: str,
        columns: Sequence[Column],
        rows: Mapping[int, tuple[str, ...]],
        tell: Callable[[int], str],
        action: tuple[str, Callable[[int], None]],
    ) -> None:
        super().__init__()
        self._tell = tell
        self.table = TableView(
            MemorySource(columns, rows), title=title, empty=EmptyState("Tidak ada aturan yang terbaca.")
        )
        heading = QLabel(title)
        theme.mark(heading, "judul")
        self.words = QTextBrowser()
        self.words.setAccessibleName(f"Isi {title}")
        self.words.setOpenLinks(False)
        self.button = QPushButton(action[0])
        self.button.setEnabled(False)
        self.button.clicked.connect(lambda: action[1](self.table.current_id()))
        left, right = QWidget(), QWidget()
        within = QVBoxLayout(left)
        within.setContentsMargins(theme.SPACE_24, theme.SPACE_16, theme.SPACE_16, theme.SPACE_16)
        within.addWidget(heading)
        within.addWidget(self.table, 1)
        beside = QVBoxLayout(right)
        beside.setContentsMargins(theme.SPACE_16, theme.SPACE_16, theme.SPACE_24, theme.SPACE_16)
        beside.addWidget(self.words, 1)
        beside.addWidget(self.button, 0, Qt.AlignmentFlag.AlignLeft)
        split = QSplitter()
        split.addWidget(left)
        split.addWidget(right)
        split.setStretchFactor(0, 3)
        split.setStretchFactor(1, 2)
        lines = QHBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.addWidget(split)
        self.table.selected.connect(self._show)

    def visit(self, id: int | None) -> None:
        """Choose one rule."""
        if id is not None:
            self.table.select(id)

    def may_leave(self) -> bool:
        """Nothing is typed here."""
        return True

    def _show(self, id: int) -> None:
        self.button.setEnabled(bool(id))
        self.words.setMarkdown(self._tell(id) if id else "")


def instruments_page(desk: Desk) -> RulesPage:
    """Every instrument: what it is, whether it is the official text, how it looks on paper."""
    known = dict(enumerate(desk.rulebook.instruments(), 1))
    rows = {
        place: (each.title, each.key, each.version, each.status.label, "Ya" if each.complete else "Tidak")
        for place, each in known.items()
    }
    page: RulesPage

    def preview(place: int) -> None:
        if place:
            title = known[place].title
            PreviewDialog(
                blank_form_pdf(known[place]),
                title=f"Formulir: {title}",
                file_name="formulir.pdf",
                parent=page,
            ).exec()

    page = RulesPage(
        "Instrumen",
        (
            Column("title", "Instrumen", width=48),
            Column("key", "Kunci", width=20),
            Column("version", "Versi", width=10),
            Column("status", "Naskah", width=24),
            Column("complete", "Lengkap", width=9),
        ),
        rows,
        lambda place: _instrument_words(known[place]),
        ("Lihat pada kertas", preview),
    )
    return page


def _instrument_words(instrument: Instrument) -> str:
    lines = [f"## {instrument.title}", ""]
    if instrument.notice:
        lines += [f"> {instrument.notice}", ""]
    lines += [
        f"- Dasar: {instrument.regulation or 'tidak disebut'}",
        f"- Naskah: {instrument.status.label}; {instrument.confidence.label}",
        f"- Sumber: {instrument.source_text(instrument.source) or 'tidak disebut'}",
        f"- Aturan nilai: {instrument.scoring.rule.label}",
        "",
    ]
    for section in instrument.sections:
        mark = "" if section.complete else " (belum lengkap)"
        lines += [f"### {section.label}{mark}", f"*{section.status.label}; {section.confidence.label}*", ""]
        lines += [f"{number}. {item.label}" for number, item in enumerate(section.items, 1)]
        lines.append("")
    return "\n".join(lines)


def clocks_page(desk: Desk) -> RulesPage:
    """Every class with its limits and sources; a date can be tried."""
    known = dict(enumerate(desk.rulebook.clocks(), 1))
    rows = {
        place: (each.label, each.cls.value, str(len(each.version_on(desk.today()).steps)))
        for place, each in known.items()
    }
    page: RulesPage

    def tried(place: int) -> None:
        typed = dialogs.ask_text(
            page, "Coba satu tanggal", "Batas dihitung seakan-akan setiap langkah mulai pada tanggal ini.",
            label="Tanggal mulai", yes="Hitung",
        )  # fmt: skip
        if place and typed:
            try:
                day = dates.parse_date(typed, desk.today())
            except dates.DateError as error:
                dialogs.say(page, "Tanggal belum benar", str(error))
                return
            page.words.setMarkdown(_dues_words(desk, known[place], day))

    page = RulesPage(
        "Batas waktu",
        (
            Column("label", "Kelas", width=44),
            Column("key", "Kunci", width=26),
            Column("steps", "Langkah", Kind.INTEGER, width=9),
        ),
        rows,
        lambda place: _clock_words(known[place], desk.today()),
        ("Coba satu tanggal…", tried),
    )
    return page


def _clock_words(clock: Clock, today: date) -> str:
    lines = [f"## {clock.label}", ""]
    current = clock.version_on(today)
    for version in clock.versions:
        begins = dates.show_medium(version.valid_from) if version.valid_from else "awal"
        ends = dates.show_medium(version.valid_until) if version.valid_until else "sekarang"
        now = " (berlaku hari ini)" if version is current else ""
        lines += [f"### {begins} sampai {ends}{now}", f"{version.source}; {version.confidence.label}", ""]
        if version.note:
            lines += [version.note, ""]
        for step in version.steps:
            length = (
                f"{step.days} {step.unit.label}" if step.days is not None and step.unit else "belum diketahui"
            )
            lines.append(f"- **{step.label}**: {length}, sejak {step.start.label.lower()}. {step.source}")
        lines.append("")
    return "\n".join(lines)


def _dues_words(desk: Desk, clock: Clock, day: date) -> str:
    dues = if_started_on(clock.version_on(day), day, desk.rulebook.calendar())
    lines = [f"## {clock.label}", f"Mulai {dates.show_long(day)}", ""]
    for due in dues:
        when = dates.show_long(due.due) if due.due else "belum ada batas waktu yang diketahui"
        lines += [f"### {due.step.label}: {when}", due.note, ""]
        lines += [
            " · ".join(
                (
                    f"- {dates.show_short(each.date)}",
                    f"hari ke-{each.day}" if each.day else "tidak dihitung",
                    each.why,
                )
            )
            for each in due.strip
        ]
        lines.append("")
    return "\n".join(lines)
