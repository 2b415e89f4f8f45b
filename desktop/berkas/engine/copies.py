"""What the office file itself remembers of its copies: where they go, the last one elsewhere, the last trial.

Copies beside the file need no memory here: they are told from their folder (see `safekeeping`).
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, cast

from sqlalchemy.orm import Session

from berkas.engine.access import Right, require
from berkas.engine.officesettings import keep_office_setting, office_setting
from berkas_db.changes import Step
from berkas_db.errors import Refused

_LAST = "cadangan_terakhir"
_PLACES = "cadangan_tempat"
_TRIAL = "uji_pemulihan"


@dataclass(frozen=True, slots=True)
class Places:
    """Folders for copies. `first` empty: the folder beside the office file; `second` empty: none chosen."""

    first: str = ""
    second: str = ""


@dataclass(frozen=True, slots=True)
class Trial:
    """A trial restore: when (UTC), whether it succeeded, and what is to be said of it."""

    at: str
    is_good: bool
    sentence: str


def last_copy(session: Session) -> str | None:
    """The instant of the last copy at another place than beside the office file, or None."""
    found = office_setting(session, _LAST)
    return found if isinstance(found, str) else None


def note_copy(step: Step) -> None:
    """Remember that a checked copy was made at another place just now."""
    keep_office_setting(step, _LAST, step.now)
    step.say("Cadangan dibuat di tempat lain")


def places_of(session: Session) -> Places:
    """Where copies of this office go."""
    found = _mapping(office_setting(session, _PLACES))
    return Places(str(found.get("first", "")), str(found.get("second", "")))


def set_places(step: Step, places: Places) -> None:
    """Choose where copies go. Refuses folders that are not whole paths, and twice the same folder."""
    require(step.actor, Right.MANAGE_OFFICE)
    for folder in (places.first, places.second):
        if folder and not Path(folder).is_absolute():
            raise Refused("Folder cadangan harus disebut lengkap.", "Pilih foldernya dengan tombol Pilih.")
    if places.second and places.second == places.first:
        raise Refused(
            "Tempat kedua sama dengan tempat pertama.", "Pilih flash disk atau disk lain untuk tempat kedua."
        )
    keep_office_setting(step, _PLACES, asdict(places))
    step.say("Tempat cadangan diatur")


def last_trial(session: Session) -> Trial | None:
    """The last trial restore, or None."""
    found = _mapping(office_setting(session, _TRIAL))
    if not found:
        return None
    return Trial(str(found.get("at", "")), bool(found.get("is_good")), str(found.get("sentence", "")))


def note_trial(step: Step, *, is_good: bool, sentence: str) -> None:
    """Remember a trial restore; this is its one line in the journal."""
    keep_office_setting(step, _TRIAL, asdict(Trial(step.now, is_good, sentence)))
    step.say("Uji pemulihan berhasil" if is_good else "Uji pemulihan gagal", sentence)


def _mapping(value: object) -> Mapping[str, Any]:
    return cast("Mapping[str, Any]", value) if isinstance(value, dict) else {}
