"""The book itself refuses what cannot be true, whoever writes."""

from collections.abc import Callable, Iterator

import pytest
import sqlcipher3.dbapi2 as sqlcipher
from tests.db import raw_schema as raw
from tests.db.raw_schema import (
    NOW,
    Bare,
    a_case,
    a_complaint,
    a_unit,
    an_assessment,
    an_attachment,
    an_obh,
    put,
)


@pytest.fixture
def book() -> Iterator[Bare]:
    connection = raw.bare_book()
    yield connection
    connection.close()


def _period(book: Bare) -> int:
    return book.execute("SELECT id FROM accreditation_period WHERE code = '2025-2027'").fetchone()[0]


def _contract(book: Bare, **values: object) -> int:
    return put(book, "contract", **({"obh_id": an_obh(book), "year": 2025, "number": "K-1"} | values))


def _visit(book: Bare, **values: object) -> int:
    row = {"code": "K-1", "title": "Monev contoh", "from_date": "2025-06-12", "until_date": "2025-06-12"}
    return put(book, "visit", **(row | values))


def _due(book: Bare, **values: object) -> int:
    row = {"clock_key": "aspirasi", "clock_version": "1", "step_key": "tanggapi", "label": "Tanggapi"}
    return put(book, "due", **(row | values))


def _followup(book: Bare, **values: object) -> int:
    row = {
        "code": "TL-1",
        "title": "Contoh",
        "source": "lainnya",
        "start_on": "2025-06-12",
        "owner_name": "contoh",
    }
    return put(book, "followup", **(row | values))


REFUSED: dict[str, Callable[[Bare], object]] = {
    "a date that is none": lambda b: an_obh(b, founded_on="2025-02-30"),
    "a date with a time": lambda b: an_obh(b, founded_on="2025-02-03T10:00"),
    "an instant without zone": lambda b: an_obh(b, created_at="2025-06-12 03:00:00"),
    "an empty name": lambda b: an_obh(b, name="  "),
    "a negative budget": lambda b: _contract(b, litigation=-1),
    "text as money": lambda b: _contract(b, litigation="banyak"),
    "a flag of two": lambda b: an_obh(b, is_example=2),
    "an unknown word of a reference": lambda b: a_complaint(b, channel="merpati_pos"),
    "a word of another vocabulary": lambda b: a_complaint(b, channel="lapas"),
    "an unknown state": lambda b: a_complaint(b, status="hilang"),
    "a closed complaint without its date": lambda b: a_complaint(b, status="selesai"),
    "an event that ends before it begins": lambda b: a_complaint(
        b, event_on="2025-06-10", event_until="2025-06-09"
    ),
    "a refused case without reason": lambda b: a_case(b, an_obh(b), state="ditolak"),
    "a packet of mediations": lambda b: put(
        b, "case_packet", code="P-1", obh_id=an_obh(b), service_kind="mediasi", year=2025
    ),
    "an accreditation that ends before it begins": lambda b: put(
        b, "accreditation", obh_id=an_obh(b), period_id=_period(b),
        valid_from="2025-02-01", valid_until="2025-01-01",
    ),
    "a revoked accreditation without a date": lambda b: put(
        b, "accreditation", obh_id=an_obh(b), period_id=_period(b), result="dicabut"
    ),
    "a fifth quarter": lambda b: put(
        b, "realisation", contract_id=_contract(b), quarter=5, system="omspan", as_of="2025-06-30"
    ),
    "a weekly report that does not start on Monday": lambda b: put(
        b, "posbankum_report", posbankum_id=_posbankum(b), week_start="2025-06-12", received_on="2025-06-13"
    ),
    "an interview about two things": lambda b: an_assessment(b, an_obh(b), unit_id=a_unit(b)),
    "an interview about nothing": lambda b: an_assessment(b, None),
    "an answer that is missing and there": lambda b: put(
        b, "answer", assessment_id=an_assessment(b, an_obh(b)), item_code="p1", number=3.0,
        missing="tidak_tahu",
    ),
    "a locked assessment without its instant": lambda b: an_assessment(b, an_obh(b), state="terkunci"),
    "a respondent named on an attendance sheet": lambda b: put(
        b, "attendance", visit_id=_visit(b), sheet="responden", name="Contoh"
    ),
    "a visit that ends before it begins": lambda b: _visit(b, until_date="2025-06-11"),
    "a due date of nothing": _due,
    "a due date of two records": lambda b: _due(b, complaint_id=a_complaint(b), case_id=a_case(b, an_obh(b))),
    "days without their unit": lambda b: _due(b, complaint_id=a_complaint(b), days=5),
    "a pause without a reason": lambda b: put(
        b, "complaint_event", complaint_id=a_complaint(b), kind="jeda_mulai", on_date="2025-06-13"
    ),
    "a follow-up without owner": lambda b: _followup(b, owner_name=None),
    "a follow-up closed by its owner": lambda b: _followup(
        b, owner_user_id=_user(b), closed_by_id=1, status="selesai", closed_on="2025-06-13"
    ),
    "an identity that is both removed and there": lambda b: put(
        b, "identity", code="R-1", name="Contoh", anonymised_at=NOW
    ),
    "a second office": lambda b: put(b, "office", id=2, name="Kantor kedua"),
    "a proof used nowhere": lambda b: put(b, "evidence_use", evidence_id=_evidence(b), added_at=NOW),
    "a paid claim without money": lambda b: put(
        b, "reimbursement", code="R-1", obh_id=an_obh(b), case_id=a_case(b, 1), state="dibayar",
        state_since="2025-06-12", submitted_on="2025-06-01", claimed=2_000_000,
    ),
    "a paper form lost without a word": lambda b: put(
        b, "paper_form", visit_id=_visit(b), instrument_version_id=raw.an_instrument(b), number=1, code="F1",
        state="hilang", printed_at=NOW,
    ),
}  # fmt: skip


def _posbankum(book: Bare) -> int:
    regency = book.execute("SELECT min(id) FROM regency").fetchone()[0]
    row = {"code": "PB-1", "name": "Posbankum Contoh", "village_kind": "desa", "village": "Contoh"}
    return put(book, "posbankum", **row, regency_id=regency)


def _user(book: Bare) -> int:
    return put(book, "app_user", id=1, login="contoh", full_name="Contoh", role="petugas")


def _evidence(book: Bare) -> int:
    attachment = an_attachment(book)
    row = {"code": "B-1", "kind": "foto", "sha256": "0" * 64, "added_on": "2025-06-12"}
    return put(book, "evidence", attachment_id=attachment, **row)


@pytest.mark.parametrize("what", REFUSED)
def test_the_book_refuses(book: Bare, what: str) -> None:
    with pytest.raises(sqlcipher.IntegrityError, match=r"CHECK|FOREIGN KEY|cannot store"):
        REFUSED[what](book)


def test_the_same_rows_without_the_fault_go_in(book: Bare) -> None:
    obh = an_obh(book, founded_on="2012-02-29")
    contract = put(book, "contract", obh_id=obh, year=2025, number="K-1", litigation=100_000_000)
    put(book, "realisation", contract_id=contract, quarter=2, system="omspan", as_of="2025-06-30")
    put(
        book,
        "posbankum_report",
        posbankum_id=_posbankum(book),
        week_start="2025-06-09",
        received_on="2025-06-13",
    )
    assessment = an_assessment(book, obh)
    put(book, "answer", assessment_id=assessment, item_code="p1", number=3.0)
    put(book, "answer", assessment_id=assessment, item_code="p2", missing="menolak")
    complaint = a_complaint(book, event_on="2025-06-10", event_until="2025-06-10")
    _due(book, complaint_id=complaint, days=5, day_unit="kerja", start_on="2025-06-12", due_on="2025-06-19")
    put(book, "identity", code="R-1", anonymised_at=NOW)
    assert book.execute("PRAGMA foreign_key_check").fetchall() == []


def test_a_code_is_free_again_when_its_record_lies_in_the_trash(book: Bare) -> None:
    an_obh(book)
    with pytest.raises(sqlcipher.IntegrityError):
        an_obh(book, code="lbh-contoh")
    book.execute("UPDATE obh SET trashed_at = ?", (NOW,))
    an_obh(book, code="lbh-contoh")


def test_one_case_per_number_of_the_central_system(book: Bare) -> None:
    obh = an_obh(book)
    a_case(book, obh, sidbankum_number="S-7")
    with pytest.raises(sqlcipher.IntegrityError):
        a_case(book, obh, code="PK-2", sidbankum_number="S-7")
    a_case(book, obh, code="PK-3")
    a_case(book, obh, code="PK-4")


def test_what_others_point_at_stays(book: Bare) -> None:
    obh = an_obh(book)
    a_case(book, obh)
    with pytest.raises(sqlcipher.IntegrityError):
        book.execute("DELETE FROM obh WHERE id = ?", (obh,))
    with pytest.raises(sqlcipher.IntegrityError):
        book.execute(
            "UPDATE term SET code = 'merpati' WHERE kind = 'jenis_unit' AND code = ?", (_used_kind(book),)
        )


def _used_kind(book: Bare) -> str:
    a_unit(book)
    return "lapas"


def test_answers_go_with_their_assessment(book: Bare) -> None:
    assessment = an_assessment(book, an_obh(book))
    put(book, "answer", assessment_id=assessment, item_code="p1", number=3.0)
    book.execute("DELETE FROM assessment WHERE id = ?", (assessment,))
    assert book.execute("SELECT count(*) FROM answer").fetchone() == (0,)


def test_a_locked_assessment_keeps_its_answers(book: Bare) -> None:
    assessment = an_assessment(book, an_obh(book))
    put(book, "answer", assessment_id=assessment, item_code="p1", number=3.0)
    book.execute("UPDATE assessment SET state = 'terkunci', locked_at = ?", (NOW,))
    for question in ("UPDATE answer SET number = 4", "DELETE FROM answer"):
        with pytest.raises(sqlcipher.IntegrityError, match="terkunci"):
            book.execute(question)
    with pytest.raises(sqlcipher.IntegrityError, match="terkunci"):
        put(book, "answer", assessment_id=assessment, item_code="p2", number=3.0)
    book.execute("UPDATE assessment SET state = 'terverifikasi'")
    book.execute("UPDATE answer SET number = 4")


def test_an_installed_instrument_keeps_its_text(book: Bare) -> None:
    raw.an_instrument(book)
    with pytest.raises(sqlcipher.IntegrityError, match="versi baru"):
        book.execute("UPDATE instrument_version SET canonical_text = 'lain'")
    book.execute("UPDATE instrument_version SET valid_until = '2025-12-31'")


def test_an_issued_paper_stays_as_it_left(book: Bare) -> None:
    row = {"kind": "dossier", "title": "Contoh", "code12": "ABCD2345EFGH", "journal_position": 7}
    row |= {
        "journal_head": "0" * 64,
        "issued_at": NOW,
        "issued_on": "2025-06-12",
        "sha256": "0" * 64,
        "pages": 3,
    }
    put(book, "issued_document", attachment_id=an_attachment(book), **row)
    with pytest.raises(sqlcipher.IntegrityError, match="tidak dapat diubah"):
        book.execute("UPDATE issued_document SET pages = 4")
    with pytest.raises(sqlcipher.IntegrityError, match="tidak dapat dihapus"):
        book.execute("DELETE FROM issued_document")
    book.execute(
        "UPDATE issued_document SET state = 'dibatalkan', state_at = ?, state_reason = 'contoh'", (NOW,)
    )
