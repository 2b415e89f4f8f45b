"""When something was saved, as it stands beside the state of a sheet: “tersimpan 10.42.07”."""

from datetime import datetime


def saved_at() -> str:
    """The moment now on this computer's clock, to the second."""
    return f"tersimpan {datetime.now().astimezone():%H.%M.%S}"
