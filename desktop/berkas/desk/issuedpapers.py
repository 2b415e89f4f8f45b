"""What can be done with a paper that was issued: its twins for people who cannot read its pages, and only the
pages that changed since an earlier revision.
"""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtWidgets import QMenu, QWidget

from berkas.desk.desk import Desk
from berkas.desk.wordfile import write_noted
from berkas.engine.exporting import note_export
from berkas.engine.issuing import DocumentKind, Subject
from berkas.engine.reprinting import Revision, earlier_revisions, replacement
from berkas.engine.twins import Twin, draft_twin, has_twins, twin_of
from berkas.kit import dialogs
from berkas.kit.jobs import Report

_TITLES = {
    Twin.HTML: ("Kembaran HTML untuk pembaca layar…", "Simpan kembaran HTML", "Halaman HTML (*.html)"),
    Twin.LARGE: ("Kembaran huruf besar (18 pt)…", "Simpan kembaran huruf besar", "Dokumen PDF (*.pdf)"),
}


_MOST_OFFERED = 6


def add_issued(menu: QMenu, owner: QWidget, desk: Desk, id: int, name: str) -> None:
    """Put into a menu what an issued paper offers besides its own pages. `name` begins the names of files."""
    twins = desk.glance(has_twins, id)
    for form, (words, _title, _pattern) in _TITLES.items():
        action = menu.addAction(words, lambda form=form: save_twin(owner, desk, id, form, name))
        action.setEnabled(twins)
    revised = bool(desk.glance(earlier_revisions, id))
    changed = menu.addAction("Cetak halaman yang berubah…", lambda: show_changed(owner, desk, id, name))
    changed.setEnabled(revised)
    changed.setToolTip("" if revised else "Dokumen ini belum pernah direvisi.")


def save_twin(owner: QWidget, desk: Desk, id: int, form: Twin, name: str) -> None:
    """Ask for a place and write a twin there."""
    _words, title, pattern = _TITLES[form]
    path = dialogs.save_file(owner, title, f"{_plain(name)}-{form}.{form.ending}", (pattern,))
    if path is None:
        return

    def work(report: Report) -> Path:
        report.report(0, 1, title)
        data = desk.book.read(twin_of, id, form).result()
        write_noted(path, data, lambda: note_export(desk.book, desk.actor, name, 1, form.ending))
        return path

    desk.run(owner, title, work, lambda saved: desk.say(f"Disimpan sebagai {saved.name}."))


def save_draft_twin(owner: QWidget, desk: Desk, kind: DocumentKind, subject: Subject, form: Twin) -> None:
    """The same of a paper that is not issued: it says so."""
    _words, title, pattern = _TITLES[form]
    name = f"{_plain(f'{kind.key}-{subject.key}')}.{form.ending}"
    path = dialogs.save_file(owner, title, name, (pattern,))
    if path is None:
        return

    def work(report: Report) -> Path:
        report.report(0, 1, title)
        data = draft_twin(desk.book, desk.rulebook, kind, subject, desk.today(), form)
        write_noted(path, data, lambda: note_export(desk.book, desk.actor, kind.title, 1, form.ending))
        return path

    desk.run(owner, title, work, lambda saved: desk.say(f"Disimpan sebagai {saved.name}."))


def show_changed(owner: QWidget, desk: Desk, id: int, name: str) -> None:
    """Ask which revision lies in the binder, when there are several, and show the pages to replace."""
    desk.read(owner, lambda found: _ask_since(owner, desk, id, name, found), earlier_revisions, id)


def _ask_since(owner: QWidget, desk: Desk, id: int, name: str, found: Sequence[Revision]) -> None:
    if len(found) < 2:
        _show_since(owner, desk, id, name, found[0].revision if found else None)
        return
    offered = found[:_MOST_OFFERED]
    chosen = dialogs.choose(
        owner,
        "Cetak halaman yang berubah",
        "\n".join(
            [
                "Revisi mana yang terakhir dicetak utuh dan ada dalam bundel?",
                *(f"{each.words}." for each in offered),
            ]
        ),
        [f"Revisi {each.revision}" for each in offered],
    )
    if chosen is not None:
        _show_since(owner, desk, id, name, offered[chosen].revision)


def _show_since(owner: QWidget, desk: Desk, id: int, name: str, since: int | None) -> None:
    from berkas.desk.showpdf import preview

    def work(report: Report) -> bytes:
        report.report(0, 1, "Membandingkan halaman")
        return desk.book.read(replacement, id, since).result()

    def show(pdf: bytes) -> None:
        file_name = f"{_plain(name)}-halaman-berubah.pdf"
        preview(owner, desk, pdf, f"Halaman yang berubah: {name}", file_name, issued_id=id).exec()

    desk.run(owner, "Membandingkan halaman", work, show)


def _plain(name: str) -> str:
    return name.replace(":", "-").replace("/", "-").replace(" ", "-").lower()
