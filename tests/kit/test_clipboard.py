"""Rows on the clipboard become clean cells."""

import pytest

from berkas.kit.clipboard import mime
from berkas.rules.fields import Column, Kind

NAME, MONEY, SHARE = Column("n", "Nama"), Column("m", "Pagu", Kind.RUPIAH), Column("s", "Nilai", Kind.DECIMAL)


@pytest.mark.parametrize(
    ("cell", "pasted"),
    [
        ("=1+1", "'=1+1"),
        ("+62 812", "'+62 812"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("-cmd", "'-cmd"),
        ("-5", "-5"),
        ("-", "-"),
        ("dua\tkolom\nbaris", "dua kolom baris"),
        ("3201010101010001", "3201010101010001"),
    ],
)
def test_text_stays_text(cell: str, pasted: str) -> None:
    data = mime([NAME], [(cell,)])
    assert data.text().splitlines()[1] == pasted
    assert "<td style=\"mso-number-format:'\\@'\">" in data.html()


def test_numbers_stay_numbers() -> None:
    data = mime([NAME, MONEY, SHARE], [("A & B", "Rp8.500.000", "1.234,50"), ("", "", "")])
    assert data.text().splitlines()[1:] == ["A & B\t8500000\t1234,50", "\t\t"]
    assert "A &amp; B" in data.html()
    assert "<td>8500000</td>" in data.html()
