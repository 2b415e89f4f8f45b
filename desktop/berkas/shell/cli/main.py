"""The words of a call, which command answers them, and what is said when something is wrong.

Exit status: 0 done, 1 the data has problems (they are listed), 2 the call is wrong or a file cannot be used.
Never a traceback: a bug is one sentence and a line in the log.
"""

from __future__ import annotations

import logging
import os
import sys
from argparse import Namespace
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches
from pathlib import Path

from berkas import __version__, log
from berkas.shell.cli.answers import complain, say
from berkas.shell.cli.words import USAGE_ERROR, CallError, Parser

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class OpenWindow:
    """The call asks for the window, on this office file or on the last one.

    `safe`: without this computer's settings and without opening the last office. `software`: drawn without
    the graphics driver.
    """

    path: Path | None = None
    safe: bool = False
    software: bool = False


Command = Callable[[Namespace], int | OpenWindow]

# Words before an office file that change how the window starts.
_SAFE, _SOFTWARE = "--aman", "--tanpa-kartu-grafis"


def run(arguments: Sequence[str]) -> int | OpenWindow:
    """Answer a call; OpenWindow when a person wants the window."""
    given = frozenset(arguments).intersection((_SAFE, _SOFTWARE))
    words = [word for word in arguments if word not in given]
    window = OpenWindow(safe=_SAFE in given, software=_SOFTWARE in given)
    if not words:
        return window
    if words[0] not in _COMMANDS and not words[0].startswith("-"):
        if len(words) == 1 and _means_a_file(words[0]):
            return replace(window, path=Path(words[0]))
        complain(_no_such_command(words[0]))
        return USAGE_ERROR
    return _guarded(words)


def _means_a_file(word: str) -> bool:
    """A name with an ending or a folder, or something that is there; anything else is a mistyped command."""
    path = Path(word)
    return bool(path.suffix) or len(path.parts) > 1 or path.exists()


def _no_such_command(word: str) -> str:
    near = get_close_matches(word, _COMMANDS, n=1)
    meant = f" Mungkin maksudnya “{near[0]}”." if near else ""
    return f"Perintah “{word}” tidak ada.{meant} Yang ada: {', '.join(_COMMANDS)}."


def _guarded(words: Sequence[str]) -> int | OpenWindow:
    try:
        call = _parser().parse_args(words)
        answer = _named(call.command)(call)
        sys.stdout.flush()
    except SystemExit as end:
        return int(end.code or 0)
    except BrokenPipeError:
        _close_quietly()
        return 0
    except KeyboardInterrupt:
        complain("Dibatalkan.")
        return USAGE_ERROR
    except Exception as error:  # noqa: BLE001  the last door: a bug becomes one sentence
        complain(_sentence(error) or _bug(error))
        return USAGE_ERROR
    return answer


def _sentence(error: Exception) -> str:
    """What the error itself has to say to people; empty for a bug."""
    from berkas.engine.rulebook import RulebookError
    from berkas.rules.clocks import DeadlineError
    from berkas.sheets.errors import SheetError
    from berkas_db.errors import BookError

    if isinstance(error, BookError):
        return f"{error} {error.next_step}"
    # A clock says with a plain LookupError that no version covers a day; its subclasses are bugs.
    spoken = (CallError, RulebookError, DeadlineError, SheetError)
    return str(error) if isinstance(error, spoken) or type(error) is LookupError else ""


def _bug(error: Exception) -> str:
    place = log.setup()
    logger.error("command failed\n%s", log.trace(error))
    where = f" Keterangan ada di {place}." if place else ""
    return f"Terjadi kegagalan program; tidak ada data yang berubah karenanya.{where}"


def _close_quietly() -> None:
    """The reader of a pipe went away; Python must not complain at its own end."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _parser() -> Parser:
    parser = Parser(prog="berkas", description="Berkas kantor: dari jendela maupun dari terminal.")
    parser.add_argument(
        "--version", action="version", version=f"Berkas {__version__}", help="tampilkan versi"
    )
    for switch, words in ((_SAFE, "buka jendela tanpa setelan"), (_SOFTWARE, "lukis tanpa kartu grafis")):
        parser.add_argument(switch, action="store_true", help=words)
    commands = parser.add_subparsers(dest="command", metavar="PERINTAH", parser_class=Parser, required=True)
    for name, (help_text, arguments, _where) in _COMMANDS.items():
        command = commands.add_parser(name, help=help_text, description=help_text)
        for flags, settings in arguments:
            command.add_argument(*flags, **settings)  # pyright: ignore[reportArgumentType]
    return parser


def _named(name: str) -> Command:
    """Load a command's module only when it is called, so that each call starts at once."""
    from importlib import import_module

    module, function = _COMMANDS[name][2].split(":")
    return getattr(import_module(module), function)


def _show_help(_call: Namespace) -> int:
    say(_parser().format_help())
    return 0


_Argument = tuple[tuple[str, ...], dict[str, object]]
_JSON: _Argument = (("--json",), {"action": "store_true", "help": "jawab sebagai satu dokumen JSON"})
_OFFICE: _Argument = (
    ("--office",),
    {"required": True, "metavar": "BERKAS", "help": "berkas kantor (.berkas)"},
)
_USER: _Argument = (("--user",), {"metavar": "NAMA", "help": "akun yang menjalankan perintah"})


def _plain(name: str, help_text: str) -> _Argument:
    return ((name.lower(),), {"metavar": name, "help": help_text})


_COMMANDS: dict[str, tuple[str, tuple[_Argument, ...], str]] = {
    "demo": (
        "tulis kantor contoh dan satu dari setiap dokumen ke sebuah folder, lalu buka",
        (_plain("FOLDER", "folder tujuan"),),
        "berkas.shell.demo:demo_command",
    ),
    "new": (
        "buat kantor baru yang kosong",
        (
            _plain("FILE", "berkas kantor yang akan dibuat"),
            (("--name",), {"required": True, "metavar": "NAMA", "help": "nama kantor"}),
            (("--protect",), {"action": "store_true", "help": "lindungi dengan frasa sandi"}),
        ),
        "berkas.shell.cli.files:new_office",
    ),
    "list": (
        "tampilkan daftar: obh units cases visits assessments award complaints followups documents",
        (_plain("KIND", "jenis daftar"), _OFFICE, _JSON, _USER),
        "berkas.shell.cli.records:list_records",
    ),
    "score": (
        "hitung nilai dari berkas jawaban",
        (_plain("INSTRUMENT", "kunci instrumen"), _plain("ANSWERS", "berkas jawaban .csv atau .xlsx"), _JSON),
        "berkas.shell.cli.rules:score_file",
    ),
    "deadline": (
        "hitung batas waktu sebuah kelas mulai suatu tanggal, hari demi hari",
        (
            (("clock_class",), {"metavar": "CLASS", "help": "kelas, misalnya pengaduan_tidak_berkadar"}),
            (("start",), {"metavar": "TANGGAL", "help": "TAHUN-BULAN-TANGGAL"}),
            (("--office",), {"metavar": "BERKAS", "help": "pakai hari libur dan aturan kantor ini"}),
            _JSON,
        ),
        "berkas.shell.cli.rules:deadline",
    ),
    "import": (
        "masukkan data dari buku kerja atau CSV",
        (
            _plain("KIND", "jenis data"),
            _plain("FILE", "berkas .xlsx atau .csv"),
            _OFFICE,
            (("--instrument",), {"metavar": "I", "help": "instrumen survei, atau instrumen untuk answers"}),
            (("--unit",), {"metavar": "U", "help": "kode unit"}),
            (("--period",), {"metavar": "P", "help": "periode"}),
            (("--dry-run",), {"action": "store_true", "help": "periksa saja, jangan simpan"}),
            _JSON,
            _USER,
        ),
        "berkas.shell.cli.records:import_records",
    ),
    "export": (
        "tulis sebuah daftar, atau jawaban (answers) beserta buku kodenya, ke buku kerja atau CSV",
        (
            _plain("KIND", "jenis daftar, atau answers"),
            _plain("OUT", "berkas tujuan .xlsx atau .csv"),
            _OFFICE,
            (("--instrument",), {"metavar": "I", "help": "untuk answers: kunci instrumen, atau KUNCI@EDISI"}),
            (("--unit",), {"metavar": "U", "help": "untuk answers: kode unit survei"}),
            (("--period",), {"metavar": "P", "help": "untuk answers: periode survei"}),
            _USER,
        ),
        "berkas.shell.cli.records:export_records",
    ),
    "print": (
        "cetak dokumen ke PDF",
        (
            _plain("DOCUMENT", "jenis dokumen"),
            _OFFICE,
            (
                ("--of",),
                {"metavar": "KEY", "help": "kode unit, OBH, kegiatan, nomor pengaduan, PUTARAN:UNIT …"},
            ),
            (("--out",), {"required": True, "metavar": "PDF", "help": "berkas tujuan"}),
            (("--issue",), {"action": "store_true", "help": "terbitkan dengan nomor dan kode lebih dahulu"}),
            (
                ("--twin",),
                {"choices": ("html", "besar"), "help": "kembaran satu dokumen: HTML atau huruf besar"},
            ),
            (
                ("--changed",),
                {
                    "nargs": "?",
                    "type": int,
                    "const": -1,
                    "metavar": "REVISI",
                    "help": "hanya halaman yang berubah sejak revisi itu, nomornya tetap",
                },
            ),
            _USER,
        ),
        "berkas.shell.cli.papers:print_document",
    ),
    "preflight": (
        "periksa kelengkapan berkas verifikasi sebelum dicetak",
        (_OFFICE, (("--of",), {"required": True, "metavar": "KEY", "help": "PUTARAN:UNIT"}), _JSON, _USER),
        "berkas.shell.cli.papers:preflight",
    ),
    "verify": (
        "periksa kode pada dokumen cetak",
        (_plain("CODE", "12 huruf dan angka, atau isi kode QR"), _OFFICE, _JSON, _USER),
        "berkas.shell.cli.papers:verify_code",
    ),
    "check": (
        "periksa keutuhan berkas kantor dan aturan kantor; tanpa --repair tidak ada yang ditulis",
        (
            _plain("FILE", "berkas kantor"),
            (("--repair",), {"action": "store_true", "help": "perbaiki yang dapat diperbaiki program"}),
            _USER,
        ),
        "berkas.shell.cli.checks:check",
    ),
    "backup": (
        "buat cadangan yang sudah diperiksa",
        (
            _plain("FILE", "berkas kantor"),
            (("folder",), {"metavar": "DIR", "help": "folder cadangan"}),
            (
                ("--slim",),
                {"action": "store_true", "help": "lampiran disalin sekali saja; cadangan lama ditipiskan"},
            ),
        ),
        "berkas.shell.cli.files:back_up",
    ),
    "rescue": (
        "selamatkan isi yang terbaca dari berkas kantor yang rusak ke folder baru",
        (
            _plain("FILE", "berkas kantor yang rusak"),
            (("--to",), {"required": True, "metavar": "FOLDER", "help": "folder untuk hasilnya"}),
            (
                ("--tables",),
                {"action": "store_true", "help": "tulis juga tabel CSV dan lampiran, tanpa perlindungan"},
            ),
        ),
        "berkas.shell.cli.files:rescue_office",
    ),
    "selftest": (
        "uji komputer ini: kantor contoh, perlindungan, penilaian, cetakan, buku kerja, jendela",
        (
            (
                ("folder",),
                {"metavar": "FOLDER", "nargs": "?", "help": "simpan hasilnya di folder kosong ini"},
            ),
            (("--program",), {"action": "store_true", "help": "periksa keutuhan berkas program saja"}),
            _JSON,
        ),
        "berkas.shell.selftest:selftest",
    ),
    "restore": (
        "pulihkan cadangan ke sebuah berkas kantor",
        (
            _plain("BACKUP", "berkas cadangan"),
            _plain("FILE", "berkas kantor tujuan"),
            (
                ("--without-missing",),
                {"action": "store_true", "help": "pulihkan juga bila ada lampiran yang hilang"},
            ),
        ),
        "berkas.shell.cli.files:restore_office",
    ),
}
