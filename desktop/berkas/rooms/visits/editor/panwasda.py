"""“Laporan Panwasda…”: a period is typed, then the report is seen, issued, covered by a letter, noted."""

from datetime import date

from PySide6.QtWidgets import QWidget

from berkas.desk import Desk, Place
from berkas.desk.letteractions import REGISTER
from berkas.desk.papermenu import issue_asked
from berkas.desk.wordfile import save_docx
from berkas.engine.duties import note_sent
from berkas.engine.letters import begin_letter
from berkas.engine.periods import Span, run_of, span_of
from berkas.kit import dialogs
from berkas.rooms.visits.queries.panwasda import COVER, Cover, cover_of
from berkas.rooms.visits.report.panwasda import KEY, PANWASDA, subject_of
from berkas_db.changes import Changes
from berkas_db.errors import Refused

TITLE = "Laporan Panwasda"
_WAYS = ("Lihat", "Terbitkan…", "Simpan sebagai DOCX…", "Buat surat pengantar", "Catat terkirim hari ini")
_LOOK, _ISSUE, _WORD, _COVER, _SENT = range(len(_WAYS))


def last_quarter(today: date) -> str:
    """The key of the quarter before this one, whose report is due."""
    return run_of(span_of(f"{today.year}-TW{(today.month + 2) // 3}"), 2)[0].key


def open_report(owner: QWidget, desk: Desk) -> None:
    """Ask for the period, then what shall be done."""
    typed = dialogs.ask_text(
        owner,
        TITLE,
        "Ketik tahun, semester, atau triwulan, misalnya 2025, 2025-S1, atau 2025-TW3.",
        label="Periode",
        yes="Lanjut",
        text=last_quarter(desk.today()),
    )
    if typed is None:
        return
    try:
        period = span_of(typed)
    except Refused as refusal:
        desk.failed(refusal)
        return
    way = dialogs.choose(owner, f"{TITLE} {period.title}", period.dates, _WAYS)
    if way is not None:
        act(owner, desk, period, way)


def act(owner: QWidget, desk: Desk, period: Span, way: int) -> None:
    """Do one of the things that can be done with the report of a period."""
    subject = subject_of(period)
    if way == _LOOK:
        desk.show_paper(owner, PANWASDA, subject)
    elif way == _ISSUE:
        issue_asked(owner, desk, PANWASDA, subject)
    elif way == _WORD:
        save_docx(owner, desk, PANWASDA, subject)
    elif way == _COVER:
        values = {"periode": period.title}
        desk.change(owner, lambda done: _open(desk, done), begin_letter, COVER, values, desk.today())
    elif way == _SENT:
        desk.read(owner, lambda cover: _note_sent(owner, desk, period, cover), cover_of, period.title)


def _note_sent(owner: QWidget, desk: Desk, period: Span, cover: Cover | None) -> None:
    """Say that the report was sent with its covering letter; without one only when the person says so."""
    if cover is None and not dialogs.ask(
        owner,
        "Tanpa surat pengantar",
        f"Surat pengantar laporan {period.title} belum dibuat. Catat terkirim tanpa surat pengantar?",
        yes="Catat terkirim",
    ):
        return

    def noted(_done: Changes) -> None:
        number = cover.number or "bernomor menyusul" if cover is not None else ""
        said = f"dengan surat {number}" if cover is not None else "tanpa surat pengantar"
        desk.say(f"Dicatat terkirim {said} pada kewajiban laporan.")

    letter = cover.id if cover is not None else None
    desk.change(owner, noted, note_sent, KEY, period.key, period.first, period.last, letter_id=letter)


def _open(desk: Desk, done: Changes) -> None:
    desk.open(Place(REGISTER.room, REGISTER.kind, int(done.value)))
