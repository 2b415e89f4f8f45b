"""The Debian package, tried in a clean root: lintian, installation, self-test, removal without rest.

Imports only the standard library and `installer`.
"""

import shutil
import subprocess
import tempfile
from pathlib import Path

from installer.say import line
from installer.trying.roots import CleanRoot
from installer.trying.wine import expect


def lint(package: Path) -> None:
    """Debian's own check of packages has no errors."""
    line("lintian")
    done = subprocess.run(
        ["lintian", "--fail-on", "error", str(package)], check=False, capture_output=True, text=True
    )
    errors = [row for row in done.stdout.splitlines() if row.startswith("E:")]
    with tempfile.TemporaryDirectory() as aside:
        subprocess.run(["dpkg-deb", "-x", str(package), aside], check=True)
        share = Path(aside) / "usr/share"
        for words in (
            ["appstreamcli", "validate", "--no-net", *map(str, share.glob("metainfo/*.xml"))],
            ["desktop-file-validate", *map(str, share.glob("applications/*.desktop"))],
        ):
            checked = subprocess.run(words, check=False, capture_output=True, text=True)
            expect(checked.returncode == 0, f"{words[0]} ({checked.stdout[-300:]})")
    expect(done.returncode == 0 and not errors, f"lintian tanpa kesalahan ({errors[:5]} {done.stderr[:200]})")


def whole_life(root: Path, package: Path, display: str) -> None:
    """Install with the declared dependencies only, use it, remove it, and compare what is left."""
    clean = CleanRoot(root)
    clean.make()
    try:
        _life(clean, package, display)
    finally:
        clean.remove()


def _life(clean: CleanRoot, package: Path, display: str) -> None:
    line("Paket Debian dipasang di akar bersih")
    shutil.copyfile(package, clean.folder / "srv" / package.name)
    status, said = clean.run(["apt-get", "update"])
    expect(status == 0, f"apt-get update ({said[-300:]})")
    install = ["apt-get", "install", "-y", "--no-install-recommends", f"/srv/{package.name}"]
    status, said = clean.run(install)
    expect(status == 0, f"paket terpasang ({said[-500:]})")
    status, said = clean.run(["berkas", "--version"], person="contoh")
    expect(status == 0 and said.startswith("Berkas "), f"berkas --version ({said})")

    line("Menguji diri di akar bersih sebagai pengguna biasa")
    more = {"DISPLAY": display}
    status, said = clean.run(
        ["berkas", "selftest", "/home/contoh/kantor ku é Ж 法"], person="contoh", more=more, seconds=900
    )
    line("\n".join(f"  {row}" for row in said.splitlines()))
    expect(status == 0 and "baik  jendela" in said, "menguji diri berhasil")
    written = _below(clean, "usr/lib/berkas", "*.pyc", own=False)
    expect(not written, f"tidak ada yang ditulis ke folder program ({written[:3]})")
    status, said = clean.run(["man", "-w", "berkas"])
    found = (clean.folder / "usr/share/man/man1/berkas.1.gz").exists()
    expect(found, "halaman manual ada")

    line("Paket dicopot")
    status, said = clean.run(["apt-get", "purge", "-y", "berkas"])
    expect(status == 0, f"paket tercopot ({said[-300:]})")
    rest = [
        str(path.relative_to(clean.folder))
        for place in (
            "usr/lib/berkas",
            "usr/bin/berkas",
            "usr/share/doc/berkas",
            "etc/berkas",
            "var/lib/berkas",
        )
        for path in [clean.folder / place]
        if path.exists()
    ]
    expect(not rest, f"tidak ada sisa ({rest})")
    office = clean.folder / "home/contoh/kantor ku é Ж 法/contoh.berkas"
    expect(office.exists(), "berkas kantor masih ada")


def _below(clean: CleanRoot, place: str, pattern: str, *, own: bool) -> list[str]:
    """Files that do not belong to root, which alone may write there."""
    found = (clean.folder / place).rglob(pattern)
    return [str(path) for path in found if (path.stat().st_uid == 0) == own]
