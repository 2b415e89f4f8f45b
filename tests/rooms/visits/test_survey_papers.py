"""The papers of a survey: cycle, plans, implementation, sheet and poster, parsed back."""

import io
from collections.abc import Callable
from datetime import date

import pytest
from pypdf import PdfReader

from berkas.engine.issuing import draft, issue
from berkas.engine.rulebook import Rulebook
from berkas.rooms.visits.commands import note_lowest, plan_fault, save_survey_period
from berkas.rooms.visits.queries.surveyplans import faults_of
from berkas.rooms.visits.queries.surveys import load_survey
from berkas.rooms.visits.report import DOCUMENTS
from berkas_db.book import Book
from berkas_db.changes import ANYONE, Step
from berkas_db.errors import Refused
from berkas_db.tables import Followup, Office, SurveyProblem, UnitMinistry

from .surveying import all_of, keyed_rows, put_period, put_service

Make = Callable[..., int]
RULES = Rulebook.load()
ON = date(2025, 7, 1)
KINDS = {kind.key: kind for kind in DOCUMENTS}


def drawn(book: Book, kind: str, key: str) -> list[str]:
    subject = book.read(KINDS[kind].find, key).result()
    pdf = draft(book, RULES, KINDS[kind], subject, ON)
    return [" ".join(page.extract_text().split()) for page in PdfReader(io.BytesIO(pdf)).pages]


def printed(book: Book, kind: str, key: str) -> str:
    return " ".join(drawn(book, kind, key))


def millimetres(book: Book, kind: str, key: str) -> tuple[int, int]:
    subject = book.read(KINDS[kind].find, key).result()
    box = PdfReader(io.BytesIO(draft(book, RULES, KINDS[kind], subject, ON))).pages[0].mediabox
    return round(float(box.width) / 72 * 25.4), round(float(box.height) / 72 * 25.4)


@pytest.fixture
def unit(make_unit: Make) -> int:
    return make_unit()


@pytest.fixture
def cycle(book: Book, unit: int) -> int:
    """Two services in semester I 2025, one of them also in semester II 2024; the id of the first."""
    ahu, visits = put_service(book, unit, "Layanan AHU"), put_service(book, unit, "Kunjungan")
    put_period(book, unit, [all_of("3") for _ in range(4)], service_id=ahu, label="Semester II 2024",
               period_from="2024-07-01", period_until="2024-12-31",
               official_index=3.8, official_scale=4, official_grade="A")  # fmt: skip
    first = put_period(
        book, unit, keyed_rows(), service_id=ahu, population=120, target=50,
        official_index=97.94, official_scale=100, official_grade="A", official_respondents=92,
        official_read_on="2025-06-30", exclusions="Tarif ditetapkan dengan peraturan pemerintah.",
        problems=[
            {"element": "Waktu", "problem": "Antrean hari Senin lama (contoh)"},
            {"element": "Biaya", "problem": "Tarif dianggap mahal (contoh)", "is_excluded": True,
             "exclusion_reason": "Tarif PNBP"},
        ],
    )  # fmt: skip
    put_period(book, unit, [all_of("4"), all_of("4")], service_id=visits, label="Semester I 2025")
    return first


def close(book: Book, id_: int) -> None:
    done = {"status": "selesai", "result_text": "Loket ketiga dibuka (contoh).", "closed_on": "2025-06-20"}
    book.change(lambda step: step.update(Followup, id_, done), ANYONE).result()


def plan(book: Book, fault: int, task: str = "Tambah satu loket pada hari Senin") -> int:
    values = {"task": task, "owner_name": "Koordinator Contoh", "due_on": "2030-01-31"}
    return book.change(plan_fault, ANYONE, fault, values).result().value


def test_the_cycle_says_everything_of_a_semester(book: Book, cycle: int) -> None:
    fault, excluded = book.read(faults_of, [cycle]).result()
    close(book, plan(book, fault.id))
    with pytest.raises(Refused, match="di luar kewenangan"):
        plan(book, excluded.id)
    text = printed(book, "siklus-survei", "SKM:2025-S1")
    for words in (
        "Semester I 2025", "97,94", "Survei internal", "Layanan AHU", "3,80",
        "dihitung dari jawaban responden, bukan dari rata-rata",
        "Tarif ditetapkan dengan peraturan pemerintah",
        "Tarif dianggap mahal (contoh)", "Antrean hari Senin lama (contoh)", "Tambah satu loket",
        "Koordinator Contoh", "Loket ketiga dibuka (contoh)", "Semester II 2024 ke Semester I 2025", "75,00",
    ):  # fmt: skip
        assert words in text, words
    matrix = printed(book, "matriks-rtl-survei", "skm:2025-S1")
    assert "Tambah satu loket pada hari Senin" in matrix
    assert "Tarif dianggap mahal" not in matrix
    done = printed(book, "pelaksanaan-rtl-survei", "SKM:2025")
    assert "Selesai, 20 Juni 2025" in done


def test_a_service_of_few_cannot_be_found_from_the_unit(book: Book, cycle: int) -> None:
    """Two answered about visits: neither their figure nor the one it follows from is told."""
    del cycle
    text = printed(book, "siklus-survei", "SKM:2025-S1")
    assert "Kunjungan 2 – –" in text
    assert "Layanan AHU 49 – –" in text
    assert "Unit, semua responden 51 " in text
    assert text.count("100,00") == 1  # the end of the axis alone


def test_a_span_without_a_survey_is_an_empty_report(book: Book, unit: int) -> None:
    del unit
    text = printed(book, "siklus-survei", "spak:2025-03")
    assert "Tidak ada periode survei pada Maret 2025" in text
    with pytest.raises(Refused, match="bukan periode"):
        printed(book, "siklus-survei", "skm:2025-S9")


def test_the_lowest_elements_become_problems_once(book: Book, unit: int) -> None:
    period = put_period(book, unit, keyed_rows())
    assert book.change(note_lowest, ANYONE, period).result().value == 3
    assert book.change(note_lowest, ANYONE, period).result().value == 0
    told = [fault.element for fault in book.read(faults_of, [period]).result()]
    assert told == [
        "Persyaratan",
        "Sistem, mekanisme, dan prosedur",
        "Penanganan pengaduan, saran, dan masukan",
    ]
    empty = put_period(
        book, unit, label="Semester II 2025", period_from="2025-07-01", period_until="2025-12-31"
    )
    with pytest.raises(Refused, match="belum dihitung"):
        book.change(note_lowest, ANYONE, empty).result()


def test_the_poster_shows_the_official_figure_or_says_that_it_is_ours(book: Book, unit: int) -> None:
    own = put_period(book, unit, keyed_rows(), label="Triwulan I 2025", period_until="2025-03-31")
    assert own
    ours = printed(book, "poster-indeks", "LAPAS-X:Triwulan I 2025")
    assert "SURVEI INTERNAL" in ours
    assert "bukan nilai resmi" in ours
    assert "Survei internal" in printed(book, "lembar-indeks", "LAPAS-X:Triwulan I 2025")
    put_period(
        book, unit, keyed_rows(), label="Triwulan II 2025", period_from="2025-04-01",
        official_index=96.5, official_scale=100,
        official_source="aplikasi 3AS", official_read_on="2025-07-01",
    )  # fmt: skip
    for kind in ("poster-indeks", "poster-indeks-a3", "lembar-indeks"):
        text = printed(book, kind, "LAPAS-X:Triwulan II 2025")
        assert "96,50" in text
        assert "Nilai resmi dari aplikasi 3AS, dibaca 1 Juli 2025" in text
        assert "survei internal" not in text.casefold()
    assert millimetres(book, "poster-indeks", "LAPAS-X:Triwulan II 2025") == (210, 297)
    assert millimetres(book, "poster-indeks-a3", "LAPAS-X:Triwulan II 2025") == (297, 420)
    assert len(drawn(book, "poster-indeks-a3", "LAPAS-X:Triwulan II 2025")) == 1


def test_no_poster_without_a_figure_nor_for_another_ministry(book: Book, unit: int) -> None:
    put_period(book, unit, [all_of("4")])
    with pytest.raises(Refused, match="belum cukup"):
        printed(book, "poster-indeks", "LAPAS-X:Semester I 2025")
    put_period(
        book, unit, [all_of("4")] * 3, label="2024", period_from="2024-01-01", period_until="2024-12-31"
    )

    def move(step: Step) -> None:
        step.update(Office, 1, {"ministry_id": 1})
        step.insert(UnitMinistry, {"unit_id": unit, "ministry_id": 2, "valid_from": "2020-01-01"})

    book.change(move, ANYONE).result()
    with pytest.raises(Refused, match="dipasang kementerian itu"):
        printed(book, "poster-indeks", "LAPAS-X:2024")


def test_a_cycle_is_issued_like_any_paper(book: Book, cycle: int) -> None:
    del cycle
    kind = KINDS["siklus-survei"]
    subject = book.read(kind.find, "SKM:2025-S1").result()
    issued = book.change(issue, ANYONE, RULES, kind, subject, ON).result().value
    assert "DRAF" not in "".join(page.extract_text() for page in PdfReader(io.BytesIO(issued.pdf)).pages)


def test_a_problem_that_is_saved_again_keeps_its_plan(book: Book, cycle: int) -> None:
    fault = book.read(faults_of, [cycle]).result()[0]
    plan(book, fault.id)
    record = book.read(load_survey, cycle).result()
    own = {"problems": record.values["problems"]}
    book.change(save_survey_period, ANYONE, own, id=cycle, version=record.version).result()
    again = book.read(faults_of, [cycle]).result()[0]
    assert (again.id, len(again.plans)) == (fault.id, 1)
    assert book.read(lambda session: session.get_one(SurveyProblem, fault.id).finding_id).result() is not None


def test_official_figures_and_ours_have_charts_of_their_own(book: Book, unit: int) -> None:
    for half, first, last, index in (
        ("Semester II 2024", "2024-07-01", "2024-12-31", 3.41),
        ("Semester I 2025", "2025-01-01", "2025-06-30", 3.62),
    ):
        put_period(book, unit, [all_of("3"), all_of("4"), all_of("4")], label=half, code=first,
                   period_from=first, period_until=last, official_index=index, official_scale=4)  # fmt: skip
    for kind, key in (("siklus-survei", "SKM:2025-S1"), ("laporan-skm", "LAPAS-X:2025-01-01")):
        said = printed(book, kind, key)
        assert "Perkembangan nilai resmi, Lapas Kelas IIA Contoh" in said
        assert "Perkembangan indeks survei internal" in said
        official, ours = said.index("Perkembangan nilai resmi"), said.index("Perkembangan indeks survei")
        assert official < said.index("hitungan kantor tidak digambar di sini") < ours
        chart = said[official : said.index("hitungan kantor tidak digambar")]
        assert "3,41" in chart
        assert "91,67" not in chart


def test_official_figures_on_two_scales_share_no_chart(book: Book, unit: int, cycle: int) -> None:
    del unit, cycle
    assert "Perkembangan nilai resmi" not in printed(book, "siklus-survei", "SKM:2025-S1")
