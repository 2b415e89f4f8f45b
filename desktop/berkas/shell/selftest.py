"""`selftest`: the whole chain once, with invented data, in a folder of its own: from the files of the program
to a printed dossier and a window that shows.

For whoever installs Berkas: one call says whether this computer can do the office's work. Imports no Qt; the
window is the program itself, started as people start it.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from argparse import Namespace
from collections.abc import Callable
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass, field
from io import StringIO
from pathlib import Path

from berkas.engine.rulebook import Rulebook
from berkas.paths import resource
from berkas.shell.cli.answers import complain, say, say_json
from berkas.shell.cli.main import run
from berkas.shell.display import PICTURE, may_open_window
from berkas.shell.wholeness import changed_files, installed_folder

_PASSPHRASE = "BERKAS_PASSPHRASE"  # noqa: S105  the name of a variable
_DOSSIER = "P2HAM-2021-CONTOH:KANIM-CONTOH"
_WINDOW_SECONDS = 120


class Faulty(Exception):
    """A step did not hold; the text says why."""


@dataclass(frozen=True, slots=True)
class Step:
    """What was tried: its name, what it found, and the seconds it took. `fault` is empty when it held."""

    name: str
    found: str
    fault: str
    seconds: float


def selftest(call: Namespace) -> int:
    """Try everything, list each step, and return 0 when all held, 1 otherwise."""
    if call.program:
        steps = _tried([("program", _program)])
    elif call.folder:
        folder = Path(call.folder)
        folder.mkdir(parents=True, exist_ok=True)
        steps = _tried(Trial(folder.absolute()).steps())
    else:
        with tempfile.TemporaryDirectory(prefix="berkas-uji-", ignore_cleanup_errors=True) as aside:
            steps = _tried(Trial(Path(aside)).steps())
    if call.json:
        keys = ("name", "found", "fault", "seconds")
        say_json([{key: getattr(step, key) for key in keys} for step in steps])
        return any(step.fault for step in steps)
    for step in steps:
        if step.fault:
            complain(f"GAGAL {step.name}: {step.fault}")
        else:
            say(f"baik  {step.name}: {step.found} ({step.seconds:.1f} dtk)")
    return any(step.fault for step in steps)


def _tried(steps: list[tuple[str, Callable[[], str]]]) -> list[Step]:
    done: list[Step] = []
    for name, work in steps:
        started = time.monotonic()
        found, fault = "", ""
        try:
            found = work()
        except Faulty as error:
            fault = str(error)
        except Exception as error:  # noqa: BLE001  one step's failure is an answer, the others are still tried
            fault = f"{type(error).__qualname__}: {error}"
        done.append(Step(name, found, fault, time.monotonic() - started))
    return done


def _program() -> str:
    folder = installed_folder()
    if folder is None:
        return "dijalankan dari salinan kerja, tanpa daftar isi"
    faults = changed_files(folder)
    if faults:
        more = f" dan {len(faults) - 1} lainnya" if len(faults) > 1 else ""
        raise Faulty(f"{faults[0]}{more} hilang atau berubah di {folder}. Pasang Berkas sekali lagi.")
    return "semua berkas program utuh"


@dataclass
class Trial:
    """The steps, one after the other, over one folder."""

    folder: Path
    office: Path = field(init=False)

    def __post_init__(self) -> None:
        self.office = self.folder / "contoh.berkas"

    def steps(self) -> list[tuple[str, Callable[[], str]]]:
        """Name and work of each step, in order."""
        steps: list[tuple[str, Callable[[], str]]] = [
            ("program", _program),
            ("kantor dibuat", self._office),
            ("kantor dilindungi", self._protected),
            ("wawancara dinilai", self._scored),
            ("dokumen dicetak", self._printed),
            ("buku kerja ditulis dan dibaca", self._workbook),
            ("cadangan dan pemeriksaan", self._backed_up),
        ]
        return [*steps, ("jendela", self._window)] if may_open_window() else steps

    def _call(self, *words: str, status: int = 0) -> str:
        out, err = StringIO(), StringIO()
        with redirect_stdout(out), redirect_stderr(err):
            answer = run(words)
        if answer != status:
            raise Faulty(err.getvalue().strip() or f"{words[0]} berakhir dengan status {answer}")
        return out.getvalue()

    def _office(self) -> str:
        from berkas.shell.demo.making import make_office

        if self.office.exists():
            raise Faulty(f"{self.office} sudah ada. Sebutkan folder kosong.")
        said: list[str] = []
        make_office(resource("sample", "babel"), self.office, Rulebook.load(), said.append).close()
        return ", ".join(said)

    def _protected(self) -> str:
        path = self.folder / "terlindung.berkas"
        before = os.environ.get(_PASSPHRASE)
        try:
            os.environ[_PASSPHRASE] = "frasa sandi contoh yang panjang"
            self._call("new", str(path), "--name", "Kantor Contoh", "--protect")
            self._call("list", "units", "--office", str(path))
            os.environ[_PASSPHRASE] = "frasa lain"
            self._call("list", "units", "--office", str(path), status=2)
        finally:
            os.environ.pop(_PASSPHRASE, None)
            if before is not None:
                os.environ[_PASSPHRASE] = before
        if b"SQLite" in path.read_bytes()[:32]:
            raise Faulty("berkas kantor tidak disandikan")
        return "terbuka dengan frasa sandinya saja"

    def _scored(self) -> str:
        answers = self.folder / "jawaban.xlsx"
        office = str(self.office)
        self._call("export", "answers", str(answers), "--office", office, "--instrument", "monev_litigasi")
        score = json.loads(self._call("score", "monev_litigasi", str(answers), "--json"))
        if not score["n"]:
            raise Faulty("tidak ada wawancara yang terbaca kembali")
        return f"{score['n']} wawancara"

    def _printed(self) -> str:
        out = self.folder / "dossier.pdf"
        self._call("print", "dossier", "--office", str(self.office), "--of", _DOSSIER, "--out", str(out))
        import pypdfium2

        with pypdfium2.PdfDocument(out) as pdf:
            pages, words = len(pdf), pdf[0].get_textpage().get_text_range()
        if not words.strip():
            raise Faulty("halaman pertama kosong")
        return f"{pages} halaman"

    def _workbook(self) -> str:
        """Write the register and read it back the way a workbook from elsewhere is read."""
        from berkas.sheets.read import read_table

        path = self.folder / "obh.xlsx"
        self._call("export", "obh", str(path), "--office", str(self.office))
        table = read_table(path)
        listed = json.loads(self._call("list", "obh", "--office", str(self.office), "--json"))
        if len(table.rows) != len(listed):
            raise Faulty(f"{len(listed)} OBH ditulis, {len(table.rows)} baris terbaca")
        return f"{len(table.rows)} baris"

    def _backed_up(self) -> str:
        copies = self.folder / "cadangan"
        copies.mkdir(exist_ok=True)
        self._call("backup", str(self.office), str(copies))
        self._call("check", str(self.office))
        return f"{len(list(copies.glob('*.berkas')))} cadangan, berkas kantor utuh"

    def _window(self) -> str:
        """Start the program as a person does, on the office, and have it save a picture of what it shows."""
        picture = self.folder / "jendela.png"
        own = os.environ | {PICTURE: str(picture), "BERKAS_HOME": str(self.folder / "setelan")}
        own["PYTHONPATH"] = os.pathsep.join(filter(None, sys.path))  # the child finds what we found
        try:
            done = subprocess.run(  # noqa: S603 - our own program, fixed words
                [*_program_words(), str(self.office)],
                env=own,
                check=False,
                timeout=_WINDOW_SECONDS,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
            )
        except subprocess.TimeoutExpired:
            raise Faulty(f"tidak tampil dalam {_WINDOW_SECONDS} detik") from None
        if done.returncode or not picture.exists():
            raise Faulty(f"berakhir dengan status {done.returncode} tanpa gambar")
        return f"tampil; gambarnya {picture}"


def _program_words() -> list[str]:
    """How this program is started with its window: the twin with a window where there is one."""
    own = Path(sys.executable)
    if not own.stem.casefold().startswith("python"):
        twin = own.with_name("berkasw.exe")
        return [str(twin if twin.exists() else own)]
    return [sys.executable, "-P", "-m", "berkas"]
