"""Asks why sheets are no longer said to be typed into Sidbankum."""

from PySide6.QtWidgets import QWidget

from berkas.kit import dialogs


def ask_unmark(owner: QWidget) -> str | None:
    """The reason, which the history keeps; None for Esc."""
    return dialogs.ask_text(
        owner,
        "Batalkan tanda Sidbankum",
        "Lembar kembali menunggu diinput. Alasannya dicatat dalam riwayat.",
        label="Alasan",
        yes="Batalkan tanda",
    )
