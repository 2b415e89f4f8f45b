"""The wheel, run with `uv tool run` in an environment that knows nothing of the checkout.

Imports only the standard library and `installer`.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from installer.say import line
from installer.trying.wine import expect


def whole_life(folder: Path, wheel: Path) -> None:
    """Run the command line and the self-test out of the wheel."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    environment = folder / "venv"
    subprocess.run([sys.executable, "-m", "venv", str(environment)], check=True)
    pip = [str(environment / "bin/python"), "-m", "pip", "install", "-q", "--disable-pip-version-check", "uv"]
    subprocess.run(pip, check=True)
    uv = str(environment / "bin/uv")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "VIRTUAL"))}
    own = kept | {
        "UV_CACHE_DIR": str(folder / "cache"),
        "UV_TOOL_DIR": str(folder / "alat"),
        "UV_PYTHON_DOWNLOADS": "never",
        "BERKAS_HOME": str(folder / "setelan"),
        "QT_QPA_PLATFORM": "offscreen",
    }
    for words in (["--version"], ["selftest", str(folder / "uji")]):
        done = subprocess.run(
            [uv, "tool", "run", "--python", sys.executable, "--from", str(wheel), "berkas", *words],
            check=False,
            cwd=folder,
            env=own,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        line("\n".join(f"  {row}" for row in done.stdout.splitlines()[-10:]))
        expect(done.returncode == 0, f"uv tool run berkas {' '.join(words)}")
