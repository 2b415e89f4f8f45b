"""People who work for OBH: one person in two, licences and trainings over time, and what is wrong."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from berkas.engine.importing import ImportContext, ImportResult
from berkas.engine.listing import ListRequest
from berkas.engine.records import Doubtful
from berkas.engine.rulebook import Rulebook
from berkas.rooms.obh.commands import save_obh, save_person
from berkas.rooms.obh.fields.people import people_checks, person_checks
from berkas.rooms.obh.queries.obh import load_obh
from berkas.rooms.obh.queries.people import PEOPLE, load_person, people_of
from berkas.rooms.obh.sheet.people import apply
from berkas.rules.fields import Severity
from berkas.sheets.records import Record as Row
from berkas_db.book import Book
from berkas_db.changes import ANYONE, Step
from berkas_db.errors import Refused

Make = Callable[..., int]
WATI = {"name": "Wati Contoh", "role": "advokat", "licence_number": "KTPA-2", "licence_until": "2025-12-31"}
WOMAN = "1971014503000001"


def people(book: Book, obh: int) -> list[dict[str, Any]]:
    return book.read(people_of, obh).result()


def rows(book: Book, filters: dict[str, Any]) -> list[str]:
    ids = book.read(PEOPLE.ids, ListRequest(filters=filters)).result()
    found = book.glance(PEOPLE.rows, list(ids))
    return [found[id_][0] for id_ in ids]


def test_one_person_in_two_obh_is_shown_in_both_and_in_the_list(book: Book, make_obh: Make) -> None:
    first = make_obh(people=[WATI, {"name": "Budi Contoh", "role": "dosen"}])
    second = make_obh("Posbakumadin Belitung (contoh)", people=[WATI])
    assert people(book, first)[0]["elsewhere"] == "Posbakumadin Belitung (contoh)"
    assert people(book, second)[0]["elsewhere"] == "LBH Melati (contoh)"
    person = people(book, first)[0]["person_id"]
    assert rows(book, {"several": True}) == ["Wati Contoh"]
    assert rows(book, {"role": ("dosen",)}) == ["Budi Contoh"]
    assert rows(book, {"licence_until": (None, "2025-12-31")}) == ["Wati Contoh"]
    roles = book.read(load_person, person).result().values["roles"]
    assert [row["obh_id"] for row in roles] == [first, second]


def test_the_same_name_elsewhere_is_asked_about_never_joined(book: Book, make_obh: Make) -> None:
    make_obh(people=[WATI])
    same = {"name": "Wati Contoh", "role": "paralegal"}
    with pytest.raises(Doubtful, match="juga tercatat pada LBH Melati"):
        make_obh("Posbakumadin Belitung (contoh)", people=[same])
    second = make_obh("Posbakumadin Belitung (contoh)", people=[same], reason="Orang lain")
    assert people(book, second)[0]["elsewhere"] == ""
    person = people(book, second)[0]["person_id"]
    assert book.read(load_person, person).result().values["alike"] == ["Wati Contoh (LBH Melati (contoh))"]


def test_a_paralegal_has_trainings_not_a_licence(book: Book, make_obh: Make) -> None:
    trained = {
        "name": "Tono Contoh",
        "role": "paralegal",
        "training_name": "Pelatihan paralegal",
        "training_on": "2022-01-21",
        "training_number": "PLG-1",
        "training_valid_until": "2027-05-31",
    }
    obh = make_obh(people=[trained])
    (row,) = people(book, obh)
    assert {key: row[key] for key in trained} == trained
    assert row["licence_number"] is None
    newer = row | {
        "training_name": "Pelatihan lanjutan",
        "training_on": "2025-03-01",
        "training_number": None,
    }
    book.change(save_obh, ANYONE, {"people": [newer]}, id=obh, version=None).result()
    trainings = book.read(load_person, row["person_id"]).result().values["trainings"]
    assert [each["name"] for each in trainings] == ["Pelatihan paralegal", "Pelatihan lanjutan"]
    assert people(book, obh)[0]["training_name"] == "Pelatihan lanjutan", "the newest one stands in the OBH"


def test_a_person_is_kept_with_roles_licences_and_trainings(book: Book, make_obh: Make) -> None:
    obh = make_obh()
    values = {
        "name": "Andi Contoh",
        "sex": "laki_laki",
        "roles": [{"obh_id": str(obh), "role": "advokat", "position": "Ketua", "valid_from": "2018-01-02"}],
        "licences": [{"number": "KTPA-1", "organisation": "Organisasi Contoh", "valid_until": "2026-12-31"}],
        "trainings": [{"name": "Pelatihan", "organiser": "BPHN", "hours": 24, "is_recognised": True}],
    }
    id_ = book.change(save_person, ANYONE, values, id=None, version=None).result().value
    assert people(book, obh)[0]["position"] == "Ketua"
    kept = book.read(load_person, id_).result()
    assert (kept.title, kept.values["licences"][0]["organisation"]) == ("Andi Contoh", "Organisasi Contoh")
    twin = {"name": "Orang Lain (contoh)", "nik": WOMAN}
    book.change(save_person, ANYONE, twin, id=None, version=None).result()
    with pytest.raises(Refused, match="sudah tercatat pada orang lain"):
        book.change(save_person, ANYONE, {"nik": WOMAN}, id=id_, version=None).result()


@pytest.mark.parametrize(
    ("row", "sentence", "severity"),
    [
        ({"nik": WOMAN, "sex": "laki_laki"}, "A Contoh: NIK menunjukkan perempuan", Severity.SOFT),
        ({"licence_number": "K"}, "A Contoh: masa berlaku izin belum diketahui", Severity.SOFT),
        ({"licence_until": "2026-01-01"}, "masa berlaku diisi tanpa nomor izin", Severity.HARD),
        ({"training_number": "PLG"}, "isi nama pelatihannya", Severity.HARD),
    ],
)
def test_what_is_wrong_with_somebody_in_an_obh(
    row: dict[str, Any], sentence: str, severity: Severity
) -> None:
    found = list(people_checks([{"name": "A Contoh", "role": "advokat"} | row]))
    assert [each.severity for each in found if sentence in each.message] == [severity]


@pytest.mark.parametrize(
    ("values", "sentence", "severity"),
    [
        ({"nik": WOMAN, "sex": "laki_laki"}, "NIK menunjukkan perempuan", Severity.SOFT),
        ({"licences": [{"number": "K1"}]}, "Izin K1: masa berlakunya belum diketahui", Severity.SOFT),
        (
            {"licences": [{"number": "K1", "issued_on": "2025-01-02", "valid_until": "2025-01-01"}]},
            "berakhir sebelum terbit",
            Severity.HARD,
        ),
        (
            {"trainings": [{"name": "P", "from_date": "2025-01-02", "until_date": "2025-01-01"}]},
            "tanggal akhir mendahului",
            Severity.HARD,
        ),
        (
            {"roles": [{"obh_id": 1, "role": "advokat"}, {"obh_id": "1", "role": "advokat"}]},
            "tumpang tindih dengan baris lain pada OBH yang sama",
            Severity.HARD,
        ),
        (
            {"roles": [{"obh_id": 1, "valid_from": "2025-01-02", "valid_until": "2025-01-01"}]},
            "tanggal akhir mendahului",
            Severity.HARD,
        ),
    ],
)
def test_what_is_wrong_with_a_person(values: dict[str, Any], sentence: str, severity: Severity) -> None:
    found = list(person_checks(values))
    assert [each.severity for each in found if sentence in each.message] == [severity]


def test_somebody_may_leave_and_come_back() -> None:
    first = {"obh_id": 1, "role": "advokat", "valid_until": "2020-12-31"}
    assert (
        list(person_checks({"roles": [first, {"obh_id": 1, "role": "advokat", "valid_from": "2022-01-01"}]}))
        == []
    )


def test_a_list_of_people_comes_in_and_is_not_doubled(book: Book, make_obh: Make) -> None:
    obh = make_obh()
    row = {"obh": "LBH Melati (contoh)"} | WATI

    def bring(step: Step, values: dict[str, Any]) -> tuple[int, int, int, list[str]]:
        result = ImportResult()
        context = ImportContext(date(2025, 6, 12), Rulebook.load())
        apply(step, [Row(2, values, dict.fromkeys(values, "B2"))], context, result)
        return result.added, result.updated, result.ignored, [each.message for each in result.problems]

    def run(values: dict[str, Any]) -> tuple[int, int, int, list[str]]:
        return book.change(bring, ANYONE, values).result().value

    assert run(row) == (1, 0, 0, [])
    assert run(row) == (0, 0, 1, [])
    assert run(row | {"licence_until": "2028-12-31"}) == (0, 1, 0, [])
    assert run(row | {"obh": "LBH Antah"})[3][0].startswith("PBH “LBH Antah” tidak ada")
    assert [each["licence_until"] for each in people(book, obh)] == ["2028-12-31"]


def test_one_obh_under_three_spellings_is_asked_about(book: Book, make_obh: Make) -> None:
    id_ = make_obh("Lembaga Bantuan Hukum Al-Hakim (contoh)")
    for spelling in ("LBH Al Hakim (contoh)", "lbh al-hakim contoh", "Yayasan LBH AL HAKIM Contoh"):
        with pytest.raises(Doubtful, match="sama atau mirip") as asked:
            make_obh(spelling)
        assert "Al-Hakim" in asked.value.doubts[0].message
    assert book.read(load_obh, id_).result().title.startswith("Lembaga")
