"""The desk: the book, who sits at it, the rules, the bell, and a way to open other places.

Pages never know each other and never hold a database session: they ask the desk to read or change, and
are told on the window's thread when it is done.
"""

import logging
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Concatenate, ParamSpec, TypeVar

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication, QWidget

from berkas import settings
from berkas.desk.drafting import Drafts
from berkas.desk.safekeeper import Safekeeper
from berkas.engine.issuing import DocumentKind, Subject, draft, issue, issued_bytes
from berkas.engine.lookup import choices_for
from berkas.engine.rulebook import Rulebook, RulebookError
from berkas.engine.steps import redo_last, undo_last
from berkas.kit import dialogs
from berkas.kit.jobs import Job, Report, when_done
from berkas.rules.fields import Choice
from berkas.sheets.errors import SheetError
from berkas_db.book import Book, Reading
from berkas_db.changes import Actor, Changes, Step
from berkas_db.errors import BookError, Interrupted

log = logging.getLogger(__name__)

P = ParamSpec("P")
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Place:
    """Somewhere to go: a room and, when one record is meant, the kind and the id of that record."""

    room: str
    kind: str = ""
    id: int | None = None


@dataclass(frozen=True, slots=True)
class Rewrite:
    """A wish to have the office file written anew under another passphrase; None: without one."""

    passphrase: str | None = field(repr=False)
    new_passphrase: str | None = field(repr=False)


class Desk(QObject):
    """One desk for one open book. Signals arrive on the window's thread."""

    changed = Signal(object)
    """A `Changes` value after every commit, whoever made it."""
    opening = Signal(object)
    """A `Place` somebody asked for; the window answers."""
    said = Signal(str, bool)
    """A line for the toast: the words, and whether “Urungkan” is offered."""
    job_started = Signal(object)
    """A `Job` for the line at the bottom of the window."""
    help_wanted = Signal(str)
    """The name of a help page."""
    rewriting = Signal()
    """The window shall close, so that the program writes the file anew as `wish` says and opens it again."""

    _committed = Signal(object)

    def __init__(self, book: Book, actor: Actor, rulebook: Rulebook, today: Callable[[], date]) -> None:
        super().__init__()
        self.book = book
        self.actor = actor
        self.rulebook = rulebook
        self.today = today
        self.drafts = Drafts()
        self.wish: Rewrite | None = None
        self._jobs: set[Job[Any]] = set()
        self._is_closed = False
        self._committed.connect(self.changed)
        self.document_kinds: Callable[[], Mapping[str, DocumentKind]] = dict
        self.field_words: Callable[[], Mapping[str, str]] = dict
        self.safekeeper = Safekeeper(book, lambda: self.actor, today, self)
        self.safekeeper.said.connect(self.say)
        self._stop_listening = book.listen(self._committed.emit)

    def close(self) -> None:
        """Stop listening and asking; the book is closed by whoever opened it.

        Answers that are still under way may reach a page afterwards; what it asks then is not asked any more.
        """
        self._is_closed = True
        self._stop_listening()

    @property
    def is_closed(self) -> bool:
        """Whether this desk asks nothing any more."""
        return self._is_closed

    def open(self, place: Place) -> None:
        """Ask the window to show a place."""
        self.opening.emit(place)

    def rewrite(self, wish: Rewrite) -> None:
        """Ask that the office is closed, written anew and opened again; typed text may still keep it open."""
        self.wish = wish
        self.rewriting.emit()

    def say(self, words: str, *, undoable: bool = False) -> None:
        """Show one line for a few seconds."""
        self.said.emit(words, undoable)

    def read(
        self,
        owner: QObject,
        then: Callable[[T], None],
        query: Callable[Concatenate[Reading, P], T],
        /,
        *args: P.args,
        **kwargs: P.kwargs,
    ) -> None:
        """Ask the reader; `then` gets the value on the window's thread unless `owner` is gone by then."""
        self.read_or(owner, then, self.failed, query, *args, **kwargs)

    def read_or(
        self,
        owner: QObject,
        then: Callable[[T], None],
        otherwise: Callable[[BaseException], None],
        query: Callable[Concatenate[Reading, P], T],
        /,
        *args: P.args,
        **kwargs: P.kwargs,
    ) -> None:
        """Like `read`, but the page answers a failure itself (a record that is gone).

        A list that asks anew interrupts whatever the reader does; what was interrupted is asked again.
        """

        if self._is_closed:
            return

        def failed(error: BaseException) -> None:
            if isinstance(error, Interrupted):
                self.read_or(owner, then, otherwise, query, *args, **kwargs)
            else:
                otherwise(error)

        when_done(self.book.read(query, *args, **kwargs), then, failed, owner)

    def change(
        self,
        owner: QObject,
        then: Callable[[Changes], None],
        command: Callable[Concatenate[Step, P], Any],
        /,
        *args: P.args,
        **kwargs: P.kwargs,
    ) -> None:
        """Run a command; a refusal is shown as its sentence, a bug as the failure dialog."""
        self.change_or(owner, then, self.failed, command, *args, **kwargs)

    def change_or(
        self,
        owner: QObject,
        then: Callable[[Changes], None],
        otherwise: Callable[[BaseException], None],
        command: Callable[Concatenate[Step, P], Any],
        /,
        *args: P.args,
        **kwargs: P.kwargs,
    ) -> None:
        """Like `change`, but the page answers a failure itself (a conflict beside the field)."""
        if self._is_closed:
            return
        when_done(self.book.change(command, self.actor, *args, **kwargs), then, otherwise, owner)

    def undo(self, owner: QObject, then: Callable[[Changes], None]) -> None:
        """Take this person's last step back."""
        self._turn(owner, then, undo_last)

    def redo(self, owner: QObject, then: Callable[[Changes], None]) -> None:
        """Do again what this person took back last."""
        self._turn(owner, then, redo_last)

    def _turn(
        self,
        owner: QObject,
        then: Callable[[Changes], None],
        turn: Callable[[Book, Actor], Future[Changes]],
    ) -> None:
        try:
            done = turn(self.book, self.actor)
        except BookError as error:
            self.failed(error)
        else:
            when_done(done, then, self.failed, owner)

    def glance(self, query: Callable[Concatenate[Reading, P], T], /, *args: P.args, **kwargs: P.kwargs) -> T:
        """Read a few rows by key on the window's own connection."""
        return self.book.glance(query, *args, **kwargs)

    def lookup(self, source: str, typed: str) -> Sequence[Choice]:
        """Choices of a list that grows, for a form's reference fields."""
        return self.book.glance(choices_for, source, typed)

    def run(
        self, owner: QObject, title: str, work: Callable[[Report], T], then: Callable[[T], None]
    ) -> Job[T]:
        """Start a long job with progress and cancel at the bottom of the window."""
        job = Job(title, work, owner)
        self._jobs.add(job)
        job.done.connect(then)
        job.failed.connect(self.failed)
        for end in (job.done, job.failed, job.cancelled):
            end.connect(lambda *_, job=job: self._jobs.discard(job))
        self.job_started.emit(job)
        job.start()
        return job

    def show_paper(self, owner: QWidget, kind: DocumentKind, subject: Subject) -> None:
        """Preview a document: the issued bytes when it was issued, otherwise a draft that says DRAF."""

        def work(report: Report) -> bytes:
            report.report(0, 1, f"Menyusun {kind.title}")
            kept = self.book.read(issued_bytes, kind.key, subject.key).result()
            return kept or draft(self.book, self.rulebook, kind, subject, self.today())

        self.run(owner, f"Menyusun {kind.title}", work, lambda pdf: self._preview(owner, kind, subject, pdf))

    def issue_paper(self, owner: QWidget, kind: DocumentKind, subject: Subject) -> None:
        """Issue a document: number, code, kept bytes; then show it."""

        def issued(changes: Changes) -> None:
            self._preview(owner, kind, subject, changes.value.pdf)
            self.say(f"{kind.title} diterbitkan dengan nomor {changes.value.number}.")

        self.change(owner, issued, issue, self.rulebook, kind, subject, self.today())

    def _preview(self, owner: QWidget, kind: DocumentKind, subject: Subject, pdf: bytes) -> None:
        from berkas.desk.showpdf import preview

        name = f"{kind.key}-{subject.key}.pdf".replace(":", "-").replace("/", "-")
        called = f"{kind.title} {subject.key}"
        preview(owner, self, pdf, f"{kind.title}: {subject.title}", name, called=called).exec()

    def failed(self, error: BaseException) -> None:
        """Show what went wrong: a sentence for what a person can act on, the failure dialog for a bug."""
        parent = QApplication.activeWindow()
        if isinstance(error, BookError):
            dialogs.say(parent, "Belum dapat dilakukan", f"{error} {error.next_step}".strip())
            return
        if isinstance(error, SheetError | RulebookError):
            dialogs.say(parent, "Belum dapat dilakukan", str(error))
            return
        log.error("unexpected failure", exc_info=error)
        dialogs.failure(
            parent, "Terjadi kegagalan yang tidak terduga. Data yang sudah tersimpan tidak berubah.", error
        )

    def list_state(self, name: str) -> dict[str, Any]:
        """The remembered columns, order and filters of a list, for this person on this computer."""
        layout = settings.load().settings.tables.get(name)
        if layout is None:
            return {}
        return {
            "columns": list(layout.columns),
            "widths": dict(layout.widths),
            "sort_key": layout.sort_key,
            "descending": layout.descending,
            "named": [dict(each) for each in layout.named],
        }

    def keep_list_state(self, name: str, state: Mapping[str, Any]) -> None:
        """Remember a list's columns, order and filters; a folder that refuses is no reason to stop."""
        layout = settings.TableLayout(
            columns=tuple(state.get("columns", ())),
            widths=dict(state.get("widths", {})),
            sort_key=str(state.get("sort_key", "")),
            descending=bool(state.get("descending")),
            named=tuple(state.get("named", ())),
        )
        try:
            settings.save(settings.load().settings.with_table(name, layout))
        except OSError:
            log.warning("the arrangement of a list could not be kept", exc_info=True)
