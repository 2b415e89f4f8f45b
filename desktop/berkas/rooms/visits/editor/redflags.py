"""Offers the confidential follow-ups of a sheet that was just keyed; nobody is named."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from berkas.desk import Desk
from berkas.kit import dialogs
from berkas.rooms.visits.commands import follow_up_flags
from berkas.rooms.visits.queries.assessments import Sheet


def offer_followups(view: QWidget, desk: Desk, sheet: Sheet, say: Callable[[str], None]) -> None:
    """Ask whether the red flags that have no follow-up yet shall get one, and open them."""
    if not sheet.flags:
        return
    if dialogs.ask(
        view,
        "Tindak lanjut rahasia",
        "Jawaban pada lembar ini perlu ditindaklanjuti tanpa menyebut responden. Buka tindak lanjutnya?",
        yes="Buka tindak lanjut",
        no="Nanti",
        details="\n".join(f"• {item.red_flag or item.label}" for item in sheet.flags),
    ):
        desk.change(
            view,
            lambda done: say(f"{len(done.value)} tindak lanjut rahasia dibuka."),
            follow_up_flags,
            sheet.record.id,
        )
