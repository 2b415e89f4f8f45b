"""What Ctrl+K leads to beside rooms and records: tabs, papers with what they can be about, identities.

The modules of all rooms are loaded for it, so the window asks for it aside, once.
"""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from PySide6.QtWidgets import QWidget

from berkas.desk import Desk, Place
from berkas.engine.finding import hidden_from
from berkas.engine.issuing import DocumentKind
from berkas.kit.jobs import Report
from berkas.shell import registry
from berkas.shell.palette import Entry
from berkas_db.book import Reading


def tabs_and_papers(
    desk: Desk, owner: QWidget, go: Callable[[Place], object], _report: Report
) -> Sequence[Entry]:
    """Every tab of every room and every paper; work of a job."""
    tabs = [
        Entry(_words(tab), f"Bagian · {room.word}", room.icon, partial(go, Place(room.key, tab.kind)))
        for room, tab in registry.tabs()
    ]
    papers = [
        Entry(kind.title, "Laporan", "printer", choices=partial(_subjects, desk, owner, kind))
        for kind in registry.document_kinds().values()
    ]
    return (*tabs, *papers)


def _words(tab: Any) -> str:  # noqa: ANN401  a tab of a room
    return f"{tab.group} › {tab.words}" if tab.group else tab.words


def _subjects(desk: Desk, owner: QWidget, kind: DocumentKind, session: Reading) -> Sequence[Entry]:
    """What a paper can be about, the newest first, without what this person may not see."""
    subjects = kind.subjects(session)
    models = {subject.model for subject in subjects if subject.model is not None}
    hidden = {model: hidden_from(session, desk.actor, model) for model in models}
    return [
        Entry(subject.title, subject.key, "file-text", partial(desk.show_paper, owner, kind, subject))
        for subject in reversed(subjects)
        if subject.model is None or subject.id not in hidden[subject.model]
    ]


def identity_search(go: Callable[[Place], object], page: Callable[[str], Any], typed: str) -> Entry:
    """The search among identities for what was typed; it asks for a reason, and the journal keeps it."""
    room, kind = registry.IDENTITY_PLACE

    def seek() -> None:
        go(Place(room, kind))
        page(room).page(kind).ask_find(typed)

    return Entry(f"Cari “{typed}” di antara identitas…", "Identitas", "lock", seek)
