"""What can be done with a whole round besides its papers: the recapitulation as a workbook, the proofs of all
units as files, the order of the units switched on and off.
"""

from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from berkas.desk import Desk
from berkas.desk.identitydialogs import ask_form
from berkas.engine.access import Right, may
from berkas.engine.exporting import export_tables
from berkas.engine.issuing import Subject
from berkas.kit import dialogs
from berkas.kit.jobs import Report
from berkas.rooms.award.commands.ranking import keep_ranking
from berkas.rooms.award.editor.entrypapers import ask_pattern, hand_out_round
from berkas.rooms.award.queries.ranking import RULES, STATED, ranking_of
from berkas.rooms.award.report.gather import gather_recap
from berkas.rooms.award.report.recap import RECAP
from berkas.rooms.award.report.recapbook import recap_sheets
from berkas.rules.fields import Field, Kind

_UNRANKED = (
    "Unit tidak diurutkan, kecuali kantor menetapkan aturannya sendiri. Aturan itu dicetak pada rekapitulasi "
    "dan usulan bersama keterangan bahwa ia aturan internal."
)


def choose_for_round(owner: QWidget, desk: Desk, subject: Subject, below: QPushButton) -> None:
    """Offer it all under a button."""
    menu = QMenu(owner)
    round_id = subject.id or 0
    menu.addAction("Rekapitulasi sebagai buku kerja…", lambda: save_workbook(owner, desk, subject))
    zip_words, folder_words = "Serahkan bukti semua unit sebagai ZIP…", "Serahkan bukti semua unit ke folder…"
    menu.addAction(zip_words, lambda: hand_out_round(owner, desk, round_id, subject.key, zipped=True))
    menu.addAction(folder_words, lambda: hand_out_round(owner, desk, round_id, subject.key, zipped=False))
    menu.addAction("Pola nama berkas bukti…", lambda: ask_pattern(owner, desk))
    if may(desk.actor, Right.VERIFY) and not desk.book.read_only:
        menu.addSeparator()
        rule = desk.glance(ranking_of, subject.key)
        words = "Urutan unit (mati)…" if rule is None else "Urutan unit (menyala)…"
        menu.addAction(words, lambda: ask_ranking(owner, desk, subject))
    menu.popup(below.mapToGlobal(below.rect().bottomLeft()))


def save_workbook(owner: QWidget, desk: Desk, subject: Subject) -> None:
    """Ask for a place and write the recapitulation there as a workbook."""
    name = f"{RECAP.key}-{subject.key}.xlsx".lower()
    path = dialogs.save_file(
        owner, "Simpan rekapitulasi sebagai buku kerja", name, ("Buku kerja Excel (*.xlsx)",)
    )
    if path is None:
        return

    def work(report: Report) -> Path:
        report.report(0, 1, "Menyusun rekapitulasi")
        values = desk.book.read(gather_recap, desk.rulebook, subject, desk.today()).result()
        export_tables(desk.book, recap_sheets(values), path, title=RECAP.title, actor=desk.actor)
        return path

    desk.run(owner, "Menyusun buku kerja", work, lambda saved: desk.say(f"Tersimpan di {saved.name}."))


def ask_ranking(owner: QWidget, desk: Desk, subject: Subject) -> None:
    """Ask by which rule the units are ordered, and on what it rests; without a rule they are not."""
    rule = desk.glance(ranking_of, subject.key)
    fields = (
        Field(
            "rule", "Aturan", Kind.CHOICE, choices=RULES, wide=True,
            help=" ".join(f"{choice.label}: {STATED[choice.code]}" for choice in RULES)
            + " Kosongkan untuk tidak mengurutkan.",
        ),
        Field(
            "basis", "Dasar kantor", length=300, wide=True,
            help="Keputusan atau rapat yang menetapkannya. Wajib bila aturan dipilih.",
        ),
    )  # fmt: skip
    kept: dict[str, Any] = {"rule": rule.code, "basis": rule.basis} if rule is not None else {}
    typed = ask_form(owner, desk, f"Urutan unit {subject.key}", fields, kept, sentence=_UNRANKED)
    if typed is None:
        return
    chosen, basis = str(typed.get("rule") or ""), str(typed.get("basis") or "")
    said = "Urutan unit dicetak pada rekapitulasi dan usulan." if chosen else "Unit tidak diurutkan."
    desk.change(owner, lambda _changes: desk.say(said), keep_ranking, subject.id or 0, chosen, basis)
