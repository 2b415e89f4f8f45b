"""`python3 -m installer demo` and `test` from a fresh clone, in a clean Debian root, as root and as anybody.

Imports only the standard library and `installer`.
"""

import subprocess
from pathlib import Path

from installer.say import line
from installer.trying.roots import CleanRoot
from installer.trying.wine import expect


def whole_life(root: Path, repository: Path) -> None:
    """As root everything is installed by itself; a person without rights is told what to ask for."""
    clean = CleanRoot(root, include=("python3", "git"))
    clean.make()
    try:
        for person, place in (("contoh", "/home/contoh/berkas"), ("root", "/srv/berkas")):
            target = f"{clean.folder}{place}"
            subprocess.run(["git", "clone", "-q", "--no-hardlinks", str(repository), target], check=True)
            clean.run(["chown", "-R", f"{person}:{person}", place])
        line("demo sebagai pengguna tanpa hak: kalimat yang menyebut perintahnya")
        status, said = _installer(clean, "contoh", "/home/contoh/berkas", "demo")
        asked = "sudo apt-get install -y" in said and "Traceback" not in said
        expect(status == 2 and asked, f"pengguna tanpa hak diberi tahu ({said[-300:]})")
        for words in (["demo"], ["test"]):
            line(f"{words[0]} sebagai root")
            status, said = _installer(clean, "root", "/srv/berkas", *words)
            expect(status == 0, f"installer {words[0]} sebagai root ({said[-800:]})")
        line("demo sebagai pengguna tanpa hak, setelah administrator memasang yang diminta")
        status, said = _installer(clean, "contoh", "/home/contoh/berkas", "demo")
        expect(status == 0, f"installer demo sebagai pengguna ({said[-800:]})")
        expect((clean.folder / "home/contoh/berkas/demo/contoh.berkas").exists(), "kantor contoh dibuat")
        line("test sebagai pengguna tanpa hak")
        status, said = _installer(clean, "contoh", "/home/contoh/berkas", "test")
        expect(status == 0, f"installer test sebagai pengguna ({said[-800:]})")
    finally:
        clean.remove()


def _installer(clean: CleanRoot, person: str, where: str, *words: str) -> tuple[int, str]:
    return clean.run(["python3", "-m", "installer", *words], person=person, where=where, seconds=3 * 3600)
