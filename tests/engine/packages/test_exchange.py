"""Two laptops and a desk exchange packages: what only one changed is taken, what both changed is asked."""

import itertools
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select
from tests.engine.packages.conftest import WORDS, Computer, journal, make_laptop, records_of, replica, value

from berkas.engine.numbering import next_code
from berkas.engine.packages.receiving import look_at, receive
from berkas.engine.packages.selection import changes, records
from berkas.engine.packages.sending import Parcel, send
from berkas.engine.packages.settling import OURS, THEIRS, open_choices, settle
from berkas.engine.packages.travelling import travelling
from berkas.engine.packages.words import KINDS
from berkas_db.changes import ANYONE, Step
from berkas_db.check import check_book
from berkas_db.errors import BookError, NotABook, Refused, WrongPassphrase
from berkas_db.packagefile import PackageRefused
from berkas_db.tables import Evidence, Obh, ObhAlias, ObhContact, Unit, Visit


def rename(step: Step, id: int, name: str) -> None:
    step.say(f"OBH {id} diubah")
    step.update(Obh, id, {"name": name})


def phone(step: Step, id: int, number: str) -> None:
    step.say(f"OBH {id} diubah")
    step.update(Obh, id, {"short_name": number})


def add_obh(step: Step, name: str) -> int:
    step.say("OBH ditambah")
    id_ = step.insert(Obh, {"code": next_code(step, Obh, "OBH"), "name": name, "is_example": True})
    step.insert(ObhAlias, {"obh_id": id_, "name": f"{name} (lain)", "kind": "ejaan_lain"})
    return id_


def drop_contact(step: Step, id: int) -> None:
    step.say("Narahubung dihapus")
    step.delete(ObhContact, id)


def call_contact(step: Step, id: int, number: str) -> None:
    step.say("Narahubung diubah")
    step.update(ObhContact, id, {"value": number})


def trash(step: Step, id: int) -> None:
    step.say("OBH dibuang")
    step.trash(Obh, id)


def test_a_laptops_work_arrives_whole_and_one_undo_takes_it_back(
    desk: Computer, laptops: tuple[Computer, Computer], tmp_path: Path
) -> None:
    away, _other = laptops
    away.change(rename, 1, "LBH Contoh Satu")
    new = away.change(add_obh, "LBH Contoh Baru")
    away.change(drop_contact, 2)
    away.change(trash, 5)
    assert value(away.book, Obh, new, "code") == "L1-OBH-001"
    before = records_of(desk.book, "obh", "obh_contact", "obh_alias", "replica", "exchange_base")
    report = desk.merge(away.pack(tmp_path, "Meja pelayanan"))
    tables = ("obh", "obh_contact", "obh_alias")
    assert records_of(desk.book, *tables) == records_of(away.book, *tables)
    assert (report.new["obh"], report.changed["obh"], report.removed["obh_contact"]) == (1, 2, 1)
    assert report.open_values == []
    assert check_book(desk.book) == []
    desk.book.undo(ANYONE).result()
    after = records_of(desk.book, "obh", "obh_contact", "obh_alias", "replica", "exchange_base")
    assert after == before
    assert check_book(desk.book) == []


def test_a_preview_says_the_same_and_keeps_nothing(
    desk: Computer, laptops: tuple[Computer, Computer], tmp_path: Path
) -> None:
    away, _other = laptops
    away.change(rename, 1, "LBH Contoh Satu")
    path = away.pack(tmp_path, "Meja pelayanan")
    length = journal(desk.book)
    said = receive(desk.book, ANYONE, path, WORDS, keep=False)
    assert journal(desk.book) == length
    assert value(desk.book, Obh, 1, "name") == "LBH Contoh 1"
    done = desk.merge(path)
    assert (said.new, said.changed, said.unchanged) == (done.new, done.changed, done.unchanged)


def edits(desk: Computer, away: Computer, other: Computer) -> None:
    """Two hundred overlapping edits in miniature: every pair of computers touches something together."""
    away.change(rename, 1, "Nama dari laptop 1")
    other.change(rename, 1, "Nama dari laptop 2")
    away.change(phone, 2, "0811")
    other.change(rename, 2, "Hanya laptop 2")
    away.change(rename, 3, "Nama dari laptop 1")
    desk.change(rename, 3, "Nama dari meja")
    other.change(phone, 4, "0822")
    desk.change(phone, 4, "0822")
    away.change(drop_contact, 5)
    other.change(call_contact, 5, "0833")
    away.change(trash, 5)
    other.change(trash, 5)
    away.change(add_obh, "LBH Contoh A")
    other.change(add_obh, "LBH Contoh B")


@pytest.mark.parametrize("order", list(itertools.permutations(range(3))))
def test_packages_give_the_same_office_in_any_order(
    desk: Computer, laptops: tuple[Computer, Computer], tmp_path: Path, order: tuple[int, ...]
) -> None:
    away, other = laptops
    edits(desk, away, other)
    first = away.pack(tmp_path, "Meja pelayanan")
    away.change(rename, 1, "Nama kedua dari laptop 1")
    away.change(phone, 1, "0899")
    packages = [first, away.pack(tmp_path, "Meja pelayanan"), other.pack(tmp_path, "Meja pelayanan")]
    for which in order:
        desk.merge(packages[which])
    rows = records_of(desk.book, "obh", "obh_contact", "obh_alias")
    codes = {row[1] for row in rows["obh"]}
    contacts = [row[2] for row in rows["obh_contact"]]
    assert value(desk.book, Obh, 1, "name") == "Nama kedua dari laptop 1"
    assert value(desk.book, Obh, 1, "short_name") == "0899"
    assert (value(desk.book, Obh, 2, "name"), value(desk.book, Obh, 2, "short_name")) == (
        "Hanya laptop 2",
        "0811",
    )
    assert value(desk.book, Obh, 3, "name") == "Nama dari meja"
    assert value(desk.book, Obh, 4, "short_name") == "0822"
    assert sorted(contacts) == ["0812"] * 4 + ["0833"]
    assert {"L1-OBH-001", "L2-OBH-001"} <= codes
    waiting = desk.book.read(open_choices).result()
    assert {(each.table, each.field) for each in waiting} == {("obh", "name"), ("obh_contact", "")}
    assert {each.row for each in waiting if each.table == "obh"} == {1, 3}
    assert check_book(desk.book) == []


def test_both_values_stay_until_somebody_chooses_and_the_choice_travels_back(
    desk: Computer, laptops: tuple[Computer, Computer], tmp_path: Path
) -> None:
    away, _other = laptops
    away.change(rename, 1, "Dari laptop")
    desk.change(rename, 1, "Dari meja")
    away.change(rename, 2, "Dari laptop")
    desk.change(rename, 2, "Dari meja")
    desk.merge(away.pack(tmp_path, "Meja pelayanan"))
    one, two = desk.book.read(open_choices).result()
    assert (one.ours, one.theirs, one.sender) == ("Dari meja", "Dari laptop", "Laptop 1")
    assert one.record == "OBH OBH-001"
    desk.change(settle, one.id, THEIRS)
    desk.change(settle, two.id, OURS)
    assert desk.book.read(open_choices).result() == []
    assert [value(desk.book, Obh, id_, "name") for id_ in (1, 2)] == ["Dari laptop", "Dari meja"]
    with pytest.raises(Refused, match="sudah diputus"):
        desk.change(settle, one.id, OURS)
    away.merge(desk.pack(tmp_path, "Laptop 1"))
    assert [value(away.book, Obh, id_, "name") for id_ in (1, 2)] == ["Dari laptop", "Dari meja"]
    assert away.book.read(open_choices).result() == []
    # What was settled is not asked again when the laptop sends the same changes once more.
    away.change(phone, 3, "0844")
    report = desk.merge(away.pack(tmp_path, "Meja pelayanan"))
    assert report.open_values == []
    assert value(desk.book, Obh, 2, "name") == "Dari meja"


def test_a_second_package_from_the_same_laptop_is_no_clash(
    desk: Computer, laptops: tuple[Computer, Computer], tmp_path: Path
) -> None:
    away, _other = laptops
    away.change(rename, 1, "Pertama")
    new = away.change(add_obh, "LBH Contoh Baru")
    desk.merge(away.pack(tmp_path, "Meja pelayanan"))
    away.change(rename, 1, "Kedua")
    away.change(rename, new, "LBH Contoh Lebih Baru")
    report = desk.merge(away.pack(tmp_path, "Meja pelayanan"))
    assert report.open_values == []
    assert value(desk.book, Obh, 1, "name") == "Kedua"
    assert value(desk.book, Obh, 6, "name") == "LBH Contoh Lebih Baru"


def test_the_same_record_made_on_both_sides_becomes_one(
    desk: Computer, laptops: tuple[Computer, Computer], tmp_path: Path
) -> None:
    away, _other = laptops

    def add(step: Step, name: str) -> int:
        step.say("OBH ditambah")
        id_ = step.insert(Obh, {"code": "OBH-777", "name": name, "is_example": True})
        step.insert(ObhAlias, {"obh_id": id_, "name": f"{name} lain", "kind": "ejaan_lain"})
        return id_

    here = desk.change(add, "LBH Contoh Kembar")
    away.change(add, "LBH Contoh Kembar dari laptop")
    report = desk.merge(away.pack(tmp_path, "Meja pelayanan"))
    assert [each.field for each in report.open_values] == ["name"]
    aliases = desk.book.read(
        lambda session: list(session.scalars(select(ObhAlias.name).where(ObhAlias.obh_id == here)))
    ).result()
    assert sorted(aliases) == ["LBH Contoh Kembar dari laptop lain", "LBH Contoh Kembar lain"]
    assert check_book(desk.book) == []


def test_a_visit_takes_its_photos_and_what_it_names_along(
    desk: Computer, laptops: tuple[Computer, Computer], tmp_path: Path
) -> None:
    away, _other = laptops

    def add(step: Step) -> int:
        step.say("Kegiatan ditambah")
        visit = step.insert(
            Visit,
            {"code": next_code(step, Visit, "KEG"), "title": "Monev contoh", "is_example": True}
            | visit_facts(),
        )
        photo = step.attach(b"foto contoh" * 1000, "foto.jpg", "image/jpeg")
        step.insert(Evidence, {"visit_id": visit, "attachment_id": photo} | evidence_facts())
        return visit

    visit = away.change(add)
    away.change(add_obh, "Tidak dipilih")
    chosen = away.book.read(records, {"visit": [visit]}).result()
    target = tmp_path / "kegiatan.berkaspaket"
    sent = send(away.book, ANYONE, Parcel(chosen, replica(away.book, "Meja pelayanan"), WORDS), target)
    assert sent.manifest.files == 1
    report = desk.merge(target)
    assert (report.new["visit"], report.new["evidence"], report.files) == (1, 1, 1)
    assert report.new["obh"] == 0
    assert check_book(desk.book) == []


def visit_facts() -> dict[str, Any]:
    return {"from_date": "2025-06-12", "until_date": "2025-06-12"}


def evidence_facts() -> dict[str, Any]:
    return {"code": "BKT-1", "kind": "foto", "sha256": "0" * 64, "added_on": "2025-06-12"}


def test_wrong_hands_are_refused_with_a_sentence(
    desk: Computer, laptops: tuple[Computer, Computer], tmp_path: Path
) -> None:
    away, _other = laptops
    away.change(rename, 1, "Dari laptop")
    path = away.pack(tmp_path, "Meja pelayanan")
    with pytest.raises(WrongPassphrase, match="paket"):
        look_at(desk.book, path, "frasa yang salah")
    with pytest.raises(NotABook, match="bukan paket"):
        look_at(desk.book, desk.book.path, WORDS)
    with pytest.raises(PackageRefused, match="di komputer ini sendiri"):
        look_at(away.book, path, WORDS)
    with pytest.raises(PackageRefused, match="tidak dapat dibaca"):
        look_at(desk.book, tmp_path / "hilang.berkaspaket", WORDS)
    changed = tmp_path / "diubah.berkaspaket"
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    changed.write_bytes(content)
    with pytest.raises(BookError, match=r"rusak atau diubah|tidak cocok"):
        receive(desk.book, ANYONE, changed, WORDS, keep=True)
    cut = tmp_path / "potong.berkaspaket"
    cut.write_bytes(path.read_bytes()[:5000])
    with pytest.raises(BookError):
        receive(desk.book, ANYONE, cut, WORDS, keep=True)
    assert value(desk.book, Obh, 1, "name") == "LBH Contoh 1"
    desk.merge(path)
    with pytest.raises(PackageRefused, match="sudah pernah digabungkan"):
        desk.merge(path)


def test_a_copys_number_prefix_cannot_be_taken_twice(desk: Computer, tmp_path: Path) -> None:
    with pytest.raises(Refused, match="sudah dipakai Laptop 1"):
        make_laptop(desk.book, tmp_path, "Laptop 3", "l1")
    assert not list(tmp_path.glob("*.belum-selesai*"))


def test_every_table_that_travels_has_a_word() -> None:
    assert set(travelling()) <= set(KINDS)


def test_changes_since_a_moment_leave_the_shared_lists_and_settings_at_home(desk: Computer) -> None:
    desk.change(rename, 1, "Berubah")
    chosen = desk.book.read(changes, 0).result()
    assert chosen.chosen["obh"] >= {1, 2, 3, 4, 5}
    assert not {"term", "ministry", "regency", "setting"} & set(chosen.chosen)
    assert chosen.chosen["unit"] == {desk.book.read(lambda s: s.scalars(select(Unit.id)).one()).result()}
