"""Aspirations and supervisions become tasks and complaints, each told once."""

from datetime import date

import pytest
from sqlalchemy import func, select
from tests.rooms.complaints.desk_office import Office
from tests.rooms.complaints.test_registers import SUPERVISION, new
from tests.rooms.complaints.test_report import paper

from berkas.engine.due import open_dues
from berkas.engine.listing import ListRequest
from berkas.rooms.complaints.commands.aspirations import (
    complaint_of_aspiration,
    save_aspiration,
    task_of_aspiration,
)
from berkas.rooms.complaints.commands.registers import save_supervision
from berkas.rooms.complaints.commands.tasks import task_of_complaint, tasks_of_supervision
from berkas.rooms.complaints.queries.aspirations import ASPIRATIONS
from berkas.rooms.complaints.report.letters import supervision_letter_values
from berkas_db.errors import Refused
from berkas_db.tables import Aspiration, Complaint, Followup, Supervision, SupervisionFinding

WISH = {"text": "Kursi tunggu kunjungan ditambah (contoh)", "on_date": "2025-06-02", "unit_id": "1"}
FINDING = {"component": "pengaduan", "kind": "tindakan_korektif", "text": "Jangka waktu belum dipasang"}
ADVICE = {"component": "prosedur", "kind": "saran_perbaikan", "text": "Pasang alur", "due_on": "2025-06-20"}


def untouched(office: Office) -> list[int]:
    return list(office.book.read(ASPIRATIONS.ids, ListRequest(filters={"untouched": True})).result())


def test_an_aspiration_becomes_a_complaint_of_its_class_with_a_clock(office: Office) -> None:
    id_ = new(office, save_aspiration, WISH)
    assert untouched(office) == [id_]
    made = office.row(Complaint, office.change(complaint_of_aspiration, id_))
    assert (made.complaint_class, made.received_on, made.unit_id) == ("aspirasi", "2025-06-02", 1)
    assert made.next_due_on
    assert office.row(Aspiration, id_).complaint_id == made.id
    assert untouched(office) == []
    with pytest.raises(Refused, match="sudah menjadi"):
        office.change(task_of_aspiration, id_, "Siti Contoh")


def test_an_aspiration_becomes_a_task(office: Office) -> None:
    id_ = new(office, save_aspiration, WISH)
    task = office.row(Followup, office.change(task_of_aspiration, id_, "Siti Contoh"))
    assert (task.source, task.owner_name, task.unit_id) == ("aspirasi", "Siti Contoh", 1)
    assert office.row(Aspiration, id_).status == "sedang_ditindaklanjuti"


def test_without_a_unit_there_is_nobody_to_complain_about(office: Office) -> None:
    id_ = new(office, save_aspiration, WISH | {"unit_id": None})
    with pytest.raises(Refused, match="Pilih dahulu unit"):
        office.change(complaint_of_aspiration, id_)


def test_a_secret_complaint_makes_a_secret_task_with_its_day(office: Office) -> None:
    id_ = office.complaint(is_secret=True)
    task = office.row(Followup, office.change(task_of_complaint, id_, "Siti Contoh", "Periksa loket."))
    assert task.is_secret
    assert task.due_on == office.row(Complaint, id_).next_due_on
    assert "Antrean" not in task.title
    with pytest.raises(Refused, match="harus dilakukan"):
        office.change(task_of_complaint, id_, "Siti Contoh", " ")


def test_findings_of_a_supervision_become_tasks_and_are_told_once(office: Office) -> None:
    id_ = new(office, save_supervision, SUPERVISION | {"findings": [FINDING, ADVICE]})
    before = office.book.read(open_dues, date(2025, 6, 19)).result()
    assert [due.kind for due in before] == ["supervision"]
    assert office.change(tasks_of_supervision, id_, "Siti Contoh") == 2
    with pytest.raises(Refused, match="Tidak ada temuan terbuka"):
        office.change(tasks_of_supervision, id_, "Siti Contoh")
    after = office.book.read(open_dues, date(2025, 6, 19)).result()
    assert [due.kind for due in after] == ["followup"]
    assert office.book.glance(lambda s: s.scalar(select(func.count()).select_from(Followup))) == 2


@pytest.mark.parametrize(
    ("year", "number", "words"),
    [(2021, 85.0, "Kepatuhan tinggi"), (2023, 85.0, "Kualitas tinggi"), (2025, 85.0, None)],
)
def test_a_number_gets_the_words_of_the_scheme_of_its_year(
    office: Office, year: int, number: float, words: str | None
) -> None:
    values = SUPERVISION | {"year": str(year), "result_number": number}
    assert office.row(Supervision, new(office, save_supervision, values)).result_category == words


def test_the_matrix_and_the_recap_over_years(office: Office) -> None:
    for year, number in ((2022, 60.5), (2023, 81)):
        done = FINDING | {"status": "selesai", "action_text": "Papan dipasang"}
        values = SUPERVISION | {"year": str(year), "result_number": number, "findings": [done, ADVICE]}
        new(office, save_supervision, values)
    text, _pages = paper(office, "matriks-pengawasan", "ORI-2023-001")
    for wanted in (
        "Lapas Kelas IIA Contoh",
        "Tindakan korektif",
        "Papan dipasang",
        "Kualitas tinggi (81,00)",
    ):
        assert wanted in text, wanted
    text, _pages = paper(office, "rekap-pengawasan", "KANTOR")
    for wanted in ("2022", "2023", "60,50", "81,00", "tidak diperingkat", "Nilai menurut tahun"):
        assert wanted in text, wanted
    row = office.book.glance(lambda s: s.scalars(select(SupervisionFinding).limit(1)).one())
    values = office.book.read(supervision_letter_values, row.supervision_id, date(2025, 6, 2)).result()
    assert (values["jumlah_temuan"], values["temuan_selesai"], values["temuan_terbuka"]) == ("2", "1", "1")
