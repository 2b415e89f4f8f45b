"""Makes the wheel, for `uv tool run` and `pipx`. Imports only the standard library and `installer`."""

import shutil
import sys
from pathlib import Path

from installer.building.project import Project, call
from installer.building.sealing import publish
from installer.say import line


def build(project: Project) -> list[Path]:
    """Build the wheel into `dist` with the locked hatchling; return it."""
    line("Membuat wheel")
    work = project.work("wheel")
    shutil.rmtree(work, ignore_errors=True)
    work.mkdir(parents=True)
    project.dist.mkdir(parents=True, exist_ok=True)
    call(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", work],
        told=project.variables(),
        where=project.root,
        what="hatchling",
    )
    wheel = next(work.glob("*.whl"))
    made = [Path(shutil.move(wheel, project.dist / wheel.name))]
    publish(made)
    return made
