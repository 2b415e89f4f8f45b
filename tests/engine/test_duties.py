"""The calendar of reports that are owed: periods of every rhythm, planned once, the next one by itself."""

from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from berkas.engine.duties import Planned, periods_of, plan_next, plan_year
from berkas.rules.vocabulary import Rhythm
from berkas_db.book import Book
from berkas_db.changes import ANYONE
from berkas_db.errors import Refused
from berkas_db.tables import ReportingDuty, ReportSent


@given(st.sampled_from(list(Rhythm)), st.integers(2018, 2040))
def test_periods_follow_each_other_without_a_gap(rhythm: Rhythm, year: int) -> None:
    found = periods_of(rhythm, year) + periods_of(rhythm, year + 1)
    assert all((later[0] - before[1]).days == 1 for before, later in pairwise(found))
    assert all(first < last for first, last in found)
    assert {last.year for _first, last in found} == {year, year + 1}


@pytest.mark.parametrize(
    ("rhythm", "number"),
    [("bulanan", 12), ("triwulanan", 4), ("semesteran", 2), ("tahunan", 1), ("mingguan", 52)],
)
def test_a_year_has_so_many(rhythm: str, number: int) -> None:
    assert len(periods_of(Rhythm(rhythm), 2025)) == number


def test_a_year_is_planned_once_and_goes_on(tmp_path: Path) -> None:
    with Book.create(tmp_path / "k.berkas", office_name="Kantor Contoh") as book:
        values = {"name": "Laporan contoh", "rhythm": "bulanan", "recipient": "BPHN", "due_rule": "tanggal 5",
                  "due_day": 5}  # fmt: skip
        duty = book.change(lambda step: step.insert(ReportingDuty, values), ANYONE).result().value
        assert book.change(plan_year, ANYONE, duty, date(2025, 1, 2)).result().value == Planned(12, 0)
        with pytest.raises(Refused, match="sudah lengkap"):
            book.change(plan_year, ANYONE, duty, date(2025, 1, 2)).result()

        def rows() -> list[tuple[str, str, str]]:
            own = ReportSent.duty_id == duty
            found = book.glance(lambda s: s.scalars(select(ReportSent).where(own)).all())
            return sorted((row.period_until, row.due_on, row.state) for row in found)

        assert rows()[0] == ("2025-01-31", "2025-02-05", "belum_dikirim")
        book.change(plan_next, ANYONE, duty).result()
        assert len(rows()) == 12
        last = book.glance(
            lambda s: s.scalars(select(ReportSent.id).where(ReportSent.period_until == "2025-12-31")).one()
        )
        sent = {"state": "terkirim_nihil", "sent_on": date(2026, 1, 4).isoformat()}
        book.change(lambda step: step.update(ReportSent, last, sent), ANYONE).result()
        book.change(plan_next, ANYONE, duty).result()
        assert rows()[-1] == ("2026-01-31", "2026-02-05", "belum_dikirim")


def test_what_was_owed_before_the_plan_was_made_is_not_late(tmp_path: Path) -> None:
    with Book.create(tmp_path / "k.berkas", office_name="Kantor Contoh") as book:
        values = {"name": "Laporan contoh", "rhythm": "triwulanan", "recipient": "BPHN", "due_rule": "tgl 5",
                  "due_day": 5}  # fmt: skip
        duty = book.change(lambda step: step.insert(ReportingDuty, values), ANYONE).result().value
        assert book.change(plan_year, ANYONE, duty, date(2025, 7, 5)).result().value == Planned(3, 1)
        due = book.glance(lambda s: s.scalars(select(ReportSent.due_on).order_by(ReportSent.due_on)).all())
        assert due == ["2025-07-05", "2025-10-05", "2026-01-05"]
        with pytest.raises(Refused, match="sudah lewat"):
            book.change(plan_year, ANYONE, duty, date(2025, 12, 31)).result()
