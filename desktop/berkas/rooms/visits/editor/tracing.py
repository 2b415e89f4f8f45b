"""Who is to be traced, drawn from the case register: population, formula, size with its arithmetic, seed."""

import secrets
from collections.abc import Iterable, Mapping
from datetime import date
from fractions import Fraction
from typing import Any

from PySide6.QtWidgets import QLabel, QWidget

from berkas.desk import Desk
from berkas.desk.identitydialogs import scrolled
from berkas.kit import theme
from berkas.kit.dialogs import Message
from berkas.kit.form import Form
from berkas.kit.jobs import when_done
from berkas.rooms.visits.commands.tracing import draw_sample
from berkas.rooms.visits.queries.assessments import places_of_visit
from berkas.rooms.visits.queries.tracing import Frame, Population, population
from berkas.rules.fields import Choice, Field, Kind, Problem, Severity
from berkas.rules.numbers import show_integer
from berkas.rules.sampling import KREJCIE_MORGAN, METHODS, PER_GROUP, SLOVIN, Size, sized
from berkas_db.changes import Changes
from berkas_db.errors import BookError

FIELDS: tuple[Field, ...] = (
    Field("first", "Permohonan sejak", Kind.DATE, required=True),
    Field("last", "sampai", Kind.DATE, required=True),
    Field("obh_id", "OBH", Kind.REFERENCE, source="obh", help="Kosong: semua OBH."),
    Field("unit_id", "Ditahan atau dibina di", Kind.REFERENCE, source="unit", help="Kosong: di mana pun."),
    Field("place_id", "Ditelusuri pada", Kind.CHOICE,
          help="Kosong: tempat kegiatan pada unit masing-masing. Untuk SKTM atau berkas, pilih kantornya."),
    Field("method", "Rumus", Kind.CHOICE, required=True, default=PER_GROUP,
          choices=tuple(Choice(code, label) for code, label in METHODS.items())),
    Field("least", "Orang tiap PBH", Kind.INTEGER, required=True, least=1, most=100, default=3,
          help="Semuanya bila kurang."),
    Field("error", "Galat Slovin (persen)", Kind.INTEGER, required=True, least=1, most=20, default=5),
)  # fmt: skip
_USUAL = {field.key: field.default for field in FIELDS}
_OF_A_FORMULA = frozenset({"least", "error"})
_MOST_SHOWN = 12
_GROWS = 140
"""Pixels for the arithmetic that will stand under the form."""


class SampleDialog(Message):
    """A frame and a formula, what comes of them, and one button that draws."""

    def __init__(self, parent: QWidget, desk: Desk, visit_id: int) -> None:
        super().__init__(
            parent,
            "Tarik sampel",
            "Populasi: penerima dalam register perkara yang belum ditelusuri; tiap orang satu kali.",
        )
        self.desk = desk
        self.visit_id = visit_id
        self._shown: list[str] = []
        self.seed = secrets.token_hex(4)
        self.found_size: Size | None = None
        self.frame: Frame | None = None
        self.place_id: int | None = None
        self.drawn: int | None = None
        self.form = Form(FIELDS, lookup=desk.lookup, today=desk.today, checks=(_in_order,), parent=self)
        today = desk.today()
        places = desk.glance(places_of_visit, visit_id)
        self.form.set_choices("place_id", [Choice(str(id_), name) for id_, name in places])
        first = {"first": date(today.year, 1, 1).isoformat(), "last": today.isoformat()}
        self.form.set_values({field.key: field.default for field in FIELDS} | first)
        self.outcome = QLabel(self)
        self.outcome.setWordWrap(True)
        theme.mark(self.outcome, "catatan")
        self.add_part(scrolled(self.form, self.outcome, spare=_GROWS))
        self.add_button("Batal")
        self.draw_button = self.add_button("Tarik sampel", "utama")
        self.draw_button.setDefault(True)
        self.form.changed.connect(self.compute)
        self.compute()

    def ask(self) -> int | None:
        """How many were drawn; None for Esc."""
        self.run()
        return self.drawn

    def compute(self) -> None:
        """Read the population of the frame and find the size."""
        self.found_size = None
        self.draw_button.setEnabled(False)
        self._arrange()
        values = self.form.values()
        if any(problem.severity is Severity.HARD for problem in self.form.problems()):
            self.outcome.setText("Lengkapi isian di atas.")
            return
        frame = Frame(
            date.fromisoformat(values["first"]),
            date.fromisoformat(values["last"]),
            (int(values["obh_id"]),) if values.get("obh_id") else (),
            int(values["unit_id"]) if values.get("unit_id") else None,
        )
        self.frame = frame
        self.place_id = int(values["place_id"]) if values.get("place_id") else None
        self.desk.read(self, lambda found: self._show(frame, values, found), population, self.visit_id, frame)

    def _arrange(self) -> None:
        """Only what the chosen formula asks for."""
        asked = {PER_GROUP: "least", SLOVIN: "error"}.get(str(self.form.values().get("method")), "")
        shown = [field.key for field in FIELDS if field.key not in _OF_A_FORMULA or field.key == asked]
        if shown != self._shown:
            self._shown = shown
            self.form.set_visible_fields(shown)

    def _show(self, frame: Frame, values: Mapping[str, Any], found: Population) -> None:
        if frame is not self.frame:
            return
        numbers = {key: len(people) for key, people in found.by_obh().items()}
        error = Fraction(int(values.get("error") or _USUAL["error"]), 100)
        least = int(values.get("least") or _USUAL["least"])
        size = sized(str(values["method"]), numbers, error=error, least=least)
        self.outcome.setText("\n".join(_lines(size, found, self.seed)))
        self.found_size = size
        self.draw_button.setEnabled(size.size > 0)

    def _choose(self, index: int) -> None:
        """The strong button draws first and closes when it is done."""
        if not index or self.found_size is None or self.frame is None:
            super()._choose(0)
            return
        self.draw_button.setEnabled(False)
        change = self.desk.book.change(
            draw_sample,
            self.desk.actor,
            self.visit_id,
            self.frame,
            self.found_size,
            self.seed,
            place_id=self.place_id,
        )
        when_done(change, self._done, self._refused, self)

    def _done(self, changes: Changes) -> None:
        self.drawn = sum(changes.value.values())
        self.chosen = 1
        self.accept()

    def _refused(self, error: BaseException) -> None:
        if isinstance(error, BookError):
            self.outcome.setText(f"{error} {error.next_step}".strip())
        else:
            self.desk.failed(error)


def _in_order(values: Mapping[str, Any]) -> Iterable[Problem]:
    if values.get("first") and values.get("last") and values["last"] < values["first"]:
        yield Problem("last", "Sampai: tidak boleh mendahului tanggal mulai.")


def _lines(size: Size, found: Population, seed: str) -> list[str]:
    """Population, formula, size, shares, seed; the arithmetic as a person can repeat it."""
    if not size.population:
        already = f" {found.already} orang sudah ditelusuri." if found.already else ""
        return [f"Tidak ada penerima pada masa dan tempat itu.{already}"]
    lines = [
        f"Populasi N = {show_integer(size.population)} orang dari {len(size.groups)} PBH"
        + (f"; {found.already} orang lain sudah ditelusuri." if found.already else "."),
        f"{METHODS[size.method]}: {size.working}",
        f"Ditarik {size.size} orang"
        + ("." if size.method == PER_GROUP else ", dibagi menurut banyaknya per PBH."),
    ]
    shares = list(size.shares.items())
    lines += [
        f"– {found.obhs[obh_id]}: {share} dari {size.groups[obh_id]}"
        for obh_id, share in shares[:_MOST_SHOWN]
    ]
    if len(shares) > _MOST_SHOWN:
        lines.append(f"– dan {len(shares) - _MOST_SHOWN} PBH lain")
    if size.method == KREJCIE_MORGAN and size.size == size.population:
        lines.append("Populasi sekecil ini diambil semuanya.")
    lines.append(f"Benih acak {seed} dicatat dalam riwayat; dengan benih itu penarikan dapat diulang.")
    return lines
