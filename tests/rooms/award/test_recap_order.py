"""A whole round: units in no order unless the office states its own rule, a workbook, a letter with its list
of annexes, a sheet for retyping, and the proofs of all units as files.
"""

import io
import zipfile
from pathlib import Path

import openpyxl
import pypdf
import pytest
from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot
from tests.rooms.award.conftest import RULEBOOK, TODAY, World, photo

from berkas.desk import Place
from berkas.engine.issuing import DocumentKind, draft, issue
from berkas.kit import dialogs
from berkas.rooms.award.commands import entries, signing, verification
from berkas.rooms.award.commands.ranking import keep_ranking
from berkas.rooms.award.editor import roundpapers
from berkas.rooms.award.page import Page
from berkas.rooms.award.queries.ranking import SHARE, WHOLE, in_order, ranking_of
from berkas.rooms.award.report.gather import gather_recap
from berkas.rooms.award.report.minutes import MINUTES
from berkas.rooms.award.report.proofset import write_round_proofs
from berkas.rooms.award.report.proposal import PROPOSAL
from berkas.rooms.award.report.recap import RECAP
from berkas.rooms.award.report.recapbook import recap_sheets
from berkas.rooms.award.report.retyping import ENTRY_SHEET
from berkas.rooms.award.report.values import UnitCounts
from berkas.rules.vocabulary import AnswerPass
from berkas_db.changes import ANYONE
from berkas_db.errors import Refused

KEY = "P2HAM-2025:LP-CONTOH"
BASIS = "Rapat pleno 3 Juni 2025 (contoh)"


def words_of(pdf: bytes) -> str:
    pages = pypdf.PdfReader(io.BytesIO(pdf)).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


def printed(world: World, kind: DocumentKind, key: str) -> str:
    return words_of(draft(world.book, RULEBOOK, kind, world.ask(kind.find, key), TODAY))


def unit(name: str, fulfilled: int, *, asked: int = 10, blocking: int = 0, warnings: int = 0) -> UnitCounts:
    return UnitCounts(
        name, name, "", "", "", {}, asked, asked, fulfilled, 0, blocking, warnings, 0,
        is_ready=not blocking, proposal="", result="",
    )  # fmt: skip


@pytest.fixture
def judged(world: World) -> World:
    """Two units, one judged and proposed."""
    world.entry("kanim", authority_note="Penugasan contoh")
    answers = {"lapas.a.01": "ada", "lapas.a.02": "proses"}
    notes = {"lapas.a.02": "Kotak dipindahkan."}
    world.do(verification.judge, world.ids["entry"], AnswerPass.VERIFIKATOR, answers, notes=notes)
    world.proof(world.ids["entry"], "lapas.a.01", photo(1), caption="Maklumat")
    world.do(entries.save_entry, {"proposal": "diusulkan"}, id=world.ids["entry"], version=None)
    return world


def test_equal_units_share_a_place() -> None:
    units = [unit("C", 5), unit("A", 5), unit("B", 9, blocking=2), unit("D", 0, asked=0)]
    assert [(each.place, each.name) for each in in_order(units, SHARE)] == [
        (1, "B"),
        (2, "A"),
        (2, "C"),
        (4, "D"),
    ]
    assert [each.name for each in in_order(units, WHOLE)] == ["A", "C", "D", "B"]
    assert in_order(units, SHARE)[0].figures == "9 dari 10 kriteria (90,0 %)"
    assert in_order((), SHARE) == ()


def test_units_are_not_ordered_until_the_office_states_its_rule(judged: World) -> None:
    for kind in (RECAP, PROPOSAL):
        assert "Urutan unit menurut aturan internal" not in printed(judged, kind, "P2HAM-2025")
    round_id = judged.ids["round"]
    for rule, basis in ((SHARE, "rapat"), ("lain", BASIS)):
        with pytest.raises(Refused):
            judged.do(keep_ranking, round_id, rule, basis)
    judged.do(keep_ranking, round_id, SHARE, BASIS)
    for kind in (RECAP, PROPOSAL):
        words = printed(judged, kind, "P2HAM-2025")
        assert "Urutan unit menurut aturan internal" in words
        assert f"Dasar: {BASIS}." in words
        assert "Aturan internal kantor, bukan ketentuan" in words
    judged.do(keep_ranking, round_id, "", "")
    assert judged.ask(ranking_of, "P2HAM-2025") is None
    assert "aturan internal" not in printed(judged, RECAP, "P2HAM-2025")


def test_the_recapitulation_is_a_workbook(judged: World) -> None:
    judged.do(keep_ranking, judged.ids["round"], WHOLE, BASIS)
    values = judged.ask(gather_recap, RULEBOOK, judged.ask(RECAP.find, "P2HAM-2025"), TODAY)
    sheets = {sheet.title: sheet for sheet in recap_sheets(values)}
    assert list(sheets) == ["Unit", "Kriteria", "Tahapan", "Foto serupa", "Urutan internal"]
    for sheet in sheets.values():
        assert all(len(row) == len(sheet.columns) for row in sheet.rows)
    units = {row[1]: row for row in sheets["Unit"].rows}
    heads = [column.label for column in sheets["Unit"].columns]
    assert units["Lapas Kelas IIA Contoh"][heads.index("Kriteria terpenuhi")] == 1
    first = [row for row in sheets["Kriteria"].rows if row[1] == "1"][:4]
    assert sum(int(str(row[4])) for row in first) >= 1


def test_the_letter_lists_its_annexes_with_their_numbers(judged: World) -> None:
    words = printed(judged, PROPOSAL, "P2HAM-2025")
    assert "4 (empat) dokumen" in words
    assert words.count("belum diterbitkan") > 2
    assert words.count("belum ditandatangani") == 2  # the row and the note
    subject = judged.ask(MINUTES.find, KEY)
    done = judged.do(issue, RULEBOOK, MINUTES, subject, TODAY)
    judged.do(signing.note_signatures, judged.ids["entry"], TODAY, signing.STATEMENT)
    words = printed(judged, PROPOSAL, "P2HAM-2025")
    assert words.count("belum ditandatangani") == 1  # the note; the dossier is not issued
    assert "Lampiran I. Daftar lampiran" in words
    assert done.number in words
    assert PROPOSAL.docx is not None
    values = judged.ask(PROPOSAL.gather, RULEBOOK, judged.ask(PROPOSAL.find, "P2HAM-2025"), TODAY)
    assert (
        done.number in zipfile.ZipFile(io.BytesIO(PROPOSAL.docx(values))).read("word/document.xml").decode()
    )


def test_the_sheet_for_retyping_names_answers_and_files_in_order(judged: World) -> None:
    words = printed(judged, ENTRY_SHEET, KEY)
    for wanted in (
        "LEMBAR KETIK P2HAM",
        "2 dari",
        "a.1_01_Maklumat.jpg",
        "Kotak dipindahkan.",
        "belum dijawab",
    ):
        assert wanted in words, wanted
    assert words.index("a.1/a.1_01") < words.index("Kotak dipindahkan.")


def test_the_proofs_of_all_units_go_out_each_in_its_folder(judged: World, tmp_path: Path) -> None:
    target = tmp_path / "semua.zip"
    pattern = "{butir}_{urut}"
    assert write_round_proofs(judged.book, ANYONE, judged.ids["round"], target, pattern=pattern) == []
    with zipfile.ZipFile(target) as packed:
        assert packed.namelist() == ["LP-CONTOH/a.1_01.jpg"]


def test_the_menu_of_a_round_saves_the_workbook_and_switches_the_order_on(
    judged: World, page: Page, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page.visit(Place("award", "award_round", judged.ids["round"]))
    rounds = page.page("award_round")
    qtbot.waitUntil(lambda: rounds.record is not None and rounds.whole.isEnabled())
    target = tmp_path / "rekap.xlsx"
    monkeypatch.setattr(dialogs, "save_file", lambda *_a, **_k: target)
    asked = {"rule": SHARE, "basis": BASIS}
    monkeypatch.setattr(roundpapers, "ask_form", lambda *_a, **_k: asked)

    def choose(words: str) -> None:
        menu = QApplication.activePopupWidget()
        if not isinstance(menu, QMenu):
            QTimer.singleShot(20, lambda: choose(words))
            return
        action = next(each for each in menu.actions() if each.text().replace("&", "") == words)
        menu.setActiveAction(action)
        qtbot.keyClick(menu, Qt.Key.Key_Return)

    for words in ("Urutan unit (mati)…", "Rekapitulasi sebagai buku kerja…"):
        QTimer.singleShot(0, lambda words=words: choose(words))
        qtbot.mouseClick(rounds.whole, Qt.MouseButton.LeftButton, pos=QPoint(5, 5))
        done = target.exists if "buku" in words else lambda: judged.ask(ranking_of, "P2HAM-2025") is not None
        qtbot.waitUntil(done, timeout=20_000)
    book = openpyxl.load_workbook(target, read_only=True)
    assert book.sheetnames[:3] == ["Unit", "Kriteria", "Tahapan"]
    assert "Urutan internal" in book.sheetnames
    book.close()
