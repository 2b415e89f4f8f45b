"""Retention by the office's own years: nothing by itself, and after anonymising no byte of a name is left."""

import json
import shutil
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text

from berkas.engine import identities, retention
from berkas_db.book import Book
from berkas_db.changes import ANYONE, Actor, Step
from berkas_db.drafts import save_draft
from berkas_db.errors import Refused
from berkas_db.journal import verify_chain
from berkas_db.tables import (
    CaseRecipient,
    Consent,
    Identity,
    LegalCase,
    Obh,
    Recipient,
    RetentionItem,
)

CLERK = Actor(None, "Petugas contoh", "petugas")
MARKER = "Contoh Rahasia Nama 7731"
OTHER = "Tetangga Contoh 8842"
RULE = {"active_years": 2, "inactive_years": 3, "disposition": "musnah", "legal_basis": "JRA contoh"}
LATER = date(2031, 1, 1)


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("kantor") / "kantor.berkas"
    Book.create(path, office_name="Kantor Wilayah Contoh").close()
    return path


@pytest.fixture
def book(prepared: Path, tmp_path: Path) -> Iterator[Book]:
    with Book.open(Path(shutil.copy(prepared, tmp_path / "kantor.berkas"))) as opened:
        yield opened


def do(book: Book, command: Callable[..., Any], *args: Any, actor: Actor = ANYONE, **more: Any) -> Any:  # noqa: ANN401
    return book.change(command, actor, *args, **more).result().value


def somebody(step: Step, number: int, name: str, **case: Any) -> int:  # noqa: ANN401
    """A recipient with an identity and one case, which was in force on 29 February 2024."""
    obh = step.insert(Obh, {"code": f"OBH-{number}", "name": f"LBH Contoh {number}"})
    person = identities.put(
        step,
        {
            "name": name,
            "address": f"Jalan {name}",
            "phone": f"0812 55{number} 7731",
            "parent_names": f"Ibu {name}",
        },
    )
    recipient = step.insert(Recipient, {"code": f"PB-{number}", "identity_id": person})
    own = {"code": f"PRK-{number}", "obh_id": obh, "service_kind": "pidana", "title": "Pencurian (contoh)",
           "request_on": "2023-05-01", "request_form": "tertulis", "state": "selesai",
           "in_force_on": "2024-02-29"}  # fmt: skip
    made = step.insert(LegalCase, own | case)
    step.insert(CaseRecipient, {"case_id": made, "recipient_id": recipient})
    step.say(f"Penerima PB-{number} disimpan")
    return person


def test_without_a_rule_nothing_is_ever_due(book: Book) -> None:
    do(book, somebody, 1, MARKER)
    assert book.glance(retention.due_identities, date(2200, 1, 1)) == []
    with pytest.raises(Refused, match="Belum ada catatan"):
        do(book, retention.make_list)


def test_years_count_from_the_day_the_record_was_closed(book: Book) -> None:
    person = do(book, somebody, 1, MARKER)
    still_open = do(book, somebody, 2, OTHER, state="berjalan")
    do(book, retention.save_rule, "perkara", RULE)
    assert book.glance(retention.days_of) == {person: date(2029, 3, 1)}
    rows = book.glance(lambda s: {row.id: row.retention_until for row in s.query(Identity).all()})
    assert rows == {person: "2029-03-01", still_open: None}
    assert book.glance(retention.due_identities, date(2029, 2, 28)) == []
    (due,) = book.glance(retention.due_identities, date(2029, 3, 1))
    assert (due.code, due.records) == ("ID-00001", (("perkara", "PRK-1"),))
    do(book, retention.save_rule, "perkara", RULE | {"anonymise_after_years": 1})
    assert book.glance(retention.days_of) == {person: date(2025, 3, 1)}


def test_only_an_admin_sets_years_and_takes_names_out(book: Book) -> None:
    with pytest.raises(Refused, match="tidak berhak"):
        do(book, retention.save_rule, "perkara", RULE, actor=CLERK)
    with pytest.raises(Refused, match="Dasar wajib diisi"):
        do(book, retention.save_rule, "perkara", RULE | {"legal_basis": None})
    with pytest.raises(Refused, match="tidak berhak"):
        do(book, retention.anonymise, [1], "retensi", actor=CLERK)


def test_nobody_is_taken_out_before_the_day(book: Book) -> None:
    person = do(book, somebody, 1, MARKER)
    do(book, retention.save_rule, "perkara", RULE | {"anonymise_after_years": 100})
    with pytest.raises(Refused, match="belum lewat"):
        do(book, retention.anonymise, [person], "retensi")


def test_a_clock_that_leapt_takes_nobody_out(book: Book) -> None:
    person = do(book, somebody, 1, MARKER)
    do(book, retention.save_rule, "perkara", RULE)

    def leap(step: Step) -> None:
        step.now = "2099-01-01T00:00:00.000Z"
        retention.anonymise(step, [person], "retensi")

    with pytest.raises(Refused, match="Identitas tetap: jam komputer berselisih"):
        do(book, leap)
    assert book.glance(lambda session: session.get_one(Identity, person).name) == MARKER


def test_after_anonymising_no_byte_of_the_name_is_left(book: Book) -> None:
    person = do(book, somebody, 1, MARKER)
    neighbour = do(book, somebody, 2, OTHER, state="berjalan")
    do(book, identities.correct, person, {"phone": "0813 9902 9902"}, f"dilihat bersama {OTHER[:8]}")
    do(book, identities.reveal, person, "menyampaikan jawaban")
    do(book, lambda step: step.insert(Consent, {"purpose": "wawancara", "recipient_id": 1,
                                                "guardian_name": f"Wali {MARKER}"}))  # fmt: skip
    save_draft(book, ANYONE, "complaint", None, json.dumps({"reporter_name": MARKER.upper()}), None).result()
    save_draft(book, ANYONE, "recipient", None, json.dumps({"note": "tanpa nama"}), None).result()
    do(book, retention.save_rule, "perkara", RULE | {"anonymise_after_years": 0})
    assert _found(book, MARKER)
    assert do(book, retention.anonymise, [person], "batas retensi lewat") == 1
    book.empty_log().result()
    for word in (MARKER, "551 7731", "9902 9902"):
        assert _found(book, word) == [], word
    assert _found(book, OTHER)
    row = book.glance(lambda s: s.get(Identity, person))
    assert row is not None
    assert row.code == "ID-00001"
    assert (row.name, row.address, row.parent_names) == (None, None, None)
    assert row.anonymised_at
    assert book.glance(verify_chain).is_whole
    question = text("SELECT count(*) FROM identity_fts WHERE identity_fts MATCH 'Rahasia'")
    hits = book.glance(lambda s: s.execute(question).scalar())
    assert hits == 0
    with pytest.raises(Refused, match="sudah dianonimkan"):
        do(book, identities.reveal, person, "lagi")
    with pytest.raises(Refused):
        book.undo(ANYONE).result()
    assert do(book, identities.reveal, neighbour, "menyampaikan jawaban")["name"] == OTHER
    drafts = book.glance(lambda s: s.execute(text("SELECT kind FROM draft")).scalars().all())
    assert drafts == ["recipient"]


def _found(book: Book, word: str) -> list[str]:
    """The files of the office in whose bytes the word stands, in any capitals."""
    sought = word.casefold().encode()
    return [
        path.name
        for path in sorted(book.path.parent.glob(f"{book.path.name}*"))
        if sought in path.read_bytes().lower()
    ]


def test_the_list_of_proposed_destruction_is_fixed_and_destroys_nothing(book: Book) -> None:
    do(book, somebody, 1, MARKER, in_force_on="2010-01-01")
    do(book, retention.save_rule, "perkara", RULE)
    id_ = do(book, retention.make_list)
    items = book.glance(lambda s: s.query(RetentionItem).all())
    assert [(item.list_id, item.record_kind, item.record_key, item.due_on) for item in items] == [
        (id_, "perkara", "PRK-1", "2015-01-01")
    ]
    assert book.glance(lambda s: s.get(LegalCase, 1)) is not None
    do(book, retention.save_rule, "perkara", RULE | {"disposition": "permanen"})
    assert book.glance(retention.proposed_records, LATER) == []
