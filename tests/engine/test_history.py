"""The office's own clock."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from berkas.engine.history import office_day, office_today, office_zone
from berkas.rules.vocabulary import TimeZone
from berkas_db.book import Book
from berkas_db.changes import ANYONE, Step
from berkas_db.tables import BookInfo


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Book]:
    with Book.create(tmp_path / "contoh.berkas", office_name="Kantor Contoh") as made:
        yield made


@pytest.mark.parametrize(
    ("stored", "zone"),
    [("Asia/Makassar", TimeZone.WITA), ("Asia/Jayapura", TimeZone.WIT), ("Asia/Jakarta", TimeZone.WIB)],
)
def test_instants_are_told_in_the_office_s_zone(book: Book, stored: str, zone: TimeZone) -> None:
    def move(step: Step) -> None:
        step.update(BookInfo, 1, {"time_zone": stored})

    book.change(move, ANYONE).result()
    assert book.glance(office_zone) is zone


@pytest.mark.parametrize(("zone", "hours"), [("Asia/Jakarta", 7), ("Asia/Jayapura", 9)])
def test_today_is_the_day_of_the_office(book: Book, zone: str, hours: int) -> None:
    book.change(lambda step: step.update(BookInfo, 1, {"time_zone": zone}), ANYONE).result()
    before = (datetime.now(UTC) + timedelta(hours=hours)).date()
    found = book.read(office_today).result()
    after = (datetime.now(UTC) + timedelta(hours=hours)).date()
    assert before <= found <= after
    assert before.isoformat() <= book.read(_day_within_a_statement).result() <= after.isoformat()


def _day_within_a_statement(session: Session) -> str:
    return session.execute(select(office_day())).scalar_one()
