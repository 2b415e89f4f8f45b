"""The two programs people start, `python3.dll` for the stable interface, and whether any DLL is missing.

Uses Debian's mingw-w64. Imports only the standard library and `installer`.
"""

import re
from collections.abc import Iterable
from pathlib import Path

from installer.building.nsis import version_numbers
from installer.building.project import Project, call
from installer.say import Refusal

SOURCES = Path(__file__).resolve().parent.parent / "windows"
_TOOL = "x86_64-w64-mingw32-"
# With names of our own for temporary files and no moment inside, two builds are the same bytes.
_LINK = ("-static-libgcc", "-Wl,--no-insert-timestamp,--dynamicbase,--nxcompat,--high-entropy-va", "-s")

KINDS = (("berkasw", "Berkas", ("-mwindows",)), ("berkas", "Berkas di terminal", ("-mconsole", "-DCONSOLE")))
"""Name, description and flags: the one with a window and its twin for the terminal."""

SYSTEM = frozenset(
    """
    advapi32 authz bcrypt bcryptprimitives combase comctl32 comdlg32 crypt32 d2d1 d3d11 d3d12 d3d9 dcomp
    dnsapi dwmapi dwrite dxgi gdi32 icu icuin icuuc imm32 iphlpapi kernel32 mpr msimg32 msvcrt ncrypt
    netapi32 ntdll ole32 oleaut32 powrprof propsys rpcrt4 secur32 setupapi shcore shell32 shlwapi
    synchronization uiautomationcore user32 userenv usp10 uxtheme version winhttp winmm winspool.drv
    ws2_32 wtsapi32
    """.split()  # noqa: SIM905  fifty quoted words are harder to read
)
"""Libraries every Windows 10 since 1703 has."""


def make_launchers(project: Project, work: Path, bundle: Path, short: str) -> None:
    """Compile both launchers into the bundle."""
    told = project.variables()
    manifest = (SOURCES / "program.manifest").read_text("utf-8")
    quad = version_numbers(project.version)
    (work / "program.manifest").write_text(manifest.replace("@QUAD@", quad), "utf-8")
    for name, description, flags in KINDS:
        (work / f"{name}.rc").write_text(resource_script(name, description, project.version), "utf-8")
        resources = work / f"{name}.res"
        command = [f"{_TOOL}windres", "-c", "65001", f"{name}.rc", "-O", "coff", "-o", resources]
        call(command, told=told, where=work, what="windres")
        source = SOURCES / "launcher.c"
        words = ["-O2", "-Wall", "-Wextra", "-Werror", "-municode", f'-DPYTHON_NUMBER=L"{short}"', *flags]
        program = ["-o", bundle / f"{name}.exe", *_LINK, "-lshell32"]
        call([f"{_TOOL}gcc", *words, source, resources, *program], told=told, where=work, what="gcc")


def resource_script(name: str, description: str, version: str) -> str:
    """The resources of one launcher: icon, manifest, version."""
    text = (SOURCES / "program.rc").read_text("utf-8")
    words = {
        "COMMAS": version_numbers(version).replace(".", ","),
        "DESCRIPTION": description,
        "NAME": name,
        "VERSION": version,
    }
    for word, value in words.items():
        text = text.replace(f"@{word}@", value)
    return text


def make_stable_interface(project: Project, work: Path, bundle: Path, short: str) -> None:
    """Make `python3.dll`, through which libraries built for every Python reach ours: names that point on."""
    shown = call(
        [f"{_TOOL}objdump", "-p", bundle / f"python{short}.dll"], told=project.variables(), what="objdump"
    )
    names = exported_names(shown)
    if len(names) < 1000:
        raise Refusal(f"python{short}.dll tidak menyebut namanya; pemasang tidak dibuat.")
    rows = "".join(f"  {name} = python{short}.{name}\n" for name in names)
    (work / "python3.def").write_text(f"LIBRARY python3.dll\nEXPORTS\n{rows}", "utf-8")
    (work / "python3.c").write_text(
        "int __stdcall DllMain(void *a, unsigned b, void *c) { return 1; }\n", "utf-8"
    )
    words = ["-shared", "-nostdlib", "-Wl,-e,DllMain", "python3.c", "python3.def", *_LINK]
    command = [f"{_TOOL}gcc", *words, "-o", bundle / "python3.dll"]
    call(command, told=project.variables(), where=work, what="gcc")


def exported_names(shown: str) -> list[str]:
    """Names of the C interface of Python in what objdump shows of its DLL."""
    table = shown.partition("[Ordinal/Name Pointer]")[2]
    return sorted(set(re.findall(r"\s(_?Py\w+)$", table, re.MULTILINE)))


def refuse_missing_libraries(project: Project, bundle: Path) -> None:
    """Raise Refusal when a library in the bundle wants one that neither the bundle nor Windows has."""
    binaries = [path for path in sorted(bundle.rglob("*")) if path.suffix in {".dll", ".pyd", ".exe"}]
    here = {path.name.casefold() for path in binaries}
    for path in binaries:
        shown = call([f"{_TOOL}objdump", "-p", path], told=project.variables(), what="objdump")
        missing = sorted(set(imported(shown)) - here)
        if missing:
            raise Refusal(
                f"{path.relative_to(bundle)} memerlukan {', '.join(missing)}, yang tidak ikut dipasang."
            )


def imported(shown: str) -> Iterable[str]:
    """Libraries a binary wants beyond those of Windows itself, in small letters."""
    for name in re.findall(r"^\s*DLL Name: (\S+)$", shown, re.MULTILINE):
        small = name.casefold()
        if small.removesuffix(".dll") not in SYSTEM and not small.startswith(("api-ms-win-", "ext-ms-win-")):
            yield small
