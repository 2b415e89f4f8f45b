"""Asks where answers go and writes them with their codebook, a version of one instrument at a time."""

from collections.abc import Sequence
from pathlib import Path

from berkas.desk import Desk, RecordPage
from berkas.engine.answer_export import AnswerSet, answer_sets, export_answers
from berkas.kit import dialogs
from berkas.kit.jobs import Report


def send_out(page: RecordPage, desk: Desk, ids: Sequence[int]) -> None:
    """Write the answers of these sheets; of several versions a person chooses one."""
    if not ids:
        page.say("Pilih dahulu lembarnya.")
        return
    desk.read(page, lambda sets: _choose(page, desk, sets), answer_sets, ids)


def _choose(page: RecordPage, desk: Desk, sets: Sequence[AnswerSet]) -> None:
    if not sets:
        page.say("Tidak ada lembar yang dapat diekspor.")
        return
    wanted = sets[0]
    if len(sets) > 1:
        sentence = "Lembar yang dipilih memakai beberapa instrumen atau edisi. Satu berkas memuat satu saja."
        place = dialogs.choose(page, "Ekspor jawaban", sentence, [one.name for one in sets])
        if place is None:
            return
        wanted = sets[place]
    patterns = ("Buku kerja (*.xlsx)", "CSV (*.csv)")
    path = dialogs.save_file(page, "Ekspor jawaban dan buku kode", f"Jawaban {wanted.key}.xlsx", patterns)
    if path is None:
        return

    def work(report: Report) -> Path:
        export_answers(desk.book, wanted, path, actor=desk.actor, progress=report.report)
        return path

    desk.run(page, f"Mengekspor jawaban {wanted.key}", work, lambda done: page.say(f"Tersimpan di {done}."))
