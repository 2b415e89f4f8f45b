"""The page of complaints: list, intake form with due dates while typing, life of a complaint, papers."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QTimer

from berkas.desk import Desk, RecordPage, RecordSpec
from berkas.desk.identitypanel import IdentityCommands, IdentityPanel
from berkas.desk.letteractions import begin_from
from berkas.engine import due
from berkas.engine.issuing import Subject
from berkas.engine.records import Record
from berkas.kit import dialogs
from berkas.kit.filters import Filter
from berkas.kit.jobs import Report
from berkas.kit.tableview import EmptyState
from berkas.rooms.complaints.commands.attachments import MEDIA_TYPES, NewFile, add_attachment
from berkas.rooms.complaints.commands.doubles import COMPLAINTS
from berkas.rooms.complaints.commands.intake import correct_reporter, reveal_reporter, save_complaint
from berkas.rooms.complaints.commands.work import record_event
from berkas.rooms.complaints.editor.accusedpanel import AccusedPanel
from berkas.rooms.complaints.editor.dues import SHEET_WIDTH, DuePanel
from berkas.rooms.complaints.editor.duetone import DueTone
from berkas.rooms.complaints.editor.life import LifePanel, answers
from berkas.rooms.complaints.editor.officepapers import offer_papers
from berkas.rooms.complaints.editor.taskmaking import make_task
from berkas.rooms.complaints.fields.intake import (
    ACCUSED,
    ALL_TARGETS,
    CLASS_WORDS,
    COMPLAINT,
    REPORTER,
    STATUSES,
    STREAM_WORDS,
    TARGETS,
    USUAL_CLASS,
    intake_checks,
)
from berkas.rooms.complaints.fields.work import Move
from berkas.rooms.complaints.queries.complaints import (
    RESTRICTED_TITLE,
    Life,
    Similar,
    life,
    listing_for,
    load_complaint,
    similar,
    tracked,
)
from berkas.rooms.complaints.report import COMPLAINT_PAPERS, OFFICE_PAPERS
from berkas.rooms.complaints.report.letters import complaint_letter_values
from berkas.rooms.complaints.sheet import IMPORTS
from berkas.rules.dates import show_long
from berkas.rules.fields import Kind, Rows
from berkas.rules.vocabulary import ComplaintClass
from berkas_db.changes import Changes
from berkas_db.errors import BookError
from berkas_db.tables import Complaint

_PAUSE_MS = 150

FILTERS = (
    Filter("open", "Masih terbuka", Kind.BOOLEAN),
    Filter("status", "Keadaan", choices=STATUSES, blanks=False),
    Filter("complaint_class", "Kelas", choices=CLASS_WORDS, blanks=False),
    Filter("stream", "Jalur", choices=STREAM_WORDS, blanks=False),
    Filter("channel", "Saluran", source="istilah:saluran", blanks=False),
    Filter("unit", "Unit", Kind.REFERENCE, source="unit"),
    Filter("obh", "OBH", Kind.REFERENCE, source="obh"),
    Filter("received_on", "Diterima", Kind.DATE),
    Filter("next_due_on", "Jatuh tempo", Kind.DATE),
)


def _spec(desk: Desk) -> RecordSpec:
    return RecordSpec(
        room="complaints",
        model=Complaint,
        word="pengaduan",
        title="Pengaduan",
        listing=listing_for(desk.actor),
        fields=COMPLAINT,
        load=partial(load_complaint, actor=desk.actor),
        save=save_complaint,
        empty=EmptyState(
            "Belum ada pengaduan. Catat setiap pengaduan, juga yang lisan.", "Pengaduan baru", "pengaduan"
        ),
        rows=(Rows("accused", "Orang yang diadukan", "Orang", ACCUSED),),
        filters=FILTERS,
        checks=(intake_checks,),
        tones={"next_due_on": DueTone(desk)},
        watched=frozenset({"complaint_event", "due"}),
        documents=COMPLAINT_PAPERS,
        subject=_subject,
        doubles=COMPLAINTS,
        imports=IMPORTS["complaints"],
        fresh=lambda today: {"received_on": today.isoformat()},
    )


def _subject(record: Record) -> Subject:
    title = RESTRICTED_TITLE if record.values["is_restricted"] else str(record.values["title"])
    return Subject(str(record.values["number"]), title, Complaint, record.id)


class ComplaintPage(RecordPage):
    """Complaints. The form comes first while a complaint is new, its life stands above it afterwards."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, _spec(desk))
        self.sheet.setMinimumWidth(SHEET_WIDTH)
        self.life = LifePanel(desk.lookup, desk.today)
        self.life.work_requested.connect(self._work)
        if self.may_write:
            self.life.add_tool("Lampirkan…", self._choose_files, icon="paperclip")
        self.sheet.add_above(self.life)
        self.typed_parts["langkah"] = self.life
        self.life.changed.connect(self.drafting.touch)
        self.identity = IdentityPanel(desk, IdentityCommands("pelapor", reveal_reporter, correct_reporter))
        self._who = self.sheet.add_section("Identitas pelapor", self.identity)
        self._who.hide()
        self.accused = AccusedPanel(desk)
        self._accused_part = self.sheet.add_section("Identitas yang diadukan", self.accused)
        self._accused_part.hide()
        self.preview = DuePanel("Batas waktu menurut isian")
        self._preview_part = self.sheet.add_section("Batas waktu menurut isian", self.preview)
        self._preview_part.hide()
        if self.may_write:
            self.add_action("Buat surat…", self.write_letter, icon="mail")
            self.add_action("Jadikan tugas…", lambda: make_task(self), icon="list-check", menu=True)
        self.add_action(
            "Register, rekap, dan poster…", self._choose_office_paper, icon="file-text", menu=True
        )
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_PAUSE_MS)
        self._timer.timeout.connect(self._typed)
        self.sheet.form.changed.connect(self._edited)
        self._stream: str | None = None
        self._stream_typed: object = None
        self._title = ""
        self._arrange_fields()

    def write_letter(self) -> None:
        """Begin one of the letters of this complaint; it names neither complainant nor accused person."""
        if self.record is None:
            self.say("Pilih dahulu satu pengaduan.")
        elif self.may_leave():
            begin_from(self, self.desk, "pengaduan", self.record.id, complaint_letter_values)

    # showing a record

    def opened_record(self, record: Record) -> None:
        """Show the life of the complaint and hide what is not typed again."""
        self._preview_part.hide()
        self._stream, self._stream_typed = str(record.values["stream"]), None
        self._title = str(record.values["title"])
        self._arrange_fields()
        self.identity.show_person(record.id, record.values.get("identity_id"))
        self._who.setVisible(bool(record.values.get("reporter_code")))
        self._accused_part.setVisible(self.accused.show_accused(record.values["accused"]))
        self.life.expect(record.id)
        if self.life.life is None or self.life.life.id != record.id:
            self.life.hide()
        self.desk.read(self, self._show_life, life, record.id, self.desk.actor)

    def started_new(self) -> None:
        """An empty form: no life yet, due dates appear while class and date are typed."""
        self.life.hide()
        self.identity.show_person(None, None)
        self._who.hide()
        self.accused.show_accused(())
        self._accused_part.hide()
        self._preview_part.hide()
        self._stream, self._stream_typed, self._title = None, None, ""
        self._arrange_fields()

    def has_changes(self) -> bool:
        """Also the questions of a step of work."""
        return super().has_changes() or self.life.card.is_changed()

    def _show_life(self, shown: Life) -> None:
        if self.record is not None and self.record.id == shown.id:
            self.life.show_life(replace(shown, moves=()) if self.desk.book.read_only else shown)
            self.life.setVisible(not self.record.trashed)

    def _arrange_fields(self) -> None:
        """Only the fields that say who is complained about in this stream; the complainant only once."""
        known = self.record is not None and bool(self.record.values.get("reporter_code"))
        hidden = set(ALL_TARGETS) - set(TARGETS.get(self._stream or "", ()))
        hidden |= set(REPORTER) if known else {"reporter_code"}
        self.sheet.form.set_visible_fields([field.key for field in COMPLAINT if field.key not in hidden])

    # while typing

    def _edited(self) -> None:
        """The fields of another stream stand there before the next Tab; what is counted waits for a pause."""
        if self.sheet.form.editor("stream").raw() != self._stream_typed:
            self._follow_stream()
        self._timer.start()

    def _follow_stream(self) -> None:
        self._stream_typed = self.sheet.form.editor("stream").raw()
        values = self.sheet.form.values()
        stream = values.get("stream")
        if stream == self._stream:
            return
        usual = USUAL_CLASS.get(self._stream or "")
        self._stream = stream
        self._arrange_fields()
        # A class that was put in for the stream before goes with it; one that was chosen stays.
        put_in = self.record is None and values.get("complaint_class") == usual
        if stream and (put_in or not values.get("complaint_class")):
            self.sheet.form.set_value("complaint_class", USUAL_CLASS[stream])

    def _typed(self) -> None:
        values = self.sheet.form.values()
        self._count(values)
        self._look_for_number(values)
        title = str(values.get("title") or "")
        if title != self._title:
            self._title = title
            but = self.record.id if self.record is not None else None
            self.desk.read(self, self._show_similar, similar, title, self.desk.actor, but=but)

    def _look_for_number(self, values: Mapping[str, Any]) -> None:
        """Say at once when the tracking number came in before."""
        system, number = values.get("external_system"), values.get("external_number")
        but = self.record.id if self.record is not None else None
        found = self.desk.glance(tracked, system, number, but=but) if system and number else None
        words = f"Sudah tercatat pada pengaduan {found[1]}; buka pengaduan itu." if found else ""
        self.sheet.form.set_note("external_number", words, "bahaya" if found else "")

    def _count(self, values: Mapping[str, Any]) -> None:
        """Due dates of what is typed, as a note under the class and as a strip under the form."""
        form = self.sheet.form
        cls, received = values.get("complaint_class"), values.get("received_on")
        kept = self.record.values if self.record is not None else {}
        if not cls or not received or (cls, received) == (
            kept.get("complaint_class"), kept.get("received_on"),
        ):  # fmt: skip
            form.set_note("complaint_class", "")
            self._preview_part.hide()
            return
        service = values.get("event_on") if cls == ComplaintClass.UU25_2009 else None
        unit = values.get("unit_id")
        try:
            seen = self.desk.glance(
                due.preview,
                cls,
                date.fromisoformat(received),
                service_on=date.fromisoformat(service) if service else None,
                unit_id=int(unit) if unit else None,
            )
            calendar = self.desk.glance(due.calendar_of)
        except BookError as error:
            form.set_note("complaint_class", f"{error} {error.next_step}".strip(), "bahaya")
            self._preview_part.hide()
            return
        form.set_note("complaint_class", _preview_words(seen))
        self.preview.show_preview(seen.dues, calendar, self.desk.today())
        self._preview_part.show()

    def _show_similar(self, found: list[Similar]) -> None:
        words = "Mirip: " + "; ".join(one.words for one in found) if found else ""
        self.sheet.form.set_note("title", words, "peringatan" if found else "")

    # steps of work

    def _work(self, move: Move, values: Mapping[str, Any]) -> None:
        if self.record is None:
            return
        done = self.drafting.saving(record_event)
        self.desk.change_or(
            self, self._worked, self._not_worked, done, self.record.id, move.kind, answers(values)
        )

    def _worked(self, changes: Changes) -> None:
        self.life.card.close_card()
        self.drafting.saved()
        self.say("Langkah dicatat.", self._undo if changes.journal_id is not None else None)
        if self.record is not None:
            self._load(self.record.id)

    def _not_worked(self, error: BaseException) -> None:
        self.drafting.not_saved()
        if isinstance(error, BookError):
            self.life.card.refuse(f"{error} {error.next_step}".strip(), getattr(error, "fields", ()))
        else:
            self.life.card.refuse("Belum tercatat karena kegagalan program.", ())
            self.desk.failed(error)

    # files

    def _choose_files(self) -> None:
        if self.record is None:
            return
        patterns = " ".join(f"*{suffix}" for suffix in MEDIA_TYPES)
        paths = dialogs.open_files(self, "Lampirkan berkas", (f"Berkas lampiran ({patterns})",))
        if paths:
            self.attach(paths)

    def attach(self, paths: list[Path]) -> None:
        """Read files in the background and keep them with the complaint shown."""
        if self.record is None:
            return
        id_ = self.record.id

        def work(report: Report) -> list[NewFile]:
            found: list[NewFile] = []
            for number, path in enumerate(paths):
                report.report(number, len(paths), path.name)
                found.append(NewFile(path.name, path.read_bytes()))
            return found

        def keep(files: list[NewFile]) -> None:
            for file in files:
                self.desk.change(self, self._attached, add_attachment, id_, file)

        self.desk.run(self, "Membaca lampiran", work, keep)

    def _attached(self, _changes: Changes) -> None:
        self.say("Lampiran tersimpan.", self._undo)

    # papers about a period, a unit, a service

    def _choose_office_paper(self) -> None:
        offer_papers(self, OFFICE_PAPERS)


def _preview_words(seen: due.Preview) -> str:
    """The dates in one line for the note under the class."""
    known = [one for one in seen.dues if one.due is not None and not one.alternative]
    if not known:
        return "Batas waktu belum diketahui, atau dihitung sejak peristiwa berikutnya."
    words = [f"{one.step.label.lower()} {show_long(one.due)}" for one in known if one.due is not None]
    return f"Jatuh tempo: {'; '.join(words)}."
