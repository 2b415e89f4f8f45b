"""`berkas demo FOLDER`: two sample offices and their printed documents, once; afterwards they are opened.

Everything is made aside and moved into the folder when it is whole, so that an interrupted call leaves
nothing behind. Nothing that is there is ever replaced. Imports no Qt.
"""

import os
import shlex
import tempfile
from argparse import Namespace
from collections.abc import Callable
from pathlib import Path

from berkas.engine.rulebook import Rulebook
from berkas.paths import resource
from berkas.shell.cli.answers import say
from berkas.shell.cli.main import OpenWindow
from berkas.shell.cli.words import CallError
from berkas.shell.demo.making import make_office
from berkas.shell.demo.papers import LIST_NAME, print_all
from berkas.shell.demo.reading import SampleError, read_office
from berkas.shell.display import has_display
from berkas.shell.registry import SAMPLE_NAME

SECOND_NAME = "contoh-banten.berkas"


def demo_command(call: Namespace) -> int | OpenWindow:
    """Make or find the sample in a folder, then open it when there is a screen."""
    folder = Path(call.folder)
    office = make_demo(folder, say)
    if has_display():
        return OpenWindow(office)
    # whoever started us by another name (the bootstrap of a checkout) says so
    call_name = os.environ.get("BERKAS_CALL", "berkas")
    say(
        "Tidak ada layar di sini; buka jendelanya di komputer berlayar dengan: "
        f"{call_name} {shlex.quote(str(office))}"
    )
    return 0


def make_demo(folder: Path, progress: Callable[[str], None]) -> Path:
    """Write the sample offices and their documents into a folder and return the first office's path.

    A folder that has them already stays as it is. Raises CallError with one sentence.
    """
    office = folder / SAMPLE_NAME
    if office.exists():
        progress(f"Kantor contoh sudah ada dan tidak diganti: {office}")
        return office
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=".contoh-", dir=folder, ignore_cleanup_errors=True) as aside:
            count = _make(Path(aside), progress)
            _move(Path(aside), folder, progress)
    except OSError as error:
        raise CallError(f"Folder {folder} tidak dapat ditulisi. Pilih folder lain.") from error
    except SampleError as error:
        raise CallError(f"Kantor contoh tidak dapat dibuat. {error}") from error
    progress(f"Kantor contoh dan {count} dokumen ada di {folder}; daftarnya di {LIST_NAME}.")
    return office


def _make(folder: Path, progress: Callable[[str], None]) -> int:
    """Both offices and the documents of the first; returns how many documents."""
    rulebook = Rulebook.load()
    progress("Kantor contoh disiapkan; ini memerlukan kurang dari satu menit.")
    sample = resource("sample", "babel")
    with make_office(sample, folder / SAMPLE_NAME, rulebook, progress) as book:
        count = len(print_all(book, read_office(sample), rulebook, folder, progress))
    make_office(resource("sample", "banten"), folder / SECOND_NAME, rulebook, progress).close()
    return count


def _move(made: Path, folder: Path, progress: Callable[[str], None]) -> None:
    """Move what was made into the folder, the first office last: where it is, the sample is whole."""
    for path in sorted(made.iterdir(), key=lambda each: (each.name == SAMPLE_NAME, each.name)):
        if path.suffix not in (".berkas", ".pdf", ".txt"):
            continue
        target = folder / path.name
        if target.exists():
            progress(f"{target.name} sudah ada di folder itu dan tidak diganti.")
        else:
            path.rename(target)
