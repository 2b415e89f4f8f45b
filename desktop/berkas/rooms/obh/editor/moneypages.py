"""The pages of contracts with their budget, and of tariffs."""

from PySide6.QtWidgets import QLabel

from berkas.desk import Desk, RecordPage, RecordSpec
from berkas.engine.budgets import Parts
from berkas.engine.records import Record
from berkas.kit import theme
from berkas.kit.filters import Filter
from berkas.kit.plaintable import PlainTable
from berkas.kit.tableview import EmptyState
from berkas.rooms.obh.commands import save_contract, save_tariff
from berkas.rooms.obh.fields.cases import KINDS
from berkas.rooms.obh.fields.forecast import FORMULA
from berkas.rooms.obh.fields.money import (
    CONTRACT,
    CONTRACT_REALISATIONS,
    CONTRACT_ROWS,
    TARIFF,
    contract_checks,
    tariff_checks,
)
from berkas.rooms.obh.queries.contracts import (
    CONTRACTS,
    TARIFFS,
    Standing,
    load_contract,
    load_tariff,
    standing,
)
from berkas.rules.dates import show_short
from berkas.rules.fields import Kind
from berkas.rules.numbers import show_decimal, show_integer, show_rupiah
from berkas_db.tables import Contract, Tariff

_ROMAN = ("", "I", "II", "III", "IV")


class ContractPage(RecordPage):
    """Contracts per OBH and year: budget, addenda, realisation in both official systems."""

    def __init__(self, desk: Desk) -> None:
        spec = RecordSpec(
            room="obh",
            model=Contract,
            word="kontrak",
            title="Kontrak, pagu, dan realisasi",
            listing=CONTRACTS,
            fields=CONTRACT,
            rows=CONTRACT_ROWS,
            open_rows=frozenset({CONTRACT_REALISATIONS.key}),
            load=load_contract,
            save=save_contract,
            empty=EmptyState(
                "Belum ada kontrak. Catat kontrak pertama, atau impor daftar OBH dengan pagunya.",
                "Kontrak baru",
                "reimbursement",
            ),
            filters=(
                Filter("year", "Tahun", Kind.INTEGER, blanks=False),
                Filter("obh", "OBH", Kind.REFERENCE, source="obh"),
                Filter("fund", "Sumber dana", source="istilah:sumber_dana"),
            ),
            checks=(contract_checks,),
            tones={"gap": lambda text: "" if text in ("", "Rp0", "–") else "peringatan"},
            watched=frozenset({"contract_addendum", "realisation", "reimbursement", "obh"}),
            fresh=lambda today: {"year": today.year, "fund": "apbn"},
        )
        super().__init__(desk, spec)
        self.set_shares(5, 4)
        self.summary = QLabel()
        self.summary.setWordWrap(True)
        theme.mark(self.summary, "catatan")
        self.sheet.add_above(self.summary)
        self.summary.hide()
        self.quarters = PlainTable(
            "Realisasi per triwulan menurut kedua sistem",
            (
                "Triwulan (Rp)",
                "Sidbankum litigasi",
                "nonlitigasi",
                "OMSPAN litigasi",
                "nonlitigasi",
                "Selisih",
            ),
            right=(1, 2, 3, 4, 5),
        )
        self._quarters_section = self.sheet.add_section("Realisasi per triwulan", self.quarters)
        self.outlook = PlainTable(
            "Serapan dan perkiraan sisa",
            ("Bagian", "Pagu", "Realisasi", "Serapan", "Perkiraan sisa"),
            right=(1, 2, 3, 4),
        )
        self._outlook_section = self.sheet.add_section("Serapan dan perkiraan sisa", self.outlook)
        self.formula = QLabel(FORMULA)
        self.formula.setWordWrap(True)
        theme.mark(self.formula, "redup")
        self._formula_section = self.sheet.add_section("", self.formula)

    def opened_record(self, record: Record) -> None:
        """Read how this contract stands."""
        self.desk.read(self, self._show_standing, standing, record.id)

    def started_new(self) -> None:
        """Nothing stands yet."""
        self._show_parts(on=False)

    def _show_parts(self, *, on: bool) -> None:
        for part in (self.summary, self._quarters_section, self._outlook_section, self._formula_section):
            part.setVisible(on)

    def _show_standing(self, now: Standing) -> None:
        self.summary.setText("\n".join(standing_sentences(now)))
        self.quarters.show_rows(quarter_rows(now), totals={4})
        self.outlook.show_rows(outlook_rows(now), totals={2})
        as_of = next((guess.as_of for _label, guess in now.forecasts if guess), None)
        since = f" Laporan terakhir: {show_short(as_of)}." if as_of else ""
        gap = " Selisih hanya dari triwulan yang tercatat pada kedua sistem."
        self.formula.setText(f"{FORMULA}{since}{gap}")
        self._show_parts(on=True)


class TariffPage(RecordPage):
    """Unit costs as dated data: known ones with their source, the rest entered by the office."""

    def __init__(self, desk: Desk) -> None:
        spec = RecordSpec(
            room="obh",
            model=Tariff,
            word="tarif",
            title="Tarif bantuan hukum",
            listing=TARIFFS,
            fields=TARIFF,
            load=load_tariff,
            save=save_tariff,
            empty=EmptyState(
                "Belum ada tarif. Catat satuan biaya dengan sumbernya.", "Tarif baru", "reimbursement"
            ),
            filters=(Filter("service_kind", "Jenis layanan", choices=KINDS),),
            checks=(tariff_checks,),
        )
        super().__init__(desk, spec)
        self.set_offers(print=False, trash=False)


def standing_sentences(now: Standing) -> list[str]:
    """Budget, absorption against the office's average, what stands in the queue."""
    share = now.absorption
    halves = (
        f"litigasi {show_rupiah(now.budget.litigation)}, nonlitigasi {show_rupiah(now.budget.nonlitigation)}"
    )
    lines = [f"Pagu {now.year} dengan adendum {show_rupiah(now.budget.both)} ({halves})."]
    if share is not None:
        compared = ""
        if now.average is not None:
            gap = share - now.average
            side = "di atas" if gap > 0 else "di bawah"
            where = f"{show_decimal(abs(gap))} poin {side}" if abs(gap) >= 0.005 else "sama dengan"
            compared = f", {where} rata-rata kantor {show_decimal(now.average)}\u00a0%"
        lines.append(f"Serapan menurut Sidbankum {show_decimal(share)}\u00a0%{compared}.")
    if now.asked or now.agreed:
        lines.append(
            f"Dalam antrean: {show_rupiah(now.asked)} belum diputus, "
            f"{show_rupiah(now.agreed)} disetujui dan belum dibayar."
        )
    return lines


def quarter_rows(now: Standing) -> list[tuple[str, ...]]:
    """One line for each quarter and a sum; a dash where a system said nothing."""
    rows = [
        (
            _ROMAN[each.number],
            *_halves(each.paid.get("sidbankum")),
            *_halves(each.paid.get("omspan")),
            "–" if each.difference is None else show_integer(each.difference),
        )
        for each in now.quarters
    ]
    difference = sum(each.difference or 0 for each in now.quarters)
    return [*rows, ("Jumlah", *_halves(now.paid), *_halves(now.omspan), show_integer(difference))]


def _halves(paid: Parts | None) -> tuple[str, str]:
    return ("–", "–") if paid is None else (show_integer(paid.litigation), show_integer(paid.nonlitigation))


def outlook_rows(now: Standing) -> list[tuple[str, ...]]:
    """Each part with its share and what will be left at this pace."""
    told = dict(now.forecasts)
    rows: list[tuple[str, ...]] = []
    for label, budget, paid in (
        ("Litigasi", now.budget.litigation, now.paid.litigation),
        ("Nonlitigasi", now.budget.nonlitigation, now.paid.nonlitigation),
        ("Jumlah", now.budget.both, now.paid.both),
    ):
        share = f"{show_decimal(paid * 100 / budget)}\u00a0%" if budget else "–"
        guess = told.get(label)
        left = show_rupiah(guess.left) if guess else "–"
        rows.append((label, show_rupiah(budget), show_rupiah(paid), share, left))
    return rows
