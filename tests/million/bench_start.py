"""How long the installed program takes to its first usable window, against an empty PySide6 window of the
same Python, and against other Python programs with windows that people know.

python -m tests.million.bench_start [--program WORDS] [--peers FOLDER] [--runs N] [--cold] [--budget]

Each is started alternately as a whole process on a real screen of its own (Xvfb, no window manager); usable
is the moment its first window of 500 × 300 points or more is on the screen, as the screen itself tells.
`--program` is how Berkas is started, by default this checkout; `/usr/bin/berkas` is the installed package
(then `--python` and `--site` name its Python and where its PySide6 lies). `--peers` makes an environment for
each of `vorta`, `novelWriter` and `aqt` in that folder (once) and starts them with settings of their own.
`--cold` empties the computer's file cache before each start (root only). `--budget` prints what importing
costs instead, by package (`-X importtime`). Reports only; needs xvfb and xdotool.
"""

import argparse
import os
import re
import shlex
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
EMPTY = """
from PySide6.QtWidgets import QApplication, QMainWindow
app = QApplication([])
window = QMainWindow()
window.resize(1180, 700)
window.show()
app.exec()
"""
PEERS = {
    "vorta": ("vorta", ("bin/vorta", "--foreground")),
    "novelWriter": ("novelWriter", ("bin/novelwriter",)),
    "aqt": ("aqt", ("bin/anki", "-p", "User 1")),
}
# Anki asks for a language before its first window; this answers.
_PREPARE_AQT = """
import sys
from pathlib import Path
from aqt.profiles import ProfileManager
profiles = ProfileManager(Path(sys.argv[1]))
profiles.setupMeta()
profiles.meta.update(firstRun=False, defaultLang="en_US")
profiles.create("User 1")
profiles.openProfile("User 1")
profiles.save()
"""
_LEAST, _SCREEN = (500, 300), (1366, 768)
_SECONDS = 90
_IMPORT_LINE = re.compile(r"import time:\s+(\d+) \|\s+\d+ \| +([\w.]+)")


@dataclass(frozen=True, slots=True)
class Starter:
    """One program: how it is called, and what its environment says beside the usual."""

    name: str
    words: tuple[str, ...]
    more: Mapping[str, str]


@contextmanager
def screen() -> Iterator[str]:
    """A screen of our own."""
    seen, sent = os.pipe()
    words = ["Xvfb", "-displayfd", str(sent), "-screen", "0", "1366x768x24", "-nolisten", "tcp", "-noreset"]
    shown = subprocess.Popen(words, pass_fds=[sent], stderr=subprocess.DEVNULL)
    os.close(sent)
    try:
        with os.fdopen(seen) as told:
            yield f":{told.readline().strip()}"
    finally:
        shown.terminate()
        shown.wait()


def start_ms(starter: Starter, display: str) -> float:
    """Milliseconds from the call to the first window large enough; the program is ended then."""
    told = {**os.environ, **starter.more, "DISPLAY": display, "QT_QPA_PLATFORM": "xcb"}
    begun = time.perf_counter()
    process = subprocess.Popen(
        starter.words,
        env=told,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        while not _has_window(display):
            if process.poll() is not None or time.perf_counter() - begun > _SECONDS:
                raise SystemExit(f"{starter.name} showed no window (status {process.poll()})")
            time.sleep(0.005)
        return (time.perf_counter() - begun) * 1000
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGTERM)
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def _has_window(display: str) -> bool:
    told = _xdotool(display, "search", "--onlyvisible", "--name", "", "getwindowgeometry", "%@")
    sizes = [(int(wide), int(high)) for wide, high in re.findall(r"Geometry: (\d+)x(\d+)", told)]
    return any(wide >= _LEAST[0] and high >= _LEAST[1] for wide, high in sizes if (wide, high) != _SCREEN)


def _xdotool(display: str, *words: str) -> str:
    told = {**os.environ, "DISPLAY": display}
    return subprocess.run(["xdotool", *words], env=told, check=False, capture_output=True, text=True).stdout


def peers(folder: Path) -> list[Starter]:
    """The other programs, each in an environment and with settings of its own."""
    found: list[Starter] = []
    for name, (package, words) in PEERS.items():
        home = folder / name
        if not (home / words[0]).exists():
            subprocess.run([sys.executable, "-m", "venv", str(home)], check=True)
            pip = [
                str(home / "bin/python"),
                "-m",
                "pip",
                "install",
                "-q",
                "--disable-pip-version-check",
                package,
            ]
            subprocess.run(pip, check=True)
        own = home / "rumah"
        own.mkdir(exist_ok=True)
        more = {"HOME": str(own), "XDG_CONFIG_HOME": str(own / "c"), "XDG_DATA_HOME": str(own / "d")}
        more |= {"QTWEBENGINE_DISABLE_SANDBOX": "1", "ANKI_BASE": str(own / "anki")}
        if name == "aqt" and not (own / "anki").exists():
            (own / "anki").mkdir()
            prepare = [str(home / "bin/python"), "-c", _PREPARE_AQT, str(own / "anki")]
            told = {**os.environ, **more, "QT_QPA_PLATFORM": "offscreen"}
            subprocess.run(prepare, check=True, env=told, stdout=subprocess.DEVNULL)
        found.append(Starter(name, (str(home / words[0]), *words[1:]), more))
    return found


def forget_files() -> None:
    """Empty the computer's file cache."""
    os.sync()
    Path("/proc/sys/vm/drop_caches").write_text("3", "ascii")


def measure(starters: Sequence[Starter], runs: int, *, cold: bool) -> dict[str, float]:
    """Median milliseconds of each, started in turn; the first turn is not counted."""
    times: dict[str, list[float]] = {each.name: [] for each in starters}
    for turn in range(runs + 1):
        for each in starters:
            with screen() as display:
                if cold and turn:
                    forget_files()
                took = start_ms(each, display)
            if turn:
                times[each.name].append(took)
    return {name: statistics.median(all_of_it) for name, all_of_it in times.items()}


def budget() -> list[tuple[str, float]]:
    """Milliseconds of importing the program with its window, by package, largest first."""
    words = [
        sys.executable,
        "-X",
        "importtime",
        "-c",
        "import berkas.shell.startup, berkas.shell.startup.opened",
    ]
    done = subprocess.run(words, check=True, capture_output=True, text=True, env={**os.environ})
    spent: dict[str, float] = {}
    for micro, module in _IMPORT_LINE.findall(done.stderr):
        parts = module.split(".")
        package = ".".join(parts[:2]) if parts[0] in {"berkas", "berkas_db"} else parts[0]
        spent[package] = spent.get(package, 0) + int(micro) / 1000
    return sorted(spent.items(), key=lambda pair: -pair[1])


def _say(text: str) -> None:
    sys.stdout.write(f"{text}\n")


def main() -> None:
    words = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    words.add_argument("--program", default=f"{sys.executable} -m berkas")
    words.add_argument("--python", default=sys.executable, help="the Python of the empty window")
    words.add_argument("--site", default="", help="where PySide6 of the installed program lies")
    words.add_argument("--peers", type=Path)
    words.add_argument("--runs", type=int, default=3)
    words.add_argument("--cold", action="store_true")
    words.add_argument("--budget", action="store_true")
    asked = words.parse_args()
    if asked.budget:
        rows = budget()
        whole = sum(spent for _, spent in rows)
        for package, spent in [*rows[:15], ("all", whole)]:
            _say(f"{package:<28}{spent:8.0f} ms")
        return
    if shutil.which("xdotool") is None or shutil.which("Xvfb") is None:
        raise SystemExit("needs xvfb and xdotool")
    with tempfile.TemporaryDirectory() as aside:
        office = Path(aside) / "contoh.berkas"
        own = {"BERKAS_HOME": str(Path(aside) / "setelan")}
        call = shlex.split(asked.program)
        subprocess.run(
            [*call, "new", str(office), "--name", "Kantor Contoh"], check=True, env={**os.environ, **own}
        )
        bare = Starter(
            "empty window", (asked.python, "-c", EMPTY), {"PYTHONPATH": asked.site} if asked.site else {}
        )
        ours = Starter("Berkas", (*call, str(office)), own)
        starters = [bare, ours, *(peers(asked.peers) if asked.peers else ())]
        measured = measure(starters, asked.runs, cold=asked.cold)
    _say("cold file cache" if asked.cold else "warm file cache")
    for name, took in measured.items():
        _say(f"{name:<14}{took:8.0f} ms  {took / measured[bare.name]:6.1f} × empty window")


if __name__ == "__main__":
    main()
