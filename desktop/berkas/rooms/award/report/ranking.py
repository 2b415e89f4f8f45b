"""The order of the units as parts of a paper, only where the office switched it on. Values in, parts out."""

from collections.abc import Iterable

from berkas.paper.parts import Align, Heading, Para, Part, Table, TableColumn, Tone
from berkas.paper.words import italic
from berkas.rooms.award.report.values import RankingValues

INTERNAL = "Aturan internal kantor, bukan ketentuan dan bukan penilaian Direktorat Jenderal."


def ranking_parts(values: RankingValues | None, *, level: int = 1) -> Iterable[Part]:
    """The rule, what it rests on, then the units; nothing where no order was switched on."""
    if values is None:
        return
    yield Heading("Urutan unit menurut aturan internal", level=level)
    yield Para(f"{values.rule} Dasar: {values.basis.rstrip('.')}.")
    yield Table(
        (
            TableColumn("Urutan", mm=18, align=Align.CENTRE),
            TableColumn("Unit", share=3),
            TableColumn("Angka", share=3),
        ),
        [(str(unit.place), unit.name, unit.figures) for unit in values.units],
        empty="Belum ada unit dalam putaran ini.",
    )
    yield Para((italic(INTERNAL),), tone=Tone.SMALL)
