"""The pages of the office's own records: letterheads, officials, units, number patterns, holidays."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QPixmap
from PySide6.QtWidgets import QLabel

from berkas.desk import Desk, RecordPage, RecordSpec
from berkas.kit.filters import Filter
from berkas.kit.jobs import Job
from berkas.kit.pdfpages import PdfPages
from berkas.kit.tableview import EmptyState
from berkas.paper.document import render
from berkas.paper.frame import Frame
from berkas.paper.frame import Letterhead as Kop
from berkas.paper.parts import Para
from berkas.rooms.office.commands import (
    save_holiday,
    save_letterhead,
    save_official,
    save_pattern,
    save_unit,
)
from berkas.rooms.office.fields.office import (
    HOLIDAY,
    LETTERHEAD,
    OFFICIAL,
    PATTERN,
    POSITIONS,
    pattern_checks,
    validity_checks,
)
from berkas.rooms.office.fields.units import MINISTRIES, ROWS, UNIT
from berkas.rooms.office.queries.office import (
    HOLIDAYS,
    LETTERHEADS,
    OFFICIALS,
    PATTERNS,
    load_holiday,
    load_letterhead,
    load_official,
    load_pattern,
)
from berkas.rooms.office.queries.units import UNITS, load_unit
from berkas.rules.fields import Kind, Problem
from berkas.rules.letter_numbers import PatternError, parse_pattern
from berkas_db.tables import HolidayExtra, Letterhead, NumberPattern, Official, Unit

_DOTS_PER_INCH = 64


class LetterheadPage(RecordPage):
    """Letterheads by date, with the kop as it will be printed."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(
            desk,
            RecordSpec(
                room="office", model=Letterhead, word="kop surat", title="Kop surat", listing=LETTERHEADS,
                fields=LETTERHEAD, load=load_letterhead, save=save_letterhead, checks=(validity_checks,),
                empty=EmptyState(
                    "Belum ada kop surat. Dokumen dicetak tanpa kop sampai diisi.", "Kop surat baru"
                ),
                fresh=lambda today: {"valid_from": today.isoformat(), "is_default": True},
            ),
        )  # fmt: skip
        self._image = QLabel()
        self._image.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self._image.setAccessibleName("Kop surat seperti pada kertas")
        self.sheet.add_section("Pada kertas", self._image)
        self.sheet.form.field_left.connect(self._draw)
        self._drawing: Job[QImage] | None = None

    def opened_record(self, record: object) -> None:
        """Draw what the record says."""
        del record
        self._draw()

    def started_new(self) -> None:
        """Nothing is drawn before the first line is typed."""
        self._image.clear()

    def _draw(self) -> None:
        values = self.sheet.form.all_values()
        lines = tuple(str(values[key]) for key in ("line1", "line2", "line3") if values.get(key))
        if not lines:
            self._image.clear()
            return
        contacts = tuple(part.strip() for part in str(values.get("contact") or "").split(";") if part.strip())
        kop = Kop(lines, str(values.get("address") or ""), contacts)
        self._drawing = Job("Menggambar kop surat", lambda _report: _drawn(kop), self)
        self._drawing.done.connect(self._show_drawn)
        self._drawing.start()

    def _show_drawn(self, image: QImage) -> None:
        self._image.setPixmap(QPixmap.fromImage(image))


def _drawn(kop: Kop) -> QImage:
    """The upper part of a page with this kop."""
    pages = PdfPages(
        render((Para(""),), Frame("Kop surat", letterhead=kop, watermark="", page_numbers=False))
    )
    page = pages.picture(0, _DOTS_PER_INCH)
    pages.close()
    return page.copy(0, 0, page.width(), page.height() // 5)


class OfficialPage(RecordPage):
    """Officials with their positions by date."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(
            desk,
            RecordSpec(
                room="office", model=Official, word="pejabat", title="Pejabat dan jabatan", listing=OFFICIALS,
                fields=OFFICIAL, rows=(POSITIONS,), open_rows=frozenset({"positions"}), load=load_official,
                save=save_official, watched=frozenset({"position_held"}),
                empty=EmptyState(
                    "Belum ada pejabat. Catat mereka yang menandatangani dan bertugas.", "Pejabat baru"
                ),
                filters=(Filter("is_active", "Aktif", Kind.BOOLEAN),),
            ),
        )  # fmt: skip


class UnitPage(RecordPage):
    """Units with ministry and head by date, services and SOPs."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(
            desk,
            RecordSpec(
                room="office", model=Unit, word="unit", title="Unit pelayanan (UPT)", listing=UNITS,
                fields=UNIT, rows=ROWS, open_rows=frozenset({MINISTRIES.key}), load=load_unit, save=save_unit,
                watched=frozenset({"unit_ministry", "unit_head", "service", "sop", "unit_alias"}),
                empty=EmptyState(
                    "Belum ada unit. Catat UPT dan layanan yang diurus kantor ini.", "Unit baru"
                ),
                filters=(
                    Filter("kind", "Jenis", source="istilah:jenis_unit"),
                    Filter("regency_id", "Kabupaten/kota", Kind.REFERENCE, source="kabupaten"),
                ),
            ),
        )  # fmt: skip


class PatternPage(RecordPage):
    """How numbers are written, with an example of the next one."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(
            desk,
            RecordSpec(
                room="office", model=NumberPattern, word="pola nomor", title="Pola nomor surat",
                listing=PATTERNS, fields=PATTERN, load=load_pattern, save=save_pattern,
                checks=(_pattern_problems, validity_checks),
                empty=EmptyState(
                    "Belum ada pola nomor. Tanpa pola, nomor ditulis 001/VI/2025.", "Pola nomor baru"
                ),
                fresh=lambda today: {"valid_from": f"{today.year}-01-01", "first_serial": 1},
            ),
        )  # fmt: skip
        self.sheet.form.changed.connect(self._example)

    def opened_record(self, record: object) -> None:
        """Show the example of the stored pattern."""
        del record
        self._example()

    def _example(self) -> None:
        values = self.sheet.form.all_values()
        self.sheet.form.set_note("pattern", _written(values, self.desk.today()))


class HolidayPage(RecordPage):
    """Days the office adds to, or takes out of, the shipped holiday tables."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(
            desk,
            RecordSpec(
                room="office", model=HolidayExtra, word="hari libur", title="Hari libur kantor",
                listing=HOLIDAYS, fields=HOLIDAY, load=load_holiday, save=save_holiday,
                empty=EmptyState(
                    "Hari libur nasional dan cuti bersama sudah tersedia. Tambahkan di sini hari libur "
                    "daerah, penutupan kantor, atau perubahan di tengah tahun beserta dasarnya.",
                    "Hari libur baru",
                ),
            ),
        )  # fmt: skip


def _pattern_problems(values: Mapping[str, Any]) -> Iterable[Problem]:
    return pattern_checks(values) if values.get("pattern") else ()


def _written(values: Mapping[str, Any], today: date) -> str:
    try:
        pattern = parse_pattern(str(values.get("pattern") or ""))
        classification = str(values.get("classification") or "UM.01.01")
        number = pattern.write(int(values.get("first_serial") or 1), on=today, classification=classification)
    except PatternError:
        return ""
    return f"Contoh nomor berikutnya: {number}"
