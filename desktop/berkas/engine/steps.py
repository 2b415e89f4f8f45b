"""Takes back or does again this person's steps: the last one, or many in order up to a chosen one.

Each step is a change of its own: the walk ends at the first that refuses, and what was done until then
stays done. Imports no Qt and no room.
"""

from collections.abc import Callable, Sequence
from concurrent.futures import Future
from dataclasses import dataclass

from berkas.engine.access import Right, may
from berkas_db.book import Book
from berkas_db.changes import Actor, Changes
from berkas_db.errors import BookError, Refused
from berkas_db.undo import READY, UNDONE, StepLine, step_list

__all__ = ["READY", "UNDONE", "StepLine", "Walk", "redo_last", "step_list", "undo_last", "walk", "way_to"]

_WRITING = (Right.RECORD, Right.VERIFY, Right.ISSUE, Right.DECIDE, Right.MANAGE_OFFICE)

Told = Callable[[int, int | None, str], object]


@dataclass(frozen=True, slots=True)
class Walk:
    """What became of many steps: those that went, the one that refused, and its sentence."""

    back: bool
    wanted: int
    done: tuple[StepLine, ...]
    stopped_at: StepLine | None = None
    why: str = ""

    def __str__(self) -> str:
        verb = "diurungkan" if self.back else "diulangi"
        if self.stopped_at is None:
            return f"{len(self.done)} langkah {verb}."
        done = f"{len(self.done)} dari {self.wanted} langkah {verb} dan tetap {verb}."
        return f"{self.why} {done if self.done else f'Tidak ada langkah yang {verb}.'}"


def undo_last(book: Book, actor: Actor) -> Future[Changes]:
    """Take this person's last step back. Fails with `Refused` when the role only reads."""
    _require_writing(actor)
    return book.undo(actor)


def redo_last(book: Book, actor: Actor) -> Future[Changes]:
    """Do again what was taken back last."""
    _require_writing(actor)
    return book.redo(actor)


def way_to(lines: Sequence[StepLine], step_id: int) -> list[StepLine]:
    """The steps between now and this one, in the order in which they have to go; the list is newest first."""
    state = next((line.state for line in lines if line.id == step_id), "")
    if state == READY:
        return [line for line in lines if line.state == READY and line.id >= step_id]
    if state == UNDONE:
        return [line for line in reversed(lines) if line.state == UNDONE and line.id <= step_id]
    return []


def walk(book: Book, actor: Actor, way: Sequence[StepLine], tell: Told = lambda *_: None) -> Walk:
    """Take back (or do again) these steps one after the other, waiting for each. For a thread of its own.

    `tell(done, total, words)` is called before each step and may raise to stop there.
    """
    _require_writing(actor)
    back = way[0].state == READY
    turn = book.undo if back else book.redo
    done: list[StepLine] = []
    for line in way:
        tell(len(done), len(way), line.label)
        try:
            turn(actor, expected=line.id).result()
        except BookError as error:
            sentence = f"{error} {error.next_step}".strip()
            return Walk(back, len(way), tuple(done), line, sentence)
        done.append(line)
    return Walk(back, len(way), tuple(done))


def _require_writing(actor: Actor) -> None:
    if not any(may(actor, right) for right in _WRITING):
        raise Refused("Peran Anda hanya membaca; langkah tidak dapat diurungkan atau diulangi.")
