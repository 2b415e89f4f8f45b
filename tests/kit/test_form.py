"""A form: every kind of field typed by keys, errors in their place, values as they are stored."""

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QAccessible, QTextOption
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QLineEdit, QPlainTextEdit
from pytestqt.qtbot import QtBot
from tests.kit import samples

from berkas.kit.editors import WrappedText
from berkas.kit.form import Form
from berkas.rules.fields import Choice, Field, Kind, Problem, Severity


@pytest.fixture
def form(qtbot: QtBot) -> Form:
    """All kinds, shown and empty."""
    return shown(qtbot, Form(samples.FIELDS, lookup=samples.lookup, today=samples.today))


def shown(qtbot: QtBot, made: Form) -> Form:
    """Put a form on screen."""
    qtbot.addWidget(made)
    made.resize(800, 900)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    return made


def type_into(form: Form, key: str, text: str) -> None:
    """Type as a person does, then leave the field."""
    form.focus(key)
    field = QApplication.focusWidget()
    assert field is not None
    if isinstance(field, QLineEdit):
        field.selectAll()
    QTest.keyClicks(field, text)
    field.clearFocus()


def words_under(form: Form, key: str) -> list[str]:
    """Lines that stand under a field."""
    block = form._blocks[key]
    labels = [label for label in block.findChildren(QLabel) if not label.isHidden()]
    return [label.text() for label in labels][1:]


def test_a_record_comes_back_as_it_was(form: Form) -> None:
    form.set_values(samples.RECORD)
    assert form.values() == {
        **{key: value for key, value in samples.RECORD.items() if key != "made"},
        "unit": "7",
        "nik": None,
    }
    assert form.all_values()["made"] == "12 Jun 2025 10.42 WIB"
    assert not form.is_changed()


def test_an_empty_form(form: Form) -> None:
    values = form.values()
    assert values.pop("active") is False
    assert set(values.values()) == {None}
    assert [problem.key for problem in form.problems()] == ["name", "date"]


@pytest.mark.parametrize(
    ("key", "typed", "value", "shown_as"),
    [
        ("name", "  LBH Contoh ", "LBH Contoh", "LBH Contoh"),
        ("date", "12 6 25", "2025-06-12", "12 Jun 2025"),
        ("date", "kemarin", "2025-06-11", "11 Jun 2025"),
        ("money", "8500000", 8_500_000, "Rp8.500.000"),
        ("days", "14", 14, "14"),
        ("share", "3,125", 3.125, "3,125"),
    ],
)
def test_typed_values(form: Form, key: str, typed: str, value: object, shown_as: str) -> None:
    type_into(form, key, typed)
    assert form.values()[key] == value
    field = form.editor(key).input
    assert isinstance(field, QLineEdit)
    assert field.text().strip() == shown_as
    assert form.is_changed()


def test_a_date_is_echoed_while_it_is_typed(form: Form) -> None:
    form.focus("date")
    QTest.keyClicks(QApplication.focusWidget(), "12 juni")
    assert words_under(form, "date") == ["Kamis, 12 Juni 2025"]
    description = form.editor("date").input.accessibleDescription()
    assert "Kamis, 12 Juni 2025" in description
    assert "wajib" in description


def test_an_error_stands_in_its_place_and_goes_when_put_right(form: Form) -> None:
    type_into(form, "days", "empat belas")
    assert words_under(form, "days")[-1].startswith("Lama layanan: “empat belas” bukan bilangan")
    assert "days" not in form.values()
    assert form.editor("days").input.property("salah") == "ya"
    type_into(form, "days", "14")
    assert words_under(form, "days") == ["hari"]
    assert form.editor("days").input.property("salah") == "tidak"


def test_a_number_out_of_bounds_is_said(form: Form) -> None:
    type_into(form, "days", "120")
    assert "paling banyak 90" in words_under(form, "days")[-1]


def test_numbers_stand_at_the_right(form: Form) -> None:
    field = form.editor("money").input
    assert isinstance(field, QLineEdit)
    assert field.alignment() & Qt.AlignmentFlag.AlignRight


def test_a_choice_is_made_by_its_first_letter(form: Form) -> None:
    form.focus("grade")
    QTest.keyClicks(QApplication.focusWidget(), "c")
    assert form.values()["grade"] == "c"
    assert form.is_changed()


def test_a_choice_that_is_no_longer_offered_is_kept(form: Form) -> None:
    form.set_values({**samples.RECORD, "grade": "z"})
    assert form.values()["grade"] == "z"
    form.set_choices("grade", [Choice("a", "A")])
    assert form.values()["grade"] == "z"


def test_a_long_list_is_searched_by_any_part(qtbot: QtBot) -> None:
    offered = tuple(Choice(str(number), f"Kabupaten Contoh {number}") for number in range(12))
    form = shown(qtbot, Form([Field("place", "Tempat", Kind.CHOICE, choices=offered)]))
    form.focus("place")
    combo = form.editor("place").input
    assert isinstance(combo, QComboBox)
    line = combo.lineEdit()
    assert line is not None
    QTest.keyClicks(line, "contoh 7")
    assert [problem.message for problem in form.problems()] == [
        "Tempat: “contoh 7” tidak ada dalam pilihan. Pilih dari daftarnya."
    ]
    completer = combo.completer()
    assert completer is not None
    assert completer.completionCount() == 1
    completer.popup().hide()
    line.setText("kabupaten contoh 7")
    form.editor("place").leave()
    assert form.values()["place"] == "7"
    assert combo.currentText() == "Kabupaten Contoh 7"


def test_the_wheel_changes_nothing(form: Form, qtbot: QtBot) -> None:
    from PySide6.QtCore import QPoint, QPointF
    from PySide6.QtGui import QWheelEvent

    form.set_values(samples.RECORD)
    combo = form.editor("grade").input
    event = QWheelEvent(
        QPointF(5, 5),
        QPointF(combo.mapToGlobal(QPoint(5, 5))),
        QPoint(),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,  # noqa: FBT003
    )
    QApplication.sendEvent(combo, event)
    assert form.values()["grade"] == "b"


def test_a_reference_is_found_while_typing(form: Form, qtbot: QtBot) -> None:
    form.focus("unit")
    line = form.editor("unit").input
    assert isinstance(line, QLineEdit)
    QTest.keyClicks(line, "rutan")
    popup = form.editor("unit")._popup  # type: ignore[attr-defined]
    qtbot.waitUntil(popup.isVisible)
    assert popup.model().index(0, 0).data() == "Rutan Contoh · Belitung"
    QTest.keyClick(popup, Qt.Key.Key_Down)
    QTest.keyClick(popup, Qt.Key.Key_Return)
    assert (form.values()["unit"], line.text()) == ("8", "Rutan Contoh")


def test_a_reference_typed_in_full_is_taken(form: Form) -> None:
    type_into(form, "unit", "lpka contoh")
    assert form.values()["unit"] == "9"
    field = form.editor("unit").input
    assert isinstance(field, QLineEdit)
    assert field.text() == "LPKA Contoh"


def test_a_reference_that_names_nothing_is_refused(form: Form) -> None:
    type_into(form, "unit", "Lapas Lain")
    assert "tidak ditemukan" in words_under(form, "unit")[-1]
    assert "unit" not in form.values()


def test_a_reference_takes_a_choice_or_a_code(form: Form) -> None:
    form.set_values({"unit": Choice("3", "Kanim Contoh")})
    assert form.values()["unit"] == "3"
    form.set_values({"unit": "9"})
    field = form.editor("unit").input
    assert isinstance(field, QLineEdit)
    assert field.text() == "LPKA Contoh"


def test_down_opens_the_whole_list_of_references(form: Form, qtbot: QtBot) -> None:
    form.focus("unit")
    QTest.keyClick(form.editor("unit").input, Qt.Key.Key_Down)
    popup = form.editor("unit")._popup  # type: ignore[attr-defined]
    assert popup.model().rowCount() == 3
    popup.hide()


def test_ticks(form: Form) -> None:
    form.focus("kinds")
    ticks = QApplication.focusWidget()
    assert ticks is not None
    QTest.keyClick(ticks, Qt.Key.Key_Space)
    QTest.keyClick(ticks, Qt.Key.Key_Down)
    QTest.keyClick(ticks, Qt.Key.Key_Space)
    assert form.values()["kinds"] == ("l", "n")
    form.focus("active")
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Space)
    assert form.values()["active"] is True


def test_tab_leaves_a_long_text(form: Form) -> None:
    form.focus("note")
    field = QApplication.focusWidget()
    assert isinstance(field, QPlainTextEdit)
    QTest.keyClicks(field, "Baris satu")
    QTest.keyClick(field, Qt.Key.Key_Return)
    QTest.keyClicks(field, "dua")
    QTest.keyClick(field, Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is not field
    assert form.values()["note"] == "Baris satu\ndua"


def test_nothing_can_be_changed_when_it_can_only_be_read(form: Form) -> None:
    form.set_values(samples.RECORD)
    form.set_read_only(True)
    before = form.all_values()
    for key in ("name", "grade", "date", "active", "kinds", "note", "unit"):
        field = form.editor(key).input
        field.setFocus()
        QTest.keyClicks(field, "c")
        QTest.keyClick(field, Qt.Key.Key_Space)
    assert form.all_values() == before
    form.set_read_only(False)
    type_into(form, "name", "Lain")
    assert form.values()["name"] == "Lain"
    made = form.editor("made").input
    assert isinstance(made, QLineEdit)
    assert made.isReadOnly()


def test_changed_means_different_from_what_was_set(form: Form) -> None:
    form.set_values(samples.RECORD)
    type_into(form, "name", "Lain")
    assert form.is_changed()
    type_into(form, "name", "LBH Contoh Serumpun")
    assert not form.is_changed()
    form.set_value("days", 20)
    assert form.is_changed()
    form.mark_saved()
    assert not form.is_changed()


def test_leaving_a_changed_field_is_told_once(form: Form, qtbot: QtBot) -> None:
    left: list[str] = []
    form.field_left.connect(left.append)
    form.focus("name")
    QApplication.focusWidget().clearFocus()  # type: ignore[union-attr]
    assert left == []
    type_into(form, "date", "hari ini")
    assert left == ["date"]


def test_problems_are_shown_and_walked_through(form: Form) -> None:
    form.set_values(samples.RECORD)
    form.show_problems(
        [
            Problem("days", "Lama layanan melebihi SOP.", Severity.SOFT),
            Problem("date", "Tanggal SK sudah lewat."),
            Problem("", "Berkas ini kembar dengan 12/2025."),
            Problem("lain", "Kolom yang tidak ada."),
        ]
    )
    assert words_under(form, "date")[-1] == "Tanggal SK sudah lewat."
    assert form._general.text() == "Berkas ini kembar dengan 12/2025. Kolom yang tidak ada."
    assert form.editor("days").input.property("salah") == "tidak", "a soft problem has no red border"
    form.focus("name")
    assert form.next_problem()
    assert QApplication.focusWidget() is form.editor("date").input
    assert form.next_problem()
    assert QApplication.focusWidget() is form.editor("days").input
    assert form.next_problem()
    assert QApplication.focusWidget() is form.editor("date").input
    form.show_problems([])
    assert not form.next_problem()
    assert form._general.isHidden()


def test_rules_across_fields_are_checked(qtbot: QtBot) -> None:
    def check(values: object) -> list[Problem]:
        return [Problem("days", "Terlalu lama untuk penyuluhan.")]

    form = shown(qtbot, Form(samples.FIELDS, today=samples.today, checks=[check]))
    form.set_values(samples.RECORD)
    assert [problem.message for problem in form.problems()] == ["Terlalu lama untuk penyuluhan."]


def test_a_typed_error_is_not_also_called_missing(form: Form) -> None:
    form.set_values(samples.RECORD)
    type_into(form, "date", "kapan-kapan")
    assert [problem.key for problem in form.problems()] == ["date"]


def test_hidden_fields_are_neither_checked_nor_saved(form: Form) -> None:
    form.set_values({"name": "LBH Contoh"})
    form.set_visible_fields({"name", "grade"})
    assert form.problems() == []
    assert set(form.values()) == {"name", "grade"}
    headings = [label for label, _ in form._groups if not label.isHidden()]
    assert [label.text() for label in headings] == ["Identitas"]
    form.set_visible_fields(None)
    assert [problem.key for problem in form.problems()] == ["date"]


def test_a_note_stands_under_its_field(form: Form) -> None:
    form.set_note("date", "Jatuh tempo 30 Juni 2025", "peringatan")
    assert words_under(form, "date") == ["Jatuh tempo 30 Juni 2025"]
    assert "Jatuh tempo" in form.editor("date").input.accessibleDescription()
    form.set_note("date", "")
    assert words_under(form, "date") == []


def test_names_and_descriptions_for_ears(form: Form) -> None:
    spoken = QAccessible.queryAccessibleInterface(form.editor("name").input)
    assert spoken.text(QAccessible.Text.Name) == "Nama PBH"
    assert spoken.text(QAccessible.Text.Description) == "wajib. Sesuai akta pendirian"


def test_labels_that_come_twice_are_told_apart(qtbot: QtBot) -> None:
    fields = [Field("a", "Alamat", group="Kantor"), Field("b", "Alamat", group="Pos"), Field("c", "Kota")]
    form = shown(qtbot, Form(fields))
    names = [form.editor(key).input.accessibleName() for key in ("a", "b", "c")]
    assert names == ["Kantor: Alamat", "Pos: Alamat", "Kota"]
    form.set_name("Baris 2")
    names = [form.editor(key).input.accessibleName() for key in ("a", "b", "c")]
    assert names == ["Baris 2 Kantor: Alamat", "Baris 2 Pos: Alamat", "Baris 2: Kota"]


def test_columns_follow_the_width(form: Form, qtbot: QtBot) -> None:
    def side_by_side() -> bool:
        return form._blocks["nik"].y() == form._blocks["grade"].y()

    form.resize(800, 900)
    qtbot.waitUntil(side_by_side)
    form.resize(300, 900)
    qtbot.waitUntil(lambda: not side_by_side())
    assert form._blocks["name"].width() == form.width()


def test_defaults_of_a_new_record(qtbot: QtBot) -> None:
    form = shown(qtbot, Form([Field("kind", "Jenis", Kind.CHOICE, choices=samples.CLASSES, default="a")]))
    assert form.values() == {"kind": "a"}
    assert not form.is_changed()


def test_a_field_of_text_offers_no_choices(form: Form) -> None:
    with pytest.raises(TypeError):
        form.set_choices("name", [])


def test_a_word_of_two_million_letters_is_pasted_and_refused_with_a_sentence(qtbot: QtBot) -> None:
    form = Form((Field("body", "Uraian", Kind.LONG_TEXT, length=100_000),), lookup=None)
    qtbot.addWidget(form)
    form.show()
    text = form.findChild(WrappedText)
    assert text is not None
    pasted = QMimeData()
    pasted.setText("a" * 2_000_000)
    text.insertFromMimeData(pasted)
    assert text.wordWrapMode() is QTextOption.WrapMode.WrapAnywhere
    assert [problem.message for problem in form.problems()] == [
        "Uraian: paling panjang 100000 huruf, yang diketik 2000000."
    ]
    form.set_value("body", "pendek")
    assert form.values() == {"body": "pendek"}
