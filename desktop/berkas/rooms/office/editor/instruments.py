"""The list of instruments: what each is, how it looks on paper, out to a workbook and back, its versions."""

from collections.abc import Sequence

from PySide6.QtCore import Signal

from berkas.desk import Desk
from berkas.engine.access import Right, may
from berkas.engine.rulebook import RuleKind
from berkas.rooms.office.editor.instrument_dialog import run, show_pdf
from berkas.rooms.office.editor.instrument_loading import export_instrument, load_instrument
from berkas.rooms.office.editor.instrument_versions import VersionsDialog
from berkas.rooms.office.editor.rules import OWN, SHIPPED, RuleLine, RulesPage
from berkas.rooms.office.editor.rulewords import instrument_words
from berkas.rooms.office.report import blank_form_pdf
from berkas.rules.fields import Column
from berkas.rules.instruments import Instrument

_COLUMNS = (
    Column("title", "Instrumen", width=32),
    Column("status", "Naskah", width=14),
    Column("origin", "Asal", width=8),
    Column("version", "Versi", width=7),
    Column("complete", "Lengkap", width=9, shown=False),
    Column("key", "Kunci", width=20, shown=False),
)


class InstrumentsPage(RulesPage):
    """Every instrument: what it is, whether it is the official text, what can be done with it."""

    edit_wanted = Signal(str, object)
    """The key of the instrument to edit (empty: a new one), and what came in a workbook (None: the one in
    force)."""

    def __init__(self, desk: Desk) -> None:
        def read() -> Sequence[RuleLine]:
            return [
                RuleLine(
                    each.key,
                    (
                        each.title,
                        each.status.label.split(",")[0],
                        OWN if desk.rulebook.is_installed(RuleKind.INSTRUMENT, each.key) else SHIPPED,
                        each.version,
                        "Ya" if each.complete else "Belum",
                        each.key,
                    ),
                    lambda each=each: instrument_words(each),
                )
                for each in desk.rulebook.instruments()
            ]

        super().__init__(desk, "Instrumen", _COLUMNS, read, watched=frozenset({"instrument_version"}))
        manages = may(desk.actor, Right.MANAGE_OFFICE) and not desk.book.read_only
        if manages:
            self.add_action("Ubah…", "pencil", self.edit)
        self.add_action("Versi…", "history", self.show_versions)
        self.add_action("Ekspor ke buku kerja…", "table-export", self.export)
        self.add_action("Lihat pada kertas", "printer", self.preview)
        if manages:
            self.add_action("Instrumen baru…", "plus", self.begin, above=True)
            self.add_action("Muat dari buku kerja…", "table-import", self.load, above=True)

    @property
    def instrument(self) -> Instrument | None:
        """The chosen one, as it applies now."""
        return self.desk.rulebook.instrument(self.chosen) if self.chosen else None

    def edit(self) -> None:
        """Open the editor."""
        if self.chosen:
            self.edit_wanted.emit(self.chosen, None)

    def begin(self) -> None:
        """Open the editor with an instrument of the office's own that is still empty."""
        self.edit_wanted.emit("", None)

    def show_versions(self) -> None:
        """The installed versions, with their sheets."""
        if (instrument := self.instrument) is not None:
            run(VersionsDialog(self.desk, self, instrument))

    def export(self) -> None:
        """Write the chosen one as a workbook."""
        if (instrument := self.instrument) is not None:
            export_instrument(self, self.desk, instrument)

    def load(self) -> None:
        """Read a workbook or a definition; nothing is installed before its differences were seen."""
        load_instrument(
            self, self.desk, then=self.choose_key, edit=lambda read: self.edit_wanted.emit(read.key, read)
        )

    def preview(self) -> None:
        """The blank form of the chosen one."""
        instrument = self.instrument
        if instrument is None:
            return

        title = f"Formulir: {instrument.title}"
        self.desk.run(
            self,
            "Menyusun formulir",
            lambda _report: blank_form_pdf(instrument),
            lambda pdf: show_pdf(self, pdf, title),
        )
