"""The pages of Posbankum and of the legal-aid services inside prisons."""

from datetime import date

from PySide6.QtWidgets import QLabel

from berkas.desk import Desk, Place, RecordPage, RecordSpec
from berkas.engine.records import Record
from berkas.kit import theme
from berkas.kit.filters import Filter
from berkas.kit.tableview import EmptyState
from berkas.rooms.obh.commands import save_posbankum, save_prison
from berkas.rooms.obh.editor.recaps import ask_recap
from berkas.rooms.obh.fields.posts import (
    PARALEGALS,
    POSBANKUM,
    PRISON,
    REPORTS,
    SESSIONS,
    post_checks,
    prison_checks,
)
from berkas.rooms.obh.queries.posts import POSBANKUM as POSBANKUM_LIST
from berkas.rooms.obh.queries.posts import PRISONS, load_posbankum, load_prison
from berkas.rooms.obh.report.posts import POSTS, SERVICES
from berkas.rooms.obh.sheet import IMPORTS
from berkas.rules.dates import show_medium
from berkas.rules.fields import Kind
from berkas_db.tables import Posbankum, PrisonService


class PosbankumPage(RecordPage):
    """Legal-aid posts in villages and kelurahan."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(
            desk,
            RecordSpec(
                room="obh",
                model=Posbankum,
                word="Posbankum",
                title="Posbankum desa dan kelurahan",
                listing=POSBANKUM_LIST,
                fields=POSBANKUM,
                rows=(PARALEGALS, REPORTS),
                load=load_posbankum,
                save=save_posbankum,
                empty=EmptyState(
                    "Belum ada Posbankum. Catat pos bantuan hukum di desa atau kelurahan.",
                    "Posbankum baru",
                    "posbankum",
                ),
                filters=(
                    Filter("regency", "Kabupaten/kota", Kind.REFERENCE, source="kabupaten"),
                    Filter("late", "Belum lapor minggu lalu", Kind.BOOLEAN),
                    Filter("untrained", "Tanpa paralegal terlatih", Kind.BOOLEAN),
                    Filter("no_decree", "Tanpa SK", Kind.BOOLEAN),
                ),
                checks=(post_checks,),
                watched=frozenset({"posbankum_paralegal", "posbankum_report", "assessment"}),
                imports=IMPORTS["posbankum"],
            ),
        )
        self.add_action(
            "Rekapitulasi Posbankum…", lambda: ask_recap(self, desk, POSTS), icon="chart-bar", menu=True
        )
        self.add_action("Isi lembar monev…", self._fill_monev, icon="clipboard-check", menu=True)
        self.monev = QLabel()
        self.monev.setWordWrap(True)
        theme.mark(self.monev, "catatan")
        self._monev_section = self.sheet.add_section("Monev Posbankum", self.monev)

    def opened_record(self, record: Record) -> None:
        """Say which sheets of monitoring were filled for this post."""
        self._monev_section.show()
        lines = [
            f"{show_medium(date.fromisoformat(on))}: {title}" for _id, title, on in record.values["monev"]
        ]
        self.monev.setText("\n".join(lines) or "Belum ada lembar monev. Isi dari menu “Isi lembar monev…”.")

    def started_new(self) -> None:
        """A new post has no sheet yet."""
        self._monev_section.hide()

    def _fill_monev(self) -> None:
        """Filled sheets stand in the room of activities, with their instrument and their score."""
        if self.may_leave():
            self.desk.open(Place("visits", "assessment"))


class PrisonPage(RecordPage):
    """Legal-aid services inside a Lapas, Rutan or LPKA."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(
            desk,
            RecordSpec(
                room="obh",
                model=PrisonService,
                word="layanan",
                title="Layanan bantuan hukum di Lapas dan Rutan",
                listing=PRISONS,
                fields=PRISON,
                rows=(SESSIONS,),
                load=load_prison,
                save=save_prison,
                empty=EmptyState(
                    "Belum ada layanan bantuan hukum di Lapas atau Rutan.", "Layanan baru", "posbankum"
                ),
                filters=(
                    Filter("unit", "UPT", Kind.REFERENCE, source="unit"),
                    Filter("obh", "OBH mitra", Kind.REFERENCE, source="obh"),
                ),
                checks=(prison_checks,),
                watched=frozenset({"prison_session", "unit", "obh"}),
            ),
        )
        self.add_action(
            "Rekapitulasi layanan…", lambda: ask_recap(self, desk, SERVICES), icon="chart-bar", menu=True
        )
