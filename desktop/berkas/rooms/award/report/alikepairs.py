"""Photos of a round that show the same, as a table of its recapitulation. Values in, parts out."""

from collections.abc import Iterable

from berkas.paper.parts import Align, Heading, Part, Table, TableColumn
from berkas.rooms.award.report.values import AlikeValues


def alike_parts(values: AlikeValues | None, *, level: int = 1) -> Iterable[Part]:
    """The pairs with how alike they are; nothing where the photos were not compared."""
    if values is None:
        return
    note = "Kemiripan dihitung dari gambarnya; bandingkan dengan mata sebelum menegur unit."
    if values.unlooked:
        note += f" {values.unlooked} pasang yang agak mirip belum dibandingkan dari dekat."
    yield Heading("Foto yang serupa dalam putaran", level=level)
    yield Table(
        (
            TableColumn("No", mm=11, align=Align.CENTRE),
            TableColumn("Foto", share=4),
            TableColumn("Serupa dengan", share=4),
            TableColumn("Kemiripan", mm=30, align=Align.CENTRE),
        ),
        [(str(number), *pair) for number, pair in enumerate(values.pairs, 1)],
        empty="Tidak ada foto yang serupa dalam putaran ini.",
        note=note,
    )
