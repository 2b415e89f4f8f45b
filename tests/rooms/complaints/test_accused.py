"""Who is complained about lies in the vault; lists, papers and rows know a code and a position."""

from datetime import date

import pytest
from sqlalchemy import select
from tests.rooms.complaints.desk_office import Office

from berkas.engine.accused import has_open_names, protect_names
from berkas.engine.rulebook import Rulebook
from berkas.rooms.complaints.commands.intake import correct_person, reveal_person, save_complaint
from berkas.rooms.complaints.queries.complaints import load_complaint
from berkas.rooms.complaints.report import COMPLAINT_PAPERS, subject_of
from berkas_db.changes import ANYONE, Actor, Step
from berkas_db.errors import Refused
from berkas_db.tables import ComplaintAccused, Identity

NAME = "Rudi Uji Contoh"
WHO = [{"name": NAME, "nip": "198001012005011001", "position": "Petugas loket"}]


def row(office: Office) -> ComplaintAccused:
    return office.book.glance(lambda s: s.scalars(select(ComplaintAccused)).one())


def test_a_name_goes_to_the_vault_and_a_code_stays(office: Office) -> None:
    id_ = office.complaint(accused=WHO)
    kept = row(office)
    assert (kept.name, kept.nip, kept.position) == (None, None, "Petugas loket")
    record = office.book.read(load_complaint, id_, ANYONE).result()
    (shown,) = record.values["accused"]
    assert shown["code"] == "ID-00001"
    assert NAME not in str(record)
    seen = office.change(reveal_person, kept.id, "Pemeriksaan internal")
    assert (seen["name"], seen["id_number"]) == (NAME, "NIP 198001012005011001")
    for kind in COMPLAINT_PAPERS:
        subject = office.book.read(subject_of, id_).result()
        values = office.book.read(kind.gather, Rulebook.load(), subject, date(2025, 4, 14)).result()
        assert NAME not in str(values), kind.key


def test_a_saved_name_is_corrected_with_a_reason_only(office: Office) -> None:
    id_ = office.complaint(accused=WHO)
    kept = row(office)
    again = {"accused": [{"id": kept.id, "position": "Kepala", "name": "Orang Lain"}]}
    with pytest.raises(Refused, match="ID-00001 sudah tercatat"):
        office.change(save_complaint, again, id=id_, version=None)
    office.change(save_complaint, {"accused": [{"id": kept.id, "position": "Kepala"}]}, id=id_, version=None)
    assert (row(office).position, row(office).identity_id) == ("Kepala", kept.identity_id)
    with pytest.raises(Refused, match="Alasan"):
        office.change(correct_person, kept.id, {"name": "Rudi Benar"}, "")
    office.change(correct_person, kept.id, {"name": "Rudi Benar"}, "Salah ketik")
    assert office.row(Identity, kept.identity_id or 0).name == "Rudi Benar"
    verifier = Actor(None, "Contoh", "verifikator")
    with pytest.raises(Refused, match="tidak berhak melihat identitas"):
        office.change(reveal_person, kept.id, "ingin tahu", actor=verifier)


def test_of_a_restricted_complaint_nobody_else_sees_the_accused(office: Office) -> None:
    office.complaint(accused=WHO, is_restricted=True)
    clerk = Actor(None, "Contoh", "petugas")
    with pytest.raises(Refused, match="terbatas"):
        office.change(reveal_person, row(office).id, "Pemeriksaan", actor=clerk)


def test_a_title_that_names_the_accused_is_a_doubt(office: Office) -> None:
    id_ = office.complaint(accused=WHO)
    with pytest.raises(Refused, match="hanya boleh disebut dengan kode"):
        office.change(save_complaint, {"title": f"Keluhan atas {NAME}"}, id=id_, version=None)


def test_names_an_older_version_kept_are_protected_once(office: Office) -> None:
    id_ = office.complaint()

    def older(step: Step) -> int:
        return step.insert(ComplaintAccused, {"complaint_id": id_, "name": NAME, "position": "Kepala"})

    office.change(older)
    assert office.book.glance(has_open_names)
    assert office.change(protect_names) == 1
    assert not office.book.glance(has_open_names)
    assert row(office).identity_id is not None
    assert office.change(protect_names) == 0
