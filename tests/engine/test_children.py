"""A child of a case stays a child: by the day of any case; only a wrong date of birth takes it back."""

import shutil
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from berkas.engine import children, consents, identities
from berkas_db.book import Book
from berkas_db.changes import ANYONE, Actor, Step
from berkas_db.errors import Refused
from berkas_db.tables import (
    Base,
    CaseRecipient,
    Consent,
    Identity,
    JournalRow,
    LegalCase,
    Obh,
    Office,
    Recipient,
)

CLERK = Actor(None, "Petugas contoh", "petugas")
CHIEF = Actor(None, "Pimpinan contoh", "pimpinan")
MARKER = "Contoh Rahasia Nama 7731"
BORN = "2009-05-01"


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


def a_case(step: Step, identity_id: int, request_on: str) -> int:
    obh = step.insert(Obh, {"code": "OBH-1", "name": "LBH Contoh"})
    recipient = step.insert(Recipient, {"code": "PB-1", "identity_id": identity_id})
    case = step.insert(
        LegalCase,
        {"code": "PRK-1", "obh_id": obh, "service_kind": "pidana", "title": "Pencurian (contoh)",
         "request_on": request_on, "request_form": "tertulis"},
    )  # fmt: skip
    step.insert(CaseRecipient, {"case_id": case, "recipient_id": recipient})
    children.settle_case(step, case)
    return case


def kept(book: Book, model: type[Base], id_: int) -> Any:  # noqa: ANN401  a row of any table
    return book.glance(lambda session: session.get(model, id_))


def row(book: Book, id_: int) -> Any:  # noqa: ANN401  a row of the vault
    return kept(book, Identity, id_)


def test_the_age_on_the_day_of_the_case_counts_not_todays(book: Book) -> None:
    person = do(book, identities.put, {"name": MARKER, "birth_on": BORN})
    assert row(book, person).protection is None
    do(book, a_case, person, "2026-04-30")
    now = row(book, person)
    assert (now.protection, now.protected_since) == ("anak", "2026-04-30")
    recipient = kept(book, Recipient, 1)
    assert (recipient.is_child, recipient.child_basis) == (True, children.BY_AGE)
    assert kept(book, CaseRecipient, 1).is_child_then


def test_on_the_eighteenth_birthday_nobody_is_a_child(book: Book) -> None:
    person = do(book, identities.put, {"name": MARKER, "birth_on": BORN})
    do(book, a_case, person, "2027-05-01")
    assert row(book, person).protection is None


def test_a_date_of_birth_that_comes_later_protects_too(book: Book) -> None:
    person = do(book, identities.put, {"name": MARKER})
    do(book, a_case, person, "2020-03-04")
    do(book, identities.put, {"birth_on": BORN}, id=person)
    assert row(book, person).protection == "anak"


def test_a_childs_protection_comes_before_another_mark(book: Book) -> None:
    own = {"name": MARKER, "birth_on": BORN, "protection": "permintaan_sendiri"}
    person = do(book, identities.put, own, on=date(2020, 1, 1))
    assert row(book, person).protection == "anak"


@pytest.mark.parametrize("mark", ["anak_korban", "anak_saksi"])
def test_child_victims_and_witnesses_stay_protected_for_ever(book: Book, mark: str) -> None:
    person = do(book, identities.put, {"name": MARKER, "protection": mark}, on=date(2020, 1, 1))
    do(book, identities.put, {"protection": "permintaan_sendiri", "phone": "0812"}, id=person)
    assert row(book, person).protection == mark
    with pytest.raises(Refused, match="tidak dapat dicabut"):
        do(book, identities.correct, person, {"protection": None}, "tidak perlu lagi")
    do(book, identities.correct, person, {"birth_on": "1990-01-01", "protection": mark}, "sesuai KTP")
    assert row(book, person).protection == mark


def test_only_a_wrong_date_of_birth_takes_it_back_by_one_role_with_a_reason(book: Book) -> None:
    person = do(book, identities.put, {"name": MARKER, "birth_on": BORN})
    do(book, a_case, person, "2020-03-04")
    with pytest.raises(Refused, match="tanggal lahirnya tidak dapat diubah"):
        do(book, identities.put, {"birth_on": "1990-01-01"}, id=person)
    with pytest.raises(Refused, match="anak yang dilindungi"):
        do(book, identities.correct, person, {"birth_on": "1990-01-01"}, "salah ketik", actor=CLERK)
    with pytest.raises(Refused, match="Alasan"):
        do(book, identities.correct, person, {"birth_on": "1990-01-01"}, " ")
    do(book, identities.correct, person, {"birth_on": "2008-01-01"}, "salah ketik")
    assert row(book, person).protection == "anak"  # still under 18 on the day of the case
    do(book, identities.correct, person, {"birth_on": "1990-01-01"}, "salah ketik")
    assert row(book, person).protection is None
    assert not kept(book, Recipient, 1).is_child
    assert children.LIFTED in book.glance(lambda s: [one.action for one in s.query(JournalRow).all()])


def test_a_mark_with_a_basis_of_its_own_holds_whatever_the_date_of_birth(book: Book) -> None:
    person = do(book, identities.put, {"name": MARKER, "birth_on": BORN})
    do(book, a_case, person, "2020-03-04")
    do(book, lambda step: step.update(Recipient, 1, {"child_basis": "LPKA"}))
    do(book, identities.correct, person, {"birth_on": "1990-01-01"}, "salah ketik")
    assert row(book, person).protection == "anak"


def test_the_office_says_which_one_role_may_open(book: Book) -> None:
    person = do(book, identities.put, {"name": MARKER, "birth_on": BORN}, on=date(2020, 1, 1))
    assert book.glance(identities.state_of, person, ANYONE).why_hidden == ""
    assert "Admin" in book.glance(identities.state_of, person, CHIEF).why_hidden
    do(book, lambda step: step.update(Office, 1, {"child_override_role": "pimpinan"}))
    assert do(book, identities.reveal, person, "pelindungan", actor=CHIEF)["name"] == MARKER
    with pytest.raises(Refused, match="Hanya peran Pimpinan"):
        do(book, identities.reveal, person, "pelindungan")


def test_a_search_finds_no_child_for_others_and_keeps_no_words(book: Book) -> None:
    grown = do(book, identities.put, {"name": "Siti Contoh"})
    do(book, identities.put, {"name": "Siti Contoh Kecil", "birth_on": BORN}, on=date(2020, 1, 1))
    assert do(book, identities.find, "siti contoh", "menelepon kembali", actor=CLERK) == [(grown, "ID-00001")]
    assert len(do(book, identities.find, "siti contoh", "menelepon kembali")) == 2
    noted = book.glance(
        lambda s: [one for one in s.query(JournalRow).all() if one.action == identities.SOUGHT]
    )
    assert len(noted) == 2
    with pytest.raises(Refused, match="Alasan"):
        do(book, identities.find, "siti", "")
    with pytest.raises(Refused, match="tiga huruf"):
        do(book, identities.find, "si", "menelepon")


def test_a_question_that_names_somebody_needs_their_consent(book: Book) -> None:
    person = do(book, identities.put, {"name": MARKER})
    with pytest.raises(Refused, match="belum setuju"):
        book.glance(consents.require_consent, person, "tanya_pbh")
    own = {"purpose": "tanya_pbh", "state": "diberikan", "guardian_relation": "petugas",
           "guardian_is_officer": True}  # fmt: skip
    first = do(book, consents.record_consent, person, own)
    book.glance(consents.require_consent, person, "tanya_pbh")
    (line,) = book.glance(consents.consent_lines, person)
    assert consents.OFFICER_WORDS in line.words
    assert do(book, consents.record_consent, person, own | {"state": "ditolak"}) == first
    assert kept(book, Consent, first).given_on is None
    with pytest.raises(Refused, match="belum setuju"):
        book.glance(consents.require_consent, person, "tanya_pbh")
