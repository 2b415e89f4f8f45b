"""Makes the folder that runs on Windows, and of it the set-up and the portable zip.

Imports only the standard library and `installer`.
"""

import shutil
import sys
import zipfile
from pathlib import Path

from installer.building import bill, notices
from installer.building.fetching import wheels
from installer.building.launchers import make_launchers, make_stable_interface, refuse_missing_libraries
from installer.building.libraries import Library, unpack
from installer.building.nsis import make_setup
from installer.building.program import put_program
from installer.building.project import Project, call
from installer.building.runtime import Runtime
from installer.building.sealing import date, publish, seal, zipped
from installer.building.trimming import WINDOWS
from installer.say import line

# Microsoft's runtime, from where Qt for Python carries it; the application's own folder serves every library.
_MICROSOFT = ("msvcp140.dll", "msvcp140_1.dll", "msvcp140_2.dll", "vcruntime140.dll", "vcruntime140_1.dll")
_MICROSOFT_NOTE = (
    "Pustaka jalan Microsoft Visual C++ disertakan tanpa diubah menurut ketentuan Distributable Code untuk "
    "Microsoft Visual Studio. Hak cipta Microsoft Corporation."
)
PORTABLE_MARK = "portabel.txt"
_PORTABLE_TEXT = (
    "Selama berkas ini ada di sini, Berkas menyimpan setelan dan catatannya di folder 'data'\r\n"
    "di sebelahnya, bukan di komputer tempat ia dijalankan. Mulailah dengan berkasw.exe.\r\n"
)


def build(project: Project) -> list[Path]:
    """Build set-up and portable zip into `dist`; return them with what goes beside them."""
    work = project.work("windows")
    shutil.rmtree(work, ignore_errors=True)
    bundle = work / "Berkas"
    bundle.mkdir(parents=True)
    project.dist.mkdir(parents=True, exist_ok=True)
    runtime = Runtime(project)
    line(f"Menyusun CPython {runtime.cpython} dan pustaka untuk Windows")
    libraries = fill(project, runtime, work, bundle)
    parts = [
        notices.Part("CPython", runtime.cpython, "PSF-2.0", runtime.licence.read_text("utf-8")),
        notices.Part(
            "Microsoft Visual C++ Runtime", "14", "LicenseRef-Microsoft-Distributable", _MICROSOFT_NOTE
        ),
        *notices.own_parts(project),
    ]
    (bundle / notices.PAGE).write_text(notices.page(project, libraries, parts), "utf-8", newline="\r\n")
    stem = f"Berkas-{project.version}"
    contents = bill.of_program(project, libraries, runtime)
    (bundle / bill.INSIDE).write_text(contents, "utf-8", newline="\n")
    names = seal(bundle, project)

    icon = work / "berkas.ico"
    setup = project.dist / f"{stem}-setup.exe"
    line("Membungkus pemasang")
    make_setup(project, bundle, names, short=runtime.short, icon=icon, out=setup)

    line("Membungkus folder portabel")
    (bundle / PORTABLE_MARK).write_text(_PORTABLE_TEXT, "utf-8", newline="")
    date(bundle, project)
    portable = project.dist / f"{stem}-portable.zip"
    zipped(bundle, stem, portable, project)
    (bundle / PORTABLE_MARK).unlink()

    made = [setup, portable]
    for artefact in list(made):
        beside = artefact.with_name(f"{artefact.name}.cdx.json")
        beside.write_text(contents, "utf-8", newline="\n")
        made.append(beside)
    publish(made)
    return made


def fill(project: Project, runtime: Runtime, work: Path, bundle: Path) -> list[Library]:
    """Put runtime, libraries, program and launchers into the bundle; return what libraries there are."""
    runtime.put_binaries(bundle)
    standard = work / "pustaka-baku"
    runtime.put_library(standard)
    runtime.compile(standard)
    zipped(standard, "", bundle / f"python{runtime.short}.zip", project, pressed=False)
    places = (f"python{runtime.short}.zip", "DLLs", "site", "program")
    (bundle / f"python{runtime.short}._pth").write_text(
        "".join(f"{each}\r\n" for each in places), "utf-8", newline=""
    )

    site = bundle / "site"
    found = wheels(project, project.requirements / "windows.txt", runtime.target)
    libraries = unpack(found, site, WINDOWS)
    _take_microsoft(found, bundle)
    runtime.compile(site)

    program = bundle / "program"
    put_program(project, program)
    start = Path(__file__).resolve().parent.parent / "windows" / "start.py"
    shutil.copyfile(start, program / "start.py")
    runtime.compile(program)

    svg = project.root / "resources" / "icons" / "berkas.svg"
    icon = work / "berkas.ico"
    call(
        [sys.executable, "-m", "installer.building.icons", svg, icon],
        told={**project.variables(), "QT_QPA_PLATFORM": "offscreen"},
        where=project.root,
        what="Menggambar ikon",
    )
    make_stable_interface(project, work, bundle, runtime.short)
    make_launchers(project, work, bundle, runtime.short)
    refuse_missing_libraries(project, bundle)
    return libraries


def _take_microsoft(found: list[Path], bundle: Path) -> None:
    wheel = next(path for path in found if path.name.startswith("shiboken6"))
    with zipfile.ZipFile(wheel) as archive:
        for name in _MICROSOFT:
            (bundle / name).write_bytes(archive.read(f"shiboken6/{name}"))
