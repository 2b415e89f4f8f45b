"""Boxes, supervision, PPID and reporting duties through their commands."""

from collections.abc import Callable
from datetime import date

import pytest
from sqlalchemy import select
from tests.rooms.complaints.desk_office import Office

from berkas.rooms.complaints.commands.registers import save_box, save_duty, save_request, save_supervision
from berkas.rooms.complaints.queries.registers import (
    load_request,
    load_supervision,
    reports_due,
    request_plans,
)
from berkas_db.errors import Refused
from berkas_db.tables import BoxOpening, Due, PpidRequest, ReportingDuty, Supervision, SupervisionFinding

BOX = {"opened_on": "2025-06-02", "opened_time": "08.30", "box_place": "Ruang layanan", "found": 0,
       "first_name": "Siti Contoh", "second_name": "Budi Contoh"}  # fmt: skip
SUPERVISION = {"origin": "ombudsman", "unit_id": "1", "subject": "kunjungan", "year": 2025,
               "report_on": "2025-06-02", "report_number": "LAHP-1"}  # fmt: skip
REQUEST = {"received_on": "2025-06-02", "channel": "email", "information": "Daftar OBH (contoh)",
           "reporter_name": "Ani Contoh", "reporter_address": "Jalan Contoh 2"}  # fmt: skip


def new(office: Office, command: Callable[..., int], values: dict) -> int:
    return office.change(command, values, id=None, version=None)


def test_an_empty_box_is_opened_with_a_number(office: Office) -> None:
    row = office.row(BoxOpening, new(office, save_box, BOX))
    assert (row.number, row.found, row.opened_time) == ("001/VI/2025", 0, "08:30")


def test_two_people_open_a_box(office: Office) -> None:
    with pytest.raises(Refused, match="dua petugas yang berbeda"):
        new(office, save_box, BOX | {"second_name": "siti contoh"})
    with pytest.raises(Refused):
        new(office, save_box, BOX | {"opened_time": "27.99"})


def test_a_corrective_action_is_counted_from_the_report(office: Office) -> None:
    finding = {"component": "pengaduan", "kind": "tindakan_korektif", "text": "Jangka waktu belum dipasang"}
    advice = {"component": "prosedur", "kind": "saran_perbaikan", "text": "Pasang alur"}
    id_ = new(office, save_supervision, SUPERVISION | {"findings": [finding, advice]})
    assert office.row(Supervision, id_).code == "ORI-2025-001"
    rows = office.book.glance(
        lambda s: s.scalars(select(SupervisionFinding).order_by(SupervisionFinding.sort)).all()
    )
    assert [row.due_on for row in rows] == ["2025-07-02", None]
    assert office.book.glance(lambda s: s.scalars(select(Due.step_key)).one())
    record = office.book.read(load_supervision, id_).result()
    first = dict(record.values["findings"][0]) | {"extensions": 1}
    office.change(save_supervision, {"findings": [first, record.values["findings"][1]]}, id=id_, version=None)
    assert office.row(SupervisionFinding, rows[0].id).due_on == "2025-08-01"
    with pytest.raises(Refused, match="temuan yang terbuka"):
        office.change(
            save_supervision, {"closed_on": "2025-07-01", "findings": [first]}, id=id_, version=None
        )


def test_a_request_has_its_clock_and_its_requester_is_a_code(office: Office) -> None:
    id_ = new(office, save_request, REQUEST)
    row = office.row(PpidRequest, id_)
    assert (row.next_due_on, row.status) == ("2025-06-18", "diterima")
    record = office.book.read(load_request, id_).result()
    assert record.values["reporter_code"] == "ID-00001"
    office.change(save_request, {"extended_on": "2025-06-16", "extension_reason": "data di unit lain, W.7-3"},
                  id=id_, version=None)  # fmt: skip
    assert office.row(PpidRequest, id_).next_due_on == "2025-06-30"


def test_a_refusal_opens_the_three_clocks(office: Office) -> None:
    id_ = new(office, save_request, REQUEST)
    with pytest.raises(Refused, match="alasan penolakan"):
        office.change(save_request, {"decision": "ditolak", "notice_on": "2025-06-10"}, id=id_, version=None)
    refused = {"decision": "ditolak", "refusal_reason": "permohonan_tidak_lengkap", "notice_on": "2025-06-10",
               "objections": [{"received_on": "2025-06-20", "reason": "permohonan_ditolak"}]}  # fmt: skip
    office.change(save_request, refused, id=id_, version=None)
    assert office.row(PpidRequest, id_).next_step is None
    plans = {plan.step.key: plan for plan in office.book.read(request_plans, id_).result()}
    assert plans["pengajuan_keberatan"].done_on == date(2025, 6, 20)
    assert plans["tanggapan_atasan"].due.due == date(2025, 8, 4)


def test_a_duty_is_done_also_when_there_is_nothing_to_report(office: Office) -> None:
    duty = office.book.glance(lambda s: s.scalars(select(ReportingDuty).order_by(ReportingDuty.id)).first())
    period = {"period_from": "2025-05-01", "period_until": "2025-05-31", "due_on": "2025-06-05",
              "state": "belum_dikirim"}  # fmt: skip
    office.change(save_duty, {"sent": [period]}, id=duty.id, version=None)
    assert office.book.read(reports_due, date(2025, 6, 2)).result() == [(duty.id, duty.name, "2025-06-05")]
    with pytest.raises(Refused, match="isi tanggal dikirim"):
        office.change(save_duty, {"sent": [period | {"state": "terkirim_nihil"}]}, id=duty.id, version=None)
    sent = period | {"state": "terkirim_nihil", "sent_on": "2025-06-04", "number": "W.7-9"}
    office.change(save_duty, {"sent": [sent]}, id=duty.id, version=None)
    assert office.book.read(reports_due, date(2025, 6, 2)).result() == []
