"""The environment is made from locked lists only, known again by its stamp, honest when it cannot be made.

Real pip and a real virtual environment, with one small package made here instead of a network.
"""

import base64
import hashlib
import os
import shutil
import subprocess
import zipfile
from pathlib import Path

import pytest

from installer.environment import Environment
from installer.say import Refusal

SOURCES = ("desktop/berkas", "db/berkas_db")


def make_wheel(folder: Path, version: str) -> str:
    """Write a wheel of the package `contoh` and return its line in a locked list."""
    info = f"contoh-{version}.dist-info"
    files = {
        "contoh.py": f"VERSION = {version!r}\n",
        f"{info}/METADATA": f"Metadata-Version: 2.1\nName: contoh\nVersion: {version}\n",
        f"{info}/WHEEL": "Wheel-Version: 1.0\nGenerator: contoh\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
    }
    record = ""
    for name, text in files.items():
        digest = base64.urlsafe_b64encode(hashlib.sha256(text.encode()).digest()).rstrip(b"=").decode()
        record += f"{name},sha256={digest},{len(text)}\n"
    files[f"{info}/RECORD"] = f"{record}{info}/RECORD,,\n"
    folder.mkdir(exist_ok=True)
    path = folder / f"contoh-{version}-py3-none-any.whl"
    with zipfile.ZipFile(path, "w") as wheel:
        for name, text in files.items():
            wheel.writestr(name, text)
    return f"contoh=={version} \\\n    --hash=sha256:{hashlib.sha256(path.read_bytes()).hexdigest()}\n"


def lock(root: Path, text: str) -> None:
    for level in ("run", "test"):
        (root / "installer" / "requirements" / f"{level}.txt").write_text(text, "utf-8")


@pytest.fixture
def without_network(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PIP_CONFIG_FILE", os.devnull)
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_FIND_LINKS", str(tmp_path / "wheels"))
    monkeypatch.delenv("PIP_EXTRA_INDEX_URL", raising=False)
    monkeypatch.delenv("PIP_CONSTRAINT", raising=False)


@pytest.fixture(scope="module")
def pristine(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An environment with pip and nothing else; made once, because that takes seconds."""
    folder = tmp_path_factory.mktemp("pristine")
    Environment(folder)._make(_Stopwatch())
    return folder / ".venv"


class _Stopwatch:
    def seconds(self) -> int:
        return 0


@pytest.fixture
def checkout(tmp_path: Path, without_network: None) -> Environment:
    """A checkout with one locked package, and no environment yet."""
    root = tmp_path / "folder dengan spasi"
    (root / "installer" / "requirements").mkdir(parents=True)
    for name in SOURCES:
        (root / name).mkdir(parents=True)
        (root / name / "__init__.py").touch()
    lock(root, make_wheel(tmp_path / "wheels", "1.0"))
    return Environment(root)


@pytest.fixture
def environment(checkout: Environment, pristine: Path) -> Environment:
    """The same with a virtual environment in which nothing is installed."""
    shutil.copytree(pristine, checkout.folder, symlinks=True)
    return checkout


def installed(environment: Environment) -> str:
    code = "import berkas, berkas_db, contoh; print(contoh.VERSION)"
    done = subprocess.run([environment.python, "-c", code], capture_output=True, text=True, check=True)
    return done.stdout.strip()


def test_a_checkout_becomes_ready(checkout: Environment, capfd: pytest.CaptureFixture[str]) -> None:
    assert not checkout.is_ready("run")
    assert checkout.ensure("run", window=False) == checkout.python
    assert checkout.is_ready("run")
    assert installed(checkout) == "1.0"
    said = capfd.readouterr()
    assert said.out == ""
    assert "[1/1] contoh 1.0" in said.err


def test_the_second_time_nothing_is_started(
    environment: Environment, monkeypatch: pytest.MonkeyPatch
) -> None:
    environment.ensure("run", window=False)

    def started(*_: object, **__: object) -> None:
        pytest.fail("a process was started")

    monkeypatch.setattr(subprocess, "Popen", started)
    assert environment.ensure("run", window=False) == environment.python


def test_a_developers_own_environment_is_kept(environment: Environment) -> None:
    mine = environment.folder / "mine.txt"
    mine.touch()
    environment.ensure("run", window=False)
    assert mine.exists()
    assert installed(environment) == "1.0"


def test_a_changed_list_is_installed(environment: Environment, tmp_path: Path) -> None:
    environment.ensure("run", window=False)
    lock(environment.root, make_wheel(tmp_path / "wheels", "1.1"))
    assert not environment.is_ready("run")
    environment.ensure("run", window=False)
    assert installed(environment) == "1.1"


def test_the_tests_need_their_own_list(environment: Environment) -> None:
    environment.ensure("run", window=False)
    assert not environment.is_ready("test")


def test_an_environment_of_another_place_is_made_anew(environment: Environment, tmp_path: Path) -> None:
    environment.ensure("run", window=False)
    moved = tmp_path / "pindah"
    environment.root.rename(moved)
    again = Environment(moved)
    assert not again.is_ready("run")
    again.ensure("run", window=False)
    assert installed(again) == "1.0"


def test_a_broken_environment_is_made_anew(environment: Environment) -> None:
    environment.python.unlink()
    environment.python.symlink_to("/tidak/ada/python")
    environment.ensure("run", window=False)
    assert installed(environment) == "1.0"


def refused(environment: Environment) -> str:
    with pytest.raises(Refusal) as caught:
        environment.ensure("run", window=False)
    assert not environment.is_ready("run")
    assert "\n" not in str(caught.value)
    return str(caught.value)


def test_another_file_under_the_same_name_is_refused(environment: Environment) -> None:
    lock(environment.root, f"contoh==1.0 --hash=sha256:{'0' * 64}\n")
    assert "tidak sama dengan yang terkunci" in refused(environment)


def test_a_package_for_another_computer_is_refused(environment: Environment) -> None:
    lock(environment.root, f"lain==2.0 --hash=sha256:{'0' * 64}\n")
    assert "glibc" in refused(environment)


def test_no_network_is_one_sentence_in_two_languages(
    environment: Environment, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("PIP_NO_INDEX")
    monkeypatch.delenv("PIP_FIND_LINKS")
    monkeypatch.setenv("PIP_INDEX_URL", "http://127.0.0.1:9/simple")
    monkeypatch.setenv("PIP_RETRIES", "1")
    sentence = refused(environment)
    assert "jaringan tidak terjangkau" in sentence
    assert "no network" in sentence
    assert sentence.endswith("python3 -m installer demo")


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="an administrator may write everywhere")
def test_a_folder_that_cannot_be_written_is_one_sentence(checkout: Environment) -> None:
    checkout.root.chmod(0o555)
    try:
        assert "tidak dapat ditulisi" in refused(checkout)
    finally:
        checkout.root.chmod(0o755)


def test_a_folder_that_cannot_be_made_is_one_sentence(checkout: Environment) -> None:
    checkout.folder.touch()  # a file where the folder should be
    assert str(checkout.folder) in refused(checkout)
