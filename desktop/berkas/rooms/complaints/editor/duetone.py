"""The colour of a due date in a list: late is danger, within three working days a warning."""

from berkas.desk import Desk
from berkas.engine.due import calendar_of
from berkas.rules.calendar import Calendar
from berkas.rules.dates import DateError, parse_date
from berkas_db.changes import Changes

_SOON = 3
_DAYS = frozenset({"holiday_extra", "office", "setting"})
"""Tables that say which days are worked."""


class DueTone:
    """Asked for every shown date; the office's calendar is read once, and again when its days change."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._calendar: Calendar | None = None
        desk.changed.connect(self._heard)

    def _heard(self, changes: Changes) -> None:
        if changes.kinds & _DAYS:
            self._calendar = None

    def __call__(self, text: str) -> str:
        """The tone of a date as it stands in the list."""
        today = self._desk.today()
        try:
            day = parse_date(text, today=today)
        except DateError:
            return ""
        if day < today:
            return "bahaya"
        if self._calendar is None:
            self._calendar = self._desk.glance(calendar_of)
        return "peringatan" if self._calendar.count_between(today, day) <= _SOON else ""
