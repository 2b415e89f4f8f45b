"""Today by the clock of this computer: the default where a page hands in no day of the office's own."""

from datetime import date, datetime


def local_today() -> date:
    """The day it is on this computer."""
    return datetime.now().astimezone().date()
