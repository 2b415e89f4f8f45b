"""The reimbursement queue: claims, their way through the queue, their file checklist and the case's money."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from PySide6.QtWidgets import QLabel

from berkas.desk import Desk, Place, RecordPage, RecordSpec
from berkas.engine.access import Right, may
from berkas.engine.issuing import Subject
from berkas.engine.records import Record
from berkas.kit import theme
from berkas.kit.filters import Filter
from berkas.kit.plaintable import PlainTable
from berkas.kit.tableview import EmptyState
from berkas.rooms.obh.commands import move_claim, return_letter, save_claim
from berkas.rooms.obh.editor.checkgrid import CheckGrid
from berkas.rooms.obh.editor.recaps import ask_audit_set, ask_recap
from berkas.rooms.obh.editor.waypanel import WayPanel
from berkas.rooms.obh.fields.cases import KINDS
from berkas.rooms.obh.fields.claims import CLAIM, CLAIM_STATES, claim_checks
from berkas.rooms.obh.queries.claims import (
    CLAIMS,
    CaseMoney,
    Spell,
    case_money,
    load_claim,
    proposal,
    queue_counts,
    spells,
)
from berkas.rooms.obh.queries.doubling import double_claims
from berkas.rooms.obh.queries.filecheck import file_check
from berkas.rooms.obh.report import CLAIM_DOCUMENTS
from berkas.rooms.obh.report.audit import AUDIT
from berkas.rooms.obh.report.letters import claim_letter_values
from berkas.rooms.obh.sheet import IMPORTS
from berkas.rules.dates import show_short
from berkas.rules.fields import Kind
from berkas.rules.numbers import show_integer, show_rupiah
from berkas.rules.vocabulary import ReimbursementState as State
from berkas_db.changes import Changes
from berkas_db.errors import BookError
from berkas_db.tables import Reimbursement

_TONES = {"Dikembalikan": "peringatan", "Disetujui": "baik", "Dibayar": "baik", "Masuk": "info"}
_OFFERED = ("obh_id", "stage", "contract_id", "fund")


class ClaimPage(RecordPage):
    """Claims as the desk checks them: F9 takes the next step, F7 goes to the checklist."""

    def __init__(self, desk: Desk) -> None:
        spec = RecordSpec(
            room="obh",
            model=Reimbursement,
            word="reimbursement",
            title="Antrean reimbursement",
            listing=CLAIMS,
            fields=CLAIM,
            load=load_claim,
            save=save_claim,
            empty=EmptyState(
                "Belum ada reimbursement. Catat pengajuan yang masuk, atau mulai dari perkaranya.",
                "Reimbursement baru",
                "reimbursement",
            ),
            filters=(
                Filter("state", "Keadaan", choices=CLAIM_STATES, blanks=False),
                Filter("obh", "OBH", Kind.REFERENCE, source="obh"),
                Filter("kind", "Jenis layanan", choices=KINDS),
                Filter("stage", "Tahap", source="istilah:tahap_perkara"),
                Filter("submitted_on", "Tanggal masuk", Kind.DATE),
                Filter("owner", "Pemeriksa", Kind.REFERENCE, source="pengguna"),
            ),
            checks=(claim_checks,),
            tones={"state": lambda text: _TONES.get(text, "")},
            watched=frozenset({"reimbursement_event", "legal_case", "obh", "answer", "other_funding"}),
            documents=CLAIM_DOCUMENTS,
            imports=IMPORTS["reimbursement"],
            subject=lambda record: Subject(record.title, record.subtitle, Reimbursement, record.id),
            fresh=lambda today: {"submitted_on": today.isoformat()},
        )
        super().__init__(desk, spec)
        self.set_shares(4, 5)
        self._offered_for: tuple[Any, ...] = ()
        self.way = WayPanel(desk.lookup, desk.today)
        self.way.wanted.connect(self._move)
        self.way.letter_wanted.connect(self._letter)
        self.way.check_wanted.connect(self.to_grid)
        self.way.changed.connect(self.drafting.touch)
        self.typed_parts["langkah"] = self.way
        self.sheet.add_above(self.way)
        self.way.hide()
        self.grid = CheckGrid(desk.today)
        self.typed_parts["daftar_periksa"] = self.grid
        self._grid_section = self.sheet.add_section("Daftar periksa berkas", self.grid)
        self.money = PlainTable(
            "Uang perkara ini",
            ("Kode", "Tahap", "Keadaan", "Diajukan", "Disetujui", "Dibayar"),
            right=(3, 4, 5),
            wide=1,
        )
        self._money_section = self.sheet.add_section("Jumlah berjalan perkara ini", self.money)
        self.spells = PlainTable(
            "Perjalanan reimbursement",
            ("Keadaan", "Sejak", "Hari", "Hari kerja", "Oleh", "Alasan atau surat"),
            right=(2, 3),
            wide=5,
        )
        self._way_section = self.sheet.add_section("Perjalanan dan hari pada setiap keadaan", self.spells)
        self.counts = QLabel()
        self.counts.setWordWrap(True)
        theme.mark(self.counts, "redup")
        self.table.add_note(self.counts)
        self.sheet.form.changed.connect(self._typed)
        self.add_action("Langkah berikut", self.next_move, icon="chevron-right", shortcut="F9", menu=True)
        self.add_action("Ke daftar periksa", self.to_grid, icon="list-check", shortcut="F7", menu=True)
        self.add_action("Buka perkaranya", self.open_case, icon="scale", menu=True)
        self.add_action(
            "Berkas untuk pemeriksaan…", lambda: ask_recap(self, desk, AUDIT), icon="archive", menu=True
        )
        if may(desk.actor, Right.SEE_IDENTITY):
            self.add_action(
                "Simpan set berkas pemeriksaan…",
                lambda: ask_audit_set(self, desk),
                icon="folder-open",
                menu=True,
            )
        self._read_counts()

    # showing

    def opened_record(self, record: Record) -> None:
        """Fill the way, the checklist and the money of this claim."""
        self._offered_for = ()
        check = self.desk.glance(file_check, record.id) if record.values["kind"] else None
        self.way.show()
        self.way.show_claim(
            record.values, may_write=self.may_write, gaps=len(check.gaps()) if check is not None else 0
        )
        self.desk.read(self, self._show_way, spells, record.id, self.desk.today())
        self.desk.read(self, self._show_doubts, double_claims, record.values, but=record.id)
        self._grid_section.setVisible(check is not None)
        if check is not None:
            self.grid.show_check(check)
            self.grid.set_read_only(not self.may_write)
        case_id = record.values["case_id"]
        self._money_section.setVisible(case_id is not None)
        if case_id is not None:
            self.desk.read(self, self._show_money, case_money, case_id)
        self._way_section.show()

    def started_new(self) -> None:
        """A new claim has no way and no checklist yet."""
        self._offered_for = ()
        self.way.hide()
        for section in (self._grid_section, self._money_section, self._way_section):
            section.hide()

    def gather(self, values: dict[str, Any]) -> dict[str, Any]:
        """The checklist goes with the form when something was ticked."""
        if self.record is not None and self.grid.is_changed():
            values["checks"] = self.grid.answers()
        return values

    def has_changes(self) -> bool:
        """The form, the checklist, or the questions of a step."""
        return super().has_changes() or self.way.is_changed()

    def _show_way(self, way: list[Spell]) -> None:
        self.way.show_way(way)
        self.spells.show_rows(
            [
                (
                    each.label,
                    show_short(date.fromisoformat(each.since)),
                    show_integer(each.days),
                    show_integer(each.working_days),
                    each.who or "–",
                    " · ".join(
                        part for part in (each.reason, each.letter and f"Surat {each.letter}") if part
                    ),
                )
                for each in way
            ]
        )

    def _show_doubts(self, sentences: list[str]) -> None:
        self.way.show_doubts(sentences)

    def _show_money(self, money: CaseMoney) -> None:
        rows = [
            (code, stage or "–", state, show_rupiah(claimed), _amount(approved), _amount(paid))
            for code, stage, state, claimed, approved, paid in money.rows
        ]
        total = ("Jumlah", "", "", *map(show_rupiah, (money.claimed, money.approved, money.paid)))
        self.money.show_rows([*rows, total], totals={len(rows)})

    def _read_counts(self) -> None:
        self.desk.read(self, self._show_counts, queue_counts)

    def _show_counts(self, counts: list[tuple[str, int, int]]) -> None:
        self.counts.setText(
            " · ".join(f"{label} {show_integer(number)}" for label, number, _sum in counts if number)
            or "Antrean kosong."
        )

    def _heard(self, changes: Changes) -> None:
        super()._heard(changes)
        if "reimbursement" in changes.kinds:
            self._read_counts()

    # typing

    def _typed(self) -> None:
        """A case or packet that is chosen brings OBH, stage, contract and tariff along."""
        form = self.sheet.form
        values = form.values()
        case_id, packet_id = values.get("case_id"), values.get("packet_id")
        key = (case_id, packet_id, values.get("stage"), values.get("submitted_on"))
        if not self.sheet.is_changed() or key == self._offered_for or bool(case_id) == bool(packet_id):
            return
        new_subject = key[:2] != self._offered_for[:2]
        offered = self.desk.glance(
            proposal,
            int(case_id) if case_id else None,
            int(packet_id) if packet_id else None,
            stage=None if new_subject and self.record is None else values.get("stage"),
            day=values.get("submitted_on") or self.desk.today().isoformat(),
        )
        self._offered_for = key
        if offered is None:
            return
        if new_subject and self.record is None:
            for name in _OFFERED:
                value = getattr(offered, name)
                if value is not None:
                    form.set_value(name, str(value))
            now = form.values()
            self._offered_for = (case_id, packet_id, now.get("stage"), now.get("submitted_on"))
        if offered.amount is not None and self.record is None:
            form.set_value("claimed", offered.amount)
        form.set_note("claimed", _tariff_words(offered.tariff, offered.amount, offered.source))
        but = self.record.id if self.record else None
        self.desk.read(self, self._note_doubts, double_claims, form.values(), but=but)

    def _note_doubts(self, sentences: list[str]) -> None:
        words = f"Mungkin diajukan dua kali. {' '.join(sentences)}" if sentences else ""
        self.sheet.form.set_note("case_id", words, "peringatan" if words else "")

    # steps

    def next_move(self) -> None:
        """Begin the step this claim usually takes next."""
        if self.record is not None and self.may_write:
            self.way.next_move()
            self.sheet.to_top()

    def to_grid(self) -> None:
        """Put the cursor on the first item that is not checked yet."""
        if self.record is not None and self._grid_section.isVisibleTo(self.sheet):
            self.show_sheet()
            self.sheet.scroll_to(self.grid)
            self.grid.take_focus()

    def open_case(self) -> None:
        """Show the case this claim is about."""
        case_id = self.record.values["case_id"] if self.record is not None else None
        if case_id is None:
            self.say("Reimbursement ini tidak menunjuk satu perkara.")
        else:
            self.desk.open(Place("obh", "legal_case", case_id))

    def _move(self, state: State, values: Mapping[str, Any]) -> None:
        if self.record is None:
            return
        if self.sheet.is_changed():
            self.way.card.refuse(
                "Simpan dahulu isian dan daftar periksanya (Ctrl+S), lalu catat langkah.", ()
            )
            return
        done = self.drafting.saving(move_claim)
        self.desk.change_or(
            self, self._moved, self._not_moved, done, self.record.id, state.value, dict(values)
        )

    def _moved(self, changes: Changes) -> None:
        self.way.card.close_card()
        self.drafting.saved()
        self.say("Langkah dicatat.", self._undo if changes.can_undo else None)
        if self.record is not None:
            self._load(self.record.id)

    def _not_moved(self, error: BaseException) -> None:
        self.drafting.not_saved()
        if isinstance(error, BookError):
            self.way.card.refuse(f"{error} {error.next_step}".strip(), getattr(error, "fields", ()))
        else:
            self.way.card.refuse("Belum tercatat karena kegagalan program.", ())
            self.desk.failed(error)

    def _letter(self) -> None:
        if self.record is None or not self.may_leave():
            return
        id_ = self.record.id
        values = self.desk.glance(claim_letter_values, id_, self.desk.today())
        self.desk.change(
            self,
            lambda changes: self.desk.open(Place("office", "letter", int(changes.value))),
            return_letter,
            id_,
            values,
        )


def _amount(value: int | None) -> str:
    return "–" if value is None else show_rupiah(value)


def _tariff_words(label: str, amount: int | None, source: str) -> str:
    if amount is None:
        return "Tarif layanan dan tahap ini belum dicatat. Isi pada Tarif, atau tulis jumlahnya."
    return f"Tarif {label}: {show_rupiah(amount)}. Sumber: {source or 'tidak disebut'}."
