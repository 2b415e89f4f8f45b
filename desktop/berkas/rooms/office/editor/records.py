"""The pages of the office's own records: officials, units, number patterns, holidays, words of lists."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from berkas.desk import Desk, RecordPage, RecordSpec
from berkas.engine.access import Right
from berkas.kit.filters import Filter
from berkas.kit.tableview import EmptyState
from berkas.rooms.office.commands import (
    remove_holiday,
    save_holiday,
    save_official,
    save_pattern,
    save_term,
    save_unit,
)
from berkas.rooms.office.fields.office import (
    HOLIDAY,
    OFFICIAL,
    PATTERN,
    POSITIONS,
    pattern_checks,
    validity_checks,
)
from berkas.rooms.office.fields.terms import KINDS, TERM
from berkas.rooms.office.fields.units import MINISTRIES, ROWS, UNIT
from berkas.rooms.office.queries.office import (
    HOLIDAYS,
    OFFICIALS,
    PATTERNS,
    load_holiday,
    load_official,
    load_pattern,
)
from berkas.rooms.office.queries.terms import TERMS, load_term
from berkas.rooms.office.queries.units import UNITS, load_unit
from berkas.rooms.office.sheet import IMPORTS
from berkas.rules.fields import Kind, Problem, choices_of
from berkas.rules.letter_numbers import PatternError, parse_pattern
from berkas.rules.vocabulary import HolidayKind
from berkas_db.tables import HolidayExtra, NumberPattern, Official, Term, Unit


class OfficialPage(RecordPage):
    """Officials with their positions by date."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(
            desk,
            RecordSpec(
                room="office", model=Official, word="pejabat", title="Pejabat dan jabatan", listing=OFFICIALS,
                writes=Right.MANAGE_OFFICE,
                fields=OFFICIAL, rows=(POSITIONS,), open_rows=frozenset({"positions"}), load=load_official,
                save=save_official, watched=frozenset({"position_held"}),
                empty=EmptyState(
                    "Belum ada pejabat. Catat mereka yang menandatangani dan bertugas.", "Pejabat baru"
                ),
                filters=(Filter("is_active", "Aktif", Kind.BOOLEAN),), imports=IMPORTS["pegawai"],
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
                    "Belum ada unit. Catat UPT dan layanan yang diurus kantor ini, atau impor daftarnya.",
                    "Unit baru",
                ),
                imports=IMPORTS["units"],
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
                writes=Right.MANAGE_OFFICE,
                listing=PATTERNS, fields=PATTERN, load=load_pattern, save=save_pattern,
                checks=(_pattern_problems, validity_checks),
                empty=EmptyState(
                    "Belum ada pola nomor. Tanpa pola, nomor ditulis 001/VI/2025.", "Pola nomor baru"
                ),
                fresh=lambda today: {"valid_from": f"{today.year}-01-01", "first_serial": 1},
            ),
        )  # fmt: skip
        self.set_offers(print=False, trash=False)
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
                writes=Right.MANAGE_OFFICE,
                listing=HOLIDAYS, fields=HOLIDAY, load=load_holiday, save=save_holiday,
                filters=(Filter("kind", "Jenis", choices=choices_of(HolidayKind)),),
                empty=EmptyState(
                    "Hari libur nasional dan cuti bersama sudah tersedia pada bagian Libur nasional. "
                    "Tambahkan di sini libur daerah, penutupan kantor, atau perubahan di tengah tahun, "
                    "beserta dasarnya.",
                    "Hari libur baru",
                    "jam-layanan",
                ),
                imports=IMPORTS["holidays"],
            ),
        )  # fmt: skip
        self.set_offers(print=False, trash=False)
        self._remove = self.sheet.add_button("Hapus", self.remove, icon="trash")
        self._remove.hide()

    def opened_record(self, record: object) -> None:
        """A day that is kept can be taken back."""
        del record
        self._remove.show()

    def started_new(self) -> None:
        """A new day is simply not saved."""
        self._remove.hide()

    def remove(self) -> None:
        """Take the shown day back; it can be undone."""
        if self.record is not None:
            self.desk.change(self, lambda _changes: self._removed(), remove_holiday, self.record.id)

    def _removed(self) -> None:
        self.record = None
        self.sheet.show_nothing()
        self.show_list()
        self.desk.say("Hari libur kantor dihapus.", undoable=True)


class TermPage(RecordPage):
    """Words of the lists the office may extend."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(
            desk,
            RecordSpec(
                room="office", model=Term, word="istilah", title="Istilah pada daftar", listing=TERMS,
                writes=Right.MANAGE_OFFICE,
                fields=TERM, load=load_term, save=save_term, checks=(validity_checks,),
                filters=(Filter("kind", "Daftar", choices=KINDS, blanks=False),),
                empty=EmptyState("Tidak ada istilah yang cocok.", "Istilah baru"),
                fresh=lambda today: {"valid_from": today.isoformat(), "source": "kantor"},
            ),
        )  # fmt: skip
        self.set_offers(print=False, trash=False)


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
