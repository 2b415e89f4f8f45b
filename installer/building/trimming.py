"""What of a library is needed in a program with windows, and what is only weight. Data, and one function.

A name that no longer exists is a mistake of the list and refused, so that the lists stay true when a library
changes. Imports only the standard library and `installer`.
"""

import fnmatch
import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from installer.say import Refusal

QT_PARTS = ("Core", "Gui", "Network", "PrintSupport", "Svg", "Widgets")
"""The parts of Qt the program imports; a test compares."""


@dataclass(frozen=True)
class Trim:
    """What goes from one package: patterns of paths below `site`, each of which must match something."""

    package: str
    needless: Sequence[str]
    kept: Sequence[str] = ()


_DATA = ("*.pyi", "*/py.typed", "*.pxd", "*.pyx", "*.h", "*.hpp", "*.c", "*.lib", "*.dist-info/RECORD")

WINDOWS = (
    Trim(
        "PySide6",
        ("PySide6/*",),
        (
            "PySide6/__init__.py",
            "PySide6/_config.py",
            "PySide6/_git_pyside_version.py",
            "PySide6/pyside6.abi3.dll",
            "PySide6/plugins/platforms/qwindows.dll",
            "PySide6/plugins/platforms/qoffscreen.dll",
            "PySide6/plugins/styles/qmodernwindowsstyle.dll",
            "PySide6/plugins/imageformats/qico.dll",
            "PySide6/plugins/imageformats/qjpeg.dll",
            "PySide6/plugins/imageformats/qsvg.dll",
            "PySide6/plugins/iconengines/qsvgicon.dll",
            *(f"PySide6/Qt{part}.pyd" for part in QT_PARTS),
            *(f"PySide6/Qt6{part}.dll" for part in QT_PARTS),
        ),
    ),
    Trim("shiboken6", ("shiboken6/*140*.dll",)),
)

LINUX = (
    Trim("Pillow", ("pillow.libs/libavif*",)),
    Trim(
        "PySide6",
        ("PySide6/*",),
        (
            "PySide6/__init__.py",
            "PySide6/_config.py",
            "PySide6/_git_pyside_version.py",
            "PySide6/libpyside6.abi3.so.*",
            "PySide6/Qt/lib/libQt6DBus.so.6",
            "PySide6/Qt/lib/libQt6OpenGL.so.6",
            "PySide6/Qt/lib/libQt6XcbQpa.so.6",
            "PySide6/Qt/lib/libQt6WaylandClient.so.6",
            "PySide6/Qt/lib/libicu*.so.*",
            "PySide6/Qt/plugins/platforms/libqxcb.so",
            "PySide6/Qt/plugins/platforms/libqoffscreen.so",
            "PySide6/Qt/plugins/platforms/libqwayland*.so",
            "PySide6/Qt/plugins/wayland-shell-integration/libxdg-shell.so",
            "PySide6/Qt/plugins/wayland-decoration-client/*",
            "PySide6/Qt/plugins/imageformats/libqico.so",
            "PySide6/Qt/plugins/imageformats/libqjpeg.so",
            "PySide6/Qt/plugins/imageformats/libqsvg.so",
            "PySide6/Qt/plugins/iconengines/libqsvgicon.so",
            "PySide6/Qt/plugins/platforminputcontexts/*",
            "PySide6/Qt/plugins/platformthemes/libqxdgdesktopportal.so",
            "PySide6/Qt/plugins/printsupport/*",
            *(f"PySide6/Qt{part}.abi3.so" for part in QT_PARTS),
            *(f"PySide6/Qt/lib/libQt6{part}.so.6" for part in QT_PARTS),
        ),
    ),
)

_OTHER_DATABASES = ("mssql", "mysql", "oracle", "postgresql")

EVERYWHERE = (
    Trim("lxml", ("lxml/html/*", "lxml/includes/*", "lxml/isoschematron/*", "lxml/objectify*")),
    Trim("PIL", ("PIL/_avif*", "PIL/_imagingtk*")),
    Trim(
        "reportlab", ("reportlab/fonts/DarkGarden*", "reportlab/fonts/*.pfb", "reportlab/graphics/samples/*")
    ),
    Trim(
        "SQLAlchemy",
        ("sqlalchemy/testing/*", *(f"sqlalchemy/dialects/{name}/*" for name in _OTHER_DATABASES)),
    ),
    Trim("zstandard", ("zstandard/_cffi*",)),
)


def trim(site: Path, trims: Sequence[Trim]) -> None:
    """Remove what is not needed from a folder of unpacked wheels."""
    files = [path for path in sorted(site.rglob("*")) if path.is_file() or path.is_symlink()]
    names = [path.relative_to(site).as_posix() for path in files]
    for each in trims:
        for pattern in (*each.needless, *each.kept):
            if not fnmatch.filter(names, pattern):
                raise Refusal(
                    f"{each.package} tidak lagi memuat '{pattern}'; sesuaikan installer/building/trimming.py."
                )
    for name in names:
        if any(_goes(name, each) for each in trims) or any(fnmatch.fnmatch(name, data) for data in _DATA):
            (site / name).unlink()
    for folder in sorted((path for path in site.rglob("*") if path.is_dir()), reverse=True):
        if not any(folder.iterdir()):
            shutil.rmtree(folder)


def _goes(name: str, each: Trim) -> bool:
    return any(fnmatch.fnmatch(name, pattern) for pattern in each.needless) and not any(
        fnmatch.fnmatch(name, pattern) for pattern in each.kept
    )
