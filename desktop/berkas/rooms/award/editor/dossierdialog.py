"""What of a dossier is printed and how: asked before it is looked at, saved as HTML, or issued."""

from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from berkas.kit import theme
from berkas.kit.form import Form
from berkas.paper.frame import LARGE_PRINT, Saving, Size
from berkas.rooms.award.report.choices import PARTS, USUAL, Bulk, DossierChoices, estimate
from berkas.rules.fields import Choice, Field, Kind

_FIELDS = (
    Field("parts", "Bagian yang dicetak", Kind.MULTI, choices=tuple(Choice(*part) for part in PARTS)),
    Field("per_page", "Foto tiap halaman", Kind.CHOICE, required=True,
          choices=(Choice("0", "Menurut bentuk foto"), Choice("2", "2"), Choice("4", "4"), Choice("6", "6"))),
    Field("size", "Kertas", Kind.CHOICE, required=True,
          choices=(Choice("kantor", "Menurut kantor"), Choice("a4", "A4"), Choice("f4", "F4"))),
    Field("saving", "Tinta", Kind.CHOICE, required=True,
          choices=(Choice("biasa", "Biasa"), Choice("hemat_toner", "Hemat toner"),
                   Choice("fotokopi", "Aman difotokopi"))),
    Field("duplex", "Cetak bolak-balik", Kind.BOOLEAN),
    Field("large", "Huruf besar (18 pt)", Kind.BOOLEAN),
    Field("bare", "Tanpa catatan internal", Kind.BOOLEAN),
)  # fmt: skip


def _values(choices: DossierChoices) -> dict[str, Any]:
    """Choices as the fields show them."""
    return {
        "parts": tuple(code for code, _label in PARTS if code in choices.parts),
        "per_page": str(choices.per_page or 0),
        "size": choices.size or "kantor",
        "saving": choices.saving,
        "duplex": choices.duplex,
        "large": choices.type_size >= LARGE_PRINT,
        "bare": not choices.remarks,
    }


class DossierDialog(QDialog):
    """The choices, about how many sheets they take, and what shall be done."""

    def __init__(
        self,
        unit: str,
        bulk: Bulk,
        acts: Mapping[str, Callable[[DossierChoices], object]],
        parent: QWidget | None = None,
        *,
        begun: DossierChoices = USUAL,
    ) -> None:
        """`acts`: what each button does, by its words; the first is the usual one. `begun`: what is chosen
        at first."""
        super().__init__(parent)
        self._bulk = bulk
        self.setWindowTitle(f"Cetak dossier: {unit}")
        self.form = Form(_FIELDS, lookup=None, max_columns=1, name="Pilihan cetak", parent=self)
        self.form.set_values(_values(begun))
        self.form.mark_saved()
        self.sheets = QLabel(self)
        self.sheets.setWordWrap(True)
        theme.mark(self.sheets, "redup")
        scroll = QScrollArea(self)
        scroll.setWidgetResizable(True)
        scroll.setWidget(self.form)
        box = QDialogButtonBox(self)
        for number, (words, act) in enumerate(acts.items()):
            button = QPushButton(words, self)
            button.setDefault(number == 0)
            button.setAutoDefault(number == 0)
            if number == 0:
                theme.mark(button, "utama")
            button.clicked.connect(lambda _checked=False, act=act: self._do(act))
            box.addButton(button, QDialogButtonBox.ButtonRole.ActionRole)
        box.addButton("Batal", QDialogButtonBox.ButtonRole.RejectRole).setAutoDefault(False)
        box.rejected.connect(self.reject)
        lines = QVBoxLayout(self)
        lines.addWidget(scroll, 1)
        lines.addWidget(self.sheets)
        lines.addWidget(box)
        self.form.changed.connect(self._estimate)
        self.resize(620, 680)
        self._estimate()

    def choices(self) -> DossierChoices:
        """What is chosen now."""
        values = {**_values(USUAL), **self.form.values()}
        return DossierChoices(
            parts=frozenset(values["parts"] or ()),
            per_page=int(values["per_page"] or 0) or None,
            size=Size(values["size"]) if values["size"] in set(Size) else None,
            saving=Saving(values["saving"] or "biasa"),
            duplex=bool(values["duplex"]),
            type_size=LARGE_PRINT if values["large"] else 11.0,
            remarks=not values["bare"],
        )

    def _estimate(self) -> None:
        pages, sheets = estimate(self._bulk, self.choices())
        self.sheets.setText(f"Kira-kira {pages} halaman, {sheets} lembar kertas.")

    def _do(self, act: Callable[[DossierChoices], object]) -> None:
        """Never two dialogs at once: this one goes first."""
        chosen = self.choices()
        self.accept()
        act(chosen)
