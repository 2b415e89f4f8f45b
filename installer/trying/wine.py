"""A Windows of its own under wine64: a fresh prefix, programs run in it, files looked at from outside.

Wine is not Windows: what passes here still has to be looked at on a real computer (CONTRIBUTING.md).
Imports only the standard library and `installer`.
"""

import os
import shutil
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from installer.say import Refusal

# Parts of Windows that this wine lacks: stand-ins, in the prefix only and never in what people get. The first
# answers nothing, the second hands on to the older name for the same thing.
_ICU = (
    "cbFromUWriteUChars close countAvailable fromUCountPending fromUnicode getAvailableName getFromUCallBack "
    "getMaxCharSize getName getStandardName getToUCallBack open reset setFromUCallBack setToUCallBack "
    "toUCountPending toUnicode"
)
_PRNG = """
unsigned char SystemFunction036(void *, unsigned long);
__declspec(dllexport) int ProcessPrng(unsigned char *data, unsigned long long size)
{
    return SystemFunction036(data, (unsigned long)size);
}
"""
_ENTRY = "int __stdcall DllMain(void *a, unsigned b, void *c) { return 1; }\n"
_TOOL = "x86_64-w64-mingw32-gcc"


@dataclass
class Wine:
    """One prefix in a folder, shown on one display; the person is called `user`."""

    folder: Path
    display: str
    user: str = "petugas"
    variables: dict[str, str] = field(init=False)

    def __post_init__(self) -> None:
        kept = {name: os.environ[name] for name in ("PATH", "LANG") if name in os.environ}
        self.variables = kept | {
            "HOME": str(self.folder),
            "USER": self.user,
            "LOGNAME": self.user,
            "LC_ALL": "C.UTF-8",
            "DISPLAY": self.display,
            "WINEDEBUG": "-all",
            "WINEARCH": "win64",
            "WINEPREFIX": str(self.prefix),
            "WINEDLLOVERRIDES": "winemenubuilder.exe=;mscoree=;mshtml=",
        }

    @property
    def prefix(self) -> Path:
        """Where wine keeps this Windows."""
        return self.folder / "wine"

    @property
    def drive(self) -> Path:
        """Its drive C:."""
        return self.prefix / "drive_c"

    @property
    def home(self) -> Path:
        """The folder of the person."""
        return self.drive / "users" / self.user

    @property
    def program(self) -> Path:
        """Where the set-up puts the program when nobody says otherwise."""
        return self.home / "AppData" / "Local" / "Programs" / "Berkas"

    def prepare(self) -> None:
        """Make the prefix."""
        shutil.rmtree(self.folder, ignore_errors=True)
        self.folder.mkdir(parents=True)
        self.call(["wineboot", "-i"], seconds=180)
        self.call(["wine", "reg", "add", r"HKCU\Software\Wine", "/v", "Version", "/d", "win10", "/f"])
        stands = "".join(
            f"__declspec(dllexport) void *ucnv_{name}(void) {{ return 0; }}\n" for name in _ICU.split()
        )
        self._stand_in("icuuc", stands)
        self._stand_in("bcryptprimitives", _PRNG)

    def _stand_in(self, name: str, code: str) -> None:
        source = self.folder / f"{name}.c"
        source.write_text(code + _ENTRY, "utf-8")
        target = self.drive / "windows" / "system32" / f"{name}.dll"
        build = [_TOOL, "-shared", "-nostdlib", "-Wl,-e,DllMain", "-s", "-o", str(target), str(source)]
        subprocess.run([*build, "-ladvapi32"], check=True, env={"PATH": os.environ["PATH"]})

    def call(
        self, words: Sequence[str | Path], *, seconds: int = 120, more: Mapping[str, str] | None = None
    ) -> tuple[int, str]:
        """Run a program until it ends; return its status and all it said."""
        # Real pipes for standard input and output: a windowed program with a closed one does not start.
        done = subprocess.run(
            [str(word) for word in words],
            check=False,
            env={**self.variables, **(more or {})},
            cwd=self.folder,
            timeout=seconds,
            input="",
            text=True,
            errors="replace",
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
        )
        return done.returncode, done.stdout

    def run(
        self, program: Path, *words: str, seconds: int = 300, more: Mapping[str, str] | None = None
    ) -> tuple[int, str]:
        """Run a Windows program by its path outside."""
        return self.call(["wine", program, *words], seconds=seconds, more=more)

    def outside(self, inside: str) -> Path:
        r"""Where `C:\…` lies for us."""
        return self.drive.joinpath(*inside.split("\\")[1:])

    def inside(self, outside: Path) -> str:
        """How a file outside is called in this Windows."""
        if outside.is_relative_to(self.drive):
            return "C:\\" + str(outside.relative_to(self.drive)).replace("/", "\\")
        return "Z:" + str(outside).replace("/", "\\")

    def value(self, key: str, name: str = "") -> str:
        """A value of the registry, empty when there is none."""
        which = ["/v", name] if name else ["/ve"]
        status, said = self.call(["wine", "reg", "query", key, *which])
        rows = [row for row in said.splitlines() if "REG_" in row]
        return rows[0].split("REG_", 1)[1].partition("    ")[2].strip() if status == 0 and rows else ""

    def end(self) -> None:
        """End what still runs in this prefix."""
        subprocess.run(["wineserver", "-k"], check=False, env=self.variables, stderr=subprocess.DEVNULL)
        subprocess.run(["wineserver", "-w"], check=False, env=self.variables, stderr=subprocess.DEVNULL)


def expect(holds: bool, what: str) -> None:
    """Raise Refusal with what does not hold."""
    if not holds:
        raise Refusal(f"Tidak benar: {what}.")
