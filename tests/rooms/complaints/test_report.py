"""The papers, parsed back: what must stand on them, and what must not."""

import io
from datetime import date
from typing import Any

import pytest
from pypdf import PdfReader
from tests.rooms.complaints.desk_office import Office

from berkas.engine.issuing import DocumentKind, draft, issue
from berkas.engine.rulebook import Rulebook
from berkas.media.sample import SCENES, sample_photo
from berkas.rooms.complaints.commands.attachments import NewFile, add_attachment
from berkas.rooms.complaints.commands.intake import save_complaint
from berkas.rooms.complaints.commands.registers import save_box, save_duty
from berkas.rooms.complaints.report import DOCUMENTS
from berkas_db.changes import ANYONE, Step
from berkas_db.errors import Refused
from berkas_db.tables import Complaint, Ministry, UnitMinistry
from berkas_db.tables import Office as OfficeRow

KINDS: dict[str, DocumentKind] = {kind.key: kind for kind in DOCUMENTS}
ON = date(2025, 4, 28)
RULES = Rulebook.load()


def paper(office: Office, kind: str, key: str) -> tuple[str, int]:
    """The words of a draft in one line, and its number of pages."""
    subject = office.book.read(KINDS[kind].find, key).result()
    return words(draft(office.book, RULES, KINDS[kind], subject, ON))


def words(pdf: bytes) -> tuple[str, int]:
    reader = PdfReader(io.BytesIO(pdf))
    text = " ".join(page.extract_text() for page in reader.pages)
    return " ".join(text.split()), len(reader.pages)


def test_the_receipt_has_number_code_and_every_due_date(office: Office) -> None:
    id_ = office.complaint(is_anonymous=False, reporter_name="Budi Contoh")
    text, _pages = paper(office, "tanda-terima", "001/III/2025")
    for wanted in ("001/III/2025", "ID-00001", "25 April 2025", "14 hari kerja", "jatuh tempo", "Hari Raya"):
        assert wanted in text, wanted
    code = office.row(Complaint, id_).ask_code
    assert f"{code[:3]} {code[3:]}" in text
    assert "Budi" not in text


def test_the_case_file_tells_everything_but_who(office: Office) -> None:
    id_ = office.complaint(is_anonymous=False, reporter_name="Budi Contoh", internal_note="Awas pembalasan")
    office.work(id_, "diteruskan", "2025-03-27", recipient="Divisi Pelayanan Hukum")
    office.work(id_, "catatan", "2025-03-27", note="Telepon dari pelapor")
    office.work(id_, "dijawab", "2025-04-10", note="Loket ditambah.")
    text, _pages = paper(office, "berkas-pengaduan", "001/III/2025")
    for wanted in ("Menunggu empat jam", "Divisi Pelayanan Hukum", "Loket ditambah", "Awas", "Telepon dari"):
        assert wanted in text, wanted
    assert "Budi" not in text
    outside, _pages = paper(office, "berkas-pengaduan-luar", "001/III/2025")
    assert "Loket ditambah" in outside
    assert "Awas" not in outside
    assert "Telepon dari" not in outside


def test_the_case_file_without_identity_names_nobody(office: Office) -> None:
    accused = [{"name": "Rudi Uji Contoh", "position": "Petugas loket"}]
    id_ = office.complaint(is_anonymous=False, reporter_name="Budi Contoh", accused=accused)
    office.work(id_, "catatan", "2025-03-27", note="Telepon dari pelapor")
    inside = paper(office, "berkas-pengaduan", "001/III/2025")[0]
    assert "ID-00001, Petugas loket" in inside
    assert "Rudi" not in inside
    text, _pages = paper(office, "berkas-pengaduan-tanpa-identitas", "001/III/2025")
    assert "Petugas loket" in text
    assert "Telepon dari pelapor" in text
    for name in ("Rudi", "Budi", "ID-00001", "ID-00002"):
        assert name not in text


def test_free_days_stand_under_the_calendar_with_their_decree(office: Office) -> None:
    office.complaint(received_on="2025-08-11")
    text = " ".join(paper(office, "tanda-terima", "001/VIII/2025")[0].split())
    assert "Tidak dihitung: 17 Agu: Minggu; " in text
    assert "18 Agu: " in text
    assert "SKB" in text


def test_attachments_are_printed_with_the_case(office: Office) -> None:
    id_ = office.complaint()
    before = paper(office, "berkas-pengaduan", "001/III/2025")[1]
    box = office.change(save_box, {"opened_on": "2025-04-01", "box_place": "Loket", "found": 0,
                                   "first_name": "A Contoh", "second_name": "B Contoh"},
                        id=None, version=None)  # fmt: skip
    assert box
    pdf = draft(office.book, RULES, KINDS["ba-kotak"],
                office.book.read(KINDS["ba-kotak"].find, "001/IV/2025").result(), ON)  # fmt: skip
    photo = sample_photo(next(iter(SCENES)), 1, size=(400, 300))
    office.change(add_attachment, id_, NewFile("surat.pdf", pdf, "Surat pelapor"))
    office.change(add_attachment, id_, NewFile("bukti.jpg", photo))
    office.change(add_attachment, id_, NewFile("nota.pdf", pdf, "Nota dinas", is_internal=True))
    text, pages = paper(office, "berkas-pengaduan", "001/III/2025")
    assert pages > before
    assert "Nota dinas" in text
    assert "Nota dinas" not in paper(office, "berkas-pengaduan-luar", "001/III/2025")[0]


@pytest.mark.parametrize("name", ["pindaian.jpg", "surat.pdf", "virus.exe"])
def test_a_file_that_is_not_what_it_says_is_refused(office: Office, name: str) -> None:
    id_ = office.complaint()
    with pytest.raises(Refused):
        office.change(add_attachment, id_, NewFile(name, b"bukan apa-apa"))


def test_the_register_is_a_book_of_codes(office: Office) -> None:
    office.complaint(is_anonymous=False, reporter_name="Budi Contoh")
    office.complaint(complaint_class="pengaduan_ham", title="Rahasia sekali (contoh)", is_secret=True)
    office.complaint(received_on="2025-04-08")
    text, _pages = paper(office, "register-pengaduan", "2025-03")
    assert "Maret 2025" in text
    assert "ID-00001" in text
    assert "Pengaduan terbatas" in text
    assert "Rahasia sekali" not in text
    assert "Budi" not in text
    assert "003/IV/2025" not in text
    assert "003/" in paper(office, "register-pengaduan", "2025")[0]


def test_a_restricted_case_is_not_printed_from_the_terminal(office: Office) -> None:
    office.complaint(complaint_class="pengaduan_ham")
    with pytest.raises(Refused, match="terbatas"):
        paper(office, "tanda-terima", "001/III/2025")
    with pytest.raises(Refused, match="tidak ditemukan"):
        paper(office, "tanda-terima", "999")


def test_an_empty_box_has_its_berita_acara(office: Office) -> None:
    office.change(save_box, {"opened_on": "2025-06-02", "box_place": "Ruang layanan", "found": 0,
                             "first_name": "Siti Contoh", "second_name": "Budi Contoh"},
                  id=None, version=None)  # fmt: skip
    text, _pages = paper(office, "ba-kotak", "001/VI/2025")
    assert "nihil" in text
    assert "Senin tanggal dua bulan Juni" in text


def test_the_poster_says_the_times_of_the_clocks(office: Office) -> None:
    text, pages = paper(office, "poster-pengaduan", "kantor")
    assert pages == 1
    for wanted in ("14 hari kerja", "60 hari kerja", "3 hari kerja", "(0700) 0000"):
        assert wanted in text, wanted
    assert "14 hari kerja" in paper(office, "poster-pengaduan", "KWC")[0]
    assert "3 hari kerja" in paper(office, "poster-layanan", "KWC:ahu")[0]


def test_posters_hang_in_two_sizes_and_in_large_print(office: Office) -> None:
    widths: dict[str, float] = {}
    for key in (
        "poster-pengaduan",
        "poster-pengaduan-a3",
        "poster-pengaduan-besar",
        "poster-layanan-besar-a3",
    ):
        subject = office.book.read(KINDS[key].find, "KWC:ahu" if "layanan" in key else "KWC").result()
        pdf = draft(office.book, RULES, KINDS[key], subject, ON)
        pages = PdfReader(io.BytesIO(pdf)).pages
        widths[key] = round(float(pages[0].mediabox.width) / 72 * 25.4)
        assert (len(pages) > 1) == ("besar" in key)
        assert "hari kerja" in words(pdf)[0]
    assert list(widths.values()) == [210, 297, 210, 297]


def test_large_print_is_large(office: Office) -> None:
    subject = office.book.read(KINDS["poster-pengaduan-besar"].find, "KWC").result()
    pdf = draft(office.book, RULES, KINDS["poster-pengaduan-besar"], subject, ON)
    sizes: list[float] = []
    for page in PdfReader(io.BytesIO(pdf)).pages[:2]:
        page.extract_text(
            visitor_text=lambda text, _cm, tm, _font, size: (
                sizes.append(size * tm[0]) if text.strip() else None
            )
        )
    assert min(sizes) >= 18


def test_a_poster_without_a_site_leads_to_the_telephone(office: Office) -> None:
    office.change(lambda step: step.update(OfficeRow, 1, {"website": None}))
    text, _pages = paper(office, "poster-pengaduan", "kantor")
    assert "Telepon kami" in text


def test_no_poster_for_another_ministry(office: Office) -> None:
    def settle(step: Step) -> None:
        ministries = step.session.query(Ministry).order_by(Ministry.id).all()
        step.update(OfficeRow, 1, {"ministry_id": ministries[0].id})
        step.insert(UnitMinistry, {"unit_id": 1, "ministry_id": ministries[1].id, "valid_from": "2024-10-21"})

    office.change(lambda step: step.update(OfficeRow, 1, {"ministry_id": 1}))
    with pytest.raises(Refused, match="belum dicatat"):
        paper(office, "poster-pengaduan", "LPC")
    office.change(settle)
    with pytest.raises(Refused, match="poster pengaduannya dibuat kementerian itu"):
        paper(office, "poster-pengaduan", "LPC")


def test_an_issued_receipt_keeps_number_and_code(office: Office) -> None:
    office.complaint()
    kind = KINDS["tanda-terima"]
    subject = office.book.read(kind.find, "001/III/2025").result()
    issued: Any = office.book.change(issue, ANYONE, RULES, kind, subject, ON).result().value
    office.change(save_complaint, {"title": "Judul lain (contoh)"}, id=1, version=None)
    assert issued.code
    text, _pages = words(issued.pdf)
    assert "DRAF" not in text
    assert issued.number in text


def test_the_calendar_of_reports_names_nihil_and_what_is_late(office: Office) -> None:
    period = {"period_from": "2025-01-01", "period_until": "2025-01-31", "due_on": "2025-02-05"}
    late = {"period_from": "2025-02-01", "period_until": "2025-02-28", "due_on": "2025-03-05"}
    sent = period | {"state": "terkirim_nihil", "sent_on": "2025-02-04", "number": "W.7-9"}
    office.change(save_duty, {"sent": [sent, late | {"state": "belum_dikirim"}]}, id=1, version=None)
    text, _pages = paper(office, "kalender-laporan", "2025")
    for wanted in ("1 laporan lewat", "Terkirim (nihil)", "W.7-9", "5 Februari 2025"):
        assert wanted in text, wanted
