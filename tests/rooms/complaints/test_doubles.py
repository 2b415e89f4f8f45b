"""A complaint that came in twice: found by number, words, day and place, or person; merged, taken back."""

from typing import Any

from sqlalchemy import select
from tests.rooms.complaints.desk_office import Office

from berkas.engine.likeness.joining import join
from berkas.engine.likeness.pairs import call_different, open_pairs
from berkas.rooms.complaints.commands.doubles import COMPLAINTS
from berkas_db.changes import ANYONE, Actor
from berkas_db.tables import Complainant, Complaint, ComplaintLink, MergedRecord

READER = Actor(None, "Verifikator (contoh)", "verifikator")


def pairs(office: Office, actor: Actor = ANYONE) -> list[tuple[int, int, tuple[str, ...]]]:
    found = office.book.read(open_pairs, COMPLAINTS, actor).result()
    return [(pair.first, pair.second, pair.reasons) for pair in found]


def column(office: Office, which: Any) -> list[Any]:  # noqa: ANN401
    statement = select(which).order_by(which.class_.id)
    return list(office.book.read(lambda session: session.execute(statement).scalars().all()).result())


def test_found_by_words_day_and_place_and_person(office: Office) -> None:
    first = office.complaint(
        title="Antrean kunjungan lama (contoh)", received_on="2025-06-02", unit_id=1,
        event_on="2025-06-01", event_place="Ruang kunjungan", is_anonymous=False,
        reporter_name="Moh. Yusuf (contoh)",
    )  # fmt: skip
    second = office.complaint(
        title="Lama antrean kunjungan (contoh)", received_on="2025-06-05", unit_id=1,
        event_on="2025-06-01", event_place="ruang  kunjungan", is_anonymous=False,
        reporter_name="Muhammad Yusuf (contoh)",
    )  # fmt: skip
    office.complaint(title="Makanan basi (contoh)", received_on="2025-06-03", unit_id=1)
    ((one, other, reasons),) = pairs(office)
    assert {one, other} == {first, second}
    assert reasons[0].startswith("Pelapor sama atau bernama mirip")
    assert any(reason.startswith("Judul mirip") for reason in reasons)
    assert any(reason.startswith("Tanggal dan tempat kejadian sama") for reason in reasons)
    ((_one, _other, without),) = pairs(office, READER)
    assert not any("Pelapor" in reason for reason in without), "who complained is not told"


def test_merged_as_the_register_knows_it_and_back(office: Office) -> None:
    first = office.complaint(title="Pungutan (contoh)", external_number="L-1", external_system="lapor",
                             reporter_name="Ani (contoh)", is_anonymous=False)  # fmt: skip
    second = office.complaint(title="Pungutan (contoh)", letter_number="L-1", wish="Uang kembali (contoh)",
                              unit_id=1, reporter_name="Beni (contoh)", is_anonymous=False)  # fmt: skip
    before = column(office, Complaint.status)
    numbers = column(office, Complaint.number)
    office.book.change(join, ANYONE, COMPLAINTS, first, second).result()
    assert column(office, Complaint.status)[1] == "digabung"
    assert column(office, Complaint.merged_into_id) == [None, first]
    assert column(office, Complaint.number) == numbers, "no hole in the register"
    assert column(office, Complaint.wish)[0] == "Uang kembali (contoh)"
    assert set(column(office, Complainant.complaint_id)) == {first}
    assert column(office, ComplaintLink.kind) == ["duplikat"]
    assert column(office, MergedRecord.id) == [], "it lives on in the register"
    assert pairs(office) == []
    office.book.undo(ANYONE).result()
    assert column(office, Complaint.status) == before
    assert sorted(column(office, Complainant.complaint_id)) == [first, second]


def test_not_a_double_is_remembered(office: Office) -> None:
    first, second = (office.complaint(title="Parkir sempit (contoh)", unit_id=1) for _each in range(2))
    assert len(pairs(office)) == 1
    office.book.change(call_different, ANYONE, COMPLAINTS, first, second).result()
    assert pairs(office) == []
