"""The program itself, copied from the checkout: what git knows, and nothing that lies around.

Imports only the standard library and `installer`.
"""

import os
import shutil
from pathlib import Path

from installer.building.project import Project, call


def put_program(project: Project, into: Path) -> None:
    """Copy `berkas` with its resources and `berkas_db` into a folder."""
    said = call(
        ["git", "-C", project.root, "ls-files", "-z", "desktop", "db", "resources"],
        told=dict(os.environ),
        what="git ls-files",
    )
    for name in filter(None, said.split("\0")):
        first, *rest = name.split("/")
        place = into.joinpath("berkas", name) if first == "resources" else into.joinpath(*rest)
        place.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(project.root / name, place)
