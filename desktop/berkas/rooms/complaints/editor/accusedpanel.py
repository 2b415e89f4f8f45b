"""“Identitas yang diadukan”: the people one complaint is about, one at a time, each behind a code."""

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtWidgets import QComboBox, QVBoxLayout, QWidget

from berkas.desk import Desk
from berkas.desk.identitypanel import IdentityCommands, IdentityPanel
from berkas.kit import theme
from berkas.rooms.complaints.commands.intake import correct_person, reveal_person

_COMMANDS = IdentityCommands("yang diadukan", reveal_person, correct_person, asks_consent=False)


class AccusedPanel(QWidget):
    """Who is chosen among the accused with a name in the vault, and the usual panel about them."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._people: list[Mapping[str, Any]] = []
        self.chosen = QComboBox(self)
        self.chosen.setAccessibleName("Orang yang diadukan")
        self.chosen.currentIndexChanged.connect(self._choose)
        self.panel = IdentityPanel(desk, _COMMANDS, self)
        for button in (self.panel.look, self.panel.hide_button, self.panel.change_button):
            button.setAccessibleName(f"{button.text().rstrip('…')} yang diadukan")
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(theme.SPACE_8)
        lines.addWidget(self.chosen)
        lines.addWidget(self.panel)

    def tab_parts(self) -> Sequence[QWidget]:
        """The choice, then the buttons."""
        return (self.chosen, *self.panel.tab_parts())

    def show_accused(self, rows: Sequence[Mapping[str, Any]]) -> bool:
        """Show the first of those who are named in the vault; whether there is anybody."""
        self._people = [row for row in rows if row.get("identity_id")]
        words = [" · ".join(filter(None, (row["code"], row.get("position")))) for row in self._people]
        self.chosen.blockSignals(True)  # noqa: FBT003
        self.chosen.clear()
        self.chosen.addItems(words)
        self.chosen.blockSignals(False)  # noqa: FBT003
        self.chosen.setVisible(len(words) > 1)
        self._choose(0)
        return bool(words)

    def _choose(self, place: int) -> None:
        row = self._people[place] if 0 <= place < len(self._people) else None
        self.panel.show_person(row["id"] if row else None, row["identity_id"] if row else None)
