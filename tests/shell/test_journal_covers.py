"""Whatever leaves the office, or looks at who somebody is, leaves a line in the journal."""

import ast
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import select
from tests.shell.calling import Call

import berkas
from berkas.engine.exporting import EXPORTED, note_export
from berkas.engine.identities import SEEN, put, reveal
from berkas.engine.issuing import Subject, issue
from berkas.engine.rulebook import Rulebook
from berkas.rooms.visits.commands import save_assessment
from berkas.shell import registry
from berkas_db.book import Book
from berkas_db.changes import ANYONE
from berkas_db.journal import verify_chain
from berkas_db.tables import JournalEntry, JournalText, Obh

SOURCE = Path(berkas.__file__).parent
WRITERS = {"write_table", "write_answers", "write_letter", "replacing", "save_file"}
"""What puts something into a file of a person's choice."""
NOTED = {
    "engine/exporting.py",
    "engine/answer_export.py",
    "desk/incoming.py",  # asks where; `export_register` writes and notes; an empty template
    "desk/issuedpapers.py",
    "desk/keptfile.py",
    "desk/recordpage.py",
    "desk/wordfile.py",
    "engine/editable.py",
    "rooms/award/editor/entrypapers.py",
    "rooms/award/editor/roundpapers.py",  # asks where; `engine.exporting` writes and notes
    "rooms/office/editor/packages.py",  # asks where; `engine.packages` writes and notes packages and copies
    "rooms/complaints/editor/officepapers.py",  # asks where; `engine.exporting` writes and notes
    "rooms/visits/editor/answersout.py",  # asks where; `answer_export` writes and notes
}
"""Lists, answers, papers as files: each leaves its line (`editable` only makes the bytes of `wordfile`)."""
HARMLESS = {
    "rooms/office/editor/instrument_loading.py",  # an instrument, noted; a list of faults of a workbook
    "kit/preview.py",  # the pages of a paper: `desk.showpdf` notes what was printed or saved
    "rooms/office/editor/printings.py",  # asks where; `engine.exporting` writes and notes
    "shell/firstrun/newoffice.py",  # the place of a new office
    "shell/startup/program.py",
    "shell/startup/rescuing.py",  # out of a damaged file, which cannot be written any more
}


def lines(path: Path) -> list[tuple[str, str]]:
    with Book.open(path, write=False) as book:
        statement = select(JournalEntry.action, JournalText.label).join(
            JournalText, JournalText.id == JournalEntry.id
        )
        found = book.read(lambda session: session.execute(statement.order_by(JournalEntry.id)).all()).result()
        assert book.read(verify_chain).result().is_whole
    return [(action, label) for action, label in found]


def test_only_one_place_writes_tables_and_it_notes() -> None:
    """A new way out must go through `export_listing`, or be named here with a note of its own."""
    callers: set[str] = set()
    for path in SOURCE.rglob("*.py"):
        place = path.relative_to(SOURCE).as_posix()
        if place.startswith("sheets/"):
            continue
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            called = node.func if isinstance(node, ast.Call) else None
            name = called.id if isinstance(called, ast.Name) else getattr(called, "attr", "")
            if name in WRITERS:
                callers.add(place)
    assert callers <= NOTED | HARMLESS


def test_exports_of_every_list(call: Call, office: Path) -> None:
    for kind in registry.lists():
        assert call("export", kind, office.with_name(f"{kind}.csv"), "--office", office).status == 0
    told = [label for action, label in lines(office) if action == EXPORTED]
    assert [label.partition(":")[0] for label in told] == [f"Ekspor {kind}" for kind in registry.lists()]


def test_an_export_of_answers_is_a_line_and_refuses_what_is_not_one_instrument(
    call: Call, office: Path
) -> None:
    out = office.with_name("jawaban.csv")
    assert "--instrument" in call("export", "answers", out, "--office", office).complaint
    asked = ("--office", office, "--instrument", "monev_litigasi")
    assert "Belum ada lembar" in call("export", "answers", out, *asked).complaint
    with Book.open(office) as book:
        obh = book.change(lambda step: step.insert(Obh, {"code": "OBH-Z", "name": "LBH Contoh"}), ANYONE)
        own = {"instrument": "monev_litigasi", "obh_id": obh.result().value, "respondent_code": "R-01"}
        book.change(save_assessment, ANYONE, own, {"CON03": "tidak"}).result()
    assert call("export", "answers", out, *asked).out == f"1 baris ditulis ke {out}\n"
    assert (EXPORTED, "Ekspor Jawaban monev_litigasi: 1 baris (csv)") in lines(office)
    assert out.with_name("jawaban-kode.csv").exists()
    out.unlink()
    assert "sudah ada" in call("export", "answers", out, *asked).complaint


def test_an_import_is_one_line(call: Call, office: Path) -> None:
    table = office.with_name("obh.csv")
    table.write_text("Nama PBH\nLembaga Contoh Satu\n", "utf-8")
    assert call("import", "obh", table, "--office", office).status == 0
    assert any(label.startswith("Impor ") for _action, label in lines(office))


def test_an_issued_paper_and_a_look_at_an_identity_are_lines(office: Path) -> None:
    kinds = registry.document_kinds()
    kind = kinds["register-pengaduan"]
    with Book.open(office) as book:
        subject = (book.read(kind.subjects).result() or [Subject("2025", "Register 2025")])[0]
        book.change(issue, ANYONE, Rulebook.load(), kind, subject, date(2025, 6, 12)).result()
        identity = book.change(put, ANYONE, {"name": "Nama contoh", "birth_on": "1990-01-01"}).result().value
        book.change(reveal, ANYONE, identity, "pemeriksaan contoh").result()
    actions = [action for action, _label in lines(office)]
    assert SEEN in actions
    told = [label for _action, label in lines(office) if "diterbitkan" in label]
    assert len(told) == 1


def test_a_restore_is_a_line(call: Call, office: Path) -> None:
    assert call("backup", office, office.parent).status == 0
    copy = next(path for path in office.parent.iterdir() if path != office and path.suffix == ".berkas")
    target = office.with_name("pulih.berkas")
    assert call("restore", copy, target).status == 0
    assert any("ulih" in label for _action, label in lines(target))


@pytest.mark.parametrize("form", ["xlsx", "csv"])
def test_a_note_says_how_much_and_never_what(office: Path, form: str) -> None:
    with Book.open(office) as book:
        assert note_export(book, ANYONE, "Daftar contoh", 3, form)
    assert (EXPORTED, f"Ekspor Daftar contoh: 3 baris ({form})") in lines(office)
