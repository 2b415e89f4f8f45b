"""When copies are made, where they go, which stay; failures that never stop the work; the trial restore."""

import shutil
from collections import namedtuple
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from berkas.engine import safekeeping
from berkas.engine.copies import Places, last_copy, last_trial, note_trial, places_of, set_places
from berkas.engine.drilling import trial_is_due, try_restore
from berkas.engine.history import office_today
from berkas.engine.safekeeping import (
    Occasion,
    copies_of,
    has_changed,
    last_failure,
    occasion_words,
    safe_copy,
    second_copy,
    second_place,
)
from berkas_db.book import Book
from berkas_db.changes import ANYONE, Actor, Step
from berkas_db.copynames import read_name
from berkas_db.errors import BookNotFound, DiskFull, Refused
from berkas_db.store import pieces_in
from berkas_db.tables import Obh

PENGAWAS = Actor(None, "Pengawas contoh", "pengawas")


def add(step: Step, code: str) -> None:
    step.say(f"OBH {code} disimpan")
    step.insert(Obh, {"code": code, "name": f"LBH Contoh {code}", "is_example": True})
    step.attach(code.encode() * 900, f"{code}.jpg", "image/jpeg")


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("siap") / "kantor.berkas"
    with Book.create(path, office_name="Kanwil Contoh") as book:
        book.change(add, ANYONE, "A").result()
    return path


@pytest.fixture
def book(prepared: Path, tmp_path: Path) -> Iterator[Book]:
    with Book.open(Path(shutil.copy(prepared, tmp_path / "kantor.berkas"))) as opened:
        yield opened


def test_a_copy_is_made_only_when_something_changed(book: Book) -> None:
    assert has_changed(book)
    first = safe_copy(book, Occasion.START)
    assert first is not None
    assert first.path.parent == book.path.with_name("kantor-cadangan")
    assert not has_changed(book)
    assert safe_copy(book, Occasion.REGULAR) is None
    book.change(add, ANYONE, "B").result()
    assert has_changed(book)
    assert safe_copy(book, Occasion.IMPORT) is not None
    assert "sebelum_impor" in {each.occasion for each in copies_of(book)}
    assert safe_copy(book, Occasion.BY_HAND, even_unchanged=True) is not None


def test_a_copy_with_the_time_of_tomorrow_hides_no_change(book: Book) -> None:
    made = safe_copy(book, Occasion.START)
    assert made is not None
    name = read_name(made.path)
    assert name is not None
    future = made.path.with_name(made.path.name.replace(f"{name.moment:%Y}", "2099", 1))
    made.path.rename(future)
    assert not has_changed(book)
    book.change(add, ANYONE, "B").result()
    assert safe_copy(book, Occasion.REGULAR) is not None
    assert future.exists()


def test_reading_only_makes_no_copy(prepared: Path, tmp_path: Path) -> None:
    with Book.open(Path(shutil.copy(prepared, tmp_path)), write=False) as book:
        assert safe_copy(book, Occasion.EXIT) is None
    assert [path.name for path in tmp_path.iterdir()] == ["kantor.berkas"]


def test_a_failure_is_told_until_a_copy_succeeds(book: Book, monkeypatch: pytest.MonkeyPatch) -> None:
    usage = namedtuple("usage", "total used free")
    with monkeypatch.context() as full:
        full.setattr(shutil, "disk_usage", lambda _folder: usage(10, 9, 1))
        assert safe_copy(book, Occasion.REGULAR) is None
        with pytest.raises(DiskFull):
            safe_copy(book, Occasion.REGULAR, must=True)
    failure = last_failure(book.path)
    assert failure is not None
    assert failure.sentence.startswith("Ruang di")
    assert failure.next_step
    assert safe_copy(book, Occasion.REGULAR) is not None
    assert last_failure(book.path) is None


def test_a_folder_that_cannot_be_made_is_a_failure(book: Book) -> None:
    book.path.with_name("kantor-cadangan").write_text("bukan folder")
    assert safe_copy(book, Occasion.REGULAR) is None
    failure = last_failure(book.path)
    assert failure is not None
    assert "tidak dapat dibuat" in failure.sentence


def test_places_are_data_of_the_office(book: Book, tmp_path: Path) -> None:
    assert book.read(places_of).result() == Places()
    wanted = Places(str(tmp_path / "cadangan kantor"), str(tmp_path / "flashdisk"))
    book.change(set_places, ANYONE, wanted).result()
    assert book.read(places_of).result() == wanted
    with pytest.raises(BookNotFound, match=r"Tempat cadangan .* tidak ada sekarang"):
        safe_copy(book, Occasion.START, must=True)
    assert not (tmp_path / "cadangan kantor").exists()
    (tmp_path / "cadangan kantor").mkdir()
    made = safe_copy(book, Occasion.START)
    assert made is not None
    assert made.path.parent == tmp_path / "cadangan kantor"
    for wrong in (Places("relatif"), Places(wanted.first, wanted.first)):
        with pytest.raises(Refused):
            book.change(set_places, ANYONE, wrong).result()
    with pytest.raises(Refused):
        book.change(set_places, PENGAWAS, Places()).result()


def test_the_second_place(book: Book, tmp_path: Path) -> None:
    stick = tmp_path / "flashdisk"
    today = book.read(office_today).result()
    book.change(set_places, ANYONE, Places("", str(stick))).result()
    state = book.read(second_place, today).result()
    assert (state.folder, state.is_there, state.last, state.is_late) == (stick, False, None, True)
    with pytest.raises(BookNotFound, match="tidak ada sekarang"):
        second_copy(book, ANYONE, stick)
    stick.mkdir()
    facts = second_copy(book, ANYONE, stick)
    assert facts.new_pieces == 1
    assert second_copy(book, ANYONE, stick).new_pieces == 0
    state = book.read(second_place, today).result()
    assert state.is_there
    assert state.last == book.read(last_copy).result()
    assert not state.is_late
    assert book.read(second_place, today + timedelta(days=7)).result().is_late


def test_thinning_follows_the_rule_and_takes_pieces_along(book: Book) -> None:
    made = safe_copy(book, Occasion.START)
    assert made is not None
    name = read_name(made.path)
    assert name is not None
    now = datetime.now(UTC)
    for minutes, occasion in ((0, "berkala"), (3, "sebelum-impor"), (6, "berkala")):
        moment = now - timedelta(days=400, minutes=minutes)
        young = now - timedelta(days=20, minutes=minutes)
        for each in (moment, young):
            stem = f"kantor-{each:%Y%m%dT%H%M%SZ}-{occasion}-1-0000000{minutes}"
            shutil.copy(made.path, made.path.with_name(f"{stem}.cadangan"))
    orphan = made.path.parent / "lampiran" / "00" / ("0" * 64)
    orphan.parent.mkdir(parents=True, exist_ok=True)
    orphan.write_bytes(b"sisa")
    book.change(add, ANYONE, "B").result()
    (made.path.parent / "lampiran" / ".dibersihkan").unlink()  # as if a day had gone by
    safe_copy(book, Occasion.REGULAR)
    old = [each for each in copies_of(book) if now - each.moment > timedelta(days=300)]
    young = [each for each in copies_of(book) if timedelta(days=10) < now - each.moment < timedelta(days=30)]
    assert len(old) in {1, 2}  # a month may end between them
    assert "sebelum_impor" in {each.occasion for each in young}
    assert not orphan.exists()
    assert len(list(pieces_in(made.path.parent))) == 2


@pytest.mark.parametrize("code", ["mulai", "sebelum_versi_2", ""])
def test_every_occasion_has_words(code: str) -> None:
    assert occasion_words(code)
    assert all(occasion_words(each) for each in Occasion)


# the trial restore


def test_the_trial_restore_leaves_one_line_and_nothing_else(book: Book) -> None:
    assert try_restore(book, ANYONE) is None
    made = safe_copy(book, Occasion.START)
    assert made is not None
    position = book.read(safekeeping.head).result()[0]
    said: list[str] = []
    result = try_restore(book, ANYONE, progress=said.append)
    assert result is not None
    assert result.is_good, result.sentence
    assert "lampiran pulih dan cocok" in result.sentence
    assert book.read(safekeeping.head).result()[0] == position + 1
    assert [path.name for path in made.path.parent.iterdir() if path.name.startswith(".")] == []
    assert said
    last = book.read(last_trial).result()
    assert last is not None
    assert (last.is_good, last.sentence) == (True, result.sentence)


def test_the_trial_restore_finds_what_is_broken(book: Book) -> None:
    made = safe_copy(book, Occasion.START)
    assert made is not None
    piece = next(pieces_in(made.path.parent))
    data = bytearray(piece.read_bytes())
    data[5] ^= 1
    piece.write_bytes(data)
    result = try_restore(book, ANYONE)
    assert result is not None
    assert not result.is_good
    assert result.sentence == "1 lampiran cadangan terbaru hilang atau rusak."
    last = book.read(last_trial).result()
    assert last is not None
    assert not last.is_good
    again = safe_copy(book, Occasion.REGULAR)
    assert again is not None
    assert again.new_pieces == 1
    mended = try_restore(book, ANYONE)
    assert mended is not None
    assert mended.is_good, mended.sentence


def test_the_trial_restore_is_due_once_a_month(book: Book) -> None:
    today = book.read(office_today).result()
    assert book.read(trial_is_due, today).result()
    book.change(note_trial, ANYONE, is_good=True, sentence="cocok").result()
    assert not book.read(trial_is_due, today + timedelta(days=29)).result()
    assert book.read(trial_is_due, today + timedelta(days=30)).result()
    assert book.read(trial_is_due, date(2001, 1, 1)).result()
