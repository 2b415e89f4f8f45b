"""What second keying showed, as a part of a report: one sentence, and a table of the piles.

Names of keyers are names of officials. Nothing of any answer stands here.
"""

from decimal import Decimal

from berkas.engine.keying_quality import Pile, Quality
from berkas.paper.parts import Align, Para, Part, Table, TableColumn
from berkas.rules.numbers import show_decimal
from berkas.rules.vocabulary import SampleOutcome

OWN_RULE = (
    "Besar sampel dan batas salah ketik adalah rumusan kantor, bukan ketentuan resmi. Salah ketik adalah "
    "jawaban ketikan pertama yang ternyata bukan jawaban yang disepakati."
)


def percent_words(percent: Decimal | None) -> str:
    """A rate, or a dash where nothing was compared."""
    return "–" if percent is None else f"{show_decimal(percent)}%"


def verdict(quality: Quality) -> str:
    """One sentence: drawn or not, how many wait, passed or keyed twice, the rate over everything."""
    if not quality.sheets:
        return "Belum ada lembar lengkap."
    if not quality.is_drawn:
        return f"{quality.sheets} lembar lengkap. Sampel ketik kedua belum diambil."
    done = sum(pile.done for pile in quality.piles)
    said = f"{done} dari {quality.sheets} lembar diketik dua kali"
    tally = quality.tally
    if tally.percent is not None:
        said += (
            f"; salah ketik {tally.first_wrong} dari {tally.compared} butir "
            f"({percent_words(tally.percent)}), batas {percent_words(quality.limit)}"
        )
    whole = sum(pile.outcome is SampleOutcome.ULANG_SEMUA for pile in quality.piles)
    ends = [
        f"{quality.awaited} lembar menunggu ketik kedua" if quality.awaited else "tidak ada yang menunggu"
    ]
    undrawn = sum(pile.outcome is None for pile in quality.piles)
    if undrawn:
        ends.append(f"{undrawn} tumpukan belum diambil sampelnya")
    if whole:
        ends.append(f"{whole} tumpukan di atas batas diketik dua kali seluruhnya")
    return f"{said}. {'; '.join(ends).capitalize()}."


def quality_parts(quality: Quality) -> tuple[Part, ...]:
    """The part that stands in the report of the visit and on the paper of its own."""
    if not quality.is_drawn:
        return (Para(verdict(quality)),)
    return (
        Para(verdict(quality)),
        Table(
            columns=(
                TableColumn("Diketik oleh", share=2.4),
                TableColumn("OBH atau layanan", share=2.6),
                TableColumn("Lembar", mm=16, align=Align.RIGHT),
                TableColumn("Dua kali", mm=16, align=Align.RIGHT),
                TableColumn("Butir", mm=16, align=Align.RIGHT),
                TableColumn("Salah", mm=15, align=Align.RIGHT),
                TableColumn("Angka", mm=18, align=Align.RIGHT),
                TableColumn("Hasil", share=2.2),
            ),
            rows=[_pile_row(pile) for pile in quality.piles],
            caption="Ketik kedua menurut tumpukan",
            note=f"Benih pengambilan sampel: {_seeds(quality)}. {OWN_RULE}",
        ),
    )


def _pile_row(pile: Pile) -> tuple[str, ...]:
    tally = pile.tally
    outcome = pile.outcome.label if pile.outcome is not None else "Belum diambil"
    return (
        pile.keyer, pile.obh, str(len(pile.sheets)), str(pile.done), str(tally.compared),
        str(tally.first_wrong), percent_words(tally.percent), outcome,
    )  # fmt: skip


def _seeds(quality: Quality) -> str:
    seeds = sorted({seed for pile in quality.piles for seed in pile.seeds})
    return ", ".join(map(str, seeds)) or "tidak tercatat"
