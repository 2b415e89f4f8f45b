"""A book and the short ways the tests of this room use."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from berkas.rooms.complaints.commands.intake import save_complaint
from berkas.rooms.complaints.commands.work import record_event
from berkas.rules.vocabulary import ComplaintEvent
from berkas_db.book import Book
from berkas_db.changes import ANYONE, Actor

INTAKE: dict[str, Any] = {
    "stream": "mutu_layanan",
    "unit_id": "1",
    "received_on": "2025-03-26",
    "channel": "surat",
    "complaint_class": "pengaduan_tidak_berkadar",
    "title": "Antrean kunjungan terlalu lama (contoh)",
    "body": "Menunggu empat jam tanpa nomor antrean.",
    "is_anonymous": True,
}


@dataclass
class Office:
    """An open book with `LPC` (unit 1, a Lapas), `KWC` (unit 2, the office itself) and one OBH."""

    book: Book

    def change(
        self,
        command: Callable[..., Any],
        *args: object,
        actor: Actor = ANYONE,
        **more: object,
    ) -> Any:  # noqa: ANN401
        return self.book.change(command, actor, *args, **more).result().value

    def complaint(self, actor: Actor = ANYONE, reason: str = "", **more: object) -> int:
        return self.change(save_complaint, INTAKE | more, id=None, version=None, reason=reason, actor=actor)

    def work(self, id: int, kind: str, on: str, actor: Actor = ANYONE, **more: object) -> int:
        return self.change(record_event, id, ComplaintEvent(kind), {"on_date": on} | more, actor=actor)

    def row(self, model: type, id: int) -> Any:  # noqa: ANN401
        return self.book.glance(lambda session: session.get(model, id))
