"""A small office of the same make as the large ones: it opens, lists, searches, and is sound but for the
journal; every benchmark runs on it once. Nothing is timed here.
"""

from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import pytest
from sqlalchemy import select
from tests.million import bench_due, bench_table, bench_window, measuring, offices

from berkas.engine.listing import ListRequest
from berkas.rooms.complaints.queries.complaints import COMPLAINTS, MASKED
from berkas_db.book import Book
from berkas_db.check import check_book
from berkas_db.tables import Complaint, Due

ROWS = 2_000
QUESTIONS = [
    *(ListRequest(filters=filters) for _, filters in bench_table.FILTERS),
    *(ListRequest(text=line) for line in (*bench_table.KEYSTROKES, *bench_table.LINES)),
    *(
        ListRequest(sort=column.key, descending=descending, filters={"open": False}, text="layanan")
        for column in COMPLAINTS.columns
        if column.sortable
        for descending in (False, True)
    ),
]


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    told: list[int] = []
    path = offices.office(
        tmp_path_factory.mktemp("besar"), ROWS, progress=lambda done, _total: told.append(done)
    )
    assert told == [ROWS]
    return path


@pytest.fixture(scope="module")
def book(small: Path) -> Iterator[Book]:
    with Book.open(small) as opened:
        yield opened


def test_a_kept_office_is_not_made_again(small: Path) -> None:
    before = small.stat().st_mtime_ns
    assert offices.office(small.parent, ROWS) == small
    assert small.stat().st_mtime_ns == before


def test_the_same_number_gives_the_same_rows() -> None:
    assert list(islice(offices.complaints(500), 50)) == list(islice(offices.complaints(500), 50))
    years = {row["received_on"][:4] for row in offices.complaints(500)}
    assert years == {str(year) for year in range(2018, 2028)}


def test_the_schema_is_that_of_any_office(book: Book, tmp_path: Path) -> None:
    def schema(of: Book) -> set[tuple[str, str]]:
        with of.side_connection() as raw:
            return set(raw.execute("SELECT name, sql FROM sqlite_schema WHERE sql IS NOT NULL").fetchall())

    with Book.create(tmp_path / "baru.berkas", office_name="Kantor Contoh") as fresh:
        assert schema(book) == schema(fresh)


def test_only_the_journal_does_not_know_the_rows(book: Book) -> None:
    findings = check_book(book)
    assert {finding.part for finding in findings} == {"isi"}
    told = [finding for finding in findings if "complaint" in finding.sentence]
    assert all("tidak dicatat jurnal" in finding.sentence for finding in told)
    assert len(told) >= len(findings) - 1  # the last one counts those that are not told one by one


def test_it_lists_and_searches(book: Book) -> None:
    ids = book.read(COMPLAINTS.ids, ListRequest()).result()
    assert len(ids) == ROWS
    rows = book.glance(COMPLAINTS.rows, list(ids[:256]))
    assert all(row[0] and row[2].endswith("(contoh)") for row in rows.values())
    for line in ("antrean", "kursi roda", "000012/"):
        assert len(book.read(COMPLAINTS.ids, ListRequest(text=line)).result())


@pytest.mark.parametrize("near", [40, 2_000], ids=["few rows near", "all rows near"])
@pytest.mark.parametrize("request_", QUESTIONS, ids=repr)
def test_the_first_rows_are_the_beginning_of_all(
    book: Book, request_: ListRequest, near: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """However they are found; and all ids are those of a bare question."""
    from dataclasses import replace

    monkeypatch.setattr("berkas.engine.listing.NEAR", near)
    for listing in (COMPLAINTS, MASKED):
        if any(column.key == request_.sort and not column.sortable for column in listing.columns):
            continue
        everything = book.read(listing.ids, request_).result()
        plain = book.read(lambda s, of=listing: s.execute(of.question(request_)).scalars().all()).result()
        assert list(everything) == list(plain)
        first = book.read(listing.ids, replace(request_, limit=20)).result()
        assert list(first) == list(everything[:20])


def test_a_protected_office_can_be_made(tmp_path: Path) -> None:
    path = offices.office(tmp_path, 20, passphrase="kata sandi contoh")
    with Book.open(path, passphrase="kata sandi contoh", write=False) as protected:
        count = protected.read(lambda session: len(session.execute(select(Complaint.id)).all())).result()
    assert count == 20


def test_every_question_can_be_measured(book: Book, capsys: pytest.CaptureFixture[str]) -> None:
    with bench_table.opened(book, 1) as bench:
        found = [*bench_table.opening(bench), *bench_table.sorting(bench)]
        found += [*bench_table.filtering(bench), *bench_table.searching(bench)]
    assert all(each.ours > 0 and each.bare > 0 for each in found)
    measuring.print_against("Semua", found)
    assert len(capsys.readouterr().out.splitlines()) == len(found) + 3


def test_the_table_can_be_measured(book: Book, qtbot: object, capsys: pytest.CaptureFixture[str]) -> None:
    from tests.million import table_window

    with bench_table.opened(book, 1) as bench:
        table_window.report(bench)
    said = capsys.readouterr().out
    assert "jump to 90%" in said
    assert "search “antrean”" in said


def test_the_window_can_be_measured(small: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """On a copy: the window opens it for writing."""
    copy = tmp_path / "kantor.berkas"
    copy.write_bytes(small.read_bytes())
    bench_window.report(1, copy, tmp_path / "rumah")
    said = capsys.readouterr().out
    assert "page painted" in said
    assert "all imports" in said


def test_due_dates_are_measured_and_counted_right(small: Path, tmp_path: Path) -> None:
    """Opened anew, fifty complaints run; what is counted again comes back to where it was."""
    path = bench_due.prepared(tmp_path, ROWS, 50, small)
    with Book.open(path) as opened:
        assert bench_due.running(opened) == 50
        before = opened.glance(lambda s: s.execute(select(Due.id, Due.due_on)).all())
        found = bench_due.report(opened, 1)
        assert {each.name for each in found} >= {"first page", "counted again, nothing moves"}
        assert found[-1].note != "0 dates moved"
        assert len(before) == 100
