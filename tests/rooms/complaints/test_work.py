"""Work on a complaint from receipt to closing, for every class, and what may not be done."""

import pytest
from sqlalchemy import select
from tests.rooms.complaints.desk_office import Office

from berkas.rooms.complaints.commands.intake import save_complaint
from berkas.rooms.complaints.queries.complaints import life
from berkas.rules.vocabulary import ComplaintClass
from berkas_db.changes import ANYONE, Actor
from berkas_db.errors import Refused
from berkas_db.tables import Complaint, ComplaintLink, Disposition, Due, Letter, UnitAlias

CLERK = Actor(None, "Petugas contoh", "petugas")
HEAD = Actor(None, "Pimpinan contoh", "pimpinan")


def dues(office: Office, id_: int) -> dict[str, str | None]:
    return office.book.glance(
        lambda s: {one.step_key: one.due_on for one in s.scalars(select(Due).where(Due.complaint_id == id_))}
    )


def test_from_receipt_to_closing(office: Office) -> None:
    id_ = office.complaint()
    office.work(id_, "diverifikasi", "2025-03-27", CLERK)
    office.work(id_, "diteruskan", "2025-03-27", CLERK, recipient="Divisi Pelayanan Hukum")
    office.work(id_, "disposisi", "2025-04-08", CLERK, recipient="Ketua Tim contoh", note="Siapkan jawaban")
    office.work(id_, "diperiksa", "2025-04-09", CLERK)
    office.work(id_, "dijawab", "2025-04-10", CLERK, note="Loket ditambah.", document="W.7-UM.01-12")
    office.work(id_, "ditutup", "2025-04-11", HEAD, has_benefit="ya", note="Pelapor menerima jawaban.")
    row = office.row(Complaint, id_)
    assert (row.status, row.closed_on, row.answered_on) == ("selesai", "2025-04-11", "2025-04-10")
    assert (row.next_step, row.next_due_on) == (None, None)
    assert office.book.glance(lambda s: s.scalars(select(Letter.number)).all()) == ["W.7-UM.01-12"]
    assert office.book.glance(lambda s: s.scalars(select(Disposition.to_name)).all()) == ["Ketua Tim contoh"]


@pytest.mark.parametrize("cls", ComplaintClass.codes())
def test_every_class_can_be_answered_and_closed(office: Office, cls: str) -> None:
    id_ = office.complaint(complaint_class=cls)
    office.work(id_, "dijawab", "2025-04-10", note="Sudah dijelaskan.")
    office.work(id_, "ditutup", "2025-04-11", has_benefit="ya", note="Selesai.")
    assert office.row(Complaint, id_).status == "selesai"


def test_closing_demands_an_answer(office: Office) -> None:
    id_ = office.complaint()
    with pytest.raises(Refused, match="belum dijawab"):
        office.work(id_, "ditutup", "2025-03-28", has_benefit="tidak", note="ditutup saja")
    office.work(id_, "dijawab", "2025-03-28", note="Penjelasan.")
    office.work(id_, "ditutup", "2025-03-28", has_benefit="ya", note="selesai")
    office.work(id_, "dibuka_kembali", "2025-04-08", note="Pelapor tidak puas.")
    assert office.row(Complaint, id_).next_step == "Penyelesaian"
    with pytest.raises(Refused, match="belum dijawab"):
        office.work(id_, "ditutup", "2025-04-08", has_benefit="ya", note="selesai")


@pytest.mark.parametrize("kind", ["diteruskan", "disposisi", "dilimpahkan"])
@pytest.mark.parametrize("name", ["Lapas Contoh", "lapas kelas iia  contoh", "LPC", "Pak Terlapor Contoh"])
def test_nothing_is_routed_to_the_one_complained_about(office: Office, kind: str, name: str) -> None:
    id_ = office.complaint(accused=[{"name": "Pak Terlapor Contoh", "position": "Kepala"}])
    with pytest.raises(Refused, match="tidak disalurkan kepada yang diadukan"):
        office.work(id_, kind, "2025-03-27", recipient=name, note="teruskan")


def test_the_unit_is_not_reached_by_its_id_either(office: Office) -> None:
    id_ = office.complaint()
    with pytest.raises(Refused, match="tidak disalurkan"):
        office.work(id_, "diteruskan", "2025-03-27", recipient="Kepala unit", unit_id="1")


@pytest.mark.parametrize(
    "name",
    ["Kepala Lapas Kelas IIA Contoh", "Seksi Pelayanan Lapas Contoh", "Plt. Kepala LPC", "LP Uji Contoh"],
)
def test_neither_head_nor_part_nor_other_name_of_the_accused_gets_it(office: Office, name: str) -> None:
    id_ = office.complaint()
    office.change(lambda step: step.insert(UnitAlias, {"unit_id": 1, "name": "LP Uji Contoh"}))
    with pytest.raises(Refused, match="tidak disalurkan kepada yang diadukan"):
        office.work(id_, "diteruskan", "2025-03-27", recipient=name)


@pytest.mark.parametrize("name", ["Atasan Kepala Lapas Contoh", "Inspektorat Jenderal", "Lapas Kelas I Lain"])
def test_those_above_the_accused_get_it(office: Office, name: str) -> None:
    office.work(office.complaint(), "diteruskan", "2025-03-27", recipient=name)


def test_the_office_handles_complaints_about_itself_in_its_parts(office: Office) -> None:
    id_ = office.complaint(unit_id="2")
    with pytest.raises(Refused, match="tidak disalurkan"):
        office.work(id_, "diteruskan", "2025-03-27", recipient="Kantor Wilayah Contoh")
    office.work(id_, "diteruskan", "2025-03-27", recipient="Divisi Pelayanan Hukum Kantor Wilayah Contoh")


def test_nobody_answers_for_a_complaint_about_themselves(office: Office) -> None:
    accused = [{"name": "Rudi Uji Contoh"}]
    with pytest.raises(Refused, match="Penanggung jawab tidak boleh"):
        office.complaint(accused=accused, owner_name="Bapak Rudi Uji Contoh, S.H.")
    id_ = office.complaint(accused=accused)
    with pytest.raises(Refused, match="Penanggung jawab tidak boleh"):
        office.change(save_complaint, {"owner_name": "rudi uji contoh"}, id=id_, version=None)


def test_routing_does_not_go_in_a_circle(office: Office) -> None:
    id_ = office.complaint()
    office.work(id_, "diteruskan", "2025-03-27", recipient="Divisi Pelayanan Hukum")
    office.work(id_, "diteruskan", "2025-04-08", recipient="Inspektorat")
    with pytest.raises(Refused, match="sudah disalurkan kepada Divisi Pelayanan Hukum pada 27 Maret 2025"):
        office.work(id_, "diteruskan", "2025-04-09", recipient="divisi pelayanan hukum")
    office.work(id_, "dijawab", "2025-04-09", note="Penjelasan.")
    office.work(id_, "ditutup", "2025-04-10", has_benefit="ya", note="selesai")
    office.work(id_, "dibuka_kembali", "2025-04-11", note="Belum puas.")
    office.work(id_, "diteruskan", "2025-04-11", recipient="Divisi Pelayanan Hukum")


def test_each_role_is_offered_what_it_may_do(office: Office) -> None:
    id_ = office.complaint()

    def offered(role: str) -> set[str]:
        lived = office.book.read(life, id_, Actor(None, "Contoh", role)).result()
        return {move.words for move in lived.moves}

    assert offered("pengawas") == set()
    assert "Tutup" not in offered("petugas")
    assert "Salurkan" in offered("petugas")
    assert offered("pimpinan") == {"Putus", "Tutup"}


def test_another_ministry_gets_it_in_one_step(office: Office) -> None:
    id_ = office.complaint(stream="instansi_lain", other_agency="Kementerian HAM", unit_id=None)
    office.work(id_, "dilimpahkan", "2025-03-27", recipient="Kementerian HAM", document="W.7-9")
    row = office.row(Complaint, id_)
    assert (row.status, row.handed_to, row.next_due_on) == ("dilimpahkan", "Kementerian HAM", None)


def test_asking_the_accused_needs_consent(office: Office) -> None:
    id_ = office.complaint(is_anonymous=False, reporter_name="Budi Contoh")
    with pytest.raises(Refused, match="belum setuju"):
        office.work(id_, "klarifikasi", "2025-03-27", recipient="Lapas Contoh", note="Mohon penjelasan")
    office.change(save_complaint, {"consent": "diberikan"}, id=id_, version=None)
    office.work(id_, "klarifikasi", "2025-03-27", recipient="Lapas Contoh", note="Mohon penjelasan")


def test_a_pause_needs_reason_and_document_and_comes_once(office: Office) -> None:
    id_ = office.complaint()
    with pytest.raises(Refused, match="wajib diisi"):
        office.work(id_, "jeda_mulai", "2025-04-09", note="menunggu")
    office.work(id_, "jeda_mulai", "2025-04-09", note="menunggu", document="W.7-1")
    assert dues(office, id_)["penyelesaian"] is None
    with pytest.raises(Refused, match="belum diakhiri"):
        office.work(id_, "jeda_mulai", "2025-04-09", note="menunggu", document="W.7-1")
    moves = {move.words for move in office.book.read(life, id_, ANYONE).result().moves}
    assert "Akhiri jeda" in moves
    assert "Mulai jeda" not in moves
    office.work(id_, "jeda_selesai", "2025-04-10")
    assert dues(office, id_)["penyelesaian"] == "2025-04-29"


def test_an_extension_is_what_the_rule_allows(office: Office) -> None:
    plain = office.complaint()
    with pytest.raises(Refused, match="tidak mengenal perpanjangan"):
        office.work(
            plain, "diperpanjang", "2025-03-27", step_key="penyelesaian", days=5, document="x", note="y"
        )
    id_ = office.complaint(complaint_class="standar_upt")
    before = dues(office, id_)["penyelesaian"]
    office.work(
        id_, "diperpanjang", "2025-03-27", step_key="penyelesaian", days=14, document="W.7-2", note="rumit"
    )
    assert before == "2025-04-25"
    assert dues(office, id_)["penyelesaian"] == "2025-05-20"
    with pytest.raises(Refused, match="paling banyak 1 kali"):
        office.work(
            id_, "diperpanjang", "2025-03-27", step_key="penyelesaian", days=1, document="x", note="y"
        )


def test_a_step_is_marked_not_applicable_with_a_reason(office: Office) -> None:
    id_ = office.complaint()
    office.work(id_, "langkah_tidak_berlaku", "2025-03-27", step_key="verifikasi", note="ditangani sendiri")
    assert office.row(Complaint, id_).next_step == "Penyelesaian"


def test_waiting_for_the_complainant_and_the_file_complete(office: Office) -> None:
    id_ = office.complaint(complaint_class="pengaduan_berkadar")
    office.work(id_, "diminta_lengkap", "2025-03-27", note="Fotokopi bukti")
    assert office.row(Complaint, id_).status == "menunggu_kelengkapan"
    with pytest.raises(Refused, match="menunggu kelengkapan"):
        office.work(id_, "dijawab", "2025-03-28", note="Jawaban")
    office.work(id_, "berkas_lengkap", "2025-04-08")
    row = office.row(Complaint, id_)
    assert (row.status, row.completed_on) == ("diverifikasi", "2025-04-08")
    assert dues(office, id_)["penyelesaian"] is not None


def test_merging_goes_one_way(office: Office) -> None:
    first, second = office.complaint(), office.complaint()
    office.work(second, "digabung", "2025-03-27", other_number="001/III/2025", note="hal yang sama")
    assert office.row(Complaint, second).merged_into_id == first
    assert office.book.glance(lambda s: s.scalars(select(ComplaintLink.kind)).all()) == ["duplikat"]
    with pytest.raises(Refused, match="melingkar"):
        office.work(first, "digabung", "2025-03-27", other_number="002/III/2025", note="hal yang sama")
    with pytest.raises(Refused, match="tidak ditemukan"):
        office.work(first, "digabung", "2025-03-27", other_number="999", note="hal yang sama")


def test_dates_go_forward(office: Office) -> None:
    id_ = office.complaint()
    with pytest.raises(Refused, match="sebelum pengaduan diterima"):
        office.work(id_, "diverifikasi", "2025-03-25")
    with pytest.raises(Refused, match="tidak boleh sesudah"):
        office.work(id_, "diverifikasi", "2099-01-01")
    office.work(id_, "diperiksa", "2025-04-09")
    with pytest.raises(Refused, match="sebelum langkah terakhir"):
        office.work(id_, "klarifikasi", "2025-04-08", recipient="Saksi contoh", note="x")


def test_only_who_may_decide_closes(office: Office) -> None:
    id_ = office.complaint()
    office.work(id_, "dijawab", "2025-03-27", CLERK, note="Penjelasan.")
    with pytest.raises(Refused, match="memutus dan menutup"):
        office.work(id_, "ditutup", "2025-03-27", CLERK, has_benefit="ya", note="selesai")


def test_a_refused_step_leaves_nothing(office: Office) -> None:
    id_ = office.complaint()
    before = office.row(Complaint, id_).version
    with pytest.raises(Refused):
        office.work(id_, "dijawab", "2025-03-27", note=None)
    assert office.row(Complaint, id_).version == before
