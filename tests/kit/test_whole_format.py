"""One instrument that says all the format can say, answered on screen with keys, scored and exported."""

import csv
import tomllib
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot
from tests.kit.speaking import assert_speaks

from berkas.kit.answers import AnswerForm
from berkas.rules.answers import Answer
from berkas.rules.fields import Severity
from berkas.rules.instruments import Instrument, ItemType, Route, parse_instrument
from berkas.rules.scoring import score
from berkas.rules.vocabulary import Missing
from berkas.sheets.answer_files import write_answers, write_codebook
from berkas.sheets.answers import read_answers

FILE = Path(__file__).parents[1] / "rules" / "data" / "lengkap.toml"
WHOLE: Instrument = parse_instrument(tomllib.loads(FILE.read_text("utf-8")), file=FILE.name)


@pytest.fixture
def form(qtbot: QtBot) -> AnswerForm:
    made = AnswerForm(WHOLE, today=lambda: date(2025, 6, 12))
    qtbot.addWidget(made)
    made.resize(900, 700)
    made.show()
    made.focus_item()
    return made


def press(qtbot: QtBot, form: AnswerForm, keys: str) -> None:
    """Keys as on the number pad; Enter is the line break."""
    for key in keys:
        target = form.focusWidget()
        assert target is not None
        if key == "\n":
            qtbot.keyClick(target, Qt.Key.Key_Enter, Qt.KeyboardModifier.KeypadModifier)
        else:
            qtbot.keyClicks(target, key)


def shown(form: AnswerForm) -> list[str]:
    return [question.key for question in form.route.asked(form.answers())]


def test_the_example_uses_every_type_and_rule() -> None:
    assert {item.type for item in WHOLE.items.values()} == set(ItemType)
    items = WHOLE.items.values()
    for said in (
        "required_if",
        "applies_if",
        "stop_if",
        "red_flag_if",
        "evidence",
        "prompts",
        "check",
        "mask",
    ):
        assert any(getattr(item, said) for item in items), said
    assert {check.level.value for check in WHOLE.checks} == {"keras", "lunak"}


def test_every_type_is_answered_with_the_number_pad(form: AnswerForm, qtbot: QtBot) -> None:
    press(qtbot, form, "1\n2\n")  # willing, no child: the guardian is not asked
    assert "WALI" not in shown(form)
    press(qtbot, form, "*\n13\n0\n2,5\n")  # a register is not typed as figures: it says “tidak tahu”
    press(qtbot, form, "01-02-2024\n01-01-2024\n1971010101900001\nCukup jelas\n")
    answers = form.answers()
    assert answers["SEDIA"] == "ya"
    assert answers["OBH"] is Missing.TIDAK_TAHU
    assert answers["TAHAP"] == ("sidik", "sidang")
    assert (answers["TEMU"], answers["BIAYA"]) == (0, 2.5)
    assert (answers["MULAI"], answers["SELESAI"]) == ("2024-02-01", "2024-01-01")
    assert answers["NIK"] == "1971010101900001"
    form.focus_item("M1")
    press(qtbot, form, "3\n4\n/\n1\n*\n1\n")  # the last question of all
    answers = form.answers()
    assert [answers[key] for key in ("M1", "M2", "M3", "N1", "N2", "UANG")] == [
        "3", "4", Missing.MENOLAK, "tak_pernah", Missing.TIDAK_TAHU, "ya",
    ]  # fmt: skip
    assert [item.key for item in form.route.red_flags(answers)] == ["UANG"]
    hard = [each for each in form.problems() if each.severity is Severity.HARD]
    soft = [each for each in form.problems() if each.severity is Severity.SOFT]
    assert [each.message for each in hard] == ["Tanggal selesai mendahului tanggal mulai."]
    assert [each.message for each in soft] == ["Tidak pernah bertemu, padahal kehadiran dinilai baik."]


def test_a_code_the_scale_does_not_admit_is_no_key(form: AnswerForm, qtbot: QtBot) -> None:
    form.focus_item("N1")
    press(qtbot, form, "/")
    assert "N1" not in form.answers()
    press(qtbot, form, "*")
    assert form.answers()["N1"] is Missing.TIDAK_TAHU


def test_hidden_answers_are_kept_left_out_and_come_back(form: AnswerForm, qtbot: QtBot) -> None:
    form.set_answers(
        {"SEDIA": "ya", "ANAK": "ya", "TAHAP": ("sidik",), "M1": "4", "M2": "2", "SEBAB": "Jauh"}
    )
    form.focus_item("TAHAP")
    press(qtbot, form, "12")  # takes the first out, puts the second in
    form.focus_item("M2")
    press(qtbot, form, "3")
    kept, asked = form.answers(), shown(form)
    assert {"M1", "SEBAB"} <= set(kept)
    assert {"M1", "SEBAB"}.isdisjoint(asked)
    assert {"M1", "SEBAB"}.isdisjoint(form.route.counted(kept))
    figure = score(WHOLE, [kept])
    assert "tidak_ditanyakan" not in kept.values()
    assert figure.elements[0].answers["tidak_ditanyakan"] == 1
    form.focus_item("TAHAP")
    press(qtbot, form, "1")
    form.focus_item("M2")
    press(qtbot, form, "2")
    assert form.route.counted(form.answers())["M1"] == "4"
    assert form.route.counted(form.answers())["SEBAB"] == "Jauh"


def test_a_stop_ends_it_but_the_end_is_still_asked(form: AnswerForm, qtbot: QtBot) -> None:
    form.set_answers({"M2": "4", "N1": "selalu"})
    form.focus_item("SEDIA")
    press(qtbot, form, "2")
    assert shown(form) == ["SEDIA", "UANG"]
    assert "berhenti" in form.stop_band.text
    press(qtbot, form, "1")
    assert form.answers()["M2"] == "4"
    assert "M2" in shown(form)


def test_questions_are_asked_in_the_second_language(form: AnswerForm, qtbot: QtBot) -> None:
    def titles() -> list[str]:
        return [label.text() for label in form.findChildren(QLabel) if label.isVisible()]

    press(qtbot, form, "1")
    assert "Ka nek ditanya dak (contoh)" not in titles()
    form.head.language_chosen.emit("bangka")
    assert "Ka nek ditanya dak (contoh)" in titles()
    assert "Bersedia diwawancarai" in titles(), "the wording that counts stays below it"
    assert form.answers() == {"SEDIA": "ya"}
    assert form.language == "bangka"
    form.focus_item("M1")  # not asked now
    form.set_answers({"TAHAP": ("sidik",)})
    form.focus_item("M1")
    assert any("Datang waktu diperikse" in title for title in titles())
    assert_speaks(form)


def respondents() -> list[dict[str, Answer]]:
    common: dict[str, Answer] = {"SEDIA": "ya", "ANAK": "tidak", "TAHAP": ("sidik", "sidang")}
    marks = (("4", "4", "4"), ("2", "3", Missing.MENOLAK), ("1", Missing.TIDAK_BERLAKU, "2"))
    manner = (("selalu", "selalu"), ("kadang", Missing.TIDAK_TAHU), ("tak_pernah", "selalu"))
    found: list[dict[str, Answer]] = [
        common | dict(zip(("M1", "M2", "M3", "N1", "N2"), (*first, *second), strict=True))
        for first, second in zip(marks, manner, strict=True)
    ]
    found[2] |= {"CERITA": '=1+1\n"kutip", 007', "NIK": "1971010101900001"}
    return found


def test_the_score_is_the_arithmetic_by_hand_with_weights_bands_and_least_respondents() -> None:
    process = [Fraction(4), Fraction(5, 2), Fraction(3, 2)]
    manner = [Fraction(4), Fraction(2), Fraction(5, 2)]
    hand = sum((2 * p + m) / 3 for p, m in zip(process, manner, strict=True)) / 3 * 25
    figure = score(WHOLE, respondents())
    assert figure.n == 3
    assert figure.index is not None
    assert abs(Fraction(figure.index) - hand) <= Fraction(1, 200)
    assert figure.grade == "C"
    assert figure.notice == "Angka internal contoh."
    answers = figure.elements[0].answers
    assert (answers["menolak"], answers["tidak_berlaku"], answers.get("tidak_tahu", 0)) == (1, 1, 0)
    few = score(WHOLE, respondents()[:2])
    assert few.index is None
    assert "mulai 3 responden" in few.notes[0]


def test_answers_go_out_and_come_back_with_the_three_codes_apart(tmp_path: Path) -> None:
    given = [Route(WHOLE).counted(one) for one in respondents()]
    for suffix in ("csv", "xlsx"):
        path = tmp_path / f"jawaban.{suffix}"
        write_answers(path, WHOLE, given)
        back = read_answers(path, WHOLE)
        assert back.problems == ()
        assert list(back.respondents) == [
            {key: answer for key, answer in one.items() if key != "NIK"} for one in given
        ]
    book = tmp_path / "kode.csv"
    write_codebook(book, WHOLE)
    rows = list(csv.reader(book.read_text("utf-8-sig").splitlines(), delimiter=";"))
    if len(rows[0]) == 1:
        rows = list(csv.reader(book.read_text("utf-8-sig").splitlines()))
    codes = {key: [row[4] for row in rows if row[0] == key] for key in ("M2", "N1", "SEDIA")}
    assert codes["M2"] == ["1", "2", "3", "4", "tidak_tahu", "menolak", "tidak_berlaku"]
    assert codes["N1"] == ["tak_pernah", "kadang", "selalu", "tidak_tahu"]
    assert codes["SEDIA"] == ["ya", "tidak"]
