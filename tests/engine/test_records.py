"""Records and their rows: types of columns, rows made equal, doubts that want a reason."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from berkas.engine.lifeline import FieldChange, life_of
from berkas.engine.records import (
    Doubtful,
    columns_of,
    keep_doubts,
    read_children,
    read_record,
    refuse_hard,
    row_problems,
    save_children,
    save_record,
    today_of,
    trash_records,
    values_before,
)
from berkas.rules.fields import Field, Kind, Problem, Severity
from berkas_db.book import Book
from berkas_db.changes import ANYONE, Actor, Step
from berkas_db.errors import Refused
from berkas_db.tables import Obh, ObhContact, ObhDocument, SoftOverride

OBH = {"code": "OBH-1", "name": "LBH Melati (contoh)"}
DOUBT = Problem("name", "Nama ini mirip dengan nama lain.", Severity.SOFT)


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Book]:
    with Book.create(tmp_path / "contoh.berkas", office_name="Kantor Contoh") as made:
        yield made


def new(book: Book, **values: Any) -> int:  # noqa: ANN401
    return book.change(save_record, ANYONE, Obh, OBH | values, id=None, version=None).result().value


def test_a_form_s_values_become_those_of_the_columns() -> None:
    values = {
        "regency_id": "3",
        "parent_id": "",
        "has_stopela": None,
        "name": "X",
        "unknown": 1,
        "id": 9,
        "latitude": "1.5",
    }
    assert columns_of(Obh, values) == {
        "regency_id": 3,
        "parent_id": None,
        "has_stopela": False,
        "name": "X",
        "latitude": 1.5,
    }  # fmt: skip
    assert columns_of(ObhContact, {"sort": None, "is_main": True}) == {"sort": 0, "is_main": True}


def test_saving_reads_back_and_the_same_again_is_no_change(book: Book) -> None:
    id_ = new(book, regency_id="1")
    record = book.read(read_record, Obh, id_, title="name", subtitle="code", extra={"rows": [1]}).result()
    assert (record.title, record.subtitle, record.values["regency_id"], record.values["rows"]) == (
        "LBH Melati (contoh)", "OBH-1", 1, [1],
    )  # fmt: skip
    same = {"regency_id": "1", "has_stopela": None}
    assert not book.change(save_record, ANYONE, Obh, same, id=id_, version=record.version).result().kinds


def test_a_record_that_is_gone_says_so(book: Book) -> None:
    with pytest.raises(Refused, match="sudah tidak ada"):
        book.read(read_record, Obh, 99, title="name").result()
    with pytest.raises(Refused, match="sudah tidak ada"):
        book.change(values_before, ANYONE, Obh, 99).result()


def test_rows_are_made_equal_and_trashable_ones_go_to_the_trash(book: Book) -> None:
    id_ = new(book)
    first = [{"kind": "npwp", "title": "A"}, {"kind": "npwp", "title": "B"}]
    ids = book.change(save_children, ANYONE, ObhDocument, "obh_id", id_, first).result().value
    again = [{"id": ids[1], "title": "B2", "kind": "npwp"}, {"id": 999, "title": "C", "kind": "npwp"}]
    book.change(save_children, ANYONE, ObhDocument, "obh_id", id_, again).result()
    rows = book.read(read_children, ObhDocument, "obh_id", id_).result()
    assert [(row["id"] == ids[1], row["title"]) for row in rows] == [(True, "B2"), (False, "C")]
    trashed = select(ObhDocument.title).where(ObhDocument.trashed_at.is_not(None))
    assert book.glance(lambda session: session.execute(trashed).scalars().all()) == ["A"]


def test_hard_problems_refuse_and_name_their_fields() -> None:
    refuse_hard([DOUBT])
    with pytest.raises(Refused, match="wajib") as caught:
        refuse_hard([DOUBT, Problem("name", "Nama wajib diisi.")])
    assert caught.value.fields == ("name",)


def test_rows_say_in_which_row_they_are_wrong() -> None:
    fields = (Field("name", "Nama", required=True), Field("n", "Jumlah", Kind.INTEGER, least=1))
    from datetime import date

    found = row_problems("rows", "Kontak", fields, [{"name": "A", "n": 0}, {}], today=date(2025, 1, 1))
    assert [problem.message for problem in found] == [
        "Kontak, baris 1: Jumlah: paling sedikit 1.",
        "Kontak, baris 2: Nama wajib diisi.",
    ]


def test_a_doubt_wants_a_reason_and_keeps_it_once(book: Book) -> None:
    def save(step: Step, reason: str) -> None:
        id_ = step.session.execute(select(Obh.id)).scalar_one_or_none()
        keep_doubts(step, Obh, save_record(step, Obh, OBH, id=id_, version=None), [DOUBT], reason)

    with pytest.raises(Doubtful) as caught:
        book.change(save, ANYONE, "").result()
    assert caught.value.doubts == (DOUBT,)
    assert book.glance(lambda session: session.execute(select(Obh.id)).all()) == []
    for _ in range(2):
        book.change(save, ANYONE, "Lembaga lain").result()
    kept = book.glance(lambda session: session.execute(select(SoftOverride.reason)).scalars().all())
    assert kept == ["Lembaga lain"]


def test_the_day_of_a_step_is_the_office_s(book: Book) -> None:
    def day(step: Step) -> str:
        step.now = "2025-06-11T18:30:00.000Z"
        return today_of(step).isoformat()

    assert book.change(day, ANYONE).result().value == "2025-06-12"


def test_the_trash_is_a_right(book: Book) -> None:
    id_ = new(book)
    with pytest.raises(Refused, match="tidak berhak"):
        book.change(trash_records, Actor(None, "P", "pengawas"), Obh, "OBH", [id_]).result()


def test_history_speaks_the_form_s_words_and_keeps_personal_values(book: Book) -> None:
    fields = (
        Field("name", "Nama"),
        Field("regency_id", "Kedudukan", Kind.REFERENCE, source="kabupaten"),
        Field("tax_number", "NPWP", personal=True),
    )
    id_ = new(book)
    change = {"name": "LBH Mawar (contoh)", "regency_id": 7, "tax_number": "1", "note": "x"}
    book.change(save_record, ANYONE, Obh, change, id=id_, version=None).result()
    uid = book.read(read_record, Obh, id_, title="name").result().uid
    steps = book.read(life_of, Obh, uid, fields).result().steps
    assert len(steps) == 2
    assert set(steps[0].changes) == {
        FieldChange("Nama", "LBH Melati (contoh)", "LBH Mawar (contoh)"),
        FieldChange("Kedudukan", "(kosong)", "Kota Pangkalpinang"),
        FieldChange("NPWP", "", "diubah"),
    }


def test_a_confirmed_doubt_is_not_asked_again_but_another_one_is(book: Book) -> None:
    first, second = (
        Problem("name", sentence, Severity.SOFT) for sentence in ("Nama mirip.", "Izin tanpa akhir.")
    )
    id_ = new(book)

    def save(step: Step, found: list[Problem], reason: str = "") -> None:
        keep_doubts(step, Obh, id_, found, reason)

    with pytest.raises(Doubtful) as asked:
        book.change(save, ANYONE, [first, second]).result()
    assert asked.value.doubts == (first, second), "two doubts about one field are both said"
    book.change(save, ANYONE, [first], "Lembaga lain").result()
    book.change(save, ANYONE, [first]).result()
    with pytest.raises(Doubtful) as again:
        book.change(save, ANYONE, [first, second]).result()
    assert again.value.doubts == (second,)
    kept = book.glance(
        lambda session: session.execute(select(SoftOverride.sentence, SoftOverride.reason)).all()
    )
    assert [tuple(row) for row in kept] == [("Nama mirip.", "Lembaga lain")]
