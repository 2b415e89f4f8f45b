"""The locked lists cover the project file, carry hashes, and name no place to download from."""

import os
import re
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

ROOT = Path(__file__).resolve().parent.parent.parent
FOLDER = ROOT / "installer" / "requirements"
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
RUN = PROJECT["project"]["dependencies"]
TEST = [*RUN, *PROJECT["dependency-groups"]["dev"]]


def entries(level: str) -> dict[str, str]:
    """Return each pin of a list with all its lines, by the package's canonical name."""
    text = (FOLDER / f"{level}.txt").read_text("utf-8")
    blocks = re.findall(r"^(?!#)\S.*(?:\n .*)*", text, re.MULTILINE)
    return {canonicalize_name(block.split("==")[0]): block for block in blocks}


def version(block: str) -> Version:
    return Version(re.split(r"==|[ ;\\]", block)[1])


@pytest.mark.parametrize(
    ("level", "named"),
    [*(("run", name) for name in RUN), *(("test", name) for name in TEST)],
)
def test_every_dependency_is_locked_as_the_project_asks(level: str, named: str) -> None:
    requirement = Requirement(named)
    locked = version(entries(level)[canonicalize_name(requirement.name)])
    assert requirement.specifier.contains(locked, prereleases=True)


@pytest.mark.parametrize("level", ["run", "test"])
def test_every_pin_has_its_sums(level: str) -> None:
    for name, block in entries(level).items():
        assert re.search(r"--hash=sha256:[0-9a-f]{64}", block), name


def test_the_tests_run_what_people_run() -> None:
    tested = entries("test")
    assert {name: version(block) for name, block in entries("run").items()}.items() <= {
        name: version(block) for name, block in tested.items()
    }.items()


@pytest.mark.parametrize("level", ["run", "test"])
def test_no_list_says_where_to_download(level: str) -> None:
    text = (FOLDER / f"{level}.txt").read_text("utf-8")
    assert not re.search(r"://|index|find-links|@", text)


def test_qt_stays_below_the_version_that_loses_references() -> None:
    """6.12.0 aborts Python 3.11 after a few thousand calls that return None."""
    assert version(entries("run")["pyside6-essentials"]) == Version("6.11.3")


def test_the_build_machine_calls_what_people_call() -> None:
    script = ROOT / ".ci" / "run"
    assert os.access(script, os.X_OK)
    assert "python3 -m installer test\n" in script.read_text("utf-8")
