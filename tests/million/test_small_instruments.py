"""The benchmarks of instruments run once on very little; what they compare is the same. Nothing is timed."""

from pathlib import Path

from PySide6.QtWidgets import QApplication
from tests.million import bench_instruments as bench

from berkas.rules.instruments import Route


def test_the_big_instrument_has_all_its_items_and_skips() -> None:
    instrument = bench.big_instrument(47, sections=5)
    assert len(instrument.items) == 47
    assert len(instrument.sections) == 5
    route = Route(instrument)
    assert len(route.asked({})) == 47 - 4, "every tenth waits for a bad answer"
    assert len(route.asked({"Q9": "1"})) == 47 - 3


def test_forms_are_measured(qapp: QApplication) -> None:
    del qapp
    opened, moved = bench.measure_forms(30, 1)
    assert opened.ours > 0
    assert moved.bare > 0


def test_the_bare_sum_is_the_score(tmp_path: Path) -> None:
    (measured,) = bench.measure_scores(tmp_path, 20, 1)  # raises when the two figures differ
    assert measured.ours > 0


def test_every_row_of_the_workbook_is_read_and_kept(tmp_path: Path) -> None:
    reading, keeping, whole = bench.measure_import(tmp_path, 40, 5, 1)
    assert reading.ours > 0
    assert keeping.ours > 0
    assert whole.ours > 0
