"""The two questions around an identity: why somebody looks, and the form that is filled in.

Both are dialogs, so that nothing of it becomes a draft of a page.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from berkas.desk.desk import Desk
from berkas.kit import theme
from berkas.kit.dialogs import Message
from berkas.kit.form import Form
from berkas.rules.fields import Check, Choice, Field, Kind, Problem, Severity

REASONS = (
    Choice("jawaban", "Menyampaikan jawaban atau hasil"),
    Choice("wawancara", "Menelusuri untuk wawancara atau klarifikasi"),
    Choice("pelindungan", "Melindungi orang ini"),
    Choice("aparat", "Permintaan aparat penegak hukum atau pengadilan"),
    Choice("pemeriksaan", "Pemeriksaan internal"),
    Choice("lain", "Lainnya; tulis keterangannya"),
)
CORRECTIONS = (
    Choice("salah_ketik", "Salah ketik"),
    Choice("dokumen", "Sesuai dokumen yang ditunjukkan"),
    Choice("berubah", "Alamat atau kontak berubah"),
    Choice("lain", "Lainnya; tulis keterangannya"),
)
_WHY = "alasan"
_MORE = "keterangan"
_SOUGHT = "dicari"
_TALLEST = 420


def scrolled(*parts: QWidget, spare: int = 0) -> QScrollArea:
    """Parts of a dialog one under the other, scrolled where they are higher than a screen has room for;
    `spare` are pixels for what will still grow.
    """
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    inner = QWidget()
    lines = QVBoxLayout(inner)
    lines.setContentsMargins(0, 0, theme.SPACE_16, 0)
    for part in parts:
        lines.addWidget(part)
    lines.addStretch()
    area.setWidget(inner)
    scale = theme.tokens().scale
    height = inner.sizeHint().height() + spare
    area.setMinimumHeight(round(min(height, _TALLEST * scale**0.5)))
    area.setMinimumWidth(round(480 * scale**0.6))
    return area


class FormDialog(Message):
    """A dialog around a form; the strong button works only when nothing is wrong."""

    def __init__(self, parent: QWidget, title: str, sentence: str, form: Form, yes: str) -> None:
        super().__init__(parent, title, sentence)
        self.form = form
        self.add_part(scrolled(form))
        self.add_button("Batal")
        self.yes = self.add_button(yes, "utama")
        self.yes.setDefault(True)
        form.focus()

    def _choose(self, index: int) -> None:
        """Esc and “Batal” always work; the other button first looks for what is wrong."""
        if index:
            found = self.form.problems()
            self.form.show_problems(found)
            if any(problem.severity is Severity.HARD for problem in found):
                self.form.next_problem()
                return
        super()._choose(index)


APART = "Disimpan terpisah dan tidak tampil pada daftar, cetakan, ekspor, atau pencarian."


def ask_form(
    parent: QWidget,
    desk: Desk,
    title: str,
    fields: Sequence[Field],
    values: Mapping[str, Any],
    *,
    sentence: str = APART,
    checks: Sequence[Check] = (),
) -> dict[str, Any] | None:
    """What was typed into the form, or None for Esc."""
    form = Form(fields, lookup=desk.lookup, today=desk.today, name="", checks=checks)
    form.set_values({field.key: values.get(field.key, field.default) for field in fields})
    dialog = FormDialog(parent, title, sentence, form, "Simpan")
    typed: dict[str, Any] = {}
    dialog.accepted.connect(lambda: typed.update(form.values()))
    return typed if dialog.run() == 1 else None


def ask_reason(parent: QWidget, title: str, yes: str, *, correcting: bool = False) -> str | None:
    """Why somebody looks: one of a short list, and free words; None for Esc."""
    fields = (
        Field(_WHY, "Alasan", Kind.CHOICE, required=True, wide=True,
              choices=CORRECTIONS if correcting else REASONS),
        Field(_MORE, "Keterangan", length=200, wide=True, help="Tanpa nama orang."),
    )  # fmt: skip
    form = Form(fields, max_columns=1, checks=(_explained,))
    sentence = "Setiap kali dilihat, nama Anda, waktu, dan alasannya dicatat dalam riwayat."
    dialog = FormDialog(parent, title, sentence, form, yes)
    typed: dict[str, Any] = {}
    dialog.accepted.connect(lambda: typed.update(form.values()))
    if dialog.run() != 1:
        return None
    labels = {choice.code: choice.label for choice in (*REASONS, *CORRECTIONS)}
    chosen, more = str(typed.get(_WHY) or ""), str(typed.get(_MORE) or "").strip()
    if chosen == "lain":
        return more
    return f"{labels[chosen]}: {more}" if more else labels[chosen]


def ask_search(parent: QWidget, title: str, typed: str = "") -> tuple[str, str] | None:
    """What is sought among identities, and why; None for Esc. `typed` stands there already."""
    fields = (
        Field(_SOUGHT, "Nama, NIK, telepon, surel, atau alamat", required=True, length=120, wide=True),
        Field(_WHY, "Alasan", Kind.CHOICE, required=True, wide=True, choices=REASONS[:-1]),
    )
    form = Form(fields, max_columns=1)
    form.set_value(_SOUGHT, typed)
    sentence = "Pencarian dan alasannya dicatat dalam riwayat; yang diketik tidak disimpan. Jawabannya kode."
    dialog = FormDialog(parent, title, sentence, form, "Cari")
    found: dict[str, Any] = {}
    dialog.accepted.connect(lambda: found.update(form.values()))
    if dialog.run() != 1:
        return None
    labels = {choice.code: choice.label for choice in REASONS}
    return str(found[_SOUGHT]), labels[str(found[_WHY])]


def _explained(values: Mapping[str, Any]) -> Iterable[Problem]:
    """“Lainnya” alone is no reason."""
    if values.get(_WHY) == "lain" and not str(values.get(_MORE) or "").strip():
        yield Problem(_MORE, "Keterangan: tulis alasannya dalam satu kalimat.")
