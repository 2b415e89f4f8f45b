"""`berkas demo`: two offices, one of every kind of document, once; made once for all tests of this file."""

import io
import os
import re
import shutil
import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import pypdfium2
import pytest
import zxingcpp
from pypdf import PdfReader
from sqlalchemy.orm import Session

from berkas.engine.contents import digest_of
from berkas.engine.issuing import DocumentKind, Issued, Subject, issue
from berkas.engine.papermark import read_mark
from berkas.engine.rulebook import Rulebook
from berkas.engine.verifying import Comparing, verify
from berkas.paths import resource
from berkas.rooms.award.queries.readiness import preflight
from berkas.rooms.visits.queries.scores import obh_scores
from berkas.rules.scoring import Score
from berkas.rules.vocabulary import PaperTruth
from berkas.shell import registry
from berkas.shell.cli import OpenWindow, run
from berkas.shell.cli.words import CallError
from berkas.shell.demo import command, make_demo
from berkas.shell.demo.making import make_office
from berkas.shell.demo.papers import LIST_NAME
from berkas_db.book import Book
from berkas_db.changes import ANYONE
from berkas_db.check import check_book
from berkas_db.errors import Refused
from berkas_db.tables import (
    Answer,
    Assessment,
    Complaint,
    Evidence,
    Identity,
    IssuedDocument,
    Obh,
    Recipient,
    Unit,
)

RULEBOOK = Rulebook.load()


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder `berkas demo` has written; workers beside each other share one."""
    root = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        root = root.parent
    made = root / "kantor-contoh"
    try:
        made.mkdir()
    except FileExistsError:
        for _ in range(1500):
            if (made / registry.SAMPLE_NAME).exists():  # moved there last
                return made
            time.sleep(0.2)
        pytest.fail("the other worker did not finish the sample office")
    make_demo(made, lambda _line: None)
    return made


@pytest.fixture
def book(folder: Path) -> Iterator[Book]:
    """The first sample office, open for reading."""
    with Book.open(folder / registry.SAMPLE_NAME, write=False) as opened:
        yield opened


def text_of(pdf: Path) -> str:
    return " ".join(" ".join(page.extract_text() for page in PdfReader(pdf).pages).split())


def made_files(folder: Path) -> dict[str, bytes]:
    """What the demo wrote, without what SQLite keeps beside an open file."""
    made = [path for path in folder.iterdir() if path.suffix in (".berkas", ".pdf", ".txt")]
    return {path.name: path.read_bytes() for path in made}


def test_the_folder_holds_both_offices_and_one_of_every_kind(folder: Path, book: Book) -> None:
    listed = (folder / LIST_NAME).read_text("utf-8")
    files = sorted(path.name for path in folder.glob("*.pdf"))
    assert files
    assert all(name in listed for name in files)
    assert all(PdfReader(folder / name).pages for name in files)
    printed = {
        key
        for key, kind in registry.document_kinds().items()
        if re.search(rf"^    {re.escape(kind.title)}: ", listed, re.M)
    }
    assert printed == set(registry.document_kinds())
    assert not [path for path in folder.iterdir() if path.name.startswith(".")]
    assert check_book(book) == []
    with Book.open(folder / command.SECOND_NAME, write=False) as second:
        assert "Banten" in second.office_name
        assert check_book(second) == []


def test_issued_documents_are_known_to_verify(folder: Path, book: Book) -> None:
    codes = re.findall(r"kode (\w{12})", (folder / LIST_NAME).read_text("utf-8"))
    assert len(codes) >= 15
    comparing = Comparing(registry.document_kinds(), RULEBOOK)
    for code in codes:
        assert book.read(verify, code, comparing).result().state is PaperTruth.UTUH, code
    numbers = book.read(lambda session: [row.number for row in session.query(IssuedDocument)]).result()
    assert len(numbers) == len(set(numbers))


def _issued_row(session: Session, id: int) -> IssuedDocument:
    return session.get_one(IssuedDocument, id)


def first_issued(
    book: Book, kind: DocumentKind, subjects: Sequence[Subject]
) -> tuple[Subject, Issued] | None:
    """The first subject the kind does not refuse (a poster of another ministry's unit), and its paper."""
    for subject in subjects:
        try:
            done = book.change(issue, ANYONE, RULEBOOK, kind, subject, date(2025, 6, 30)).result()
        except Refused:
            continue
        return subject, done.value
    return None


def test_every_kind_carries_its_mark_in_qr_and_small_print(folder: Path, tmp_path: Path) -> None:
    path = Path(shutil.copy(folder / registry.SAMPLE_NAME, tmp_path / "kantor.berkas"))
    marked: set[str] = set()
    with Book.open(path) as book:
        for kind in registry.document_kinds().values():
            subjects = [] if kind.plain else book.read(kind.subjects).result()
            found = first_issued(book, kind, subjects)
            if found is None:
                continue
            subject, done = found
            pdf, row = done.pdf, book.read(_issued_row, done.id).result()
            page = pypdfium2.PdfDocument(pdf)[0].render(scale=300 / 72).to_pil()  # pyright: ignore[reportArgumentType]
            read = [read_mark(each.text) for each in zxingcpp.read_barcodes(page)]
            scanned = next(mark for mark in read if mark is not None)
            assert (scanned.number, scanned.revision, scanned.at) == (row.number, row.revision, row.issued_at)
            assert (scanned.position, scanned.head) == (row.journal_position, row.journal_head)
            words = PdfReader(io.BytesIO(pdf)).pages[0].extract_text()
            assert read_mark(words) == replace(scanned, steps=()), kind.key
            values = book.read(kind.gather, RULEBOOK, subject, date(2025, 6, 30)).result()
            assert digest_of(values) in (row.options or ""), kind.key
            marked.add(kind.key)
    assert len(marked) >= 15


def test_one_unit_is_ready_and_the_other_has_something_to_say(book: Book) -> None:
    ready = book.read(preflight, RULEBOOK, "P2HAM-2021-CONTOH:KANIM-CONTOH").result()
    assert ready.is_ready
    gaps = book.read(preflight, RULEBOOK, "P2HAM-2021-CONTOH:LAPAS-CONTOH").result()
    assert sorted(fault.code for fault in gaps.faults if fault.severity == "menghalangi") == [
        "bukti_kurang",
        "temuan_terbuka",
        "temuan_terbuka",
    ]


def test_two_obh_have_enough_respondents_for_a_score_and_one_has_not(book: Book) -> None:
    from datetime import date

    scores = book.read(obh_scores, date(2024, 7, 1), date(2025, 6, 30)).result()
    found = {one.obh_name: (one.respondents, isinstance(one.score, Score)) for one in scores}
    assert sorted(found.values()) == [(2, False), (4, True), (5, True)]
    assert all("Contoh" in name for name in found)


def test_no_real_organisation_has_an_answer_a_complaint_or_a_photo(book: Book) -> None:
    def real(session) -> list[str]:  # noqa: ANN001
        units = {row.id for row in session.query(Unit) if not row.is_example}
        obh = {row.id for row in session.query(Obh) if not row.is_example}
        answered = {row.assessment_id for row in session.query(Answer)}
        return [
            *(
                row.code
                for row in session.query(Assessment)
                if row.id in answered and (row.unit_id in units or row.obh_id in obh)
            ),
            *(row.number for row in session.query(Complaint) if row.unit_id in units or row.obh_id in obh),
            *(row.code for row in session.query(Evidence) if row.unit_id in units or not row.is_example),
        ]

    assert book.read(real).result() == []


def test_children_have_no_names(book: Book) -> None:
    def named(session) -> list[str]:  # noqa: ANN001
        children = [row for row in session.query(Recipient) if row.is_child]
        assert len(children) == 4
        vault = {row.id: row for row in session.query(Identity)}
        of_children = [vault[row.identity_id] for row in children if row.identity_id]
        return [row.code for row in of_children if row.name or row.nik]

    assert book.read(named).result() == []


def test_the_report_of_12_june_counts_and_gives_no_score(folder: Path) -> None:
    words = text_of(next(folder.glob("*laporan-hasil-monev-12-juni-2025.pdf")))
    assert "6 (enam) penerima bantuan hukum" in words
    for name in ("LBH Al-Hakim", "LBH Legal Justice", "LBH KUBI", "LBH Pancasila"):
        assert name in words
    assert "PB-1206" not in words
    assert "Nilai kumulatif" not in words


def test_a_second_call_says_so_and_changes_nothing(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = made_files(folder)
    assert run(["demo", str(folder)]) == 0
    said = capsys.readouterr()
    assert "sudah ada dan tidak diganti" in said.out
    assert "Tidak ada layar" in said.out
    assert said.err == ""
    assert made_files(folder) == before


def test_with_a_screen_the_window_is_asked_for(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(command, "has_display", lambda: True)
    assert run(["demo", str(folder)]) == OpenWindow(folder / registry.SAMPLE_NAME)


def test_a_folder_that_is_a_file_is_one_sentence(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    place = tmp_path / "berkas"
    place.write_text("bukan folder", "utf-8")
    assert run(["demo", str(place)]) == 2
    assert capsys.readouterr().err == f"Folder {place} tidak dapat ditulisi. Pilih folder lain.\n"
    assert place.read_text("utf-8") == "bukan folder"


def test_an_interrupted_call_leaves_nothing_behind(tmp_path: Path) -> None:
    def stop(line: str) -> None:
        if "OBH" in line:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        make_demo(tmp_path, stop)
    assert list(tmp_path.iterdir()) == []


def test_a_file_of_the_same_name_is_left_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / LIST_NAME).write_text("catatan saya", "utf-8")

    def little(made: Path, _progress: object) -> int:
        (made / registry.SAMPLE_NAME).write_bytes(b"kantor")
        (made / LIST_NAME).write_text("daftar", "utf-8")
        return 0

    monkeypatch.setattr(command, "_make", little)
    said: list[str] = []
    make_demo(tmp_path, said.append)
    assert (tmp_path / LIST_NAME).read_text("utf-8") == "catatan saya"
    assert any("tidak diganti" in line for line in said)
    assert (tmp_path / registry.SAMPLE_NAME).read_bytes() == b"kantor"


def test_dishonest_data_makes_no_office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("berkas.shell.demo.making.faults_of", lambda _office: ["LBH X nyata."])
    with pytest.raises(CallError, match="LBH X nyata"):
        make_demo(tmp_path, lambda _line: None)
    assert list(tmp_path.iterdir()) == []


def test_the_second_office_holds_cilegon(tmp_path: Path) -> None:
    from berkas_db.tables import AwardEntry, AwardHistory, Innovation

    said: list[str] = []
    with make_office(resource("sample", "banten"), tmp_path / "b.berkas", RULEBOOK, said.append) as book:

        def look(session) -> tuple[str, int, str | None, int]:  # noqa: ANN001
            (innovation,) = session.query(Innovation)
            (history,) = session.query(AwardHistory)
            (entry,) = session.query(AwardEntry)
            return innovation.name, history.year, entry.verified_on, session.query(Answer).count()

        assert book.read(look).result() == ("Layanan Kunjungan Online", 2018, "2019-10-03", 0)
