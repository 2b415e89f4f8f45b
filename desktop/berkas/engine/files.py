"""Files the program hands out: written whole and aside first, never over an existing one."""

import os
import tempfile
from pathlib import Path

from berkas_db.errors import Refused


def write_new(path: Path, data: bytes) -> None:
    """Write a new file in one piece; an existing one is never replaced. Raises Refused with the sentence to
    show.
    """
    if path.exists():
        raise Refused(f"{path} sudah ada dan tidak ditimpa.", "Pilih nama lain.")
    try:
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    except OSError as error:
        raise Refused(
            f"Folder {path.parent} tidak dapat ditulisi.", "Pilih folder lain atau perbaiki izinnya."
        ) from error
    unfinished = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        unfinished.chmod(0o644)
        unfinished.replace(path)
    except OSError as error:
        unfinished.unlink(missing_ok=True)
        raise Refused(
            f"{path} tidak dapat ditulis sampai selesai.", "Periksa ruang disk dan izin foldernya."
        ) from error
