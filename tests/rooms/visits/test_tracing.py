"""Names to be traced: drawn from the case register with a kept seed, and put on a paper that is not kept."""

import io
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from pypdf import PdfReader
from sqlalchemy import select, text

from berkas.engine import identities
from berkas.rooms.visits.commands.annex import draw_annex
from berkas.rooms.visits.commands.tracing import draw_sample
from berkas.rooms.visits.queries.assessments import places_of_visit
from berkas.rooms.visits.queries.tracing import ANNEX_DRAWN, SAMPLE_DRAWN, Frame, annex_places, population
from berkas.rooms.visits.queries.visits import load_visit
from berkas.rooms.visits.report.annex import draw
from berkas.rules.sampling import PER_GROUP, sized
from berkas_db.book import Book
from berkas_db.changes import ANYONE, Actor, Step
from berkas_db.errors import Refused
from berkas_db.journal import history
from berkas_db.tables import CaseRecipient, LegalCase, Obh, Recipient, Unit, Visit

Make = Callable[..., int]
YEAR = Frame(date(2025, 1, 1), date(2025, 12, 31))
VERIFIER = Actor(None, "Verifikator contoh", "verifikator")


def _register(step: Step, obh: int, number: int, **values: Any) -> int:  # noqa: ANN401
    recipient = step.insert(Recipient, {"code": f"PB-{obh}-{number:03}", **values})
    for month in (2, 3):  # the later case is the one that is traced
        case = step.insert(
            LegalCase,
            {
                "code": f"PKR-{obh}-{number:03}-{month}",
                "obh_id": obh,
                "title": "Contoh",
                "service_kind": "pidana",
                "request_form": "tertulis",
                "request_on": f"2025-0{month}-01",
            },
        )
        step.insert(CaseRecipient, {"case_id": case, "recipient_id": recipient})
    return recipient


@pytest.fixture
def visit(book: Book, make_visit: Make, make_unit: Make, make_obh: Make) -> int:
    unit, obh, other = make_unit(), make_obh(), make_obh("OBH-Y", "LBH Anggrek (contoh)")

    def fill(step: Step) -> None:
        for number in range(1, 6):
            _register(step, obh, number, unit_id=unit)
        _register(step, other, 1)

    book.change(fill, ANYONE).result()
    return make_visit(places=[{"kind": "upt", "unit_id": unit, "on_date": "2025-06-12"}])


def numbers(book: Book, visit: int, frame: Frame = YEAR) -> dict[int, int]:
    found = book.read(population, visit, frame).result()
    return {key: len(people) for key, people in found.by_obh().items()}


def test_everybody_of_the_register_counts_once(book: Book, visit: int) -> None:
    assert sorted(numbers(book, visit).values()) == [1, 5]
    unit = book.glance(lambda s: s.execute(select(Unit.id)).scalar_one())
    assert list(numbers(book, visit, Frame(YEAR.first, YEAR.last, unit_id=unit)).values()) == [5]
    obh = book.glance(lambda s: s.execute(select(Obh.id).where(Obh.code == "OBH-Y")).scalar_one())
    assert numbers(book, visit, Frame(YEAR.first, YEAR.last, obh_ids=(obh,))) == {obh: 1}
    assert numbers(book, visit, Frame(date(2024, 1, 1), date(2024, 12, 31))) == {}


def test_a_sample_goes_into_the_list_with_its_seed_in_the_journal(book: Book, visit: int) -> None:
    size = sized(PER_GROUP, numbers(book, visit), least=2)
    book.change(draw_sample, ANYONE, visit, YEAR, size, "benih-1").result()
    traces = book.read(load_visit, visit).result().values["traces"]
    assert len(traces) == 3
    assert all(trace["is_sampled"] and trace["case_id"] for trace in traces)
    assert sum(trace["place"] == 1 for trace in traces) == 2  # held at the unit that is visited
    cases = book.glance(lambda s: set(s.execute(select(LegalCase.code).where(
        LegalCase.id.in_([trace["case_id"] for trace in traces]))).scalars()))  # fmt: skip
    assert all(code.endswith("-3") for code in cases)
    uid = book.glance(lambda s: s.execute(select(Visit.uid)).scalar_one())
    noted = {
        line.field: line.after for line in book.glance(history, "visit", uid) if line.action == SAMPLE_DRAWN
    }
    assert (noted["benih"], noted["populasi"], noted["sampel"]) == ("benih-1", 6, 3)
    # whoever is traced already is not drawn again
    assert sorted(numbers(book, visit).values()) == [3]
    with pytest.raises(Refused, match="berubah sesudah"):
        book.change(draw_sample, ANYONE, visit, YEAR, size, "benih-1").result()


def test_an_annex_names_who_is_traced_a_child_only_by_code_and_is_not_kept(
    book: Book, visit: int, make_recipient: Make
) -> None:
    def fill(step: Step) -> tuple[int, int]:
        adult = identities.put(step, {"name": "Budi Rahasia", "birth_on": "1990-05-01", "sex": "laki_laki"})
        child = identities.put(step, {"name": "Rangga Rahasia", "protection": "anak"})
        return adult, child

    adult, child = book.change(fill, ANYONE).result().value
    people = [make_recipient("PB-A", identity_id=adult), make_recipient("PB-B", identity_id=child),
              make_recipient("PB-C")]  # fmt: skip
    rows = book.read(load_visit, visit).result().values["places"]
    place = rows[0]["id"]

    def trace(step: Step) -> None:
        from berkas.rooms.visits.commands import save_visit

        traces = [{"recipient_id": one, "place": 1} for one in people]
        save_visit(step, {"traces": traces}, id=visit, version=None)

    book.change(trace, ANYONE).result()
    assert [(one.id, one.people) for one in book.read(annex_places, visit).result()] == [(place, 3)]
    made = book.change(draw_annex, ANYONE, visit, place, "Menelusuri sebelum monev", draw).result().value
    said = " ".join(" ".join(page.extract_text().split()) for page in PdfReader(io.BytesIO(made.pdf)).pages)
    assert (made.named, made.codes_only) == (1, 2)
    for words in ("Budi Rahasia", "1 Mei 1990", "PB-B", "PB-C", "(kode saja)", "RAHASIA"):
        assert words in said
    assert "Rangga" not in said
    uids = book.glance(lambda s: s.execute(select(Visit.uid)).scalar_one())
    noted = {
        line.field: line.after for line in book.glance(history, "visit", uids) if line.action == ANNEX_DRAWN
    }
    assert (noted["nama"], noted["kode_saja"]) == (1, 2)
    assert len(str(noted["sidik"])) == 64
    kept = book.glance(lambda s: s.execute(text("SELECT count(*) FROM attachment")).scalar())
    assert kept == 0
    for reason, actor, words in (("", ANYONE, "Alasan"), ("perlu", VERIFIER, "tidak berhak")):
        with pytest.raises(Refused, match=words):
            book.change(draw_annex, actor, visit, place, reason, draw).result()
    with pytest.raises(Refused, match="Belum ada nama"):
        book.change(draw_annex, ANYONE, visit, None, "perlu", draw).result()


def test_a_sample_of_files_is_looked_for_where_the_files_are(book: Book, visit: int) -> None:
    place = book.read(places_of_visit, visit).result()[0][0]
    frame = Frame(YEAR.first, YEAR.last, obh_ids=(min(numbers(book, visit)),))
    size = sized(PER_GROUP, numbers(book, visit, frame), least=2)
    with pytest.raises(Refused, match="tidak ada lagi"):
        book.change(draw_sample, ANYONE, visit, frame, size, "benih-1", place_id=place + 99).result()
    book.change(draw_sample, ANYONE, visit, frame, size, "benih-1", place_id=place).result()
    traces = book.read(load_visit, visit).result().values["traces"]
    assert [row["place"] for row in traces] == [1, 1]
