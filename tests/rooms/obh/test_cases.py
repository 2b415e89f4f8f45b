"""Cases: the clock of the answer, hearings, other money, what is seen of each kind, typing elsewhere."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from berkas.engine.due import date_requests, has_undated
from berkas.engine.issuing import Subject, draft
from berkas.engine.listing import ListRequest
from berkas.engine.records import Doubtful
from berkas.engine.rulebook import Rulebook
from berkas.rooms.obh.commands import mark_cases_typed, save_case, save_case_order
from berkas.rooms.obh.fields.cases import CASE, case_keys
from berkas.rooms.obh.fields.retyping import (
    LABELS,
    order_problem,
    read_order,
    usual_order,
    write_order,
)
from berkas.rooms.obh.queries.answering import answer_note
from berkas.rooms.obh.queries.cases import CASES, load_case
from berkas.rooms.obh.queries.doubling import double_claims
from berkas.rooms.obh.queries.retyping import retyped_case
from berkas.rooms.obh.report.retyping import CASE_SHEET
from berkas_db.book import Book
from berkas_db.changes import ANYONE
from berkas_db.errors import Refused
from berkas_db.tables import LegalCase

Make = Callable[..., int]


@pytest.fixture
def case(make_obh: Make, make_recipient: Make, make_case: Make) -> int:
    return make_case(make_obh(), [{"recipient_id": make_recipient(sex="laki_laki")}], court="PN Contoh")


def change(book: Book, id: int, *, reason: str = "", **values: Any) -> dict[str, Any]:  # noqa: ANN401
    book.change(save_case, ANYONE, values, id=id, version=None, reason=reason).result()
    return dict(book.read(load_case, id).result().values)


def test_a_complete_request_waits_three_working_days_for_its_answer(book: Book, case: int) -> None:
    values = change(book, case, completed_on="2025-03-06")  # a Thursday
    assert values["answer_due_on"] == "2025-03-11"
    assert list(
        book.read(CASES.ids, ListRequest(filters={"answer_due_on": (None, "2025-03-11")})).result()
    ) == [case]
    assert change(book, case, answered_on="2025-03-12")["answer_due_on"] is None


def test_a_request_written_before_its_day_was_kept_gets_it_once(book: Book, case: int) -> None:
    change(book, case, completed_on="2025-03-06")
    book.change(lambda step: step.update(LegalCase, case, {"answer_due_on": None}), ANYONE).result()
    assert book.read(has_undated).result()
    assert book.change(date_requests, ANYONE).result().value == 1
    assert book.read(load_case, case).result().values["answer_due_on"] == "2025-03-11"
    assert not book.read(has_undated).result()


@pytest.mark.parametrize(
    ("answered", "today", "words", "tone"),
    [
        (None, date(2025, 3, 7), "2 hari kerja lagi", ""),
        (None, date(2025, 3, 11), "0 hari kerja lagi", "peringatan"),
        (None, date(2025, 3, 13), "terlambat 2 hari kerja", "bahaya"),
        ("2025-03-11", date(2025, 6, 1), "dijawab tepat waktu", "baik"),
        ("2025-03-12", date(2025, 6, 1), "dijawab terlambat", "peringatan"),
    ],
)
def test_the_clock_says_how_it_stands(
    book: Book, answered: str | None, today: date, words: str, tone: str
) -> None:
    said, colour = book.read(answer_note, "2025-03-06", answered, today).result()
    assert said.startswith("Jawaban OBH paling lambat 11-03-2025")
    assert words in said
    assert "3 hari kerja, UU 16/2011 Pasal 15" in said
    assert colour == tone


def test_hearings_and_other_money_are_kept(book: Book, case: int) -> None:
    values = change(
        book,
        case,
        hearings=[
            {"on_date": "2025-04-02", "stage": "persidangan", "agenda": "Dakwaan", "was_accompanied": True}
        ],
        funding=[{"fund": "apbd_kabkota", "payer": "Pemkab Contoh", "amount": 8_500_000, "year": 2025}],
    )
    assert values["hearings"][0]["was_accompanied"] is True
    told = book.read(double_claims, {"case_id": case, "stage": "persidangan"}, but=None).result()
    assert any("Pemkab Contoh" in sentence for sentence in told)
    with pytest.raises(Doubtful, match="lebih dahulu daripada permohonan"):
        change(book, case, hearings=[{"on_date": "2025-01-02"}])


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"current_stage": "gugatan"}, "tidak lazim"),
        ({"verdict_on": "2025-03-01"}, "mendahului tanggal permohonan"),
        ({"completed_on": "2025-03-01"}, "mendahului tanggal permohonan"),
        ({"activity_on": "2025-04-02", "activity_until": "2025-04-01"}, "sebelum dimulai"),
        ({"poverty_until": "2025-01-01"}, "berakhir sebelum permohonan"),
    ],
)
def test_what_cannot_be_of_a_case(book: Book, case: int, values: dict[str, Any], sentence: str) -> None:
    with pytest.raises(Refused, match=sentence):
        change(book, case, **values)


def test_each_kind_shows_its_own_fields_and_hides_nothing_that_is_filled() -> None:
    criminal, talk = case_keys({"service_kind": "pidana"}), case_keys({"service_kind": "konsultasi"})
    assert "court" in criminal
    assert "activity_on" not in criminal
    assert "court" not in talk
    assert "packet_id" in talk
    assert "court" in case_keys({"service_kind": "konsultasi", "court": "PN Contoh"})
    assert case_keys({}) == {field.key for field in CASE}


def test_a_case_is_typed_in_order_with_codes_only(book: Book, case: int) -> None:
    change(book, case, poverty_proof="sktm", poverty_on="2025-02-28")
    sheet = book.read(retyped_case, case).result()
    told = {line.key: line.answer for line in sheet.lines if line.key}
    assert told["obh"] == "LBH Melati (contoh)"
    assert told["request_on"] == "04-03-2025"
    assert told["poverty_proof"] == "Surat Keterangan Tidak Mampu"
    assert told["recipients"].startswith("PB-")
    assert told["sex"] == "Laki-laki"
    assert "activity_on" not in told
    assert set(told) < set(LABELS)
    assert sheet.said.startswith("Urutan rumusan kantor")


def test_the_office_writes_its_own_order(book: Book, case: int) -> None:
    book.change(save_case_order, ANYONE, "# Layar 1\nPerkara atau kegiatan\npemberi bantuan hukum\n").result()
    sheet = book.read(retyped_case, case).result()
    assert [line.heading or line.key for line in sheet.lines][:3] == ["Layar 1", "title", "obh"]
    assert any(line.heading == "Belum diurutkan" for line in sheet.lines)
    assert sheet.said.startswith("Urutan menurut catatan kantor")
    with pytest.raises(Refused, match="bukan isian perkara"):
        book.change(save_case_order, ANYONE, "nama_penerima").result()
    book.change(save_case_order, ANYONE, write_order(usual_order())).result()
    assert book.read(retyped_case, case).result().order == ""


def test_an_order_is_read_back_as_it_was_written() -> None:
    assert read_order(write_order(usual_order())) == usual_order()
    assert read_order("") == usual_order()
    assert "sudah disebut" in order_problem("Pengadilan\npengadilan")


def test_typed_cases_leave_the_list_of_those_to_type(book: Book, case: int) -> None:
    waiting = ListRequest(filters={"sidbankum_on": "(kosong)"})
    assert list(book.read(CASES.ids, waiting).result()) == [case]
    assert book.change(mark_cases_typed, ANYONE, [case]).result().value == 1
    assert not book.read(CASES.ids, waiting).result()
    assert book.change(mark_cases_typed, ANYONE, [case]).result().value == 0


def test_the_typing_sheet_is_printed(book: Book, case: int) -> None:
    subject = Subject("PRK-2025-001", "PRK-2025-001", LegalCase, case)
    pdf = draft(book, Rulebook.load(), CASE_SHEET, subject, date(2025, 6, 12))
    assert pdf.startswith(b"%PDF")
    assert [each.key for each in book.read(CASE_SHEET.subjects).result()] == ["PRK-2025-001"]
