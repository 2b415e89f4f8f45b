"""`test --full`: builds everything twice, compares, and tries each artefact as people will use it.

Imports only the standard library and `installer`.
"""

import os
import shutil
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from installer.building import debian, nsis, wheel, windows
from installer.building.fetching import sha256
from installer.building.project import Project
from installer.building.sealing import CONTENTS
from installer.say import Refusal, line
from installer.trying import checkout, package, setup, wheels
from installer.trying.wine import Wine, expect

OLDER = "0.0.1"
_PLACE = Path("build") / "coba"
_SMALL = 64 * 1024 * 1024


def main() -> int:
    """Everything in turn; 2 with one sentence at the first thing that does not hold."""
    project = Project()
    place = project.root / _PLACE
    place.mkdir(parents=True, exist_ok=True)
    parts: tuple[tuple[str, Callable[[], None]], ...] = (
        ("Membuat semuanya", lambda: _build(project)),
        ("Membuat sekali lagi dan membandingkan", lambda: _again(project)),
        ("Windows di wine64", lambda: _windows(project, place)),
        ("Paket Debian", lambda: _debian(project, place)),
        ("Wheel dengan uv", lambda: wheels.whole_life(place / "uv", _made(project, "*.whl"))),
        ("Salinan kerja di akar Debian bersih", lambda: checkout.whole_life(place / "salinan", project.root)),
    )
    started = time.monotonic()
    try:
        for number, (title, work) in enumerate(parts, 1):
            line(f"== {number}/{len(parts)} {title} ({time.monotonic() - started:.0f} dtk)")
            work()
    except Refusal as refusal:
        line(f"GAGAL. {refusal}")
        return 2
    line(f"== Semua lulus ({time.monotonic() - started:.0f} dtk)")
    return 0


def _build(project: Project) -> None:
    shutil.rmtree(project.dist, ignore_errors=True)
    for kind in (windows, debian, wheel):
        kind.build(project)
    for artefact in project.dist.iterdir():
        if artefact.suffix in {".exe", ".zip", ".deb"} and artefact.stat().st_size > 45_000_000:
            line(f"Catatan: {artefact.name} lebih besar dari 45 MB")


def _again(project: Project) -> None:
    before = {path.name: sha256(path) for path in project.dist.iterdir()}
    kept = project.dist.with_name("dist-pertama")
    shutil.rmtree(kept, ignore_errors=True)
    project.dist.rename(kept)
    _build(project)
    after = {path.name: sha256(path) for path in project.dist.iterdir()}
    different = sorted(name for name in before | after if before.get(name) != after.get(name))
    expect(not different, f"dua pembuatan memberi bita yang sama (berbeda: {', '.join(different)})")
    shutil.rmtree(kept)


def _made(project: Project, pattern: str) -> Path:
    return next(iter(sorted(project.dist.glob(pattern))))


@contextmanager
def _screen() -> Iterator[str]:
    """A screen of our own for the time of a trial."""
    seen, sent = os.pipe()
    words = ["Xvfb", "-displayfd", str(sent), "-screen", "0", "1366x768x24", "-nolisten", "tcp", "-noreset"]
    screen = subprocess.Popen(words, pass_fds=[sent], stderr=subprocess.DEVNULL)
    os.close(sent)
    try:
        with os.fdopen(seen) as told:
            yield f":{told.readline().strip()}"
    finally:
        screen.terminate()
        screen.wait()


@contextmanager
def _small_disk(folder: Path) -> Iterator[Path]:
    """A disk with too little room."""
    folder.mkdir(parents=True, exist_ok=True)
    subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={_SMALL}", "tmpfs", str(folder)], check=True)
    try:
        yield folder
    finally:
        subprocess.run(["umount", str(folder)], check=True)


def _windows(project: Project, place: Path) -> None:
    new = _made(project, "*-setup.exe")
    older = place / f"Berkas-{OLDER}-setup.exe"
    bundle = project.work("windows") / "Berkas"
    names = [row.split(" ", 2)[2] for row in (bundle / CONTENTS).read_text("utf-8").splitlines()]
    icon = bundle.parent / "berkas.ico"
    nsis.make_setup(
        project, bundle, [*names, CONTENTS], short="313", icon=icon, out=older, version=OLDER, quick=True
    )
    with _screen() as display, _small_disk(place / "disk-kecil") as small:
        wine = Wine(place / "wine", display)
        wine.prepare()
        try:
            setup.mishaps(wine, new, small)
            setup.whole_life(wine, new, older)
            setup.install(wine, new)
            setup.open_while_installing(wine, new)
            setup.uninstall(wine)
            with zipfile.ZipFile(_made(project, "*-portable.zip")) as packed:
                packed.extractall(wine.home / "stik")
            setup.portable(wine, next((wine.home / "stik").glob("Berkas-*")))
        finally:
            wine.end()
        second = Wine(place / "wine", display, user="pengguna lain é")
        try:
            setup.install(second, new)
            setup.uninstall(second)
        finally:
            second.end()


def _debian(project: Project, place: Path) -> None:
    made = _made(project, "*.deb")
    package.lint(made)
    with _screen() as display:
        package.whole_life(place / "akar", made, display)


if __name__ == "__main__":
    sys.exit(main())
