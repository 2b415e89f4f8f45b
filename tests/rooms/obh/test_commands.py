"""Saving OBH, recipients, cases, Posbankum and services: what is kept, refused, or wants a reason."""

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import func, select

from berkas.engine.budgets import money
from berkas.engine.records import restore_record, trash_records
from berkas.rooms.obh.commands import save_case, save_obh, save_posbankum, save_prison, save_recipient
from berkas.rooms.obh.queries.board import rule_lines, state_on
from berkas.rooms.obh.queries.cases import load_case, load_recipient
from berkas.rooms.obh.queries.obh import load_obh
from berkas.rooms.obh.queries.posts import load_posbankum, load_prison
from berkas_db.book import Book
from berkas_db.changes import ANYONE, Actor
from berkas_db.errors import Conflict, Refused
from berkas_db.tables import Obh, ObhPerson, Person, Recipient, SoftOverride, Unit

Make = Callable[..., int]
READER = Actor(None, "Pengawas Contoh", "pengawas")


def save(book: Book, values: dict[str, Any], id: int | None = None, **more: Any) -> int:  # noqa: ANN401
    return (
        book.change(save_obh, ANYONE, values, id=id, version=more.pop("version", None), **more).result().value
    )


def load(book: Book, id: int) -> dict[str, Any]:
    return dict(book.read(load_obh, id).result().values)


def refused(book: Book, values: dict[str, Any], **more: Any) -> str:  # noqa: ANN401
    with pytest.raises(Refused) as caught:
        save(book, values, **more)
    return str(caught.value)


def test_a_new_obh_gets_a_code_and_keeps_its_rows(book: Book, make_obh: Make, regency: int) -> None:
    id_ = make_obh(
        regency_id=str(regency),
        addresses=[
            {"kind": "kantor_pusat", "address": "Jalan Contoh 1", "regency_id": str(regency), "is_main": True}
        ],
        contacts=[{"kind": "hp", "value": "0812 0000 0000", "is_main": None}],
        areas=[{"regency_id": regency}],
        aliases=[{"name": "LBH Melati Pangkalpinang (contoh)", "kind": "ejaan_lain"}],
    )
    values = load(book, id_)
    assert values["code"] == "OBH-001"
    assert values["regency_id"] == regency
    assert [row["address"] for row in values["addresses"]] == ["Jalan Contoh 1"]
    assert values["contacts"][0]["is_main"] is False
    assert values["aliases"][0]["name"] == "LBH Melati Pangkalpinang (contoh)"


def test_rows_are_changed_added_and_taken_away(book: Book, make_obh: Make) -> None:
    id_ = make_obh(
        contacts=[{"kind": "hp", "value": "0812"}, {"kind": "email", "value": "melati@contoh.id"}],
        documents=[{"kind": "npwp", "title": "NPWP"}],
    )
    before = load(book, id_)
    kept = before["contacts"][0] | {"value": "0813"}
    save(book, {"contacts": [kept, {"kind": "telepon", "value": "0717"}], "documents": []}, id=id_)
    after = load(book, id_)
    assert [(row["id"], row["value"]) for row in after["contacts"]] == [
        (kept["id"], "0813"),
        (after["contacts"][1]["id"], "0717"),
    ]
    assert after["documents"] == []
    assert after["name"] == before["name"]
    assert after["accreditations"] == before["accreditations"]


def test_saving_the_same_again_writes_nothing(book: Book, make_obh: Make) -> None:
    id_ = make_obh(people=[{"name": "Siti Contoh", "role": "advokat"}])
    values = load(book, id_)
    own = {key: value for key, value in values.items() if key not in ("version", "created_at", "updated_at")}
    changes = book.change(save_obh, ANYONE, own, id=id_, version=values["version"]).result()
    assert changes.kinds == frozenset()


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"name": ""}, "wajib diisi"),
        ({"name": "A (contoh)", "tax_number": "123"}, "NPWP"),
        ({"name": "A (contoh)", "founded_on": "2199-01-01"}, "tidak boleh sesudah"),
        ({"name": "A (contoh)", "closed_on": "2025-01-01"}, "Alasan berhenti"),
        ({"name": "A (contoh)", "people": [{"name": "B", "role": "dosen", "nik": "12345"}]}, "NIK"),
        (
            {
                "name": "A (contoh)",
                "contracts": [{"year": 2025, "number": "K1", "litigation": -1, "nonlitigation": 0}],
            },
            "paling sedikit",
        ),
        (
            {
                "name": "A (contoh)",
                "contracts": [{"year": 2025, "number": "K1", "litigation": 10, "nonlitigation": 0}],
                "addenda": [
                    {
                        "contract": "K1",
                        "number": "AD1",
                        "signed_on": "2025-08-01",
                        "litigation_change": -11,
                        "nonlitigation_change": 0,
                    }
                ],
            },
            "kurang dari nol",
        ),
        (
            {
                "name": "A (contoh)",
                "realisations": [
                    {
                        "contract": "K9",
                        "quarter": "1",
                        "system": "omspan",
                        "as_of": "2025-04-01",
                        "litigation": 1,
                    }
                ],
                "contracts": [],
            },
            "nomor kontrak itu tidak ada",
        ),
        (
            {"name": "A (contoh)", "accreditations": [{"period_id": "1", "result": "terakreditasi"}]},
            "kategori wajib",
        ),
        (
            {"name": "A (contoh)", "accreditations": [{"period_id": "1", "result": "diproses"}] * 2},
            "sudah ada pada baris lain",
        ),
    ],
)
def test_hard_problems_refuse_and_write_nothing(book: Book, values: dict[str, Any], sentence: str) -> None:
    assert sentence in refused(book, values, reason="apa pun")
    assert (
        book.glance(lambda session: session.execute(select(func.count()).select_from(Obh)).scalar_one()) == 0
    )


@pytest.mark.parametrize(
    "name",
    [
        "LBH MELATI (contoh)",
        "Lembaga Bantuan Hukum Melati (contoh)",
        "Yayasan LBH Melatti (Contoh)",
        "Melati Hukum",
    ],
)
def test_the_same_obh_under_other_spellings_wants_a_reason(book: Book, make_obh: Make, name: str) -> None:
    make_obh("LBH Melati (contoh)", aliases=[{"name": "Melati Hukum", "kind": "ejaan_lain"}])
    assert "mirip" in refused(book, {"name": name})
    save(book, {"name": name}, reason="Lembaga lain di kabupaten lain")
    kept = book.glance(
        lambda session: session.execute(select(SoftOverride.check_key, SoftOverride.reason)).all()
    )
    assert [tuple(row) for row in kept] == [("name", "Lembaga lain di kabupaten lain")]


def test_a_different_name_is_no_conflict_and_an_old_name_is_not_asked_again(
    book: Book, make_obh: Make
) -> None:
    id_ = make_obh("LBH Melati (contoh)")
    other = make_obh("Posbakumadin Belitung (contoh)")
    save(book, {"name": "LBH Melati (contoh)", "note": "tetap"}, id=id_)
    assert id_ != other


def test_a_decree_after_its_period_wants_a_reason(book: Book, period: int) -> None:
    row = {"period_id": period, "result": "terakreditasi", "category": "b", "decree_on": "2028-02-01"}
    assert "sesudah periodenya" in refused(book, {"name": "LBH Anggrek (contoh)", "accreditations": [row]})


def test_a_moved_version_is_a_conflict(book: Book, make_obh: Make) -> None:
    id_ = make_obh()
    version = book.read(load_obh, id_).result().version
    save(book, {"leader_name": "Budi Contoh"}, id=id_, version=version)
    with pytest.raises(Conflict) as caught:
        save(book, {"leader_name": "Siti Contoh"}, id=id_, version=version)
    assert caught.value.theirs == {"leader_name": "Budi Contoh"}


def test_rights_are_checked_first(book: Book) -> None:
    with pytest.raises(Refused, match="tidak berhak"):
        book.change(save_obh, READER, {"name": "X"}, id=None, version=None).result()


def test_one_person_in_two_obh_is_one_person_and_shown(book: Book, make_obh: Make) -> None:
    row = {
        "name": "Budi Contoh",
        "role": "advokat",
        "nik": "1971011505800001",
        "licence_number": "KTPA-1",
        "licence_until": "2027-12-31",
    }
    first = make_obh("LBH Melati (contoh)", people=[row])
    make_obh("Posbakumadin Belitung (contoh)", people=[row])
    counts = book.glance(
        lambda session: (
            session.execute(select(func.count()).select_from(Person)).scalar_one(),
            session.execute(select(func.count()).select_from(ObhPerson)).scalar_one(),
        )
    )
    assert counts == (1, 2)
    assert load(book, first)["people"][0]["elsewhere"] == "Posbakumadin Belitung (contoh)"


def test_money_adds_addenda_and_shows_the_difference_of_the_systems(book: Book, make_obh: Make) -> None:
    id_ = make_obh(
        contracts=[{"year": 2025, "number": "K1", "litigation": 80_000_000, "nonlitigation": 20_000_000}],
        addenda=[
            {
                "contract": "k1",
                "number": "AD-1",
                "signed_on": "2025-08-01",
                "litigation_change": -10_000_000,
                "nonlitigation_change": 0,
            }
        ],
        realisations=[
            {
                "contract": "K1",
                "quarter": "1",
                "system": "sidbankum",
                "as_of": "2025-04-01",
                "litigation": 30_000_000,
                "nonlitigation": 5_000_000,
            },
            {
                "contract": "K1",
                "quarter": "1",
                "system": "omspan",
                "as_of": "2025-04-01",
                "litigation": 25_000_000,
                "nonlitigation": 5_000_000,
            },
        ],
    )
    (line,) = book.read(money, obh_id=id_).result()
    assert (line.budget.litigation, line.budget.nonlitigation) == (70_000_000, 20_000_000)
    assert line.difference == 5_000_000
    assert line.absorption("sidbankum") == pytest.approx(38.888, abs=0.001)
    assert load(book, id_)["realisations"][0]["quarter"] == "1"


def test_the_board_keeps_states_with_reasons_and_takes_them_back(
    book: Book, make_obh: Make, period: int
) -> None:
    id_ = make_obh()
    rows = load(book, id_)["requirements"]
    assert len(rows) == 12
    rows[0]["state"] = "lengkap"
    rows[1] |= {"state": "belum_lengkap"}
    assert "alasan wajib" in refused(book, {"requirements": rows, "board_period": period}, id=id_)
    rows[1]["reason"] = "Akta belum dilegalisir"
    save(book, {"requirements": rows, "board_period": period}, id=id_)
    again = load(book, id_)["requirements"]
    assert [row["state"] for row in again[:3]] == ["lengkap", "belum_lengkap", None]
    again[1]["state"] = None
    save(book, {"requirements": again, "board_period": period}, id=id_)
    assert [row["state"] for row in load(book, id_)["requirements"][:3]] == ["lengkap", None, None]


def test_category_rules_say_what_is_met_and_what_nobody_counted(
    book: Book, make_obh: Make, period: int
) -> None:
    id_ = make_obh(people=[{"name": f"Advokat {n} Contoh", "role": "advokat"} for n in range(5)])
    lines = {(line.category, line.measure): line for line in book.read(rule_lines, id_, period).result()}
    assert lines["b", "Advokat"].is_met is True
    assert lines["a", "Advokat"].is_met is False
    assert lines["a", "Perkara dalam tiga tahun"].is_met is None
    assert lines["c", "Paralegal"].confidence == "disimpulkan"


def test_what_was_complete_lapses_by_itself() -> None:
    from datetime import date

    assert state_on("lengkap", "2025-06-30", date(2025, 7, 1)) == "kedaluwarsa"
    assert state_on("lengkap", None, date(2025, 7, 1)) == "lengkap"
    assert state_on(None, None, date(2025, 7, 1)) == "belum_diperiksa"


def test_a_child_of_a_case_stays_a_child(
    book: Book, make_obh: Make, make_recipient: Make, make_case: Make
) -> None:
    who = make_recipient(status="tahanan")
    make_case(make_obh(), [{"recipient_id": str(who), "role": "anak", "age_then": 16}])
    record = book.read(load_recipient, who).result()
    assert record.values["is_child"] is True
    officer = Actor(None, "Petugas Contoh", "petugas")
    with pytest.raises(Refused, match="tetap dilindungi"):
        book.change(save_recipient, officer, {"is_child": False}, id=who, version=None, reason="x").result()
    with pytest.raises(Refused, match="alasan"):
        book.change(save_recipient, ANYONE, {"is_child": False}, id=who, version=None).result()


def test_an_inmate_child_is_always_marked(book: Book) -> None:
    saved = (
        book.change(save_recipient, ANYONE, {"status": "anak_binaan"}, id=None, version=None).result().value
    )
    values = book.read(load_recipient, saved).result().values
    assert (values["is_child"], values["child_basis"]) == (True, "Status Anak Binaan")


def test_a_place_for_children_marks_whoever_is_there(book: Book) -> None:
    unit = {"code": "LPKA-X", "name": "LPKA Contoh", "kind": "lpka", "is_example": True}
    where = book.change(lambda step: step.insert(Unit, unit), ANYONE).result().value
    own = {"status": "tahanan", "unit_id": str(where)}
    saved = book.change(save_recipient, ANYONE, own, id=None, version=None).result().value
    assert book.read(load_recipient, saved).result().values["child_basis"] == "Ditempatkan di LPKA"


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"verdict_on": "2025-01-01"}, "mendahului tanggal permohonan"),
        ({"state": "ditolak"}, "Alasan ditolak"),
        ({"verdict_on": "2025-05-01", "in_force_on": "2025-04-01"}, "mendahului tanggal putusan"),
        ({"request_on": "2024-03-04"}, "terakreditasi"),
        ({"request_form": "lisan"}, "menuliskan"),
        ({"recipients": []}, "sedikitnya satu penerima"),
    ],
)
def test_cases_are_checked(  # noqa: PLR0917
    book: Book,
    make_obh: Make,
    make_recipient: Make,
    make_case: Make,
    values: dict[str, Any],
    sentence: str,
) -> None:
    recipients = values.pop("recipients", [{"recipient_id": make_recipient()}])
    with pytest.raises(Refused, match=sentence):
        make_case(make_obh(), recipients, **values)


def test_a_case_keeps_its_rows_and_gets_a_code_of_its_year(
    book: Book, make_obh: Make, make_recipient: Make, make_case: Make
) -> None:
    who = make_recipient()
    id_ = make_case(
        make_obh(),
        [{"recipient_id": who, "role": "terdakwa"}],
        stages=[{"stage": "penyidikan", "from_date": "2025-03-05"}],
        documents=[{"kind": "surat_kuasa", "title": "Surat kuasa", "form": "asli"}],
    )
    record = book.read(load_case, id_).result()
    assert record.title == "PRK-2025-001"
    assert [row["recipient_id"] for row in record.values["recipients"]] == [who]
    book.change(save_case, ANYONE, {"note": "lanjut"}, id=id_, version=record.version).result()
    assert len(book.read(load_case, id_).result().values["stages"]) == 1


def test_posbankum_and_prison_services_are_kept(
    book: Book, make_obh: Make, make_unit: Make, regency: int
) -> None:
    post = {
        "name": "Posbankum Desa Contoh",
        "village_kind": "desa",
        "village": "Contoh",
        "regency_id": str(regency),
        "paralegals": [{"name": "Ani Contoh", "is_trained": True}],
        "reports": [{"week_start": "2025-06-09", "received_on": "2025-06-13", "is_nil": True}],
    }
    id_ = book.change(save_posbankum, ANYONE, post, id=None, version=None).result().value
    record = book.read(load_posbankum, id_).result()
    assert (record.subtitle, len(record.values["reports"])) == ("POS-0001", 1)
    tuesday = {"reports": [{"week_start": "2025-06-10", "received_on": "2025-06-13"}]}
    with pytest.raises(Refused, match="bukan hari Senin"):
        book.change(save_posbankum, ANYONE, tuesday, id=id_, version=None).result()
    service = {
        "unit_id": make_unit(),
        "obh_id": make_obh(),
        "valid_from": "2025-01-01",
        "sessions": [{"on_date": "2025-06-11", "served_men": 4}],
    }
    prison = book.change(save_prison, ANYONE, service, id=None, version=None).result().value
    assert book.read(load_prison, prison).result().title == "Lapas Kelas IIA Contoh"


def test_trash_and_restore_say_their_word(book: Book, make_obh: Make) -> None:
    id_ = make_obh()
    book.change(trash_records, ANYONE, Obh, "OBH", [id_]).result()
    assert book.read(load_obh, id_).result().trashed
    assert book.undo_list(ANYONE)[0].label == "OBH dikirim ke Sampah"
    book.change(restore_record, ANYONE, Obh, "OBH", id_).result()
    assert not book.read(load_obh, id_).result().trashed


def test_a_new_obh_can_be_undone_whole(book: Book, make_obh: Make) -> None:
    make_obh(contacts=[{"kind": "hp", "value": "0812"}])
    book.undo(ANYONE).result()
    assert (
        book.glance(lambda session: session.execute(select(func.count()).select_from(Obh)).scalar_one()) == 0
    )
    assert (
        book.glance(lambda session: session.execute(select(func.count()).select_from(Recipient)).scalar_one())
        == 0
    )
