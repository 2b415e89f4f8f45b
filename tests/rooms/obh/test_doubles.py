"""OBH, people and recipients twice: found with the reason, called different, joined, and taken back."""

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import func, select

from berkas.engine.identities import put
from berkas.engine.likeness.joining import compare, join
from berkas.engine.likeness.pairs import call_different, open_pairs
from berkas.engine.records import restore_record
from berkas.rooms.obh.commands import save_obh
from berkas.rooms.obh.commands.doubles import OBH, PEOPLE, RECIPIENTS
from berkas.rooms.obh.commands.identities import enter_recipient
from berkas_db.book import Book
from berkas_db.changes import ANYONE, Actor, Step
from berkas_db.errors import Refused
from berkas_db.journal import verify_chain
from berkas_db.tables import (
    Accreditation,
    CaseRecipient,
    Complaint,
    Identity,
    LegalCase,
    LikenessVerdict,
    MergedRecord,
    Obh,
    ObhAlias,
    ObhContact,
    ObhPerson,
    Person,
    Recipient,
)

Make = Callable[..., int]
CLERK = Actor(None, "Petugas (contoh)", "petugas")
READER = Actor(None, "Pengawas (contoh)", "pengawas")


def read(book: Book, *columns: Any, **where: Any) -> list[tuple[Any, ...]]:  # noqa: ANN401
    """Rows of one table by equal values."""
    table = columns[0].class_

    def query(session: Any) -> list[tuple[Any, ...]]:  # noqa: ANN401
        statement = select(*columns).order_by(table.id)
        for name, value in where.items():
            statement = statement.where(getattr(table, name) == value)
        return [tuple(row) for row in session.execute(statement)]

    return book.read(query).result()


@pytest.fixture
def twins(book: Book, make_obh: Make, make_case: Make, make_recipient: Make) -> tuple[int, int]:
    """The same OBH entered twice, the second with a case, a contact of both and one of its own."""
    contacts = [{"kind": "hp", "value": "0800000001", "is_main": True}]
    first = make_obh("LBH Melati (contoh)", contacts=contacts, leader_name="Sari (contoh)")
    more = [*contacts, {"kind": "email", "value": "melati@contoh.id"}]
    second = make_obh(
        "Yayasan Lembaga Bantuan Hukum Melati (contoh)",
        reason="coba",
        contacts=more,
        tax_number="012345678901234",
        leader_name="Sari Dewi (contoh)",
    )
    make_case(second, [{"recipient_id": make_recipient()}])
    return first, second


def test_alike_obh_are_found_with_the_reason_until_somebody_judges(
    book: Book, twins: tuple[int, int], make_obh: Make
) -> None:
    make_obh("LBH Kamboja (contoh)")
    (pair,) = book.read(open_pairs, OBH, CLERK).result()
    assert (pair.first, pair.second) == twins
    assert pair.reasons == ("Nama sama", "Telepon atau surel sama")
    book.change(call_different, CLERK, OBH, *twins).result()
    assert book.read(open_pairs, OBH, CLERK).result() == []
    assert read(book, LikenessVerdict.verdict) == [("bukan_ganda",)]


def test_joining_moves_everything_and_one_undo_brings_it_back(book: Book, twins: tuple[int, int]) -> None:
    first, second = twins
    before = _everything(book)
    told = book.read(compare, OBH, first, second).result()
    assert [(each.key, each.second) for each in told.differing] == [
        ("name", "Yayasan Lembaga Bantuan Hukum Melati (contoh)"),
        ("leader_name", "Sari Dewi (contoh)"),
    ]
    assert "Perkara: 1" in told.hanging[1]
    book.change(join, CLERK, OBH, first, second, taken=("leader_name",), reason="tercatat dua kali").result()
    assert read(book, LegalCase.obh_id) == [(first,)]
    assert read(book, Obh.leader_name, Obh.tax_number, Obh.name, id=first) == [
        ("Sari Dewi (contoh)", "012345678901234", "LBH Melati (contoh)")
    ]
    assert [row[0] for row in read(book, ObhContact.value, obh_id=first)] == [
        "0800000001",
        "melati@contoh.id",
    ]
    assert read(book, ObhAlias.name, obh_id=first) == [("Yayasan Lembaga Bantuan Hukum Melati (contoh)",)]
    kept = [row for row in read(book, Accreditation.trashed_at, obh_id=first) if row[0] is None]
    assert len(kept) == 1, "one accreditation per period"
    assert read(book, Obh.trashed_at, id=second)[0][0] is not None
    assert len(read(book, MergedRecord.from_uid, MergedRecord.into_uid)) == 1
    assert book.read(open_pairs, OBH, CLERK).result() == []
    book.undo(CLERK).result()
    assert _everything(book) == before
    assert book.read(verify_chain).result().is_whole


def _everything(book: Book) -> dict[str, Any]:
    """Every row that may change when two OBH become one, without the bookkeeping."""
    own = {"version", "updated_at"}
    found: dict[str, Any] = {}
    for model in (Obh, LegalCase, ObhContact, ObhAlias, Accreditation, MergedRecord, LikenessVerdict):
        names = [column.name for column in model.__table__.columns if column.name not in own]
        found[model.__tablename__] = read(book, *(getattr(model, name) for name in names))
    return found


def test_a_record_taken_out_of_the_trash_stands_for_itself_again(book: Book, twins: tuple[int, int]) -> None:
    first, second = twins
    book.change(join, CLERK, OBH, first, second).result()
    book.change(restore_record, CLERK, Obh, "OBH", second).result()
    assert read(book, MergedRecord.id) == []


def test_joining_is_refused_for_the_same_record_and_for_readers(book: Book, twins: tuple[int, int]) -> None:
    with pytest.raises(Refused, match="tidak dapat digabung"):
        book.change(join, CLERK, OBH, twins[0], twins[0]).result()
    with pytest.raises(Refused, match="tidak berhak"):
        book.change(join, READER, OBH, *twins).result()
    with pytest.raises(Refused, match="tidak berhak"):
        book.change(call_different, READER, OBH, *twins).result()


def test_a_branch_is_no_double_and_hangs_on_nothing_of_itself(book: Book, twins: tuple[int, int]) -> None:
    first, second = twins
    book.change(
        save_obh, ANYONE, {"parent_id": first}, id=second, version=None, reason="cabang (contoh)"
    ).result()
    pairs = book.read(open_pairs, OBH, CLERK).result()
    assert all("Nama" not in reason for pair in pairs for reason in pair.reasons)
    book.change(join, CLERK, OBH, second, first).result()
    assert read(book, Obh.parent_id, id=second) == [(None,)]


def test_people_by_name_and_licence(book: Book, make_obh: Make) -> None:
    def people(step: Step) -> list[int]:
        return [
            step.insert(Person, {"name": name, "is_example": True})
            for name in ("Dr. Moh. Yusuf Hakim, S.H.", "Yusuf Hakim Muhammad", "Rina Wati")
        ]

    one, other, _third = book.change(people, ANYONE).result().value
    obh = make_obh()

    def roles(step: Step) -> None:
        for person in (one, other):
            step.insert(ObhPerson, {"obh_id": obh, "person_id": person, "role": "advokat"})

    book.change(roles, ANYONE).result()
    (pair,) = book.read(open_pairs, PEOPLE, CLERK).result()
    assert pair.reasons == ("Nama sama",)
    book.change(join, CLERK, PEOPLE, one, other).result()
    assert read(book, ObhPerson.person_id) == [(one,)]


def test_recipients_are_compared_by_who_they_are_and_told_by_code(
    book: Book, make_obh: Make, make_case: Make, make_recipient: Make
) -> None:
    values = {"name": "Budi bin Santoso (contoh)", "nik": "1971010101900001"}
    one = book.change(put, ANYONE, values).result().value
    other = book.change(put, ANYONE, values | {"phone": "0800000009"}).result().value
    first, second = make_recipient(identity_id=one), make_recipient(identity_id=other)
    make_case(make_obh(), [{"recipient_id": second}])
    (pair,) = book.read(open_pairs, RECIPIENTS, CLERK).result()
    assert set(pair.reasons) == {"NIK sama", "Nama sama"}
    assert "Budi" not in " ".join(pair.titles)
    assert book.read(open_pairs, RECIPIENTS, READER).result() == []
    book.change(join, CLERK, RECIPIENTS, first, second).result()
    assert read(book, CaseRecipient.recipient_id) == [(first,)]
    assert read(book, Identity.phone, Identity.trashed_at, id=one) == [("0800000009", None)]
    assert read(book, Identity.trashed_at, id=other)[0][0] is not None


def test_whoever_was_a_child_on_either_side_stays_protected(book: Book, make_recipient: Make) -> None:
    one = book.change(put, ANYONE, {"name": "Ani (contoh)"}).result().value
    other = book.change(put, ANYONE, {"name": "Ani (contoh)", "protection": "anak"}).result().value
    first = make_recipient(identity_id=one)
    second = make_recipient(identity_id=other, is_child=True, child_basis="LPKA")
    assert book.read(open_pairs, RECIPIENTS, CLERK).result() == [], "a child is found by nobody else"
    book.change(join, ANYONE, RECIPIENTS, first, second).result()
    assert read(book, Recipient.is_child, id=first) == [(True,)]
    assert read(book, Identity.protection, id=one) == [("anak",)]


def test_no_complaint_is_touched_by_joining_obh(book: Book, twins: tuple[int, int]) -> None:
    book.change(join, CLERK, OBH, *twins).result()
    count = book.read(lambda s: s.execute(select(func.count()).select_from(Complaint)).scalar_one()).result()
    assert count == 0


def test_the_same_nik_is_told_on_saving_and_taken_with_a_reason(book: Book, make_recipient: Make) -> None:
    values = {"name": "Budi (contoh)", "nik": "1971010101900001"}
    first, second = make_recipient(), make_recipient()
    book.change(enter_recipient, CLERK, first, values).result()
    code = read(book, Recipient.code, id=first)[0][0]
    with pytest.raises(Refused, match=f"sudah tercatat pada penerima {code}"):
        book.change(enter_recipient, CLERK, second, values).result()
    reasoned = values | {"doubt_reason": "KTP dipakai bersama, sudah diperiksa"}
    book.change(enter_recipient, CLERK, second, reasoned).result()
    assert len(read(book, Identity.id)) == 2
