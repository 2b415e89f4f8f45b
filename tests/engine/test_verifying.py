"""One old printout against a whole forged journal; and what a paper says of data that changed since."""

import io
import shutil
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

import pypdf
import pypdfium2
import pytest
import zxingcpp
from sqlalchemy import select
from tests.engine.forging import change_old_row, cut_last

from berkas.engine import issuing, papermark
from berkas.engine.issuing import DocumentKind, Issued, Stamp, Subject
from berkas.engine.papermark import Mark, read_mark, step_places
from berkas.engine.rulebook import Rulebook
from berkas.engine.verifying import Comparing, Verification, verify
from berkas.paper.document import render
from berkas.paper.frame import Frame
from berkas.paper.parts import Para, Title
from berkas.rules.vocabulary import PaperTruth
from berkas_db.book import Book
from berkas_db.changes import ANYONE, Step
from berkas_db.check import check_book
from berkas_db.journal import verify_chain
from berkas_db.tables import IssuedDocument, JournalEntry, Unit

RULEBOOK = Rulebook.load()
ON = date(2025, 6, 12)
SUBJECT = Subject("U-3", "Lapas Contoh", Unit, 3)


def _draw(values: str, stamp: Stamp) -> bytes:
    parts = (Title("Surat Contoh", number=stamp.number), Para(values))
    return render(parts, Frame("Surat contoh", code=stamp.code, issued_at=stamp.issued_at))


def _gather(session: Any, _rulebook: Rulebook, _subject: Subject, _on: date) -> str:  # noqa: ANN401
    return session.execute(select(Unit.name).where(Unit.id == SUBJECT.id)).scalar_one()


KIND = DocumentKind("contoh", "Surat contoh", "office", lambda _session: [SUBJECT], _gather, _draw)
COMPARING = Comparing({KIND.key: KIND}, RULEBOOK)


def add_unit(step: Step, number: int) -> None:
    step.insert(Unit, {"code": f"U-{number}", "name": f"Lapas Contoh {number}", "kind": "lapas"})


def work(book: Book, first: int, last: int) -> None:
    for number in range(first, last):
        book.change(add_unit, ANYONE, number).result()


def issue(book: Book) -> Issued:
    return book.change(issuing.issue, ANYONE, RULEBOOK, KIND, SUBJECT, ON).result().value


@dataclass(frozen=True)
class Printed:
    """A printout: what the QR says, what stands under it, and the 12 characters."""

    qr: str
    words: str
    code: str


def printout(pdf: bytes, code: str) -> Printed:
    """What eyes and a scanner find on the first page."""
    page = pypdfium2.PdfDocument(pdf)[0]
    found = zxingcpp.read_barcodes(page.render(scale=300 / 72).to_pil())
    assert len(found) == 1
    return Printed(found[0].text, pypdf.PdfReader(io.BytesIO(pdf)).pages[0].extract_text(), code)


@dataclass(frozen=True)
class Office:
    """A long-lived office: 80 entries, a paper, 30 entries, a second paper, 20 entries."""

    path: Path
    old: Printed
    new: Printed


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Office:
    path = tmp_path_factory.mktemp("kantor") / "kantor.berkas"
    with Book.create(path, office_name="Kanwil Contoh") as book:
        work(book, 1, 80)
        old = issue(book)
        work(book, 80, 110)
        new = issue(book)
        work(book, 110, 130)
    return Office(path, printout(old.pdf, old.code), printout(new.pdf, new.code))


@pytest.fixture
def office(prepared: Office, tmp_path: Path) -> Office:
    return replace(prepared, path=Path(shutil.copy(prepared.path, tmp_path / "kantor.berkas")))


def asked(path: Path, typed: str, comparing: Comparing | None = COMPARING) -> Verification:
    with Book.open(path, write=False) as book:
        return book.read(verify, typed, comparing).result()


def instant(path: Path, position: int) -> str:
    with Book.open(path, write=False) as book:
        at = select(JournalEntry.at).where(JournalEntry.id == position)
        return book.read(lambda session: session.execute(at).scalar_one()).result()


def test_qr_and_small_print_hold_number_revision_place_time_and_the_full_head(office: Office) -> None:
    with Book.open(office.path, write=False) as book:
        one = select(IssuedDocument).where(IssuedDocument.code12 == office.new.code)
        row = book.read(lambda session: session.execute(one).scalar_one()).result()
    scanned, pasted = read_mark(office.new.qr), read_mark(office.new.words)
    assert scanned is not None
    assert (scanned.number, scanned.revision, scanned.position) == (row.number, 1, row.journal_position)
    assert (scanned.at, scanned.head) == (row.issued_at, row.journal_head)
    assert len(scanned.steps) == len(step_places(scanned.position)) > 4
    assert pasted == replace(scanned, steps=())


def test_a_whole_file_agrees_with_every_form_of_a_printout(office: Office) -> None:
    for typed in (office.new.code, office.new.qr, office.new.words, f"\n {office.new.qr}\n"):
        answer = asked(office.path, typed)
        assert (answer.state, answer.notes) == (PaperTruth.UTUH, ())
    assert asked(office.path, office.old.qr).state is PaperTruth.BERUBAH  # replaced by the revision
    assert asked(office.path, office.old.qr).notes[0] == "Dokumen ini diganti revisi baru."


def test_cutting_the_last_fifty_entries_is_found_with_one_old_printout(office: Office) -> None:
    cut_last(office.path, 50)
    with Book.open(office.path, write=False) as book:
        chain = book.read(verify_chain).result()
    assert chain.is_whole  # alone, the file looks untouched
    assert chain.entries == 82
    for typed in (office.new.qr, office.new.words):
        answer = asked(office.path, typed)
        assert answer.state is PaperTruth.TIDAK_COCOK
        assert any("terpotong" in note and "entri 82" in note for note in answer.notes)
        assert answer.agreed_at == instant(office.path, 80)  # by the older paper that is still kept
        assert answer.notes[-1].startswith("Berkas ini dan lembar itu sama sampai ")
    by_code = asked(office.path, office.new.code)
    assert by_code.state is PaperTruth.TIDAK_DIKENAL
    assert "dipotong" in by_code.notes[0]
    assert asked(office.path, office.old.qr).state is not PaperTruth.TIDAK_COCOK  # it saw nothing of the cut


def test_one_changed_old_row_is_found_although_every_hash_was_made_anew(office: Office) -> None:
    change_old_row(office.path, "unit", 20, "name", "Lapas Palsu (contoh)")
    with Book.open(office.path, write=False) as book:
        assert book.read(verify_chain).result().is_whole
    for printed in (office.old, office.new):
        for typed in (printed.qr, printed.words, printed.code):
            answer = asked(office.path, typed)
            assert answer.state is PaperTruth.TIDAK_COCOK, typed
            assert "diubah atau dihitung ulang" in answer.notes[0]
    answer = asked(office.path, office.old.qr)
    places = [place for place in step_places(80) if place < 21]
    assert answer.agreed_at == instant(office.path, max(places))  # by the older hashes in the QR itself


def test_a_forger_who_also_rewrites_the_papers_rows_leaves_unknown_codes(office: Office) -> None:
    from tests.engine.forging import by_hand

    change_old_row(office.path, "unit", 20, "name", "Lapas Palsu (contoh)")
    other = by_hand(office.path)
    rows = other.execute(
        "SELECT d.id, j.hash FROM issued_document d JOIN journal j ON j.id = journal_position"
    )
    for id_, hashed in rows.fetchall():
        other.execute("UPDATE issued_document SET journal_head = ? WHERE id = ?", (hashed.hex(), id_))
    other.close()
    answer = asked(office.path, office.new.code)
    assert answer.state is PaperTruth.TIDAK_COCOK
    assert "kodenya tidak lagi sesuai" in answer.notes[0]


def test_data_that_changed_since_are_told_apart_from_a_forged_history(office: Office) -> None:
    def rename(step: Step, name: str) -> None:
        step.update(Unit, SUBJECT.id or 0, {"name": name})

    with Book.open(office.path) as book:
        before = book.read(verify, office.new.code, COMPARING).result()
        book.change(rename, ANYONE, "Lapas Contoh Baru").result()
        changed = book.read(verify, office.new.code, COMPARING).result()
        book.change(rename, ANYONE, "Lapas Contoh 3").result()
        again = book.read(verify, office.new.code, COMPARING).result()
    assert before.state is PaperTruth.UTUH
    assert changed.state is PaperTruth.BERUBAH
    assert changed.notes[0].startswith("Isi catatannya sudah berubah sejak terbit: 1 perubahan, terakhir ")
    assert again.state is PaperTruth.UTUH


def test_a_later_program_asks_the_records_own_journal(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    from berkas.engine import verifying

    monkeypatch.setattr(verifying, "__version__", "9")
    assert asked(office.path, office.new.code).state is PaperTruth.UTUH
    with Book.open(office.path) as book:
        book.change(lambda step: step.update(Unit, 3, {"phone": "0"}), ANYONE).result()
    assert asked(office.path, office.new.code).state is PaperTruth.BERUBAH


def test_a_paper_of_another_office_does_not_agree(office: Office, tmp_path: Path) -> None:
    with Book.create(tmp_path / "lain.berkas", office_name="Kanwil Lain Contoh") as book:
        answer = book.read(verify, office.new.qr).result()
    assert answer.state is PaperTruth.TIDAK_COCOK
    assert (answer.agrees_until, answer.notes[-1]) == (
        "",
        "Tidak ada bagian riwayat yang terbukti masih sama dengan lembar itu.",
    )


@pytest.mark.parametrize("position", [0, 1, 2, 5, 80, 1_000, 1_000_000, 10**9])
def test_a_mark_reads_back_as_it_was_written(position: int) -> None:
    steps = tuple(f"{place % 16**6:06x}" for place in step_places(position))
    mark = Mark("W.8 HN/04-1", 2, position, "2025-06-12T03:00:00.000Z", "ab" * 32, steps)
    assert read_mark(mark.qr_text()) == mark
    assert read_mark("apa saja\n" + "\n".join(mark.small_print()) + "\nlagi") == replace(mark, steps=())
    assert dict(mark.witnesses())[position] == "ab" * 32
    assert len(mark.qr_text()) < 230


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "BERKAS1",
        "BERKAS1|a|b|c|d|e",
        "BERKAS1|1|²|1|x|y",
        "BERKAS1|1|1|" + "9" * 40 + "|x|y",
        "|" * 6,
        "BERKAS1|1|0|3|2025-06-12T03:00:00.000Z|",
    ],
)
def test_what_is_no_mark_is_a_code_nobody_knows(office: Office, typed: str) -> None:
    assert papermark.read_mark(typed) is None
    assert asked(office.path, typed).state is PaperTruth.TIDAK_DIKENAL


def test_an_identity_removed_as_it_should_be_leaves_chain_and_papers_whole(office: Office) -> None:
    def take_out(step: Step) -> None:
        step.say("Isi dihapus")
        step.update(Unit, 20, {"name": "(dihapus)"})
        step.forget(Unit, 20)

    with Book.open(office.path) as book:
        book.change(take_out, ANYONE).result()
        assert book.read(verify_chain).result().is_whole
        assert check_book(book) == []
        for typed in (office.new.qr, office.new.words, office.new.code):
            assert book.read(verify, typed, COMPARING).result().state is PaperTruth.UTUH
    assert b"Lapas Contoh 20" not in office.path.read_bytes()


def test_both_attacks_are_found_from_the_command_line(
    office: Office, capsys: pytest.CaptureFixture[str]
) -> None:
    from berkas.shell.cli import run

    cut, changed = office.path, Path(shutil.copy(office.path, office.path.with_name("lain.berkas")))
    cut_last(cut, 50)
    change_old_row(changed, "unit", 20, "name", "Lapas Palsu (contoh)")
    for path, said in ((cut, "Riwayat berkas ini terpotong"), (changed, "diubah atau dihitung ulang")):
        assert run(["verify", office.new.qr, "--office", str(path)]) == 1
        answer = capsys.readouterr().out
        assert answer.startswith("Tidak cocok dengan riwayat kantor\n")
        assert said in answer
        assert "Berkas ini dan lembar itu sama sampai " in answer
    assert run(["check", str(changed)]) == 1  # the papers still kept in the file are witnesses as well
    assert "Riwayat tidak lagi memuat tanda yang dicetak pada dokumen" in capsys.readouterr().err
