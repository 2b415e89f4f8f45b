"""Brings wheels and Debian packages here and lets nothing pass whose SHA-256 sum is not the locked one.

The ordinary clients are used as this computer has them set up: pip, and apt with the mirror this computer
already trusts and a state of its own, so that the system's own lists and packages stay as they are.
Imports only the standard library and `installer`.
"""

import hashlib
import os
import re
import shutil
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from installer.building.project import Project, call
from installer.say import Refusal

_KEYS = "/usr/share/keyrings/debian-archive-keyring.gpg"


@dataclass(frozen=True)
class Target:
    """The computer wheels are wanted for, in pip's words."""

    platforms: tuple[str, ...]
    python: str

    def arguments(self) -> list[str]:
        """What pip is told."""
        short = self.python.replace(".", "")
        words = ["--python-version", self.python, "--implementation", "cp"]
        for abi in (f"cp{short}", "abi3", "none"):
            words += ["--abi", abi]
        for platform in self.platforms:
            words += ["--platform", platform]
        return words


@dataclass(frozen=True)
class Pin:
    """One Debian package, its version and the SHA-256 sum of its file."""

    name: str
    version: str
    sha256: str

    @property
    def file(self) -> str:
        """The name apt gives the file."""
        return f"{self.name}_{self.version.replace(':', '%3a')}_amd64.deb"


def sha256(path: Path) -> str:
    """The sum of one file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def wheels(project: Project, lock: Path, target: Target) -> list[Path]:
    """Return the wheels of a locked list for a target, in the order of their names."""
    name = f"{lock.stem}-{target.python}-{sha256(lock)[:16]}"
    folder = project.downloads / name
    complete = folder / "lengkap"
    if not complete.exists():
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        pip = [
            sys.executable,
            "-m",
            "pip",
            "download",
            "--no-deps",
            "--require-hashes",
            "--only-binary=:all:",
        ]
        pip += ["--no-input", "--disable-pip-version-check", "--progress-bar=off", "--dest", str(folder)]
        call(
            [*pip, *target.arguments(), "--requirement", lock],
            told={**os.environ, "LC_ALL": "C.UTF-8"},
            what=f"Mengunduh pustaka dari {lock.name}",
        )
        complete.touch()
    found = sorted(folder.glob("*.whl"))
    known = set(re.findall(r"sha256:([0-9a-f]{64})", lock.read_text("utf-8")))
    for wheel in found:
        if sha256(wheel) not in known:
            raise Refusal(f"{wheel.name} berubah sejak diunduh; hapus {folder} lalu ulangi.")
    return found


def debian_packages(project: Project, suite: str, pins: Sequence[Pin]) -> list[Path]:
    """Return the pinned packages of a Debian suite as checked files."""
    folder = project.downloads / f"debian-{suite}"
    missing = [pin for pin in pins if not (folder / pin.file).exists()]
    if missing:
        apt = prepare_apt(project, suite)
        folder.mkdir(parents=True, exist_ok=True)
        wanted = [f"{pin.name}={pin.version}" for pin in missing]
        try:
            call([*apt, "download", *wanted], told=dict(os.environ), where=folder, what="apt-get download")
        except Refusal as refusal:
            raise Refusal(
                f"Paket Debian {', '.join(wanted)} tidak dapat diambil ({refusal}); bila Debian sudah "
                "menggantinya dengan versi baru, perbarui kuncinya: python3 -m installer.lock --runtime"
            ) from None
    for pin in pins:
        if sha256(folder / pin.file) != pin.sha256:
            (folder / pin.file).unlink()
            raise Refusal(
                f"Paket {pin.file} tidak sama dengan yang dikunci dan dibuang; ulangi perintah ini."
            )
    return [folder / pin.file for pin in pins]


def prepare_apt(project: Project, suite: str) -> list[str | Path]:
    """Set up an apt of our own for one suite, with this computer's mirror; return how it is called."""
    state = project.downloads / f"apt-{suite}"
    for part in ("lists/partial", "cache/archives/partial"):
        (state / part).mkdir(parents=True, exist_ok=True)
    (state / "sources.list").write_text(f"deb [signed-by={_KEYS}] {mirror()} {suite} main\n", "utf-8")
    (state / "status").touch()
    options = {
        "Dir::Etc::SourceList": state / "sources.list",
        "Dir::Etc::SourceParts": "/dev/null",
        "Dir::State::Lists": state / "lists",
        "Dir::State::Status": state / "status",
        "Dir::Cache": state / "cache",
        "APT::Architecture": "amd64",
        "APT::Architectures": "amd64",
        "APT::Sandbox::User": "root" if os.geteuid() == 0 else "",
        "Acquire::Languages": "none",
    }
    apt: list[str | Path] = ["apt-get", "-q"]
    for key, value in options.items():
        apt += ["-o", f"{key}={value}"]
    call([*apt, "update"], told=dict(os.environ), what="apt-get update")
    return apt


def renew_runtime(project: Project) -> None:
    """Put version and sum of Debian's newest packages into `runtime.toml`, in the place of the old ones."""
    listed = project.requirements / "runtime.toml"
    text = listed.read_text("utf-8")
    suite = re.findall(r'^suite = "(\w+)"$', text, re.MULTILINE)[0]
    apt = prepare_apt(project, suite)
    folder = project.downloads / f"debian-{suite}-baru"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    names = re.findall(r'name = "([^"]+)", version', text)
    call([*apt, "download", *names], told=dict(os.environ), where=folder, what="apt-get download")
    for name in names:
        package = next(folder.glob(f"{name}_*.deb"))
        version = package.name.split("_")[1].replace("%3a", ":")
        renewed = f'name = "{name}", version = "{version}", sha256 = "{sha256(package)}"'
        text = re.sub(rf'name = "{re.escape(name)}", version = "[^"]+", sha256 = "[^"]+"', renewed, text)
    listed.write_text(text, "utf-8")


def mirror() -> str:
    """The address of Debian's packages that this computer already uses."""
    said = call(
        [
            "apt-get",
            "indextargets",
            "--format",
            "$(REPO_URI) $(ORIGIN) $(SUITE) $(COMPONENT)",
            "Created-By: Packages",
        ],
        told=dict(os.environ),
        what="Menanyakan sumber paket kepada apt",
    )
    for line in said.splitlines():
        address, *facts = line.split()
        if "Debian" in facts and "main" in facts and "security" not in line:
            return address
    raise Refusal(
        "Sumber paket Debian tidak ditemukan di komputer ini; jalankan 'apt-get update' lalu ulangi, "
        "atau buat pemasang di komputer Debian."
    )


def unpack_debian(packages: Sequence[Path], into: Path) -> None:
    """Unpack packages over each other into a folder."""
    into.mkdir(parents=True, exist_ok=True)
    for package in packages:
        call(["dpkg-deb", "-x", package, into], told=dict(os.environ), what=f"Membuka {package.name}")
