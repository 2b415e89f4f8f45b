"""The maker of the largest register, small: sound to the check, with its gaps, and read by the papers."""

from collections.abc import Iterator
from datetime import date

import pytest
from sqlalchemy import ColumnElement, func, select
from tests.million.obh_office import FIRST_YEAR, OBHS, make_office

from berkas.engine.issuing import Subject, draft
from berkas.engine.listing import ListRequest
from berkas.engine.rulebook import Rulebook
from berkas.rooms.obh.queries.claims import CLAIMS
from berkas.rooms.obh.report.recap import RECAP
from berkas_db.book import Book
from berkas_db.check import check_book
from berkas_db.tables import Identity, LegalCase, Licence, Obh, Person


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Book]:
    path = tmp_path_factory.mktemp("besar") / "kecil.berkas"
    make_office(path, years=1, requests=60)
    with Book.open(path) as opened:
        yield opened


def test_it_is_sound_and_full_of_gaps(book: Book) -> None:
    assert {finding.part for finding in check_book(book)} == {"isi"}  # written past the journal, else sound

    def count(condition: ColumnElement[bool]) -> int:
        return book.glance(
            lambda session: session.execute(select(func.count()).where(condition)).scalar_one()
        )

    assert count(Obh.id > 0) == OBHS
    assert count(LegalCase.id > 0) == 60
    for gap in (Person.nik, Person.sex, Licence.valid_until, Identity.nik, LegalCase.completed_on):
        assert 0 < count(gap.is_(None)) < count(gap.is_not(None))


def test_its_queue_and_its_recap_are_read(book: Book) -> None:
    assert book.read(CLAIMS.count, ListRequest(filters={"state": ("masuk", "dibayar")})).result() > 0
    subject = Subject(str(FIRST_YEAR), str(FIRST_YEAR))
    assert draft(book, Rulebook.load(), RECAP, subject, date(FIRST_YEAR, 12, 31)).startswith(b"%PDF")
