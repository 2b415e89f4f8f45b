"""Lists: every sort is answered by an index, filters narrow, a restricted complaint stays a number."""

import pytest
from sqlalchemy import text
from tests.rooms.complaints.desk_office import Office

from berkas.engine.listing import Listing, ListRequest
from berkas.rooms.complaints.queries import LISTS
from berkas.rooms.complaints.queries.complaints import COMPLAINTS, MASKED, listing_for
from berkas_db.changes import ANYONE, Actor

SORTS = [
    (name, listing, column.key)
    for name, listing in (LISTS | {"all": COMPLAINTS}).items()
    for column in listing.columns
    if column.sortable
]


@pytest.mark.parametrize(("name", "listing", "key"), SORTS, ids=[f"{name}-{key}" for name, _l, key in SORTS])
@pytest.mark.parametrize("descending", [False, True])
def test_a_sort_needs_no_sorting(
    office: Office, name: str, listing: Listing, key: str, descending: bool
) -> None:
    request = ListRequest(sort=key, descending=descending)
    sql = str(listing.question(request).compile(compile_kwargs={"literal_binds": True}))
    plan = office.book.glance(lambda s: repr(s.execute(text(f"EXPLAIN QUERY PLAN {sql}")).all()))
    assert "TEMP B-TREE" not in plan, plan


def test_the_first_order_needs_no_sorting_either(office: Office) -> None:
    for listing in (*LISTS.values(), COMPLAINTS):
        sql = str(listing.question(ListRequest()).compile(compile_kwargs={"literal_binds": True}))
        plan = office.book.glance(lambda s, sql=sql: repr(s.execute(text(f"EXPLAIN QUERY PLAN {sql}")).all()))
        assert "TEMP B-TREE" not in plan, plan


def rows(office: Office, listing: Listing, **request: object) -> list[tuple[str, ...]]:
    def read(session):  # noqa: ANN001, ANN202
        ids = listing.ids(session, ListRequest(**request))
        shown = listing.rows(session, list(ids))
        return [shown[id_] for id_ in ids]

    return office.book.read(read).result()


def test_a_row_reads_in_words(office: Office) -> None:
    office.complaint(is_anonymous=False, reporter_name="Budi Contoh")
    (row,) = rows(office, COMPLAINTS)
    assert row[0] == "001/III/2025"
    assert "Lapas Kelas IIA Contoh" in row
    assert "Surat" in row
    assert "ID-00001" in row
    assert "Budi" not in repr(row)


def test_filters_and_words_narrow(office: Office) -> None:
    first = office.complaint()
    office.complaint(complaint_class="aspirasi", channel="email", title="Usul jam kunjungan (contoh)")
    office.work(first, "dicabut", "2025-03-27", note="tidak jadi")
    assert len(rows(office, COMPLAINTS, filters={"open": True})) == 1
    assert len(rows(office, COMPLAINTS, filters={"status": ("dicabut",)})) == 1
    assert len(rows(office, COMPLAINTS, filters={"received_on": ("2025-03-01", None)})) == 2
    assert len(rows(office, COMPLAINTS, filters={"unit": ("1",), "channel": ("email",)})) == 1
    assert len(rows(office, COMPLAINTS, text="usul jam")) == 1
    assert len(rows(office, COMPLAINTS, text="001/III")) == 1


def test_a_restricted_complaint_is_a_number_without_words(office: Office) -> None:
    office.complaint(complaint_class="pengaduan_ham")
    (row,) = rows(office, MASKED)
    assert row[2] == "Pengaduan terbatas"
    assert rows(office, MASKED, text="antrean") == []
    assert len(rows(office, COMPLAINTS, text="antrean")) == 1
    assert listing_for(Actor(1, "Petugas contoh", "petugas")) is MASKED
    assert listing_for(ANYONE) is COMPLAINTS
