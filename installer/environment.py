"""The environment in `.venv`: made once from the locked, hashed lists, known again by a stamp.

The lists in `installer/requirements` name every package with its SHA-256 sums, so that nothing
else can come in. The two source roots are put on the path by one `.pth` file, which needs neither
network nor build tools. Imports only the standard library, `installer.say` and `installer.system`.
"""

import hashlib
import json
import os
import re
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from installer import system
from installer.say import Refusal, Steps, line

ROOT = Path(__file__).resolve().parent.parent
SOURCE_ROOTS = ("desktop", "db")

Level = Literal["run", "test", "windows"]

_UNREACHABLE = re.compile(
    r"NewConnectionError|Temporary failure in name resolution|ConnectTimeout|ReadTimeout|ProxyError|SSLError"
    r"|Connection refused|Network is unreachable|getaddrinfo failed|Could not fetch URL|Remote end closed",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Environment:
    """The virtual environment of one checkout."""

    root: Path = ROOT

    @property
    def folder(self) -> Path:
        """Where it lies."""
        return self.root / ".venv"

    @property
    def python(self) -> Path:
        """Its interpreter."""
        return self.folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")

    @property
    def stamp(self) -> Path:
        """What was installed by which list; absent until everything is in place."""
        return self.folder / "berkas-stamp.json"

    def lock(self, level: Level) -> Path:
        """Return the locked list of a level; `test` holds all of `run` as well."""
        return self.root / "installer" / "requirements" / f"{level}.txt"

    def is_ready(self, level: Level) -> bool:
        """Whether nothing has to be done for this level. Starts no process."""
        if not self.python.exists():
            return False
        stamp = self._read_stamp()
        return self._is_of_this_place(stamp) and stamp.get(level) == _sum(self.lock(level))

    def ensure(self, level: Level, *, window: bool) -> Path:
        """Make computer and environment complete for this level and return the interpreter.

        `window`: whether a window will be opened on a screen. Raises Refusal with one sentence when
        that is not possible on this computer.
        """
        ready = self.is_ready(level)
        usable = ready or self._works()
        system.ensure(venv=not usable, window=window, tests=level == "test")
        if ready:
            return self.python
        steps = Steps()
        try:
            if not usable:
                self._make(steps)
            self._install(level)
            self._put_sources_on_path()
            self._write_stamp(level)
        except PermissionError as error:
            raise Refusal(
                f"Folder {error.filename or self.root} tidak dapat ditulisi oleh pengguna ini; salin Berkas "
                f"ke tempat milik Anda lalu ulangi di sana, misalnya: cp -r {self.root} ~/berkas"
            ) from error
        except OSError as error:
            raise Refusal(
                f"Lingkungan di {self.folder} tidak dapat disiapkan ({error.strerror or error}); "
                "periksa ruang kosong dan hak akses folder itu lalu ulangi."
            ) from error
        line(f"Lingkungan siap ({steps.seconds()} dtk)")
        return self.python

    def variables(self) -> dict[str, str]:
        """Return the environment variables for programs started in it."""
        kept = {k: v for k, v in os.environ.items() if k not in {"PYTHONHOME", "PYTHONPATH", "PIP_USER"}}
        kept["VIRTUAL_ENV"] = str(self.folder)
        kept["PATH"] = str(self.python.parent) + os.pathsep + kept.get("PATH", os.defpath)
        return kept

    def _make(self, steps: Steps) -> None:
        line("Membuat lingkungan Python di .venv")
        # A virtual environment must not be built on another one that may vanish.
        base = getattr(sys, "_base_executable", None) or sys.executable
        if not os.access(self.root, os.W_OK):
            raise PermissionError(13, "Permission denied", str(self.root))
        made = self._call([base, "-m", "venv", "--clear", str(self.folder)])
        if made.returncode != 0:
            raise Refusal(
                f"Lingkungan Python di {self.folder} tidak dapat dibuat ({_last_line(made.stdout)}); "
                "periksa ruang kosong dan hak akses folder itu lalu ulangi."
            )
        line(f"Lingkungan Python dibuat ({steps.seconds()} dtk)")

    def _works(self) -> bool:
        """Whether a `.venv` is there to build on, also one that a developer made."""
        if not self.python.exists():
            return False
        stamp = self._read_stamp()
        if stamp and not self._is_of_this_place(stamp):
            return False
        asked = self._call([str(self.python), "-c", "import pip, sys; sys.exit(sys.version_info < (3, 11))"])
        return asked.returncode == 0

    def _install(self, level: Level) -> None:
        lock = self.lock(level)
        pins = re.findall(r"^[A-Za-z0-9._-]+==", lock.read_text("utf-8"), re.MULTILINE)
        steps = Steps(len(pins))
        line("Memasang pustaka terkunci ke .venv (sekali saja)")
        command = [str(self.python), "-m", "pip", "install", "--require-hashes", "--no-deps"]
        command += ["--only-binary=:all:", "--no-input", "--disable-pip-version-check", "--progress-bar=off"]
        # Qt is 80 MB and offices have slow lines: show each package when its turn comes.
        said: list[str] = []
        with subprocess.Popen(
            [*command, "-r", str(lock)],
            cwd=self.root,
            env=self.variables(),
            text=True,
            errors="replace",
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
        ) as pip:
            for text in pip.stdout or ():
                said.append(text.rstrip())
                _show_progress(said[-1], steps)
        if pip.returncode != 0:
            raise Refusal(_explain_pip(said))

    def _put_sources_on_path(self) -> None:
        asked = self._call([str(self.python), "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"])
        listed = "".join(f"{self.root / name}\n" for name in SOURCE_ROOTS)
        (Path(asked.stdout.strip()) / "berkas-checkout.pth").write_text(listed, "utf-8")

    def _identity(self) -> dict[str, str]:
        """What must be unchanged for the installed packages to be usable."""
        configuration = self.folder / "pyvenv.cfg"
        text = configuration.read_text("utf-8") if configuration.exists() else ""
        version = re.search(r"^version(?:_info)? *= *(\S+)", text, re.MULTILINE)
        return {
            "python": version.group(1) if version else "",
            "interpreter": os.path.realpath(self.python),
            "root": str(self.root),
        }

    def _is_of_this_place(self, stamp: Mapping[str, Any]) -> bool:
        return all(stamp.get(key) == value for key, value in self._identity().items())

    def _read_stamp(self) -> dict[str, Any]:
        try:
            return dict(json.loads(self.stamp.read_text("utf-8")))
        except (OSError, ValueError):
            return {}

    def _write_stamp(self, level: Level) -> None:
        levels: tuple[Level, ...] = ("run", "test") if level == "test" else (level,)
        stamp = {**self._identity(), **{name: _sum(self.lock(name)) for name in levels}}
        self.stamp.write_text(json.dumps(stamp, indent=1) + "\n", "utf-8")

    def _call(self, command: list[str]) -> "subprocess.CompletedProcess[str]":
        return subprocess.run(
            command,
            check=False,
            env=self.variables(),
            text=True,
            errors="replace",
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
        )


def _sum(lock: Path) -> str:
    return hashlib.sha256(lock.read_bytes()).hexdigest()


def _last_line(text: str) -> str:
    lines = [part.strip() for part in text.splitlines() if part.strip()]
    return lines[-1] if lines else "tanpa keterangan"


def _show_progress(text: str, steps: Steps) -> None:
    """Turn a line of pip into a line for people."""
    text = text.strip()
    if text.startswith("Ignoring "):  # meant for another system or another Python
        steps.total -= 1
    elif text.startswith(("Collecting ", "Requirement already satisfied: ")):
        named = re.search(r"([A-Za-z0-9._-]+)==([^\s;]+)", text)
        steps.next(f"{named.group(1)} {named.group(2)}" if named else text)
    elif text.startswith("Processing "):  # from a folder of this computer
        named = re.search(r"([^/\\-]+)-([^-/\\]+)-[^/\\]+\.whl", text)
        steps.next(f"{named.group(1)} {named.group(2)}" if named else text)
    elif text.startswith("Downloading ") and "MB)" in text:
        line(f"        mengunduh {text.rpartition('(')[2].rstrip(')')}")
    elif text.startswith("Installing collected packages"):
        line(f"  menata pustaka ke .venv ({steps.seconds()} dtk)")


def _explain_pip(said: list[str]) -> str:
    """Say in one sentence why pip stopped."""
    whole = "\n".join(said)
    errors = [text for text in said if text.startswith("ERROR:")]
    if _UNREACHABLE.search(whole):
        return (
            "Pustaka tidak dapat diunduh karena jaringan tidak terjangkau (no network: the packages could "
            "not be downloaded); sambungkan internet atau atur proksi, lalu ketik lagi: "
            "python3 -m installer demo"
        )
    if "THESE PACKAGES DO NOT MATCH THE HASHES" in whole:
        return (
            "Pustaka yang diunduh tidak sama dengan yang terkunci sehingga tidak dipasang; ulangi dari "
            "jaringan lain, dan laporkan bila terjadi lagi."
        )
    if "No matching distribution found" in whole:
        return (
            f"Tidak ada pustaka siap pakai untuk Python {sys.version_info.major}.{sys.version_info.minor} di "
            f"komputer ini ({errors[-1].removeprefix('ERROR:').strip()}); Berkas memerlukan Windows 10 "
            "atau Linux dengan glibc 2.34 ke atas (Debian 12, Ubuntu 22.04), 64 bit."
        )
    reason = errors[-1].removeprefix("ERROR:").strip() if errors else _last_line(whole)
    return f"Pustaka tidak dapat dipasang ke .venv ({reason}); periksa ruang kosong dan jaringan lalu ulangi."
