"""How long the window takes to stand, against an empty PySide6 window, each in fresh processes.

python -m tests.million.bench_window [--runs N] [--rows N]

The parent starts the children alternately; a child says when the page in front was painted, by the clock that
all processes of a computer share, so that starting Python is counted too. The office is small. The first
child of each kind is not counted: it compiles the modules. A last child tells which packages importing the
program costs. Offscreen unless QT_QPA_PLATFORM says otherwise; settings
are the first ones. Reports only.
"""

import argparse
import json
import os
import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from tests.million import measuring

ROOT = Path(__file__).parents[2]
HEAVY = (
    "reportlab",
    "openpyxl",
    "xlsxwriter",
    "python_calamine",
    "docx",
    "pikepdf",
    "pypdfium2",
    "PIL",
    "rapidfuzz",
)
_CHILD_SECONDS = 120
_IMPORT_LINE = re.compile(r"import time:\s+(\d+) \|\s+\d+ \| +([\w.]+)")


# in a child


def show_empty() -> None:
    """The least a PySide6 program can show."""
    from PySide6.QtWidgets import QApplication, QMainWindow, QWidget

    app = QApplication([])
    window = QMainWindow()
    page = QWidget()
    window.setCentralWidget(page)
    window.resize(1280, 720)
    window.show()
    _when_painted(lambda: page if window.isVisible() else None, window.close)
    app.exec()


def show_office(path: Path) -> None:
    """The program as `berkas FILE` starts it."""
    import berkas.__main__
    from berkas.shell.window import OfficeWindow

    def page():  # noqa: ANN202  a widget, whose class is imported here only
        from PySide6.QtWidgets import QApplication

        for window in QApplication.topLevelWidgets():
            if isinstance(window, OfficeWindow) and window.isVisible():
                return window.pages.currentWidget()
        return None

    from PySide6.QtWidgets import QApplication

    QApplication([])
    _when_painted(page, _close_all)
    berkas.__main__.main([str(path)])


def _close_all() -> None:
    from PySide6.QtWidgets import QApplication

    QApplication.closeAllWindows()


def _when_painted(page: Callable, then: Callable[[], object]) -> None:
    """Look once a millisecond for the page, have it painted, tell the time, and go."""
    from PySide6.QtCore import QEvent, QObject, QTimer

    class Look(QObject):
        def look(self) -> None:
            found = page()
            if found is not None:
                timer.stop()
                found.installEventFilter(self)
                found.update()

        def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
            if event.type() == QEvent.Type.Paint:
                watched.removeEventFilter(self)
                QTimer.singleShot(0, self.tell)
            return False

        def tell(self) -> None:
            heavy = [name for name in HEAVY if name in sys.modules]
            sys.stdout.write(json.dumps({"at": time.monotonic(), "heavy": heavy}) + "\n")
            sys.stdout.flush()
            then()

    look = Look()
    timer = QTimer(look)
    timer.timeout.connect(look.look)
    timer.start(1)
    _kept.append(look)


_kept: list[object] = []


# in the parent


def child(
    home: Path, *words: str, options: tuple[str, ...] = ()
) -> tuple[float, subprocess.CompletedProcess[str]]:
    """Start a fresh Python on this module; when it was started, and what it left."""
    paths = [str(ROOT / name) for name in ("desktop", "db", ".")]
    surroundings = {
        "QT_QPA_PLATFORM": "offscreen",
        **os.environ,
        "BERKAS_HOME": str(home),
        "PYTHONPATH": os.pathsep.join(paths),
        # Compiled modules as an installation has them, whatever is usual where this is measured.
        "PYTHONDONTWRITEBYTECODE": "",
        "PYTHONPYCACHEPREFIX": str(home / "pyc"),
    }
    begun = time.monotonic()
    done = subprocess.run(
        [sys.executable, *options, "-m", "tests.million.bench_window", *words],
        cwd=ROOT, env=surroundings, capture_output=True, text=True, timeout=_CHILD_SECONDS, check=True,
    )  # fmt: skip
    return begun, done


def until_painted(home: Path, *words: str) -> tuple[float, list[str]]:
    """Milliseconds from the start of a child to its painted page; heavy packages it had imported by then."""
    begun, done = child(home, *words)
    said = json.loads(done.stdout.splitlines()[-1])
    return (said["at"] - begun) * 1000, said["heavy"]


def import_costs(home: Path) -> tuple[float, list[tuple[str, float]]]:
    """Milliseconds of importing all that the first window needs, and of each package in it."""
    _, done = child(home, "--child", "impor", options=("-X", "importtime"))
    costs: dict[str, float] = {}
    for own, name in _IMPORT_LINE.findall(done.stderr):
        package = name.partition(".")[0]
        costs[package] = costs.get(package, 0.0) + int(own) / 1000
    return sum(costs.values()), sorted(costs.items(), key=lambda pair: -pair[1])


def import_everything() -> None:
    """What stands in memory when the first room is painted."""
    import berkas.shell.startup.opened
    import berkas.shell.startup.program  # noqa: F401
    from berkas.shell.registry import ROOMS

    ROOMS[0].module("page")


def report(runs: int, path: Path, home: Path) -> None:
    """Measure alternately and print."""
    empty, office = ("--child", "kosong"), ("--child", "kantor", str(path))
    until_painted(home, *empty)
    _, heavy = until_painted(home, *office)
    pairs = [(until_painted(home, *office)[0], until_painted(home, *empty)[0]) for _ in range(runs)]
    ours, bare = (statistics.median(side) for side in zip(*pairs, strict=True))
    found = measuring.Against("page painted after the start of the process", ours, bare)
    measuring.print_against("The window", [found])
    total, costs = import_costs(home)
    rows = [(name, f"{ms:.0f}") for name, ms in [("all imports", total), *costs[:10]]]
    measuring.print_table("Imports of the first window, measured apart", ("package", "own ms"), rows)
    words = ", ".join(heavy) or "none"
    measuring.print_table("Heavy packages in memory at the first page", ("packages",), [(words,)])


def main() -> None:
    parser = argparse.ArgumentParser(description="Time the window against an empty one.")
    parser.add_argument("--runs", type=int, default=7, help="measured starts of each (7)")
    parser.add_argument("--rows", type=int, default=200, help="complaints in the small office (200)")
    parser.add_argument("--child", nargs="+", help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.child:
        what, *more = asked.child
        children = {
            "kosong": show_empty,
            "kantor": lambda: show_office(Path(more[0])),
            "impor": import_everything,
        }
        children[what]()
        return
    from tests.million import offices

    with tempfile.TemporaryDirectory() as folder:
        path = offices.office(Path(folder), asked.rows)
        report(asked.runs, path, Path(folder, "rumah"))


if __name__ == "__main__":
    main()
