"""Whether the installed program is still what was built: its files against the list that came with it.

A checkout and a wheel have no such list. Imports only the standard library: it is asked before anything
else of the program is trusted.
"""

import hashlib
from collections.abc import Sequence
from pathlib import Path

CONTENTS = "isi.sha256"
LICENCES = "LISENSI.txt"
"""What lies in the folder of an installed program, beside it."""


def installed_folder() -> Path | None:
    """The folder the set-up or the package made, None for a checkout or a wheel."""
    here = Path(__file__).resolve()
    return next((folder for folder in here.parents[2:5] if (folder / CONTENTS).is_file()), None)


def changed_files(folder: Path, *, endings: Sequence[str] = (), sums: bool = True) -> list[str]:
    """Names of files that are missing or not what they were; with `sums=False` only their sizes are compared.

    `endings` looks at some kinds of files only. A list that cannot be read is named itself.
    """
    try:
        rows = (folder / CONTENTS).read_text("utf-8").splitlines()
        listed = [(total, int(size), name) for total, size, name in (row.split(" ", 2) for row in rows)]
    except (OSError, ValueError):
        return [CONTENTS]
    wanted = tuple(endings)
    return [
        name
        for total, size, name in listed
        if (not wanted or name.endswith(wanted)) and not _is_same(folder / name, size, total if sums else "")
    ]


def _is_same(path: Path, size: int, total: str) -> bool:
    try:
        if path.stat().st_size != size:
            return False
        if not total:
            return True
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest() == total
    except OSError:
        return False
