"""The pages of Posbankum and of the legal-aid services inside prisons."""

from berkas.desk import Desk, RecordPage, RecordSpec
from berkas.kit.filters import Filter
from berkas.kit.tableview import EmptyState
from berkas.rooms.obh.commands import save_posbankum, save_prison
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
                filters=(Filter("regency", "Kabupaten/kota", Kind.REFERENCE, source="kabupaten"),),
                checks=(post_checks,),
                watched=frozenset({"posbankum_paralegal", "posbankum_report"}),
            ),
        )


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
