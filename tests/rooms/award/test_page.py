"""The room in real windows: rounds and units typed, a unit verified with keys, files dropped on criteria."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot
from tests.kit.speaking import assert_mnemonics_unique, assert_speaks, tab_order
from tests.rooms.award.conftest import RULEBOOK, TODAY, World, photo, verifying

from berkas.desk import Desk, Place, RecordPage
from berkas.kit import dialogs, theme
from berkas.rooms.award.page import Page
from berkas.rooms.award.queries.entries import load_entry
from berkas.rooms.award.queries.sheet import load_sheet
from berkas.rules.vocabulary import AnswerPass
from berkas_db.changes import Actor

CTRL = Qt.KeyboardModifier.ControlModifier


def line_of(page: RecordPage, key: str) -> QLineEdit:
    """The line a field is typed into."""
    line = page.sheet.form.editor(key).input
    assert isinstance(line, QLineEdit)
    return line


def rows(page: RecordPage, column: int = 0) -> list[str]:
    model = page.table.grid.model()
    return [str(model.index(row, column).data()) for row in range(model.rowCount())]


def test_who_only_reads_judges_nothing(world: World, qapp: QApplication, qtbot: QtBot) -> None:
    if not qapp.styleSheet():
        theme.apply(qapp)
    desk = Desk(world.book, Actor(None, "Awas (contoh)", "pengawas"), RULEBOOK, lambda: TODAY)
    page = Page(desk)
    qtbot.addWidget(page)
    page.show()
    page.visit(Place("award", "verifikasi", world.ids["entry"]))
    view = page.verification
    qtbot.waitUntil(lambda: view.view is not None and view.form is not None)
    assert not view.save_button.isEnabled()
    assert view.item.note.isReadOnly()
    assert not view.item.add.isEnabled()
    desk.close()


def press(qtbot: QtBot, *keys: Qt.Key) -> None:
    for key in keys:
        here = QApplication.focusWidget()
        assert here is not None
        qtbot.keyClick(here, key)


def test_a_new_round_is_typed_and_stands_in_the_list(page: Page, qtbot: QtBot) -> None:
    page.visit(Place("award", "award_round"))
    rounds = page.page("award_round")
    qtbot.waitUntil(lambda: rows(rounds) == ["2025"])
    rounds.start_new()
    title = line_of(rounds, "title")
    title.clear()
    qtbot.keyClicks(title, "Verifikasi P2HAM Tahun 2023 (contoh)")
    rounds.sheet.form.set_value("instrument", "p2ham2023")
    rounds.sheet.form.set_value("legal_basis", "Permenkumham Nomor 25 Tahun 2023")
    qtbot.keyClick(title, Qt.Key.Key_S, CTRL)
    qtbot.waitUntil(lambda: rounds.record is not None)
    qtbot.waitUntil(lambda: "Verifikasi P2HAM Tahun 2023 (contoh)" in rows(rounds, 2))
    assert len(rounds.record.values["stages"]) == 9 if rounds.record else False


def test_a_unit_the_rule_does_not_know_is_said_beside_its_field(
    page: Page, world: World, qtbot: QtBot
) -> None:
    entries = page.entries
    qtbot.waitUntil(lambda: rows(entries) == ["Lapas Kelas IIA Contoh"])
    entries.start_new()
    entries.sheet.form.set_value("unit_id", str(world.ids["lpka"]))
    qtbot.keyClick(entries.sheet, Qt.Key.Key_S, CTRL)
    qtbot.waitUntil(lambda: "tidak memuat kriteria" in entries.sheet.state_line())
    assert entries.record is None
    entries.sheet.form.mark_saved()


def test_a_unit_of_another_ministry_asks_for_a_reason(page: Page, world: World, qtbot: QtBot) -> None:
    entries = page.entries
    entries.start_new()
    entries.sheet.form.set_value("unit_id", str(world.ids["kanim"]))
    entries.sheet.save()
    reason = next(
        line for line in entries.sheet.findChildren(QLineEdit)
        if line.accessibleName() == "Alasan tetap menyimpan"
    )  # fmt: skip
    qtbot.waitUntil(reason.isVisible)
    qtbot.keyClicks(reason, "Penugasan menyusul")
    qtbot.keyClick(reason, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: entries.record is not None)


def test_all_units_the_rule_knows_are_put_in_at_once(page: Page, world: World, qtbot: QtBot) -> None:
    page.visit(Place("award", "award_round", world.ids["round"]))
    rounds = page.page("award_round")
    qtbot.waitUntil(lambda: rounds.record is not None)
    rounds.add.click()  # type: ignore[attr-defined]
    rounds.units.click()  # type: ignore[attr-defined]
    qtbot.waitUntil(lambda: len(rows(page.entries)) == 2)
    assert page.tabs.currentIndex() == 0


def test_criteria_are_judged_with_digits_and_saved(page: Page, world: World, qtbot: QtBot) -> None:
    view = verifying(page, world.ids["entry"], qtbot)
    press(qtbot, Qt.Key.Key_1, Qt.Key.Key_Return, Qt.Key.Key_2, Qt.Key.Key_Return, Qt.Key.Key_3)
    assert view.state.text() == "Belum tersimpan"
    here = QApplication.focusWidget()
    assert here is not None
    qtbot.keyClick(here, Qt.Key.Key_S, CTRL)
    qtbot.waitUntil(lambda: view.state.text().startswith("Tersimpan"))
    answers = world.ask(load_sheet, world.ids["entry"]).answers[AnswerPass.VERIFIKATOR]
    assert answers == {"lapas.a.01": "ada", "lapas.a.02": "proses", "lapas.a.03": "tidak"}
    assert not view.is_changed()


def test_three_judgements_are_switched_and_copied(page: Page, world: World, qtbot: QtBot) -> None:
    world.judge(world.ids["entry"], {"lapas.a.01": "ada", "lapas.a.02": "proses"}, AnswerPass.MANDIRI)
    view = verifying(page, world.ids["entry"], qtbot)
    assert view.form is not None
    view.show_pass(AnswerPass.MANDIRI)
    assert view.form.answers() == {"lapas.a.01": "ada", "lapas.a.02": "proses"}
    assert view.copy_button.isHidden()
    view.show_pass(AnswerPass.VERIFIKATOR)
    assert view.form.answers() == {}
    view.copy_own()
    assert view.form.answers() == {"lapas.a.01": "ada", "lapas.a.02": "proses"}
    view.save()
    qtbot.waitUntil(lambda: not view.is_changed())
    assert len(world.ask(load_sheet, world.ids["entry"]).answers[AnswerPass.VERIFIKATOR]) == 2


def test_dropped_files_are_kept_and_a_broken_one_gets_its_sentence(
    page: Page, world: World, qtbot: QtBot, tmp_path: Path
) -> None:
    good, bad = tmp_path / "maklumat.jpg", tmp_path / "rusak.jpg"
    good.write_bytes(photo(1))
    bad.write_bytes(photo(2)[:500])
    view = verifying(page, world.ids["entry"], qtbot)
    assert view.form is not None
    view.form.evidence_dropped.emit("lapas.a.01", [bad, good, photo(3, 1)])
    qtbot.waitUntil(lambda: view.item.proof.use is not None, timeout=15000)
    assert view.band.isVisible()
    assert view.band_words.text().startswith("rusak.jpg: ")
    sheet = world.ask(load_sheet, world.ids["entry"])
    assert [use.file_name for use in sheet.uses] == ["maklumat.jpg", "tempelan-3.png"]
    press(qtbot, Qt.Key.Key_1)
    note = view.form._notes["lapas.a.01"]
    assert note == ("2 dari 3 foto", "peringatan")


def test_a_proof_is_described_and_taken_away(page: Page, world: World, qtbot: QtBot) -> None:
    (first,) = world.proof(world.ids["entry"], "lapas.a.01", photo(1))
    world.proof(world.ids["entry"], "lapas.a.02", photo(1))
    view = verifying(page, world.ids["entry"], qtbot)
    assert view.form is not None
    view.form.evidence_opened.emit("lapas.a.01", first)
    panel = view.item.proof
    assert panel.use is not None
    assert panel.warning.text() == "Dipakai juga pada butir a.2."
    panel.form.set_value("caption", "Maklumat di ruang tunggu")
    panel.form.set_value("shared_reason", "Satu papan memuat keduanya")
    assert view.is_changed()
    view.save()
    qtbot.waitUntil(lambda: panel.use is not None and panel.use.caption == "Maklumat di ruang tunggu")
    assert {use.shared_reason for use in world.ask(load_sheet, world.ids["entry"]).uses} == {
        "Satu papan memuat keduanya"
    }
    panel.remove_button.click()
    qtbot.waitUntil(lambda: len(world.ask(load_sheet, world.ids["entry"]).uses) == 1)
    qtbot.waitUntil(lambda: view.view is not None and len(view.view.sheet.uses) == 1)


def test_notes_and_findings_belong_to_the_current_criterion(page: Page, world: World, qtbot: QtBot) -> None:
    view = verifying(page, world.ids["entry"], qtbot)
    press(qtbot, Qt.Key.Key_1)
    qtbot.keyClicks(view.item.note, "Terpasang di ruang tunggu.")
    view.item.add.click()
    assert view.item.finding.editor("title").input.hasFocus(), "an empty finding says where it is wanting"
    view.item.finding.set_value("title", "Maklumat belum memuat janji waktu")
    view.item.add.click()
    qtbot.waitUntil(lambda: bool(world.ask(load_entry, world.ids["entry"]).values["findings"]))
    finding = world.ask(load_entry, world.ids["entry"]).values["findings"][0]
    assert (finding["item_code"], finding["found_on"]) == ("lapas.a.01", TODAY.isoformat())
    view.save()
    qtbot.waitUntil(lambda: not view.is_changed())
    assert world.ask(load_sheet, world.ids["entry"]).notes[AnswerPass.VERIFIKATOR] == {
        "lapas.a.01": "Terpasang di ruang tunggu."
    }


def test_the_check_lists_faults_and_jumps_to_their_place(page: Page, world: World, qtbot: QtBot) -> None:
    world.judge(world.ids["entry"], {"lapas.b.05": "ada"})
    view = verifying(page, world.ids["entry"], qtbot)
    qtbot.keyClick(view, Qt.Key.Key_F5)
    qtbot.waitUntil(lambda: bool(view.checklist.faults()))
    assert view.checklist.head.text().startswith("Belum siap: ")
    assert view.side.currentWidget() is view.checklist
    fault = next(each for each in view.checklist.faults() if each.key == "lapas.b.05")
    view.go_to(fault)
    qtbot.waitUntil(lambda: view.item.key == "lapas.b.05")
    signer = next(each for each in view.checklist.faults() if each.target == "penanda_tangan")
    view.go_to(signer)
    assert page.stack.currentWidget() is page.tabs
    qtbot.waitUntil(lambda: page.entries.record is not None)


def test_leaving_asks_before_typed_answers_are_lost(
    page: Page, world: World, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    view = verifying(page, world.ids["entry"], qtbot)
    press(qtbot, Qt.Key.Key_1)
    answers: list[int | None] = [None, 1]
    choose: Callable[..., int | None] = lambda *_args, **_kwargs: answers.pop(0)  # noqa: E731
    monkeypatch.setattr(dialogs, "choose", choose)
    qtbot.keyClick(view, Qt.Key.Key_Escape)
    assert page.stack.currentWidget() is view
    qtbot.keyClick(view, Qt.Key.Key_Escape)
    assert page.stack.currentWidget() is page.tabs
    assert page.may_leave()


@pytest.mark.parametrize("kind", ["award_entry", "award_round", "award_history", "innovation"])
def test_every_tab_is_used_by_keyboard_and_by_ear(page: Page, qtbot: QtBot, kind: str) -> None:
    page.visit(Place("award", kind))
    shown = page.page(kind)
    shown.start_new()
    qtbot.waitUntil(shown.sheet.is_showing)
    assert_mnemonics_unique(shown)
    assert_speaks(page)
    shown.sheet.form.mark_saved()


def test_the_verification_is_used_by_keyboard_and_by_ear(page: Page, world: World, qtbot: QtBot) -> None:
    (use,) = world.proof(world.ids["entry"], "lapas.a.01", photo(1))
    view = verifying(page, world.ids["entry"], qtbot)
    assert_speaks(view)
    assert view.form is not None
    view.form.evidence_opened.emit("lapas.a.01", use)
    qtbot.wait(100)
    proof = view.item.proof
    visited = tab_order(view, proof.form.editor("caption").input)
    assert visited.index(proof.remove_button) > visited.index(proof.save_button) > 0
