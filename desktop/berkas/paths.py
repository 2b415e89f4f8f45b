"""Where things lie: the resources that come with the program, and the folders of the person who uses it.

Office files are not here: people choose their places themselves. Imports nothing of the project.

`BERKAS_HOME` turns on the portable mode: settings, logs and data then lie in that folder (a memory
stick, a test) and nothing is written to the person's own folders. So does a file `portabel.txt` beside the
program, as the portable zip has it; the folder is then `data` beside it.
"""

import os
import sys
from pathlib import Path

from platformdirs import PlatformDirs

PORTABLE = "BERKAS_HOME"
PORTABLE_MARK = "portabel.txt"

_HERE = Path(__file__).resolve().parent
_CHECKOUT = _HERE.parent.parent


def resource(*parts: str) -> Path:
    """Return the path of a resource, for example `resource("icons", "save.svg")`.

    A checkout's own `resources` folder comes first: an editable install leaves copies inside the
    package, and those go stale. An installed program has them beside this module.
    """
    root = _CHECKOUT if (_CHECKOUT / "pyproject.toml").is_file() else _HERE
    return root.joinpath("resources", *parts)


def settings_folder() -> Path:
    """Return the folder of this person's settings; it may not exist yet."""
    portable = _portable()
    return portable / "settings" if portable else _own().user_config_path


def log_folder() -> Path:
    """Return the folder of the program's log; it may not exist yet."""
    portable = _portable()
    return portable / "log" if portable else _own().user_log_path


def data_folder() -> Path:
    """Return the folder for what the program keeps for itself; it may not exist yet."""
    portable = _portable()
    return portable / "data" if portable else _own().user_data_path


def on_this_stick(path: Path) -> Path:
    """Return where a remembered file is now: a memory stick has another letter on another computer."""
    if path.exists() or not (Path(sys.executable).parent / PORTABLE_MARK).is_file():
        return path
    moved = Path(Path(sys.executable).anchor, *path.parts[1:])
    return moved if moved.exists() else path


def _portable() -> Path | None:
    named = os.environ.get(PORTABLE, "").strip()
    if named:
        return Path(named).expanduser().absolute()
    beside = Path(sys.executable).parent
    return beside / "data" if (beside / PORTABLE_MARK).is_file() else None


def _own() -> PlatformDirs:
    return PlatformDirs("Berkas", appauthor=False)
