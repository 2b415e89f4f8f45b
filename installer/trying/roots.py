"""Clean Debian roots: made with debootstrap, thrown away afterwards, entered with chroot. Needs root rights.

Imports only the standard library and `installer`.
"""

import os
import shutil
import subprocess
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from installer.building.fetching import mirror
from installer.say import Refusal, line


@dataclass(frozen=True)
class CleanRoot:
    """One root in a folder, copied from a pristine one beside it."""

    folder: Path
    include: tuple[str, ...] = ()

    @property
    def _pristine(self) -> Path:
        return self.folder.with_name(f"{self.folder.name}-asal")

    def make(self) -> None:
        """Make the pristine root once, and a fresh copy of it."""
        if os.geteuid() != 0:
            raise Refusal("Akar Debian bersih hanya dapat dibuat oleh root; ulangi sebagai root.")
        self.remove()
        if not (self._pristine / "lengkap").exists():
            shutil.rmtree(self._pristine, ignore_errors=True)
            self._pristine.parent.mkdir(parents=True, exist_ok=True)
            line(f"Membuat akar Debian bersih di {self._pristine}")
            words = [
                "debootstrap",
                "--variant=minbase",
                f"--include={','.join(('ca-certificates', *self.include))}",
            ]
            done = subprocess.run(
                [*words, _release(), str(self._pristine), mirror()],
                check=False,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                text=True,
            )
            if done.returncode != 0:
                raise Refusal(f"debootstrap tidak berhasil: {done.stdout.splitlines()[-1:]}")
            self._settle(self._pristine)
            (self._pristine / "lengkap").touch()
        subprocess.run(["cp", "-a", str(self._pristine), str(self.folder)], check=True)
        # The screen needs no place of its own: its abstract socket belongs to the network, which is shared.
        subprocess.run(["mount", "-t", "proc", "proc", str(self.folder / "proc")], check=True)
        subprocess.run(["mount", "--bind", "/dev", str(self.folder / "dev")], check=True)

    @staticmethod
    def _settle(root: Path) -> None:
        """What this computer needs to reach its package sources; nothing of the project."""
        for name in ("etc/resolv.conf", "etc/hosts", "etc/ssl/certs/ca-certificates.crt", "etc/pip.conf"):
            if Path("/", name).exists():
                (root / name).parent.mkdir(parents=True, exist_ok=True)
                with suppress(shutil.SameFileError):
                    (root / name).unlink(missing_ok=True)
                    shutil.copyfile(Path("/", name), root / name)
        for path in Path("/etc/apt/apt.conf.d").glob("99*"):
            shutil.copyfile(path, root / "etc/apt/apt.conf.d" / path.name)
        (root / "etc/apt/sources.list").write_text(f"deb {mirror()} {_release()} main\n", "utf-8")
        subprocess.run(["chroot", str(root), "useradd", "-m", "-s", "/bin/bash", "contoh"], check=True)

    def run(
        self,
        words: Sequence[str],
        *,
        person: str = "root",
        where: str = "/",
        more: Mapping[str, str] | None = None,
        seconds: int = 3600,
    ) -> tuple[int, str]:
        """Run a command inside as a person; return status and what it said."""
        home = "/root" if person == "root" else f"/home/{person}"
        own = {
            "HOME": home,
            "USER": person,
            "PATH": "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
        }
        told = own | {"LC_ALL": "C.UTF-8", "DEBIAN_FRONTEND": "noninteractive"} | dict(more or {})
        setting = [f"{name}={value}" for name, value in told.items()]
        shell = ["sh", "-c", 'cd "$0" && exec "$@"', where, *words]
        done = subprocess.run(
            ["chroot", f"--userspec={person}:{person}", str(self.folder), "env", "-i", *setting, *shell],
            check=False,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
            timeout=seconds,
        )
        return done.returncode, done.stdout

    def remove(self) -> None:
        """Unmount and throw away the copy; the pristine one stays for the next time."""
        for mounted in self._mounted():
            subprocess.run(["umount", "-l", mounted], check=True)
        if (
            self._mounted()
        ):  # what is mounted here belongs to the computer and must not be removed with the rest
            raise Refusal(f"{self.folder} masih terkait ke sistem; lepaskan dahulu dengan umount.")
        if self.folder.exists():
            subprocess.run(["rm", "-rf", "--one-file-system", str(self.folder)], check=True)

    def _mounted(self) -> list[str]:
        """What is mounted below the folder, the deepest first; a bind of the same disk is seen only here."""
        rows = Path("/proc/self/mountinfo").read_text("utf-8").splitlines()
        places = [row.split()[4].replace("\\040", " ") for row in rows]
        return sorted((each for each in places if Path(each).is_relative_to(self.folder)), reverse=True)


def _release() -> str:
    facts = dict(
        row.split("=", 1) for row in Path("/etc/os-release").read_text("utf-8").splitlines() if "=" in row
    )
    return facts.get("VERSION_CODENAME", "stable").strip('"')
