"""Many steps in order: the list, back and forth across restarts, the stop with its reason, the measure."""

from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from berkas.engine.steps import READY, UNDONE, redo_last, step_list, undo_last, walk, way_to
from berkas_db.book import Book
from berkas_db.changes import ANYONE, Actor, Step
from berkas_db.check import check_book
from berkas_db.errors import Refused
from berkas_db.journal import verify_chain
from berkas_db.tables import AppUser, IssuedDocument, Obh, ObhAlias
from berkas_db.undo import STAYS, StepLine

MANY = 1_200
"""More rows than one statement takes, and than the search index erases one by one."""


def bring_in(step: Step) -> None:
    step.insert_many(Obh, [{"code": f"C{place}", "name": f"LBH {place} (contoh)"} for place in range(MANY)])
    step.say("Impor OBH")


def mark_all(step: Step) -> None:
    step.update_many(Obh, range(1, MANY + 1), {"note": "perubahan massal"})
    step.say("Catatan massal")


def edit(step: Step, id: int, name: str) -> None:
    step.update(Obh, id, {"name": name})
    step.say(f"OBH {id} menjadi {name}")


def rename_each(step: Step) -> None:
    for id_ in range(1, MANY + 1):
        step.update(
            Obh, id_, {"name": f"Nama baru {id_}", "latitude": -2.5} if id_ % 2 else {"name": f"N{id_}"}
        )
    step.say("Nama diganti satu per satu")


def rows(session: Session) -> list[tuple[object, ...]]:
    columns = [column for column in Obh.__table__.c if column.name not in {"version", "updated_at"}]
    return [tuple(row) for row in session.execute(select(*columns).order_by(Obh.id))]


def lines(book: Book, actor: Actor = ANYONE) -> list[StepLine]:
    return book.read(step_list, actor).result()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    made = tmp_path / "contoh.berkas"
    Book.create(made, office_name="Kantor Contoh").close()
    return made


def test_imports_and_bulk_changes_go_back_and_forth_in_one_walk_also_after_a_restart(path: Path) -> None:
    states = []
    with Book.open(path) as book:
        states.append(book.read(rows).result())
        for command in (bring_in, mark_all, rename_each):
            book.change(command, ANYONE).result()
            states.append(book.read(rows).result())
        shown = lines(book)
    assert [(line.label, line.state, line.rows) for line in shown] == [
        ("Nama diganti satu per satu", READY, MANY),
        ("Catatan massal", READY, MANY),
        ("Impor OBH", READY, MANY),
    ]
    with Book.open(path) as book:
        way = way_to(lines(book), shown[-1].id)
        went = walk(book, ANYONE, way)
        assert [line.label for line in went.done] == [line.label for line in shown]
        assert str(went) == "3 langkah diurungkan."
        assert book.read(rows).result() == states[0]
    with Book.open(path) as book:
        assert {line.state for line in lines(book)} == {UNDONE}
        went = walk(book, ANYONE, way_to(lines(book), shown[1].id))
        assert [line.label for line in went.done] == ["Impor OBH", "Catatan massal"]
        assert book.read(rows).result() == states[2]
        redo_last(book, ANYONE).result()
        assert book.read(rows).result() == states[3]
        assert book.read(verify_chain).result().is_whole
        assert check_book(book) == []


def test_a_walk_ends_at_the_first_refusal_and_says_what_went(path: Path) -> None:
    with Book.open(path) as book:
        ani = Actor(book.change(add_ani, ANYONE).result().value, "ani", "petugas")
        book.change(bring_in, ani).result()
        book.change(edit, ani, 1, "satu").result()
        book.change(edit, ani, 2, "dua").result()
        book.change(edit, ani, 3, "tiga").result()
        book.change(edit, ANYONE, 2, "lain").result()
        shown = lines(book, ani)
        went = walk(book, ani, way_to(shown, shown[-1].id))
        assert [line.label for line in went.done] == ["OBH 3 menjadi tiga"]
        assert went.stopped_at is not None
        assert went.stopped_at.label == "OBH 2 menjadi dua"
        assert str(went) == (
            "Langkah “OBH 2 menjadi dua” tidak dapat diurungkan karena catatannya sudah diubah lagi "
            "(“OBH 2 menjadi lain”). Ubah catatan itu langsung bila masih perlu. "
            "1 dari 4 langkah diurungkan dan tetap diurungkan."
        )
        assert [line.state for line in lines(book, ani)] == [UNDONE, READY, READY, READY]


def add_ani(step: Step) -> int:
    step.say("Pengguna ani disimpan")
    return step.insert(AppUser, {"login": "ani", "full_name": "Ani (contoh)", "role": "petugas"})


def test_an_import_with_a_later_child_names_the_step_that_leans_on_it(path: Path) -> None:
    def alias(step: Step) -> None:
        step.insert(ObhAlias, {"obh_id": 7, "kind": "singkatan", "name": "Bahari (contoh)"})
        step.say("Nama lain ditambahkan")

    with Book.open(path) as book:
        ani = Actor(book.change(add_ani, ANYONE).result().value, "ani", "petugas")
        book.change(bring_in, ani).result()
        book.change(alias, ANYONE).result()
        before = book.read(rows).result()
        with pytest.raises(Refused, match=r"bergantung padanya \(“Nama lain ditambahkan”\)"):
            undo_last(book, ani).result()
        assert book.read(rows).result() == before


def test_a_step_seen_in_an_old_list_is_not_replaced_by_another(path: Path) -> None:
    with Book.open(path) as book:
        book.change(bring_in, ANYONE).result()
        old = lines(book)
        book.change(edit, ANYONE, 1, "satu").result()
        went = walk(book, ANYONE, way_to(old, old[0].id))
        assert went.done == ()
        assert went.why.startswith("Daftar langkah sudah berubah")
        assert "Tidak ada langkah yang diurungkan" in str(went)


def test_what_stays_is_listed_with_its_reason(path: Path) -> None:
    def password(step: Step) -> None:
        step.insert(AppUser, {"login": "b", "full_name": "B", "role": "petugas", "password_hash": "x"})

    def issue(step: Step) -> None:
        step.note("terbit", IssuedDocument, None, {"nomor": "1"})
        edit(step, 1, "terbit")
        step.cannot_undo()

    def forget(step: Step) -> None:
        edit(step, 1, "lupa")
        step.forget(Obh, 1, ["note"])

    with Book.open(path) as book:
        for command in (bring_in, password, issue, forget):
            book.change(command, ANYONE).result()
        shown = lines(book)
        assert [(line.state, line.why) for line in shown] == [
            (STAYS, "nilai lamanya sudah dihapus dari jurnal"),
            (STAYS, "dokumennya sudah terbit"),
            (STAYS, "menyangkut kata sandi"),
            (READY, ""),
        ]
        assert way_to(shown, shown[0].id) == []
        assert way_to(shown, 999) == []


def test_who_only_reads_takes_nothing_back(path: Path) -> None:
    with Book.open(path) as book:
        book.change(bring_in, ANYONE).result()
        with pytest.raises(Refused, match="hanya membaca"):
            undo_last(book, Actor(None, "Pengawas", "pengawas"))


def test_a_walk_can_be_stopped_between_two_steps(path: Path) -> None:
    class Stop(Exception):
        pass

    def tell(done: int, _total: int | None, _words: str) -> None:
        if done:
            raise Stop

    with Book.open(path) as book:
        book.change(bring_in, ANYONE).result()
        book.change(edit, ANYONE, 1, "satu").result()
        shown = lines(book)
        with pytest.raises(Stop):
            walk(book, ANYONE, way_to(shown, shown[-1].id), tell)
        assert [line.state for line in lines(book)] == [UNDONE, READY]
