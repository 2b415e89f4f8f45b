"""What is built and where: version, moment, folders. Imports only the standard library and `installer`."""

import os
import subprocess
import sys
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from installer.environment import ROOT
from installer.say import Refusal


@dataclass(frozen=True)
class Project:
    """One checkout that is built: `build` holds what is made on the way, `dist` what people get."""

    root: Path = ROOT

    @cached_property
    def version(self) -> str:
        """The version people see."""
        tree = tomllib.loads((self.root / "pyproject.toml").read_text("utf-8"))
        return str(tree["project"]["version"])

    @cached_property
    def epoch(self) -> int:
        """Seconds since 1970 that every file carries: `SOURCE_DATE_EPOCH`, else the moment of the commit."""
        named = os.environ.get("SOURCE_DATE_EPOCH", "")
        if named.isdigit():
            return int(named)
        asked = subprocess.run(
            ["git", "-C", str(self.root), "log", "-1", "--format=%ct"],
            check=False,
            capture_output=True,
            text=True,
        )
        if asked.returncode != 0:
            raise Refusal(
                "Waktu pembuatan tidak diketahui karena folder ini bukan salinan git; sebutkan waktunya, "
                "misalnya: SOURCE_DATE_EPOCH=1764000000 python3 -m installer build wheel"
            )
        return int(asked.stdout)

    @property
    def requirements(self) -> Path:
        """The folder of the locked lists."""
        return self.root / "installer" / "requirements"

    @property
    def downloads(self) -> Path:
        """Where fetched and checked files are kept between builds."""
        return self.root / "build" / "unduhan"

    @property
    def dist(self) -> Path:
        """Where finished artefacts lie."""
        return self.root / "dist"

    def work(self, name: str) -> Path:
        """A folder of its own for one build."""
        return self.root / "build" / name

    def variables(self) -> dict[str, str]:
        """What every tool is told, so that its answer does not depend on the computer."""
        kept = {name: os.environ[name] for name in ("PATH", "HOME", "TMPDIR") if name in os.environ}
        fixed = {
            "LC_ALL": "C.UTF-8",
            "TZ": "UTC",
            "PYTHONHASHSEED": "0",
            "SOURCE_DATE_EPOCH": str(self.epoch),
        }
        return kept | fixed


def call(
    command: Sequence[str | Path], *, told: Mapping[str, str], where: Path | None = None, what: str
) -> str:
    """Run a tool and return what it said. Raises Refusal with its last line when it fails."""
    sys.stderr.flush()
    done = subprocess.run(
        [str(part) for part in command],
        check=False,
        cwd=where,
        env=dict(told),
        text=True,
        errors="replace",
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )
    if done.returncode != 0:
        said = [line.strip() for line in done.stdout.splitlines() if line.strip()] or ["tanpa keterangan"]
        raise Refusal(f"{what} tidak berhasil ({' | '.join(said[-3:])}).")
    return done.stdout
