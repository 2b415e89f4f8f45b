"""The last step of every build: one moment for all files, a list of their sums, archives without chance.

Imports only the standard library and `installer`.
"""

import os
import time
import zipfile
from collections.abc import Iterable
from pathlib import Path

from installer.building.fetching import sha256
from installer.building.project import Project
from installer.say import line

CONTENTS = "isi.sha256"
"""Name of the list of everything in an installed folder; the program checks itself against it."""


def seal(folder: Path, project: Project) -> list[str]:
    """Write the list of contents and give every file the same moment. Returns the names in the list."""
    names = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())
    rows = [f"{sha256(folder / name)} {(folder / name).stat().st_size} {name}\n" for name in names]
    (folder / CONTENTS).write_text("".join(rows), "utf-8", newline="\n")
    date(folder, project)
    return [*names, CONTENTS]


def date(folder: Path, project: Project) -> None:
    """Give a folder and everything below it the moment of the build."""
    for path in sorted(folder.rglob("*"), reverse=True):
        os.utime(path, (project.epoch, project.epoch), follow_symlinks=False)
    os.utime(folder, (project.epoch, project.epoch))


def zipped(folder: Path, top: str, archive: Path, project: Project, *, pressed: bool = True) -> None:
    """Pack a folder in the order of its names, as `top/…` (empty: without a folder around)."""
    archive.unlink(missing_ok=True)
    moment = time.gmtime(project.epoch)[:6]
    how = zipfile.ZIP_DEFLATED if pressed else zipfile.ZIP_STORED
    with zipfile.ZipFile(archive, "w", how, compresslevel=9 if pressed else None) as packed:
        for path in sorted(folder.rglob("*")):
            if path.is_file():
                inside = path.relative_to(folder).as_posix()
                item = zipfile.ZipInfo(f"{top}/{inside}" if top else inside, moment)
                item.compress_type = how
                item.external_attr = 0o644 << 16
                packed.writestr(item, path.read_bytes())


def publish(artefacts: Iterable[Path]) -> None:
    """Write the SHA-256 sum beside each artefact and say how large it is."""
    for artefact in artefacts:
        total = sha256(artefact)
        artefact.with_name(f"{artefact.name}.sha256").write_text(f"{total}  {artefact.name}\n", "utf-8")
        line(f"{artefact.name}: {artefact.stat().st_size / 1e6:.1f} MB, SHA-256 {total}")
