"""Papers parsed back: what stands on them, and what never does."""

import io
from collections.abc import Callable
from datetime import date

import pytest
from pypdf import PdfReader

from berkas.engine.assessing import installed_version, save_answers, start
from berkas.engine.issuing import DocumentKind, draft, issue
from berkas.engine.rulebook import Rulebook
from berkas.engine.verifying import verify
from berkas.rooms.obh.commands import claim_case, save_posbankum, save_prison
from berkas.rooms.obh.report import DOCUMENTS
from berkas.rooms.obh.report.recap import span_of
from berkas_db.book import Book
from berkas_db.changes import ANYONE, Step
from berkas_db.errors import Refused

Make = Callable[..., int]
RULES = Rulebook.load()
ON = date(2025, 6, 12)
KINDS = {kind.key: kind for kind in DOCUMENTS}


def words(pdf: bytes) -> str:
    pages = PdfReader(io.BytesIO(pdf)).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


def printed(book: Book, kind: str, key: str) -> str:
    subject = book.read(KINDS[kind].find, key).result()
    return words(draft(book, RULES, KINDS[kind], subject, ON))


def interview(book: Book, obh_id: int, number: int) -> None:
    def keep(step: Step) -> None:
        version = installed_version(step, RULES, "monev_litigasi")
        values = {
            "interview_on": "2025-05-02",
            "state": "lengkap",
            "respondent_code": f"MB-2025-001-R{number:02}",
        }
        id_ = start(step, version, "obh", obh_id, values)
        items = RULES.instrument("monev_litigasi").items.values()
        save_answers(step, id_, {item.key: "3" for item in items if getattr(item, "scale", "") == "puas4"})

    book.change(keep, ANYONE).result()


@pytest.fixture
def obh(make_obh: Make) -> int:
    return make_obh(
        "LBH Melati (contoh)",
        people=[{"name": "Siti Contoh", "role": "advokat"}],
        contracts=[{"year": 2025, "number": "K1", "litigation": 40_000_000, "nonlitigation": 8_000_000}],
        realisations=[
            {
                "contract": "K1",
                "quarter": quarter,
                "system": system,
                "as_of": "2025-06-01",
                "litigation": amount,
            }
            for quarter, system, amount in (
                ("1", "sidbankum", 6_000_000),
                ("2", "sidbankum", 4_000_000),
                ("1", "omspan", 5_000_000),
            )
        ],
        scores=[
            {"label": "TW II 2025", "period_from": "2025-04-01", "period_until": "2025-06-30", "score": 94.18}
        ],
    )


def test_a_profile_holds_the_register_and_no_score_from_too_few(book: Book, obh: int) -> None:
    interview(book, obh, 1)
    text = printed(book, "profil-obh", "obh-001")
    assert "LBH Melati (contoh)" in text
    assert "Rp5.000.000" in text
    assert "Disembunyikan: kurang dari 3 responden" in text
    assert "94,18" in text


def test_the_variant_for_the_obh_leaves_out_respondents(book: Book, obh: int) -> None:
    for number in (1, 2, 3):
        interview(book, obh, number)
    assert "MB-2025-001-R01" in printed(book, "profil-obh", "OBH-001")
    text = printed(book, "profil-obh-pbh", "OBH-001")
    assert "MB-2025" not in text
    assert "Rincian perhitungan litigasi" in text
    assert "75,00" in text


def test_the_recap_keeps_our_score_and_the_official_one_apart(book: Book, obh: int, make_obh: Make) -> None:
    make_obh("Posbakumadin Belitung (contoh)")
    for number in (1, 2, 3):
        interview(book, obh, number)
    text = printed(book, "rekap-obh", "2025")
    assert "Nilai internal kantor, bukan nilai resmi Sidbankum" in text
    assert "75,00" in text
    assert "94,18 (TW II 2025)" in text
    assert "belum dicatat" in text
    assert "20,83%" in text


def test_a_recap_of_a_quarter_counts_that_quarter_only(book: Book, obh: int) -> None:
    text = printed(book, "rekap-obh", "2025-TW2")
    assert "8,33%" in text
    assert "April" in text


@pytest.mark.parametrize(
    ("key", "first", "last"),
    [
        ("2025", date(2025, 1, 1), date(2025, 12, 31)),
        ("2024-s1", date(2024, 1, 1), date(2024, 6, 30)),
        ("2024-TW1", date(2024, 1, 1), date(2024, 3, 31)),
    ],
)
def test_periods_have_keys(key: str, first: date, last: date) -> None:
    span = span_of(key)
    assert (span.first, span.last) == (first, last)


def test_a_period_that_is_none_is_refused() -> None:
    with pytest.raises(Refused, match="bukan periode"):
        span_of("Juni")


def test_what_is_missing_is_listed_for_the_obh(book: Book, obh: int) -> None:
    text = printed(book, "kekurangan-obh", "OBH-001")
    assert "0 dari 12" in text
    assert "Stopela" in text
    assert "Belum diperiksa" in text


@pytest.fixture
def claims(book: Book, obh: int, make_obh: Make, make_case: Make, make_recipient: Make) -> None:
    """A second OBH, a case and its claim, for the papers about them."""
    make_obh("YBH Kenanga (contoh)")
    case = make_case(obh, [{"recipient_id": make_recipient()}], current_stage="persidangan")
    book.change(claim_case, ANYONE, case).result()


@pytest.fixture
def posts(book: Book, obh: int, regency: int, make_unit: Make) -> None:
    """A post in a village and a service inside a prison, for the papers about them."""
    village = {"name": "Posbankum Contoh", "village_kind": "desa", "village": "Contoh"}
    village |= {"regency_id": str(regency), "established_on": "2025-01-06"}
    service = {"unit_id": str(make_unit()), "obh_id": str(obh), "valid_from": "2025-01-02"}
    for save, values in ((save_posbankum, village), (save_prison, service)):
        book.change(save, ANYONE, values, id=None, version=None).result()


@pytest.mark.usefixtures("posts", "claims")
@pytest.mark.parametrize("kind", [kind for kind in DOCUMENTS if not kind.plain], ids=lambda kind: kind.key)
def test_every_paper_can_be_issued_and_verified(book: Book, obh: int, kind: DocumentKind) -> None:
    subject = book.read(kind.subjects).result()[0]
    issued = book.change(issue, ANYONE, RULES, kind, subject, ON).result().value
    assert book.read(verify, issued.code).result().state == "utuh"
    assert "DRAF" not in words(issued.pdf)


def test_an_unknown_key_names_near_ones(book: Book, obh: int) -> None:
    with pytest.raises(Refused, match="OBH-001"):
        book.read(KINDS["profil-obh"].find, "XYZ").result()
