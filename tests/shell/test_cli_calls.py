"""The words of a call: what opens the window, what is refused, in which words, and without Qt."""

import subprocess
import sys
from pathlib import Path

import pytest
from tests.shell.calling import Call

from berkas.shell.cli import OpenWindow
from berkas.shell.cli.main import _COMMANDS


def test_no_word_opens_the_last_office(call: Call) -> None:
    assert call().status == OpenWindow(None)


@pytest.mark.parametrize("word", ["kantor.berkas", "kantor lain.berkas", "folder/kantor", "../kantor.berkas"])
def test_a_file_opens_the_window(call: Call, word: str) -> None:
    assert call(word).status == OpenWindow(Path(word))


def test_an_existing_file_without_an_ending_opens_the_window(
    call: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("kantor").touch()
    assert call("kantor").status == OpenWindow(Path("kantor"))


def test_a_mistyped_command_is_not_a_file(call: Call) -> None:
    answer = call("chek")
    assert answer.status == 2
    assert answer.complaint.startswith("Perintah “chek” tidak ada. Mungkin maksudnya “check”.")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("list",), "Yang masih kurang: KIND, --office. Lihat berkas list --help."),
        (("list", "obh"), "Yang masih kurang: --office. Lihat berkas list --help."),
        (("list", "obh", "--office"), "--office memerlukan satu nilai. Lihat berkas list --help."),
        (("score", "skm", "a.csv", "lebih"), "Tidak dikenal: lebih. Lihat berkas --help."),
        (("check", "a.berkas", "--jso"), "Tidak dikenal: --jso. Lihat berkas --help."),
        (("--apa",), "Yang masih kurang: PERINTAH. Lihat berkas --help."),
        (("nope", "a"), "Perintah “nope” tidak ada."),
    ],
)
def test_a_wrong_call_gets_one_indonesian_sentence(call: Call, words: tuple[str, ...], said: str) -> None:
    answer = call(*words)
    assert answer.status == 2
    assert answer.complaint.startswith(said)


@pytest.mark.parametrize("words", [("--help",), *((name, "--help") for name in _COMMANDS)])
def test_help_is_indonesian(call: Call, words: tuple[str, ...]) -> None:
    answer = call(*words)
    assert answer.status == 0
    assert answer.out.startswith("cara pakai: berkas")
    assert not {"usage", "positional", "options:", "show this"} & set(answer.out.split())


def test_help_names_every_command(call: Call) -> None:
    out = call("--help").out
    for name in [
        "demo",
        "new",
        "list",
        "score",
        "deadline",
        "import",
        "export",
        "print",
        "preflight",
        "verify",
        "check",
        "backup",
        "restore",
    ]:
        assert f"    {name}" in out


def test_version(call: Call) -> None:
    assert call("--version").out == "Berkas 0.1.0\n"


def test_a_bug_is_one_sentence_and_a_line_in_the_log(
    call: Call, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("BERKAS_HOME", str(tmp_path))

    def broken(_call: object) -> int:
        raise ZeroDivisionError("Siti Contoh")

    monkeypatch.setattr("berkas.shell.cli.checks.check", broken)
    answer = call("check", "a.berkas")
    assert answer.status == 2
    assert answer.complaint.startswith("Terjadi kegagalan program;")
    logged = (tmp_path / "log" / "berkas.log").read_text("utf-8")
    assert str(tmp_path / "log" / "berkas.log") in answer.complaint
    assert "ZeroDivisionError" in logged
    assert "Siti" not in logged + answer.complaint


@pytest.mark.parametrize("error", [KeyError("Siti"), IndexError("Siti")])
def test_a_missing_key_is_a_bug_not_a_sentence(
    call: Call, monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    def broken(_call: object) -> int:
        raise error

    monkeypatch.setattr("berkas.shell.cli.checks.check", broken)
    assert call("check", "a.berkas").complaint.startswith("Terjadi kegagalan program;")


def test_ctrl_c_is_quiet(call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    def stopped(_call: object) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr("berkas.shell.cli.checks.check", stopped)
    answer = call("check", "a.berkas")
    assert (answer.status, answer.complaint) == (2, "Dibatalkan.")


def berkas(*words: str, **environment: str) -> subprocess.CompletedProcess[bytes]:
    """The program as a process of its own."""
    import os

    source = Path(__file__).resolve().parents[2]
    paths = os.pathsep.join(str(source / name) for name in ("desktop", "db"))
    kept = {key: value for key, value in os.environ.items() if key not in {"DISPLAY", "WAYLAND_DISPLAY"}}
    kept.pop("QT_QPA_PLATFORM", None)
    return subprocess.run(
        [sys.executable, "-m", "berkas", *words],
        env={**kept, "PYTHONPATH": paths, "PYTHONUTF8": "0", "LC_ALL": "C", **environment},
        capture_output=True,
        check=False,
    )


def test_output_is_utf8_whatever_the_machine_speaks() -> None:
    done = berkas("deadline", "ppid", "2025-03-26", "--json")
    assert done.returncode == 0
    assert done.stderr == b""
    assert "→" in done.stdout.decode("utf-8") or "permohonan" in done.stdout.decode("utf-8")


def test_a_call_never_loads_qt(office: Path) -> None:
    done = berkas("list", "obh", "--office", str(office), PYTHONVERBOSE="1")
    assert done.returncode == 0
    assert b"import 'berkas.shell.cli.records'" in done.stderr
    assert b"import 'PySide6" not in done.stderr


def test_a_window_without_a_display_is_a_sentence() -> None:
    if sys.platform in {"win32", "darwin"}:
        pytest.skip("there is always a display here")
    done = berkas("kantor.berkas")
    assert done.returncode == 2
    assert done.stderr.decode("utf-8").startswith("Jendela tidak dapat dibuka karena tidak ada layar.")


def test_a_closed_pipe_is_no_failure(office: Path) -> None:
    import os

    source = Path(__file__).resolve().parents[2]
    paths = os.pathsep.join(str(source / name) for name in ("desktop", "db"))
    line = f"'{sys.executable}' -m berkas deadline pengaduan_berkadar 2025-03-26 | head -n 1"
    done = subprocess.run(
        ["bash", "-o", "pipefail", "-c", line],
        env={**os.environ, "PYTHONPATH": paths},
        capture_output=True,
        check=False,
    )
    assert done.stderr == b""
    assert done.returncode == 0
