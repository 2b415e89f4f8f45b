"""The life of a record, field by field: who, when, from, to, why, its rows included."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from berkas.engine.lifeline import LONGEST, FieldChange, Life, life_of
from berkas.engine.records import save_children, trash_records
from berkas.rules.fields import Field, Kind, Rows
from berkas_db.book import Book
from berkas_db.changes import ANYONE, Actor, Step
from berkas_db.tables import AppUser, Obh, ObhAlias, Unit

FIELDS = (
    Field("name", "Nama unit"),
    Field("kind", "Jenis unit", Kind.CHOICE, source="istilah:jenis_unit"),
    Field("founded_on", "Tanggal", Kind.DATE),
    Field("phone", "Telepon", Kind.PHONE, personal=True),
    Field("note", "Catatan", Kind.LONG_TEXT),
)
ALIASES = Rows("aliases", "Nama lain", "Nama lain", (Field("name", "Nama"), Field("kind", "Jenis")))


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Book]:
    with Book.create(tmp_path / "contoh.berkas", office_name="Kantor Contoh") as made:
        yield made


def add(step: Step) -> int:
    step.say("Unit disimpan")
    return step.insert(Unit, {"code": "U1", "name": "Lama", "kind": "lapas"})


def edit(step: Step, id: int, reason: str = "", **values: object) -> None:
    step.update(Unit, id, values)
    step.say("Unit disimpan", reason)


def life(book: Book, **more: int) -> Life:
    uid = book.glance(lambda session: session.get_one(Unit, 1).uid)
    return book.read(life_of, Unit, uid, FIELDS, **more).result()  # pyright: ignore[reportArgumentType]


def test_who_when_from_to_and_why_in_the_words_of_the_form(book: Book) -> None:
    def ani(step: Step) -> int:
        return step.insert(AppUser, {"login": "ani", "full_name": "Ani (contoh)", "role": "petugas"})

    who = Actor(book.change(ani, ANYONE).result().value, "Ani (contoh)", "petugas")
    id_ = book.change(add, ANYONE).result().value
    book.change(edit, who, id_, name="Baru", kind="rutan", reason="salah ketik").result()
    newest, oldest = life(book).steps
    assert (newest.who, newest.label, newest.why) == ("Ani (contoh)", "Unit disimpan", "salah ketik")
    assert newest.when.endswith("WIB")
    assert newest.changes == (
        FieldChange("Nama unit", "Lama", "Baru"),
        FieldChange("Jenis unit", "Lembaga Pemasyarakatan", "Rumah Tahanan Negara"),
    )
    assert FieldChange("Nama unit", "", "Lama") in oldest.changes


def test_personal_values_stay_out_and_long_ones_are_cut(book: Book) -> None:
    id_ = book.change(add, ANYONE).result().value
    book.change(edit, ANYONE, id_, phone="0717 123456", note="x" * 500, unit_class="IIA").result()
    changes = life(book).steps[0].changes
    assert "123456" not in str(changes)
    assert FieldChange("Telepon", "", "diubah") in changes
    assert [len(each.after) for each in changes if each.label == "Catatan"] == [LONGEST]
    assert "IIA" not in str(changes)


def test_older_steps_are_asked_for(book: Book) -> None:
    id_ = book.change(add, ANYONE).result().value
    for place in range(7):
        book.change(edit, ANYONE, id_, name=f"Nama {place}").result()
    first = life(book, limit=5)
    assert len(first.steps) == 5
    rest = life(book, limit=5, before=first.older)
    assert [step.changes[0].after for step in rest.steps] == ["Nama 1", "Nama 0", "Lama"]
    assert rest.older == 0


def test_trash_and_restore_are_part_of_the_life(book: Book) -> None:
    id_ = book.change(add, ANYONE).result().value
    book.change(trash_records, ANYONE, Unit, "unit", [id_]).result()
    book.change(lambda step: step.restore(Unit, id_), ANYONE).result()
    newest, before, _added = life(book).steps
    assert before.changes == (FieldChange("Catatan ini", "", "dikirim ke Sampah"),)
    assert newest.changes == (FieldChange("Catatan ini", "", "dipulihkan"),)


def test_rows_that_belong_to_the_record_are_told_also_when_they_are_gone(book: Book) -> None:
    def make(step: Step) -> int:
        id_ = step.insert(Obh, {"code": "A", "name": "LBH A (contoh)"})
        save_children(step, ObhAlias, "obh_id", id_, [{"name": "satu", "kind": "singkatan"}])
        return id_

    def rename(step: Step) -> None:
        save_children(step, ObhAlias, "obh_id", 1, [{"id": 1, "name": "dua"}])
        step.say("Nama lain diubah")

    book.change(make, ANYONE).result()
    book.change(rename, ANYONE).result()
    book.change(lambda step: save_children(step, ObhAlias, "obh_id", 1, []), ANYONE).result()
    uid = book.glance(lambda session: session.get_one(Obh, 1).uid)
    gone, changed, made = (
        book.read(life_of, Obh, uid, (Field("name", "Nama OBH"),), (ALIASES,)).result().steps
    )
    assert gone.changes == (FieldChange("Nama lain dihapus", "Nama dua; Jenis singkatan", ""),)
    assert changed.changes == (FieldChange("Nama lain: Nama", "satu", "dua"),)
    assert made.changes == (
        FieldChange("Nama OBH", "", "LBH A (contoh)"),
        FieldChange("Nama lain ditambah", "", "Nama satu; Jenis singkatan"),
    )
