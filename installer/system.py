"""What the computer itself must have: Python's venv module, Qt's system libraries, tools of the tests.

On Debian and its relatives they are installed with apt when this person may do that without a
password; otherwise the refusal holds the one line to type. Elsewhere the refusal names what is
missing. Imports only the standard library and `installer.say`.
"""

import ctypes
import importlib.util
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterable, Mapping

from installer.say import Refusal, Steps, line

# Shared library -> Debian package. Without these Qt cannot even be imported.
QT_LIBRARIES: Mapping[str, str] = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libfontconfig.so.1": "libfontconfig1",
    "libdbus-1.so.3": "libdbus-1-3",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libxkbcommon.so.0": "libxkbcommon0",
}
# Shared library -> Debian package. Without these there is no window on an X11 screen.
WINDOW_LIBRARIES: Mapping[str, str] = {
    "libX11-xcb.so.1": "libx11-xcb1",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-shm.so.0": "libxcb-shm0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
}
# Program -> Debian package, for the tests only.
TEST_TOOLS: Mapping[str, str] = {
    "Xvfb": "xvfb",  # a screen for the few tests that open a real window
    "pdftotext": "poppler-utils",  # a second reader of the PDF files we write
}

# Program -> Debian package, to build what people install.
BUILD_TOOLS: Mapping[str, str] = {
    "makensis": "nsis",  # the set-up for Windows
    "x86_64-w64-mingw32-gcc": "gcc-mingw-w64-x86-64",  # its launchers
    "dpkg-deb": "dpkg",
    "strip": "binutils",  # smaller libraries in the Debian package
    "git": "git",  # what belongs to the program, and when it was committed
}
# Program -> Debian package, to try what was built.
FULL_TOOLS: Mapping[str, str] = {
    "wine": "wine",  # finds wine64
    "/usr/lib/wine/wine64": "wine64",
    "Xvfb": "xvfb",
    "lintian": "lintian",
    "debootstrap": "debootstrap",
    "appstreamcli": "appstream",
    "desktop-file-validate": "desktop-file-utils",
}

_OFFLINE = re.compile(
    r"Temporary failure resolving|Could not resolve|Could not connect|Network is unreachable"
)


def has_display() -> bool:
    """Whether a window can be opened here (the rule of the program's own command line)."""
    if os.environ.get("QT_QPA_PLATFORM") == "offscreen":
        return False
    if not sys.platform.startswith("linux"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def ensure(*, venv: bool = False, window: bool = False, tests: bool = False) -> None:
    """Make sure this computer has what the environment, a window or the tests need.

    Everything that is missing is asked for at once. Raises Refusal when it cannot be had.
    """
    missing: dict[str, list[str]] = {}
    if venv and not _has_venv():
        # Debian keeps half of the module in a package of its own.
        missing["modul venv"] = [f"python{sys.version_info.major}.{sys.version_info.minor}-venv"]
    libraries = {**QT_LIBRARIES, **WINDOW_LIBRARIES} if window or tests else {}
    if sys.platform.startswith("linux"):
        missing["pustaka tampilan"] = [libraries[name] for name in missing_libraries(libraries)]
        if tests:
            missing["alat uji"] = [TEST_TOOLS[name] for name in TEST_TOOLS if shutil.which(name) is None]
    packages = [package for group in missing.values() for package in group]
    if not packages:
        return
    _install(", ".join(what for what, group in missing.items() if group), packages)
    importlib.invalidate_caches()
    if venv and not _has_venv():
        raise Refusal(
            f"Modul venv tetap tidak ditemukan oleh {sys.executable}; jalankan perintah ini dengan Python "
            "bawaan sistem, misalnya: /usr/bin/python3 -m installer demo"
        )
    still = missing_libraries(libraries)
    if still:
        raise Refusal(
            f"Pustaka tampilan {', '.join(still)} tetap tidak dapat dibuka setelah dipasang; "
            "mulai ulang komputer lalu ulangi perintah ini."
        )


def ensure_tools(tools: Mapping[str, str]) -> None:
    """Make sure these programs are here. Raises Refusal when they cannot be had."""
    missing = [package for program, package in tools.items() if shutil.which(program) is None]
    if missing:
        _install("alat pembuat pemasang", missing)


def missing_libraries(names: Iterable[str]) -> list[str]:
    """Return those shared libraries that this computer cannot load."""
    if not sys.platform.startswith("linux"):
        return []
    missing: list[str] = []
    for name in names:
        try:
            ctypes.CDLL(name)
        except OSError:
            missing.append(name)
    return missing


def _has_venv() -> bool:
    return all(importlib.util.find_spec(name) is not None for name in ("venv", "ensurepip"))


def _install(what: str, packages: Iterable[str]) -> None:
    """Install Debian packages, or refuse with the line to type."""
    names = sorted(set(packages))
    if shutil.which("apt-get") is None:
        raise Refusal(
            f"Komputer ini belum memiliki {what}; pasang padanan paket berikut dengan pengelola paket "
            f"sistem ini lalu ulangi: {' '.join(names)}"
        )
    prefix = _administrator_prefix()
    if prefix is None:
        raise Refusal(
            f"Komputer ini belum memiliki {what} dan pengguna ini tidak berhak memasangnya; "
            f"mintalah administrator mengetik: sudo apt-get install -y {' '.join(names)}"
        )
    line(f"Memasang {what} dengan apt-get: {' '.join(names)}")
    steps = Steps()
    apt = [*prefix, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-q"]
    install = [*apt, "install", "-y", "--no-install-recommends", *names]
    done = _quiet(install)
    if done.returncode != 0 and not _OFFLINE.search(done.stdout):  # a fresh computer has no lists yet
        _quiet([*apt, "update"])
        done = _quiet(install)
    if done.returncode != 0:
        errors = [text for text in done.stdout.splitlines() if text.startswith("E:")]
        reason = errors[0] if errors else "tanpa keterangan"
        if _OFFLINE.search(done.stdout):
            reason = "jaringan tidak terjangkau (no network)"
        raise Refusal(
            f"apt-get tidak berhasil memasang {what}: {reason}; "
            f"perbaiki lalu ketik: sudo apt-get update && sudo apt-get install -y {' '.join(names)}"
        )
    line(f"Selesai memasang {what} ({steps.seconds()} dtk)")


def _administrator_prefix() -> list[str] | None:
    """Return what to put before apt-get, or None when this person may not use it."""
    if os.geteuid() == 0:
        return []
    if shutil.which("sudo") is not None and _quiet(["sudo", "-n", "true"]).returncode == 0:
        return ["sudo", "-n"]
    return None


def _quiet(command: list[str]) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        command,
        check=False,
        text=True,
        errors="replace",
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )
