"""Records found by what is typed: by number, code or words, newest first, and never what must not be seen."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from berkas.engine.finding import EACH, Found, find_records, hidden_from
from berkas_db.book import Book
from berkas_db.changes import ANYONE, Actor, Step
from berkas_db.tables import (
    Attachment,
    Complaint,
    ComplaintAttachment,
    ComplaintEvent,
    Evidence,
    Finding,
    Letter,
    Obh,
    ObhAlias,
    Person,
    Recipient,
    Unit,
    UnitAlias,
)

CLERK = Actor(1, "Petugas Contoh", "petugas")


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Book]:
    with Book.create(tmp_path / "kantor.berkas", office_name="Kantor Contoh") as book:
        yield book


def put(book: Book, model: type, **values: object) -> int:
    def insert(step: Step) -> int:
        return step.insert(model, values)

    return book.change(insert, ANYONE).result().value


def unit(book: Book) -> int:
    return put(book, Unit, code="U-1", name="Unit Lain", kind="lapas")


def found(book: Book, typed: str, actor: Actor = ANYONE) -> list[Found]:
    return book.read(find_records, actor, typed).result()


def test_by_words_by_the_middle_of_a_word_and_by_code(book: Book) -> None:
    id_ = put(book, Obh, code="PBH-01", name="Lembaga Bantuan Hukum Contoh")
    expected = [Found("obh", "obh", id_, "Lembaga Bantuan Hukum Contoh · PBH-01", "OBH")]
    for typed in ("bantuan", "hukum cont", "antua", "PBH-01"):
        assert found(book, typed) == expected, typed


@pytest.mark.parametrize("typed", ["", " ", "b", '"', "- *", "tidak ada di sini"])
def test_little_or_nothing_finds_nothing(book: Book, typed: str) -> None:
    put(book, Obh, code="PBH-01", name="Lembaga Bantuan")
    assert found(book, typed) == []


def test_newest_first_and_only_a_few_of_a_kind(book: Book) -> None:
    ids = [put(book, Unit, code=f"U{place}", name=f"Unit Contoh {place}", kind="lapas") for place in range(9)]
    assert [each.id for each in found(book, "contoh")] == ids[: -EACH - 1 : -1]


def test_trash_is_not_found(book: Book) -> None:
    id_ = put(book, Obh, code="PBH-01", name="Lembaga Bantuan")
    book.change(lambda step: step.trash(Obh, id_), ANYONE).result()
    assert found(book, "lembaga") == []


def test_what_is_secret_is_found_only_by_who_may_read_it(book: Book) -> None:
    values = {"source": "wawancara", "text": "Contoh", "found_on": "2025-06-12"}
    put(book, Finding, code="T-1", title="Loket contoh", is_secret=True, unit_id=unit(book), **values)
    assert [each.title for each in found(book, "loket")] == ["T-1 · Loket contoh"]
    assert found(book, "loket", CLERK) == []


def test_a_recipient_is_a_code(book: Book) -> None:
    put(book, Recipient, code="PEN-0007")
    assert [each.title for each in found(book, "PEN-0007")] == ["PEN-0007"]


def test_other_names_lead_to_the_record(book: Book) -> None:
    obh = put(book, Obh, code="PBH-01", name="Lembaga Bantuan Hukum Contoh")
    put(book, ObhAlias, obh_id=obh, name="Pelita Keadilan", kind="nama_lama")
    place = unit(book)
    put(book, UnitAlias, unit_id=place, name="Lapastik")
    assert [(each.kind, each.id) for each in found(book, "pelita")] == [("obh", obh)]
    assert [(each.kind, each.id) for each in found(book, "lapastik")] == [("unit", place)]


def test_a_name_is_found_however_it_is_written(book: Book) -> None:
    id_ = put(book, Person, name="Mohamad Contoh, S.H.")
    for typed in ("Muhammad contoh", "moh. contoh", "Muham", "Mochammad"):
        assert [each.id for each in found(book, typed)] == [id_], typed


def test_letters_are_found_where_they_are_kept(book: Book) -> None:
    values = {"direction": "masuk", "year": 2025, "received_on": "2025-06-12"}
    put(book, Letter, subject="Undangan rapat contoh", **values)
    put(book, Letter, subject="Undangan rahasia contoh", is_secret=True, **values)
    incoming = ("surat_masuk", "Surat masuk")
    assert [(each.kind, each.word) for each in found(book, "undangan")] == [incoming, incoming]
    assert [each.title for each in found(book, "undangan", CLERK)] == ["Undangan rapat contoh"]


def complaint(book: Book, *, is_restricted: bool = False) -> int:
    return put(
        book, Complaint, number="001/VI/2025", received_on="2025-06-12", channel="surat",
        stream="mutu_layanan", complaint_class="aspirasi", clock_key="aspirasi", clock_version="1",
        title="Antrean contoh", body="Contoh", is_restricted=is_restricted, unit_id=unit(book),
    )  # fmt: skip


@pytest.mark.parametrize("typed", ["12 Juni 2025", "12-6-2025", "kamis 12 juni 2025", "Juni 2025"])
def test_an_indonesian_date_finds_what_came_then(book: Book, typed: str) -> None:
    id_ = complaint(book)
    assert [each.id for each in found(book, typed)] == [id_]
    assert found(book, "13 Juni 2025") == []


def test_notes_of_a_restricted_complaint_lead_nobody_to_it(book: Book) -> None:
    id_ = complaint(book, is_restricted=True)
    put(
        book, ComplaintEvent, complaint_id=id_, kind="catatan", on_date="2025-06-13",
        note="Berkas pendukung menyusul",
    )  # fmt: skip
    assert [each.id for each in found(book, "pendukung")] == [id_]
    assert found(book, "pendukung", CLERK) == []
    assert found(book, "12 Juni 2025", CLERK) == []


def test_a_caption_and_a_file_name_lead_to_the_unit(book: Book) -> None:
    place = unit(book)

    def insert(step: Step) -> None:
        kept = step.attach(b"contoh", "IMG_20250612.jpg", "image/jpeg")
        step.insert(
            Evidence,
            {
                "code": "B-1", "kind": "foto", "caption": "Kursi roda di loket", "attachment_id": kept,
                "sha256": "0" * 64, "added_on": "2025-06-12", "unit_id": place,
                "source_path_name": "IMG_20250612.jpg",
            },
        )  # fmt: skip

    book.change(insert, ANYONE).result()
    for typed in ("kursi roda", "G_202506"):
        assert [(each.kind, each.id) for each in found(book, typed)] == [("unit", place)], typed


def test_a_kept_file_is_found_by_its_name_and_by_the_title_it_was_given(book: Book) -> None:
    id_ = complaint(book)
    file = put(
        book, Attachment, sha256="0" * 64, size=3, name="foto-loket.jpg", media_type="image/jpeg",
        created_at="2025-06-12T08:00:00Z",
    )  # fmt: skip
    put(
        book,
        ComplaintAttachment,
        complaint_id=id_,
        attachment_id=file,
        title="Tanda terima",
        added_on="2025-06-12",
    )
    for typed in ("foto-loket", "tanda ter"):
        assert [(each.kind, each.id) for each in found(book, typed)] == [("complaint", id_)], typed


def test_papers_about_what_is_secret_are_offered_only_to_who_may_read_it(book: Book) -> None:
    secret = complaint(book, is_restricted=True)
    assert book.read(hidden_from, CLERK, Complaint).result() == {secret}
    assert book.read(hidden_from, ANYONE, Complaint).result() == frozenset()
    assert book.read(hidden_from, CLERK, Obh).result() == frozenset()
