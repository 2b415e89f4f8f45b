"""A complaint comes in: number, code, due dates, complainant in the vault, and what is refused."""

from datetime import date

import pytest
from sqlalchemy import select
from tests.rooms.complaints.desk_office import Office

from berkas.engine.records import Doubtful
from berkas.rooms.complaints.commands.intake import reveal_reporter, save_complaint
from berkas.rooms.complaints.queries.complaints import life, load_complaint, similar
from berkas_db.changes import ANYONE, Actor
from berkas_db.errors import Refused
from berkas_db.tables import Complainant, Complaint, ComplaintEvent, Due, Identity, JournalText

CLERK = Actor(None, "Petugas contoh", "petugas")
VERIFIER = Actor(None, "Verifikator contoh", "verifikator")


def test_saving_gives_number_code_and_due_dates(office: Office) -> None:
    id_ = office.complaint()
    row = office.row(Complaint, id_)
    assert row.number == "001/III/2025"
    assert len(row.ask_code) == 6
    assert (row.clock_key, row.clock_version) == ("pengaduan_tidak_berkadar", "praktik_sp4n")
    dues = office.book.glance(lambda s: {one.step_key: one.due_on for one in s.scalars(select(Due))})
    assert dues["penyelesaian"] == "2025-04-25"
    assert row.next_step == "Verifikasi dan penyaluran"
    assert office.row(Complaint, office.complaint()).number == "002/III/2025"


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"received_on": "2099-01-01"}, "Tanggal diterima: tidak boleh sesudah"),
        ({"event_on": "2025-03-27"}, "kejadian tidak boleh sesudah tanggal diterima"),
        ({"event_on": "2025-03-20", "event_until": "2025-03-19"}, "Akhir kejadian"),
        ({"unit_id": "99"}, "Unit yang diadukan tidak dikenal"),
        ({"title": ""}, "Judul wajib diisi"),
        ({"body": "x" * 2_000_000}, "paling panjang"),
        ({"external_number": "123"}, "Pilih aplikasi"),
        ({"unit_id": None}, "Isi siapa yang diadukan"),
        ({"is_anonymous": False, "reporter_name": None}, "Pelapor belum diisi"),
    ],
)
def test_what_cannot_be_right_is_refused_in_one_sentence(office: Office, values: dict, sentence: str) -> None:
    with pytest.raises(Refused, match=sentence):
        office.complaint(**values)
    assert office.book.glance(lambda s: s.query(Complaint).count()) == 0


def test_a_doubt_is_saved_with_its_reason(office: Office) -> None:
    id_ = office.complaint(unit_id=None, reason="pelapor belum menyebut unit")
    office.change(save_complaint, {"wish": "Ada nomor antrean"}, id=id_, version=None)


def test_a_tracking_number_comes_in_once(office: Office) -> None:
    office.complaint(external_system="lapor", external_number="123456")
    with pytest.raises(Refused, match="123456 sudah tercatat pada pengaduan 001/III/2025"):
        office.complaint(external_system="lapor", external_number="123456")


def test_the_complainant_goes_to_the_vault(office: Office) -> None:
    id_ = office.complaint(is_anonymous=False, reporter_name="Budi Contoh", reporter_phone="0812000")
    record = office.book.read(load_complaint, id_, ANYONE).result()
    assert record.values["reporter_code"] == "ID-00001"
    assert "Budi" not in repr(record.values)
    with pytest.raises(Refused, match="Alasan"):
        office.change(reveal_reporter, id_, "", actor=CLERK)
    with pytest.raises(Refused, match="tidak berhak"):
        office.change(reveal_reporter, id_, "ingin tahu", actor=VERIFIER)
    assert office.change(reveal_reporter, id_, "mengirim jawaban", actor=CLERK)["phone"] == "0812000"


def test_the_card_of_a_reporter_that_contradicts_their_birth_wants_a_reason(office: Office) -> None:
    card = {"reporter_id_kind": "ktp", "reporter_id_number": "1971014503000001"}
    who = {"is_anonymous": False, "reporter_name": "Budi Contoh", "reporter_birth_on": "2001-03-05"}
    with pytest.raises(Doubtful, match="Nomor KTP tidak cocok dengan tanggal lahir"):
        office.complaint(**who, **card)
    id_ = office.complaint(reason="KTP dicetak keliru", **who, **card)
    assert office.book.read(load_complaint, id_, ANYONE).result().values["reporter_code"] == "ID-00001"


def test_a_child_is_a_code(office: Office) -> None:
    id_ = office.complaint(is_anonymous=False, reporter_name="Anak Contoh", vulnerable_group="anak")
    link = office.book.glance(lambda s: s.scalars(select(Complainant)).one())
    assert link.complaint_id == id_
    assert office.row(Identity, link.identity_id).protection == "anak"
    with pytest.raises(Refused, match="dilindungi"):
        office.change(reveal_reporter, id_, "mengirim jawaban", actor=CLERK)


def test_correcting_the_class_chooses_its_clock(office: Office) -> None:
    id_ = office.complaint()
    version = office.row(Complaint, id_).version
    office.change(save_complaint, {"complaint_class": "pengaduan_berkadar", "received_on": "2025-03-24"},
                  id=id_, version=version)  # fmt: skip
    row = office.row(Complaint, id_)
    assert row.clock_key == "pengaduan_berkadar"
    begun = office.book.glance(
        lambda s: s.scalars(select(ComplaintEvent.on_date).where(ComplaintEvent.kind == "diterima")).one()
    )
    assert begun == "2025-03-24"


def test_another_stream_empties_the_target_of_the_first(office: Office) -> None:
    id_ = office.complaint()
    office.change(save_complaint, {"stream": "pbh", "obh_id": "1"}, id=id_, version=None)
    row = office.row(Complaint, id_)
    assert (row.unit_id, row.obh_id) == (None, 1)


def test_a_human_rights_complaint_is_read_only_by_the_roles_allowed(office: Office) -> None:
    id_ = office.complaint(complaint_class="pengaduan_ham")
    with pytest.raises(Refused, match="terbatas"):
        office.book.read(load_complaint, id_, CLERK).result()
    assert office.book.read(load_complaint, id_, ANYONE).result().title == "001/III/2025"
    office.complaint()
    words = "Antrean kunjungan terlalu lama"
    assert len(office.book.read(similar, words, ANYONE).result()) == 2
    assert len(office.book.read(similar, words, CLERK).result()) == 1


def test_similar_ones_are_found_while_the_title_is_typed(office: Office) -> None:
    id_ = office.complaint()
    found = office.book.read(similar, "kunjungan: antrean yang sangat lama", ANYONE).result()
    assert [one.id for one in found] == [id_]
    assert "001/III/2025" in found[0].words
    assert office.book.read(similar, "kunjungan antrean", ANYONE, but=id_).result() == []
    assert office.book.read(similar, "paspor hilang", ANYONE).result() == []


def test_the_life_of_a_new_complaint(office: Office) -> None:
    lived = office.book.read(life, office.complaint(), ANYONE).result()
    assert [line.words for line in lived.events][:1] == ["Pengaduan diterima"]
    assert {move.words for move in lived.moves} >= {"Verifikasi", "Salurkan", "Jawab", "Mulai jeda"}
    assert "Akhiri jeda" not in {move.words for move in lived.moves}
    (solving,) = [one for one in lived.plans if one.step.key == "penyelesaian"]
    assert solving.due.due == date(2025, 4, 25)
    assert "SP4N" in lived.rule


def test_the_words_of_the_history_name_nobody(office: Office) -> None:
    office.complaint(is_anonymous=False, reporter_name="Budi Contoh")
    labels = office.book.glance(lambda s: list(s.scalars(select(JournalText.label))))
    assert "Budi" not in repr(labels)
    assert "Pengaduan 001/III/2025 dicatat" in labels
