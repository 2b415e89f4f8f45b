"""The room of follow-ups: tasks and findings as tabs."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu

from berkas.desk import Desk, Place, RecordPage, RecordSpec, Tab, TabbedPage
from berkas.engine.access import Right, may
from berkas.engine.issuing import Subject
from berkas.engine.records import Record
from berkas.kit import dialogs
from berkas.kit.filters import Filter
from berkas.kit.tableview import EmptyState
from berkas.rooms.followups.commands import (
    close_followup,
    followup_of_finding,
    reopen_followup,
    report_done,
    save_finding,
    save_followup,
)
from berkas.rooms.followups.fields import (
    FINDING,
    FOLLOWUP,
    NOTES,
    ORIGINS,
    STATUSES,
    finding_checks,
    followup_checks,
)
from berkas.rooms.followups.queries import (
    FINDINGS,
    FOLLOWUPS,
    HIDDEN_TITLE,
    OPEN,
    load_finding,
    load_followup,
    origin_of,
)
from berkas.rooms.followups.report import OFFICE_PAPERS, SLIP
from berkas.rules.fields import Kind
from berkas_db.changes import Changes
from berkas_db.tables import Finding, Followup

TITLE = "Tindak Lanjut"
ICON = "list-check"


def may_close(desk: Desk) -> bool:
    """Whether this person may close tasks at all; whether this very one, the command says."""
    decides = may(desk.actor, Right.DECIDE) or may(desk.actor, Right.VERIFY)
    return decides and not desk.book.read_only


def _late_tone(text: str) -> str:
    return "bahaya" if text else ""


class FollowupPage(RecordPage):
    """Tasks with owner and date; reported by the owner, closed by somebody else."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(
            desk,
            RecordSpec(
                room="followups",
                model=Followup,
                word="tindak lanjut",
                title="Tindak lanjut",
                listing=FOLLOWUPS,
                fields=FOLLOWUP,
                load=load_followup,
                save=save_followup,
                empty=EmptyState(
                    "Belum ada tindak lanjut. Tugas dapat dibuat dari temuan mana pun.",
                    "Tindak lanjut baru",
                    "tindak-lanjut",
                ),
                rows=(NOTES,),
                open_rows=frozenset({"notes"}),
                filters=(
                    Filter("open", "Masih terbuka", Kind.BOOLEAN),
                    Filter("due_on", "Batas waktu", Kind.DATE),
                    Filter("status", "Keadaan", choices=STATUSES, blanks=False),
                    Filter("source", "Asal", choices=ORIGINS, blanks=False),
                    Filter("owner", "Penanggung jawab", Kind.REFERENCE, source="pengguna"),
                    Filter("unit", "Unit", Kind.REFERENCE, source="unit"),
                    Filter("obh", "OBH", Kind.REFERENCE, source="obh"),
                ),
                checks=(followup_checks,),
                tones={"late": _late_tone},
                watched=frozenset({"followup_note"}),
                documents=(SLIP,),
                subject=_subject,
                fresh=lambda today: {"start_on": today.isoformat()},
            ),
        )
        self._report = self.sheet.add_button("Ajukan selesai…", self._report_done)
        self._close = self.sheet.add_button("Tutup…", self._close_it)
        self._reopen = self.sheet.add_button("Buka kembali…", self._reopen_it)
        self._origin = self.sheet.add_button("Buka asalnya", self._open_origin)
        self._place: Place | None = None
        self._may_close = may_close(desk)
        self.add_action("Cetak rekap dan lembar…", self._choose_recap, icon="file-text", menu=True)
        self.started_new()

    def opened_record(self, record: Record) -> None:
        """Offer what the state allows."""
        is_open = record.values["status"] in OPEN
        self._report.setVisible(is_open and self.may_write)
        self._close.setVisible(is_open and self._may_close)
        self._reopen.setVisible(not is_open and self._may_close)
        found = self.desk.glance(origin_of, record.id)
        self._place = Place(*found) if found is not None else None
        self._origin.setVisible(self._place is not None)

    def started_new(self) -> None:
        """Nothing to report or close yet."""
        for button in (self._report, self._close, self._reopen, self._origin):
            button.hide()

    def _open_origin(self) -> None:
        if self._place is not None and self.may_leave():
            self.desk.open(self._place)

    def _choose_recap(self) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        subject = Subject("KANTOR", "Seluruh tindak lanjut yang terbuka")
        for kind in OFFICE_PAPERS:
            menu.addAction(kind.title, lambda kind=kind: self.desk.show_paper(self, kind, subject))
        button = self.button("lain")
        menu.popup(button.mapToGlobal(button.rect().bottomLeft()))

    def _report_done(self) -> None:
        if self.record is None:
            return
        result = dialogs.ask_text(
            self, "Ajukan selesai", "Orang lain akan memeriksa dan menutupnya.",
            label="Yang sudah dilakukan", yes="Ajukan",
        )  # fmt: skip
        if result:
            self.desk.change(self, self._done, report_done, self.record.id, result)

    def _close_it(self) -> None:
        if self.record is None:
            return
        note = dialogs.ask_text(
            self, "Tutup tindak lanjut", "Ditutup oleh orang lain, bukan penanggung jawabnya.",
            label="Dasar penutupan", yes="Lanjut",
        )  # fmt: skip
        if not note:
            return
        closer = ""
        if self.desk.actor.user_id is None:
            closer = dialogs.ask_text(
                self, "Siapa yang menutup?", "Kantor ini belum mempunyai pengguna; tulis nama pemeriksa.",
                label="Nama", yes="Tutup",
            ) or ""  # fmt: skip
            if not closer:
                return
        self.desk.change(self, self._done, close_followup, self.record.id, note, closer=closer)

    def _reopen_it(self) -> None:
        if self.record is None:
            return
        reason = dialogs.ask_text(
            self, "Buka kembali", "Tindak lanjut ini dikerjakan lagi.", label="Alasan", yes="Buka kembali"
        )
        if reason:
            self.desk.change(self, self._done, reopen_followup, self.record.id, reason)

    def _done(self, _changes: Changes) -> None:
        self.say("Keadaan tindak lanjut diperbarui.", self._undo)
        if self.record is not None:
            self._load(self.record.id)


def _subject(record: Record) -> Subject:
    title = HIDDEN_TITLE if record.values["is_secret"] else record.title
    return Subject(str(record.values["code"]), title, Followup, record.id)


class FindingPage(RecordPage):
    """Findings from interviews, verification, supervision, complaints and surveys."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(
            desk,
            RecordSpec(
                room="followups",
                model=Finding,
                word="temuan",
                title="Temuan",
                listing=FINDINGS,
                fields=FINDING,
                load=load_finding,
                save=save_finding,
                empty=EmptyState("Belum ada temuan.", "Temuan baru", "tindak-lanjut"),
                filters=(
                    Filter("open", "Masih terbuka", Kind.BOOLEAN),
                    Filter("status", "Keadaan", choices=STATUSES, blanks=False),
                    Filter("source", "Asal", choices=ORIGINS, blanks=False),
                    Filter("unit", "Unit", Kind.REFERENCE, source="unit"),
                    Filter("found_on", "Ditemukan", Kind.DATE),
                ),
                checks=(finding_checks,),
                tones={"late": _late_tone},
                fresh=lambda today: {"found_on": today.isoformat()},
            ),
        )
        self._make = self.sheet.add_button("Jadikan tugas…", self._make_task)
        self._make.hide()

    def opened_record(self, record: Record) -> None:
        """A task can be made of an open finding."""
        self._make.setVisible(record.values["status"] in OPEN and self.may_write)

    def started_new(self) -> None:
        """Save it first."""
        self._make.hide()

    def _make_task(self) -> None:
        if self.record is None:
            return
        owner = dialogs.ask_text(
            self, "Jadikan tugas", "Batas waktu dan unit temuan ini ikut terbawa.",
            label="Penanggung jawab", yes="Buat tugas",
        )  # fmt: skip
        if owner:
            self.desk.change(self, self._made, followup_of_finding, self.record.id, owner)

    def _made(self, _changes: Changes) -> None:
        self.say("Tugas dibuat pada tab Tindak lanjut.", self._undo)
        if self.record is not None:
            self._load(self.record.id)


class Page(TabbedPage):
    """All kinds of records of this room."""

    def __init__(self, desk: Desk) -> None:
        tabs = (Tab("followup", "Tindak lanjut", FollowupPage), Tab("finding", "Temuan", FindingPage))
        super().__init__(desk, tabs, name="Bagian tindak lanjut")
