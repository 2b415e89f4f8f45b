"""Resources are found in a checkout and in an installed package; folders follow the portable mode."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from berkas import paths

ROOT = Path(__file__).resolve().parent.parent


def test_resources_come_from_the_checkout() -> None:
    assert paths.resource() == ROOT / "resources"
    assert paths.resource("icons", "x.svg") == ROOT / "resources" / "icons" / "x.svg"


def test_resources_of_a_checkout_win_over_stale_copies_in_the_package(tmp_path: Path) -> None:
    package = tmp_path / "desktop" / "berkas"
    _copy_package(package)
    (package / "resources").mkdir()
    (tmp_path / "resources").mkdir()
    (tmp_path / "pyproject.toml").touch()
    assert _asked(tmp_path / "desktop") == tmp_path / "resources"


def test_an_installed_package_has_its_own_resources(tmp_path: Path) -> None:
    site = tmp_path / "lib" / "site-packages"
    _copy_package(site / "berkas")
    (site / "berkas" / "resources").mkdir()
    (tmp_path / "resources").mkdir()  # somebody else's folder of that name
    assert _asked(site) == site / "berkas" / "resources"


def test_portable_mode_keeps_everything_in_one_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(paths.PORTABLE, str(tmp_path))
    folders = [paths.settings_folder(), paths.log_folder(), paths.data_folder()]
    assert [folder.parent for folder in folders] == [tmp_path] * 3
    assert len(set(folders)) == 3
    assert not any(folder.exists() for folder in folders)


def test_a_portable_folder_may_be_relative(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv(paths.PORTABLE, "stik")
    assert paths.settings_folder() == tmp_path / "stik" / "settings"


@pytest.mark.parametrize("value", [None, "", "  "])
def test_otherwise_the_folders_are_the_persons_own(
    value: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    if value is None:
        monkeypatch.delenv(paths.PORTABLE)
    else:
        monkeypatch.setenv(paths.PORTABLE, value)
    for folder in (paths.settings_folder(), paths.log_folder(), paths.data_folder()):
        assert folder.is_absolute()
        assert "Berkas" in folder.parts


def _copy_package(package: Path) -> None:
    package.mkdir(parents=True)
    for name in ("__init__.py", "paths.py"):
        shutil.copy(ROOT / "desktop" / "berkas" / name, package / name)


def _asked(source_root: Path) -> Path:
    code = "import sys; sys.path.insert(0, sys.argv[1]); from berkas import paths; print(paths.resource())"
    command = [sys.executable, "-c", code, str(source_root)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    return Path(done.stdout.strip())
