"""One visit with two teams at five places: every paper speaks of its own place, team and purpose."""

from collections.abc import Callable
from datetime import date
from io import BytesIO

import docx
import pytest
from tests.rooms.visits.test_chain_papers import printed

from berkas.engine.issuing import Subject, issue
from berkas.engine.letters import begin_letter, letter_values
from berkas.engine.rulebook import Rulebook
from berkas.rooms.visits.commands import mark_sidbankum, save_visit, unmark_sidbankum
from berkas.rooms.visits.queries import chain as links
from berkas.rooms.visits.queries.chain import Chain, chain_of
from berkas.rooms.visits.report import ASSIGNMENT, ATTENDANCE, FORM, MINUTES, MONEV, NOMINATIVE, PHOTOS
from berkas.rooms.visits.report.ba import subjects_of
from berkas.rooms.visits.report.letters import visit_letter_values
from berkas_db.book import Book
from berkas_db.changes import ANYONE, Step
from berkas_db.errors import Refused
from berkas_db.tables import LegalCase, Visit

Make = Callable[..., int]
RULES = Rulebook.load()
ON = date(2025, 6, 3)
KEY = "KEG-TIM"
HOME = "Jalan Rahasia Nomor 7"


def _case(step: Step, obh: int) -> int:
    own = {"code": "PRK-1", "obh_id": obh, "service_kind": "pidana", "title": "Pidana (contoh)",
           "request_form": "tertulis", "request_on": "2025-01-06", "state": "selesai",
           "poverty_number": "SKTM-77", "poverty_on": "2025-01-02"}  # fmt: skip
    return step.insert(LegalCase, own)


@pytest.fixture
def visit(  # noqa: PLR0917  one fixture a maker
    book: Book, make_visit: Make, make_unit: Make, make_official: Make, make_obh: Make,
          make_recipient: Make) -> int:  # fmt: skip
    unit, obh = make_unit(), make_obh()
    case = book.change(_case, ANYONE, obh).result().value
    first, second = make_official(), make_official("Agus Contoh, S.H.", "199205052017121005")
    day = {"on_date": "2025-06-12"}
    traces = [
        {"recipient_id": make_recipient(f"PB-{number}"), "obh_id": obh, "place": place, "result": result,
         "case_id": case if place == 2 else None}
        for number, place, result in ((1, 1, "ditemukan"), (2, 2, "tidak_terdaftar"), (3, 3, "ditemukan"))
    ]  # fmt: skip
    return make_visit(
        code=KEY,
        state="direncanakan",
        purposes=("monev_bankum", "periksa_berkas", "keabsahan_sktm"),
        members=[{"official_id": first, "role": "ketua", "team": 1},
                 {"official_id": second, "role": "ketua", "team": 2}],
        places=[{"kind": "upt", "unit_id": unit, "team": 1} | day,
                {"kind": "kelurahan", "name": "Kantor Kelurahan Contoh", "team": 2} | day,
                {"kind": "kantor_pbh", "obh_id": obh, "team": 2} | day,
                {"kind": "rumah", "name": "Rumah Budi", "address": HOME, "team": 1} | day],
        traces=traces,
        attendance=[{"name": "Ratna Contoh", "position": "Kepala", "agency": "Lapas Kelas IIA Contoh"}],
    )  # fmt: skip


def minutes(book: Book, visit: int) -> dict[str, str]:
    return {
        place.title: printed(book, MINUTES, place.key)
        for place in book.read(subjects_of, visit, KEY).result()
    }


def test_minutes_say_what_is_done_at_each_kind_of_place(book: Book, visit: int) -> None:
    found = minutes(book, visit)
    unit, village, office, home = found.values()
    assert "monev bantuan hukum" in unit
    assert "pemeriksaan berkas PBH" not in unit
    assert "pemeriksaan keabsahan SKTM" in village
    assert "diperiksa: 1 (satu) lembar; terdaftar: 0 (nol) lembar; tidak terdaftar: 1 (satu)" in village
    assert "Lurah/Kepala Desa" in village
    assert "sebagai sampel: 1 (satu) berkas; tersedia: 1 (satu)" in office
    assert "Siti Contoh" not in office
    assert "Agus Contoh" in office
    assert list(found)[3] == "rumah penerima bantuan hukum"
    for told in (HOME, "Budi", "Diterima oleh", "rangkap"):
        assert told not in home


def test_nothing_printed_tells_where_a_home_is(book: Book, visit: int) -> None:
    letter = book.read(visit_letter_values, visit, ON).result()
    papers = [printed(book, kind, KEY) for kind in (ASSIGNMENT, ATTENDANCE, MONEV)]
    for words in (*papers, *letter.values()):
        assert HOME not in words
        assert "Rumah Budi" not in words


def test_each_place_has_its_own_attendance_sheets(book: Book, visit: int) -> None:
    words = printed(book, ATTENDANCE, KEY)
    assert words.count("Lembar A") == 4
    assert words.count("Lembar B") == 2  # nobody is interviewed at an office
    assert words.count("Ratna Contoh") == 1
    assert words.count("PB-1") == 1
    assert "PB-2" not in words


def test_the_assignment_names_both_teams_once(book: Book, visit: int) -> None:
    del visit
    words = printed(book, ASSIGNMENT, KEY)
    assert (
        words.index("Tim 1") < words.index("Siti Contoh") < words.index("Tim 2") < words.index("Agus Contoh")
    )
    assert "monev bantuan hukum, pemeriksaan berkas PBH, dan pemeriksaan keabsahan SKTM" in words


def test_later_papers_name_the_assignment_issued_here(book: Book, visit: int) -> None:
    subject = Subject(KEY, KEY, Visit, visit)
    number = book.change(issue, ANYONE, RULES, ASSIGNMENT, subject, ON).result().value.number
    assert number in minutes(book, visit)["Lapas Kelas IIA Contoh"]
    assert number in printed(book, MONEV, KEY)
    values = book.read(visit_letter_values, visit, ON).result()
    assert (values["nomor_surat_tugas"], values["tanggal_surat_tugas"]) == (number, "3 Juni 2025")


def test_villages_and_pbh_are_told_too(book: Book, visit: int) -> None:
    before: Chain = book.read(chain_of, visit).result()
    notice = before.link(links.NOTICE)
    assert notice is not None
    assert (notice.done, notice.wanted) == (0, 3)
    for one in before.others:
        values = book.read(visit_letter_values, visit, ON, obh_id=one.obh_id, place_id=one.place_id).result()
        named = {"obh_id": one.obh_id} if one.obh_id else {}
        text = links.PLACE_TEXTS[one.kind]
        letter = (
            book.change(begin_letter, ANYONE, text, values, ON, about_id=visit, links=named).result().value
        )
        kept = book.read(letter_values, letter).result()
        assert "Agus Contoh" in kept.body
        assert "Siti Contoh" not in kept.body
        assert ("SKTM-77" in kept.body) is (one.kind == "kelurahan")
    after: Chain = book.read(chain_of, visit).result()
    notice = after.link(links.NOTICE)
    assert notice is not None
    assert (notice.done, notice.wanted, len(notice.letters)) == (2, 3, 2)


def test_the_mark_of_sidbankum_is_taken_back_with_a_reason(
    book: Book, visit: int, make_obh: Make, make_interview: Make
) -> None:
    sheet = make_interview(make_obh("OBH-Y", "LBH Mawar (contoh)"), visit_id=visit)
    with pytest.raises(Refused, match="tidak bertanda"):
        book.change(unmark_sidbankum, ANYONE, [sheet], "Salah lembar").result()
    book.change(mark_sidbankum, ANYONE, [sheet], "2025-06-16").result()
    assert book.read(chain_of, visit).result().marked == (sheet,)
    with pytest.raises(Refused, match="Alasan"):
        book.change(unmark_sidbankum, ANYONE, [sheet], " ").result()
    book.change(unmark_sidbankum, ANYONE, [sheet], "Salah lembar").result()
    assert book.read(chain_of, visit).result().unmarked == (sheet,)


def test_lists_photos_and_forms_are_word_files_too(book: Book, visit: int) -> None:
    del visit
    for kind, words in ((NOMINATIVE, "PB-1"), (PHOTOS, "Belum ada foto"), (FORM, "tanpa nomor dan kode")):
        subject = book.read(kind.find, KEY).result()
        assert kind.docx is not None
        document = docx.Document(BytesIO(kind.docx(book.read(kind.gather, RULES, subject, ON).result())))
        cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
        assert any(words in text for text in (*cells, *(each.text for each in document.paragraphs))), kind.key


def test_a_place_taken_out_leaves_its_letters(book: Book, visit: int) -> None:
    rows = [{"kind": "kelurahan", "name": "Kantor Kelurahan Contoh", "on_date": "2025-06-12"}]
    own = {"places": rows, "traces": []}
    book.change(save_visit, ANYONE, own, id=visit, version=None, reason="contoh").result()
    notice = book.read(chain_of, visit).result().link(links.NOTICE)
    assert notice is not None
    assert (notice.done, notice.wanted) == (0, 1)
