"""Posbankum and services inside prisons: weekly ticks, recaps, imports, and what does not fit together."""

import io
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from pypdf import PdfReader
from sqlalchemy import select

from berkas.engine.importing import ImportContext, ImportResult
from berkas.engine.issuing import Subject, draft
from berkas.engine.records import Doubtful
from berkas.engine.rulebook import Rulebook
from berkas.rooms.obh.commands import save_posbankum, save_prison
from berkas.rooms.obh.commands.posts import tick_week
from berkas.rooms.obh.fields.posts import post_checks
from berkas.rooms.obh.queries.posts import PRISONS, load_posbankum, load_prison
from berkas.rooms.obh.queries.weeks import by_regency, posts_in, week_lines
from berkas.rooms.obh.report.posts import POSTS, SERVICES
from berkas.rooms.obh.sheet.posts import apply
from berkas.sheets.records import Record as Row
from berkas_db.book import Book
from berkas_db.changes import ANYONE, Step
from berkas_db.errors import Refused
from berkas_db.tables import Agreement, Posbankum, PosbankumReport

Make = Callable[..., int]
RULES = Rulebook.load()
MONDAY = date(2025, 6, 2)
LONG = "Posbankum Desa " + "Contoh Nama Sangat Panjang " * 4 + "Sekali"


@pytest.fixture
def make_post(book: Book, regency: int) -> Make:
    def make(village: str = "Contoh Makmur", *, reason: str = "", **values: Any) -> int:  # noqa: ANN401
        own = {
            "name": f"Posbankum Desa {village}",
            "village_kind": "desa",
            "village": village,
            "district": "Contoh",
            "regency_id": str(regency),
            "is_example": True,
        }
        saved = book.change(save_posbankum, ANYONE, own | values, id=None, version=None, reason=reason)
        return saved.result().value

    return make


@pytest.fixture
def make_service(book: Book) -> Make:
    def make(unit: int, obh: int, *, reason: str = "", **values: Any) -> int:  # noqa: ANN401
        own = {"unit_id": str(unit), "obh_id": str(obh), "valid_from": "2025-01-02"} | values
        return book.change(save_prison, ANYONE, own, id=None, version=None, reason=reason).result().value

    return make


def words(pdf: bytes) -> str:
    return " ".join(" ".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages).split())


def test_a_week_is_ticked_corrected_and_taken_back(book: Book, make_post: Make) -> None:
    post, other = make_post(), make_post("Contoh Jaya")
    book.change(tick_week, ANYONE, MONDAY, post, {"consultations": 2}).result()
    book.change(tick_week, ANYONE, MONDAY, other, {"is_nil": True}).result()
    lines = book.read(week_lines, MONDAY).result()
    assert [(line.post_id, bool(line.received_on), line.is_nil, line.consultations) for line in lines] == [
        (other, True, True, 0),
        (post, True, False, 2),
    ]
    book.change(tick_week, ANYONE, MONDAY, post, {"consultations": 3, "mediations": 1}).result()
    book.change(tick_week, ANYONE, MONDAY, other, None).result()
    kept = book.glance(
        lambda session: session.execute(
            select(PosbankumReport.posbankum_id, PosbankumReport.consultations, PosbankumReport.mediations)
        ).all()
    )
    assert [tuple(row) for row in kept] == [(post, 3, 1)]


@pytest.mark.parametrize(
    ("report", "sentence"),
    [
        ({"consultations": -1}, "paling sedikit 0"),
        ({"consultations": 2, "is_nil": True}, "ditandai nihil, tetapi ada jumlahnya"),
    ],
)
def test_a_week_that_contradicts_itself_is_refused(
    book: Book, make_post: Make, report: dict[str, Any], sentence: str
) -> None:
    with pytest.raises(Refused, match=sentence):
        book.change(tick_week, ANYONE, MONDAY, make_post(), report).result()


def test_only_posts_open_in_the_week_are_asked(book: Book, make_post: Make) -> None:
    make_post("Belum Berdiri (contoh)", established_on="2025-06-09")
    make_post("Sudah Tutup (contoh)", closed_on="2025-06-01")
    asked = make_post("Berdiri (contoh)", established_on="2025-06-08")
    assert [line.post_id for line in book.read(week_lines, MONDAY).result()] == [asked]


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"established_on": "2025-05-01", "closed_on": "2025-04-01"}, "mendahului tanggal berdiri"),
        ({"paralegals": [{"trained_on": "2025-01-01"}]}, "belum dicentang terlatih"),
        ({"reports": [{"week_start": "2025-06-03", "received_on": "2025-06-04"}]}, "bukan hari Senin"),
        ({"reports": [{"week_start": "2025-06-02", "received_on": "2025-06-01"}]}, "sebelum minggunya mulai"),
    ],
)
def test_what_is_wrong_with_a_post(values: dict[str, Any], sentence: str) -> None:
    assert [problem.message for problem in post_checks(values) if sentence in problem.message]


def test_a_second_post_in_a_village_wants_a_reason(book: Book, make_post: Make) -> None:
    make_post()
    with pytest.raises(Doubtful, match="sudah mempunyai Posbankum"):
        make_post()
    assert make_post(reason="Pos kedua di dusun jauh")
    assert make_post("Contoh Makmur", district="Kecamatan lain")


def test_the_recap_counts_by_regency_and_names_who_is_silent(book: Book, make_post: Make) -> None:
    make_post(
        "Contoh Makmur",
        name=LONG,
        decree_number="SK 5 (contoh)",
        paralegals=[{"name": "A Contoh", "is_trained": True}, {"name": "B Contoh"}],
        reports=[
            {"week_start": "2025-05-26", "received_on": "2025-06-02", "consultations": 2},
            {"week_start": "2025-06-02", "received_on": "2025-06-09", "is_nil": True},
        ],
        established_on="2025-05-21",
    )
    make_post("Contoh Jaya", village_kind="kelurahan")
    posts = book.read(posts_in, date(2025, 5, 1), date(2025, 6, 8)).result()
    mine = next(each for each in posts if each.name == LONG)
    assert (mine.expected, mine.received, mine.nil, mine.consultations) == (2, 2, 1, 2)
    (line,) = by_regency(posts)
    assert (line.posts, line.villages, line.wards, line.with_decree) == (2, 1, 1, 1)
    assert (line.paralegals, line.trained, line.expected) == (2, 1, 2 + 5)
    text = words(draft(book, RULES, POSTS, Subject("2025", "Tahun 2025"), date(2025, 6, 12)))
    assert "1 dari 2 Posbankum belum pernah melapor pada periode ini." in text
    assert "1 dari 2 Posbankum belum mempunyai SK." in text
    assert "Contoh Nama Sangat Panjang" in text


def test_empty_recaps_say_so(book: Book) -> None:
    for kind, sentence in ((POSTS, "Belum ada Posbankum"), (SERVICES, "Belum ada layanan bantuan hukum")):
        assert sentence in words(draft(book, RULES, kind, Subject("2025", "Tahun 2025"), date(2025, 6, 12)))


def test_services_are_recapped_without_telling_of_few(
    book: Book, make_service: Make, make_unit: Make, make_obh: Make
) -> None:
    first, second = make_unit("LAPAS-X", "Lapas Contoh"), make_unit("RUTAN-Y", "Rutan Contoh")
    obh = make_obh()
    make_service(
        first,
        obh,
        schedule="Setiap Rabu",
        sessions=[{"on_date": "2025-05-07", "served_men": 16, "served_children": 1}],
    )
    make_service(second, obh, sessions=[{"on_date": "2025-05-08", "served_men": 14, "served_women": 9}])
    text = words(draft(book, RULES, SERVICES, Subject("2025", "Tahun 2025"), date(2025, 6, 12)))
    for told in ("Lapas Contoh", "Setiap Rabu", "Disembunyikan"):
        assert told in text
    served = " ".join(text.split("Setiap Rabu")[1].split()[:5])
    assert " 1 " not in f" {served.removeprefix('1 ')} ", "a single child served is not told"


def test_the_list_of_services_counts_what_was_held_and_served(
    book: Book, make_service: Make, make_unit: Make, make_obh: Make
) -> None:
    held = [{"on_date": day, "served_men": 4, "served_women": 1} for day in ("2025-05-07", "2025-05-14")]
    id_ = make_service(make_unit(), make_obh(), valid_until="2025-12-31", sessions=held)
    heads = [shown.column.key for shown in PRISONS.shown]
    row = dict(zip(heads, book.read(PRISONS.rows, [id_]).result()[id_], strict=True))
    assert (row["held"], row["served"], row["last_held"]) == ("2", "10", "14 Mei 2025")


def test_a_service_that_does_not_fit_wants_a_reason(
    book: Book, make_service: Make, make_unit: Make, make_obh: Make
) -> None:
    unit, obh = make_unit(), make_obh()
    not_accredited = make_obh("LBH Kenanga (contoh)", accreditations=[])
    pact = {"number": "PKS-1", "title": "Layanan", "obh_id": obh}
    pact |= {"valid_from": "2025-01-01", "valid_until": "2025-06-30"}
    agreement = book.change(lambda step: step.insert(Agreement, pact), ANYONE).result().value
    make_service(unit, obh, valid_until="2025-12-31")
    for values, sentence in (
        ({"obh_id": str(not_accredited)}, "tidak tercatat terakreditasi"),
        ({"valid_until": "2025-11-30"}, "sudah tercatat sebagai mitra"),
        (
            {"valid_from": "2026-01-01", "valid_until": "2026-12-31", "agreement_id": str(agreement)},
            "Perjanjiannya berakhir lebih dahulu",
        ),
        (
            {"valid_from": "2026-01-01", "sessions": [{"on_date": "2025-05-01"}]},
            "di luar masa berlaku layanan",
        ),
    ):
        with pytest.raises(Doubtful) as asked:
            make_service(unit, obh, **values)
        assert sentence in " ".join(problem.message for problem in asked.value.doubts)
    id_ = make_service(unit, obh, valid_until="2025-11-30", reason="Mitra kedua ruang lain")
    assert book.read(load_prison, id_).result().title == "Lapas Kelas IIA Contoh"


def test_a_list_of_posts_comes_in_and_is_not_doubled(book: Book, make_obh: Make) -> None:
    make_obh()
    row = {
        "regency": "Pangkalpinang",
        "district": "Contoh",
        "village": "Contoh Indah",
        "village_kind": "kelurahan",
        "decree_number": "SK 2 (contoh)",
        "obh": "LBH Melati (contoh)",
        "paralegals": "A Contoh; B Contoh",
        "trained": "a contoh",
        "last_report": "2025-06-05",
    }

    def bring(step: Step, values: dict[str, Any]) -> tuple[int, int, int, int]:
        result = ImportResult()
        context = ImportContext(date(2025, 6, 12), RULES)
        apply(step, [Row(2, values, dict.fromkeys(values, "B2"))], context, result)
        return result.added, result.updated, result.ignored, len(result.problems)

    def run(values: dict[str, Any]) -> tuple[int, int, int, int]:
        return book.change(bring, ANYONE, values).result().value

    assert run(row) == (1, 0, 0, 0)
    assert run(row) == (0, 0, 1, 0)
    assert run(row | {"trained": "B Contoh"}) == (0, 1, 0, 0)
    assert run(row | {"regency": "Kota Antah"}) == (0, 0, 0, 1)
    assert run(row | {"obh": "LBH Antah", "village": "Lain"}) == (0, 0, 0, 1)
    (post,) = book.read(week_lines, MONDAY).result()
    record = book.read(load_posbankum, post.post_id).result()
    assert record.title == "Posbankum Kelurahan Contoh Indah"
    assert [(each["name"], each["is_trained"]) for each in record.values["paralegals"]] == [
        ("A Contoh", True),
        ("B Contoh", True),
    ]
    assert post.received_on == "2025-06-05"


def test_393_posts_of_a_small_province_are_read_at_once(book: Book, regency: int) -> None:
    def many(step: Step) -> None:
        own = {"village_kind": "desa", "regency_id": regency, "is_example": True}
        for number in range(393):
            named = {"code": f"P{number:03}", "name": f"Pos {number} (contoh)", "village": f"Contoh {number}"}
            step.insert(Posbankum, own | named)

    book.change(many, ANYONE).result()
    assert len(book.read(week_lines, MONDAY, regency).result()) == 393
    assert book.read(week_lines, MONDAY, 0).result() == []
