"""Saving visits, sheets, surveys and events: what is kept, refused, or wants a reason."""

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import func, select

from berkas.engine.assessing import answers_of
from berkas.engine.records import Doubtful
from berkas.rooms.visits.commands import (
    follow_up_flags,
    lock_assessment,
    save_assessment,
    save_event,
    save_survey_period,
    save_visit,
)
from berkas.rooms.visits.queries.events import load_event
from berkas.rooms.visits.queries.visits import load_visit
from berkas_db.book import Book
from berkas_db.changes import ANYONE, Actor
from berkas_db.errors import Conflict, Refused
from berkas_db.tables import Assessment, Consent, Finding, Followup, Identity, Recipient, SoftOverride, Visit

from .conftest import interview_answers

Make = Callable[..., int]
SKM: tuple[str, ...] = (
    "persyaratan", "prosedur", "waktu", "biaya", "produk", "kompetensi", "perilaku", "pengaduan", "sarana"
)  # fmt: skip
READER = Actor(None, "Pengawas Contoh", "pengawas")


def load(book: Book, id: int) -> dict[str, Any]:
    return dict(book.read(load_visit, id).result().values)


def sheet(book: Book, id: int) -> Assessment:
    def read(session: Any) -> Assessment:  # noqa: ANN401
        row = session.get(Assessment, id)
        session.expunge(row)
        return row

    return book.glance(read)


def count(book: Book, model: type[Any]) -> int:
    return book.glance(lambda session: session.execute(select(func.count()).select_from(model)).scalar_one())


def test_a_visit_keeps_teams_places_members_traces_and_letters(
    book: Book, make_visit: Make, make_unit: Make, make_official: Make, make_recipient: Make
) -> None:
    unit, official, recipient = make_unit(), make_official(), make_recipient()
    id_ = make_visit(
        purposes=("survei", "monev_bankum"),
        places=[
            {"kind": "upt", "unit_id": str(unit), "on_date": "2025-06-12", "from_time": "9.30", "team": 1},
            {"kind": "lainnya", "name": "Kantor Kelurahan Contoh", "on_date": "2025-06-12", "team": 2},
        ],
        members=[
            {"official_id": str(official), "role": "ketua", "team": 1},
            {"name": "Budi Contoh", "role": "anggota", "team": 2},
        ],
        teams=[{"number": 1, "name": "Tim Lapas"}],
        traces=[{"recipient_id": str(recipient), "place": 1, "result": "ditemukan"}],
        letters=[{"number": "W.7-1", "letter_on": "2025-06-10"}],
    )
    values = load(book, id_)
    assert values["code"] == "KEG-2025-001"
    assert values["until_date"] == "2025-06-12"
    assert values["purposes"] == ("monev_bankum", "survei")
    assert [(row["team"], row["from_time"]) for row in values["places"]] == [(1, "09:30"), (2, None)]
    assert [(row["team"], row["role"]) for row in values["members"]] == [(1, "ketua"), (2, "anggota")]
    assert [(row["number"], row["name"]) for row in values["teams"]] == [(1, "Tim Lapas"), (2, None)]
    assert values["traces"][0]["place"] == 1
    assert values["letters"][0]["number"] == "W.7-1"


def test_saving_a_loaded_visit_again_writes_nothing(book: Book, make_visit: Make, make_unit: Make) -> None:
    id_ = make_visit(
        places=[{"kind": "upt", "unit_id": make_unit(), "on_date": "2025-06-12", "team": 1}],
        members=[{"name": "Budi Contoh", "role": "ketua", "team": 1}],
    )
    values = load(book, id_)
    changes = book.change(save_visit, ANYONE, values, id=id_, version=values["version"]).result()
    assert changes.kinds == frozenset()


def test_a_place_in_use_stays_and_a_team_without_anybody_goes(
    book: Book, make_visit: Make, make_unit: Make, make_obh: Make, make_interview: Make
) -> None:
    unit = make_unit()
    id_ = make_visit(
        places=[{"kind": "upt", "unit_id": unit, "on_date": "2025-06-12", "team": 1}],
        teams=[{"number": 1}, {"number": 2}],
    )
    place = load(book, id_)["places"][0]
    make_interview(make_obh(), visit_id=id_, place_id=place["id"])
    with pytest.raises(Refused, match="sudah dipakai"):
        book.change(save_visit, ANYONE, {"places": []}, id=id_, version=None).result()
    book.change(save_visit, ANYONE, {"teams": [{"number": 1}]}, id=id_, version=None).result()
    assert [row["number"] for row in load(book, id_)["teams"]] == [1]


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"title": ""}, "wajib diisi"),
        ({"purposes": ()}, "Tujuan wajib diisi"),
        ({"until_date": "2025-06-01"}, "mendahului"),
        ({"state": "dilaporkan"}, "Tanggal laporan"),
        ({"members": [{"role": "ketua"}]}, "pilih pejabat"),
        ({"places": [{"kind": "upt", "on_date": "2025-06-12"}]}, "nama tempatnya"),
        (
            {"places": [{"kind": "upt", "name": "X", "on_date": "2025-06-12", "from_time": "25.00"}]},
            "bukan waktu",
        ),
        ({"traces": [{"recipient_id": "1", "place": 3}]}, "tidak ada pada daftar tempat"),
        ({"traces": [{"recipient_id": "1"}, {"recipient_id": "1"}]}, "sudah ada pada baris lain"),
    ],
)
def test_hard_problems_of_a_visit_refuse_and_write_nothing(
    book: Book, make_visit: Make, values: dict[str, Any], sentence: str
) -> None:
    with pytest.raises(Refused, match=sentence):
        make_visit(**values, reason="apa pun")
    assert count(book, Visit) == 0


def test_a_place_on_another_day_wants_a_reason(make_visit: Make) -> None:
    places = [{"kind": "lainnya", "name": "Kelurahan Contoh", "on_date": "2025-06-20"}]
    with pytest.raises(Doubtful, match="di luar tanggal"):
        make_visit(places=places)
    make_visit(places=places, reason="Hari susulan")


def test_rights_and_versions(book: Book, make_visit: Make) -> None:
    with pytest.raises(Refused, match="tidak berhak"):
        book.change(save_visit, READER, {"title": "X"}, id=None, version=None).result()
    id_ = make_visit()
    book.change(save_visit, ANYONE, {"title": "Judul lain"}, id=id_, version=1).result()
    with pytest.raises(Conflict):
        book.change(save_visit, ANYONE, {"title": "Judul ketiga"}, id=id_, version=1).result()


def test_a_complete_interview_is_lengkap_and_keeps_its_answers(
    book: Book, make_obh: Make, make_interview: Make, make_visit: Make
) -> None:
    id_ = make_interview(make_obh(), visit_id=make_visit())
    row = sheet(book, id_)
    assert (row.code, row.state, row.open_errors) == ("MONEV-LITIGASI-0001", "lengkap", 0)
    answers = book.read(answers_of, id_).result()
    assert answers == interview_answers()


def test_a_half_keyed_interview_is_a_draft_with_its_open_errors(
    book: Book, make_obh: Make, make_interview: Make
) -> None:
    answers = interview_answers()
    del answers["INT01"], answers["CON01"]
    id_ = make_interview(make_obh(), answers)
    assert (sheet(book, id_).state, sheet(book, id_).open_errors) == ("draf", 2)
    book.change(save_assessment, ANYONE, {}, interview_answers(), id=id_, version=None).result()
    assert (sheet(book, id_).state, sheet(book, id_).open_errors) == ("lengkap", 0)


def test_who_refuses_is_complete_after_the_refusal(book: Book, make_obh: Make, make_interview: Make) -> None:
    id_ = make_interview(make_obh(), {"CON01": "ya", "CON02": "ya", "CON03": "tidak"})
    row = sheet(book, id_)
    assert (row.state, row.stopped_item) == ("lengkap", "CON03")
    state = book.glance(lambda session: session.execute(select(Consent.state)).scalar_one())
    assert state == "ditolak"


def test_names_and_nik_go_to_the_vault_and_a_code_stays(
    book: Book, make_obh: Make, make_interview: Make, make_recipient: Make
) -> None:
    recipient = make_recipient()
    answers = interview_answers(IDN01="Ahmad Contoh", IDN02="1971011505800001")
    id_ = make_interview(make_obh(), answers, recipient_id=recipient, respondent_code=None)
    kept = book.read(answers_of, id_).result()
    assert kept["IDN01"] == "PB-2025-001"
    assert "IDN02" not in kept
    name, nik = book.glance(lambda session: session.execute(select(Identity.name, Identity.nik)).one())
    assert (name, nik) == ("Ahmad Contoh", "1971011505800001")
    linked = book.glance(lambda session: session.execute(select(Recipient.identity_id)).scalar_one())
    assert linked is not None
    book.change(save_assessment, ANYONE, {}, answers | {"IDN01": "Lain Contoh"}, id=id_, reason="").result()
    assert count(book, Identity) == 1
    assert book.glance(lambda session: session.execute(select(Identity.name)).scalar_one()) == "Ahmad Contoh"


def test_a_child_of_an_interview_stays_a_child(
    book: Book, make_obh: Make, make_interview: Make, make_recipient: Make
) -> None:
    recipient = make_recipient()
    answers = interview_answers(
        CON04="ya", CON05="orang_tua", CON08="Ibu Contoh (ibu)", IDN01="Anak Contoh", IDN04="di_bawah_18"
    )
    id_ = make_interview(make_obh(), answers, recipient_id=recipient, respondent_code=None)
    kept = book.read(answers_of, id_).result()
    assert kept["CON08"] == "tersimpan terpisah"
    row = book.glance(lambda session: session.execute(select(Recipient.is_child)).scalar_one())
    assert row is True
    seen = book.glance(
        lambda session: session.execute(select(Identity.protection, Identity.guardian_name)).one()
    )
    assert tuple(seen) == ("anak", "Ibu Contoh (ibu)")


def test_soft_checks_of_a_complete_sheet_want_a_reason(
    book: Book, make_obh: Make, make_interview: Make
) -> None:
    obh = make_obh()
    answers = interview_answers(IDN06="anak_binaan")
    with pytest.raises(Doubtful, match="Anak Binaan"):
        make_interview(obh, answers)
    make_interview(obh, answers, reason="Status pada Sidbankum sudah lama")
    assert count(book, SoftOverride) == 1


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"obh_id": None}, "belum menyebut yang dinilai"),
        ({"unit_id": "1"}, "menilai satu hal saja"),
        ({"instrument": "monev_litigas"}, "Mungkin maksudnya"),
        ({"interview_on": "2199-01-01"}, "tidak boleh sesudah"),
    ],
)
def test_a_wrong_head_is_refused(
    book: Book, make_obh: Make, make_interview: Make, values: dict[str, Any], sentence: str
) -> None:
    own = {"obh_id": make_obh()} | values
    with pytest.raises(Refused, match=sentence):
        make_interview(own.pop("obh_id"), **own)
    assert count(book, Assessment) == 0


def test_an_answer_to_no_item_is_refused(make_obh: Make, make_interview: Make) -> None:
    with pytest.raises(Refused, match="Butir ZZZ tidak ada"):
        make_interview(make_obh(), {"ZZZ": "1"})


def test_red_flags_open_secret_followups_once_and_without_a_name(
    book: Book, make_obh: Make, make_interview: Make
) -> None:
    id_ = make_interview(make_obh(), interview_answers(INT01="ya", INT02="Rp500.000", INT05="tidak"))
    assert book.change(follow_up_flags, ANYONE, id_).result().value == []
    rows = book.glance(lambda session: list(session.execute(select(Finding)).scalars()))
    assert sorted(row.item_code or "" for row in rows) == ["INT01", "INT05"]
    assert all(row.is_secret for row in rows)
    assert not any("R-01" in f"{row.title} {row.text} {row.advice}" for row in rows)
    followups = book.glance(lambda session: list(session.execute(select(Followup)).scalars()))
    assert all(row.is_secret and row.due_on and row.finding_id for row in followups)


def test_a_locked_sheet_keeps_its_answers(book: Book, make_obh: Make, make_interview: Make) -> None:
    obh = make_obh()
    draft = make_interview(obh, {"CON01": "ya"})
    with pytest.raises(Refused, match="masih draf"):
        book.change(lock_assessment, ANYONE, draft).result()
    id_ = make_interview(obh)
    book.change(lock_assessment, ANYONE, id_).result()
    with pytest.raises(Refused, match="terkunci"):
        book.change(save_assessment, ANYONE, {}, interview_answers("1"), id=id_).result()


def test_a_survey_sheet_takes_unit_and_instrument_from_its_period(
    book: Book, make_unit: Make, make_period: Make
) -> None:
    unit = make_unit()
    period = make_period(unit)
    answers = dict.fromkeys(SKM, "3")
    id_ = book.change(save_assessment, ANYONE, {"survey_period_id": period}, answers).result().value
    row = sheet(book, id_)
    assert (row.subject_kind, row.unit_id, row.state) == ("unit", unit, "lengkap")
    with pytest.raises(Refused, match="sudah berisi jawaban"):
        book.change(save_survey_period, ANYONE, {"instrument_key": "spak"}, id=period, version=None).result()
    book.change(save_survey_period, ANYONE, {"is_closed": True}, id=period, version=None).result()
    with pytest.raises(Refused, match="sudah ditutup"):
        book.change(save_assessment, ANYONE, {"survey_period_id": period}, answers).result()


def test_a_survey_period_keeps_problems_and_consultations(
    book: Book, make_unit: Make, make_period: Make
) -> None:
    unit = make_unit()
    with pytest.raises(Refused, match="alasan di luar kewenangan"):
        make_period(unit, problems=[{"element": "biaya", "problem": "Tarif", "is_excluded": True}])
    with pytest.raises(Refused, match="Skala nilai resmi"):
        make_period(unit, official_index=3.9)
    period = make_period(
        unit,
        official_index=3.9,
        official_scale=4,
        problems=[{"element": "waktu", "problem": "Antrean lama"}],
        consultations=[{"on_date": "2025-07-01", "participants": 20}],
    )
    assert period


def test_an_event_keeps_its_rows_and_gives_aspirations_a_code(book: Book) -> None:
    own = {
        "title": "Diseminasi PPID dan LAPOR! (contoh)",
        "kind": "diseminasi",
        "on_date": "2024-07-11",
        "place": "Kantor Wilayah Contoh",
        "from_time": "09.00",
        "topics": [{"topic": "ppid"}, {"topic": "lapor"}],
        "speakers": [{"name": "Siti Contoh", "role": "narasumber"}],
        "participants": [{"participant_group": "masyarakat", "unspecified": 80, "is_estimate": True}],
        "partners": [{"name": "Yayasan Contoh"}],
        "aspirations": [
            {"text": "Pos bantuan hukum di daerah lain", "status": "belum_ditindaklanjuti"},
            {"text": "Kerja sama dengan akademisi", "status": "belum_ditindaklanjuti"},
        ],
    }
    id_ = book.change(save_event, ANYONE, own, id=None, version=None).result().value
    values = dict(book.read(load_event, id_).result().values)
    assert values["code"] == "ACR-2024-001"
    assert values["from_time"] == "09:00"
    assert [row["code"] for row in values["aspirations"]] == ["ASP-2024-001", "ASP-2024-002"]
    values["aspirations"] = values["aspirations"][1:]
    book.change(save_event, ANYONE, values, id=id_, version=values["version"]).result()
    again = book.read(load_event, id_).result().values
    assert [row["code"] for row in again["aspirations"]] == ["ASP-2024-002"]
    with pytest.raises(Refused, match="Materi"):
        book.change(save_event, ANYONE, {"topics": [{}]}, id=id_, version=None).result()
