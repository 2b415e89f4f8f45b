"""The page of the OBH register: list, form, rows, requirement board, money."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from PySide6.QtWidgets import QLabel

from berkas.desk import Desk, Place, RecordPage, RecordSpec
from berkas.desk.letteractions import begin_from
from berkas.engine.budgets import YearMoney, money
from berkas.engine.issuing import Subject
from berkas.engine.records import Record
from berkas.kit import theme
from berkas.kit.filters import Filter
from berkas.kit.tableview import EmptyState
from berkas.rooms.obh.commands import doubles, save_obh
from berkas.rooms.obh.editor.board import BoardEditor
from berkas.rooms.obh.editor.comparing import add_comparison
from berkas.rooms.obh.editor.recaps import ask_recap
from berkas.rooms.obh.editor.rulesview import RulesView
from berkas.rooms.obh.fields.accreditation import CATEGORIES
from berkas.rooms.obh.fields.obh import OBH, identity_checks, name_doubt
from berkas.rooms.obh.fields.rows import ROWS
from berkas.rooms.obh.queries.board import board, documents_of, periods, rule_lines
from berkas.rooms.obh.queries.likeness import names_like
from berkas.rooms.obh.queries.obh import LISTING, load_obh
from berkas.rooms.obh.report import OBH_DOCUMENTS
from berkas.rooms.obh.report.letters import obh_letter_values
from berkas.rooms.obh.report.recap import RECAP
from berkas.rooms.obh.sheet import IMPORTS
from berkas.rules.accreditation import HELD, movement_words
from berkas.rules.fields import Kind, Problem
from berkas.rules.numbers import show_decimal, show_rupiah
from berkas.rules.vocabulary import AccreditationResult
from berkas_db.tables import Obh


def completeness_tone(text: str) -> str:
    """How loud the state of the requirements is in the list."""
    return "baik" if text == "Lengkap" else "peringatan" if text.endswith("kurang") else ""


class ObhPage(RecordPage):
    """OBH with their rows, their requirement board and their money."""

    def __init__(self, desk: Desk) -> None:
        spec = RecordSpec(
            room="obh",
            model=Obh,
            word="OBH",
            title="Register OBH",
            listing=LISTING,
            fields=OBH,
            rows=ROWS,
            load=load_obh,
            save=save_obh,
            empty=EmptyState(
                "Belum ada OBH. Catat OBH satu per satu, atau impor daftar yang sudah ada.", "OBH baru", "obh"
            ),
            filters=(
                Filter("category", "Akreditasi", choices=CATEGORIES),
                Filter("regency", "Kabupaten/kota", Kind.REFERENCE, source="kabupaten"),
                Filter("complete", "Persyaratan lengkap", Kind.BOOLEAN),
            ),
            checks=(identity_checks, self._name_check),
            tones={"completeness": completeness_tone},
            watched=frozenset(
                {
                    "accreditation",
                    "requirement_item",
                    "requirement",
                    "category_rule",
                    "obh_person",
                    "obh_area",
                    "obh_alias",
                    "person",
                    "licence",
                    "training",
                }
            ),
            documents=OBH_DOCUMENTS,
            imports=IMPORTS["obh"],
            doubles=doubles.OBH,
            subject=lambda record: Subject(record.subtitle, record.title, Obh, record.id),
        )
        super().__init__(desk, spec)
        self._old_name = ""
        self._years: list[YearMoney] = []
        self.set_shares(5, 4)
        self.add_action("Buat surat…", self.write_letter, icon="mail")
        add_comparison(self, desk)
        self.add_action(
            "Rekapitulasi PBH…", lambda: ask_recap(self, desk, RECAP), icon="chart-bar", menu=True
        )
        self.add_action("Nilai internal dan rinciannya", self._figures, icon="chart-line", menu=True)
        self.overview = _lines()
        self.sheet.add_above(self.overview)
        self.board = BoardEditor(desk.today)
        self.board.changed.connect(self._overlook)
        self.board.period_chosen.connect(self._other_period)
        self.typed_parts["papan"] = self.board
        self._board_section = self.sheet.add_section("Papan persyaratan", self.board)
        self.rules = RulesView()
        self.money = _lines()
        self._rules_section = self.sheet.add_section("Aturan kategori", self.rules)
        self._money_section = self.sheet.add_section("Pagu dan realisasi", self.money)

    def _figures(self) -> None:
        """The figures from interviews about this OBH, each down to its answers, in their own room."""
        if self.record is not None and self.may_leave():
            self.desk.open(Place("visits", "nilai", self.record.id))

    def opened_record(self, record: Record) -> None:
        """Fill the board, the rules and the money of this OBH."""
        self._old_name = str(record.values["name"])
        self._show_parts(on=True)
        self._years = []
        period = record.values["board_period"]
        if period:
            self._show_board(record.values["requirements"], period)
            self._overlook()
            self.desk.read(self, self.rules.show_rules, rule_lines, record.id, period)
        self.desk.read(self, self._show_money, money, obh_id=record.id)

    def write_letter(self) -> None:
        """Begin one of the letters to this OBH."""
        if self.record is None:
            self.say("Pilih dahulu satu OBH yang akan disurati.")
        elif self.may_leave():
            begin_from(self, self.desk, "obh", self.record.id, obh_letter_values)

    def started_new(self) -> None:
        """A new OBH has no board yet."""
        self._old_name = ""
        self._show_parts(on=False)

    def gather(self, values: dict[str, Any]) -> dict[str, Any]:
        """The board goes with the form when something changed on it."""
        if self.record is not None and self.board.is_changed():
            values |= {"requirements": self.board.values(), "board_period": self.board.period}
        return values

    def _show_parts(self, *, on: bool) -> None:
        self.overview.setVisible(on)
        for section in (self._board_section, self._rules_section, self._money_section):
            section.setVisible(on)

    def _name_check(self, values: Mapping[str, Any]) -> Iterable[Problem]:
        name = str(values.get("name") or "")
        if not name or name == self._old_name:
            return
        likely = self.desk.glance(names_like, name, but=self.record.id if self.record else None)
        if doubt := name_doubt([each.name for each in likely]):
            yield doubt

    def _other_period(self, period: int) -> None:
        if self.record is not None:
            self._show_board(self.desk.glance(board, self.record.id, period), period)
            self.desk.read(self, self.rules.show_rules, rule_lines, self.record.id, period)

    def _show_board(self, rows: list[dict[str, Any]], period: int) -> None:
        assert self.record is not None  # noqa: S101  a board belongs to a record
        documents = self.desk.glance(documents_of, self.record.id)
        self.board.show_board(rows, period, self.desk.glance(periods), documents)

    def _overlook(self) -> None:
        """What matters most, in a few lines above the form."""
        values = self.record.values if self.record is not None else {}
        history = accreditation_line(values.get("accreditations", ()), dict(self.desk.glance(periods)))
        branches = values.get("branches", ())
        lines = [
            *([history] if history else []),
            f"Persyaratan: {self.board.summary() or 'belum ada periode'}.",
            *([f"Kantor cabang: {'; '.join(branches)}."] if branches else []),
            *(money_sentence(line) for line in self._years[-1:]),
        ]
        self.overview.setText("\n".join(lines))

    def _show_money(self, years: list[YearMoney]) -> None:
        self._years = years
        self._overlook()
        self.money.setText(
            "\n".join(money_sentence(line) for line in years) or "Belum ada kontrak yang dicatat."
        )


def accreditation_line(rows: Sequence[Mapping[str, Any]], names: Mapping[int, str]) -> str:
    """All periods in one line, oldest first: “2022–2024 C (baru); 2025–2027 B (naik)”."""
    told = [
        f"{names[int(row['period_id'])]} {_ended(row)}"
        for row in sorted(rows, key=lambda row: names.get(int(row["period_id"]), ""))
    ]
    return f"Akreditasi: {'; '.join(told)}." if told else ""


def _ended(row: Mapping[str, Any]) -> str:
    if row["result"] not in HELD:
        return AccreditationResult.label_of(row["result"]).lower()
    moved = movement_words(row).lower()
    return str(row["category"] or "").upper() + (f" ({moved})" if moved else "")


def money_sentence(line: YearMoney) -> str:
    """One year in one sentence, both official systems with their difference."""
    share = line.absorption("sidbankum")
    paid = f"{show_decimal(share)}\u00a0%" if share is not None else "tanpa pagu"
    return " ".join(
        (
            f"{line.year}: pagu {show_rupiah(line.budget.both)}",
            f"(litigasi {show_rupiah(line.budget.litigation)},",
            f"nonlitigasi {show_rupiah(line.budget.nonlitigation)});",
            f"Sidbankum {show_rupiah(line.sidbankum.both)} ({paid});",
            f"OMSPAN {show_rupiah(line.omspan.both)};",
            f"selisih {show_rupiah(line.difference)}.",
        )
    )


def _lines() -> QLabel:
    label = QLabel()
    label.setWordWrap(True)
    theme.mark(label, "catatan")
    return label
