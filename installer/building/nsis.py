"""The set-up: calls NSIS with our script, the list for the uninstaller, and a stub that speaks Indonesian.

Imports only the standard library and `installer`.
"""

import shutil
from collections.abc import Sequence
from pathlib import Path, PurePosixPath

from installer.building.project import Project, call
from installer.say import Refusal

SCRIPT = Path(__file__).resolve().parent.parent / "windows" / "setup.nsi"
_HOME = Path("/usr/share/nsis")
_STUB = "Stubs/lzma_solid-amd64-unicode"

# What the stub says before our script runs; the new words take the place of the old and are not longer.
_SAID = {
    "Installer integrity check has failed. Common causes include\n"
    "incomplete download and damaged media. Contact the\n"
    "installer's author to obtain a new copy.\n\nMore information at:\nhttp://nsis.sf.net/NSIS_Error": (
        "Pemasang ini tidak utuh: salinan atau unduhannya terputus,\natau medianya rusak. "
        "Tidak ada yang dipasang.\nSalin sekali lagi, lalu cocokkan nilai SHA-256-nya."
    ),
    "Error writing temporary file. Make sure your temp folder is valid.": (
        "Folder TEMP tidak dapat ditulisi; periksa ruang kosongnya."
    ),
    "Error launching installer": "Pemasang gagal dimulai",
}


def version_numbers(version: str) -> str:
    """The version as Windows wants it in a resource: four numbers."""
    numbers = [part for part in version.split(".") if part.isdigit()]
    return ".".join([*numbers, "0", "0", "0", "0"][:4])


def removal_lines(names: Sequence[str]) -> str:
    """The lines of the uninstaller: each file by name, then the folders that are empty, deepest first."""
    folders = {parent for name in names for parent in PurePosixPath(name).parents if parent.parts}
    lines = [f'Delete "$INSTDIR\\{_windows(name)}"' for name in names]
    deepest_first = sorted(folders, key=lambda each: (-len(each.parts), each.as_posix()))
    lines += [f'RMDir "$INSTDIR\\{_windows(folder.as_posix())}"' for folder in deepest_first]
    return "\n".join(lines) + "\n"


def _windows(name: str) -> str:
    return name.replace("/", "\\").replace("$", "$$")


def speaking_stub(stub: bytes) -> bytes:
    """The stub with its English sentences replaced. Raises Refusal when one is not there."""
    for old, new in _SAID.items():
        before = old.encode("utf-16-le") + b"\0\0"
        if before not in stub:
            raise Refusal(
                f"NSIS berubah: kalimat '{old[:30]}…' tidak ada lagi; sesuaikan installer/building/nsis.py."
            )
        after = new.encode("utf-16-le")
        stub = stub.replace(before, after + bytes(len(before) - len(after)))
    return stub


def _own_nsis(work: Path) -> Path:
    """A copy of NSIS's folder by links, with our stub in it."""
    home = work / "nsis"
    shutil.rmtree(home, ignore_errors=True)
    (home / "Stubs").mkdir(parents=True)
    for entry in _HOME.iterdir():
        if entry.name != "Stubs":
            (home / entry.name).symlink_to(entry)
    for stub in (_HOME / "Stubs").iterdir():
        (home / "Stubs" / stub.name).symlink_to(stub)
    own = home / _STUB
    own.unlink()
    own.write_bytes(speaking_stub((_HOME / _STUB).read_bytes()))
    return home


def make_setup(
    project: Project,
    bundle: Path,
    names: Sequence[str],
    *,
    short: str,
    icon: Path,
    out: Path,
    version: str = "",
    quick: bool = False,
) -> None:
    """Pack the bundle into a set-up; `version` and `quick` (larger, sooner) serve the tests."""
    version = version or project.version
    work = bundle.parent
    files = work / "files.nsh"
    files.write_text(removal_lines(names), "utf-8")
    size = sum((bundle / name).stat().st_size for name in names) // 1024
    defines = {
        "VERSION": version,
        "QUAD": version_numbers(version),
        "SHORT": short,
        "BUNDLE": str(bundle),
        "FILES": str(files),
        "ICON": str(icon),
        "OUT": str(out),
        "SIZE_KB": str(size),
        "NEEDED_KB": str(size + 20 * 1024),
    }
    words = [f"-D{name}={value}" for name, value in defines.items()] + (["-DQUICK"] if quick else [])
    call(
        ["makensis", "-V2", "-WX", "-INPUTCHARSET", "UTF8", *words, SCRIPT],
        told={**project.variables(), "NSISDIR": str(_own_nsis(work))},
        where=work,
        what="makensis",
    )
