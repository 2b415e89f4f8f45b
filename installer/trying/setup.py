"""The set-up for Windows, tried from its installation to its removal, with the mishaps in between.

Imports only the standard library and `installer`.
"""

import json
import shutil
import subprocess
import time
from pathlib import Path

from installer.building.fetching import sha256
from installer.building.sealing import CONTENTS
from installer.say import line
from installer.trying.wine import Wine, expect

KEY = r"HKCU\Software\Microsoft\Windows\CurrentVersion\Uninstall\Berkas"
_CLASS = r"HKCU\Software\Classes"
_ODD_NAME = "kantor ku é Ж 法"
STEPS = 8


def whole_life(wine: Wine, setup: Path, older: Path) -> None:
    """Install an older version, use it, upgrade, use it, uninstall; the office file stays all the while.

    `older` is the same program under a smaller version number. Raises Refusal with what does not hold.
    """
    line("Set-up versi lama dipasang diam-diam")
    install(wine, older)
    first_version = wine.value(KEY, "DisplayVersion")
    papers = wine.home / "Documents"
    papers.mkdir(parents=True, exist_ok=True)
    office = papers / "kantor.berkas"
    status, said = terminal(wine, "new", wine.inside(office), "--name", "Kantor Contoh")
    expect(status == 0 and office.exists(), f"kantor dibuat oleh versi lama ({said})")
    stray = wine.program / "catatan saya.berkas"
    shutil.copyfile(office, stray)
    before = sha256(office), sha256(stray)

    line("Set-up versi baru dipasang di atasnya")
    install(wine, setup)
    expect(wine.value(KEY, "DisplayVersion") != first_version, "nomor versi naik")
    expect((sha256(office), sha256(stray)) == before, "berkas kantor sama sesudah kenaikan versi")
    expect(not list(wine.program.parent.glob("Berkas.*")), "tidak ada folder sementara yang tertinggal")
    expect(terminal(wine, "check", wine.inside(office))[0] == 0, "berkas kantor lama dibuka versi baru")

    line("Menguji diri dari tempat terpasang")
    self_test(wine)

    line("Dicopot")
    uninstall(wine)
    expect(sha256(office) == before[0], "berkas kantor masih ada sesudah pencopotan")
    expect(sha256(stray) == before[1], "berkas kantor di folder program masih ada sesudah pencopotan")
    left = [path.name for path in wine.program.iterdir()] if wine.program.exists() else []
    expect(left == [stray.name], f"folder program hanya berisi berkas orang ({left})")
    stray.unlink()
    wine.program.rmdir()


def install(wine: Wine, setup: Path, *words: str, status: int = 0) -> None:
    """Run a set-up without questions and look at what it leaves."""
    answered, said = wine.run(setup, "/S", *words)
    expect(answered == status, f"pemasang berakhir dengan {status}, bukan {answered} {said}")
    if status or words:
        return
    expect((wine.program / "berkasw.exe").exists(), "berkasw.exe terpasang")
    expect(wine.value(_CLASS + r"\.berkas") == "Berkas.Kantor", ".berkas dikenal")
    command = wine.value(_CLASS + r"\Berkas.Kantor\shell\open\command")
    expect("berkasw.exe" in command and "%1" in command, f"klik ganda membuka Berkas ({command})")
    menu = wine.home / "AppData/Roaming/Microsoft/Windows/Start Menu/Programs"
    expect((menu / "Berkas.lnk").exists(), "ada di menu Mulai")


def remove(wine: Wine, folder: Path) -> None:
    """Run the remover without questions; it goes on as a copy of itself."""
    remover = folder / "copot.exe"
    wine.run(remover, "/S")
    for _ in range(120):
        if not remover.exists():
            break
        time.sleep(0.5)
    expect(not remover.exists(), "pencopot selesai")


def uninstall(wine: Wine) -> None:
    """Remove the program and look whether anything of it is left."""
    remove(wine, wine.program)
    expect(not wine.value(KEY, "DisplayName"), "daftar program bersih")
    expect(not wine.value(_CLASS + r"\.berkas"), ".berkas tidak lagi dikenal")
    menu = wine.home / "AppData/Roaming/Microsoft/Windows/Start Menu/Programs"
    expect(not list(menu.glob("Berkas*.lnk")), "menu Mulai bersih")


def terminal(wine: Wine, *words: str, folder: Path | None = None, seconds: int = 120) -> tuple[int, str]:
    """Call the twin for the terminal."""
    return wine.run((folder or wine.program) / "berkas.exe", *words, seconds=seconds)


def self_test(wine: Wine, folder: Path | None = None) -> None:
    """The program's own test, from where it is installed, in a folder whose name is not simple."""
    place = wine.home / "Documents" / _ODD_NAME
    shutil.rmtree(place, ignore_errors=True)
    status, said = terminal(wine, "selftest", wine.inside(place), "--json", folder=folder, seconds=600)
    steps = json.loads(said[said.index("[") :]) if "[" in said else []
    for step in steps:
        line(f"  {'GAGAL' if step['fault'] else 'baik'}  {step['name']}: {step['fault'] or step['found']}")
    expect(
        status == 0 and len(steps) >= STEPS, f"menguji diri berhasil ({said[-300:] if not steps else status})"
    )
    expect((place / "jendela.png").stat().st_size > 10_000, "gambar jendela tersimpan")


def mishaps(wine: Wine, setup: Path, small_disk: Path) -> None:
    """What must be refused with a sentence, leaving nothing half done. `small_disk` has too little room."""
    line("Set-up terpotong, disk penuh, folder berisi, berkas program hilang atau berubah")
    cut = wine.folder / "terpotong.exe"
    cut.write_bytes(setup.read_bytes()[: setup.stat().st_size // 2])
    status, _ = wine.run(cut, "/S")
    expect(status != 0 and not wine.program.exists(), "set-up terpotong ditolak")
    flipped = wine.folder / "berubah.exe"
    data = bytearray(setup.read_bytes())
    data[len(data) // 2] ^= 0xFF
    flipped.write_bytes(data)
    status, _ = wine.run(flipped, "/S")
    expect(status != 0 and not wine.program.exists(), "set-up yang berubah ditolak")

    status, _ = wine.run(setup, "/S", f"/D={wine.inside(small_disk)}\\Berkas")
    expect(status == 3 and not list(small_disk.iterdir()), f"disk penuh ditolak tanpa sisa ({status})")

    full = wine.home / "Documents" / "penuh"
    full.mkdir(parents=True, exist_ok=True)
    (full / "surat.txt").write_text("contoh", "utf-8")
    status, _ = wine.run(setup, "/S", f"/D={wine.inside(full)}")
    expect(
        status == 5 and [each.name for each in full.iterdir()] == ["surat.txt"], "folder orang tidak dipakai"
    )

    odd = wine.home / "Documents" / f"program {_ODD_NAME}"
    # A folder with spaces cannot be handed to `/D=` through wine, which would quote it.
    wine.call(["wine", "reg", "add", KEY, "/v", "InstallLocation", "/d", wine.inside(odd), "/f"])
    status, _ = wine.run(setup, "/S")
    expect(status == 0 and (odd / "berkas.exe").exists(), "dipasang di folder bernama tidak sederhana")
    status, said = terminal(wine, "--version", folder=odd)
    expect(status == 0 and said.startswith("Berkas "), f"berjalan dari sana ({said})")
    damaged(wine, odd)
    remove(wine, odd)


def damaged(wine: Wine, folder: Path) -> None:
    """A missing or changed file of the program is named in one sentence."""
    for name in ("python313.dll", "site/PySide6/Qt6Core.dll", "program/berkas/__main__.pyc", CONTENTS):
        path = folder / name
        kept = path.read_bytes()
        path.unlink()
        status, said = terminal(wine, "--version", folder=folder)
        told = Path(name).name in said and "Pasang Berkas sekali lagi" in said and "Traceback" not in said
        expect(status == 2 and told, f"hilangnya {name} dijelaskan ({status} {said})")
        path.write_bytes(kept)
    path = folder / "site/sqlcipher3/dbapi2.pyc"
    kept = path.read_bytes()
    path.write_bytes(kept[:-1] + bytes([kept[-1] ^ 1]))
    status, said = terminal(wine, "selftest", "--program", folder=folder)
    expect(status == 1 and "dbapi2.pyc" in said, f"perubahan satu huruf ditemukan ({said})")
    path.write_bytes(kept)


def open_while_installing(wine: Wine, setup: Path) -> None:
    """A set-up over an open program is refused, and the program stays as it was."""
    line("Set-up ketika Berkas terbuka")
    running = subprocess.Popen(
        ["wine", wine.program / "berkasw.exe"],
        env=wine.variables,
        cwd=wine.folder,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )
    try:
        time.sleep(25)
        expect(running.poll() is None, "Berkas terbuka")
        before = sha256(wine.program / CONTENTS)
        status, _ = wine.run(setup, "/S")
        expect(status == 4, f"pemasang menolak selagi Berkas terbuka ({status})")
        expect(sha256(wine.program / CONTENTS) == before, "program yang terbuka tidak berubah")
    finally:
        wine.call(["wine", "taskkill", "/IM", "berkasw.exe", "/F"])
        running.wait(30)


def portable(wine: Wine, folder: Path) -> None:
    """The portable folder keeps everything to itself."""
    line("Folder portabel")
    self_settings = wine.home / "AppData" / "Local" / "Berkas"
    shutil.rmtree(self_settings, ignore_errors=True)
    picture = wine.folder / "portabel.png"
    office = folder.parent / "kantor stik.berkas"
    terminal(wine, "new", wine.inside(office), "--name", "Kantor Stik", folder=folder)
    more = {"BERKAS_GAMBAR_JENDELA": wine.inside(picture)}
    status, said = wine.run(folder / "berkasw.exe", wine.inside(office), more=more)
    expect(status == 0 and picture.exists(), f"jendela portabel tampil ({status} {said})")
    expect((folder / "data/settings/settings.json").exists(), "setelan ada di sebelah program")
    expect(not self_settings.exists(), "tidak ada yang ditulis ke profil orang")
    program = [path for path in folder.rglob("*.pyc") if "__pycache__" in path.parts]
    expect(not program, "tidak ada kode bita baru di folder program")
