"""Proofs are kept unchanged, once per unit, and shown only as copies without metadata."""

import io
import zipfile
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from PIL import Image
from sqlalchemy.orm import Session

from berkas.engine import evidence
from berkas.engine.alikephotos import LikenessRules
from berkas.engine.evidence import EvidenceError, Use
from berkas.engine.photoreuse import reuse_of
from berkas.media.sample import SCENES, sample_photo
from berkas.rules.vocabulary import EvidenceKind
from berkas_db.book import Book
from berkas_db.changes import ANYONE, Step
from berkas_db.errors import Refused
from berkas_db.tables import Evidence, OutreachEvent, Unit

SCENE = sorted(SCENES)[0]
TAKEN = datetime(2025, 6, 12, 10, 42)  # noqa: DTZ001  a camera writes no zone


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Book]:
    with Book.create(tmp_path / "contoh.berkas", office_name="Kanwil Contoh") as opened:
        yield opened


def photo(seed: int = 1, taken_at: datetime | None = TAKEN) -> bytes:
    return sample_photo(SCENE, seed, size=(640, 480), taken_at=taken_at)


def make(book: Book) -> dict[str, int]:
    """Two invented units and two events to hang proofs on."""

    def command(step: Step) -> dict[str, int]:
        made = {
            name: step.insert(Unit, {"code": name, "name": f"Lapas {name} (contoh)", "kind": "lapas"})
            for name in ("satu", "dua")
        }
        for name in ("acara", "lain"):
            values = {
                "code": name,
                "title": name,
                "kind": "penyuluhan",
                "on_date": "2025-06-12",
                "place": "Aula",
            }
            made[name] = step.insert(OutreachEvent, values)
        return made

    return book.change(command, ANYONE).result().value


def put(book: Book, data: bytes, unit: int, event: int, code: str | None = "a.01", **columns: object) -> int:
    def command(step: Step) -> int:
        proof = evidence.prepare(data, "foto ramp.jpg")
        id_ = evidence.keep(step, proof, unit_id=unit, **columns)
        return evidence.put_under(step, id_, "event_id", event, code)

    return book.change(command, ANYONE).result().value


def uses(book: Book, event: int) -> list[Use]:
    return book.read(evidence.uses_of, "event_id", event).result()


def test_a_photo_is_kept_as_it_came_and_shown_as_a_copy(book: Book) -> None:
    made = make(book)
    data = photo()
    put(book, data, made["satu"], made["acara"], caption="Ramp pintu utama")
    (use,) = uses(book, made["acara"])
    assert (use.taken_on, use.taken_at) == ("2025-06-12", "2025-06-12T10:42")
    assert use.added_on > use.taken_on
    assert (use.kind, use.width, use.height, use.caption) == (EvidenceKind.FOTO, 640, 480, "Ramp pintu utama")
    assert book.read(evidence.original, use).result() == data
    copy = book.read(evidence.print_copy, use).result()
    assert copy is not None
    assert copy != data
    assert not dict(Image.open(io.BytesIO(copy)).getexif())
    small = book.read(evidence.thumbnails, [use]).result()[use.evidence_id]
    assert max(Image.open(io.BytesIO(small)).size) <= 320


def test_the_same_bytes_of_one_unit_are_one_proof(book: Book) -> None:
    made = make(book)
    data = photo()
    first = put(book, data, made["satu"], made["acara"], "a.01")
    again = put(book, data, made["satu"], made["acara"], "a.01")
    under_another = put(book, data, made["satu"], made["acara"], "a.02")
    assert first == again
    assert first != under_another
    assert len({use.evidence_id for use in uses(book, made["acara"])}) == 1
    put(book, data, made["dua"], made["lain"])
    (other,) = uses(book, made["lain"])
    assert other.evidence_id not in {use.evidence_id for use in uses(book, made["acara"])}


def test_order_is_the_order_of_adding(book: Book) -> None:
    made = make(book)
    ids = [put(book, photo(seed), made["satu"], made["acara"]) for seed in (3, 1, 2)]
    assert [use.id for use in uses(book, made["acara"])] == ids


def test_taking_the_last_use_away_sends_the_proof_to_the_trash(book: Book) -> None:
    made = make(book)
    first = put(book, photo(), made["satu"], made["acara"], "a.01")
    second = put(book, photo(), made["satu"], made["acara"], "a.02")

    def trashed(session: Session) -> list[str | None]:
        return [row.trashed_at for row in session.query(Evidence)]

    book.change(evidence.take_away, ANYONE, first).result()
    assert book.read(trashed).result() == [None]
    book.change(evidence.take_away, ANYONE, second).result()
    assert book.read(trashed).result()[0] is not None
    with pytest.raises(Refused, match="sudah tidak ada"):
        book.change(evidence.take_away, ANYONE, second).result()


def test_a_typed_date_takes_the_place_of_the_cameras(book: Book) -> None:
    made = make(book)
    put(book, photo(), made["satu"], made["acara"])
    (use,) = uses(book, made["acara"])
    book.change(
        evidence.describe, ANYONE, use.evidence_id, {"taken_on": "2025-06-13", "place": "Aula"}
    ).result()
    (after,) = uses(book, made["acara"])
    assert (after.taken_on, after.taken_at, after.place) == ("2025-06-13", "", "Aula")
    assert after.sha256 == use.sha256


def test_what_must_be_covered_is_not_printed_before_it_is(book: Book) -> None:
    made = make(book)
    put(book, photo(), made["satu"], made["acara"], must_cover=True)
    (use,) = uses(book, made["acara"])
    assert not use.may_print
    assert book.read(evidence.print_copy, use).result() is None

    def cover(step: Step) -> None:
        attachment = step.attach(photo(7), "tertutup.jpg", "image/jpeg")
        step.update(Evidence, use.evidence_id, {"covered_attachment_id": attachment})

    book.change(cover, ANYONE).result()
    (after,) = uses(book, made["acara"])
    assert book.read(evidence.print_copy, after).result() == photo(7)


def test_a_resaved_copy_is_found_alike_and_another_scene_is_not(book: Book) -> None:
    made = make(book)
    buffer = io.BytesIO()
    Image.open(io.BytesIO(photo())).resize((500, 375)).save(buffer, "JPEG", quality=60)
    put(book, photo(), made["satu"], made["acara"], "a.01")
    put(book, buffer.getvalue(), made["satu"], made["acara"], "a.02")
    other = sample_photo(sorted(SCENES)[-1], 9, size=(640, 480))
    put(book, other, made["satu"], made["acara"], "a.03")
    found = book.read(reuse_of, uses(book, made["acara"]), LikenessRules()).result()
    assert [(one.item_code, two.item_code) for one, two, _percent in found.within] == [("a.01", "a.02")]


def office_file(part: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as packed:
        packed.writestr(part, "<x/>")
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("name", "part", "kind"),
    [
        ("jadwal.docx", "word/document.xml", EvidenceKind.DOKUMEN),
        ("daftar.XLSX", "xl/workbook.xml", EvidenceKind.LEMBAR_KERJA),
    ],
)
def test_office_files_are_kept_as_they_are(name: str, part: str, kind: EvidenceKind) -> None:
    proof = evidence.prepare(office_file(part), name)
    assert (proof.kind, proof.photo) == (kind, None)


def test_a_pdf_counts_its_pages() -> None:
    import pikepdf

    buffer = io.BytesIO()
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.add_blank_page()
        pdf.save(buffer)
    proof = evidence.prepare(buffer.getvalue(), "standar.pdf")
    assert (proof.kind, proof.pages) == (EvidenceKind.DOKUMEN, 2)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"bukan foto",
        photo()[:900],
        b"%PDF-1.7 rusak",
        b"\x89PNG\r\n\x1a\n" + b"0" * 40,
        b"x" * (25 * 1024 * 1024 + 1),
    ],
    ids=["kosong", "teks", "terpotong", "pdf rusak", "png rusak", "terlalu besar"],
)
def test_what_cannot_be_used_is_refused_with_one_sentence_that_names_the_file(data: bytes) -> None:
    with pytest.raises(EvidenceError) as refused:
        evidence.prepare(data, "nama berkas.jpg")
    assert str(refused.value).startswith("nama berkas.jpg: ")
    assert str(refused.value).endswith(".")


def test_a_broken_office_file_is_refused() -> None:
    with pytest.raises(EvidenceError, match=r"rusak\.docx"):
        evidence.prepare(b"PK\x03\x04 bukan zip", "rusak.docx")


def test_a_missing_file_and_a_pasted_picture(tmp_path: Path) -> None:
    with pytest.raises(EvidenceError, match=r"hilang\.jpg: berkas tidak dapat dibaca"):
        evidence.read_piece(tmp_path / "hilang.jpg")
    big = tmp_path / "besar.jpg"
    big.write_bytes(b"x" * (25 * 1024 * 1024 + 1))
    with pytest.raises(EvidenceError, match="paling besar 25 MB"):
        evidence.read_piece(big)
    assert evidence.read_piece(photo(), 3).name == "tempelan-3.png"
    file = tmp_path / ("n" * 200 + ".jpg")
    file.write_bytes(photo())
    assert evidence.read_piece(file).kind is EvidenceKind.FOTO


def test_a_name_of_255_characters_is_called_without_its_middle() -> None:
    """It would be wider than any panel; the file keeps its whole name."""
    assert evidence.short_name("n" * 251 + ".jpg") == "n" * 24 + "…" + "n" * 8 + ".jpg"
    assert evidence.short_name("maklumat.jpg") == "maklumat.jpg"
