"""Files of fields: opened once, kept with the record, read back whole; what cannot be opened is refused."""

from pathlib import Path

import pytest

from berkas.engine.keptfiles import keep_files, kept_file
from berkas.media.sample import sample_photo
from berkas.rules.fields import ChosenFile
from berkas_db.book import Book
from berkas_db.changes import ANYONE
from berkas_db.errors import Refused


@pytest.fixture
def book(tmp_path: Path):  # noqa: ANN201
    with Book.create(tmp_path / "k.berkas", office_name="Kanwil Contoh") as made:
        yield made


def test_chosen_files_become_ids_also_in_rows(book: Book, tmp_path: Path) -> None:
    photo = tmp_path / "kartu.jpg"
    photo.write_bytes(sample_photo("loket", 1, size=(320, 240)))
    values = {
        "name": "LBH",
        "scan": ChosenFile(str(photo)),
        "rows": [{"scan": ChosenFile(str(photo))}, {"scan": 9}],
    }
    kept = book.change(keep_files, ANYONE, values).result().value
    assert kept == {"name": "LBH", "scan": kept["scan"], "rows": [{"scan": kept["scan"]}, {"scan": 9}]}
    file = book.read(kept_file, kept["scan"]).result()
    assert (file.name, file.media_type, file.data) == ("kartu.jpg", "image/jpeg", photo.read_bytes())


@pytest.mark.parametrize("name", ["rusak.pdf", "hilang.pdf"])
def test_what_cannot_be_opened_is_refused_beside_its_field(book: Book, tmp_path: Path, name: str) -> None:
    (tmp_path / "rusak.pdf").write_bytes(b"%PDF-1.7 bukan")
    with pytest.raises(Refused, match=name) as refused:
        book.change(keep_files, ANYONE, {"scan": ChosenFile(str(tmp_path / name))}).result()
    assert refused.value.fields == ("scan",)


def test_the_name_of_a_file_is_read_in_both_spellings() -> None:
    assert str(ChosenFile("C:\\Users\\a\\akta.pdf")) == str(ChosenFile("/home/a/akta.pdf")) == "akta.pdf"
