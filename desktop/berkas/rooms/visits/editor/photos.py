"""Photos of a visit or an event: dropped, seen large, described, and cleared for printing once seen."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from berkas.desk import Desk
from berkas.desk.identitydialogs import scrolled
from berkas.engine.evidence import EvidenceError, Proof, Use, read_piece, thumbnails, uses_of
from berkas.kit import dialogs, theme
from berkas.kit.dialogs import Message
from berkas.kit.evidencestrip import PATTERNS, EvidenceStrip, Thumb
from berkas.kit.form import Form
from berkas.kit.jobs import Report
from berkas.rooms.visits.commands.photos import (
    add_event_photos,
    add_photos,
    describe_event_photo,
    describe_photo,
    remove_event_photo,
    remove_photo,
)
from berkas.rooms.visits.fields.visit import PHOTO
from berkas.rules.fields import Severity
from berkas_db.attachments import read_attachment
from berkas_db.book import Reading
from berkas_db.changes import Changes

_UNSEEN = "Belum boleh dicetak: pastikan dahulu tidak ada wajah, sel, atau gembok."
_TALLEST = 240


@dataclass(frozen=True, slots=True)
class PhotoCommands:
    """What keeps the photos of one kind of record: the column of their uses, its word, the commands."""

    owner: str
    word: str
    add: Callable[..., list[int]]
    describe: Callable[..., None]
    remove: Callable[..., None]


OF_VISIT = PhotoCommands("visit_id", "kegiatan", add_photos, describe_photo, remove_photo)
OF_EVENT = PhotoCommands("event_id", "acara", add_event_photos, describe_event_photo, remove_event_photo)


class PhotoPanel(QWidget):
    """The strip of the photos and documents of a visit or an event."""

    def __init__(
        self, desk: Desk, parent: QWidget | None = None, *, commands: PhotoCommands = OF_VISIT
    ) -> None:
        super().__init__(parent)
        self.desk = desk
        self.commands = commands
        self.visit_id: int | None = None
        self.uses: list[Use] = []
        self.strip = EvidenceStrip(
            commands.word, "Foto baru dicetak setelah seseorang melihatnya dan memastikan boleh.", self
        )
        self.strip.dropped.connect(self.take)
        self.strip.opened.connect(self.describe)
        self.strip.removed.connect(self._remove)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.addWidget(self.strip)

    def open(self, visit_id: int | None) -> None:
        """Show the photos of a visit."""
        self.visit_id = visit_id
        self.uses = []
        self.strip.set_thumbs([])
        if visit_id is not None:
            self.desk.read(
                self, lambda found: self._show(visit_id, *found), _photos_of, self.commands.owner, visit_id
            )

    def _show(self, visit_id: int, uses: list[Use], pictures: dict[int, bytes]) -> None:
        if visit_id != self.visit_id:
            return
        self.uses = uses
        self.strip.set_thumbs(
            [
                Thumb(
                    use.id,
                    use.shown_name,
                    pictures.get(use.evidence_id, b""),
                    "" if use.may_print else _UNSEEN,
                )
                for use in uses
            ]
        )

    def choose(self) -> None:
        """Ask for files, as the strip's own button does."""
        chosen = dialogs.open_files(self, f"Pilih foto {self.commands.word}", PATTERNS, many=True)
        if chosen:
            self.take(chosen)

    def take(self, pieces: Sequence[Path | bytes]) -> None:
        """Open files in the background and keep those that can be."""
        visit_id = self.visit_id
        if visit_id is None:
            return

        def work(report: Report) -> tuple[int, list[str]]:
            ready: list[Proof] = []
            refused: list[str] = []
            for place, piece in enumerate(pieces):
                report.report(place, len(pieces), f"Membuka berkas {place + 1} dari {len(pieces)}")
                try:
                    ready.append(read_piece(piece, place + 1))
                except EvidenceError as error:
                    refused.append(str(error))
            if ready:
                self.desk.book.change(self.commands.add, self.desk.actor, visit_id, ready).result()
            return len(ready), refused

        self.desk.run(self, f"Menambah foto {self.commands.word}", work, self._taken)

    def _taken(self, taken: tuple[int, list[str]]) -> None:
        number, refused = taken
        self.open(self.visit_id)
        if refused:
            dialogs.say(self, "Tambah foto", "\n".join(refused[:5]))
        if number:
            self.desk.say(f"{number} berkas ditambahkan. Buka satu per satu untuk mengisi keterangannya.")

    def describe(self, use_id: int) -> None:
        """One photo large with its form."""
        use = next((one for one in self.uses if one.id == use_id), None)
        if use is not None:
            attachment = use.print_attachment_id or use.thumb_attachment_id
            picture = self.desk.glance(read_attachment, attachment) if attachment is not None else b""
            typed = PhotoDialog(self, self.desk, use, picture).ask()
            if typed is not None:
                self.desk.change(
                    self, self._altered, self.commands.describe, use.id, typed, version=use.version
                )

    def _remove(self, use_id: int) -> None:
        self.desk.change(self, self._altered, self.commands.remove, use_id)

    def _altered(self, _changes: Changes) -> None:
        self.open(self.visit_id)


class PhotoDialog(Message):
    """A photo and what is written about it."""

    def __init__(self, parent: QWidget, desk: Desk, use: Use, picture: bytes) -> None:
        super().__init__(parent, "Keterangan foto", "" if use.may_print else _UNSEEN)
        shown = QLabel(self)
        image = QPixmap()
        if picture and image.loadFromData(picture):
            height = round(_TALLEST * theme.tokens().scale ** 0.5)
            shown.setPixmap(image.scaledToHeight(height, Qt.TransformationMode.SmoothTransformation))
        shown.setVisible(not image.isNull())
        shown.setAlignment(Qt.AlignmentFlag.AlignCenter)
        shown.setAccessibleName(use.alt_text or use.shown_name)
        self.form = Form(PHOTO, lookup=desk.lookup, today=desk.today, parent=self)
        self.form.set_values(
            {
                "caption": use.caption,
                "place": use.place,
                "taken_on": use.taken_on or None,
                "taken_by": use.taken_by,
                "alt_text": use.alt_text,
                "must_cover": use.must_cover,
            }
        )
        self.add_part(scrolled(shown, self.form))
        self.add_button("Batal")
        self.add_button("Simpan", "utama").setDefault(True)

    def ask(self) -> dict[str, object] | None:
        """What was typed; None for Esc."""
        typed: dict[str, object] = {}
        self.accepted.connect(lambda: typed.update(self.form.values()))
        return typed if self.run() else None

    def _choose(self, index: int) -> None:
        """What is wrong is said first."""
        found = self.form.problems() if index else []
        self.form.show_problems(found)
        if not any(problem.severity is Severity.HARD for problem in found):
            super()._choose(index)


def _photos_of(session: Reading, owner: str, id: int) -> tuple[list[Use], dict[int, bytes]]:
    uses = uses_of(session, owner, id)
    return uses, thumbnails(session, uses)
