"""Makes the Debian package: the program and its locked libraries for the Python of this Debian.

Byte code is made on the computer that installs it, by Debian's own means, so that it fits its Python; nothing
is written into the program's folder later. Imports only the standard library and `installer`.
"""

import gzip
import hashlib
import os
import shutil
from datetime import UTC, datetime
from pathlib import Path

from installer import system
from installer.building import bill, notices
from installer.building.fetching import Target, wheels
from installer.building.libraries import unpack
from installer.building.program import put_program
from installer.building.project import Project, call
from installer.building.sealing import date, publish, seal
from installer.building.trimming import LINUX
from installer.say import line

SOURCES = Path(__file__).resolve().parent.parent / "debian"
# Qt's wheel is made for this C library; Debian 12 and Ubuntu 22.04 have it.
LIBC = (2, 34)
_PLAIN = ("fonts-dejavu-core | fonts-liberation | fonts-liberation2", "libgcc-s1", "libstdc++6", "zlib1g")


def build(project: Project) -> list[Path]:
    """Build the package into `dist`; return it with what goes beside it."""
    python = _python()
    work = project.work("debian")
    shutil.rmtree(work, ignore_errors=True)
    root = work / "akar"
    inside = root / "usr/lib/berkas"
    inside.mkdir(parents=True)
    project.dist.mkdir(parents=True, exist_ok=True)

    line(f"Menyusun paket Debian untuk Python {python}")
    found = wheels(project, project.requirements / "run.txt", Target(_platforms(), python))
    libraries = unpack(found, inside, LINUX)
    put_program(project, inside)
    parts = notices.own_parts(project)
    texts = root / "usr/share/doc/berkas"
    texts.mkdir(parents=True)
    (inside / notices.PAGE).write_text(notices.page(project, libraries, parts), "utf-8")
    (texts / "copyright").write_text(_copyright(project), "utf-8")
    _strip(project, inside)
    contents = bill.of_program(project, libraries, None)
    (inside / bill.INSIDE).write_text(contents, "utf-8")
    _put_desktop(project, root)
    seal(inside, project)
    package = _pack(project, work, root, python)

    beside = package.with_name(f"{package.name}.cdx.json")
    beside.write_text(contents, "utf-8")
    made = [package, beside]
    publish(made)
    return made


def _python() -> str:
    said = call(["/usr/bin/python3", "--version"], told=dict(os.environ), what="Python bawaan Debian")
    return ".".join(said.split()[1].split(".")[:2])


def _platforms() -> tuple[str, ...]:
    lower = [f"manylinux_2_{minor}_x86_64" for minor in range(LIBC[1], 16, -1)]
    return (*lower, "manylinux2014_x86_64", "manylinux2010_x86_64", "manylinux1_x86_64", "linux_x86_64")


def depends(python: str) -> str:
    """What the package needs: this Python, Qt's libraries, a font, Debian's own byte code tools."""
    major, minor = (int(part) for part in python.split("."))
    exact = (f"python3 (>= {python}~)", f"python3 (<< {major}.{minor + 1}~)")
    libraries = {*system.QT_LIBRARIES.values(), *system.WINDOW_LIBRARIES.values()}
    return ", ".join([*exact, f"libc6 (>= {LIBC[0]}.{LIBC[1]})", *sorted({*libraries, *_PLAIN})])


def filled(name: str, project: Project, **more: str) -> str:
    """One of the package's texts with version and day in it."""
    moment = datetime.fromtimestamp(project.epoch, UTC)
    words = {"VERSION": project.version, "DATE": moment.strftime("%Y-%m-%d"), **more}
    text = (SOURCES / name).read_text("utf-8")
    for word, value in words.items():
        text = text.replace(f"@{word}@", value)
    return text


def _put_desktop(project: Project, root: Path) -> None:
    moment = datetime.fromtimestamp(project.epoch, UTC).strftime("%a, %d %b %Y %H:%M:%S +0000")
    news = (
        f"berkas ({project.version}) stable; urgency=medium\n\n  * Version {project.version}.\n\n"
        f" -- Berkas <berkas@kantor.example>  {moment}\n"
    )
    texts = {
        "usr/bin/berkas": filled("berkas", project),
        "usr/share/applications/berkas.desktop": filled("berkas.desktop", project),
        "usr/share/mime/packages/berkas.xml": filled("berkas-mime.xml", project),
        "usr/share/metainfo/id.berkas.Berkas.metainfo.xml": filled("id.berkas.Berkas.metainfo.xml", project),
        "usr/share/lintian/overrides/berkas": filled("lintian-overrides", project),
    }
    for name, text in texts.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, "utf-8")
    icon = root / "usr/share/icons/hicolor/scalable/apps/berkas.svg"
    icon.parent.mkdir(parents=True)
    shutil.copyfile(project.root / "resources/icons/berkas.svg", icon)
    pressed = {
        "usr/share/man/man1/berkas.1.gz": filled("berkas.1", project),
        "usr/share/doc/berkas/changelog.gz": news,
    }
    for name, text in pressed.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_bytes(gzip.compress(text.encode(), 9, mtime=0))


def _copyright(project: Project) -> str:
    licence = (project.root / "LICENSE").read_text("utf-8")
    return (
        f"Berkas\n\n{licence}\n"
        "Qt and Qt for Python are used under the LGPL version 3, see /usr/share/common-licenses/LGPL-3.\n"
        f"The licences of all libraries inside are in /usr/lib/berkas/{notices.PAGE}.\n"
    )


def _strip(project: Project, inside: Path) -> None:
    """Take away what only a debugger reads: some wheels carry more of that than of code."""
    for path in sorted(inside.rglob("*.so*")):
        call(["strip", "--strip-debug", path], told=project.variables(), what=f"strip {path.name}")


def _pack(project: Project, work: Path, root: Path, python: str) -> Path:
    size = sum(path.stat().st_size for path in root.rglob("*") if path.is_file()) // 1024
    control = root / "DEBIAN"
    control.mkdir()
    (control / "control").write_text(
        filled("control", project, SIZE=str(size), DEPENDS=depends(python)), "utf-8"
    )
    for name in ("postinst", "prerm"):
        (control / name).write_text(filled(name, project), "utf-8")
    (control / "md5sums").write_text(_md5sums(root), "utf-8")
    for path in root.rglob("*"):
        runs = path.parent == root / "usr/bin" or path.name in {"postinst", "prerm"}
        path.chmod(0o755 if path.is_dir() or runs else 0o644)
    date(root, project)
    package = project.dist / f"berkas_{project.version}_amd64.deb"
    line("Membungkus paket Debian")
    call(
        ["dpkg-deb", "--root-owner-group", "-Zxz", "-z9", "--build", root, package],
        told=project.variables(),
        where=work,
        what="dpkg-deb",
    )
    return package


def _md5sums(root: Path) -> str:
    rows: list[str] = []
    for path in sorted((root / "usr").rglob("*")):
        if path.is_file():
            total = hashlib.md5(path.read_bytes(), usedforsecurity=False).hexdigest()
            rows.append(f"{total}  {path.relative_to(root).as_posix()}\n")
    return "".join(rows)
