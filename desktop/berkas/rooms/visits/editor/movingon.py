"""Whether a digit that answers also goes on to the next question: a choice of each computer."""

import logging
from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QWidget

from berkas import settings

log = logging.getLogger(__name__)


class MovingOn(QCheckBox):
    """The tick for it; remembered for the next time."""

    turned = Signal(bool)

    def __init__(self, parent: QWidget) -> None:
        super().__init__("Maju sendiri sesudah menjawab", parent)
        self.setToolTip("Angka langsung membawa ke pertanyaan berikutnya; Enter tidak diperlukan.")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setChecked(settings.load().settings.keying.moves_on)
        self.toggled.connect(self._keep)

    @property
    def is_on(self) -> bool:
        """Whether it goes on by itself."""
        return self.isChecked()

    def _keep(self, on: bool) -> None:
        known = settings.load().settings
        try:
            settings.save(replace(known, keying=settings.Keying(moves_on=on)))
        except OSError:
            log.warning("the way of keying could not be remembered", exc_info=True)
        self.turned.emit(on)
