"""The CPython of the Windows set-up: signed binaries, Debian's standard library, a compiler for byte code.

OpenSSL, SQLite and the parts for networks, terminals and Tk stay away: Berkas has no use for them, and what
is not there needs no security update. Imports only the standard library and `installer`.
"""

import os
import shutil
import tomllib
import zipfile
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from installer.building.fetching import Pin, Target, debian_packages, sha256, unpack_debian, wheels
from installer.building.project import Project, call
from installer.say import Refusal

EXTENSIONS = (
    "_asyncio",
    "_bz2",
    "_ctypes",
    "_decimal",
    "_elementtree",
    "_lzma",
    "_multiprocessing",
    "_overlapped",
    "_queue",
    "_socket",
    "_uuid",
    "_zoneinfo",
    "pyexpat",
    "select",
    "unicodedata",
)
"""Extension modules that go in. Without `_wmi` Python asks Windows itself for its version: quicker."""

_LEFT_OUT = {
    "__pycache__", "_pyrepl", "config-3.13-x86_64-linux-gnu", "curses", "dbm", "ensurepip", "idlelib",
    "lib-dynload", "pydoc_data", "site-packages", "sqlite3", "test", "tkinter", "turtledemo", "venv",
    "wsgiref",
}  # fmt: skip
_LEFT_OUT_FILES = {
    "antigravity.py", "LICENSE.txt", "pty.py", "sitecustomize.py", "ssl.py", "this.py", "tty.py", "turtle.py",
    "webbrowser.py",
}  # fmt: skip


@dataclass(frozen=True)
class Runtime:
    """The runtime that `installer/requirements/runtime.toml` names."""

    project: Project

    @cached_property
    def _pins(self) -> dict[str, Any]:
        return tomllib.loads((self.project.requirements / "runtime.toml").read_text("utf-8"))

    @property
    def python(self) -> str:
        """Major and minor version, which the wheels and the byte code are made for."""
        return self._pins["binaries"]["python"]

    @property
    def cpython(self) -> str:
        """The exact version of the binaries."""
        return self._pins["binaries"]["cpython"]

    @property
    def library_version(self) -> str:
        """The exact version of the standard library."""
        return self._pins["library"]["packages"][0]["version"]

    @property
    def short(self) -> str:
        """The version as file names write it, `313`."""
        return self.python.replace(".", "")

    @property
    def target(self) -> Target:
        """The computer of the office."""
        return Target(("win_amd64",), self.python)

    @cached_property
    def binaries(self) -> Path:
        """The checked wheel that holds the binaries."""
        return wheels(self.project, self.project.requirements / "runtime.txt", self.target)[0]

    @cached_property
    def unpacked(self) -> Path:
        """A folder with the standard library and the compiler."""
        groups = (self._pins["library"], self._pins["compiler"])
        pins = [Pin(**each) for group in groups for each in group["packages"]]
        packages = debian_packages(self.project, self._pins["library"]["suite"], pins)
        into = self.project.work("python-debian")
        shutil.rmtree(into, ignore_errors=True)
        unpack_debian(packages, into)
        return into

    @property
    def licence(self) -> Path:
        """The licences of CPython and of what is built into it."""
        return self.unpacked / "usr/share/doc/libpython3.13-minimal/copyright"

    def put_binaries(self, bundle: Path) -> None:
        """Write `python313.dll` into the bundle and the extension modules into its folder `DLLs`."""
        place = self._pins["binaries"]["folder"]
        sums: dict[str, str] = self._pins["binaries"]["files"]
        (bundle / "DLLs").mkdir(parents=True)
        with zipfile.ZipFile(self.binaries) as wheel:
            names = [f"python{self.short}.dll", "libffi-8.dll", *(f"{name}.pyd" for name in EXTENSIONS)]
            for name in names:
                folder = bundle if name.startswith("python") else bundle / "DLLs"
                (folder / name).write_bytes(wheel.read(f"{place}/{name}"))
        for name, wanted in sums.items():
            if sha256(bundle / name) != wanted:
                raise Refusal(
                    f"{name} tidak sama dengan yang dikunci di runtime.toml; pemasang tidak dibuat."
                )

    def put_library(self, into: Path) -> None:
        """Copy the modules of the standard library that Windows can use into a folder."""
        source = self.unpacked / f"usr/lib/python{self.python}"
        for path in sorted(source.rglob("*.py")):
            inside = path.relative_to(source)
            if _LEFT_OUT.intersection(inside.parts) or inside.name in _LEFT_OUT_FILES:
                continue
            if path.is_symlink() or inside.name.startswith("_sysconfigdata"):
                continue
            (into / inside).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, into / inside)

    def compile(self, folder: Path) -> None:
        """Replace every `.py` in a folder by byte code, the same bytes wherever it is done."""
        root = self.unpacked
        loader = root / "usr/lib/x86_64-linux-gnu/ld-linux-x86-64.so.2"
        libraries = os.pathsep.join(
            str(root / part) for part in ("usr/lib/x86_64-linux-gnu", "lib/x86_64-linux-gnu")
        )
        script = Path(__file__).with_name("bytecode.py")
        call(
            [
                loader,
                "--library-path",
                libraries,
                root / f"usr/bin/python{self.python}",
                "-S",
                script,
                folder,
            ],
            told={
                **self.project.variables(),
                "PYTHONHOME": str(root / "usr"),
                "PYTHONDONTWRITEBYTECODE": "1",
            },
            what=f"Menerjemahkan {folder.name} menjadi kode bita",
        )
