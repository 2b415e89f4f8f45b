"""The page of people who work for OBH: advocates, paralegals, lecturers, students."""

from PySide6.QtWidgets import QLabel

from berkas.desk import Desk, RecordPage, RecordSpec
from berkas.engine.records import Record
from berkas.kit import theme
from berkas.kit.filters import Filter
from berkas.kit.tableview import EmptyState
from berkas.rooms.obh.commands import doubles
from berkas.rooms.obh.commands.people import save_person
from berkas.rooms.obh.fields.people import PERSON, PERSON_ROWS, ROLES, WORKERS, person_checks
from berkas.rooms.obh.queries.people import PEOPLE, load_person
from berkas.rooms.obh.sheet import IMPORTS
from berkas.rules.fields import Kind
from berkas_db.tables import Person


def several_tone(text: str) -> str:
    """Somebody in more than one OBH is marked in the list."""
    return "info" if text not in ("", "0", "1") else ""


class PersonPage(RecordPage):
    """Everybody who works for an OBH, with licences, trainings and the OBH worked for."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(
            desk,
            RecordSpec(
                room="obh",
                model=Person,
                word="orang",
                title="Advokat, paralegal, dosen, dan mahasiswa",
                listing=PEOPLE,
                fields=PERSON,
                rows=PERSON_ROWS,
                open_rows=frozenset({ROLES.key}),
                load=load_person,
                save=save_person,
                empty=EmptyState(
                    "Belum ada advokat atau paralegal. Catat di sini atau pada lembar OBH-nya.",
                    "Orang baru",
                    "obh",
                ),
                filters=(
                    Filter("role", "Sebagai", choices=WORKERS, blanks=False),
                    Filter("obh", "OBH", Kind.REFERENCE, source="obh", blanks=False),
                    Filter("several", "Pada lebih dari satu OBH", Kind.BOOLEAN),
                    Filter("licence_until", "Izin sampai", Kind.DATE, blanks=False),
                ),
                checks=(person_checks,),
                tones={"how_many": several_tone},
                watched=frozenset({"obh_person", "licence", "training", "obh"}),
                imports=IMPORTS["orang"],
                doubles=doubles.PEOPLE,
            ),
        )
        self.set_shares(5, 4)
        self.overview = QLabel()
        self.overview.setWordWrap(True)
        theme.mark(self.overview, "catatan")
        self.sheet.add_above(self.overview)

    def opened_record(self, record: Record) -> None:
        """Say when somebody works for several OBH, and who may be the same person."""
        now = {row["obh_id"] for row in record.values["roles"] if not row["valid_until"]}
        lines = [
            *([f"Bekerja pada {len(now)} OBH sekaligus."] if len(now) > 1 else []),
            *(f"Mungkin orang yang sama: {words}." for words in record.values["alike"]),
        ]
        self.overview.setText("\n".join(lines))
        self.overview.setVisible(bool(lines))

    def started_new(self) -> None:
        """Nothing is known of a new person."""
        self.overview.hide()
