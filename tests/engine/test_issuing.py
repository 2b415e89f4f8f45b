"""An issued paper is fixed: number, code, kept bytes; verification tells the truth about it."""

import io
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pypdf
import pytest
from sqlalchemy import select

from berkas.engine import issuing, papermark, verifying
from berkas.engine.issuing import DocumentKind, Issued, Stamp, Subject
from berkas.engine.rulebook import Rulebook
from berkas.paper.document import render
from berkas.paper.frame import Frame
from berkas.paper.parts import Para, Title
from berkas.rules.vocabulary import PaperTruth
from berkas_db.book import Book
from berkas_db.changes import ANYONE, Actor, Step
from berkas_db.errors import BookDamaged, BookError, Refused
from berkas_db.tables import IssuedDocument, Office, Unit

RULEBOOK = Rulebook.load()
ON = date(2025, 6, 12)
UNIT = Subject("P2HAM-2025:LP-1", "Lapas Contoh")


def _draw(values: str, stamp: Stamp) -> bytes:
    parts = (Title("Surat Contoh", number=stamp.number), Para(values))
    return render(parts, Frame("Surat contoh", code=stamp.code, issued_at=stamp.issued_at))


def _gather(session: Any, _rulebook: Rulebook, subject: Subject, on: date) -> str:  # noqa: ANN401
    name = session.execute(select(Office.name)).scalar_one()
    return f"Tentang {subject.title} pada {on.isoformat()} oleh {name}."


KIND = DocumentKind(
    "contoh",
    "Surat contoh",
    "office",
    lambda _session: [Subject("P2HAM-2024:LP-1", "Lapas Contoh 2024"), UNIT, Subject("LP-2", "Lapas Lain")],
    _gather,
    _draw,
)


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Book]:
    with Book.create(tmp_path / "contoh.berkas", office_name="Kanwil Contoh") as opened:
        yield opened


def issue(book: Book, subject: Subject = UNIT, kind: DocumentKind = KIND, actor: Actor = ANYONE) -> Issued:
    return book.change(issuing.issue, actor, RULEBOOK, kind, subject, ON).result().value


def change(book: Book) -> None:
    """Somebody works on after the paper was issued."""

    def command(step: Step) -> None:
        step.insert(Unit, {"code": step.now, "name": "Lapas Baru (contoh)", "kind": "lapas"})

    book.change(command, ANYONE).result()


def state(book: Book, typed: str) -> PaperTruth:
    return book.read(verifying.verify, typed).result().state


def test_a_draft_says_so_and_writes_nothing(book: Book) -> None:
    before = book.path.read_bytes()
    pdf = issuing.draft(book, RULEBOOK, KIND, UNIT, ON)
    words = pypdf.PdfReader(io.BytesIO(pdf)).pages[0].extract_text()
    assert "DRAF" in words
    assert book.path.read_bytes() == before
    assert book.read(issuing.issued_bytes, KIND.key, UNIT.key).result() is None


def test_an_issued_paper_is_kept_and_a_reprint_is_the_same_bytes(book: Book) -> None:
    issued = issue(book)
    change(book)
    assert book.read(issuing.issued_bytes, KIND.key, UNIT.key).result() == issued.pdf
    words = pypdf.PdfReader(io.BytesIO(issued.pdf)).pages[0].extract_text()
    assert issued.number in words
    assert "DRAF" not in words
    assert "bukan tanda tangan elektronik" in words


def test_the_code_is_known_however_it_is_typed(book: Book) -> None:
    code = issue(book).code
    grouped = f"{code[:4]}-{code[4:8]} {code[8:]}".lower()
    assert state(book, code) is state(book, grouped) is PaperTruth.UTUH
    assert state(book, "0000-0000-0000") is PaperTruth.TIDAK_DIKENAL
    assert state(book, "") is PaperTruth.TIDAK_DIKENAL


def test_work_that_goes_on_leaves_the_paper_genuine(book: Book) -> None:
    code = issue(book).code
    change(book)
    answer = book.read(verifying.verify, code).result()
    assert answer.state is PaperTruth.UTUH
    assert answer.as_json()["state"] == "utuh"
    assert set(answer.as_json()) == {"state", "document", "issued", "agrees_until"}
    assert answer.agrees_until >= answer.issued[:10]


def test_a_new_issue_keeps_the_number_and_makes_a_revision(book: Book) -> None:
    first, other = issue(book), issue(book, Subject("LP-2", "Lapas Lain"))
    second = issue(book)
    assert second.number == first.number != other.number
    assert second.code != first.code
    assert state(book, first.code) is PaperTruth.BERUBAH
    assert state(book, second.code) is PaperTruth.UTUH

    def rows(session: Any) -> list[tuple[int, str]]:  # noqa: ANN401
        found = session.execute(select(IssuedDocument).order_by(IssuedDocument.id)).scalars()
        return [(row.revision, row.state) for row in found]

    assert book.read(rows).result() == [(0, "direvisi"), (0, "terbit"), (1, "terbit")]


def qr_of(book: Book, code: str) -> str:
    """What the QR of an issued paper holds, put together from its row."""

    def read(session: Any) -> str:  # noqa: ANN401
        row = session.execute(select(IssuedDocument).where(IssuedDocument.code12 == code)).scalar_one()
        parts = (row.number, row.revision, row.journal_position, row.issued_at, row.journal_head)
        return "|".join((papermark.QR_MARK, *map(str, parts)))

    return book.read(read).result()


def test_the_qr_says_the_same_and_a_forged_one_does_not_agree(book: Book) -> None:
    change(book)
    qr = qr_of(book, issue(book).code)
    assert state(book, qr) is PaperTruth.UTUH
    parts = qr.split("|")
    forged = "|".join([*parts[:-1], "0" * len(parts[-1])])
    assert state(book, forged) is PaperTruth.TIDAK_COCOK
    other = "|".join([parts[0], "999/I/2025", *parts[2:]])
    assert state(book, other) is PaperTruth.TIDAK_DIKENAL
    assert state(book, "BERKAS1|a|b|c|d|e") is PaperTruth.TIDAK_DIKENAL


def tamper(book: Book, *statements: str) -> None:
    """Change the file as somebody would behind the program's back."""

    def command(step: Step) -> None:
        for statement in statements:
            step.session.connection().exec_driver_sql(statement)

    book.change(command, ANYONE).result()


def test_changed_bytes_do_not_agree_and_are_never_printed(book: Book) -> None:
    issued = issue(book)
    tamper(book, "UPDATE attachment_chunk SET data = zeroblob(length(data))")
    answer = book.read(verifying.verify, issued.code).result()
    assert (answer.state, answer.agrees_until) == (PaperTruth.TIDAK_COCOK, "")
    with pytest.raises(BookDamaged):
        book.read(issuing.issued_bytes, KIND.key, UNIT.key).result()


def test_history_changed_before_the_paper_does_not_agree(book: Book) -> None:
    change(book)
    change(book)
    issued = issue(book)
    drop_guards(book)
    tamper(book, "UPDATE journal SET hash = zeroblob(32) WHERE id = 1")
    assert state(book, issued.code) is PaperTruth.TIDAK_COCOK


def test_history_changed_after_the_paper_leaves_it_genuine_up_to_a_date(book: Book) -> None:
    change(book)
    issued = issue(book)
    change(book)
    change(book)
    drop_guards(book)
    tamper(book, "UPDATE journal SET hash = zeroblob(32) WHERE id = (SELECT max(id) FROM journal)")
    answer = book.read(verifying.verify, issued.code).result()
    assert answer.state is PaperTruth.BERUBAH
    assert answer.agrees_until


def drop_guards(book: Book) -> None:
    """The book refuses to change its journal; somebody with a tool would take the guards away first."""

    def names(session: Any) -> list[str]:  # noqa: ANN401
        found = session.connection().exec_driver_sql(
            "SELECT name FROM sqlite_schema WHERE type = 'trigger' AND tbl_name LIKE 'journal%'"
        )
        return [row[0] for row in found]

    tamper(book, *(f"DROP TRIGGER {name}" for name in book.read(names).result()))


def test_an_issue_cannot_be_undone(book: Book) -> None:
    code = issue(book).code
    with pytest.raises(BookError):
        book.undo(ANYONE).result()
    assert state(book, code) is PaperTruth.UTUH


def test_plain_papers_are_not_issued(book: Book) -> None:
    with pytest.raises(Refused, match="dicetak langsung"):
        issue(book, kind=replace(KIND, plain=True))


def test_who_may_not_issue_gets_a_sentence_and_no_number_is_used(book: Book) -> None:
    with pytest.raises(Refused, match="tidak berhak menerbitkan dokumen"):
        issue(book, actor=Actor(None, "Pengawas contoh", "pengawas"))
    assert issue(book).number == "001/VI/2025"


def test_keys_are_found_as_people_type_them(book: Book) -> None:
    def find(key: str) -> str:
        return book.read(KIND.find, key).result().key

    assert find("p2ham-2024:lp-1") == "P2HAM-2024:LP-1"
    assert find(" lp-1 ") == UNIT.key
    assert find("LP-2") == "LP-2"
    assert find("P2HAM-2024") == "P2HAM-2024:LP-1"
    with pytest.raises(Refused, match="P2HAM-2024:LP-1, P2HAM-2025:LP-1, LP-2"):
        find("lain")


def test_a_kind_says_which_part_of_a_key_may_stand_alone(book: Book) -> None:
    kind = replace(KIND, alone=1)
    assert book.read(kind.find, "lp-1").result() == UNIT
    with pytest.raises(Refused, match="tidak ditemukan"):
        book.read(kind.find, "P2HAM-2024").result()
