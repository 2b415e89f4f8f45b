"""What the office installed, read from its book."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import create_engine
from sqlalchemy.orm import Session

from berkas.engine.installed import office_holidays, office_rules
from berkas.engine.rulebook import Override, Rulebook, RuleKind
from berkas.rules.vocabulary import HolidayKind
from berkas_db.tables import Base, ClockOverride, HolidayExtra, InstrumentVersion

NOW = "2026-01-02T03:04:05.678Z"


def stamped(number: int) -> dict[str, object]:
    return {"uid": f"{number:036}", "version": 1, "created_at": NOW, "updated_at": NOW}


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    engine = create_engine(f"sqlite:///{tmp_path / 'contoh.berkas'}")
    Base.metadata.create_all(engine)
    with Session(engine, autoflush=False) as opened:
        yield opened
    engine.dispose()


def instrument(number: int, text: str, *, shipped: bool) -> InstrumentVersion:
    return InstrumentVersion(
        key="skm",
        edition=f"{number}",
        title="SKM contoh",
        kind="survei",
        status="resmi",
        canonical_text=text,
        sha256=f"{number:064}",
        item_count=9,
        installed_at=NOW,
        is_shipped=shipped,
        **stamped(number),
    )


def test_rules_of_the_office_come_oldest_first_and_without_shipped_ones(session: Session) -> None:
    clock = ClockOverride(
        class_key="ppid", clock_version="kantor", title="PPID contoh", canonical_text="{}", sha256="0" * 64,
        status="rumusan_kantor", valid_from="2026-01-01", installed_at=NOW, **stamped(1),
    )  # fmt: skip
    session.add_all([clock, instrument(2, "{1}", shipped=False), instrument(3, "{2}", shipped=True)])
    session.add(instrument(4, "{3}", shipped=False))
    session.flush()
    assert office_rules(session) == [
        Override(RuleKind.CLOCK, "ppid", "{}"),
        Override(RuleKind.INSTRUMENT, "skm", "{1}"),
        Override(RuleKind.INSTRUMENT, "skm", "{3}"),
    ]


def test_holidays_of_the_office_by_place(session: Session) -> None:
    rows = [
        HolidayExtra(on_date="2026-02-03", name="Libur provinsi contoh", kind="daerah", **stamped(1)),
        HolidayExtra(on_date="2026-02-04", name="Kota contoh", kind="daerah", regency_id=5, **stamped(2)),
        HolidayExtra(on_date="2026-02-05", name="Unit tutup", kind="tutup_kantor", unit_id=7, **stamped(3)),
        HolidayExtra(
            on_date="2026-12-24", name="Cuti dicabut", kind="cuti_bersama", is_withdrawn=True,
            decree="SKB contoh", **stamped(4),
        ),
    ]  # fmt: skip
    session.add_all(rows)
    session.flush()
    everywhere = office_holidays(session)
    assert [holiday.date.day for holiday in everywhere] == [3, 24]
    assert everywhere[0].source == "catatan kantor"
    assert everywhere[1].kind is HolidayKind.CUTI_BERSAMA
    assert [one.date.day for one in office_holidays(session, regency_id=5)] == [3, 4, 24]
    assert [one.date.day for one in office_holidays(session, regency_id=6, unit_id=7)] == [3, 5, 24]
    calendar = Rulebook.load().calendar(*everywhere)
    assert not calendar.is_working(date(2026, 2, 3))
    assert calendar.is_working(date(2026, 12, 24))
