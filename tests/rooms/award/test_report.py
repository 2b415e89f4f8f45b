"""The papers of the award, parsed back: every part is there, an empty unit prints, nothing hidden leaks."""

import io
from dataclasses import replace
from datetime import datetime

import pypdf
import pytest
from tests.rooms.award.conftest import RULEBOOK, TODAY, World, photo

from berkas.engine.issuing import DocumentKind, Stamp, draft, issue
from berkas.engine.verifying import verify
from berkas.paper.frame import Size
from berkas.rooms.award.commands import entries, verification
from berkas.rooms.award.queries.sheet import load_sheet
from berkas.rooms.award.report import DOCUMENTS
from berkas.rooms.award.report.dossier import DOSSIER
from berkas.rooms.award.report.gather import gather_dossier
from berkas.rooms.award.report.minutes import MINUTES
from berkas.rooms.award.report.pieces import proof_words
from berkas.rooms.award.report.proposal import PROPOSAL
from berkas.rooms.award.report.recap import RECAP
from berkas.rooms.award.report.values import ProofValues
from berkas.rules.vocabulary import AnswerPass, PaperTruth
from berkas_db.changes import ANYONE, Step
from berkas_db.errors import Refused
from berkas_db.tables import Letterhead, Ministry, Office

KEY = "P2HAM-2025:LP-CONTOH"


def text_of(pdf: bytes) -> str:
    """All words of a paper, single spaces between them."""
    pages = pypdf.PdfReader(io.BytesIO(pdf)).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


def printed(world: World, kind: DocumentKind, key: str) -> bytes:
    return draft(world.book, RULEBOOK, kind, world.ask(kind.find, key), TODAY)


def fill(world: World) -> None:
    """Judgements, notes, photos and a finding."""
    entry = world.ids["entry"]
    answers = {
        "lapas.a.01": "ada",
        "lapas.a.02": "proses",
        "lapas.a.03": "tidak",
        "lapas.petugas.01": "ada",
        "lapas.kepatuhan.01": "cukup_patuh",
    }
    notes = {"lapas.a.02": "Kotak pengaduan akan dipindahkan."}
    world.do(verification.judge, entry, AnswerPass.VERIFIKATOR, answers, notes=notes)
    world.proof(entry, "lapas.a.01", photo(1), photo(2, 1), photo(3, 2), caption="Maklumat di ruang tunggu",
                place="Ruang tunggu", taken_by="Siti Contoh")  # fmt: skip
    world.proof(entry, "lapas.a.02", photo(4, 3))
    found = {
        "title": "Bilik belum terpisah",
        "advice": "Pisahkan bilik",
        "found_on": "2025-06-12",
        "due_on": "2025-07-11",
    }
    world.do(entries.add_finding, entry, found, item_code="lapas.a.11")


def test_the_dossier_holds_every_part(world: World) -> None:
    fill(world)
    pdf = printed(world, DOSSIER, KEY)
    words = text_of(pdf)
    for wanted in (
        "DOKUMEN HASIL VERIFIKASI",
        "DAFTAR ISI",
        "BERITA ACARA VERIFIKASI",
        "Kamis tanggal dua belas bulan Juni tahun dua ribu dua puluh lima",
        "19800101 200501 2 001",
        "Rahmat Contoh, A.Md.P., S.H.",
        "Ketua Tim Verifikasi,",
        "Data Pendukung",
        "Foto 1–3",
        "Kotak pengaduan akan dipindahkan.",
        "Rumusan kantor, bukan naskah resmi.",
        "Hitungan jawaban",
        "Bilik belum terpisah",
        "11 Juli 2025",
        "Tidak ada pengaduan tentang unit ini yang tercatat pada tahun 2025.",
        "Foto 4 (butir a.2).",
        "12 Juni 2025 pukul 10.42",
        "oleh Siti Contoh",
        "Rekapitulasi seluruh unit dalam putaran",
        "Periksa kelengkapan (hanya pada draf)",
        "Halaman 2 dari",
    ):
        assert wanted in words, wanted
    reader = pypdf.PdfReader(io.BytesIO(pdf))
    assert "DRAF" in words
    assert sum(len(page.images) for page in reader.pages) >= 4
    titles = [str(mark.title) for mark in reader.outline if not isinstance(mark, list)]
    assert {"Berita Acara Verifikasi", "Dokumentasi foto"} <= set(titles)


def test_no_score_is_invented(world: World) -> None:
    fill(world)
    words = text_of(printed(world, DOSSIER, KEY))
    assert "rumus, bobot, dan batas lulus resmi tidak diketahui" in words
    for word in ("Skor", "Peringkat", "Nilai akhir"):
        assert word not in words


def test_a_unit_with_nothing_filled_in_prints_with_room_to_write(world: World) -> None:
    blank = {
        "authority_note": "Penugasan contoh",
        "members": [],
        "verified_on": None,
        "verification_text": None,
    }
    world.entry("kanim", **blank)
    for kind in (DOSSIER, MINUTES):
        words = text_of(printed(world, kind, "kanim-contoh"))
        assert "Pada hari ini …" in words
        assert "Penugasan contoh" in words
        assert "Dari 18 kriteria, 0 telah dinilai." in words


def test_issued_papers_carry_a_code_that_verifies_and_leave_the_remarks_out(world: World) -> None:
    fill(world)
    subject = world.ask(DOSSIER.find, KEY)
    issued = world.do(issue, RULEBOOK, DOSSIER, subject, TODAY)
    words = text_of(issued.pdf)
    assert "Periksa kelengkapan (hanya pada draf)" not in words
    assert issued.number in words
    assert world.ask(verify, issued.code).state is PaperTruth.UTUH


def test_the_dossier_names_the_number_of_the_issued_minutes(world: World) -> None:
    subject = world.ask(MINUTES.find, KEY)
    issued = world.do(issue, RULEBOOK, MINUTES, subject, TODAY)
    assert issued.number in text_of(issued.pdf)
    assert issued.number in text_of(printed(world, DOSSIER, KEY))


def test_an_older_round_stands_under_the_ministry_of_its_letterhead(world: World) -> None:
    def older(step: Step) -> None:
        ministry = step.session.query(Ministry).filter_by(code="kemenkumham").one()
        own = step.session.query(Ministry).filter_by(code="kemenkum").one()
        office = step.session.query(Office).one()
        step.update(Office, office.id, {"name": f"Kantor Wilayah {own.name} Contoh"})
        letterhead = step.session.query(Letterhead).one()
        step.update(Letterhead, letterhead.id, {"ministry_id": ministry.id})

    world.book.change(older, ANYONE).result()
    text = text_of(printed(world, MINUTES, KEY))
    assert "pada Kantor Wilayah Kementerian Hukum dan Hak Asasi Manusia Contoh" in text


def test_a_photo_that_must_be_covered_is_named_and_not_shown(world: World) -> None:
    fill(world)
    use = world.ask(load_sheet, world.ids["entry"]).uses[1]
    before = pypdf.PdfReader(io.BytesIO(printed(world, DOSSIER, KEY)))
    world.do(verification.describe_proof, use.id, {"must_cover": True})
    pdf = printed(world, DOSSIER, KEY)
    after = pypdf.PdfReader(io.BytesIO(pdf))
    assert sum(len(page.images) for page in after.pages) == sum(len(page.images) for page in before.pages) - 1
    words = text_of(pdf)
    assert "Foto 2 tidak dicetak karena memperlihatkan yang harus ditutup." in words
    assert "Foto 3 (butir a.1)." in words


def test_the_same_values_give_the_same_bytes_on_a4_and_f4(world: World) -> None:
    fill(world)
    subject = world.ask(DOSSIER.find, KEY)
    values = world.ask(gather_dossier, RULEBOOK, subject, TODAY)
    stamp = Stamp(TODAY)
    assert DOSSIER.draw(values, stamp) == DOSSIER.draw(values, stamp)
    wide = replace(values, office=replace(values.office, size=Size.F4))
    page = pypdf.PdfReader(io.BytesIO(DOSSIER.draw(wide, stamp))).pages[0]
    assert [round(float(side) / 72 * 25.4) for side in page.mediabox.upper_right] == [215, 330]


def test_long_names_and_many_photos(world: World) -> None:
    entry = world.ids["entry"]
    name = ("Raden Mas Contoh " * 8)[:119] + "."
    members = [{"role": "ketua_tim", "name": name, "position": name}]
    world.do(entries.save_entry, {"members": members, "verification_text": name * 4}, id=entry, version=None)
    many = [photo(seed, seed, taken_at=datetime(2025, 6, 12, 9, seed)) for seed in range(30)]  # noqa: DTZ001
    world.judge(entry, {"lapas.a.01": "ada"})
    world.proof(entry, "lapas.a.01", *many, caption=name)
    pdf = printed(world, DOSSIER, KEY)
    words = text_of(pdf)
    assert "Foto 1–30" in words
    assert "Foto 30 (butir a.1)." in words
    for page in pypdf.PdfReader(io.BytesIO(pdf)).pages:
        assert page.extract_text().strip()


def test_the_recapitulation_counts_answers_per_unit_and_criterion(world: World) -> None:
    fill(world)
    world.entry("kanim", authority_note="Penugasan contoh")
    words = text_of(printed(world, RECAP, "P2HAM-2025"))
    assert "REKAPITULASI VERIFIKASI P2HAM" in words
    assert "Lapas Kelas IIA Contoh" in words
    assert "Kantor Imigrasi Kelas II Contoh" in words
    assert "Lembaga Pemasyarakatan, a. Aksesibilitas" in words
    assert "2 dari 33" in words


def test_the_proposal_lists_the_proposed_units_only(world: World) -> None:
    world.entry("kanim", authority_note="Penugasan contoh")
    world.do(entries.save_entry, {"proposal": "diusulkan"}, id=world.ids["entry"], version=None)
    words = text_of(printed(world, PROPOSAL, "p2ham-2025"))
    assert "mengusulkan 1 (satu) unit" in words
    assert "1 (satu) unit lain belum kami usulkan" in words
    assert "Yth." in words


def test_an_empty_round_prints(world: World) -> None:
    world.round(code="KOSONG")
    for kind in (RECAP, PROPOSAL):
        words = text_of(printed(world, kind, "kosong"))
        assert "Belum ada unit" in words


def test_keys_are_those_people_type(world: World) -> None:
    assert {kind.key for kind in DOCUMENTS} == {
        "dossier",
        "periksa-kelengkapan",
        "berita-acara",
        "pernyataan-keabsahan",
        "pernyataan-pencanangan",
        "tugas-perbaikan",
        "lembar-ketik-p2ham",
        "rekap-p2ham",
        "usulan-p2ham",
    }
    assert world.ask(DOSSIER.find, "LP-CONTOH").key == KEY
    with pytest.raises(Refused, match="tidak ditemukan"):
        world.ask(DOSSIER.find, "tidak-ada")


def test_runs_of_numbers_are_short() -> None:
    blank = dict.fromkeys(("item_key", "item_place", "name", "place", "taken", "taker", "alt", "shared"), "")
    more = {"image": None, "withheld": False, "is_wide": True, "pages": None, "file_name": ""}
    for numbers, words in (([1], "Foto 1"), ([1, 2], "Foto 1, 2"), ([1, 2, 3, 7], "Foto 1–3, 7"), ([], "")):
        proofs = [ProofValues(number=number, is_photo=True, **blank, **more) for number in numbers]
        assert proof_words(proofs) == words
