"""The page of one unit under the hands of an operator and a verifier: files, covers, tasks, seal."""

from pathlib import Path
from typing import Any

import pikepdf
import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QPlainTextEdit
from pytestqt.qtbot import QtBot
from tests.kit.speaking import assert_mnemonics_unique, assert_speaks
from tests.rooms.award.conftest import TODAY, World, photo, verifying

from berkas.desk import Desk
from berkas.kit import dialogs
from berkas.kit.jobs import Cancelled, Report
from berkas.rooms.award.commands import beginning
from berkas.rooms.award.editor import intake
from berkas.rooms.award.editor.intake import take_in, words_about
from berkas.rooms.award.page import Page
from berkas.rooms.award.queries.entries import load_entry
from berkas.rooms.award.queries.repair import repair_of
from berkas.rooms.award.queries.revisions import seal_view
from berkas.rooms.award.queries.sheet import entry_places, load_sheet
from berkas.rules.vocabulary import AnswerPass


def in_dialog(act: Any, after: int = 100) -> None:  # noqa: ANN401
    """Do something with the dialog that is about to open."""

    def now() -> None:
        dialog: Any = QApplication.activeModalWidget()
        if dialog is None:
            QTimer.singleShot(after, now)
        else:
            act(dialog)

    QTimer.singleShot(after, now)


def test_a_face_is_covered_with_keys_and_the_copy_shows_it(page: Page, world: World, qtbot: QtBot) -> None:
    (use,) = world.proof(world.ids["entry"], "lapas.a.01", photo(1))
    view = verifying(page, world.ids["entry"], qtbot)
    view.proofs.enter("lapas.a.01", use)

    def cover(dialog: Any) -> None:  # noqa: ANN401
        QTest.keyClick(dialog.canvas, Qt.Key.Key_Insert)
        QTest.keyClick(dialog.canvas, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
        dialog.buttons[1].click()

    in_dialog(cover)
    view.item.proof.cover_button.click()
    qtbot.waitUntil(lambda: view.item.proof.use is not None and view.item.proof.use.is_covered)
    assert "sebagian ditutup" in view.item.proof.facts.text()


def test_a_proof_is_shared_described_with_others_and_replaced(
    page: Page, world: World, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    entry = world.ids["entry"]
    first, _second = world.proof(entry, "lapas.a.01", photo(1), photo(2, 1))
    view = verifying(page, entry, qtbot)
    view.proofs.enter("lapas.a.01", first)

    def share(dialog: Any) -> None:  # noqa: ANN401
        dialog.reason.setText("Satu papan memuat keduanya")
        dialog.buttons[1].click()

    in_dialog(share)
    view.item.proof.share_button.click()
    qtbot.waitUntil(lambda: view.item.proof.warning.text() == "Dipakai juga pada butir a.2.")

    def together(dialog: Any) -> None:  # noqa: ANN401
        dialog.form.set_value("place", "Ruang tunggu")
        dialog.buttons[1].click()

    in_dialog(together)
    view.item.proof.together_button.click()
    qtbot.waitUntil(lambda: {each.place for each in world.ask(load_sheet, entry).uses} == {"Ruang tunggu"})
    better = tmp_path / "baru.jpg"
    better.write_bytes(photo(7, 3))
    monkeypatch.setattr(dialogs, "open_files", lambda *_given, **_more: [better])

    def why(dialog: Any) -> None:  # noqa: ANN401
        dialog.findChild(QLineEdit).setText("Foto lama buram")
        dialog.buttons[1].click()

    in_dialog(why)
    view.item.proof.replace_button.click()
    qtbot.waitUntil(
        lambda: view.item.proof.use is not None and view.item.proof.use.revision == 1, timeout=10000
    )
    assert view.item.proof.history_button.isVisible()
    assert [each.file_name for each in world.ask(load_sheet, entry).uses].count("baru.jpg") == 2


def test_a_dropped_folder_a_remark_and_the_sum_of_sizes(
    page: Page, world: World, qtbot: QtBot, tmp_path: Path
) -> None:
    (tmp_path / "DCIM").mkdir()
    (tmp_path / "DCIM" / "a.jpg").write_bytes(photo(1))
    (tmp_path / "DCIM" / "b.jpg").write_bytes(photo(2, 1))
    view = verifying(page, world.ids["entry"], qtbot)
    assert view.bulk.text() == "Belum ada bukti"
    view.proofs.take("lapas.a.01", [tmp_path / "DCIM"])
    qtbot.waitUntil(lambda: view.bulk.text().startswith("2 bukti, "), timeout=15000)
    assert view.taking_in == 0


class _Stopping(Report):
    """Somebody presses “Batalkan” after some files."""

    def __init__(self, after: int) -> None:
        super().__init__()
        self._left = after

    def report(self, done: int, total: int | None = None, text: str = "") -> None:
        del total, text
        if done >= self._left:
            raise Cancelled


def test_two_thousand_files_can_be_stopped_and_what_was_opened_stays(
    world: World, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Files are drawn from three pictures: what counts is how many are asked for, kept and left."""
    pictures = [photo(seed, seed) for seed in range(3)]
    opened: list[int] = []

    def read(piece: Path | bytes, number: int) -> Any:  # noqa: ANN401
        opened.append(number)
        return original(piece, number)

    original = intake.read_piece
    monkeypatch.setattr(intake, "read_piece", read)
    pieces = [pictures[number % 3] for number in range(2000)]
    taken = take_in(desk, world.ids["entry"], "lapas.a.01", pieces, _Stopping(14))
    assert taken.stopped
    assert len(opened) == 14
    assert len(taken.uses) == 14  # the same bytes are one proof, each file is answered
    assert words_about(taken) == ("Dihentikan: 14 dari 2000 berkas sudah ditambahkan dan tetap tersimpan.")
    assert len(world.ask(load_sheet, world.ids["entry"]).uses) == 3


def test_a_file_made_to_break_a_decoder_does_not_end_the_others(
    world: World, desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    odd = pikepdf.new()
    odd.add_blank_page()
    odd.Root.Names = pikepdf.Array([1, 2])
    odd.pages[0].obj.TrimBox = pikepdf.Array([pikepdf.Name.A, pikepdf.Name.B, 3, 4])
    odd.save(tmp_path / "aneh.pdf")
    (tmp_path / "jahat.jpg").write_bytes(photo(4))
    (tmp_path / "baik.jpg").write_bytes(photo(1))
    original = intake.read_piece

    def read(piece: Path | bytes, number: int) -> Any:  # noqa: ANN401
        if isinstance(piece, Path) and piece.name == "jahat.jpg":
            raise ZeroDivisionError
        return original(piece, number)

    monkeypatch.setattr(intake, "read_piece", read)
    pieces = [tmp_path / name for name in ("aneh.pdf", "jahat.jpg", "baik.jpg")]
    taken = take_in(desk, world.ids["entry"], "lapas.a.01", pieces, Report())
    assert not taken.stopped
    names = {use.file_name for use in world.ask(load_sheet, world.ids["entry"]).uses}
    assert "baik.jpg" in names
    assert any(line.startswith("jahat.jpg: berkas rusak") for line in taken.refused)
    assert "aneh.pdf" in names or any(line.startswith("aneh.pdf: ") for line in taken.refused)


def test_a_book_that_refuses_stops_the_rest_with_one_sentence(world: World, desk: Desk) -> None:
    taken = take_in(desk, 999_999, "lapas.a.01", [photo(1)] * 30, Report())
    assert taken.stopped
    assert taken.refused[0].startswith("Unit ini sudah tidak ada")


def test_gaps_get_owners_on_the_page(page: Page, world: World, qtbot: QtBot) -> None:
    entry = world.ids["entry"]
    view = verifying(page, entry, qtbot)
    view.side.setCurrentWidget(view.repair)
    qtbot.waitUntil(lambda: view.repair.list.count() > 3)
    assert view.repair.gap is not None
    key = view.repair.gap.key
    view.repair.form.set_value("owner", "Rudi Contoh")
    assert view.is_changed()
    view.repair.list.setCurrentRow(2)
    qtbot.waitUntil(
        lambda: {gap.key: gap.owner for gap in world.ask(repair_of, entry).gaps}[key] == "Rudi Contoh"
    )
    qtbot.waitUntil(lambda: not view.is_changed())
    assert_speaks(page)
    assert_mnemonics_unique(page)


def test_signed_locked_opened_and_compared_on_the_page(page: Page, world: World, qtbot: QtBot) -> None:
    entry = world.ids["entry"]
    view = verifying(page, entry, qtbot)
    view.side.setCurrentWidget(view.seal)
    qtbot.waitUntil(lambda: view.seal.state.text() == "Revisi 0 belum disahkan.")
    in_dialog(lambda dialog: dialog.buttons[1].click())
    view.seal.statement.click()
    qtbot.waitUntil(lambda: view.seal.signatures.item(0).text().startswith("Rahmat Contoh"), timeout=10000)

    def confirm(dialog: Any) -> None:  # noqa: ANN401
        in_dialog(reason, 300)
        dialog.buttons[1].click()

    def reason(dialog: Any) -> None:  # noqa: ANN401
        dialog.findChild(QLineEdit).setText("Menunggu SK (contoh)")
        dialog.buttons[1].click()

    in_dialog(confirm)
    view.seal.lock.click()
    qtbot.waitUntil(lambda: view.seal.state.text().startswith("Revisi 0 disahkan dan dikunci"), timeout=10000)
    assert view.seal.seal.text().startswith("Segel cocok dengan isinya.")
    assert not view.may_change
    in_dialog(reason)
    view.seal.reopen.click()
    qtbot.waitUntil(lambda: view.seal.state.text() == "Revisi 1 belum disahkan.", timeout=10000)
    world.judge(entry, {"lapas.a.01": "ada"})
    view.seal.states.setCurrentRow(1)
    view.seal.compare.click()
    qtbot.waitUntil(lambda: "butir a.1: kosong menjadi “Ada”." in view.seal.changes.toPlainText())
    assert world.ask(seal_view, entry).revision == 1
    assert_speaks(page)


def test_a_unit_of_another_ministry_is_handed_over(page: Page, world: World, qtbot: QtBot) -> None:
    entries = page.entries
    entries.start_new()
    entries.sheet.form.set_value("unit_id", str(world.ids["kanim"]))
    assert "di bawah Kementerian Imigrasi dan Pemasyarakatan, sedangkan kantor ini" in (
        entries.foreign.sentence()
    )

    def to_whom(dialog: Any) -> None:  # noqa: ANN401
        assert dialog.findChild(QLineEdit).text().startswith("Kementerian Imigrasi")
        dialog.buttons[1].click()

    in_dialog(to_whom)
    entries.hand_over()
    assert entries.foreign.sentence().endswith("sudah dilimpahkan.")
    entries.sheet.save()
    qtbot.waitUntil(lambda: entries.record is not None)
    assert entries.record is not None
    assert world.ask(load_entry, entries.record.id).values["handed_over_on"] == TODAY.isoformat()


def test_last_years_answers_are_offered_and_its_photos_stamped(
    page: Page, world: World, qtbot: QtBot
) -> None:
    world.judge(world.ids["entry"], {"lapas.a.01": "ada"})
    world.proof(world.ids["entry"], "lapas.a.01", photo(1))
    round_id = world.round(year=2026, title="Verifikasi 2026 (contoh)", previous_round_id=world.ids["round"])
    world.do(beginning.begin_round, round_id)
    view = verifying(page, world.ask(entry_places, round_id=round_id)[0].id, qtbot)
    assert view.form is not None
    assert view.form._notes["lapas.a.01"][0] == "0 dari 3 foto · 2025: Ada"
    (thumb,) = view.form._thumbs["lapas.a.01"]
    assert thumb.stamp == "perlu foto baru"
    view.show_pass(AnswerPass.MANDIRI)
    assert view.copy_button.text() == "Salin jawaban 2025"
    view.copy_own()
    assert view.form.answers() == {"lapas.a.01": "ada"}
    view._dirty.clear()


def test_every_file_that_was_refused_can_be_read(
    page: Page, world: World, qtbot: QtBot, tmp_path: Path
) -> None:
    """More files than the message names: all of them stand in a list of their own."""
    view = verifying(page, world.ids["entry"], qtbot)
    broken = [tmp_path / f"rusak-{number}.jpg" for number in range(7)]
    for path in broken:
        path.write_bytes(b"\xff\xd8\xff bukan foto")
    view.proofs.take("lapas.a.01", broken)
    qtbot.waitUntil(view.band.isVisible, timeout=10_000)
    assert "Dan 2 berkas lain." in view.band_words.text()
    told: list[str] = []

    def read() -> None:
        dialog = QApplication.activeModalWidget()
        if not isinstance(dialog, QDialog) or not dialog.isVisible():
            QTimer.singleShot(20, read)
            return
        told.extend(box.toPlainText() for box in dialog.findChildren(QPlainTextEdit))
        dialog.reject()

    QTimer.singleShot(0, read)
    view.band_all.click()
    assert len(told[0].splitlines()) == 7
    assert all(path.name in told[0] for path in broken)
    view.show_band("Yang lain.")
    assert view.band_all.isHidden()
