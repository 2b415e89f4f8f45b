"""Write resources/holidays/<year>.toml from the development package `holidays`.

    .venv/bin/python -m installer.holiday_tables            write the shipped years again
    .venv/bin/python -m installer.holiday_tables 2028       write another year

The package is a tool of development, not of the program: the office reads and edits the tables. The same
version of the package gives the same bytes. What is known about each year beyond the package (decree, how
well it was compared) stands below, so that it survives a new run. The file name says which tool, the
docstring of `table` which rules.
"""

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from importlib.metadata import version
from pathlib import Path

SHIPPED = range(2018, 2028)
FOLDER = Path(__file__).resolve().parent.parent / "resources" / "holidays"

_ESTIMATED = " (perkiraan)"
_SPELLING = {"Pegangti ": "Pengganti ", "; ": " dan "}
_PUBLIC, _GOVERNMENT = "nasional", "cuti_bersama"


@dataclass(frozen=True, slots=True)
class Known:
    """What is known about a year: the decree, how well the table was compared with it, what agreed."""

    source: str = ""
    confidence: str = "ingatan"
    decreed: bool = True
    note: str = ""


_REVISED = "Memuat perubahan SKB pada tahun berjalan; belum dicocokkan baris demi baris dengan naskah SKB."
KNOWN = {
    **{year: Known(note=_REVISED) for year in range(2018, 2024)},
    2024: Known(
        confidence="disimpulkan",
        note=(
            "Jumlah 17 hari libur nasional dan 10 hari cuti bersama cocok dengan SKB 3 Menteri tahun 2024, "
            "ditambah hari pemungutan suara 14 Februari dan 27 November."
        ),
    ),
    2025: Known(
        confidence="disimpulkan",
        note=(
            "Sebelas hari cuti bersama cocok dengan SKB 3 Menteri tahun 2025 dan perubahannya; libur "
            "nasional cocok sejauh yang terbaca."
        ),
    ),
    2026: Known(
        source="SKB 3 Menteri 1497/2/5 Tahun 2025",
        confidence="terbaca",
        note="Seluruh 25 tanggal cocok dengan SKB.",
    ),
    2027: Known(
        note=(
            "Paket merujuk laman setneg.go.id tentang SKB 3 Menteri tahun 2027; naskahnya belum terbaca. "
            "Tanggal yang bertanda perkiraan dapat berubah."
        ),
    ),
}
SHIPPED_TABLE = "tabel hari libur bawaan Berkas"
"""Said beside a day whose decree is not known; the package the table comes from stands in the remark."""
DECREES = {date(2025, 8, 18): "SKB 3 Menteri 933/1/3 tanggal 7 Agustus 2025"}


def table(year: int) -> str:
    """The table of one year as TOML.

    Categories `public` (libur nasional, election days included) and `government` (cuti bersama) in
    Indonesian; the words "(perkiraan)" become a mark. A year the package has no joint leave for has no
    decree yet.
    """
    import holidays

    package = f"paket holidays {version('holidays')}"
    rows: list[str] = []
    counts: dict[str, int] = {}
    for category, kind in (("public", _PUBLIC), ("government", _GOVERNMENT)):
        days = holidays.Indonesia(years=year, categories=(category,), language="id")
        counts[kind] = len(days)
        rows += [_row(day, name, kind) for day, name in sorted(days.items())]
    known = KNOWN.get(year, Known(decreed=counts[_GOVERNMENT] > 0, note="Belum dicocokkan dengan SKB."))
    head = [
        "# Hari libur dan cuti bersama. Dibuat oleh installer/holiday_tables.py dari paket pengembangan",
        "# `holidays`; kantor dapat mengubahnya di Pengaturan Kantor.",
        f"tahun = {year}",
        f'sumber = "{known.source or SHIPPED_TABLE}"',
        f'keyakinan = "{known.confidence}"',
        f"ditetapkan = {str(known.decreed).lower()}",
        f'catatan = "{known.note} Tabel: {package}."',
    ]
    return "\n".join(head) + "\n\n" + "\n".join(sorted(rows))


def _row(day: date, name: str, kind: str) -> str:
    estimated = name.endswith(_ESTIMATED)
    label = name.removesuffix(_ESTIMATED)
    for wrong, right in _SPELLING.items():
        label = label.replace(wrong, right)
    lines = ["[[libur]]", f"tanggal = {day.isoformat()}", f'nama = "{label}"', f'jenis = "{kind}"']
    if estimated:
        lines.append("perkiraan = true")
    if day in DECREES:
        lines.append(f'sumber = "{DECREES[day]}"')
    return "\n".join(lines) + "\n"


def main(arguments: Sequence[str]) -> int:
    """Write the tables of the years named, or of the shipped ones."""
    years = [int(argument) for argument in arguments] or list(SHIPPED)
    for year in years:
        path = FOLDER / f"{year}.toml"
        path.write_text(table(year), encoding="utf-8", newline="\n")
        print(f"{path.relative_to(FOLDER.parent.parent)} ditulis")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
