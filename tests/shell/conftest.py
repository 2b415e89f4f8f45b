"""Offices for the tests of the shell: each test has a copy of one prepared file; calls run in process."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.shell.calling import Answer, Call

from berkas.shell.cli import run
from berkas_db.book import Book


@pytest.fixture
def call(capsys: pytest.CaptureFixture[str]) -> Call:
    """Call the command line as a terminal would: words in, status and texts out."""

    def called(*words: object) -> Answer:
        status = run([str(word) for word in words])
        said = capsys.readouterr()
        return Answer(status, said.out, said.err)

    return called


@pytest.fixture(scope="session")
def prepared_office(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("kantor") / "kantor.berkas"
    Book.create(path, office_name="Kantor Wilayah Contoh").close()
    return path


@pytest.fixture
def office(prepared_office: Path, tmp_path: Path) -> Path:
    """An office file of this test's own, closed."""
    return Path(shutil.copy(prepared_office, tmp_path / "kantor.berkas"))


@pytest.fixture
def unchanged(office: Path) -> Iterator[Path]:
    """The same, and the test fails when one byte of it or its folder differs at the end."""
    before = _picture(office.parent)
    yield office
    after = _picture(office.parent)
    assert {name: after.get(name) for name in before} == before
    assert not [name for name in after if name.startswith(office.name) and name not in before]


def _picture(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}
