"""Books for tests: each starts from a copy of one prepared file, closed and plain."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from berkas_db.book import Book


@pytest.fixture(scope="session")
def prepared_book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A new office file, never to be changed."""
    path = tmp_path_factory.mktemp("siap") / "kantor.berkas"
    Book.create(path, office_name="Kanwil Contoh").close()
    return path


@pytest.fixture
def book_path(prepared_book: Path, tmp_path: Path) -> Path:
    """A book of this test's own, closed."""
    return Path(shutil.copy(prepared_book, tmp_path / "kantor.berkas"))


@pytest.fixture
def book(book_path: Path) -> Iterator[Book]:
    """A book of this test's own, open for writing."""
    with Book.open(book_path) as opened:
        yield opened
