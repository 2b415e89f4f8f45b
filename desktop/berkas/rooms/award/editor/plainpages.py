"""Earlier awards and innovations of units: two small registers."""

from berkas.desk import Desk, RecordPage, RecordSpec
from berkas.kit.filters import Filter
from berkas.kit.tableview import EmptyState
from berkas.rooms.award.commands.entries import save_history, save_innovation
from berkas.rooms.award.fields import HISTORY, INNOVATION
from berkas.rooms.award.queries.entries import HISTORIES, INNOVATIONS, load_history, load_innovation
from berkas.rules.fields import Kind
from berkas_db.tables import AwardHistory, Innovation

_UNIT = Filter("unit", "Unit", Kind.REFERENCE, source="unit", blanks=False)


class HistoryPage(RecordPage):
    """Earlier awards."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(
            desk,
            RecordSpec(
                room="award",
                model=AwardHistory,
                word="penghargaan terdahulu",
                title="Penghargaan terdahulu",
                listing=HISTORIES,
                fields=HISTORY,
                load=load_history,
                save=save_history,
                empty=EmptyState("Belum ada penghargaan terdahulu.", "Penghargaan baru", "p2ham"),
                filters=(_UNIT,),
                watched=frozenset({"unit"}),
                fresh=lambda today: {"year": today.year - 1},
            ),
        )


class InnovationPage(RecordPage):
    """Innovations."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(
            desk,
            RecordSpec(
                room="award",
                model=Innovation,
                word="inovasi",
                title="Inovasi layanan",
                listing=INNOVATIONS,
                fields=INNOVATION,
                load=load_innovation,
                save=save_innovation,
                empty=EmptyState("Belum ada inovasi.", "Inovasi baru", "p2ham"),
                filters=(_UNIT,),
                watched=frozenset({"unit"}),
            ),
        )
