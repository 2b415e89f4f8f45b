"""The commands of `python3 -m installer`: demo, run, test, build; each makes the environment first.

Imports only the standard library and `installer`.
"""

import subprocess
from collections.abc import Mapping, Sequence

from installer import checks, system
from installer.environment import Environment
from installer.say import Refusal, line

KINDS = ("windows", "debian", "wheel")

HELP = """\
Menjalankan Berkas langsung dari folder ini. Pemakaian pertama menyiapkan folder .venv
(mengunduh pustaka, sekali saja); pemakaian berikutnya langsung mulai.

  python3 -m installer demo           membuat kantor contoh dan semua contoh cetakan di folder ./demo,
                                      lalu membuka jendelanya bila ada layar
  python3 -m installer run [FILE]     membuka Berkas, langsung pada FILE bila disebut
  python3 -m installer test [-- ...]  menjalankan semua pemeriksaan dan pengujian;
                                      yang ditulis setelah -- diteruskan kepada pytest
  python3 -m installer test --full    memasang alat yang diperlukan, membuat semua pemasang, dan mencobanya:
                                      di wine64, akar Debian bersih, dan uv (sebagai root, sekitar 1 jam)
  python3 -m installer build [windows|debian|wheel ...]
                                      membuat pemasang ke folder ./dist; tanpa kata: semuanya
  python3 -m installer --help         menampilkan keterangan ini
"""


def main(arguments: Sequence[str]) -> int:
    """Run one command and return its exit status; a refusal is one sentence and status 2."""
    try:
        return _run(list(arguments))
    except Refusal as refusal:
        line(str(refusal))
        return 2
    except KeyboardInterrupt:
        line("Dihentikan; ulangi perintah yang sama untuk melanjutkan.")
        return 130


def _run(arguments: list[str]) -> int:
    command, rest = (arguments[0], arguments[1:]) if arguments else ("--help", [])
    match command:
        case "--help" | "-h" | "help":
            print(HELP, end="")
            return 0
        case "demo":
            _accept(command, rest, most=0)
            return _start(["demo", "demo"])
        case "run":
            _accept(command, rest, most=1)
            return _start(rest)
        case "test":
            return _test(rest)
        case "build":
            return _build(rest)
        case _:
            raise Refusal(
                f"Perintah '{command}' tidak dikenal; lihat daftarnya dengan: python3 -m installer --help"
            )


def _accept(command: str, rest: Sequence[str], *, most: int) -> None:
    if len(rest) > most or any(argument.startswith("-") for argument in rest):
        raise Refusal(
            f"Perintah '{command}' tidak mengenal '{rest[most] if len(rest) > most else rest[0]}'; "
            "lihat cara pakainya dengan: python3 -m installer --help"
        )


def _start(arguments: Sequence[str]) -> int:
    """Start the program itself in the folder where the person stands."""
    environment = Environment()
    python = environment.ensure("run", window=system.has_display())
    variables = {**environment.variables(), "BERKAS_CALL": "python3 -m installer run"}
    done = subprocess.run([str(python), "-m", "berkas", *arguments], check=False, env=variables)
    return done.returncode if done.returncode >= 0 else 128 - done.returncode


def _build(rest: list[str]) -> int:
    wrong = [word for word in rest if word not in KINDS]
    if wrong:
        raise Refusal(
            f"Perintah 'build' tidak mengenal '{wrong[0]}'; yang ada: "
            f"{', '.join(KINDS)}; lihat: python3 -m installer --help"
        )
    return _tool("installer.building", rest or list(KINDS), {**system.BUILD_TOOLS})


def _tool(module: str, words: Sequence[str], tools: Mapping[str, str]) -> int:
    """Run a part of the installer in the environment, with the programs it needs."""
    environment = Environment()
    python = environment.ensure("test", window=True)
    system.ensure_tools(tools)
    command = [str(python), "-m", module, *words]
    done = subprocess.run(command, check=False, cwd=environment.root, env=environment.variables())
    return done.returncode if done.returncode >= 0 else 128 - done.returncode


def _test(rest: list[str]) -> int:
    if rest[:1] == ["--full"]:
        _accept("test --full", rest[1:], most=0)
        return _tool("installer.trying", [], {**system.BUILD_TOOLS, **system.FULL_TOOLS})
    if rest and rest[0] != "--":
        raise Refusal(
            f"Perintah 'test' tidak mengenal '{rest[0]}'; argumen untuk pytest ditulis setelah --, "
            "misalnya: python3 -m installer test -- -k nomor"
        )
    environment = Environment()
    environment.ensure("test", window=True)
    return checks.run_checks(environment, rest[1:])
