"""Lists: their order needs no sorting, filters narrow, other names are found, recipients stay codes."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from sqlalchemy import text

from berkas.engine.listing import Listing, ListRequest
from berkas.engine.records import trash_records
from berkas.rooms.obh.queries import CASES, LISTING, LISTS, POSBANKUM, PRISONS, RECIPIENTS, rules, waiting
from berkas.rooms.obh.queries.claims import CLAIMS
from berkas.rooms.obh.queries.contracts import CONTRACTS
from berkas.rooms.obh.queries.likeness import names_like, obh_named
from berkas.rooms.obh.queries.people import PEOPLE
from berkas.rules.names import folded_body
from berkas_db.book import Book
from berkas_db.changes import ANYONE
from berkas_db.tables import Obh

Make = Callable[..., int]
EVERY = (
    LISTING, CASES, RECIPIENTS, CLAIMS, CONTRACTS, POSBANKUM, PRISONS, PEOPLE,
    rules.PERIODS, rules.CATEGORY_RULES, rules.REQUIREMENTS,
)  # fmt: skip
SORTS = [
    (listing, shown.column.key, down)
    for listing in EVERY
    for shown in listing.shown
    if shown.column.sortable
    for down in (False, True)
]


def found(book: Book, listing: Listing, **request: Any) -> list[tuple[str, ...]]:  # noqa: ANN401
    ids = book.read(listing.ids, ListRequest(**request)).result()
    rows = book.glance(listing.rows, ids)
    return [rows[id_] for id_ in ids]


@pytest.mark.parametrize(
    ("listing", "key", "down"),
    SORTS,
    ids=[f"{each.model.__tablename__}-{key}-{down}" for each, key, down in SORTS],
)
def test_a_sort_reads_an_index(book: Book, listing: Listing, key: str, down: bool) -> None:
    question = listing.question(ListRequest(sort=key, descending=down))
    sql = str(question.compile(compile_kwargs={"literal_binds": True}))
    plan = book.glance(lambda session: [row[3] for row in session.execute(text(f"EXPLAIN QUERY PLAN {sql}"))])
    assert not any("TEMP B-TREE" in line for line in plan), plan


def test_the_list_of_obh_says_what_matters(book: Book, make_obh: Make, regency: int) -> None:
    make_obh("LBH Melati (contoh)", regency_id=regency, people=[{"name": "Siti Contoh", "role": "advokat"}])
    (row,) = found(book, LISTING)
    assert row[:7] == (
        "OBH-001", "LBH Melati (contoh)", "C", "Belum diperiksa", "Kota Pangkalpinang", "1", "0",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("filters", "names"),
    [
        ({"category": ("c",)}, ["LBH Melati (contoh)"]),
        ({"category": ("a", "(kosong)")}, ["Posbakumadin Belitung (contoh)"]),
        ({"complete": True}, []),
        ({"complete": False}, ["LBH Melati (contoh)", "Posbakumadin Belitung (contoh)"]),
    ],
)
def test_filters_narrow(book: Book, make_obh: Make, filters: dict[str, Any], names: list[str]) -> None:
    make_obh("LBH Melati (contoh)")
    make_obh("Posbakumadin Belitung (contoh)", accreditations=[])
    assert [row[1] for row in found(book, LISTING, filters=filters)] == names


def test_an_obh_is_found_by_area_and_by_other_names(book: Book, make_obh: Make, regency: int) -> None:
    make_obh(
        "LBH Melati (contoh)",
        areas=[{"regency_id": regency}],
        aliases=[{"name": "Kantor Bantuan Kenanga", "kind": "nama_lama"}],
    )
    make_obh("Posbakumadin Belitung (contoh)")
    assert [row[1] for row in found(book, LISTING, filters={"regency": (str(regency),)})] == [
        "LBH Melati (contoh)"
    ]
    assert [row[1] for row in found(book, LISTING, text="kenanga")] == ["LBH Melati (contoh)"]
    assert found(book, LISTING, text="tidak ada") == []


def test_the_trash_is_left_out(book: Book, make_obh: Make) -> None:
    book.change(trash_records, ANYONE, Obh, "OBH", [make_obh()]).result()
    assert found(book, LISTING) == []


def test_cases_show_codes_only(book: Book, make_obh: Make, make_recipient: Make, make_case: Make) -> None:
    make_case(make_obh(), [{"recipient_id": make_recipient()}])
    (row,) = found(book, CASES, filters={"state": ("dimohonkan",), "request_on": ("2025-01-01", None)})
    assert row[5].startswith("PB-")
    assert found(book, CASES, filters={"request_on": (None, "2025-01-01")}) == []
    assert [row[5] for row in found(book, RECIPIENTS)] == ["1"]


def test_names_are_compared_without_what_makes_no_difference(book: Book, make_obh: Make) -> None:
    id_ = make_obh("LBH Melati (contoh)", short_name="LBHM")
    assert folded_body("Lembaga Bantuan Hukum MELATI") == folded_body("Yayasan LBH Melati")
    assert [
        name.obh_id for name in book.read(names_like, "Lembaga Bantuan Hukum Melati contoh").result()
    ] == [id_]
    assert book.read(names_like, "LBH Melati (contoh)", but=id_).result() == []
    assert book.read(names_like, "x").result() == []
    for spelling in ("L.B.H. Melati contoh", "LBH Me-lati contoh", "Yayasan LBH MELATIE contoh"):
        assert [name.obh_id for name in book.read(names_like, spelling).result()] == [id_], spelling
    assert book.read(obh_named, "lbhm").result() == id_
    assert book.read(obh_named, "LBH Mawar").result() is None


def test_what_waits_is_counted(book: Book, make_obh: Make, make_recipient: Make, make_case: Make) -> None:
    row = {"name": "Budi Contoh", "role": "advokat", "licence_number": "K1", "licence_until": "2025-07-01"}
    obh = make_obh(people=[row])
    make_case(obh, [{"recipient_id": make_recipient()}], completed_on="2025-03-05")
    assert book.read(waiting, date(2025, 6, 12)).result() == 2
    assert book.read(waiting, date(2024, 6, 12)).result() == 1


def test_the_command_line_finds_every_list_without_identities() -> None:
    assert set(LISTS) == {"obh", "cases", "reimbursement", "orang", "posbankum", "layanan"}
    assert not [shown for each in LISTS.values() for shown in each.shown if shown.column.personal]


@pytest.mark.parametrize("which", ["PERIODS", "CATEGORY_RULES", "REQUIREMENTS"])
def test_dated_rules_are_found_by_their_source(book: Book, which: str) -> None:
    listing = getattr(rules, which)
    assert found(book, listing)
    assert found(book, listing, text="tidak ada begitu") == []
    assert found(book, listing, text="BPHN" if which == "PERIODS" else "Permenkum")
