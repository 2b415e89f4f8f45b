"""Two windows over one record: what each changed alone comes together, what both changed is asked."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from berkas.engine.merging import Clash, RecordConflict, Seen, decide, over, same, save_merged
from berkas.engine.records import (
    Record,
    read_children,
    read_record,
    save_children,
    save_record,
    trash_records,
)
from berkas_db.book import Book
from berkas_db.changes import ANYONE, Actor, Step
from berkas_db.errors import Refused
from berkas_db.tables import AppUser, Obh, ObhAlias


def load(session: Any, id: int) -> Record:  # noqa: ANN401
    rows = read_children(session, ObhAlias, "obh_id", id)
    return read_record(session, Obh, id, title="code", subtitle="name", extra={"aliases": rows})


def save(step: Step, values: dict[str, Any], *, id: int | None, version: int | None, reason: str = "") -> int:
    saved = save_record(step, Obh, values, id=id, version=version)
    if "aliases" in values:
        save_children(step, ObhAlias, "obh_id", saved, values["aliases"])
    step.say("OBH disimpan", reason)
    return saved


def alias(name: str, **more: object) -> dict[str, Any]:
    return {"name": name, "kind": "singkatan", **more}


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Book]:
    with Book.create(tmp_path / "contoh.berkas", office_name="Kantor Contoh") as made:
        values = {"code": "A", "name": "LBH A (contoh)", "aliases": [alias("satu"), alias("dua")]}
        made.change(save, ANYONE, values, id=None, version=None).result()
        yield made


@pytest.fixture
def ani(book: Book) -> Actor:
    def add(step: Step) -> int:
        return step.insert(AppUser, {"login": "ani", "full_name": "Ani (contoh)", "role": "petugas"})

    return Actor(book.change(add, ANYONE).result().value, "Ani (contoh)", "petugas")


def seen(book: Book) -> Seen:
    return Seen(book.read(load, 1).result())


def put(book: Book, base: Seen, actor: Actor = ANYONE, **values: object) -> None:
    """Save as a window does: every field it shows, with some changed."""
    given = {key: base.record.values[key] for key in ("code", "name", "note", "aliases")} | values
    book.change(save_merged, actor, load, save, base, given, model=Obh).result()


def stored(book: Book) -> dict[str, Any]:
    return dict(book.read(load, 1).result().values)


def names(book: Book) -> list[str]:
    return [row["name"] for row in stored(book)["aliases"]]


def test_what_each_changed_alone_comes_together_without_a_question(book: Book) -> None:
    mine, other = seen(book), seen(book)
    put(book, other, name="LBH Baru (contoh)")
    put(book, mine, note="catatan saya")
    assert (stored(book)["name"], stored(book)["note"]) == ("LBH Baru (contoh)", "catatan saya")


def test_what_both_changed_is_refused_with_both_values_and_who(book: Book, ani: Actor) -> None:
    mine, other = seen(book), seen(book)
    put(book, other, ani, name="milik Ani", note="juga Ani")
    with pytest.raises(RecordConflict) as caught:
        put(book, mine, name="milik saya")
    conflict = caught.value
    assert conflict.clashes == (Clash("name", "milik Ani", "milik saya"),)
    assert conflict.taken == ("note",)
    assert conflict.who == "Ani (contoh)"
    assert conflict.at.endswith("Z")
    assert (conflict.yours, conflict.theirs) == ({"name": "milik saya"}, {"name": "milik Ani"})
    assert stored(book)["name"] == "milik Ani"
    put(book, over(conflict), **decide(conflict, frozenset()))
    assert (stored(book)["name"], stored(book)["note"]) == ("milik saya", "juga Ani")


def test_choosing_the_others_keeps_theirs(book: Book) -> None:
    mine, other = seen(book), seen(book)
    put(book, other, name="mereka")
    with pytest.raises(RecordConflict) as caught:
        put(book, mine, name="saya", note="tetap saya")
    put(book, over(caught.value), **decide(caught.value, frozenset({0})))
    assert (stored(book)["name"], stored(book)["note"]) == ("mereka", "tetap saya")


def test_a_third_save_in_between_is_asked_again(book: Book) -> None:
    mine, other = seen(book), seen(book)
    put(book, other, name="kedua")
    with pytest.raises(RecordConflict) as caught:
        put(book, mine, name="pertama")
    put(book, seen(book), name="ketiga")
    with pytest.raises(RecordConflict) as again:
        put(book, over(caught.value), **decide(caught.value, frozenset()))
    assert again.value.clashes == (Clash("name", "ketiga", "pertama"),)


def test_rows_of_both_windows_stay(book: Book) -> None:
    mine, other = seen(book), seen(book)
    rows = mine.record.values["aliases"]
    put(book, other, aliases=[*rows, alias("dari lain")])
    put(book, mine, aliases=[*rows, alias("dari saya")])
    assert sorted(names(book)) == ["dari lain", "dari saya", "dua", "satu"]


def test_fields_of_one_row_come_together_and_clash_alone(book: Book, ani: Actor) -> None:
    mine, other = seen(book), seen(book)
    first, second = mine.record.values["aliases"]
    put(book, other, ani, aliases=[first | {"kind": "ejaan_lain"}, second | {"name": "mereka"}])
    with pytest.raises(RecordConflict) as caught:
        put(book, mine, aliases=[first | {"name": "SATU"}, second | {"name": "saya"}])
    conflict = caught.value
    assert conflict.clashes == (Clash("aliases", "mereka", "saya", second["id"], "name"),)
    assert conflict.who == "Ani (contoh)"
    put(book, over(conflict), **decide(conflict, frozenset({0})))
    assert [(row["name"], row["kind"]) for row in stored(book)["aliases"]] == [
        ("SATU", "ejaan_lain"),
        ("mereka", "singkatan"),
    ]


@pytest.mark.parametrize(("theirs", "left"), [(True, ["satu"]), (False, ["satu", "saya"])])
def test_a_row_they_removed_and_i_changed_is_asked(book: Book, theirs: bool, left: list[str]) -> None:
    mine, other = seen(book), seen(book)
    first, second = mine.record.values["aliases"]
    put(book, other, aliases=[first])
    with pytest.raises(RecordConflict) as caught:
        put(book, mine, aliases=[first, second | {"name": "saya"}])
    (clash,) = caught.value.clashes
    assert clash.theirs is None
    put(book, over(caught.value), **decide(caught.value, frozenset({0} if theirs else ())))
    assert names(book) == left


@pytest.mark.parametrize(("theirs", "left"), [(True, ["satu", "mereka"]), (False, ["satu"])])
def test_a_row_i_removed_and_they_changed_is_asked(book: Book, theirs: bool, left: list[str]) -> None:
    mine, other = seen(book), seen(book)
    first, second = mine.record.values["aliases"]
    put(book, other, aliases=[first, second | {"name": "mereka"}])
    with pytest.raises(RecordConflict) as caught:
        put(book, mine, aliases=[first])
    (clash,) = caught.value.clashes
    assert clash.yours is None
    put(book, over(caught.value), **decide(caught.value, frozenset({0} if theirs else ())))
    assert names(book) == left


def test_a_row_one_removed_and_nobody_changed_is_gone(book: Book) -> None:
    mine, other = seen(book), seen(book)
    first, second = mine.record.values["aliases"]
    put(book, other, aliases=[first])
    put(book, mine, note="baru", aliases=[first, second])
    assert names(book) == ["satu"]
    assert stored(book)["note"] == "baru"


def test_a_record_sent_to_the_trash_meanwhile_takes_nothing_in(book: Book, ani: Actor) -> None:
    mine = seen(book)
    book.change(trash_records, ani, Obh, "OBH", [1]).result()
    with pytest.raises(Refused, match=r"Sampah oleh Ani \(contoh\)"):
        put(book, mine, name="saya")


@pytest.mark.parametrize(
    ("one", "other", "equal"),
    [
        (None, "", True),
        (None, (), True),
        (3, "3", True),
        (True, 1, True),
        ([1, "a"], ("1", "a"), True),
        (2.0, 2, True),
        (0, None, False),
        ("a", "b", False),
        (False, None, False),
    ],
)
def test_spelling_is_no_difference(one: object, other: object, equal: bool) -> None:
    assert same(one, other) is equal
