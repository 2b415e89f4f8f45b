"""The menu of papers about a period, a unit or the office: which paper, about what, what to do with it."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu

from berkas.desk import RecordPage
from berkas.desk.papermenu import add_paper
from berkas.engine.exporting import export_tables
from berkas.engine.issuing import DocumentKind, Subject
from berkas.kit import dialogs
from berkas.kit.jobs import Report
from berkas.rooms.complaints.report.recap import RECAP, gather, sheets
from berkas_db.book import Reading

_MOST = 18
"""Subjects of one paper in the menu; further ones are typed."""

Found = list[tuple[DocumentKind, list[Subject]]]


def offer_papers(page: RecordPage, kinds: Sequence[DocumentKind]) -> None:
    """Read what can be printed and show the menu at the button of further actions; a paper that is about
    nothing yet is left out."""
    page.desk.read(page, partial(_popup, page), _subjects_of, tuple(kinds))


def _subjects_of(session: Reading, kinds: Sequence[DocumentKind]) -> Found:
    return [(kind, list(kind.subjects(session))) for kind in kinds]


def _popup(page: RecordPage, found: Found) -> None:
    menu = QMenu(page)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    for kind, subjects in found:
        if len(subjects) == 1:
            _add(menu, page, kind, subjects[0], kind.title)
        elif subjects:
            _add_all(menu.addMenu(kind.title), page, kind, subjects)
    if menu.isEmpty():
        page.say("Belum ada yang dapat dicetak di sini.")
        return
    button = page.button("lain")
    menu.popup(button.mapToGlobal(button.rect().bottomLeft()))


def _add(menu: QMenu, page: RecordPage, kind: DocumentKind, subject: Subject, words: str) -> None:
    """One paper: shown at once when nothing else can be done with it."""
    desk = page.desk
    if kind.plain:
        menu.addAction(words, lambda: desk.show_paper(page, kind, subject))
        return
    own = menu.addMenu(words)
    add_paper(own, page, desk, kind, subject)
    if kind is RECAP:
        own.addAction("Simpan sebagai buku kerja…", lambda: save_recap(page, subject))


def _add_all(menu: QMenu, page: RecordPage, kind: DocumentKind, subjects: Sequence[Subject]) -> None:
    """The latest first where subjects are periods, otherwise in their order."""
    in_order = subjects[::-1] if subjects[0].model is None and subjects[-1].model is None else subjects
    for subject in in_order[:_MOST]:
        _add(menu, page, kind, subject, subject.title)
    if len(subjects) > _MOST:
        menu.addSeparator()
        menu.addAction("Yang lain, dengan kata kuncinya…", lambda: _type_key(page, kind))


def _type_key(page: RecordPage, kind: DocumentKind) -> None:
    key = dialogs.ask_text(
        page, kind.title, "Periode seperti 2025, 2025-S1, 2025-TW3, atau 2025-06; unit dengan kodenya.",
        label="Kata kunci", yes="Lihat",
    )  # fmt: skip
    if key:
        page.desk.read(page, lambda subject: page.desk.show_paper(page, kind, subject), kind.find, key)


def save_recap(page: RecordPage, subject: Subject) -> None:
    """Write the recap of a period as a workbook, a sheet for each table; small groups are hidden in it."""
    path = dialogs.save_file(
        page, "Simpan rekapitulasi pengaduan", f"rekap-pengaduan-{subject.key}.xlsx", ("Buku kerja (*.xlsx)",)
    )
    if path is None:
        return
    desk = page.desk

    def work(report: Report) -> Path:
        report.report(0, 1, "Menghitung pengaduan")
        values = desk.book.read(gather, desk.rulebook, subject, desk.today(), inside=False).result()
        export_tables(desk.book, sheets(values), path, title=RECAP.title, actor=desk.actor)
        return path

    desk.run(page, "Menyimpan rekapitulasi", work, lambda done: page.say(f"Tersimpan di {done}."))
