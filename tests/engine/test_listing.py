"""One way to list: ids in order, rows by id, walks in batches, the trash left out."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import select

from berkas.engine import listing as engine
from berkas.engine.exporting import export_listing
from berkas.engine.listing import Listing, ListRequest, Shown
from berkas.rules.fields import Choice, Column, Kind
from berkas_db.book import Book
from berkas_db.changes import ANYONE, Step
from berkas_db.tables import Obh, Regency

OBH = Obh.__table__.c
HOME = select(Regency.name).where(Regency.id == Obh.regency_id).correlate(Obh).scalar_subquery()
LISTING = Listing(
    model=Obh,
    shown=(
        Shown(Column("code", "Kode", sortable=True), OBH.code),
        Shown(Column("name", "Nama", sortable=True), OBH.name),
        Shown(Column("home", "Kedudukan"), HOME),
        Shown(Column("has_stopela", "Stopela", Kind.BOOLEAN), OBH.has_stopela),
        Shown(Column("legal_form", "Bentuk"), OBH.legal_form, (Choice("yayasan", "Yayasan"),)),
    ),
    filters={"home": OBH.regency_id.in_},
    sort="name",
    search="obh_fts",
)


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Book]:
    def fill(step: Step) -> None:
        for number in range(7):
            name = f"LBH {'abcdefg'[-number]} (contoh)"
            values = {
                "code": f"OBH-{number}",
                "name": name,
                "regency_id": 1 + number % 2,
                "legal_form": "yayasan",
            }
            step.trash(Obh, step.insert(Obh, values)) if number == 6 else step.insert(Obh, values)

    with Book.create(tmp_path / "contoh.berkas", office_name="Kantor Contoh") as made:
        made.change(fill, ANYONE).result()
        yield made


def codes(book: Book, request: ListRequest) -> list[str]:
    ids = book.read(LISTING.ids, request).result()
    rows = book.glance(LISTING.rows, ids)
    return [rows[id_][0] for id_ in ids]


def test_order_follows_the_request_or_the_listing(book: Book) -> None:
    assert codes(book, ListRequest()) == ["OBH-0", "OBH-5", "OBH-4", "OBH-3", "OBH-2", "OBH-1"]
    assert codes(book, ListRequest(sort="code", descending=True))[:2] == ["OBH-5", "OBH-4"]
    assert codes(book, ListRequest(sort="code", limit=2)) == ["OBH-0", "OBH-1"]


def test_filters_and_words_narrow_and_count_agrees(book: Book) -> None:
    wanted = ListRequest(filters={"home": [1]})
    assert sorted(codes(book, wanted)) == ["OBH-0", "OBH-2", "OBH-4"]
    assert book.read(LISTING.count, wanted).result() == 3
    assert codes(book, ListRequest(text="OBH-3")) == ["OBH-3"]
    assert codes(book, ListRequest(text="“”")) == []
    assert len(codes(book, ListRequest(filters={"home": ()}))) == 6


def test_another_way_of_finding_takes_the_place_of_the_search(book: Book) -> None:
    from dataclasses import replace

    own = replace(LISTING, found=lambda typed: OBH.code == typed, only=lambda: OBH.code != "OBH-1")
    assert len(book.read(own.ids, ListRequest(text="OBH-2")).result()) == 1
    assert len(book.read(own.ids, ListRequest(text="OBH-1")).result()) == 0


def test_rows_are_finished_words_and_values_stay_values(book: Book) -> None:
    (id_,) = book.read(LISTING.ids, ListRequest(text="OBH-3")).result()
    assert book.glance(LISTING.rows, [id_])[id_][2:] == ("Kabupaten Belitung", "Tidak", "Yayasan")
    assert book.glance(LISTING.values, [id_])[id_][3:] == (False, "yayasan")
    assert book.glance(LISTING.rows, []) == {}


def test_a_walk_goes_in_batches_and_loses_nothing(book: Book, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "BATCH", 2)
    walked = book.read(lambda session: list(LISTING.walk(session, ListRequest()))).result()
    assert [row[0] for row in walked] == codes(book, ListRequest())


@pytest.mark.parametrize("name", ["daftar.csv", "daftar.xlsx"])
def test_an_export_writes_the_chosen_columns(book: Book, tmp_path: Path, name: str) -> None:
    seen: list[tuple[int, int | None]] = []
    done = export_listing(
        book, LISTING, ListRequest(sort="code"), ["name", "legal_form"], tmp_path / name, title="Daftar OBH",
        actor=ANYONE,
        progress=lambda done, total, _text: seen.append((done, total)),
    )  # fmt: skip
    assert (done.rows, done.is_noted) == (6, True)
    assert seen[-1] == (6, 6)
    if name.endswith("csv"):
        lines = (tmp_path / name).read_text("utf-8-sig").splitlines()
        assert lines[0].replace(";", ",") == "Nama,Bentuk"
        assert "Yayasan" in lines[1]


def test_a_date_typed_as_people_type_it_finds_the_rows_of_that_day_or_month(book: Book) -> None:
    dated = replace(
        LISTING,
        shown=(*LISTING.shown, Shown(Column("day", "Stopela", Kind.DATE, sortable=True), OBH.stopela_on)),
    )
    book.change(lambda step: step.update(Obh, 2, {"stopela_on": "2025-06-12"}), ANYONE).result()
    for typed in ("12 Juni 2025", "12-6-2025", "Juni 2025", "Kamis, 12 Juni 2025"):
        assert list(book.read(dated.ids, ListRequest(text=typed)).result()) == [2], typed
    for typed in ("13 Juni 2025", "Jumat 12 Juni 2025", "12 6", "Mei 2025"):
        assert list(book.read(dated.ids, ListRequest(text=typed)).result()) == [], typed
