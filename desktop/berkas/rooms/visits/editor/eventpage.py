"""The page of outreach events with the aspirations they leave behind."""

from berkas.desk import Desk, RecordPage, RecordSpec
from berkas.engine.issuing import Subject
from berkas.engine.records import Record
from berkas.kit.filters import Filter
from berkas.kit.tableview import EmptyState
from berkas.rooms.visits.commands import save_event
from berkas.rooms.visits.editor.photos import OF_EVENT, PhotoPanel
from berkas.rooms.visits.fields.event import EVENT, EVENT_ROWS, event_checks
from berkas.rooms.visits.queries.events import EVENTS, load_event
from berkas.rooms.visits.report import EVENT as PAPER
from berkas.rules.fields import Kind
from berkas_db.tables import OutreachEvent


class EventPage(RecordPage):
    """Dissemination, legal outreach, consultation forums."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(
            desk,
            RecordSpec(
                room="visits",
                model=OutreachEvent,
                word="acara",
                title="Acara",
                listing=EVENTS,
                fields=EVENT,
                rows=EVENT_ROWS,
                load=load_event,
                save=save_event,
                empty=EmptyState(
                    "Belum ada acara. Catat diseminasi atau penyuluhan beserta aspirasi yang muncul.",
                    "Acara baru",
                    "kegiatan",
                ),
                filters=(
                    Filter("kind", "Jenis", source="istilah:jenis_acara"),
                    Filter("on_date", "Tanggal", Kind.DATE),
                ),
                checks=(event_checks,),
                watched=frozenset({"aspiration", "outreach_participants"}),
                documents=(PAPER,),
                subject=lambda record: Subject(record.title, record.subtitle, OutreachEvent, record.id),
            ),
        )
        self.set_shares(5, 4)
        self.photos = PhotoPanel(desk, commands=OF_EVENT)
        self._photo_section = self.sheet.add_section("Foto acara", self.photos)
        self._photo_section.hide()

    def opened_record(self, record: Record) -> None:
        """Photos hang on a saved event."""
        self.photos.open(record.id)
        self.photos.strip.set_read_only(record.trashed or not self.may_write)
        self._photo_section.show()

    def started_new(self) -> None:
        """Save it first."""
        self.photos.open(None)
        self._photo_section.hide()
