"""Place crossed with PBH in the recap: small numbers are left out, and none follows from the totals."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from berkas.engine.assessing import installed_version, start
from berkas.engine.issuing import Stamp
from berkas.engine.rulebook import Rulebook
from berkas.engine.smallgroups import HIDDEN
from berkas.paper.parts import Band, Para, Table
from berkas.rooms.obh.report.recap import RECAP, parts
from berkas_db.book import Book
from berkas_db.changes import ANYONE, Step
from berkas_db.tables import Visit, VisitPlace

Make = Callable[..., int]
RULES = Rulebook.load()


@pytest.fixture
def meet(book: Book) -> Callable[[int, int, int], None]:
    """Interviews about a PBH in a unit."""

    def keep(step: Step, unit: int, obh: int, number: int) -> None:
        version = installed_version(step, RULES, "monev_litigasi")
        code = f"KEG-{unit}-{obh}"
        visit = step.insert(
            Visit, {"code": code, "title": code, "from_date": "2025-05-02", "until_date": "2025-05-02"}
        )
        place = step.insert(
            VisitPlace, {"visit_id": visit, "unit_id": unit, "kind": "upt", "on_date": "2025-05-02"}
        )
        for each in range(number):
            own = {"interview_on": "2025-05-02", "state": "lengkap", "visit_id": visit, "place_id": place,
                   "respondent_code": f"{code}-R{each:02}"}  # fmt: skip
            start(step, version, "obh", obh, own)

    def meet(unit: int, obh: int, number: int) -> None:
        book.change(keep, ANYONE, unit, obh, number).result()

    return meet


def crossed(book: Book) -> list[Any]:
    """What stands under “Responden menurut tempat dan PBH”."""
    subject = book.read(RECAP.find, "2025").result()
    values = book.read(RECAP.gather, RULES, subject, date(2025, 6, 12)).result()
    found = list(parts(values, Stamp(date(2025, 6, 12))))
    place = next(
        i for i, part in enumerate(found) if getattr(part, "text", "").startswith("Responden menurut")
    )
    return found[place + 1 : place + 2]


def test_a_small_number_and_those_it_follows_from_are_left_out(
    book: Book, make_unit: Make, make_obh: Make, meet: Callable[[int, int, int], None]
) -> None:
    units = [make_unit("LAPAS-A", "Lapas A Contoh"), make_unit("LAPAS-B", "Lapas B Contoh")]
    pbh = [make_obh(f"LBH {name} (contoh)") for name in ("Anggrek", "Mawar", "Melati")]
    for unit, obh, number in ((0, 0, 1), (0, 1, 4), (0, 2, 6), (1, 0, 3), (1, 1, 5), (1, 2, 7)):
        meet(units[unit], pbh[obh], number)
    (table,) = crossed(book)
    assert isinstance(table, Table)
    rows = [row for row in table.rows if not isinstance(row, Band)]
    assert [row[1] for row in rows] == [HIDDEN, HIDDEN, "6", HIDDEN, HIDDEN, "7"]
    assert "Disembunyikan: kurang dari 3 responden" in table.note


def test_one_place_alone_is_not_crossed(
    book: Book, make_unit: Make, make_obh: Make, meet: Callable[[int, int, int], None]
) -> None:
    unit = make_unit("LAPAS-A", "Lapas A Contoh")
    for name, number in (("Anggrek", 1), ("Mawar", 4)):
        meet(unit, make_obh(f"LBH {name} (contoh)"), number)
    (words,) = crossed(book)
    assert isinstance(words, Para)
    assert "tidak disilangkan" in str(words)
