"""`mutu-ketikan`: what second keying showed about the sheets of a visit; a paper, and a part of the report.

Names of keyers are names of officials. Nothing of any answer stands here.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sqlalchemy.orm import Session

from berkas.engine.issuing import DocumentKind, Stamp, Subject
from berkas.engine.keying_quality import KeyerRate, Pile, Quality, quality_of
from berkas.engine.officepaper import OfficePart, office_part
from berkas.engine.rulebook import Rulebook
from berkas.paper.document import render
from berkas.paper.parts import (
    Align,
    Heading,
    KeyValues,
    Notice,
    NoticeKind,
    Para,
    Part,
    Table,
    TableColumn,
    Title,
)
from berkas.rooms.visits.queries.forms import Reconciliation, reconcile
from berkas.rooms.visits.report.reconciliation import sums_sentence
from berkas.rooms.visits.report.visit import visit_row
from berkas.rooms.visits.report.words import span, visit_subjects
from berkas.rules.numbers import show_decimal
from berkas.rules.vocabulary import SampleOutcome

OWN_RULE = (
    "Besar sampel dan batas salah ketik adalah rumusan kantor, bukan ketentuan resmi. Salah ketik adalah "
    "jawaban ketikan pertama yang ternyata bukan jawaban yang disepakati."
)


@dataclass(frozen=True, slots=True)
class CertificateValues:
    """All values of the paper."""

    office: OfficePart
    title: str
    code: str
    days: str
    quality: Quality
    sums: Reconciliation


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
                TableColumn("OBH", share=2.6),
                TableColumn("Lembar", mm=16, align=Align.RIGHT),
                TableColumn("Dua kali", mm=16, align=Align.RIGHT),
                TableColumn("Butir", mm=16, align=Align.RIGHT),
                TableColumn("Salah", mm=15, align=Align.RIGHT),
                TableColumn("Angka", mm=18, align=Align.RIGHT),
                TableColumn("Hasil", share=2.2),
            ),
            rows=[_pile_row(pile) for pile in quality.piles],
            caption="Ketik kedua menurut pengetik dan OBH",
            note=f"Benih pengambilan sampel: {_seeds(quality)}. {OWN_RULE}",
        ),
    )


def gather(session: Session, _rulebook: Rulebook, subject: Subject, on: date) -> CertificateValues:
    """Read how a visit was keyed."""
    row = visit_row(session, subject.id)
    values = row.values
    return CertificateValues(
        office=office_part(session, on, letterhead_id=values["letterhead_id"]),
        title=values["title"],
        code=values["code"],
        days=span(values["from_date"], values["until_date"]),
        quality=quality_of(session, row.id),
        sums=reconcile(session, row.id),
    )


def parts(values: CertificateValues, stamp: Stamp) -> tuple[Part, ...]:
    """The page."""
    quality = values.quality
    return (
        Title("Keterangan Mutu Ketikan", number=stamp.number, name=values.title),
        KeyValues((
            ("Kegiatan", values.code),
            ("Tanggal", values.days),
            ("Lembar lengkap", str(quality.sheets)),
            ("Lembar masih draf", str(quality.drafts)),
            ("Formulir kertas", sums_sentence(values.sums)),
            ("Sampel ketik kedua", f"{quality.sample_percent}% tiap tumpukan, sedikitnya dua lembar"),
            ("Batas salah ketik", percent_words(quality.limit)),
        )),
        *_passed(quality),
        *quality_parts(quality),
        *_keyers(quality),
        Para(
            "Ketik kedua dilakukan orang lain tanpa melihat ketikan pertama. Tiap perbedaan diselesaikan "
            "satu per satu; nilai hanya memakai jawaban yang disepakati."
        ),
        values.office.signatures(),
    )  # fmt: skip


def _passed(quality: Quality) -> tuple[Part, ...]:
    if quality.is_passed:
        return (Notice("Seluruh tumpukan memenuhi batas atau sudah diketik dua kali.", kind=NoticeKind.INFO),)
    words = "Pemeriksaan mutu ketikan belum selesai; keterangan ini bersifat sementara."
    return (Notice(words, kind=NoticeKind.IMPORTANT),)


def _keyers(quality: Quality) -> tuple[Part, ...]:
    if not quality.keyers:
        return ()
    return (
        Heading("Angka menurut pengetik", 3),
        Table(
            columns=(
                TableColumn("Pengetik", share=3),
                TableColumn("Lembar", mm=17, align=Align.RIGHT, group="Ketikan pertama"),
                TableColumn("Diperiksa", mm=20, align=Align.RIGHT, group="Ketikan pertama"),
                TableColumn("Salah", mm=16, align=Align.RIGHT, group="Ketikan pertama"),
                TableColumn("Angka", mm=19, align=Align.RIGHT, group="Ketikan pertama"),
                TableColumn("Lembar", mm=17, align=Align.RIGHT, group="Ketikan kedua"),
                TableColumn("Salah", mm=16, align=Align.RIGHT, group="Ketikan kedua"),
            ),
            rows=[_keyer_row(rate) for rate in quality.keyers],
        ),
    )


def _pile_row(pile: Pile) -> tuple[str, ...]:
    tally = pile.tally
    outcome = pile.outcome.label if pile.outcome is not None else "Belum diambil"
    return (
        pile.keyer, pile.obh, str(len(pile.sheets)), str(pile.done), str(tally.compared),
        str(tally.first_wrong), percent_words(tally.percent), outcome,
    )  # fmt: skip


def _keyer_row(rate: KeyerRate) -> tuple[str, ...]:
    return (
        rate.keyer, str(rate.sheets), str(rate.checked), str(rate.tally.first_wrong),
        percent_words(rate.tally.percent), str(rate.second_sheets), str(rate.second.second_wrong),
    )  # fmt: skip


def _seeds(quality: Quality) -> str:
    seeds = sorted({seed for pile in quality.piles for seed in pile.seeds})
    return ", ".join(map(str, seeds)) or "tidak tercatat"


def draw(values: CertificateValues, stamp: Stamp) -> bytes:
    """PDF bytes."""
    return render(parts(values, stamp), values.office.frame(f"Keterangan mutu ketikan {values.code}", stamp))


CERTIFICATE = DocumentKind(
    key="mutu-ketikan",
    title="Keterangan mutu ketikan",
    room="visits",
    subjects=visit_subjects,
    gather=gather,
    draw=draw,
)
