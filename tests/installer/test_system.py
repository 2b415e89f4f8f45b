"""What a bare computer lacks is installed by whoever may, and named in one line to whoever may not.

`apt-get` and `sudo` are small scripts here that write down how they were called.
"""

import os
import sys
from pathlib import Path

import pytest

from installer import system
from installer.say import Refusal

NOT_THERE = {"libtidak-ada.so.9": "libtidak-ada9"}

linux_only = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="Debian only")


class Computer:
    """A computer on which only a few programs exist."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.calls = folder / "calls.txt"

    def has(self, program: str, script: str) -> None:
        path = self.folder / program
        path.write_text(f'#!/bin/sh\necho "{program} $*" >> {self.calls}\n{script}\n', "utf-8")
        path.chmod(0o755)

    def called(self) -> list[str]:
        return self.calls.read_text("utf-8").splitlines() if self.calls.exists() else []


@pytest.fixture
def computer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Computer:
    folder = tmp_path / "bin"
    folder.mkdir()
    for name in ("env", "sh"):
        found = next(path for path in (Path("/bin") / name, Path("/usr/bin") / name) if path.exists())
        (folder / name).symlink_to(found)
    monkeypatch.setenv("PATH", str(folder))
    monkeypatch.setattr(system, "QT_LIBRARIES", NOT_THERE)
    monkeypatch.setattr(system, "WINDOW_LIBRARIES", {})
    monkeypatch.setattr(system, "TEST_TOOLS", {"Xtidak": "xtidak"})
    return Computer(folder)


@pytest.fixture
def as_root(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 0)


@pytest.fixture
def as_user(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 1000)


@linux_only
def test_libraries_are_tried_by_loading_them() -> None:
    assert system.missing_libraries(["libc.so.6", *NOT_THERE]) == list(NOT_THERE)


@linux_only
def test_nothing_is_asked_for_when_nothing_is_missing(
    monkeypatch: pytest.MonkeyPatch, computer: Computer
) -> None:
    monkeypatch.setattr(system, "QT_LIBRARIES", {"libc.so.6": "libc6"})
    system.ensure(venv=True, window=True)
    assert computer.called() == []


@linux_only
@pytest.mark.usefixtures("as_user")
def test_an_ordinary_user_gets_one_line_to_type(computer: Computer) -> None:
    computer.has("apt-get", "exit 1")
    with pytest.raises(Refusal, match=r"mengetik: sudo apt-get install -y libtidak-ada9 xtidak$"):
        system.ensure(window=True, tests=True)
    assert computer.called() == []


@linux_only
@pytest.mark.usefixtures("as_user")
def test_sudo_that_asks_for_a_password_is_not_used(computer: Computer) -> None:
    computer.has("apt-get", "exit 0")
    computer.has("sudo", "exit 1")
    with pytest.raises(Refusal, match="tidak berhak"):
        system.ensure(window=True)
    assert computer.called() == ["sudo -n true"]


@linux_only
@pytest.mark.usefixtures("as_user")
def test_sudo_without_a_password_is_used(computer: Computer, monkeypatch: pytest.MonkeyPatch) -> None:
    computer.has("apt-get", "exit 0")
    computer.has("sudo", 'shift; exec "$@"')
    computer.has("true", "exit 0")
    monkeypatch.setattr(system, "QT_LIBRARIES", {})
    monkeypatch.setattr(system, "missing_libraries", lambda names: [])
    system.ensure(tests=True)
    assert computer.called()[-1] == "apt-get -q install -y --no-install-recommends xtidak"


@linux_only
@pytest.mark.usefixtures("as_root")
def test_root_installs_and_fresh_lists_are_fetched_first_when_needed(
    computer: Computer, monkeypatch: pytest.MonkeyPatch
) -> None:
    computer.has(
        "apt-get", f'[ -e {computer.folder}/fresh ] && exit 0\n[ "$2" = update ] && > {computer.folder}/fresh'
    )
    monkeypatch.setattr(system, "QT_LIBRARIES", {})
    system.ensure(tests=True)
    install = "apt-get -q install -y --no-install-recommends xtidak"
    assert computer.called() == [install, "apt-get -q update", install]


@linux_only
@pytest.mark.usefixtures("as_root")
@pytest.mark.parametrize(
    ("words", "reason"),
    [
        ("E: Failed to fetch x  Temporary failure resolving y", "jaringan tidak terjangkau"),
        ("E: Unable to locate package xtidak", "Unable to locate package"),
        ("", "tanpa keterangan"),
    ],
)
def test_a_failed_installation_says_why_and_what_to_type(computer: Computer, words: str, reason: str) -> None:
    computer.has("apt-get", f'echo "{words}"; exit 100')
    with pytest.raises(Refusal, match=reason) as caught:
        system.ensure(tests=True)
    assert str(caught.value).endswith("sudo apt-get install -y libtidak-ada9 xtidak")


@linux_only
@pytest.mark.usefixtures("as_root")
def test_a_library_that_still_does_not_load_is_said(computer: Computer) -> None:
    computer.has("apt-get", "exit 0")
    with pytest.raises(Refusal, match=r"libtidak-ada\.so\.9 tetap tidak dapat dibuka"):
        system.ensure(window=True)


@linux_only
@pytest.mark.usefixtures("computer")
def test_another_linux_is_told_the_names() -> None:
    with pytest.raises(Refusal, match=r"pengelola paket sistem ini lalu ulangi: libtidak-ada9$"):
        system.ensure(window=True)


@pytest.mark.parametrize(
    ("variables", "expected"),
    [
        ({}, False),
        ({"DISPLAY": ":0"}, True),
        ({"WAYLAND_DISPLAY": "wayland-0"}, True),
        ({"DISPLAY": ":0", "QT_QPA_PLATFORM": "offscreen"}, False),
        ({"DISPLAY": ":0", "QT_QPA_PLATFORM": "xcb"}, True),
    ],
)
@linux_only
def test_a_display_is_seen(
    variables: dict[str, str], expected: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    assert system.has_display() is expected
