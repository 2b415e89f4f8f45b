"""Contracts, budgets, both official systems, tariffs: what is saved, refused, compared and forecast."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from berkas.engine.listing import ListRequest
from berkas.engine.records import Doubtful
from berkas.rooms.obh.commands import save_contract, save_tariff
from berkas.rooms.obh.fields.forecast import forecast
from berkas.rooms.obh.queries.contracts import (
    CONTRACTS,
    TARIFFS,
    contract_for,
    load_contract,
    standing,
    tariff_for,
)
from berkas_db.book import Book
from berkas_db.changes import ANYONE
from berkas_db.errors import Refused
from berkas_db.tables import Tariff

Make = Callable[..., int]
NEW: dict[str, Any] = {"id": None, "version": None}


@pytest.fixture
def make_contract(book: Book) -> Make:
    def make(obh_id: int, *, reason: str = "", **values: Any) -> int:  # noqa: ANN401
        own = {
            "obh_id": str(obh_id),
            "year": 2025,
            "number": f"KTR-{obh_id}/2025",
            "signed_on": "2025-02-10",
            "litigation": 40_000_000,
            "nonlitigation": 8_000_000,
        } | values
        return book.change(save_contract, ANYONE, own, reason=reason, **NEW).result().value

    return make


def paid(quarter: str, system: str, litigation: int, nonlitigation: int = 0) -> dict[str, Any]:
    day = {"1": "2025-04-01", "2": "2025-07-01", "3": "2025-10-01", "4": "2025-12-20"}[quarter]
    return {
        "quarter": quarter,
        "system": system,
        "as_of": day,
        "litigation": litigation,
        "nonlitigation": nonlitigation,
    }


def test_a_contract_stands_with_both_systems_and_the_average(
    book: Book, make_obh: Make, make_contract: Make
) -> None:
    first, second = make_obh(), make_obh("YBH Kenanga (contoh)")
    own = make_contract(
        first,
        addenda=[
            {
                "number": "A-1",
                "signed_on": "2025-05-02",
                "litigation_change": 2_000_000,
                "nonlitigation_change": -1_000_000,
            }
        ],
        realisations=[
            paid("1", "sidbankum", 10_000_000, 2_000_000),
            paid("1", "omspan", 8_000_000, 2_000_000),
            paid("2", "sidbankum", 9_000_000),
        ],
    )
    make_contract(second, litigation=20_000_000, nonlitigation=0)
    now = book.read(standing, own).result()
    assert (now.budget.litigation, now.budget.nonlitigation) == (42_000_000, 7_000_000)
    assert [each.difference for each in now.quarters] == [2_000_000, None, None, None]
    assert now.paid.both == 21_000_000
    assert now.average == pytest.approx(21_000_000 * 100 / 69_000_000)
    told = dict(now.forecasts)["Jumlah"]
    assert told is not None
    assert told.as_of == date(2025, 7, 1)
    assert told.left == pytest.approx(49_000_000 - 21_000_000 * 365 / 182, abs=1)
    assert book.read(contract_for, first, 2025).result() == own
    assert book.read(contract_for, first, 2024).result() is None


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"litigation": -1}, "Pagu litigasi: paling sedikit"),
        ({"year": 2012}, "Tahun anggaran: paling sedikit 2013"),
        ({"valid_from": "2025-06-01", "valid_until": "2025-01-01"}, "mendahului"),
        (
            {"addenda": [{"number": "A", "signed_on": "2025-05-02", "litigation_change": -41_000_000}]},
            "kurang dari nol",
        ),
        ({"realisations": [paid("1", "omspan", 1), paid("1", "omspan", 2)]}, "sudah ada pada baris lain"),
    ],
)
def test_bad_money_is_refused(
    make_obh: Make, make_contract: Make, values: dict[str, Any], sentence: str
) -> None:
    obh = make_obh()
    with pytest.raises(Refused, match=sentence):
        make_contract(obh, **values)


def test_more_paid_than_budgeted_wants_a_reason(make_obh: Make, make_contract: Make) -> None:
    obh = make_obh()
    rows = [paid("1", "sidbankum", 41_000_000)]
    with pytest.raises(Doubtful, match="melebihi pagu"):
        make_contract(obh, realisations=rows)
    assert make_contract(obh, realisations=rows, reason="Adendum menyusul.") > 0


def test_changing_a_field_keeps_the_rows(book: Book, make_obh: Make, make_contract: Make) -> None:
    own = make_contract(make_obh(), realisations=[paid("1", "sidbankum", 1_000_000)])
    record = book.read(load_contract, own).result()
    book.change(
        save_contract, ANYONE, {"note": "Pagu awal."}, id=own, version=record.version, reason=""
    ).result()
    again = book.read(load_contract, own).result()
    assert (again.values["note"], len(again.values["realisations"])) == ("Pagu awal.", 1)


def test_the_list_shows_both_systems_their_gap_and_the_share(
    book: Book, make_obh: Make, make_contract: Make
) -> None:
    own = make_contract(
        make_obh(), realisations=[paid("1", "sidbankum", 12_000_000), paid("1", "omspan", 9_000_000)]
    )
    row = book.read(CONTRACTS.rows, [own]).result()[own]
    assert row[:7] == (
        "2025", "LBH Melati (contoh)", "Rp48.000.000", "Rp12.000.000", "Rp9.000.000", "Rp3.000.000", "25,00",
    )  # fmt: skip
    assert list(book.read(CONTRACTS.ids, ListRequest(text="Melati")).result()) == [own]
    assert list(book.read(CONTRACTS.ids, ListRequest(text="tidak ada")).result()) == []


def test_known_tariffs_carry_their_source_and_the_rest_is_entered(book: Book) -> None:
    found = book.glance(lambda s: tariff_for(s, "pidana", "persidangan", "2025-03-01"))
    assert found is not None
    assert (found.amount, found.source) == (3_000_000, "Pembayaran Jawa Timur 2023")
    assert book.glance(lambda s: tariff_for(s, "perdata", "gugatan", "2025-03-01")) is None
    own = {
        "service_kind": "perdata",
        "stage": None,
        "label": "Perdata (contoh)",
        "amount": 5_000_000,
        "valid_from": "2025-01-01",
        "source": "Keputusan contoh",
        "confidence": "rumusan_kantor",
    }
    book.change(save_tariff, ANYONE, own, **NEW).result()
    entered = book.glance(lambda s: tariff_for(s, "perdata", "gugatan", "2025-03-01"))
    assert entered is not None
    assert entered.label == "Perdata (contoh)"
    assert len(book.read(TARIFFS.ids, ListRequest()).result()) == 7


def test_two_tariffs_never_hold_on_one_day(book: Book) -> None:
    own = {
        "service_kind": "pidana",
        "stage": "persidangan",
        "label": "Baru",
        "amount": 4_000_000,
        "valid_from": "2026-01-01",
        "source": "Keputusan contoh",
        "confidence": "terbaca",
    }
    with pytest.raises(Refused, match="Akhiri dahulu"):
        book.change(save_tariff, ANYONE, own, **NEW).result()
    old = book.glance(
        lambda s: s.execute(
            select(Tariff.id).where(Tariff.service_kind == "pidana", Tariff.stage == "persidangan")
        ).scalar_one()
    )
    book.change(save_tariff, ANYONE, {"valid_until": "2025-12-31"}, id=old, version=None).result()
    book.change(save_tariff, ANYONE, own, **NEW).result()
    before, after = (
        book.glance(lambda s, day=day: tariff_for(s, "pidana", "persidangan", day))
        for day in ("2025-12-31", "2026-01-01")
    )
    assert before is not None
    assert after is not None
    assert (before.amount, after.amount) == (3_000_000, 4_000_000)


@given(
    budget=st.integers(1, 10**11),
    share=st.floats(0, 2, allow_nan=False),
    day=st.integers(0, 500),
)
def test_a_forecast_never_leaves_less_than_nothing(budget: int, share: float, day: int) -> None:
    first, last = date(2025, 1, 1), date(2025, 12, 31)
    as_of = date.fromordinal(first.toordinal() + day)
    told = forecast(budget, int(budget * share), first=first, last=last, as_of=as_of)
    if told is None:
        assert day < 37
        return
    assert 0 <= told.left <= budget
    assert told.expected + told.left == budget


def test_too_early_in_the_year_nothing_is_foretold() -> None:
    first, last = date(2025, 1, 1), date(2025, 12, 31)
    assert forecast(1000, 100, first=first, last=last, as_of=date(2025, 1, 20)) is None
    assert forecast(0, 0, first=first, last=last, as_of=date(2025, 7, 1)) is None
