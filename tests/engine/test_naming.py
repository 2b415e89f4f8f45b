"""A text that leaves the office is compared with the people of its own record only."""

from collections.abc import Iterator

import pytest

from berkas.engine import identities
from berkas.engine.naming import named_in
from berkas_db.book import Book
from berkas_db.changes import ANYONE

LABELS = {"press_text": "Siaran pers"}


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Book]:
    path = tmp_path_factory.mktemp("kantor") / "kantor.berkas"
    with Book.create(path, office_name="Kantor Wilayah Contoh") as made:
        person = {"name": "Budi Contoh", "alias_names": "Si Budi, Cak Bud", "nik": "1971010101900001",
                  "parent_names": "Ani Contoh dan Amir Contoh"}  # fmt: skip
        made.change(identities.put, ANYONE, person).result()
        made.change(identities.put, ANYONE, {"name": "Orang Lain"}).result()
        yield made


@pytest.mark.parametrize(
    ("words", "is_named"),
    [
        ("Tim menemui BUDI  CONTOH di lapas.", True),
        ("Tim menemui Budi, contoh yang baik.", True),  # rather once too often
        ("NIK 1971010101900001", True),
        ("Ibunya, Amir Contoh.", True),
        ("Tim menemui Cak Bud.", True),
        ("Tim menemui Budiman Contohnya.", False),
        ("Tim menemui Orang Lain.", False),
        ("", False),
    ],
)
def test_only_people_of_the_record_are_found(book: Book, words: str, is_named: bool) -> None:
    found = book.glance(named_in, [1], {"press_text": words}, LABELS)
    assert [problem.key for problem in found] == (["press_text"] if is_named else [])
    assert all("Budi" not in problem.message for problem in found)
