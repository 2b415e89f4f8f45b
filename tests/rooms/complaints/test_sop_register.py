"""The register of services and SOPs: what hangs where, and which of the fourteen components are missing."""

from sqlalchemy import select
from tests.rooms.complaints.desk_office import Office
from tests.rooms.complaints.test_report import paper

from berkas.rooms.complaints.report.sopregister import SOP_REGISTER
from berkas_db.changes import Step
from berkas_db.tables import Sop, SopComponent, Term


def furnish(step: Step) -> None:
    codes = step.session.scalars(select(Term.code).where(Term.kind == "komponen_standar").order_by(Term.sort))
    every = list(codes)
    assert len(every) == 14
    whole = step.insert(Sop, {"unit_id": 2, "service_id": 1, "number": "SOP-1", "title": "Legalisasi",
                              "signed_on": "2024-02-03", "hangs_at": "Lobi", "is_visible": True})  # fmt: skip
    part = step.insert(Sop, {"unit_id": 1, "number": "SOP-2", "title": "Kunjungan (contoh)"})
    step.insert(Sop, {"unit_id": 1, "number": "SOP-3", "title": "Lama", "valid_until": "2020-01-01"})
    for code in every:
        step.insert(SopComponent, {"sop_id": whole, "component": code, "is_present": True})
    step.insert(SopComponent, {"sop_id": part, "component": every[0], "is_present": True})


def test_each_unit_shows_its_services_and_sops(office: Office) -> None:
    office.change(furnish)
    text, pages = paper(office, "register-sop", "KANTOR")
    flat = " ".join(text.split())
    for wanted in (
        "Lapas Kelas IIA Contoh", "Kantor Wilayah Contoh", "Layanan AHU", "3 hari kerja", "SOP-1", "Lobi",
        "14 lengkap", "belum dipasang", "Pasal 21 UU 25/2009", "3 Februari 2024",
    ):  # fmt: skip
        assert wanted in flat, wanted
    assert "SOP-3" not in text
    assert pages == 1
    one, _pages = paper(office, "register-sop", "LPC")
    assert "SOP-2" in one
    assert "SOP-1" not in one


def test_an_office_without_sops_says_so(office: Office) -> None:
    assert "Belum ada SOP yang dicatat." in paper(office, "register-sop", "KANTOR")[0]
    assert SOP_REGISTER.docx is not None
