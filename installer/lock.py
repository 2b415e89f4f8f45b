"""Makes the locked, hashed lists in `installer/requirements` anew from `pyproject.toml`.

`python3 -m installer.lock [--upgrade]` needs `uv` (in `.venv` or on the path) and the network.
Without `--upgrade` it keeps the versions that are locked now. The lists are valid for every
system and every Python from 3.11 on (that of Windows for one), and name no package index.
`python3 -m installer.lock --runtime` instead takes Debian's newest packages of the standard
library for Windows into `runtime.toml`. Imports only the standard library and `installer`.
"""

import shutil
import subprocess
import sys
from collections.abc import Sequence

from installer.building.fetching import renew_runtime
from installer.building.project import Project
from installer.environment import ROOT, Environment, Level
from installer.say import Refusal, line

_RUN = "installer/requirements/run.txt"
_LEVELS: tuple[tuple[Level, tuple[str, ...]], ...] = (
    ("run", ("--universal", "--python-version", "3.11")),
    # The tests run what people run: every version of the first list stands in the others too.
    ("test", ("--universal", "--python-version", "3.11", "--group", "dev", "--constraints", _RUN)),
    # What the set-up for Windows holds: the same for one system and one Python, that of runtime.toml.
    (
        "windows",
        ("--python-platform", "x86_64-pc-windows-msvc", "--python-version", "3.13", "--constraints", _RUN),
    ),
)


def main(arguments: Sequence[str]) -> int:
    """Write the lists; return 0, or 2 with one sentence when uv is missing or refuses."""
    try:
        if list(arguments) == ["--runtime"]:
            renew_runtime(Project())
            return 0
        uv = _find_uv()
        for level, more in _LEVELS:
            output = Environment().lock(level).relative_to(ROOT).as_posix()
            command = [uv, "pip", "compile", "pyproject.toml", *more]
            command += ["--generate-hashes", "--no-emit-index-url", "--no-emit-find-links", "--no-annotate"]
            command += ["--custom-compile-command", "python3 -m installer.lock", "--quiet"]
            command += ["--output-file", output, *arguments]
            if subprocess.run(command, check=False, cwd=ROOT).returncode != 0:
                raise Refusal(f"uv tidak dapat menyusun {output}; perbaiki yang disebut di atas lalu ulangi.")
            line(f"{output} selesai")
    except Refusal as refusal:
        line(str(refusal))
        return 2
    return 0


def _find_uv() -> str:
    beside = Environment().python.with_name("uv.exe" if sys.platform == "win32" else "uv")
    found = str(beside) if beside.exists() else shutil.which("uv")
    if found is None:
        raise Refusal("Program uv tidak ditemukan; ketik: .venv/bin/python -m pip install uv")
    return found


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
