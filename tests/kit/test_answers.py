"""An instrument is keyed without a mouse: digits, Enter, Backspace, three signs; skips, stops, evidence."""

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QColor, QDropEvent, QGuiApplication, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot
from tests.kit import samples
from tests.kit.questionnaires import INTERVIEW, many_questions

from berkas.kit.answers import AnswerForm, Thumb
from berkas.rules.fields import Severity
from berkas.rules.instruments import Instrument, parse_instrument
from berkas.rules.vocabulary import Missing


@pytest.fixture
def form(qtbot: QtBot) -> AnswerForm:
    """The interview, empty."""
    return shown(qtbot, AnswerForm(INTERVIEW, today=samples.today))


def shown(qtbot: QtBot, made: AnswerForm) -> AnswerForm:
    """Put a form on screen."""
    qtbot.addWidget(made)
    made.resize(900, 700)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    return made


def here() -> QWidget:
    """The widget with the keyboard."""
    found = QApplication.focusWidget()
    assert found is not None
    return found


def press(text: str) -> None:
    """Press keys where the keyboard is; `\\n` is Enter, `\\b` is Backspace."""
    for sign in text:
        named = {"\n": Qt.Key.Key_Return, "\b": Qt.Key.Key_Backspace}.get(sign)
        if named is not None:
            QTest.keyClick(here(), named)
        else:
            QTest.keyClicks(here(), sign)


def test_a_whole_interview_is_keyed(form: AnswerForm, qtbot: QtBot) -> None:
    form.focus_item()
    with qtbot.waitSignal(form.finished):
        press("1\n34\n12 6 25\nMentok\n3\n2\n12\n1\n")
    assert form.answers() == {
        "S1": "ya",
        "S2": 34,
        "S3": "2025-06-12",
        "S4": "Mentok",
        "M1": "3",
        "M2": "tidak",
        "M4": ("l", "n"),
        "M5": "ada",
    }
    assert form.progress() == (8, 8)
    assert form.problems() == []


def test_backspace_goes_back_and_a_digit_answers_anew(form: AnswerForm) -> None:
    form.focus_item()
    press("1\n\b2")
    assert form.answers()["S1"] == "tidak"


def test_backspace_in_typed_text_is_text(form: AnswerForm) -> None:
    form.focus_item("S4")
    press("Mentok\b\b")
    assert form.answers()["S4"] == "Ment"


def test_the_three_codes(form: AnswerForm) -> None:
    form.focus_item("M1")
    press("*\n")
    form.focus_item("S2")
    press("/")
    form.focus_item("S4")
    press("-")
    assert form.answers() == {
        "M1": Missing.TIDAK_TAHU,
        "S2": Missing.MENOLAK,
        "S4": Missing.TIDAK_BERLAKU,
    }
    press("Kota")
    assert form.answers()["S4"] == "Kota"


def test_signs_inside_text_are_text(form: AnswerForm) -> None:
    form.focus_item("S4")
    press("12/PID-3*")
    assert form.answers()["S4"] == "12/PID-3*"


def test_arrows_choose_and_delete_clears(form: AnswerForm) -> None:
    form.focus_item("M1")
    QTest.keyClick(here(), Qt.Key.Key_Right)
    QTest.keyClick(here(), Qt.Key.Key_Right)
    assert form.answers()["M1"] == "2"
    QTest.keyClick(here(), Qt.Key.Key_Left)
    assert form.answers()["M1"] == "1"
    QTest.keyClick(here(), Qt.Key.Key_Delete)
    assert "M1" not in form.answers()
    QTest.keyClick(here(), Qt.Key.Key_Left)
    assert form.answers()["M1"] == "4"


def test_a_digit_that_is_no_option_does_nothing(form: AnswerForm) -> None:
    form.focus_item("M1")
    press("7")
    assert form.answers() == {}


def test_an_impossible_value_is_held_back_once(form: AnswerForm) -> None:
    form.focus_item("S2")
    press("300\n")
    card = form.card("S2")
    assert card is not None
    assert "paling banyak 120" in card.problem
    assert here().accessibleName().startswith("2. Usia")
    assert "S2" not in form.answers()
    press("\n")
    assert here().accessibleName().startswith("3.")
    form.focus_item("S2")
    field = here()
    assert isinstance(field, QLineEdit)
    field.selectAll()
    press("30")
    assert card.problem == ""
    assert form.answers()["S2"] == 30


def test_a_date_is_echoed(form: AnswerForm) -> None:
    form.focus_item("S3")
    press("12 juni")
    card = form.card("S3")
    assert card is not None
    assert card._echo.text() == "Kamis, 12 Juni 2025"
    assert "Kamis, 12 Juni 2025" in here().accessibleDescription()


def test_a_skipped_question_is_hidden_and_its_answer_kept(form: AnswerForm) -> None:
    form.focus_item("M2")
    press("1\n")
    assert form.progress()[1] == 9
    assert here().accessibleName().startswith("7.")
    press("Rp500.000")
    form.focus_item("M2")
    press("2\n")
    assert here().accessibleName().startswith("8."), "the skipped question is passed over"
    assert not form.focus_item("M3")
    assert form.answers()["M3"] == "Rp500.000"
    form.focus_item("M2")
    press("1")
    assert form.focus_item("M3")


def test_a_flag_is_raised_and_taken_down(form: AnswerForm) -> None:
    form.focus_item("M2")
    card = form.card("M2")
    assert card is not None
    press("1")
    assert "dimintai biaya" in card._flag.text()
    assert not card._flag.isHidden()
    press("2")
    assert card._flag.isHidden()


def test_a_stop_ends_the_questions(form: AnswerForm, qtbot: QtBot) -> None:
    form.focus_item("S1")
    press("2")
    assert "berhenti" in form.stop_band.text
    assert form.progress() == (1, 1)
    with qtbot.waitSignal(form.finished):
        press("\n")
    press("1")
    assert form.stop_band.isHidden()
    assert form.progress()[1] == 8


def test_the_office_wording_says_so(form: AnswerForm) -> None:
    assert form.notice.text == "Rumusan kantor, bukan naskah resmi. Hanya untuk uji."
    assert form.maximumWidth() == 900


def test_f8_finds_what_is_missing(form: AnswerForm) -> None:
    assert [(problem.key, problem.severity) for problem in form.problems()] == [("S1", Severity.HARD)]
    form.set_answers({"M2": "ya"})
    assert [problem.key for problem in form.problems()] == ["S1", "M3"]
    assert form.next_problem()
    assert here().accessibleName().startswith("1. Bersedia")
    assert "wajib dijawab" in here().accessibleDescription()
    assert form.next_problem()
    assert here().accessibleName().startswith("7.")
    form.set_answers({"S1": "ya"})
    assert not form.next_problem()


def test_answers_are_shown_without_telling(form: AnswerForm, qtbot: QtBot) -> None:
    given = {"S1": "ya", "S2": 34, "M1": Missing.MENOLAK, "M4": ("l",)}
    with qtbot.assertNotEmitted(form.changed):
        form.set_answers(given)
    assert form.answers() == given
    form.focus_item("M1")
    form.focus_item("M4")
    assert form.answers() == given
    assert form.head.count_text == "4 dari 8 terjawab"


def test_every_change_is_told_by_key(form: AnswerForm) -> None:
    told: list[str] = []
    form.changed.connect(told.append)
    form.focus_item("S1")
    press("1\n4")
    assert told == ["S1", "S2"]


def test_sections_are_changed_by_key(form: AnswerForm) -> None:
    form.focus_item("S1")
    QTest.keyClick(here(), Qt.Key.Key_PageDown, Qt.KeyboardModifier.ControlModifier)
    assert here().accessibleName().startswith("5.")
    assert form.head.section_text == "B. Mutu layanan (0/2)"
    QTest.keyClick(here(), Qt.Key.Key_PageUp, Qt.KeyboardModifier.ControlModifier)
    assert here().accessibleName().startswith("1.")


def test_an_option_says_what_it_is_for_ears(form: AnswerForm) -> None:
    form.focus_item("M1")
    press("3")
    assert "Jawaban: Baik" in here().accessibleDescription()
    assert "1 Tidak baik, 2 Kurang baik" in here().accessibleDescription()


def test_nothing_is_answered_when_it_can_only_be_read(form: AnswerForm) -> None:
    form.set_answers({"S1": "ya"})
    form.set_read_only(True)
    form.focus_item("S1")
    press("2*")
    form.focus_item("S4")
    press("x")
    assert form.answers() == {"S1": "ya"}


def test_notes_of_the_room(form: AnswerForm) -> None:
    form.set_item_note("M1", "Juru ketik kedua menjawab 2", "peringatan")
    form.focus_item("M1")
    card = form.card("M1")
    assert card is not None
    assert card._note.text() == "Juru ketik kedua menjawab 2"
    assert "Juru ketik kedua" in here().accessibleDescription()


def picture() -> bytes:
    """A small PNG."""
    from PySide6.QtCore import QBuffer, QByteArray, QIODevice

    image = QImage(8, 8, QImage.Format.Format_RGB32)
    image.fill(QColor("#336699"))
    kept = QByteArray()
    buffer = QBuffer(kept)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]
    return bytes(kept.data())


def test_evidence_is_shown_opened_and_taken_away(form: AnswerForm, qtbot: QtBot) -> None:
    form.focus_item("M5")
    card = form.card("M5")
    assert card is not None
    strip = card.evidence
    assert strip is not None
    assert strip.isVisible()
    form.set_evidence(
        "M5", [Thumb(11, "Papan nama", picture()), Thumb(12, "Pintu", warning="Foto ini buram.")]
    )
    first, second = strip._thumbs
    assert first.accessibleName() == "Data dukung 1 untuk 9. Ruang tunggu: Papan nama"
    assert (second.text()[0], second.accessibleDescription()) == ("⚠", "Foto ini buram.")
    with qtbot.waitSignal(form.evidence_opened) as told:
        QTest.keyClick(first, Qt.Key.Key_Return)
    assert told.args == ["M5", 11]
    with qtbot.waitSignal(form.evidence_removed) as told:
        QTest.keyClick(second, Qt.Key.Key_Delete)
    assert told.args == ["M5", 12]


def test_evidence_is_dropped_and_pasted(form: AnswerForm, qtbot: QtBot, tmp_path: Path) -> None:
    form.focus_item("M5")
    card = form.card("M5")
    assert card is not None
    assert card.evidence is not None
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(tmp_path / "a.jpg")), QUrl("https://contoh.invalid/b.jpg")])
    drop = QDropEvent(
        QPointF(5, 5),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    with qtbot.waitSignal(form.evidence_dropped) as told:
        card.evidence.dropEvent(drop)
    assert told.args == ["M5", [tmp_path / "a.jpg"]]
    image = QImage(4, 4, QImage.Format.Format_RGB32)
    image.fill(QColor("#ffffff"))
    QGuiApplication.clipboard().setImage(image)
    with qtbot.waitSignal(form.evidence_dropped) as told:
        QTest.keyClick(here(), Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    key, pieces = told.args or ("", [])
    assert key == "M5"
    assert bytes(pieces[0]).startswith(b"\x89PNG")


def test_evidence_is_asked_for_only_with_some_answers(qtbot: QtBot) -> None:
    instrument = with_parties()
    form = shown(qtbot, AnswerForm(instrument))
    form.focus_item("K1:obh")
    card = form.card("K1:obh")
    assert card is not None
    assert card.evidence is not None
    assert card.evidence.isHidden()
    press("1")
    assert not card.evidence.isHidden()
    press("2")
    assert card.evidence.isHidden()


def with_parties() -> Instrument:
    """A checklist that two parties answer."""
    return parse_instrument(
        {
            "format": 1,
            "key": "berkas",
            "version": "1",
            "title": "Berkas contoh",
            "kind": "berkas",
            "subject": "perkara",
            "scoring": {"rule": "hitung"},
            "sections": [
                {
                    "key": "a",
                    "label": "Berkas",
                    "scored": True,
                    "ticks": [{"key": "obh", "label": "OBH"}, {"key": "kanwil", "label": "Kanwil"}],
                    "items": [
                        {
                            "key": "K1",
                            "type": "ya_tidak",
                            "label": "Surat kuasa",
                            "evidence": [{"kind": "dokumen", "answers": ["ya"]}],
                        }
                    ],
                }
            ],
        },
        file="berkas.toml",
    )


def test_each_party_answers_for_itself(qtbot: QtBot) -> None:
    form = shown(qtbot, AnswerForm(with_parties()))
    form.focus_item()
    press("1\n2\n")
    assert form.answers() == {"K1:obh": "ya", "K1:kanwil": "tidak"}
    second = form.card("K1:kanwil")
    assert second is not None
    assert second.name == "Surat kuasa (Kanwil)"
    assert second.evidence is None


def test_a_long_instrument_opens_before_it_is_all_built(qtbot: QtBot) -> None:
    form = shown(qtbot, AnswerForm(many_questions(300)))
    page = form._stack.pages["a"]
    assert len(page.cards) < 300
    assert form.focus_item("Q290")
    assert here().accessibleName() == "Pertanyaan 290"
    qtbot.waitUntil(lambda: len(page.cards) == 300)
