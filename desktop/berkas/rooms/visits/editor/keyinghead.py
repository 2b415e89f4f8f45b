"""The head of a sheet that is keyed: who, where, when and how; folded into one line, carried to the next."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from PySide6.QtWidgets import QPushButton, QWidget

from berkas.desk import Desk
from berkas.kit import theme
from berkas.kit.editors import Lookup
from berkas.kit.form import Form
from berkas.rooms.visits.fields.interview import CARRIED, KEYED_OF_KIND, KEYED_OF_SUBJECT, KEYING
from berkas.rooms.visits.queries.assessments import KeyingContext
from berkas.rules.answers import Answer
from berkas.rules.dates import show_short
from berkas.rules.fields import Choice
from berkas.rules.instruments import Instrument, ItemType


class KeyingHead(Form):
    """The form of the head. `button` folds it away and says it in one line."""

    def __init__(self, desk: Desk, parent: QWidget, button: QPushButton, lookup: Lookup) -> None:
        super().__init__(KEYING, lookup=lookup, today=desk.today, max_columns=4, parent=parent)
        self._desk = desk
        self._button = button
        button.toggled.connect(self.unfold)

    def unfold(self, on: bool) -> None:
        """Show the fields, or only the one line."""
        self.setVisible(on)
        theme.set_icon(self._button, "chevron-down" if on else "chevron-right", "accent_text")
        self.name_itself()

    def name_itself(self) -> None:
        """The head in one line, for when it is folded away."""
        values = self.all_values()
        number = values.get("form_number")
        said = [f"formulir {number}" if number else "", str(values.get("respondent_code") or "")]
        if values.get("interview_on"):
            said.append(show_short(date.fromisoformat(str(values["interview_on"]))))
        shown = " · ".join(part for part in said if part)
        self._button.setText(f"Kepala lembar ({shown})" if shown else "Kepala lembar")

    def stand_in(self, context: KeyingContext) -> None:
        """Offer the places of a visit."""
        self.set_choices("place_id", [Choice(str(id_), name) for id_, name in context.places])

    def show_head(
        self, instrument: Instrument, values: Mapping[str, Any], *, has_places: bool, has_number: bool
    ) -> None:
        """What the instrument asks for, and no more."""
        of_kind = KEYED_OF_KIND.get(instrument.kind.value, KEYED_OF_KIND["wawancara"])
        shown = set(KEYED_OF_SUBJECT.get(instrument.subject.value, of_kind))
        if not has_places:
            shown.discard("place_id")
        if not has_number:
            shown.discard("form_number")
        self.set_read_only(False)
        self.set_visible_fields(shown)
        self.set_values(values)
        self.name_itself()

    def leave_fields(self) -> None:
        """What was typed of a record's name, or its digit, becomes the record without leaving by Tab."""
        for key in ("recipient_id", "obh_id", "posbankum_id", "event_id"):
            self.editor(key).leave()

    def known(self, instrument: Instrument) -> dict[str, Answer]:
        """Answers the head gives, by what an item is about."""
        head = self.all_values()
        found: dict[str, Answer] = {}
        for item in instrument.items.values():
            if item.type is ItemType.RUJUKAN and item.reference == "obh" and head.get("obh_id"):
                found[item.key] = str(head["obh_id"])
            elif item.personal == "nama" and item.type is ItemType.TEKS and head.get("respondent_code"):
                found[item.key] = str(head["respondent_code"])
            elif item.type is ItemType.TANGGAL and item.carry and head.get("interview_on"):
                found[item.key] = str(head["interview_on"])
        return found

    def carried(self) -> dict[str, Any]:
        """What the next sheet begins with."""
        values = self.all_values()
        return {key: values[key] for key in CARRIED if values.get(key)}

    def number(self) -> int:
        """The number of the paper form as it stands; 0 for none."""
        return int(self.all_values().get("form_number") or 0)

    def day(self) -> date:
        """The day of the interview; proofs are as old as they were then."""
        on = self.all_values().get("interview_on")
        return date.fromisoformat(str(on)) if on else self._desk.today()
