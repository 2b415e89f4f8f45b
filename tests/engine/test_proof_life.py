"""A proof after it was taken in: covered, replaced by a better one, handed out; and hostile files."""

import io
import os
import struct
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from PIL import Image

from berkas.engine import evidence
from berkas.engine.covering import Cover, cover, covers_of, uncovered
from berkas.engine.evidence import EvidenceError, Use, read_piece
from berkas.engine.leaving import bare, leaving, leaving_name
from berkas.engine.proofrevisions import replace_proof, revisions_of
from berkas.media.covering import Area
from berkas.media.sample import SCENES, sample_photo
from berkas.rules.vocabulary import CoverKind
from berkas_db.book import Book
from berkas_db.changes import ANYONE, Step
from berkas_db.errors import Refused
from berkas_db.tables import OutreachEvent

SCENE = sorted(SCENES)[0]
FACE = Cover(Area(0.25, 0.25, 0.25, 0.5), CoverKind.WAJAH)


def located(seed: int = 1) -> bytes:
    """A drawn photo that tells an invented place."""
    image = Image.open(io.BytesIO(sample_photo(SCENE, seed, size=(640, 480))))
    notes = Image.Exif()
    notes.get_ifd(0x8825)[2] = (2.0, 7.0, 0.0)
    notes[0x0131] = "GPSLatitude"
    buffer = io.BytesIO()
    image.save(buffer, "JPEG", exif=notes.tobytes(), quality=85)
    return buffer.getvalue()


def scripted() -> bytes:
    document = pikepdf.new()
    document.add_blank_page(page_size=(300, 300))
    document.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert('contoh')")
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


class World:
    """A book with one event to hang proofs on."""

    def __init__(self, book: Book) -> None:
        self.book = book
        values = {"code": "A", "title": "A", "kind": "penyuluhan", "on_date": "2025-06-12", "place": "Aula"}
        self.event: int = self.do(lambda step: step.insert(OutreachEvent, values))

    def do(self, command: Callable[[Step], Any]) -> Any:  # noqa: ANN401
        return self.book.change(command, ANYONE).result().value

    def put(self, data: bytes, name: str = "ramp.jpg", **columns: Any) -> Use:  # noqa: ANN401
        def command(step: Step) -> int:
            id_ = evidence.keep(step, evidence.prepare(data, name), **columns)
            return evidence.put_under(step, id_, "event_id", self.event, name)

        use = self.do(command)
        return next(each for each in self.uses() if each.id == use)

    def uses(self) -> list[Use]:
        return self.book.read(evidence.uses_of, "event_id", self.event).result()

    def leaves(self, use: Use) -> bytes:
        return self.book.read(leaving, use).result()


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    with Book.create(tmp_path / "contoh.berkas", office_name="Kanwil Contoh") as opened:
        yield World(opened)


def test_a_cover_hides_in_every_copy_that_leaves_and_the_original_stays(world: World) -> None:
    data = located()
    use = world.put(data, must_cover=True)
    assert use.has_location
    assert use.size == len(data)
    with pytest.raises(Refused, match="belum boleh keluar"):
        world.leaves(use)
    world.do(lambda step: cover(step, use.evidence_id, [FACE], version=use.version))
    (after,) = world.uses()
    copy = world.leaves(after)
    assert b"GPSLatitude" not in copy
    image = Image.open(io.BytesIO(copy))
    box = image.crop((170, 130, 310, 350))
    assert max(high - low for low, high in box.getextrema()) <= 12  # type: ignore[misc]
    assert world.book.read(evidence.original, after).result() == data
    assert world.book.read(covers_of, use.evidence_id).result() == [FACE]
    assert world.book.read(uncovered, use.evidence_id).result() != copy
    world.do(lambda step: cover(step, use.evidence_id, []))
    (bare,) = world.uses()
    assert not bare.is_covered
    assert not bare.may_print  # what must be covered still must be


def test_only_photos_are_covered(world: World) -> None:
    use = world.put(scripted(), "surat.pdf")
    with pytest.raises(Refused, match="Hanya foto"):
        world.do(lambda step: cover(step, use.evidence_id, [FACE]))


def test_a_better_file_is_a_revision_with_its_reason(world: World) -> None:
    use = world.put(located(1), caption="Jalan landai", place="Pintu utama")
    better = evidence.prepare(located(2), "ramp-baru.jpg")

    def replaced(step: Step, reason: str = "Foto lama buram", proof: evidence.Proof = better) -> int:
        return replace_proof(step, use.evidence_id, proof, reason, [use.id])

    with pytest.raises(Refused, match="Alasan"):
        world.do(lambda step: replaced(step, " "))
    with pytest.raises(Refused, match="sama persis"):
        world.do(lambda step: replaced(step, proof=evidence.prepare(located(1), "salinan.jpg")))
    with pytest.raises(Refused, match="bukan jenis berkas yang sama"):
        world.do(lambda step: replaced(step, proof=evidence.prepare(scripted(), "surat.pdf")))
    new = world.do(replaced)
    (after,) = world.uses()
    assert (after.evidence_id, after.revision, after.caption) == (new, 1, "Jalan landai")
    states = world.book.read(revisions_of, new).result()
    assert [(each.revision, each.replaced_reason) for each in states] == [(1, ""), (0, "Foto lama buram")]
    assert states[1].sha256 == use.sha256


def test_documents_leave_without_scripts_and_say_so_when_they_come(world: World) -> None:
    proof = evidence.prepare(scripted(), "surat.pdf")
    assert "memuat skrip" in proof.remark
    use = world.put(scripted(), "surat.pdf")
    with pikepdf.open(io.BytesIO(world.leaves(use))) as document:
        assert "/OpenAction" not in document.Root
    assert leaving_name(use) == "surat.pdf"
    assert leaving_name(world.put(located(3), "IMG_1.png")) == "IMG_1.jpg"


def test_a_file_that_changes_while_it_is_read_is_not_kept_half(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "kamera.jpg"
    path.write_bytes(located())
    whole = path.stat()
    seen = iter([os.stat_result((*whole[:6], whole.st_size - 5, *whole[7:])), whole])
    monkeypatch.setattr(Path, "stat", lambda _self, **_more: next(seen))
    with pytest.raises(EvidenceError, match=r"kamera\.jpg: berkas sedang ditulis program lain"):
        read_piece(path)


def test_a_drive_that_is_gone_is_one_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(EvidenceError, match=r"hilang\.jpg: berkas tidak dapat dibaca"):
        read_piece(tmp_path / "jaringan" / "hilang.jpg")
    path = tmp_path / "putus.jpg"
    path.write_bytes(located())

    def cut_off(*_given: object, **_more: object) -> object:
        raise OSError(59, "jaringan putus")

    monkeypatch.setattr(Path, "open", cut_off)
    with pytest.raises(EvidenceError, match=r"putus\.jpg: berkas tidak dapat dibaca"):
        read_piece(path)


def bomb() -> bytes:
    """A small PNG that would unfold to 3.6 thousand million points."""
    head = struct.pack(">IIBBBBB", 60_000, 60_000, 8, 2, 0, 0, 0)
    pieces = [b"IHDR" + head, b"IDAT" + zlib.compress(bytes(100_000)), b"IEND"]
    chunks = [
        struct.pack(">I", len(each) - 4) + each + struct.pack(">I", zlib.crc32(each)) for each in pieces
    ]
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (bomb(), "paling banyak 40 juta titik"),
        (located()[:4000], "rusak atau terpotong"),
        (b"MZ\x90 bukan foto", "bukan foto JPEG, PNG, atau HEIC"),
    ],
    ids=["bom", "terpotong", "program"],
)
def test_hostile_files_are_one_sentence_with_their_name(data: bytes, says: str) -> None:
    with pytest.raises(EvidenceError, match=says) as refusal:
        evidence.prepare(data, "dari telepon.jpg")
    assert str(refusal.value).startswith("dari telepon.jpg: ")


def test_a_locked_pdf_is_refused() -> None:
    buffer = io.BytesIO()
    document = pikepdf.new()
    document.add_blank_page()
    document.save(buffer, encryption=pikepdf.Encryption(owner="contoh", user="contoh"))
    with pytest.raises(EvidenceError, match="dikunci dengan kata sandi"):
        evidence.prepare(buffer.getvalue(), "surat.pdf")


def test_a_name_of_255_characters_is_kept(world: World) -> None:
    name = "é" * 125 + "x.jpg"  # 255 bytes in UTF-8
    use = world.put(located(9), name)
    assert use.file_name == name
    assert leaving_name(use) == name


def test_a_kept_file_is_handed_out_bare_and_upright() -> None:
    data, name = bare(located(), "surat.jpg")
    assert (b"GPSLatitude" in data, name) == (False, "surat.jpg")
    image = Image.open(io.BytesIO(located()))
    notes = Image.Exif()
    notes[0x0112] = 6
    buffer = io.BytesIO()
    image.save(buffer, "JPEG", exif=notes.tobytes())
    turned, name = bare(buffer.getvalue(), "surat.jpeg")
    assert (Image.open(io.BytesIO(turned)).size, name) == ((480, 640), "surat.jpg")
    assert bare(b"catatan", "catatan.txt") == (b"catatan", "catatan.txt")
