"""Half-typed work on disk: a draft at every pause in typing, offered again when its record is opened.

A `Drafting` watches one editor. It writes on the book's own thread, never twice at once, at the latest a
second after the first key; the record's own save takes the draft away in its transaction. Drafts stand in the
office file only, per user, and are never logged. Knows no room.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Generator, Mapping
from concurrent.futures import Future, wait
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import wraps
from typing import TYPE_CHECKING, Any, Concatenate, ParamSpec, Protocol, TypeVar
from uuid import uuid4

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from berkas.engine.unfinished import Unfinished, pack, unfinished_of
from berkas.kit import dialogs
from berkas.kit.draftband import DraftBand, ask_which
from berkas.kit.jobs import when_done
from berkas.kit.typed import Cursor, TypedPart
from berkas_db.changes import Changes, Step
from berkas_db.drafts import drop_draft_of, save_draft

if TYPE_CHECKING:
    from berkas.desk.desk import Desk

log = logging.getLogger(__name__)

P = ParamSpec("P")
T = TypeVar("T")

PAUSE_MS = 250
"""A pause in typing: then the draft is written."""
LONGEST_MS = 800
"""Whoever types without a pause has it written this long after the first key that is not kept yet."""
_WAIT_SECONDS = 2.0


class Keeper(Protocol):
    """Something with half-typed work that can put it on disk now; every `Drafting` is one."""

    def keep(self) -> Future[Any] | None:
        """Hand the half-typed work to the writer at once; None when there is nothing to keep."""
        ...


class Drafts:
    """All half-typed work at one desk."""

    def __init__(self) -> None:
        self._keepers: list[Keeper] = []

    def add(self, keeper: Keeper) -> None:
        """Ask this one too from now on; one that was deleted is forgotten by itself."""
        self._keepers.append(keeper)

    def keep(self) -> list[Future[Any]]:
        """Have everything that is half typed written now."""
        self._keepers = [one for one in self._keepers if not isinstance(one, QObject) or isValid(one)]
        asked = [keeper.keep() for keeper in self._keepers]
        return [future for future in asked if future is not None]

    def forget(self, draft: Unfinished) -> None:
        """A draft was thrown away from the list: nobody offers it any more."""
        for keeper in self._keepers:
            if isinstance(keeper, Drafting) and isValid(keeper):
                keeper.forget(draft)

    def take_up(self, draft: Unfinished) -> None:
        """Have the editor of this kind go on with a draft; its place must be open already."""
        for keeper in self._keepers:
            if isinstance(keeper, Drafting) and isValid(keeper) and keeper.kind == draft.kind:
                keeper.take_up(draft)


@dataclass(frozen=True, slots=True)
class DraftPlace:
    """Where an editor's drafts belong. `kind` is the table of its records, with a part after a point when one
    record has several editors; `place` is the kind of the `Place` that opens it; `word` names the record."""

    kind: str
    room: str
    place: str
    word: str


@dataclass(slots=True)
class _Subject:
    """What stands in the editor now."""

    uid: str
    version: int | None
    title: str
    is_new: bool
    more: Mapping[str, Any] = field(default_factory=dict[str, Any])


class Drafting(QObject):
    """The drafts of one editor. Show `band` over it; connect what tells of typing to `touch`."""

    offered = Signal()
    """The band is shown: bring it into view."""

    def __init__(
        self,
        desk: Desk,
        page: QWidget,
        place: DraftPlace,
        part: TypedPart,
        *,
        start_new: Callable[[Mapping[str, Any]], None] | None = None,
    ) -> None:
        """`start_new` begins a new record as `more` of a draft tells, and calls `begin_new`."""
        super().__init__(page)
        self.kind = place.kind
        self.place = place
        self.band = DraftBand(page)
        self._desk = desk
        self._page = page
        self._part = part
        self._start_new = start_new
        self._subject: _Subject | None = None
        self._offered: Unfinished | None = None
        self._wanted = 0
        self._kept = ""
        self._has_row = False
        self._is_saving = False
        self._cursor: Cursor | None = None
        self._flight: Future[Any] | None = None
        self._own = str(uuid4())
        self._writers = {self._own}
        self._beside: Any = None
        self._pause = self._timer(PAUSE_MS)
        self._longest = self._timer(LONGEST_MS)
        self.band.resumed.connect(self.resume)
        self.band.compared.connect(self.compare)
        self.band.dropped.connect(self._drop_offered)
        desk.drafts.add(self)
        desk.changed.connect(self._heard)

    def _timer(self, milliseconds: int) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(milliseconds)
        timer.timeout.connect(self._write)
        return timer

    # what stands in the editor

    def begin(self, uid: str, *, version: int | None, title: str) -> None:
        """A saved record is shown, unchanged. Its draft is offered, or gone on with when it was wanted."""
        self._show(_Subject(uid, version, title, is_new=False))
        if self._desk.book.read_only:
            return
        wanted, self._wanted = self._wanted, 0
        found = self._desk.glance(unfinished_of, self._desk.actor, self.kind, uid)
        if found is None:
            return
        self._writers.add(found.writer)  # what it left is offered, and so needs no second look
        self._offered = found
        if found.id == wanted:
            self.resume()
            return
        moved = " Catatan ini sudah disimpan lagi sesudah itu: bandingkan dahulu." if found.has_moved else ""
        words = f"Ada ketikan yang belum disimpan dari {found.when}.{moved}"
        self.band.offer(words, warning=found.has_moved)
        self.offered.emit()

    def begin_new(self, more: Mapping[str, Any] | None = None) -> None:
        """An empty form is shown. `more` is what `start_new` needs to begin the same one again."""
        self._show(_Subject(str(uuid4()), None, "", is_new=True, more=more or {}))

    def end(self) -> None:
        """Nothing is shown any more."""
        self._show(None)

    def _show(self, subject: _Subject | None) -> None:
        self._stop()
        self._subject = subject
        self._offered = None
        self._kept = ""
        self._has_row = False
        self._is_saving = False
        self._cursor = None
        self._writers = {self._own}
        self._beside = None
        self.band.hide()

    # keeping

    def touch(self, *_told: object) -> None:
        """Something was typed."""
        if self._subject is None or self._desk.book.read_only:
            return
        self._pause.start()
        if not self._longest.isActive():
            self._longest.start()

    def _heard(self, changes: Changes) -> None:
        """Windows of one person share the draft of a record: the save of another one took it away."""
        if self._has_row and not self._is_saving and self.kind.partition(".")[0] in changes.kinds:
            self._kept = ""
            self.touch()

    def keep(self) -> Future[Any] | None:
        """Hand what is half typed to the writer now; what is under way already when nothing is new."""
        return self._hand_in() or self._flight

    def _stop(self) -> None:
        self._pause.stop()
        self._longest.stop()

    def _write(self) -> None:
        """A timer has run out. What is under way, draft or save, sees to the rest when it comes back."""
        if self._flight is None and not self._is_saving:
            self._hand_in()

    def _hand_in(self) -> Future[Any] | None:
        self._stop()
        subject = self._subject
        if subject is None or self._desk.book.read_only or self._desk.is_closed:
            return None
        if not self._part.is_changed():
            is_ours = self._has_row and self._beside is None and self._of_another_window(subject) is None
            return self._take_back(subject) if is_ours else None
        text = self._content(subject)
        if text == self._kept:
            return None
        self._kept, self._has_row = text, True
        cursor = self._cursor.field if self._cursor is not None else None
        return self._fly(save_draft(self._desk.book, self._desk.actor, self.kind, subject.uid, text, cursor))

    def _take_back(self, subject: _Subject) -> Future[Any]:
        """Everything typed was undone by hand: there is nothing to go on with."""
        self._kept, self._has_row = "", False
        return self._fly(drop_draft_of(self._desk.book, self._desk.actor, self.kind, subject.uid))

    def _fly(self, future: Future[Any]) -> Future[Any]:
        self._flight = future
        when_done(future, lambda _id: self._landed(future), lambda error: self._failed(future, error), self)
        return future

    def _landed(self, future: Future[Any]) -> None:
        if self._flight is future:
            self._flight = None
            if not self._pause.isActive():
                self._write()

    def _failed(self, future: Future[Any], error: BaseException) -> None:
        if self._flight is future:
            self._flight = None
        self._kept = ""  # tried again at the next key
        log.warning("a draft could not be kept: %s", type(error).__name__)
        self._desk.say("Ketikan belum dapat disimpan sebagai draf. Simpan catatan ini sekarang.")

    def _content(self, subject: _Subject) -> str:
        typed = self._part.typed(whole=subject.is_new)
        self._cursor = self._part.typing_at() or self._cursor
        cursor = None if self._cursor is None else (self._cursor.field, self._cursor.position)
        if self._offered is None:
            typed = self._with_another_window(subject, typed)
        if self._offered is not None:
            return self._packed(subject, _merged(self._offered.typed, typed), self._offered.version, cursor)
        return self._packed(subject, typed, subject.version, cursor)

    def _with_another_window(self, subject: _Subject, typed: Any) -> Any:  # noqa: ANN401  JSON
        """What is typed here with what another window of this person typed into the same record.

        Once taken along it stays: the draft's last writer is this window then. A draft that is gone was
        saved.
        """
        found = self._desk.glance(unfinished_of, self._desk.actor, self.kind, subject.uid)
        if found is None:
            self._beside = None
        elif found.writer not in self._writers:
            self._beside = found.typed
        return typed if self._beside is None else _merged(self._beside, typed)

    def _of_another_window(self, subject: _Subject) -> Unfinished | None:
        """The draft of this record where another window of this person wrote it last, both typing at once."""
        found = self._desk.glance(unfinished_of, self._desk.actor, self.kind, subject.uid)
        return None if found is None or found.writer in self._writers else found

    def _packed(
        self,
        subject: _Subject,
        typed: Any,  # noqa: ANN401  JSON
        version: int | None,
        cursor: tuple[str, int] | None,
    ) -> str:
        return pack(
            room=self.place.room,
            place=self.place.place,
            word=self.place.word,
            title=subject.title,
            is_new=subject.is_new,
            version=version,
            typed=typed,
            more=subject.more,
            cursor=cursor,
            writer=self._own,
        )

    # saving and leaving

    def saving(self, command: Callable[Concatenate[Step, P], T]) -> Callable[Concatenate[Step, P], T]:
        """The record's save command, which takes the draft away in its own transaction.

        What is typed is kept first, so that a save that is refused, or never comes back, loses nothing. A
        draft that is still being offered stays: nobody has said yet what shall become of it.
        """
        self._hand_in()
        subject, kind, is_offered = self._subject, self.kind, self._offered is not None
        if subject is None:
            return command
        uid = subject.uid
        self._is_saving, self._has_row = True, False

        @wraps(command)
        def save(step: Step, /, *args: P.args, **kwargs: P.kwargs) -> T:
            value = command(step, *args, **kwargs)
            if not is_offered:
                step.drop_draft(kind, uid)
            return value

        return save

    def saved(self) -> None:
        """The save has succeeded; what was typed meanwhile is kept under the record that is shown next."""
        subject, has_row = self._subject, self._has_row
        self._is_saving, self._kept = False, ""
        if subject is None:
            return
        if not subject.is_new:
            self._write()  # at once, for the save has taken the draft of other typed parts away too
        elif has_row:
            self._take_back(subject)

    def moved(self, version: int) -> None:
        """The record was saved and stays as it is shown; what is typed from now on changes this version."""
        if self._subject is not None:
            self._subject.version = version

    def not_saved(self) -> None:
        """The save was refused: the draft that was written before it is still there."""
        self._is_saving, self._has_row = False, True
        self.touch()

    def is_typed(self) -> bool:
        """Whether something typed is not saved."""
        return self._part.is_changed()

    @contextmanager
    def carried_over(self) -> Generator[None]:
        """Show a record anew inside: what was typed since it was saved stands in it again afterwards."""
        typed = self._part.typed() if self._part.is_changed() else None
        cursor = self._part.typing_at()
        yield
        if typed is not None:
            self._part.set_typed(typed)
            if cursor is not None:
                self._part.type_at(cursor)

    def drop(self) -> Future[Any] | None:
        """The person gave up what was typed: its draft goes too; one that is offered stays as it was."""
        self._stop()
        subject, offered, has_row = self._subject, self._offered, self._has_row
        self._kept, self._has_row = "", False
        if subject is None or not has_row or self._desk.book.read_only:
            return None
        if offered is None:
            return self._fly(drop_draft_of(self._desk.book, self._desk.actor, self.kind, subject.uid))
        text = self._packed(subject, offered.typed, offered.version, offered.cursor)
        field = None if offered.cursor is None else offered.cursor[0]
        return self._fly(save_draft(self._desk.book, self._desk.actor, self.kind, subject.uid, text, field))

    def may_leave(self, sentence: str) -> bool:
        """Ask before typed text is left: stay, keep it as a draft, or throw it away. True: it may be left.

        What cannot be kept as a draft (a chosen picture, a book that is only read) can be let go or not.
        """
        if self._subject is None or self._desk.book.read_only or not self._part.is_changed():
            words = f"{sentence} Tinggalkan tanpa menyimpan?"
            return dialogs.ask(
                self._page, _UNSAVED, words, yes="Tinggalkan", no="Kembali mengisi", danger=True
            )
        chosen = dialogs.choose(
            self._page,
            _UNSAVED,
            f"{sentence} Draf dapat dilanjutkan kapan saja.",
            ("Tutup dan simpan sebagai draf", "Buang"),
            no="Simpan dulu",
            danger=True,
        )
        if chosen == 1:
            self.drop()
            return True
        return chosen == 0 and self._is_on_disk()

    def _is_on_disk(self) -> bool:
        future = self.keep()
        if future is not None:
            wait([future], timeout=_WAIT_SECONDS)
        self._has_row = False  # it stays, whatever becomes of the form
        return future is None or (future.done() and future.exception() is None)

    def forget(self, draft: Unfinished) -> None:
        """This draft is gone from the book; what is typed on top of it here is kept anew."""
        if self._offered is not None and self._offered.id == draft.id:
            self._offered = None
            self.band.hide()
        elif self._subject is None or (self.kind, self._subject.uid) != (draft.kind, draft.record_uid):
            return
        self._kept, self._has_row = "", False
        if self._part.is_changed():
            self.touch()

    # going on with a draft

    def take_up(self, draft: Unfinished) -> None:
        """Go on with a draft from the list: now when it can be, else as soon as its record is shown."""
        if draft.is_new:
            if self._start_new is None:
                return
            self._start_new(draft.more)
            subject = self._subject
            if subject is None or not subject.is_new or self._part.is_changed() or draft.record_uid is None:
                return  # the person stayed with what was there
            subject.uid = draft.record_uid
            self._offered = draft
            self.resume()
        elif self._offered is not None and self._offered.id == draft.id and self._part.is_changed():
            self.resume()
        else:
            self._wanted = draft.id

    def resume(self) -> None:
        """Put the half-typed text back, with the cursor where it was."""
        draft, self._offered = self._offered, None
        if draft is None or self._subject is None:
            return
        self.band.hide()
        self._has_row = True
        typed = (
            _merged(draft.typed, self._part.typed(whole=False)) if self._part.is_changed() else draft.typed
        )
        self._part.set_typed(typed)
        self._cursor = None if draft.cursor is None else Cursor(*draft.cursor)
        self.touch()
        self._put_cursor()
        QTimer.singleShot(0, self, self._put_cursor)  # after whoever brings the page to the front

    def _put_cursor(self) -> None:
        if self._cursor is not None:
            self._part.type_at(self._cursor)

    def compare(self) -> None:
        """Saved and typed side by side, field by field; go on, or throw the draft away."""
        draft = self._offered
        if draft is None:
            return
        lines = self._part.compare(draft.typed)
        if not lines:
            dialogs.say(self._page, "Tidak ada perbedaan", "Ketikan itu sama dengan yang tersimpan.")
            return
        chosen = ask_which(
            self._page,
            "Bandingkan ketikan",
            f"Yang tersimpan sekarang dan yang diketik pada {draft.when}.",
            lines,
            ("Lanjutkan ketikan", "Buang ketikan"),
        )
        if chosen == 0:
            self.resume()
        elif chosen == 1:
            self._drop_offered()

    def _drop_offered(self) -> None:
        subject, self._offered = self._subject, None
        self.band.hide()
        if subject is not None:
            self._kept, self._has_row = "", False
            self._fly(drop_draft_of(self._desk.book, self._desk.actor, self.kind, subject.uid))
            if self._part.is_changed():
                self.touch()


_UNSAVED = "Isian belum disimpan"


def _merged(older: Any, newer: Any) -> Any:  # noqa: ANN401  JSON
    """What was typed since over what was typed before, field by field."""
    if not isinstance(older, Mapping) or not isinstance(newer, Mapping):
        return newer
    both = dict(older)
    for key, value in newer.items():
        both[key] = _merged(older[key], value) if key in older else value
    return both
