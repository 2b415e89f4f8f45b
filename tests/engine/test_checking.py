"""Every rule of an office: one thing broken by other hands, exactly its sentence; and the repairs."""

import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select, text
from tests.engine.forging import by_hand

from berkas.engine import due, issuing
from berkas.engine.assessing import installed_version, save_answers, start
from berkas.engine.checking import PARTS, OfficeFinding, Repair, check_office, last_check, note_check, repair
from berkas.engine.invariants import MOST, RULES, broken_rules
from berkas.engine.issuing import DocumentKind, Stamp, Subject
from berkas.engine.recounting import recounted
from berkas.engine.rulebook import Rulebook
from berkas.paper.document import render
from berkas.paper.frame import Frame
from berkas.paper.parts import Title
from berkas.rules.vocabulary import AnswerPass
from berkas_db import tables as t
from berkas_db.book import Book
from berkas_db.changes import ANYONE, Actor, Step
from berkas_db.errors import Refused
from berkas_db.tables import Complaint, Due, Identity, Obh

RULEBOOK = Rulebook.load()
DAY = "2025-03-26"


def _draw(stamp: Stamp) -> bytes:
    return render((Title("Contoh"),), Frame("Contoh", code=stamp.code, issued_at=stamp.issued_at))


KIND = DocumentKind(
    "contoh",
    "Surat contoh",
    "office",
    lambda _session: [Subject("A", "Contoh"), Subject("B", "Contoh lain")],
    lambda *_: "",
    lambda _values, stamp: render(
        (Title("Contoh"),), Frame("Contoh", code=stamp.code, issued_at=stamp.issued_at)
    ),
)


def _complaint(step: Step, number: str, **more: object) -> int:
    key = "pengaduan_tidak_berkadar"
    id_ = step.insert(
        Complaint,
        {
            "number": number, "received_on": DAY, "channel": "surat", "stream": "mutu_layanan",
            "complaint_class": key, "title": "Antrean (contoh)", "body": "Antrean.", "clock_key": key,
            "clock_version": due.version_on(step.session, key, date.fromisoformat(DAY)).key, **more,
        },
    )  # fmt: skip
    step.insert(t.ComplaintEvent, {"complaint_id": id_, "kind": "diterima", "on_date": DAY})
    due.keep(step, due.complaint_case(step.session, id_))
    return id_


def _world(step: Step) -> None:
    """One healthy record of everything the rules ask about."""
    unit = step.insert(t.Unit, {"code": "U-1", "name": "Lapas Contoh", "kind": "lapas"})
    obh = step.insert(Obh, {"code": "O-1", "name": "LBH Contoh"})
    visit = step.insert(
        t.Visit,
        {"code": "V-1", "title": "Contoh", "from_date": DAY, "until_date": DAY, "state": "dilaporkan"},
    )
    version = installed_version(step, RULEBOOK, "skm")
    sheet = start(step, version, "unit", unit, {"code": "L-1", "visit_id": visit})
    save_answers(step, sheet, {next(iter(RULEBOOK.instrument("skm").items)): "3"}, pass_=AnswerPass.PERTAMA)
    form = {"visit_id": visit, "instrument_version_id": version, "printed_at": step.now}
    step.insert(
        t.PaperForm,
        form | {"number": 1, "code": "V-1/01", "state": "diketik", "assessment_id": sheet},
    )
    step.insert(t.PaperForm, form | {"number": 2, "code": "V-1/02", "state": "batal", "reason": "Rusak"})
    attached = step.attach(b"gambar contoh", "a.jpg", "image/jpeg")
    sha = step.session.execute(select(t.Attachment.sha256)).scalar_one()
    proof = step.insert(
        t.Evidence,
        {"code": "D-1", "kind": "foto", "attachment_id": attached, "sha256": sha, "added_on": DAY},
    )
    step.insert(t.EvidenceUse, {"evidence_id": proof, "visit_id": visit, "added_at": step.now})
    for number in (1, 2):
        step.insert(
            t.Letter,
            {
                "direction": "keluar",
                "year": 2025,
                "serial": number,
                "subject": "Contoh",
                "number": f"W-{number}",
            },
        )
        step.insert(t.Official, {"name": f"Pejabat {number} (contoh)"})
        step.insert(
            t.Letterhead,
            {"name": f"Kop {number}", "line1": "KANTOR", "valid_from": f"202{number}-01-01",
             "valid_until": f"202{number}-12-31", "is_default": True},
        )  # fmt: skip
        step.insert(
            t.PositionHeld,
            {"official_id": number, "position": "Kepala Kantor", "valid_from": f"202{number}-01-01",
             "valid_until": f"202{number}-12-31"},
        )  # fmt: skip
        _complaint(step, f"P-{number}")
    finding = step.insert(
        t.Finding,
        {"code": "T-1", "source": "wawancara", "title": "Contoh", "text": "Contoh", "found_on": DAY},
    )
    step.insert(
        t.Followup,
        {
            "code": "TL-1",
            "title": "Contoh",
            "source": "wawancara",
            "finding_id": finding,
            "start_on": DAY,
            "owner_name": "Seksi contoh",
        },
    )
    person = step.insert(Identity, {"code": "ID-1", "name": "Nama contoh", "protection": "anak"})
    step.insert(t.Recipient, {"code": "R-1", "identity_id": person, "is_child": True})
    packet = step.insert(
        t.CasePacket, {"code": "PK-1", "obh_id": obh, "service_kind": "konsultasi", "year": 2025}
    )
    step.insert(
        t.Reimbursement,
        {"code": "RB-1", "packet_id": packet, "obh_id": obh, "submitted_on": DAY, "state_since": DAY,
         "claimed": 500, "approved": 400, "paid": 400},
    )  # fmt: skip
    step.insert(t.Contract, {"obh_id": obh, "year": 2025, "number": "K-1"})
    step.insert(t.AppUser, {"login": "ani", "full_name": "Ani contoh", "role": "admin"})
    round_id = step.insert(
        t.AwardRound,
        {"code": "RD-1", "year": 2025, "title": "Contoh", "instrument_version_id": version,
         "legal_basis": "Contoh"},
    )  # fmt: skip
    entry = step.insert(t.AwardEntry, {"round_id": round_id, "unit_id": unit, "locked_at": step.now})
    step.insert(t.EntryRevision, {"entry_id": entry, "number": 0, "locked_at": step.now, "sha256": "0" * 64})


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("kantor") / "kantor.berkas"
    with Book.create(path, office_name="Kanwil Contoh") as book:
        book.change(_world, ANYONE).result()
        for subject in KIND.subjects(None):  # pyright: ignore[reportArgumentType]
            book.change(issuing.issue, ANYONE, RULEBOOK, KIND, subject, date(2025, 6, 12)).result()
        assert check_office(book) == []
    return path


@pytest.fixture(scope="module")
def words(prepared: Path) -> dict[str, str]:
    """What stands in the healthy office, for the braces of the sentences."""
    first = select(Due.label, Due.due_on).where(Due.complaint_id == 1, Due.sort == 0)
    coming = select(Complaint.next_due_on).where(Complaint.id == 1)
    with Book.open(prepared, write=False) as book:
        step = book.read(lambda session: session.execute(first).one()).result()
        due_on = book.read(lambda session: session.execute(coming).scalar_one()).result()
        edition = book.read(lambda session: session.execute(select(t.InstrumentVersion.edition)).scalar_one())
        edition.result()
    return {"step": step.label, "due": step.due_on or "kosong", "next": due_on, "edition": edition.result()}


@pytest.fixture
def path(prepared: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(prepared, tmp_path / "kantor.berkas"))


def broken(path: Path, *statements: str) -> None:
    other = by_hand(path)
    other.create_function("hari_ini", 0, lambda: DAY)
    for statement in statements:
        other.execute(statement)
    other.close()


COPY_OF_FORM = (
    "INSERT INTO paper_form (uid, visit_id, instrument_version_id, number, code, state, printed_at,"
    " assessment_id, created_at, updated_at) SELECT 'x', visit_id, instrument_version_id, {number},"
    " 'V-1/09', '{state}', printed_at, {sheet}, created_at, updated_at FROM paper_form WHERE id = 1"
)

BROKEN: tuple[tuple[str, str, str, str], ...] = (
    ("nomor_ganda", "UPDATE issued_document SET number = '001/VI/2025'", "issued_document",
     "Nomor 001/VI/2025 dipakai 2 dokumen terbit yang berbeda."),
    ("dokumen_tanpa_isi",
     "DELETE FROM attachment_chunk WHERE attachment_id > 1",
     "issued_document", "Dokumen terbit 001/VI/2025 tidak lagi memiliki isi seperti saat diterbitkan."),
    ("dokumen_luar_riwayat", "UPDATE journal SET hash = zeroblob(32) WHERE id = 2", "issued_document",
     "Riwayat tidak lagi memuat tanda yang dicetak pada dokumen 001/VI/2025: dipotong atau dihitung ulang."),
    ("dua_dokumen_berlaku", "UPDATE issued_document SET subject_key = 'A'", "issued_document",
     "2 dokumen jenis contoh berlaku sekaligus untuk A."),
    ("surat_melompat", "UPDATE letter SET serial = 4 WHERE serial = 2", "letter",
     "Nomor urut surat keluar 2025 melompat: nomor 3 tidak ada."),
    ("dua_kop", "UPDATE letterhead SET valid_until = NULL", "letterhead",
     "Kop surat Kop 1 dan Kop 2 sama-sama menjadi kop utama pada 2022-01-01."),
    ("dua_pejabat", "UPDATE position_held SET valid_until = NULL", "official",
     "Jabatan Kepala Kantor dipegang dua pejabat definitif sekaligus sejak 2022-01-01."),
    ("tutup_sebelum_terima", "UPDATE complaint SET closed_on = '2025-01-02' WHERE id = 1", "complaint",
     "Pengaduan P-1 ditutup 2025-01-02, sebelum diterima 2025-03-26."),
    ("jawab_sebelum_terima", "UPDATE complaint SET answered_on = '2025-01-02' WHERE id = 1", "complaint",
     "Pengaduan P-1 dijawab 2025-01-02, sebelum diterima 2025-03-26."),
    ("tertutup_masih_berjalan", "UPDATE complaint SET closed_on = '2025-12-02' WHERE id = 1", "complaint",
     "Pengaduan P-1 sudah ditutup 2025-12-02, tetapi masih menunggu langkah berikutnya."),
    ("digabung_ke_sampah",
     "UPDATE complaint SET merged_into_id = iif(id = 1, 2, NULL), trashed_at = iif(id = 2, created_at, NULL)",
     "complaint", "Pengaduan P-1 digabung ke pengaduan P-2 yang sudah ada di Sampah."),
    ("tindak_lanjut_yatim", "UPDATE finding SET trashed_at = created_at", "followup",
     "Tindak lanjut TL-1 berasal dari temuan T-1 yang sudah ada di Sampah."),
    ("selesai_tanpa_tanggal", "UPDATE followup SET status = 'selesai'", "followup",
     "Tindak lanjut TL-1 dinyatakan selesai tanpa tanggal selesai."),
    ("ditutup_sendiri",
     "UPDATE followup SET status = 'selesai', closed_on = start_on, owner_user_id = 1, closed_by_id = 1",
     "followup", "Tindak lanjut TL-1 ditutup oleh penanggung jawabnya sendiri."),
    ("formulir_belum_dihitung", COPY_OF_FORM.format(number=3, state="dicetak", sheet="NULL"), "visit",
     "Kegiatan V-1 sudah dilaporkan, padahal 1 dari 3 formulir belum diketik, batal, atau hilang."),
    ("formulir_tanpa_lembar", COPY_OF_FORM.format(number=3, state="diketik", sheet="NULL"), "visit",
     "Formulir V-1/09 tercatat diketik, tetapi lembar isiannya tidak ada."),
    ("formulir_lembar_salah", COPY_OF_FORM.format(number=3, state="batal", sheet="1"), "visit",
     "Formulir V-1/09 memiliki lembar isian, tetapi tercatat batal."),
    ("formulir_melompat", COPY_OF_FORM.format(number=9, state="batal", sheet="NULL"), "visit",
     "Nomor formulir kegiatan V-1 melompat: tercetak sampai 9, yang tercatat 3."),
    ("terkunci_tanpa_waktu", "UPDATE assessment SET state = 'terkunci'", "assessment",
     "Lembar isian L-1 terkunci tanpa tanggal penguncian."),
    ("lengkap_bersalah", "UPDATE assessment SET state = 'lengkap', open_errors = 2", "assessment",
     "Lembar isian L-1 tercatat lengkap, padahal masih ada 2 kesalahan terbuka."),
    ("bukti_tanpa_isi", "DELETE FROM attachment_chunk WHERE attachment_id = 1", "evidence",
     "Data dukung D-1 tidak lagi memiliki isi seperti saat ditambahkan."),
    ("bukti_sampah_dipakai", "UPDATE evidence SET trashed_at = created_at", "evidence",
     "Data dukung D-1 ada di Sampah, padahal masih dipakai 1 kali."),
    ("terkunci_tanpa_revisi", "DELETE FROM entry_revision", "award_entry",
     "Berkas verifikasi Lapas Contoh terkunci tanpa catatan revisi 0."),
    ("anak_tanpa_tanda", "UPDATE identity SET protection = NULL", "recipient",
     "Penerima R-1 anak pada saat perkaranya, tetapi identitas ID-1 belum bertanda dilindungi."),
    ("tersisa_setelah_dihapus", "UPDATE identity SET anonymised_at = created_at", "identity",
     "Identitas ID-1 sudah dihapus, padahal masih memuat nama, NIK, atau alamat."),
    ("bayar_lebih", "UPDATE reimbursement SET paid = 450", "reimbursement",
     "Reimbursement RB-1 dibayar Rp450, lebih dari yang disetujui Rp400."),
    ("setuju_lebih", "UPDATE reimbursement SET claimed = 300", "reimbursement",
     "Reimbursement RB-1 disetujui Rp400, lebih dari yang diajukan Rp300."),
    ("tanpa_admin", "UPDATE app_user SET is_active = 0", "app_user",
     "Tidak ada lagi akun admin yang aktif."),
    ("induk_di_sampah_contract_obh", "UPDATE obh SET trashed_at = created_at", "contract",
     "Kontrak K-1 belum di Sampah, padahal OBH LBH Contoh sudah."),
    ("induk_di_sampah_assessment_visit", "UPDATE visit SET trashed_at = created_at", "assessment",
     "Lembar isian L-1 belum di Sampah, padahal kegiatan V-1 sudah."),
    ("induk_di_sampah_award_entry_award_round", "UPDATE award_round SET trashed_at = created_at",
     "award_entry",
     "Unit nomor 1 pada putaran RD-1 belum di Sampah, padahal putarannya sudah."),
    ("induk_di_sampah_award_entry_unit", "UPDATE unit SET trashed_at = created_at", "award_entry",
     "Keikutsertaan nomor 1 belum di Sampah, padahal unit Lapas Contoh sudah."),
    ("jatuh_tempo", "UPDATE due SET due_on = '2025-12-31' WHERE complaint_id = 1 AND sort = 0", "complaint",
     "Pengaduan P-1: jatuh tempo langkah “{step}” tercatat 2025-12-31, seharusnya {due}."),
    ("jatuh_tempo", "DELETE FROM due WHERE complaint_id = 2 AND sort = 0", "complaint",
     "Pengaduan P-2: langkah “{step}” tidak ada pada daftar jatuh tempo."),
    ("jatuh_tempo", "UPDATE complaint SET next_due_on = '2026-01-01' WHERE id = 1", "complaint",
     "Pengaduan P-1: tenggat berikutnya tercatat 2026-01-01, seharusnya {next}."),
    ("sidik_instrumen", "UPDATE instrument_version SET canonical_text = replace(canonical_text, '1', '2')",
     "instrument_version", "Naskah instrumen skm edisi {edition} tidak lagi sesuai dengan sidiknya."),
    ("butir_asing", "UPDATE answer SET item_code = 'ZZ'", "assessment",
     "Lembar isian L-1 menjawab butir ZZ yang tidak ada pada instrumennya."),
)  # fmt: skip


@pytest.mark.parametrize("case", BROKEN, ids=[f"{row[0]}-{n}" for n, row in enumerate(BROKEN)])
def test_one_broken_thing_is_one_sentence(
    path: Path, words: dict[str, str], case: tuple[str, str, str, str]
) -> None:
    _key, statement, table, sentence = case
    broken(path, statement)
    with Book.open(path, write=False) as book:
        found = book.read(broken_rules).result() + book.read(recounted).result()
    assert sentence.format(**words) in [each.sentence for each in found]
    assert {each.table for each in found if each.sentence == sentence.format(**words)} == {table}
    assert all("Nama contoh" not in each.sentence for each in found)


def test_every_rule_has_its_example_or_is_of_the_same_form() -> None:
    shown = {row[0] for row in BROKEN}
    left = {rule.key for rule in RULES} - shown
    assert left <= {
        "dua_penilaian_subjek",  # the table itself refuses it, as long as it is whole
        "induk_di_sampah_legal_case_obh",
        "induk_di_sampah_survey_period_unit",
        "induk_di_sampah_assessment_survey_period",
        "induk_di_sampah_ppid_objection_ppid_request",
        "induk_di_sampah_supervision_finding_supervision",
    }


def test_every_question_can_be_asked_of_an_empty_office(tmp_path: Path) -> None:
    with Book.create(tmp_path / "a.berkas", office_name="Kanwil Contoh") as book:
        told: list[str] = []
        assert check_office(book, told.append) == []
    assert told == list(PARTS)


def test_many_of_one_kind_are_summed_up(path: Path) -> None:
    rows = "WITH RECURSIVE n (i) AS (SELECT 3 UNION ALL SELECT i + 1 FROM n WHERE i < 42)"
    other = by_hand(path)
    other.execute(
        f"{rows} INSERT INTO followup (uid, code, title, source, start_on, status, created_at, updated_at)"
        " SELECT 'u' || i, 'X-' || i, 'contoh', source, start_on, 'selesai', created_at, updated_at"
        " FROM n, followup WHERE id = 1"
    )
    other.close()
    with Book.open(path, write=False) as book:
        found = [each for each in book.read(broken_rules).result() if each.rule == "selesai_tanpa_tanggal"]
    assert len(found) == MOST + 1
    assert found[-1].sentence == "Masih ada 20 temuan serupa."


@pytest.mark.parametrize(
    ("statement", "remedy"),
    [
        ("UPDATE due SET due_on = '2025-12-31' WHERE complaint_id = 1 AND sort = 0", Repair.COUNT),
        ("UPDATE unit SET phone = '999', name = 'Lapas Palsu'", Repair.VALUES),
        ("INSERT INTO obh_fts (obh_fts) VALUES ('delete-all')", Repair.SEARCH),
    ],
)
def test_what_can_be_repaired_is_repaired_and_the_file_is_whole_again(
    path: Path, statement: str, remedy: Repair
) -> None:
    broken_by_tool(path, statement)
    with Book.open(path) as book:
        offered = [each for each in check_office(book) if each.repair is remedy]
        assert offered
        for each in offered:
            assert each.repairs_itself
            repair(book, each, ANYONE)
        assert check_office(book) == []
        name = book.read(lambda session: session.execute(select(t.Unit.name)).scalar_one()).result()
    assert name == "Lapas Contoh"


def broken_by_tool(path: Path, statement: str) -> None:
    """Like `broken`, but the book's own triggers stay."""
    from berkas_db.connect import driver

    other = driver.connect(path, isolation_level=None)
    other.execute(statement)
    other.close()


def test_a_child_is_marked(path: Path) -> None:
    def take_back(step: Step) -> None:
        step.update(Identity, 1, {"protection": None})

    with Book.open(path) as book:
        book.change(take_back, ANYONE).result()
        (finding,) = check_office(book)
        assert finding.repair is Repair.PROTECT
        repair(book, finding, ANYONE)
        assert check_office(book) == []


def test_a_changed_journal_is_no_source_for_repairs(path: Path) -> None:
    broken(path, "UPDATE journal_value SET after = replace(after, 'Lapas Contoh', 'Lapas Palsu')")
    before = path.read_bytes()
    with Book.open(path, write=False) as book:
        found = [each for each in check_office(book) if each.part == "isi"]
    assert path.read_bytes() == before
    assert found
    assert {each.repair for each in found} == {Repair.RESTORE}


def test_what_cannot_be_repaired_says_so_and_who_may_not_is_refused(path: Path) -> None:
    with Book.open(path) as book:
        for each in (Repair.RESTORE, Repair.LOOK):
            with pytest.raises(Refused, match="tidak dapat diperbaiki oleh program"):
                repair(book, OfficeFinding("kantor", "Contoh.", each), ANYONE)
        watcher = Actor(None, "Pengawas contoh", "pengawas")
        for remedy in (Repair.SEARCH, Repair.COUNT):
            with pytest.raises(Refused, match="tidak berhak"):
                repair(book, OfficeFinding("pencarian", "Contoh.", remedy, "complaint", 1), watcher)


def test_the_last_check_is_remembered(path: Path) -> None:
    with Book.open(path) as book:
        assert book.read(last_check).result() is None
        for count in (3, 0):
            book.change(note_check, ANYONE, count).result()
            kept = book.read(last_check).result()
            assert kept is not None
            assert kept.found == count
        assert check_office(book) == []
        rows: Callable[[Any], int] = lambda session: session.execute(  # noqa: E731
            text("SELECT count(*) FROM setting WHERE key = 'pemeriksaan_terakhir'")
        ).scalar_one()
        assert book.read(rows).result() == 1
